"""Whose modes, voices and judgements stand in accounts: the best coder validated on the study."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from framing.tables.codes import PERSON
from framing.tables.require import require, values_of

MANNER = ("mode", "voice", "valuation")
MIN_HELD = 30  # values of the reference, below which a coder's are not held to be validated
_KEY = ["article", "sentence", "frame"]


@dataclass(frozen=True)
class BestCoder:
    """A coder, and how many of a reference's ``n`` modes, voices and judgements it gives too.

    ``n`` is 0 where it was held against nobody.
    """

    coder: str
    n_same: int = 0
    n: int = 0


def best_coder(
    codings: pd.DataFrame,
    *,
    kinds: pd.DataFrame,
    answers_from: str,
    reference: str = "",
    derived: Collection[str] = (),
    in_prompts: pd.DataFrame | None = None,
) -> BestCoder:
    """Choose whose modes, voices and judgements are told of the passages that answers state.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    kinds : a row is a coder, with its ``kind``.
    answers_from : whose passages they are.
    reference : whose codings others are held against.
    derived : coders from whose codings the reference was made, or that are made of it.
    in_prompts : units whose words stood in a model's prompt: they are no test of it.

    Returns
    -------
    The reference, if people coded all these passages. Else, of the coders who decided on all of
    them, the one whose values are most often those of the people whose reference it is, on the
    passages that both the answers and the reference have; a value that it does not give counts as
    another. Who is held against fewer than 30 values is not validated, and where nobody is, the
    coder of the answers is left.

    Examples
    --------
    >>> rows = [("a", n, coder, "f", 1, mode) for n in range(30) for coder, mode in
    ...     (("rules", "stated"), ("gpt", "feared"), ("ann", "feared"))]
    >>> table = pd.DataFrame([*rows, ("a", 30, "rules", "f", 1, "stated"),
    ...     ("a", 30, "gpt", "f", 1, None)],
    ...     columns=["article", "sentence", "coder", "frame", "present", "mode"])
    >>> kinds = pd.DataFrame({"coder": ["rules", "gpt", "ann"], "kind": ["rules", "model",
    ...     "person"]})
    >>> best_coder(table, kinds=kinds, answers_from="rules", reference="ann")
    BestCoder(coder='gpt', n_same=30, n=30)
    """
    codings, own = require(codings, "codings"), BestCoder(answers_from)
    if kinds.set_index("coder")["kind"].get(reference) != PERSON:
        return own
    decided = codings.dropna(subset=["present"])
    passages = decided[(decided["coder"] == answers_from) & (decided["present"] == 1)][_KEY]
    if passages.empty:
        return own
    by = {str(coder): passages.merge(rows, on=_KEY) for coder, rows in decided.groupby("coder")}
    full = {coder: rows for coder, rows in by.items() if len(rows) == len(passages)}
    if reference in full and full[reference][[*MANNER]].notna().any(axis=None):
        return BestCoder(reference)
    theirs = by.get(reference, decided[:0]).query("present == 1")
    if in_prompts is not None:
        seen = pd.MultiIndex.from_frame(in_prompts[_KEY[:2]])
        theirs = theirs[~pd.MultiIndex.from_frame(theirs[_KEY[:2]]).isin(seen)]
    held = [*_held(full, theirs, derived)]
    return max(held, key=lambda one: (one.n_same, one.coder == answers_from), default=own)


def _held(
    full: dict[str, pd.DataFrame], theirs: pd.DataFrame, derived: Collection[str]
) -> Iterator[BestCoder]:
    """Count for each coder of how many values of the reference it has the same."""
    for coder, rows in full.items():
        both = theirs.merge(rows, on=_KEY, how="left", suffixes=("", "_held"))
        told = [
            (set(values_of(value)), set(values_of(other)))
            for name in MANNER
            for value, other in zip(both[name], both[f"{name}_held"], strict=True)
            if values_of(value)
        ]
        if len(told) >= MIN_HELD and coder not in derived:
            yield BestCoder(coder, sum(value == other for value, other in told), len(told))
