"""What an indicator may ask of a sentence beyond its words: where it stands, what is near it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from framing.coding.indicator import INSIDE, OUTSIDE, Indicator
from framing.coding.windows import Roles
from framing.languages.language import language

KEPT = 3  # sentences in which somebody named is remembered
_BY = 3  # words from "by" on among which who acts begins


class Around(NamedTuple):
    """Where a sentence stands, and what its neighbours hold.

    met : gives the groups of entries in the sentence before, or in the headline.
    named : gives the actors whom the sentences before name, the last one last.
    quoted : what of it stands in quotation marks.
    """

    met: Callable[[str], set[int]]
    named: Callable[[], list[str]]
    zone: str = ""
    language: str = ""
    quoted: Sequence[tuple[int, int]] = ()

    def may_hold(self, indicator: Indicator) -> bool:
        """Tell whether an indicator counts in such a sentence at all."""
        in_zone = not indicator.zone or self.zone in indicator.zone
        return in_zone and indicator.language in ("", self.language)

    def holds(self, indicator: Indicator, spans: Sequence[tuple[int, int]]) -> bool:
        """Tell whether a match stands inside or outside quotation marks, as is asked."""
        within = [any(low <= start and end <= high for low, high in self.quoted)
                  for start, end in spans]  # fmt: skip
        asked = {INSIDE: all(within), OUTSIDE: not any(within)}
        return asked.get(indicator.quotation, True)

    def holds_near(self, ways: Mapping[str, int]) -> bool:
        """Tell whether the sentence before, or the headline, holds a group that may stand there."""
        return any(number in self.met(way) for way, number in ways.items())

    def pointed(
        self, letters: Sequence[str], named: Sequence[tuple[int, str]]
    ) -> list[tuple[int, int, list[str]]]:
        """Return the words that stand for who was named last, and for how many: "his", "both".

        named : the actors whom the sentence itself names, each with the part where that begins.

        Each comes with all who were named before it, the last one first.
        """
        of = _lists(self.language)
        found, waiting = [], deque(named)
        last: list[str] | None = None
        for at, word in enumerate(letters):
            if word not in of.stands_for and word not in of.stand_for:
                continue
            if last is None:
                last = list(dict.fromkeys(reversed(self.named())))
            while waiting and waiting[0][0] < at:
                actor = waiting.popleft()[1]
                last = [actor, *(one for one in last if one != actor)]
            found.append((at, 1 + (word in of.stand_for), last))
        return found

    def roles(self, letters: Sequence[str]) -> Roles:
        """Return which words of a sentence are passive, and who is not the one who acts."""
        lists = _lists(self.language)
        about, passive, by, done = set[int](), set[int](), set[int](), set[int]()
        for at, word in enumerate(letters):
            if word in lists.prepositions and word not in lists.breaks:
                behind = at + 1
                if behind < len(letters) and letters[behind] in lists.determiners:
                    about.add(behind + 1)
                about.add(behind)
            if word in lists.be:
                helped = at + 1 < len(letters) and lists.helps(letters[at + 1])
                passive |= {at + 1, at + 2} if helped else {at + 1}
            if word in lists.by:
                done.add(at - 1)
                by |= {at + n for n in range(1, _BY + 1)}
        doing = {at for at in passive & set(range(len(letters)))
                 if letters[at].endswith(tuple(lists.participle_endings))}  # fmt: skip
        return Roles((), *map(frozenset, (about, passive - doing, by, done)))


class _Lists(NamedTuple):
    prepositions: frozenset[str]
    breaks: frozenset[str]
    determiners: frozenset[str]
    be: frozenset[str]
    helping: frozenset[str]
    participle_endings: frozenset[str]
    by: frozenset[str]
    stands_for: frozenset[str]
    stand_for: frozenset[str]
    adverb_endings: frozenset[str]

    def helps(self, word: str) -> bool:
        """Tell whether a word may stand between "was" and what was done."""
        return word in self.helping or word.endswith(tuple(self.adverb_endings))


@cache
def _lists(code: str) -> _Lists:
    of = language(code).speech
    return _Lists(*(frozenset(getattr(of, name)) for name in _Lists._fields))
