"""Whether two sentences that say the same name the same people, numbers, "not" and "could".

What is compared is what both state: a part of one sentence, between commas or dashes, with
the part of the other that it shares most with. A name or number that only one of them has
counts if the other has another one in its place, or if the two parts are alike otherwise.
A name is the same under a first name, a title, an abbreviation or the people of a country;
a pronoun or a description ("the president") stands for a name of the sentences before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from framing.contracts.wire import SUBSTANCE
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
_NEGATION = frozenset("not no never neither nor none nobody nothing nowhere cannot".split())
_NEGATIVE = frozenset(
    "without denied deny denies denying refused refuse refuses refusing refusal unable failed fail "
    "fails failure rejected rejects reject rejection unlikely ruled rule rules excluded exclude "
    "excludes hardly barely impossible unrealistic lack lacks lacked avoid avoids avoided absent "
    "absence against unwilling illusion illusionary difficulty difficulties".split()
)
_MODALITY = {
    word: kind
    for kind, listed in {
        "possible": "can could may might possible possibly possibility potential potentially "
        "perhaps likely maybe cannot can't couldn't",
        "necessary": "must should ought need needs needed required require requires necessary "
        "shouldn't mustn't",
    }.items()
    for word in listed.split()
}
_NO_MOOD = re.compile(r"\bas \w+ as possible\b", re.IGNORECASE)
_PLACED = frozenset("in at near to from".split())  # before a place, and seldom a description
_NO_NAMES = frozenset("tv gmt ceo am pm km mps mp".split())
_SHORT = 5  # letters of an abbreviation, at most
_STATED = 1 / 3  # of the content words of a part must stand in the other sentence
_ALIKE = 1 / 2  # of them, for a name or number that merely lacks to count


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
    small = {_bare(w) for text in texts for w in words_of(text) if not _is_capital(text, w)}
    return frozenset(name for name in capitalised(texts) - small - _NO_NAMES if len(name) > 1)


def capitalised(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand with a capital where no sentence or quotation begins."""
    return frozenset(
        _bare(word)
        for text in texts
        if not _mostly_capitals(text)
        for word in words_of(text)
        if _is_capital(text, word) and not _opens(text, word) and _bare(word) not in _COMMON
    )


def differences(
    a: Said, b: Said, *, before_a: Set[str] = frozenset(), before_b: Set[str] = frozenset()
) -> list[str]:
    """Return the kinds of substance in which two sentences differ, in the order of ``SUBSTANCE``.

    ``before_a`` and ``before_b`` are the content words of the sentences before them.

    Examples
    --------
    >>> differences(said("Officials in Kyiv met again."), said("Officials met again."))
    ['names']
    >>> differences(said("Rates will not rise in May."), said("Rates could rise in May."))
    ['negation', 'modality']
    """
    pairs = [*_pairs(a, b), *((other, own) for own, other in _pairs(b, a))]
    there_a, there_b = _reach(a, before_a), _reach(b, before_b)
    found = {
        "names": any(_names_differ(one, other, there_a, there_b) for one, other in pairs),
        "numbers": any(_numbers_differ(one, other, a, b) for one, other in pairs),
        "negation": any(_negation_differs(one, other) for one, other in pairs),
        "modality": any(one.moods != other.moods for one, other in pairs),
    }
    return [kind for kind in SUBSTANCE if found[kind]]


def _pairs(one: Said, other: Said) -> Iterator[tuple[Part, Part]]:
    """Yield each part that the other sentence states too, with the part that says most of it.

    Names do not tell what is stated, and are not counted here.
    """
    told = [
        (len(part.plain & there.plain) / max(1, len(part.plain)), n, part, there)
        for part in one.parts
        for n, there in enumerate(other.parts)
    ]
    most = max((share for share, *_ in told), default=0.0)
    for part in one.parts:
        best = max((t for t in told if t[2] is part), key=lambda t: (t[0], -t[1]), default=None)
        if best and best[0] >= min(_STATED, most):
            yield part, best[3]


def _reach(one: Said, before: Set[str]) -> Set[str]:
    """Return what a sentence names itself or points back to."""
    return one.content | before if one.points else one.content


def _names_differ(a: Part, b: Part, there_a: Set[str], there_b: Set[str]) -> bool:
    lost_a = [name for name in a.names if _is_lost(name, b, there_b)]
    lost_b = [name for name in b.names if _is_lost(name, a, there_a)]
    if any(_is_other(one, other) for one in a.names for other in b.names):
        return True
    in_place = [name for name in (*a.names, *b.names) if not name.describes]
    swapped_a = any(not name.words & a.content for name in b.names if name in in_place)
    swapped_b = any(not name.words & b.content for name in a.names if name in in_place)
    if (lost_a and swapped_a) or (lost_b and swapped_b):
        return True
    return bool(lost_a and _alike(a, b)) or bool(lost_b and _alike(b, a))


def _is_lost(name: Name, part: Part, there: Set[str]) -> bool:
    """Tell whether a name stands nowhere in the other sentence, in no form of it."""
    short = {other.initials for other in part.names}
    return not (name.describes or name.words & there or name.initials in short)


def _is_other(one: Name, other: Name) -> bool:
    """Tell whether two names share a word and differ in another: Anna Berg, Anna Dahl."""
    return bool(one.words & other.words and one.words - other.words and other.words - one.words)


def _alike(one: Part, other: Part) -> bool:
    """Tell whether two parts say the same but for names and numbers."""
    return bool(one.plain) and len(one.plain & other.plain) >= _ALIKE * len(one.plain)


def _numbers_differ(a: Part, b: Part, whole_a: Said, whole_b: Said) -> bool:
    lost_a, lost_b = a.numbers - _numbers(whole_b), b.numbers - _numbers(whole_a)
    swapped = bool(lost_a and lost_b)
    return swapped or bool(lost_a and _alike(a, b)) or bool(lost_b and _alike(b, a))


def _numbers(whole: Said) -> frozenset[str]:
    return frozenset().union(*(part.numbers for part in whole.parts))


def _negation_differs(a: Part, b: Part) -> bool:
    """Tell whether one says "not" and the other means the opposite, be it by another word."""
    return (a.negated or b.negated) and (a.negated ^ a.negative) != (b.negated ^ b.negative)


def _part(text: str, known: Set[str]) -> Part:
    written = plain_words(text)
    numbers = frozenset(word for word in written if word[0].isdigit())
    content = frozenset(concept(word) for word in written if word not in FUNCTION) | numbers
    names = tuple(_names(text, known))
    text = _NO_MOOD.sub("", text)
    found = [word for word in words_of(text) if not _is_month(text, word)]
    return Part(
        content,
        content.difference(numbers, *(name.words for name in names)),
        names,
        numbers - {"1"},
        any(word.folded in _NEGATION or word.folded.endswith("n't") for word in found),
        any(word.folded in _NEGATIVE for word in found),
        frozenset(_MODALITY[word.folded] for word in found if word.folded in _MODALITY),
    )


def _is_month(text: str, word: Word) -> bool:
    return word.folded == "may" and text[word.start] == "M" and word.start > 0


def _names(text: str, known: Set[str]) -> Iterator[Name]:
    """Yield each run of words that is a name."""
    run: list[Word] = []
    after = ""  # the word that stands before the run
    for word in [*words_of(text), None]:
        if word and _is_capital(text, word) and _bare(word) in known:
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


def _bare(word: Word) -> str:
    return without_possessive(word.folded)


def _is_capital(text: str, word: Word) -> bool:
    """Tell whether a word is written as a name; a word all in capitals may only be loud."""
    return text[word.start].isupper() and (not word.capitals or len(word.folded) <= _SHORT)


def _opens(text: str, word: Word) -> bool:
    """Tell whether a word stands first in its text or in a quotation."""
    before = text[: word.start]
    return not before.strip() or before[-1:] in "\"'“‘«(" or before.rstrip()[-1] in ".!?…:"


def _mostly_capitals(text: str) -> bool:
    """Tell whether a text is a headline in which most words have a capital."""
    long = [word for word in words_of(text) if len(word.folded) > 3]
    return len(long) > 3 and sum(_is_capital(text, word) for word in long) > 0.6 * len(long)
