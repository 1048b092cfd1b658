"""Who coded a study, and how pages name them; "human" only for coders of kind person."""

from __future__ import annotations

import pandas as pd

from framing.coding.codings import read_coders
from framing.study.settings import Settings
from framing.tables.codes import CLASSIFIER, MODEL, PERSON, RULES, SIMILARITY
from framing.tables.require import empty, require, values_of

_KIND_WORDS = {
    PERSON: "people",
    MODEL: "language models",
    RULES: "rules",
    SIMILARITY: "text similarity",
    CLASSIFIER: "a classifier",
}
_COSINE = "TF-IDF cosine to a frame's definition, rules and examples"
_OUT_OF_FOLD = "a sentence that they coded is scored by models that did not see its story"
_UNKNOWN = "validity against people unknown"


def all_coders(settings: Settings) -> pd.DataFrame:
    """Return the study's coders: those of its file, its machines and its adjudications.

    Returns
    -------
    A row is a coder; ``settles`` names the coders, joined by ``;``, whose codings its own
    are made from. Its kind is then theirs, and missing if they are of several.
    """
    given = read_coders(settings.coders_file) if settings.coders_file else empty("coders")
    machines = (RULES, *settings.machines)
    own = given["coder"].isin(machines)
    given["kind"] = given["kind"].mask(own, given["coder"])  # whatever the file says
    learnt = f"learns from the codes of {settings.reference}; {_OUT_OF_FOLD}"
    notes = {RULES: "the codebook's indicators", SIMILARITY: _COSINE, CLASSIFIER: learnt}
    rows = [
        {"coder": name, "kind": name, "note": notes[name]}
        for name in machines
        if name not in set(given["coder"])
    ]
    kinds = {**dict(zip(given["coder"], given["kind"], strict=True)), **{n: n for n in machines}}
    for each in settings.adjudications:
        settled = {kinds.get(name) for name in each.of}
        kinds[each.coder] = settled.pop() if len(settled) == 1 else None
        rows.append(
            {
                "coder": each.coder,
                "kind": kinds[each.coder],
                "settles": ";".join(each.of),
                "note": f"settled in {each.sheet.name}",
            }
        )
    kept = given[~given["coder"].isin([each.coder for each in settings.adjudications])]
    return require(pd.concat([kept, pd.DataFrame(rows)], ignore_index=True), "coders")


def said(coders: pd.DataFrame, coder: str, *, reference: str = "") -> str:
    """Say in plain words whose codings are stated, and what they were validated against."""
    kind, settled = _about(coders, coder)
    known = f"; {_UNKNOWN}"
    if kind == PERSON:
        known = ""
    elif reference and _about(coders, reference)[0] == PERSON:
        known = f", held against human coding ({reference})"
    who = _KIND_WORDS.get(kind, "coders of unknown kind")
    if kind == RULES:
        by_hand = ", single codes corrected by hand" if settled else ""
        return f"rules only (the codebook's indicators){by_hand}{known}"
    if settled:
        return f"adjudicated coding by {who} ({', '.join(settled)}){known}"
    return f"human coding ({coder})" if kind == PERSON else f"coding by {who} ({coder}){known}"


def _about(coders: pd.DataFrame, coder: str) -> tuple[str, list[str]]:
    """Return the kind of a coder, and whose codings it settles."""
    rows = coders[coders["coder"] == coder]
    return (rows["kind"].iloc[0], values_of(rows["settles"].iloc[0])) if len(rows) else ("", [])
