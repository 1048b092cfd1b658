"""Cues: words by which something is given to somebody, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from framing.languages.language import language
from framing.voice.units import EDGE, QUOTE, STOP, Units

NAMED, NAMED_AFTER, UNNAMED = "named", "named_after", "unnamed"  # classes of other cues
_GAP = "*"  # in a cue: words that may stand between
_GAP_WORDS = 20
_JOINED = {  # lists that are asked for together
    "takes_nouns": ("objects", "things"),
    "no_speech_before": ("needs_that", "things"),
    "opens": ("prepositions", "breaks", "helping", "times"),
    "adverbial": ("prepositions", "times"),
    "names_somebody": ("determiners", "speakers", "titles"),
    "before_nouns": ("prepositions", "joins", "determiners"),
    "loose": ("no_subject", "helping"),
    "plainly_a_verb": ("determiners", "that", "pronouns"),
}

Range = tuple[int, int]


class Cue(NamedTuple):
    """What a cue's words are: its dictionary form, its class, and the words after the first."""

    form: str
    kind: str
    rest: tuple[str, ...]


class Found(NamedTuple):
    """A cue in a paragraph: its first unit, the one behind its first words, and behind all."""

    at: int
    end: int
    last: int
    form: str
    kind: str


class Grammar(NamedTuple):
    """The lists of a language: its cues by their first word, the others as sets, endings.

    verbs : the first words of cues that are no prepositions.
    """

    cues: dict[str, list[Cue]]
    verbs: frozenset[str]
    of: dict[str, frozenset[str]]
    adverbs: tuple[str, ...]
    participles: tuple[str, ...]
    negations: tuple[str, ...]


@cache
def grammar(code: str) -> Grammar:
    """Return the lists of a language in the form in which paragraphs are read."""
    speech, certainty = language(code).speech, language(code).certainty
    cues: dict[str, list[Cue]] = {}
    for kind, table in speech.classes().items():
        for form, written in table.items():
            for first, *rest in map(str.split, written):
                cues.setdefault(first, []).append(Cue(form.casefold(), kind, tuple(rest)))
    for several in cues.values():
        several.sort(key=lambda cue: -len(cue.rest))
    of = {name: frozenset(one) for name, one in vars(speech).items() if isinstance(one, tuple)}
    of |= {name: frozenset().union(*(of[one] for one in lists)) for name, lists in _JOINED.items()}
    of["negators"] = frozenset(certainty.negators)
    of["genres"] = frozenset().union(*language(code).genres.marks.values())
    endings = speech.adverb_endings, speech.participle_endings, certainty.negative_endings
    return Grammar(cues, frozenset(cues) - of["prepositions"], of, *endings)


class Paragraph:
    """A paragraph that is read: its units, the lists of its language, and its cues."""

    def __init__(self, units: Units, lists: Grammar) -> None:
        self.units, self.words, self.lists, self.of = units, units.words, lists, lists.of
        self.cues = list(self._found())
        self.cue_at = {found.at for found in self.cues}

    def _found(self) -> Iterator[Found]:
        """Yield the cues in order; of those that overlap the first."""
        cues, end = self.lists.cues, 0
        for at in [n for n, word in enumerate(self.words) if word in cues]:
            if at < end:
                continue
            for cue in cues[self.words[at]]:
                if found := self._met(cue, at):
                    end = found.end
                    yield found
                    break

    def _met(self, cue: Cue, at: int) -> Found | None:
        """Return a cue that stands at a unit; what is behind a gap ends its clause."""
        if _GAP not in cue.rest:
            end = at + 1 + len(cue.rest)
            is_met = not cue.rest or tuple(self.words[at + 1 : end]) == cue.rest
            return Found(at, end, end, cue.form, cue.kind) if is_met else None
        tail = cue.rest[cue.rest.index(_GAP) + 1 :]
        for n in range(at + 1, min(at + _GAP_WORDS, len(self.words) - len(tail))):
            if self.words[n] == STOP:
                break
            last = n + len(tail)
            if self.words[n] == tail[0] and tuple(self.words[n:last]) == tail:
                return Found(at, at + 1, last, cue.form, cue.kind)
        return None

    def helps(self, at: int) -> bool:
        """Tell whether a word may stand between who speaks and a cue: "has", "sharply"."""
        word = self.words[at]
        return word in self.of["helping"] or (
            word.endswith(self.lists.adverbs)
            and word not in self.of["adverb_no"]
            and not self.units.capital(at)
        )

    def is_participle(self, at: int) -> bool:
        """Tell whether a word has the form of "saying"."""
        return self.words[at].endswith(self.lists.participles)

    def is_comma(self, at: int) -> bool:
        """Tell whether a unit is a comma, or a quotation with a comma before its last mark."""
        if self.words[at] != QUOTE:
            return self.words[at] == ","
        units = self.units
        return units.text[units.starts[at] : units.ends[at]].rstrip(EDGE).endswith(",")

    def is_pronoun(self, at: int) -> bool:
        """Tell whether a word is somebody who speaks, maybe with a short verb: "he's"."""
        return self.words[at].partition("'")[0] in self.of["pronouns"]

    def has_cue(self, low: int, high: int) -> bool:
        """Tell whether a cue begins among units."""
        return any(n in self.cue_at for n in range(low, high))
