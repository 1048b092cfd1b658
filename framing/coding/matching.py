"""Find a codebook's entries in sentences, whatever their number, in one pass over the words.

What a word may be part of is looked up once for each spelling and kept, phrases are followed
in a tree, and windows slide over the places found, so the work grows with the text and not
with the codebook.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.coding.codebook import Codebook
from framing.coding.indicator import Indicator
from framing.coding.patterns import NAMED, REACHES, Group, Limits, Patterns, named
from framing.coding.reach import Around
from framing.coding.sieve import Found, Node, Tree, find
from framing.coding.windows import (
    Hit,
    Hits,
    Roles,
    apart,
    is_excluded,
    narrow,
    spans,
    together,
)
from framing.corpus.parts import split_parts
from framing.corpus.reading import Reading, read_chunks

_SPELLINGS_KEPT = 1 << 16
_SENTENCES_KEPT = 64  # a sentence is asked for its hits, and then for who and what it names


_Row = Sequence[int]  # of what is found: group, limits, first and last part, word, start, end
_Places = Mapping[int, set[int]]


class Match(NamedTuple):
    """An indicator found in a sentence: the character spans that make it up."""

    frame: str
    indicator: Indicator
    spans: list[tuple[int, int]]


class _Part(NamedTuple):
    """A part of a text: offsets, letters, a capital, whether a word begins with it."""

    start: int
    end: int
    letters: str
    capital: bool
    begins: bool


class _Veto(NamedTuple):
    """What holds of an entry alone, its groups by their numbers."""

    but_not: int
    not_after: int
    not_before: int
    capitals: tuple[bool, ...]


class _Sought(NamedTuple):
    """An indicator, by the numbers of its groups of entries.

    ``first`` is the member by which it is looked up; it is one that no other sentence can hold.
    """

    frame: str
    indicator: Indicator
    members: list[int]
    unless: int
    first: int


class Matcher:
    """The indicators of a codebook, made ready for matching.

    An indicator stands where each of its members is found, within its window; one word may
    serve two members. Of matches that share words the narrowest counts, then the leftmost,
    then the longest.
    """

    def __init__(self, codebook: Codebook, *, frames: Iterable[str] | None = None) -> None:
        self._patterns = Patterns()
        self._root = Node()
        self._groups: dict[Group, int] = {}
        self._vetoes: dict[Limits, int] = {Limits(): 0}
        self._veto = [_Veto(0, 0, 0, ())]
        self._elsewhere: dict[int, dict[str, int]] = {}
        self._sought = [
            self._ready(frame, indicator)
            for frame in (codebook.frames if frames is None else frames)
            for indicator in codebook.frame(frame).indicators
        ]
        self.asks_quotation = any(one.indicator.quotation for one in self._sought)
        self.reaches = {way for ways in self._elsewhere.values() for way in ways}
        self._of_roles = [one for one in self._sought if one.indicator.does]
        self.cast = self._actors(codebook) if NAMED in self.reaches or self._of_roles else {}
        self._named = list(self._groups)
        self._asked = {n for one in self._sought for n in (*one.members, one.unless)}
        self._by_member: dict[int, list[int]] = defaultdict(list)
        for number, sought in enumerate(self._sought):
            self._by_member[sought.first].append(number)
        self._beside = {group for veto in self._veto for group in veto[:3]}
        self._meant = {group: self._who_is(ways[NAMED])
                       for group, ways in self._elsewhere.items() if NAMED in ways}  # fmt: skip
        self._acts = {one.members[0]: self._who_is(one.members[0])
                      for one in self._of_roles if one.indicator.who}  # fmt: skip

    @property
    def looks_around(self) -> bool:
        """Whether an indicator asks for more than the words of a sentence."""
        asked = (one.indicator for one in self._sought)
        return bool(self.reaches) or any(
            one.does or one.zone or one.quotation or one.language for one in asked
        )

    def _ready(self, frame: str, indicator: Indicator) -> _Sought:
        members = [self._group(group) for group in indicator.members]
        first = (self._own(members) or members)[0]
        return _Sought(frame, indicator, members, self._group(indicator.unless), first)

    def _group(self, group: Group) -> int:
        """Return a group's number; put the entries of a new one into the tree."""
        number = self._groups.get(group)
        if number is None:
            number = self._groups[group] = len(self._groups)
            for entry in group:
                node = self._root
                for pattern in entry.words:
                    node = node.children.setdefault(self._patterns.add(pattern), Node())
                node.groups.append((number, self._veto_of(entry.limits)))
            for way in REACHES:
                if far := tuple(entry for entry in group if way in entry.limits.reach):
                    plain = tuple(one._replace(limits=one.limits._replace(reach=())) for one in far)
                    self._elsewhere.setdefault(number, {})[way] = self._group(plain)
        return number

    def _veto_of(self, limits: Limits) -> int:
        limits = limits._replace(reach=())
        if limits not in self._vetoes:
            self._vetoes[limits] = len(self._vetoes)
            but_not, after, before = map(self._group, limits[:3])
            self._veto.append(_Veto(but_not, after, before, limits.capitals))
        return self._vetoes[limits]

    def _actors(self, codebook: Codebook) -> dict[int, str]:
        """Return the groups that the names of the codebook's actors are."""
        return {
            self._group(tuple(map(named, (*one.names, *one.titles)))): actor
            for actor, one in codebook.actors.items()
        }

    def _who_is(self, group: int) -> frozenset[str]:
        """Return the actors whom the entries of a group name."""
        met = [hits for hits in self._of_names if group in hits]
        return frozenset(
            self.cast[number] for hits in met for number in hits if number in self.cast
        )

    @cached_property
    def _of_names(self) -> list[dict[int, Hits]]:
        """What stands in the names of the codebook's actors."""
        names = [" ".join(word.letters for word in entry.words).upper()
                 for number in self.cast for entry in self._named[number]]  # fmt: skip
        return [*map(self.read(names).hits, range(len(names)))]

    def read(self, texts: Sequence[str] | pd.Series) -> Texts:
        """Find where entries stand in texts."""
        reading = read_chunks(texts)
        return Texts(self, reading, find(reading, self._patterns, self._tree))

    @cached_property
    def _tree(self) -> Tree:
        return Tree.of(self._root, len(self._patterns))

    def _own(self, members: list[int]) -> list[int]:
        return [member for member in members if member not in self._elsewhere]

    def matches(self, text: str, around: Around | None = None) -> list[Match]:
        """Find the indicators in one sentence; spans are offsets into it."""
        return self.read([text]).matches(0, around)

    @property
    def needed(self) -> list[set[int]]:
        """The groups that each indicator needs, those aside that another sentence may hold."""
        return [{one.first, *self._own(one.members)} for one in self._sought]

    def asked(self, groups: Iterable[int]) -> list[Group]:
        """Return those of some groups that an indicator asks for."""
        return [self._named[number] for number in sorted(self._asked.intersection(groups))]

    def found(self, of: _Sentence) -> list[tuple[_Sought, Hits]]:
        """Return the indicators that stand in a sentence, each with the hits of a match."""
        numbers = sorted(number for group in of.hits for number in self._by_member.get(group, ()))
        sought = map(self._sought.__getitem__, numbers)
        return [(one, group) for one in sought for group in self._found_of(one, of)]

    def _found_of(self, sought: _Sought, of: _Sentence) -> list[Hits]:
        """Return the hits that together make up each match of an indicator."""
        indicator, limit = sought.indicator, sought.indicator.within
        if of.around is not None and not of.around.may_hold(indicator):
            return []
        if (there := self._there(sought, of)) is None:
            return []
        roles = self._roles(of) if indicator.does else Roles()
        groups = together(indicator, there, roles)
        close = narrow(groups, limit)
        if groups and not close:  # what is too far off here may be near in the sentence before
            close = narrow(together(indicator, self._only_here(sought, of, there), roles), limit)
        unless = [hit.word for hit in of.hits.get(sought.unless, ())]
        return apart([group for group in close if not is_excluded(group, unless, limit)])

    def _there(self, sought: _Sought, of: _Sentence) -> list[Hits] | None:
        """Return where each member stands, nothing of one that is near; none if one is lacking."""
        there = []
        for number in sought.members:
            hits = of.hits.get(number, [])
            if ways := self._elsewhere.get(number):
                hits = sorted([*hits, *self._pointed(number, sought, of)])
            if not hits and not (ways and of.around and of.around.holds_near(ways)):
                return None
            there.append(hits)
        return there

    def _only_here(self, sought: _Sought, of: _Sentence, there: list[Hits]) -> list[Hits]:
        """Return where members stand, nothing of those that another sentence holds as well."""
        kept = [[] if of.around and of.around.holds_near(self._elsewhere.get(number, {})) else hits
                for number, hits in zip(sought.members, there, strict=True)]  # fmt: skip
        return kept if any(kept) else there

    def _pointed(self, group: int, sought: _Sought, of: _Sentence) -> Iterator[Hit]:
        """Yield words such as "his" that mean one of a group; who acts is not meant by them."""
        if group not in self._meant or of.around is None:
            return
        acts = self._acts[sought.members[0]] if sought.indicator.who else frozenset()
        acts = acts if group != sought.members[0] else frozenset()
        for at, several, last in self._last_named(of):
            meant = [one for one in last if one not in acts][:several]
            if not self._meant[group].isdisjoint(meant):
                hit = Hit(at, at, of.words[at])
                of.places[hit] = of.parts[at][:2]
                yield hit

    def _last_named(self, of: _Sentence) -> list[tuple[int, int, list[str]]]:
        if of.around is None:
            return []
        if of.pointed is None:
            named = [(hit.first, actor) for group, actor in self.cast.items()
                     for hit in of.hits.get(group, ())]  # fmt: skip
            of.pointed = of.around.pointed(of.letters, sorted(named))
        return of.pointed

    def _roles(self, of: _Sentence) -> Roles:
        if of.around is None:
            return Roles()
        who = [*self.cast, *(one.members[0] for one in self._of_roles if one.indicator.who)]
        actors = sorted({hit for group in who for hit in of.hits.get(group, ())})
        roles = of.around.roles(of.letters)
        return roles._replace(actors=[hit for hit in actors if hit.first not in roles.about])

    def allowed(self, found: list[_Row], parts: Callable[[], list[_Part]]) -> list[_Row]:
        """Leave out entries that do not count, for what stands beside them or in their place."""
        if not any(limits for _, limits, *_ in found):
            return found
        begins, ends, held = (defaultdict[int, set[int]](set) for _ in range(3))
        for group, _, first, last, *_ in found:
            if group in self._beside:
                begins[group].add(first)
                ends[group].add(last)
                held[group].update(range(first, last + 1))
        return [one for one in found if not one[1] or self._counts(one, parts, begins, ends, held)]

    def _counts(
        self,
        one: _Row,
        parts: Callable[[], list[_Part]],
        begins: _Places,
        ends: _Places,
        held: _Places,
    ) -> bool:
        _, number, first, last, *_ = one
        veto = self._veto[number]
        return not (
            first - 1 in ends[veto.not_after]
            or last + 1 in begins[veto.not_before]
            or not held[veto.but_not].isdisjoint(range(first, last + 1))
            or (
                veto.capitals
                and veto.capitals != tuple(part.capital for part in parts()[first : last + 1])
            )
        )


class Texts:
    """Texts in which the entries of a matcher's codebook were found; they are asked by number."""

    def __init__(self, matcher: Matcher, reading: Reading, found: Found) -> None:
        self._matcher, self._reading, self._found = matcher, reading, found
        self._rows = np.stack(found[1:], axis=1)
        self._first = np.searchsorted(found.text, np.arange(len(reading.first)))
        self._part = lru_cache(maxsize=_SPELLINGS_KEPT)(self._read_spelling)
        self._read = lru_cache(maxsize=_SENTENCES_KEPT)(self._read_text)

    def may_hold(self) -> np.ndarray:
        """Tell which texts hold what an indicator needs that no other text may hold."""
        return self._found.may_hold(len(self._first) - 1, self._matcher.needed)

    def matches(self, at: int, around: Around | None = None) -> list[Match]:
        """Find the indicators in one text; spans are offsets into it."""
        hits, places = self._read(at)
        of = _Sentence(partial(self._parts, at), hits, places, around)
        matches = [(sought, spans(group, places)) for sought, group in self._matcher.found(of)]
        return [
            Match(sought.frame, sought.indicator, found)
            for sought, found in matches
            if around is None or around.holds(sought.indicator, found)
        ]

    def actors_met(self, at: int) -> list[str]:
        """Return the codebook's actors in the order in which a text names them."""
        hits, cast = self.hits(at), self._matcher.cast
        found = [(hit, actor) for group, actor in cast.items() for hit in hits.get(group, ())]
        return [actor for _, actor in sorted(found)]

    def met(self, at: int) -> list[Group]:
        """Return the groups of which an entry stands in a text, whatever else is asked."""
        return self._matcher.asked(self.hits(at))

    def hits(self, at: int) -> dict[int, Hits]:
        """Return where entries stand, from left to right, for each group that has any."""
        return self._read(at)[0]

    def _read_text(self, at: int) -> tuple[dict[int, Hits], dict[Hit, tuple[int, int]]]:
        """Return these, and from where to where they are."""
        rows = self._rows[slice(*self._first[at : at + 2])].tolist()
        hits: dict[int, Hits] = {}
        places = {}
        for row in self._matcher.allowed(rows, partial(self._parts, at)):
            group, _, first, last, word, start, end = row
            hit = Hit(first, last, word)
            hits.setdefault(group, []).append(hit)
            places[hit] = start, end
        return hits, places

    def _parts(self, at: int) -> list[_Part]:
        here = slice(*self._reading.first[at : at + 2])
        chunks = zip(
            self._reading.number[here].tolist(), self._reading.start[here].tolist(), strict=True
        )
        return [
            one._replace(start=begin + one.start, end=begin + one.end)
            for number, begin in chunks
            for one in self._part(number)
        ]

    def _read_spelling(self, number: int) -> list[_Part]:
        spelling, word = self._reading.spellings[number].as_py(), -1
        parts = []
        for part in split_parts(spelling):
            capital = spelling[part.start].isupper()
            parts.append(_Part(part.start, part.end, part.letters, capital, part.word != word))
            word = part.word
        return parts


@dataclass
class _Sentence:
    """A sentence as it is matched."""

    read: Callable[[], list[_Part]]
    hits: dict[int, Hits]
    places: dict[Hit, tuple[int, int]]
    around: Around | None
    pointed: list[tuple[int, int, list[str]]] | None = None

    @cached_property
    def parts(self) -> list[_Part]:
        return self.read()

    @cached_property
    def letters(self) -> list[str]:
        return [part.letters for part in self.parts]

    @cached_property
    def words(self) -> list[int]:
        """The number of the word that each part belongs to."""
        return list(accumulate(part.begins for part in self.parts))
