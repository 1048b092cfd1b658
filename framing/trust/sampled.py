"""Who coded what of which the chance is known: coder, reference and sample, unit by unit."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from framing.compare.article_frames import article_frames
from framing.compare.sides import UNITS
from framing.corpus.zones import RUNNING
from framing.errors import ParameterError, TableError, some
from framing.tables.contracts import FINAL
from framing.tables.require import require
from framing.trust.agreement import check_pair
from framing.trust.design import TOLERANCE

_KEY = ["article", "sentence"]


class Sampled(NamedTuple):
    """The codings that count, and a row for each unit of the frames that both coded."""

    codings: pd.DataFrame
    units: pd.DataFrame


def coded_units(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    sample: pd.DataFrame | None,
    *,
    coder: str,
    reference: str,
    unit: str,
) -> Sampled:
    """Join the decisions of both coders to the sentences that count, with their chance.

    A unit is a sentence of subheads, lead or body and a frame, of the articles in which the
    coder coded that frame. ``predicted`` is the coder's decision, ``held`` that of the
    reference, ``chance`` that of having been drawn, missing if it was not.
    """
    codings = require(codings, "codings")
    check_pair(codings, coder=coder, reference=reference)
    codings = codings[(codings["coder"] == coder) | (codings["round"] == FINAL)]
    codings = codings[codings["coder"].isin([coder, reference])]
    sentences = require(sentences, "sentences")
    article_frames(codings, sentences)  # refuses codings and zones that do not fit
    units = _units(codings, _base(sentences, unit), coder, reference)
    if sample is None:
        _check_full(units, reference)
        unknown = dict.fromkeys(["n_stratum", "n_in_stratum"], float("nan"))
        return Sampled(codings, units.assign(chance=1.0, stratum="all", among="", **unknown))
    drawn = _drawn(require(sample, "sample"), sentences)
    units = units.merge(drawn, on=_KEY, how="left")
    return Sampled(codings, units.fillna({"stratum": "all", "among": ""}))


def _base(sentences: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Keep the sentences that count; for words, of articles whose words were all counted."""
    base = sentences[sentences["zone"].isin(RUNNING)]
    base = base[[*_KEY, "outlet", "family", "n_words"]].assign(size=1.0)
    if UNITS[unit] == UNITS["words"]:
        base["size"] = base["n_words"].astype("float64")
        words = base.groupby("article")["size"]
        base = base[base["size"].notna().groupby(base["article"]).transform("all")]
        base = base[words.transform("sum").reindex(base.index) > 0]
    return base


def _units(codings: pd.DataFrame, base: pd.DataFrame, coder: str, reference: str) -> pd.DataFrame:
    mine, theirs = (codings[codings["coder"] == name] for name in (coder, reference))
    mine = mine[mine["frame"].isin(theirs["frame"])]
    units = base.merge(mine[["article", "frame"]].drop_duplicates(), on="article")
    for name, decisions in (("predicted", mine), ("held", theirs)):
        found = decisions[[*_KEY, "frame", "present"]].rename(columns={"present": name})
        units = units.merge(found, on=[*_KEY, "frame"], how="left", indicator=f"has_{name}")
        units[name] = units[name].astype("float64")
    units["known"] = units["predicted"].notna()
    units["has_code"] = units["has_held"] == "both"
    units = units.fillna({"predicted": 0.0}).drop(columns=["has_held", "has_predicted"])
    return units.sort_values(["outlet", "frame", *_KEY], ignore_index=True)


def _check_full(units: pd.DataFrame, reference: str) -> None:
    lacking = units[~units["has_code"]]
    if len(lacking):
        raise ParameterError(
            f"sample is not given, and {len(lacking)} of {len(units)} sentences have no code by "
            f"{reference!r}. Codes of sentences picked by hand carry no known chance of being "
            "picked and cannot correct the others; give the sample with its probabilities, or "
            "code every sentence."
        )


def _drawn(sample: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return each drawn sentence's chance and stratum, of how many if their number was fixed."""
    sample = sample[sample["round"] == FINAL]
    _check_sentences(sample, sentences)
    _check_probabilities(sample["probability"])
    _check_complete(sample)
    size = sample["n_stratum"].astype("float64")
    expected = sample["probability"] * size
    fixed = (expected / sample["n_drawn"].astype("float64") - 1).abs() <= TOLERANCE
    drawn = sample[[*_KEY, "stratum"]].assign(chance=sample["probability"])
    return drawn.assign(n_in_stratum=size, n_stratum=size.where(fixed), among=sample["among"])


def _check_sentences(sample: pd.DataFrame, sentences: pd.DataFrame) -> None:
    there = sample[_KEY].merge(sentences[_KEY], how="left", indicator=True)
    lost = there[there["_merge"] == "left_only"]
    if len(lost):
        names = lost["article"] + " sentence " + lost["sentence"].astype(str)
        raise TableError(
            f"sample: {len(lost)} of {len(sample)} name a sentence that does not exist: "
            f"{some(names)}. Was it drawn from another version of the texts?"
        )


def _check_probabilities(probability: pd.Series) -> None:
    wrong = probability[~probability.between(0, 1, inclusive="right")]
    if len(wrong):
        raise TableError(
            f"sample.probability: {len(wrong)} of {len(probability)} are not above 0 and up to "
            f"1: {some(wrong.unique())}."
        )


def _check_complete(sample: pd.DataFrame) -> None:
    """Refuse a sample from which rows were dropped, such as those without a decision."""
    strata = sample.groupby("stratum")
    for stratum, wanted in strata["n_drawn"].max().dropna().items():
        rows = len(strata.get_group(stratum))
        if rows != wanted:
            raise TableError(
                f"sample: stratum {stratum!r} has {rows} rows, and n_drawn is {wanted}. "
                "Give a row for each sentence that was drawn, also for those without a decision."
            )
    several = strata[["n_stratum", "n_drawn"]].nunique().max(axis=1)
    if (several > 1).any():
        raise TableError(
            "sample: n_stratum or n_drawn differs within stratum "
            f"{some(several[several > 1].index)}. Each stratum has one."
        )
