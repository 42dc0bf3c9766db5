"""What the world may see of joint statements of demand: the words, who signed with how many devices, the totals."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch

from buyergroups import rules
from buyergroups.models import JointStatement, SignUp
from pact.calendars import Happening, uid

SHOWN = 200


@dataclass(frozen=True)
class StatementCard:
    slug: str
    title: str
    kind: str
    kind_words: str
    product_group: str
    owner: str
    group_slug: str
    working_group_slug: str
    state: str
    state_words: str
    opened_at: datetime
    closes_on: date
    wanted_from: date
    wanted_until: date
    quantity: int
    signatories: int
    countries: int
    # The day of the totals: today while they run, the closing day once they are frozen.
    as_of: date
    frozen: bool


@dataclass(frozen=True)
class SignatureCard:
    name: str
    slug: str
    language: str
    country: str
    quantity: int
    wanted_by: date | None
    signed_at: datetime


@dataclass(frozen=True)
class StatementPage:
    card: StatementCard
    text: str
    sha256: str
    signatures: list[SignatureCard]
    by_country: list[tuple[str, int]]


def statements(day: date) -> list[StatementCard]:
    """Open ones first, those that close soon first; then closed ones, the last first."""
    cards = [_card(row, day) for row in _public()[:SHOWN]]
    running = sorted((card for card in cards if not card.frozen), key=lambda card: (card.closes_on, card.title))
    return running + sorted((card for card in cards if card.frozen), key=lambda card: card.closes_on, reverse=True)


def statement(slug: str, day: date) -> StatementPage | None:
    row = _public().filter(slug=slug).first()
    if row is None:
        return None
    signatures = [
        SignatureCard(
            one.organization.name, one.organization.slug, one.organization.language, one.organization.country,
            one.quantity, one.wanted_by, one.signed_at,
        )
        for one in row.standing
    ]  # fmt: skip
    by_country = sorted(_totals(row)["by_country"].items(), key=lambda pair: (-pair[1], pair[0]))
    return StatementPage(_card(row, day), row.text, row.sha256, signatures, by_country)


def statement_entries(address: str) -> list[Happening]:
    """Closing days for calendars; more time raises the sequence. `address`: of a statement, with {slug} in it."""
    return [
        Happening(
            uid("statement", row.ref),
            f"Signing closes: {row.title}",
            row.closes_on,
            row.closes_on + timedelta(days=1),
            sequence=max(0, (row.closes_on - row.opened_at.date()).days),
            url=address.format(slug=row.slug),
        )
        for row in _public()[:SHOWN]
    ]


def _public():
    standing = SignUp.objects.standing().select_related("organization").order_by("-quantity", "organization__name")
    rows = JointStatement.objects.filter(state__in=JointStatement.PUBLIC).order_by("-opened_at", "pk")
    rows = rows.select_related("group", "working_group", "product_group")
    return rows.prefetch_related(Prefetch("sign_ups", standing, to_attr="standing"))


def _totals(row: JointStatement) -> dict:
    """Frozen ones as they were frozen; running ones from the signatures that stand."""
    return row.totals or rules.totals(rules.Signed(one.organization.country, one.quantity) for one in row.standing)


def _card(row: JointStatement, day: date) -> StatementCard:
    totals, frozen = _totals(row), row.state == JointStatement.State.CLOSED
    return StatementCard(
        row.slug,
        row.title,
        row.kind,
        row.get_kind_display(),
        row.product_group.name_plural,
        (row.group or row.working_group).name,
        row.group.slug if row.group else "",
        row.working_group.slug if row.working_group else "",
        row.state,
        row.get_state_display(),
        row.opened_at,
        row.closes_on,
        row.wanted_from,
        row.wanted_until,
        totals["quantity"],
        totals["signatories"],
        totals["countries"],
        row.closes_on if frozen else day,
        frozen,
    )
