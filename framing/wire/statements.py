"""What a sentence says, part by part: whom it names, what numbers, "not" and "could"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from typing import NamedTuple

from framing.corpus.words import Word
from framing.languages.language import Language
from framing.wire.concepts import (
    concept,
    function_words,
    is_people,
    plain_words,
    words_of,
)
from framing.wire.known_names import bare, is_capital, known_names

_MARKS = r"\s*[,;:—–][\"'”’“‘»«)]*\s+|\s--?\s"
_NOTHING = "(?!)"  # a pattern of no words


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


class Cues(NamedTuple):
    """Words of a language by which a statement is taken apart."""

    part: re.Pattern[str]
    no_number: re.Pattern[str]
    no_mood: re.Pattern[str]
    pointers: frozenset[str]
    places: frozenset[str]
    negators: frozenset[str]
    negative_endings: tuple[str, ...]
    negative: frozenset[str]
    moods: Mapping[str, str]
    capital: frozenset[str]

    def negates(self, word: Word) -> bool:
        """Tell whether a word says "not"."""
        return word.folded in self.negators or word.folded.endswith(self.negative_endings)

    def mood(self, text: str, word: Word) -> str:
        """Return whether a word says that something may be or has to be; else nothing."""
        return "" if self.is_name(text, word) else self.moods.get(word.folded, "")

    def is_name(self, text: str, word: Word) -> bool:
        """Tell whether a verb, such as "may", is a name within a sentence, such as a month."""
        return word.folded in self.capital and text[word.start].isupper() and word.start > 0


@cache
def cues(language: Language) -> Cues:
    """Return the words of a language by which statements are taken apart, ready for use."""
    words, certain = language.words, language.certainty
    possible, necessary = (
        dict.fromkeys(getattr(certain, kind), kind) for kind in ("possible", "necessary")
    )
    return Cues(
        part=re.compile(rf"{_MARKS}|\s(?=(?:{_any(words.parts)})\s)"),
        no_number=re.compile(rf"\b(?:{_any(words.no_numbers)})\b", re.IGNORECASE),
        no_mood=re.compile(rf"\b(?:{_any(certain.idioms)})\b", re.IGNORECASE),
        pointers=frozenset(words.pointers),
        places=frozenset(words.places),
        negators=frozenset(certain.negators),
        negative_endings=certain.negative_endings,
        negative=frozenset((*certain.lacking, *certain.negative)),
        moods=possible | necessary,
        capital=frozenset(certain.capital),
    )


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern of any of these words in a row, ``*`` being any one word."""
    return "|".join(re.escape(one).replace(r"\*", r"\w+") for one in phrases) or _NOTHING


def said(text: str, language: Language, known: Set[str] | None = None) -> Said:
    """Take a sentence apart; ``known`` are the words that are names in its story."""
    known = known_names([text], language) if known is None else known
    found = cues(language)
    pieces = [piece for piece in found.part.split(text) if piece.strip()]
    parts = tuple(_part(piece, known, language) for piece in pieces)
    points = any(word.folded in found.pointers for word in words_of(text))
    return Said(parts, frozenset().union(*(part.content for part in parts)), points)


def _part(text: str, known: Set[str], language: Language) -> Part:
    found, empty = cues(language), function_words(language)
    written = plain_words(text, language)
    bare_text = found.no_number.sub("", text)
    numbers = frozenset(w for w in plain_words(bare_text, language) if w[0].isdigit())
    content = frozenset(concept(word, language) for word in written if word not in empty) | numbers
    names = tuple(_names(text, known, language))
    text = found.no_mood.sub("", text)
    words = [word for word in words_of(text) if not found.is_name(text, word)]
    return Part(
        content,
        content.difference(numbers, *(name.words for name in names)),
        names,
        numbers - {"1"},
        any(map(found.negates, words)),
        any(word.folded in found.negative for word in words),
        frozenset(found.moods[word.folded] for word in words if word.folded in found.moods),
    )


def _names(text: str, known: Set[str], language: Language) -> Iterator[Name]:
    """Yield each run of words that is a name."""
    empty, places = function_words(language), cues(language).places
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
