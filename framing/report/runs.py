"""The pages of a report: which there are, and their notebooks run, each in a process."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framing.coding.codebook import check_frames
from framing.compare.resample import MIN_FOR_INTERVAL
from framing.errors import ParameterError, suggestion
from framing.pages.outlet import stories
from framing.report import export
from framing.report.notebooks import (
    SHARED,
    check_parameters,
    execute,
    notebook,
    notebooks,
    read_notebook,
)
from framing.report.values import check_values
from framing.report.written_files import json_text, write_text
from framing.study import Run, Study
from framing.study.settings import EACH
from framing.tables.file_names import free_name

INDEX, CHANGES, METHODS = "index.html", "changes.html", "methods.html"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LOOK_EVERY = 0.5  # seconds
_cells: Any = None  # in a process for notebooks: the cell at which each page is
_KILLED = "its process was killed, or ran out of memory"


@dataclass(frozen=True)
class PageRun:
    """One page of a report: a notebook with its parameters, and what became of it."""

    name: str
    path: Path
    parameters: dict[str, Any]
    title: str
    short: str
    frame: str = ""
    outlet: str = ""
    error: str = ""

    @property
    def file(self) -> str:
        """The page's file name."""
        return f"{self.name}.html"

    @property
    def executed(self) -> str:
        """The file of the notebook as it ran."""
        return f"notebooks/{self.name}.ipynb"


def plan(study: Study, *, page: str = "", frame: str = "") -> list[PageRun]:
    """List the pages of a study's report; every parameter is checked before anything runs.

    Parameters
    ----------
    study : the study.
    page : a page or a notebook, of which alone pages are wanted; it need not be in the report.
    frame : a frame's id, of which alone pages are wanted.

    Raises
    ------
    ParameterError, CodebookError : there is no such page or frame; the message says which are.
    """
    check_frames(study.codebook.frames, source=study.codebook.name)
    planned = _all_named(pages(study, study.runs))
    return _chosen(planned, study, page, frame) if page or frame else planned


def _all_named(pages: Iterable[PageRun]) -> list[PageRun]:
    taken = {Path(name).stem for name in (INDEX, CHANGES, METHODS)}
    return [_named_apart(page, taken) for page in pages]


def _chosen(planned: list[PageRun], study: Study, page: str, frame: str) -> list[PageRun]:
    if frame:
        study.codebook.frame(frame)
    known = [one.name for one in planned]
    if page and page not in {*known, *(one.path.stem for one in planned)}:
        if page not in notebooks(study.folder):
            every = sorted({*known, *notebooks(study.folder)})
            raise ParameterError(
                f"there is no page '{page}'.{suggestion(page, every)} Pages: {', '.join(every)}."
            )
        run = Run(page, page if page in EACH else "")
        planned = _all_named(pages(study, [run]))
    found = [one for one in planned if page in ("", one.name, one.path.stem)]
    found = [one for one in found if frame in ("", one.parameters.get("frame"))]
    if not found:
        which = f" named '{page}'" if page else ""
        raise ParameterError(
            f"no page{which} is about the frame '{frame}'. Pages: {', '.join(known)}."
        )
    return found


def pages(study: Study, runs: Iterable[Run]) -> Iterator[PageRun]:
    """Yield the pages that lines of a report make; every parameter and value is checked."""
    for run in runs:
        path = notebook(run.notebook, folder=study.folder)
        title = export.question(read_notebook(path))
        parameters = {**run.parameters, "study": study.folder.name}
        page = PageRun(run.notebook, path, parameters, title, run.notebook.capitalize())
        for made in [page] if not run.each else _each(page, run.each, study):
            given = check_parameters(path, made.parameters)
            check_values(study, given, is_ours=path.parent in SHARED)
            yield made


def _each(page: PageRun, each: str, study: Study) -> Iterator[PageRun]:
    """Yield a page for each frame, or for each outlet with stories enough to be described."""
    named = study.codebook.labels if each == "frame" else {name: name for name in _outlets(study)}
    for value, label in named.items():
        title = f"{label}: {page.title[0].lower()}{page.title[1:]}"
        name = f"{page.name}-{_NOT_IN_NAMES.sub('-', value).strip('-')}"
        yield replace(
            page, name=name, parameters={**page.parameters, each: value}, title=title, short=label,
            frame=label if each == "frame" else "", outlet=label if each == "outlet" else "",
        )  # fmt: skip


def _outlets(study: Study) -> list[str]:
    n = stories(study.articles)
    return sorted(n.index[n >= MIN_FOR_INTERVAL])


def _named_apart(page: PageRun, taken: set[str]) -> PageRun:
    """Add a number to the name of a page that another one bears already."""
    name = free_name(page.name, taken)
    number = name.removeprefix(page.name).replace("-", " ")
    return replace(page, name=name, short=f"{page.short}{number}")


def run_all(
    planned: Sequence[PageRun],
    built: Path,
    study: Study,
    *,
    jobs: int | None,
    progress: Callable[[str], None],
    doing: Callable[[str], None],
    environment: Mapping[str, str],
) -> list[PageRun]:
    """Run the notebook of each page, some at a time; a page that fails says why.

    Where a process is killed, all that wait for it are lost: these run again, each alone.
    """
    workers = max(1, min(jobs or os.cpu_count() or 1, len(planned)))
    done: dict[str, PageRun] = {}

    def told(cells: Sequence[str]) -> None:
        now = ", ".join(cells) or "notebooks start"
        doing(f"{len(done)} of {len(planned)} pages done; {now}")

    for run, future in _finished(planned, built, study, workers, environment, told):
        if isinstance(future.exception(), BrokenProcessPool):
            (alone,) = _finished([run], built, study, 1, environment, told)
            future = alone[1]
        done[run.name] = replace(run, error=_error(future))
        progress(f"{len(done)}/{len(planned)} {run.name}: {done[run.name].error or 'done'}")
    return [done[run.name] for run in planned]


def _finished(
    runs: Sequence[PageRun],
    built: Path,
    study: Study,
    workers: int,
    environment: Mapping[str, str],
    told: Callable[[Sequence[str]], None],
) -> Iterator[tuple[PageRun, Future[str]]]:
    """Yield each page when it is done; meanwhile tell the cell that each of the others is at."""
    context = multiprocessing.get_context("spawn")
    cells = context.RawArray("i", len(runs))  # which no process that dies leaves locked
    total = [len(read_notebook(run.path)["cells"]) + 1 for run in runs]  # with what is injected
    with ProcessPoolExecutor(workers, context, _set_up, (environment, cells)) as pool:
        pending = {
            pool.submit(_run_one, run, built, study.folder.parent, number): number
            for number, run in enumerate(runs)
        }
        while pending:
            done, _ = wait(pending, _LOOK_EVERY, FIRST_COMPLETED)
            for future in sorted(done, key=pending.__getitem__):
                yield runs[pending.pop(future)], future
            at = [n for n in sorted(pending.values()) if cells[n]]
            told([f"{runs[n].name} cell {cells[n]} of {total[n]}" for n in at])


def _error(future: Future[str]) -> str:
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        return _KILLED
    return f"{type(error).__name__}: {error}" if error else future.result()


def _set_up(environment: Mapping[str, str], cells: Any) -> None:
    """Tell kernels what they are given, and drop their log lines; errors come as results."""
    global _cells  # of this process, which was made for notebooks alone
    _cells = cells
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _run_one(run: PageRun, built: Path, cwd: Path, number: int) -> str:
    """Execute one page's notebook in this process and leave it without machine paths."""
    output = built / run.executed

    def at(cell: int) -> None:
        if _cells is not None:
            _cells[number] = cell + 1

    error = execute(run.path, output, parameters=run.parameters, cwd=cwd, at=at)
    if output.is_file():
        executed = json.loads(output.read_text(encoding="utf-8"))
        executed["metadata"]["papermill"] = {"parameters": run.parameters}
        for cell in executed["cells"]:
            cell["metadata"].pop("papermill", None)
        write_text(output, json_text(executed))
    return error
