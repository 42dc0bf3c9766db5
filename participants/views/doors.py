"""Pages without an account: a key in the address stands for the one who applies."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from pact.access import Actor, scope
from pact.access.floods import address_hash
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


def unkept(response: HttpResponse) -> HttpResponse:
    """A page behind a secret address is kept by no cache and found by no search engine."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def evidence_of(request: HttpRequest) -> dict[str, str]:
    """What stands beside a signature: where it came from, the address as a hash only (Security F7)."""
    return {"address_hash": address_hash(request), "agent": request.headers.get("User-Agent", "")[:200]}
