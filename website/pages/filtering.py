"""What narrows a list, as chips with the address without each."""

from django.http import QueryDict

from website.forms import ListsFilter


def chips(form: ListsFilter, query: QueryDict) -> list[dict]:
    return [
        {"label": _chip(form, name, value), "url": _without(query, name)}
        for name, value in form.asked().items()
        if value
    ]


def _chip(form: ListsFilter, name: str, value: str) -> str:
    if name == "q":
        return f"“{value}”"
    return f"{form.fields[name].label}: {dict(form.fields[name].choices).get(value, value)}"


def _without(query: QueryDict, name: str) -> str:
    left = query.copy()
    for gone in (name, "page"):
        left.pop(gone, None)
    return f"?{left.urlencode()}"
