"""Meetings of groups and working groups, and events of the Pact: the same pages over the same templates."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyergroups import access
from buyergroups.actions import attendance, gatherings
from buyergroups.forms.gatherings import AttendanceForm, GatheringForm, NotesForm, known, there
from buyergroups.queries import gathering_pages as pages
from buyergroups.queries import gatherings as queries
from buyergroups.views.invitations import calendar
from pact.access import page
from pact.clock import now
from pact.ui.saying import said_at

AT_HOME = {"group": "group", "wg": "wg"}
OF_HOME = {"group": "group__slug", "wg": "working_group__slug", "ref": "ref"}
STEPS = {
    "invite": (gatherings.invite, gettext_lazy("Everybody who was not asked yet has an invitation.")),
    "hold": (gatherings.hold, gettext_lazy("The meeting is held. Record who was there and write its notes.")),
    "cancel": (gatherings.cancel, gettext_lazy("The meeting does not take place. Who was invited has been told.")),
    "publish": (gatherings.publish_notes, gettext_lazy("The notes are published. They stay as they are.")),
}


@page(access.SEE_GATHERINGS, finds=queries.homes, by=AT_HOME)
def gathering_list(request, home):
    shown = queries.meetings(request.actor, home, now())
    return render(request, "buyergroups/gathering_list.html", {"shown": shown, "home": home})


@page(access.ARRANGE_GATHERING, finds=queries.homes, by=AT_HOME, methods="GET POST")
def gathering_new(request, home):
    form = GatheringForm(request.POST or None, place=next(iter(home.where), ""))
    if request.method == "POST" and form.is_valid() and (made := said_at(form, lambda: _arranged(request, home, form))):
        messages.success(request, _("Arranged. Members have an invitation with an entry for their calendars."))
        return redirect(home.address("gathering-detail", ref=made.ref))
    context = {"form": form, "home": home, "back": home.address("gathering-list")}
    return render(request, "buyergroups/gathering_new.html", context, status=422 if form.errors else 200)


def _arranged(request, home, form):
    return gatherings.arrange(request.actor, home, **form.given(), at=now())


@page(access.SEE_GATHERINGS, finds=queries.gatherings, by=OF_HOME)
def gathering_detail(request, gathering):
    context = {"shown": pages.page_of(request.actor, gathering), "gathering": gathering, "now": now()}
    return render(request, "buyergroups/gathering_detail.html", context)


@page(access.ARRANGE_GATHERING, finds=queries.gatherings, by=OF_HOME, methods="GET POST")
def gathering_change(request, gathering):
    home = queries.home_of(gathering)
    form = GatheringForm(request.POST or None, place=next(iter(home.where), ""), initial=known(gathering))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _changed(request, gathering, form)):
        messages.success(request, _("Changed. Who was invited has been told if time or place are others."))
        return redirect(home.address("gathering-detail", ref=gathering.ref))
    context = _about(gathering, form)
    return render(request, "buyergroups/gathering_change.html", context, status=422 if form.errors else 200)


def _changed(request, gathering, form):
    return gatherings.change(request.actor, gathering, **form.given(), at=now())


def _about(gathering, form) -> dict:
    back = queries.home_of(gathering).address("gathering-detail", ref=gathering.ref)
    return {"form": form, "gathering": gathering, "back": back}


@page(access.SEE_GATHERINGS, finds=queries.gatherings, by=OF_HOME)
def gathering_calendar(request, gathering):
    return calendar(gathering)


@page(access.ARRANGE_GATHERING, finds=queries.gatherings, by=OF_HOME, methods="POST")
def gathering_step(request, gathering, step):
    """Invite who is new, hold, cancel, publish the notes."""
    if step not in STEPS:
        raise Http404
    act, said = STEPS[step]
    act(request.actor, gathering, at=now())
    messages.success(request, said)
    return redirect(queries.home_of(gathering).address("gathering-detail", ref=gathering.ref))


@page(access.ARRANGE_GATHERING, finds=queries.gatherings, by=OF_HOME, methods="GET POST")
def gathering_attendance(request, gathering):
    people = list(pages.people_of(gathering))
    form = AttendanceForm(request.POST or None, people=people, initial=there(people))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _attended(request, gathering, form)):
        messages.success(request, _("Recorded who was there."))
        return redirect(queries.home_of(gathering).address("gathering-detail", ref=gathering.ref))
    context = _about(gathering, form)
    return render(request, "buyergroups/gathering_attendance.html", context, status=422 if form.errors else 200)


def _attended(request, gathering, form):
    return attendance.attend(request.actor, gathering, **form.given(), at=now())


@page(access.ARRANGE_GATHERING, finds=queries.gatherings, by=OF_HOME, methods="GET POST")
def gathering_notes(request, gathering):
    form = NotesForm(request.POST or None, initial={"notes": gathering.notes, "outcomes": gathering.outcomes})
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _noted(request, gathering, form)):
        messages.success(request, _("The notes are kept."))
        return redirect(queries.home_of(gathering).address("gathering-detail", ref=gathering.ref))
    context = _about(gathering, form)
    return render(request, "buyergroups/gathering_notes.html", context, status=422 if form.errors else 200)


def _noted(request, gathering, form):
    return gatherings.note(request.actor, gathering, **form.cleaned_data, at=now())
