"""Numbers of decisions, amendments, cases and disputes: one series a year each, without gap or double."""

from django.db import connection, models


def next_serial(model: type[models.Model], series: str, year: int) -> int:
    """What comes after the last number of this year, like 15 after SC-2027-014; the lock makes two at once come one by
    one."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s), %s)", [f"governance.number.{series}", year])
    given = model._base_manager.filter(number__startswith=f"{series}-{year}-").values_list("number", flat=True)
    return max((int(number.rsplit("-", 1)[1]) for number in given), default=0) + 1
