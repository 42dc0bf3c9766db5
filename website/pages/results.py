"""Published years: key figures, drawings, tables and files, all from one snapshot (Pact 5.2.3)."""

import csv
import io
import json
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pact.sheets.writing import neutral
from reports import public
from website.pages.home import figures_of
from website.pages.roles import year_status

# How each drawing is counted, and the part of the method that says more.
METHOD = {
    "users": (_("A person with two devices is one user, and nobody is counted twice."), "users-h"),
    "devices": (
        _("A device counts in the year it was delivered. What is not known is left out, never guessed."),
        "devices-h",
    ),
    "per-user": (_("Eight years of serving one user, against a new device every three to four years."), "carbon-h"),
    "causes": (_("Each bar is one reason why less is emitted than with new devices alone."), "carbon-h"),
    "absolute": (_("Emissions of everything that was bought stand beside what was avoided: both matter."), "carbon-h"),
    "when": (_("What was bought in a year acts for as long as the devices are used."), "carbon-h"),
    "lifetimes": (
        _("As organisations expect it when they buy. The band is the usual life of a new device."),
        "devices-h",
    ),
    "used-by-group": (_("Of all devices in scope that the members of a buyer group bought."), "devices-h"),
    "end-of-life": (_("What is agreed for the devices at the end of their use, by number of devices."), "devices-h"),
    "labels": (_("A device may carry several labels. Labels change no other result."), "devices-h"),
    "quality": (_("An invoice or a register says more than an estimate: how much rests on which."), "devices-h"),
    "sure": (_("Each bar moves one number of the calculation from its low to its high end."), "carbon-h"),
}
# The key figure that stands beside a drawing, by its place among them.
KEY = {"users": 0, "devices": 1, "used-by-group": 2, "sure": 3}
FILES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def overview() -> dict:
    """Every published year, newest first; the newest with its key figures."""
    cards = public.published_reports()
    years = []
    for card in {card.year: card for card in reversed(cards)}.values():
        body = card.body
        years.append(
            {
                "year": card.year,
                "slug": card.slug,
                "devices": body["devices"]["total"],
                "used_share": body["devices"]["used_share"],
                "reported": body["coverage"]["reported"],
                "asked": body["coverage"]["asked"],
                "users": body["pact"]["users"],
            }
        )
    years.sort(key=lambda row: -row["year"])
    newest = cards[0] if cards else None
    return {"years": years, "newest": newest, "figures": figures_of(newest) if newest else ()}


def year(number: int) -> dict | None:
    """One year: every figure with its table."""
    card = public.results(number)
    if card is None:
        return None
    shown = _shown(card)
    return {**shown, "drawings": [_drawn(figure, shown["figures"]) for figure in public.figures(card)]}


def _drawn(figure: public.Figure, keys: list[dict]) -> dict:
    """A drawing with what belongs beside it: its key figure, and how it is counted."""
    words, part = METHOD[figure.code]
    key = keys[KEY[figure.code]] if figure.code in KEY else None
    beside = {"words": words, "part": part, "key": key}
    return {"code": figure.code, "question": figure.question, "drawing": figure.drawing, **beside}


def report(slug: str) -> dict | None:
    """The report of a year as a page, composed as its PDF: words, figures, tables, data and hashes."""
    card = public.report(slug)
    if card is None:
        return None
    reporters = [_reporter(one, card.year) for one in card.body["reporters"]]
    return {**_shown(card), **public.composed(card), "reporters": reporters}


def _shown(card: public.ReportCard) -> dict:
    body = card.body
    return {"report": card, "body": body, "figures": figures_of(card), "groups": body["groups"], "files": files(card)}


def _reporter(one: dict, year_: int) -> dict:
    shape, words = year_status(year_, one["state"])
    url = reverse("website:participant-detail", kwargs={"slug": one["slug"]})
    return {**one, "shape": shape, "words": words, "url": url}


def files(card: public.ReportCard) -> list[dict]:
    found = [
        {"label": kind.upper(), "url": reverse("website:report-file", kwargs={"slug": card.slug, "kind": kind})}
        for kind in FILES
    ]
    if card.document:
        found.insert(0, {"label": f"PDF, {card.document.kilobytes} kB", "url": card.document.url})
    return found


def written(card: public.ReportCard, kind: str) -> bytes:
    """The snapshot as a file: JSON as it was hashed, or CSV with a line for each number."""
    if kind == "json":
        return public.canonical(card).encode()
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("year", "path", "value"))
    writer.writerows(
        (card.year, neutral(path), neutral(value) if isinstance(value, str) else value)
        for path, value in numbers(card.body)
    )
    return out.getvalue().encode()


def numbers(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every leaf of the body with its path, like `devices.by_product.laptop.total`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from numbers(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            mark = (
                next((str(inner[key]) for key in ("code", "slug", "year", "name") if inner.get(key)), str(n))
                if isinstance(inner, dict)
                else str(n)
            )
            yield from numbers(inner, f"{path}.{mark}")
    else:
        yield path, value


def figure_csv(card: public.ReportCard, code: str) -> bytes | None:
    drawing = next((figure.drawing for figure in public.figures(card) if figure.code == code), None)
    return drawing.csv.encode() if drawing else None


def headline_csv(card: public.ReportCard) -> bytes:
    """The key figures as shown, each with what stands beside it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("year", "figure", "value", "context", "published", "report_sha256"))
    for one in public.headline(card):
        writer.writerow(
            (card.year, one["label"], one["value"], one["context"], card.published_at.date().isoformat(), card.sha256)
        )
    return out.getvalue().encode()


def headline_json(card: public.ReportCard) -> bytes:
    told = {"year": card.year, "published_at": card.published_at.isoformat(), "sha256": card.sha256}
    return json.dumps({**told, "figures": public.headline(card)}, ensure_ascii=False).encode()
