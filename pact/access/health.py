"""`/healthz`: the process answers. `/readyz`: it can reach its database. `/metrics`: Prometheus, loopback only."""

from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse

from pact.access.metrics import told
from pact.access.pages import public_page


@public_page
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@public_page
def readyz(request):
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


@public_page
def metrics(request):
    if request.META.get("REMOTE_ADDR") not in ("127.0.0.1", "::1", ""):
        raise Http404
    return HttpResponse(told(), content_type="text/plain; version=0.0.4; charset=utf-8")
