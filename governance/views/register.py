"""The register of decisions, and the record of each."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from governance import access, sheets
from governance.actions import prints
from governance.documents import DECISION_RECORD
from governance.forms.register import RegisterFilter
from governance.queries import register as queries
from pact.access import page
from pact.clock import now
from pact.documents.queries import card, latest_about
from pact.sheets import write_csv, write_xlsx

FILES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@page(access.SEE_VOTES)
def decision_list(request):
    form, rows = _asked(request)
    paged = Paginator(rows, 25).get_page(request.GET.get("page"))
    context = {"form": form, "page": paged, "lines": [queries.line(row) for row in paged]}
    return render(request, "governance/decision_list.html", context)


@page(access.SEE_VOTES)
def decision_file(request, kind):
    """The same list as a file."""
    if kind not in FILES:
        raise Http404
    lines = [queries.line(row) for row in _asked(request)[1]]
    data = write_csv(lines, sheets.DECISIONS) if kind == "csv" else write_xlsx(lines, sheets.DECISIONS)
    disposition = f'attachment; filename="decisions.{kind}"'
    return HttpResponse(data, content_type=FILES[kind], headers={"Content-Disposition": disposition})


def _asked(request):
    kinds, years = queries.choices(request.actor)
    form = RegisterFilter(request.GET or None, kinds=kinds, years=years)
    return form, queries.register(request.actor, **form.asked())


@page(access.SEE_VOTES, finds=queries.finals)
def decision_result(request, decision):
    document = latest_about(request.actor, decision, DECISION_RECORD)
    context = {
        "decision": decision,
        "record": queries.record_of_decision(request.actor, decision, now()),
        "document": card(document) if document else None,
    }
    return render(request, "governance/decision_result.html", context)


@page(access.SEE_VOTES, finds=queries.finals, methods="POST")
def decision_print(request, decision):
    document = prints.order_record(request.actor, decision, at=now())
    return redirect("documents:document-progress", ref=document.ref)
