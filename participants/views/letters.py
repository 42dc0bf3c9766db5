"""Letters on the record of an organization: those we sent by mail, and those recorded by hand."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from pact.access import page
from pact.clock import now, today
from pact.files import serve
from pact.mail.queries import letters_of_organization
from participants import access, queries
from participants.actions import letters
from participants.forms.letters import LetterForm

LETTER = {"org": "organization__slug", "ref": "ref"}


@page(access.SECRETARIAT, finds=queries.organizations, by={"org": "slug"}, methods="GET POST")
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


def both_kinds(actor, organization) -> list[dict]:
    """The outbox and the recorded ones in one list, newest first."""
    lines = [
        {"subject": mail["subject"], "url": reverse("mail:letter-detail", kwargs={"pk": mail["id"]}),
         "who": mail["to"], "day": mail["created_at"].date(), "recorded": ""}
        for mail in letters_of_organization(actor, organization.pk)
    ]  # fmt: skip
    for letter in queries.recorded_letters(actor).filter(organization=organization):
        url = reverse("participants:letter-detail", kwargs={"org": organization.slug, "ref": letter.ref})
        who, words = f"{letter.sender} → {letter.recipient}", letter.get_direction_display()
        lines.append({"subject": letter.subject, "url": url, "who": who, "day": letter.dated, "recorded": words})
    return sorted(lines, key=lambda line: line["day"], reverse=True)
