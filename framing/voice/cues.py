"""Cues: words by which something is given to somebody, and what may stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from framing.languages.language import language
from framing.voice.units import Units

NAMED, NAMED_AFTER = "named", "named_after"


class Cue(NamedTuple):
    """What a cue's words are: its dictionary form, its class, and the words after the first."""

    form: str
    kind: str
    rest: tuple[str, ...]


class Found(NamedTuple):
    """A cue in a paragraph: the first of its units, and the one behind its last."""

    at: int
    end: int
    cue: Cue


class Grammar(NamedTuple):
    """The lists of a language as sets, and its cues by their first word."""

    cues: dict[str, list[Cue]]
    of: dict[str, frozenset[str]]
    endings: tuple[str, ...]
    participles: tuple[str, ...]


@cache
def grammar(code: str) -> Grammar:
    """Return the cues of a language, and its other lists as sets."""
    speech = language(code).speech
    cues: dict[str, list[Cue]] = {}
    for kind, table in speech.classes().items():
        for form, written in table.items():
            for words in written:
                first, *rest = words.split()
                cues.setdefault(first, []).append(Cue(form, kind, tuple(rest)))
    for several in cues.values():
        several.sort(key=lambda cue: -len(cue.rest))
    lists = {
        name: frozenset(value) for name, value in vars(speech).items() if isinstance(value, tuple)
    }
    return Grammar(cues, lists, speech.adverb_endings, speech.participle_endings)


def found_cues(units: Units, of: Grammar) -> Iterator[Found]:
    """Yield the cues of a paragraph, in order; of those that overlap the first."""
    words, end = units.words, 0
    for at, word in enumerate(words):
        if at < end or word not in of.cues:
            continue
        for cue in of.cues[word]:
            end = at + 1 + len(cue.rest)
            if not cue.rest or tuple(words[at + 1 : end]) == cue.rest:
                yield Found(at, end, cue)
                break
        else:
            end = at
