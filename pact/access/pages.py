"""`@page`: a view says once who may open it; the decorator finds, asks, and hands over the object.

Out of reach is 404 (the same page as for nothing there), in reach but not allowed is 403, allowed but not now is 409.
"""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import urlencode

from pact.access import duration, sessions
from pact.access.permissions import CannotNow, Permission
from pact.access.prepared import prepared
from pact.clock import now

PUBLIC = "public"


def page(
    permission: Permission,
    *,
    finds: Callable[..., Any] | None = None,
    by: Mapping[str, str] | None = None,
    methods: str = "GET",
    after_end: bool = False,
):
    """Declare a page.

    `finds(actor)` is a query that starts from the actor's scope; `by` maps names in the address to its fields
    (default: ref → ref). The view is called with the object found and with what is left of the address. `after_end`:
    a step that stays open when the Pact is over (6.2.1).
    """
    lookup = dict(by or {"ref": "ref"})
    allowed = _methods(methods)

    def rows(actor, *values):
        return finds(actor).filter(**dict(zip(lookup.values(), values, strict=True)))

    def declare(view):
        @wraps(view)
        def wrapped(request, **kwargs):
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if request.actor.is_anonymous:
                return _to_sign_in(request)
            if wants_second_factor(request.actor, permission):
                return redirect("mfa_index")
            args = [_found(finds, rows, lookup, request.actor, kwargs)] if finds else []
            permission.require(request.actor, args[0] if args else None)
            if permission.recent and request.method == "POST":
                sessions.require_recent(request)
            return _answered(view, request, args, kwargs, after_end)

        wrapped.page = permission
        wrapped.methods = allowed
        wrapped.after_end = after_end
        return wrapped

    return declare


def public_page(view=None, *, methods: str = "GET", after_end: bool = False):
    """Declare a page that anyone may open."""
    allowed = _methods(methods)

    def declare(view):
        @wraps(view)
        def wrapped(request, **kwargs):
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            return _answered(view, request, [], kwargs, after_end)

        wrapped.page = PUBLIC
        wrapped.methods = allowed
        wrapped.after_end = after_end
        return wrapped

    return declare(view) if view else declare


def wants_second_factor(actor, permission: Permission | None = None) -> bool:
    """Security E1: Secretariat and committee reach nothing at all before they used one in this session."""
    if not settings.SECOND_FACTOR_REQUIRED or actor.second_factor:
        return False
    return bool(actor.secretariat or actor.committee or (permission and permission.privileged))


def _to_sign_in(request):
    """Back to the same page afterwards; a step (POST) cannot be repeated, so its page's address is kept instead."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else "/me/"
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")


def _methods(methods: str) -> list[str]:
    names = methods.split()
    return [*names, "HEAD"] if "GET" in names else names


def _found(finds, rows, lookup: dict[str, str], actor, kwargs: dict) -> Any:
    values = [kwargs.pop(name) for name in lookup]
    if getattr(finds, "written_once", False):
        found = prepared(rows, actor, *values)
        if len(found) != 1:
            raise Http404
        return found[0]
    try:
        return rows(actor, *values).get()
    except (ObjectDoesNotExist, ValueError):
        raise Http404 from None


def _answered(view, request, args, kwargs, after_end: bool):
    """Pact 6.2.1: when the Pact is over every page is read and nothing is written."""
    asks = request.method not in duration.SAFE and not after_end
    try:
        with duration.running(now()) if asks else nullcontext():
            return view(request, *args, **kwargs)
    except CannotNow as refusal:
        return render(request, "errors/409.html", {"sentences": refusal.sentences}, status=409)
