"""What we draw: SVG for screen and paper alike. Series in, drawing out; no script, nothing of the Pact's subject."""

from pact.charts.barplots import bars
from pact.charts.dots import bullet, dots
from pact.charts.effects import tornado, waterfall
from pact.charts.lineplots import lines, stacked_area
from pact.charts.maps import BOUNDARIES, europe_map, legend_of, steps_for, world_map
from pact.charts.meters import meter
from pact.charts.multiples import small_multiples
from pact.charts.paint import PAPER, SCREEN
from pact.charts.rings import Stroke, mark, ring
from pact.charts.series import Chart, Drawing, MapDrawing, Series
from pact.charts.spans import Span, spans
from pact.charts.stacks import share_bar, stacked_bars

__all__ = [
    "BOUNDARIES",
    "PAPER",
    "SCREEN",
    "Chart",
    "Drawing",
    "MapDrawing",
    "Series",
    "Span",
    "Stroke",
    "bars",
    "bullet",
    "dots",
    "europe_map",
    "legend_of",
    "lines",
    "mark",
    "meter",
    "ring",
    "share_bar",
    "small_multiples",
    "spans",
    "stacked_area",
    "stacked_bars",
    "steps_for",
    "tornado",
    "waterfall",
    "world_map",
]
