"""How sentences that say the same differ in wording, phrase by phrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus.sentences import starts
from framing.errors import TableError, some
from framing.languages.language import Language
from framing.tables.contracts.wire_tables import REWORDED, TRIMMED
from framing.tables.require import empty, require
from framing.wire.certainty import REPORTS, Marked, marked, polarity
from framing.wire.concepts import stem
from framing.wire.known_names import common_language, names_by_language
from framing.wire.phrase_by_phrase import Anchor, Gap, Token, aligned, empty_words, tokens_of

MAX_REPLACED = 8  # words on either side; longer runs are rewritten wholesale
MAX_ADDED = 3  # words of a run that one side lacks and that may change its certainty
SURE = 0.6  # of the words of the shorter sentence, for any phrase of it to be sure
MAX_SURE = 2  # words on either side, for a phrase to be sure by its kind
MAX_APART = 3  # words that one of two sure phrases may have more than the other
REPORTING_VERB, CERTAINTY = "reporting verb", "certainty"
NAME, NUMBER, OTHER = "name", "number", "other"
_PAIR = ["article_a", "sentence_a", "article_b", "sentence_b"]


class _Sentence(NamedTuple):
    """A sentence as it is compared: its text, where it starts, its words and its certainty.

    Beside one in another language it is compared as it stands, by the lists of no language.
    """

    text: str
    start: int
    language: Language
    tokens: list[Token]
    polar: list[Marked]
    reports: list[Marked]


def substitutions(alignments: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List the phrases that stand for each other in sentences that say the same.

    Parameters
    ----------
    alignments : a row is a pair of sentences; the reworded and the trimmed ones are compared.
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.

    Returns
    -------
    A row is a replaced phrase, by pair and place: ``phrase_a`` and ``phrase_b`` with offsets
    into ``articles.text`` (code points), from first to last word. ``kind`` is ``reporting
    verb`` (said, insisted), ``certainty`` (a hedge, booster, modal verb or negation on one
    side only, or another one), ``number``, ``name`` or ``other``, the first that holds. A
    word of certainty that one side lacks is a row too: its phrase there is missing and
    ``start`` equals ``end``, where it would stand; not so "nearly" where the number is lacking too.
    Other additions and omissions, phrases that stand for function words alone (he, but, of the) or
    for the same words with other endings (thanked, thanking), and runs of more than 8 words on a
    side (rewritten wholesale) are no rows. ``kept`` is the share of the shorter sentence's words
    that stand in both, compounds in parts. The phrases are ``sure`` to stand for one another if
    that is .6 at least and neither has more than three words more than the other, or if a reporting
    verb, a word of certainty or a number has at most two words on either side: in a sentence that
    was rewritten hardly any other phrase does.

    Raises
    ------
    TableError : an alignment names a sentence that does not exist.

    Notes
    -----
    The words are aligned by their longest common subsequence; case, punctuation, possessives,
    spelling variants and numbers in words do not count as different. What is a reporting verb, a
    hedge or a name is told by the lists of the sentences' language; two sentences in different
    languages are compared as they stand. Only a content
    word or two words in a row hold the sentences together, so that a lone "the" that happens
    to stand in both does not cut a phrase in two. Words that were moved are a loss at one
    place and a gain at another.

    References
    ----------
    Hirschberg (1975), Communications of the ACM 18, 341-343, on the longest common
    subsequence.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "text": [
    ...     "Rates will rise, the bank said.", "Rates could rise, the bank insisted."]})
    >>> pair = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["reworded"]})
    >>> substitutions(pair, table)[["phrase_a", "phrase_b", "kind", "kept", "sure"]].round(2)
      phrase_a  phrase_b            kind  kept  sure
    0     will     could       certainty  0.67  True
    1     said  insisted  reporting verb  0.67  True
    """
    rows = []
    for pair, a, b in _compared(alignments, sentences):
        anchors, gaps = aligned(
            [one.key for one in a.tokens], [one.key for one in b.tokens], a.language
        )
        n_kept, shorter = sum(size for _, _, size in anchors), min(len(a.tokens), len(b.tokens))
        about = {
            **dict(zip(_PAIR, pair, strict=True)),
            "kept": n_kept / shorter if shorter else None,
        }
        is_close = n_kept >= SURE * shorter
        rows += [
            {**about, **row, "sure": _is_sure(row, is_close=is_close)}
            for row in _rows(a, b, anchors, gaps)
        ]
    return require(pd.DataFrame(rows), "substitutions") if rows else empty("substitutions")


def _is_sure(row: Mapping[str, Any], *, is_close: bool) -> bool:
    """Tell whether two phrases are alike in length, or short and of a kind known by its words."""
    low, high = sorted(len((row[name] or "").split()) for name in ("phrase_a", "phrase_b"))
    is_known = row["kind"] in (REPORTING_VERB, CERTAINTY, NUMBER)
    return (is_close and high - low <= MAX_APART) or (is_known and high <= MAX_SURE)


def _compared(
    alignments: pd.DataFrame, sentences: pd.DataFrame
) -> Iterator[tuple[tuple[Any, ...], _Sentence, _Sentence]]:
    """Yield the pairs whose wording may differ, by their key, with their sentences."""
    alignments = require(alignments, "alignments")
    sentences = require(sentences, "sentences")
    kept = alignments[alignments["relation"].isin([REWORDED, TRIMMED])].sort_values(_PAIR)
    pairs = list(kept[_PAIR].itertuples(index=False, name=None))
    columns = (sentences["text"], starts(sentences), sentences["language"])
    units = zip(sentences["article"], sentences["sentence"], strict=True)
    texts = dict(zip(units, zip(*columns, strict=True), strict=True))
    sides = [*(pair[:2] for pair in pairs), *(pair[2:] for pair in pairs)]
    if lost := [f"{article} sentence {n}" for article, n in sides if (article, n) not in texts]:
        raise TableError(
            f"alignments: {len(lost)} sides name a sentence that does not exist: {some(lost)}. "
            "Were they made on another version of the texts?"
        )
    names = {  # in parts, as the words of a compound are compared
        code: frozenset(part for name in own for part in name.split("-"))
        for code, own in names_by_language(sentences).items()
    }
    read = lru_cache(maxsize=None)(_read)
    for pair in pairs:
        (*one, code), (*other, code_b) = texts[pair[:2]], texts[pair[2:]]
        of = common_language(code, code_b)
        yield pair, read(*one, of, names[of.code]), read(*other, of, names[of.code])


def _read(text: str, start: int, language: Language, names: frozenset[str]) -> _Sentence:
    reports = [one for one in marked(text, language) if one.kind in REPORTS]
    tokens = tokens_of(text, language, names)
    return _Sentence(text, start, language, tokens, polarity(text, language), reports)


def _is_rewritten(gap: Gap, anchors: list[Anchor]) -> bool:
    lengths = (gap.high_a - gap.low_a, gap.high_b - gap.low_b)
    return min(lengths) > 0 and (max(lengths) > MAX_REPLACED or not anchors)


def _rows(
    a: _Sentence, b: _Sentence, anchors: list[Anchor], gaps: list[Gap]
) -> Iterator[dict[str, Any]]:
    """Yield what each gap says of the wording: a replaced phrase, or one of certainty."""
    for gap in gaps:
        own = _shorn(a.tokens[gap.low_a : gap.high_a], a.language)
        other = _shorn(b.tokens[gap.low_b : gap.high_b], b.language)
        if _is_rewritten(gap, anchors):
            continue
        if own and other:
            kind, spans = _kind(a, own, b, other), [_span(own), _span(other)]
        else:
            kind, spans = CERTAINTY, _added(a, gap.low_a, own, b, gap.low_b, other)
        if kind and spans:
            yield {**_side("a", a, *spans[0]), **_side("b", b, *spans[1]), "kind": kind}


def _shorn(tokens: list[Token], language: Language) -> list[Token]:
    """Leave out articles and the like at the ends of a phrase that has other words."""
    light = language.words.light
    rest = [number for number, one in enumerate(tokens) if one.key not in light]
    return tokens[rest[0] : rest[-1] + 1] if rest else tokens


def _side(name: str, sentence: _Sentence, start: int, end: int) -> dict[str, object]:
    return {
        f"start_{name}": sentence.start + start,
        f"end_{name}": sentence.start + end,
        f"phrase_{name}": sentence.text[start:end] or None,
    }


def _span(tokens: list[Token]) -> tuple[int, int]:
    return tokens[0].start, tokens[-1].end


def _within(found: list[Marked], tokens: list[Token]) -> list[Marked]:
    low, high = _span(tokens)
    return [one for one in found if low <= one.start and one.end <= high]


def _lemmas(found: list[Marked], tokens: list[Token]) -> list[str]:
    return sorted(one.lemma for one in _within(found, tokens))


def _added(
    a: _Sentence, at_a: int, own: list[Token], b: _Sentence, at_b: int, other: list[Token]
) -> list[tuple[int, int]]:
    """Return both sides of a word of certainty that one side lacks; nothing if there is none."""
    sentence, tokens = (a, own) if own else (b, other)
    if not 0 < len(tokens) <= MAX_ADDED or not (polar := _within(sentence.polar, tokens)):
        return []
    said_of = next((one for one in tokens if one.start >= polar[-1].end), None)
    if said_of and said_of.key[0].isdigit():  # "nearly 3 days": what it qualifies is lacking too
        return []
    there = (polar[0].start, polar[-1].end)
    place = _place(b, at_b) if own else _place(a, at_a)
    return [there, (place, place)] if own else [(place, place), there]


def _place(sentence: _Sentence, number: int) -> int:
    """Return where the word of a number starts, or where the last one ends."""
    if number < len(sentence.tokens):
        return sentence.tokens[number].start
    return sentence.tokens[-1].end if sentence.tokens else 0


def _stems(tokens: list[Token], language: Language) -> list[str]:
    return [stem(one.key, language) for one in tokens]


def _kind(a: _Sentence, own: list[Token], b: _Sentence, other: list[Token]) -> str | None:
    """Say of what kind a replaced phrase is; None if only function words or endings were."""
    reports = _lemmas(a.reports, own), _lemmas(b.reports, other)
    if all(reports) and reports[0] != reports[1]:
        return REPORTING_VERB
    polar = _lemmas(a.polar, own), _lemmas(b.polar, other)
    empty = empty_words(a.language)
    are_empty = [all(one.key in empty for one in side) for side in (own, other)]
    adds = any(is_empty and not it for is_empty, it in zip(are_empty, polar, strict=True))
    if polar[0] != polar[1]:
        return None if adds and max(len(own), len(other)) > MAX_ADDED else CERTAINTY
    if any(are_empty):  # function words alone: the other side adds, or they vary
        return None
    if _stems(own, a.language) == _stems(other, b.language):  # thanked, thanking
        return None
    digits = [{one.key for one in side if one.key[0].isdigit()} for side in (own, other)]
    if all(digits) and digits[0] != digits[1]:
        return NUMBER
    return NAME if any(one.is_name for one in [*own, *other]) else OTHER
