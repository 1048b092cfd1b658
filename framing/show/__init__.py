"""Tables to accessible figures and marked passages; no statistics are computed here."""

from framing.errors import answer_calls
from framing.show.curve import curve_alt, plot_curve
from framing.show.dots import plot_shares, shares_alt
from framing.show.shares_of_origin import origins_alt, plot_origins
from framing.show.strips import plot_strips, strips_alt, strips_titles

__all__ = [
    "curve_alt",
    "origins_alt",
    "plot_curve",
    "plot_origins",
    "plot_shares",
    "plot_strips",
    "shares_alt",
    "strips_alt",
    "strips_titles",
]
answer_calls(globals(), __all__)
