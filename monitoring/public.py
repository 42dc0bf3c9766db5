"""What the world may see of this floor: years, what is counted and how, targets. Reports publish the figures."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from governance.models import ProductGroup
from monitoring.models import Cycle, MethodologyVersion, Target, TargetReading
from monitoring.rules.vocabularies import arrangements, conditions, label_names


@dataclass(frozen=True)
class CycleCard:
    year: int
    state: str
    opens_on: date
    due_on: date
    freeze_on: date


@dataclass(frozen=True)
class ProductGroupCard:
    code: str
    name: str
    definition: str
    in_scope: bool


@dataclass(frozen=True)
class Indicator:
    """One figure that is asked for: what it is, of what kind, and under which clause."""

    code: str
    name: str
    definition: str
    unit: str
    clause: str


@dataclass(frozen=True)
class TargetReadingCard:
    as_of: date
    value: Decimal
    frozen_at: datetime
    restates: bool


@dataclass(frozen=True)
class TargetCard:
    metric: str
    metric_words: str
    title: str
    value: Decimal | None
    value_to: Decimal | None
    due_on: date
    clause: str
    reached: Decimal | None
    as_of: date | None
    source: str
    decision: str
    readings: tuple[TargetReadingCard, ...]


@dataclass(frozen=True)
class MethodologyCard:
    """The version in force: numbers can be checked against `sha256`; `sources` with publisher, year and licence."""

    name: str
    version: str
    valid_from: date
    sha256: str
    sources: tuple[dict, ...]


def cycles() -> list[CycleCard]:
    """Every cycle that has been opened, newest first."""
    rows = Cycle.objects.exclude(state="PLANNED").order_by("-year")
    return [CycleCard(row.year, row.state, row.opens_on, row.due_on, row.freeze_on) for row in rows]


def product_groups(day: date) -> list[ProductGroupCard]:
    """What is counted; those out of scope on the day are counted and shown apart (1.1.2)."""
    within = set(ProductGroup.objects.in_scope(day).values_list("pk", flat=True))
    rows = ProductGroup.objects.order_by("order", "code")
    return [ProductGroupCard(row.code, row.name_plural, row.definition, row.pk in within) for row in rows]


def indicators() -> list[Indicator]:
    """Definitions of the figures of paragraph 3.1.2, in the order of the form."""
    devices, years = _("devices"), _("years")
    found = [Indicator(row["code"], row["name"], row["definition"], devices, "3.1.2.a") for row in conditions()]
    meets = _("New devices that meet the criteria of the Pact that were in force when they were bought.")
    lifetime = _("How long the buyer expects to use the devices; for used devices: from the purchase on.")
    after = _("What happens to the devices afterwards, from a fixed list.")
    labels = _("Labels and criteria that were asked for in the purchase, from a fixed list. They are counted only.")
    return [
        *found,
        Indicator("meets_criteria", _("New, of which meet the criteria"), meets, devices, "3.1.2.a"),
        Indicator("lifetime", _("Expected lifetime"), lifetime, years, "3.1.2.b"),
        Indicator("end_of_life", _("End-of-life arrangement"), after, _("choice"), "3.1.2.b"),
        Indicator("labels", _("Labels and criteria"), labels, _("choices"), "3.1.2.c"),
    ]


def vocabularies() -> dict[str, dict[str, str]]:
    """Codes and names that open data uses."""
    return {"end_of_life": dict(arrangements()), "labels": label_names()}


def targets() -> list[TargetCard]:
    """The register of targets with every reading that was frozen, by the day on which they are due."""
    readings: dict[int, list[TargetReading]] = {}
    for reading in TargetReading.objects.order_by("as_of", "pk"):
        readings.setdefault(reading.target_id, []).append(reading)
    rows = Target.objects.select_related("decision").order_by("due_on", "pk")
    return [_target(row, readings.get(row.pk, [])) for row in rows]


def users_target(day: date) -> TargetCard | None:
    """The aim for users served that is in force on a day (1.2.1.d)."""
    row = Target.objects.select_related("decision").in_force(Target.Metric.USERS_SERVED, day)
    return _target(row, []) if row else None


def _target(row: Target, readings: list[TargetReading]) -> TargetCard:
    last = readings[-1] if readings else None
    return TargetCard(
        row.metric,
        str(row.get_metric_display()),
        row.title,
        row.value,
        row.value_to,
        row.due_on,
        row.clause,
        last.value if last else None,
        last.as_of if last else None,
        row.source,
        row.decision.number if row.decision else "",
        tuple(TargetReadingCard(one.as_of, one.value, one.frozen_at, bool(one.restates_id)) for one in readings),
    )


def methodology() -> MethodologyCard | None:
    """The newest adopted version."""
    row = MethodologyVersion.objects.filter(state="ADOPTED").order_by("-valid_from", "-pk").first()
    return MethodologyCard(row.name, row.version, row.valid_from, row.sha256, tuple(row.sources)) if row else None
