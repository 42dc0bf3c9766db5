"""The tree of areas, as the Secretariat keeps it (3.3.1)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pact.access import CannotNow, page
from pact.clock import now
from participants import access
from participants.actions import territories as actions
from participants.forms.territories import Add, Correct, Find
from participants.queries import territories as queries


@page(access.SECRETARIAT)
def territory_list(request):
    form = Find(request.GET)
    words, kind = form.asked()
    level = queries.level(request.actor, request.GET.get("in", ""), words, kind)
    rows = Paginator(list(level.rows), 50).get_page(request.GET.get("page"))
    context = {"form": form, "level": level, "page": rows, "searched": bool(words or kind)}
    return render(request, "participants/territory_list.html", context)


@page(access.SECRETARIAT, methods="GET POST")
def territory_new(request):
    form = Add(request.POST or None, initial={"parent": request.GET.get("in", queries.ROOT)})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add(request.actor, at=now(), **form.cleaned_data)
            messages.success(
                request, _("%(name)s is added. Groups and organisations can name it.") % {"name": row.name}
            )
            return redirect("participants:territory-detail", code=row.code)
        except CannotNow as refusal:
            form.add_error("code", refusal.sentences[0])
    return render(request, "participants/territory_new.html", {"form": form}, status=422 if form.errors else 200)


@page(access.SECRETARIAT, finds=queries.territories, by={"code": "code"}, methods="GET POST")
def territory_detail(request, territory):
    """One area; those of our own get another name or place here."""
    form = Correct(request.POST or None, territory=territory)
    if request.method == "POST" and form.is_valid():
        actions.correct(request.actor, territory, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved. What lies in it moved along."))
        return redirect("participants:territory-detail", code=territory.code)
    level = queries.level(request.actor, territory.code, "", "")
    context = {
        "territory": territory,
        "level": level,
        "inside": level.rows.count(),
        "form": form,
        "standard": actions.is_standard(territory),
    }
    return render(request, "participants/territory_detail.html", context, status=422 if form.errors else 200)
