"""Entries written in another query language: told by their signs, and how they are written here.

Signs between words are passed over where entries are matched, so an entry in another language
would mean something else in silence: "cost|rise" would be the phrase "cost rise". What can only
be meant as such a sign is refused. What stands in texts is not: AT&T, Q&A, 9/11, US$, (sic), "What
now?", and words such as OR where nothing stands beside them to be joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from framing.corpus.words import fold_quotes
from framing.errors import CodebookError
from framing.expressions import expression

ALLOWED = "An entry is a word or a phrase; '*' may stand at a word's start or end"
_PASSED = "signs between words are passed over, so leave it out if it is one of the text's"
_SMALL = "Words in capitals that are meant as words are written small"
_FORMS = "write each spelling as an entry of its own"
_OPEN = f"for any ending write '*' (econom*), else {_FORMS}; {_PASSED}"
_UNCLEAR = '"..."'

_ONE_IN_BRACKETS = expression(r"(?<![\w*])[(\[](\*?\w[\w.'-]*\*?)[)\]](?![\w*])")
_AND_SIGN = expression(r"([^\W_][\w.'-]*)(\s*&\s*)(?=([^\W_]))")
_AT_THE_ENDS = expression(r"[()\[\]{}\"]|^\W+|[^\w*]+$")
_NUMBER = expression(r"\d+")


class _Kind(NamedTuple):
    """A sign of other languages: how it is told, and what to write for what it parts."""

    sign: re.Pattern[str]
    instead: Callable[[list[str], str], str]


def refuse_query(entry: str) -> None:
    """Refuse an entry that is written in another query language.

    Raises
    ------
    CodebookError : the entry has a sign of one; the message says what is written here instead.

    Examples
    --------
    >>> refuse_query("the fate of AT&T")
    >>> refuse_query("cost|rise")
    Traceback (most recent call last):
    framing.errors.CodebookError: 'cost|rise' has '|', a sign of another query language; write \
entries of their own: "cost", "rise". An entry is a word or a phrase; '*' may stand at a word's \
start or end
    """
    plain = _without_signs_of_texts(fold_quotes(entry))
    for kind in _KINDS:
        if found := kind.sign.search(plain):
            sign = found[0].strip()
            instead = kind.instead([_told(part) for part in kind.sign.split(plain)], sign)
            raise CodebookError(
                f"'{entry}' has '{sign}', a sign of another query language; {instead}. {ALLOWED}"
            )


def _without_signs_of_texts(entry: str) -> str:
    """Leave out signs that texts have: one word in brackets, AT&T, what ends a question."""
    bare = _ONE_IN_BRACKETS.sub(r" \1 ", entry)
    bare = _AND_SIGN.sub(lambda name: f"{name[1]} " if _is_name(name) else name[0], bare)
    asked = bare.strip("\"')] ")
    ends = asked.count("?") == 1 and asked.endswith("?") and " " in asked
    return asked[:-1] if ends else bare


def _is_name(found: re.Match[str]) -> bool:
    """Tell whether ``&`` stands in a name: between capitals or digits, or after one letter."""
    first, _, after = found.groups()
    return len(first) == 1 or not (first[0].islower() or after.islower())


def _told(part: str) -> str:
    """Quote a part of an entry that a sign cut; dots where it holds another sign."""
    bare = _AT_THE_ENDS.sub("", part).strip()
    if not bare:
        return ""
    return _UNCLEAR if any(kind.sign.search(part) for kind in _KINDS) else f'"{bare}"'


# -- what is written instead ------------------------------------------------------------------


def _either(parts: list[str], _sign: str) -> str:
    return f"write entries of their own: {_listed(parts)}"


def _all(parts: list[str], _sign: str) -> str:
    return f"in a codebook write all = [{_listed(parts)}]"


def _near(parts: list[str], sign: str) -> str:
    number = _NUMBER.search(sign)
    return f"{_all(parts, sign)} and within = {number[0] if number else 'a number of words'}"


def _unless(parts: list[str], _sign: str) -> str:
    here, *others = parts
    unless = _listed(others, least=1)
    return f"in a codebook write any = [{here or _UNCLEAR}] and unless = [{unless}]"


def _listed(parts: list[str], *, least: int = 2) -> str:
    told = [part for part in parts if part]
    return ", ".join(told + [_UNCLEAR] * (least - len(told)))


def _and(way: Callable[[list[str], str], str], more: str) -> Callable[[list[str], str], str]:
    return lambda parts, sign: f"{way(parts, sign)}{more}"


def _say(words: str) -> Callable[[list[str], str], str]:
    return lambda _parts, _sign: words


_OPERATOR, _SIGN = f". {_SMALL}", f"; {_PASSED}"
_LOWER = "[a-zß-öø-ÿ]"
_INSTEAD: dict[str, Callable[[list[str], str], str]] = {
    # W/5, NEAR/5, PRE/s, NOT W/5; near5, NEAR:5; NEAR(5), AROUND 5; /N30/
    r"\b(?i:not\s+)?(?i:(?:o?near|pre|adj|w)\s?/\s?(?:\d+|[sp]|sent|seg|para)|[pn]/\d+)\b"
    r"|\b(?i:o?near|adj)(?:\d+\b|:\d+)|\b(?:O?NEAR|ADJ|AROUND)\s?\(?\s?\d+\b\)?"
    r"|/[NFnf]\d+/": _near,
    r"\b(?i:atleast)\d*\b": _say("how often a word stands is not asked: write the word alone"),
    # regular expressions, optional letters, likeness: \b, ^, {2}, .*, cost(s), [Cc]ost, /cost/i, ~
    r"\\\w?|\^|[{}]|(?<=[^\W_])(?<!\.[^\W_])\.[*+?]|(?<=\w)[(\[]|[)\]](?=\w)|^/.+/\w*$|~\d*": _say(
        f"regular expressions and letters left open are not read: {_FORMS}, or '*' for any ending"
    ),
    # operators between words, and NOT before them
    r"(?<=\S)\s+(?:(?:AND|OR)\s+NOT|ANDNOT|NOT|NICHT)\s+(?=\S)|^[\s(\"]*NOT\s+(?=\S)": _and(
        _unless, _OPERATOR
    ),
    r"(?<=\S)\s+(?:AND|UND)\s+(?=\S)": _and(_all, _OPERATOR),
    r"(?<=\S)\s+(?:OR|XOR|ODER)\s+(?=\S)": _and(_either, _OPERATOR),
    r"(?<=\S)\s+(?:O?NEAR|ADJ)\s+(?=\S)": _and(_near, _OPERATOR),
    # signs between words, before them and after them
    r"\|+": _either,
    r"&+": _and(_all, _SIGN),
    r"(?<!\S)\+(?=[^\W\d_])|\s\+\s|(?<=[^\W\d_]{2})\+(?=[^\W\d_]{2})": _and(_all, _SIGN),
    r"(?<=[^\s-])\s+-(?=[^\W\d_])": _and(_unless, _SIGN),
    r"!+": _say(_OPEN),
    r"\?+": _say(f"no sign stands for any letter: {_FORMS}; {_PASSED}"),
    rf"(?<={_LOWER})[$#]|(?<=[^\W\d_])%|(?<!\S)%(?=[^\W\d_])": _say(_OPEN),
    r"\b(?:title|headline|hlead|hd|lead|body|text|author|byline|source|date|intitle)[:=](?=\S)": (
        _say("fields are not read: choose among the sentences, by zone for headlines")
    ),
    r"[()\[\]]": _say("nothing is grouped: leave brackets out, and write parts as own entries"),
    r'"[^"]*"[^"]*"[^"]*"': _say("write each phrase as an entry of its own, without marks"),
}
_KINDS = tuple(_Kind(expression(sign), instead) for sign, instead in _INSTEAD.items())
