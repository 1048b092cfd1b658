"""The entries of a codebook: words and phrases, with ``*`` where a word may go on.

What holds of an entry alone stands behind it in square brackets, one pair for each: ``[but not a /
b]`` (``exclu* [but not exclusively]``), ``[not after ...]`` and ``[not before ...]`` (what stands
directly beside it), ``[case]`` (words begin with a capital or a small letter as they are written).
``[or sentence before]``, ``[or headline]`` and ``[or last named]`` say where else it may stand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.coding.query_signs import refuse_query
from framing.corpus.parts import Part, split_parts
from framing.corpus.words import fold
from framing.errors import CodebookError
from framing.expressions import expression

_BARE = expression(r"(?<![^\W_])(?<![^\W_]\.)\*(?![^\W_])")
_NAME = expression(r"[^\W_][\w-]*")
BEFORE, HEADLINE, NAMED = "sentence before", "headline", "last named"
REACHES = (BEFORE, HEADLINE, NAMED)
_VETOES = ("but not", "not after", "not before")
_CASE = "case"
_OPTION = expression(
    rf"\s*\[\s*(?:({'|'.join(_VETOES)})\s+([^\[\]]+)|({_CASE})|or\s+({'|'.join(REACHES)}))\s*\]\s*$"
)
_FIRST = expression(r"[^\W_]")
_NO_WORD = pa.scalar(None, pa.large_string())
_INSIDE = expression(r"[^\W_]\*['.]?[^\W_]")


class Pattern(NamedTuple):
    """One word of an entry: folded letters, where it may go on, whether capitals only."""

    letters: str
    open_start: bool = False
    open_end: bool = False
    capitals: bool = False


_Kind = tuple[bool, ...]  # of a pattern, all but its letters


class Limits(NamedTuple):
    """What holds of an entry alone: what it is not, what is not beside it, where else it counts.

    capitals : of each word, whether it begins with one; nothing where that does not matter.
    """

    but_not: tuple[Entry, ...] = ()
    not_after: tuple[Entry, ...] = ()
    not_before: tuple[Entry, ...] = ()
    capitals: tuple[bool, ...] = ()
    reach: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A word or phrase, word by word, and what holds of it alone."""

    words: tuple[Pattern, ...]
    limits: Limits = Limits()


Group = tuple[Entry, ...]


def parse_entry(entry: str, terms: Mapping[str, Group] | None = None) -> Entry:
    """Read one entry: a word or a phrase, split into parts as texts are, and its limits.

    Raises
    ------
    CodebookError : the entry holds no word, would match too much, or is written in another query
        language (see :func:`framing.coding.query_signs.refuse_query`).

    Examples
    --------
    >>> parse_entry("Ukrain*").words
    (Pattern(letters='ukrain', open_start=False, open_end=True, capitals=False),)
    >>> [(pattern.letters, pattern.capitals) for pattern in parse_entry("US-led").words]
    [('us', True), ('led', False)]
    >>> spelled(parse_entry("exclu* [but not exclusively / exclusive]"))
    'exclu* [but not exclusively / exclusive]'
    """
    bare, options = parted_options(entry)
    words = _words(bare)
    return limited(Entry(words), options, bare, terms or {})


def parted_options(entry: str) -> tuple[str, list[re.Match[str]]]:
    """Return the words of an entry, and what stands behind them in square brackets."""
    options: list[re.Match[str]] = []
    while found := _OPTION.search(entry):
        options.insert(0, found)
        entry = entry[: found.start()]
    return entry.strip(), options


def limited(
    entry: Entry, options: list[re.Match[str]], written: str, terms: Mapping[str, Group]
) -> Entry:
    """Return an entry with further limits."""
    limits = entry.limits
    for veto, words, case, reach in (option.groups() for option in options):
        if veto:
            key = veto.replace(" ", "_")
            others = tuple(_alternatives(words, terms))
            limits = limits._replace(**{key: (*getattr(limits, key), *others)})
        elif case:
            parts = split_parts(written)
            limits = limits._replace(capitals=tuple(written[one.start].isupper() for one in parts))
        else:
            limits = limits._replace(reach=tuple(dict.fromkeys((*limits.reach, reach))))
    return entry._replace(limits=limits)


def _alternatives(words: str, terms: Mapping[str, Group]) -> Iterator[Entry]:
    for one in filter(None, map(str.strip, words.split("/"))):
        if not one.startswith("@"):
            yield Entry(_words(one))
        elif one[1:] in terms:
            yield from (Entry(entry.words) for entry in terms[one[1:]])
        else:
            raise CodebookError(f"'{one}' is not defined above in [terms]")


@lru_cache(maxsize=20_000)
def _words(entry: str) -> tuple[Pattern, ...]:
    refuse_query(entry)
    folded = fold(entry)[0]
    if "@" in entry:
        raise CodebookError(f"'{entry}' has an '@' inside; '@name' is an entry of its own")
    if _BARE.search(folded):
        raise CodebookError("a bare '*' would match every word")
    if _INSIDE.search(folded):
        raise CodebookError(f"'{entry}' has a '*' inside; it stands only at a word's start or end")
    patterns = tuple(_pattern(entry, part) for part in split_parts(entry))
    if not patterns:
        raise CodebookError(f"'{entry}' holds no word")
    return patterns


def named(name: str) -> Entry:
    """Return the entry that somebody's name is, whatever signs it holds."""
    return Entry(tuple(_pattern(name, part) for part in split_parts(name.replace("*", " "))))


def _pattern(entry: str, part: Part) -> Pattern:
    """Read one word; two to five capitals, with or without points, stand for themselves."""
    open_start = entry[: part.start].endswith("*")
    open_end = entry[part.end :].startswith(("*", ".*"))
    letters = part.letters.replace(".", "")
    if not (open_start or open_end):
        capitals = part.capitals and letters.isalpha() and 2 <= len(letters) <= 5
        return Pattern(letters, capitals=True) if capitals else Pattern(part.letters)
    if len(letters) < 2:
        word = f"{'*' * open_start}{letters}{'*' * open_end}"
        raise CodebookError(f"'{word}' would match too much; put at least two letters beside '*'")
    return Pattern(part.letters, open_start, open_end)


class Patterns:
    """Word patterns by number; tells which of them a word meets."""

    def __init__(self) -> None:
        self._numbers: dict[_Kind, dict[str, int]] = defaultdict(dict)
        self._sizes: dict[tuple[bool, bool], set[int]] = defaultdict(set)

    def __len__(self) -> int:
        """Return how many patterns there are."""
        return sum(map(len, self._numbers.values()))

    def add(self, pattern: Pattern) -> int:
        """Return the number of a pattern, a new one if need be."""
        if pattern.open_start or pattern.open_end:
            self._sizes[pattern.open_start, pattern.open_end].add(len(pattern.letters))
        letters, *kind = pattern
        return self._numbers[tuple(kind)].setdefault(letters, len(self))

    def of_many(self, words: Sequence[str], capitals: np.ndarray) -> list[tuple[int, ...]]:
        """Return the numbers of the patterns that each word meets, in capitals or not.

        Their beginnings and ends are looked up together.
        """
        column, met = pa.array(words, pa.large_string()), defaultdict[int, list[int]](list)
        plain = pc.replace_substring(column, ".", "")
        self._look_up(column, (False, False, False), met)
        self._look_up(pc.if_else(pa.array(capitals), plain, _NO_WORD), (False, False, True), met)
        length = pc.utf8_length(column)
        for (open_start, open_end), sizes in self._sizes.items():
            for size in sizes:
                if open_start and open_end:
                    self._look_inside(words, size, met)
                    continue
                long = pc.if_else(pc.greater_equal(length, size), column, _NO_WORD)
                ends = (0, size) if open_end else (-size, None)
                cut = pc.utf8_slice_codeunits(long, *ends)
                self._look_up(cut, (open_start, open_end, False), met)
        return [tuple(sorted(set(met[at]))) if at in met else () for at in range(len(words))]

    def _look_inside(self, words: Sequence[str], size: int, met: dict[int, list[int]]) -> None:
        """Note which words hold a pattern of a size that is open on both sides."""
        known = self._numbers[True, True, False]
        for at, word in enumerate(words):
            for start in range(len(word) - size + 1):
                if (number := known.get(word[start : start + size])) is not None:
                    met[at].append(number)

    def _look_up(self, letters: pa.Array, kind: _Kind, met: dict[int, list[int]]) -> None:
        """Note which letters are a pattern of a kind."""
        if not (known := self._numbers[kind]):
            return
        found = pc.index_in(letters, pa.array(list(known), pa.large_string()), skip_nulls=True)
        numbers = list(known.values())
        places = np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False))
        for at, number in zip(places.tolist(), found.drop_null().to_pylist(), strict=True):
            met[at].append(numbers[number])


def spelled(entry: Entry) -> str:
    """Spell an entry: folded letters, ``*`` where a word may go on, capitals where they count.

    Raises
    ------
    CodebookError : no spelling is read back to this entry.

    Examples
    --------
    >>> spelled(parse_entry("US-led Talk*"))
    'US led talk*'
    """
    words = " ".join([_spelled_words(entry), *_spelled_limits(entry.limits)])
    if parse_entry(words) != entry:
        raise CodebookError(f"the entry '{words}' cannot be spelled so that it is read back alike")
    return words


def _spelled_words(entry: Entry) -> str:
    words = list(map(spelled_word, entry.words))
    for at, capital in enumerate(entry.limits.capitals):
        words[at] = (
            _FIRST.sub(lambda letter: letter[0].upper(), words[at], 1) if capital else words[at]
        )
    return " ".join(words)


def _spelled_limits(limits: Limits) -> Iterator[str]:
    for veto in _VETOES:
        if others := getattr(limits, veto.replace(" ", "_")):
            yield f"[{veto} {' / '.join(' '.join(map(spelled_word, one.words)) for one in others)}]"
    if limits.capitals:
        yield f"[{_CASE}]"
    yield from (f"[or {reach}]" for reach in limits.reach)


def spelled_word(pattern: Pattern) -> str:
    """Spell one word of an entry."""
    letters = pattern.letters.upper() if pattern.capitals else pattern.letters
    kept = "'s" if letters.endswith("'s") else ""  # a final 's is ignored, so this one needs two
    return f"{'*' * pattern.open_start}{letters}{kept}{'*' * pattern.open_end}"


def spelled_group(group: Group, terms: Mapping[str, Group]) -> list[str]:
    """Spell a group; a run of entries that is a word group of the codebook stands as ``@name``.

    Examples
    --------
    >>> kyiv, ukraine = parse_entry("Kyiv"), parse_entry("Ukrain*")
    >>> spelled_group((ukraine, kyiv, parse_entry("us")), {"ukraine": (ukraine, kyiv)})
    ['@ukraine', 'us']
    """
    names = sorted(filter(_NAME.fullmatch, terms), key=lambda name: -len(terms[name]))
    words, place = [], 0
    while place < len(group):
        name = next((name for name in names if _stands(terms[name], group, place)), None)
        limits = _spelled_limits(_further(terms[name][0], group[place])) if name else ()
        words.append(" ".join([f"@{name}", *limits]) if name else spelled(group[place]))
        place += len(terms[name]) if name else 1
    return words


def _stands(term: Group, group: Group, place: int) -> bool:
    """Tell whether a word group stands at a place, each entry as it is or with the same more."""
    here = group[place : place + len(term)]
    if len(term) < 2 or len(here) < len(term):
        return False
    if here == term:
        return True
    plain = all(entry.limits == Limits() for entry in term)
    alike = len({entry.limits for entry in here}) == 1 and not here[0].limits.capitals
    return plain and alike and [one.words for one in here] == [one.words for one in term]


def _further(entry: Entry, limited: Entry) -> Limits:
    return Limits() if entry.limits == limited.limits else limited.limits


def spelled_terms(terms: Mapping[str, Group]) -> dict[str, list[str]]:
    """Spell the word groups of a codebook; each may name those above it."""
    names = list(terms)
    return {
        name: spelled_group(terms[name], {above: terms[above] for above in names[:place]})
        for place, name in enumerate(names)
    }
