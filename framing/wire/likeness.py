"""How alike two sentences of one story are: in what they say, and not only in their words.

Each sentence is the set of its content words, near-synonyms taken as one. A word weighs
the more, the fewer sentences of an article of that story hold it; how many articles hold it
does not matter, since copies would make the rarest word common. Beside the weight that two
sentences share it counts whether what stands around them is alike, whether they are more
alike than either is to the rest of the other text, and whether they share quoted words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import scipy

from framing.expressions import expression
from framing.languages.language import Language
from framing.wire.concepts import (
    concept,
    function_words,
    plain_words,
    reporting_words,
)
from framing.wire.known_names import capitalised
from framing.wire.shared_runs import overlap, products

# Chosen on coded pairs of two sets of stories, so that both are met alike (docs/aligning.md)
WEIGHTS = {
    "overlap": 1.8,
    "content": 2.0,
    "around": 6.6,
    "apart": 13.7,
    "quoted": 3.6,
    "numbers": 3.0,
}
INTERCEPT = -8.7

_FLOOR = 0.15  # pairs that overlap less are not looked at further
_REPORTING_WEIGHT = 0.3  # "said" and "noted" tell little of what was said
_LARGER = 0.6  # how much the better contained of the two sentences decides
_PRIOR = 10.0  # sentences: in short stories the weights are drawn towards each other
_NEXT_BEST = 4  # other sentences of a text that a pair is held against
_QUOTED = 4  # quoted words in a row that tell a shared quotation
_FEWEST = 3  # content words that a sentence needs to be told by them
_AROUND = {(-1, -1): 1.0, (1, 1): 1.0} | dict.fromkeys(
    [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -2), (-2, -1), (1, 2), (2, 1)], 0.6
)
_QUOTATION = expression(r'„([^„“”]+)[“”]|["“]([^"“”]+)["”]|[«»]([^«»]+)[«»]')


class Words(NamedTuple):
    """Sentences by words: a row is a sentence, a column a word of a story."""

    weights: scipy.sparse.csr_array  # square roots, so that a product of rows is the shared weight
    plain: scipy.sparse.csr_array  # the same without names


def alike(
    texts: Sequence[str],
    words: Sequence[Sequence[str]],
    article: np.ndarray,
    story: np.ndarray,
    of: Language,
) -> pd.DataFrame:
    """Compare sentences of one story that stand in different articles.

    A row is a pair of sentences by number, ``a`` of the article with the lower number.
    ``containment_a`` is the share of its weight that ``b`` holds too; ``similarity``, from 0 to 1,
    is what a logistic regression on coded pairs makes of all that was compared.
    """
    features = _features(texts, words, article, story, of)
    pairs = pd.concat(_overlapping(features.weights, article), ignore_index=True)
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    numbers = _numbers(words)
    measured = {
        "overlap": pairs["overlap"].to_numpy(),
        "content": np.log1p(overlap(features.plain, features.plain, a, b)),
        "around": _around(pairs, article),
        "apart": _apart(pairs, article),
        "quoted": _quoted(texts, words, a, b, of),
        "numbers": np.minimum(overlap(numbers, numbers, a, b), 2),
    }
    score = INTERCEPT + sum(WEIGHTS[name] * values for name, values in measured.items())
    content = np.array([len({*row} - function_words(of)) for row in words])
    told = np.minimum(content[a], content[b]) >= _FEWEST
    return pairs.assign(similarity=np.where(told, 1 / (1 + np.exp(-score)), 0.0), **measured)


def _features(
    texts: Sequence[str],
    words: Sequence[Sequence[str]],
    article: np.ndarray,
    story: np.ndarray,
    of: Language,
) -> Words:
    rows = pd.DataFrame(
        {
            "sentence": np.repeat(np.arange(len(words)), [len(row) for row in words]),
            "word": pd.Categorical([word for row in words for word in row]),
        }
    )
    names = rows["word"].cat.categories
    form = np.array([concept(word, of) for word in names], dtype=object)
    code = rows["word"].cat.codes.to_numpy()
    rows["form"] = pd.Categorical(form[code])
    rows["reporting"] = names.isin(reporting_words(of))[code]
    rows = rows[~names.isin(function_words(of))[code]]
    rows = rows.sort_values("reporting").drop_duplicates(["sentence", "form"])
    rows["article"], rows["story"] = article[rows["sentence"]], story[rows["sentence"]]
    groups = rows.groupby(["story", "form"], observed=True)
    share = _share_of_sentences(groups, article, story)
    column = groups.ngroup().to_numpy()
    value = -np.log(share.clip(upper=0.95)).to_numpy()[column]
    value = np.sqrt(value * np.where(rows["reporting"], _REPORTING_WEIGHT, 1.0))
    shape, place = (len(words), len(share)), (rows["sentence"], column)
    plain = ~share.index.isin(_names(texts, story, of))[column]
    return Words(
        scipy.sparse.csr_array((value, place), shape),
        scipy.sparse.csr_array((value * plain, place), shape),
    )


def _share_of_sentences(groups: Any, article: np.ndarray, story: np.ndarray) -> pd.Series:
    """Return for each word of a story the share of sentences that hold it, where it is held."""
    size = pd.DataFrame({"story": story, "article": article}).groupby("story")["article"]
    length = size.size() / size.nunique()
    number = groups["sentence"].size() / groups["article"].nunique()
    return (number + 0.5) / (number.index.get_level_values("story").map(length) + _PRIOR)


def _names(texts: Sequence[str], story: np.ndarray, of: Language) -> list[tuple[int, str]]:
    """Return the names of each story, as what they stand for."""
    by_story = pd.Series(list(texts)).groupby(story)
    return [
        (number, concept(part, of))
        for number, own in by_story
        for name in sorted(capitalised(own, of))
        for part in plain_words(name, of)
    ]


def _overlapping(weights: scipy.sparse.csr_array, article: np.ndarray) -> Iterator[pd.DataFrame]:
    """Yield the pairs of sentences of different articles that share enough weight."""
    total = np.asarray(weights.multiply(weights).sum(axis=1)).ravel()
    for a, b, shared in products(weights, weights):
        kept = article[a] < article[b]
        a, b, shared = a[kept], b[kept], shared[kept]
        one, other = np.minimum(shared / total[a], 1), np.minimum(shared / total[b], 1)
        larger, smaller = np.maximum(one, other), np.minimum(one, other)
        table = pd.DataFrame({"a": a, "b": b, "containment_a": one, "containment_b": other})
        table["overlap"] = larger**_LARGER * smaller ** (1 - _LARGER)
        yield table[table["overlap"] >= _FLOOR].sort_values(["a", "b"])


def _around(pairs: pd.DataFrame, article: np.ndarray) -> np.ndarray:
    """Return how alike the most alike neighbours of each pair are."""
    n = len(article)
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    key, overlap = a * n + b, pairs["overlap"].to_numpy()
    best = np.zeros(len(pairs))
    for (step_a, step_b), weight in _AROUND.items():
        one, other = np.clip(a + step_a, 0, n - 1), np.clip(b + step_b, 0, n - 1)
        inside = (one == a + step_a) & (other == b + step_b)
        place = np.minimum(np.searchsorted(key, one * n + other), len(key) - 1)
        same = inside & (article[one] == article[a]) & (article[other] == article[b])
        found = same & (key[place] == one * n + other)
        best = np.maximum(best, np.where(found, weight * overlap[place], 0.0))
    return best


def _apart(pairs: pd.DataFrame, article: np.ndarray) -> np.ndarray:
    """Return how much more alike each pair is than the next best of either with that text."""
    rivals = [
        _next_best(pairs["overlap"], [pairs[own], article[pairs[other]]])
        for own, other in (("a", "b"), ("b", "a"))
    ]
    return (pairs["overlap"] - sum(rivals) / 2).to_numpy()


def _next_best(overlap: pd.Series, by: list[Any]) -> pd.Series:
    """Return the mean of the next best overlaps of a sentence, this one left out."""
    groups = overlap.groupby(by)
    rank = groups.rank(method="first", ascending=False)
    best = overlap.where(rank <= _NEXT_BEST + 1, 0.0).groupby(by).transform("sum")
    last = overlap.where(rank == _NEXT_BEST + 1, 0.0).groupby(by).transform("sum")
    return (best - overlap.where(rank <= _NEXT_BEST + 1, last)) / _NEXT_BEST


def _quoted(
    texts: Sequence[str],
    words: Sequence[Sequence[str]],
    a: np.ndarray,
    b: np.ndarray,
    of: Language,
) -> np.ndarray:
    """Tell whether what one sentence quotes, four words in a row, stands in the other."""
    quoted = [
        {run for found in _QUOTATION.findall(text) for run in runs(plain_words("".join(found), of))}
        for text in texts
    ]
    known = {run: n for n, run in enumerate(sorted(set().union(*quoted)))}
    inside = _matrix(quoted, known)
    anywhere = _matrix([{run for run in runs(row) if run in known} for row in words], known)
    found = overlap(inside, anywhere, a, b) + overlap(anywhere, inside, a, b)
    return (found > 0).astype(float)


def runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield every run of words in a row that is as long as a quotation must be."""
    return zip(*(words[start:] for start in range(_QUOTED)), strict=False)


def _numbers(words: Sequence[Sequence[str]]) -> scipy.sparse.csr_array:
    """Return sentences by the numbers that they hold, each once."""
    rows = [{word for word in row if word[0].isdigit()} for row in words]
    return _matrix(rows, {word: n for n, word in enumerate(sorted(set().union(*rows)))})


def _matrix(rows: Sequence[Set[Any]], known: Mapping[Any, int]) -> scipy.sparse.csr_array:
    """Return which of the known items each row holds."""
    columns = [sorted(known[item] for item in row) for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter((n for row in columns for n in row), dtype=np.int64)
    return scipy.sparse.csr_array((np.ones(len(flat)), flat, ends), (len(rows), max(1, len(known))))
