"""The outer middlewares: request id, headers, and the actor with one transaction around a signed-in request."""

import re
import secrets
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from pact.access import scope, sessions, tracing
from pact.access.actors import ANONYMOUS
from pact.clock import now

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")


def request_id(get_response):
    """Give each request an id that stands in its answer, its log lines and its audit events."""

    def middleware(request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if _REQUEST_ID.match(given) else secrets.token_hex(8)
        tracing.request_id.set(request.id)
        response = get_response(request)
        response["X-Request-ID"] = request.id
        return response

    return middleware


def security_headers(get_response):
    """Headers that Django does not set by itself; signed-in pages are never stored."""

    def middleware(request):
        response = get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response["Cache-Control"] = "no-store"
        return response

    return middleware


def _zone(user) -> ZoneInfo:
    """The person's own zone; one that this system does not know reads as the Secretariat's."""
    try:
        return ZoneInfo(user.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.SECRETARIAT_TIME_ZONE)


class ActorMiddleware:
    """Builds `request.actor` and runs a signed-in request in one transaction inside its row-level scope.

    Anonymous requests pay nothing: without a session cookie there is no query and no transaction here.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.actor_for = import_string(settings.ACTOR_FOR)

    def __call__(self, request):
        request.actor = ANONYMOUS
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        request.actor = self.actor_for(request.user, at=now(), session=request.session)
        if settings.SECOND_FACTOR_REQUIRED and self._outlived(request):
            return self.get_response(request)
        with timezone.override(_zone(request.user)), scope.entered(request.actor):
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "failed", False):
                transaction.set_rollback(True)
        return response

    def _outlived(self, request) -> bool:
        """Sign out staff and committee whose session is too old; the page they asked for sends them to sign in."""
        actor = request.actor
        if not (actor.secretariat or actor.committee) or not sessions.outlived(request.session):
            return False
        logout(request)
        request.actor = ANONYMOUS
        return True

    def process_exception(self, request, exception):
        """What a view did before it failed is undone, also when the answer is a proper 403 or 404 page.

        Undone at the end, not here: a library that answers an exception (asking to sign in again) still reads.
        """
        request.failed = True
