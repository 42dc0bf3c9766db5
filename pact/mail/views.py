"""The outbox and the previews, for the Secretariat."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access import page
from pact.clock import now
from pact.mail import access, actions, forms, queries


@page(access.READ_OUTBOX)
def letter_list(request: HttpRequest) -> HttpResponse:
    """What waits, what failed, and every letter, newest first."""
    form = forms.LetterFilter(request.GET)
    asked = form.asked()
    place = {name: request.GET.get(name, "") for name in ("after", "before")}
    context = {"outbox": queries.outbox(request.actor, **asked, **place), "form": form, "crumbs": _crumbs()}
    return render(request, "mail/letter_list.html", context | {"narrowed": any(asked.values())})


@page(access.READ_OUTBOX, finds=queries.letters, by={"pk": "pk"})
def letter_detail(request: HttpRequest, letter) -> HttpResponse:
    """One letter as it was written, and what can be done about it."""
    return render(request, "mail/letter_detail.html", {**_letter(letter), "hold": forms.Hold()})


@page(access.READ_OUTBOX, finds=queries.letters, by={"pk": "pk"}, methods="POST", after_end=True)
def letter_send_again(request: HttpRequest, letter) -> HttpResponse:
    actions.send_again(request.actor, letter, at=now())
    messages.success(request, _("The letter goes out within a minute."))
    return redirect("mail:letter-detail", pk=letter.pk)


@page(access.READ_OUTBOX, finds=queries.letters, by={"pk": "pk"}, methods="POST", after_end=True)
def letter_hold(request: HttpRequest, letter) -> HttpResponse:
    form = forms.Hold(request.POST)
    if not form.is_valid():
        context = {**_letter(letter), "hold": form, "form": form}
        return render(request, "mail/letter_detail.html", context, status=422)
    actions.hold(request.actor, letter, reason=form.cleaned_data["reason"], at=now())
    messages.success(request, _("The letter is held back until somebody sends it."))
    return redirect("mail:letter-detail", pk=letter.pk)


@page(access.READ_OUTBOX)
def preview_list(request: HttpRequest) -> HttpResponse:
    """Every letter the product can write."""
    return render(request, "mail/preview_list.html", {"kinds": queries.previews(), "crumbs": _crumbs(_("All letters"))})


@page(access.READ_OUTBOX)
def preview_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One letter with invented facts."""
    preview = queries.preview(code)
    if preview is None:
        raise Http404
    context = {"preview": preview, "crumbs": _crumbs(preview.kind.title), "sender": settings.DEFAULT_FROM_EMAIL}
    return render(request, "mail/preview_detail.html", context)


def _letter(letter) -> dict:
    subject = queries.shown_subject(letter)
    return {"letter": letter, "subject": subject, "crumbs": _crumbs(subject)}


def _crumbs(last: str = "") -> list[dict]:
    crumbs = [{"label": _("Letters"), "url": reverse("mail:letter-list") if last else ""}]
    return [*crumbs, {"label": last, "url": ""}] if last else crumbs
