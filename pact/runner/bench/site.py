"""The product's web server with two more addresses: `/bench/hello`, a constant behind the standard middleware, and
the grid's data without its page.

With the header `X-Bench-Count` an answer says how many queries it took; with `X-Bench-Forget` the process first throws
away what it keeps of pages and counts, as after a publication.
"""

import os
import sys
import types
from importlib import import_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.urls import path

from pact.access.pages import page, public_page
from pact.publishing.cache import shelf


@public_page
def hello(request):
    return HttpResponse("Hello")


# The product loads first: its URLconf needs its applications.
_product = import_module("pact.wsgi").application
front_door = import_module("pact.urls")
grid = import_module("monitoring.queries.grid").grid


@page(
    import_module("monitoring.access").VIEW_SUBMISSION,
    finds=import_module("monitoring.queries.submissions").own_submissions,
    by={"org": "organization__slug", "year": "cycle__year"},
)
def grid_data(request, submission):
    """What the page of the grid is drawn from, undrawn."""
    found = grid(request.actor, submission)
    return JsonResponse({name: found[name] for name in ("types", "foot", "all", "versions", "said")})


urls = types.ModuleType("bench_urls", "The front door and one more.")
ours = [path("bench/hello", hello), path("bench/grid/<slug:org>/<int:year>", grid_data)]
vars(urls).update(vars(front_door) | {"urlpatterns": [*ours, *front_door.urlpatterns]})
sys.modules["bench_urls"] = urls
settings.ROOT_URLCONF = "bench_urls"


def application(environ, start_response):
    if "HTTP_X_BENCH_FORGET" in environ:
        shelf.clear()
    if "HTTP_X_BENCH_COUNT" not in environ:
        return _product(environ, start_response)
    asked = []

    def count(execute, *args):
        asked.append(args[0])
        return execute(*args)

    def start(status, headers, *rest):
        return start_response(status, [*headers, ("X-Bench-Queries", str(len(asked)))], *rest)

    with connection.execute_wrapper(count):
        return _product(environ, start)
