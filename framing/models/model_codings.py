"""Codings and claims of a model's answers: one more coder's, in the tables of all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from framing.coding.claims import gathered
from framing.coding.codebook import Codebook
from framing.models.answer_schema import DECISIONS, NO_SUBCODE
from framing.tables.codes import CODED
from framing.tables.require import empty, require


def model_claims(answers: pd.DataFrame, *, codebook: Codebook) -> pd.DataFrame:
    """Return the ways in which sentences raise frames, as a model told them.

    Parameters
    ----------
    answers : a row is a unit that was asked.
    codebook : the codebook that was asked.

    Returns
    -------
    A row is a claim, numbered within its sentence and frame from 1.
    """
    rows = [
        {**unit, "claim": number, "present": DECISIONS[told["decision"]],
         **claim, "subcode": _subcode(claim)}
        for unit, told in _decided(answers, codebook)
        for number, claim in enumerate(told["claims"], 1)
    ]  # fmt: skip
    return require(pd.DataFrame(rows), "claims") if rows else empty("claims")


def _subcode(claim: dict[str, str]) -> str | None:
    found = claim.get("subcode", NO_SUBCODE)
    return None if found == NO_SUBCODE else found


def model_codings(answers: pd.DataFrame, *, codebook: Codebook) -> pd.DataFrame:
    """Return the decisions of a model; a unit that failed has none, and is never "nothing here".

    Parameters
    ----------
    answers : a row is a unit that was asked.
    codebook : the codebook that was asked.

    Returns
    -------
    A row is a decision on a sentence and frame: ``present`` is 1, 0, or missing where the model
    could not say.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}},
    ...     source="b")
    >>> answers = pd.DataFrame({"coder": "m", "article": "a", "sentence": [0, 1],
    ...     "state": ["coded", "rejected"], "reason": [None, "in_prose"],
    ...     "answer": ['{"f": {"decision": "absent", "claims": []}}', None]})
    >>> model_codings(answers, codebook=book)[["article", "sentence", "coder", "frame", "present"]]
      article  sentence coder frame  present
    0       a         0     m     f        0
    """
    rows = [
        {**unit, "present": DECISIONS[told["decision"]]}
        for unit, told in _decided(answers, codebook)
    ]
    if not rows:
        return empty("codings")
    plain = pd.DataFrame(rows).astype({"present": "Int64"})
    how = gathered(model_claims(answers, codebook=codebook)).drop(columns=["present", "round"])
    keys = ["article", "sentence", "coder", "frame"]
    return require(plain.merge(how, on=keys, how="left", validate="one_to_one"), "codings")


def _decided(
    answers: pd.DataFrame, codebook: Codebook
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each decision with the unit and frame that it is on."""
    table = require(answers, "answers")
    for row in table[table["state"] == CODED].itertuples():
        told = json.loads(row.answer)
        for frame in codebook.frames:
            unit = {"article": row.article, "sentence": row.sentence, "coder": row.coder}
            yield {**unit, "frame": frame}, told[frame]
