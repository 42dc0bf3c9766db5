"""One shift of the press in a process of its own: `python -m tests.faults.press_shift order 8` or `... press`.

A press says when it is awake and begins when it is told to: two of them begin together, however slowly one woke up.
"""

import sys
from datetime import UTC, datetime

import django

django.setup()

from django.template import engines  # noqa: E402
from django.template.loaders.locmem import Loader  # noqa: E402

from pact.access import Actor, scope  # noqa: E402
from pact.documents import Kind, order, press  # noqa: E402

AT = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)
PAGE = """{% extends "print/page.html" %}{% block content %}<h1>{{ document.title }}</h1>
{% for chapter in facts.rows %}<h2>Chapter {{ chapter }}</h2><table class="ledger">
{% for row in facts.rows %}<tr><td>{{ row }}</td><td>words</td></tr>{% endfor %}</table>{% endfor %}{% endblock %}"""
KIND = Kind("tests.shift", "print/tests/shift.html", lambda facts: facts["title"], pages=20)


def main(verb: str, number: str = "0") -> None:
    engine = engines["django"].engine
    engine.template_loaders = [Loader(engine, {KIND.template: PAGE}), *engine.template_loaders]
    if verb == "press":
        print("awake", flush=True)
        sys.stdin.readline()
        print(press(at=AT))
        return
    hand = Actor.hand("tests")
    with scope.as_system("tests"):
        for no in range(int(number)):
            order(KIND, {"title": f"Report {no}", "rows": list(range(20))}, actor=hand, at=AT)


if __name__ == "__main__":
    main(*sys.argv[1:])
