"""What the texts of a story share: sentences and tables that can be counted by eye."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from framing.pages import wire as wire_page
from framing.show.agencies_named import AGENCIES, agencies_named
from framing.show.curve import curve_caption
from framing.show.markup import SHOWN_ROWS
from framing.show.shared_sentences import answer_counts
from framing.tables.contracts.wire_tables import AGREE
from framing.tables.require import empty
from framing.wire.coded_pairs import coded_pairs
from framing.wire.synopsis import largest_story

KINDS = {  # origin, and the relation of the closest counterpart
    "v": ("verbatim", "verbatim"),
    "t": ("trimmed", "trimmed"),
    "r": ("reworded", "reworded"),
    "q": ("quoted", "trimmed"),
    "u": ("unmatched", None),
    "k": ("kept", "verbatim"),
    "e": ("edited", "trimmed"),
    "a": ("adapted", "reworded"),
    "o": ("own", None),
}

ALONE = "of which cutting for length alone would have dropped"


def origins(outlets: dict[str, str] | None = None, **texts: str) -> pd.DataFrame:
    """Make a sentence of each letter: verbatim, trimmed, reworded, quoted or unmatched.

    With the agency's text also kept, edited, adapted or own.
    """
    outlets = outlets or {}
    rows = [
        {
            "article": name,
            "sentence": number,
            "outlet": outlets.get(name, name.upper()),
            "text": f"{name}{number}.",
            "zone": "headline" if number == 0 else "body",
            "rank": number or pd.NA,
            "origin": KINDS[letter][0],
            "closest": KINDS[letter][1],
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


# --- the answer -------------------------------------------------------------------------


def test_the_answer_counts_what_each_text_shares_and_what_stands_in_none() -> None:
    said = wire_page.answer_sentence(origins(a="vtru", b="vru"), articles(a="a", b="a"))
    assert said == (
        "Both texts tell one story, in shared or rewritten wording. 2 of 7 sentences stand in no "
        "other text here; they may still be agency copy. Sentences that another text "
        "has too: A 3 of 4 and B 2 of 3. In all 2 word for word, 1 trimmed or extended, 2 "
        "reworded. Headlines, subheads and captions are counted. No intervals: this describes "
        "these texts."
    )


def test_the_answer_tells_apart_what_shares_no_more_than_what_both_quote() -> None:
    said = wire_page.answer_sentence(origins(a="vtq", b="qu"), articles(a="a", b="a"))
    assert (
        "A 3 of 3 and B 1 of 2. In all 1 word for word, 3 trimmed or extended, 0 reworded; of "
        "these sentences 2 share no more than what both quote. Headlines"
    ) in said


def test_standing_text_is_not_said_to_stand_in_one_text_alone() -> None:
    rows, texts = origins(a="vuu", b="vu"), articles(a="a", b="a")
    standing = rows[rows["article"] == "a"].tail(1)
    said = wire_page.in_short(rows, texts, standing_text=standing)
    assert said.endswith(
        "2 of 5 sentences stand in no other text here; they may still be agency copy; 1 more is "
        "standing text, which is compared with no other."
    )
    assert answer_counts(rows, standing)["2 of 5 sentences"].count("p-") == 2


def test_with_the_agencys_original_the_answer_says_what_is_neither_there_nor_elsewhere() -> None:
    said = wire_page.answer_sentence(origins(a="kkk", b="keao"), articles(a="a", b="a"))
    assert (
        "1 of 7 sentences stand neither in the agency's text nor in another. Sentences that the "
        "agency's text or another has too: A 3 of 3 and B 3 of 4. In all 4 word "
        "for word, 1 trimmed or extended, 1 reworded. Headlines"
    ) in said
    assert "agency copy" not in said


@pytest.mark.parametrize("letter", "keao", ids=["kept", "edited", "adapted", "own"])
def test_one_sentence_of_these_origins_shows_that_the_original_is_given(letter: str) -> None:
    said = wire_page.answer_sentence(origins(a=f"{letter}u"), articles(a="a"))
    assert "neither in the agency's text nor in another" in said


def test_of_the_shipped_texts_24_sentences_are_called_word_for_word(study) -> None:
    told = study.origins["closest"].value_counts().to_dict()
    assert told == {"verbatim": 24, "trimmed": 46, "reworded": 45}
    said = wire_page.answer_sentence(study.origins, study.articles)
    assert "In all 24 word for word, 46 trimmed or extended, 45 reworded" in said
    assert said.count("word for word") == 1
    phrases = " ".join(lines(wire_page.cells(study.origins, study.truncation)))
    counts = re.findall(r"(\d+) word for word, (\d+) trimmed or extended", phrases)
    assert [sum(map(int, column)) for column in zip(*counts, strict=True)] == [24, 46]


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
        (7, "X: t000. 1 of 2, X: t010. 1 of 2, "),
        (8, "Sentences that another text has too: a share of 50 % in each of 8 texts."),
        (30, "Sentences that another text has too: a share of 50 % in each of 30 texts."),
        (31, "Sentences that another text has too: X 31 of"),
    ],
    ids=["7 one by one", "8 together", "30 by text", "31 by outlet"],
)
def test_over_30_texts_amounts_are_told_by_outlet(n: int, said: str) -> None:
    named = [f"t{number:02}" for number in range(n)]
    table = origins(dict.fromkeys(named, "X"), **dict.fromkeys(named, "vu"))
    told = wire_page.answer_sentence(table, articles(**{name: name for name in named}))
    assert said in told
    assert f"{n} of {2 * n} sentences stand in no other text of their story here" in told


def test_of_eight_outlets_the_answer_says_lowest_median_and_highest() -> None:
    shared = {f"t{number:02}": "v" * (number // 4) + "u" * 8 for number in range(32)}
    outlets = {name: f"O{number // 4}" for number, name in enumerate(shared)}
    told = wire_page.answer_sentence(origins(outlets, **shared), articles(a="a"))
    assert (
        "Sentences that another text has too: from O0 (0 of 32) to O7 (28 of 60); median of 8 "
        "outlets 30 %. "  # O3 12 of 44, O4 16 of 48
    ) in told


def test_the_pictures_caption_speaks_of_boxes_and_over_30_texts_of_dots() -> None:
    named = [f"t{number:02}" for number in range(31)]
    few, many = (origins(**dict.fromkeys(named[:n], "v")) for n in (30, 31))
    assert wire_page.origins_caption(few).startswith("A box is a sentence")
    assert wire_page.origins_caption(many).startswith("A dot is the share of an outlet's sentences")


# --- a line for each text ---------------------------------------------------------------


def classes(exact: int, trimmed: int, reworded: int) -> str:
    return f"{exact} word for word, {trimmed} trimmed or extended, {reworded} reworded"


def lines(cells: pd.DataFrame) -> list[str]:
    return ["".join(part["text"] for part in parts) for parts in cells["parts"]]


def test_a_line_tells_what_a_text_shares_what_is_in_none_and_what_it_lacks() -> None:
    cells = wire_page.cells(origins(a="vtru", b="vr"), held(b="+-A"))
    assert cells[["article", "name", "id"]].values.tolist() == [
        ["a", "A", "a-a"],
        ["b", "B", "a-b"],
    ]
    lacks = f"2 of the longest text's 3 sentences not found, {ALONE} 1"
    assert lines(cells) == [
        f"3 of 4 sentences in another text too: {classes(1, 1, 1)}; 1 in none",
        f"2 of 2 sentences in another text too: {classes(1, 0, 1)}; {lacks}",
    ]
    opens = [
        {part["text"]: part["opens"] for part in parts if part.get("opens")}
        for parts in cells["parts"]
    ]
    assert opens[0] == {
        "3 of 4 sentences": "p-a-0 p-a-1 p-a-2", "1 word for word": "p-a-0",
        "1 trimmed or extended": "p-a-1", "1 reworded": "p-a-2", "1 in none": "p-a-3",
    }  # fmt: skip
    assert opens[1][lacks] == "what-was-not-found-of-the-longest-text"


def test_a_line_of_a_text_beside_the_agencys_original_names_it() -> None:
    phrases = lines(wire_page.cells(origins(a="kk", b="kevo"), held(b="+")))
    assert phrases[0] == (
        f"2 of 2 sentences in the agency's text or another too: {classes(2, 0, 0)}"
    )
    assert phrases[1] == (
        f"3 of 4 sentences in the agency's text or another too: {classes(2, 1, 0)}; 1 in none; "
        "0 of the longest text's 1 sentence not found"
    )


def test_texts_without_a_story_have_a_line_and_lack_nothing() -> None:
    cells = wire_page.cells(origins(a="u", b="uu"), empty("truncation"))
    assert lines(cells) == [
        f"0 of 1 sentences in another text too: {classes(0, 0, 0)}; 1 in none",
        f"0 of 2 sentences in another text too: {classes(0, 0, 0)}; 2 in none",
    ]


# --- what a text lacks ------------------------------------------------------------------

VERDICTS = {
    "nothing absent": ("+++", (3, 0, 0, 0), "all is found"),
    "nothing absent though cut": ("+PP", (3, 0, 0, 2), "all is found"),
    "all by the cut": ("+AA", (3, 2, 2, 0), "a cut from the end explains all of it"),
    "one before the cut": ("-+A", (3, 2, 1, 0), "1 of 2 is more than a cut explains"),
    "as many before as after": (
        "--AAP",
        (5, 4, 2, 1),
        "2 of 4 are more than a cut explains",
    ),
    "none by the cut": ("---P", (4, 3, 0, 1), "3 of 3 are more than a cut explains"),
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
        f"1 of the longest text's 2 sentences not found, {ALONE} 1",
        f"1 of the longest text's 2 sentences not found, {ALONE} none",
    ]


def test_two_texts_of_an_outlet_are_told_apart_by_id_in_what_they_lack() -> None:
    table = wire_page.lacking(held(b="+-", c="+A").assign(outlet="X"))
    assert table["text"].tolist() == ["X: b", "X: c"]
    assert wire_page.lacking(held(b="+-", c="+A"))["text"].tolist() == ["B", "C"]


def test_a_text_is_called_by_its_headline_in_what_it_lacks_as_elsewhere_on_the_page() -> None:
    given = held(b="+-", c="+A").assign(outlet="X")
    table = wire_page.lacking(given, origins({"b": "X", "c": "X"}, b="v", c="v"))
    assert table["text"].tolist() == ["X: b0.", "X: c0."]


def test_without_a_story_nothing_is_lacking() -> None:
    assert wire_page.lacking(empty("truncation")).empty


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
    assert curve_caption(coded(), threshold) == (
        "Coded rewordings at a threshold of 0.50: one, 7 of 10 found and 6 of 8 reported right; "
        "two, 11 of 20 found and 10 of 12 reported right"
    )


def test_the_sets_of_the_kit_are_named_in_words() -> None:
    said = curve_caption(coded_pairs(), 0.5)
    assert "shipped texts, " in said
    assert "seeds" not in said


def test_between_two_thresholds_one_is_told() -> None:
    halves = coded().assign(threshold=[0.25, 0.75] * 2)
    said = curve_caption(halves, 0.5)
    assert said.startswith("Coded rewordings at a threshold of 0.25: one, 9 of 10 found")
    assert said.count("found") == 2


# --- who shares with whom ---------------------------------------------------------------


COUNTED = "({} word for word, {} trimmed or extended)"


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
    assert wire_page.matrix(PAIRS, origins(a="vrtu", b="vt", c="r")).to_dict("list") == {
        "sentences of": ["A", "B", "C"],
        "in A": ["–", f"2 of 2 {COUNTED.format(1, 1)}", f"1 of 1 {COUNTED.format(0, 0)}"],
        "in B": [f"3 of 4 {COUNTED.format(1, 1)}", "–", "0 of 1"],
        "in C": [f"1 of 4 {COUNTED.format(0, 0)}", "0 of 2", "–"],
    }


def test_what_both_quote_is_counted_in_the_matrix_and_not_called_word_for_word() -> None:
    given = pairs(("a", 0, "b", 0, "verbatim"), ("a", 1, "b", 1, "trimmed")).assign(quoted=True)
    table = wire_page.matrix(given, origins(a="qqu", b="qq"))
    assert table.to_dict("list") == {
        "sentences of": ["A", "B"],
        "in A": ["–", f"2 of 2 {COUNTED.format(0, 0)}"],
        "in B": [f"2 of 3 {COUNTED.format(0, 0)}", "–"],
    }


def test_two_texts_of_an_outlet_have_a_row_each_in_the_matrix() -> None:
    table = wire_page.matrix(PAIRS, origins({"a": "X", "b": "X"}, a="vrtu", b="vt", c="r"))
    assert table["sentences of"].tolist() == ["X: a0.", "X: b0.", "C"]
    assert table.loc[0, "in X: b0."] == "3 of 4 (1 word for word, 1 trimmed or extended)"


def test_without_pairs_every_cell_of_the_matrix_is_a_zero() -> None:
    table = wire_page.matrix(empty("alignments"), origins(a="uu", b="u"))
    assert table.to_dict("list") == {
        "sentences of": ["A", "B"],
        "in A": ["–", "0 of 1"],
        "in B": ["0 of 2", "–"],
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
    table = wire_page.matrix(given, origins(outlets, **dict.fromkeys(named, "vu")))
    assert table.to_dict("list") == {
        "sentences of": ["X", "Y"],
        "in X": ["–", f"3 of 32 {COUNTED.format(1, 0)}"],
        "in Y": [f"2 of 30 {COUNTED.format(1, 0)}", "–"],
    }


def many_texts(n: int) -> pd.DataFrame:
    return origins(**{f"t{number:02}": "vu" for number in range(n)})


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
        ["T01", "T03", f"2 of 2 {COUNTED.format(1, 0)}", f"1 of 2 {COUNTED.format(1, 0)}"],
        ["T00", "T11", f"1 of 2 {COUNTED.format(1, 0)}", f"1 of 2 {COUNTED.format(1, 0)}"],
        ["T04", "T05", f"1 of 2 {COUNTED.format(0, 0)}", f"1 of 2 {COUNTED.format(0, 0)}"],
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
    table = wire_page.matrix(given, origins(outlets, **dict.fromkeys(outlets, "vu")))
    assert table[["one", "other"]].to_numpy().tolist() == [["O0", "O1"]]
    said = wire_page.matrix_caption(table, origins(outlets, **dict.fromkeys(outlets, "vu")))
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


@pytest.mark.parametrize(
    ("families", "whence"), [("ccaa", "by the name of its first text"), ("xxyy", "as the study")]
)
def test_a_story_that_the_study_names_is_not_called_by_its_first_text(families, whence) -> None:
    given = articles(**dict(zip("abcd", families, strict=True))).assign(outlet="X", date=None)
    assert whence in wire_page.stories_caption(wire_page.stories(given), given)


def moved_units(**places: list[int | None]) -> pd.DataFrame:
    rows = [
        {
            "story": "s",
            "unit": unit,
            "article": article,
            "outlet": article.upper(),
            "sentences": f"9;{unit}",
            "relation": "verbatim",
            "relations": "reworded;verbatim",
            "moved": place,
        }
        for article, moves in places.items()
        for unit, place in enumerate(moves)
    ]
    return pd.DataFrame(rows).astype({"moved": "Int64"})


def test_the_units_that_moved_furthest_are_told_three_a_text() -> None:
    sentences = origins(a="vvvvv", b="vvvvv", c="vvvvv")
    given = moved_units(a=[None] * 5, b=[1, -2, 0, 3, -1], c=[-3, 0, 0, 0, None])
    assert wire_page.moved(given, sentences).to_numpy().tolist() == [
        ["C", 1, "3 earlier", "c0.", "c", 0],
        ["B", 4, "3 later", "b3.", "b", 3],
        ["B", 2, "2 earlier", "b1.", "b", 1],
        ["B", 1, "1 later", "b0.", "b", 0],  # of two that moved by one, the first
    ]


def test_a_text_of_an_outlet_with_several_is_named_with_its_id_where_it_moved() -> None:
    sentences = origins({"b": "X", "c": "X"}, a="v", b="v", c="v")
    given = moved_units(a=[None], b=[2], c=[0])
    assert wire_page.moved(given, sentences)["called"].tolist() == ["X: b0."]
    assert wire_page.moved(moved_units(a=[None]), sentences).empty


def test_sentences_in_no_other_text_are_listed_with_their_place() -> None:
    table = wire_page.in_none(origins(a="uvru", b="vtqo"))
    assert table.to_numpy().tolist() == [
        ["A", "headline", "headline", "a0."],
        ["A", "body", "3", "a3."],
        ["B", "body", "3", "b3."],
    ]


# --- frames by origin -------------------------------------------------------------------


def amounts(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    columns = ["frame", "outlet", "n_frame_sentences", "n_sentences"]
    return pd.DataFrame(rows, columns=columns).assign(event="all", family="one")


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
        "in no other text here, word for word or trimmed": ["2 of 9", "0 of 3", "1 of 5"],
        "in no other text here": ["1 of 2", "0 of 1", "0 of 2"],
    }
    assert "fewer than 10 sentences" in wire_page.few_caption()
    modes["all"].loc[0, "family"] = "other"
    apart = wire_page.frames_by_origin(modes, {"f": "First", "g": "Second"})
    assert [*apart][-1] == "in no other text of its story here"


# --- standing text ----------------------------------------------------------------------

STANDING = pd.DataFrame({
    "article": ["a", "a", "b"], "sentence": [0, 3, 3], "outlet": ["A", "A", "B"],
    "text": ["The war began in 2014", "The war began in 2014.", "Snow fell on the old town."],
    "n_articles": [3, 3, 4], "n_days": [3, 3, 4],
})  # fmt: skip


def test_standing_text_is_listed_once_an_outlet_with_or_without_its_full_stop() -> None:
    assert wire_page.standing(STANDING)["standing text"].tolist() == [
        "Snow fell on the old town.",
        "The war began in 2014",
    ]


def test_what_is_compared_with_no_other_text_is_told_apart_wherever_it_is_counted() -> None:
    given = origins(a="uvru", b="vtqu")
    left = wire_page.in_none(given, STANDING)
    assert left.empty
    assert len(wire_page.in_none(given)) == 3
    caption = wire_page.matrix_caption(pd.DataFrame({"sentences of": []}), given, STANDING)
    assert caption.endswith("; standing text is counted here")
    assert wire_page.few_caption(STANDING).endswith("is in every column")
    assert wire_page.few_caption(STANDING[:0]) == wire_page.few_caption()


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
    found = wire_page.by_kind(table, origins({"a": "X", "b": "X"}, a="v", b="v", c="v"))
    assert found.to_dict("list") == {
        "text of": ["X: a0.", "X: b0.", "C"],
        "article": ["a", "b", "c"],
        "claim": ["3 (7.5)", "0 (0.0)", "0 (–)"],
        "hedge": ["0 (0.0)", "1 (3.3)", "0 (–)"],
        "words": [400, 300, 0],
    }


# --- agencies ---------------------------------------------------------------------------


def copies(*rows: tuple[str, str, str, str, str, str]) -> pd.DataFrame:
    columns = ["article", "outlet", "tagged", "pictured", "content", "agree"]
    return pd.DataFrame(rows, columns=columns)


def evidence(*rows: tuple[str, str, str, str, int, int]) -> pd.DataFrame:
    columns = ["article", "other", "agency", "place", "n_verbatim", "n_trimmed"]
    return pd.DataFrame(rows, columns=columns)


def test_agencies_named_put_names_of_texts_for_ids_and_say_none() -> None:
    given = copies(
        ("1", "Daily 10", "AFP;Reuters", "", "", "tag"),
        ("10", "Weekly", "", "AP", "AFP", "content"),
        ("2", "Weekly", "", "", "AFP;AP", "content"),
    )
    found = agencies_named(
        given,
        evidence(
            ("10", "1", "AFP", "dateline", 1, 0),
            ("2", "1", "AFP", "credit", 2, 8),
            ("2", "10", "AP", "byline", 0, 3),
        ),
        given,
    )
    afp, ap = "AFP (Agence France-Presse)", "AP (Associated Press)"
    assert found.drop(columns=["article", "outlet"]).to_dict("list") == {
        "tagged": [f"{afp} and Reuters", "none", "none"],
        "pictured": ["none", ap, "none"],
        "content": ["none", afp, f"{afp} and {ap}"],
        "agree": [
            "the text names one; its wording points to none",
            *["the text names none; its wording points to one"] * 2,
        ],
        "text": ["Daily 10", "Weekly: 10", "Weekly: 2"],
        "rests_on": [
            "–",
            "AFP: 1 sentence (1 word for word) also in Daily 10, which names it in its dateline",
            "AFP: 10 sentences (2 word for word, 8 trimmed or extended) also in Daily 10, which "
            "names it in its credit; AP: 3 sentences (3 trimmed or extended) also in Weekly: 10, "
            "which names it in its byline",
        ],
    }
    assert given.loc[0, "tagged"] == "AFP;Reuters"  # what was given is not edited


def test_without_evidence_nothing_is_said_to_rest_on_shared_wording() -> None:
    given = copies(("1", "Daily", "AFP", "", "", "tag"), ("2", "Weekly", "", "", "", "none"))
    found = agencies_named(given, empty("agency_evidence"), given)
    assert found["rests_on"].tolist() == ["–", "–"]
    assert found.loc[1, "agree"] == "nothing points to an agency"
    assert set(AGENCIES) <= {*found, "agency"}


def test_every_way_in_which_name_and_wording_agree_is_said_in_words() -> None:
    given = copies(*((str(n), f"O{n}", "", "", "", code) for n, code in enumerate(AGREE)))
    found = agencies_named(given, empty("agency_evidence"), given)["agree"]
    assert found.notna().all()
    assert found.is_unique


def test_of_many_texts_those_that_name_or_share_an_agency_come_first() -> None:
    given = copies(*((f"{n:03}", f"O{n:03}", "", "", "", "none") for n in range(SHOWN_ROWS + 1)))
    given.loc[SHOWN_ROWS, ["tagged", "agree"]] = ["AFP", "tag"]
    found = agencies_named(given, empty("agency_evidence"), given)
    assert found["article"].tolist()[:2] == [f"{SHOWN_ROWS:03}", "000"]
    assert len(found) == SHOWN_ROWS + 1


def test_flags_that_were_read_are_said_with_their_interval_and_none_if_none_was() -> None:
    read = pd.DataFrame(
        {"relation": ["trimmed"], "n": [4], "n_first": [2], "n_second": [2], "n_both": [1],
         "n_alike": [2], "low": [0.046], "high": [0.699]}
    )  # fmt: skip
    assert wire_page.flags_sentence(read) == (
        "Language models read flags of this kind in pairs of real articles twice, each time for "
        "itself. Of 4 flags of trimmed pairs: both called 1 real (25 %, 95 % interval 5 to "
        "70 %) and decided alike on 2."
    )
    assert wire_page.flags_sentence(read.head(0)) == ""
