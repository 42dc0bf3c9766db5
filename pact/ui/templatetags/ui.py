"""Atoms: small tags that may stand in every cell of a table; templates/cotton/README.md lists them."""

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pact.ui import diffs, figures, grids, icons, shell, statuses

register = template.Library()

_ROLES = {
    "PROCURING": ("tag tag-pr", gettext_lazy("Procuring")),
    "COORDINATING": ("tag tag-co", gettext_lazy("Coordinating")),
    "SUPPORTER": ("tag", gettext_lazy("Supporter")),
}

register.simple_tag(figures.grouped, name="number")
register.simple_tag(figures.percentage, name="percent")
register.simple_tag(figures.figure, name="figure")
register.simple_tag(grids.rows, name="grid_rows")
register.simple_tag(diffs.drawn, name="word_diff")
register.simple_tag(shell.kept, name="kept")


@register.simple_tag
def icon(name: str, large: bool = False) -> SafeString:
    return icons.icon(name, large=large)


@register.simple_tag
def term(defined: Any, label: str) -> SafeString:
    """What a word means, folded, beside a form: `defined` has `clause`, `term` and `meaning`, or is None."""
    if not defined:
        return SafeString("")
    return format_html(
        '<details class="term"><summary>{}</summary><p>{}: {} <span class="sub">{} {}</span></p></details>',
        label, defined.term, defined.meaning, _("Pact"), defined.clause,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def site_masthead(context: Context) -> SafeString:
    return shell.masthead(context["frame"])


@register.simple_tag
def site_footer() -> SafeString:
    return shell.footer()


@register.simple_tag
def mark(size: int = 40) -> SafeString:
    return icons.mark(size=size)


@register.simple_tag
def status(code: str, label: str = "") -> SafeString:
    """Shape and word of a state; see pact.ui.statuses."""
    shape, word = statuses.shape_and_word(str(code), label)
    return format_html('<span class="status st-{}">{}{}</span>', shape, statuses.drawing(shape), word)


@register.simple_tag
def status_shape(code: str) -> SafeString:
    """The shape alone, where the word follows as the name of a step."""
    shape = code if code in statuses.SHAPES else statuses.shape_and_word(str(code), " ")[0]
    return format_html('<span class="status st-{}">{}</span>', shape, statuses.drawing(shape))


@register.simple_tag
def tag(code: str, label: str = "") -> SafeString:
    """The role somebody has, always as a word."""
    look, word = _ROLES.get(code, ("tag", label))
    return format_html('<span class="{}">{}</span>', look, label or word or code)


@register.simple_tag
def euro(amount: figures.Number | None, places: int = 0) -> str:
    return f"€{figures.grouped(amount, places)}" if amount is not None else ""


@register.simple_tag
def day(value: date | datetime | None, short: bool = False) -> str | SafeString:
    if not value:
        return ""
    iso = figures.as_day(value).isoformat()
    return format_html('<time datetime="{}">{}</time>', iso, figures.day_words(value, short))


@register.simple_tag
def moment(value: datetime | None) -> str | SafeString:
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), figures.moment_words(value))


@register.simple_tag
def clock(
    deadline: date | datetime | None, now: date | datetime, start: date | datetime | None = None
) -> str | SafeString:
    """n days left, today, n days over: words first, a thin bar repeats them."""
    told = figures.clock(deadline, now, start)
    bar = _bar(told.used, told.words) if told.used is not None else ""
    return format_html('<span class="clock clock-{}">{}{}</span>', told.urgency, told.words, bar)


def _bar(used: int, label: str, aim: int | None = None) -> SafeString:
    stroke = '<line class="aim" stroke="#13211F" stroke-width="2" x1="{0}" x2="{0}" y1="-3" y2="13"/>'
    return format_html(
        '<svg class="meter" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="bg" fill="#D9D7CC" width="1000" height="10"/>'
        '<rect class="fg" fill="#0B5147" width="{}" height="10"/>{}</svg>',
        label,
        used,
        format_html(stroke, aim) if aim is not None else "",
    )


def _thousandths(share: figures.Number) -> int:
    return max(0, min(1000, round(float(share) * 1000)))


@register.simple_tag
def meter(share: figures.Number | None, label: str, aim: figures.Number | None = None) -> str | SafeString:
    """A share of a whole, 0 to 1; the thin mark is the aim."""
    if share is None or share == "":
        return ""
    return _bar(_thousandths(share), label, _thousandths(aim) if aim not in (None, "") else None)


@register.simple_tag
def bar3(done: int, begun: int, none: int, label: str = "") -> SafeString:
    """Three parts of a whole: done, begun, not begun."""
    whole = (done + begun + none) or 1
    words = label or _("%(done)s submitted, %(begun)s draft, %(none)s not begun") % {
        "done": done,
        "begun": begun,
        "none": none,
    }
    return format_html(
        '<svg class="bar3" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="n" fill="#D9D7CC" width="1000" height="10"/>'
        '<rect class="o" fill="#9ECBC0" width="{}" height="10"/>'
        '<rect class="d" fill="#0B5147" width="{}" height="10"/></svg>',
        words,
        round(1000 * (done + begun) / whole),
        round(1000 * done / whole),
    )


@register.simple_tag(takes_context=True)
def query_url(context: Context, **changes: Any) -> str:
    """This address with other parameters; None takes one away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag(takes_context=True)
def page_url(context: Context, number: int) -> str:
    return query_url(context, page=number)


@register.simple_tag(takes_context=True)
def sort_head(context: Context, name: str, label: str, num: bool = False) -> SafeString:
    """A table head that sorts: `?sort=name` upwards, `?sort=-name` downwards."""
    now = context["request"].GET.get("sort", "")
    upwards, downwards = now == name, now == f"-{name}"
    order = {True: "ascending", False: "descending"}[upwards] if upwards or downwards else ""
    arrow = icons.icon("arrow-up" if upwards else "arrow-down") if order else ""
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="{}">{}{}</a></th>',
        format_html(' class="{}"', "num") if num else "",
        format_html(' aria-sort="{}"', order) if order else "",
        query_url(context, sort=f"-{name}" if upwards else name, page=None),
        label,
        arrow,
    )


@register.simple_tag
def field(bound: BoundField, look: str = "") -> SafeString:
    """One field as the renderer draws it; look="vote" draws radios as large choices side by side."""
    return bound.render(context={"field": bound, "look": look})


def _forms_on(context: Context) -> list[BaseForm]:
    """The forms of this page: `form`, or all of `forms` (form sets count as their forms)."""
    found = list(context.get("forms") or []) or [context.get("form")]
    return [form for form in found if hasattr(form, "errors") and hasattr(form, "fields")]


@register.simple_tag(takes_context=True)
def title_prefix(context: Context) -> str:
    return _("Error: ") if any(form.is_bound and form.errors for form in _forms_on(context)) else ""


@register.simple_tag(takes_context=True)
def error_summary(context: Context, *forms: BaseForm) -> str | SafeString:
    """What has to be corrected, first in main, each with a link to its field."""
    shown = [form for form in forms or _forms_on(context) if form.is_bound and form.errors]
    faults = [fault for form in shown for fault in _faults(form)]
    if not faults:
        return ""
    items = format_html_join(
        "",
        "<li>{}</li>",
        ((format_html('<a href="#{}">{}</a>', target, text) if target else text,) for target, text in faults),
    )
    title = _("There is something to correct") if len(faults) == 1 else _("There are some things to correct")
    return format_html(
        '<div class="errsum" role="alert" tabindex="-1" aria-labelledby="errsum-title" data-focus>'
        '<h2 id="errsum-title">{}</h2><ul>{}</ul></div>',
        title,
        items,
    )


def _faults(form: BaseForm) -> list[tuple[str, str]]:
    faults = [("", error) for error in form.non_field_errors()]
    for bound in form:
        faults += [(bound.target_id, error) for error in bound.errors]
    return faults
