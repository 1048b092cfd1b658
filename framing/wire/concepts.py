"""What a word stands for when wordings are compared: spelling, stem, country, near-synonym.

The lists are those of the word's language, general and not of one story. A line of
``near_synonyms.txt`` holds words that editors exchange for one another, one of ``peoples.txt`` a
country, its people and its capital. They are no thesaurus: a word of two senses stands in one
line. In a language without lists a word stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from framing.corpus.spelling import fold_spelling
from framing.corpus.words import without_possessive, words_of
from framing.languages.language import Language

_KEPT = 65536  # answers of each question that are kept


@cache
def function_words(language: Language) -> frozenset[str]:
    """Return the words that carry no content."""
    return frozenset(language.words.function)


@cache
def reporting_words(language: Language) -> frozenset[str]:
    """Return the words that say that something is said."""
    return frozenset(language.words.reporting)


# -- how a word is written --------------------------------------------------------------------


class _Writing(NamedTuple):
    """How one language writes the same in several ways."""

    words: dict[tuple[str, bool], str]  # the form of a folded word, by whether it is in capitals
    marks: list[str]  # one of these stands in a text that holds what is replaced
    replaced: list[tuple[re.Pattern[str], str]]
    digits: list[tuple[re.Pattern[str], str]]


def plain_words(text: str, language: Language) -> list[str]:
    """Return a sentence's words by which *verbatim* is told, variants of a word folded.

    Case, punctuation, hyphens, thousands separators and possessives do not count; numbers in
    words are digits.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> plain_words("The U.S. leader's one-and-a-half hours, 2,500 men", language("en"))
    ['the', 'u.s', 'leader', '1', 'and', 'a', 'half', 'hours', '2500', 'men']
    """
    written = words_of(as_written(text, language))
    return [part for one in written for part in _parts(one.folded, one.capitals, language)]


def as_written(text: str, language: Language) -> str:
    """Return a text with numbers, and names and signs of several words, in one form."""
    writing = _writing(language)
    text = in_digits(text, language)
    is_replaced = any(mark in text for mark in writing.marks)
    return _replaced(text, writing.replaced) if is_replaced else text


def in_digits(text: str, language: Language) -> str:
    """Return a text whose numbers have no mark between thousands, and a point before decimals."""
    digits = _writing(language).digits
    return _replaced(text, digits) if digits and any(map(str.isdigit, text)) else text


def _replaced(text: str, replaced: list[tuple[re.Pattern[str], str]]) -> str:
    for pattern, form in replaced:
        text = pattern.sub(form, text)
    return text


@lru_cache(maxsize=_KEPT)
def _parts(folded: str, capitals: bool, language: Language) -> list[str]:
    bare = without_possessive(folded)
    if form := _writing(language).words.get((bare, capitals)):
        return [form]
    return [variant(part, language) for part in bare.split("-") if part]


@lru_cache(maxsize=_KEPT)
def variant(word: str, language: Language) -> str:
    """Return the number that a word stands for, else its form of several spellings."""
    return language.words.numbers.get(word) or fold_spelling(word, language)


@cache
def _writing(language: Language) -> _Writing:
    listed = language.spelling.written.items()
    given = [(one, form.casefold()) for form, several in listed for one in several]
    single = [(one, form) for one, form in given if one.isalnum() or "." in one]
    several = sorted((pair for pair in given if pair not in single), key=lambda pair: -len(pair[0]))
    return _Writing(
        {(one.casefold(), large): form for one, form in single for large in {True, one.isupper()}},
        [one.split()[-1] for one, _ in several],
        [(_pattern(one), f" {form}") for one, form in several],
        _of_digits(language),
    )


def _pattern(written: str) -> re.Pattern[str]:
    """Return a pattern of words in a row, or of a sign after a digit."""
    if not any(map(str.isalpha, written)):
        return re.compile(rf"(?<=\d)\s?{re.escape(written)}")
    parts = r"\s+".join(map(re.escape, written.split()))
    return re.compile(rf"\b{parts}\b", re.IGNORECASE if written.islower() else 0)


def _of_digits(language: Language) -> list[tuple[re.Pattern[str], str]]:
    """Return what thousands and decimals of a language are written without."""
    of = language.words
    thousands = [(re.compile(rf"(?<=\d){re.escape(one)}(?=\d{{3}}(?!\d))"), "")
                 for one in of.thousands]  # fmt: skip
    return thousands + [(re.compile(rf"(?<=\d){re.escape(one)}(?=\d)"), ".") for one in of.decimal]


# -- what it stands for -----------------------------------------------------------------------


@lru_cache(maxsize=_KEPT)
def stem(word: str, language: Language) -> str:
    """Return a word's stem; in a language without a stemmer the word."""
    return _stemmer(language)(word)


@cache
def _stemmer(language: Language) -> Callable[[str], str]:
    if not language.words.stemmer:
        return str
    from nltk.stem.snowball import SnowballStemmer

    stemmer: Callable[[str], str] = SnowballStemmer(*language.words.stemmer).stem
    return stemmer


@cache
def _groups(language: Language) -> dict[str, str]:
    """Return for each word of a group, and for each stem, the group's first word."""
    found: dict[str, str] = {}
    for group in (*language.peoples, *language.synonyms):
        for word in group:
            found.setdefault(word, f"~{group[0]}")
    for word, first in list(found.items()):
        found.setdefault(stem(word, language), first)
    return found


@lru_cache(maxsize=_KEPT)
def concept(word: str, language: Language) -> str:
    """Return what a word stands for: its group of near-synonyms, else its stem.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> english = language("en")
    >>> concept("ukrainian", english) == concept("kyiv", english)
    True
    >>> concept("minerals", english), concept("minerals", language("xx"))
    ('miner', 'minerals')
    """
    groups = _groups(language)
    bare = stem(word, language)
    return groups.get(word) or groups.get(bare) or bare


def is_people(word: str, language: Language) -> bool:
    """Tell whether a word names a country, its capital or its people.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> is_people("ukrainian", language("en")), is_people("talks", language("en"))
    (True, False)
    """
    return word in _peoples(language)


@cache
def _peoples(language: Language) -> frozenset[str]:
    return frozenset(chain.from_iterable(language.peoples))
