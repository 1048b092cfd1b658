"""Spelling variants of words, folded to one form where a measure is asked to."""

from __future__ import annotations

import re
from functools import cache

from framing.languages.language import Language


def fold_spelling(token: str, language: Language) -> str:
    """Return the form that a folded word's variants of spelling share, else the word.

    A short list of regular alternations and a few names of a language; a word outside it, and
    any word of a language without such a list, stays as it is.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> british = ["favour", "organised", "centre", "defence", "hour"]
    >>> [fold_spelling(word, language("en")) for word in british]
    ['favor', 'organized', 'center', 'defense', 'hour']
    """
    variants, rules = _compiled(language)
    if token in variants:
        return variants[token]
    for pattern, form in rules:
        folded, changed = pattern.subn(form, token)
        if changed:
            return folded
    return token


@cache
def _compiled(language: Language) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Return the form of each variant, and the patterns with what they are replaced by."""
    given = language.spelling
    variants = {
        word.casefold(): form.casefold()
        for form, listed in given.variants.items()
        for word in listed
    }
    rules = [(re.compile(one), form) for form, listed in given.rules.items() for one in listed]
    return variants, rules
