"""The page on one outlet: how its texts frame the event, frame by frame."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.compare import joined
from framing.compare.resample import MIN_FOR_INTERVAL
from framing.corpus.zones import RUNNING
from framing.show.account import Part, account
from framing.show.across import across
from framing.show.counted import texts_opened
from framing.show.leading_shares import called
from framing.show.markup import linked_counts, rows_opened
from framing.show.plain_words import count, listed, percent, whom
from framing.study.study import Grouped, Study
from framing.tables.codes import ALIKE, LESS, MORE, NOT_SHOWN, NOT_TOLD, SAME

AMOUNTS = {
    "label": "frame", "n_frame": "sentences with it", "base": "of sentences", "share": "share",
    "ci_low": "95 % from", "ci_high": "to",
}  # fmt: skip
_BESIDE = {
    MORE: "more than the median outlet",
    LESS: "less than the median outlet",
    ALIKE: "alike with the median outlet, within the margin set beforehand",
    NOT_SHOWN: "that it differs from the median outlet is not shown",
    NOT_TOLD: "whether it differs from the others cannot be told",
}


def answer_sentence(study: Study, outlet: str) -> str:
    """Say how many texts and stories of an outlet the page is about.

    Parameters
    ----------
    study : the study.
    outlet : one of its outlets.
    """
    own = study.articles[study.articles["outlet"] == outlet]
    n = int(stories(own)[outlet])
    said = f"{outlet}: {count(len(own), 'text')}"
    grouped = isinstance(study, Grouped)
    if n >= MIN_FOR_INTERVAL:
        return (
            f"{said} of {count(n, 'outlet')}." if grouped else f"{said} of {n} independent stories."
        )
    if len(own) == 1:
        return f"{said}. What is said describes this text."
    few = f"these texts of fewer than {MIN_FOR_INTERVAL} {'outlets' if grouped else 'stories'}"
    return f"{said}. What is said describes {few}."


def answer_counts(study: Study, outlet: str) -> dict[str, str]:
    """Return what the number of texts in :func:`answer_sentence` opens, by its words."""
    own = study.sentences[study.sentences["outlet"] == outlet]
    return {count(own["article"].nunique(), "text"): texts_opened(own)}


def stories(articles: pd.DataFrame) -> pd.Series:
    """Count the independent stories of each outlet: families, and texts that are in none."""
    story = articles["family"].fillna(articles["article"])
    return story.groupby(articles["outlet"]).nunique()


def accounts(study: Study, outlet: str) -> pd.DataFrame:
    """Say frame by frame how an outlet's texts raise it, with the amount beside the others.

    Parameters
    ----------
    study : the study.
    outlet : one of its outlets.

    Returns
    -------
    A row is a frame: its label, and its account in parts.
    """
    sentences = study.sentences[study.sentences["outlet"] == outlet]
    claims = study.answer_claims
    places = sentences[["article", "sentence", "zone"]]
    claims = claims.merge(places, on=["article", "sentence"], validate="many_to_one")
    pairs = joined(study.answer_codings)
    pairs = pairs[pairs["article"].isin(set(sentences["article"])) & (pairs["place"] == SAME)]
    rows = []
    for frame, label in study.codebook.labels.items():
        told, amount = claims[claims["frame"] == frame], _amount(study, outlet, frame)
        counted = told[(told["present"] == 1) & told["zone"].isin(RUNNING)]
        parts = [*linked_counts(amount[0], {amount[1]: rows_opened(counted)}), {"text": " "}]
        if told.size:
            parts += _told(told.drop(columns="zone"), sentences, study)
        parts += _joined(pairs[pairs["frame"] == frame], study.codebook.labels)
        rows.append({"name": label, "parts": parts, "cut": ""})
    return pd.DataFrame(rows)


def _told(claims: pd.DataFrame, sentences: pd.DataFrame, study: Study) -> list[Part]:
    """Say how texts raise a frame; of one text where and how it does."""
    if sentences["article"].nunique() > 1:
        told = across(claims, sentences, codebook=study.codebook, are_named=False)
        return [{"text": "As coded: "}, {"text": told[0]["text"].lower()}, *told[1:]]
    (one,) = account(claims, sentences, codebook=study.codebook).values()
    return [{"text": "The text "}, *one.parts]


def _amount(study: Study, outlet: str, frame: str) -> tuple[str, str]:
    """Say the share of sentences, with its interval where there is one, beside the others.

    With it the words of the count that it rests on.
    """
    row = _of(study.checks.leading, outlet, frame)
    whole = f"{row['n_frame']} of {count(row['base'], 'sentence')}"
    by = whom([row["coder"]])
    if frame in study.checks.unchecked:
        return f"Hits of {by}, not yet checked: {whole}.", whole
    if frame in study.checks.led and not row["called"]:
        return f"By {by} {whole}; too few hand codes to correct.", whole
    limits = ""
    if pd.notna(row["ci_low"]):
        limits = f"95 % interval {_percent(row['ci_low'])} to {_percent(row['ci_high'])}"
    said = whole
    if row["called"]:
        said = f"{_percent(row['share'])} of its sentences, {called(row)} "
        said += f"({'; '.join(filter(None, [limits, f'{whole} by {by}']))})"
    elif row["base"]:
        said = f"{_percent(row['share'])} of its sentences "
        said += f"({'; '.join(filter(None, [whole, limits]))})"
    claim = _of(study.checks.findings, outlet, frame).get("claim")
    return f"{said}; {_BESIDE[claim]}." if claim in _BESIDE else f"{said}.", whole


def _percent(share: float) -> str:
    return percent(share, 1)


def _of(table: pd.DataFrame, outlet: str, frame: str) -> dict[str, Any]:
    """Return the row of an outlet and a frame; nothing if there is none."""
    rows = table[(table["outlet"] == outlet) & (table["frame"] == frame)].to_dict("records")
    return rows[0] if rows else {}


def _joined(pairs: pd.DataFrame, labels: dict[str, str]) -> list[Part]:
    """Say with which other frames a frame stands in one sentence, and how often."""
    said, words = [], {}
    for other, n in pairs["other"].value_counts().items():
        times = count(n, "time")
        said.append(f"{labels[other]} ({times})")
        words[f"{labels[other]} (|{times}"] = rows_opened(pairs[pairs["other"] == other])
    return linked_counts(f" In one sentence with {listed(said)}.", words) if said else []


def amounts(study: Study, outlet: str) -> pd.DataFrame:
    """Return the leading share of each frame in an outlet's texts: a row is a frame."""
    rows = study.checks.leading
    rows = rows[rows["outlet"] == outlet]
    return rows.assign(label=rows["frame"].map(study.codebook.labels))


def texts(study: Study, outlet: str) -> pd.DataFrame:
    """Return how many sentences of each text of an outlet carry each frame: a row is a text."""
    own = study.answers()
    own = own[own["outlet"] == outlet]
    counts = own.pivot(index="article", columns="frame", values="n_frame_sentences")
    about = study.articles.set_index("article")[["date", "title"]].reindex(counts.index)
    table = counts.rename(columns=study.codebook.labels).rename_axis(columns=None)
    sizes = own.drop_duplicates("article").set_index("article")["n_sentences"]
    table = about.join(table).assign(**{"of sentences": sizes})
    return table.reset_index().sort_values("date", kind="stable", ignore_index=True)
