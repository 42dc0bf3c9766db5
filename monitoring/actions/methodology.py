"""Entering a version of the effect methodology: factors, sources, hash; immutable once adopted."""

from datetime import date, datetime

from django.db import transaction

from monitoring import calculator, verbs
from monitoring.calculator.tables import SHIPPED, TABLES, rows_of
from monitoring.models import MethodologyVersion
from pact.access import Actor
from pact.audit import record

FROM = date(2021, 6, 14)


@transaction.atomic
def load(*, at: datetime, actor: Actor | None = None) -> MethodologyVersion:
    """The version that ships with the product; entering it again changes nothing."""
    factors = calculator.shipped()
    known = MethodologyVersion.objects.filter(version=factors.version).first()
    if known:
        return known
    tables = {name: rows_of((SHIPPED / f"{name}.csv").read_text(encoding="utf-8")) for name in TABLES}
    sources = rows_of((SHIPPED / "sources.csv").read_text(encoding="utf-8"))
    version = MethodologyVersion.objects.create(
        name=factors.methodology,
        version=factors.version,
        state=MethodologyVersion.State.ADOPTED,
        valid_from=FROM,
        factors=tables,
        sources=sources,
        sha256=factors.sha256(),
    )
    hand = actor or Actor.hand("foundation")
    record(hand, verbs.METHODOLOGY_LOADED, version, at=at, clause="1.2.1.b", sha256=version.sha256)
    return version
