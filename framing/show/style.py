"""One look for all figures; the same figure gives the same bytes twice."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

INK, QUIET, PAPER, LINE = "#1a1a1a", "#5c5c5c", "#ffffff", "#b8b8b8"
SOFT, GRID = "#f3f3f3", "#e6e6e6"
DOTS = 150  # of an inch, in a picture

_LEFT, _RIGHT, _FOOT = 0.95, 0.15, 0.75  # margins of a stacked figure, in inches
_ROW, _TITLE, _FLAT, _GAP = 1.75, 0.2, 0.35, 0.08  # what one of its pairs is made of
_SETTINGS: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.facecolor": "none",
    "axes.edgecolor": LINE,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "figure.dpi": 100,
    "hatch.linewidth": 0.6,
    "hatch.color": PAPER,
    "svg.fonttype": "none",
    "text.parse_math": False,
    "svg.hashsalt": "framing",
}


@contextmanager
def styled() -> Iterator[None]:
    """Apply the look within a block only, whatever the user's own settings are; they stay."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


def new_figure(width: float, height: float, *, panels: int = 1) -> tuple[Any, Any]:
    """Return an empty figure (inches) and its panels side by side, without a window."""
    figure = canvas(width, height)
    return figure, figure.subplots(1, panels, sharey=True, squeeze=False)[0]


def stacked_figure(width: float, panels: int) -> tuple[Any, Any]:
    """Return an empty figure (inches) with so many pairs of panels, one beneath the other.

    The upper one of a pair has a title, the lower one is flat; dates have room beneath the last.
    """
    height = _ROW * panels + _FOOT
    figure = canvas(width, height)
    figure.set_layout_engine("none")
    left, across = _LEFT / width, 1 - (_LEFT + _RIGHT) / width
    pairs = []
    for n in range(panels):
        foot = height - _ROW * (n + 1)
        spans = ((foot + _FLAT + _GAP, _ROW - _FLAT - 3 * _GAP - _TITLE), (foot + _GAP, _FLAT))
        pairs.append(
            [
                figure.add_axes((left, low / height, across, high / height), facecolor="none")
                for low, high in spans
            ]
        )
    return figure, pairs


def canvas(width: float, height: float) -> Any:
    """Return an empty figure (inches), without a window."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), facecolor=PAPER, layout="constrained")
    FigureCanvasSVG(figure)
    return figure


def end_of_shares(highest: float) -> float:
    """Return where an axis of shares ends: a little above the highest, so its mark is whole."""
    return min(1.1, max(0.1, 1.25 * highest)) if highest > 0 else 1.0


def share_axis(axes: Any, highest: float) -> None:
    """Let an axis of shares, in per cent, begin at 0 and end a little above the highest."""
    top = end_of_shares(highest)
    axes.set_xlim(-0.03 * top, top)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(top, 1.0)])
    axes.xaxis.set_major_formatter(percent())


def percent() -> Any:
    """Return what writes the ticks of an axis of shares in per cent."""
    from matplotlib.ticker import FuncFormatter

    return FuncFormatter(lambda share, _: f"{round(100 * share, 3):g} %")


def svg(figure: Any) -> str:
    """Return a figure as SVG; the same figure gives the same bytes."""
    buffer = io.StringIO()
    with styled():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def png(figure: Any) -> bytes:
    """Return a figure as PNG, of :data:`DOTS` an inch; the same figure gives the same bytes."""
    buffer = io.BytesIO()
    with styled():
        figure.savefig(buffer, format="png", dpi=DOTS, metadata={"Software": None})
    return buffer.getvalue()


def draw_once() -> None:
    """Draw a small figure for nobody: what is made ready so, forked processes have then."""
    with styled():
        figure, (axes,) = new_figure(1, 1)
        axes.set_title("a")
        svg(figure)
        png(figure)
