"""What keeps a study's report from being made: one list, which check tells and report refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from framing.compare.hypotheses import check_stated
from framing.compare.resample import MIN_FOR_INTERVAL
from framing.compare.trend import check_outlets
from framing.errors import FramingError, StudyError, number
from framing.report.runs import pages
from framing.study import Study, frozen
from framing.study.settings import FILE
from framing.tables.require import require


def faults(study: Study) -> list[FramingError]:
    """List what would stop the report of a study, or fail one of its pages.

    Parameters
    ----------
    study : the study; its texts and codings are read.

    Returns
    -------
    An error for each fault, worded as it would be refused. Where there is none, every page's
    notebook and the values it is given are there, and so are texts, codings, coders, hypotheses
    and the agency's original. Where texts cannot be read, that alone is told.

    Examples
    --------
    >>> from framing.study import read_study
    >>> faults(read_study("seeds"))
    []
    """
    if unread := [*_fault(lambda: study.articles)]:
        return unread
    looks: list[Callable[[], object]] = [
        *_pages(study),
        study.check_original,
        lambda: check_outlets(study.articles),
        lambda: study.about_outlets,
        lambda: study.coders,
        lambda: study.sample,
    ]
    found = [error for look in looks for error in _fault(look)]
    of_codings = [*_fault(lambda: study.codings)]
    found += of_codings or [
        *_fault(lambda: _check_hypotheses(study)),
        *_fault(lambda: frozen(study)),
    ]
    return list({str(error): error for error in found}.values())


def check_ready(study: Study) -> None:
    """Refuse a study whose report could not be made; every fault is told.

    Raises
    ------
    FramingError : the fault, or a StudyError that tells all of them.
    """
    found = faults(study)
    if len(found) == 1:
        raise found[0]
    if found:
        told = " ".join(f"({n}) {error}" for n, error in enumerate(found, 1))
        raise StudyError(f"{number(len(found), 'fault')} to mend: {told}")


def _fault(look: Callable[[], object]) -> Iterator[FramingError]:
    try:
        look()
    except FramingError as error:
        yield error
    except OSError as error:
        yield StudyError(str(error))
    except ValueError as error:  # a value beyond what tables hold, such as a year 2999
        yield StudyError(f"cannot be computed: {error}")


def _pages(study: Study) -> Iterator[Callable[[], object]]:
    for run in study.runs:
        yield lambda run=run: [*pages(study, [run])]  # type: ignore[misc]
    yield lambda: _check_any(study)


def _check_any(study: Study) -> None:
    """Refuse a report of no page: its lines ask for outlets alone, and none has stories enough."""
    if not [*pages(study, study.runs)]:
        raise StudyError(
            f"{FILE}: the report has no page. [[report]] each = 'outlet' makes one for each outlet "
            f"with {MIN_FOR_INTERVAL} stories or more, and there is none. Name another page, or an "
            'outlet: parameters = { outlet = "..." }.'
        )


def _check_hypotheses(study: Study) -> None:
    if study.hypotheses:
        stated = require(pd.DataFrame(list(study.hypotheses)), "hypotheses")
        frames = study.answer_codings["frame"].unique()
        for hypothesis in stated.to_dict("records"):
            check_stated(hypothesis, outlets=study.sentences["outlet"].unique(), frames=frames)
