"""Comments on a draft by anybody: a form of the public site that stands where comments are kept (Pact 4.6)."""

from django.http import Http404
from django.shortcuts import redirect, render

from buyergroups.actions import comments as actions
from buyergroups.forms.comments import PublicComment
from buyergroups.queries import consultations as queries
from pact.access import CannotNow, public_page
from pact.access.floods import limited
from pact.clock import now, today


@public_page(methods="GET POST")
@limited(an_hour=20)
def consultation_comment(request, slug, number):
    version = draft(slug, number)
    form = PublicComment(request.POST or None, rows=queries.rows_of(version), initial=_known(request))
    if request.method == "POST" and form.is_valid():
        try:
            if not form.by_a_program:
                actions.comment(request.actor, version, at=now(), **form.comment())
            return redirect("buyergroups:consultation-sent", slug=slug, number=number)
        except CannotNow as refusal:
            form.add_error("text", refusal.sentences[0])
    context = {"version": version, "form": form, "open": queries.is_open(version, today())}
    return render(request, "buyergroups/consultation_comment.html", context, status=422 if form.errors else 200)


@public_page
def consultation_sent(request, slug, number):
    return render(request, "buyergroups/consultation_sent.html", {"version": draft(slug, number)})


def draft(slug: str, number: int):
    found = queries.draft(slug, number)
    if found is None:
        raise Http404
    return found


def _known(request) -> dict:
    """Who is signed in need not type it again; which row is commented on may stand in the address."""
    return {"name": request.actor.name, "email": request.actor.email, "criterion_code": request.GET.get("row", "")}
