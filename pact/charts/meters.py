"""The small bar of a key figure or a table cell."""

from django.utils.safestring import SafeString

from pact.charts.paint import PALETTE, PAPER, SCREEN, num, safe, text_of


def meter(
    value: float | None, whole: float, *, label: str, aim: float | None = None, medium: str = SCREEN
) -> SafeString:
    """How much of the whole, with the aim as an ink mark. `label` says it in words; it is required."""
    part = 0 if value is None or whole <= 0 else min(max(float(value) / float(whole), 0), 1) * 1000
    looks = {"bg": "state-none", "fg": "data-1", "aim": "ink"}
    paper = medium == PAPER
    fill = {
        r: f' {"stroke" if r == "aim" else "fill"}="{PALETTE[t]}"' if paper else f' class="{r}"'
        for r, t in looks.items()
    }
    mark = ""
    if aim is not None and whole > 0:
        x = num(min(max(float(aim) / float(whole), 0), 1) * 1000)
        mark = f'<line{fill["aim"]} x1="{x}" x2="{x}" y1="-3" y2="13" stroke-width="{6 if paper else 2}"/>'
    title = f"<title>{text_of(label)}</title>" if paper else ""
    size = ' width="160" height="6"' if paper else ""
    return safe(
        f'<svg class="meter" viewBox="0 0 1000 10"{size} preserveAspectRatio="none" role="img"'
        f' aria-label="{text_of(label)}">{title}'
        f'<rect{fill["bg"]} width="1000" height="10"/><rect{fill["fg"]} width="{num(part)}" height="10"/>{mark}</svg>'
    )
