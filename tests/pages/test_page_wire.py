"""What the texts of a story share: sentences and tables that can be counted by eye."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.pages import frame as frame_page
from framing.pages import wire as wire_page
from framing.tables.require import empty
from framing.wire.synopsis import largest_story

KINDS = {"s": "shared", "a": "adapted", "u": "unmatched", "k": "kept", "o": "own"}


def origins(outlets: dict[str, str] | None = None, **texts: str) -> pd.DataFrame:
    """Make a sentence of each letter: s shared, a adapted, u unmatched, k kept, o own."""
    outlets = outlets or {}
    rows = [
        {
            "article": name,
            "sentence": number,
            "outlet": outlets.get(name, name.upper()),
            "text": f"{name}{number}.",
            "zone": "headline" if number == 0 else "body",
            "rank": number or pd.NA,
            "origin": KINDS[letter],
        }
        for name, letters in texts.items()
        for number, letter in enumerate(letters)
    ]
    return pd.DataFrame(rows).astype({"rank": "Int64"})


def articles(**families: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"article": list(families), "family": list(families.values()), "event": "all"}
    )


def held(longest: str = "a", **texts: str) -> pd.DataFrame:
    """Make a truncation, a letter a unit of the longest text.

    + and - are present and absent; P and A the same of units that a cut would remove.
    """
    rows = [
        {
            "article": name,
            "outlet": name.upper(),
            "longest": longest,
            "unit": unit,
            "sentence": unit,
            "present": letter in "+P",
            "cut": letter in "PA",
        }
        for name, letters in texts.items()
        for unit, letter in enumerate(letters)
    ]
    return pd.DataFrame(rows)


def passages(*keys: tuple[str, int]) -> pd.DataFrame:
    return pd.DataFrame(keys, columns=["article", "sentence"])


# --- the answer -------------------------------------------------------------------------


def test_the_answer_counts_what_each_text_shares_and_what_stands_in_none() -> None:
    said = wire_page.answer_sentence(origins(a="ssau", b="sau"), articles(a="a", b="a"))
    assert said == (
        "All 2 texts tell one story, in shared or rewritten wording. Sentences that another text "
        "has too: A 3 of 4 and B 2 of 3. 2 of 7 sentences stand in no other text here; they may "
        "still be agency copy. Headlines, subheads and captions are counted. No intervals: this "
        "describes these texts."
    )


def test_with_the_agencys_original_the_answer_says_what_is_neither_there_nor_elsewhere() -> None:
    said = wire_page.answer_sentence(origins(a="kkk", b="ksao"), articles(a="a", b="a"))
    assert (
        "Sentences that the agency's text or another has too: A 3 of 3 and B 3 of 4. 1 of 7 "
        "sentences stand neither in the agency's text nor in another. Headlines"
    ) in said
    assert "agency copy" not in said


@pytest.mark.parametrize("letters", ["k", "o"], ids=["kept", "own"])
def test_one_sentence_that_is_kept_or_own_shows_that_the_original_is_given(letters: str) -> None:
    said = wire_page.answer_sentence(origins(a=f"{letters}u"), articles(a="a"))
    assert "neither in the agency's text nor in another" in said


FAMILIES = {
    "all of one": (
        articles(a="a", b="a", c="a"),
        "All 3 texts tell one story, in shared or rewritten wording.",
    ),
    "none": (
        articles(a="a", b="b", c="c"),
        "Of 3 texts no two tell one story in shared wording.",
    ),
    "a text alone": (articles(a="a"), "Of 1 text no two tell one story in shared wording."),
    "one family": (
        articles(a="a", b="a", c="c"),
        "2 of 3 texts belong to 1 family of texts that tell one story in shared or rewritten "
        "wording (the largest has 2).",
    ),
    "several": (
        articles(a="a", b="a", c="c", d="c", e="c", f="f"),
        "5 of 6 texts belong to 2 families of texts that tell one story in shared or rewritten "
        "wording (the largest has 3).",
    ),
    "one name in two events": (
        articles(a="x", b="x").assign(event=["talks", "summit"]),
        "Of 2 texts no two tell one story in shared wording.",
    ),
}


@pytest.mark.parametrize(("table", "said"), FAMILIES.values(), ids=FAMILIES)
def test_families_of_more_than_one_text_are_counted(table: pd.DataFrame, said: str) -> None:
    assert wire_page.family_sentence(table) == said


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (7, "X: t00 1 of 2, X: t01 1 of 2, "),
        (8, "Sentences that another text has too: a share of 0.50 in each of 8 texts."),
        (30, "Sentences that another text has too: a share of 0.50 in each of 30 texts."),
        (31, "Sentences that another text has too: X 31 of"),
    ],
    ids=["7 one by one", "8 together", "30 by text", "31 by outlet"],
)
def test_over_30_texts_amounts_are_told_by_outlet(n: int, said: str) -> None:
    named = [f"t{number:02}" for number in range(n)]
    table = origins(dict.fromkeys(named, "X"), **dict.fromkeys(named, "su"))
    told = wire_page.answer_sentence(table, articles(**{name: name for name in named}))
    assert said in told
    assert f"{n} of {2 * n} sentences stand in no other text here" in told


def test_of_eight_outlets_the_answer_says_lowest_median_and_highest() -> None:
    shared = {f"t{number:02}": "s" * (number // 4) + "u" * 8 for number in range(32)}
    outlets = {name: f"O{number // 4}" for number, name in enumerate(shared)}
    told = wire_page.answer_sentence(origins(outlets, **shared), articles(a="a"))
    assert (
        "Sentences that another text has too: from O0 (0 of 32) to O7 (28 of 60); median of 8 "
        "outlets 0.30. "  # O3 12 of 44, O4 16 of 48
    ) in told


def test_the_pictures_caption_speaks_of_boxes_and_over_30_texts_of_dots() -> None:
    named = [f"t{number:02}" for number in range(31)]
    few, many = (origins(**dict.fromkeys(named[:n], "s")) for n in (30, 31))
    assert wire_page.origins_caption(few).startswith("A box is a sentence")
    assert wire_page.origins_caption(many).startswith("A dot is the share of an outlet's sentences")


# --- a line for each text ---------------------------------------------------------------


def test_a_line_tells_what_a_text_shares_what_is_in_none_and_what_it_lacks() -> None:
    cells = wire_page.cells(origins(a="ssau", b="sa"), held(b="+-A"))
    assert cells.to_dict("records") == [
        {
            "article": "a",
            "outlet": "A",
            "items": [
                {
                    "text": "3 of 4 sentences in another text too, 2 of them word for word",
                    "anchor": "side-by-side",
                },
                {"text": "1 in none", "anchor": "in-no-other-text-here"},
            ],
            "phrase": "3 of 4 sentences in another text too, 2 of them word for word; 1 in none",
        },
        {
            "article": "b",
            "outlet": "B",
            "items": [
                {
                    "text": "2 of 2 sentences in another text too, 1 of them word for word",
                    "anchor": "side-by-side",
                },
                {
                    "text": "lacks 2 of the 3 of the longest text, 1 of which a cut from the end "
                    "would remove",
                    "anchor": "what-each-text-lacks",
                },
            ],
            "phrase": "2 of 2 sentences in another text too, 1 of them word for word; lacks 2 of "
            "the 3 of the longest text, 1 of which a cut from the end would remove",
        },
    ]


def test_a_line_of_a_text_beside_the_agencys_original_names_it() -> None:
    phrases = wire_page.cells(origins(a="kk", b="kaso"), held(b="+"))["phrase"]
    assert phrases[0] == (
        "2 of 2 sentences in the agency's text or another too, 2 of them word for word"
    )
    assert phrases[1] == (
        "3 of 4 sentences in the agency's text or another too, 2 of them word for word; 1 in none; "
        "lacks 0 of the 1 of the longest text"
    )


def test_texts_without_a_story_have_a_line_and_lack_nothing() -> None:
    cells = wire_page.cells(origins(a="u", b="uu"), empty("truncation"))
    assert cells["phrase"].tolist() == [
        "0 of 1 sentences in another text too, 0 of them word for word; 1 in none",
        "0 of 2 sentences in another text too, 0 of them word for word; 2 in none",
    ]


# --- what a text lacks ------------------------------------------------------------------

VERDICTS = {
    "nothing absent": ("+++", (3, 0, 0, 0), "nothing is absent"),
    "nothing absent though cut": ("+PP", (3, 0, 0, 2), "nothing is absent"),
    "all by the cut": ("+AA", (3, 2, 2, 0), "a cut from the end explains all of it"),
    "one before the cut": ("-+A", (3, 2, 1, 0), "1 of 2 is more than a cut from the end explains"),
    "as many before as after": (
        "--AAP",
        (5, 4, 2, 1),
        "2 of 4 are more than a cut from the end explains",
    ),
    "none by the cut": ("---P", (4, 3, 0, 1), "3 of 3 are more than a cut from the end explains"),
}


@pytest.mark.parametrize(("letters", "counts", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_what_a_text_lacks_is_held_against_a_cut(letters, counts, verdict) -> None:
    (row,) = wire_page.lacking(held(b=letters)).to_dict("records")
    assert (row["article"], row["outlet"], row["longest"]) == ("b", "B", "a")
    assert (row["n_units"], row["n_absent"], row["n_cut"], row["n_beyond"]) == counts
    assert row["verdict"] == verdict


def test_texts_that_lack_as_much_keep_their_order() -> None:
    table = wire_page.lacking(held(c="+A", b="-P"))
    assert table[["article", "n_absent", "n_cut", "n_beyond"]].to_numpy().tolist() == [
        ["c", 1, 1, 0],
        ["b", 1, 0, 1],
    ]
    assert table["said"].tolist() == [
        "lacks 1 of the 2 of the longest text, 1 of which a cut from the end would remove",
        "lacks 1 of the 2 of the longest text, 0 of which a cut from the end would remove",
    ]


def test_two_texts_of_an_outlet_are_told_apart_by_id_in_what_they_lack() -> None:
    table = wire_page.lacking(held(b="+-", c="+A").assign(outlet="X"))
    assert table["text"].tolist() == ["X: b", "X: c"]
    assert wire_page.lacking(held(b="+-", c="+A"))["text"].tolist() == ["B", "C"]


def test_without_a_story_nothing_is_lacking() -> None:
    assert wire_page.lacking(empty("truncation")).empty


def test_only_the_passages_of_the_longest_text_count_for_a_frame() -> None:
    table = pd.concat([held(b="+-A", c="AAA"), held("x", y="-")])
    present = passages(("a", 1), ("a", 2), ("b", 0), ("c", 2))
    found = frame_page.of_frame(table, present)
    assert found[["article", "n_units", "n_absent", "n_cut"]].to_numpy().tolist() == [
        ["b", 2, 2, 1],
        ["c", 2, 2, 2],
    ]


def test_a_cut_is_told_of_all_passages_it_would_remove_present_or_not() -> None:
    present = passages(("a", 0), ("a", 1), ("a", 2))
    assert frame_page.cuts(held(b="-PA", c="+++", d="--A"), present) == {
        "b": "a cut from the end would remove 2 of the longest text's 3 passages",
        "c": "a cut from the end would remove 0 of the longest text's 3 passages",
        "d": "a cut from the end would remove 1 of the longest text's 3 passages",
    }
    assert frame_page.cuts(held(b="-PA"), passages(("a", 1))) == {
        "b": "a cut from the end would remove 1 of the longest text's 1 passage"
    }
    assert frame_page.cuts(held(b="-PA"), passages(("b", 1))) == {}


CUTS = {
    "no story": (
        empty("truncation"),
        "No two texts here tell one story in shared wording, so that what cutting from the end "
        "would remove cannot be said.",
    ),
    "not in the longest text": (
        held(b="+-+A"),
        "What cutting from the end would remove cannot be said: no story's longest text has a "
        "passage.",
    ),
    "nothing absent": (
        held(b="-+P+"),
        "What cutting from the end would remove: no text lacks a passage of the longest text.",
    ),
    "two of three texts": (
        held(b="-+A+", c="++P-", d="+-A-"),
        "What cutting from the end would remove, of the passages of the story's longest text: B "
        "lacks 1 of 2 (a cut would remove 1); D lacks 2 of 2 (a cut would remove 1).",
    ),
    "two texts of an outlet": (
        held(b="+--", c="+-A").assign(outlet="X"),
        "What cutting from the end would remove, of the passages of the story's longest text: X: "
        "b lacks 2 of 2 (a cut would remove 0); X: c lacks 2 of 2 (a cut would remove 1).",
    ),
}


@pytest.mark.parametrize(("table", "said"), CUTS.values(), ids=CUTS)
def test_what_cutting_would_remove_of_a_frame_is_said(table: pd.DataFrame, said: str) -> None:
    where = ("b", 1) if "cannot be said: " in said else ("a", 1)
    assert frame_page.cut_sentence(
        table, passages(where, ("a", 2) if where[0] == "a" else where)
    ) == (said)


def test_over_eight_texts_that_lack_a_passage_the_rest_is_counted() -> None:
    table = held(**{f"t{number:02}": "-" for number in range(33)})
    said = frame_page.cut_sentence(table, passages(("a", 0)))
    assert said.count(" lacks ") == 8
    assert said.endswith("T07 lacks 1 of 1 (a cut would remove 0); 25 more texts.")


# --- the largest story ------------------------------------------------------------------


def told(story: str, *texts: str) -> pd.DataFrame:
    rows = [(story, unit, text) for unit in (0, 1) for text in texts]
    table = pd.DataFrame(rows, columns=["story", "unit", "article"])
    return table.assign(relation=["basis" if text == texts[0] else "absent" for text in
                                  table["article"]])  # fmt: skip


def test_the_largest_story_is_that_of_most_texts_then_the_first_by_name() -> None:
    def same(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(relation="verbatim")

    both = pd.concat([same(told("y", "c", "d")), same(told("x", "a", "b"))])
    assert largest_story(both)["story"].unique().tolist() == ["x"]
    three = pd.concat([both, same(told("z", "e", "f", "g"))])
    assert largest_story(three)["story"].unique().tolist() == ["z"]
    assert len(largest_story(three)) == 6


def test_texts_by_themselves_have_no_story() -> None:
    alone = pd.concat([told("a", "a"), told("b", "b")])
    assert largest_story(alone).empty
    assert set(alone) <= set(largest_story(alone))


def test_a_text_that_tells_no_unit_of_a_story_makes_it_no_larger() -> None:
    assert largest_story(told("a", "a", "b")).empty


# --- how well pairs are found -----------------------------------------------------------


def coded() -> pd.DataFrame:
    columns = ["set", "threshold", "n_coded", "n_found", "n_reported", "n_right"]
    rows = [
        ("one", 0.4, 10, 9, 12, 8),
        ("one", 0.5, 10, 7, 8, 6),
        ("two", 0.4, 20, 18, 30, 15),
        ("two", 0.5, 20, 11, 12, 10),
    ]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize("threshold", [0.5, 0.49, 0.9])
def test_the_curves_caption_tells_counts_at_the_nearest_threshold_coded(threshold: float) -> None:
    assert wire_page.curve_caption(coded(), threshold) == (
        "Coded rewordings at a threshold of 0.50: one, 7 of 10 found and 6 of 8 reported right; "
        "two, 11 of 20 found and 10 of 12 reported right"
    )


def test_between_two_thresholds_one_is_told() -> None:
    halves = coded().assign(threshold=[0.25, 0.75] * 2)
    said = wire_page.curve_caption(halves, 0.5)
    assert said.startswith("Coded rewordings at a threshold of 0.25: one, 9 of 10 found")
    assert said.count("found") == 2


# --- who shares with whom ---------------------------------------------------------------


def pairs(*given: tuple[str, int, str, int, str]) -> pd.DataFrame:
    columns = ["article_a", "sentence_a", "article_b", "sentence_b", "relation"]
    return pd.DataFrame(given, columns=columns)


PAIRS = pairs(
    ("a", 0, "b", 0, "verbatim"),
    ("a", 1, "b", 0, "reworded"),
    ("a", 2, "b", 1, "trimmed"),
    ("a", 2, "b", 0, "reworded"),
    ("a", 0, "c", 0, "reworded"),
)


def test_the_matrix_counts_each_direction_by_itself_and_a_sentence_once() -> None:
    assert wire_page.matrix(PAIRS, origins(a="sssu", b="ss", c="a")).to_dict("list") == {
        "sentences of": ["A", "B", "C"],
        "in A": ["–", "2 of 2 (2 word for word)", "1 of 1 (0 word for word)"],
        "in B": ["3 of 4 (2 word for word)", "–", "0 of 1 (0 word for word)"],
        "in C": ["1 of 4 (0 word for word)", "0 of 2 (0 word for word)", "–"],
    }


def test_two_texts_of_an_outlet_have_a_row_each_in_the_matrix() -> None:
    table = wire_page.matrix(PAIRS, origins({"a": "X", "b": "X"}, a="sssu", b="ss", c="a"))
    assert table["sentences of"].tolist() == ["X: a", "X: b", "C"]
    assert table.loc[0, "in X: b"] == "3 of 4 (2 word for word)"


def test_without_pairs_every_cell_of_the_matrix_is_a_zero() -> None:
    table = wire_page.matrix(empty("alignments"), origins(a="uu", b="u"))
    assert table.to_dict("list") == {
        "sentences of": ["A", "B"],
        "in A": ["–", "0 of 1 (0 word for word)"],
        "in B": ["0 of 2 (0 word for word)", "–"],
    }


def test_over_30_texts_the_matrix_is_of_outlets_and_counts_a_sentence_once() -> None:
    named = [f"t{number:02}" for number in range(31)]
    outlets = {name: "X" if number < 15 else "Y" for number, name in enumerate(named)}
    given = pairs(
        ("t00", 0, "t15", 0, "verbatim"),
        ("t00", 0, "t16", 0, "reworded"),  # the same sentence in a second text of the outlet
        ("t01", 0, "t16", 1, "reworded"),
        ("t02", 0, "t03", 0, "verbatim"),  # within an outlet
    )
    table = wire_page.matrix(given, origins(outlets, **dict.fromkeys(named, "su")))
    assert table.to_dict("list") == {
        "sentences of": ["X", "Y"],
        "in X": ["–", "3 of 32 (1 word for word)"],
        "in Y": ["2 of 30 (1 word for word)", "–"],
    }


def many_texts(n: int) -> pd.DataFrame:
    return origins(**{f"t{number:02}": "su" for number in range(n)})


def test_11_texts_are_still_a_row_each_in_the_matrix() -> None:
    table = wire_page.matrix(PAIRS.iloc[:0], many_texts(11))
    assert table.shape == (11, 12)
    assert wire_page.matrix_caption(table, many_texts(11)) == (
        "Shared sentences: a row and a column is a text"
    )


def test_of_12_texts_a_row_is_a_pair_that_shares_the_pair_that_shares_most_first() -> None:
    given = pairs(
        ("t03", 0, "t01", 0, "verbatim"),
        ("t03", 0, "t01", 1, "reworded"),
        ("t05", 0, "t04", 0, "reworded"),
        ("t00", 0, "t11", 0, "verbatim"),
    )
    table = wire_page.matrix(given, many_texts(12))
    assert table.to_numpy().tolist() == [
        ["T01", "T03", "2 of 2 (1 word for word)", "1 of 2 (1 word for word)"],
        ["T00", "T11", "1 of 2 (1 word for word)", "1 of 2 (1 word for word)"],
        ["T04", "T05", "1 of 2 (0 word for word)", "1 of 2 (0 word for word)"],
    ]
    assert list(table) == [
        "one", "other", "sentences of one in the other", "sentences of the other in one"
    ]  # fmt: skip
    assert wire_page.matrix_caption(table, many_texts(12)) == (
        "Shared sentences: a row is a pair of texts, those that share most first"
    )


def test_within_an_outlet_is_no_pair_of_outlets() -> None:
    outlets = {f"t{number:02}": f"O{number % 12}" for number in range(31)}
    given = pairs(("t00", 0, "t12", 0, "verbatim"), ("t00", 0, "t01", 0, "verbatim"))
    table = wire_page.matrix(given, origins(outlets, **dict.fromkeys(outlets, "su")))
    assert table[["one", "other"]].to_numpy().tolist() == [["O0", "O1"]]
    said = wire_page.matrix_caption(table, origins(outlets, **dict.fromkeys(outlets, "su")))
    assert said.startswith("Shared sentences: a row is a pair of outlets, ")


# --- stories, places, sentences ---------------------------------------------------------


def test_stories_are_families_of_several_texts_the_largest_first() -> None:
    given = pd.DataFrame(
        {
            "article": ["a", "b", "c", "d", "e", "f", "g"],
            "family": ["a", "a", "c", "d", "d", "d", "a"],
            "event": ["one"] * 6 + ["two"],
            "outlet": ["X", "X", "X", "Y", "X", "Y", "X"],
            "date": ["2025-02-13", "2025-02-12", None, "2025-02-14", None, "2025-02-15", None],
        }
    )
    assert wire_page.stories(given).to_dict("records") == [
        {
            "story": "d",
            "texts": 3,
            "outlets": "Y, X",
            "called": "Y and X",
            "first": "2025-02-14",
            "last": "2025-02-15",
        },
        {
            "story": "a",
            "texts": 2,
            "outlets": "X",
            "called": "X",
            "first": "2025-02-12",
            "last": "2025-02-13",
        },
    ]


def test_stories_of_as_many_texts_keep_their_order_and_none_make_an_empty_table() -> None:
    given = pd.DataFrame(
        {"article": list("abcd"), "family": list("ccaa"), "event": "all", "outlet": "X",
         "date": "2025-02-13"}
    )  # fmt: skip
    assert wire_page.stories(given)["story"].tolist() == ["c", "a"]
    assert wire_page.stories(given.assign(family=list("abcd"))).empty


def moved_units(**places: list[int | None]) -> pd.DataFrame:
    rows = [
        {
            "story": "s",
            "unit": unit,
            "article": article,
            "outlet": article.upper(),
            "sentences": f"{unit};9",
            "moved": place,
        }
        for article, moves in places.items()
        for unit, place in enumerate(moves)
    ]
    return pd.DataFrame(rows).astype({"moved": "Int64"})


def test_the_units_that_moved_furthest_are_told_three_a_text() -> None:
    sentences = origins(a="sssss", b="sssss", c="sssss")
    given = moved_units(a=[None] * 5, b=[1, -2, 0, 3, -1], c=[-3, 0, 0, 0, None])
    assert wire_page.moved(given, sentences).to_numpy().tolist() == [
        ["C", 1, "3 earlier", "c0."],
        ["B", 4, "3 later", "b3."],
        ["B", 2, "2 earlier", "b1."],
        ["B", 1, "1 later", "b0."],  # of two that moved by one, the first
    ]


def test_a_text_of_an_outlet_with_several_is_named_with_its_id_where_it_moved() -> None:
    sentences = origins({"b": "X", "c": "X"}, a="s", b="s", c="s")
    given = moved_units(a=[None], b=[2], c=[0])
    assert wire_page.moved(given, sentences)["text of"].tolist() == ["X: b"]
    assert wire_page.moved(moved_units(a=[None]), sentences).empty


def test_sentences_in_no_other_text_are_listed_with_their_place() -> None:
    table = wire_page.in_none(origins(a="usau", b="ssso"))
    assert table.fillna(-1).to_numpy().tolist() == [
        ["A", "headline", -1, "a0."],
        ["A", "body", 3, "a3."],
        ["B", "body", 3, "b3."],
    ]


# --- frames by origin -------------------------------------------------------------------


def amounts(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["frame", "outlet", "n_frame_sentences", "n_sentences"])


def test_frames_are_counted_by_outlet_for_each_choice_of_sentences() -> None:
    modes = {
        "all": amounts(("g", "X", 1, 9), ("f", "X", 2, 9), ("f", "X", 3, 8), ("f", "Y", 0, 7)),
        "unshared": amounts(("g", "X", 1, 5), ("f", "X", 2, 5), ("f", "X", 0, 4), ("f", "Y", 0, 3)),
        "unmatched": amounts(
            ("g", "X", 0, 2), ("f", "X", 1, 2), ("f", "X", 0, 0), ("f", "Y", 0, 1)
        ),
    }
    table = wire_page.frames_by_origin(modes, {"f": "First", "g": "Second"})
    assert table.to_dict("list") == {
        "frame": ["First", "First", "Second"],
        "text of": ["X", "Y", "X"],
        "all sentences": ["5 of 17", "0 of 7", "1 of 9"],
        "not word for word elsewhere": ["2 of 9", "0 of 3", "1 of 5"],
        "in no other text here": ["1 of 2", "0 of 1", "0 of 2"],
    }
    assert "fewer than 10 sentences" in wire_page.few_caption()


# --- other words ------------------------------------------------------------------------


def test_words_of_certainty_stand_in_a_column_a_kind_with_their_rate() -> None:
    rows = [
        ("a", "claim", "claim", 2),
        ("a", "claim", "argue", 1),
        ("a", "hedge", "", 0),
        ("b", "claim", "", 0),
        ("b", "hedge", "may", 1),
        ("c", "claim", "", 0),
        ("c", "hedge", "", 0),
    ]
    table = pd.DataFrame(rows, columns=["article", "kind", "word", "count"])
    table["n_words"] = table["article"].map({"a": 400, "b": 300, "c": 0})
    found = wire_page.by_kind(table, origins({"a": "X", "b": "X"}, a="s", b="s", c="s"))
    assert found.to_dict("list") == {
        "text of": ["X: a", "X: b", "C"],
        "claim": ["3 (7.5)", "0 (0.0)", "0 (–)"],
        "hedge": ["0 (0.0)", "1 (3.3)", "0 (–)"],
        "words": [400, 300, 0],
    }


# --- agencies ---------------------------------------------------------------------------


def test_agencies_named_put_names_of_texts_for_ids_and_say_none() -> None:
    given = pd.DataFrame(
        {
            "article": ["1", "10", "2"],
            "outlet": ["Daily 10", "Weekly", "Weekly"],
            "tagged": ["AFP;Reuters", "", None],
            "pictured": [None, "AP", ""],
            "content": ["", "AFP", "AFP"],
            "n_shared": [0, 11, 2],
            "rests_on": [
                "",
                "AFP: 1 sentence (dateline of 1)",
                "AFP: 10 sentences (credit of 1, photo credit of 10); AP: 2 sentences "
                "(photo credit of 10)",
            ],
        }
    )
    found = wire_page.agencies_named(given, given)
    assert found["text"].tolist() == ["Daily 10", "Weekly: 10", "Weekly: 2"]
    assert found["tagged"].tolist() == ["AFP, Reuters", "none", "none"]
    assert found["pictured"].tolist() == ["none", "AP", "none"]
    assert found["content"].tolist() == ["none", "AFP", "AFP"]
    assert found["rests_on"].tolist() == [
        "–",
        "AFP: 1 sentence (dateline of Daily 10)",
        "AFP: 10 sentences (credit of Daily 10, photo credit of Weekly: 10); AP: 2 sentences "
        "(photo credit of Weekly: 10)",
    ]
    assert given.loc[0, "tagged"] == "AFP;Reuters"  # what was given is not edited


def test_texts_without_a_story_in_common_have_nothing_to_be_cut() -> None:
    none = empty("truncation")
    present = pd.DataFrame({"article": ["a"], "sentence": [0]})
    assert frame_page.of_frame(none, present).empty
    assert frame_page.cuts(none, present) == {}


def test_flags_that_were_read_are_said_with_their_interval_and_none_if_none_was() -> None:
    read = pd.DataFrame(
        {"relation": ["trimmed"], "n": [4], "n_first": [2], "n_second": [2], "n_both": [1],
         "n_alike": [2], "low": [0.046], "high": [0.699]}
    )  # fmt: skip
    assert wire_page.flags_sentence(read) == (
        "Two readers read flags of this kind in pairs of real articles. Of 4 flags of trimmed "
        "pairs: both called 1 real (25 %, 95 % interval 5 to 70 %) and decided alike of 2."
    )
    assert wire_page.flags_sentence(read.head(0)) == ""
