"""Users served: the pages of a group, of an organization, and the Secretariat's list (Pact 3.2.1.c)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buyergroups import access
from buyergroups.actions import users_blocks, users_served
from buyergroups.forms.memberships import UsersOfMember
from buyergroups.forms.users_served import Block
from buyergroups.queries import groups, pages
from buyergroups.queries import users_served as queries
from buyergroups.sheets import users_served as sheets
from pact.access import CannotNow, page
from pact.clock import now, today
from pact.sheets import write_csv, write_xlsx
from participants.access import SECRETARIAT, VIEW_ORGANIZATION

BY_SLUG = {"group": "slug"}
OF_GROUP = {"group": "group__slug", "ref": "ref"}
FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@page(access.VIEW_GROUP, finds=groups.groups, by=BY_SLUG)
def group_users(request, group):
    context = {
        "home": pages.home(group, today()),
        "shared": queries.how_it_adds_up(today(), group),
        "today": today(),
    }
    return render(request, "buyergroups/group_users.html", context)


@page(access.VIEW_GROUP, finds=groups.groups, by=BY_SLUG)
def group_users_history(request, group):
    """Everything ever stated for those in the group, with what replaced what, by whom and when."""
    shown = Paginator(queries.statements_of(group, today()), 25).get_page(request.GET.get("page"))
    context = {"group": group, "page": shown, "blocks": queries.blocks_of(group)}
    return render(request, "buyergroups/group_users_history.html", context)


@page(access.VIEW_GROUP, finds=groups.groups, by=BY_SLUG)
def group_users_file(request, group, kind):
    return as_file(queries.member_lines(group, today()), sheets.MEMBERS, f"users-served-{group.slug}", kind)


@page(access.CONFIRM_USERS, finds=groups.groups, by=BY_SLUG, methods="POST")
def group_users_confirm(request, group):
    done = users_served.confirm_unchanged(request.actor, group, as_of=today(), at=now())
    messages.success(request, _("%(count)s figures are confirmed as of today.") % {"count": done.statements})
    if done.blocks:
        words = ngettext("%(count)s block as well.", "%(count)s blocks as well.", done.blocks)
        messages.success(request, words % {"count": done.blocks})
    if done.left_out:
        messages.warning(request, _("Not confirmed: %(names)s.") % {"names": "; ".join(done.left_out)})
    return redirect("buyergroups:group-users", group=group.slug)


@page(access.CONFIRM_USERS, finds=groups.groups, by=BY_SLUG, methods="GET POST")
def users_block(request, group):
    """Members or observers that are not named one by one."""
    kind = "OBSERVER" if request.GET.get("kind") == "observer" else "MEMBER"
    form = Block(request.POST or None, today=today(), initial=queries.last_block(group, kind, today()))
    if request.method == "POST" and form.is_valid():
        users_blocks.state_block(request.actor, group, at=now(), **form.facts())
        messages.success(request, _("Saved. What was stated before stays in the history."))
        return redirect("buyergroups:group-users", group=group.slug)
    context = {"group": group, "form": form}
    return render(request, "buyergroups/users_block.html", context, status=422 if form.errors else 200)


@page(access.STATE_USERS, finds=groups.coordinated_memberships, by=OF_GROUP, methods="GET POST")
def member_users(request, membership):
    """The coordinator enters users served for a member (3.2.1.c)."""
    form = _users_form(request, membership)
    if request.method == "POST" and form.is_valid():
        try:
            return _users_saved(request, membership, form)
        except CannotNow as refusal:
            form.add_error("served_via", refusal.sentences[0])
    context = {
        "membership": membership,
        "group": membership.group,
        "form": form,
        "history": queries.history_of(membership.organization),
        "counted_with": queries.counted_with(membership.organization, today()),
    }
    return render(request, "buyergroups/member_users.html", context, status=422 if form.errors else 200)


def _users_form(request, membership) -> UsersOfMember:
    initial = pages.last_stated(membership.organization_id, today())
    members = pages.other_members(membership, today())
    return UsersOfMember(request.POST or None, today=today(), members=members, initial=initial)


def _users_saved(request, membership, form):
    given = dict(form.cleaned_data)
    given["served_via"] = pages.member_named(membership, given["served_via"]) if given["served_via"] else None
    users_served.state_users(request.actor, membership.organization, at=now(), **given)
    messages.success(request, _("Saved for %(name)s.") % {"name": membership.organization.name})
    return redirect("buyergroups:group-users", group=membership.group.slug)


@page(VIEW_ORGANIZATION, finds=pages.organizations, by={"org": "slug"})
def users_history(request, organization):
    """Every figure an organization ever stated: what was replaced, by what, by whom and when."""
    context = {
        "organization": organization,
        "history": queries.history_of(organization),
        "counted_with": queries.counted_with(organization, today()),
        "central": pages.counted_by(organization, today()),
    }
    return render(request, "buyergroups/users_history.html", context)


@page(SECRETARIAT)
def users_list(request):
    """All groups: what is stale, users by standing, and how the sums of overlapping groups make the total."""
    context = {
        "lines": queries.group_lines(request.actor, today()),
        "adds_up": queries.how_it_adds_up(today()),
        "counted": queries.users_counted(today()),
        "today": today(),
    }
    return render(request, "buyergroups/users_list.html", context)


@page(SECRETARIAT)
def users_file(request, kind):
    return as_file(queries.group_lines(request.actor, today()), sheets.GROUPS, "users-served", kind)


def as_file(rows, columns, name: str, kind: str) -> HttpResponse:
    if kind not in FILES:
        raise Http404
    data = write_csv(rows, columns) if kind == "csv" else write_xlsx(rows, columns)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(data, content_type=FILES[kind], headers=headers)
