"""What is known of reliability and validity, for sentences about trust, without a study."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from framing.tables.codes import FEW_POSITIVES
from framing.tables.require import require
from framing.trust.reliability import _verdict

MISSING = float("nan")
CODERS = require(
    pd.DataFrame({"coder": ["anna", "ben", "m1", "m2"], "kind": ["person"] * 2 + ["model"] * 2}),
    "coders",
)


def agreed(*rows: tuple, called: str = "reliability", coders: str = "anna;ben") -> pd.DataFrame:
    """Build reliability from rows of frame, alpha, ci_low, ci_high and n; one in 20 differs."""
    table = pd.DataFrame(list(rows), columns=["frame", "alpha", "ci_low", "ci_high", "n"])
    verdict = table["ci_low"].map(_verdict)
    note = verdict.isna().map({True: FEW_POSITIVES, False: ""})
    return table.assign(
        called=called, coders=coders, percent_agreement=0.95, verdict=verdict, note=note
    )


def held(*rows: tuple, coder: str = "rules") -> pd.DataFrame:
    """Build agreement from rows of frame, f1, f1_low, f1_high and n."""
    table = pd.DataFrame(list(rows), columns=["frame", "f1", "f1_low", "f1_high", "n"])
    return table.assign(coder=coder, note="")


def study(
    reliability: pd.DataFrame | None = None, agreement: pd.DataFrame | None = None, **given: object
) -> SimpleNamespace:
    """Build what is asked of a study; by default the rules answer, and nothing is corrected."""
    checks = SimpleNamespace(
        reliability=agreed() if reliability is None else reliability,
        agreement=held() if agreement is None else agreement,
        led=frozenset(),
        counted="rules",
    )
    known = {
        "answers_from": "rules", "reference": "anna", "sample": None, "runs": (),
        "coders": CODERS, "codebook": SimpleNamespace(labels={"f": "First", "g": "Second"}),
    }  # fmt: skip
    return SimpleNamespace(checks=checks, coded_by="human coding (anna)", **{**known, **given})


PERSONS = agreed(("f", 0.9, 0.8, 0.95, 60), ("g", 0.7, 0.5, 0.8, 60))
HELD = held(("f", 0.85, 0.75, 0.9, 50), ("g", 0.6, 0.4, 0.7, 48))
