"""Indicators of a codebook: what must stand in the wording, where, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from framing.coding.patterns import Entry, Group, limited, parse_entry, parted_options, spelled
from framing.corpus.zones import ZONES
from framing.errors import CodebookError, some, suggestion
from framing.tables.card import Card, Told
from framing.tables.toml import Section

INSIDE, OUTSIDE = "inside", "outside"
QUOTATION = (INSIDE, OUTSIDE)
_ROLES = ("who", "does", "whom")


@dataclass(frozen=True, repr=False)
class Indicator(Card):
    """A sign of a frame in the wording: any entry, or all members close together.

    ``who`` acts, by a word of ``does``, on ``whom``: before it and behind it, or the other way
    round where it is passive ("was snubbed by"). ``order`` asks the members of ``all`` to stand in
    theirs. ``zone`` and ``language`` say in which sentences an indicator counts, ``quotation``
    whether inside or outside quotation marks.
    """

    id: str
    subcode: str = ""
    any: Group = ()
    all: tuple[Group, ...] = ()
    who: Group = ()
    does: Group = ()
    whom: Group = ()
    order: bool = False
    within: int | None = None
    unless: Group = ()
    zone: tuple[str, ...] = ()
    quotation: str = ""
    language: str = ""

    def _card(self) -> Told:
        return Told(f"Indicator '{self.id}'", [self.in_words], "study.entries")

    @property
    def in_words(self) -> str:
        """What it asks for, in a line."""
        parts = [
            group_in_words("any of", self.any),
            *(group_in_words(role, getattr(self, role)) for role in _ROLES),
            " + ".join(f"[{group_in_words('', member)}]" for member in self.all),
            "in this order" if self.order else "",
            f"within {self.within}" if self.within else "",
            group_in_words("unless", self.unless),
            f"zone {', '.join(self.zone)}" if self.zone else "",
            self.quotation and f"{self.quotation} quotation marks",
            self.language and f"language {self.language}",
            self.subcode and f"subcode {self.subcode}",
        ]
        return "; ".join(filter(None, parts))

    @property
    def members(self) -> tuple[Group, ...]:
        """What must be there: a group of entries for each; of roles first who, does and whom."""
        roles = tuple(group for group in (self.who, self.does, self.whom) if group)
        return (*roles, *(self.all or ((self.any,) if self.any else ())))


def group_in_words(what: str, group: Group) -> str:
    """Say what a group of entries is for, and list them; nothing of an empty one."""
    entries = ", ".join(map(spelled, group))
    return f"{what} {entries}".strip() if entries else ""


def indicator_of(
    where: str, number: int, values: Any, terms: Mapping[str, Group], subcodes: list[str]
) -> Indicator:
    """Build an indicator from a table of a codebook's file."""
    name = f"'{values['id']}'" if isinstance(values, dict) and values.get("id") else number
    section = Section(values, f"{where}, indicator {name}", CodebookError)
    section.only(key.name for key in fields(Indicator))
    subcode = section.get("subcode", str, "")
    if subcode and subcode not in subcodes:
        section.fault(
            f"subcode is '{subcode}', which the frame does not define. Defined: "
            f"{', '.join(subcodes) or 'none'}",
            suggestion(subcode, subcodes),
        )
    return Indicator(
        id=section.get("id", str),
        subcode=subcode,
        **_conditions(section, terms),
        order=section.flag("order"),
        within=_within(section),
        unless=group_of(section, "unless", section.words("unless"), terms),
        zone=_zones(section),
        quotation=_quotation(section),
        language=section.get("language", str, ""),
    )


def _zones(section: Section) -> tuple[str, ...]:
    zones = section.words("zone")
    if unknown := [zone for zone in zones if zone not in ZONES]:
        section.fault(f"'zone' names {some(unknown)}. Allowed: {', '.join(ZONES)}",
                      suggestion(unknown[0], ZONES))  # fmt: skip
    return tuple(zones)


def _quotation(section: Section) -> str:
    side = section.get("quotation", str, "")
    if side not in ("", *QUOTATION):
        section.fault(f"quotation is '{side}'. Allowed: {', '.join(QUOTATION)}",
                      suggestion(side, QUOTATION))  # fmt: skip
    return side


def _conditions(section: Section, terms: Mapping[str, Group]) -> dict[str, Any]:
    given = [key for key in ("any", "all", *_ROLES) if key in section.values]
    roles = {
        key: group_of(section, key, some_words(section, key), terms)
        for key in _ROLES
        if key in given
    }
    if roles and ("does" not in roles or len(roles) == 1 or "any" in given):
        section.fault("'does' says what is done, and needs 'who' does it, or to 'whom', or both; "
                      "more that must be there stands in 'all'")  # fmt: skip
    if not roles and ("any" in given) == ("all" in given):
        section.fault("give either 'any' (one entry suffices) or 'all' (each member at least "
                      "once), or 'who' 'does' it to 'whom'")  # fmt: skip
    if "order" in section.values and ("all" not in given or roles):
        section.fault("'order' is that of the members of 'all'")
    if "any" in given:
        return {"any": group_of(section, "any", some_words(section, "any"), terms)}
    members = section.get("all", list, [])
    if not roles and len(members) < 2:
        found = f"{len(members)} member{'' if len(members) == 1 else 's'}"
        section.fault(f"'all' has {found}; give at least two, or use 'any'")
    every = tuple(_member(section, n, entry, terms) for n, entry in enumerate(members, 1))
    return {**roles, "all": every}


def _member(section: Section, number: int, member: Any, terms: Mapping[str, Group]) -> Group:
    key = f"all, member {number}"
    entries = member if isinstance(member, list) else [member]
    inner = Section({key: entries}, section.where, CodebookError)
    return group_of(section, key, some_words(inner, key), terms)


def some_words(section: Section, key: str) -> list[str]:
    """Return the entries of a list that may not be empty."""
    if not (entries := section.words(key)):
        section.fault(f"'{key}' has no entry; give at least one")
    return entries


def _within(section: Section) -> int | None:
    if "within" not in section.values:
        return None
    within = section.get("within", int)
    if within < 1:
        section.fault(f"'within' is {within}; a number of words from 1 on is needed")
    return within


def group_of(section: Section, key: str, entries: list[str], terms: Mapping[str, Group]) -> Group:
    """Parse entries; ``@name`` stands for a word group of ``[terms]``. Repeats are dropped."""
    parsed: list[Entry] = []
    for place, entry in enumerate(map(str.strip, entries), 1):
        where = f"{key}, entry {place}"
        bare, options = parted_options(entry)
        try:
            if not entry.startswith("@"):
                parsed.append(parse_entry(entry, terms))
                continue
            if bare[1:] in terms:
                parsed.extend(limited(one, options, "", terms) for one in terms[bare[1:]])
                continue
        except CodebookError as error:
            section.fault(f"{where}: {error}")
        section.fault(
            f"{where}: '{bare}' is not defined above in [terms]. Defined: "
            f"{', '.join(terms) or 'none'}",
            suggestion(bare[1:], terms),
        )
    return tuple(dict.fromkeys(parsed))
