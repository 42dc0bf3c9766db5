"""Every address that takes something in, who gets through to it, and what its page already holds."""

import re
from functools import cache
from html.parser import HTMLParser

from django.apps import apps
from django.db import transaction
from django.forms import BaseForm

from pact.access import Tenancy
from pact.access.checks import declared, patterns
from tests.matrix.cast import addresses
from tests.security.test_foreign_ids import both

ROLES = ("procurer", "signatory", "coordinator", "chair", "secretariat")
LIBRARY = ("/accounts/login/", "/accounts/login/code/", "/accounts/login/code/confirm/", "/accounts/password/reset/",
           "/accounts/password/change/", "/accounts/reauthenticate/", "/accounts/email/", "/accounts/2fa/authenticate/",
           "/accounts/2fa/totp/activate/", "/accounts/signup/", "/accounts/2fa/webauthn/add/")  # fmt: skip


def posts(stage) -> list[tuple[str, str]]:
    """(name, address) of everything that takes a POST."""
    known = addresses(stage)
    found = {}
    for route, name, entry in patterns():
        if declared(entry.callback) is not None and "POST" in (getattr(entry.callback, "methods", None) or ()):
            found[name] = both(name, re.findall(r"<(?:\w+:)?(\w+)>", route), known)[0]
    return [*sorted(found.items()), *((url, url) for url in LIBRARY)]


class _Fields(HTMLParser):
    """Names and values of a page's forms."""

    def __init__(self):
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in self.values):
            self.values[self._select] = given.get("value") or ""
        elif tag in ("input", "textarea") and name and name != "csrfmiddlewaretoken":
            chosen = given.get("type") not in ("radio", "checkbox") or "checked" in given
            if chosen or name not in self.values:
                self.values[name] = given.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = ""


def fields(client, url: str) -> dict[str, str]:
    with transaction.atomic():
        answer = client.get(url)
        data = b"".join(answer) if answer.streaming else answer.content  # a file is read to its end, so it is closed
        transaction.set_rollback(True)
    if answer.status_code != 200 or answer.streaming:
        return {}
    parser = _Fields()
    parser.feed(data.decode(errors="replace"))
    return parser.values


@cache
def form_names() -> tuple[str, ...]:
    """The names of all fields of all forms of ours, with the prefixes that pages give them."""
    names: set[str] = set()
    queue = [BaseForm]
    while queue:
        form = queue.pop()
        queue += form.__subclasses__()
        if form.__module__.split(".")[0] in ("participants", "governance", "buyergroups", "monitoring", "reports"):
            names |= set(getattr(form, "base_fields", {}))
    return tuple(sorted(names | {"screen-outcome", "A-finding", "A-evidence", "revision", "sure", "later", "way"}))


@cache
def model_names() -> tuple[str, ...]:
    """The columns of all models of ours."""
    models = [model for model in apps.get_models() if isinstance(getattr(model, "tenancy", None), Tenancy)]
    return tuple(sorted({name for model in models for field in model._meta.concrete_fields
                         for name in (field.name, field.attname)}))  # fmt: skip


_reached: dict[str, list[str]] = {}


def reached(sign_in, name: str, url: str) -> list[str]:
    """The visitor, and the first of the cast whose POST comes as far as the form; found out once."""
    if name not in _reached:
        _reached[name] = _first(sign_in, url)
    return _reached[name]


def _first(sign_in, url: str) -> list[str]:
    through = ["visitor"]
    for role in ROLES:
        # Before what is undone: a session that is rolled back is nobody's, and every later door would be shut.
        client = sign_in(role)
        with transaction.atomic():
            answer = client.post(url)
            transaction.set_rollback(True)
        if answer.status_code not in (403, 404) and "/accounts/login/" not in answer.get("Location", ""):
            through.append(role)
            break
    return through
