"""Find a codebook's entries in sentences: one pass over the words, whatever the entries.

Each distinct word is looked up once in the patterns (exact words and prefixes by hashing),
phrases are followed in a tree, and windows are found by sliding over the hits, so the work
grows with the text and not with the codebook.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from framing.codebook import Codebook, Entry, Indicator, Pattern
from framing.corpus.words import without_possessive, words


class Part(NamedTuple):
    """A word, or a part of a hyphenated compound, of a sentence."""

    start: int
    end: int
    letters: str
    capitals: bool
    word: int


class Hit(NamedTuple):
    """An entry found: its first and last part, and the numbers of the words they are in."""

    first: int
    last: int
    word: int
    last_word: int


class Match(NamedTuple):
    """An indicator found in a sentence: the character spans that make it up."""

    frame: str
    indicator: Indicator
    spans: list[tuple[int, int]]


@dataclass
class _Node:
    """A node of the tree of phrases."""

    children: dict[int, _Node] = field(default_factory=dict)
    entries: list[int] = field(default_factory=list)


class Matcher:
    """The indicators of a codebook, made ready for matching."""

    def __init__(self, codebook: Codebook, *, frames: Iterable[str] | None = None) -> None:
        self._patterns = _Patterns()
        self._root = _Node()
        self._entries: dict[Entry, int] = {}
        self._roles: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
        self._indicators: list[tuple[str, Indicator]] = []
        for frame in codebook.frames if frames is None else frames:
            for indicator in codebook.frame(frame).indicators:
                self._add(frame, indicator)

    def _add(self, frame: str, indicator: Indicator) -> None:
        number = len(self._indicators)
        self._indicators.append((frame, indicator))
        groups = [("any", 0, indicator.any), ("unless", 0, indicator.unless)]
        groups += [("all", member, group) for member, group in enumerate(indicator.all)]
        for role, member, group in groups:
            for entry in group:
                self._roles[self._entry(entry)].append((number, role, member))

    def _entry(self, entry: Entry) -> int:
        if entry not in self._entries:
            self._entries[entry] = len(self._entries)
            node = self._root
            for pattern in entry:
                node = node.children.setdefault(self._patterns.add(pattern), _Node())
            node.entries.append(self._entries[entry])
        return self._entries[entry]

    def matches(self, text: str) -> list[Match]:
        """Find the indicators in one sentence; spans are offsets into it."""
        parts = split_parts(text)
        hits = self._hits(parts)
        return [
            Match(*self._indicators[number], _spans(group, parts))
            for number in sorted(hits)
            for group in _groups(self._indicators[number][1], hits[number])
        ]

    def _hits(self, parts: list[Part]) -> dict[int, dict[tuple[str, int], list[Hit]]]:
        """Return for each indicator what was found of it, by role and member."""
        known = [self._patterns.of(part.letters, part.capitals) for part in parts]
        found: dict[int, dict[tuple[str, int], list[Hit]]] = {}
        for first in range(len(parts)):
            for entry, last in self._follow(known, first):
                hit = Hit(first, last, parts[first].word, parts[last].word)
                for number, role, member in self._roles[entry]:
                    found.setdefault(number, {}).setdefault((role, member), []).append(hit)
        return found

    def _follow(self, known: list[frozenset[int]], first: int) -> Iterator[tuple[int, int]]:
        nodes = [self._root]
        for position in range(first, len(known)):
            here = known[position]
            nodes = [node.children[p] for node in nodes for p in here if p in node.children]
            if not nodes:
                return
            for node in nodes:
                for entry in node.entries:
                    yield entry, position


class _Patterns:
    """Word patterns by number; tells which of them a word meets."""

    def __init__(self) -> None:
        self._numbers: dict[Pattern, int] = {}
        self._by_form: dict[tuple[bool, bool, bool], dict[str, int]] = defaultdict(dict)
        self._known: dict[tuple[str, bool], frozenset[int]] = {}

    def add(self, pattern: Pattern) -> int:
        number = self._numbers.setdefault(pattern, len(self._numbers))
        form = (pattern.open_start, pattern.open_end, pattern.capitals)
        self._by_form[form][pattern.letters] = number
        return number

    def of(self, letters: str, capitals: bool) -> frozenset[int]:
        word = (letters, capitals)
        if word not in self._known:
            self._known[word] = frozenset(self._look_up(letters, capitals))
        return self._known[word]

    def _look_up(self, letters: str, capitals: bool) -> Iterator[int]:
        size = len(letters)
        beginnings = [letters[:end] for end in range(1, size + 1)]
        endings = [letters[start:] for start in range(size)]
        forms = {(False, False, False): [letters], (False, True, False): beginnings}
        forms[True, False, False] = endings
        if capitals:
            forms[False, False, True] = [letters.replace(".", "")]
        for form, candidates in forms.items():
            table = self._by_form.get(form, {})
            yield from (table[candidate] for candidate in candidates if candidate in table)
        inside = self._by_form.get((True, True, False), {})
        yield from (number for sought, number in inside.items() if sought in letters)


def split_parts(text: str) -> list[Part]:
    """Split a sentence into words, compounds into their parts, for matching.

    Examples
    --------
    >>> [(part.letters, part.word) for part in split_parts("Trump-Putin talks, Kyiv’s fate")]
    [('trump', 0), ('putin', 0), ('talks', 1), ('kyiv', 2), ('fate', 3)]
    """
    parts = []
    for number, word in enumerate(words(text)):
        pieces = without_possessive(word.folded).split("-")
        if len(pieces) == 1:
            parts.append(Part(word.start, word.end, pieces[0], word.capitals, number))
            continue
        position = 0
        for piece, (start, end) in zip(
            pieces, _piece_spans(text, word.start, word.end), strict=False
        ):
            parts.append(Part(start, end, piece, text[start:end].isupper(), number))
            position = end
    return parts


def _piece_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the character spans between the hyphens of a compound."""
    begin = start
    for position in range(start, end):
        if words(text[position]) == [] and text[position] not in ".'’\u00ad\u200b":
            yield begin, position
            begin = position + 1
    yield begin, end


def _groups(indicator: Indicator, hits: dict[tuple[str, int], list[Hit]]) -> list[list[Hit]]:
    """Return the hits that together make up each match of an indicator."""
    if indicator.any:
        groups = [[hit] for hit in _longest(hits.get(("any", 0), []))]
    else:
        members = [hits.get(("all", member), []) for member in range(len(indicator.all))]
        groups = _windows(members) if all(members) else []
    limit = indicator.within
    groups = [group for group in groups if limit is None or _width(group) <= limit]
    unless = hits.get(("unless", 0), [])
    groups = [group for group in groups if not _excluded(group, unless, limit)]
    return _apart(groups)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Drop hits that lie within another."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not kept or hit.last > kept[-1].last:
            kept.append(hit)
    return kept


def _windows(members: list[list[Hit]]) -> list[list[Hit]]:
    """Return the smallest groups of hits that hold one of each member, from left to right."""
    ordered = sorted((hit.word, number, hit) for number, hits in enumerate(members) for hit in hits)
    latest: dict[int, tuple[int, Hit]] = {}
    groups: list[list[Hit]] = []
    for word, number, hit in ordered:
        latest[number] = (word, hit)
        if len(latest) == len(members):
            groups.append([hit for _, hit in latest.values()])
    return groups


def _width(group: list[Hit]) -> int:
    starts = [hit.word for hit in group]
    return max(starts) - min(starts)


def _excluded(group: list[Hit], unless: list[Hit], limit: int | None) -> bool:
    return any(limit is None or _width([*group, hit]) <= limit for hit in unless)


def _apart(groups: list[list[Hit]]) -> list[list[Hit]]:
    """Keep groups that do not overlap, the narrowest first, in the order of the text."""
    kept: list[list[Hit]] = []
    taken: set[int] = set()
    for group in sorted(groups, key=lambda group: (_width(group), group[0].first)):
        parts = {part for hit in group for part in range(hit.first, hit.last + 1)}
        if not parts & taken:
            taken |= parts
            kept.append(group)
    return sorted(kept, key=lambda group: min(hit.first for hit in group))


def _spans(group: list[Hit], parts: list[Part]) -> list[tuple[int, int]]:
    """Return the character spans of a group, those that touch or overlap as one each."""
    spans: list[tuple[int, int]] = []
    for hit in sorted(group):
        start, end = parts[hit.first].start, parts[hit.last].end
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
