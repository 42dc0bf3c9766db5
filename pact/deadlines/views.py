"""My tasks, and when reminders leave."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pact.access import SIGNED_IN, page
from pact.clock import now
from pact.deadlines import access, ladders, queries


@page(SIGNED_IN)
def desk(request: HttpRequest) -> HttpResponse:
    """Home of everyone who is signed in: one list across all hats."""
    context = {"desk": queries.desk(request.actor, now()), "crumbs": [{"label": _("My tasks"), "url": ""}]}
    return render(request, "deadlines/desk.html", context)


@page(access.EDIT_LADDERS)
def ladder_list(request: HttpRequest) -> HttpResponse:
    """Every kind of deadline that writes letters, with its days."""
    context = {"ladders": ladders.every_ladder(), "crumbs": [{"label": _("Deadlines"), "url": ""}]}
    return render(request, "deadlines/ladder_list.html", context)


@page(access.EDIT_LADDERS, methods="GET POST")
def ladder_edit(request: HttpRequest, code: str) -> HttpResponse:
    """The days of one kind."""
    ladder = ladders.ladder_of(code)
    if ladder is None:
        raise Http404
    form = ladders.LadderForm(request.POST or None, initial={"rungs": " ".join(map(str, ladder.rungs))})
    if request.method == "POST" and form.is_valid():
        ladders.set_ladder(request.actor, ladder.kind, form.cleaned_data["rungs"], at=now())
        messages.success(request, _("Saved. Letters leave on these days from now on."))
        return redirect("deadlines:ladder-list")
    crumbs = [
        {"label": _("Deadlines"), "url": reverse("deadlines:ladder-list")},
        {"label": ladder.kind.title, "url": ""},
    ]
    context = {"ladder": ladder, "form": form, "crumbs": crumbs}
    return render(request, "deadlines/ladder_edit.html", context, status=422 if form.errors else 200)
