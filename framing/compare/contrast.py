"""Outlets beside each other on one frame: one shuffling gives p, interval and test of all.

The counts of an outlet's texts of one story are a block. Blocks are shuffled between outlets;
a distance is measured by how wide Wilson's intervals of its two sides must be drawn for them
to meet. How wide that is in 95 of 100 shufflings, and never under what the normal distribution
asks for, is how wide they are drawn for the interval: so p is below .05 where the
interval excludes no difference, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from framing.compare.resample import ALPHA, DRAWS, LEVEL, POWER, Ratio, pooled

DRAWS_EACH = 40  # for each comparison: a p of .05 / 2 has room below it among many
MEDIAN, REST = "median", "rest"
SHOWN_SHUFFLES = 200  # shuffled reports that are read as if they were the real one
_NORMAL = NormalDist()
_HALVINGS = 30  # of the range in which the least difference lies
_SHRUNK = 4.0  # effective sentences at the common share, in the variance of the test of all
OF_MEDIAN = np.pi / 2  # the variance of a median to that of a mean, for normal values
_AT_ONCE = 60_000  # numbers shuffled at a time, so that they stay near the processor
_STEPS, _HAIR = 6, 1e-6

Sides = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, float]


class Contrasts(NamedTuple):
    """Each outlet's distance, in the given order; the test of all, and of 200 shufflings."""

    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p: np.ndarray
    detectable: np.ndarray
    q_between: float
    p_between: float
    shuffled: np.ndarray


def contrasts(ratios: Sequence[Ratio], *, against: str, comparisons: int, seed: int) -> Contrasts:
    """Set two outlets or more against their median, or each against the rest.

    Parameters
    ----------
    ratios : the counts of each outlet by story.
    against : ``median`` (of two outlets: the other one) or ``rest`` (the others together).
    comparisons : how many there are in all, which decides how often blocks are shuffled.
    seed : of the shuffling.

    References
    ----------
    Zou & Donner (2008), Statistics in Medicine 27, 1693-1702, for two sides' limits; Wilson
    (1927), JASA 22, 209-212; Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9(1): the
    observed order counts; Cochran (1954), Biometrics 10, 101-129, for the test of all.
    """
    laid = lay(ratios)
    draws = max(DRAWS, DRAWS_EACH * comparisons)
    drawn = np.concatenate(
        [
            np.add.reduceat(laid.blocks.take(dealt, axis=0), laid.starts, axis=1)
            for dealt in dealt_out(len(laid.blocks), draws, seed)
        ]
    )
    away, low, high, p, detectable = judge(laid.found, drawn, against)
    q_found, q_drawn = between(laid.found, laid.common), between(drawn, laid.common)
    back = np.argsort(laid.order)
    return Contrasts(
        away[back],
        low[back],
        high[back],
        p[back],
        detectable[back],
        float(q_found),
        float((1 + (q_drawn >= q_found - _HAIR).sum()) / (1 + draws)),
        np.array([(q_drawn >= one - _HAIR).mean() for one in q_drawn[:SHOWN_SHUFFLES]]),
    )


class Laid(NamedTuple):
    """Outlets in an order that their counts decide, and their blocks in another.

    ``found`` sums the blocks of each outlet; when they are dealt, an outlet gets those from
    ``starts`` on; ``common`` is the share over all.
    """

    order: list[int]
    blocks: np.ndarray
    starts: np.ndarray
    found: np.ndarray
    common: float


def lay(ratios: Sequence[Ratio]) -> Laid:
    """Lay out the blocks of outlets so that neither rows nor names move what is dealt."""
    order = sorted(range(len(ratios)), key=lambda i: (len(ratios[i].part), *_bytes(ratios[i])))
    slots = [ratios[i] for i in order]
    blocks = _blocks(slots)
    starts = np.cumsum([0, *(len(slot.part) for slot in slots[:-1])])
    found = np.array([blocks[which].sum(axis=0) for which in np.split(_places(slots), starts[1:])])
    return Laid(order, blocks, starts, found, float(blocks[:, 0].sum() / blocks[:, 1].sum()))


def judge(
    found: np.ndarray, drawn: np.ndarray, against: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return estimate, limits, p and what is detectable, of sums found and of sums drawn.

    Both end in outlets and part, whole and spread; ``drawn`` has the shufflings before these.
    """
    both, dealt = _sides(found, against), _sides(drawn, against)
    two = found.shape[-2] == 2
    sides, dealt = (_of_one(both), _of_one(dealt)) if two else (both, dealt)
    away, far = sides[0] - sides[2], dealt[0] - dealt[2]
    reach = np.abs(_reach(away, sides, 3 * _STEPS))
    turned = _turned(far, dealt)
    far = np.abs(far)
    as_far = far >= _distance(turned, (reach - _HAIR).clip(0)[..., None, :], up=False)
    p = np.maximum((1 + as_far.sum(axis=-2)) / (1 + drawn.shape[-3]), _normal_p(reach))
    width = _width(far, turned)
    low = np.maximum(-1, away - _distance(sides, width, up=False))
    high = np.minimum(1, away + _distance(sides, width, up=True))
    if two:
        pairs = (away, -away), (low, -high), (high, -low), (p, p)
        away, low, high, p = (np.concatenate(pair, axis=-1) for pair in pairs)
    return away, low, high, p, _detectable(both, width)


def _bytes(ratio: Ratio) -> tuple[bytes, bytes]:
    return ratio.part.tobytes(), ratio.whole.tobytes()


def _places(slots: list[Ratio]) -> np.ndarray:
    """Return where each block of the slots, one after another, lies in the order of counts."""
    return np.argsort(np.lexsort(pooled(slots)))


def _blocks(slots: list[Ratio]) -> np.ndarray:
    """Return part, whole and spread of each block, in an order that the counts decide.

    The spread is the block's part in an outlet's variance, but for p (1 - p): sentences of one
    block are alike by the correlation that all outlets' blocks show in common.
    """
    part, whole = pooled(slots)
    order = np.lexsort((part, whole))
    spread = whole * (1 + (whole - 1) * _correlation(slots))
    return np.stack([part, whole, spread], axis=1)[order]


def _correlation(slots: list[Ratio]) -> float:
    """Return how alike the sentences of a block are within outlets, by moments, from 0 to 1."""
    squares = base = pairs = 0.0
    for slot in slots:
        n, p = len(slot.part), slot.share
        squares += float(((slot.part - p * slot.whole) ** 2).sum()) * n / (n - 1)
        base += p * (1 - p) * float(slot.whole.sum())
        pairs += p * (1 - p) * float((slot.whole * (slot.whole - 1)).sum())
    return min(max((squares - base) / pairs, 0.0), 1.0) if pairs > 0 else 0.0


@lru_cache(maxsize=1)
def dealt_out(size: int, draws: int, seed: int) -> list[np.ndarray]:
    """Shuffle ``size`` blocks ``draws`` times; frames and measures share the shufflings."""
    random = np.random.default_rng([seed, size])
    at_once = max(1, _AT_ONCE // size)
    dealt = []
    for done in range(0, draws, at_once):
        order = np.tile(np.arange(size, dtype=np.min_scalar_type(size)),
                        (min(at_once, draws - done), 1))  # fmt: skip
        dealt.append(random.permuted(order, axis=1, out=order))
    return dealt


def _sides(sums: np.ndarray, against: str) -> Sides:
    """Return each outlet's share and effective number, those of its reference, and a factor.

    The factor is what the outlet's own variance counts for: a median moves with the outlet.
    """
    part, whole, spread = np.moveaxis(sums, -1, 0)
    share, n, k = part / whole, whole**2 / spread, part.shape[-1]
    if k == 2:
        return share, n, share[..., ::-1], n[..., ::-1], 1.0
    if against == REST:
        others = [column.sum(axis=-1, keepdims=True) - column for column in (part, whole, spread)]
        return share, n, others[0] / others[1], others[1] ** 2 / others[2], 1.0
    middle = np.median(share, axis=-1, keepdims=True)
    of_middle = k / OF_MEDIAN / (1 / n).mean(axis=-1, keepdims=True)
    return share, n, middle + 0 * share, of_middle + 0 * n, 1 - 2 / k


def _of_one(sides: Sides) -> Sides:
    """Return the sides of the first of two outlets, of which the second mirrors them."""
    share, n, other, of_other, factor = sides
    return share[..., :1], n[..., :1], other[..., :1], of_other[..., :1], factor


def _to_limit(p: np.ndarray, n: np.ndarray, square: np.ndarray, *, up: bool) -> np.ndarray:
    """Return how far Wilson's limit of a share lies above it, or below."""
    z = square / n
    moved = (0.5 - p if up else p - 0.5) * z
    result: np.ndarray = (np.sqrt(z * (p * (1 - p) + z / 4)) + moved) / (1 + z)
    return result


def _distance(sides: Sides, width: np.ndarray, *, up: bool) -> np.ndarray:
    """Return how far the limit of a difference lies from it, of sides drawn so wide."""
    share, n, other, of_other, factor = sides
    own = _to_limit(share, n, width**2, up=up)
    reference = _to_limit(other, of_other, width**2, up=not up)
    result: np.ndarray = np.sqrt(factor * own**2 + reference**2)
    return result


def _turned(away: np.ndarray, sides: Sides) -> Sides:
    """Return the sides of what an outlet has more, or lacks more, of: the nearer limit is low."""
    share, n, other, of_other, factor = sides
    less = away < 0
    return np.where(less, 1 - share, share), n, np.where(less, 1 - other, other), of_other, factor


def _reach(away: np.ndarray, sides: Sides, steps: int = _STEPS) -> np.ndarray:
    """Return how wide both sides' limits must be drawn for the difference's limit to be zero."""
    return np.sign(away) * _reached(np.abs(away), _turned(away, sides), steps)


def _reached(far: np.ndarray, turned: Sides, steps: int = _STEPS) -> np.ndarray:
    """Return how wide they must be drawn for the limit to lie so far off.

    The distance grows with the width, or with its square where a share is 0 or 1: a secant
    through the logarithms of both finds the width in a few steps.
    """
    width, power = np.where(far > 0, 1.0, 0.0), np.asarray(1.5)
    before = width, far
    for _ in range(steps):
        distance = _distance(turned, width, up=False)
        with np.errstate(divide="ignore", invalid="ignore"):
            power = np.log(distance / before[1]) / np.log(width / before[0])
            power = np.where((power > 0.1) & (power <= 2), power, 1.5)
            nearer = width * (far / distance) ** (1 / power)
        before = width, distance
        width = np.where(far > 0, nearer, 0.0)
    return width


def between(sums: np.ndarray, common: float) -> np.ndarray:
    """Return Cochran's Q of the outlets' shares."""
    part, whole, spread = np.moveaxis(sums, -1, 0)
    share, n = part / whole, whole**2 / spread
    drawn_in = (n * share + _SHRUNK * common) / (n + _SHRUNK)
    weight = n / (drawn_in * (1 - drawn_in))
    mean = (weight * share).sum(axis=-1, keepdims=True) / weight.sum(axis=-1, keepdims=True)
    result: np.ndarray = (weight * (share - mean) ** 2).sum(axis=-1)
    return result


def _width(far: np.ndarray, turned: Sides) -> np.ndarray:
    """Return the width that as few shufflings reach as p below 1 - ``LEVEL`` allows for.

    Only those are measured that reach what the normal distribution asks for.
    """
    draws, least = far.shape[-2], np.asarray(_NORMAL.inv_cdf(0.5 + LEVEL / 2))
    wide = far >= _distance(turned, least, up=False)
    share, n, other, of_other = (np.broadcast_to(each, far.shape)[wide] for each in turned[:4])
    reach = np.zeros_like(far)
    reach[wide] = _reached(far[wide], (share, n, other, of_other, turned[4]))
    beyond = ceil(ALPHA * (1 + draws) - 1)  # as many reach it where p is not below
    at_most: np.ndarray = np.partition(reach, draws - beyond, axis=-2)[..., draws - beyond, :]
    return np.maximum(at_most + _HAIR, least)


def _normal_p(reach: np.ndarray) -> np.ndarray:
    from scipy.special import ndtr

    p: np.ndarray = 2 * ndtr(-reach)
    return p


def _detectable(sides: Sides, width: np.ndarray) -> np.ndarray:
    """Return the difference that would be found in 80 of 100 such corpora, if one can be.

    It is that of which the limit lies at zero, where chance takes from it as much as in 80 of 100
    corpora at most. What is more than the reference is asked first, then what is less; it is
    missing where neither by so much is between 0 and 1.
    """
    share, n, other, of_other, factor = sides
    more = _least_found(sides, width)
    less = _least_found((1 - share, n, 1 - other, of_other, factor), width)
    return np.where(np.isnan(more), less, more)


def _least_found(sides: Sides, width: np.ndarray) -> np.ndarray:
    """Return by how much more than its reference a side is to have; missing beyond a share of 1."""
    _, n, other, of_other, factor = sides
    power = _NORMAL.inv_cdf(POWER)

    def is_found(more: np.ndarray) -> np.ndarray:
        share = other + more
        error = np.sqrt(factor * share * (1 - share) / n + other * (1 - other) / of_other)
        reach = _distance((share, n, other, of_other, factor), width, up=False)
        found: np.ndarray = more - power * error >= reach
        return found

    low, high = 0 * other, 1 - other
    reachable = is_found(high)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = is_found(middle)
        low, high = np.where(found, low, middle), np.where(found, middle, high)
    return np.where(reachable & (other > 0) & (other < 1), high, np.nan)
