"""How the hits of an indicator's members make up a match: near enough, in order, in their roles.

All of it is one pass over the hits from left to right, so that no text takes longer than its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from framing.coding.indicator import Indicator


class Hit(NamedTuple):
    """An entry found: its first and last part, and the number of the word it begins in."""

    first: int
    last: int
    word: int


Hits = list[Hit]
_BY = 5  # parts behind what is done in which who does it is named, "by" among them


class Roles(NamedTuple):
    """What tells who acts: the places of actors, and of the words that turn a verb round.

    actors : where anybody stands who could act, from left to right.
    about : parts that a preposition stands before, and perhaps an article: they do not act.
    passive : parts that a form of "be" stands before, and perhaps an adverb.
    by : parts that "by" stands before, with no more than two words between.
    done : parts that "by" stands right behind: "praised by".
    """

    actors: Sequence[Hit] = ()
    about: frozenset[int] = frozenset()
    passive: frozenset[int] = frozenset()
    by: frozenset[int] = frozenset()
    done: frozenset[int] = frozenset()


def near(members: Sequence[Hits]) -> list[Hits]:
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


def in_order(members: Sequence[Hits]) -> list[Hits]:
    """Return groups that hold a hit of each member, each behind the one before: the narrowest."""
    found = [[hit] for hit in members[0]]
    for hits in members[1:]:
        ended, at, best = sorted(found, key=lambda group: group[-1].last), 0, list[Hit]()
        longer = []
        for hit in hits:
            while at < len(ended) and ended[at][-1].last < hit.first:
                best = ended[at] if not best or ended[at][0] >= best[0] else best
                at += 1
            if best:
                longer.append([*best, hit])
        found = longer
    return found


def acting(members: Mapping[str, Hits], roles: Roles) -> list[Hits]:
    """Return groups in which who acts stands before what is done, and behind "by" in a passive.

    "By" and one of both right behind what is done make a passive without "was": "praised by Roe".
    """
    who, whom = members.get("who"), members.get("whom")
    named = {hit.first for hit in (*(who or ()), *(whom or ()))} & roles.by
    told, turned = list[Hit](), list[Hit]()
    for hit in members["does"]:
        bare = hit.last in roles.done and not named.isdisjoint(range(hit.last, hit.last + _BY))
        (turned if bare or hit.first in roles.passive else told).append(hit)
    groups = list(_around(told, who, whom, roles))
    behind = None if who is None else [hit for hit in who if hit.first in roles.by]
    if whom is not None or behind is not None:
        groups += _around(turned, whom, behind, Roles())
    return sorted(groups)


def _around(does: Hits, before: Hits | None, after: Hits | None, roles: Roles) -> Iterator[Hits]:
    """Yield what is done with the nearest of those before it, if it is the nearest actor."""
    if before is not None:
        before = [hit for hit in before if hit.first not in roles.about]
    for hit in does:
        group = [hit]
        if before is not None:
            at = bisect_left(before, hit) - 1
            while at >= 0 and before[at].last >= hit.first:
                at -= 1
            rival = bisect_left(roles.actors, hit) - 1
            if at < 0 or (rival >= 0 and before[at].last < roles.actors[rival].first):
                continue
            group.insert(0, before[at])
        if after is not None:
            at = bisect_left(after, Hit(hit.last + 1, 0, 0))
            if at == len(after):
                continue
            group.append(after[at])
        yield group


def with_others(cores: Sequence[Hits], others: Sequence[Hits]) -> list[Hits]:
    """Return groups of which a part is there already, with the nearest hits of further members."""
    if not others:
        return list(cores)
    whole = {Hit(core[0].first, core[-1].last, core[0].word): core for core in cores}
    found = []
    for group in near([sorted(whole), *others]):
        core = next(hit for hit in group if hit in whole)
        found.append(sorted({*whole[core], *(hit for hit in group if hit is not core)}))
    return found


def together(indicator: Indicator, there: list[Hits], roles: Roles) -> list[Hits]:
    """Return the groups that the hits of an indicator's members make up."""
    if not indicator.does:
        found = [hits for hits in there if hits]
        return in_order(found) if indicator.order else near(found)
    named = [role for role in ("who", "does", "whom") if getattr(indicator, role)]
    met = {role: hits for role, hits in zip(named, there, strict=False) if hits}
    others = [hits for hits in there[len(named) :] if hits]
    return with_others(acting(met, roles), others) if "does" in met else []


def width(group: Hits) -> int:
    """Return the words from the start of the first hit to the start of the last."""
    return group[-1].word - group[0].word


def narrow(groups: list[Hits], limit: int | None) -> list[Hits]:
    """Return the groups that stand within a window."""
    return [group for group in groups if limit is None or width(group) <= limit]


def is_excluded(group: Hits, unless: list[int], limit: int | None) -> bool:
    """Tell whether one of the words in ``unless`` (sorted) stands in the window of a group."""
    if limit is None:
        return bool(unless)
    nearest = bisect_left(unless, group[-1].word - limit)
    return nearest < len(unless) and unless[nearest] <= group[0].word + limit


def apart(groups: list[Hits]) -> list[Hits]:
    """Keep groups that do not share words, in the order of the text."""
    kept: list[Hits] = []
    taken: set[int] = set()
    for group in sorted(groups, key=_preference):
        parts = {part for hit in group for part in range(hit.first, hit.last + 1)}
        if not parts & taken:
            taken |= parts
            kept.append(group)
    return sorted(kept)


def _preference(group: Hits) -> tuple[int, list[tuple[int, int]]]:
    """Put narrow groups first, then those to the left, then long hits."""
    return width(group), [(hit.first, -hit.last) for hit in group]


def spans(group: Hits, places: Mapping[Hit, tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the character spans of a group, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for hit in group:
        start, end = places[hit]
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
