"""Which articles descend from the same story: copies, cut copies and rewritten copy."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.errors import ParameterError, TableError, some
from framing.tables.require import empty, require
from framing.voice.marks import unquoted_parts
from framing.wire import rewriting, shared_runs
from framing.wire.align import THRESHOLD, paired
from framing.wire.fullest import stories
from framing.wire.readings import Texts, read, without_boilerplate
from framing.wire.recurring import without_standing_text

WINDOW = 3  # days; agencies and papers rewrite a story while it runs
COPIED = 0.15  # of runs outside quotation; real copies share .19 and more, other reports to .11
REWRITTEN = 0.7  # of sentences; rewriting has .74 and more, reports of the same words up to .65
_WORDS = 5  # outside quotation; shorter sentences only name who speaks
_FEWEST = 10  # sentences; in fewer, counterparts are soon many
_LIKELY = 0.6  # of sentences whose words have counterparts, for a pair to be looked at
_NEAR, _HALF = 0.3, 0.5  # the similarity of, and share of, what is near a story's fullest text


class _Links(NamedTuple):
    """Pairs of articles, by number, that are of one story; what they share."""

    a: np.ndarray
    b: np.ndarray
    shared: np.ndarray
    counterparts: np.ndarray
    story: np.ndarray  # of articles


class _Told:
    """The sentences of articles, by number, as far as they stand outside direct quotation."""

    def __init__(
        self, sentences: pd.DataFrame, parts: list[list[str]], article: np.ndarray
    ) -> None:
        outside = [" ".join(of_one) for of_one in parts]
        table = sentences.assign(text=outside)[["sentence", "text", "language"]]
        kept = table["text"].str.count(r"\w+") >= _WORDS
        self._of = dict(list(table[kept].groupby(article[kept])))

    def near(self, texts: list[int], fuller: int) -> list[int]:
        """Return the texts of which enough is alike in another that is fuller."""
        share = self.counterparts(np.array(texts, dtype=int), np.full(len(texts), fuller), _NEAR)
        return [one for one, part in zip(texts, share.tolist(), strict=True) if part >= _HALF]

    def counterparts(self, short: np.ndarray, long: np.ndarray, threshold: float) -> np.ndarray:
        """Return which part of each short text's sentences has a counterpart in the long one."""
        pairs = [*enumerate(zip(short.tolist(), long.tolist(), strict=True))]
        told = [
            self._of[article].assign(event=str(n), article=f"{n} {side}")
            for n, pair in pairs
            for side, article in zip("ab", pair, strict=True)
            if article in self._of
        ]
        share = np.full(len(pairs), np.nan)
        if not told:
            return share
        found = paired(pd.concat(told), threshold=threshold)
        met = found.groupby("article_a")["sentence_a"].nunique()
        for n, (article, _) in pairs:
            if (size := len(self._of.get(article, ()))) >= _FEWEST:
                share[n] = met.get(f"{n} a", 0) / size
        return share


def families(
    sentences: pd.DataFrame,
    *,
    articles: pd.DataFrame | None = None,
    window_days: float = WINDOW,
    copied: float = COPIED,
    rewritten: float = REWRITTEN,
) -> pd.DataFrame:
    """Group the articles of an event that descend from the same story.

    Two articles are linked if the shorter one shares enough of its wording with the other
    (a copy, whole or cut), or if enough of its sentences have a counterpart there in other
    words (rewritten copy). What stands in direct quotation is no evidence, nor is an outlet's
    standing text. Each article of a family is linked to the fullest one of it.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.
    articles : a row is an article, with its ``date`` (year-month-day) and its ``text``, in which
        quotations are told better than in sentences alone. Without it, or where it says no date,
        an article is near in time to all.
    window_days : how many days may lie between an article and its rewriting; a copy is one
        whenever it is printed.
    copied : the share of the shorter text's runs of four words from which on it is a copy.
    rewritten : the share of the shorter text's sentences from which on it is rewritten copy; of
        fewer than ten sentences none is.

    Returns
    -------
    A row is an article, by name: ``family`` is the first, by name, of the ``n_articles`` that
    belong together; ``nearest`` is the one of them that it is linked to and shares most
    wording with. ``shared`` is the part of the runs of words of the shorter of these two
    that the longer holds too, from 0 to 1; ``counterparts``, where they are linked as rewritten
    copy, the part of its sentences that have a counterpart there. All are missing for an article
    by itself.

    Raises
    ------
    TableError : a column is missing, of a wrong type, a row stands twice, or a date is none.
    ParameterError : ``window_days`` is below 0, or a share is not above 0 and at most 1.

    Notes
    -----
    Only articles of one event are compared: for copies by their words as they stand, whatever the
    language, for rewriting by the lists of a language, and so within one alone. Links chain where
    an article prints two stories (a digest, a live page): so the texts that are linked to the
    fullest one are of its story only as far as they are linked to each other or hold the same
    part of it, and have no more in common with a text that is not. Where sentences have no start
    and end, a paragraph's end is not known, and a quotation that no mark closes may reach on.
    Sentences that stand, word for word, in ten or more articles unlike each other are boilerplate
    and left out; so is what :func:`framing.wire.standing_text` finds, if ``articles`` have dates.
    Runs of words in more than 1,000 articles tell nothing. Candidates of rewriting
    share words that at most 200 articles of the window hold, and of each article only the 20
    likeliest are looked at. The measures of the confirmed pairs are exact.

    Where 20 or more articles have half of all their runs in common with the first of them by
    name, that one stands for them: it is ``nearest`` to each, and they count as one article in
    the numbers above. Other texts are compared with them one by one only where the first
    cannot tell. Time and memory
    grow with the number of articles, and with the square of the number of versions of a story
    that are less alike. The same articles always give the same table.

    Thresholds were chosen on pairs of real articles, and those of rewriting on coded stories too
    (``docs/wire.md``). Reports that print the same statement without marks share wording as copies
    do: read pairs whose ``shared`` is near the threshold.

    References
    ----------
    Broder (1997), Compression and Complexity of Sequences, 21-29: containment of runs of
    words. Broder et al. (2000), JCSS 60, 630-659: near-duplicates found by MinHash. Clough et
    al. (2002), ACL, 152-159: copy reused by newspapers.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "a", "b", "c"], "sentence": [0, 1, 0, 0],
    ...     "text": ["Talks on the port opened in Riga today.", "Crowds met the envoys.",
    ...              "Talks on the port opened in Riga today.", "Snow fell on the old town."]})
    >>> families(table)[["article", "family", "n_articles", "nearest", "shared"]]
      article family  n_articles nearest  shared
    0       a      a           2       b     1.0
    1       b      a           2       a     1.0
    2       c      c           1     NaN     NaN
    """
    _check(window_days=window_days, copied=copied, rewritten=rewritten)
    sentences = require(sentences, "sentences")
    if sentences.empty:
        return empty("families")
    sentences = sentences.sort_values(["article", "sentence"], ignore_index=True)
    table = sentences.drop_duplicates("article")[["article", "outlet", "event"]]
    if articles is not None:
        sentences = without_standing_text(sentences, articles)
    days = _days(table["article"], articles)
    event = pd.factorize(table["event"], sort=True)[0]
    article = pd.factorize(sentences["article"])[0]
    parts = unquoted_parts(sentences, articles)
    texts = read(parts, sentences["language"].tolist(), article, event, least=shared_runs.RUN)
    told = _Told(sentences, parts, article)
    links = _links(texts, days, told, window_days=window_days, copied=copied, rewritten=rewritten)
    return require(_grouped(table.reset_index(drop=True), links), "families")


def _check(*, window_days: float, **shares: float) -> None:
    if not window_days >= 0:
        raise ParameterError(f"window_days is {window_days!r}; give 0 days or more.")
    for what, share in shares.items():
        if not 0 < share <= 1:
            raise ParameterError(f"{what} is {share!r}; give a share above 0 and at most 1.")


def _days(names: pd.Series, articles: pd.DataFrame | None) -> np.ndarray:
    """Return the day of each article, as a number; missing where none is known."""
    if articles is None:
        return np.full(len(names), np.nan)
    given = require(articles, "articles").set_index("article")["date"]
    days = given.str[:10].map(_number, na_action="ignore").astype("float64")
    if (wrong := given.notna() & days.isna()).any():
        raise TableError(
            f"articles.date: {int(wrong.sum())} of {len(given)} values are no dates: "
            f"{some(given[wrong])}. Write year-month-day, as in 2025-02-13, or leave it empty."
        )
    return days.reindex(names).to_numpy(dtype="float64")


def _number(day: str) -> float:
    """Return a day as a number, of whatever year; missing if it is none."""
    try:
        return float(date.fromisoformat(day).toordinal())
    except ValueError:
        return float("nan")


def _links(
    texts: Texts, days: np.ndarray, told: _Told, *, window_days: float, copied: float,
    rewritten: float,
) -> _Links:  # fmt: skip
    """Find the pairs of one story: candidates first, then each is confirmed by itself."""
    texts, held, first = _once_each(texts, copied)
    terms = rewriting.terms(texts, first)
    sought = rewriting.sought(texts, terms, held, first, days)
    copies = np.flatnonzero(first != np.arange(len(first)))
    copy = [(first[copies], copies), shared_runs.copies(held, first, copied)]
    size = np.int64(len(days))
    keys = [np.minimum(a, b) * size + np.maximum(a, b) for a, b in copy]
    a, b = np.divmod(np.unique(np.concatenate(keys)), size)
    one, other = rewriting.candidates(terms, days, window_days, first, sought)
    swapped = held.n[one] > held.n[other]
    short, long = np.where(swapped, other, one), np.where(swapped, one, other)
    likely = rewriting.counterparts(texts, terms, short, long) >= _LIKELY
    likely &= ~np.isin(one * size + other, a * size + b)
    short, long = short[likely], long[likely]
    share = told.counterparts(short, long, THRESHOLD)
    is_one = share >= rewritten
    short, long, share = short[is_one], long[is_one], share[is_one]
    shared = shared_runs.shared(held, a, b)
    story = stories(held, first, (a, b, shared), (short, long, share), told.near)
    share = np.concatenate([np.full(len(a), np.nan), share])
    shared = np.concatenate([shared, shared_runs.shared(held, short, long)])
    a, b = np.concatenate([a, short]), np.concatenate([b, long])
    within = story[a] == story[b]
    return _Links(a[within], b[within], shared[within], share[within], story)


def _once_each(texts: Texts, copied: float) -> tuple[Texts, shared_runs.Runs, np.ndarray]:
    """Leave boilerplate out; return the runs, and who stands for each article.

    Where one text is printed many times, boilerplate is told again, with the text counted once.
    """
    kept = without_boilerplate(texts)
    held = shared_runs.runs(kept)
    first = shared_runs.first_of_each(held, copied)
    again = without_boilerplate(texts, first)
    if not np.array_equal(again.start, kept.start):
        kept, held = again, shared_runs.runs(again)
        first = shared_runs.first_of_each(held, copied)
    return kept, shared_runs.telling(held, first), first


def _grouped(table: pd.DataFrame, links: _Links) -> pd.DataFrame:
    """Return each article with its family, named by the first article of it."""
    names = table["article"]
    found = table.assign(
        family=names.groupby(links.story).transform("first"),
        n_articles=names.groupby(links.story).transform("size"),
    )
    return found.join(_nearest(links, names))


def _nearest(links: _Links, names: pd.Series) -> pd.DataFrame:
    """Return for each article that has a link the one it shares most wording with."""
    one, other = np.concatenate([links.a, links.b]), np.concatenate([links.b, links.a])
    values = {name: np.tile(getattr(links, name), 2) for name in ("shared", "counterparts")}
    both = pd.DataFrame({"article": one, "nearest": other, **values})
    both = both.sort_values(["article", "shared", "counterparts", "nearest"],
                            ascending=[True, False, False, True])  # fmt: skip
    best = both.drop_duplicates("article").set_index("article")
    return best.assign(nearest=names.take(best["nearest"]).to_numpy())
