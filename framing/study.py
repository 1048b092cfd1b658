"""A study: its corpus, codebook and codings, read from ``study.toml`` and kept in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from framing.codebook import Codebook, read_codebook
from framing.codings import PERSON, combined, read_coders, read_codings
from framing.corpus.load import Corpus, load
from framing.corpus.sentences import sentences, tokens
from framing.corpus.zones import zones
from framing.errors import StudyError, some, suggestion
from framing.inference.agreement import agreement
from framing.inference.article_frames import article_frames
from framing.inference.resample import SEED
from framing.measures.coding import RULES, code, mentions
from framing.measures.passages import passages
from framing.settings import Section, read_toml
from framing.tables import empty, joined

FILE = "study.toml"
EACH = ("frame",)
_KIND_WORDS = {
    "model": "language models",
    "rules": "rules",
    "similarity": "text similarity",
    "classifier": "a classifier",
}
_SECTIONS = {
    "study": ("name", "question", "selection", "language", "seed", "event"),
    "corpus": ("articles", "columns", "outlets"),
    "coding": ("codebook", "codings", "coders", "answers_from"),
}


@dataclass(frozen=True)
class Run:
    """A line of the report: a notebook, once or once for each frame, with parameters."""

    notebook: str
    each: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


STANDARD_REPORT = (Run("corpus"), Run("frame", each="frame"), Run("outlets"))


@dataclass(frozen=True)
class Study:
    """A study's settings; its tables are read or computed when first asked for, and kept.

    Each table is one call of the public function of the same name, so that whatever the
    study shows can be had from the functions alone.
    """

    folder: Path
    name: str
    question: str
    selection: str
    language: str
    seed: int
    sha256: str
    codebook: Codebook
    answers_from: str
    sources: tuple[Path, ...]
    columns: Mapping[str, str]
    outlets: Mapping[str, str]
    coding_files: tuple[Path, ...]
    coders_file: Path | None
    runs: tuple[Run, ...]

    @cached_property
    def corpus(self) -> Corpus:
        """Articles and the report on their inputs."""
        return load(self.sources, columns=self.columns, outlets=self.outlets)

    @property
    def articles(self) -> pd.DataFrame:
        """A row is an article."""
        return self.corpus.articles

    @property
    def inputs(self) -> pd.DataFrame:
        """A row is an input: kept, repaired or rejected."""
        return self.corpus.inputs

    @cached_property
    def zones(self) -> pd.DataFrame:
        """A row is a run of characters of one zone."""
        return zones(self.articles)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """A row is a sentence."""
        return sentences(self.articles)

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """A row is a word."""
        return tokens(self.sentences)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """A row is a span where an indicator stands."""
        return mentions(self.sentences, codebook=self.codebook)

    @cached_property
    def codings(self) -> pd.DataFrame:
        """A row is one coder's decision, from the study's files and from the rules."""
        rules = code(self.sentences, codebook=self.codebook, evidence=self.mentions)
        given = [read_codings(file, codebook=self.codebook) for file in self.coding_files]
        table = combined([*given, rules])
        self._check(table)
        return table

    def _check(self, codings: pd.DataFrame) -> None:
        """Refuse codings of sentences that are not there, and answers from nobody."""
        joined(codings[["article", "sentence"]], self.sentences[["article", "sentence"]])
        coders = list(dict.fromkeys([*codings["coder"], RULES]))
        if self.answers_from not in coders:
            raise StudyError(
                f"{FILE}: answers_from is '{self.answers_from}', who coded nothing. Coders: "
                f"{some(coders)}.{suggestion(self.answers_from, coders)}"
            )

    @cached_property
    def coders(self) -> pd.DataFrame:
        """A row is a coder, with its kind."""
        return read_coders(self.coders_file) if self.coders_file else empty("coders")

    @cached_property
    def passages(self) -> pd.DataFrame:
        """A row is a passage in which a coder found a frame, or a counter-passage."""
        return passages(self.codings, self.sentences, articles=self.articles)

    def article_frames(self, *, wire: str = "all") -> pd.DataFrame:
        """Return a row for each article, coder and frame."""
        if wire not in self._by_wire:
            self._by_wire[wire] = article_frames(self.codings, self.sentences, wire=wire)
        return self._by_wire[wire]

    @cached_property
    def _by_wire(self) -> dict[str, pd.DataFrame]:
        return {}

    @property
    def answer_codings(self) -> pd.DataFrame:
        """The codings that the answers state: those of ``answers_from``."""
        return self.codings[self.codings["coder"] == self.answers_from].reset_index(drop=True)

    @cached_property
    def agreement(self) -> pd.DataFrame:
        """The rules against the coder of the answers; no row if that is the rules themselves."""
        if self.answers_from == RULES:
            return empty("agreement")
        return agreement(self.codings, coder=RULES, reference=self.answers_from)

    @property
    def coded_by(self) -> str:
        """Say in plain words who coded, for pages; "human" only for coders of kind person."""
        if self.answers_from == RULES:
            return "coding by the codebook's indicators alone; validity against people unknown"
        kinds = dict(zip(self.coders["coder"], self.coders["kind"], strict=True))
        kind = kinds.get(self.answers_from, "")
        if kind == PERSON:
            return "human coding"
        coder = _KIND_WORDS.get(kind, "a coder of unknown kind")
        return f"reference coding by {coder}; validity against people unknown"


def find_study(path: str | Path) -> Path:
    """Return the folder of a study: an absolute path as given, a relative one sought upwards.

    Raises
    ------
    StudyError : there is no ``study.toml``; the message lists the places tried.
    """
    given = Path(path)
    given = given.parent if given.name == FILE else given
    here = Path.cwd()
    places = [given] if given.is_absolute() else [base / given for base in (here, *here.parents)]
    for place in places:
        if (place / FILE).is_file():
            return place.resolve()
    tried = "; ".join(str(place) for place in places[:4])
    raise StudyError(
        f"study is '{path}', but there is no {FILE}. Tried: {tried}"
        f"{f' and {len(places) - 4} folders above' if len(places) > 4 else ''}. "
        "Give the folder that holds it."
    )


def read_study(path: str | Path = "seeds") -> Study:
    """Read a study's settings and codebook; its tables are computed when asked for.

    Parameters
    ----------
    path : the folder of ``study.toml``. A relative one is sought in the current folder and
        in those above it.

    Returns
    -------
    The study; its settings are read, and nothing else yet.

    Raises
    ------
    StudyError, CodebookError : a file is missing, a key unknown or a value of a wrong type.
    """
    folder = find_study(path)
    values, digest = read_toml(folder / FILE, StudyError)
    top = Section(dict(values), FILE, StudyError)
    top.only((*_SECTIONS, "report"))
    parts = {
        name: Section(top.get(name, dict, {}), f"{FILE}: [{name}]", StudyError)
        for name in _SECTIONS
    }
    for name, section in parts.items():
        section.only(_SECTIONS[name])
    about, corpus, coding = parts.values()
    coders = coding.get("coders", str, "")
    return Study(
        folder=folder,
        name=about.get("name", str),
        question=about.get("question", str, ""),
        selection=about.get("selection", str, ""),
        language=about.get("language", str, "en"),
        seed=_seed(about),
        sha256=digest,
        codebook=read_codebook(folder / coding.get("codebook", str, "codebook.toml")),
        answers_from=coding.get("answers_from", str, RULES),
        sources=tuple(folder / source for source in _listed(corpus, "articles", "articles.csv")),
        columns=_columns(about, corpus),
        outlets=corpus.labels("outlets"),
        coding_files=tuple(folder / file for file in coding.words("codings")),
        coders_file=folder / coders if coders else None,
        runs=_runs(top),
    )


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


def _columns(about: Section, corpus: Section) -> dict[str, str]:
    columns = corpus.labels("columns")
    event = about.get("event", str, "")
    return {**columns, "event": event} if event else columns


def _runs(top: Section) -> tuple[Run, ...]:
    runs = []
    for number, values in enumerate(top.get("report", list, []), 1):
        section = Section(values, f"{FILE}: [[report]] {number}", StudyError)
        section.only(("notebook", "each", "parameters"))
        each = section.get("each", str, "")
        if each not in ("", *EACH):
            section.fault(f"'each' is '{each}'. Allowed: {', '.join(EACH)}", suggestion(each, EACH))
        runs.append(Run(section.get("notebook", str), each, section.get("parameters", dict, {})))
    return tuple(runs) or STANDARD_REPORT
