"""What an indicator is worth: its hits against the reference, and the rules without it."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.coding.code import code
from framing.coding.codebook import parse_codebook
from framing.coding.codings import combined
from framing.coding.rules import mentions
from framing.study import Study
from framing.tables.codes import NO_HIT
from framing.trust.agreement import agreement
from framing.trust.indicators import false_hits, indicators

BOOK = parse_codebook(
    {
        "codebook": {"name": "b"},
        "frames": {
            "f": {
                "definition": "d",
                "subcodes": {"s": "a sub-code"},
                "countercodes": {"c": "a counter-code"},
                "indicators": [
                    {"id": "one", "subcode": "s", "any": ["alpha"]},
                    {"id": "two", "any": ["beta"]},
                    {"id": "never", "any": ["gamma"]},
                    {"id": "counter", "subcode": "c", "any": ["alpha"]},
                ],
            }
        },
    },
    source="b",
)
# What stands in each sentence, and what the reference says of it
UNITS = [
    ("alpha", 1), ("alpha beta alpha", 1), ("alpha", 0), ("beta", 0), ("beta", 1), ("none", 1),
    ("none", 0), ("alpha", None),
]  # fmt: skip
SENTENCES = pd.DataFrame(
    {"article": "a", "sentence": range(len(UNITS)), "text": [text for text, _ in UNITS]}
)
REFERENCE = SENTENCES[["article", "sentence"]].assign(
    coder="reference", frame="f", present=pd.array([held for _, held in UNITS], dtype="Int64")
)
MENTIONS = mentions(SENTENCES, codebook=BOOK)


def test_each_indicator_is_counted_alone_and_beside_the_others():
    found = indicators(MENTIONS, REFERENCE, codebook=BOOK)
    nan = float("nan")
    wanted = pd.DataFrame(
        {
            "indicator": ["one", "two", "never"],
            "frame": "f",
            "subcode": ["s", None, None],
            "n_hits": [3, 3, 0],
            "n_true": [2, 2, 0],
            "n_false": [1, 1, 0],
            "n_alone": [2, 2, 0],
            "n_alone_true": [1, 1, 0],
            "precision": [2 / 3, 2 / 3, nan],
            "precision_without": [2 / 3, 2 / 3, 3 / 5],
            "recall_without": [2 / 4, 2 / 4, 3 / 4],
            "precision_all": 3 / 5,
            "recall_all": 3 / 4,
            "note": ["", "", NO_HIT],
        }
    )
    pd.testing.assert_frame_equal(found, wanted, check_dtype=False)


def test_false_hits_are_passages_with_the_indicators_that_hit_them():
    found = false_hits(MENTIONS, REFERENCE, SENTENCES, codebook=BOOK)
    assert found[["sentence", "text", "indicators"]].to_numpy().tolist() == [
        [2, "alpha", "one"],
        [3, "beta", "two"],
    ]


def test_the_rules_without_an_indicator_are_those_of_a_codebook_without_it(study: Study):
    """Independent: code anew by a codebook that lacks the indicator, and compare."""
    found = indicators(study.mentions, study.codings, codebook=study.codebook)
    for row in found.sample(4, random_state=2).itertuples():
        kept = study.mentions.query("not (frame == @row.frame and indicator == @row.indicator)")
        rules = code(study.sentences, codebook=study.codebook, evidence=kept)
        held = study.codings.query("coder == 'reference'")
        other = agreement(combined([rules, held])).set_index("frame").loc[row.frame]
        assert other["precision"] == pytest.approx(row.precision_without)
        assert other["recall"] == pytest.approx(row.recall_without)


def test_all_rules_together_are_those_of_agreement(study: Study):
    found = indicators(study.mentions, study.codings, codebook=study.codebook)
    rows = study.checks.agreement.query("coder == 'rules'").set_index("frame")
    for frame, group in found.groupby("frame"):
        assert group["precision_all"].unique() == pytest.approx([rows.loc[frame, "precision"]])
        assert group["recall_all"].unique() == pytest.approx([rows.loc[frame, "recall"]])
    hits = false_hits(study.mentions, study.codings, study.sentences, codebook=study.codebook)
    wrong = rows["n_coder"] - rows["n_both"]
    assert hits.groupby("frame").size().to_dict() == wrong[wrong > 0].to_dict()


def test_the_order_of_rows_changes_nothing():
    shuffled = MENTIONS.sample(frac=1, random_state=3), REFERENCE.sample(frac=1, random_state=4)
    pd.testing.assert_frame_equal(
        indicators(*shuffled, codebook=BOOK), indicators(MENTIONS, REFERENCE, codebook=BOOK)
    )
