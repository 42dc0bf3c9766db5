"""Searching rows by the words of some of their columns, served by an index over the same expression."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import Case, Count, F, Func, Q, QuerySet, TextField, Value, When, Window

from pact.search.asking import Asked, Found

MOST_COUNTED = 1000


class Words(Func):
    """Columns as one text that begins and ends with a space: lower case, without accents, as `plain` has it.

    The function stands in the database (`accounts/0003`), so that no column is to be kept in step.
    """

    function = "pact_words"
    output_field = TextField()


def index_of(*fields: str, name: str) -> GinIndex:
    """For the Meta of a model whose rows are searched by these columns."""
    return GinIndex(OpClass(Words(*fields), name="gin_trgm_ops"), name=name)


def narrowed(rows: QuerySet, asked: Asked, *fields: str, order: tuple[str, ...] = (), written: bool = False) -> Found:
    """The rows of a page that hold all words, what begins as asked first, and how many there are. One query.

    The fields are those of an index, in its order; `written`: it is one column that holds what `search_text` writes.
    Of columns no more than MOST_COUNTED are looked at: working out their words for each row costs too much.
    """
    words = {"found_in": F(fields[0]) if written else Words(*(F(field) for field in fields))}
    held = Q()
    for word in asked.words:
        held &= Q(found_in__contains=f" {word}")
    if asked.number:
        held |= Q(found_in__contains=f" {asked.number}")
    rows = rows.alias(**words)
    if written:
        found = rows.filter(held)
    else:  # asked on their own, so that nothing but the index answers; who may see them is asked of those
        alike = rows.model._base_manager.alias(**words).filter(held).values("pk")
        found = rows.filter(pk__in=alike[:MOST_COUNTED])
    nearness = Case(
        When(found_in__startswith=f" {asked.phrase} ", then=Value(0)),
        When(found_in__startswith=f" {asked.phrase}", then=Value(1)),
        default=Value(2),
    )
    found = found.annotate(found_n=Window(Count("pk"))).order_by(nearness, *order, "pk")
    page = list(found[asked.offset : asked.offset + asked.size])
    total = page[0].found_n if page else 0
    return Found(total, page, or_more=not written and total == MOST_COUNTED)
