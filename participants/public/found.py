"""What visitors find on this floor: organizations that take part, support, or did; and notices."""

from django.db import connection
from django.db.models import Q

from pact.clock import today
from pact.search import Asked, Found
from participants.models import TerminationNotice
from participants.public.lists import COLUMNS, card_of
from participants.public.profiles import notice_cards

# Plain SQL, as all of the list. What begins as asked stands first.
_FIND = f"""
SELECT {", ".join(COLUMNS)}, count(*) OVER () FROM participants_listing
 WHERE since IS NOT NULL AND ({{}})
 ORDER BY CASE WHEN sort_name = %s THEN 0 WHEN search LIKE %s OR sort_name LIKE %s THEN 1
               WHEN search LIKE %s OR sort_name LIKE %s THEN 2 ELSE 3 END, sort_name, id
 LIMIT %s OFFSET %s"""  # noqa: S608


def found_organizations(asked: Asked) -> Found:
    """By the words of their names, or by their registry number; present and former (6.4.3)."""
    condition, values = " AND ".join(["search LIKE %s"] * len(asked.words)), [_word(word) for word in asked.words]
    if asked.number:
        condition, values = f"({condition}) OR search LIKE %s", [*values, _word(asked.number)]
    start = connection.ops.prep_for_like_query(asked.phrase)
    order = [asked.phrase, f" {start} %", f"{start} %", f" {start}%", f"{start}%"]
    with connection.cursor() as cursor:
        cursor.execute(_FIND.format(condition), [*values, *order, asked.size, asked.offset])
        rows = cursor.fetchall()
    return Found(rows[0][-1] if rows else 0, [card_of(row[:-1], today()) for row in rows])


def found_notices(asked: Asked) -> Found:
    """Published notices of termination by the name of who sent them (6.6.1)."""
    words = Q()
    for word in asked.words:
        words &= Q(organization__listing__search__contains=f" {word}")
    rows = TerminationNotice.objects.filter(words, published_at__isnull=False)
    return Found(*notice_cards(rows, asked.size, asked.offset))


def _word(word: str) -> str:
    return f"% {connection.ops.prep_for_like_query(word)}%"
