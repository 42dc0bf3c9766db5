"""The grid: the page, the plain form, and the small answers its script asks for."""

import json

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring import access
from monitoring.actions import explanations as explaining
from monitoring.actions import lines as actions
from monitoring.forms.grid import AddLine, Explain, GridForm
from monitoring.queries import pages
from monitoring.queries.grid import after_save, line_row, product_groups
from monitoring.queries.lines import lines_of, shown_answer
from monitoring.queries.panel import cell_panel
from monitoring.queries.submissions import own_submissions
from monitoring.views.submissions import OWN, draft_only, place
from pact.access import CannotNow, page
from pact.clock import now
from pact.sheets.columns import sentence_of
from pact.sheets.numbers import Unclear
from pact.ui.grids import rows


@page(access.VIEW_SUBMISSION, finds=own_submissions, by=OWN, methods="GET POST")
@draft_only
def device_grid(request, submission):
    """GET draws; POST is the plain form, for those whose browser runs no script."""
    if request.method == "POST":
        return _posted(request, submission)
    context = pages.grid_page(request.actor, submission, page=request.GET.get("page", "1"))
    return render(request, "monitoring/device_grid.html", context)


def _posted(request, submission):
    form = GridForm(request.POST, lines_of(request.actor, submission, compare=False))
    clashes = actions.save_cells(request.actor, submission, form.changed, at=now())
    faults = {**form.faults, **{f"{line}:{column}": _clash(one) for line, column, one in clashes}}
    if faults:
        kept = {name: text for name, text in form.typed.items() if name in faults}
        number = request.POST.get("page", "1")
        context = pages.grid_page(request.actor, submission, page=number, typed=kept, faults=faults)
        return render(request, "monitoring/device_grid.html", context, status=422)
    messages.success(request, _("Saved. Your colleagues see the same draft."))
    target = "monitoring:device-lifetimes" if "onward" in request.POST else "monitoring:device-grid"
    return redirect(target, **place(submission))


def _clash(conflict) -> str:
    facts = {"by": conflict.by or _("A colleague"), "theirs": conflict.answer.text or _("nothing")}
    return _("%(by)s entered %(theirs)s meanwhile. Yours stands here: save again to keep it.") % facts


def _read(request) -> dict:
    """The JSON of a save; anything else is an empty answer, refused below."""
    try:
        facts = json.loads(request.body)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _code(text) -> str:
    """The code of a line as it stands on our pages; anything else is none, and never reaches the database."""
    return text if isinstance(text, str) and text.isascii() and text.isalnum() and len(text) <= 16 else ""


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="POST")
def device_cell(request, submission):
    facts, at = _read(request), now()
    line, column, text, revision = (facts.get(name) for name in ("line", "column", "value", "version"))
    if not _code(line) or not isinstance(column, str) or not isinstance(revision, int):
        return JsonResponse({"error": _("This cell could not be read. Open the page again.")}, status=422)
    try:
        what = {"line": line, "column": column, "text": "" if text is None else str(text), "revision": revision}
        done = actions.save_cell(request.actor, submission, at=at, **what)
    except CannotNow as refusal:
        return JsonResponse({"error": " ".join(str(sentence) for sentence in refusal.sentences)}, status=422)
    return _answer(request, submission, line, done, at)


def _answer(request, submission, line: str, done, at):
    if isinstance(done, Unclear):
        return JsonResponse({"error": sentence_of(done)}, status=422)
    value = {"version": done.version, "value": done.answer.text}
    if isinstance(done, actions.Conflict):
        when = timezone.localtime(done.at).strftime("%H:%M") if done.at else ""
        return JsonResponse({**value, "by": done.by or _("A colleague"), "at": when}, status=409)
    shown = shown_answer(done.answer)
    more = after_save(request.actor, submission, line)
    return JsonResponse({**value, "shown": shown, "saved_at": timezone.localtime(at).strftime("%H:%M"), **more})


@page(access.VIEW_SUBMISSION, finds=own_submissions, by=OWN)
def device_panel(request, submission):
    line, _sep, column = request.GET.get("cell", "").partition(":")
    panel = cell_panel(request.actor, submission, _code(line), column)
    if panel is None:
        raise Http404
    return render(request, "monitoring/device_panel.html", {"panel": panel, "submission": submission})


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="GET POST")
@draft_only
def device_add(request, submission):
    form = AddLine(product_groups(submission.cycle.year), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        group = pages.product_group(form.cleaned_data["product"])
        line = actions.add_line(request.actor, submission, group, form.cleaned_data["label"], at=now())
        return redirect(pages.grid_url(submission, line))
    context = {**pages.frame(request.actor, submission, _("Add a line")), "form": form}
    return render(request, "monitoring/device_add.html", context, status=422 if form.is_bound else 200)


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="POST")
def device_add_after(request, submission):
    """An empty row for a paste that needs more room; the script puts it in place."""
    try:
        line = actions.add_after(request.actor, submission, _code(_read(request).get("after")), at=now())
    except CannotNow as refusal:
        return JsonResponse({"error": " ".join(str(sentence) for sentence in refusal.sentences)}, status=422)
    return JsonResponse({"html": rows([line_row(request.actor, submission, line)]), "line": line})


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="GET POST")
@draft_only
def device_lines(request, submission):
    """Names of the lines, and taking one out."""
    if request.method == "POST":
        removed = _code(request.POST.get("remove"))
        if removed:
            actions.remove_line(request.actor, submission, removed, at=now())
        for line, label in pages.renamed(request.actor, submission, request.POST):
            actions.rename_line(request.actor, submission, line, label, at=now())
        return redirect("monitoring:device-lines" if removed else "monitoring:device-grid", **place(submission))
    return render(request, "monitoring/device_lines.html", pages.lines_page(request.actor, submission))


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="POST")
def device_last_year(request, submission):
    added = actions.start_from_last_year(request.actor, submission, at=now())
    messages.success(request, _("%(count)s lines of last year are here, without their figures.") % {"count": added})
    return redirect("monitoring:device-grid", **place(submission))


@page(access.EDIT_SUBMISSION, finds=own_submissions, by=OWN, methods="POST")
def device_explain(request, submission):
    form = Explain(request.POST)
    if not form.is_valid():
        raise CannotNow(_("Explain the figure in at most 300 characters."))
    explaining.explain(request.actor, submission, at=now(), **form.cleaned_data)
    messages.success(request, _("Saved. Whoever receives your figures reads it beside them."))
    if "check" in request.POST:
        return redirect("monitoring:submission-check", **place(submission))
    return redirect(pages.grid_url(submission, form.cleaned_data["line"], form.cleaned_data["column"]))
