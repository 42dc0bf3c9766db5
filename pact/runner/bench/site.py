"""The product's web server with one more address, `/bench/hello`: a constant behind the standard middleware.

With the header `X-Bench-Count` an answer says how many queries it took.
"""

import os
import sys
import types
from importlib import import_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from pact.access.pages import public_page


@public_page
def hello(request):
    return HttpResponse("Hello")


# The product loads first: its URLconf needs its applications.
_product = get_wsgi_application()
front_door = import_module("pact.urls")

urls = types.ModuleType("bench_urls", "The front door and one more.")
vars(urls).update(vars(front_door) | {"urlpatterns": [path("bench/hello", hello), *front_door.urlpatterns]})
sys.modules["bench_urls"] = urls
settings.ROOT_URLCONF = "bench_urls"


def application(environ, start_response):
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
