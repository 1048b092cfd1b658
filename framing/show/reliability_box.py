"""How far a page can be trusted, in a line: reliability, validity, correction, grade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.coding.codebook import Frame
from framing.show.many import named
from framing.show.meanings import MEANINGS, meaning
from framing.show.plain_words import count, listed
from framing.show.results import Result, result
from framing.study import Study
from framing.study.coders import one_model, times
from framing.tables.codes import (
    ALL_ALIKE,
    DOES_NOT_STAND,
    FEW_POSITIVES,
    FEW_UNRELATED,
    NO_LIMITS,
    NOT_CHECKED,
    NOT_RELIABLE,
    NOT_TOLD,
    RELIABILITY,
    RELIABLE,
    RULES,
    TENTATIVE,
    WITHOUT_SUBCODE,
)
from framing.tables.require import values_of
from framing.trust.reliability import RELIABLE_FROM, TENTATIVE_FROM

PAGE = "validity"
NO_PERSONS = "no two people coded these texts, so reliability is not known"
WRITTEN_WITH = "on texts that the indicators may have been written with"
SAMPLED = "on a probability sample of these texts"
_KNOWN = {
    RELIABLE: "reliable",
    TENTATIVE: f"tentative (lower bound under {RELIABLE_FROM:.3f})",
    NOT_RELIABLE: f"known and low (lower bound under {TENTATIVE_FROM:.3f})",
}
_NOT_ESTIMABLE = (ALL_ALIKE, FEW_POSITIVES, FEW_UNRELATED, NO_LIMITS)  # the first is said


def reliability_box(study: Study, *, frame: str = "", coded: bool = True) -> Result:
    """Show in one line how far the coding behind a page can be trusted, with the way to more.

    Parameters
    ----------
    study : the study.
    frame : one frame; all of them if not given.
    coded : whether numbers of the page rest on codings; if not, the box says so.
    """
    trust = said = f"How far to trust it: {'; '.join(_trust(study, frame))}."
    if not coded:
        numbers = f"Numbers of the other pages from: {study.coded_by}"
        said = f"No number on this page rests on coding. {numbers}. {trust}"
    linked = any(run.notebook == PAGE for run in study.runs)
    page = {"sentence": said, "page": PAGE if linked else ""}
    return result(
        "show/trust", "finding", "trust", page=page, data={"sentence": said, "trust": trust}
    )


def _trust(study: Study, frame: str) -> list[str]:
    checks = study.checks
    agreed, held = _of(checks.reliability, frame), of_rules(_of(checks.agreement, frame))
    every = study.codebook.labels
    said = [between_persons(agreed, {frame: every[frame]} if frame else every)]
    if (agreed["called"] != RELIABILITY).any():
        said.append(between_machines(agreed, study.coders))
    if study.answers_from != study.reference:
        said.append(_rules_held(held, study))
    moved = moved_by(_of(checks.corrected, frame)) if study.sample is not None else float("nan")
    if pd.notna(moved):
        said.append(
            f"correction for their errors moves shares of sentences by up to {moved:.2f}, and "
            "shares of texts are not corrected"
        )
    return said


def _rules_held(held: pd.DataFrame, study: Study) -> str:
    if held.empty:
        return "the rules were not held against a reference"
    units = count(int(held["n"].max()), "unit")
    f1 = _range(held["f1"])
    return f"the rules meet the reference with F1 {f1} ({units}) {which_texts(study)}"


def which_texts(study: Study) -> str:
    """Say on which texts the rules were held against the reference."""
    return SAMPLED if study.sample is not None else WRITTEN_WITH


def between_machines(agreed: pd.DataFrame, coders: pd.DataFrame) -> str:
    """Say how often machines decided alike; of two of them that is a count of differences.

    Runs of one model are that model, which differs from itself.
    """
    machines = agreed[agreed["called"] != RELIABILITY]
    names = machines["coders"].iloc[0].split(";")
    same = one_model(coders, names)
    decided, alike = int(machines["n"].sum()), machines["n"] * machines["percent_agreement"]
    who = f"one language model run {times(len(names))}" if same else f"machines ({listed(names)})"
    if len(names) > 2:
        share = f"{alike.sum() / decided:.2f}" if decided else "undefined"
        verb = "agrees with itself" if same else "agree"
        return f"{who} {verb} in a share of {share} of pairs of decisions"
    differ, verb = round(decided - alike.sum()), "differs from itself" if same else "differ"
    return f"{who} {verb} on {differ} of {count(decided, 'decision')}"


def moved_by(corrected: pd.DataFrame) -> float:
    """Return the largest correction of a share."""
    return float((corrected["corrected"] - corrected["naive"]).abs().max())


def between_persons(agreed: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say what is known of reliability between people, with the frames of each verdict.

    Alpha is stated where it has a verdict: elsewhere it is not estimable, or not known.
    """
    persons = agreed[agreed["called"] == RELIABILITY]
    if persons.empty:
        return NO_PERSONS
    judged = persons.dropna(subset=["verdict"])
    alpha = f", alpha {_range(judged['alpha'])}, lower bound {_range(judged['ci_low'])}"
    return f"reliability between people{alpha if len(judged) else ''}: {verdicts(persons, labels)}"


def verdicts(persons: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Tell apart the frames whose reliability is known, not estimable, and not known."""
    rows = persons.set_index("frame").to_dict("index")
    said: dict[str, list[str]] = {}
    for frame, label in labels.items():
        said.setdefault(_verdict(rows.get(frame)), []).append(label)
    if len(said) == 1:
        return next(iter(said))
    return "; ".join(f"{listed(frames)} {verdict}" for verdict, frames in said.items())


def _verdict(row: Mapping[str, Any] | None) -> str:
    """Say whether reliability is known, and how high, or why it is not."""
    if row is None or not row["n"]:
        return "not known (no two people decided the same unit)"
    if pd.notna(row["verdict"]):
        return _KNOWN[row["verdict"]]
    why = next(iter(code for code in _NOT_ESTIMABLE if code in values_of(row["note"])), NO_LIMITS)
    return f"not estimable ({MEANINGS['note'][why].removeprefix('not estimable: ')})"


def _of(table: pd.DataFrame, frame: str) -> pd.DataFrame:
    return table[table["frame"] == frame] if frame else table


def of_rules(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the rules, of a table with coders."""
    return table[table["coder"] == RULES]


def _range(values: pd.Series) -> str:
    known = values.dropna()
    if known.empty:
        return "undefined"
    low, high = f"{known.min():.2f}", f"{known.max():.2f}"
    return low if low == high else f"{low} to {high}"


def grade(study: Study, *, frame: str = "") -> str:
    """Say whether differences of outlets are shown, open or cannot be told, those alike together.

    Parameters
    ----------
    study : the study.
    frame : one frame; all of them, told apart by their labels, if not given.
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
    said = [
        f"{f'{label}, ' if label and not frame else ''}{_whose(rows, grades)}"
        f"{meaning('grade', rows.iloc[0])} ({why or 'it stands under every choice tried'})"
        for (label, _, why), rows in grades.groupby(["label", "grade", "why"], sort=False)
    ]
    return f"How the outlets differ beyond these texts: {'; '.join(said)}."


def _whose(rows: pd.DataFrame, grades: pd.DataFrame) -> str:
    """Name the outlets of a grade, unless all outlets of the frame have it."""
    frame = grades[grades["label"] == rows["label"].iloc[0]]
    return "" if len(rows) == len(frame) else f"{named(rows['outlet'].tolist())}: "


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
