"""Ring and maps of the participants: drawn once for the same counts, whoever asks."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pact import charts
from participants.public import RingStroke


@dataclass(frozen=True)
class Maps:
    world: charts.MapDrawing
    europe: charts.MapDrawing
    boundaries: str

    @cached_property
    def figure(self) -> SafeString:
        """Both, with their legend, as they stand on a page."""
        return render_to_string("website/_maps.html", {"maps": self, "legend": self.world.legend})


def maps_of(counts: dict[str, int]) -> Maps:
    """World with links and Europe as a picture, with one legend."""
    return _maps(tuple(sorted(counts.items())), get_language())


@lru_cache(maxsize=4)
def _maps(pairs: tuple[tuple[str, int], ...], language: str) -> Maps:
    counts = dict(pairs)
    title, steps = _("Participants by country"), charts.steps_for(counts.values())
    world = charts.world_map(counts, title=title, href=country_url, steps=steps)
    return Maps(world, charts.europe_map(counts, title=title, steps=steps), str(charts.BOUNDARIES))


def country_url(code: str) -> str:
    return reverse("website:participant-country", kwargs={"code": code.lower()})


def ring_of(strokes: list[RingStroke], countries: int) -> charts.Drawing:
    return _ring(tuple((stroke.year, stroke.long) for stroke in strokes), countries, get_language())


@lru_cache(maxsize=4)
def _ring(strokes: tuple[tuple[int, bool], ...], countries: int, language: str) -> charts.Drawing:
    below = ngettext("in %(n)s country", "in %(n)s countries", countries) % {"n": countries} if countries else ""
    noun = ngettext("participant", "participants", len(strokes))
    drawn = [charts.Stroke(year, coordinates) for year, coordinates in strokes]
    return charts.ring(drawn, title=_("Participants in order of joining"), noun=noun, below=below)
