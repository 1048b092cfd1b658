"""Tables to accessible figures and marked passages; no statistics are computed here."""

from framing.figures.dots import plot_shares, shares_alt
from framing.figures.strips import plot_strips, strips_alt

__all__ = ["plot_shares", "plot_strips", "shares_alt", "strips_alt"]
