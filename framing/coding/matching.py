"""Find a codebook's entries in sentences, whatever their number, in one pass over the words.

What a word may be part of is looked up once for each spelling and kept, phrases are followed
in a tree, and windows slide over the places found, so the work grows with the text and not
with the codebook.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.coding.codebook import Codebook
from framing.coding.indicator import Indicator
from framing.coding.patterns import NAMED, REACHES, Group, Limits, Patterns, named
from framing.coding.reach import Around
from framing.coding.sieve import Node, may_hold
from framing.coding.windows import (
    Hit,
    Hits,
    Roles,
    acting,
    apart,
    in_order,
    is_excluded,
    narrow,
    near,
    spans,
    with_others,
)
from framing.corpus.parts import split_parts

_CHUNKS_KEPT = 1 << 16
_SENTENCES_KEPT = 64  # a sentence is asked for its hits, and then for who and what it names


class Match(NamedTuple):
    """An indicator found in a sentence: the character spans that make it up."""

    frame: str
    indicator: Indicator
    spans: list[tuple[int, int]]


class _Part(NamedTuple):
    """A part of a chunk: offsets, letters, a capital, whether a word begins, what is met here."""

    start: int
    end: int
    letters: str
    capital: bool
    begins: bool
    patterns: tuple[int, ...]
    nodes: tuple[Node, ...]


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
        self._read = lru_cache(maxsize=_CHUNKS_KEPT)(self._read_chunk)
        self._found_in = lru_cache(maxsize=_SENTENCES_KEPT)(self._found_once)
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
        names = [" ".join(word.letters for word in entry.words)
                 for number in self.cast for entry in self._named[number]]  # fmt: skip
        found = set()
        for name in names:
            hits = self._hits(self._parts(name.upper()))
            if group in hits:
                found |= {self.cast[number] for number in hits if number in self.cast}
        return frozenset(found)

    def may_hold(self, texts: pd.Series) -> np.ndarray:
        """Tell which sentences hold what an indicator needs that no other sentence may hold."""
        needed = ({one.first, *self._own(one.members)} for one in self._sought)
        return may_hold(texts, self._patterns, self._root, needed)

    def _own(self, members: list[int]) -> list[int]:
        return [member for member in members if member not in self._elsewhere]

    def matches(self, text: str, around: Around | None = None) -> list[Match]:
        """Find the indicators in one sentence; spans are offsets into it."""
        of = _Sentence(*self._found_in(text), around)
        if not of.hits:
            return []
        numbers = sorted(number for group in of.hits for number in self._by_member.get(group, ()))
        asked = (self._sought[number] for number in numbers)
        found = [(sought, group) for sought in asked for group in self._found_of(sought, of)]
        places = self._places(text) if found else []
        matches = [(sought, spans(group, places)) for sought, group in found]
        return [
            Match(sought.frame, sought.indicator, at)
            for sought, at in matches
            if around is None or around.holds(sought.indicator, at)
        ]

    def met(self, text: str) -> list[Group]:
        """Return the groups of which an entry stands in a sentence, whatever else is asked."""
        return [self._named[number] for number in sorted(self.groups_met(text) & self._asked)]

    def groups_met(self, text: str) -> set[int]:
        """Return the numbers of these groups."""
        return set(self._found_in(text)[1])

    def actors_met(self, text: str) -> list[str]:
        """Return the codebook's actors in the order in which a sentence names them."""
        hits = self._found_in(text)[1]
        found = [(hit, actor) for group, actor in self.cast.items() for hit in hits.get(group, ())]
        return [actor for _, actor in sorted(found)]

    def _found_of(self, sought: _Sought, of: _Sentence) -> list[Hits]:
        """Return the hits that together make up each match of an indicator."""
        indicator, limit = sought.indicator, sought.indicator.within
        if of.around is not None and not of.around.may_hold(indicator):
            return []
        if (there := self._there(sought, of)) is None:
            return []
        roles = self._roles(of) if indicator.does else Roles()
        groups = _together(indicator, there, roles)
        close = narrow(groups, limit)
        if groups and not close:  # what is too far off here may be near in the sentence before
            close = narrow(_together(indicator, self._only_here(sought, of, there), roles), limit)
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
                yield Hit(at, at, of.words[at])

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

    def _found_once(self, text: str) -> tuple[list[_Part], dict[int, Hits]]:
        parts = self._parts(text)
        return parts, self._hits(parts)

    def _parts(self, text: str) -> list[_Part]:
        return list(chain.from_iterable(map(self._read, text.split())))

    def _read_chunk(self, chunk: str) -> tuple[_Part, ...]:
        """Read what stands between two spaces; the same chunk is read only once."""
        parts, before = [], -1
        for part in split_parts(chunk):
            patterns = self._patterns.of(part.letters, part.capitals)
            nodes = [self._root.children[p] for p in patterns if p in self._root.children]
            begins, before = part.word != before, part.word
            capital = chunk[part.start].isupper()
            parts.append(
                _Part(part.start, part.end, part.letters, capital, begins, patterns, tuple(nodes))
            )
        return tuple(parts)

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Return the offsets of each part."""
        at, places = 0, []
        for chunk in text.split():
            at = text.index(chunk, at)
            places += [(at + part.start, at + part.end) for part in self._read(chunk)]
            at += len(chunk)
        return places

    def _hits(self, parts: list[_Part]) -> dict[int, Hits]:
        """Return where entries stand, from left to right, for each group that has any."""
        if not (found := _found(parts)):
            return {}
        if len(self._veto) > 1:
            found = self._allowed(found, parts)
        words = list(accumulate(part.begins for part in parts))
        hits: dict[int, Hits] = defaultdict(list)
        for group, _, first, last in found:
            hits[group].append(Hit(first, last, words[first]))
        return dict(hits)

    def _allowed(self, found: list[_Found], parts: list[_Part]) -> list[_Found]:
        """Leave out entries that do not count, for what stands beside them or in their place."""
        if not any(limits for _, limits, _, _ in found):
            return found
        begins, ends, held = (defaultdict[int, set[int]](set) for _ in range(3))
        for group, _, first, last in found:
            if group in self._beside:
                begins[group].add(first)
                ends[group].add(last)
                held[group].update(range(first, last + 1))
        return [one for one in found if not one[1] or self._counts(one, parts, begins, ends, held)]

    def _counts(
        self, one: _Found, parts: list[_Part], begins: _Places, ends: _Places, held: _Places
    ) -> bool:
        _, number, first, last = one
        veto = self._veto[number]
        written = tuple(part.capital for part in parts[first : last + 1])
        return not (
            (veto.capitals and veto.capitals != written)
            or first - 1 in ends[veto.not_after]
            or last + 1 in begins[veto.not_before]
            or not held[veto.but_not].isdisjoint(range(first, last + 1))
        )


@dataclass
class _Sentence:
    """A sentence as it is matched."""

    parts: list[_Part]
    hits: dict[int, Hits]
    around: Around | None
    pointed: list[tuple[int, int, list[str]]] | None = None

    @cached_property
    def letters(self) -> list[str]:
        return [part.letters for part in self.parts]

    @cached_property
    def words(self) -> list[int]:
        """The number of the word that each part belongs to."""
        return list(accumulate(part.begins for part in self.parts))


def _together(indicator: Indicator, there: list[Hits], roles: Roles) -> list[Hits]:
    """Return the groups that the hits of an indicator's members make up."""
    if not indicator.does:
        found = [hits for hits in there if hits]
        return in_order(found) if indicator.order else near(found)
    named = [role for role in ("who", "does", "whom") if getattr(indicator, role)]
    met = {role: hits for role, hits in zip(named, there, strict=False) if hits}
    others = [hits for hits in there[len(named) :] if hits]
    return with_others(acting(met, roles), others) if "does" in met else []


_Found = tuple[int, int, int, int]  # a group, what holds of the entry, its first and last part
_Places = Mapping[int, set[int]]


def _found(parts: list[_Part]) -> list[_Found]:
    """Return the groups with an entry that stands here."""
    return [
        (group, limits, first, last)
        for first, part in enumerate(parts)
        if part.nodes
        for group, limits, last in _follow(part.nodes, parts, first)
    ]


def _follow(
    nodes: Iterable[Node], parts: list[_Part], position: int
) -> Iterator[tuple[int, int, int]]:
    """Follow phrases from their first part; yield each group met and the entry's last part."""
    while nodes:
        for node in nodes:
            for group, limits in node.groups:
                yield group, limits, position
        position += 1
        here = parts[position].patterns if position < len(parts) else ()
        nodes = [node.children[p] for node in nodes for p in here if p in node.children]
