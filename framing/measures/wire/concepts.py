"""What a word stands for when wordings are compared: spelling, stem, country, near-synonym.

The lists are general English of news, not of one story. A line of ``near_synonyms.txt``
holds words that editors exchange for one another, one of ``peoples.txt`` a country, its
people and its capital. They are no thesaurus: a word of two senses stands in one line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Any

from framing.corpus.spelling import fold_spelling
from framing.corpus.words import Word, without_possessive, words

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_UNITED_STATES = re.compile(r"\bUnited\s+States(?:\s+of\s+America)?\b")
_UNITED_KINGDOM = re.compile(r"\bUnited\s+Kingdom\b")
_PER_CENT = re.compile(r"\bper\s+cent\b|(?<=\d)\s?%", re.IGNORECASE)

_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
     "eighty": "80", "ninety": "90", "hundred": "100", "dozen": "12", "dozens": "12",
     "thousand": "1000", "thousands": "1000", "million": "1000000", "millions": "1000000",
     "billion": "1000000000", "billions": "1000000000"}  # fmt: skip

_AMERICA = "u.s"
FUNCTION = frozenset(
    "a an the this that these those it its he him his she her hers they them their theirs we "
    "us our ours you your i me my who whom whose which what where when why how there here and "
    "or but nor so yet if than then as at by for from in into of off on onto out over to "
    "under up with within about above after against along among around before behind below "
    "beneath beside between beyond down during inside near outside since through throughout "
    "till toward towards until upon via while whereas although though because unless is are "
    "was were be been being am do does did done doing have has had having will would shall "
    "should can could may might must not no n't also too very just only even still however "
    "meanwhile moreover additionally s t re ve ll d m both each every either neither all any "
    "some such own same other others one's himself herself itself themselves".split()
)

REPORTING = frozenset(
    "say said says saying tell told tells state stated states add added adds note noted notes "
    "according comment commented remark remarked report reported reports mention mentioned explain "
    "explained describe described express expressed".split()
)


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text; it is taken apart once, however often it is asked for."""
    return tuple(words(text))


def plain_words(text: str) -> list[str]:
    """Return a sentence's words by which *verbatim* is told, variants of a word folded.

    Case, punctuation, hyphens, thousands separators and possessives do not count; numbers
    up to twenty are digits.

    Examples
    --------
    >>> plain_words("The U.S. leader's one-and-a-half hours, 2,500 men")
    ['the', 'u.s', 'leader', '1', 'and', 'a', 'half', 'hours', '2500', 'men']
    """
    if "United" in text:
        text = _UNITED_KINGDOM.sub("UK", _UNITED_STATES.sub("US", text))
    if any(map(str.isdigit, text)) or "cent" in text:
        text = _PER_CENT.sub(" percent", _THOUSANDS.sub("", text))
    return [part for word in words_of(text) for part in _parts(word.folded, word.capitals)]


@lru_cache(maxsize=65536)
def _parts(folded: str, capitals: bool) -> list[str]:
    if folded in ("u.s", "u.s.a", "usa") or (folded == "us" and capitals):
        return [_AMERICA]
    return [_variant(part) for part in without_possessive(folded).split("-") if part]


@lru_cache(maxsize=65536)
def _variant(word: str) -> str:
    return _NUMBERS.get(word) or fold_spelling(word)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer

    return EnglishStemmer()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word's stem."""
    return str(_stemmer().stem(word))


def _listed(name: str) -> list[list[str]]:
    """Return the groups of a list: a line of words that stand for the same."""
    text = (resources.files("framing.languages") / "en" / name).read_text("utf-8")
    return [line.split() for line in text.splitlines()]


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    """Return for each word of a group, and for each stem, the group's first word."""
    found: dict[str, str] = {}
    for group in (*_listed("peoples.txt"), *_listed("near_synonyms.txt")):
        for word in group:
            found.setdefault(word, f"~{group[0]}")
    for word, first in list(found.items()):
        found.setdefault(stem(word), first)
    return found


@lru_cache(maxsize=65536)
def concept(word: str) -> str:
    """Return what a word stands for: its group of near-synonyms, else its stem.

    Examples
    --------
    >>> concept("ukrainian") == concept("kyiv"), concept("released") == concept("freed")
    (True, True)
    >>> concept("minerals")
    'miner'
    """
    groups = _groups()
    return groups.get(word) or groups.get(stem(word)) or stem(word)


def is_people(word: str) -> bool:
    """Tell whether a word names a country, its capital or its people.

    Examples
    --------
    >>> is_people("ukrainian"), is_people("talks")
    (True, False)
    """
    return word in _peoples()


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(word for group in _listed("peoples.txt") for word in group)
