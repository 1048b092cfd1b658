"""What changed between two versions of a codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from framing.coding.codebook import Codebook, Frame
from framing.coding.indicator import group_in_words

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Change(NamedTuple):
    """One change: in which frame (empty for the codebook as a whole), in which part, and what."""

    frame: str
    part: str
    change: str
    before: str | None
    after: str | None


def codebook_changes(old: Codebook, new: Codebook) -> pd.DataFrame:
    """List what a revision of the codebook changed.

    Parameters
    ----------
    old : the codebook before.
    new : the codebook after.

    Returns
    -------
    A row is a change, in the order of the codebook (frames that are gone come first):
    ``frame`` (empty for what belongs to all), ``part``, ``change`` (added, removed,
    changed), and the wording ``before`` and ``after``, missing where there is none. Codes,
    rules and terms are compared by name, indicators by id, rules for people by their
    wording. An order that changed is no change.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "Left out."}}}
    >>> old = parse_codebook(book, source="b")
    >>> book["frames"]["f"]["definition"] = "Left out or sidelined."
    >>> codebook_changes(old, parse_codebook(book, source="b"))
      frame        part   change     before                   after
    0     f  definition  changed  Left out.  Left out or sidelined.
    """
    nothing = Frame("", "", "")
    changes = list(_named("", _of_codebook(old), _of_codebook(new)))
    for name in dict.fromkeys([*(f for f in old.frames if f not in new.frames), *new.frames]):
        before, after = (book.frames.get(name) for book in (old, new))
        changes += _named(name, _frame(before), _frame(after))
        changes += _worded(name, before or nothing, after or nothing)
    return pd.DataFrame(changes, columns=list(Change._fields)).astype("str")


Parts = Mapping[tuple[str, str], str]  # part and name within it -> wording


def _of_codebook(book: Codebook) -> Parts:
    entries = {part: getattr(book, part) for part in ("modes", "means", "voices", "rules")}
    entries["terms"] = {name: group_in_words("", group) for name, group in book.terms.items()}
    return _parts(book, ("name", "version", "language"), entries)


def _frame(frame: Frame | None) -> Parts:
    if frame is None:
        return {}
    entries = {part: getattr(frame, part) for part in ("subcodes", "countercodes")}
    entries["indicators"] = {one.id: one.in_words for one in frame.indicators}
    return {("frame", ""): frame.id, **_parts(frame, ("label", "definition", "source"), entries)}


def _parts(
    whole: Codebook | Frame, plain: Iterable[str], entries: Mapping[str, Mapping[str, str]]
) -> Parts:
    named = {(part, name): f"{name}: {said}" for part, of in entries.items()
             for name, said in of.items()}  # fmt: skip
    return {(part, ""): getattr(whole, part) for part in plain} | named


def _named(frame: str, before: Parts, after: Parts) -> Iterator[Change]:
    """Compare what has a name; an empty wording is none."""
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key) or None, after.get(key) or None
        if old != new:
            change = ADDED if old is None else REMOVED if new is None else CHANGED
            yield Change(frame, key[0], change, old, new)


def _worded(name: str, before: Frame, after: Frame) -> Iterator[Change]:
    """Compare rules for people, which have no name but their wording."""
    for part in ("include", "exclude", "examples"):
        old, new = getattr(before, part), getattr(after, part)
        yield from (Change(name, part, REMOVED, rule, None) for rule in _without(old, new))
        yield from (Change(name, part, ADDED, None, rule) for rule in _without(new, old))


def _without(rules: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [rule for rule in dict.fromkeys(rules) if rule not in known]
