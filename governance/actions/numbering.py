"""Numbers of cases and disputes: one series a year, without gap or double."""

from django.db import connection, models

_LOCK = 662671


def next_serial(model: type[models.Model], letter: str, year: int) -> int:
    """What comes after the last number of this year; the lock makes two who open at once come one by one."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK + ord(letter), year])
    given = model._base_manager.filter(number__startswith=f"{letter}-{year}-").values_list("number", flat=True)
    return max((int(number.rsplit("-", 1)[1]) for number in given), default=0) + 1
