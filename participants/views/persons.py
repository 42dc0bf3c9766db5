"""The Secretariat's list of people and the page of one person."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.clock import now, today
from pact.mail.queries import letters_to
from pact.persons.holdings import Person
from pact.persons.queries import every_kind_to_erase
from pact.persons.views import packed
from pact.sheets import write_csv, write_xlsx
from participants import access, queries, sheets
from participants.actions import appointments
from participants.actions import persons as erasing
from participants.forms.roster import EraseForm, RosterForm
from participants.views.reviewing import FILES

PERSON = {"person": "ref"}


@page(access.SECRETARIAT)
def person_list(request):
    form = RosterForm(request.GET)
    asked = queries.persons_asked(request.actor, today(), **form.asked())
    paged = Paginator(asked, 25).get_page(request.GET.get("page"))
    rows = queries.person_rows(request.actor, list(paged.object_list))
    return render(request, "participants/person_list.html", {"form": form, "page": paged, "rows": rows})


@page(access.SECRETARIAT)
def person_file(request, kind):
    """The same list as a file."""
    if kind not in FILES:
        raise Http404
    asked = queries.persons_asked(request.actor, today(), **RosterForm(request.GET).asked())
    rows = queries.person_rows(request.actor, list(asked))
    data = write_csv(rows, sheets.PEOPLE) if kind == "csv" else write_xlsx(rows, sheets.PEOPLE)
    headers = {"Content-Disposition": f'attachment; filename="people.{kind}"'}
    return HttpResponse(data, content_type=FILES[kind], headers=headers)


@page(access.SECRETARIAT, finds=queries.persons, by=PERSON)
def person(request, user):
    return render(request, "participants/person.html", _shown(request, user))


@page(access.END_POWER, finds=queries.powers, by={"person": "user__ref", "power": "pk"}, methods="GET POST")
def power_end(request, power):
    """End one power of a person; the last who manages or signs stays until there is a successor."""
    refusal = ""
    if request.method == "POST":
        try:
            appointments.end(request.actor, power, on=today(), at=now())
            return redirect("participants:person", person=power.user.ref)
        except CannotNow as stopped:
            refusal = stopped.sentences[0]
    context = {"power": power, "person": power.user, "refusal": refusal}
    return render(request, "participants/power_end.html", context, status=409 if refusal else 200)


@page(access.ERASE_PERSON, finds=queries.persons, by=PERSON, methods="POST")
def person_data(request, user):
    """What is held about somebody who asked for it, as a file to send on."""
    return packed(request.actor, user)


@page(access.ERASE_PERSON, finds=queries.persons, by=PERSON, methods="GET POST")
def person_erase(request, user):
    """What will be erased and what stays, first; then in one step."""
    form = EraseForm(request.POST or None)
    against = erasing.objections(request.actor, user, at=now())
    if form.is_valid() and not against:
        erasing.erase(request.actor, user, reason=form.cleaned_data["reason"], at=now())
        messages.success(request, _("Erased. What stays names a number from now on."))
        return redirect("participants:person", person=user.ref)
    lines = every_kind_to_erase(Person.of(user, at=now()))
    context = {"person": user, "form": form, "against": against, "lines": lines}
    return render(request, "participants/person_erase.html", context, status=409 if against and request.POST else 200)


def _shown(request, user) -> dict:
    letters = Paginator(letters_to(request.actor, user.pk), 25).get_page(request.GET.get("page"))
    return {"person": user, "held": queries.powers_held(user, today()), "page": letters}
