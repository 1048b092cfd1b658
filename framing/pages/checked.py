"""Tables and figures about the coding itself, as pages show them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.show.many import named
from framing.study import Study
from framing.trust.robustness import MAIN

_BASES = {"precision": "n_coder", "recall": "n_reference", "f1": "n"}


def by_variant(robustness: pd.DataFrame) -> pd.DataFrame:
    """Show the answer under each other choice: a row is a variant, the stated answer first."""
    rows = []
    stated = robustness[robustness["variant"] == MAIN].set_index("outlet")["claim"]
    for name, group in robustness.groupby("variant", sort=False):
        lost = group[~group["stands"]]
        rows.append(
            {
                "the answer": name,
                "texts with it": _texts(group),
                "outlets for which it stands": f"{len(group) - len(lost)} of {len(group)}",
                "what would be said instead": _instead(lost, stated),
            }
        )
    return pd.DataFrame(rows)


def _instead(lost: pd.DataFrame, stated: pd.Series) -> str:
    """Say of whom something else would be said, those of whom it is the same together."""
    said = lost["claim"] + " instead of " + lost["outlet"].map(stated)
    groups = lost.groupby(said, sort=False)["outlet"]
    return "; ".join(f"{named(list(outlets))}: {instead}" for instead, outlets in groups)


def _texts(group: pd.DataFrame) -> str:
    if group["n_present"].isna().any():
        return "not counted"
    return f"{group['n_present'].sum()} of {group['n_articles'].sum()}"


def validity_shares(agreement: pd.DataFrame) -> pd.DataFrame:
    """Lay precision, recall and F1 under each other, for a figure: a row is a share and frame.

    Returns
    -------
    Rows with the columns of a table of shares; ``outlet`` holds the name of the share and
    ``n`` its counts, or the share itself where it is weighted or made of two.
    """
    tables = [
        pd.DataFrame(
            {
                "outlet": name.replace("f1", "F1"),
                "frame": agreement["frame"],
                "n": agreement["n_both"].astype("str") + " of " + agreement[base].astype("str"),
                "share": agreement[name],
                "of_counts": agreement["n_both"] / agreement[base],
                "ci_low": agreement[f"{name}_low"],
                "ci_high": agreement[f"{name}_high"],
                "n_articles": agreement["n_articles"],
            }
        )
        for name, base in _BASES.items()
    ]
    table = pd.concat(tables, ignore_index=True)
    other = table["share"].notna() & ~np.isclose(table["share"], table["of_counts"])
    bare = (table["outlet"] == "F1") | other
    said = table["share"].map("{:.2f}".format).where(table["share"].notna(), "undefined")
    return table.assign(n=table["n"].mask(bare, said)).drop(columns="of_counts")


def all_grades(study: Study) -> pd.DataFrame:
    """Put the grades of every frame into one table: a row is a frame and an outlet."""
    frames = study.codebook.frames.values()
    tables = [study.checks.grades(frame.id).assign(label=frame.label) for frame in frames]
    return pd.concat(tables, ignore_index=True)


def who_coded(study: Study) -> pd.DataFrame:
    """List the coders with what is known of each, and how much each coded in the end."""
    coded = study.codings.groupby("coder").size()
    kept = ["coder", "kind", "model", "prompt", "run", "settles", "note"]
    table = study.coders[kept].assign(decisions=study.coders["coder"].map(coded))
    return table.dropna(axis=1, how="all")


def sheet_states(sheets: pd.DataFrame) -> pd.DataFrame:
    """Count the lines of each coding sheet by what became of them; none is lost."""
    states = ["read", "open", "rejected", "missing"]
    counts = pd.crosstab(sheets["file"], sheets["state"]).reindex(columns=states, fill_value=0)
    return counts.assign(lines=counts.sum(axis=1)).rename_axis(columns=None).reset_index()
