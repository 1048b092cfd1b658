"""The codebook: frames with their rules for people and their indicators for the rule coder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from framing.coding.patterns import Entry, Group, parse_entry
from framing.errors import CodebookError, ParameterError, number, some, suggestion
from framing.tables.card import Card, Told
from framing.tables.file_names import ALLOWED, name_fault, same_file
from framing.tables.toml import Section

_TOP_KEYS = ("codebook", "terms", "modes", "voices", "rules", "frames")


@dataclass(frozen=True)
class Indicator:
    """A sign of a frame in the wording: any entry, or all members close together."""

    id: str
    subcode: str = ""
    any: Group = ()
    all: tuple[Group, ...] = ()
    within: int | None = None
    unless: Group = ()


@dataclass(frozen=True, repr=False)
class Frame(Card):
    """A media frame: what it means, what counts, and by which indicators rules find it."""

    id: str
    label: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    subcodes: Mapping[str, str] = field(default_factory=dict)
    countercodes: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    indicators: tuple[Indicator, ...] = ()

    def _card(self) -> Told:
        facts = [self.label, number(len(self.indicators), "indicator")]
        if self.subcodes:
            facts.append(f"sub-codes {', '.join(self.subcodes)}")
        return Told(f"Frame '{self.id}'", facts, "frame.definition, frame.indicators")


@dataclass(frozen=True, repr=False)
class Codebook(Card):
    """An explicit codebook; ``sha256`` is that of the file it was read from."""

    name: str
    version: str
    language: str
    frames: Mapping[str, Frame]
    modes: Mapping[str, str] = field(default_factory=dict)
    voices: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Group] = field(default_factory=dict)
    sha256: str = ""

    def _card(self) -> Told:
        indicators = sum(len(frame.indicators) for frame in self.frames.values())
        facts = [f"language '{self.language}'", number(len(self.frames), "frame"),
                 number(indicators, "indicator")]  # fmt: skip
        first = next(iter(self.frames), "...")
        return Told(f"Codebook '{self.name}' {self.version}", facts, f"codebook.frame({first!r})")

    @property
    def labels(self) -> dict[str, str]:
        """The label of each frame, by its id."""
        return {frame.id: frame.label for frame in self.frames.values()}

    def frame(self, frame: str) -> Frame:
        """Return a frame by its id, or say which there are."""
        if frame not in self.frames:
            raise CodebookError(
                f"frame is {frame!r}, but the codebook '{self.name}' has no such frame. Frames: "
                f"{', '.join(self.frames)}.{suggestion(frame, self.frames)}"
            )
        return self.frames[frame]

    def with_entries(self, *, frame: str, indicator: str, any: list[str]) -> Codebook:
        """Return a copy in which one indicator has other ``any`` entries; nothing is edited.

        An indicator that the frame does not have yet is added.
        """
        section = Section({"any": any}, f"frame '{frame}', indicator '{indicator}'", CodebookError)
        old = self.frame(frame)
        group = _group(section, "any", section.words("any"), self.terms)
        known = {entry.id: entry for entry in old.indicators}
        known[indicator] = replace(known.get(indicator, Indicator(indicator)), any=group, all=())
        changed = replace(old, indicators=tuple(known.values()))
        return replace(self, frames={**self.frames, frame: changed}, sha256="")


def checked_codebook(codebook: Any) -> Codebook:
    """Return a codebook, or say how one is made of what was given, such as a path."""
    if isinstance(codebook, Codebook):
        return codebook
    path = str(codebook) if isinstance(codebook, str | Path) else "codebook.toml"
    raise ParameterError(
        f"codebook is {codebook!r}, which is no codebook. Read it first: "
        f"codebook = framing.read_codebook({path!r})"
    )


def check_frames(frames: Iterable[str], *, source: str) -> None:
    """Refuse names of frames that the files of their pages cannot have, or would share."""
    known: dict[str, str] = {}
    for name in frames:
        if fault := name_fault(name):
            raise CodebookError(
                f"{source}: the frame {name!r} is to name the files of its page, but its name "
                f"{fault}. {ALLOWED} Any wording may stand in 'label'."
            )
        if (other := known.setdefault(same_file(name), name)) != name:
            raise CodebookError(
                f"{source}: the frames {other!r} and {name!r} would share the files of their pages "
                "where case and accents do not count; give one another name."
            )


def parse_codebook(values: Mapping[str, Any], *, source: str, sha256: str = "") -> Codebook:
    """Build a codebook from the tables of a TOML file; ``source`` names it in messages."""
    top = Section(dict(values), source, CodebookError)
    top.only(_TOP_KEYS)
    about = Section(top.get("codebook", dict), f"{source}: [codebook]", CodebookError)
    about.only(("name", "version", "language"))
    terms = _terms(top, source)
    frames = top.get("frames", dict, {})
    if not frames:
        top.fault("there is no frame; add a table [frames.NAME]")
    return Codebook(
        name=about.get("name", str),
        version=about.get("version", str, ""),
        language=about.get("language", str, "en"),
        frames={name: _frame(source, name, frame, terms) for name, frame in frames.items()},
        modes=_codes(top, "modes"),
        voices=_codes(top, "voices"),
        rules=top.labels("rules"),
        terms=terms,
        sha256=sha256,
    )


def _terms(top: Section, source: str) -> dict[str, Group]:
    section = Section(top.get("terms", dict, {}), f"{source}: [terms]", CodebookError)
    terms: dict[str, Group] = {}
    for name in section.values:
        terms[name] = _group(section, name, _some(section, name), terms)
    return terms


def _frame(source: str, name: str, values: Any, terms: Mapping[str, Group]) -> Frame:
    where = f"{source}: frame '{name}'"
    section = Section(values, where, CodebookError)
    section.only(key.name for key in fields(Frame) if key.name != "id")
    subcodes, countercodes = _codes(section, "subcodes"), _codes(section, "countercodes")
    if both := [code for code in countercodes if code in subcodes]:
        section.fault(f"{some(both)} stands in 'subcodes' and in 'countercodes'; choose one")
    indicators: dict[str, Indicator] = {}
    for place, entry in enumerate(section.get("indicators", list, []), 1):
        indicator = _indicator(where, place, entry, terms, [*subcodes, *countercodes])
        if indicator.id in indicators:
            section.fault(f"indicator '{indicator.id}' stands twice; each needs its own id")
        indicators[indicator.id] = indicator
    return Frame(
        id=name,
        label=section.get("label", str, name),
        definition=section.get("definition", str),
        include=tuple(section.words("include")),
        exclude=tuple(section.words("exclude")),
        examples=tuple(section.words("examples")),
        subcodes=subcodes,
        countercodes=countercodes,
        source=section.get("source", str, ""),
        indicators=tuple(indicators.values()),
    )


def _codes(section: Section, key: str) -> dict[str, str]:
    """Return the values that codings may hold; ``;`` joins them there."""
    codes = section.labels(key)
    if wrong := [code for code in codes if not code or ";" in code]:
        section.fault(f"'{key}' names {some(wrong)}; a name is not empty and has no ';'")
    return codes


def _indicator(
    where: str, number: int, values: Any, terms: Mapping[str, Group], subcodes: list[str]
) -> Indicator:
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
        within=_within(section),
        unless=_group(section, "unless", section.words("unless"), terms),
    )


def _conditions(section: Section, terms: Mapping[str, Group]) -> dict[str, Any]:
    if ("any" in section.values) == ("all" in section.values):
        section.fault("give either 'any' (one entry suffices) or 'all' (each member at least once)")
    if "any" in section.values:
        return {"any": _group(section, "any", _some(section, "any"), terms)}
    members = section.get("all", list)
    if len(members) < 2:
        found = f"{len(members)} member{'' if len(members) == 1 else 's'}"
        section.fault(f"'all' has {found}; give at least two, or use 'any'")
    return {"all": tuple(_member(section, n, entry, terms) for n, entry in enumerate(members, 1))}


def _member(section: Section, number: int, member: Any, terms: Mapping[str, Group]) -> Group:
    key = f"all, member {number}"
    entries = member if isinstance(member, list) else [member]
    inner = Section({key: entries}, section.where, CodebookError)
    return _group(section, key, _some(inner, key), terms)


def _some(section: Section, key: str) -> list[str]:
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


def _group(section: Section, key: str, entries: list[str], terms: Mapping[str, Group]) -> Group:
    """Parse entries; ``@name`` stands for a word group of ``[terms]``. Repeats are dropped."""
    parsed: list[Entry] = []
    for place, entry in enumerate(map(str.strip, entries), 1):
        where = f"{key}, entry {place}"
        if not entry.startswith("@"):
            parsed.append(_entry(section, where, entry))
        elif entry[1:] in terms:
            parsed.extend(terms[entry[1:]])
        else:
            section.fault(
                f"{where}: '{entry}' is not defined above in [terms]. Defined: "
                f"{', '.join(terms) or 'none'}",
                suggestion(entry[1:], terms),
            )
    return tuple(dict.fromkeys(parsed))


def _entry(section: Section, where: str, entry: str) -> Entry:
    try:
        return parse_entry(entry)
    except CodebookError as error:
        section.fault(f"{where}: {error}")
