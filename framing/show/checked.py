"""What the counts of the page on validity open: the sentences that coders and a reference have."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.coding.byhand.sample import of_hits
from framing.compare.trend import ALL as ALL_OUTLETS
from framing.show.markup import linked_counts, rows_opened
from framing.show.plain_words import count
from framing.show.trust_line import of_rules
from framing.study import Study
from framing.tables.codes import RELIABILITY
from framing.tables.contracts import FINAL
from framing.trust.agreement import ALL, pairs
from framing.trust.by_value import apart, as_frames
from framing.trust.indicators import judged_hits
from framing.trust.reliability import PRESENT, decided
from framing.trust.sampled import coded_units

COUNTS = ("n", "n_reference", "n_coder", "n_both")
_WHOLE = (ALL, ALL_OUTLETS)
Counts = dict[str, list[str]]  # what each cell of a column opens


def held_counts(table: pd.DataFrame, study: Study) -> Counts:
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
    found: Counts = {column: [] for column in COUNTS}
    for row in table.itertuples():
        own = held[row.coder][held[row.coder]["frame"] == row.frame]
        own = own[(own["outlet"] == row.outlet) | (row.outlet == ALL)]
        own = own[own["n_coder"] == 1] if of_hits(study.sample) else own
        for column in COUNTS:
            found[column].append(rows_opened(own[own[column] == 1], frame=row.frame))
    return found


def decided_counts(table: pd.DataFrame, study: Study) -> Counts:
    """Return what the counts of a table of reliability open, by column, a row a frame or value.

    Parameters
    ----------
    table : rows of ``reliability``, of the round that each names, or the final one.
    study : the study that they are of.
    """
    found: Counts = {column: [""] * len(table) for column in ("n", "n_positive", "differ")}
    rounds = table.get("round", FINAL)
    rows = table.assign(round=rounds, variable=table["variable"].map(_code))
    for (names, variable, name), own in rows.groupby(["coders", "variable", "round"]):
        codings, coders = study.checks.rounds[name], names.split(";")
        units = decided(codings, coders, study.checks.sentences, variable)
        of = {(frame, value): each for frame, value, each in units}
        for row in own.itertuples():
            each = of[row.frame, row.value]
            differ = (each.ratings != each.ratings[0]).any(axis=0)
            found["n"][row.Index] = rows_opened(each.keys)
            found["n_positive"][row.Index] = rows_opened(each.keys[each.positive])
            found["differ"][row.Index] = rows_opened(each.keys[differ])
    return found


def _code(said: str) -> str:
    """Return the code of a variable that a table of values names in words."""
    return said.replace("-", "")


def indicator_counts(table: pd.DataFrame, study: Study) -> Counts:
    """Return what the hits of a table of indicators open, by column, a row an indicator.

    Parameters
    ----------
    table : rows of ``indicators``.
    study : the study that they are of.
    """
    if table.empty:
        return {}
    hits = judged_hits(
        study.mentions, study.codings, codebook=study.codebook, reference=study.checks.reference
    )
    hits = hits.assign(every=True, true=hits["held"] == 1, false=hits["held"] == 0)
    hits["alone_true"] = hits["alone"] & hits["true"]
    chosen = {"n_hits": "every", "n_true": "true", "n_false": "false",
              "n_alone": "alone", "n_alone_true": "alone_true"}  # fmt: skip
    return {
        column: [
            rows_opened(
                hits[(hits["frame"] == row.frame) & (hits["indicator"] == row.indicator)
                     & hits[which]],
                frame=row.frame,
            )
            for row in table.itertuples()
        ]
        for column, which in chosen.items()
    }  # fmt: skip


def read_counts(table: pd.DataFrame, study: Study) -> Counts:
    """Return what the reference's codes in a table of verdicts or corrected shares open.

    Parameters
    ----------
    table : rows of ``verdicts`` or ``corrected``.
    study : the study that they are of.
    """
    found: Counts = {column: [""] * len(table) for column in ("n_read", "n_coded")}
    checks, corrected = study.checks, "n_read" not in table
    if corrected and (table.empty or study.sample is None):
        return found  # no page shows them
    variables = table["variable"].map(_code) if "variable" in table else PRESENT
    rows = table.assign(outlet=table.get("outlet", ALL), variable=variables)
    for (coder, variable), own in rows.groupby(["coder", "variable"]):
        pair = {"coder": coder, "reference": checks.reference}
        codings = as_frames(
            checks.codings if corrected else checks.scored(coder), variable, [*pair.values()]
        )
        units = coded_units(
            codings, checks.sentences, checks.sample, **pair, unit="sentences"
        ).units
        units = apart(units, variable)
        for row in own.itertuples():
            same = (units["frame"] == row.frame) & (units["value"] == getattr(row, "value", ""))
            of = units[same & ((units["outlet"] == row.outlet) | (row.outlet in _WHOLE))]
            of = of[of["held"].notna() & (of["chance"].notna() | of["held"].notna().all())]
            found["n_coded"][row.Index] = rows_opened(of, frame=row.frame)
            if not corrected and row.n_read:
                read = rows_opened(of[of["predicted"] == 1], frame=row.frame)
                found["n_read"][row.Index] = read
    return found


def sample_counts(study: Study) -> dict[str, str]:
    """Return what the number of sentences with reference codes opens, by its words.

    It is that of the frame of which most were coded.
    """
    table = study.checks.corrected
    own = table.assign(opens=read_counts(table, study)["n_coded"])
    own = own[own["outlet"] != ALL_OUTLETS]
    if study.sample is None or own.empty:
        return {}
    frame = own.groupby("frame")["n_coded"].sum().idxmax()
    rows = own[own["frame"] == frame]
    return {count(int(rows["n_coded"].sum()), "sentence"): " ".join(rows["opens"])}


def coder_counts(table: pd.DataFrame, study: Study) -> Counts:
    """Return what the numbers of decisions of coders open: the sentences decided on."""
    codings = dict(list(study.codings.groupby("coder")))
    return {
        "decisions": [
            rows_opened(codings[coder]) if coder in codings else "" for coder in table["coder"]
        ]
    }


def rules_counts(study: Study, frame: str) -> dict[str, str]:
    """Return what counts open where the rules stand beside the reference, by their words.

    Parameters
    ----------
    study : the study.
    frame : the frame of which :func:`framing.pages.frame.rules_beside` says it.
    """
    table = of_rules(study.checks.agreement)
    table = table[table["frame"] == frame]
    if table.empty:
        return {}
    (row,), of = table.to_dict("records"), held_counts(table, study)
    both = dict.fromkeys(of["n_both"][0].split())
    others = [each for each in of["n_coder"][0].split() if each not in both]
    return {
        f"Of |{row['n']}": of["n"][0],
        f"codes |{row['n_reference']}": of["n_reference"][0],
        **dict.fromkeys((f"find |{row['n_both']}", f"finds |{row['n_both']}"), of["n_both"][0]),
        f"and |{len(others)}": f"f-{frame} {' '.join(others)}" if others else "",
    }


def differing(study: Study) -> dict[str, str]:
    """Return what the count of decisions that differ between machines opens, by its words."""
    checks = study.checks
    agreed = checks.reliability[checks.reliability["called"] != RELIABILITY]
    n = round((agreed["n"] * (1 - agreed["percent_agreement"])).sum())
    rows = checks.disagreements
    said = f"{n} of {int(agreed['n'].sum())} decision"
    words = (said, f"{said}s", f"{n} difference", f"{n} differences")
    return dict.fromkeys(words, rows_opened(rows)) if n == len(rows) else {}


def told_by(study: Study, *, manner: bool = True) -> list[dict[str, str]]:
    """Say whose codings answers state, where the number of differences opens these.

    Parameters
    ----------
    study : the study.
    manner : whether it is said from whom modes, voices and judgements are.
    """
    return linked_counts(study.told_by if manner else study.coded_by, differing(study))


def units(held: pd.DataFrame, study: Study) -> Mapping[str, str]:
    """Return what the number of units that were held against the reference opens, by its words."""
    drawn = study.sentences if study.sample is None else study.sample
    n = len(drawn)
    whole = len(held) and int(held["n"].max()) == n
    return {f"{n} unit{'s' if n != 1 else ''}": rows_opened(drawn)} if whole else {}
