"""The votes of a working group on what it made (Pact 4)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access, rules
from buyergroups.actions import adoptions as actions
from buyergroups.forms.adoptions import CastVote
from buyergroups.queries import adoptions as queries
from buyergroups.queries import working_groups
from pact.access import page
from pact.clock import now

OF_GROUP = {"wg": "working_group__slug", "ref": "ref"}


@page(access.SUPPORT_WORKING_GROUP, finds=working_groups.working_groups, by={"wg": "slug"})
def adoption_list(request, group):
    context = {"group": group, "votes": queries.of_group(request.actor, group), "now": now()}
    return render(request, "buyergroups/adoption_list.html", context)


@page(access.SUPPORT_WORKING_GROUP, finds=queries.adoptions, by=OF_GROUP)
def adoption_detail(request, adoption):
    return _drawn(request, adoption)


def _drawn(request, adoption, form=None):
    """The page of a vote; a ballot that did not fit comes back with what was typed."""
    shown = queries.adoption_page(request.actor, adoption, now())
    context = {
        "adoption": adoption,
        "group": adoption.working_group,
        "page": shown,
        "form": form or CastVote(votes=shown.mine),
        "rule": rules.OWN_RULE,
        "now": now(),
    }
    return render(request, "buyergroups/adoption_detail.html", context, status=422 if form else 200)


@page(access.WORK_IN_WORKING_GROUP, finds=queries.adoptions, by=OF_GROUP, methods="POST")
def adoption_cast(request, adoption):
    shown = queries.adoption_page(request.actor, adoption, now())
    form = CastVote(request.POST, votes=shown.mine)
    if not form.is_valid():
        return _drawn(request, adoption, form)
    actions.cast(request.actor, adoption, **form.facts(), at=now())
    messages.success(request, _("Your vote is recorded. You can change it until the vote closes."))
    return redirect("buyergroups:adoption-detail", wg=adoption.working_group.slug, ref=adoption.ref)


@page(access.LEAD_WORKING_GROUP, finds=queries.adoptions, by=OF_GROUP, methods="POST")
def adoption_close(request, adoption):
    closed = actions.close(request.actor, adoption, at=now())
    messages.success(request, _("The vote is counted: %(state)s.") % {"state": closed.get_state_display()})
    return redirect("buyergroups:adoption-detail", wg=adoption.working_group.slug, ref=adoption.ref)


@page(access.LEAD_WORKING_GROUP, finds=queries.adoptions, by=OF_GROUP, methods="POST")
def adoption_cancel(request, adoption):
    actions.cancel(request.actor, adoption, at=now())
    messages.success(request, _("The vote is taken back."))
    return redirect("buyergroups:adoption-detail", wg=adoption.working_group.slug, ref=adoption.ref)
