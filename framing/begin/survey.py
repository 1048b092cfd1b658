"""What is to be known of a study before it is run: findings on texts, codebook and codings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from framing.begin import survey_coding, survey_texts
from framing.begin.finding import FINE, LOOK, MEND, Finding
from framing.errors import FramingError
from framing.study.study import Study

__all__ = ["FINE", "LOOK", "MEND", "Finding", "mended", "survey"]

_Look = Callable[[Study], Iterator[Finding]]


class _Part(NamedTuple):
    name: str
    look: _Look
    of_texts: bool = True


def survey(study: Study, *, today: date | None = None) -> list[Finding]:
    """Say what there is and what is wrong, without running a report or writing anything.

    Parameters
    ----------
    study : the study.
    today : the day after which a date lies in the future; the current day if not given.

    Returns
    -------
    The findings, part by part: ``fine`` says what there is, ``look`` what a person should
    look at and may be right, ``mend`` what is wrong. What cannot be read is a finding too.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from framing.begin.begin import begin
    >>> from framing.study import read_study
    >>> begun = begin(pathlib.Path(tempfile.mkdtemp()) / "mine")
    >>> findings = survey(read_study(begun.folder))
    >>> findings[0].message
    '3 inputs: 3 kept'
    >>> mended(findings)
    True
    """
    day = today or date.today()
    parts = [
        _Part("inputs", survey_texts.of_inputs),
        _Part("articles", survey_texts.of_articles),
        _Part("outlets", survey_texts.of_outlets),
        _Part("dates", lambda study: survey_texts.of_dates(study, today=day)),
        _Part("duplicates", survey_texts.of_duplicates),
        _Part("languages", survey_texts.of_languages),
        _Part("lengths", survey_texts.of_lengths),
        _Part("zones", survey_texts.of_zones),
        _Part("codebook", survey_coding.of_codebook, of_texts=False),
        _Part("indicators", survey_coding.of_indicators),
        _Part("codings", survey_coding.of_codings),
        _Part("coders", survey_coding.of_coders, of_texts=False),
    ]
    readable, findings = True, list[Finding]()
    for part in parts:
        if part.of_texts and not readable:
            continue
        found = _looked(part, study)
        said = {each.message for each in findings if each.level == MEND}
        findings += [each for each in found if each.message not in said]
        if part.name == "inputs":
            readable = all(each.level != MEND for each in found)
    return findings


def mended(findings: list[Finding]) -> bool:
    """Tell whether nothing must be mended."""
    return all(each.level != MEND for each in findings)


def _looked(part: _Part, study: Study) -> list[Finding]:
    """Look at a part; what cannot be read must be mended."""
    found: list[Finding] = []
    try:
        found.extend(part.look(study))
    except (FramingError, OSError) as error:
        found.append(Finding(part.name, MEND, str(error)))
    except ValueError as error:  # a value beyond what tables hold, such as a year 2999
        found.append(Finding(part.name, MEND, f"cannot be computed: {error}"))
    return found
