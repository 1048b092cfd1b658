"""Spelling variants of English words, folded to one form where a measure is asked to."""

from __future__ import annotations

import re

_RULES = [
    (re.compile(r"^((?:behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|sav|vap|vig)o)ur"), r"\1r"),
    (re.compile(r"((?:agon|apolog|author|capital|character|civil|critic|economic?|emphas|energ|"
                r"final|general|harmon|ideal|legal|local|minim|mobil|modern|national|normal|organ|"
                r"polar|prior|public|real|recogn|scrutin|special|stabil|summar|symbol|util|victim)i)"
                r"s(e|ed|es|ing|ation|ations)$"), r"\1z\2"),
    (re.compile(r"^((?:anal|paral|catal)y)s(e|ed|es|ing)$"), r"\1z\2"),
    (re.compile(r"^(cent|theat|(?:kilo|centi|milli)?met|lit|fib|calib|mit|somb|lust|spect)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(defen|offen|licen|preten)ce(s?)$"), r"\1se\2"),
    (re.compile(r"^(travel|cancel|label|model|signal|counsel|fuel|level|quarrel)l(ed|ing|er|ers)$"), r"\1\2"),
    (re.compile(r"^(program)me(s?)$"), r"\1\2"),
    (re.compile(r"^(catalog|dialog|analog)ue(s?)$"), r"\1\2"),
    (re.compile(r"^(skept|scept)(ic|ics|ical|icism)$"), r"skept\2"),
    (re.compile(r"^gr[ae]y(s?)$"), r"gray\1"),
]  # fmt: skip
_WHOLE = {
    "kiev": "kyiv",
    "zelenskyy": "zelensky",
    "zelenskiy": "zelensky",
    "u.s": "us",
    "u.k": "uk",
    "u.n": "un",
    "e.u": "eu",
}


def fold_spelling(token: str) -> str:
    """Return the American form of a folded word that has a British one, else the word.

    A short list of regular alternations and a few names; a word outside it stays as it is.

    Examples
    --------
    >>> [fold_spelling(word) for word in ["favour", "organised", "centre", "defence", "hour"]]
    ['favor', 'organized', 'center', 'defense', 'hour']
    """
    if token in _WHOLE:
        return _WHOLE[token]
    for pattern, form in _RULES:
        folded, changed = pattern.subn(form, token)
        if changed:
            return folded
    return token
