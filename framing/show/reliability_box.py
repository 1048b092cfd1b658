"""How far a page can be trusted, in a line: reliability, validity, correction, grade."""

from __future__ import annotations

import pandas as pd

from framing.coding.rules import RULES
from framing.show.many import named
from framing.show.plain_words import count, listed
from framing.show.results import Result, result
from framing.study import Study
from framing.trust.grade import DESCRIPTION, NO_CLAIM
from framing.trust.reliability import RELIABILITY

PAGE = "validity"
NOTHING_CLAIMED = " No difference is claimed for any outlet."
NO_PERSONS = "no two people coded these texts, so reliability is not known"


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
    said = [_between_persons(agreed)]
    if (agreed["called"] != RELIABILITY).any():
        said.append(_between_machines(agreed))
    if study.answers_from != study.reference:
        said.append(_rules_held(held))
    moved = moved_by(_of(checks.corrected, frame)) if study.sample is not None else float("nan")
    if pd.notna(moved):
        said.append(
            f"correction for their errors moves shares of sentences by up to {moved:.2f}, and "
            "shares of texts are not corrected"
        )
    return said


def _rules_held(held: pd.DataFrame) -> str:
    if held.empty:
        return "the rules were not held against a reference"
    units = count(int(held["n"].max()), "unit")
    return f"the rules meet the reference with F1 {_range(held['f1'])} ({units})"


def _between_machines(agreed: pd.DataFrame) -> str:
    """Say how often machines decided alike; of two of them that is a count of differences."""
    machines = agreed[agreed["called"] != RELIABILITY]
    coders = machines["coders"].iloc[0].split(";")
    decided, alike = int(machines["n"].sum()), machines["n"] * machines["percent_agreement"]
    if len(coders) > 2:
        share = f"{alike.sum() / decided:.2f}" if decided else "undefined"
        return f"machines ({listed(coders)}) agree in a share of {share} of pairs of decisions"
    differ = round(decided - alike.sum())
    return f"machines ({listed(coders)}) differ on {differ} of {count(decided, 'decision')}"


def moved_by(corrected: pd.DataFrame) -> float:
    """Return the largest correction of a share."""
    return float((corrected["corrected"] - corrected["naive"]).abs().max())


def _between_persons(agreed: pd.DataFrame) -> str:
    persons = agreed[agreed["called"] == RELIABILITY]
    if persons.empty:
        return NO_PERSONS
    known = persons.dropna(subset=["ci_low"])
    lower = f", lower bound {_range(known['ci_low'])}" if len(known) else ", no interval"
    return f"reliability between people, alpha {_range(persons['alpha'])}{lower}"


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


def grade(grades: pd.DataFrame) -> str:
    """Say the grade of what is said of each outlet, those alike together.

    Where all are descriptions that is said once; ``label`` tells frames apart if there are
    several.
    """
    if (grades["grade"] == DESCRIPTION).all():
        return f"Grade: {DESCRIPTION} ({listed(sorted(set(grades['failed'])))})."
    claimed = grades[grades["grade"] != NO_CLAIM]
    labels = claimed["label"] if "label" in grades else pd.Series("", index=claimed.index)
    said = [
        f"{f'{label}, ' if label else ''}{named(rows['outlet'].tolist())}: {name} ({failed})"
        for (label, name, failed), rows in claimed.groupby(
            [labels, "grade", claimed["failed"].replace("", "all conditions met")], sort=False
        )
    ]
    left = len(grades) - len(claimed)
    rest = f" No difference is claimed for the other {left}." if said else NOTHING_CLAIMED
    told = f" {'; '.join(said)}." if said else ""
    return f"Grade of each outlet's difference from the rest.{told}{rest if left else ''}"
