"""Which sentences of the texts of one story are the same, word for word or in other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from framing.errors import ParameterError
from framing.languages.language import Language, language
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.wire_tables import REWORDED, TRIMMED, VERBATIM
from framing.tables.require import check_choice, empty, require
from framing.voice.marks import unquoted_parts
from framing.wire.concepts import function_words, plain_words
from framing.wire.known_names import known_names
from framing.wire.likeness import alike, runs
from framing.wire.said import said
from framing.wire.substance import differences

BY = ("event", "family")
MOST_TEXTS = 500  # of one story, for each text to be compared with each
_LONGEST = 20  # texts of a larger family with which all its others are compared,
_IN_PART = 30  # beside these many others each
THRESHOLD = 0.5  # of similarity, for rewordings: chosen on coded pairs
_MOST = 0.5  # of the shorter sentence's words are shared word for word in trimmed copy
_FEWEST = 4  # words that are
_REPLACED = 0.15  # of the shared words may be replaced
_RUN = 2  # words in a row that are surely copied
_COLUMNS = list(CONTRACTS["alignments"].columns)
_COMPARED = [column for column in _COLUMNS if column not in {"differs", "quoted"}]
_REPEATED = 20  # times that a text has a line, of which each is compared with each; then in order
_AT_ONCE = 20_000  # sentences compared at a time, so that memory stays small


def alignments(
    sentences: pd.DataFrame, *, by: str = "event", threshold: float = THRESHOLD
) -> pd.DataFrame:
    """Pair each sentence with its counterparts in the other texts of the same story.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.
    by : which texts tell one story: all of an ``event``, or those of a ``family`` within it.
    threshold : the similarity from which on a pair counts as reworded, above 0 and at most 1.

    Returns
    -------
    A row is a pair of sentences of two texts, ``article_a`` before ``article_b`` by name; a
    sentence that was split or merged has several. ``relation`` is *verbatim* (the same words
    but for case, punctuation, dateline and spelling), *trimmed* (more than half of the
    shorter one's words shared in the same order, and few of them replaced) or *reworded*
    (alike by ``threshold``). ``containment_a`` is the share of the content of ``a``, rare
    words weighing more, that ``b`` holds too; ``similarity`` runs from 0 to 1. ``differs``
    names what is not the same in what both state: speaker (who says or does it), negation,
    numbers, names, modality, joined by ``;``, else missing. It says that both are to be read,
    not which is right; :func:`framing.wire.weight.by_weight` puts the gravest first.
    ``quoted`` is true where all the wording that they share stands in direct quotation: both quote
    it, which says nothing of who copied from whom.

    Raises
    ------
    ParameterError : an unknown ``by``; ``threshold`` out of range; an event of more than 500
        texts, whose families are to be found first (:func:`framing.wire.families`).

    Notes
    -----
    Rules, coded pairs and the measured share of pairs found and of pairs right, at each
    threshold, are in ``docs/aligning.md``; they were coded in English. Names are told by their
    capitals, near-synonyms and the peoples of countries by the lists of the sentences' language
    (:func:`framing.languages.lacks.lacks` says what it has none of). Sentences in different
    languages are compared as they stand, by no list. In a family of more than 500 texts each is
    compared with the 20 longest and with 29 others.

    References
    ----------
    Clough et al. (2002), METER: measuring text reuse. ACL, 152-159. Conneau et al. (2018),
    Word translation without parallel data, ICLR: a pair held against its next best rivals.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "text": [
    ...     "The talks began in Geneva, officials said.", "The talks began in Geneva."]})
    >>> alignments(table)[["article_a", "article_b", "relation"]].values.tolist()
    [['a', 'b', 'trimmed']]
    """
    check_choice(by, BY, what="by")
    check_threshold(threshold)
    sentences = require(sentences, "sentences").sort_values(["article", "sentence"])
    found = [_aligned(rows, of, threshold) for rows, of in _to_compare(sentences, by)]
    pairs = [table for table in found if len(table)]
    if not pairs:
        return empty("alignments")
    key = ["article_a", "sentence_a", "article_b", "sentence_b"]
    return require(pd.concat(pairs).drop_duplicates(key).sort_values(key), "alignments")


def check_threshold(threshold: float) -> None:
    """Refuse a similarity that is none."""
    if not 0 < threshold <= 1:
        raise ParameterError(f"threshold is {threshold}; a number above 0 and at most 1 is needed.")


def paired(sentences: pd.DataFrame, *, threshold: float) -> pd.DataFrame:
    """Pair the sentences of each event as :func:`alignments` does, without comparing further.

    A row is a pair, by its key, with its relation and how alike its sentences are.
    """
    sentences = require(sentences, "sentences").sort_values(["article", "sentence"])
    found = [_paired(rows, of, threshold)[0] for rows, of in _to_compare(sentences, "event")]
    return pd.concat([empty("alignments"), *found])[_COMPARED]


def both_ways(alignments: pd.DataFrame) -> pd.DataFrame:
    """Return each pair twice, seen from either text: ``article, sentence`` and the other's."""
    pairs = require(alignments, "alignments")
    sides = [("a", "b"), ("b", "a")]
    seen = [
        {f"article_{own}": "article", f"sentence_{own}": "sentence",
         f"article_{other}": "other", f"sentence_{other}": "other_sentence",
         f"containment_{own}": "containment", f"containment_{other}": "contained"}
        for own, other in sides
    ]  # fmt: skip
    return pd.concat([pairs.rename(columns=names) for names in seen], ignore_index=True)


def closest_first(alignments: pd.DataFrame) -> pd.DataFrame:
    """Return each pair both ways, the likest first, of equals those at the nearest places."""
    pairs = both_ways(alignments)
    apart = (pairs["sentence"] - pairs["other_sentence"]).abs()
    return pairs.assign(apart=apart).sort_values(
        ["similarity", "apart"], ascending=[False, True], kind="stable"
    )


def _to_compare(sentences: pd.DataFrame, by: str) -> Iterator[tuple[pd.DataFrame, Language]]:
    """Yield the sentences that are compared with each other, and the language to do it by."""
    for batch in _batches(sentences, by):
        yield from _by_language(batch)


def _batches(sentences: pd.DataFrame, by: str) -> Iterator[pd.DataFrame]:
    """Yield the sentences of whole stories, some thousands at a time, stories numbered."""
    columns = ["event"] if by == "event" else ["event", "family"]
    texts = sentences.groupby(columns)["article"].transform("nunique")
    if by == "event" and (texts > MOST_TEXTS).any():
        raise ParameterError(
            f"event '{sentences.loc[texts.idxmax(), 'event']}' has {texts.max()} texts; at most "
            f"{MOST_TEXTS} can be compared each with each. Find those that tell one story first: "
            "framing.wire.families(sentences), its family put into sentences, and by='family'."
        )
    several = sentences[(texts > 1) & (texts <= MOST_TEXTS)]
    stories = several.groupby(columns)
    number, sizes = stories.ngroup(), stories.size().to_numpy()
    batch = number.map(pd.Series(sizes.cumsum() // _AT_ONCE))
    for _, rows in several.assign(story=number).groupby(batch):
        yield rows.reset_index(drop=True)
    for _, rows in sentences[texts > MOST_TEXTS].groupby(columns):
        yield from _in_parts(rows)


def _in_parts(story: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield a story of very many texts in parts, each with the story's longest texts."""
    length = story.groupby("article").size().sort_values(ascending=False, kind="stable")
    longest, others = length.index[:_LONGEST], sorted(length.index[_LONGEST:])
    for start in range(0, len(others), _IN_PART):
        part = [*longest, *others[start : start + _IN_PART]]
        yield story[story["article"].isin(part)].assign(story=0).reset_index(drop=True)


def _by_language(sentences: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Language]]:
    """Yield the sentences of each language, and all of them to be compared across languages."""
    languages = sentences["language"].unique()
    for code in languages:
        yield sentences[sentences["language"] == code].reset_index(drop=True), language(code)
    if len(languages) > 1:
        several = sentences.groupby("story")["language"].transform("nunique") > 1
        yield sentences[several].reset_index(drop=True), language("")


def _aligned(sentences: pd.DataFrame, of: Language, threshold: float) -> pd.DataFrame:
    """Pair sentences, and say of each pair in what it differs and if it only quotes."""
    pairs, words = _paired(sentences, of, threshold)
    pairs["differs"] = _differs(
        pairs, sentences["text"].tolist(), sentences["story"].to_numpy(), of
    )
    pairs["quoted"] = _quoted(pairs, sentences, words, of)
    return pairs[_COLUMNS]


def _paired(
    sentences: pd.DataFrame, of: Language, threshold: float
) -> tuple[pd.DataFrame, list[list[str]]]:
    """Pair sentences by the lists of their language; by those of none, of two languages.

    Return the pairs, each also by number (``a``, ``b``), and the plain words of each sentence.
    """
    texts = sentences["text"].tolist()
    words = [plain_words(text, of) for text in texts]
    article = pd.factorize(sentences["article"])[0]  # in the order of their names
    story = sentences["story"].to_numpy()
    lines = _lines(words, article, story)
    looked_at = [
        row if again < _REPEATED else [] for row, again in zip(words, lines["again"], strict=True)
    ]
    pairs = pd.concat([_equal(lines), alike(texts, looked_at, article, story, of)])
    pairs = pairs.drop_duplicates(["a", "b"])
    codes = sentences["language"].to_numpy()
    if not of.code:
        pairs = pairs[codes[pairs["a"]] != codes[pairs["b"]]]
    compared = zip(pairs["a"], pairs["b"], pairs["similarity"], strict=True)
    empty_words = function_words(of)
    pairs["relation"] = [
        _relation(words[a], words[b], empty_words, similarity >= threshold)
        for a, b, similarity in compared
    ]
    pairs = _not_found_whole(pairs[pairs["relation"] != ""], article).reset_index(drop=True)
    for side in ("a", "b"):
        for column in ("article", "sentence"):
            pairs[f"{column}_{side}"] = sentences[column].to_numpy()[pairs[side]]
    return pairs, words


def _not_found_whole(pairs: pd.DataFrame, article: np.ndarray) -> pd.DataFrame:
    """Leave out rewordings of which both texts have both sentences word for word."""
    whole = pairs[pairs["relation"] == VERBATIM]
    stands = {*zip(whole["a"], article[whole["b"]], strict=True),
              *zip(whole["b"], article[whole["a"]], strict=True)}  # fmt: skip
    both = [
        (a, article[b]) in stands and (b, article[a]) in stands
        for a, b in zip(pairs["a"], pairs["b"], strict=True)
    ]
    return pairs[(pairs["relation"] != REWORDED) | ~np.array(both, dtype=bool)]


def _lines(words: Sequence[Sequence[str]], article: np.ndarray, story: np.ndarray) -> pd.DataFrame:
    """Return the words of each sentence, and how often its text had them before."""
    table = pd.DataFrame({"text": [" ".join(row) for row in words], "story": story})
    table["article"], table["number"] = article, np.arange(len(table))
    return table.assign(again=table.groupby(["article", "text"]).cumcount())


def _equal(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of sentences whose words are the same, whatever words they are.

    A line that a text has again and again is paired with the other's in their order, the last with
    what is left over, so that there are not as many pairs as both multiplied.
    """
    lines = lines[lines["text"] != ""]
    few = lines[lines["again"] < _REPEATED]
    pairs = few.merge(few, on=["story", "text"], validate="many_to_many")
    a, b = (pairs[["number_x", "number_y"]].to_numpy()[(pairs["article_x"] < pairs["article_y"])]).T
    more = _in_order(lines)
    a, b = (np.concatenate(both) for both in ((a, more.min(axis=1)), (b, more.max(axis=1))))
    full = {"similarity": 1.0, "containment_a": 1.0, "containment_b": 1.0}
    return pd.DataFrame({"a": a, "b": b}).assign(**full)


def _in_order(lines: pd.DataFrame) -> np.ndarray:
    """Pair the lines that a text repeats too often with those of the other texts in their order."""
    times = lines.groupby(["story", "text", "article"])["again"].max().rename("last").reset_index()
    pairs = lines[lines["again"] >= _REPEATED].merge(
        times, on=["story", "text"], suffixes=("", "_other"), validate="many_to_many"
    )
    pairs = pairs[pairs["article"] != pairs["article_other"]]
    pairs["again"] = pairs[["again", "last"]].min(axis=1)
    key = ["story", "text", "article", "again"]
    theirs = lines[[*key, "number"]].rename(columns={"article": "article_other"})
    key[2] = "article_other"
    pairs = pairs.merge(theirs, on=key, suffixes=("", "_other"), validate="many_to_one")
    return pairs[["number", "number_other"]].to_numpy()


def _relation(a: Sequence[str], b: Sequence[str], empty_words: Set[str], alike: bool) -> str:
    if a == b:
        return VERBATIM
    least = max(_FEWEST, int(_MOST * min(len(a), len(b))) + 1)
    if _longest_common(a, b, least) >= least:
        shared, replaced = word_for_word(a, b, empty_words)
        if shared >= least and replaced <= _REPLACED * shared:
            return TRIMMED
    return REWORDED if alike else ""


def _longest_common(a: Sequence[str], b: Sequence[str], least: int) -> int:
    """Return how many words stand in both in the same order, or 0 if fewer than ``least`` do."""
    return int(_distance().LCSseq.similarity(a, b, score_cutoff=least))


@lru_cache(maxsize=1)
def _distance() -> Any:
    from rapidfuzz import distance

    return distance


def word_for_word(a: Sequence[str], b: Sequence[str], empty_words: Set[str]) -> tuple[int, int]:
    """Count the words that two sentences share in the same order, and those replaced.

    A lone function word is no shared part. What stands before the first run of shared words
    or after the last is left out or added, and not replaced.
    """
    shared = replaced = inside = waiting = left = right = 0
    opcodes: Any = _distance().Indel.opcodes(a, b)
    for tag, a0, a1, b0, b1 in opcodes.as_list():
        length = a1 - a0
        if tag != "equal" or (length == 1 and a[a0] in empty_words):
            left, right = left + length, right + b1 - b0
            continue
        waiting += min(left, right)
        inside += length
        left = right = 0
        if length >= _RUN:
            replaced += waiting if shared else 0
            shared += inside if shared else length
            inside = waiting = 0
    return shared, replaced


def _differs(
    pairs: pd.DataFrame,
    texts: Sequence[str],
    story: np.ndarray,
    of: Language,
) -> list[str | None]:
    """Say of each pair in which kinds of substance it differs; names are those of its story."""
    by_story = pd.Series(list(texts)).groupby(story)
    known = {number: known_names(own, of) for number, own in by_story}
    paired: list[int] = [*dict.fromkeys([*pairs["a"].tolist(), *pairs["b"].tolist()])]
    facts = {n: said(texts[n], of, known[story[n]]) for n in paired}
    kinds = (differences(facts[a], facts[b]) for a, b in zip(pairs["a"], pairs["b"], strict=True))
    return [";".join(found) or None for found in kinds]


def _quoted(
    pairs: pd.DataFrame, sentences: pd.DataFrame, words: Sequence[Sequence[str]], of: Language
) -> list[bool]:
    """Tell of each pair whether all the wording that it shares stands in direct quotation."""
    outside = [
        {run for part in parts for run in runs(plain_words(part, of))}
        for parts in unquoted_parts(sentences)
    ]
    return [
        not outside[a] & outside[b] and not {*runs(words[a])}.isdisjoint(runs(words[b]))
        for a, b in zip(pairs["a"], pairs["b"], strict=True)
    ]
