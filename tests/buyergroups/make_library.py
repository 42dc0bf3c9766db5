"""Working groups and versions of the library as later chapters of their life find them, row by row: for tests of what
comes after. How they get there is tested where it happens."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from buyergroups.models import Criterion, LibraryItem, LibraryVersion, WorkingGroup, WorkingGroupMember
from governance.models import Decision, Matter, ProductGroup
from pact.access import scope
from pact.access.refs import new_ref
from tests.buyergroups.make import AT, DAY, world
from tests.governance.make import person

SHA = "a" * 64


def decision(kind: str, sha256: str = "", subject: str = "", *, number: str = "") -> Decision:
    """An adopted decision of the committee on one hash."""
    matter = Matter.objects.create(
        kind=kind, clause="5.1.2", title=f"A matter of {kind}", summary="", subject_kind="buyergroups.thing",
        subject_ref=subject or new_ref(), subject_sha256=sha256, url_name="governance:decision-room", url_kwargs={},
        put_at=AT, state="DECIDED",
    )  # fmt: skip
    return Decision.objects.create(
        number=number or f"SC-2021-{Decision.objects.count() + 900}", matter=matter, kind=kind, clause="5.1.2",
        question="Shall it be so?", subject_sha256=sha256, state="ADOPTED", opened_at=AT, closes_at=AT, decided_at=AT,
        public_text="It was decided.",
    )  # fmt: skip


def working_group(name="Laptop criteria", **facts) -> WorkingGroup:
    """An active working group, without members."""
    world()
    facts.setdefault("topic", "Criteria for laptops")
    facts.setdefault("mandate", "To set up baseline criteria.")
    with scope.as_system("test"):
        return WorkingGroup.objects.create(
            slug=name.lower().replace(" ", "-"), name=name, proposed_at=AT, state="ACTIVE", begun_on=DAY,
            decision=decision("WORKING_GROUP"), **facts,
        )  # fmt: skip


def sits(made: WorkingGroup, organization, email: str = "", *, voice=True, from_on: date = DAY):
    """Somebody with editing rights in an organization that takes part sits in a working group. Returns the user."""
    user = person(email or f"sits@{organization.slug}.example", role="EDITOR", organization=organization)
    WorkingGroupMember.objects.create(
        working_group=made, organization=organization, user=user, voice=voice, period=DateRange(from_on, None)
    )
    return user


def item(slug="laptop-criteria", kind="CRITERIA", group: WorkingGroup | None = None, **facts) -> LibraryItem:
    world()
    facts.setdefault("title", slug.replace("-", " ").capitalize())
    row = LibraryItem.objects.create(slug=slug, kind=kind, working_group=group, created_at=AT, **facts)
    row.product_groups.set(ProductGroup.objects.filter(code="laptop"))
    return row


def version(of: LibraryItem, state="PUBLISHED", *, codes=("LAP-01", "LAP-02"), number=0, words="") -> LibraryVersion:
    """A version with rows of these codes, brought as far as `state`; the one before is superseded."""
    with scope.as_system("test"):
        number = number or of.versions.count() + 1
        row = LibraryVersion.objects.create(item=of, number=number, created_at=AT, summary="What it is for.")
        for position, code in enumerate(codes):
            Criterion.objects.create(
                version=row, code=code, position=position, heading=f"Heading of {code}",
                text=words or f"Text of {code} in version {number}.", type="REQUIREMENT", level="BASELINE",
                theme="CIRCULAR", verification="A declaration of the maker.",
            )  # fmt: skip
        if state == "CONSULTATION":
            row.comments_until = date(DAY.year, 12, 31)
        elif state != "DRAFT":
            row.sha256, row.adopted_at = SHA, AT
            row.state = "ADOPTED"
            row.save()
            if state != "ADOPTED":
                row.decision = decision("LIBRARY", SHA, row.ref)
                row.published_at = AT if state != "APPROVED" else None
        if state == "PUBLISHED":
            of.versions.filter(state="PUBLISHED").update(state="SUPERSEDED", superseded_at=AT)
        row.state = state
        row.save()
    return row
