"""Writing a draft: words, rows, rows from a file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups import access, rules
from buyergroups.actions import drafts as actions
from buyergroups.deadlines import address as place
from buyergroups.forms.library import RowForm, RowsForm, WordsForm
from buyergroups.queries import library as queries
from buyergroups.queries.versions import file_of, labels, rows_of, versions
from buyergroups.sheets import library as sheets
from pact.access import page
from pact.clock import now, today
from pact.files import serve
from pact.ui.saying import said_at
from participants.queries.glossary import terms

OF_VERSION = {"wg": "wg", "item": "item__slug", "number": "number"}
OF_ROW = {"wg": "wg", "item": "version__item__slug", "number": "version__number", "code": "code"}
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@page(access.SUPPORT_WORKING_GROUP, finds=versions, by=OF_VERSION, methods="GET POST")
def version_write(request, version):
    words = {"summary": version.summary, "changes": version.changes}
    facts = {"initial": words, "has_file": version.file_id is not None}
    form = WordsForm(request.POST or None, request.FILES or None, **facts)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _written(request, version, form)):
        messages.success(request, _("Saved."))
        return redirect("buyergroups:version-detail", **place(version))
    context = {"version": version, "form": form, "file": file_of(version), "terms": terms(today())}
    return render(request, "buyergroups/version_write.html", context, status=422 if form.errors else 200)


def _written(request, version, form):
    return actions.write(request.actor, version, **form.cleaned_data, at=now())


@page(access.SUPPORT_WORKING_GROUP, finds=versions, by=OF_VERSION, methods="GET POST")
def row_new(request, version):
    codes = [row.code for row in rows_of(version)]
    first = {"code": rules.next_code(codes, version.item.title), "type": "REQUIREMENT"}
    form = RowForm(request.POST or None, labels=labels(), initial=first)
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _added(request, version, form), "code"):
        messages.success(request, _("The row is added."))
        return redirect("buyergroups:version-detail", **place(version))
    context = {"version": version, "form": form, "terms": terms(today())}
    return render(request, "buyergroups/row_new.html", context, status=422 if form.errors else 200)


def _added(request, version, form):
    return actions.add_row(request.actor, version, **form.given(), at=now())


@page(access.SUPPORT_WORKING_GROUP, finds=queries.criteria, by=OF_ROW, methods="GET POST")
def row_change(request, row):
    form = RowForm(request.POST or None, labels=labels(), initial=queries.words_of(row))
    if request.method == "POST" and form.is_valid() and said_at(form, lambda: _changed(request, row, form), "code"):
        messages.success(request, _("The row is changed."))
        return redirect("buyergroups:version-detail", **place(row.version))
    context = {"row": row, "version": row.version, "form": form, "terms": terms(today())}
    return render(request, "buyergroups/row_change.html", context, status=422 if form.errors else 200)


def _changed(request, row, form):
    return actions.change_row(request.actor, row, **form.given(), at=now())


@page(access.SUPPORT_WORKING_GROUP, finds=queries.criteria, by=OF_ROW, methods="POST")
def row_up(request, row):
    actions.move_row(request.actor, row, -1, at=now())
    return redirect("buyergroups:version-detail", **place(row.version))


@page(access.SUPPORT_WORKING_GROUP, finds=queries.criteria, by=OF_ROW, methods="POST")
def row_down(request, row):
    actions.move_row(request.actor, row, 1, at=now())
    return redirect("buyergroups:version-detail", **place(row.version))


@page(access.SUPPORT_WORKING_GROUP, finds=queries.criteria, by=OF_ROW, methods="POST")
def row_remove(request, row):
    actions.remove_row(request.actor, row, at=now())
    messages.success(request, _("The row is taken out."))
    return redirect("buyergroups:version-detail", **place(row.version))


@page(access.SUPPORT_WORKING_GROUP, finds=versions, by=OF_VERSION, methods="GET POST")
def version_rows(request, version):
    """Rows from a file: every problem at once, all rows or none."""
    form, problems = RowsForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        rows, problems = sheets.understood(form.cleaned_data["file"])
        if not problems and (done := said_at(form, lambda: _imported(request, version, rows), "file")):
            messages.success(request, _("%(count)s rows were read.") % {"count": done})
            return redirect("buyergroups:version-detail", **place(version))
    context = {"version": version, "form": form, "problems": problems}
    bad = bool(form.errors or problems)
    return render(request, "buyergroups/version_rows.html", context, status=422 if bad else 200)


def _imported(request, version, rows):
    return actions.import_rows(request.actor, version, rows, at=now())


@page(access.READ_DRAFT, finds=versions, by=OF_VERSION)
def version_template(request, version, kind):
    if kind not in _TYPES:
        raise Http404
    name = f'attachment; filename="{version.item.slug}-{version.number}.{kind}"'
    headers = {"Content-Disposition": name}
    return HttpResponse(sheets.template(version, kind), content_type=_TYPES[kind], headers=headers)


@page(access.READ_DRAFT, finds=versions, by=OF_VERSION)
def version_file(request, version):
    stored = file_of(version)
    if stored is None:
        raise Http404
    return serve(request, stored)
