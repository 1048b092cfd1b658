"""What folders and names of one's own texts tell: the outlet of each, and its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from framing.expressions import expression

_YEARS = range(1900, 2100)
_YEAR_FIRST = expression(r"(\d{4})(?:([-_. ]?)(\d{2})(?:\2(\d{2}))?)?$")
_YEAR_LAST = expression(r"(\d{1,2})([-_.])(\d{1,2})\2(\d{4})$")
_WITHIN = expression(r"(\d{1,2})(?:[-_. ]*[^\W\d_]+)?$")  # 02 in 2025, or 02-February
_IN_NAME = expression(r"(?<!\d)(?:\d{4}([-_.]?)\d{2}\1\d{2}|\d{1,2}\.\d{1,2}\.\d{4})(?!\d)")
_SIGNS = ("__", "_", " - ", " – ")  # between the parts of a file's name


class Told(NamedTuple):
    """What the place of a text tells."""

    folders: tuple[str, ...]  # the folders above it that are no dates, the outermost first
    outlet: str = ""  # the last of them, or a part of the text's name; "" if it is not told
    day: str = ""  # year, month and day; "" if it is not told


def told_by_paths(files: Sequence[PurePath]) -> list[Told]:
    """Tell outlets and days from where texts lie, seen from the folder of all, and their names.

    Returns
    -------
    For each text the nearest folder that is no date, and the day of the folders that are one,
    else of its name. Where no folder names the outlet, a part of the names does that is there
    in all of them and has a few values, which repeat. Whatever is not told is "".

    Examples
    --------
    >>> told_by_paths([PurePath("Daily/2025/02/13/a.txt")])
    [Told(folders=('Daily',), outlet='Daily', day='2025-02-13')]
    """
    levels = [_levels(file.parts[:-1]) for file in files]
    bare = [n for n, (names, _) in enumerate(levels) if not names]
    parts = dict(zip(bare, _by_name([files[n].stem for n in bare]), strict=True))
    return [
        Told(tuple(names), names[-1] if names else parts[n], day or _in_name(file.stem))
        for n, (file, (names, day)) in enumerate(zip(files, levels, strict=True))
    ]


def _levels(folders: Sequence[str]) -> tuple[list[str], str]:
    """Part folders that are dates, alone or one within another, from those that are names."""
    names: list[str] = []
    numbers: list[int] = []
    for folder in folders:
        if found := _date(folder):
            numbers = found
        elif numbers and (match := _WITHIN.match(folder)):
            numbers = [*numbers, int(match[1])]
        else:
            names.append(folder)
    return names, _day(numbers)


def _date(printed: str) -> list[int]:
    """Return year, month and day, as far as they are told for sure; nothing if it is no date."""
    if match := _YEAR_FIRST.match(printed):
        found = [int(part) for part in (match[1], match[3], match[4]) if part]
    elif match := _YEAR_LAST.match(printed):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        day_first = [year, other, one]
        if match[2] == "." or one > 12 or one == other:
            found = day_first
        else:  # month first, or either of the two
            found = [year, one, other] if other > 12 else [year]
    else:
        return []
    return found if _day([*found, 1, 1][:3]) else []


def _day(numbers: Sequence[int]) -> str:
    try:
        return date(*numbers).isoformat() if numbers and numbers[0] in _YEARS else ""
    except (TypeError, ValueError):
        return ""


def _in_name(stem: str) -> str:
    """Return the one day that a file's name holds; nothing if it holds several."""
    found = {_day(_date(match[0])) for match in _IN_NAME.finditer(stem)} - {""}
    return found.pop() if len(found) == 1 else ""


def _by_name(stems: Sequence[str]) -> list[str]:
    """Return the part of each name that tells its outlet; "" if none does."""
    return next(filter(_tell_outlets, _parts(stems)), [""] * len(stems))


def _parts(stems: Sequence[str]) -> Iterator[list[str]]:
    for sign in _SIGNS:
        rows = [stem.split(sign) for stem in stems]
        for place in range(min(map(len, rows), default=0)):
            yield [row[place].strip() for row in rows]


def _tell_outlets(words: Sequence[str]) -> bool:
    """Tell whether words are names of a few outlets: no numbers, and each more than once."""
    alike = len(set(words))
    return 2 <= alike <= len(words) / 2 and all(any(map(str.isalpha, word)) for word in words)
