"""How far a page can be trusted, in a line: shown, open or cannot be told, and what to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.coding.byhand.sample import of_hits
from framing.coding.codebook import Frame
from framing.show.many import named
from framing.show.meanings import MEANINGS, meaning
from framing.show.plain_words import count, interval, listed, percent
from framing.show.results import Result, result
from framing.study import Study
from framing.tables.codes import (
    DOES_NOT_STAND,
    NOT_CHECKED,
    NOT_RELIABLE,
    NOT_TOLD,
    RELIABILITY,
    RULES,
    SAMPLE_WEIGHTED,
    WITHOUT_SUBCODE,
)
from framing.tables.require import values_of

PAGE = "validity"
NO_PERSONS = "No two people coded these texts"
WRITTEN_WITH = "on texts that the indicators may have been written with"
SAMPLED = "on a probability sample of these texts"
OF_HITS = "on a probability sample of their hits in these texts"


def trust_line(study: Study, *, frame: str = "", coded: bool = True) -> Result:
    """Say in one line how far a page can be trusted, with the way to the page on the coding.

    Parameters
    ----------
    study : the study.
    frame : one frame; all of them if not given.
    coded : whether numbers of the page rest on codings; if not, the line says so.
    """
    trust, graded = " ".join(_warnings(study, frame)), _grade(study, frame) if coded else ""
    others = (
        f"No number on this page rests on coding. Numbers of the other pages: {study.coded_by}."
    )
    said = " ".join(filter(None, (not_validated(study), graded or others, trust)))
    linked = any(run.notebook == PAGE for run in study.runs)
    page = {"sentence": said, "page": PAGE if linked else ""}
    data = {"sentence": said, "trust": trust, "grade": graded}
    return result("show/trust", "finding", "trust", page=page, data=data)


def _warnings(study: Study, frame: str) -> list[str]:
    """Say plainly what nobody may overlook: who did not code, who differ, what is not corrected."""
    persons = study.checks.reliability
    persons = persons[persons["called"] == RELIABILITY]
    if frame:
        persons = persons[persons["frame"] == frame]
    if not (persons["n"] > 0).any():
        return [f"{NO_PERSONS}."]
    labels = study.codebook.labels
    low = [labels[each] for each in persons.loc[persons["verdict"] == NOT_RELIABLE, "frame"]]
    led = study.checks.led & ({frame} if frame else set(labels))
    return [
        *([f"People who coded alone agree too little on {listed(low)}."] if low else []),
        *(["Shares of texts are not corrected for coding error."] if led else []),
    ]


def which_texts(study: Study) -> str:
    """Say on which texts the rules were held against the reference."""
    if of_hits(study.sample):
        return OF_HITS
    return SAMPLED if study.sample is not None else WRITTEN_WITH


def of_rules(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the rules, of a table with coders."""
    return table[table["coder"] == RULES]


def rules_beside(study: Study, frame: Frame) -> str:
    """Count what the rules find of what the reference codes on one frame, and on which texts."""
    rows = of_rules(study.checks.agreement)
    rows = rows[rows["frame"] == frame.id]
    if rows.empty:
        return "The rules were not compared with a reference: there is none."
    row = rows.iloc[0]
    n = len(frame.indicators)
    found = "indicator finds" if n == 1 else f"{n} indicators find"
    return (
        f"Of {row['n']} sentences, headlines, subheads and captions the reference codes "
        f"{row['n_reference']} as carrying the frame. The codebook's {found} {row['n_both']} of "
        f"these and {count(row['n_coder'] - row['n_both'], 'other')}, {which_texts(study)}. "
        f"{_weighed(row, n)}This says little about other texts, and nothing of the reference "
        "itself."
    )


def _weighed(row: pd.Series, n: int) -> str:
    """Say how much of all that carries a frame is found, where counts of the sample mislead."""
    if SAMPLE_WEIGHTED not in values_of(row["note"]) or pd.isna(row["recall"]):
        return ""
    limits = pd.Series({"ci_low": row["recall_low"], "ci_high": row["recall_high"]})
    return (
        f"Weighed by the chance to be drawn, {'it finds' if n == 1 else 'they find'} "
        f"{percent(row['recall'], 1)} ({interval(limits)}) of all sentences with the frame. "
    )


def of_counted(study: Study) -> pd.DataFrame:
    """Return how the coder whose error is corrected meets the reference: a row is a frame."""
    table = study.checks.agreement
    return table[table["coder"] == study.checks.counted].reset_index(drop=True)


def not_validated(study: Study) -> str:
    """Say that the numbers are a language model's which people have not checked, if they are.

    Parameters
    ----------
    study : the study.
    """
    checks = study.checks
    if checks.counted == RULES or not checks.unchecked:
        return ""
    every = checks.unchecked == set(study.codebook.frames)
    labels = [label for frame, label in study.codebook.labels.items() if frame in checks.unchecked]
    what = "The numbers" if every else f"The numbers on {listed(labels)}"
    return (
        f"Not validated. {what} are those of a language model ({checks.counted}): nobody has yet "
        "held enough of what it finds, drawn by chance, against the texts. They describe these "
        "texts as it coded them, no more."
    )


def _grade(study: Study, frame: str) -> str:
    """Say whether differences of outlets are shown, open or cannot be told, those alike together.

    Of several frames each is told apart by its label.
    """
    frames = [study.codebook.frame(frame)] if frame else list(study.codebook.frames.values())
    grades = pd.concat([_graded(study, one) for one in frames], ignore_index=True)
    untold = grades["grade"] == NOT_TOLD
    whys = {
        label: listed(sorted(set(rows))) for label, rows in grades[untold].groupby("label")["why"]
    }
    grades["why"] = grades["why"].mask(untold, grades["label"].map(whys))
    if len(grades[["grade", "why"]].drop_duplicates()) == 1:  # of all frames and outlets
        grades["label"] = ""
    said: dict[str, list[str]] = {}
    for (label, _, why), rows in grades.groupby(["label", "grade", "why"], sort=False):
        said.setdefault("" if frame else label, []).append(
            f"{_whose(rows, grades)}{meaning('grade', rows.iloc[0])} "
            f"({why or 'it stands under every choice tried'})"
        )
    told = [f"{f'{label}: ' if label else ''}{'; '.join(each)}" for label, each in said.items()]
    return f"How the outlets differ beyond these texts: {'. '.join(told)}."


def _whose(rows: pd.DataFrame, grades: pd.DataFrame) -> str:
    """Name the outlets of a grade, unless all outlets of the frame have it."""
    frame = grades[grades["label"] == rows["label"].iloc[0]]
    return "" if len(rows) == len(frame) else f"of {named(rows['outlet'].tolist())} "


def _graded(study: Study, frame: Frame) -> pd.DataFrame:
    """Return the grades on a frame, each with why it is no better, in words."""
    tried, grades = study.checks.robustness(frame.id), study.checks.grades(frame.id)
    lost = tried[~tried["stands"]]
    why = [_why(row, lost[lost["outlet"] == row["outlet"]], frame)
           for row in grades.to_dict("records")]  # fmt: skip
    return grades.assign(label=frame.label, why=why)


def _why(row: Mapping[str, Any], lost: pd.DataFrame, frame: Frame) -> str:
    """Say which conditions a claim fails, and under which choices it does not stand."""
    unchecked = lost["claim"] == NOT_TOLD
    under = {
        code: ": " + "; ".join(choice(one, frame) for one in rows.to_dict("records"))
        for code, rows in ((DOES_NOT_STAND, lost[~unchecked]), (NOT_CHECKED, lost[unchecked]))
    }
    failed = values_of(row["failed"])
    return "; ".join(MEANINGS["failed"][code] + under.get(code, "") for code in failed)


def choice(row: Mapping[str, Any], frame: Frame) -> str:
    """Name another choice under which an answer was tried; a sub-code by its label.

    Parameters
    ----------
    row : a row of robustness.
    frame : the frame of the answer.
    """
    label = frame.subcodes.get(row["detail"]) if row["variant"] == WITHOUT_SUBCODE else None
    return meaning("variant", {**row, "detail": label or row["detail"]})
