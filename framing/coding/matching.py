"""Find a codebook's entries in sentences, whatever their number, in one pass over the words.

What a word may be part of is looked up once for each spelling and kept, phrases are followed
in a tree, and windows slide over the places found, so the work grows with the text and not
with the codebook.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from framing.coding.codebook import Codebook, Indicator
from framing.coding.patterns import Group, Pattern
from framing.corpus.parts import split_parts

_CHUNKS_KEPT = 1 << 16
_Letters = tuple[str, bool, bool, bool]  # as in Pattern, without the cost of making one


class Hit(NamedTuple):
    """An entry found: its first and last part, and the number of the word it begins in."""

    first: int
    last: int
    word: int


class Match(NamedTuple):
    """An indicator found in a sentence: the character spans that make it up."""

    frame: str
    indicator: Indicator
    spans: list[tuple[int, int]]


@dataclass
class _Node:
    """A place in the tree of phrases: how to go on, and the groups with an entry ending here."""

    children: dict[int, _Node] = field(default_factory=dict)
    groups: list[int] = field(default_factory=list)


class _Part(NamedTuple):
    """A part of a chunk: offsets, whether a word begins, patterns met, entries begun."""

    start: int
    end: int
    begins: bool
    patterns: tuple[int, ...]
    nodes: tuple[_Node, ...]


class _Sought(NamedTuple):
    """An indicator, by the numbers of its groups of entries."""

    frame: str
    indicator: Indicator
    members: list[int]
    unless: int


class Matcher:
    """The indicators of a codebook, made ready for matching.

    An indicator stands where each of its members is found, within its window; one word may
    serve two members. Of matches that share words the narrowest counts, then the leftmost,
    then the longest.
    """

    def __init__(self, codebook: Codebook, *, frames: Iterable[str] | None = None) -> None:
        self._patterns = Patterns()
        self._root = _Node()
        self._groups: dict[Group, int] = {}
        self._sought = [
            self._ready(frame, indicator)
            for frame in (codebook.frames if frames is None else frames)
            for indicator in codebook.frame(frame).indicators
        ]
        self._named = list(self._groups)
        self._by_member: dict[int, list[int]] = defaultdict(list)
        for number, sought in enumerate(self._sought):
            self._by_member[sought.members[0]].append(number)
        self._read = lru_cache(maxsize=_CHUNKS_KEPT)(self._read_chunk)

    def _ready(self, frame: str, indicator: Indicator) -> _Sought:
        members = [self._group(group) for group in (indicator.all or [indicator.any])]
        return _Sought(frame, indicator, members, self._group(indicator.unless))

    def _group(self, group: Group) -> int:
        """Return a group's number; put the entries of a new one into the tree."""
        number = self._groups.get(group)
        if number is None:
            number = self._groups[group] = len(self._groups)
            for entry in group:
                node = self._root
                for pattern in entry:
                    node = node.children.setdefault(self._patterns.add(pattern), _Node())
                node.groups.append(number)
        return number

    def matches(self, text: str) -> list[Match]:
        """Find the indicators in one sentence; spans are offsets into it."""
        hits = self._hits(self._parts(text))
        if not hits:
            return []
        numbers = sorted(number for group in hits for number in self._by_member.get(group, ()))
        found = [
            (sought, group)
            for sought in (self._sought[number] for number in numbers)
            for group in _groups(sought, hits)
        ]
        places = self._places(text) if found else []
        return [
            Match(sought.frame, sought.indicator, _spans(group, places)) for sought, group in found
        ]

    def met(self, text: str) -> list[Group]:
        """Return the groups of which an entry stands in a sentence, whatever else is asked."""
        met = {group for group, *_ in _found(self._parts(text))}
        return [self._named[number] for number in sorted(met)]

    def _parts(self, text: str) -> list[_Part]:
        return list(chain.from_iterable(map(self._read, text.split())))

    def _read_chunk(self, chunk: str) -> tuple[_Part, ...]:
        """Read what stands between two spaces; the same chunk is read only once."""
        parts, before = [], -1
        for part in split_parts(chunk):
            patterns = self._patterns.of(part.letters, part.capitals)
            nodes = [self._root.children[p] for p in patterns if p in self._root.children]
            begins, before = part.word != before, part.word
            parts.append(_Part(part.start, part.end, begins, patterns, tuple(nodes)))
        return tuple(parts)

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Return the offsets of each part."""
        at, places = 0, []
        for chunk in text.split():
            at = text.index(chunk, at)
            places += [(at + part.start, at + part.end) for part in self._read(chunk)]
            at += len(chunk)
        return places

    def _hits(self, parts: list[_Part]) -> dict[int, list[Hit]]:
        """Return where entries stand, from left to right, for each group that has any."""
        if not (found := _found(parts)):
            return {}
        words = list(accumulate(part.begins for part in parts))
        hits: dict[int, list[Hit]] = defaultdict(list)
        for group, first, last in found:
            hits[group].append(Hit(first, last, words[first]))
        return hits


def _found(parts: list[_Part]) -> list[tuple[int, int, int]]:
    """Return the groups with an entry that stands here, its first part and its last."""
    return [
        (group, first, last)
        for first, part in enumerate(parts)
        if part.nodes
        for group, last in _follow(part.nodes, parts, first)
    ]


def _follow(nodes: Iterable[_Node], parts: list[_Part], position: int) -> Iterator[tuple[int, int]]:
    """Follow phrases from their first part; yield each group met and the entry's last part."""
    while nodes:
        for node in nodes:
            for group in node.groups:
                yield group, position
        position += 1
        here = parts[position].patterns if position < len(parts) else ()
        nodes = [node.children[p] for node in nodes for p in here if p in node.children]


class Patterns:
    """Word patterns by number; tells which of them a word meets."""

    def __init__(self) -> None:
        self._numbers: dict[_Letters, int] = {}
        self._sizes: dict[tuple[bool, bool], set[int]] = defaultdict(set)

    def add(self, pattern: Pattern) -> int:
        """Return the number of a pattern, a new one if need be."""
        if pattern.open_start or pattern.open_end:
            self._sizes[pattern.open_start, pattern.open_end].add(len(pattern.letters))
        return self._numbers.setdefault(pattern, len(self._numbers))

    def of(self, letters: str, capitals: bool) -> tuple[int, ...]:
        """Return the numbers of the patterns that a word meets, in capitals or not."""
        met = {
            pattern for pattern in self._candidates(letters, capitals) if pattern in self._numbers
        }
        return tuple(sorted(self._numbers[pattern] for pattern in met))

    def _candidates(self, letters: str, capitals: bool) -> Iterator[_Letters]:
        """Yield the patterns that a word could meet, of the sizes that there are."""
        yield letters, False, False, False
        if capitals:
            yield letters.replace(".", ""), False, False, True
        for (open_start, open_end), sizes in self._sizes.items():
            for size in (size for size in sizes if size <= len(letters)):
                last = len(letters) - size
                starts = range(last + 1) if open_start and open_end else [last * (not open_end)]
                for start in starts:
                    yield letters[start : start + size], open_start, open_end, False


def _groups(sought: _Sought, hits: dict[int, list[Hit]]) -> list[list[Hit]]:
    """Return the hits that together make up each match of an indicator."""
    if not all(member in hits for member in sought.members):
        return []
    limit = sought.indicator.within
    groups = _windows([hits[member] for member in sought.members])
    groups = [group for group in groups if limit is None or _width(group) <= limit]
    unless = [hit.word for hit in hits.get(sought.unless, ())]
    return _apart([group for group in groups if not _excluded(group, unless, limit)])


def _windows(members: list[list[Hit]]) -> list[list[Hit]]:
    """Return groups that hold one hit of each member: with every hit, the nearest before it."""
    serves: dict[Hit, list[int]] = defaultdict(list)
    for number, hits in enumerate(members):
        for hit in hits:
            serves[hit].append(number)
    latest: dict[int, Hit] = {}
    groups: list[dict[int, Hit]] = []
    for hit in sorted(serves):
        for numbers in {*((number,) for number in serves[hit]), tuple(serves[hit])}:
            groups.append(latest | dict.fromkeys(numbers, hit))
        latest |= dict.fromkeys(serves[hit], hit)
    return [sorted(group.values()) for group in groups if len(group) == len(members)]


def _width(group: list[Hit]) -> int:
    """Return the words from the start of the first hit to the start of the last."""
    return group[-1].word - group[0].word


def _excluded(group: list[Hit], unless: list[int], limit: int | None) -> bool:
    """Tell whether one of the words in ``unless`` (sorted) stands in the window of a group."""
    if limit is None:
        return bool(unless)
    nearest = bisect_left(unless, group[-1].word - limit)
    return nearest < len(unless) and unless[nearest] <= group[0].word + limit


def _preference(group: list[Hit]) -> tuple[int, list[tuple[int, int]]]:
    """Put narrow groups first, then those to the left, then long hits."""
    return _width(group), [(hit.first, -hit.last) for hit in group]


def _apart(groups: list[list[Hit]]) -> list[list[Hit]]:
    """Keep groups that do not share words, in the order of the text."""
    kept: list[list[Hit]] = []
    taken: set[int] = set()
    for group in sorted(groups, key=_preference):
        parts = {part for hit in group for part in range(hit.first, hit.last + 1)}
        if not parts & taken:
            taken |= parts
            kept.append(group)
    return sorted(kept)


def _spans(group: list[Hit], places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the character spans of a group, those that overlap as one."""
    spans: list[tuple[int, int]] = []
    for hit in group:
        start, end = places[hit.first][0], places[hit.last][1]
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
