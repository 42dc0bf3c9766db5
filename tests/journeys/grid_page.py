"""A page with the grid and a server that answers as its contract says: what the script is tested against."""

import json

from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path

ROW = """<tr data-line="{{ ref }}"><th scope="row">Line {{ ref }}</th>{% for key, label in columns %}
<td class="cell" data-l="{{ label }}"><input id="c-{{ ref }}-{{ key }}" name="{{ ref }}:{{ key }}"
 data-cell="{{ ref }}:{{ key }}" data-version="1"
 data-sum="{% if key != 'good' %}line:{{ ref }} all {% endif %}column:{{ key }}" value=""
 aria-label="Laptops, line {{ ref }}: {{ label }}" inputmode="numeric" autocomplete="off"></td>{% endfor %}
<td class="ro" data-total="line:{{ ref }}"></td></tr>"""

PAGE = """{% extends "desk/page.html" %}{% load static %}
{% block title %}Devices{% endblock %}
{% block content %}<h1>Devices bought</h1><form method="post">{% csrf_token %}
<div class="grid-say" data-grid-say aria-live="polite"></div>
<div class="grid-box" role="region" aria-label="Device counts, scrolls sideways" tabindex="0">
<table class="grid grid-list" data-grid data-save-url="/cells/" data-add-url="/lines/">
<caption class="vh">Devices</caption>
<thead><tr><th scope="col">Line</th>{% for key, label in columns %}<th scope="col">{{ label }}</th>{% endfor %}
<th scope="col">Total</th></tr></thead><tbody>{{ rows|safe }}</tbody>
<tfoot><tr><th scope="row">All</th>{% for key, label in columns %}
<td data-l="{{ label }}" data-total="column:{{ key }}"></td>{% endfor %}
<td data-l="Total" data-total="all"></td></tr></tfoot></table></div>
<div data-grid-errors></div></form>
{% include "ui/_grid_words.html" %}{% endblock %}
{% block savebar %}<div class="savebar" role="region" aria-label="Save">
<span data-grid-status role="status"></span></div>{% endblock %}
{% block scripts %}<script src="{% static 'js/grid.js' %}" defer></script>{% endblock %}"""

COLUMNS = [("new", "bought new"), ("good", "of which meet the criteria"), ("used", "refurbished")]
received: list[dict] = []
clashes: list[dict] = []


def _drawn(source: str, request=None, **facts) -> str:
    return engines["django"].from_string(source).render({"columns": COLUMNS, **facts}, request)


def grid(request):
    return HttpResponse(_drawn(PAGE, request, rows=_drawn(ROW, ref="A") + _drawn(ROW, ref="B")))


def cells(request):
    cell = json.loads(request.body)
    received.append(cell)
    if clashes:
        return JsonResponse(clashes.pop(), status=409)
    digits = cell["value"].replace(",", "").replace(" ", "")
    if digits not in ("", "?") and not digits.isdigit():
        return JsonResponse({"error": "Enter a whole number, like 12, or ? if you do not know."}, status=422)
    shown = "not known" if digits == "?" else f"{int(digits):,}" if digits else ""
    far = [{"column": cell["column"], "level": "warn", "sentence": "Nine times last year."}] if digits == "412" else []
    answer = {"version": cell["version"] + 1, "value": digits, "shown": shown, "totals": {}, "findings": far}
    return JsonResponse({**answer, "saved_at": "14:02"})


def lines(request):
    return JsonResponse({"html": _drawn(ROW, ref="N")})


urlpatterns = [
    path("grid/", grid),
    path("cells/", cells),
    path("lines/", lines),
    path("", include("pact.ui.urls")),
    path("accounts/", include("allauth.urls")),
]
