"""What people who are signed in find on this floor beside what is public: each kind only for those who may see it."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from pact.access import Actor
from pact.accounts.models import User
from pact.search import Asked, Entry, Found, Hit, Source, found_among, narrowed
from participants.models import Appointment, Listing, RecordedLetter
from participants.queries.applications import applications


def sources(actor: Actor) -> list[Source]:
    """Own organizations for everybody; all of them, people and letters for the Secretariat; applications also for the
    committee, those that were received."""
    own = Source("yours", gettext_lazy("Your organisations"), lambda asked: _own(actor, asked))
    every = Source("records", gettext_lazy("Records of organisations"), _records)
    people = Source("people", gettext_lazy("People"), _people)
    letters = Source("letters", gettext_lazy("Recorded letters"), lambda asked: _letters(actor, asked))
    files = Source("applications", gettext_lazy("Applications"), lambda asked: _applications(actor, asked))
    found = [own] if actor.organizations else []
    if actor.secretariat:
        return [*found, every, people, files, letters]
    return [*found, files] if actor.committee else found


def _own(actor: Actor, asked: Asked) -> Found:
    """Worked out from what this person carries: no query."""
    page = "participants:organization-overview"
    hits = [Hit(hat.name, reverse(page, kwargs={"org": hat.slug}), _("its pages")) for hat in actor.organizations]
    return found_among([Entry(hit.title, hit) for hit in hits], asked)


def _records(asked: Asked) -> Found:
    return narrowed(Listing.objects.all(), asked, "search", order=("sort_name",), written=True).shown(_record)


def _record(row: Listing) -> Hit:
    note = countries.name(row.country) if row.country else _("International organisation")
    if row.ended_on or row.since is None:
        note += " · " + (_("former") if row.ended_on else _("without a role"))
    url = reverse("participants:organization-record", kwargs={"org": row.slug})
    return Hit(row.name, url, note, row.language if row.language != "en" else "")


def _people(asked: Asked) -> Found:
    """Everybody who has or had a power."""
    rows = User.objects.filter(Exists(Appointment.objects.filter(user=OuterRef("pk"))))
    return narrowed(rows, asked, "name", "email", "function", order=("name",)).shown(_person)


def _person(user: User) -> Hit:
    note = " · ".join(part for part in (user.function, user.email) if part)
    return Hit(user.name, reverse("participants:person", kwargs={"person": user.ref}), note)


def _letters(actor: Actor, asked: Asked) -> Found:
    rows = RecordedLetter.objects.visible_to(actor).select_related("organization")
    return narrowed(rows, asked, "subject", "sender", "recipient", order=("-dated",)).shown(_letter)


def _letter(row: RecordedLetter) -> Hit:
    url = reverse("participants:letter-detail", kwargs={"org": row.organization.slug, "ref": row.ref})
    return Hit(row.subject, url, f"{row.organization.name} · {row.get_direction_display()}")


def _applications(actor: Actor, asked: Asked) -> Found:
    """Those that were received: what somebody is still writing is nobody else's."""
    rows = applications(actor).prefetch_related(None).select_related(None).exclude(received_at=None)
    rows = rows.exclude(state="DRAFT")
    return narrowed(rows, asked, "organization_name", "ref", order=("-received_at",)).shown(_application)


def _application(row) -> Hit:
    url = reverse("participants:application-detail", kwargs={"ref": row.ref})
    return Hit(row.organization_name, url, f"{row.ref} · {row.get_kind_display()} · {row.get_state_display()}")
