"""What a sentence says, and whether another says the same of people, numbers, "not" and "could".

What is compared is what both state: a part of one sentence, between commas or dashes, with
the part of the other that it shares most with. A name or number that only one of them has
counts if the other has another one in its place, or if the two parts are alike otherwise.
A name is the same under a first name, a title, an abbreviation or the people of a country;
a pronoun or a description ("the president") stands for a name of the sentences before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from typing import NamedTuple

from framing.corpus.words import Word
from framing.languages.language import Language
from framing.tables.contracts.wire_tables import SUBSTANCE
from framing.wire.concepts import concept, function_words, is_people, plain_words, words_of
from framing.wire.known_names import bare, is_capital, known_names

_MARKS = r"\s*[,;:—–][\"'”’“‘»«)]*\s+|\s--?\s"
_NOTHING = "(?!)"  # a pattern of no words
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


class _Cues(NamedTuple):
    """Where a sentence of a language is parted, and what says that something may or has to be."""

    part: re.Pattern[str]
    no_number: re.Pattern[str]
    no_mood: re.Pattern[str]
    moods: Mapping[str, str]


@cache
def _cues(language: Language) -> _Cues:
    words, certain = language.words, language.certainty
    return _Cues(
        part=re.compile(rf"{_MARKS}|\s(?=(?:{_any(words.parts)})\s)"),
        no_number=re.compile(rf"\b(?:{_any(words.no_numbers)})\b", re.IGNORECASE),
        no_mood=re.compile(rf"\b(?:{_any(certain.idioms)})\b", re.IGNORECASE),
        moods=dict.fromkeys(certain.possible, "possible")
        | dict.fromkeys(certain.necessary, "necessary"),
    )


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern of any of these words in a row, ``*`` being any one word."""
    return "|".join(re.escape(one).replace(r"\*", r"\w+") for one in phrases) or _NOTHING


def negates(word: Word, language: Language) -> bool:
    """Tell whether a word says "not"."""
    of = language.certainty
    return word.folded in of.negators or word.folded.endswith(of.negative_endings)


def _is_name(text: str, word: Word, language: Language) -> bool:
    """Tell whether a verb, such as "may", is a name within a sentence, such as a month."""
    is_listed = word.folded in language.certainty.capital
    return is_listed and text[word.start].isupper() and word.start > 0


def said(text: str, language: Language, known: Set[str] | None = None) -> Said:
    """Take a sentence apart; ``known`` are the words that are names in its story."""
    known = known_names([text], language) if known is None else known
    pieces = [piece for piece in _cues(language).part.split(text) if piece.strip()]
    parts = tuple(_part(piece, known, language) for piece in pieces)
    points = any(word.folded in language.words.pointers for word in words_of(text))
    return Said(parts, frozenset().union(*(part.content for part in parts)), points)


def _part(text: str, known: Set[str], language: Language) -> Part:
    cues, empty, of = _cues(language), function_words(language), language.certainty
    stated = plain_words(cues.no_number.sub("", text), language)
    numbers = frozenset(word for word in stated if word[0].isdigit())
    written = (word for word in plain_words(text, language) if word not in empty)
    content = frozenset(concept(word, language) for word in written) | numbers
    names = tuple(_names(text, known, language))
    text = cues.no_mood.sub("", text)
    words = [word for word in words_of(text) if not _is_name(text, word, language)]
    return Part(
        content,
        content.difference(numbers, *(name.words for name in names)),
        names,
        numbers - {"1"},
        any(negates(word, language) for word in words),
        any(word.folded in of.lacking or word.folded in of.negative for word in words),
        frozenset(cues.moods[word.folded] for word in words if word.folded in cues.moods),
    )


def _names(text: str, known: Set[str], language: Language) -> Iterator[Name]:
    """Yield each run of words that is a name."""
    empty, places = function_words(language), language.words.places
    run: list[Word] = []
    after = ""  # the word that stands before the run
    for word in [*words_of(text), None]:
        if word and is_capital(text, word) and bare(word) in known:
            run.append(word)
            continue
        if run:
            follows = word is not None and word.folded not in empty
            yield _name(text, run, language, describes=follows and after not in places)
        run, after = [], word.folded if word else ""


def _name(text: str, run: list[Word], language: Language, *, describes: bool) -> Name:
    """Return a name; a country or people alone before a noun only describes that noun."""
    parts = [part for one in run for part in plain_words(text[one.start : one.end], language)]
    initials = "".join(word.folded[0] for word in run) if len(run) > 1 else run[0].folded
    alone = len(run) == 1 and is_people(parts[0], language)
    words = frozenset(concept(part, language) for part in parts)
    return Name(words, initials.replace(".", ""), describes and alone)


def differences(
    a: Said, b: Said, *, before_a: Set[str] = frozenset(), before_b: Set[str] = frozenset()
) -> list[str]:
    """Return the kinds of substance in which two sentences differ, in the order of ``SUBSTANCE``.

    ``before_a`` and ``before_b`` are the content words of the sentences before them.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> texts = "Rates will not rise in May.", "Rates could rise in May."
    >>> differences(*(said(text, language("en")) for text in texts))
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


def differing(
    text: str, other: Said, kinds: Iterable[str], known: Set[str], language: Language
) -> list[tuple[int, int]]:
    """Return where the words stand by which a sentence differs from another in these kinds.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> text, english = "Officials in Kyiv met again.", language("en")
    >>> differing(text, said("Officials met again.", english), ["names"], {"kyiv"}, english)
    [(13, 17)]
    """
    numbers, moods = _numbers(other), frozenset().union(*(part.moods for part in other.parts))
    known_moods = _cues(language).moods

    def parts(word: Word) -> list[str]:
        return plain_words(text[word.start : word.end], language)

    tests = {
        "names": lambda word: (
            is_capital(text, word)
            and bare(word) in known
            and not other.content.intersection(concept(part, language) for part in parts(word))
        ),
        "numbers": lambda word: any(
            part[0].isdigit() and part not in numbers for part in parts(word)
        ),
        "negation": lambda word: negates(word, language),
        "modality": lambda word: (
            not _is_name(text, word, language)
            and known_moods.get(word.folded, "") not in {"", *moods}
        ),
    }
    chosen = [tests[kind] for kind in kinds]
    return [(w.start, w.end) for w in words_of(text) if any(test(w) for test in chosen)]


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
