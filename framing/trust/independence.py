"""Which coders speak for themselves, and which rest on the codings of others."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from framing.tables.require import values_of


def independent(coders: pd.DataFrame, kind: str, among: Iterable[str]) -> list[str]:
    """Return the coders of a kind who coded for themselves, by name.

    Parameters
    ----------
    coders : a row is a coder, with its kind and whose codings it settles.
    """
    own = coders[(coders["kind"] == kind) & coders["settles"].isna()]
    return sorted(set(own["coder"]) & set(among))


def derived(coders: pd.DataFrame, reference: str, codings: pd.DataFrame) -> set[str]:
    """Return the reference, those whose codings it settles, and every other adjudication.

    Without a reference that is every coder: nobody is to be held against another.

    Parameters
    ----------
    coders : a row is a coder, with its kind and whose codings it settles.
    reference : the coder held to be right, or "".
    codings : a row is a coder's decision.
    """
    if not reference:
        return set(codings["coder"])
    settled = coders.dropna(subset=["settles"]).set_index("coder")["settles"]
    made_from = {reference}
    while more := {n for name in made_from for n in values_of(settled.get(name))} - made_from:
        made_from |= more
    return {*made_from, *settled.index}
