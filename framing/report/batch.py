"""Run a study's notebooks, each in a process, and build its report: pages, tables, manifest."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from framing import __version__
from framing.report import export, index
from framing.report.changes import text_hashes, write_changes
from framing.report.files import hashes, json_text, put_in_place, write_table, write_text
from framing.report.notebooks import check_parameters, execute, notebook
from framing.report.shareable import Shareable, check_words, codings_without_text, for_sharing
from framing.study import Study, frozen

LIMITS = (
    "Each number describes the texts named beside it; with fewer than five texts an outlet there "
    "is no interval, and no statement about outlets, countries or journalism at large.",
    "Coding says that a sentence presents a frame, in whose voice and with what stance. Causes, "
    "judgements and remedies, the other parts of a frame, are not coded.",
    "Texts that derive from one agency story repeat its wording. What a text lacks may never have "
    "been in the version its outlet received.",
    "Codings by rules or language models have unknown validity until people have coded the same "
    "texts.",
)


@dataclass(frozen=True)
class PageRun:
    """One page of a report: a notebook with its parameters, and what became of it."""

    name: str
    path: Path
    parameters: dict[str, Any]
    title: str
    short: str
    label: str = ""
    error: str = ""

    @property
    def file(self) -> str:
        """The page's file name."""
        return f"{self.name}.html"


@dataclass(frozen=True)
class Report:
    """What a run made: the folder, the pages, and those that failed."""

    output: Path
    runs: tuple[PageRun, ...]

    @property
    def failed(self) -> tuple[PageRun, ...]:
        """The pages whose notebook failed."""
        return tuple(run for run in self.runs if run.error)


def build(
    study: Study,
    *,
    output: str | Path,
    jobs: int | None = None,
    shareable: int | None = None,
    progress: Callable[[str], None] = lambda line: None,
) -> Report:
    """Run every notebook of a study's report and write its pages.

    Parameters
    ----------
    study : the study.
    output : the folder to write to; files of an earlier report there are replaced.
    jobs : processes at a time; as many as there are cores if not given.
    shareable : words of a quotation at most, from 8 on, for a report that may be passed on;
        no page, table or notebook of it holds a full text then. Texts stay whole if not given.
    progress : called with one line when a page is done.

    Raises
    ------
    ParameterError : a notebook or a parameter does not exist or has a wrong type, or
        ``shareable`` is too small; nothing has run then.
    """
    started = datetime.now(UTC)
    if shareable is not None:
        check_words(shareable)
    planned = plan(study)
    output = Path(output).resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".framing-", dir=output.parent) as folder:
        built = Path(folder)
        (built / "notebooks").mkdir()
        (built / "tables").mkdir()
        done = {run.name: run for run in _run_all(planned, built, study, jobs, progress)}
        report = Report(output, tuple(done[run.name] for run in planned))
        rights = None if shareable is None else for_sharing(study, shareable)
        if rights:
            rights.notebooks(built / "notebooks")
        _write(report, built, study, started, rights)
        if said := write_changes(output, built, study=study.name):
            progress(f"changes.html: {said}")
        put_in_place(built, output)
    return report


def plan(study: Study) -> list[PageRun]:
    """List the pages of a study's report; every parameter is checked before anything runs."""
    planned: list[PageRun] = []
    for run in study.runs:
        path = notebook(run.notebook, folder=study.folder)
        title = export.question(json.loads(path.read_text(encoding="utf-8")))
        for frame in study.codebook.frames.values() if run.each else [None]:
            parameters = {**run.parameters, "study": study.folder.name}
            page = PageRun(run.notebook, path, parameters, title, run.notebook.capitalize())
            if frame:
                page = replace(
                    page,
                    name=f"{run.notebook}-{frame.id}",
                    parameters={**parameters, run.each: frame.id},
                    title=f"{frame.label}: {title[0].lower()}{title[1:]}",
                    short=frame.label,
                    label=frame.label,
                )
            check_parameters(path, page.parameters)
            planned.append(_named_apart(page, planned))
    return planned


def _named_apart(page: PageRun, planned: list[PageRun]) -> PageRun:
    """Add a number to the name of a page that an earlier one bears already."""
    same = sum(other.path == page.path and other.label == page.label for other in planned)
    if not same:
        return page
    return replace(page, name=f"{page.name}-{same + 1}", short=f"{page.short} {same + 1}")


def _run_all(
    planned: list[PageRun],
    built: Path,
    study: Study,
    jobs: int | None,
    progress: Callable[[str], None],
) -> Iterator[PageRun]:
    workers = max(1, min(jobs or os.cpu_count() or 1, len(planned)))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_without_log) as pool:
        pending = {
            pool.submit(_run_one, run, built / "notebooks", study.folder.parent): run
            for run in planned
        }
        for number, future in enumerate(as_completed(pending), 1):
            run, error = pending[future], future.exception()
            done = replace(run, error=str(error) if error else future.result())
            progress(f"{number}/{len(planned)} {run.name}: {done.error or 'done'}")
            yield done


def _without_log() -> None:
    """Drop the log lines of kernels; what goes wrong comes back as a result."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _run_one(run: PageRun, folder: Path, cwd: Path) -> str:
    """Execute one page's notebook in this process and leave it without machine paths."""
    output = folder / f"{run.name}.ipynb"
    error = execute(run.path, output, parameters=run.parameters, cwd=cwd)
    if output.is_file():
        executed = json.loads(output.read_text(encoding="utf-8"))
        executed["metadata"]["papermill"] = {"parameters": run.parameters}
        for cell in executed["cells"]:
            cell["metadata"].pop("papermill", None)
        write_text(output, json_text(executed))
    return error


def _write(
    report: Report, built: Path, study: Study, started: datetime, rights: Shareable | None
) -> None:
    """Write pages, tables, index and manifest from the executed notebooks."""
    checked = rights.page if rights else str
    note = rights.note if rights else ""
    pages = [{"file": "index.html", "short": "Overview", "title": study.name}]
    pages += [
        {"file": run.file, "short": run.short, "title": run.title}
        for run in report.runs
        if not run.error
    ]
    about: dict[str, Any] = {"pages": pages, "study": study.name}
    tables: list[dict[str, Any]] = []
    shown: dict[str, dict[str, Any]] = {}
    for run in report.runs:
        if run.error:
            continue
        executed = json.loads(
            (built / "notebooks" / f"{run.name}.ipynb").read_text(encoding="utf-8")
        )
        page = export.page(executed, title=run.title, file=run.file, note=note, **about)
        write_text(built / run.file, checked(page))
        shown[run.name] = {
            "label": run.label,
            "file": run.file,
            "results": export.results(executed),
        }
        tables += [
            write_table(result, built / "tables", f"{run.name}-{result['name']}")
            for result in shown[run.name]["results"]
            if "rows" in result
        ]
    if rights:
        codings = codings_without_text(study.codings, study.sentences)
        tables.append(write_table(codings.data, built / "tables", "codings"))
    page = export.render(
        "index.html.j2", title=study.name, file="index.html", **about, tables=tables,
        **_overview(study, list(shown.values()), note), failed=report.failed,
        n_runs=len(report.runs),
    )  # fmt: skip
    write_text(built / "index.html", checked(page))
    write_text(built / "manifest.json", _manifest(report, built, study, started, tables, rights))


def _overview(study: Study, shown: list[dict[str, Any]], note: str) -> dict[str, Any]:
    of_frames = [index.frame_values(run) for run in shown if run["label"]]
    frames = [frame for frame in of_frames if frame["cells"]]
    texts = {cell["article"]: cell["outlet"] for frame in frames for cell in frame["cells"]}
    lead = index.lead(
        n_texts=len(texts),
        n_outlets=len(set(texts.values())),
        coded_by=study.coded_by,
        question=study.question,
        selection=study.selection,
    )
    return {
        "lead": lead,
        "trust": next((said for run in shown if (said := index.trust(run))), ""),
        "sharing": next(filter(None, map(index.sharing, shown)), None),
        "matrix": index.matrix(frames),
        "legend": index.legend(frames, rules=study.codebook.rules),
        "frames": frames,
        "many": len(texts) > index.MAX_TEXTS,
        "grades": list(dict.fromkeys(frame["grade"] for frame in frames if frame["grade"])),
        "frozen": str(frozen(study)),
        "limits": (*LIMITS, note) if note else LIMITS,
    }


def _manifest(
    report: Report,
    built: Path,
    study: Study,
    started: datetime,
    tables: list[dict[str, Any]],
    rights: Shareable | None,
) -> str:
    runs = [
        {
            "page": run.file,
            "notebook": run.path.name,
            "parameters": run.parameters,
            "state": "failed" if run.error else "done",
            "error": run.error,
        }
        for run in report.runs
    ]
    manifest = {
        "study": study.name,
        "study_sha256": study.sha256,
        "codebook_sha256": study.codebook.sha256,
        "frozen": str(frozen(study)),
        "articles": text_hashes(study.corpus.articles),
        "quoted_words": rights.quotations.most if rights else None,
        "framing": __version__,
        "python": sys.version.split()[0],
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "runs": runs,
        "tables": tables,
        "files": hashes(built),
    }
    said = rights.values(manifest) if rights else manifest
    return json_text(said)
