"""What a sentence says, word by word: its clauses, names, numbers, "not" and "could".

A clause ends at a comma or dash, or before a word such as "which"; what somebody is told to say
is one of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from itertools import chain, groupby
from typing import NamedTuple

from framing.corpus.words import Word, words_of
from framing.languages.language import Language
from framing.wire.concepts import (
    as_written,
    concept,
    function_words,
    is_people,
    plain_words,
    reporting_words,
)
from framing.wire.known_names import bare, is_capital, known_names, mostly_capitals

_MARKS = r"\s*[,;:.?!—–][\"'”’“‘»«)]*\s+|\s--?\s|\s?[()\[\]]\s?"
_NOTHING = "(?!)"  # a pattern of no words
_FAR = 4  # words after a number, among which is what it counts


class Name(NamedTuple):
    """A name: what its words stand for, the last, initials, if it describes a noun."""

    words: frozenset[str]
    last: str
    initials: str
    describes: bool


class Number(NamedTuple):
    """A number, and what it may count."""

    value: str
    units: frozenset[str]


class Item(NamedTuple):
    """A word of a sentence: what it stands for, the number of its clause, and what it is."""

    key: str
    clause: int
    is_empty: bool
    name: Name | None
    number: Number | None
    denies: bool
    opposes: bool
    mood: str


class Said(NamedTuple):
    """What a sentence says, word by word, and who does it in each of its clauses."""

    words: tuple[str, ...]
    items: tuple[Item, ...]
    subjects: Mapping[int, Name]
    language: Language


class _Cues(NamedTuple):
    """Where a sentence of a language is parted, and words in a row that say less than they seem."""

    part: re.Pattern[str]
    no_number: re.Pattern[str]
    no_mood: re.Pattern[str]
    affirming: re.Pattern[str]
    moods: Mapping[str, str]


@cache
def _cues(language: Language) -> _Cues:
    words, certain = language.words, language.certainty
    return _Cues(
        part=re.compile(rf"{_MARKS}|\s(?=(?:{any_of(words.parts)})\s)"),
        no_number=_phrases(words.no_numbers),
        no_mood=_phrases(certain.idioms),
        affirming=_phrases(certain.affirming),
        moods=dict.fromkeys(certain.possible, "possible")
        | dict.fromkeys(certain.necessary, "necessary"),
    )


def _phrases(listed: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(listed)})\b", re.IGNORECASE)


def any_of(phrases: Iterable[str]) -> str:
    """Return a pattern of any of these words in a row, ``*`` being any one word."""
    return "|".join(re.escape(one).replace(r"\*", r"\w+") for one in phrases) or _NOTHING


def negates(word: Word, language: Language) -> bool:
    """Tell whether a word says "not"."""
    of = language.certainty
    return word.folded in of.negators or word.folded.endswith(of.negative_endings)


def mood_of(text: str, words: Sequence[Word], at: int, language: Language) -> str:
    """Return whether a word says that something may or has to be, if it does.

    "May" with a capital is a month, and "need" without a verb a noun or a lack.
    """
    word, of = words[at], language.certainty
    after = words[at + 1].folded if at + 1 < len(words) else ""
    is_name = word.folded in of.capital and text[word.start].isupper() and word.start > 0
    is_lack = word.folded in of.lacks and after not in of.infinitive
    return "" if is_name or is_lack else _cues(language).moods.get(word.folded, "")


def said(text: str, language: Language, known: Set[str] | None = None) -> Said:
    """Take a sentence apart; ``known`` are the words that are names in its story."""
    known = known_names([text], language) if known is None else known
    plain, text = tuple(plain_words(text, language)), as_written(text, language)
    words, cues = words_of(text), _cues(language)
    borders = [match.end() for match in cues.part.finditer(text)]
    clauses = [2 * sum(border <= word.start for border in borders) for word in words]
    names = _names(text, words, clauses, known, language)
    clauses = _reported(words, clauses, names, language)
    numberless, moodless, affirming = (
        [match.span() for match in pattern.finditer(text.replace("’", "'"))]
        for pattern in (cues.no_number, cues.no_mood, cues.affirming)
    )
    empty, of = function_words(language), language.certainty
    parts = [_parts(text[word.start : word.end], language) for word in words]
    items = []
    for at, word in enumerate(words):
        denies = negates(word, language)
        for n, part in enumerate(parts[at]):
            before = words[at - 1].folded if at else ""
            after = [*parts[at][n + 1 :], *chain(*parts[at + 1 : at + 1 + _FAR])][:_FAR]
            counts = part[0].isdigit() and part != "1" and not _within(word, numberless)
            items.append(
                Item(
                    key=part if part in empty or part[0].isdigit() else concept(part, language),
                    clause=clauses[at],
                    is_empty=part in empty,
                    name=names.get(at),
                    number=_number(part, before, after, language) if counts else None,
                    denies=denies and not (n or _within(word, affirming)),
                    opposes=n == 0 and word.folded in {*of.lacking, *of.negative},
                    mood="" if n or _within(word, moodless) else mood_of(text, words, at, language),
                )
            )
    return Said(plain, tuple(items), _subjects(words, clauses, names, language), language)


def _parts(word: str, language: Language) -> list[str]:
    """Return the parts of a word, of which "fifty-six" has one."""
    parts = plain_words(word, language)
    is_sum = len(parts) == 2 and all(map(str.isdigit, parts)) and len(parts[0]) == 2
    return (
        [str(sum(map(int, parts)))]
        if is_sum and parts[0][1] == "0" and len(parts[1]) == 1
        else parts
    )


def _within(word: Word, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low <= word.start < high for low, high in spans)


def _names(
    text: str, words: Sequence[Word], clauses: Sequence[int], known: Set[str], language: Language
) -> dict[int, Name]:
    """Return the name that each word belongs to: a run of such words within a clause."""
    titled = mostly_capitals(text, nouns=bool(language.words.determiners))
    is_name: list[bool] = []
    for at, word in enumerate(words):
        own = plain_words(text[word.start : word.end], language)[:1]
        goes_on = at > 0 and is_name[-1] and not titled and text[word.start - 1] == " "
        goes_on = goes_on and word.folded not in language.words.capitals
        is_known = bare(word) in known or goes_on  # a surname may be a word: Ada Brown
        is_state = own == ["u.s"] and is_people("u.s", language)
        is_name.append(is_state or (is_capital(text, word) and is_known))

    found: dict[int, Name] = {}
    for (_, is_run), run in groupby(range(len(words)), key=lambda at: (clauses[at], is_name[at])):
        if is_run:
            places = list(run)
            after = words[places[-1] + 1].folded if places[-1] + 1 < len(words) else ""
            name = _name(text, [words[at] for at in places], after, language)
            found |= dict.fromkeys(places, name)
    return found


def _name(text: str, run: list[Word], after: str, language: Language) -> Name:
    parts = [part for one in run for part in plain_words(text[one.start : one.end], language)]
    whole = _full(" ".join(parts), language).split()
    forms = [unaccented(concept(_full(part, language), language)) for part in whole]
    initials = "".join(word.folded[0] for word in run) if len(run) > 1 else run[0].folded
    is_noun = bool(after) and after not in function_words(language)
    describes = len(run) == 1 and is_noun and is_people(parts[0], language)
    return Name(frozenset(forms), forms[-1], initials.replace(".", ""), describes)


def _full(word: str, language: Language) -> str:
    """Return the name that an abbreviation stands for, else the word."""
    return next((name for name, short in language.words.short.items() if word in short), word)


def unaccented(word: str) -> str:
    """Return a word without its accents."""
    letters = unicodedata.normalize("NFKD", word)
    return "".join(one for one in letters if not unicodedata.combining(one))


def _number(value: str, before: str, after: Sequence[str], language: Language) -> Number:
    """Return a number with what it may count: a month's day, a year, or the next words."""
    months, empty = language.words.months, function_words(language)
    if len(value) == 4 and value[:2] in {"19", "20"}:
        return Number(value, frozenset({"year"}))
    if {before, *after[:1]} & {*months}:
        return Number(value, frozenset({"day"}))
    units = [concept(one, language) for one in after if one not in empty and one.isalpha()]
    return Number(value, frozenset(units[:1]))


def _reported(
    words: Sequence[Word], clauses: Sequence[int], names: Mapping[int, Name], language: Language
) -> list[int]:
    """Return clauses, in which what somebody is told to say is one of its own."""
    found, reports = list(clauses), reporting_words(language)
    for clause, run in groupby(range(len(words)), key=clauses.__getitem__):
        places = list(run)
        _, verb = _subject(places, words, names, language)
        if verb is not None and words[verb].folded in reports:
            for at in places[places.index(verb) + 1 :]:
                found[at] = clause + 1
    return found


def _subjects(
    words: Sequence[Word], clauses: Sequence[int], names: Mapping[int, Name], language: Language
) -> dict[int, Name]:
    """Return who does something in a clause, by the number of the clause."""
    runs = groupby(range(len(words)), key=clauses.__getitem__)
    found = {clause: _subject(list(run), words, names, language)[0] for clause, run in runs}
    return {clause: who for clause, who in found.items() if who}


def _subject(
    places: Sequence[int], words: Sequence[Word], names: Mapping[int, Name], language: Language
) -> tuple[Name | None, int | None]:
    """Return who does or says something, and where the verb stands if that follows.

    It is the last name at the head of a clause, titles aside, or one after "said".
    """
    of, reports, empty = language.words, reporting_words(language), function_words(language)
    helping = {*language.certainty.be, *language.certainty.modals, *language.certainty.have}
    offices = {*of.capitals, *of.pointers} - helping
    who, says, last = None, False, ""
    for at in places:
        word = words[at].folded
        if at in names:
            who, last = names[at], "name"
        elif word in offices and word not in empty:
            last = "office"
        elif who is None and (word in empty or word in reports):
            says = says or word in reports
            if word in of.places and not says:
                break
        else:
            acts = last == "name" and (says or word not in empty or word in helping)
            return (who, None if says else at) if acts else (None, None)
    return (who, None) if who and last == "name" and says else (None, None)


class Place(NamedTuple):
    """What stands at one place of a sentence."""

    items: tuple[Item, ...]
    whole: Said

    def names(self) -> list[Name]:
        """Return the names that stand there, each once."""
        return list(dict.fromkeys(one.name for one in self.items if one.name))

    def numbers(self) -> list[Number]:
        """Return the numbers that stand there."""
        return [one.number for one in self.items if one.number]
