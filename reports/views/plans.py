"""The yearly action plan (Pact 3.2.2): its writers' pages, a group's, and the Secretariat's list."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from buyergroups.access import VIEW_GROUP
from buyergroups.queries.groups import groups
from pact.access import CannotNow, page
from pact.clock import now, today
from pact.sheets import write_csv, write_xlsx
from participants.access import SECRETARIAT
from reports import access, sheets
from reports.actions import plans as actions
from reports.forms.plans import Item, Nothing, Outcome, starting_outcome
from reports.queries import plans as queries
from reports.rules import plans as rules

OF_ORGANIZATION = {"org": "organization__slug"}
OF_YEAR = {"org": "organization__slug", "year": "year"}
OF_ITEM = {"org": "organization__slug", "year": "plan__year", "ref": "ref"}
FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _open(plan):
    return redirect("reports:plan-detail", org=plan.organization.slug, year=plan.year)


def _heading(letter: str) -> str:
    if letter.upper() not in rules.HEADINGS:
        raise Http404
    return letter.upper()


@page(access.READ_PLAN, finds=queries.coordinations, by=OF_ORGANIZATION)
def plan_list(request, participation):
    context = {"participation": participation, "organization": participation.organization}
    context |= queries.of_coordination(participation, today())
    return render(request, "reports/plan_list.html", context)


@page(access.WRITE_PLAN, finds=queries.coordinations, by=OF_ORGANIZATION, methods="POST")
def plan_begin(request, participation):
    year = request.POST.get("year", "")
    if not year.isdecimal() or len(year) > 4:
        raise Http404
    return _open(actions.begin(request.actor, participation, int(year), at=now()))


@page(access.READ_PLAN, finds=queries.plans, by=OF_YEAR)
def plan_detail(request, plan):
    context = {"plan": plan, "shown": queries.plan_page(plan, today(), now())}
    return render(request, "reports/plan_detail.html", context)


@page(access.WRITE_PLAN, finds=queries.plans, by=OF_YEAR, methods="GET POST")
def plan_item_new(request, plan, heading):
    code = _heading(heading)
    form = Item(request.POST or None, year=plan.year)
    if request.method == "POST" and form.is_valid():
        actions.save_item(request.actor, plan, heading=code, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return _open(plan)
    context = {"plan": plan, "form": form, "title": rules.TITLES[code]}
    return render(request, "reports/plan_item_new.html", context, status=422 if form.errors else 200)


@page(access.WRITE_PLAN, finds=queries.items, by=OF_ITEM, methods="GET POST")
def plan_item_edit(request, item):
    known = {name: getattr(item, name) for name in ("aim", "steps", "owner", "due_on", "measure")}
    form = Item(request.POST or None, year=item.plan.year, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.save_item(request.actor, item.plan, item, heading=item.heading, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return _open(item.plan)
    context = {"plan": item.plan, "item": item, "form": form, "title": rules.TITLES[item.heading]}
    return render(request, "reports/plan_item_edit.html", context, status=422 if form.errors else 200)


@page(access.WRITE_PLAN, finds=queries.items, by=OF_ITEM, methods="POST")
def plan_item_remove(request, item):
    actions.remove_item(request.actor, item, at=now())
    messages.success(request, _("Removed from the draft."))
    return _open(item.plan)


@page(access.WRITE_PLAN, finds=queries.items, by=OF_ITEM, methods="GET POST")
def plan_item_mark(request, item):
    """What became of an item of a shared plan."""
    form = Outcome(request.POST or None, initial=starting_outcome(item))
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark(request.actor, item, form.cleaned_data["state"], form.cleaned_data["word"], at=now())
            messages.success(request, _("Noted."))
            return _open(item.plan)
        except CannotNow as refusal:
            form.add_error("state", refusal.sentences[0])
    context = {"plan": item.plan, "item": item, "form": form}
    return render(request, "reports/plan_item_mark.html", context, status=422 if form.errors else 200)


@page(access.WRITE_PLAN, finds=queries.plans, by=OF_YEAR, methods="GET POST")
def plan_nothing(request, plan, heading):
    code = _heading(heading)
    form = Nothing(request.POST or None, initial={"reason": plan.none_reasons.get(code, "")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_nothing(request.actor, plan, code, form.cleaned_data["reason"], at=now())
            return _open(plan)
        except CannotNow as refusal:
            form.add_error("reason", refusal.sentences[0])
    context = {"plan": plan, "form": form, "title": rules.TITLES[code]}
    return render(request, "reports/plan_nothing.html", context, status=422 if form.errors else 200)


@page(access.WRITE_PLAN, finds=queries.plans, by=OF_YEAR, methods="POST")
def plan_share(request, plan):
    actions.share(request.actor, plan, at=now())
    messages.success(request, _("Shared with the Secretariat. It is public now."))
    return _open(plan)


@page(VIEW_GROUP, finds=groups, by={"group": "slug"})
def group_plan(request, group):
    """The plans of the one who coordinates a group, for everybody in it."""
    context = {"group": group, **queries.of_group(group, request.actor)}
    return render(request, "reports/group_plan.html", context)


@page(SECRETARIAT)
def plan_board(request):
    """The newest year of which plans are asked for."""
    return redirect("reports:plan-year", year=queries.years(today())[0])


def _years_with(year: int) -> list[int]:
    """The years of which there are plans; of another one there is no page."""
    known = queries.years(today())
    if year not in known:
        raise Http404
    return known


@page(SECRETARIAT)
def plan_year(request, year):
    """Who shared its plan, who did not, who is late; the ladder of letters reminds."""
    years = _years_with(year)
    found = queries.lines(year, today())
    context = {"year": year, "lines": found, "years": years, "due_on": rules.due_on(year)}
    context["shared"] = sum(line.shared_on is not None for line in found)
    return render(request, "reports/plan_year.html", context)


@page(SECRETARIAT)
def plan_file(request, year, kind):
    _years_with(year)
    if kind not in FILES:
        raise Http404
    found = queries.lines(year, today())
    data = write_csv(found, sheets.PLANS) if kind == "csv" else write_xlsx(found, sheets.PLANS)
    headers = {"Content-Disposition": f'attachment; filename="action-plans-{year}.{kind}"'}
    return HttpResponse(data, content_type=FILES[kind], headers=headers)
