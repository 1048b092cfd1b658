"""Write a report from its executed notebooks: pages, tables, figures, index and manifest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from framing import __version__
from framing.errors import ParameterError
from framing.pages.corpus import genres_sentence
from framing.report import export, index
from framing.report.citing import credit, head_of
from framing.report.figure_files import write_figure
from framing.report.manifest import MANIFEST, Earlier
from framing.report.methods import METHODS, SHORT, TITLE, anchor_of, box_id, methods_values
from framing.report.opening import Openings
from framing.report.runs import INDEX, PageRun
from framing.report.shareable import codings_without_text, note
from framing.report.workers import FAILED
from framing.report.written_files import (
    hashes,
    json_text,
    text_hashes,
    write_table,
    write_text,
)
from framing.show.checked import told_by
from framing.show.quotations import Quotations
from framing.show.results import check_name
from framing.study import Study, frozen
from framing.study.made_of import versions
from framing.tables.codes import PERSON
from framing.tables.file_names import free_name


def write_pages(
    runs: Sequence[PageRun],
    built: Path,
    study: Study,
    *,
    cut: Quotations | None = None,
    day: date | None = None,
    since: str = "",
) -> tuple[list[PageRun], list[dict[str, Any]]]:
    """Write the pages, tables and index of a report from the notebooks executed in ``built``.

    Returns the pages, one whose results cannot be written with the reason, and what the manifest
    says of each table. ``cut`` cuts the quotations of a report that may be passed on; ``day`` is
    that of the report, if the study gives none; ``since`` is the page on what is new, if any.
    """
    shown = {run.name: _results(run, built) for run in runs if not run.error}
    runs = [_judged(run, shown.get(run.name, [])) for run in runs]
    good = [run for run in runs if not run.error]
    of_pages = _tables(good, shown, built)
    tables = [entry for entries in of_pages.values() for entry in entries]
    if cut:
        codings = codings_without_text(study.codings, study.sentences)
        tables.append(write_table(codings.data, built / "tables", "codings"))
    head = head_of(study, day=day or datetime.now(UTC).date())
    figures = _figures(good, shown, built, credit(head, title=study.name))
    said = note(cut.most) if cut else ""
    pages = [{"file": INDEX, "short": "Overview", "title": study.name}]
    pages += [_linked(run) for run in good if not run.single]
    pages.append({"file": METHODS, "short": SHORT, "title": TITLE})
    about: dict[str, Any] = {"pages": pages, "study": study.name, "head": head}
    books = {run.name: _executed(run, built) for run in good}
    files = {run.name: {"tables": of_pages[run.name], "figures": figures[run.name]} for run in good}
    made = {run.file: _made(run, books[run.name], note=said, **about, **files[run.name])
            for run in good}  # fmt: skip
    values = methods_values(study, good, books, head)
    values |= cut.cut(_of_codebook(values)) if cut else {}
    page = export.with_contents(
        "report/methods", title=TITLE, file=METHODS, note=said, tables=tables,
        ran=[_linked(run) for run in good], **about, **values,
    )  # fmt: skip
    write_text(built / METHODS, page)
    told = [{"label": run.frame, "file": run.file, "results": shown[run.name]} for run in good]
    page = export.with_contents(
        "report/index", title=study.name, file=INDEX, **about, tables=tables,
        singles={run.single: _linked(run) for run in good if run.single},
        since=since, **_overview(study, told, said), failed=[run for run in runs if run.error],
        n_runs=len(runs),
    )  # fmt: skip
    texts = [run.file for run in good if "article" in run.parameters]
    frames = {run.parameters["frame"]: run.file for run in good if run.frame}
    _write_linked(built, made, page, texts=texts, frames=frames)
    return runs, tables


def _made(run: PageRun, book: Mapping[str, Any], **about: Any) -> dict[str, str]:
    """Return the HTML of a page, and of those that hold its passages."""
    methods = _methods(run, book)
    return export.pages_of(book, title=run.title, file=run.file, methods=methods, **about)


def _write_linked(
    built: Path,
    made: Mapping[str, Mapping[str, str]],
    overview: str,
    *,
    texts: Sequence[str],
    frames: Mapping[str, str],
) -> None:
    """Write the index and all pages, in which what opens something is a link."""
    openings = Openings(made, texts=texts, frames=frames)
    write_text(built / INDEX, openings.linked(overview, here=INDEX))
    linked = {
        page: {file: openings.linked(html, page=page, here=file) for file, html in files.items()}
        for page, files in made.items()
    }
    for page, files in linked.items():
        for file, html in files.items():
            write_text(built / file, openings.with_sets(html, page=page, here=file))


def _linked(run: PageRun) -> dict[str, str]:
    about = {"file": run.file, "short": run.short, "title": run.title}
    return {**about, "notebook": run.executed}


def _of_codebook(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page on methods prints of the codebook, whose examples may be quotations."""
    return {name: values[name] for name in ("frames", "general")}


def seal(built: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest, with the hash of every file there is; nothing may be written later."""
    write_text(built / MANIFEST, json_text({**manifest, "files": hashes(built)}))


def _results(run: PageRun, built: Path) -> list[dict[str, Any]]:
    return export.results(_executed(run, built))


def _executed(run: PageRun, built: Path) -> dict[str, Any]:
    return dict(json.loads((built / run.executed).read_text(encoding="utf-8")))


def _judged(run: PageRun, results: Sequence[dict[str, Any]]) -> PageRun:
    """Let a page fail whose results cannot be written."""
    fault = _fault(results)
    return replace(run, error=fault, state=FAILED) if fault else run


def _fault(results: Sequence[dict[str, Any]]) -> str:
    """Say which table has a name that its files cannot have; "" if all are well."""
    try:
        for result in results:
            if "rows" in result:
                check_name(result["name"])
    except ParameterError as error:
        return str(error)
    return ""


def _tables(
    runs: Sequence[PageRun], shown: dict[str, list[dict[str, Any]]], built: Path
) -> dict[str, list[dict[str, Any]]]:
    """Write the tables of each page, none over another; return what the manifest says of them."""
    taken: set[str] = set()
    return {
        run.name: [
            write_table(result, built / "tables", free_name(f"{run.name}-{result['name']}", taken))
            for result in shown[run.name]
            if "rows" in result
        ]
        for run in runs
    }


def _figures(
    runs: Sequence[PageRun], shown: Mapping[str, list[dict[str, Any]]], built: Path, credit: str
) -> dict[str, dict[str, dict[str, str]]]:
    """Write the figures of each page, none over another; return the files of each by its name."""
    taken: set[str] = set()
    return {
        run.name: {
            result["name"]: write_figure(
                result, built, free_name(f"{run.name}-{result['name']}", taken),
                title=run.title, credit=credit,
            )
            for result in shown[run.name]
            if "png" in result
        }
        for run in runs
    }  # fmt: skip


def _methods(run: PageRun, book: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the links from a page to what is said of its measures, and to its frame's rules."""
    links = []
    if export.methods_of(book):
        links.append({"href": f"{METHODS}#{box_id(run)}", "text": "How this was measured"})
    if frame := run.parameters.get("frame") if run.frame else "":
        links.append({"href": f"{METHODS}#{anchor_of(frame)}", "text": "The rules of the coding"})
    return links


def _overview(study: Study, shown: list[dict[str, Any]], note: str) -> dict[str, Any]:
    of_frames = [index.frame_values(run) for run in shown if run["label"]]
    frames = index.with_passages([frame for frame in of_frames if frame["cells"]])
    texts = {cell["article"]: cell["outlet"] for frame in frames for cell in frame["cells"]}
    return {
        "n_texts": len(texts),
        "n_outlets": len(set(texts.values())),
        "coded_by": told_by(study),
        "question": study.question,
        "selection": study.selection,
        "mixed": genres_sentence(study.genres, compared=study.compared_genres),
        "rules": study.codebook.rules,
        "trust": next((said for run in shown if (said := index.trust(run))), ""),
        "sharing": next(filter(None, map(index.sharing, shown)), None),
        "dots": next(filter(None, map(index.dots, shown)), None),
        "matrix": index.matrix(frames),
        "looks": index.looks(frames, study.codebook.modes),
        "frames": frames,
        "many": len(texts) > index.MAX_TEXTS,
        "grades": index.grades(frames),
        "no_person": not (study.coders["kind"] == PERSON).any(),
        "frozen": str(frozen(study)),
        "note": note,
    }


def manifest_of(
    runs: Sequence[PageRun],
    tables: Sequence[dict[str, Any]],
    study: Study,
    *,
    started: datetime,
    inputs: Mapping[str, str],
    shareable: int | None = None,
) -> dict[str, Any]:
    """Return what a report says of itself, but for the hashes of its files.

    ``inputs`` are the hashes of what it was made of.
    """
    return {
        "run": uuid4().hex,
        **commit_of(study.folder),
        "study": study.name,
        "study_sha256": study.sha256,
        "codebook_sha256": study.codebook.sha256,
        "frozen": str(frozen(study)),
        "articles": text_hashes(study.corpus.articles),
        "quoted_words": shareable,
        "framing": __version__,
        "python": sys.version.split()[0],
        "versions": versions(),
        "seed": study.seed,
        "inputs": dict(inputs),
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "runs": [told_of(run) for run in runs],
        "tables": list(tables),
    }


def renew(earlier: Earlier, runs: Sequence[PageRun], study: Study, *, started: datetime) -> None:
    """Let the manifest of a report tell of a later run that found all of it as it should be."""
    before = {told["page"]: told for told in earlier.manifest["runs"]}
    told = [{**before[run.file], "state": run.state} for run in runs]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = {
        **earlier.manifest,
        "run": uuid4().hex,
        **commit_of(study.folder),
        "started": started.isoformat(timespec="seconds"),
        "finished": now,
        "runs": told,
    }
    new = earlier.folder / f".{MANIFEST}"
    write_text(new, json_text(manifest))
    os.replace(new, earlier.folder / MANIFEST)


def told_of(run: PageRun) -> dict[str, Any]:
    """Return what a manifest says of a page: with which parameters it ran, and how that ended."""
    return {
        "page": run.file,
        "notebook": run.path.name,
        "parameters": run.parameters,
        "state": run.state,
        "error": run.error,
        "cell": run.cell,
        "seconds": None if run.seconds is None else round(run.seconds, 2),
        "peak_bytes": run.peak,
        "key": run.key,
    }


def commit_of(folder: Path) -> dict[str, Any]:
    """Return the commit of the repository in which a folder lies, and whether files differ."""
    commit = _git(folder, "rev-parse", "HEAD")
    changed = _git(folder, "status", "--porcelain", "--", ".") if commit else None
    return {"commit": commit or "", "dirty": None if changed is None else bool(changed)}


def _git(folder: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(folder), *arguments]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, ValueError, subprocess.SubprocessError):  # no git, or no repository
        return None
    return said.stdout.strip()
