"""Run a study's notebooks and build its report, which is put in place once it is whole."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from framing.coding.byhand.sheet_files import FOLDER as CODING
from framing.compare.periods import check_day
from framing.errors import ParameterError, StudyError, answer_calls, number, some
from framing.report.changes import write_changes
from framing.report.faults import check_ready
from framing.report.manifest import MANIFEST, Earlier, earlier_report
from framing.report.notebooks import OWN, SHARED
from framing.report.placing import check_free, put_in_place, workshop
from framing.report.reuse import is_unchanged, keyed, reusable, take
from framing.report.runs import (
    CELL_TIMEOUT,
    CHANGES,
    INDEX,
    METHODS,
    NEW,
    PAGE_TIMEOUT,
    Limits,
    PageRun,
    compute_shared,
    plan,
    run_all,
)
from framing.report.scratch import scratch
from framing.report.shareable import check_shareable, check_words, quotations
from framing.report.since import write_since
from framing.report.snapshot import Snapshot, snapshot
from framing.report.workers import REUSED, Workers
from framing.report.writing import manifest_of, renew, seal, write_pages
from framing.show.quotations import Quotations
from framing.show.quoting import handed_over
from framing.study import Study
from framing.study.made_of import named_files
from framing.study.settings import source_files
from framing.tables.card import Card, Told
from framing.tables.file_names import ARTICLES
from framing.tables.rights import unlicensed

Progress = Callable[[str], None]


@dataclass(frozen=True, repr=False)
class Report(Card):
    """What a run made: the folder where its pages are, the pages, and those that failed."""

    output: Path
    runs: tuple[PageRun, ...]

    @property
    def failed(self) -> tuple[PageRun, ...]:
        """The pages whose notebook failed."""
        return tuple(run for run in self.runs if run.error)

    def _card(self) -> Told:
        built = len(self.runs) - len(self.failed)
        facts = [f"{built} of {number(len(self.runs), 'page')} built", f"in {self.output}"]
        facts += [f"{run.name} failed: {run.error}" for run in self.failed]
        return Told("Report", facts, f"open {self.output / INDEX}")


def build(
    study: Study,
    *,
    output: str | Path,
    jobs: int | None = None,
    shareable: int | None = None,
    page: str = "",
    frame: str = "",
    since: str = "",
    fork: bool = True,
    force: bool = False,
    timeout: float | None = PAGE_TIMEOUT,
    cell_timeout: float | None = CELL_TIMEOUT,
    fail_fast: bool = False,
    progress: Progress = lambda line: None,
    doing: Progress = lambda line: None,
) -> Report:
    """Run every notebook of a study's report and write its pages, or those asked for alone.

    Parameters
    ----------
    study : the study.
    output : the folder to write to. An earlier report there is replaced once the new one is
        complete; files there that are no report's are left as they are.
    jobs : processes at a time; as many as there are cores if not given.
    shareable : words of a quotation at most, from 8 on, for a report that may be passed on;
        no page, table or notebook of it holds a full text then. Texts stay whole if not given.
    page, frame : as of :func:`plan`. The folder then holds these pages alone, and none of an
        earlier report in it.
    since : a day such as 2025-02-13; ``since.html`` then names the texts of that day and later,
        and what may be said to have moved.
    fork : on Linux, fork the kernels of notebooks from a process that has read the study, which
        saves most of the time; if not, start each anew.
    force : run every notebook; if not, a page of an earlier report in the folder is kept whose
        notebook, parameters and inputs, and the package, are as they were.
    timeout, cell_timeout : seconds that a page, and one cell, may take at most; four and two hours
        if not given, and no limit if ``None``.
    fail_fast : whether nothing more is run once a page has failed.
    progress : called with one line when a page is done.
    doing : called again and again with what is being done: the pages, and the cell of each.

    Returns
    -------
    The pages, and where they are: in ``output``, or, if one failed, in a folder beside it
    whose name ends in ``.failed``; ``output`` is left as it was then.

    Raises
    ------
    ParameterError : what a notebook shows holds more words of an article in a row than
        ``shareable`` allows; nothing is written then. Or, before anything runs: a notebook or
        a parameter does not exist or has a wrong type, ``shareable`` is too small, or
        ``output`` is no place for a report: it is or holds what the report is made of,
        something there would be overwritten that no report wrote, or another run writes there.
    FramingError : the report could not be made, as ``framing check`` tells (see
        :func:`framing.report.faults.faults`); nothing has run then.
    StudyError : an input changed while the report was made of it; ``output`` is as it was.

    Examples
    --------
    >>> import tempfile
    >>> from framing.begin.begin import begin
    >>> from framing.study import read_study
    >>> folder = begin(Path(tempfile.mkdtemp()) / "mine").folder
    >>> report = build(read_study(folder), output=folder / "reports", page="corpus", jobs=1)
    >>> [(run.file, run.state) for run in report.runs]
    [('corpus.html', 'ok')]
    """
    _check_main()
    begun = _begun(study, output, shareable, page=page, frame=frame, since=since)
    limits = Limits(timeout, cell_timeout, fail_fast)
    with workshop(begun.output) as built:
        earlier = _looked_at(begun, progress)
        kept = {} if force else reusable(begun.planned, earlier)
        if not since and is_unchanged(begun.planned, earlier[0], kept):
            return _as_it_is(begun, earlier[0], progress)
        runs = _all_run(begun, built, kept, jobs, limits, fork, progress, doing)
        doing("writing the pages")
        return _written(begun, built, runs, earlier[0], progress)


@dataclass(frozen=True)
class _Begun:
    """What a report is made of, and where it goes; nothing has run yet."""

    study: Study
    output: Path
    beside: Path
    planned: list[PageRun]
    taken: Snapshot
    shareable: int | None
    since: str
    started: datetime

    @cached_property
    def cut(self) -> Quotations | None:
        """What cuts the quotations of a report that may be passed on."""
        return None if self.shareable is None else quotations(self.study, self.shareable)


def _begun(
    study: Study,
    output: str | Path,
    shareable: int | None,
    *,
    page: str,
    frame: str,
    since: str = "",
) -> _Begun:
    """Look at all that is given, and refuse what is no report or no place for one."""
    started = datetime.now(UTC)
    if shareable is not None:
        check_words(shareable)
    if since:
        check_day(since)
    planned = plan(study, page=page, frame=frame)
    place, beside = _places(output)
    books = [run.path for run in planned]
    for each in (place, beside):
        _check_apart(each, study, notebooks=books)
    taken = snapshot(study, books)
    planned = keyed(planned, taken, shareable=shareable)
    return _Begun(anew(study), place, beside, planned, taken, shareable, since, started)


def anew(study: Study) -> Study:
    """Return a study without the tables that it has computed, perhaps of other texts."""
    return replace(study)


def foreseen(
    study: Study,
    *,
    output: str | Path,
    shareable: int | None = None,
    page: str = "",
    frame: str = "",
    force: bool = False,
) -> list[PageRun]:
    """Return the pages that :func:`build` would make; those that it would keep say so.

    Nothing runs and nothing is written. The parameters are those of :func:`build`.
    """
    begun = _begun(study, output, shareable, page=page, frame=frame)
    found = [earlier_report(begun.output), earlier_report(begun.beside)]
    kept = {} if force else reusable(begun.planned, found)
    return [replace(run, state=REUSED if run.name in kept else "") for run in begun.planned]


def _as_it_is(begun: _Begun, earlier: Earlier, progress: Progress) -> Report:
    """Leave an earlier report of which nothing would change; its manifest tells of this run."""
    runs = [replace(run, state=REUSED) for run in begun.planned]
    for nth, run in enumerate(runs, 1):
        progress(f"{nth}/{len(runs)} {run.name}: unchanged, reused")
    begun.taken.check()
    renew(earlier, runs, begun.study, started=begun.started)
    return Report(earlier.folder, tuple(runs))


def _all_run(
    begun: _Begun,
    built: Path,
    kept: Mapping[str, Path],
    jobs: int | None,
    limits: Limits,
    fork: bool,
    progress: Progress,
    doing: Progress,
) -> list[PageRun]:
    """Take over the pages that are kept, and run the notebooks of the others."""
    study, n = begun.study, 0
    check_ready(study)  # what is wrong is told before the work
    if begun.shareable is not None:
        _tell_unlicensed(study, progress)

    def done(run: PageRun) -> None:
        nonlocal n
        n += 1
        said = "unchanged, reused" if run.state == REUSED else run.error or "done"
        progress(f"{n}/{len(begun.planned)} {run.name}: {said}")
        begun.taken.check()

    runs = {}
    for run in begun.planned:
        if run.name in kept:
            runs[run.name] = take(run, kept[run.name], built)
            done(runs[run.name])
    if rest := [run for run in begun.planned if run.name not in kept]:
        with scratch() as folder, handed_over(begun.cut, folder) as environment:
            workers = Workers(study, environment, scratch=folder, fork=fork)
            if workers.forks:
                doing("computing what several pages need")
                compute_shared(rest, study)
            ran = run_all(
                rest, built, study, workers=workers, jobs=jobs, limits=limits, done=done,
                doing=doing,
            )  # fmt: skip
        runs |= {run.name: run for run in ran}
    return [runs[run.name] for run in begun.planned]


def _written(
    begun: _Begun, built: Path, runs: list[PageRun], earlier: Earlier, progress: Progress
) -> Report:
    """Write pages and manifest of notebooks that ran, and put them in their place."""
    cut = begun.cut
    runs, tables = write_pages(
        runs, built, begun.study, cut=cut, day=begun.started.date(),
        since=NEW if begun.since else "",
    )  # fmt: skip
    manifest = manifest_of(
        runs, tables, begun.study, started=begun.started, inputs=begun.taken.inputs,
        shareable=begun.shareable,
    )  # fmt: skip
    if complete := not any(run.error for run in runs):
        _tell_changes(earlier, built, manifest, progress)
    if begun.since:
        said = write_since(begun.study, built, since=begun.since, titles=not cut)
        progress(f"{NEW}: {said}")
    seal(built, manifest)
    if cut:
        check_shareable(built, cut)
    begun.taken.check()
    place = begun.output if complete else begun.beside
    _put(built, place, begun.beside, progress)
    return Report(place, tuple(runs))


def _tell_unlicensed(study: Study, progress: Progress) -> None:
    """Say which texts are quoted and name no licence."""
    if bare := unlicensed(study.articles):
        said = f"{number(len(bare), 'text')} of {len(study.articles)} without a licence are quoted"
        progress(f"{said}: {some(bare)}")


def _put(built: Path, place: Path, beside: Path, progress: Progress) -> None:
    """Put what was built in its place; where that is refused now, keep it beside all the same."""
    if place == beside:
        with workshop(beside):
            put_in_place(built, beside)
        return
    try:
        aside = put_in_place(built, place)
    except ParameterError as error:
        _put(built, beside, beside, progress)
        raise ParameterError(f"{error} What was built is in {beside}.") from error
    if aside:
        progress(f"what stood in the way of the new report was moved to {aside}")


def _check_main() -> None:
    """Refuse to start processes while this one, started so itself, still reads its script."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise ParameterError(
            "build starts new processes, and each reads your script first. Put the call below "
            'if __name__ == "__main__":'
        )


def _places(output: str | Path) -> tuple[Path, Path]:
    """Return the folder of the report, and the one beside it for pages of which some failed."""
    try:
        place = Path(output).resolve()
        return place, place.with_name(f"{place.name}.failed")
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle; no path at all
        raise ParameterError(f"output is {str(output)!r}, which is no place: {error}.") from error


def _looked_at(begun: _Begun, progress: Progress) -> tuple[Earlier, Earlier]:
    """Look at what stands where the report goes; what is to be known is told before the work."""
    names = [name for run in begun.planned for name in (run.file, run.executed)]
    earlier, failed = earlier_report(begun.output), earlier_report(begun.beside)
    for each in (earlier, failed):
        check_free(each, [INDEX, CHANGES, METHODS, NEW, MANIFEST, *names])
    if earlier.damage:
        progress(
            f"the earlier report is damaged: {earlier.damage} The new one will have no {CHANGES}, "
            "and files in its way that are not known will be moved to a folder beside it"
        )
    return earlier, failed


def _tell_changes(
    earlier: Earlier, built: Path, manifest: Mapping[str, Any], progress: Progress
) -> None:
    """Write the page on what changed, unless there is nothing to compare with."""
    if not earlier.manifest or earlier.damage:
        return
    try:
        said = write_changes(earlier.folder, earlier.manifest, built, manifest)
    except StudyError as error:
        said = f"left out: {error}"
    progress(f"{CHANGES}: {said}")


def _check_apart(output: Path, study: Study, *, notebooks: Iterable[Path]) -> None:
    """Refuse a folder for a report that is, holds or lies in what the report is made of."""
    made_of = (*named_files(study), *source_files(study.sources), *notebooks, *SHARED)
    for path in (one.resolve() for one in made_of):
        if path.is_relative_to(output):
            raise _refused(output, f"is or holds {path}, of which the report is made")
    own = (study.folder / name for name in (OWN, CODING, ARTICLES))
    texts = (one if one.is_dir() else one.parent / ARTICLES for one in source_files(study.sources))
    for folder in (one.resolve() for one in (*own, *SHARED, *texts)):
        if output.is_relative_to(folder):
            raise _refused(output, f"lies in {folder}, where a run takes files of yours from")


def _refused(output: Path, why: str) -> ParameterError:
    return ParameterError(
        f"output is {output}, which {why}. A report has a folder of its own, such as 'reports' "
        "beside study.toml; name one: --output FOLDER"
    )


answer_calls(globals(), ["build", "plan"])
