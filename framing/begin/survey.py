"""What is to be known of a study before it is run: findings on texts, codebook and codings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pandas as pd

from framing.begin import survey_belong, survey_coding, survey_texts
from framing.begin.finding import FINE, LOOK, MEND, Finding, Said
from framing.errors import FramingError, number
from framing.report.faults import faults
from framing.report.runs import plan
from framing.study.settings import reports_of
from framing.study.store import MOST
from framing.study.study import Study

__all__ = ["FINE", "LOOK", "MEND", "survey"]

_Look = Callable[[Study], Iterator[Said]]
_NOT_OF_TEXTS = ("codebook", "coders")


def survey(study: Study, *, today: date | None = None) -> pd.DataFrame:
    """Say what there is and what is wrong; no report is run.

    Parameters
    ----------
    study : the study.
    today : the day after which a date lies in the future; the current day if not given.

    Returns
    -------
    A row is a finding, part by part: its ``part`` (``inputs``, ``dates`` and so on), its ``level``
    and its ``message``. The level ``fine`` says what there is, ``look`` what a person should look
    at and may be right, ``mend`` what is wrong. What cannot be read is a finding too.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from framing.begin.begin import begin
    >>> from framing.study import read_study
    >>> begun = begin(pathlib.Path(tempfile.mkdtemp()) / "mine")
    >>> findings = survey(read_study(begun.folder))
    >>> findings.iloc[0].tolist()
    ['inputs', 'fine', '3 inputs: 3 kept']
    >>> "mend" in set(findings["level"])
    False
    """
    day = today or date.today()
    parts: dict[str, _Look] = {
        "inputs": survey_texts.of_inputs,
        "articles": survey_texts.of_articles,
        "screening": survey_belong.of_screening,
        "genres": survey_belong.of_genres,
        "outlets": survey_texts.of_outlets,
        "dates": partial(survey_texts.of_dates, today=day),
        "duplicates": survey_texts.of_duplicates,
        "rights": survey_texts.of_rights,
        "languages": survey_texts.of_languages,
        "lengths": survey_texts.of_lengths,
        "zones": survey_texts.of_zones,
        "codebook": survey_coding.of_codebook,
        "indicators": survey_coding.of_indicators,
        "entries": survey_coding.of_entries,
        "codings": survey_coding.of_codings,
        "coders": survey_coding.of_coders,
        "report": of_report,
        "store": of_store,
    }
    readable, findings = True, list[Finding]()
    for part, look in parts.items():
        if readable or part in _NOT_OF_TEXTS:
            found = [Finding(part, *said) for said in _looked(look, study)]
            known = {each.message for each in findings if each.level == MEND}
            findings += [each for each in found if each.message not in known]
            if part == "inputs":
                readable = all(each.level != MEND for each in found)
    return pd.DataFrame(findings, columns=Finding._fields)


def of_report(study: Study) -> Iterator[Said]:
    """Say what stands in the way of a report; it would be refused in the same words."""
    found = [str(error) for error in faults(study)]
    place = reports_of(study.folder)
    place = place if os.path.lexists(place) else place.parent
    if not (place.is_dir() and os.access(place, os.W_OK)):
        found.append(f"nothing can be written to {place.name}, where reports go. See to its rights")
    for error in found:
        yield MEND, error
    if not found:
        yield FINE, f"{number(len(plan(study)), 'page')}; nothing stands in the way of them"


def of_store(study: Study) -> Iterator[Said]:
    """Say what is kept of the study's tables, and where."""
    if study.store:
        kept = number(len(study.store.files()), "table")
        size = f"{study.store.size / 1e6:.1f} MB of at most {MOST / 1e6:,.0f}"
        yield FINE, f"{kept} kept in {study.store.folder.name}/ ({size}); it may be deleted at will"


def _looked(look: _Look, study: Study) -> list[Said]:
    """Look at a part; what cannot be read must be mended."""
    found: list[Said] = []
    try:
        found.extend(look(study))
    except (FramingError, OSError) as error:
        found.append((MEND, str(error)))
    except ValueError as error:  # a value beyond what tables hold, such as a year 2999
        found.append((MEND, f"cannot be computed: {error}"))
    return found
