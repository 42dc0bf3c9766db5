"""International representatives of a group (3.3.2.d), and its settings."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import groups as group_actions
from buyergroups.actions import representatives as actions
from buyergroups.forms.groups import Settings
from buyergroups.forms.kept_groups import Representative
from buyergroups.queries import groups as groups
from buyergroups.queries import kept_groups
from buyergroups.queries import representatives as queries
from buyergroups.views.groups import BY_SLUG, OF_GROUP
from pact.access import page
from pact.clock import now, today
from pact.ui.saying import said_at


@page(access.VIEW_GROUP, finds=groups.groups, by=BY_SLUG)
def representative_list(request, group):
    context = {"group": group, "listed": queries.listed(request.actor, group, today())}
    return render(request, "buyergroups/representative_list.html", context)


@page(access.APPOINT_REPRESENTATIVE, finds=groups.groups, by=BY_SLUG, methods="GET POST")
def representative_new(request, group):
    form = Representative(request.POST or None, group=group, today=today())
    if request.method == "POST" and form.is_valid():
        row = said_at(form, lambda: actions.appoint(request.actor, group, at=now(), **form.facts()), "name")
        if row:
            messages.success(request, _("%(name)s represents the group.") % {"name": row.name})
            return redirect("buyergroups:representative-list", group=group.slug)
    context = {"group": group, "form": form}
    return render(request, "buyergroups/representative_new.html", context, status=422 if form.errors else 200)


@page(access.APPOINT_REPRESENTATIVE, finds=queries.kept_representatives, by=OF_GROUP, methods="POST")
def representative_end(request, representative):
    actions.end(request.actor, representative, on=today(), at=now())
    messages.success(request, _("%(name)s no longer represents the group.") % {"name": representative.name})
    return redirect("buyergroups:representative-list", group=representative.group.slug)


@page(access.SETTLE_GROUP, finds=groups.groups, by=BY_SLUG, methods="GET POST")
def group_settings(request, group):
    form = Settings(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid():
        group_actions.describe_group(request.actor, group, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved. The public page of the group shows it now."))
        return redirect("buyergroups:group-settings", group=group.slug)
    context = {"group": group, "form": form, "areas": kept_groups.areas_of(group)}
    return render(request, "buyergroups/group_settings.html", context, status=422 if form.errors else 200)
