"""Tables to accessible figures and marked passages; no statistics are computed here."""

from framing.figures.curve import curve_alt, plot_curve
from framing.figures.dots import plot_shares, shares_alt
from framing.figures.origins import origins_alt, plot_origins
from framing.figures.strips import plot_strips, strips_alt

__all__ = [
    "curve_alt",
    "origins_alt",
    "plot_curve",
    "plot_origins",
    "plot_shares",
    "plot_strips",
    "shares_alt",
    "strips_alt",
]
