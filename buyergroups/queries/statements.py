"""Joint statements of demand as their pages ask for them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.utils.text import slugify

from buyergroups import access, rules
from buyergroups.models import Adoption, JointStatement, SignUp
from buyergroups.queries.gatherings import Home, home_of
from governance.models import ProductGroup
from pact.access import Actor
from pact.accounts.models import User
from participants.models import Appointment, Organization, Participation

LONGEST = 200


def statements(actor: Actor) -> QuerySet[JointStatement]:
    """Those of one's own groups and working groups, drafts among them; that open ones are public brings nobody into
    the pages of others."""
    rows = JointStatement.objects.visible_to(actor)
    rows = rows.select_related("group__coordination__organization", "working_group", "product_group")
    if actor.sees_all:
        return rows
    return rows.filter(Q(group__in=actor.member_group_ids) | Q(working_group__in=actor.working_group_ids))


def open_statements(actor: Actor, day: date) -> QuerySet[JointStatement]:
    """What may be signed today."""
    rows = JointStatement.objects.visible_to(actor).filter(state="OPEN", closes_on__gte=day)
    return rows.select_related("group", "working_group", "product_group")


def own_sign_ups(actor: Actor) -> QuerySet[SignUp]:
    """Standing signatures of one's own organizations under statements that are open."""
    rows = SignUp.objects.filter(organization__in=actor.organization_ids, statement__state="OPEN").standing()
    return rows.select_related("statement__product_group", "organization")


def with_sums(rows: QuerySet[JointStatement]) -> QuerySet[JointStatement]:
    standing = Q(sign_ups__withdrawn_at=None)
    return rows.annotate(
        quantity=Sum("sign_ups__quantity", filter=standing), signatories=Count("sign_ups", filter=standing)
    )


@dataclass(frozen=True)
class StatementRow:
    statement: JointStatement
    url: str
    signatories: int
    quantity: int


@dataclass(frozen=True)
class Statements:
    home: Home
    rows: list[StatementRow]
    drafts: bool

    @property
    def new_url(self) -> str:
        return self.home.address("statement-new")


def of_home(actor: Actor, home: Home) -> Statements:
    found = with_sums(statements(actor).filter(group=home.group, working_group=home.working_group))
    rows = [
        StatementRow(one, home.address("statement-detail", ref=one.ref), one.signatories, one.quantity or 0)
        for one in found.order_by("-created_at")[:LONGEST]
    ]
    return Statements(home, rows, access.DRAFT_STATEMENT.allows(actor, home))


@dataclass(frozen=True)
class StatementPage:
    statement: JointStatement
    home: Home
    sign_ups: list[SignUp]
    totals: dict
    vote: Adoption | None
    drafts: bool
    leads: bool
    at: dict[str, str]

    @property
    def may_vote(self) -> bool:
        """A working group's draft that is not voted on yet."""
        voting = self.vote is not None and self.vote.state == "OPEN"
        return bool(self.leads and self.home.working_group and self.statement.state == "DRAFT" and not voting)

    @property
    def may_open(self) -> bool:
        needed = "ADOPTED" if self.home.working_group else "DRAFT"
        return self.leads and self.statement.state == needed


def page_of(actor: Actor, statement: JointStatement) -> StatementPage:
    home = home_of(statement)
    sign_ups = list(standing(statement))
    votes = Adoption.objects.visible_to(actor).filter(statement=statement).order_by("-pk")
    names = ("list", "change", "vote", "open", "extend", "withdraw")
    addresses = {
        name: home.address(f"statement-{name}", **({} if name == "list" else {"ref": statement.ref})) for name in names
    }
    return StatementPage(
        statement,
        home,
        sign_ups,
        statement.totals or rules.totals(counted(sign_ups)),
        votes.first(),
        access.DRAFT_STATEMENT.allows(actor, statement),
        access.LEAD_STATEMENT.allows(actor, statement),
        addresses,
    )


def standing(statement: JointStatement) -> QuerySet[SignUp]:
    rows = SignUp.objects.filter(statement=statement).standing().select_related("organization")
    return rows.order_by("-quantity", "organization__name")


def counted(rows: list[SignUp]) -> list[rules.Signed]:
    return [rules.Signed(row.organization.country, row.quantity) for row in rows]


@dataclass(frozen=True)
class ToSign:
    """The statements that an organization may sign or has signed."""

    organization: Organization
    buys: bool
    signs: bool
    open: list[tuple[JointStatement, SignUp | None]]
    closed: list[SignUp]


def to_sign(actor: Actor, organization: Organization, day: date) -> ToSign:
    mine = SignUp.objects.filter(organization=organization).standing()
    rows = with_sums(open_statements(actor, day)).order_by("closes_on", "title")
    rows = rows.prefetch_related(Prefetch("sign_ups", mine, to_attr="own"))
    closed = mine.filter(statement__state="CLOSED").select_related("statement__product_group")
    return ToSign(
        organization,
        access.buys(organization.pk, day),
        actor.holds(organization.pk, "SIGNATORY"),
        [(row, next(iter(row.own), None)) for row in rows],
        list(closed.order_by("-statement__closes_on")),
    )


def open_one(actor: Actor, ref: str, day: date) -> JointStatement | None:
    return open_statements(actor, day).filter(ref=ref).first()


def product_groups(day: date) -> list[tuple[str, str]]:
    """What is in scope today, for a choice: codes and names."""
    return list(ProductGroup.objects.in_scope(day).distinct().order_by("order").values_list("code", "name_plural"))


def product_group(code: str) -> ProductGroup:
    return ProductGroup.objects.get(code=code)


def every_slug_like(title: str) -> str:
    """An address that no statement has yet, also none in another tenant's drafts."""
    stem = slugify(title)[:70] or "statement"
    taken = set(JointStatement.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 999))) if name not in taken)


def every_buyer_manager(day: date) -> list[tuple[User, int]]:
    """Who hears that a statement is open: who manages a procuring participant; each person once, for one of them."""
    buyers = Participation.objects.on(day).filter(role="PROCURING").values("organization")
    held = Appointment.objects.in_force(day).filter(role="MANAGER", organization__in=buyers, user__is_active=True)
    people = {one.user_id: (one.user, one.organization_id) for one in held.select_related("user").order_by("-pk")}
    return list(people.values())


def every_due(day: date) -> list[JointStatement]:
    """For the night: what closes."""
    rows = JointStatement.objects.filter(state="OPEN", closes_on__lt=day).order_by("pk")
    return list(rows.select_related("group", "working_group"))
