"""Studies of outlets whose true shares are known: drawn, and compared many at a time.

A text has as many sentences as real ones have: few short, few very long (log-normal, a median of
20, 4 to 120). Texts of one story are a family. Sentences of a family are alike by an intraclass
correlation: its share is drawn from a beta distribution, and each sentence by that share. Of
groups, outlets stand in the place of stories: each has its own share, and from few to many texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from framing.compare.contrast import DRAWS_EACH, Laid, between, dealt_out, judge, lay
from framing.compare.estimate import too_rare
from framing.compare.resample import DRAWS, Ratio

SHORTEST, MEDIAN_LENGTH, LONGEST, SPREAD = 4, 20, 120, 0.6
LARGEST_FAMILY = 5
FEWEST_TEXTS, MEDIAN_TEXTS, MOST_TEXTS, SPREAD_TEXTS = 5, 20, 100, 0.8  # of an outlet in a group
_LEAST = 1e-9  # a share that beta distributions can be drawn about
TOGETHER = 100  # studies that are dealt the same shuffles


class Texts(NamedTuple):
    """What an outlet's texts are like: how alike those of a story are, and what is counted."""

    alike: float = 0.2
    families: bool = False  # of 1 to 5 texts; else each text is a story
    whole: bool = False  # texts that have the frame, rather than sentences
    weighted: bool = False  # texts of a family weigh together as much as one
    outlets: float = 0.0  # how alike texts of an outlet are, where outlets are what is drawn


class Judged(NamedTuple):
    """Of studies (rows) and outlets (columns), what ``contrasts`` finds of each."""

    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p: np.ndarray
    detectable: np.ndarray


def stories(
    random: np.random.Generator, texts: Texts, share: float, shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Draw the counts of studies (rows) of stories (columns): with the frame, and in all."""
    if texts.outlets:
        return whole_outlets(random, texts, share, shape)
    size = random.integers(1, LARGEST_FAMILY + 1, shape) if texts.families else np.ones(shape, int)
    whole = size.copy()
    if not texts.whole:
        lengths = random.lognormal(np.log(MEDIAN_LENGTH), SPREAD, (LARGEST_FAMILY, *shape))
        lengths = lengths.round().clip(SHORTEST, LONGEST).astype(int)
        whole = (lengths * (np.arange(LARGEST_FAMILY)[:, None, None] < size)).sum(axis=0)
    part = random.binomial(whole, varying(random, share, texts.alike, shape))
    weight = 1 / size if texts.weighted else 1.0
    return part * weight, whole * weight


def whole_outlets(
    random: np.random.Generator, texts: Texts, share: float, shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Draw the same of outlets (columns), each with a share of its own about that of its group."""
    n = random.lognormal(np.log(MEDIAN_TEXTS), SPREAD_TEXTS, shape)
    n = n.round().clip(FEWEST_TEXTS, MOST_TEXTS).astype(int)
    own = varying(random, share, texts.outlets, shape)
    if texts.whole:
        return random.binomial(n, own) * 1.0, n * 1.0
    part, whole = np.zeros(shape), np.zeros(shape)
    for text in range(n.max()):
        lengths = random.lognormal(np.log(MEDIAN_LENGTH), SPREAD, shape).round()
        lengths = lengths.clip(SHORTEST, LONGEST).astype(int) * (n > text)
        part += random.binomial(lengths, varying(random, own, texts.alike, shape))
        whole += lengths
    return part, whole


def varying(
    random: np.random.Generator, mean: float | np.ndarray, alike: float, shape: tuple[int, int]
) -> np.ndarray:
    """Draw a share for each story from the beta distribution of a correlation within."""
    if not alike:
        return np.full(shape, mean)
    size, mean = (1 - alike) / alike, np.clip(mean, _LEAST, 1 - _LEAST)
    return random.beta(mean * size, (1 - mean) * size, shape)


def ratios(part: np.ndarray, whole: np.ndarray) -> Iterator[Ratio]:
    """Yield each study's counts in the order in which the package sums up families."""
    for one, base in zip(part, whole, strict=True):
        order = np.lexsort((one, base))
        yield Ratio(one[order], base[order])


def drawn(
    random: np.random.Generator,
    texts: Texts,
    outlets: Sequence[tuple[int, float]],
    studies: int,
) -> list[list[Ratio]]:
    """Draw studies of outlets, each with so many stories of such a true share."""
    columns = [ratios(*stories(random, texts, share, (studies, size))) for size, share in outlets]
    return [list(study) for study in zip(*columns, strict=True)]


def compared(
    studies: Sequence[list[Ratio]],
    *,
    against: str,
    comparisons: int,
    seed: int,
    of_texts: bool = False,
) -> tuple[Judged, np.ndarray]:
    """Compare the outlets of studies as the package would, where it does.

    All have outlets of the same sizes. Returned is also which studies are compared at all:
    in the others the frame is too rare.
    """
    given = np.array([not too_rare(study, of_texts=of_texts) for study in studies])
    laid = [lay(study) for study, enough in zip(studies, given, strict=True) if enough]
    draws = max(DRAWS, DRAWS_EACH * comparisons)
    batches = [
        together(laid[start : start + TOGETHER], against, draws, seed + start)
        for start in range(0, len(laid), TOGETHER)
    ]
    if not batches:
        nothing = np.empty((0, len(studies[0])))
        return Judged(*[nothing] * 5), given
    return Judged(*(np.concatenate(each) for each in zip(*batches, strict=True))), given


def together(laid: Sequence[Laid], against: str, draws: int, seed: int) -> Judged:
    """Deal the blocks of studies by the same shuffles: a matrix of zeros and ones does it."""
    blocks = np.stack([one.blocks for one in laid])
    sums = dealt(blocks, laid[0].starts, draws, seed)
    found = np.stack([one.found for one in laid])
    back = np.argsort([one.order for one in laid], axis=1)
    columns = [np.take_along_axis(column, back, axis=1) for column in judge(found, sums, against)]
    return Judged(*columns)


def chance(laid: Sequence[Laid], sums: np.ndarray) -> np.ndarray:
    """Return p of the test of all outlets, for each study."""
    found, common = np.stack([one.found for one in laid]), np.array([one.common for one in laid])
    q_found, q_drawn = between(found, common[:, None]), between(sums, common[:, None, None])
    return (1 + (q_drawn >= q_found[:, None] - 1e-6).sum(axis=1)) / (1 + sums.shape[1])


def dealt(blocks: np.ndarray, starts: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Return the sums of studies, shufflings and outlets: part, whole and spread."""
    studies, size, kinds = blocks.shape
    order = np.concatenate(dealt_out(size, draws, seed))
    outlet = np.searchsorted(starts, np.arange(size), side="right") - 1
    gets = np.zeros((draws, len(starts), size))
    gets[np.arange(draws)[:, None], outlet, order] = 1
    flat = blocks.transpose(0, 2, 1).reshape(-1, size)
    sums = (flat @ gets.reshape(-1, size).T).reshape(studies, kinds, draws, len(starts))
    return np.moveaxis(sums, 1, -1)
