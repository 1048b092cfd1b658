"""Words that stand together more often than each by itself would let expect."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.terms import as_terms
from framing.errors import ParameterError
from framing.tables.require import check_choice, empty, require
from framing.words.two_sides import g2

G2, LOG_DICE = "G2", "logDice"
MEASURES = (G2, LOG_DICE)
LONGEST = 4  # words of a collocation
_NONE = -1


class _Runs(NamedTuple):
    """The runs of so many words: the number of the run at each place, and their counts."""

    at: np.ndarray
    counts: np.ndarray


def collocations(
    tokens: pd.DataFrame,
    *,
    longest: int = LONGEST,
    min_count: int = 3,
    measure: str = G2,
    stop_words: bool = True,
    variants: bool = False,
) -> pd.DataFrame:
    """List runs of two to four words that are bound to each other, the strongest first.

    Parameters
    ----------
    tokens : a row is a word (see :func:`framing.tokens`); choose an outlet's for its own.
    longest : the most words of a run, from 2 to 4.
    min_count : runs that stand less often are left out.
    measure : ``G2``, how surely the words are bound (it grows with the corpus), or ``logDice``,
        how tightly (at most 14, whatever the size of the corpus).
    stop_words : leave out runs that begin or end with a function word, a number or a single
        letter; they may stand inside ("head of state").
    variants : fold spelling variants of the language (favour to favor) before counting.

    Returns
    -------
    A row is a run: ``collocation``, its ``n_words``, its ``count``, the articles and the families
    that hold it (``n_articles``, ``n_families``), the ``measure`` and its ``score``. Words of a run
    follow each other within a sentence, signs between them passed over as entries of a codebook do.
    Runs whose words stand together no more often than by chance are left out.

    Raises
    ------
    TableError : a column is missing or of a wrong type.
    ParameterError : ``longest`` is not 2 to 4, ``min_count`` is below 1, or another ``measure``.

    Notes
    -----
    Of two words, ``G2`` is the four-cell log-likelihood ratio: counts of both words anywhere, among
    all words, as NLTK's collocation finder has them. A longer run is cut in two at each of its
    joints, and has the score of the weakest: "the prime minister" is no stronger than "the" is
    bound to "prime minister". Copies of one agency story raise ``count``: see ``n_families``.

    References
    ----------
    Dunning (1993), Computational Linguistics 19, 61-74: G2. Rychlý (2008), RASLAN, 6-9: logDice.
    da Silva & Lopes (1999), MOL 6, 369-381: longer runs as pairs of their parts, of which the
    weakest is taken here instead of the mean.

    Examples
    --------
    >>> words = "the prime minister met the prime minister of the north".split()
    >>> table = pd.DataFrame({"article": "a", "start": range(10), "token": words})
    >>> found = collocations(table, min_count=2)
    >>> found[["collocation", "n_words", "count", "n_articles", "measure", "score"]].round(3)
          collocation  n_words  count  n_articles measure   score
    0  prime minister        2      2           1      G2  10.008
    """
    tokens = require(tokens, "tokens")
    _check(longest, min_count, measure)
    tokens = tokens.sort_values(["article", "start"], kind="stable", ignore_index=True)
    terms, names = pd.factorize(as_terms(tokens, stop_words=False, variants=variants))
    ends = as_terms(tokens, stop_words=stop_words, variants=variants).notna().to_numpy()
    unit = tokens.groupby(["article", "sentence"], dropna=False).ngroup().to_numpy()
    found = [_Runs(terms, np.bincount(terms))]
    tables = []
    for size in range(2, longest + 1):
        found.append(_longer(found[-1], terms, unit, size, min_count))
        tables.append(_scored(found, tokens, np.asarray(names), ends, size, measure))
    table = pd.concat(tables, ignore_index=True)
    if table.empty:
        return empty("collocations")
    order = table.assign(score=-table["score"].round(9))  # so that ties are ties
    order = order.sort_values(["score", "collocation"]).index
    return require(table.loc[order].assign(measure=measure).reset_index(drop=True), "collocations")


def _check(longest: int, min_count: int, measure: str) -> None:
    check_choice(measure, MEASURES, what="measure")
    if longest not in range(2, LONGEST + 1):
        raise ParameterError(
            f"longest is {longest}; a number of words from 2 to {LONGEST} is needed."
        )
    if min_count < 1:
        raise ParameterError(f"min_count is {min_count}; a number from 1 on is needed.")


def _longer(
    shorter: _Runs, terms: np.ndarray, unit: np.ndarray, size: int, min_count: int
) -> _Runs:
    """Return the runs of one word more; a run that is too rare has no number."""
    at, n = np.full(len(terms), _NONE), max(0, len(terms) - size + 1)
    last = slice(size - 1, size - 1 + n)
    known = (shorter.at[:n] != _NONE) & (unit[:n] == unit[last])
    pairs = shorter.at[:n][known].astype("int64") * (terms.max(initial=0) + 1) + terms[last][known]
    number, runs = pd.factorize(pairs)
    counts = np.bincount(number, minlength=len(runs))
    at[:n][known] = np.where(counts[number] >= min_count, number, _NONE)
    return _Runs(at, counts)


def _scored(
    found: list[_Runs],
    tokens: pd.DataFrame,
    names: np.ndarray,
    ends: np.ndarray,
    size: int,
    measure: str,
) -> pd.DataFrame:
    """Return the runs of one size with their score and the texts that hold them."""
    runs, terms = found[size - 1], found[0].at
    (places,) = np.nonzero(runs.at != _NONE)
    places = places[ends[places] & ends[places + size - 1]]
    numbers, first = np.unique(runs.at[places], return_index=True)
    at = places[first]  # a place of each run
    both = runs.counts[numbers].astype("float64")
    score, bound = np.full(len(at), np.inf), np.ones(len(at), bool)
    for cut in range(1, size):
        before, after = found[cut - 1], found[size - cut - 1]
        one, two = before.counts[before.at[at]], after.counts[after.at[at + cut]]
        score = np.minimum(score, _score(both, one, two, len(terms), measure))
        bound &= both * len(terms) > one.astype("float64") * two
    held = tokens.iloc[places].assign(run=runs.at[places]).groupby("run")
    return pd.DataFrame(
        {
            "collocation": [" ".join(names[terms[place : place + size]]) for place in at],
            "n_words": size,
            "count": both.astype("int64"),
            "n_articles": held["article"].nunique().to_numpy(),
            "n_families": held["family"].nunique().to_numpy(),
            "score": score,
        }
    )[bound]


def _score(both: np.ndarray, one: np.ndarray, two: np.ndarray, n: int, measure: str) -> np.ndarray:
    """Return how strongly two parts are bound, by how often both stand together and each at all."""
    if measure == LOG_DICE:
        return 14 + np.log2(2 * both / (one + two))
    words = np.maximum(n, one + two - both)  # a word beside itself overlaps: no cell is below 0
    return g2(both, two - both, one, words - one)
