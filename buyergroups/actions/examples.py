"""Good examples and lessons: written, looked at, published (Pact 3.3.2.b)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from buyergroups import access, deadlines, mails, rules, verbs
from buyergroups.flow import GOOD_EXAMPLE
from buyergroups.models import GoodExample, LibraryVersion
from buyergroups.queries.feedback import may_speak
from buyergroups.queries.groups import recipient_of
from governance.models import ProductGroup
from pact.access import Actor, CannotNow, new_ref, scope
from pact.audit import record
from pact.deadlines import end_of_day
from pact.deadlines.days import day_in
from pact.publishing import cache
from participants.models import Organization

DAYS_TO_LOOK = 14
WORDS = ("title", "what", "how", "who", "outcome", "lessons", "language")


@transaction.atomic
def write(
    actor: Actor,
    organization: Organization,
    *,
    product_groups: Iterable[ProductGroup] = (),
    versions: Iterable[LibraryVersion] = (),
    at: datetime,
    **words: str,
) -> GoodExample:
    """Begin one; nobody but the organization sees it before it is sent."""
    access.WRITE_EXAMPLE.require(actor, organization)
    if not may_speak(organization, day_in(at, settings.SECRETARIAT_TIME_ZONE)):
        raise CannotNow(_("Participants and members of buyer groups share good examples (Pact 3.3.2 b)."))
    slug = f"{slugify(words['title'])[:60] or 'example'}-{new_ref()[:6].lower()}"
    told = {name: words[name].strip() for name in WORDS}
    row = GoodExample.objects.create(
        slug=slug, organization=organization, written_at=at, written_by_id=actor.user_id, **told
    )
    row.product_groups.set(product_groups)
    row.versions.set(versions)
    record(actor, verbs.EXAMPLE_WRITTEN, row, at=at, organization_id=organization.pk, clause="3.3.2.b")
    return row


@transaction.atomic
def change(
    actor: Actor,
    example: GoodExample,
    *,
    product_groups: Iterable[ProductGroup] = (),
    versions: Iterable[LibraryVersion] = (),
    at: datetime,
    **words: str,
) -> GoodExample:
    """While it is a draft: what somebody looked at stays as it was looked at."""
    access.WRITE_EXAMPLE.require(actor, example)
    row = GoodExample.objects.select_for_update(of=("self",)).get(pk=example.pk)
    if row.state != GoodExample.State.DRAFT:
        raise CannotNow(_("It was sent for a check. Withdraw it, and write a new one."))
    for name in WORDS:
        setattr(row, name, words[name].strip())
    row.written_at, row.written_by_id = at, actor.user_id
    row.save()
    row.product_groups.set(product_groups)
    row.versions.set(versions)
    record(actor, verbs.EXAMPLE_CHANGED, row, at=at, organization_id=row.organization_id, clause="3.3.2.b")
    return row


@transaction.atomic
def send(actor: Actor, example: GoodExample, *, at: datetime) -> GoodExample:
    """To the coordinator of its primary group; without one, to the Secretariat (preamble P17)."""
    if rules.example_gaps(vars(example)):
        raise CannotNow(_("Fill in every part first: what, how, who, outcome, lessons."))
    day = day_in(at, settings.SECRETARIAT_TIME_ZONE)
    with GOOD_EXAMPLE.step("send", example, actor=actor, at=at) as row:
        row.group = recipient_of(row.organization_id, day)
        row.remark = ""
    example = GoodExample.objects.select_related("group", "organization").get(pk=example.pk)
    deadlines.CORRECT_EXAMPLE.meet(example, at)
    with scope.as_system("good-examples"):
        _put_on_a_desk(example, end_of_day(day + timedelta(days=DAYS_TO_LOOK), settings.SECRETARIAT_TIME_ZONE), at)
    return example


def _put_on_a_desk(example: GoodExample, due_at: datetime, at: datetime) -> None:
    """A task for those who look at it; sent again it is the same task with a new day."""
    name, path = place(example)
    if deadlines.CHECK_EXAMPLE.reopen(example, at, group_id=example.group_id):
        deadlines.CHECK_EXAMPLE.replace(example, due_at=due_at, at=at, group_id=example.group_id)
    else:
        owner = {"group_id": example.group_id} if example.group_id else {"workspace": "SECRETARIAT"}
        deadlines.CHECK_EXAMPLE.set(
            about=example,
            at=at,
            due_at=due_at,
            title=_("Look at a good example of %(name)s") % {"name": example.organization.name},
            url_name=name,
            url_kwargs=path,
            zone=settings.SECRETARIAT_TIME_ZONE,
            **owner,
        )
    mails.example_to_check(example, settings.SITE_ADDRESS + reverse(name, kwargs=path), at=at)


def place(example: GoodExample) -> tuple[str, dict[str, str]]:
    """Where it is looked at."""
    if example.group_id:
        return "buyergroups:example-check", {"group": example.group.slug, "ref": example.ref}
    return "buyergroups:example-look", {"ref": example.ref}


@transaction.atomic
def publish(actor: Actor, example: GoodExample, *, at: datetime) -> GoodExample:
    with GOOD_EXAMPLE.step("publish", example, actor=actor, at=at) as row:
        row.published_at = at
    _settled(example, "published", at)
    cache.bump()
    return example


@transaction.atomic
def send_back(actor: Actor, example: GoodExample, *, remark: str, at: datetime) -> GoodExample:
    """With what should be different; it is a draft of its organization again."""
    if not remark.strip():
        raise CannotNow(_("Say in a few words what should be different."))
    with GOOD_EXAMPLE.step("send_back", example, actor=actor, at=at) as row:
        row.remark = remark.strip()
    _settled(example, "returned", at)
    with scope.as_system("good-examples"):
        if deadlines.CORRECT_EXAMPLE.reopen(example, at):
            return example
        deadlines.CORRECT_EXAMPLE.set(
            about=example,
            at=at,
            title=_("Go on with your good example: %(title)s") % {"title": example.title},
            url_name="buyergroups:example-edit",
            url_kwargs={"org": example.organization.slug, "ref": example.ref},
            organization_id=example.organization_id,
        )
    return example


@transaction.atomic
def withdraw(actor: Actor, example: GoodExample, *, at: datetime) -> GoodExample:
    """It is on no public page any more; its record stays."""
    with GOOD_EXAMPLE.step("withdraw", example, actor=actor, at=at):
        pass
    with scope.as_system("good-examples"):
        deadlines.CHECK_EXAMPLE.waive(example, at)
        deadlines.CORRECT_EXAMPLE.waive(example, at)
    cache.bump()
    return example


def _settled(example: GoodExample, what: str, at: datetime) -> None:
    with scope.as_system("good-examples"):
        deadlines.CHECK_EXAMPLE.meet(example, at)
        mails.example_news(example, what, at=at)
