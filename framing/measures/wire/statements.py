"""What a sentence says, part by part: whom it names, what numbers, "not" and "could".

Names are told by their capitals, the rest by lists of words. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from framing.corpus.words import Word, without_possessive
from framing.measures.wire.concepts import FUNCTION, concept, is_people, plain_words, words_of

_PART = re.compile(
    r"\s*[,;:—–][\"'”’)]*\s+|\s--?\s|\s(?=(?:while|although|whereas|but|because|after|before|until|unless|if|who|"
    r"which|and that)\s)"
)
_COMMON = frozenset(
    "president vice prime minister secretary state chief chancellor king queen prince princess "
    "senator governor mayor judge justice general colonel captain major sergeant officer doctor dr "
    "mr mrs ms sir lord lady professor chairman chairwoman director spokesman spokeswoman "
    "spokesperson foreign defence defense treasury interior finance press advisor adviser envoy "
    "ambassador leader monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december republican democrat "
    "party cabinet parliament court government ministry".split()
)
_POINTERS = frozenset(
    "he she they it him her them his their its who leader president minister official officials "
    "spokesman spokeswoman chief head company firm group union agency ministry government court "
    "judge club team player coach city country nation capital republican democrat man woman state "
    "side sides former suspect bank body operator pair two both".split()
)
NEGATION = frozenset("not no never neither nor none nobody nothing nowhere cannot".split())
_NEGATIVE = frozenset(
    "without denied deny denies denying refused refuse refuses refusing refusal unable failed fail "
    "fails failure rejected rejects reject rejection unlikely ruled rule rules excluded exclude "
    "excludes hardly barely impossible unrealistic lack lacks lacked avoid avoids avoided absent "
    "absence against unwilling illusion illusionary difficulty difficulties".split()
)
MODALITY = {
    word: kind
    for kind, listed in {
        "possible": "can could may might possible possibly possibility potential potentially "
        "perhaps likely maybe cannot can't couldn't",
        "necessary": "must should ought need needs needed required require requires necessary "
        "shouldn't mustn't",
    }.items()
    for word in listed.split()
}
_TWO = re.compile(r"\bthe two\b", re.IGNORECASE)  # both of them, and no number that is stated
_NO_MOOD = re.compile(r"\bas \w+ as possible\b", re.IGNORECASE)
_PLACED = frozenset("in at near to from".split())  # before a place, and seldom a description
_NO_NAMES = frozenset("tv gmt ceo am pm km mps mp".split())
_SHORT = 5  # letters of an abbreviation, at most


class Name(NamedTuple):
    """A name: what its words stand for, its initials, and whether it only describes a noun."""

    words: frozenset[str]
    initials: str
    describes: bool


class Part(NamedTuple):
    """A part of a sentence: its content words, what it names, and how it says it."""

    content: frozenset[str]
    plain: frozenset[str]  # content without names and numbers
    names: tuple[Name, ...]
    numbers: frozenset[str]
    negated: bool
    negative: bool
    moods: frozenset[str]


class Said(NamedTuple):
    """What a sentence says, part by part, and whether it points back to someone named before."""

    parts: tuple[Part, ...]
    content: frozenset[str]
    points: bool


def said(text: str, known: Set[str] | None = None) -> Said:
    """Take a sentence apart; ``known`` are the words that are names in its story."""
    known = known_names([text]) if known is None else known
    pieces = [piece for piece in _PART.split(text) if piece.strip()]
    parts = tuple(_part(piece, known) for piece in pieces)
    points = any(word.folded in _POINTERS for word in words_of(text))
    return Said(parts, frozenset().union(*(part.content for part in parts)), points)


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that are names: a capital within a sentence, and never a small letter."""
    texts = list(texts)
    small = {bare(w) for text in texts for w in words_of(text) if not is_capital(text, w)}
    return frozenset(name for name in capitalised(texts) - small - _NO_NAMES if len(name) > 1)


def capitalised(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand with a capital where no sentence or quotation begins."""
    return frozenset(
        bare(word)
        for text in texts
        if not _mostly_capitals(text)
        for word in words_of(text)
        if is_capital(text, word) and not _opens(text, word) and bare(word) not in _COMMON
    )


def _part(text: str, known: Set[str]) -> Part:
    written = plain_words(text)
    numbers = frozenset(w for w in plain_words(_TWO.sub("", text)) if w[0].isdigit())
    content = frozenset(concept(word) for word in written if word not in FUNCTION) | numbers
    names = tuple(_names(text, known))
    text = _NO_MOOD.sub("", text)
    found = [word for word in words_of(text) if not is_month(text, word)]
    return Part(
        content,
        content.difference(numbers, *(name.words for name in names)),
        names,
        numbers - {"1"},
        any(word.folded in NEGATION or word.folded.endswith("n't") for word in found),
        any(word.folded in _NEGATIVE for word in found),
        frozenset(MODALITY[word.folded] for word in found if word.folded in MODALITY),
    )


def is_month(text: str, word: Word) -> bool:
    """Tell whether "May" is the month."""
    return word.folded == "may" and text[word.start] == "M" and word.start > 0


def _names(text: str, known: Set[str]) -> Iterator[Name]:
    """Yield each run of words that is a name."""
    run: list[Word] = []
    after = ""  # the word that stands before the run
    for word in [*words_of(text), None]:
        if word and is_capital(text, word) and bare(word) in known:
            run.append(word)
            continue
        if run:
            follows = word is not None and word.folded not in FUNCTION
            yield _name(text, run, describes=follows and after not in _PLACED)
        run, after = [], word.folded if word else ""


def _name(text: str, run: list[Word], *, describes: bool) -> Name:
    """Return a name; a country or people alone before a noun only describes that noun."""
    parts = [part for word in run for part in plain_words(text[word.start : word.end])]
    initials = "".join(word.folded[0] for word in run) if len(run) > 1 else run[0].folded
    alone = len(run) == 1 and is_people(parts[0])
    return Name(frozenset(map(concept, parts)), initials.replace(".", ""), describes and alone)


def bare(word: Word) -> str:
    """Return a word's folded form without a possessive."""
    return without_possessive(word.folded)


def is_capital(text: str, word: Word) -> bool:
    """Tell whether a word is written as a name; a word all in capitals may only be loud."""
    return text[word.start].isupper() and (not word.capitals or len(word.folded) <= _SHORT)


def _opens(text: str, word: Word) -> bool:
    """Tell whether a word stands first in its text or in a quotation."""
    before = text[: word.start]
    return not before.strip() or before[-1:] in "\"'“‘«(" or before.rstrip()[-1] in ".!?…:"


def _mostly_capitals(text: str) -> bool:
    """Tell whether a text is a headline in which most words have a capital, or all letters are."""
    long = [word for word in words_of(text) if len(word.folded) > 3]
    most = sum(is_capital(text, word) for word in long) > 0.6 * len(long)
    return text.isupper() or (len(long) > 3 and most)
