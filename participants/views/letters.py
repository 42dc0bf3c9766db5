"""Letters on the record of an organization: those we sent by mail, and those recorded by hand."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from pact.access import page
from pact.clock import now, today
from pact.files import serve
from participants import access, queries
from participants.actions import letters
from participants.forms.letters import LetterForm

LETTER = {"org": "organization__slug", "ref": "ref"}


@page(access.SECRETARIAT, finds=queries.records, by={"org": "slug"})
def organization_letters(request, organization):
    """The outbox and the recorded ones in one list, newest first."""
    rows = queries.letters_on_record(request.actor, organization)
    context = {"organization": organization, "page": Paginator(rows, 25).get_page(request.GET.get("page"))}
    return render(request, "participants/organization_letters.html", context)


@page(access.SECRETARIAT, finds=queries.organizations, by={"org": "slug"}, methods="GET POST", after_end=True)
def letter_new(request, organization):
    form = LetterForm(request.POST or None, request.FILES or None, today=today())
    if form.is_valid():
        letter = letters.record_letter(request.actor, organization, **form.cleaned_data, on=today(), at=now())
        return redirect("participants:letter-detail", org=organization.slug, ref=letter.ref)
    return render(request, "participants/letter_new.html", {"form": form, "organization": organization})


@page(access.SECRETARIAT, finds=queries.recorded_letters, by=LETTER)
def letter_detail(request, letter):
    context = {"letter": letter, "organization": letter.organization}
    return render(request, "participants/letter_detail.html", context)


@page(access.SECRETARIAT, finds=queries.recorded_letters, by=LETTER)
def letter_file(request, letter):
    if letter.file is None:
        raise Http404
    return serve(request, letter.file)
