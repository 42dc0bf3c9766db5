"""Pages without an account: a key in the address stands for the one who applies."""

from functools import wraps

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from pact.access import Actor, scope
from participants import queries


def at_the_door(view):
    """Find the application of a key within its own reach, and answer inside that reach. Stands under `@public_page`."""

    @wraps(view)
    def wrapped(request: HttpRequest, key: str, **kwargs):
        actor = Actor.at_the_door(key)
        with scope.entered(actor):
            application = queries.applications(actor).filter(key=key).first()
            if application is None:
                raise Http404
            return unkept(view(request, application, **kwargs))

    return wrapped


def limited(an_hour: int):
    """At most so many POSTs an hour from one address, in each process: a brake on floods, not a lock on anybody.

    It counts in the memory of the process, so that a flood costs no query. Stands under `@public_page`.
    """

    def declare(view):
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs):
            if request.method == "POST" and _count(view.__name__, request) > an_hour:
                answer = render(request, "errors/429.html", status=429)
                answer["Retry-After"] = "3600"
                return answer
            return view(request, **kwargs)

        return wrapped

    return declare


def _count(what: str, request: HttpRequest) -> int:
    counts = caches["process"]
    key = f"participants.{what}.{_address_hash(request)}"
    counts.add(key, 0, timeout=60 * 60)
    try:
        return counts.incr(key)
    except ValueError:  # it ran out between the two
        return 1


def unkept(response: HttpResponse) -> HttpResponse:
    """A page behind a secret address is kept by no cache and found by no search engine."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def evidence_of(request: HttpRequest) -> dict[str, str]:
    """What stands beside a signature: where it came from, the address as a hash only (Security F7)."""
    return {"address_hash": _address_hash(request), "agent": request.headers.get("User-Agent", "")[:200]}


def _address_hash(request: HttpRequest) -> str:
    return salted_hmac("participants.address", request.META.get("REMOTE_ADDR", ""), algorithm="sha256").hexdigest()
