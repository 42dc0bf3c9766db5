"""A version with its comments, and the steps of its life."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import approvals as approval_actions
from buyergroups.actions import comments as comment_actions
from buyergroups.actions import versions as actions
from buyergroups.deadlines import address as place
from buyergroups.forms.library import AnswerForm, CommentForm, ConsultForm, VoteForm, WithdrawForm
from buyergroups.queries.approvals import approvals
from buyergroups.queries.drafts import comments
from buyergroups.queries.library import version_page
from buyergroups.queries.versions import rows_of, versions
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at

OF_VERSION = {"wg": "wg", "item": "item__slug", "number": "number"}
OF_COMMENT = {"wg": "wg", "item": "version__item__slug", "number": "version__number", "ref": "ref"}


@page(access.READ_DRAFT, finds=versions, by=OF_VERSION)
def version_detail(request, version):
    shown = version_page(request.actor, version, today())
    return render(request, "buyergroups/version_detail.html", {"shown": shown, "version": version})


@page(access.LEAD_WORKING_GROUP, finds=versions, by=OF_VERSION, methods="GET POST")
def version_consult(request, version):
    form = ConsultForm(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _consult(request, version, form)):
        messages.success(request, _("It is open for comments, and the participants are told."))
        return redirect("buyergroups:version-detail", **place(version))
    context = {"version": version, "form": form}
    return render(request, "buyergroups/version_consult.html", context, status=422 if form.errors else 200)


def _consult(request, version, form):
    return actions.open_consultation(request.actor, version, **form.cleaned_data, at=now())


@page(access.LEAD_WORKING_GROUP, finds=versions, by=OF_VERSION, methods="POST")
def version_revise(request, version):
    actions.revise(request.actor, version, at=now())
    messages.success(request, _("It is a draft again. The comments stay with it."))
    return redirect("buyergroups:version-detail", **place(version))


@page(access.LEAD_WORKING_GROUP, finds=versions, by=OF_VERSION, methods="GET POST")
def version_vote(request, version):
    form = VoteForm(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _vote(request, version, form)):
        messages.success(request, _("The vote is open. Until it closes nobody changes the draft."))
        return redirect("buyergroups:version-detail", **place(version))
    context = {"version": version, "form": form}
    return render(request, "buyergroups/version_vote.html", context, status=422 if form.errors else 200)


def _vote(request, version, form):
    return actions.put_to_vote(request.actor, version, **form.cleaned_data, at=now())


@page(access.LEAD_WORKING_GROUP, finds=versions, by=OF_VERSION, methods="POST")
def version_put(request, version):
    approval_actions.put(request.actor, version, at=now())
    messages.success(request, _("It is before the Steering Committee now."))
    return redirect("buyergroups:version-detail", **place(version))


@page(access.PUBLISH_LIBRARY, finds=versions, by=OF_VERSION, methods="POST")
def version_publish(request, version):
    actions.publish(request.actor, version, at=now())
    messages.success(request, _("Published. The version before stays at its address."))
    return redirect("buyergroups:version-detail", **place(version))


@page(access.PUBLISH_LIBRARY, finds=versions, by=OF_VERSION, methods="GET POST")
def version_withdraw(request, version):
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _withdraw(request, version, form)):
        messages.success(request, _("Withdrawn, with the reason."))
        return redirect("buyergroups:version-detail", **place(version))
    context = {"version": version, "form": form}
    return render(request, "buyergroups/version_withdraw.html", context, status=422 if form.errors else 200)


def _withdraw(request, version, form):
    return actions.withdraw(request.actor, version, **form.cleaned_data, at=now())


@page(access.COMMENT_ON_DRAFT, finds=versions, by=OF_VERSION, methods="GET POST")
def version_comment(request, version):
    """On the whole or on a row, for members and guests; everybody else comments on the public page."""
    access.READ_DRAFT.require(request.actor, version)
    form = CommentForm(request.POST or None, rows=rows_of(version), initial={"criterion_code": request.GET.get("row")})
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _comment(request, version, form)):
        messages.success(request, _("Your comment is there, with your name."))
        return redirect("buyergroups:version-detail", **place(version))
    context = {"version": version, "form": form}
    return render(request, "buyergroups/version_comment.html", context, status=422 if form.errors else 200)


def _comment(request, version, form):
    return comment_actions.comment(request.actor, version, **form.cleaned_data, at=now())


@page(access.SUPPORT_WORKING_GROUP, finds=comments, by=OF_COMMENT, methods="GET POST")
def comment_answer(request, comment):
    form = AnswerForm(request.POST or None, initial={"answer": comment.answer})
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _answered(request, comment, form)):
        messages.success(request, _("The answer is shown below the comment."))
        return redirect("buyergroups:version-detail", **place(comment.version))
    context = {"comment": comment, "version": comment.version, "form": form}
    return render(request, "buyergroups/comment_answer.html", context, status=422 if form.errors else 200)


def _answered(request, comment, form):
    return comment_actions.answer(request.actor, comment, **form.cleaned_data, at=now())


@page(access.SUPPORT_WORKING_GROUP, finds=comments, by=OF_COMMENT, methods="POST")
def comment_show(request, comment):
    comment_actions.show(request.actor, comment, at=now())
    messages.success(request, _("The comment is shown."))
    return redirect("buyergroups:version-detail", **place(comment.version))


@page(access.SUPPORT_WORKING_GROUP, finds=comments, by=OF_COMMENT, methods="POST")
def comment_hide(request, comment):
    comment_actions.hide(request.actor, comment, at=now())
    messages.success(request, _("The comment is not shown."))
    return redirect("buyergroups:version-detail", **place(comment.version))


@page(access.READ_APPROVAL, finds=approvals)
def approval_detail(request, version):
    """The exact final text, what changed, what was said, and the way to the vote (5.1.2)."""
    shown = version_page(request.actor, version, today())
    return render(request, "buyergroups/approval_detail.html", {"shown": shown, "version": version})
