"""Keyness: which words a group of articles uses more than others do, and how sure that is.

Words of one article are not independent of each other, and articles of one agency story are
not independent either. So that a word is told apart from chance, whole families of articles
are shuffled between the two sides; the statistics of the words themselves only describe.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import scipy

from framing.compare import resample
from framing.corpus.terms import term_categories
from framing.errors import ParameterError, TableError, some, suggestion
from framing.tables.codes import (
    FEW_FAMILIES,
    FEW_TEXTS,
    NO_OTHER_WORD,
    NOT_RESAMPLED,
    NOT_USED_HERE,
    ONE_TEXT,
    USED_HERE_ALONE,
)
from framing.tables.contracts import CONTRACTS
from framing.tables.require import cell_of, empty, require
from framing.tables.toml import SEED
from framing.words.stability import dispersion, stability
from framing.words.two_sides import Side, g2, log_odds, log_ratio, odds_ratio

REST = "rest"
PRIOR = 500.0
MORE = 20  # times as many shuffles for the features that few of the first go beyond
_FEW = 10
_AT_ONCE = 250_000  # numbers worked on at a time, so that memory stays small
_SAME = 1e-9  # two odds this near to each other are one, but for rounding
_NOTES = (ONE_TEXT, FEW_TEXTS, FEW_FAMILIES, "")


def keyness(
    tokens: pd.DataFrame,
    *,
    by: str = "outlet",
    reference: str = REST,
    prior: float = PRIOR,
    min_count: int = 1,
    stop_words: bool = True,
    variants: bool = False,
    seed: int = SEED,
) -> pd.DataFrame:
    """Which words does each group use more than the rest, or than one other group?

    Parameters
    ----------
    tokens : a row is a word (see :func:`framing.tokens`).
    by : the column whose values are the groups. Where it is one beside those of ``tokens`` and each
        outlet has one value, such as its country, outlets stand for families below.
    reference : a group, or ``rest`` for all others together.
    prior : how many words the prior weighs (alpha_0); the more, the more rare words are
        drawn towards no difference.
    min_count : features that stand less often than this on both sides together are left out.
    stop_words : leave out the function words and number words of each word's language, numbers
        without a letter and single letters; they stay in the base of every rate.
    variants : fold spelling variants of the language (favour to favor) before counting.
    seed : of the shuffling, and of the texts drawn anew.

    Returns
    -------
    A row is a group and a feature, those most of the group's own (highest ``z``) first;
    without a second group there is no row. ``n_target`` and ``n_reference`` count the
    feature here and there, ``per_1000_*`` are its rates among all ``n_words_*`` words.
    ``log_ratio`` is the base-2 logarithm of the ratio of the two rates, not smoothed: it is
    missing where one of the counts is 0. ``G2`` is the four-cell log-likelihood ratio.
    ``log_odds`` (natural logarithm) and ``z`` have an informative Dirichlet prior, the
    shares of the words in all groups together. ``n_articles`` and ``n_articles_reference``
    hold the feature. ``dispersion`` is Gries's DP, normed, over the group's texts: 0 where each
    holds the feature as its length lets expect, near 1 where the shortest holds it alone.
    ``stability`` is the share of resamples (families of articles drawn anew on each side) in which
    the feature is among the ten of the highest ``z`` above 0. Both are missing for a group of one
    text, the stability for one of one family, with a ``note``. ``p`` is from shuffling families of
    articles between the two sides: twice the share of shuffles in which the log-odds go as far on
    the same hand. ``q`` is by Benjamini-Hochberg over all rows of the table. Both are missing, with
    a ``note``, where either side has fewer than five independent texts. A family with texts on both
    sides counts on each, which is cautious.

    Raises
    ------
    TableError : a column is missing, ``by`` among them, of a wrong type, or lacks a group.
    ParameterError : an unknown ``reference``; ``prior`` not above 0; ``min_count`` below 1.

    Notes
    -----
    p is from 2,000 shuffles, and from 40,000 where fewer than ten of those go as far. No p
    is below two in 40,001; among many thousand features q can then be small only if several
    of them differ. A higher ``min_count`` leaves fewer to be tested. A word that one side
    never uses has log-odds further from 0 than one that it uses a little, but often a
    smaller z, since less is known of it.

    References
    ----------
    Monroe, Colaresi & Quinn (2008), Political Analysis 16, 372-403, equations 16, 20, 22
    and 23. Dunning (1993), Computational Linguistics 19, 61-74: G2. Hardie (2014): log
    ratio. Lijffijt et al. (2016), DSH 31, 374-397: texts, not words, are what is sampled.
    Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9(1): the observed order counts.
    Gries (2008), Int. J. Corpus Linguistics 13, 403-437; Lijffijt & Gries (2012), ibid. 17,
    147-149: DP, normed.

    Examples
    --------
    >>> words = ["talks"] * 7 + ["fate"] * 3 + ["talks"] * 2 + ["fate"] * 7
    >>> table = pd.DataFrame({"article": ["a"] * 10 + ["b"] * 9, "start": range(19),
    ...     "token": words, "outlet": ["A"] * 10 + ["B"] * 9})
    >>> found = keyness(table)
    >>> found[["group", "feature", "n_target", "n_reference", "log_ratio", "G2"]].round(3)
      group feature  n_target  n_reference  log_ratio     G2
    0     A   talks         7            2      1.655  4.535
    1     A    fate         3            7     -1.374  4.535
    2     B    fate         7            3      1.374  4.535
    3     B   talks         2            7     -1.655  4.535
    """
    tokens = require(tokens, "tokens", columns=[by])
    groups = _groups(tokens, by)
    check_keyness(sorted(groups.unique()), by, reference, prior=prior, min_count=min_count)
    terms = term_categories(tokens, stop_words=stop_words, variants=variants)
    if terms.isna().all():
        return empty("keyness")
    articles, names, group = _counted(_clustered(tokens, by), terms, groups)
    alpha = prior * articles.y / articles.n.sum()  # eq 23: the prior is the pooled corpus
    pairs = [*_pairs(articles, group, reference)]
    compared = [_compared(own, other, alpha, prior, min_count, seed) for _, own, other in pairs]
    found = [
        table.assign(p=p, group=name, reference=reference)
        for (table, _), (name, *_), p in zip(
            compared, pairs, _shuffled([order for _, order in compared], prior, seed), strict=True
        )
    ]
    if not found:
        return empty("keyness")
    table = pd.concat(found, ignore_index=True)
    table["feature"] = names[table["feature"]]
    table["order"] = -table["z"].round(9)  # so that ties are ties
    table = table.sort_values(["group", "order", "feature"], ignore_index=True)
    table["q"] = resample.benjamini_hochberg(table["p"])
    return require(table.drop(columns="order"), "keyness")


def _groups(tokens: pd.DataFrame, by: str) -> pd.Series:
    """Return the group of each word as words; a word without a group is refused."""
    lacking = int(tokens[by].isna().sum())
    if lacking:
        raise TableError(f"tokens: {lacking} of {len(tokens)} rows have no {by}; each needs one.")
    return tokens[by].astype("str")


def _clustered(tokens: pd.DataFrame, by: str) -> pd.DataFrame:
    """Let outlets be the clusters where groups are groups of outlets."""
    if by in CONTRACTS["tokens"].columns or (tokens.groupby("outlet")[by].nunique() > 1).any():
        return tokens
    return tokens.assign(family=tokens["outlet"])


def check_keyness(
    groups: list[str], by: str, reference: str, *, prior: float, min_count: int
) -> None:
    """Refuse a reference that is no group, and numbers out of range."""
    if groups and reference not in (REST, *groups):
        raise ParameterError(
            f"reference is {reference!r}, which is no {by} here. Values: {some(groups)}; "
            f"or '{REST}'.{suggestion(reference, groups)}"
        )
    if not 0 < prior < np.inf:
        raise ParameterError(f"prior is {prior}; a number of words above 0 is needed.")
    if min_count < 1:
        raise ParameterError(f"min_count is {min_count}; a number of words from 1 on is needed.")


def _counted(
    tokens: pd.DataFrame, terms: pd.Series, groups: pd.Series
) -> tuple[Side, np.ndarray, np.ndarray]:
    """Count features by article: the counts, the features' names, the articles' groups."""
    keys = pd.DataFrame({"group": groups, "family": tokens["family"], "article": tokens["article"]})
    row = keys.groupby(list(keys)).ngroup().to_numpy()
    first = keys.assign(row=row).drop_duplicates("row").sort_values("row")
    column, names = pd.factorize(terms, sort=True)
    known = column >= 0
    cells = (np.ones(known.sum()), (row[known], column[known]))
    counts = scipy.sparse.csr_matrix(cells, shape=(len(first), len(names)))
    family, _ = pd.factorize(first["family"], sort=True)
    n = np.bincount(row).astype("float64")  # all words, function words among them
    return Side(counts, n, family), np.asarray(names), first["group"].to_numpy()


def _pairs(articles: Side, group: np.ndarray, reference: str) -> Iterator[tuple[str, Side, Side]]:
    """Yield each group's name, its articles, and those it is held against."""
    for name in sorted(set(group) - {reference}):
        other = group != name if reference == REST else group == reference
        if other.any():
            yield name, articles.of(group == name), articles.of(other)


def _compared(
    own: Side, other: Side, alpha: np.ndarray, alpha_0: float, min_count: int, seed: int
) -> tuple[pd.DataFrame, _Order | None]:
    """Compare two sides feature by feature: the rows of one group, with features as numbers.

    With them stands what is to be shuffled for p, if there may be one.
    """
    (kept,) = np.nonzero(own.y + other.y >= min_count)
    own, other, alpha = (
        own._replace(counts=own.counts[:, kept]),
        other._replace(counts=other.counts[:, kept]),
        alpha[kept],
    )
    y_i, y_j, n_i, n_j = own.y, other.y, own.n.sum(), other.n.sum()
    delta, zeta = log_odds(y_i, y_j, n_i, n_j, alpha, alpha_0)
    note = _note(own, other)
    alike = stability(own, other, alpha, alpha_0, seed)
    rates = {"per_1000_target": 1000 * y_i / n_i, "per_1000_reference": 1000 * y_j / n_j}
    table = pd.DataFrame(
        {
            "feature": kept,
            "n_target": y_i.astype("int64"),
            "n_reference": y_j.astype("int64"),
            "n_words_target": int(n_i),
            "n_words_reference": int(n_j),
            "n_articles": own.held,
            "n_articles_reference": other.held,
            "dispersion": dispersion(own),
            "stability": np.where(np.isnan(zeta), np.nan, alike),
            **rates,
            "log_ratio": log_ratio(y_i, y_j, n_i, n_j),
            "G2": g2(y_i, y_j, n_i, n_j),
            "log_odds": delta,
            "z": zeta,
        }
    )
    one = NOT_RESAMPLED if len(set(own.family)) == 1 else ""
    order = None if note else _order(own, other, alpha, alpha_0)
    return table.assign(note=keyness_notes(table, note, one)), order


def _note(own: Side, other: Side) -> str:
    """Say why there is no p, or nothing if there may be one."""
    notes = (resample.note(len(s.n), len(set(s.family))) for s in (own, other))
    return min(notes, key=_NOTES.index)


def keyness_notes(table: pd.DataFrame, *notes: str) -> list[str]:
    """Say for each row what is missing in it."""
    reasons = {
        NOT_USED_HERE: table["n_target"] == 0,
        USED_HERE_ALONE: table["n_reference"] == 0,
        NO_OTHER_WORD: table["z"].isna(),
    }
    parts = [np.where(is_so, reason, "") for reason, is_so in reasons.items()]
    return [cell_of(*notes, *line) for line in zip(*parts, strict=True)]


class _Order(NamedTuple):
    """One comparison as it is shuffled: families with their words, and what was observed.

    observed : the odds ratio of the smaller side, which has ``taken`` of the families.
    """

    n: np.ndarray
    counts: Any
    alpha: np.ndarray
    taken: int
    observed: np.ndarray

    @property
    def pool(self) -> tuple[Any, ...]:
        """What two comparisons share that are shuffled alike."""
        cells = (self.counts.indptr, self.counts.indices, self.counts.data)
        return self.taken, *(column.tobytes() for column in (self.n, self.alpha, *cells))


def _order(own: Side, other: Side, alpha: np.ndarray, alpha_0: float) -> _Order:
    observed = odds_ratio(own.y, other.y, own.n.sum(), other.n.sum(), alpha, alpha_0)
    one, two = own.by_family(), other.by_family()
    family, n = (np.concatenate([side[f] for side in (one, two)]) for f in (2, 1))
    order = np.lexsort((n, family))  # whichever side is called own
    counts = scipy.sparse.vstack([one.counts, two.counts]).tocsc()[order]
    counts.sort_indices()
    if len(one.n) > len(two.n):
        observed = 1 / observed  # draws take the smaller side
    return _Order(n[order], counts, alpha, min(len(one.n), len(two.n)), observed)


def _shuffled(orders: Sequence[_Order | None], alpha_0: float, seed: int) -> list[Any]:
    """Return the two-sided p of each log-odds, families shuffled between the two sides.

    It is twice the smaller tail: with sides of unequal size, chance reaches further from 0
    on one hand than on the other. z would not do: a word that one side never uses has a
    smaller z than one that it uses a little. Where few shuffles go as far as the observed
    order, p is made anew from many more, so that it can be small enough to stand among
    thousands. Comparisons of the same texts, as of each outlet with the rest, share their shuffles.
    """
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, order in enumerate(orders):
        if order is not None:
            alike[order.pool].append(number)
    found: list[Any] = [np.nan] * len(orders)
    for numbers in alike.values():
        same = [order for order in (orders[number] for number in numbers) if order is not None]
        observed = np.array([order.observed for order in same])
        for number, p in zip(numbers, _of_pool(same[0], observed, alpha_0, seed), strict=True):
            found[number] = p
    return found


def _of_pool(of: _Order, observed: np.ndarray, alpha_0: float, seed: int) -> np.ndarray:
    """Return the p of each feature (a column) in each comparison (a row)."""
    p, sought = np.full(observed.shape, np.nan), ~np.isnan(observed)
    for draws in (resample.DRAWS, MORE * resample.DRAWS):
        columns = np.flatnonzero(sought.any(axis=0))
        some = of._replace(counts=of.counts[:, columns], alpha=of.alpha[columns])
        drawn = _drawn(len(of.n), of.taken, len(columns), draws, seed)
        tail = _tail(some, alpha_0, observed[:, columns], sought[:, columns], drawn)
        made = np.minimum(1.0, 2 * (1 + tail) / (1 + draws))
        p[:, columns] = np.where(sought[:, columns], made, p[:, columns])
        sought[:, columns] &= tail < _FEW
    return p


def _tail(
    of: _Order,
    alpha_0: float,
    observed: np.ndarray,
    sought: np.ndarray,
    draws: Iterator[np.ndarray],
) -> np.ndarray:
    """Count the draws that go as far as the observed odds, on the hand where fewer do."""
    y = np.asarray(of.counts.sum(axis=0)).ravel()
    above, below = np.zeros((2, *observed.shape))
    asked = [np.flatnonzero(row) for row in sought]
    low, high = observed * (1 - _SAME), observed * (1 + _SAME)
    for chosen in draws:
        y_i, n_i = (of.counts.T @ chosen).T, (of.n @ chosen)[:, None]
        ratio = odds_ratio(y_i, y - y_i, n_i, of.n.sum() - n_i, of.alpha, alpha_0)
        for row, at in enumerate(asked):
            own = ratio if len(at) == ratio.shape[1] else ratio[:, at]
            above[row, at] += np.add.reduce(own >= low[row, at], axis=0, dtype="int32")
            below[row, at] += np.add.reduce(own <= high[row, at], axis=0, dtype="int32")
    return np.minimum(above, below)


def _drawn(size: int, taken: int, width: int, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Yield draws without replacement, some at a time; a column marks what one draw takes.

    Taken is what has the lowest of random numbers, no two of which are the same.
    """
    random = np.random.default_rng([seed, taken, size, draws])
    step = max(1, _AT_ONCE // max(size, width))
    for done in range(0, draws if width else 0, step):
        some = min(step, draws - done)
        numbers = random.random((some, size))
        highest = np.partition(numbers, taken - 1, axis=1)[:, [taken - 1]]
        yield (numbers <= highest).T.astype("float64", order="C")
