"""The recipient's side: who has reported, reminding, accepting, sending back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from buyergroups.queries.groups import groups
from monitoring import access
from monitoring.actions import submissions as actions
from monitoring.forms.reporting import Remind, SendBack
from monitoring.queries import chase
from monitoring.queries.review import review_page
from monitoring.queries.submissions import received_submissions
from pact.access import page
from pact.clock import now, today

BY_SLUG = {"group": "slug"}
OF_GROUP = {"group": "group__slug", "year": "cycle__year", "ref": "ref"}
DIRECT = {"year": "cycle__year", "ref": "ref"}


@page(access.CHASE, finds=groups, by=BY_SLUG)
def group_coverage(request, group, year=None):
    """The newest open cycle, or the one in the address."""
    context = chase.coverage_page(request.actor, group, year, today())
    return render(request, "monitoring/group_coverage.html", context)


@page(access.CHASE, finds=groups, by=BY_SLUG, methods="GET POST")
def group_remind(request, group, year):
    coverage = chase.coverage(request.actor, group, year, today())
    return _remind(request, group, coverage, reverse("monitoring:group-coverage", args=[group.slug, year]))


def _remind(request, group, coverage, back):
    """First the letter is shown, then it is sent; only to those who have not reported."""
    silent = [member for member in coverage.members if member.silent]
    form = Remind(
        silent, request.POST if request.method == "POST" else None, initial={"words": chase.first_words(coverage)}
    )
    context = {"group": group, "cycle": coverage.cycle, "form": form, "silent": silent, "back": back, "shown": False}
    if request.method == "POST" and form.is_valid():
        chosen = [one.submission for one in silent if one.submission.ref in form.cleaned_data["members"]]
        if "sure" in request.POST:
            what = (request.actor, group, coverage.cycle, chosen, form.cleaned_data["words"])
            sent = actions.remind(*what, at=now())
            messages.success(request, _("%(count)s letters are on their way.") % {"count": sent})
            return redirect(back)
        context |= {
            "shown": True,
            "chosen": chosen,
            "letter": chase.preview(chosen[0], request.actor, form.cleaned_data),
        }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "monitoring/group_remind.html", context, status=status)


@page(access.SEE_RECEIVED, finds=received_submissions, by=OF_GROUP)
def submission_review(request, submission, form=None):
    return _review(request, submission, form)


@page(access.SEE_RECEIVED, finds=received_submissions, by=DIRECT)
def direct_review(request, submission, form=None):
    return _review(request, submission, form)


def _review(request, submission, form=None):
    context = {**review_page(request.actor, submission), **chase.steps_of(submission), "form": form or SendBack()}
    return render(request, "monitoring/submission_review.html", context, status=422 if form else 200)


def _accept(request, submission):
    actions.accept(request.actor, submission, at=now())
    messages.success(request, _("Accepted: %(name)s.") % {"name": submission.organization.name})
    return redirect(chase.steps_of(submission)["back"])


def _send_back(request, submission):
    form = SendBack(request.POST)
    if not form.is_valid():
        return _review(request, submission, form)
    actions.send_back(request.actor, submission, form.cleaned_data["notes"], at=now())
    messages.success(request, _("Sent back: %(name)s.") % {"name": submission.organization.name})
    return redirect(chase.steps_of(submission)["back"])


@page(access.REVIEW_SUBMISSION, finds=received_submissions, by=OF_GROUP, methods="POST")
def submission_accept(request, submission):
    return _accept(request, submission)


@page(access.REVIEW_SUBMISSION, finds=received_submissions, by=OF_GROUP, methods="POST")
def submission_send_back(request, submission):
    return _send_back(request, submission)


@page(access.REVIEW_SUBMISSION, finds=received_submissions, by=DIRECT, methods="POST")
def direct_accept(request, submission):
    return _accept(request, submission)


@page(access.REVIEW_SUBMISSION, finds=received_submissions, by=DIRECT, methods="POST")
def direct_send_back(request, submission):
    return _send_back(request, submission)


@page(access.PLAN_CYCLE, methods="GET POST")
def direct_remind(request, year):
    """The Secretariat writes to those who report to it (preamble P17)."""
    coverage = chase.coverage(request.actor, None, year, today())
    return _remind(request, None, coverage, reverse("monitoring:cycle-detail", args=[year]))
