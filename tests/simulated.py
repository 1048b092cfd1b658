"""How far a share of simulated studies may lie from the true rate: its own Monte Carlo error.

Tests simulate as many studies as it takes to fail where a variance is half of what it should be.
Thousands of them, whose rates the documents print, are in ``benchmarks``.
"""

from __future__ import annotations

from math import sqrt

_Z = 3.1  # passed by chance in one of a thousand simulations


def most(rate: float, n: int) -> float:
    """Return a share of ``n`` studies that a true rate exceeds in one of a thousand simulations."""
    return rate + _Z * sqrt(rate * (1 - rate) / n)


def least(rate: float, n: int) -> float:
    """Return a share that a true rate falls short of in one of a thousand simulations."""
    return rate - _Z * sqrt(rate * (1 - rate) / n)
