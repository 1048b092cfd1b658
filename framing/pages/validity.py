"""The page on whether the coding is fit for use: what its notebook says and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from framing.coding.codebook import Codebook
from framing.coding.decisions import SAID
from framing.compare.resample import ALPHA
from framing.compare.shares import prevalence, prominence
from framing.compare.trend import ALL
from framing.show.meanings import DOES, JUDGED, MEANINGS, meaning
from framing.show.plain_words import count, labelled, listed, whom
from framing.show.trust_line import NO_PERSONS, of_counted, which_texts
from framing.study import Study
from framing.study.coders import one_model, times
from framing.tables.codes import (
    ALL_ALIKE,
    FEW_POSITIVES,
    FEW_UNRELATED,
    MISSING,
    NO_LIMITS,
    NOT_RELIABLE,
    OPEN,
    READ,
    REJECTED,
    RELIABILITY,
    RELIABLE,
    SAMPLE_WEIGHTED,
    TENTATIVE,
)
from framing.tables.contracts import CONTRACTS, FINAL
from framing.tables.require import has, require, values_of
from framing.trust.reliability import RELIABLE_FROM, TENTATIVE_FROM

_OF_VALUES = {"frame": "frame", "variable": "variable", "said": "value"}
VALUES = {
    **_OF_VALUES, "n": "units", "n_positive": "with it", "alpha": "alpha",
    "percent_agreement": "share agreed", "ac1": "AC1", "note": "note",
}  # fmt: skip
CORRECTED_VALUES = {
    "outlet": "outlet", **_OF_VALUES, "n_coded": "sentences coded", "naive": "naive share",
    "corrected": "corrected share", "note": "note",
}  # fmt: skip
REPEATED = {
    "coders": "runs", "round": "round", **_OF_VALUES, "n": "units",
    "differ": "decided otherwise", "percent_agreement": "share agreed",
}  # fmt: skip
BY_OUTLET = {"outlet": "texts of", **CONTRACTS["agreement"].heads}
for _name in ("coder", "n_both"):
    del BY_OUTLET[_name]
COVERED = {
    "what": "what", "outlet": "outlet", "label": "frame", "n_articles": "texts",
    "coverage": "held the truth", "coverage_articles": "of articles, simulated",
    "coverage_prevalence": "with a share of, simulated",
}  # fmt: skip
UNMET = 24  # entries that are named over all frames, of those that stand nowhere
_KNOWN = {
    RELIABLE: "reliable",
    TENTATIVE: f"tentative (lower bound under {RELIABLE_FROM:.3f})",
    NOT_RELIABLE: f"known and low (lower bound under {TENTATIVE_FROM:.3f})",
}
_NOT_ESTIMABLE = (ALL_ALIKE, FEW_POSITIVES, FEW_UNRELATED, NO_LIMITS)  # the first is said
_STATES = [READ, OPEN, REJECTED, MISSING]
_BASES = {"precision": "n_coder", "recall": "n_reference", "f1": "n"}


def answer_sentence(study: Study, labels: Mapping[str, str]) -> str:
    """Answer whether the coding is fit for use: who coded, reliability and validity by frame."""
    persons = of_persons(study.checks.reliability)
    held, counted = of_counted(study), whom([study.checks.counted])
    counted = f"T{counted[1:]}"
    said = [f"Numbers from: {study.coded_by}"]
    if persons.empty:
        said.append(f"{NO_PERSONS}, so reliability is not known")
    else:
        people = listed(persons["coders"].iloc[0].split(";"))
        said.append(f"Alpha between {people}: {_by_frame(persons, labels, 'alpha', 'ci_')}")
        said.append(f"Reliability between people: {verdicts(persons, labels)}")
    if held.empty:
        said.append("There is no reference to hold the coding against")
    else:
        shares = _by_frame(held, labels, "f1", "f1_")
        said.append(f"{counted} against the reference, F1 {which_texts(study)}: {shares}")
    return f"{'. '.join(said)}."


def _by_frame(rows: pd.DataFrame, labels: Mapping[str, str], column: str, limits: str) -> str:
    """List an estimate by frame, with its limits; n, and a lack of limits, are said once."""
    rows = rows.set_index("frame")
    said, bare = [], rows[f"{limits}low"].isna()
    for frame, label in labels.items():
        if frame in rows.index:
            row = rows.loc[frame]
            between = f" ({row[f'{limits}low']:.2f} to {row[f'{limits}high']:.2f})"
            value = "undefined" if pd.isna(row[column]) else f"{row[column]:.2f}"
            said.append(f"{label} {value}{'' if bare[frame] else between}")
    many = sorted({int(n) for n in rows["n"]})
    units = f"{many[0]} to {many[-1]} units" if len(many) > 1 else count(many[0], "unit")
    none = "no intervals" if bare.all() else "95 % intervals"
    return f"{', '.join(said)} ({units} each, {none})"


def verdicts(persons: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Tell apart the frames whose reliability is known, not estimable, and not known."""
    rows = persons.set_index("frame").to_dict("index")
    said: dict[str, list[str]] = {}
    for frame, label in labels.items():
        said.setdefault(_verdict(rows.get(frame)), []).append(label)
    if len(said) == 1:
        return next(iter(said))
    return "; ".join(f"{listed(frames)} {verdict}" for verdict, frames in said.items())


def _verdict(row: Mapping[str, Any] | None) -> str:
    """Say whether reliability is known, and how high, or why it is not."""
    if row is None or not row["n"]:
        return "not known (no two people decided the same unit)"
    if pd.notna(row["verdict"]):
        return _KNOWN[row["verdict"]]
    why = next(iter(code for code in _NOT_ESTIMABLE if code in values_of(row["note"])), NO_LIMITS)
    return f"not estimable ({MEANINGS['note'][why].removeprefix('not estimable: ')})"


def of_persons(reliability: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of people; how far a machine repeats itself stands elsewhere."""
    return reliability[reliability["called"] == RELIABILITY].reset_index(drop=True)


def between_machines(agreed: pd.DataFrame, coders: pd.DataFrame) -> str:
    """Say how often machines decided alike; of two of them that is a count of differences.

    Runs of one model are that model, which differs from itself.
    """
    machines = agreed[agreed["called"] != RELIABILITY]
    names = machines["coders"].iloc[0].split(";")
    same = one_model(coders, names)
    decided, alike = int(machines["n"].sum()), machines["n"] * machines["percent_agreement"]
    who = f"one language model run {times(len(names))}" if same else f"machines ({listed(names)})"
    if len(names) > 2:
        share = f"{alike.sum() / decided:.2f}" if decided else "undefined"
        verb = "agrees with itself" if same else "agree"
        return f"{who} {verb} in a share of {share} of pairs of decisions"
    differ, verb = round(decided - alike.sum()), "differs from itself" if same else "differ"
    return f"{who} {verb} on {differ} of {count(decided, 'decision')} on presence"


def repeated(study: Study) -> str:
    """Say how far machines of one kind decide alike, which is no reliability."""
    agreed = study.checks.reliability
    machines = agreed[agreed["called"] != RELIABILITY]
    if machines.empty:
        return "No machine was run more than once."
    said = between_machines(machines, study.coders)
    return (
        f"{said[0].upper()}{said[1:]}. That tells how far its coding can be repeated, and nothing "
        "of whether it is right."
    )


def repeatability(study: Study, labels: Mapping[str, str]) -> pd.DataFrame:
    """Count decisions that differ between machines: a row is a round, frame and value."""
    checks = study.checks
    values = by_value(checks.reliability_of_values, labels, codebook=study.codebook)
    tables = [
        labelled(checks.reliability, labels).assign(round=FINAL),
        values.assign(round=FINAL),
        labelled(checks.practice, labels),
    ]
    table = pd.concat([each for each in tables if len(each)] or tables[:1], ignore_index=True)
    table = table[table["called"] != RELIABILITY].reset_index(drop=True)
    pair = table["coders"].str.count(";") == 1
    differ = (table["n"] * (1 - table["percent_agreement"])).round()
    return table.assign(differ=differ.where(pair).astype("Int64"))


def validity_caption(held: pd.DataFrame, study: Study) -> str:
    """Say beneath the dots what they rest on."""
    if held.empty:
        return "No reference: nothing to hold the coding against."
    hollow = "Hollow: no interval. " if held["f1_low"].isna().any() else ""
    weighted = has(held["note"], SAMPLE_WEIGHTED).any()
    numbers = "counts, or the share where it is weighted" if weighted else "counts"
    units = count(int(held["n"].max()), "unit")
    return f"{hollow}Numbers are {numbers}; {units} decided by both, {which_texts(study)}."


def validity_shares(agreement: pd.DataFrame, opens: Sequence[str] | None = None) -> pd.DataFrame:
    """Lay precision, recall and F1 under each other, for a figure: a row is a share and frame.

    Returns
    -------
    Rows with the columns of a table of shares; ``outlet`` holds the name of the share and
    ``n`` its counts, or the share itself where it is weighted or made of two.
    """
    agreement = require(agreement, "agreement")
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
                "opens": [""] * len(agreement) if opens is None else opens,
            }
        )
        for name, base in _BASES.items()
    ]
    table = pd.concat(tables, ignore_index=True)
    other = table["share"].notna() & ~np.isclose(table["share"], table["of_counts"])
    bare = (table["outlet"] == "F1") | other
    said = table["share"].map("{:.2f}".format).where(table["share"].notna(), "undefined")
    table["opens"] = table["opens"].mask(bare, "")
    return table.assign(n=table["n"].mask(bare, said)).drop(columns="of_counts")


def who_coded(study: Study) -> pd.DataFrame:
    """List the coders with what is known of each, and how much each coded in the end."""
    coded = study.codings.groupby("coder").size()
    kept = ["coder", "kind", "model", "prompt", "run", "settles", "note"]
    table = study.coders[kept].assign(decisions=study.coders["coder"].map(coded))
    return table.dropna(axis=1, how="all")


def sheet_states(sheets: pd.DataFrame) -> pd.DataFrame:
    """Count the lines of each coding sheet by what became of them; none is lost."""
    counts = pd.crosstab(sheets["file"], sheets["state"]).reindex(columns=_STATES, fill_value=0)
    return counts.assign(lines=counts.sum(axis=1)).rename_axis(columns=None).reset_index()


def by_value(
    reliability: pd.DataFrame, labels: Mapping[str, str], *, codebook: Codebook
) -> pd.DataFrame:
    """Name each value of sub-code, mode and voice in plain words, in the codebook's order."""
    table = labelled(reliability, labels)
    words = {
        "mode": codebook.modes, "voice": codebook.voices, "valuation": JUDGED, "function": DOES,
    }  # fmt: skip
    named = [
        {**words, "subcode": codebook.frames[row.frame].subcodes}[row.variable]
        for row in table.itertuples()
    ]
    values = list(zip(named, table["value"], strict=True))
    table["said"] = [words.get(value) for words, value in values]
    table["place"] = [[*words, value].index(value) for words, value in values]
    table["variable"] = table["variable"].replace("subcode", "sub-code")
    whole = ["called", "coders", "variable", "frame"]
    first = table.groupby([name for name in whole if name in table], sort=False).ngroup()
    table = table.assign(first=first).sort_values(["first", "place"], kind="stable")
    return table.drop(columns=["first", "place"]).reset_index(drop=True)


def disagreed(disagreements: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Set side by side what coders decided on each unit on which they differ."""
    table = labelled(disagreements, labels)
    known = ["article", "sentence", "frame", "outlet", "zone", "rank", "text", "label"]
    coders = [column for column in table if column not in known]
    said = table[coders].replace(SAID)
    table = table.assign(**said)[["outlet", "label", *coders, "text"]].fillna("not coded")
    return table.rename(columns={"label": "frame", "text": "passage"})


def homogeneity(tests: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say on which frames the outlets differ, and how often such reports say so of noise."""
    known = tests.dropna(subset=["p"])
    if tests.empty:
        return "No frame is tested: nobody has checked the hits."
    if known.empty:
        return "Whether the outlets differ cannot be told: there are too few texts or hand codes."
    yes = [labels[row.frame] for row in known.itertuples() if row.differ]
    said = f"They differ on {listed(yes)}" if yes else "That they differ is shown of no frame"
    said = f"{said} ({count(len(known), 'frame')} tested together by Holm)."
    shuffled = known.dropna(subset=["n_false"])
    if shuffled.empty:
        return said
    row, n = shuffled.iloc[0], count(len(shuffled), "frame")
    where = "some frame" if len(shuffled) == len(known) else f"one of {n} as counted"
    return (
        f"{said} With the labels of outlets shuffled, {row['n_false']} of {row['n_shuffled']} such "
        f"reports would have said that they differ on {where}."
    )


def hypotheses_stated(hypotheses: pd.DataFrame) -> str:
    """Say how many hypotheses were stated, and how many of them could be tested."""
    if hypotheses.empty:
        return "Hypotheses stated in study.toml"
    tested = int(hypotheses["p"].notna().sum())
    return (
        f"Hypotheses stated in study.toml: {len(hypotheses)}, {tested} of them with enough texts "
        "and codes; p by Holm over these alone"
    )


def word_comparisons(keyness: pd.DataFrame) -> str:
    """Say how many comparisons of words there are, and how many of them have a p."""
    tested = int(keyness["p"].notna().sum())
    small = int((keyness["q"] < ALPHA).sum())
    q = f", {small} with q below .05" if tested else ""
    return (
        f"A row is an outlet and a word; {len(keyness)} comparisons, {tested} of them with enough "
        f"texts for p and q{q}"
    )


def words_tested(keyness: pd.DataFrame) -> pd.DataFrame:
    """Return the words that an outlet surely uses more or less than the others, with p and q."""
    sure = keyness[keyness["q"] < ALPHA]
    return sure.sort_values(["group", "q", "feature"], ignore_index=True)


def intervals_covered(study: Study) -> pd.DataFrame:
    """List the outlets' shares of which it is known how often such intervals held the truth."""
    checks, texts = study.checks, study.answers()
    given = {
        "share of sentences": checks.leading,
        "share of texts": checks.as_counted(prevalence(texts)),
        "share of texts, on top": checks.as_counted(prominence(texts)),
    }
    tables = [rows.assign(what=what) for what, rows in given.items()]
    rows = pd.concat(tables, ignore_index=True).dropna(subset=["ci_low", "coverage"])
    return rows.reset_index(drop=True)[["frame", *(name for name in COVERED if name != "label")]]


def unmet_entries(entries: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say how many entries of the indicators stand in no sentence, and name some of each frame.

    Parameters
    ----------
    entries : a row is an entry of an indicator (see :func:`framing.coding.entries`). An entry of
        several indicators counts once.
    labels : the frames' labels.
    """
    counts = require(entries, "entries").drop_duplicates("entry")
    never = counts[counts["n_sentences"] == 0]
    if counts.empty:
        return "No indicator has an entry."
    said = f"Of {len(counts):,} different words and phrases of the indicators"
    if never.empty:
        return f"{said} each is met in these texts."
    shown = max(3, UNMET // never["frame"].nunique())
    named = []
    for frame, rows in never.groupby("frame", sort=False):
        bare = rows["entry"].str.replace(r" \[[^]]*\]", "", regex=True)  # without conditions
        seen = bare.drop_duplicates().head(shown)
        more = f" and {len(rows) - len(seen):,} more" if len(rows) > len(seen) else ""
        named.append(f"{labels[frame]}: {', '.join(seen)}{more}")
    return f"{said} {len(never):,} stand in no sentence of these texts. {'; '.join(named)}."


def correction(corrected: pd.DataFrame, needed: pd.DataFrame, *, half_width: float) -> str:
    """Say what correction does to the outlets' estimates, and what more codes would do.

    Parameters
    ----------
    corrected : a row is an outlet and a frame; none if nothing can be corrected.
    needed : how many codes each estimate needs for an interval of the wanted half-width; no
        row where the reference coded everything and there is no sample.
    half_width : that half-width.
    """
    if corrected.empty:
        return (
            "The error of what is counted is not known: study.toml names no reference coding and "
            "no sample of one, so nothing can be corrected."
        )
    if needed.empty:
        return (
            "The reference coded every sentence: nothing is left to correct by it, and the answers "
            "state its codes. The naive shares are what would be counted without it."
        )
    if corrected["corrected"].isna().all():
        why = {meaning("note", row) for row in corrected.to_dict("records")}
        return f"No estimate could be corrected: {listed(sorted(why))}."
    own = corrected[corrected["outlet"] != ALL]  # whose sentences are those of all together
    moved = (own["corrected"] - own["naive"]).abs().max()
    coded = count(int(own.groupby("frame")["n_coded"].sum().max()), "sentence")
    estimates = count(int(own["corrected"].notna().sum()), "estimate")
    known = needed.dropna(subset=["needed"])
    enough, short = int((known["more"] <= 0).sum()), len(needed) - len(known)
    most = int(known["more"].max()) if len(known) else 0
    more = f"; the one that needs most takes {count(most, 'further code')}" if most > 0 else ""
    never = f"; for {short} no number of codes is known to do it" if short else ""
    return (
        f"{estimates} corrected by a probability sample of {coded} with reference codes; the "
        f"largest correction is {moved:.3f}. For intervals of at most "
        f"{half_width:.2f} to either side, {enough} of {len(needed)} have codes "
        f"enough{more}{never}."
    )
