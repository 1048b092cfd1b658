"""Sentences about numbers: each with its n, its interval or the word that it has none."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.coding.codebook import Frame
from framing.pages import frame as frame_page
from framing.show import kept_passages, voices
from framing.tables.require import empty, require
from framing.wire.passages_kept import passages_kept
from tests.checked import study
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
        "Exclusion: present in 1 of 2 texts (no intervals: this describes these texts)."
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
    assert "from 3 of 10 texts in A (95 % interval 10 to 60 %) to 9 of 10 texts in B" in said


LED = pd.DataFrame(
    {"outlet": ["A", "B", "C"], "share": [0.3, 0.1, 0.2], "ci_low": [0.2, 0.05, 0.1],
     "ci_high": [0.4, 0.2, 0.3], "n_frame": [9, 3, 5], "base": 30,
     "called": ["corrected", "corrected", ""], "to": ["ann", "ann", ""]}
)  # fmt: skip


def test_corrected_shares_lead_and_the_rules_stand_behind_them() -> None:
    said = frame_page.answer_sentence(frames(A=9, B=3), NO_INTERVALS, label="X", leading=LED)
    assert said == (
        "X: share of sentences (corrected), from 10 % (95 % interval 5 to 20 %) in B to 30 % "
        "(95 % interval 20 to 40 %) in A; by the rules, too few hand codes to correct: C 5 of 30 "
        "sentences. By the coder 'me' alone it is present in 2 of 2 texts."
    )


def test_hits_that_nobody_has_checked_are_called_so_and_listed_by_name() -> None:
    table = pd.DataFrame({"outlet": ["B", "A"], "n_present": [9, 3], "n_articles": 10,
                          "share": [0.9, 0.3], "ci_low": 0.1, "ci_high": 0.98})  # fmt: skip
    said = frame_page.answer_sentence(frames(A=4, B=1), table, label="X", is_checked=False)
    assert said == (
        "X, hits of the coder 'me', not yet checked: present in 2 of 2 texts; by outlet, by name: "
        "A 3 of 10 and B 9 of 10."
    )
    compared = claimed(("A", 0.3, 0.1, 0.5, "more"), differ=True)
    assert frame_page.contrast(frames(A=4, B=0), compared, is_checked=False) == (
        "By the coder 'me' in 1 of 2 texts; nobody has checked these hits, and outlets are not "
        "compared by them."
    )


def test_of_corrected_shares_it_is_said_what_they_are_and_which_outlets_differ() -> None:
    rows = ("A", 0.3, 0.1, 0.5, "more"), ("B", 0.0, -0.1, 0.1, "not_shown")
    table = claimed(*rows, differ=True).assign(coder="corrected")
    assert frame_page.contrast(frames(A=4, B=0), table, leading=LED) == (
        "The outlets differ in share of sentences (corrected), beyond chance (2 outlets with hand "
        "codes enough). Percentage points beside the median outlet, with 95 % intervals. More than "
        "the median outlet: A +30 (+10 to +50). No difference shown: B 0 (-10 to +10)."
    )
    matched = frame_page.contrast(
        frames(A=4, B=0), table.assign(differ=False), leading=LED.assign(called="matched")
    )
    assert matched.startswith(
        "That the outlets differ in share of sentences (matched to ann) is not shown (2 outlets w"
    )


FURTHEST = {
    "ties": (
        {"A": 4, "B": 0, "C": 4},
        "None: B (0 of 20 sentences). Among the others one sentence would change the order.",
    ),
    "two apart": (
        {"A": 4, "B": 1},
        "Largest share: A (4 of 20 sentences). Smallest share: B (1 of 20 sentences).",
    ),
    "one sentence": (
        {"A": 2, "B": 1},
        "By share no text stands out: one sentence would change the order.",
    ),
    "one text": ({"A": 2}, "One text: there is nothing to compare it with."),
}


@pytest.mark.parametrize(("counts", "said"), FURTHEST.values(), ids=FURTHEST)
def test_the_texts_furthest_apart_are_named_where_one_sentence_changes_nothing(counts, said):
    assert frame_page.contrast(frames(**counts), NO_INTERVALS) == said


def claimed(*rows: tuple[str, float, float, float, str], differ: bool) -> pd.DataFrame:
    columns = ["outlet", "estimate", "ci_low", "ci_high", "claim"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(coder="me", differ=pd.array([differ] * len(rows)))


def test_an_outlet_is_said_to_have_more_only_where_that_is_claimed() -> None:
    table = claimed(("A", 0.3, 0.1, 0.5, "more"), ("B", 0.01, -0.1, 0.12, "not_shown"), differ=True)
    assert frame_page.contrast(frames(A=4, B=0), table) == (
        "The outlets differ in share of sentences, beyond chance (2 outlets with at least 5 texts "
        "each). Percentage points beside the median outlet, with 95 % intervals. More than the "
        "median outlet: A +30 (+10 to +50). No difference shown: B +1 (-10 to +12)."
    )


def test_what_is_not_shown_has_its_interval_and_is_no_likeness() -> None:
    table = claimed(("A", 0.3, 0.1, 0.5, "not_shown"), ("B", 0.0, -0.1, 0.1, "not_shown"),
                    differ=False)  # fmt: skip
    said = frame_page.contrast(frames(A=4, B=0), table)
    assert said == (
        "That the outlets differ in share of sentences is not shown (2 outlets with at least 5 "
        "texts each). Percentage points beside the median outlet, with 95 % intervals. No "
        "difference shown: A +30 (+10 to +50); B 0 (-10 to +10). An interval apart from 0 shows "
        "nothing by itself."
    )


def test_of_many_outlets_the_ends_of_the_other_intervals_are_said() -> None:
    rows = [(f"o{n}", n / 100, n / 100 - 0.1, n / 100 + 0.1, "not_shown") for n in range(12)]
    said = frame_page.contrast(frames(A=4, B=0), claimed(*rows, differ=False))
    assert "5 further outlets, intervals within -10 to +14." in said


READ: dict[str, Any] = {
    "coder": "reference", "coders": pd.DataFrame({"coder": ["reference"], "kind": "model"})
}  # fmt: skip


def test_absence_is_worded_with_care_and_says_where_the_passage_stands_elsewhere() -> None:
    assert frame_page.absence(frames(A=2, B=0), **READ) == (
        "None found in 1 of 2 texts (B); read in full by a language model; a text may rest on an "
        "earlier agency version; in the 1 text where it occurs it stands at the end (nowhere "
        "before the last fifth of the sentences)."
    )
    person = READ["coders"].assign(kind="person")
    assert "read in full by a person" in frame_page.absence(
        frames(A=2, B=0), coder="reference", coders=person
    )
    above = frames(A=2, B=0, C=0).assign(in_headline=[True, False, True])
    assert frame_page.absence(above, **READ).startswith(
        "None found in 1 of 3 texts (B); in headline or caption alone in 1; read in full"
    )
    assert frame_page.absence(above.iloc[[0, 2]], **READ) == (
        "No text is without it (2 of 2 have it, in headline or caption alone in 1)."
    )
    several = pd.concat([frames(A=2, B=0), frames(B=0).assign(article="other")])
    assert "None found in 2 of 3 texts (of B)" in frame_page.absence(several, **READ)


def test_absence_does_not_say_at_the_end_where_it_is_not_so() -> None:
    early = frames(A=2, B=0).assign(first_position=[0.1, None])
    assert "stands at the end" not in frame_page.absence(early, **READ)


def test_absence_by_rules_is_not_called_a_reading() -> None:
    assert "by the indicators alone" in frame_page.absence(
        frames(A=0), coder="rules", coders=READ["coders"].assign(coder="rules", kind="rules")
    )


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
    given = study(agreement=table)
    said = frame_page.rules_beside(given, Frame("f", "F", "d"))
    assert said == (
        "Of 100 sentences, headlines, subheads and captions the reference codes 10 as carrying the "
        "frame. The codebook's 0 indicators find 8 of these and 1 other, on texts that the "
        "indicators may have been written with. This says little about other texts, and nothing of "
        "the reference itself."
    )
    given.sample = empty("sample")
    said = frame_page.rules_beside(given, Frame("f", "F", "d"))
    assert ", on a probability sample of these texts. This says" in said
    limits = {"recall_low": 0.5, "recall_high": 0.9, "note": "families_unknown;sample_weighted"}
    given.checks.agreement = table.assign(**limits)
    assert (
        ". Weighed by the chance to be drawn, they find 80 % (95 % interval 50 to 90 %) of all "
        "sentences with the frame. This says"
    ) in frame_page.rules_beside(given, Frame("f", "F", "d"))


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
                ("as stated", "4 of 15", "2 of 2", "the same"),
                (
                    "coded by m1", "4 of 15", "1 of 2",
                    "A: neither clearly most nor least instead of more than the median outlet",
                ),
                (
                    "without sub-code: left out", "5 of 14", "0 of 2",
                    "A: none found instead of more than the median outlet; "
                    "B: more than the median outlet instead of less than the median outlet",
                ),
                (
                    "corrected by a sample of reference codes", "not counted", "1 of 2",
                    "A: cannot be told instead of more than the median outlet",
                ),
            ],
            columns=[
                "the answer", "texts with it", "outlets for which it stands", "instead",
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


# -- mode and voice -------------------------------------------------------------------------


def manners(outlets: Sequence[str]) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Lay out a passage an outlet by mode and voice; that of the last has two voices."""
    rows = {"article": list(outlets), "sentence": 0, "outlet": list(outlets), "coder": "me"}
    passages = pd.DataFrame({**rows, "frame": "f", "mode": "feared", "voice": "us"})
    passages.loc[len(outlets) - 1, ["mode", "voice"]] = [None, "text;us"]
    words = SimpleNamespace(
        modes={"stated": "statement", "feared": "concern"},
        voices={"text": "the text itself", "us": "US side"},
    )
    return voices.by_manner(passages, codebook=words)


def test_each_mode_and_voice_is_a_row_in_the_order_of_the_codebook_and_an_outlet_a_column() -> None:
    table, opens = manners("BA")
    assert table.to_dict("list") == {
        "what": ["whose voice", "whose voice", "how it is put", "how it is put"],
        "coded as": ["the text itself", "US side", "concern", "not coded"],
        "B": [0, 1, 1, 0],
        "A": [1, 1, 0, 1],
        "all": [1, 2, 1, 1],
    }
    assert opens == {
        "B": ["", "p-B-0", "p-B-0", ""],
        "A": ["p-A-0", "p-A-0", "", "p-A-0"],
        "all": ["p-A-0", "p-B-0 p-A-0", "p-B-0", "p-A-0"],
    }


def test_an_outlet_may_be_called_as_a_column_is() -> None:
    table, opens = manners(["what", "all"])
    assert list(table) == ["what", "coded as", "what (outlet)", "all (outlet)", "all"]
    assert table["all"].tolist() == [1, 2, 1, 1]
    assert list(opens) == ["what (outlet)", "all (outlet)", "all"]


def test_many_outlets_have_one_column_and_the_number_of_those_with_such_a_passage() -> None:
    table, opens = manners("ABCDEFGH")
    assert [len(each.split()) for each in opens["in outlets"]] == [1, 8, 7, 1]
    assert list(table) == ["what", "coded as", "in outlets", "all"]
    assert table["in outlets"].tolist() == [1, 8, 7, 1]


# -- what became of passages in other texts ----------------------------------------------------

BESIDE = kept_passages.BESIDE
NO_PASSAGES = pd.DataFrame({"article": [], "sentence": []})
BECAME = {
    "k": "kept",
    "r": "reworded",
    "o": "otherwise",
    "e": "elsewhere",
    "d": "dropped",
    "-": "absent",
    "A": "absent",
    "n": "not captured",
}


def became(longest: str = "a", **texts: str) -> pd.DataFrame:
    """Say of each text what became of the longest text's passages, a letter a passage.

    Kept, reworded, otherwise, elsewhere, dropped, - absent, not captured; in capitals, and A for
    absent, those of sentences that a cut would remove.
    """
    rows = [
        {
            "article": name,
            "longest": longest,
            "sentence": number,
            "coder": "me",
            "frame": "f",
            "told": BECAME[letter if letter == "A" else letter.lower()],
            "other_sentence": None,
            "cut": None if letter == "n" else letter.isupper(),
        }
        for name, letters in texts.items()
        for number, letter in enumerate(letters)
    ]
    return require(pd.DataFrame(rows), "passages_kept")


def told(outlets: dict[str, str] | None = None, n: int = 4, texts: str = "abcd") -> pd.DataFrame:
    """Make so many sentences of each text."""
    rows = [(text, number) for text in texts for number in range(n)]
    table = pd.DataFrame(rows, columns=["article", "sentence"])
    outlet = table["article"].map(lambda text: (outlets or {}).get(text, text.upper()))
    said = table["article"] + table["sentence"].astype(str) + "."
    return table.assign(outlet=outlet, text=said)


def test_a_cut_is_told_of_all_passages_it_would_remove_whatever_became_of_them() -> None:
    assert kept_passages.cuts(became(b="-KA", c="kkk", d="--A")) == {
        "b": "cutting for length alone would have dropped 2 of the 3 passages of the longest text",
        "c": "cutting for length alone would have dropped none",
        "d": "cutting for length alone would have dropped 1 of the 3 passages of the longest text",
    }
    assert kept_passages.cuts(became(b="D")) == {
        "b": "cutting the longest text for length alone would have dropped it"
    }


def test_no_cut_is_said_to_remove_a_headline() -> None:
    assert kept_passages.cuts(became(b="nA")) == {
        "b": "cutting for length alone would have dropped 1 of the 2 passages of the longest text"
    }


def test_texts_without_a_story_in_common_have_nothing_to_be_cut() -> None:
    assert kept_passages.cuts(empty("passages_kept")) == {}


def test_each_passage_of_the_longest_text_is_a_row_and_each_other_text_a_column() -> None:
    kept = became(c="n-dorkA", b="nkkkkAA")
    kept = kept[kept["sentence"] != 3]  # no passage
    kept.loc[kept["told"] == "kept", "other_sentence"] = 0
    passages = pd.DataFrame({"article": ["b", "b", "a", "x", "c"], "sentence": [0, 1, 9, 0, 0]})
    table, opens = kept_passages.kept_table(kept, told(n=7, texts="abcx"), passages)
    assert opens["passage of the longest text"] == [*(f"p-a-{n}" for n in (0, 1, 2, 4, 5, 6)), ""]
    assert opens["B"] == ["", *["p-b-0"] * 3, "", "", "p-b-1"]
    assert table.to_dict("list") == {
        "passage of the longest text": ["a0.", "a1.", "a2.", "a4.", "a5.", "a6.", BESIDE],
        "C": [
            "not captured", "not found", "clause dropped", "reworded", "kept",
            "not found, after the cut", "0",
        ],
        "B": ["not captured", "kept", "kept", "kept", *["not found, after the cut"] * 2, "1"],
    }  # fmt: skip


def test_only_an_absence_is_said_to_stand_after_the_cut() -> None:
    table, _ = kept_passages.kept_table(became(b="KROEDA"), told(n=6), NO_PASSAGES)
    assert table["B"].tolist()[:-1] == [
        "kept", "reworded", "put otherwise", "raised in another sentence", "clause dropped",
        "not found, after the cut",
    ]  # fmt: skip


def test_two_texts_of_an_outlet_have_a_column_each() -> None:
    names = told({"b": "X", "c": "X"})
    table, _ = kept_passages.kept_table(became(b="k", c="-"), names, NO_PASSAGES)
    assert list(table) == ["passage of the longest text", "X: b", "X: c"]


def test_of_several_stories_the_table_is_of_the_one_that_most_texts_tell() -> None:
    kept = pd.concat([became("a", b="kkk"), became("c", d="r", e="-")])
    table, _ = kept_passages.kept_table(kept, told(texts="abcde"), NO_PASSAGES)
    assert table.to_dict("list") == {
        "passage of the longest text": ["c0.", BESIDE], "D": ["reworded", "0"],
        "E": ["not found", "0"],
    }  # fmt: skip


def test_without_a_story_the_table_of_passages_has_no_row() -> None:
    table, _ = kept_passages.kept_table(empty("passages_kept"), told(), NO_PASSAGES)
    assert list(table) == ["passage of the longest text"]
    assert table.empty


def test_from_a_text_to_the_page_only_passages_of_the_longest_text_count() -> None:
    """Of a: the headline, sentence 1, shared with b, and the last, which a cut would remove."""
    story = pd.DataFrame(
        [("a", 0, "headline", 3), ("a", 1, "lead", 9), ("a", 2, "body", 9), ("a", 3, "body", 5),
         ("b", 0, "lead", 8), ("b", 1, "body", 6)],
        columns=["article", "sentence", "zone", "n_words"],
    )  # fmt: skip
    text = story["article"] + story["sentence"].astype(str)
    story = story.assign(family="a", outlet=story["article"], text=text)
    codings = pd.DataFrame(
        [("a", 0, 1), ("a", 1, 1), ("a", 2, 0), ("a", 3, 1), ("b", 0, 1), ("b", 1, 1)],
        columns=["article", "sentence", "present"],
    ).assign(coder="me", frame="f")
    pair = {"article_a": "b", "sentence_a": 0, "article_b": "a", "sentence_b": 1}
    pairs = pd.DataFrame([{**pair, "relation": "trimmed"}])
    kept = passages_kept(codings, story, pairs)
    table, _ = kept_passages.kept_table(kept, story, codings.query("present == 1"))
    assert table.to_dict("list") == {
        "passage of the longest text": ["a0", "a1", "a3", BESIDE],
        "b": ["not captured", "kept", "not found, after the cut", "1"],
    }
    assert kept_passages.cuts(kept) == {
        "b": "cutting for length alone would have dropped 1 of the 3 passages of the longest text"
    }
