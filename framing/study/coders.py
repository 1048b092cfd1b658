"""Who coded a study, and how pages name them; "human" only for coders of kind person."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.coding.codings import read_coders
from framing.coding.disagreements import differ, side_by_side
from framing.errors import number
from framing.study.settings import Settings
from framing.tables.codes import CLASSIFIER, MODEL, PERSON, RULES, SIMILARITY
from framing.tables.require import empty, require, values_of
from framing.trust.best_coder import BestCoder

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
_OVER = "on presence"  # of how it is raised, the page on validity tells
_UNCHECKED = "no person has checked it"


def all_coders(settings: Settings, *, models: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the study's coders: those of its file, its machines, models and adjudications.

    Parameters
    ----------
    settings : the study's.
    models : a row is a language model that was asked; no file may call it anything else.

    Returns
    -------
    A row is a coder; ``settles`` names the coders, joined by ``;``, whose codings its own
    are made from. Its kind is then theirs, and missing if they are of several.
    """
    given = read_coders(settings.coders_file) if settings.coders_file else empty("coders")
    if models is not None and len(models):
        given = pd.concat([given[~given["coder"].isin(models["coder"])], models], ignore_index=True)
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


def said(
    coders: pd.DataFrame,
    coder: str,
    *,
    reference: str = "",
    codings: pd.DataFrame | None = None,
    n_sentences: int = 0,
) -> str:
    """Say in plain words whose codings are stated, and what they were validated against.

    Parameters
    ----------
    coders : a row is a coder.
    coder, reference : whose codings are stated, and whose they were held against.
    codings : independent codings, in which runs of one model are counted.
    n_sentences : how many sentences there were to code.
    """
    coders = require(coders, "coders")
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
    if codings is not None and one_model(coders, settled):
        nobody = not (coders["kind"] == PERSON).any()
        known = f"; {_UNCHECKED}" if nobody else known
        return f"{_of_one_model(coders, coder, codings, n_sentences)}{known}"
    if settled:
        return f"adjudicated coding by {who} ({', '.join(settled)}){known}"
    return f"human coding ({coder})" if kind == PERSON else f"coding by {who} ({coder}){known}"


def manner_said(coders: pd.DataFrame, best: BestCoder, answers_from: str, *, reference: str) -> str:
    """Say from whom modes, voices and judgements are; "" if no person coded who could validate.

    Parameters
    ----------
    coders : a row is a coder.
    best : whose they are, and how far people validated them.
    answers_from, reference : whose passages they are of, and whose codings were held against.
    """
    words = _KIND_WORDS.get(_about(coders, best.coder)[0], "a coder of unknown kind")
    same = best.coder == answers_from
    what = f"modes, voices and judgements from {'the same' if same else f'{words} ({best.coder})'}"
    if best.n:
        return f"{what}: {best.n_same} of {best.n} are as people have them ({reference})"
    if not same:
        return what
    return f"{what}, not validated" if (coders["kind"] == PERSON).any() else ""


def one_model(coders: pd.DataFrame, names: Sequence[str]) -> bool:
    """Tell whether coders are runs of one language model; one whose model is not told is not."""
    models = coders.set_index("coder")["model"].reindex(names)
    return len(names) > 1 and bool(models.notna().all()) and models.nunique() == 1


def times(n: int) -> str:
    """Say how often.

    Examples
    --------
    >>> times(2), times(3)
    ('twice', '3 times')
    """
    return "twice" if n == 2 else f"{n} times"


def _of_one_model(coders: pd.DataFrame, coder: str, codings: pd.DataFrame, n_sentences: int) -> str:
    """Say how often one model coded how much, on how much it differed, and who settled that."""
    names = _about(coders, coder)[1]
    own = codings[codings["coder"].isin(names)]
    units = own[["coder", "article", "sentence"]].drop_duplicates()
    often = units.groupby(["article", "sentence"]).size()
    n = int((often == len(names)).sum())
    what = "every sentence" if n == n_sentences else f"{n} of {n_sentences} sentences"
    differ_on = int(differ(side_by_side(own, names)).sum())
    run = f"one language model, which coded {what} {times(len(names))}"
    if not differ_on:
        return f"{run} without a difference {_OVER}"
    differences = f"{number(differ_on, 'difference')} {_OVER}"
    if one_model(coders, [*names, coder]):
        return f"{run} and settled the {differences}"
    return f"{run}; the {differences} were settled as {coder}"


def _about(coders: pd.DataFrame, coder: str) -> tuple[str, list[str]]:
    """Return the kind of a coder, and whose codings it settles."""
    rows = coders[coders["coder"] == coder]
    return (rows["kind"].iloc[0], values_of(rows["settles"].iloc[0])) if len(rows) else ("", [])
