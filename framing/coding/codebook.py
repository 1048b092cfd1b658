"""The codebook: frames with their rules for people and their indicators for the rule coder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from framing.coding.indicator import Indicator, group_of, indicator_of, some_words
from framing.coding.patterns import NAMED, Group
from framing.errors import CodebookError, Known, ParameterError, number, some, suggestion
from framing.tables.card import Card, Told
from framing.tables.codes import (
    CALLED_FOR,
    DENIED,
    FEARED,
    MODES,
    OPPOSED,
    OTHER,
    STATED,
    TOLD,
    UNATTRIBUTED,
)
from framing.tables.file_names import ALLOWED, name_fault, same_file
from framing.tables.toml import Section

_TOP_KEYS = ("codebook", "terms", "modes", "means", "voices", "actors", "rules", "frames")
IN_FILE = "The codebook's file says what each is."
_OLD = {"stances": "modes"}  # keys of earlier versions
MODE_LABELS = {  # of a codebook that names none
    STATED: "stated", FEARED: "feared", DENIED: "denied", CALLED_FOR: "called for",
    OPPOSED: "opposed",
}  # fmt: skip
USUAL = {"demands": CALLED_FOR, "possible": STATED}  # of a frame that names no other
VOICE_LABELS = {TOLD: "told by the article", OTHER: "another voice", UNATTRIBUTED: "unattributed"}


@dataclass(frozen=True)
class Actor:
    """Who can speak: by which names and titles, and on which side, a voice of the codebook."""

    names: tuple[str, ...]
    titles: tuple[str, ...] = ()
    side: str = ""


class Indicators(tuple[Indicator, ...]):
    """The indicators of a frame, in order; one is also had by its id."""

    def __getitem__(self, key: Any) -> Any:
        """Return by place, or by id."""
        if not isinstance(key, str):
            return super().__getitem__(key)
        return Known({one.id: one for one in self}, what="indicator", todo=IN_FILE)[key]


@dataclass(frozen=True, repr=False)
class Frame(Card):
    """A media frame: what it means, what counts, and by which indicators rules find it.

    ``demands`` is the mode of what the indicators find where it is called for: who calls for a part
    in talks opposes an exclusion. ``possible`` is that of what only may be so, a harm is feared.
    """

    id: str
    label: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    subcodes: Mapping[str, str] = field(default_factory=dict)
    countercodes: Mapping[str, str] = field(default_factory=dict)
    demands: str = USUAL["demands"]
    possible: str = USUAL["possible"]
    source: str = ""
    indicators: tuple[Indicator, ...] = ()

    def __post_init__(self) -> None:
        """Let an indicator be had by its id."""
        object.__setattr__(self, "indicators", Indicators(self.indicators))

    def _card(self) -> Told:
        facts = [self.label, number(len(self.indicators), "indicator")]
        if self.subcodes:
            facts.append(f"sub-codes {', '.join(self.subcodes)}")
        return Told(f"Frame '{self.id}'", facts, "frame.definition, frame.indicators")


@dataclass(frozen=True, repr=False)
class Codebook(Card):
    """An explicit codebook; ``sha256`` is that of the file it was read from.

    ``means`` says of modes of one's own which of the five they are: stated, feared, denied,
    called_for, opposed. A mode that has one of these names is that one.
    """

    name: str
    version: str
    language: str
    frames: Mapping[str, Frame]
    modes: Mapping[str, str] = field(default_factory=lambda: dict(MODE_LABELS))
    means: Mapping[str, str] = field(default_factory=dict)
    voices: Mapping[str, str] = field(default_factory=lambda: dict(VOICE_LABELS))
    actors: Mapping[str, Actor] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Group] = field(default_factory=dict)
    sha256: str = ""

    def __post_init__(self) -> None:
        """Let a frame that is not there be told with those that are."""
        frames = Known(self.frames, what="frame", todo=IN_FILE)
        object.__setattr__(self, "frames", frames)

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

    def frame(self, frame: str = "") -> Frame:
        """Return a frame by its id, or say which there are."""
        if frame not in self.frames:
            raise CodebookError(
                f"frame is {frame!r}, but the codebook '{self.name}' has no such frame. Frames: "
                f"{', '.join(self.frames)}.{suggestion(frame, self.frames)}"
            )
        return self.frames[frame]

    def mode_named(self, mode: str) -> str:
        """Return the codebook's name of one of the five modes, or nothing if it has none."""
        own = (name for name in self.modes if self.means.get(name, name) == mode)
        return next(own, "")

    def with_entries(self, *, frame: str, indicator: str, any: list[str]) -> Codebook:
        """Return a copy in which one indicator has other ``any`` entries; nothing is edited.

        An indicator that the frame does not have yet is added.
        """
        section = Section({"any": any}, f"frame '{frame}', indicator '{indicator}'", CodebookError)
        old = self.frame(frame)
        group = group_of(section, "any", section.words("any"), self.terms)
        known = {entry.id: entry for entry in old.indicators}
        alone: dict[str, Any] = dict.fromkeys(("all", "who", "does", "whom"), ())
        base = known.get(indicator, Indicator(indicator))
        known[indicator] = replace(base, any=group, order=False, **alone)
        changed = replace(old, indicators=tuple(known.values()))
        return replace(self, frames={**self.frames, frame: changed}, sha256="")

    def with_indicator(self, *, frame: str, values: Mapping[str, Any]) -> Codebook:
        """Return a copy in which an indicator is as the table of a file says; nothing is edited.

        Raises
        ------
        CodebookError : the table is not well formed.
        """
        old = self.frame(frame)
        codes = [*old.subcodes, *old.countercodes]
        given = indicator_of(f"frame '{frame}'", 1, dict(values), self.terms, codes)
        known = {entry.id: entry for entry in old.indicators} | {given.id: given}
        changed = replace(old, indicators=tuple(known.values()))
        return replace(self, frames={**self.frames, frame: changed}, sha256="")


def checked_codebook(codebook: Any) -> Codebook:
    """Return a codebook, or say how one is made of what was given, such as a path."""
    if isinstance(codebook, Codebook):
        return codebook
    path = str(codebook) if isinstance(codebook, str | Path) else "codebook.toml"
    given = repr(codebook) if isinstance(codebook, str | Path | None) else type(codebook).__name__
    raise ParameterError(
        f"codebook is {given}, which is no codebook. Read it first: "
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
    top = Section({_OLD.get(key, key): value for key, value in values.items()}, source,
                  CodebookError)  # fmt: skip
    if len(top.values) < len(values):
        top.fault("'stances' is the old name of 'modes'; keep one of them")
    top.only(_TOP_KEYS)
    about = Section(top.get("codebook", dict), f"{source}: [codebook]", CodebookError)
    about.only(("name", "version", "language"))
    terms = _terms(top, source)
    modes = _codes(top, "modes") or dict(MODE_LABELS)
    frames = top.get("frames", dict, {})
    if not frames:
        top.fault("there is no frame; add a table [frames.NAME]")
    book = Codebook(
        name=about.get("name", str),
        version=about.get("version", str, ""),
        language=about.get("language", str, "en"),
        frames={name: _frame(source, name, frame, terms, modes) for name, frame in frames.items()},
        modes=modes,
        means=_means(top),
        voices=_codes(top, "voices") or dict(VOICE_LABELS),
        actors=_actors(top, source),
        rules=top.labels("rules"),
        terms=terms,
        sha256=sha256,
    )
    if not book.actors:
        _check_names(book, source)
    _check_labels(book, source)
    return book


def _check_labels(book: Codebook, source: str) -> None:
    """Refuse two frames of one label, by which pages tell frames apart."""
    named: dict[str, str] = {}
    for frame, label in book.labels.items():
        if (other := named.setdefault(label, frame)) != frame:
            raise CodebookError(
                f"{source}: the frames '{other}' and '{frame}' have one label, {label!r}. Give "
                "each its own: pages tell them apart by it."
            )


def _check_names(book: Codebook, source: str) -> None:
    for frame in book.frames.values():
        for one in frame.indicators:
            if any(NAMED in entry.limits.reach for group in one.members for entry in group):
                raise CodebookError(
                    f"{source}: frame '{frame.id}', indicator '{one.id}': '[or {NAMED}]' needs "
                    "[actors] that say who can be named; add a table [actors.NAME] with 'names'."
                )


def _terms(top: Section, source: str) -> dict[str, Group]:
    section = Section(top.get("terms", dict, {}), f"{source}: [terms]", CodebookError)
    terms: dict[str, Group] = {}
    for name in section.values:
        terms[name] = group_of(section, name, some_words(section, name), terms)
    return terms


def _actors(top: Section, source: str) -> dict[str, Actor]:
    voices = _codes(top, "voices") or VOICE_LABELS
    found = {}
    for name, values in top.get("actors", dict, {}).items():
        section = Section(values, f"{source}: actor '{name}'", CodebookError)
        section.only(key.name for key in fields(Actor))
        side = section.get("side", str, "")
        if side and side not in voices:
            section.fault(f"side is '{side}', which is no voice. Voices: {', '.join(voices)}",
                          suggestion(side, voices))  # fmt: skip
        found[name] = Actor(
            tuple(some_words(section, "names")), tuple(section.words("titles")), side
        )
    return found


def _frame(
    source: str, name: str, values: Any, terms: Mapping[str, Group], modes: Mapping[str, str]
) -> Frame:
    where = f"{source}: frame '{name}'"
    section = Section(values, where, CodebookError)
    section.only(key.name for key in fields(Frame) if key.name != "id")
    subcodes, countercodes = _codes(section, "subcodes"), _codes(section, "countercodes")
    if both := [code for code in countercodes if code in subcodes]:
        section.fault(f"{some(both)} stands in 'subcodes' and in 'countercodes'; choose one")
    indicators: dict[str, Indicator] = {}
    for place, entry in enumerate(section.get("indicators", list, []), 1):
        indicator = indicator_of(where, place, entry, terms, [*subcodes, *countercodes])
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
        **{key: _mode(section, key, default, modes) for key, default in USUAL.items()},
        source=section.get("source", str, ""),
        indicators=tuple(indicators.values()),
    )


def _mode(section: Section, key: str, default: str, modes: Iterable[str]) -> str:
    mode = section.get(key, str, default)
    if mode not in (*MODES, *modes):
        section.fault(f"{key} is '{mode}', which is no mode. Modes: {', '.join(modes)}",
                      suggestion(mode, modes))  # fmt: skip
    return mode


def _codes(section: Section, key: str) -> dict[str, str]:
    """Return the values that codings may hold; ``;`` joins them there."""
    codes = section.labels(key)
    if wrong := [code for code in codes if not code or ";" in code]:
        section.fault(f"'{key}' names {some(wrong)}; a name is not empty and has no ';'")
    return codes


def _means(top: Section) -> dict[str, str]:
    means, modes = top.labels("means"), top.labels("modes") or MODE_LABELS
    for name, mode in means.items():
        if name not in modes:
            top.fault(f"'means.{name}' is no mode. Modes: {', '.join(modes)}",
                      suggestion(name, modes))  # fmt: skip
        if mode not in MODES:
            top.fault(f"'means.{name}' is {mode!r}. Allowed: {', '.join(MODES)}",
                      suggestion(mode, MODES))  # fmt: skip
    return means
