"""Differences within events combined: events, or texts within few of them, are drawn.

It is worked out for the side that is higher and turned round for the other, and events are
ordered by their counts, so that neither names nor which side is named first move a digit.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from framing.compare import resample
from framing.compare.resample import DRAWS, Limits, Ratio
from framing.tables.codes import ALONE, EVENTS_ALIKE, FEW_EVENTS, NO_VARIATION
from framing.tables.require import cell_of

MIN_EVENTS = 5
_NONE = (float("nan"), float("nan"))
_EXACT = 11  # events up to which all 2,048 changes of sign are tried
_HAIR = 1e-12


class Pair(NamedTuple):
    """One event: the clusters of an outlet's texts and of its reference's."""

    own: Ratio
    other: Ratio

    @property
    def weight(self) -> float:
        """Half the harmonic mean of the two numbers of independent texts."""
        n, m = len(self.own.part), len(self.other.part)
        return n * m / (n + m)

    @property
    def apart(self) -> float:
        """The difference of the two shares."""
        return self.own.share - self.other.share


class Combined(NamedTuple):
    """The mean difference over events, with interval, p and a note."""

    estimate: float
    limits: Limits
    p: float
    note: str


def mean(pairs: Sequence[Pair]) -> float:
    """Return the weighted mean of the events' differences.

    Examples
    --------
    >>> one, two = Ratio(np.ones(2), np.ones(2)), Ratio(np.zeros(2), np.ones(2))
    >>> mean([Pair(one, two), Pair(one, two), Pair(two, one)]).__round__(3)
    0.333
    """
    pairs = _ordered(pairs)
    return float(_weights(pairs) @ np.array([pair.apart for pair in pairs]))


def combined(pairs: Sequence[Pair], note: str, seed: int) -> Combined:
    """Combine two events or more; with a ``note`` that says why, without interval and p."""
    estimate = mean(pairs)
    if note:
        return Combined(estimate, _NONE, float("nan"), note)
    turned = estimate < 0
    pairs = _ordered([Pair(p.other, p.own) for p in pairs] if turned else pairs)
    few = len(pairs) < MIN_EVENTS
    (low, high), note = _within(pairs, seed) if few else _between(pairs, seed)
    p = _shuffled_p(pairs, seed) if few else _signs_p(pairs, seed)
    return Combined(estimate, (-high, -low) if turned else (low, high), p, note)


def _ordered(pairs: Sequence[Pair]) -> list[Pair]:
    """Put events in an order that their counts decide, not their names."""
    return sorted(
        pairs, key=lambda p: (p.weight, p.apart, *(c.tobytes() for side in p for c in side))
    )


def _weights(pairs: Sequence[Pair]) -> np.ndarray:
    weights = np.array([pair.weight for pair in pairs])
    return weights / weights.sum()


def _between(pairs: Sequence[Pair], seed: int) -> tuple[Limits, str]:
    """Draw events with replacement."""
    weights = _weights(pairs)
    ratio = Ratio(weights * np.array([pair.apart for pair in pairs]), weights)
    return (_NONE, EVENTS_ALIKE) if ratio.constant else (resample.resampled(ratio, seed), "")


def _signs_p(pairs: Sequence[Pair], seed: int) -> float:
    """Return the two-sided p from turning the sides round within events: all ways, or draws."""
    n = len(pairs)
    values = _weights(pairs) * np.array([pair.apart for pair in pairs])
    if n <= _EXACT:
        signs = np.array(list(itertools.product((1, -1), repeat=n)))
        return float((np.abs(signs @ values) >= abs(values.sum()) - _HAIR).mean())
    signs = np.random.default_rng([seed, n]).choice((1, -1), (DRAWS, n))
    extreme = int((np.abs(signs @ values) >= abs(values.sum()) - _HAIR).sum())
    return (1 + extreme) / (1 + DRAWS)


def _within(pairs: Sequence[Pair], seed: int) -> tuple[Limits, str]:
    """Draw families within each event and side, one fewer than there are."""
    sides = [side for pair in pairs for side in pair]
    if any(len(side.part) == 1 for side in sides):
        return _NONE, cell_of(FEW_EVENTS, ALONE)
    if all(side.constant for side in sides):
        return _NONE, cell_of(FEW_EVENTS, NO_VARIATION)
    random = np.random.default_rng([seed, *(len(side.part) for side in sides)])
    drawn = np.array([_drawn(side, random) for side in sides])
    means = _weights(pairs) @ (drawn[0::2] - drawn[1::2])
    df = sum(len(side.part) - 1 for side in sides)
    tail = NormalDist().cdf(-resample.student_t(df))
    low, high = np.quantile(means, [tail, 1 - tail])
    return (float(low), float(high)), FEW_EVENTS


def _drawn(side: Ratio, random: np.random.Generator) -> np.ndarray:
    """Return the share over n - 1 of n families drawn with replacement, ``DRAWS`` times."""
    n = len(side.part)
    which = random.integers(0, n, (DRAWS, n - 1))
    shares: np.ndarray = side.part[which].sum(axis=1) / side.whole[which].sum(axis=1)
    return shares


def _shuffled_p(pairs: Sequence[Pair], seed: int) -> float:
    """Return the two-sided p from shuffling families between the sides of each event."""
    random = np.random.default_rng([seed, *(len(side.part) for pair in pairs for side in pair)])
    drawn = _weights(pairs) @ np.array([_shuffled(pair, random) for pair in pairs])
    extreme = int((np.abs(drawn) >= abs(mean(pairs)) - _HAIR).sum())
    return (1 + extreme) / (1 + DRAWS)


def _shuffled(pair: Pair, random: np.random.Generator) -> np.ndarray:
    """Return the difference within one event with families dealt anew, ``DRAWS`` times."""
    n = len(pair.own.part)
    part, whole = (np.concatenate(columns) for columns in zip(*pair, strict=True))
    order = random.permuted(np.tile(np.arange(len(part)), (DRAWS, 1)), axis=1)
    one, two = (
        part[side].sum(axis=1) / whole[side].sum(axis=1) for side in (order[:, :n], order[:, n:])
    )
    return one - two
