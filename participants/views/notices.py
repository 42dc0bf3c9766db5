"""Giving notice to leave (Pact 6.6.1), here or by post: written, looked at as it will be published, then sent."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.clock import now, today
from pact.files import serve
from participants import access, queries
from participants.actions import notices
from participants.forms.notices import NoticeForm, RecordedNoticeForm

ORG = {"org": "slug"}


def _active(organization, ref: str):
    membership = queries.membership_of(organization, ref)
    if membership is None or membership.state != "ACTIVE":
        raise Http404
    return membership


def _form(kind, request, membership):
    """The form with the paper it holds: one that was chosen now is kept, so that nothing is chosen twice."""
    kept = queries.kept_paper(request.actor, request.POST.get("kept", ""))
    form = kind(request.POST or None, request.FILES or None, today=today(), since=membership.period.lower, kept=kept)
    form.is_valid()
    if form.upload:
        form.hold(notices.keep(request.actor, form.upload, at=now()))
    return form


@page(access.SIGN_FOR_ORGANIZATION, finds=queries.organizations, by=ORG, methods="GET POST")
def participation_leave(request, organization, ref):
    membership = _active(organization, ref)
    form = _form(NoticeForm, request, membership)
    if form.is_valid() and request.POST.get("sure") == "yes" and _sent(request, form, _give(request, form, membership)):
        return redirect("participants:organization-participation", org=organization.slug)
    context = {"form": form, "organization": organization, "membership": membership, "preview": form.is_valid()}
    return render(request, "participants/participation_leave.html", {**context, "today": today()})


@page(access.SECRETARIAT, finds=queries.organizations, by=ORG, methods="GET POST")
def notice_new(request, organization, ref):
    """One that came by post or e-mail, recorded in the name of the organization."""
    membership = _active(organization, ref)
    form = _form(RecordedNoticeForm, request, membership)
    if (
        form.is_valid()
        and request.POST.get("sure") == "yes"
        and _sent(request, form, _record(request, form, membership))
    ):
        return redirect("participants:organization-record", org=organization.slug)
    context = {"form": form, "organization": organization, "membership": membership, "preview": form.is_valid()}
    return render(request, "participants/notice_new.html", {**context, "today": today()})


def _give(request, form, membership):
    given = form.cleaned_data
    return lambda: notices.give_notice(
        request.actor, membership, given["text"], given["effective_on"], paper=form.kept, at=now()
    )


def _record(request, form, membership):
    given = form.cleaned_data
    sent = {"channel": given["channel"], "sent_on": given["sent"], "paper": form.kept}
    return lambda: notices.record_notice(
        request.actor, membership, given["text"], given["effective_on"], **sent, at=now()
    )


def _sent(request, form, action) -> bool:
    """Whether it was published; where something stands in the way, the form says what."""
    try:
        action()
    except CannotNow as refusal:
        form.add_error(None, refusal.sentences[0])
        return False
    messages.success(request, _("The notice is published."))
    return True


@page(access.SIGN_FOR_ORGANIZATION, finds=queries.organizations, by=ORG, methods="POST")
def participation_stay(request, organization, ref):
    """Withdraw the notice while nothing has taken effect."""
    membership = queries.membership_of(organization, ref)
    if membership is None:
        raise Http404
    notices.withdraw_notice(request.actor, membership, at=now())
    messages.success(
        request, _("Withdrawn. Your organisation stays; the notice says on the website that it was withdrawn.")
    )
    return redirect("participants:organization-participation", org=organization.slug)


@page(access.VIEW_ORGANIZATION, finds=queries.organizations, by=ORG)
def notice_paper(request, organization, ref):
    """The paper that this person chose, before it is sent: as it will be published."""
    paper = queries.kept_paper(request.actor, ref)
    if paper is None:
        raise Http404
    return serve(request, paper)
