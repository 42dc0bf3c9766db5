"""All buyer groups, as the Secretariat cares for them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyergroups import access
from buyergroups.actions import groups as actions
from buyergroups.actions import states
from buyergroups.forms.groups import Found
from buyergroups.forms.kept_groups import GroupFilter, UnjoinedFilter
from buyergroups.forms.start_ups import Areas, Coordinator, Why
from buyergroups.queries import groups as queries
from buyergroups.queries import kept_groups, unjoined
from buyergroups.sheets import members as sheets
from buyergroups.views.groups import BY_SLUG
from buyergroups.views.member_imports import FILES, table_file
from pact.access import CannotNow, page
from pact.clock import now, today
from pact.sheets import write_csv, write_xlsx
from pact.ui.saying import said_at

DONE = {
    "rest": gettext_lazy("The group rests. Its members were told, and report to the Secretariat."),
    "wake": gettext_lazy("The group works again. Its members were told."),
    "close": gettext_lazy("The group is closed. Its members were told; its open tasks are yours now."),
}


@page(access.FOUND_GROUP)
def group_list(request):
    form = GroupFilter(request.GET)
    rows = kept_groups.kept_groups(request.actor, today(), **form.asked())
    return render(
        request, "buyergroups/group_list.html", {"form": form, "rows": rows, "asked": any(form.asked().values())}
    )


@page(access.FOUND_GROUP, methods="GET POST")
def group_new(request):
    form = Found(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        try:
            group = actions.found_group(request.actor, at=now(), **form.facts())
            messages.success(request, _("The %(name)s is founded.") % {"name": group.name})
            return redirect("buyergroups:group-detail", group=group.slug)
        except CannotNow as refusal:
            form.add_error("name", refusal.sentences[0])
    return render(request, "buyergroups/group_new.html", {"form": form}, status=422 if form.errors else 200)


@page(access.KEEP_GROUPS)
def unjoined_list(request):
    """Participants that are not in a group of their area, with what they said (3.3.1)."""
    form = UnjoinedFilter(request.GET)
    asked = form.asked()
    rows = unjoined.everywhere(today(), asked["group"], asked["answer"])
    context = {
        "form": form,
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
        "asked": any(asked.values()),
    }
    return render(request, "buyergroups/unjoined_list.html", context)


@page(access.KEEP_GROUPS)
def unjoined_file(request, kind):
    if kind not in FILES:
        raise Http404
    asked = UnjoinedFilter(request.GET).asked()
    rows = unjoined.everywhere(today(), asked["group"], asked["answer"])
    write = write_csv if kind == "csv" else write_xlsx
    return table_file(write(rows, sheets.UNJOINED), "not-in-a-group", kind)


@page(access.KEEP_GROUPS, finds=queries.groups, by=BY_SLUG)
def group_record(request, group):
    record = kept_groups.group_record(request.actor, group, today())
    return render(request, "buyergroups/group_record.html", {"record": record, "group": group})


@page(access.KEEP_GROUPS, finds=queries.groups, by=BY_SLUG, methods="GET POST")
def group_areas(request, group):
    form = Areas(request.POST or None, initial={"area": kept_groups.areas_of(group)})
    if request.method == "POST" and form.is_valid():
        areas = form.cleaned_data["area"]
        asked = said_at(form, lambda: f"{actions.set_areas(request.actor, group, areas, at=now())}", "area")
        if asked:
            messages.success(request, _("Saved. %(count)s participants are asked to join.") % {"count": asked})
            return redirect("buyergroups:group-record", group=group.slug)
    context = {"group": group, "form": form}
    return render(request, "buyergroups/group_areas.html", context, status=422 if form.errors else 200)


@page(access.KEEP_GROUPS, finds=queries.groups, by=BY_SLUG, methods="GET POST")
def group_coordinator(request, group):
    """An organization takes over a group that nobody coordinates."""
    form = Coordinator(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        give = actions.give_coordinator
        if said_at(form, lambda: give(request.actor, group, form.facts(), at=now()), "coordination"):
            messages.success(request, _("Saved. Participants of its area are asked to join."))
            return redirect("buyergroups:group-record", group=group.slug)
    context = {"group": group, "form": form}
    return render(request, "buyergroups/group_coordinator.html", context, status=422 if form.errors else 200)


@page(access.KEEP_GROUPS, finds=queries.groups, by=BY_SLUG, methods="GET POST")
def group_step(request, group, step):
    """Let it rest, wake it, close it: with a reason where one is needed."""
    if step not in DONE:
        raise Http404
    form = Why(request.POST if request.method == "POST" else None)
    form.fields["reason"].required = step != "wake"
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if said_at(form, lambda: states.take(request.actor, step, group, reason, at=now())):
            messages.success(request, DONE[step])
            return redirect("buyergroups:group-record", group=group.slug)
    context = {"group": group, "form": form, "step": step}
    return render(request, "buyergroups/group_step.html", context, status=422 if form.errors else 200)
