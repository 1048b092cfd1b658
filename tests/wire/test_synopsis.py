"""The synopsis of a story, and what cutting its longest version from the end would remove."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.errors import ParameterError
from framing.tables.contracts import CONTRACTS
from framing.tables.require import empty
from framing.wire.align import alignments
from framing.wire.synopsis import synopsis
from framing.wire.truncation import truncation

COLUMNS = ["article_a", "sentence_a", "article_b", "sentence_b", "relation", "containment_a",
           "containment_b"]  # fmt: skip


def table(**n_sentences: int) -> pd.DataFrame:
    """Make articles of so many body sentences of ten words, ranks from 1."""
    rows = [(name, n, "x.", n + 1) for name, total in n_sentences.items() for n in range(total)]
    rows = pd.DataFrame(rows, columns=["article", "sentence", "text", "rank"])
    return rows.assign(n_words=10)


def pairs(*given: tuple) -> pd.DataFrame:
    """Make pairs; each sentence holds nine tenths of the other if nothing else is said."""
    return pd.DataFrame([(*row, 0.9, 0.9)[:7] for row in given], columns=COLUMNS)


def cells(found: pd.DataFrame) -> list[tuple]:
    """Return a row a unit: for each text its sentences and the first letters of the relation."""
    said = found["sentences"].fillna("-") + " " + found["relation"].str[:2]
    articles = found["article"].unique()
    wide = said.groupby([found["unit"], found["article"]]).first().unstack()[articles]
    return [tuple(row) for row in wide.values.tolist()]


def moved(found: pd.DataFrame, article: str) -> dict[int, int]:
    rows = found[(found["article"] == article) & found["moved"].notna()]
    return {int(unit): int(by) for unit, by in zip(rows["unit"], rows["moved"], strict=True)}


# -- units, by eye ------------------------------------------------------------------------------

THREE = table(a=4, b=4, c=2)
TOLD = pairs(
    ("a", 0, "b", 0, "verbatim"),
    ("a", 1, "b", 2, "trimmed"),
    ("a", 3, "b", 3, "reworded"),
    ("a", 1, "c", 0, "reworded"),
    ("b", 1, "c", 1, "trimmed"),
)  # b adds a sentence after its first, which c has as its last


def test_units_are_the_longest_texts_sentences_and_what_others_add_after_what_stands_before_it():
    assert cells(synopsis(THREE, TOLD)) == [
        ("0 ba", "0 ve", "- ab"),
        ("- ab", "1 ba", "1 tr"),
        ("1 ba", "2 tr", "0 re"),
        ("2 ba", "- ab", "- ab"),
        ("3 ba", "3 re", "- ab"),
    ]


def test_a_row_is_a_story_a_unit_and_a_text():
    found = synopsis(THREE.assign(outlet=THREE["article"].str.upper(), event="call"), TOLD)
    assert list(found) == list(CONTRACTS["synopsis"].columns)
    assert len(found) == 5 * 3
    assert found["article"].to_list() == ["a", "b", "c"] * 5
    assert found["unit"].to_list() == sorted([0, 1, 2, 3, 4] * 3)
    assert set(found["story"]) == {"call"}
    assert (found["outlet"] == found["article"].str.upper()).all()
    assert found.query("unit == 1")["rank"].fillna(0).to_list() == [0, 2, 2]


def test_the_longest_text_is_that_with_most_sentences_of_lead_body_and_subhead():
    zones = table(a=4, b=3).assign(zone=["headline", "caption", "body", "body", *["body"] * 3])
    assert synopsis(zones, empty("alignments"))["article"].unique().tolist() == ["b", "a"]
    zones["zone"] = ["headline", "subhead", "lead", "body", *["body"] * 3]
    assert synopsis(zones, empty("alignments"))["article"].unique().tolist() == ["a", "b"]


def test_texts_of_equal_length_are_in_the_order_of_their_names():
    given = table(c=2, b=2, d=3, a=2)
    assert synopsis(given, empty("alignments"))["article"].unique().tolist() == list("dabc")


def test_a_sentence_without_counterpart_before_all_others_is_the_first_unit():
    given = pairs(("a", 0, "b", 1, "verbatim"))
    assert cells(synopsis(table(a=3, b=2), given))[:2] == [("- ab", "0 ba"), ("0 ba", "1 ve")]


def test_sentences_that_are_added_in_a_row_stay_in_their_order():
    given = pairs(("a", 0, "b", 0, "verbatim"))
    assert cells(synopsis(table(a=4, b=4), given)) == [
        ("0 ba", "0 ve"), ("- ab", "1 ba"), ("- ab", "2 ba"), ("- ab", "3 ba"),
        ("1 ba", "- ab"), ("2 ba", "- ab"), ("3 ba", "- ab"),
    ]  # fmt: skip


def test_a_sentence_that_was_split_has_both_parts_in_its_unit_and_the_better_relation():
    given = pairs(("a", 0, "b", 1, "reworded"), ("a", 0, "b", 0, "trimmed"))
    found = synopsis(table(a=3, b=2), given)
    assert cells(found)[0] == ("0 ba", "0;1 tr")
    assert found.query("unit == 0")["rank"].tolist() == [1, 1]  # that of the first part


def test_a_sentence_that_merges_two_stands_in_both_units():
    given = pairs(("a", 0, "b", 0, "trimmed", 0.7, 0.5), ("a", 1, "b", 0, "trimmed", 0.9, 0.5))
    assert cells(synopsis(table(a=3, b=2), given)) == [
        ("0 ba", "0 tr"), ("1 ba", "0 tr"), ("- ab", "1 ba"), ("2 ba", "- ab"),
    ]  # fmt: skip


@pytest.mark.parametrize(("contained", "wanted"), [(0.6, "0 re"), (0.59, "- ab")])
def test_a_further_unit_must_be_held_by_six_tenths_of_its_content(contained, wanted):
    given = pairs(("a", 0, "b", 0, "trimmed"), ("a", 1, "b", 0, "reworded", contained, 0.1))
    found = cells(synopsis(table(a=3, b=1), given))
    assert found[:2] == [("0 ba", "0 tr"), ("1 ba", wanted)]


def test_a_sentence_tells_every_unit_of_whose_naming_sentence_it_holds_most():
    given = pairs(("a", 0, "c", 0, "trimmed"), ("b", 0, "c", 0, "trimmed", 0.8, 0.8))
    found = cells(synopsis(table(a=3, b=2, c=1), given))
    assert ("0 ba", "- ab", "0 tr") in found
    assert ("- ab", "0 ba", "0 tr") in found


def test_the_best_counterpart_is_the_best_relation_and_then_the_most_contained_both_ways():
    given = pairs(("a", 0, "b", 0, "reworded", 0.55, 0.99), ("a", 1, "b", 0, "trimmed", 0.55, 0.8),
                  ("a", 2, "b", 0, "trimmed", 0.4, 0.9),
                  ("a", 3, "b", 0, "trimmed", 0.58, 0.7))  # fmt: skip
    found = cells(synopsis(table(a=4, b=1), given))
    assert [cell for _, cell in found] == ["- ab", "0 tr", "- ab", "- ab"]


def test_of_equally_good_counterparts_it_is_the_first_that_the_text_has_not_told_yet():
    given = pairs(*[("a", n, "b", m, "verbatim", 1, 1) for n in (0, 1) for m in (0, 1)])
    assert cells(synopsis(table(a=3, b=2), given))[:2] == [("0 ba", "0 ve"), ("1 ba", "1 ve")]


def test_where_no_containment_is_given_the_most_similar_is_best():
    given = pairs(("a", 0, "b", 0, "trimmed"), ("a", 1, "b", 0, "trimmed"))
    given = given.drop(columns=COLUMNS[-2:]).assign(similarity=[0.7, 0.8])
    assert cells(synopsis(table(a=2, b=1), given)) == [("0 ba", "- ab"), ("1 ba", "0 tr")]


@pytest.mark.parametrize(("relation", "wanted"), [("reworded", "0 re"), ("trimmed", "0 tr")])
def test_a_text_joins_a_unit_by_its_relation_to_the_sentence_that_names_it(relation, wanted):
    # c is verbatim b, which is reworded from a: what counts is what c is of a
    given = pairs(("a", 0, "b", 0, "reworded"), ("a", 0, "c", 0, relation),
                  ("b", 0, "c", 0, "verbatim"))  # fmt: skip
    assert cells(synopsis(table(a=3, b=2, c=1), given))[0] == ("0 ba", "0 re", wanted)


@pytest.mark.parametrize(
    ("to_b", "of_c", "wanted"),
    [("reworded", "trimmed", "re"), ("trimmed", "reworded", "re"), ("verbatim", "trimmed", "tr"),
     ("trimmed", "verbatim", "tr")],
)  # fmt: skip
def test_a_text_that_is_like_a_later_one_only_joins_by_the_weaker_of_both_relations(
    to_b, of_c, wanted
):
    given = pairs(("a", 0, "b", 0, to_b), ("b", 0, "c", 0, of_c))
    assert cells(synopsis(table(a=3, b=2, c=1), given))[0][2] == f"0 {wanted}"


def test_what_is_new_after_a_merged_sentence_follows_the_last_of_its_units():
    # b: 0 merges a's 1 and 0, the latter more alike; 1 is new
    given = pairs(("a", 0, "b", 0, "trimmed", 0.9, 0.9), ("a", 1, "b", 0, "trimmed", 0.8, 0.8))
    assert cells(synopsis(table(a=3, b=2), given))[2] == ("- ab", "1 ba")
    turned = given.assign(containment_a=[0.8, 0.9])
    assert cells(synopsis(table(a=3, b=2), turned))[2] == ("- ab", "1 ba")


# -- what stands elsewhere ----------------------------------------------------------------------


def test_moved_counts_places_among_what_a_text_shares_with_the_first():
    given = pairs(("a", 0, "b", 1, "verbatim"), ("a", 1, "b", 2, "verbatim"),
                  ("a", 3, "b", 0, "verbatim"))  # fmt: skip
    found = synopsis(table(a=4, b=3), given)
    assert moved(found, "b") == {0: 1, 1: 1, 3: -2}
    assert moved(found, "a") == {}


def test_what_keeps_its_order_is_moved_by_no_place_though_others_are_left_out_or_added():
    given = pairs(("a", 1, "b", 1, "verbatim"), ("a", 3, "b", 2, "trimmed"))
    found = synopsis(table(a=5, b=4), given)
    assert set(moved(found, "b").values()) == {0}
    assert len(moved(found, "b")) == 2


def test_what_the_first_text_lacks_has_no_place_to_be_moved_from():
    found = synopsis(THREE, TOLD)
    assert moved(found, "c") == {2: 0}


# -- which text comes first; which texts tell one story ------------------------------------------


def test_a_reference_comes_first_though_it_is_short():
    found = synopsis(THREE, TOLD, reference="c")
    assert found["article"].unique().tolist() == ["c", "a", "b"]
    assert cells(found)[:2] == [("- ab", "0 ba", "0 ve"), ("0 ba", "1 re", "2 re")]
    assert found.query("relation == 'basis' and article == 'c'")["sentences"].tolist() == ["0", "1"]


def test_an_unknown_reference_is_refused_with_a_suggestion():
    with pytest.raises(ParameterError, match=r"reference is 'bb'.*Did you mean 'b'\?"):
        synopsis(THREE, TOLD, reference="bb")


def test_an_unknown_story_is_refused_with_a_suggestion():
    with pytest.raises(ParameterError, match=r"by is 'events'.*Did you mean 'event'\?"):
        synopsis(THREE, TOLD, by="events")


def test_stories_have_units_of_their_own():
    events = THREE["article"].map({"a": "f", "b": "f", "c": "e"})
    found = synopsis(THREE.assign(event=events), TOLD.iloc[:3])
    assert found["story"].unique().tolist() == ["e", "f"]
    assert found.query("story == 'e'")["relation"].tolist() == ["basis", "basis"]
    assert cells(found.query("story == 'f'")) == [
        ("0 ba", "0 ve"), ("- ab", "1 ba"), ("1 ba", "2 tr"), ("2 ba", "- ab"), ("3 ba", "3 re"),
    ]  # fmt: skip
    families = synopsis(THREE.assign(family=events), TOLD.iloc[:3], by="family")
    assert_frame_equal(families, found)


def test_no_sentences_have_no_synopsis():
    assert_frame_equal(synopsis(THREE.iloc[:0], TOLD), empty("synopsis"))


def test_order_of_rows_and_names_of_outlets_change_nothing_but_the_names():
    wanted = synopsis(THREE, TOLD)
    shuffled = THREE.sample(frac=1, random_state=3).assign(outlet="X")
    found = synopsis(shuffled, TOLD.sample(frac=1, random_state=4))
    assert_frame_equal(found.assign(outlet=wanted["outlet"]), wanted)
    assert set(found["outlet"]) == {"X"}


def test_every_sentence_of_the_shipped_study_stands_in_the_synopsis(study):
    found = synopsis(study.sentences, alignments(study.sentences))
    told = found.dropna(subset=["sentences"])
    stands = {(row.article, int(n)) for row in told.itertuples() for n in row.sentences.split(";")}
    assert stands == set(zip(study.sentences["article"], study.sentences["sentence"], strict=True))
    assert (found["relation"] == "absent").equals(found["sentences"].isna())
    assert (found.groupby("unit")["relation"].agg(lambda r: (r == "basis").sum()) == 1).all()


# -- cutting from the end -----------------------------------------------------------------------


def cut(sentences: pd.DataFrame, given: pd.DataFrame, **options) -> dict[str, list[tuple]]:
    found = truncation(synopsis(sentences, given, **options), sentences)
    rows = zip(found["sentence"], found["present"], found["cut"], strict=True)
    by_text: dict[str, list[tuple]] = {}
    for article, (sentence, present, gone) in zip(found["article"], rows, strict=True):
        by_text.setdefault(article, []).append((sentence, "-+"[int(present)], "+-"[int(gone)]))
    return by_text


def test_a_row_says_what_a_text_has_and_what_the_longest_cut_to_its_length_would_have():
    # a has 40 words, b 40, c 20: cut to 20 words, a would keep its sentences 0 and 1
    assert cut(THREE, TOLD) == {
        "b": [(0, "+", "+"), (1, "+", "+"), (2, "-", "+"), (3, "+", "+")],
        "c": [(0, "-", "+"), (1, "+", "+"), (2, "-", "-"), (3, "-", "-")],
    }


def test_a_row_names_the_longest_text_and_the_unit_of_its_sentence():
    found = truncation(synopsis(THREE, TOLD), THREE.assign(outlet="X"))
    assert list(found) == list(CONTRACTS["truncation"].columns)
    assert set(found["longest"]) == {"a"}
    assert found["unit"].tolist() == [0, 2, 3, 4] * 2


@pytest.mark.parametrize(("n_words", "kept"), [(20, 2), (19, 1), (10, 1), (9, 0), (21, 2), (40, 4)])
def test_a_sentence_that_the_cut_goes_through_is_gone(n_words, kept):
    given = table(a=4, b=1)
    given.loc[given["article"] == "b", "n_words"] = n_words
    rows = cut(given, empty("alignments"))["b"]
    assert [gone for *_, gone in rows] == ["+"] * kept + ["-"] * (4 - kept)


def test_headlines_and_captions_are_neither_cut_nor_counted_as_length():
    given = table(a=4, b=3).assign(
        zone=["headline", "caption", "lead", "body", "headline", "caption", "body"]
    )
    given["n_words"] = [99, 99, 10, 10, 50, 50, 10]
    assert cut(given, empty("alignments"))["b"] == [(2, "-", "+"), (3, "-", "-")]


def test_subheads_are_cut_and_counted():
    given = table(a=3, b=1).assign(zone=["lead", "subhead", "body", "subhead"])
    assert [gone for *_, gone in cut(given, empty("alignments"))["b"]] == ["+", "-", "-"]


def test_nothing_is_cut_for_a_text_of_equal_length():
    assert {gone for *_, gone in cut(table(a=3, b=3), empty("alignments"))["b"]} == {"+"}


def test_everything_is_cut_for_a_text_that_is_but_a_headline():
    given = table(a=2, b=1).assign(zone=["lead", "body", "headline"])
    assert cut(given, empty("alignments"))["b"] == [(0, "-", "-"), (1, "-", "-")]


def test_each_story_is_held_against_its_own_longest_text():
    given = table(a=3, b=1, c=2, d=1).assign(event=list("eeeefff"))
    found = truncation(synopsis(given, empty("alignments")), given)
    assert found.groupby("longest", sort=False)["article"].first().to_dict() == {"a": "b", "c": "d"}
    assert found["sentence"].tolist() == [0, 1, 2, 0, 1]


def test_with_a_reference_it_is_the_reference_that_is_cut():
    found = cut(THREE, TOLD, reference="c")
    assert found == {"a": [(0, "+", "+"), (1, "-", "+")], "b": [(0, "+", "+"), (1, "+", "+")]}


def test_order_of_sentences_changes_nothing():
    found = synopsis(THREE, TOLD)
    shuffled = THREE.sample(frac=1, random_state=5)
    assert_frame_equal(truncation(found, shuffled), truncation(found, THREE))


def test_a_story_of_one_text_has_nothing_to_hold_it_against():
    alone = table(a=3)
    assert_frame_equal(truncation(synopsis(alone, TOLD.iloc[:0]), alone), empty("truncation"))


def test_a_shuffled_synopsis_gives_the_same_truncation() -> None:
    rows = pd.DataFrame(
        {"article": ["a", "a", "a", "b"], "sentence": [0, 1, 2, 0], "text": "x", "n_words": 5}
    )
    told = pd.DataFrame(
        {
            "unit": [0, 0, 1, 1, 2, 2],
            "article": ["a", "b"] * 3,
            "sentences": ["0", None, "1", "0", "2", None],
            "relation": ["basis", "absent", "basis", "trimmed", "basis", "absent"],
        }
    )
    turned = truncation(told.iloc[::-1], rows)
    assert_frame_equal(turned, truncation(told, rows))


def test_one_name_of_a_family_in_two_events_makes_two_stories() -> None:
    rows = pd.DataFrame(
        {
            "article": ["a", "b", "c", "d"],
            "sentence": 0,
            "text": "The talks began.",
            "event": ["one", "one", "two", "two"],
            "family": "wire",
        }
    )
    found = alignments(rows, by="family")
    told = synopsis(rows, found, by="family")
    assert told.groupby("story")["article"].agg(list).to_dict() == {
        "one: wire": ["a", "b"],
        "two: wire": ["c", "d"],
    }
