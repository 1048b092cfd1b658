"""Rewritten copy: which articles share rare words, and how many of their sentences then match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from framing.languages.language import language
from framing.wire import shared_runs
from framing.wire.concepts import concept, function_words, reporting_words
from framing.wire.readings import Texts
from framing.wire.shared_runs import PAIRS_AT_ONCE, products

COUNTERPART = 0.3  # of a sentence's weight that one sentence of the other text must hold
_RARE = 200  # articles of a window, near-duplicates once; only rarer words lead to candidates
_LIKE = 0.1  # cosine; rewritten copy of the coded stories has .30 and more, by all words
_CANDIDATES = 20  # of an article, the likeliest first
_PRIOR = 10.0  # sentences; in short texts the weights of terms are drawn towards each other
_FEWEST = 3  # content words; in shorter sentences a counterpart is chance
_ENOUGH = 6  # sentences; the leads of independent reports are as alike as rewritten copy


class Terms(NamedTuple):
    """Content words: ``term`` of ``sentence``, each once; a term belongs to an event.

    ``weight`` is of terms: the more sentences of an article hold a term, the less it tells of
    each. ``cells`` are articles by terms, weighted by rarity in the event, each of length 1.
    """

    sentence: np.ndarray
    term: np.ndarray
    weight: np.ndarray
    cells: scipy.sparse.csr_array


def terms(texts: Texts, first: np.ndarray) -> Terms:
    """Return the content words of sentences, as what they stand for.

    A word is as rare as articles are that hold it, near-duplicates counted once, as ``first``.
    """
    sentence, term, event = _of_sentences(texts)
    size = len(texts.event), len(event)
    held = scipy.sparse.csr_array((np.ones(len(term)), (texts.article[sentence], term)), size)
    articles = np.bincount(held.indices, minlength=size[1])  # that hold a term
    n_articles = np.bincount(texts.event, minlength=1)
    length = np.bincount(texts.event[texts.article], minlength=len(n_articles)) / n_articles
    often = np.bincount(term, minlength=size[1]) / articles + 0.5
    weight = -np.log(np.minimum(often / (length[event] + _PRIOR), 0.95))
    stands = first == np.arange(size[0])
    unlike = np.bincount(held.indices, np.repeat(stands, np.diff(held.indptr)), size[1])
    n_unlike = np.bincount(texts.event, stands, 1)
    held.data[:] = np.log((1 + n_unlike[event]) / (1 + unlike))[held.indices] + 1
    norm = np.sqrt(held.multiply(held).sum(axis=1))
    held.data /= np.repeat(norm, np.diff(held.indptr))
    return Terms(sentence, term, weight, held)


def _of_sentences(texts: Texts) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return sentence and term of every content word, each once, and the event of each term."""
    number = _concepts(texts.forms)
    n_forms = number.max(initial=-1) + 1
    word = number[texts.word]
    sentence = np.repeat(np.arange(len(texts.article)), np.diff(texts.start))[word >= 0]
    event = texts.event[texts.article[sentence]].astype(np.int64)
    term, known = pd.factorize(event * n_forms + word[word >= 0], sort=True)
    width = max(1, len(known))
    key = np.sort(sentence * np.int64(width) + term)
    sentence, term = np.divmod(key[np.diff(key, prepend=-1) > 0], width)
    return sentence, term, known // max(1, n_forms)


def _concepts(forms: list[tuple[str, str]]) -> np.ndarray:
    """Return for each form the number of what it stands for, -1 for words without content."""
    stands_for = [_content(*form) for form in forms]
    number = np.unique(["", *stands_for], return_inverse=True)[1]  # the first is that of none
    return number[1:] - 1


def _content(word: str, code: str) -> str:
    """Return what a word stands for in its language; nothing where it carries no content."""
    of = language(code)
    empty = len(word) < 2 or word in function_words(of) or word in reporting_words(of)
    return "" if empty else f"{code} {concept(word, of)}"


def candidates(
    found: Terms, day: np.ndarray, window: float, first: np.ndarray, sought: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return pairs within the window, of articles that are sought, that share rare words.

    Near-duplicates, which have the same ``first``, are no pair.
    """
    size = len(day)
    keys = [np.empty(0, dtype=np.int64)]
    for rows, columns in _windows(day, window):
        rows, columns = rows[sought[rows]], columns[sought[columns]]
        within = _of_rare(found.cells[columns], first[columns])
        for a, b, cosine in products(within[np.searchsorted(columns, rows)], within):
            a, b = rows[a], columns[b]
            likely = (first[a] != first[b]) & (cosine >= _LIKE)
            a, b = _likeliest(a[likely], b[likely], cosine[likely])
            keys.append(np.minimum(a, b) * size + np.maximum(a, b))
    a, b = np.divmod(np.unique(np.concatenate(keys)), size)
    return a, b


def _of_rare(cells: scipy.sparse.csr_array, first: np.ndarray) -> scipy.sparse.csr_array:
    """Keep the words that few of these articles hold, near-duplicates counted once."""
    once = np.zeros(len(first))
    once[np.unique(first, return_index=True)[1]] = 1
    held = np.bincount(cells.indices, np.repeat(once, np.diff(cells.indptr)), cells.shape[1])
    kept = (cells @ scipy.sparse.diags_array((held <= _RARE).astype(float))).tocsr()
    kept.eliminate_zeros()
    return kept


def sought(
    texts: Texts, found: Terms, shared: shared_runs.Runs, first: np.ndarray, day: np.ndarray
) -> np.ndarray:
    """Say which articles may have rewritings that those that stand for them have not.

    Of near-duplicates that say the same, sentence by sentence, it is one of each day.
    """
    copies = np.flatnonzero(first != np.arange(len(first)))
    others = first[copies]
    both = shared_runs.overlap(shared.cells, shared.cells, copies, others)
    equal = (both == shared.n[copies]) & (both == shared.n[others])
    ways = (copies, others), (others, copies)
    whole, wholly = (counterparts(texts, found, *way) == 1 for way in ways)
    same = np.ones(len(first), dtype=bool)
    same[copies] = equal | (whole & wholly)
    once = ~pd.DataFrame({"first": first, "day": day, "same": same}).duplicated()
    return ~same | once.to_numpy()


def _windows(day: np.ndarray, window: float) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the articles of each day and those up to it, then the undated, near to all."""
    order = np.argsort(day, kind="stable")
    dated = day[order][: np.count_nonzero(~np.isnan(day))]
    undated = order[len(dated) :]
    for today in np.unique(dated):
        low, first, last = np.searchsorted(dated, [today - window, today, today + 1])
        yield np.sort(order[first:last]), np.sort(order[low:last])
    if len(undated):
        yield np.sort(undated), np.arange(len(day))


def _likeliest(a: np.ndarray, b: np.ndarray, cosine: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Keep for each ``a`` the nearest, and all that are as near as the last of them."""
    order = np.lexsort((-cosine, a))
    a, b, cosine = a[order], b[order], cosine[order]
    first = np.searchsorted(a, a)
    last = np.minimum(first + _CANDIDATES, np.searchsorted(a, a, side="right")) - 1
    near = cosine >= cosine[last]
    return a[near], b[near]


def counterparts(texts: Texts, found: Terms, short: np.ndarray, long: np.ndarray) -> np.ndarray:
    """Return which part of each short text's sentences has a counterpart in the long one.

    Missing where too few sentences are long enough to tell.
    """
    bounds = np.searchsorted(texts.article[found.sentence], np.arange(len(texts.event) + 1))
    parts = [np.empty(0)]
    for first in range(0, len(short), PAIRS_AT_ONCE):
        at_once = slice(first, first + PAIRS_AT_ONCE)
        one, other = (_placed(found, bounds, side[at_once]) for side in (short, long))
        parts.append(_share(found, one, other, len(short[at_once])))
    return np.concatenate(parts)


class _Placed(NamedTuple):
    """Words of sentences, a sentence being numbered anew in each pair that it is part of."""

    pair: np.ndarray
    sentence: np.ndarray
    term: np.ndarray


def _placed(found: Terms, bounds: np.ndarray, article: np.ndarray) -> _Placed:
    n = bounds[article + 1] - bounds[article]
    pair = np.repeat(np.arange(len(article)), n)
    at = np.arange(len(pair)) + np.repeat(bounds[article] - (np.cumsum(n) - n), n)
    new = np.diff(pair, prepend=-1) + np.diff(found.sentence[at], prepend=-1) != 0
    return _Placed(pair, np.cumsum(new) - 1, found.term[at])


def _share(found: Terms, one: _Placed, other: _Placed, n_pairs: int) -> np.ndarray:
    n_terms = len(found.weight)
    keys = [side.pair * n_terms + side.term for side in (one, other)]
    column = pd.factorize(np.concatenate(keys))[0]
    columns = column[: len(keys[0])], column[len(keys[0]) :]
    weight = found.weight[one.term]
    width = column.max(initial=-1) + 1
    shape = (one.sentence.max(initial=-1) + 1, width)
    mine = scipy.sparse.csr_array((weight, (one.sentence, columns[0])), shape)
    shape = (other.sentence.max(initial=-1) + 1, width)
    theirs = scipy.sparse.csr_array((np.ones(len(columns[1])), (other.sentence, columns[1])), shape)
    best = (mine @ theirs.T).max(axis=1).toarray().ravel()
    whole = np.bincount(one.sentence, weight)
    told = np.bincount(one.sentence) >= _FEWEST
    pair = one.pair[np.flatnonzero(np.diff(one.sentence, prepend=-1))]
    met = told & (best >= COUNTERPART * whole)
    n, of = (np.bincount(pair[which], minlength=n_pairs) for which in (met, told))
    return np.divide(n, of, out=np.full(n_pairs, np.nan), where=of >= _ENOUGH)
