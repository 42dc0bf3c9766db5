"""A brake on floods for forms that need no account."""

from functools import wraps

from django.core.cache import caches
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.crypto import salted_hmac


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
    key = f"floods.{what}.{address_hash(request)}"
    counts.add(key, 0, timeout=60 * 60)
    try:
        return counts.incr(key)
    except ValueError:  # it ran out between the two
        return 1


def address_hash(request: HttpRequest) -> str:
    """Where a request came from, as a hash only (Security F7)."""
    return salted_hmac("participants.address", request.META.get("REMOTE_ADDR", ""), algorithm="sha256").hexdigest()
