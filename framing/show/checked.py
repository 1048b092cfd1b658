"""What the counts of the page on validity open: the sentences that a coder and a reference have."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.coding.byhand.sample import of_hits
from framing.show.markup import rows_opened
from framing.study import Study
from framing.tables.codes import RELIABILITY
from framing.trust.agreement import ALL, pairs

COUNTS = ("n_reference", "n_coder", "n_both")


def held_counts(table: pd.DataFrame, study: Study) -> dict[str, list[str]]:
    """Return what the counts of a table of agreement open, by column, a row a frame.

    Parameters
    ----------
    table : rows of ``agreement``, of coders held against the study's reference.
    study : the study that they are of.
    """
    checks = study.checks
    held = {
        coder: pairs(
            checks.scored(coder), coder=coder, reference=checks.reference,
            sentences=checks.sentences, sample=checks.sample,
        )
        for coder in table["coder"].unique()
    }  # fmt: skip
    found: dict[str, list[str]] = {column: [] for column in COUNTS}
    for row in table.itertuples():
        own = held[row.coder][held[row.coder]["frame"] == row.frame]
        own = own[(own["outlet"] == row.outlet) | (row.outlet == ALL)]
        own = own[own["n_coder"] == 1] if of_hits(study.sample) else own
        for column in COUNTS:
            found[column].append(rows_opened(own[own[column] == 1], frame=row.frame))
    return found


def differing(study: Study) -> dict[str, str]:
    """Return what the count of decisions that differ between machines opens, by its words."""
    checks = study.checks
    agreed = checks.reliability[checks.reliability["called"] != RELIABILITY]
    n = round((agreed["n"] * (1 - agreed["percent_agreement"])).sum())
    rows = checks.disagreements
    said = f"{n} of {int(agreed['n'].sum())} decision"
    return dict.fromkeys((said, f"{said}s"), rows_opened(rows)) if n == len(rows) else {}


def units(held: pd.DataFrame, study: Study) -> Mapping[str, str]:
    """Return what the number of units that were held against the reference opens, by its words."""
    drawn = study.sentences if study.sample is None else study.sample
    n = len(drawn)
    whole = len(held) and int(held["n"].max()) == n
    return {f"{n} unit{'s' if n != 1 else ''}": rows_opened(drawn)} if whole else {}
