"""Would another prompt or model have said otherwise? Each conclusion across all codings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from framing.coding.codings import combined
from framing.compare.article_frames import article_frames
from framing.tables.codes import (
    ALIKE,
    LESS,
    MODEL,
    MORE,
    NOT_SHOWN,
    NOT_TOLD,
    ON_MODEL,
    ON_PROMPT,
    ON_REPETITION,
    ON_TEMPERATURE,
    PERSON,
    RULES,
)
from framing.tables.require import cell_of, empty, require
from framing.trust.checks import Checks

SAMPLED = "hand codes alone"  # the coder of an estimate from the drawn codes, and nothing else
_BOTH = ["frame", "outlet"]
_COUNTED = {"n_more": MORE, "n_less": LESS, "n_alike": ALIKE, "n_not_shown": NOT_SHOWN,
            "n_not_told": NOT_TOLD}  # fmt: skip
_DIFFER = {"prompt": ON_PROMPT, "model": ON_MODEL, "temperature": ON_TEMPERATURE,
           "repetition": ON_REPETITION}  # fmt: skip


def choices(checks: Checks, *, models: Sequence[str]) -> pd.DataFrame:
    """Say what each coding of the texts amounts to, had the answers been stated from it.

    Parameters
    ----------
    checks : those of the study.
    models : the coders that are language models.

    Returns
    -------
    A row is a coder, frame and outlet: the share of sentences, corrected by the drawn hand codes
    where these carry it, its difference from the median outlet, and the claim. Coders are the
    models, the rules and people: the reference where it coded every sentence, else an estimate
    from its drawn codes alone.
    """
    present = set(checks.article_frames["coder"])
    rows = [_of(checks, name, MODEL) for name in models if name in present]
    if RULES in present:
        rows.append(_of(checks, RULES, RULES))
    kinds = checks.coders.set_index("coder")["kind"]
    if kinds.get(checks.reference) == PERSON:
        if checks.coded_in_full:
            rows.append(_of(checks, checks.reference, PERSON))
        elif checks.sample is not None:
            rows.append(_of(_by_hand_alone(checks), SAMPLED, PERSON).assign(n_frame=pd.NA))
    given = [table for table in rows if len(table)]
    if not given:
        return empty("choices")
    table = pd.concat(given, ignore_index=True)
    return require(table.assign(label=table["frame"].map(checks.codebook.labels)), "choices")


def _of(checks: Checks, coder: str, kind: str) -> pd.DataFrame:
    """Return the shares and claims of one coder, as the answers would state them."""
    one = replace(checks, answers_from=coder, stated=())
    shares = one.leading
    if shares.empty:
        return empty("choices")
    found = one.findings[[*_BOTH, "estimate", "ci_low", "ci_high", "claim"]]
    columns = [*_BOTH, "n_frame", "base", "share", "called"]
    table = shares[columns].rename(columns={"base": "n_sentences"})
    table = table.merge(found, on=_BOTH, how="left", validate="one_to_one")
    return table.fillna({"claim": NOT_TOLD}).assign(coder=coder, kind=kind)


class _HandCodes(Checks):
    """Checks of an estimate that rests on codes of people alone: there is nothing to check."""

    @cached_property
    def unchecked(self) -> frozenset[str]:
        """None: no hit of a machine is counted."""
        return frozenset()


def _by_hand_alone(checks: Checks) -> Checks:
    """Return checks in which a coder finds nothing at all, so that the sample alone tells."""
    frames = pd.DataFrame({"frame": list(checks.codebook.frames)})
    nothing = checks.sentences[["article", "sentence"]].merge(frames, how="cross", validate="m:m")
    nothing = nothing.assign(coder=SAMPLED, present=0)
    coders = pd.DataFrame({"coder": [SAMPLED], "kind": [MODEL]})
    codings = combined([checks.codings, nothing])
    given = {each.name: getattr(checks, each.name) for each in fields(checks)} | {
        "codings": codings,
        "coders": pd.concat([checks.coders, coders], ignore_index=True),
        "article_frames": article_frames(codings[codings["coder"] == SAMPLED], checks.sentences),
    }
    return _HandCodes(**given)


def conclusions(choices: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """Count what models conclude of each outlet and frame, beside rules and people.

    Parameters
    ----------
    choices : a row is a coder, frame and outlet, with its claim.
    asked : a row is a coding by a model: model, prompt, temperature, repetition.

    Returns
    -------
    A row is a frame and outlet: how many of the models say more, less, alike, that it is not shown,
    or cannot tell; the lowest and highest difference that they estimate; what rules and people
    say. ``turns`` names what a conclusion turns on: by what alone two models differ that do not
    conclude alike, or all by which they do if none differ by one thing alone.

    Examples
    --------
    >>> said = pd.DataFrame({"coder": ["m", "n", "rules"], "kind": ["model", "model", "rules"],
    ...     "frame": "f", "outlet": "A", "estimate": [0.3, 0.1, 0.2],
    ...     "claim": ["more", "not_shown", "more"]})
    >>> asked = pd.DataFrame({"coder": ["m", "n"], "model": "x", "prompt": ["p", "q"],
    ...     "temperature": 0.0, "repetition": 1})
    >>> found = conclusions(said, asked)
    >>> found[["n_models", "n_more", "lowest", "highest", "rules", "turns"]]
       n_models  n_more  lowest  highest rules   turns
    0         2       1     0.1      0.3  more  prompt
    """
    table = require(choices, "choices")
    about = require(asked, "asked").set_index("coder")
    rows = []
    for (frame, outlet), own in table.groupby(_BOTH, sort=False):
        models = own[own["kind"] == MODEL]
        if models.empty:
            continue
        counts = models["claim"].value_counts()
        rows.append({
            "frame": frame, "label": own["label"].iloc[0], "outlet": outlet,
            "n_models": len(models),
            **{name: int(counts.get(claim, 0)) for name, claim in _COUNTED.items()},
            "lowest": models["estimate"].min(), "highest": models["estimate"].max(),
            **_beside(own, RULES, "rules"), **_beside(own, PERSON, "people"),
            "turns": _turns(models.set_index("coder")["claim"].to_dict(), about),
        })  # fmt: skip
    return require(pd.DataFrame(rows), "conclusions") if rows else empty("conclusions")


def _beside(rows: pd.DataFrame, kind: str, name: str) -> dict[str, Any]:
    """Return what the coder of a kind says, if there is one."""
    own = rows[rows["kind"] == kind]
    claim, estimate = own.iloc[0][["claim", "estimate"]] if len(own) else (None, np.nan)
    return {name: claim, f"{name}_estimate": estimate}


def _turns(claims: dict[str, str], about: pd.DataFrame) -> str:
    """Name by what models differ that do not conclude alike; the fewest such things count."""
    known = about.reindex(list(claims))
    apart = [
        [code for name, code in _DIFFER.items() if not _same(known.at[a, name], known.at[b, name])]
        for a, b in combinations(claims, 2)
        if claims[a] != claims[b]
    ]
    alone = [each for each in apart if len(each) == 1]
    found = {code for each in alone or apart for code in each}
    return cell_of(*(code for code in _DIFFER.values() if code in found))


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (pd.isna(one) and pd.isna(other))
