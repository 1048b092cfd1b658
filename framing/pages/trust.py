"""How far a number can be trusted, in plain words: reliability, validity, grade, robustness."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from framing.coding.rules import RULES
from framing.show.many import named
from framing.show.plain_words import count, listed
from framing.show.results import Result
from framing.study import Study
from framing.trust.agreement import WEIGHTED
from framing.trust.grade import DESCRIPTION, NO_CLAIM
from framing.trust.reliability import RELIABILITY
from framing.trust.robustness import MAIN

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
    more = Markup(' <a href="{}.html">Is the coding fit for use?</a>').format(PAGE)
    shown = Markup('<p class="box">{}{}</p>').format(said, more if linked else "")
    return Result("finding", "trust", shown, {"sentence": said, "trust": trust})


def _trust(study: Study, frame: str) -> list[str]:
    checks = study.checks
    agreed, held = _of(checks.reliability, frame), _of_rules(_of(checks.agreement, frame))
    said = [_between_persons(agreed)]
    if (agreed["called"] != RELIABILITY).any():
        said.append(_between_machines(agreed))
    if study.answers_from != study.reference:
        said.append(_rules_held(held))
    moved = _moved(_of(checks.corrected, frame)) if study.sample is not None else float("nan")
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


def _moved(corrected: pd.DataFrame) -> float:
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


def _of_rules(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["coder"] == RULES]


def _range(values: pd.Series) -> str:
    known = values.dropna()
    if known.empty:
        return "undefined"
    low, high = f"{known.min():.2f}", f"{known.max():.2f}"
    return low if low == high else f"{low} to {high}"


def fitness(study: Study, labels: Mapping[str, str]) -> str:
    """Answer whether the coding is fit for use: who coded, reliability and validity by frame."""
    persons = study.checks.reliability
    persons = persons[persons["called"] == RELIABILITY]
    held = _of_rules(study.checks.agreement)
    said = [f"Numbers from: {study.coded_by}"]
    if persons.empty:
        said.append(NO_PERSONS[0].upper() + NO_PERSONS[1:])
    else:
        who = listed(persons["coders"].iloc[0].split(";"))
        said.append(f"Alpha between {who}: {_by_frame(persons, labels, 'alpha', 'ci_')}")
    if held.empty:
        said.append("The rules were not held against a reference")
    else:
        shares = _by_frame(held, labels, "f1", "f1_")
        said.append(f"The rules against the reference, F1: {shares}")
    return f"{'. '.join(said)}."


def _by_frame(rows: pd.DataFrame, labels: Mapping[str, str], column: str, limits: str) -> str:
    """List an estimate by frame, with its limits; n, and a lack of limits, are said once."""
    rows = rows.set_index("frame")
    said, bare = [], rows[f"{limits}low"].isna()
    for frame, label in labels.items():
        if frame in rows.index:
            row = rows.loc[frame]
            between = f" ({row[f'{limits}low']:.2f} to {row[f'{limits}high']:.2f})"
            value = "undefined" if pd.isna(row[column]) else f"{row[column]:.2f}"
            said.append(f"{label} {value}{'' if bare[frame] else between}")
    many = sorted({int(n) for n in rows["n"]})
    units = f"{many[0]} to {many[-1]} units" if len(many) > 1 else count(many[0], "unit")
    none = "no intervals" if bare.all() else "95 % intervals"
    return f"{', '.join(said)} ({units} each, {none})"


def validity_caption(held: pd.DataFrame) -> str:
    """Say beneath the dots what they rest on."""
    if held.empty:
        return "No reference: the rules were held against nothing."
    hollow = "Hollow: no interval. " if held["f1_low"].isna().any() else ""
    weighted = held["note"].str.contains(WEIGHTED, regex=False).any()
    numbers = "counts, or the share where it is weighted" if weighted else "counts"
    return f"{hollow}Numbers are {numbers}; {count(int(held['n'].max()), 'unit')} decided by both."


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


def stands(robustness: pd.DataFrame) -> str:
    """Say what of the stated answer stands under every alternative."""
    others = robustness[robustness["variant"] != MAIN]
    if others.empty:
        return "There is no other defensible choice to set beside the answer."
    lost = others[~others["stands"]]
    variants, outlets = others["variant"].nunique(), robustness["outlet"].nunique()
    tried = f"{count(variants, 'other choice')} tried"
    if lost.empty:
        return f"{tried}: what is said of each of {count(outlets, 'outlet')} stands in all of them."
    kept = sorted(set(robustness["outlet"]) - set(lost["outlet"]))
    all_stand = (
        f"it stands in all of them for {named(kept)}" if kept else "it stands in all for no outlet"
    )
    return (
        f"{tried}: {all_stand}; {count(lost['variant'].nunique(), 'choice')} would change what is "
        f"said of {named(sorted(set(lost['outlet'])))}."
    )


def correction(corrected: pd.DataFrame, needed: pd.DataFrame, *, half_width: float) -> str:
    """Say what correction does to the outlets' estimates, and what more codes would do.

    Parameters
    ----------
    corrected : a row is an outlet and a frame; none if nothing can correct the rules.
    needed : how many codes each estimate needs for an interval of the wanted half-width; no
        row where the reference coded everything and there is no sample.
    half_width : that half-width.
    """
    if corrected.empty:
        return (
            "The rules' error on these texts is not known: study.toml names no reference coding "
            "and no sample of one, so nothing can be corrected."
        )
    if needed.empty:
        return (
            "The reference coded every sentence: no correction is needed, and the answers state "
            "its codes. The naive shares are what the rules alone would give."
        )
    if corrected["corrected"].isna().all():
        return f"No estimate could be corrected: {listed(sorted(set(corrected['note'])))}."
    coded = count(int(corrected.groupby("frame")["n_coded"].sum().max()), "sentence")
    estimates = count(int(corrected["corrected"].notna().sum()), "estimate")
    known = needed.dropna(subset=["needed"])
    enough, short = int((known["more"] <= 0).sum()), len(needed) - len(known)
    most = int(known["more"].max()) if len(known) else 0
    more = f"; the one that needs most takes {count(most, 'further code')}" if most > 0 else ""
    never = f"; for {short} no number of codes is known to do it" if short else ""
    return (
        f"{estimates} corrected by a probability sample of {coded} with reference codes; the "
        f"largest correction is {_moved(corrected):.3f}. For intervals of at most {half_width:.2f} "
        f"to either side, {enough} of {len(needed)} have codes enough{more}{never}."
    )
