"""The page of a monitor: which texts are new since a day, and what may be said to have moved."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framing.compare.periods import SINCE, moved_since, sides_of
from framing.report.runs import NEW as PAGE
from framing.report.sections import folded
from framing.report.written_files import write_text
from framing.show.meanings import meaning
from framing.show.plain_words import count, listed
from framing.show.results import Result, finding
from framing.show.results import table as table_result
from framing.study import Study
from framing.tables.codes import ALIKE, LESS, MORE, NOT_SHOWN, NOT_TOLD

TEXTS = {"outlet": "outlet", "date": "date", "title": "headline", "article": "text"}
_UNTESTED = ["ci_low", "ci_high", "p", "q", "p_holm"]
_POINTS = 100


def moved(study: Study, *, since: str) -> pd.DataFrame:
    """Return what moved since a day in a study's answers, by what may be said of each frame.

    Of hits that nobody has checked, and where corrected shares lead, counts alone are told.
    """
    found = moved_since(
        study.answers(), study.articles, since=since, margin=study.margin, seed=study.seed
    )
    bare = found["frame"].isin(study.checks.unchecked | study.checks.led)
    found[_UNTESTED] = found[_UNTESTED].mask(bare)
    found["differ"] = found["differ"].mask(bare)
    return found.assign(claim=found["claim"].mask(bare, NOT_TOLD))


def sentences_on(found: pd.DataFrame, study: Study) -> list[str]:
    """Say of each frame what the new texts print, and whether that it moved is shown.

    Parameters
    ----------
    found : a row is a frame (see :func:`moved`).
    study : the study, with the labels of its frames.
    """
    return [_said(row, study) for row in found.to_dict("records")]


def _said(row: dict[str, object], study: Study) -> str:
    label = study.codebook.labels[str(row["frame"])]
    printed = (
        f"{label}: {row['n_frame']} of {row['base']} sentences in the new texts, "
        f"{row['n_frame_before']} of {row['base_before']} in those before."
    )
    claim, limits = row["claim"], ""
    if pd.notna(row["ci_low"]):
        low, high = (f"{_POINTS * float(str(row[end])):+.1f}" for end in ("ci_low", "ci_high"))
        limits = f" (95 % interval of the difference {low} to {high} points)"
    if claim in (MORE, LESS):
        return f"{printed} The share is {claim} than before, beyond chance{limits}."
    if claim == ALIKE:
        return f"{printed} The share is alike, within the margin set beforehand{limits}."
    if claim == NOT_SHOWN:
        return f"{printed} That it moved is not shown{limits}."
    return f"{printed} Whether it moved cannot be told{_why(row, study)}."


def _why(row: dict[str, object], study: Study) -> str:
    if row["frame"] in study.checks.unchecked:
        return ": hits of the rules, not yet checked"
    if row["frame"] in study.checks.led:
        return ": corrected shares lead, and their move was not tested"
    said = meaning("note", row)
    return f": {said}" if said else ""


def new_texts(study: Study, *, since: str) -> pd.DataFrame:
    """Return the articles of that day or later, by day and outlet."""
    side = study.articles["article"].map(sides_of(study.articles, since=since))
    rows = study.articles[(side == SINCE).fillna(False)]
    return rows.sort_values(["date", "outlet", "article"], ignore_index=True)


def answer(study: Study, *, since: str) -> str:
    """Say how many texts are new, of which outlets, and how many have no date."""
    new, undated = new_texts(study, since=since), int(study.articles["date"].isna().sum())
    before = f"{len(study.articles) - len(new) - undated} before"
    bare = f"; {undated} without a date, so not known whether new" if undated else ""
    if new.empty:
        return f"No text since {since}, {before}{bare}."
    sizes = new["outlet"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    of = listed([f"{outlet} {n}" for outlet, n in sizes.items()])
    return f"{count(len(new), 'text')} since {since} ({of}), {before}{bare}."


def write_since(study: Study, built: Path, *, since: str, titles: bool) -> str:
    """Write the page into a report's folder; say in a sentence what it is about.

    Parameters
    ----------
    titles : whether headlines are listed, which are words of the texts.
    """
    from framing.report.export import render

    found, said = moved(study, since=since), answer(study, since=since)
    columns = TEXTS if titles else {name: head for name, head in TEXTS.items() if name != "title"}
    texts = new_texts(study, since=since)[[*columns]]
    shown = [finding(said, name="new")]
    if len(texts):
        shown.append(table_result(texts, name="new_texts", caption="New texts", columns=columns))
    mixed = (
        "A move may come from another mix of outlets among the new texts, and from what was "
        "collected. Stories are shuffled between the two sides; all frames are judged together."
    )
    lines = sentences_on(found, study)
    shown += [finding(line, name=f"moved_{n}") for n, line in enumerate([*lines, mixed])]
    if not lines:
        shown[-1] = finding("There is nothing to set beside each other.", name="moved_0")
    title = f"What is new since {since}?"
    page = render(
        "report/notebook", title=title, file=PAGE, study=study.name, note="",
        pages=[{"file": "index.html", "short": "Overview", "title": study.name},
               {"file": PAGE, "short": "New", "title": title}],
        parts=[{"heading": None, "blocks": [_block(one) for one in shown]}],
        left=folded([])[1], methods=[], contents=[], head=None,
    )  # fmt: skip
    write_text(built / PAGE, page)
    return said


def _block(shown: Result) -> dict[str, object]:
    return {"kind": shown.kind, "html": shown.html, "id": "", "files": None, "code": []}
