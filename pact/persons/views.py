"""My data: what is held about me, and all of it as a file."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pact.access import page, scope
from pact.clock import now
from pact.persons import actions, queries
from pact.persons.access import OWN_DATA
from pact.persons.holdings import Person


@page(OWN_DATA)
def own_data(request: HttpRequest) -> HttpResponse:
    with scope.as_system("own-data"):  # his rows stand in the tables of several owners, or of nobody
        lines = queries.every_kind_held(Person.of(request.user, at=now()))
    context = {"lines": lines, "crumbs": [{"label": _("My data"), "url": ""}]}
    return render(request, "persons/own_data.html", context)


@page(OWN_DATA, methods="POST")
def own_data_file(request: HttpRequest) -> HttpResponse:
    return packed(request.actor, request.user)


def packed(actor, user) -> StreamingHttpResponse:
    """All that is held about this person, as a download; the register says who took it."""
    at = now()
    with scope.as_system("own-data"):
        pack = queries.every_file_of(Person.of(user, at=at))
    actions.note_export(actor, user, at=at)
    headers = {"Content-Disposition": f'attachment; filename="my-data-{at:%Y-%m-%d}.zip"'}
    return StreamingHttpResponse(pack, content_type="application/zip", headers=headers)
