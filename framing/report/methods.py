"""The page "Codebook and methods": what a paper's appendix needs, once for the whole report."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from framing.coding.codebook import Codebook
from framing.errors import number
from framing.pages.frame import rule_parts
from framing.report import export
from framing.report.citing import bibtex, reference
from framing.report.runs import METHODS, PageRun
from framing.show.plain_words import listed
from framing.show.provenance import provenance
from framing.study import Study
from framing.tables.rights import credited

SHORT, TITLE = "Methods", "Codebook and methods"
_TOLD = Path(__file__).with_name("methods.toml")
__all__ = ["METHODS", "SHORT", "TITLE", "anchor_of", "box_id", "methods_values"]
Notebook = Mapping[str, Any]


def methods_values(
    study: Study, runs: Sequence[PageRun], books: Mapping[str, Notebook], head: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the template of the page takes.

    Parameters
    ----------
    study : the study.
    runs : the pages of the report.
    books : the executed notebook of each page, by its name.
    head : what the head of each page says.
    """
    told = _told()
    return {
        "codebook": study.codebook,
        "general": [(name, lines) for name, lines in _general(study.codebook) if lines],
        "frames": [
            {"id": anchor_of(frame.id), "label": frame.label, "parts": rule_parts(frame)}
            for frame in study.codebook.frames.values()
        ],
        "boxes": list(_boxes(runs, books)),
        "measures": [{"sources": [], **measure} for measure in told["measures"]],
        "sources": {name: {"doi": "", **source} for name, source in told["sources"].items()},
        "cited": {name for measure in told["measures"] for name in measure.get("sources", ())},
        "question": study.question,
        "selection": study.selection,
        "parameters": [(run.title, run.file, _parameters(run)) for run in runs],
        "provenance": provenance(study).html,
        "texts": _texts(study),
        "coders": study.coders.to_dict("records"),
        "reference": reference(head, title=study.name),
        "bibtex": bibtex(head, title=study.name, sha256=study.sha256),
    }


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(_TOLD.read_text(encoding="utf-8"))


def _general(codebook: Codebook) -> Iterator[tuple[str, list[str]]]:
    """Yield what holds for all frames: rules, modes, voices and who can speak."""
    yield "Rules for all frames", [f"{name}: {said}" for name, said in codebook.rules.items()]
    yield "Modes", [f"{name}: {said}" for name, said in codebook.modes.items()]
    yield "Voices", [f"{name}: {said}" for name, said in codebook.voices.items()]
    yield "Who can speak", [_actor(name, codebook) for name in codebook.actors]


def _actor(name: str, codebook: Codebook) -> str:
    actor = codebook.actors[name]
    side = f" ({codebook.voices[actor.side]})" if actor.side else ""
    return f"{name}: {', '.join((*actor.names, *actor.titles))}{side}"


def anchor_of(frame: str) -> str:
    """Return the id of a frame's rules on the page."""
    return f"frame-{export.heading_id(frame)}"


def _boxes(runs: Sequence[PageRun], books: Mapping[str, Notebook]) -> Iterator[dict[str, Any]]:
    """Yield what each notebook says of its measures, once where it makes several pages."""
    seen = set()
    for run in runs:
        said = export.methods_of(books[run.name])
        if said and run.path not in seen:
            seen.add(run.path)
            yield {"id": box_id(run), "title": export.question(books[run.name]), "html": said}


def box_id(run: PageRun) -> str:
    """Return the id under which the page holds what a notebook says of its measures."""
    return f"measured-{export.heading_id(run.path.stem)}"


def _parameters(run: PageRun) -> str:
    said = [f"{name} {value}" for name, value in run.parameters.items() if name != "study"]
    return listed(said) or "as the notebook has them"


def _texts(study: Study) -> list[str]:
    """Say of each outlet how many texts there are, and whose they are where that is told."""
    said = []
    for outlet, rows in study.articles.groupby("outlet", sort=False):
        credits = list(dict.fromkeys(filter(None, map(credited, rows.to_dict("records")))))
        whose = f": {'; '.join(credits)}" if credits else ""
        said.append(f"{outlet} ({number(len(rows), 'text')}){whose}")
    return said
