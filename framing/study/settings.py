"""The settings of a study, from ``study.toml``, read strictly, with the codebook it names."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.coding.byhand.sheet_files import adjudication_file
from framing.coding.codebook import Codebook
from framing.coding.codebook_files import read_codebook
from framing.corpus.dates import ORDERS
from framing.corpus.readers.database import (
    PASSWORD,
    file_of,
    holds_password,
    in_folder,
    is_address,
)
from framing.corpus.readers.inputs import LEADS_OUT
from framing.errors import StudyError, number, suggestion
from framing.models.model_run import Asked, answer_file, answer_paths, read_models
from framing.study.citation import KEYS as CITED
from framing.study.citation import Citation, is_day, read_citation
from framing.study.outlets_file import OUTLETS
from framing.study.screening import Screen
from framing.tables.codes import CLASSIFIER, GENRES, NEWS, RULES, SIMILARITY
from framing.tables.file_names import ALLOWED, name_fault
from framing.tables.toml import SEED, Section, read_toml

FILE, LOCK = "study.toml", "study.lock"
CODEBOOK = "codebook.toml"
EACH = ("frame", "outlet", "article")
MACHINES = (SIMILARITY, CLASSIFIER)
_SECTIONS = {
    "study": ("name", "question", "selection", "language", "seed", "event", "margin",
              "genres", *CITED),
    "corpus": ("articles", "query", "columns", "outlets", "dates", "follow_links"),
    "coding": (
        "codebook", "codings", "coders", "answers_from", "reference", "sample", "machines",
    ),
    "wire": ("reference",),
    "screen": ("terms", "from", "to", "sheet"),
}  # fmt: skip
_LISTS = ("report", "adjudication", "hypotheses", "models")
_HYPOTHESIS = {
    "outlet": None, "frame": None, "reference": "rest", "measure": "salience", "expected": "",
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """A line of the report: a notebook, once or for each frame or outlet, with parameters."""

    notebook: str
    each: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Adjudication:
    """Final codes under a coder's name: what others agree on, and a sheet that settles the rest."""

    coder: str
    of: tuple[str, ...]
    sheet: Path

    @property
    def todo(self) -> str:
        """Say how its sheet comes about, while it is not there."""
        waits = f"{FILE}: the codes of '{self.coder}' wait for {self.sheet.name}, not there yet. "
        who = self.sheet.stem.removeprefix("adjudication-")
        if self.sheet != adjudication_file(self.sheet.parent, coder=who):
            return (
                f"{waits}'framing adjudicate' writes adjudication-NAME.csv; name that as 'sheet'."
            )
        of = " ".join(f"--of {coder}" for coder in self.of)
        return (
            f"{waits}This writes it, to be filled in: framing adjudicate STUDY --coder {who} {of}"
        )


SHIPPED = Path(__file__).parents[2] / "seeds"  # in a clone alone
STANDARD_REPORT = (
    Run("corpus"), Run("frame", each="frame"), Run("outlets"), Run("wire"), Run("validity"),
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What ``study.toml`` says, with the codebook that it names."""

    folder: Path
    name: str
    question: str
    selection: str
    language: str
    seed: int
    sha256: str
    codebook: Codebook
    answers_from: str
    sources: tuple[Path | str, ...]
    columns: Mapping[str, str]
    outlets: Mapping[str, str]
    coding_files: tuple[Path, ...]
    coders_file: Path | None
    runs: tuple[Run, ...]
    reference: str = ""
    sample_file: Path | None = None
    machines: tuple[str, ...] = ()
    adjudications: tuple[Adjudication, ...] = ()
    hypotheses: tuple[Mapping[str, str], ...] = ()
    models: tuple[Asked, ...] = ()
    margin: float | None = None
    compared_genres: tuple[str, ...] = (NEWS,)
    wire_reference: str = ""
    dates: str = ""
    citation: Citation = field(default_factory=Citation)
    query: str = ""
    follow_links: bool = False
    screen: Screen = field(default_factory=Screen)
    codebook_file: Path = field(default=Path(CODEBOOK), compare=False)


def folders_of(folder: Path, sources: Iterable[Path | str]) -> tuple[Path, ...]:
    """Return the folders that a study names: its own, and those of its sources that lie elsewhere.

    What the settings name is meant; what a link within leads to need not be.
    """
    here = folder.resolve()
    named = (Path(os.path.abspath(one)) for one in source_files(sources))
    outside = [one for one in named if not one.is_relative_to(Path(os.path.abspath(folder)))]
    return (here, *((one if one.is_dir() else one.parent).resolve() for one in outside))


def source_files(sources: Iterable[Path | str]) -> list[Path]:
    """Return the files and folders that sources are; a database on a server is none."""
    files = (file_of(one) if isinstance(one, str) else one for one in sources)
    return [file for file in files if file is not None]


def find_study(path: str | Path | None = None) -> Path:
    """Return the folder of a study: an absolute path as given, a relative one sought upwards.

    Without a path it is the study in which one stands, or the shipped one at a clone's root.

    Raises
    ------
    StudyError : there is no ``study.toml``; the message lists the places tried.
    """
    here = Path.cwd()
    if path is None:
        return _study_here(here)
    given = Path(path)
    given = given.parent if given.name == FILE else given
    places = [given] if given.is_absolute() else [base / given for base in (here, *here.parents)]
    for place in places:
        if (place / FILE).is_file():
            return place.resolve()
    if found := next((place for place in places if place.exists()), None):
        what = "is no study, which is a folder with" if found.is_file() else "holds no"
        raise StudyError(
            f"{path} {what} {FILE}. 'framing init my-study --from {path}' makes a study of what is "
            "there."
        )
    tried = "; ".join(str(place) for place in places[:4])
    above = f" and {number(len(places) - 4, 'folder')} above" if len(places) > 4 else ""
    raise StudyError(
        f"study is '{path}', but there is no {FILE}. Tried: {tried}{above}. Give the folder that "
        "holds it; 'framing init my-study' makes one."
    )


def reports_of(folder: Path) -> Path:
    """Return where the report of a study goes that is told no other place.

    It is beside ``study.toml``; that of a clone's own study is at the clone's root.
    """
    return (folder.parent if folder == SHIPPED else folder) / "reports"


def _study_here(here: Path) -> Path:
    at_root = [SHIPPED] if here.resolve() == SHIPPED.parent else []
    for place in (here, *at_root, *here.parents):
        if (place / FILE).is_file():
            return place.resolve()
    raise StudyError(
        f"no study is named, and there is no {FILE} in {here} or above it. Go to the folder of a "
        "study, or name that folder; 'framing init my-study' makes one."
    )


def read_settings(path: str | Path | None) -> dict[str, Any]:
    """Read ``study.toml``; return the fields of :class:`Settings`."""
    folder = find_study(path)
    values, digest = read_toml(folder / FILE, StudyError)
    top = Section(dict(values), FILE, StudyError)
    top.only((*_SECTIONS, *_LISTS))
    parts = {
        name: Section(top.get(name, dict, {}), f"{FILE}: [{name}]", StudyError)
        for name in _SECTIONS
    }
    for name, section in parts.items():
        section.only(_SECTIONS[name])
    about, corpus, coding, wire, screen = parts.values()
    if not corpus.flag("follow_links"):
        _check_links(folder, _files(top, corpus, coding, screen))
    models = tuple(read_models(_entries(top, "models"), folder, seed=_seed(about)))
    return {
        "folder": folder,
        "name": about.get("name", str),
        "question": about.get("question", str, ""),
        "selection": about.get("selection", str, ""),
        "language": about.get("language", str, "en"),
        "seed": _seed(about),
        "margin": _margin(about),
        "compared_genres": _genres(about),
        "citation": read_citation(about),
        "sha256": digest,
        "sources": tuple(_sources(corpus, folder)),
        "query": corpus.get("query", str, ""),
        "follow_links": corpus.flag("follow_links"),
        "columns": _columns(about, corpus),
        "outlets": corpus.labels("outlets"),
        "dates": _dates(corpus),
        "runs": _runs(top, models=bool(models or answer_paths(folder))),
        "wire_reference": wire.get("reference", str, ""),
        "adjudications": tuple(_adjudications(top, folder)),
        "hypotheses": tuple(_hypotheses(top)),
        "models": models,
        "screen": _screen(screen, folder),
        **_coding(coding, folder, {name for one in models for name in one.names()}),
    }


def _files(top: Section, corpus: Section, coding: Section, screen: Section) -> Iterator[str]:
    """Yield a study's databases, and its files beside the texts, of which each tells its links."""
    yield from (OUTLETS, coding.get("codebook", str, CODEBOOK), *coding.words("codings"))
    yield from (coding.get(key, str, "") for key in ("coders", "sample"))
    yield screen.get("sheet", str, "")
    yield from (one.get("sheet", str, "") for one in _entries(top, "adjudication"))
    named = _listed(corpus, "articles", "")
    yield from (str(file_of(one) or "") for one in named if is_address(one))


def _check_links(folder: Path, files: Iterable[str]) -> None:
    """Refuse a file within a study's folder that a link leads out of it."""
    here = Path(os.path.abspath(folder))
    for file in (here / name for name in files if name):
        own = Path(os.path.abspath(file)).is_relative_to(here)
        if own and not file.resolve().is_relative_to(folder.resolve()):
            raise StudyError(f"{FILE}: {file.name} is {LEADS_OUT}.")


def _coding(section: Section, folder: Path, models: Collection[str]) -> dict[str, Any]:
    """Read [coding]; a coder other than a machine is its own reference if none is given."""
    coders, sample = section.get("coders", str, ""), section.get("sample", str, "")
    answers_from = section.get("answers_from", str, RULES)
    machines = section.words("machines")
    told = answers_from == RULES or answers_from in models
    itself = "" if told or answer_file(folder, answers_from).exists() else answers_from
    if wrong := [name for name in machines if name not in MACHINES]:
        section.fault(
            f"'machines' names {wrong[0]!r}. Allowed: {', '.join(MACHINES)}",
            suggestion(wrong[0], MACHINES),
        )
    if len(set(machines)) < len(machines):
        section.fault("'machines' names one twice; each may stand once")
    codebook = folder / section.get("codebook", str, CODEBOOK)
    return {
        "codebook": read_codebook(codebook),
        "codebook_file": codebook,
        "answers_from": answers_from,
        "reference": section.get("reference", str, itself),
        "coding_files": tuple(folder / file for file in section.words("codings")),
        "coders_file": folder / coders if coders else None,
        "sample_file": folder / sample if sample else None,
        "machines": tuple(machines),
    }


def _entries(top: Section, name: str, allowed: Iterable[str] = ()) -> Iterator[Section]:
    """Yield the entries of a list of tables, each with its number for messages."""
    for nth, values in enumerate(top.get(name, list, []), 1):
        section = Section(values, f"{FILE}: [[{name}]] {nth}", StudyError)
        if allowed:
            section.only(allowed)
        yield section


def _adjudications(top: Section, folder: Path) -> Iterator[Adjudication]:
    for section in _entries(top, "adjudication", ("coder", "of", "sheet")):
        of = section.words("of") or section.fault("'of' is empty; name the coders that it settles")
        yield Adjudication(section.get("coder", str), tuple(of), folder / section.get("sheet", str))


def _hypotheses(top: Section) -> Iterator[Mapping[str, str]]:
    for section in _entries(top, "hypotheses", _HYPOTHESIS):
        yield {key: section.get(key, str, default) for key, default in _HYPOTHESIS.items()}


def _listed(section: Section, key: str, default: str) -> list[str]:
    """Return a list of texts that may be given as one text; it may not be empty."""
    if not isinstance(section.values.get(key), list):
        return [section.get(key, str, default)]
    return section.words(key) or section.fault(f"'{key}' is empty; give at least one")


def _seed(about: Section) -> int:
    seed = about.get("seed", int, SEED)
    return (
        seed if seed >= 0 else about.fault(f"'seed' is {seed}; a whole number from 0 on is needed")
    )


def _margin(about: Section) -> float | None:
    """Return the difference in shares that would not matter; none if it was not set."""
    if "margin" not in about.values:
        return None
    margin = about.get("margin", float)
    allowed = "a difference in shares of sentences between 0 and 1 is needed, such as 0.05"
    return margin if 0 < margin < 1 else about.fault(f"'margin' is {margin}; {allowed}")


def _screen(section: Section, folder: Path) -> Screen:
    """Return by what texts are screened: terms, days, and the sheet that was filled in."""
    first, last = (section.get(key, str, "") for key in ("from", "to"))
    for key, day in (("from", first), ("to", last)):
        if day and not is_day(day):
            section.fault(f"'{key}' is {day!r}; a day such as '2025-02-13' is needed")
    if first and last and first > last:
        section.fault(f"'from' is {first!r}, after 'to', {last!r}")
    sheet = section.get("sheet", str, "")
    return Screen(tuple(section.words("terms")), first, last, folder / sheet if sheet else None)


def _genres(about: Section) -> tuple[str, ...]:
    """Return the genres that are compared, news if none are given."""
    given = about.words("genres")
    if wrong := [one for one in given if one not in GENRES]:
        about.fault(
            f"'genres' names {wrong[0]!r}. Allowed: {', '.join(GENRES)}",
            suggestion(wrong[0], GENRES),
        )
    return tuple(dict.fromkeys(given)) or (NEWS,)


def _sources(corpus: Section, folder: Path) -> Iterator[Path | str]:
    for one in _listed(corpus, "articles", "articles.csv"):
        if is_address(one) and holds_password(one):
            said = "'articles' holds a password, which may stand in no file that is shared"
            corpus.fault(f"{said}; leave it out and set {PASSWORD} in the environment")
        yield in_folder(one, folder) if is_address(one) else folder / one


def _dates(corpus: Section) -> str:
    order = corpus.get("dates", str, "")
    if order not in ORDERS:
        allowed = ", ".join(ORDERS[1:])
        corpus.fault(f"'dates' is {order!r}. Allowed: {allowed}", suggestion(order, ORDERS[1:]))
    return order


def _columns(about: Section, corpus: Section) -> dict[str, str]:
    columns = corpus.labels("columns")
    event = about.get("event", str, "")
    if event and columns.get("event", event) != event:
        corpus.fault(
            f"'columns' takes {columns['event']!r} for event, and [study] event is {event!r}; "
            "keep one of them"
        )
    return {**columns, "event": event} if event else columns


def _runs(top: Section, *, models: bool) -> tuple[Run, ...]:
    """Return the lines of the report: what is given, else the standard pages."""
    runs = []
    for section in _entries(top, "report", ("notebook", "each", "parameters")):
        each = section.get("each", str, "")
        if each not in ("", *EACH):
            section.fault(f"'each' is '{each}'. Allowed: {', '.join(EACH)}", suggestion(each, EACH))
        notebook = section.get("notebook", str)
        if fault := name_fault(notebook):
            section.fault(f"'notebook' is {notebook!r}, a name that {fault}", f" {ALLOWED}")
        runs.append(Run(notebook, each, section.get("parameters", dict, {})))
    standard = (*STANDARD_REPORT, Run("models")) if models else STANDARD_REPORT
    return tuple(runs) or standard
