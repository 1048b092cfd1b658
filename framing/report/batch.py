"""Run a study's notebooks and build its report, which is put in place once it is whole."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
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
from framing.report.runs import (
    CHANGES,
    INDEX,
    METHODS,
    NEW,
    PageRun,
    compute_shared,
    plan,
    run_all,
)
from framing.report.shareable import check_shareable, check_words, quotations
from framing.report.since import write_since
from framing.report.workers import Workers
from framing.report.writing import manifest_of, seal, write_pages
from framing.show.quotations import Quotations
from framing.show.quoting import handed_over
from framing.study import Study
from framing.study.settings import FILE, source_files
from framing.tables.card import Card, Told
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
    """
    _check_main()
    started = datetime.now(UTC)
    if shareable is not None:
        check_words(shareable)
    if since:
        check_day(since)
    planned = plan(study, page=page, frame=frame)
    output, beside = _places(output)
    for place in (output, beside):
        _check_apart(place, study, notebooks=[run.path for run in planned])
    check_ready(study)  # what is wrong is told before the work
    cut = None if shareable is None else _quotations(study, shareable, progress)
    with workshop(output) as built:
        earlier = _looked_at(output, beside, planned, progress)
        with handed_over(cut) as environment:
            workers = Workers(study, environment, fork=fork)
            if workers.forks:
                doing("computing what several pages need")
                compute_shared(planned, study)
            runs = run_all(
                planned, built, study, workers=workers, jobs=jobs, progress=progress, doing=doing
            )
        doing("writing the pages")
        runs, tables = write_pages(runs, built, study, cut=cut, day=started.date())
        manifest = manifest_of(runs, tables, study, started=started, shareable=shareable)
        if complete := not any(run.error for run in runs):
            _tell_changes(earlier, built, manifest, progress)
        if since:
            progress(f"{NEW}: {write_since(study, built, since=since, titles=not cut)}")
        seal(built, manifest)
        if cut:
            check_shareable(built, cut)
        place = output if complete else beside
        _put(built, place, beside, progress)
    return Report(place, tuple(runs))


def _quotations(study: Study, shareable: int, progress: Progress) -> Quotations:
    """Return what cuts the quotations; say which texts are quoted and name no licence."""
    if bare := unlicensed(study.articles):
        said = f"{number(len(bare), 'text')} of {len(study.articles)} without a licence are quoted"
        progress(f"{said}: {some(bare)}")
    return quotations(study, shareable)


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


def _looked_at(
    output: Path, beside: Path, planned: Sequence[PageRun], progress: Progress
) -> Earlier:
    """Look at what stands where the report goes; what is to be known is told before the work."""
    names = [name for run in planned for name in (run.file, run.executed)]
    earlier = earlier_report(output)
    for each in (earlier, earlier_report(beside)):
        check_free(each, [INDEX, CHANGES, METHODS, NEW, MANIFEST, *names])
    if earlier.damage:
        progress(
            f"the earlier report is damaged: {earlier.damage} The new one will have no {CHANGES}, "
            "and files in its way that are not known will be moved to a folder beside it"
        )
    return earlier


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
    named = (study.codebook_file, study.coders_file, study.sample_file, *study.coding_files)
    sheets = (each.sheet for each in study.adjudications)
    made_of = (
        study.folder / FILE,
        *named,
        *sheets,
        *source_files(study.sources),
        *notebooks,
        *SHARED,
    )
    for path in (one.resolve() for one in made_of if one):
        if path.is_relative_to(output):
            raise _refused(output, f"is or holds {path}, of which the report is made")
    own = (study.folder / name for name in (OWN, CODING, "articles"))
    texts = (
        one if one.is_dir() else one.parent / "articles" for one in source_files(study.sources)
    )
    for folder in (one.resolve() for one in (*own, *SHARED, *texts)):
        if output.is_relative_to(folder):
            raise _refused(output, f"lies in {folder}, where a run takes files of yours from")


def _refused(output: Path, why: str) -> ParameterError:
    return ParameterError(
        f"output is {output}, which {why}. A report has a folder of its own, such as 'reports' "
        "beside study.toml; name one: --output FOLDER"
    )


answer_calls(globals(), ["build", "plan"])
