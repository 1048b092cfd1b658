"""The pages of a report: which there are, and their notebooks run, each in a process."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framing.coding.codebook import check_frames
from framing.compare.groups import OUTLET
from framing.compare.resample import MIN_FOR_INTERVAL
from framing.errors import ParameterError, suggestion
from framing.expressions import expression
from framing.pages.outlet import stories
from framing.report import export
from framing.report.notebooks import (
    SHARED,
    check_parameters,
    notebook,
    notebooks,
    read_notebook,
)
from framing.report.values import check_values
from framing.report.workers import SKIPPED, Task, Workers, each_ended
from framing.show.plain_words import names
from framing.study import Run, Study
from framing.study.ahead import compute_ahead
from framing.study.settings import EACH
from framing.tables.file_names import free_name

INDEX, CHANGES, METHODS = "index.html", "changes.html", "methods.html"
NEW = "since.html"
MAX_TEXTS = 30  # that have pages of their own
PAGE_TIMEOUT, CELL_TIMEOUT = 4 * 3600.0, 2 * 3600.0  # seconds
_NOT_IN_NAMES = expression(r"[^\w.-]+")
_ATTRIBUTE = expression(r"\.([a-z]\w+)")


@dataclass(frozen=True)
class PageRun:
    """One page of a report: a notebook with its parameters, and what became of it."""

    name: str
    path: Path
    parameters: dict[str, Any]
    title: str
    short: str
    frame: str = ""
    single: str = ""  # the outlet or text that it alone is about
    error: str = ""
    state: str = ""
    cell: int | None = None
    seconds: float | None = None
    peak: int | None = None
    key: str = ""

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
    taken = {Path(name).stem for name in (INDEX, CHANGES, METHODS, NEW)}
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
    """Yield a page for each frame, text, or outlet with stories enough to be described."""
    by = page.parameters.get("by", OUTLET) if page.path.parent in SHARED else OUTLET
    shown = study.by(by) if isinstance(by, str) else study
    for value, label in _NAMED[each](shown).items():
        title = f"{label}: {page.title[0].lower()}{page.title[1:]}"
        name = f"{page.name}-{_NOT_IN_NAMES.sub('-', value).strip('-')}"
        yield replace(
            page, name=name, parameters={**page.parameters, each: value}, title=title, short=label,
            frame=label if each == "frame" else "", single="" if each == "frame" else label,
        )  # fmt: skip


def _outlets(study: Study) -> dict[str, str]:
    n = stories(study.articles)
    return {name: name for name in sorted(n.index[n >= MIN_FOR_INTERVAL])}


def _texts(study: Study) -> dict[str, str]:
    if (n := len(study.articles)) > MAX_TEXTS:
        raise ParameterError(
            f"[[report]] each = 'article' makes a page a text, of {MAX_TEXTS} texts at most; this "
            f"study has {n}. Name the one that is wanted instead: parameters = {{ article = "
            f"{study.articles['article'].iloc[0]!r} }}."
        )
    return names(study.articles)


_NAMED: dict[str, Callable[[Study], Mapping[str, str]]] = {
    "frame": lambda study: study.codebook.labels, "outlet": _outlets, "article": _texts,
}  # fmt: skip


def _named_apart(page: PageRun, taken: set[str]) -> PageRun:
    """Add a number to the name of a page that another one bears already."""
    name = free_name(page.name, taken)
    number = name.removeprefix(page.name).replace("-", " ")
    return replace(page, name=name, short=f"{page.short}{number}")


@dataclass(frozen=True)
class Limits:
    """How long a run may take, and when it stops.

    Attributes
    ----------
    page, cell : seconds that a page, and a cell of it, may take at most; none if without limit.
    fail_fast : whether what follows the first page that failed is not run.
    """

    page: float | None = PAGE_TIMEOUT
    cell: float | None = CELL_TIMEOUT
    fail_fast: bool = False


def run_all(
    planned: Sequence[PageRun],
    built: Path,
    study: Study,
    *,
    workers: Workers,
    jobs: int | None,
    limits: Limits,
    done: Callable[[PageRun], None],
    doing: Callable[[str], None],
) -> list[PageRun]:
    """Run the notebook of each page, some at a time; a page that fails says why."""
    tasks = [_task(run, built, study, workers.scratch, limits.cell) for run in planned]
    most = max(1, min(jobs or os.cpu_count() or 1, len(planned)))
    runs = [_skipped(run) for run in planned]
    ended_of = each_ended(tasks, workers, jobs=most, timeout=limits.page, told=doing)
    with closing(ended_of):
        for number, ended in ended_of:
            runs[number] = replace(planned[number], **vars(ended))
            done(runs[number])
            if limits.fail_fast and ended.error:
                break
    return runs


def _skipped(run: PageRun) -> PageRun:
    return replace(run, state=SKIPPED, error="not run to its end, since another page failed")


def _task(
    run: PageRun, built: Path, study: Study, scratch: Path, cell_timeout: float | None
) -> Task:
    cells = len(read_notebook(run.path)["cells"]) + 1  # with what is injected
    output = built / run.executed
    return Task(
        run.name, run.path, output, run.parameters, study.folder.parent, cells, scratch,
        cell_timeout,
    )  # fmt: skip


def compute_shared(planned: Sequence[PageRun], study: Study) -> None:
    """Compute those tables of a study that several pages name, before kernels are forked."""
    named = Counter(name for run in planned for name in _names(run.path))
    compute_ahead(study, {name for name, n in named.items() if n > 1})


def _names(path: Path) -> set[str]:
    """Return the attributes that a notebook's code names."""
    cells = read_notebook(path)["cells"]
    code = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return {name for source in code for name in _ATTRIBUTE.findall(source)}
