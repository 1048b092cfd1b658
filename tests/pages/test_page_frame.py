"""Sentences about numbers: each with its n, its interval or the word that it has none."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.coding.codebook import Frame
from framing.pages import frame as frame_page
from tests.handcoding import book


def frames(**counts: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article": list(counts),
            "outlet": list(counts),
            "coder": "me",
            "frame": "f",
            "n_frame_sentences": list(counts.values()),
            "n_sentences": 20,
            "first_position": [0.9 if n else None for n in counts.values()],
        }
    )


NO_INTERVALS = pd.DataFrame({"ci_low": [float("nan")], "ci_high": [float("nan")]})


def test_few_texts_are_described_without_percentages_or_intervals() -> None:
    said = frame_page.answer_sentence(frames(A=4, B=0), NO_INTERVALS, label="Exclusion")
    assert said == (
        "Exclusion: present in 1 of 2 texts (no intervals: this describes these texts). "
        "Sentences that carry it, subheads counted: A 4 of 20 and B 0 of 20."
    )


def test_with_intervals_the_outlets_with_least_and_most_are_named_with_them() -> None:
    table = pd.DataFrame(
        {
            "outlet": ["A", "B"],
            "n_present": [3, 9],
            "n_articles": 10,
            "share": [0.3, 0.9],
            "ci_low": [0.1, 0.6],
            "ci_high": [0.6, 0.98],
        }
    )
    said = frame_page.answer_sentence(frames(A=4, B=1), table, label="X")
    assert "from 3 of 10 texts in A (95 % interval 0.10 to 0.60) to 9 of 10 texts in B" in said


def test_the_texts_furthest_apart_are_named_with_their_ties() -> None:
    said = frame_page.contrast(frames(A=4, B=0, C=4), NO_INTERVALS)
    assert (
        said
        == "Most sentences: A (4 of 20 sentences) and C (4 of 20 sentences). Fewest: B (0 of 20 "
        "sentences)."
    )


def test_only_differences_whose_interval_excludes_none_are_named() -> None:
    table = pd.DataFrame(
        {
            "outlet": ["A", "B"],
            "estimate": [0.3, 0.01],
            "ci_low": [0.1, -0.1],
            "ci_high": [0.5, 0.1],
            "q": [0.01, 0.9],
        }
    )
    said = frame_page.contrast(frames(A=4, B=0), table)
    assert "A +0.300 (+0.100 to +0.500, q 0.010)" in said
    assert "B " not in said


def test_absence_is_worded_with_care_and_says_where_the_passage_stands_elsewhere() -> None:
    assert frame_page.absence(frames(A=2, B=0), coder="reference") == (
        "None found in 1 of 2 texts (B); read in full by a coder; may rest on an earlier agency "
        "version; in the 1 text where the passage occurs it stands at the end (nowhere before the "
        "last fifth of the sentences)."
    )


def test_absence_does_not_say_at_the_end_where_it_is_not_so() -> None:
    early = frames(A=2, B=0).assign(first_position=[0.1, None])
    assert "stands at the end" not in frame_page.absence(early, coder="reference")


def test_absence_by_rules_is_not_called_a_reading() -> None:
    assert "by the indicators alone" in frame_page.absence(frames(A=0), coder="rules")


def test_rules_are_set_beside_the_reference_with_every_count() -> None:
    table = pd.DataFrame(
        [
            {
                "coder": "rules",
                "frame": "f",
                "n": 100,
                "n_reference": 10,
                "n_coder": 9,
                "n_both": 8,
                "precision": 8 / 9,
                "recall": 0.8,
                "f1": 16 / 19,
                "note": "families_unknown",
            }
        ]
    )
    said = frame_page.rules_beside(table, Frame("f", "F", "d"))
    assert "find 8 of the 10 units" in said
    assert "recall 0.80" in said
    assert "1 other (precision 0.89), of 100" in said
    assert "; F1 0.84 (describes these sentences: no interval). The indicators" in said


# -- the answer under other choices -----------------------------------------------------------

ROBUSTNESS = pd.DataFrame(
    [
        ("as_stated", "", "A", 3, 10, "more", True),
        ("as_stated", "", "B", 1, 5, "less", True),
        ("other_coder", "m1", "A", 2, 10, "found", False),
        ("other_coder", "m1", "B", 2, 5, "less", True),
        ("without_subcode", "left_out", "A", 0, 10, "none_found", False),
        ("without_subcode", "left_out", "B", 5, 4, "more", False),
        ("corrected", "", "A", None, 10, "not_told", False),
        ("corrected", "", "B", None, 5, "less", True),
    ],
    columns=["variant", "detail", "outlet", "n_present", "n_articles", "claim", "stands"],
).astype({"n_present": "Int64"})


def test_each_choice_is_a_row_in_the_given_order_with_what_it_would_say_instead():
    assert_frame_equal(
        frame_page.by_variant(ROBUSTNESS, book().frame("exclusion")),
        pd.DataFrame(
            [
                ("as stated", "4 of 15", "2 of 2", ""),
                (
                    "coded by m1", "4 of 15", "1 of 2",
                    "A: neither most nor fewest instead of more than the rest",
                ),
                (
                    "without sub-code: left out", "5 of 14", "0 of 2",
                    "A: none found instead of more than the rest; "
                    "B: more than the rest instead of less than the rest",
                ),
                (
                    "corrected by a sample of reference codes", "not counted", "1 of 2",
                    "A: cannot be told instead of more than the rest",
                ),
            ],
            columns=[
                "the answer", "texts with it", "outlets for which it stands",
                "what would be said instead",
            ],
        ),
    )  # fmt: skip


# -- robustness -------------------------------------------------------------------------------


def tried(**variants: str) -> pd.DataFrame:
    """Say for outlets A, B and C of each variant whether the answer stands: y or n."""
    rows = [
        ("other_coder" if name else "as_stated", name, outlet, stands == "y")
        for name, letters in {"": "yyy", **variants}.items()
        for outlet, stands in zip("ABC", letters, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["variant", "detail", "outlet", "stands"])
    return table.assign(n_articles=1, claim="most")


STANDS = {
    "no other choice": (tried(), "There is no other defensible choice to set beside the answer."),
    "one, and all stands": (
        tried(one="yyy"),
        "1 other choice tried: what is said of each of 3 outlets stands in all of them.",
    ),
    "two, and all stands": (
        tried(one="yyy", two="yyy"),
        "2 other choices tried: what is said of each of 3 outlets stands in all of them.",
    ),
    "one outlet is lost": (
        tried(one="yyy", two="yyn"),
        "2 other choices tried: it stands in all of them for A and B; 1 choice would change what "
        "is said of C.",
    ),
    "two outlets are lost, by two choices": (
        tried(one="nyy", two="yyn", three="nyy"),
        "3 other choices tried: it stands in all of them for B; 3 choices would change what is "
        "said of A and C.",
    ),
    "all are lost": (
        tried(one="nnn", two="yyy"),
        "2 other choices tried: it stands in all for no outlet; 1 choice would change what is said "
        "of A, B and C.",
    ),
}


@pytest.mark.parametrize(("table", "said"), STANDS.values(), ids=STANDS)
def test_what_stands_under_other_choices(table, said) -> None:
    assert frame_page.stands(table) == said


# -- stance and voice -------------------------------------------------------------------------


def manners(outlets: str) -> pd.DataFrame:
    """Lay out a passage an outlet by stance and voice; that of the last has two voices."""
    rows = {"article": list(outlets), "sentence": 0, "outlet": list(outlets), "coder": "me"}
    passages = pd.DataFrame({**rows, "frame": "f", "stance": "feared", "voice": "us"})
    passages.loc[len(outlets) - 1, ["stance", "voice"]] = [None, "text;us"]
    words = SimpleNamespace(
        stances={"stated": "statement", "feared": "concern"},
        voices={"text": "the text itself", "us": "US side"},
    )
    return frame_page.by_manner(passages, codebook=words)


def test_each_stance_and_voice_is_a_row_in_the_order_of_the_codebook_and_an_outlet_a_column() -> (
    None
):
    assert manners("BA").to_dict("list") == {
        "what": ["stance", "stance", "voice", "voice"],
        "coded as": ["concern", "not coded", "the text itself", "US side"],
        "B": [1, 0, 0, 1],
        "A": [0, 1, 1, 1],
        "all": [1, 1, 1, 2],
    }


def test_many_outlets_have_one_column_and_the_number_of_those_with_such_a_passage() -> None:
    table = manners("ABCDEFGH")
    assert list(table) == ["what", "coded as", "in outlets", "all"]
    assert table["in outlets"].tolist() == [7, 1, 1, 8]
