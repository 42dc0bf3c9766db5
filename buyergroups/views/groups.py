"""The workspace of a buyer group."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from buyergroups import access
from buyergroups.actions import admissions
from buyergroups.forms.conflicts import ConflictQuestions
from buyergroups.forms.groups import Admit
from buyergroups.queries import groups as queries
from buyergroups.queries import pages, representatives, unjoined
from buyergroups.queries.gatherings import next_gathering
from buyergroups.queries.outreach import outreach_counts
from pact.access import CannotNow, page
from pact.clock import now, today
from pact.ui.figures import language_name

ADMISSION = {
    "CLEAR": gettext_lazy("%(name)s is in the group now."),
    "DOUBT": gettext_lazy("In doubt the Steering Committee decides about %(name)s (Pact 2.1.4). It has your answers."),
}
CHECKED = {
    "CLEAR": gettext_lazy("Recorded. %(name)s stays; the check is good for twelve months."),
    "DOUBT": gettext_lazy("In doubt the Steering Committee decides about %(name)s (Pact 2.1.4). It stays until then."),
    "CONFLICT": gettext_lazy("Recorded: a conflict of interest. %(name)s is no longer in the group (Pact 3.3.3)."),
}
BY_SLUG = {"group": "slug"}
OF_GROUP = {"group": "group__slug", "ref": "ref"}


@page(access.VIEW_GROUP, finds=queries.groups, by=BY_SLUG)
def group_detail(request, group):
    told = {"home": pages.home(group, today()), "spoken": language_name(group.working_language)}
    told["others"] = ", ".join(language_name(code) for code in group.other_languages)
    told["vacant"] = group.state == "ACTIVE" and not representatives.enough(group, today())
    told["next_meeting"] = next_gathering(group, now())
    told |= {"year": today().year, "counts": outreach_counts(group, today().year)}
    return render(request, "buyergroups/group_detail.html", told)


@page(access.VIEW_GROUP, finds=queries.groups, by=BY_SLUG)
def group_members(request, group):
    home = pages.home(group, today())
    seen = unjoined.of_group(group, today()) if access.SETTLE_GROUP.allows(request.actor, group) else []
    return render(request, "buyergroups/group_members.html", {"home": home, "unjoined": seen})


@page(access.COORDINATE, finds=queries.groups, by=BY_SLUG, methods="GET POST")
def member_admit(request, group):
    """Admit somebody from outside the Pact; a conflict comes back with what was typed and what to do."""
    form, outcome = Admit(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            outcome = admissions.screen_and_admit(request.actor, group, at=now(), **form.facts())
        except CannotNow as refusal:
            form.add_error("name", refusal.sentences[0])
    if outcome in ADMISSION:
        messages.success(request, ADMISSION[outcome] % {"name": form.cleaned_data["name"]})
        return redirect("buyergroups:group-members", group=group.slug)
    context = {"group": group, "form": form, "outcome": outcome}
    return render(request, "buyergroups/member_admit.html", context, status=422 if form.errors or outcome else 200)


@page(access.CHECK_AGAIN, finds=queries.checked_memberships, by=OF_GROUP, methods="GET POST")
def member_check(request, membership):
    """The yearly look at a member or observer from outside the Pact (2.1.4, 3.3.3)."""
    check = pages.check_of(membership, today())
    form = ConflictQuestions(request.POST or None, last=check.answers)
    if request.method == "POST" and form.is_valid():
        evidence = form.cleaned_data["evidence"]
        outcome = admissions.check_again(request.actor, membership, form.answers(), evidence=evidence, at=now())
        messages.success(request, CHECKED[outcome] % {"name": membership.organization.name})
        return redirect("buyergroups:group-members", group=membership.group.slug)
    context = {"membership": membership, "group": membership.group, "check": check, "form": form}
    return render(request, "buyergroups/member_check.html", context, status=422 if form.errors else 200)
