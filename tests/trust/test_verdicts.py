"""May a coder's hits be counted: until what was drawn has been read, they are hits and no more."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.errors import ParameterError
from framing.show.meanings import meaning
from framing.tables.codes import (
    AMONG_FOUND,
    AMONG_OTHERS,
    FEW_OUTLETS,
    MAY_COUNT,
    MORE_THAN_THERE,
    NEEDS_MORE,
    NO_SAMPLE,
    NOT_BY_PERSON,
    NOT_TO_AUTOMATE,
    UNCHECKED,
)
from framing.trust.agreement import agreement
from framing.trust.verdicts import verdicts

KINDS = pd.DataFrame({"coder": ["rules", "anna"], "kind": ["rules", "person"]})
KEY = ["article", "sentence"]


def study(
    right: dict[str, tuple[float, float]], *, yes: int, no: int, seed: int = 1, share: float = 0.3,
    frames: str = "f",
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Make 20 texts of 30 sentences an outlet; by outlet, how often the rules are right.

    What is read is drawn by what the rules say of the first frame.
    """
    rng = np.random.default_rng(seed)
    texts = pd.DataFrame(
        [
            (f"{outlet}{n}", k, outlet, ".")
            for outlet in right
            for n in range(20)
            for k in range(30)
        ],
        columns=[*KEY, "outlet", "text"],
    )
    hit = np.array([right[outlet] for outlet in texts["outlet"]])

    def coded() -> tuple[np.ndarray, np.ndarray]:
        truth = rng.random(len(texts)) < share
        ones, zeros = rng.random(len(texts)) < hit[:, 0], rng.random(len(texts)) > hit[:, 1]
        return truth, np.where(truth, ones, zeros)

    truth, rules = coded()
    stratum = texts["outlet"] + np.where(rules, " yes", " no")
    rank = pd.Series(rng.random(len(texts))).groupby(stratum).rank()
    size = stratum.groupby(stratum).transform("size")
    few = np.minimum(np.where(rules, yes, no), size)
    about = texts.assign(stratum=stratum, n_stratum=size, n_drawn=few, probability=few / size)
    sample = about[rank <= few].drop(columns="text")
    codings = []
    for frame in frames:
        codings += [
            texts[KEY].assign(coder="rules", frame=frame, present=rules.astype(int)),
            sample[KEY].assign(coder="anna", frame=frame, present=truth[sample.index].astype(int)),
        ]
        truth, rules = coded()
    return pd.concat(codings, ignore_index=True), texts, sample


def of(given: tuple[pd.DataFrame, ...], kinds: pd.DataFrame = KINDS) -> pd.Series:
    codings, texts, sample = given
    found = verdicts(codings, texts, kinds=kinds, sample=sample, reference="anna")
    assert len(found) == 1
    return found.iloc[0]


GOOD, BAD, FAIR, FAIRLY = (0.97, 0.99), (0.5, 0.5), (0.9, 0.9), (0.9, 0.86)
CASES = {
    "19 read": ({"A": GOOD}, 19, 100, UNCHECKED, AMONG_FOUND),
    "read and good": ({"A": GOOD, "B": GOOD}, 80, 150, MAY_COUNT, None),
    "read and bad": ({"A": BAD, "B": BAD}, 80, 80, NOT_TO_AUTOMATE, None),
    "precise, but misses unknown": ({"A": (0.6, 0.99)}, 60, 30, NEEDS_MORE, AMONG_OTHERS),
    "fairly precise": ({"A": FAIRLY}, 40, 200, NEEDS_MORE, AMONG_FOUND),
}  # fmt: skip


@pytest.mark.parametrize(("right", "yes", "no", "verdict", "draw"), CASES.values(), ids=CASES)
def test_the_verdict_is_by_what_was_read(right, yes, no, verdict, draw):
    row = of(study(right, yes=yes, no=no))
    assert (row["n_read"], row["verdict"]) == (yes * len(right), verdict)
    assert row["draw"] == draw if draw else pd.isna(row["draw"])
    there = "more_than_there" not in str(row["note"])
    assert (row["more"] > 0) if draw and there else pd.isna(row["more"])


def test_twenty_read_without_a_sure_half_are_still_hits():
    row = of(study({"A": (0.6, 0.75)}, yes=22, no=60))
    assert row["precision_low"] < 0.5 < row["precision_high"]
    assert (row["verdict"], row["draw"]) == (UNCHECKED, AMONG_FOUND)


def test_about_as_many_codes_more_decide_it():
    """A bound narrows as the root of the number of codes, on the logit scale."""
    row = of(study({"A": FAIRLY}, yes=80, no=200))
    logit = [np.log(p / (1 - p)) for p in (row["precision"], row["precision_low"], 0.667)]
    needed = 80 * ((logit[0] - logit[1]) / (logit[0] - logit[2])) ** 2
    assert row["more"] == np.ceil(needed - 80)


def test_more_codes_than_there_are_sentences_are_not_asked_for():
    """The bound asks for more hits to be read than the texts have."""
    given = study({"A": FAIRLY}, yes=40, no=200)
    row, hits = of(given), given[0].query("coder == 'rules' and present == 1")
    logit = [np.log(p / (1 - p)) for p in (row["precision"], row["precision_low"], 0.667)]
    assert 40 * ((logit[0] - logit[1]) / (logit[0] - logit[2])) ** 2 > len(hits)
    assert (row["verdict"], row["draw"]) == (NEEDS_MORE, AMONG_FOUND)
    assert row["note"].split(";")[0] == MORE_THAN_THERE
    assert pd.isna(row["more"])
    assert meaning("verdict", row.to_dict()) == (
        "needs more hand codes than these texts have sentences for"
    )


def test_shares_and_bounds_are_those_of_agreement():
    codings, texts, sample = given = study({"A": FAIR, "B": FAIR}, yes=60, no=60)
    names = ["precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high"]
    wanted = agreement(codings, sentences=texts, sample=sample, reference="anna").iloc[0]
    assert of(given)[names].to_list() == wanted[names].to_list()


@pytest.mark.parametrize("kind", ["model", "classifier"])
def test_what_a_machine_read_checks_nothing(kind):
    given = study({"A": GOOD, "B": GOOD}, yes=80, no=150)
    row = of(given, KINDS.replace({"kind": {"person": kind}}))
    assert (row["verdict"], row["n_read"], row["note"]) == (UNCHECKED, 0, NOT_BY_PERSON)


def test_passages_picked_by_hand_check_nothing():
    codings, texts, _ = study({"A": GOOD, "B": GOOD}, yes=80, no=150)
    row = verdicts(codings, texts, kinds=KINDS, reference="anna").iloc[0]
    assert (row["verdict"], row["n_read"]) == (UNCHECKED, 0)
    assert row["note"] == f"{NO_SAMPLE};{FEW_OUTLETS}"


def test_outlets_in_which_the_coder_errs_otherwise_are_named():
    row = of(study({"A": FAIR, "B": FAIR, "C": (0.9, 0.6), "D": FAIR}, yes=60, no=60))
    assert row["p_outlets"] < 0.01
    assert row["outlets"] == "C"


@pytest.mark.slow
def test_where_errors_are_alike_an_outlet_is_seldom_named():
    right = dict.fromkeys("ABCD", (0.8, 0.95))
    studies = [study(right, yes=30, no=30, seed=seed, frames="fghijklm") for seed in range(6)]
    p = pd.concat([verdicts(codings, texts, kinds=KINDS, sample=sample, reference="anna")
                   for codings, texts, sample in studies])["p_outlets"]  # fmt: skip
    assert len(p) == 48
    assert (p < 0.05).mean() <= 0.11  # two standard errors above .05


def test_one_outlet_has_none_to_be_compared_with():
    row = of(study({"A": FAIR}, yes=60, no=60))
    assert (pd.isna(row["p_outlets"]), row["outlets"], row["note"]) == (True, "", FEW_OUTLETS)


def test_no_order_of_rows_moves_a_digit():
    given = study({"A": FAIR, "B": (0.9, 0.7)}, yes=40, no=40)
    shuffled = [table.sample(frac=1, random_state=2) for table in given]
    tables = [verdicts(codings, texts, kinds=KINDS, sample=sample, reference="anna")
              for codings, texts, sample in (given, shuffled)]  # fmt: skip
    assert_frame_equal(*tables, check_exact=True)


def test_a_coder_who_coded_nothing_is_refused():
    codings, texts, sample = study({"A": FAIR}, yes=30, no=30)
    with pytest.raises(ParameterError, match="coder is 'model', who coded nothing here"):
        verdicts(codings, texts, kinds=KINDS, sample=sample, coder="model", reference="anna")
