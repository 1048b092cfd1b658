"""Which words are names: those that stand with a capital where nothing else explains it.

Where nouns have capitals too, a word is one of them, and no name, if it stands after an article
or the like in any of the texts, has the ending of a noun or stands among the near-synonyms.
Countries, capitals and peoples are names by their list. Nouns that nothing tells from names
remain among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

import pandas as pd

from framing.corpus.words import Word, without_possessive, words_of
from framing.languages.language import Language, language
from framing.wire.concepts import is_people

_SHORT = 5  # letters of an abbreviation, at most
_LOUD = 0.6  # of the longer words of a headline in capitals have one
_FEWEST = 3  # of longer words, at most, tell nothing of that


@cache
def _synonyms(language: Language) -> frozenset[str]:
    return frozenset(chain.from_iterable(language.synonyms))


def known_names(texts: Iterable[str], language: Language) -> frozenset[str]:
    """Return the words that are names: a capital within a sentence, and never a small letter."""
    texts = list(texts)
    small = {bare(w) for text in texts for w in words_of(text) if not is_capital(text, w)}
    nouns = {noun for text in texts for noun in _nouns(text, language)}
    found = capitalised(texts, language) - small - nouns - {*language.words.abbreviations}
    return frozenset(name for name in found if len(name) > 1)


def names_by_language(sentences: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Return the names in each language's sentences by its code, and with "" those in all."""
    by_code = sentences.groupby("language")["text"]
    found = {code: known_names(own, language(code)) for code, own in by_code}
    return {**found, "": frozenset().union(*found.values())}


def common_language(one: str, other: str) -> Language:
    """Return the language of two sentences by its code, one without lists if it is not the same.

    Examples
    --------
    >>> common_language("en", "en").code, common_language("en", "de").words.function
    ('en', ())
    """
    return language(one if one == other else "")


def capitalised(texts: Iterable[str], language: Language) -> frozenset[str]:
    """Return the words that stand with a capital where no sentence or quotation begins."""
    nouns = bool(language.words.determiners)
    found = {
        bare(word)
        for text in texts
        if not mostly_capitals(text, nouns=nouns)
        for word in words_of(text)
        if is_capital(text, word) and not _opens(text, word)
    }
    return frozenset(found.difference(language.words.capitals))


def _nouns(text: str, language: Language) -> Iterator[str]:
    """Yield the words that have a capital as nouns have, in a language where they do."""
    of = language.words
    before = ""
    for word in words_of(text) if of.determiners else ():
        own = bare(word)
        is_noun = (
            before in of.determiners or own.endswith(of.noun_endings) or own in _synonyms(language)
        )
        if is_noun and not word.capitals and not is_people(own, language):
            yield own
        before = word.folded


def bare(word: Word) -> str:
    """Return a word's folded form without a possessive."""
    return without_possessive(word.folded)


def is_capital(text: str, word: Word) -> bool:
    """Tell whether a word is written as a name; a word all in capitals may only be loud."""
    return text[word.start].isupper() and (not word.capitals or len(word.folded) <= _SHORT)


def _opens(text: str, word: Word) -> bool:
    """Tell whether a word stands first in its text or in a quotation."""
    before = text[: word.start]
    return not before.strip() or before[-1:] in "\"'“‘„‚«»(" or before.rstrip()[-1] in ".!?…:"


def mostly_capitals(text: str, *, nouns: bool) -> bool:
    """Tell whether a text is a headline in which most words have a capital, or all letters are."""
    if nouns or text.isupper():
        return text.isupper()
    long = [word for word in words_of(text) if len(word.folded) > 3]
    return len(long) > _FEWEST and sum(is_capital(text, word) for word in long) > _LOUD * len(long)
