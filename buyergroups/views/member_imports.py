"""Members and observers from a table file: template, upload, what we understood, taking over."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access
from buyergroups.actions import member_imports as actions
from buyergroups.forms.kept_groups import Upload
from buyergroups.queries import groups
from buyergroups.queries import member_imports as queries
from buyergroups.sheets import members as sheets
from buyergroups.views.groups import BY_SLUG, OF_GROUP
from pact.access import page
from pact.clock import now, today

FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def table_file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=FILES[kind], headers=headers)


@page(access.COORDINATE, finds=groups.groups, by=BY_SLUG)
def member_template(request, group, kind):
    if kind not in FILES:
        raise Http404
    return table_file(sheets.members_template(kind), f"members-{group.slug}", kind)


@page(access.COORDINATE, finds=groups.groups, by=BY_SLUG, methods="GET POST")
def member_import(request, group):
    form = Upload(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        rows, problems, facts = sheets.understood(form.cleaned_data["file"])
        kept = actions.upload(request.actor, group, rows, problems, at=now(), **facts)
        return redirect("buyergroups:member-import-detail", group=group.slug, ref=kept.ref)
    context = {"group": group, "form": form, "unfinished": queries.unfinished(request.actor, group)}
    return render(request, "buyergroups/member_import.html", context, status=422 if form.errors else 200)


@page(access.COORDINATE, finds=queries.imports, by=OF_GROUP)
def member_import_detail(request, kept):
    context = {"group": kept.group, "kept": kept, "found": queries.compared(kept, today())}
    return render(request, "buyergroups/member_import_detail.html", context)


@page(access.COORDINATE, finds=queries.imports, by=OF_GROUP)
def member_import_marked(request, kept):
    found = queries.compared(kept, today())
    return table_file(sheets.marked(kept, found.lines), f"members-{kept.group.slug}-to-correct", "xlsx")


@page(access.COORDINATE, finds=queries.imports, by=OF_GROUP, methods="POST")
def member_import_apply(request, kept):
    done = actions.apply(request.actor, kept, at=now())
    words = _("Taken over: %(admitted)s admitted, %(doubt)s before the Steering Committee, %(users)s figures of users.")
    messages.success(request, words % done)
    return redirect("buyergroups:group-members", group=kept.group.slug)


@page(access.COORDINATE, finds=queries.imports, by=OF_GROUP, methods="POST")
def member_import_drop(request, kept):
    actions.drop(request.actor, kept, at=now())
    messages.success(request, _("Put aside. Nothing was written."))
    return redirect("buyergroups:member-import", group=kept.group.slug)
