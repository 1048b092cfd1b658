"""Whether two sentences name the same and count the same.

A name is the same under its last word, another first name or title, an abbreviation, a spelling
or an accent. A number is the same without its decimals.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from framing.wire.said import Name, Number, Place, Said, unaccented

_ADDED = 3  # words, at most, that stand in one alone, for their "not" or "could" to count
_NEAR = 2  # words in a row beside a name by which its place is told
_ROUND = 0.5  # a number without decimals may be this far from one that has some
_LETTERS = 5  # of a name, for one letter to be another spelling of it
_LONG = 8  # letters of one that may differ in two


def lost(place: Place, other: Place) -> list[Name]:
    """Return the names of a place that stand nowhere in the other sentence, in no form."""
    return [name for name in place.names() if is_lost(name, other.whole)]


def swapped(one: Place, other: Place) -> list[tuple[Name, Name]]:
    """Return names that may stand for each other, of which each lacks in the other sentence."""
    pairs = product(lost(one, other), lost(other, one))
    return [(a, b) for a, b in pairs if a.describes == b.describes]


def are_beside(one: Place, name: Name, other: Place, there: Name) -> bool:
    """Tell whether two words in a row stand before both names, or after both."""
    return bool(_beside(one, name) & _beside(other, there))


def _beside(place: Place, name: Name) -> set[tuple[str, ...]]:
    """Return the words before a name and after it, and those before its last word."""
    at = [n for n, item in enumerate(place.items) if item.name is name]
    spans = {(at[0] - _NEAR, at[0]), (at[-1] - _NEAR, at[-1]), (at[-1] + 1, at[-1] + 1 + _NEAR)}
    runs = [place.items[low:high] for low, high in spans if low >= 0 and high <= len(place.items)]
    return {tuple(i.key for i in run) for run in runs if not all(i.is_empty for i in run)}


def is_lost(name: Name, whole: Said) -> bool:
    """Tell whether a name stands nowhere in a sentence, in no form."""
    names = dict.fromkeys(item.name for item in whole.items if item.name)
    return not is_any(name, names) and name.last not in {unaccented(i.key) for i in whole.items}


def is_any(name: Name, names: Iterable[Name]) -> bool:
    """Tell whether a name is one of several."""
    return any(_is_same(name, other) for other in names)


def _is_same(one: Name, other: Name) -> bool:
    """Tell whether two names are one: by a surname, a part, initials or another spelling."""
    is_part = one.words <= other.words or other.words <= one.words
    is_short = 1 in (len(one.words), len(other.words)) and one.initials == other.initials
    return is_part or is_short or _is_spelt(one.last, other.last)


def _is_spelt(one: str, other: str) -> bool:
    """Tell whether two words are spellings of one name; two countries never are."""
    from rapidfuzz.distance import Levenshtein

    if one == other or "~" in (one[0], other[0]):
        return one == other
    shorter = min(len(one), len(other))
    most = 2 if shorter >= _LONG else 1 if shorter >= _LETTERS else 0
    return one[0] == other[0] and Levenshtein.distance(one, other, score_cutoff=most) <= most


def other_number(one: Place, other: Place) -> bool:
    """Tell whether two numbers count the same things, and one lacks in the other sentence."""
    return any(
        _counts_same(a, b)
        and not _is_about(a.value, b.value)
        and not _is_in(a, other)
        and not _is_in(b, one)
        and (a in lost or b in there)
        for lost, there in [(_lost_numbers(one, other), _lost_numbers(other, one))]
        for a, b in product(one.numbers(), other.numbers())
    )


def _is_in(number: Number, place: Place) -> bool:
    """Tell whether a sentence has a number that counts the same."""
    numbers = [item.number for item in place.whole.items if item.number]
    return any(_is_about(number.value, n.value) and _counts_same(number, n) for n in numbers)


def _counts_same(one: Number, other: Number) -> bool:
    return bool(one.units & other.units) or not (one.units or other.units)


def lacks_number(one: Place, other: Place) -> bool:
    """Tell whether one has a limit in numbers ("within 4 days") where the other has nothing."""
    lost = [n for n in _lost_numbers(one, other) if not n.units & {"day", "year"}]
    is_limit = bool(lost) and one.items[0].is_empty and not one.items[-1].is_empty
    return is_limit and len(one.items) <= _ADDED and not other.items


def _lost_numbers(place: Place, other: Place) -> list[Number]:
    there = {item.number.value for item in other.whole.items if item.number}
    return [n for n in place.numbers() if not any(_is_about(n.value, value) for value in there)]


def _is_about(one: str, other: str) -> bool:
    """Tell whether two numbers are the same, or one is the other without its decimals."""
    try:
        a, b = float(one), float(other)
    except ValueError:
        return one == other
    return a == b or (abs(a - b) < _ROUND and (a.is_integer() != b.is_integer()))
