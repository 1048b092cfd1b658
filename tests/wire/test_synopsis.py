"""The synopsis of a story, and what cutting its longest version from the end would remove."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from framing.errors import ParameterError
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.wire_tables import LACKING
from framing.tables.require import empty
from framing.wire.align import alignments
from framing.wire.synopsis import synopsis
from framing.wire.truncation import truncation

SAME_EACH_TIME = settings(derandomize=True, deadline=None, max_examples=40)
COLUMNS = ["article_a", "sentence_a", "article_b", "sentence_b", "relation", "containment_a",
           "containment_b", "similarity"]  # fmt: skip


def table(**n_sentences: int) -> pd.DataFrame:
    """Make articles of so many body sentences of ten words, ranks from 1."""
    rows = [(name, n, "x.", n + 1) for name, total in n_sentences.items() for n in range(total)]
    rows = pd.DataFrame(rows, columns=["article", "sentence", "text", "rank"])
    return rows.assign(n_words=10)


def pairs(*given: tuple) -> pd.DataFrame:
    """Make pairs; each sentence holds nine tenths of the other, .8 alike, if nothing is said."""
    usual = (0.9, 0.9, 0.8)
    return pd.DataFrame([(*row, *usual[len(row) - 5 :]) for row in given], columns=COLUMNS)


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


def test_the_longest_text_is_that_with_most_words_of_lead_body_and_subhead():
    zones = table(a=4, b=3).assign(zone=["headline", "caption", "body", "body", *["body"] * 3])
    assert synopsis(zones, empty("alignments"))["article"].unique().tolist() == ["b", "a"]
    zones["zone"] = ["headline", "subhead", "lead", "body", *["body"] * 3]
    assert synopsis(zones, empty("alignments"))["article"].unique().tolist() == ["a", "b"]
    zones["n_words"] = [99, 10, 10, 10, 10, 10, 11]  # as many sentences, one word more
    assert synopsis(zones, empty("alignments"))["article"].unique().tolist() == ["b", "a"]


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
    assert cells(synopsis(table(a=3, b=1), given)) == [
        ("0 ba", "0 tr"), ("1 ba", "0 tr"), ("2 ba", "- ab"),
    ]  # fmt: skip


@pytest.mark.parametrize(("contained", "wanted"), [(0.6, "0 re"), (0.59, "0 el")])
def test_a_further_unit_must_be_held_by_six_tenths_of_its_content(contained, wanted):
    given = pairs(("a", 0, "b", 0, "trimmed"), ("a", 1, "b", 0, "reworded", contained, 0.1))
    found = cells(synopsis(table(a=3, b=1), given))
    assert found[:2] == [("0 ba", "0 tr"), ("1 ba", wanted)]


def test_a_sentence_tells_every_unit_of_whose_naming_sentence_it_holds_most():
    given = pairs(("a", 0, "c", 0, "trimmed"), ("b", 0, "c", 0, "reworded", 0.8, 0.8))
    found = cells(synopsis(table(a=3, b=2, c=1), given))
    assert ("0 ba", "- ab", "0 tr") in found
    assert ("- ab", "0 ba", "0 re") in found


def test_the_best_counterpart_is_the_best_relation_and_then_the_most_similar():
    given = pairs(("a", 0, "b", 0, "reworded", 0.5, 0.5, 0.9),
                  ("a", 1, "b", 0, "trimmed", 0.5, 0.5, 0.8),
                  ("a", 2, "b", 0, "trimmed", 0.5, 0.5, 0.7))  # fmt: skip
    found = cells(synopsis(table(a=4, b=1), given))
    assert [cell for _, cell in found] == ["0 el", "0 tr", "0 el", "- ab"]


def test_each_sentence_stands_with_its_best_counterpart_though_a_longer_text_has_one_too():
    # c is verbatim b; what a has instead is reworded: b and c stand together, and a apart
    given = pairs(("a", 0, "b", 0, "reworded", 0.5, 0.5), ("a", 0, "c", 0, "reworded", 0.5, 0.5),
                  ("b", 0, "c", 0, "verbatim", 1, 1, 1))  # fmt: skip
    found = synopsis(table(a=3, b=2, c=1), given)
    assert cells(found) == [
        ("0 el", "0 ba", "0 ve"), ("- ab", "1 ba", "- ab"), ("0 ba", "0 el", "0 el"),
        ("1 ba", "- ab", "- ab"), ("2 ba", "- ab", "- ab"),
    ]  # fmt: skip


@pytest.mark.parametrize(("likeness", "wanted"), [(0.55, "0;1 re"), (0.54, "0 re")])
def test_a_sentence_joins_a_unit_up_to_a_quarter_below_its_best_counterpart(likeness, wanted):
    given = pairs(("a", 0, "b", 0, "reworded", 0.5, 0.5, 0.9),
                  ("a", 0, "b", 1, "reworded", 0.5, 0.5, likeness),
                  ("b", 1, "c", 0, "reworded", 0.5, 0.5, 0.8))  # fmt: skip
    found = {cell: others for cell, *others in cells(synopsis(table(a=3, b=2, c=1), given))}
    assert found["0 ba"] == [wanted, "- ab"]


@pytest.mark.parametrize(
    ("relation", "likeness", "wanted"),
    [("reworded", 0.94, "- ab"), ("reworded", 0.95, "0 re"), ("trimmed", 0.6, "0 tr")],
)
def test_through_another_sentence_a_text_joins_only_if_it_is_trimmed_or_nearly_the_same(
    relation, likeness, wanted
):
    given = pairs(("a", 0, "b", 0, "trimmed"), ("b", 0, "c", 0, relation, 0.5, 0.5, likeness))
    assert ("0 ba", "0 tr", wanted) in cells(synopsis(table(a=3, b=2, c=1), given))


@pytest.mark.parametrize(("held", "wanted"), [(0.49, "- ab"), (0.5, "0 tr")])
def test_a_trimmed_sentence_joins_through_one_only_if_it_holds_half_of_it(held, wanted):
    # b tells what a and what c tell: if c has little of b, that is not what a has
    given = pairs(("a", 0, "b", 0, "trimmed"), ("b", 0, "c", 0, "trimmed", held, 0.9, 0.8))
    assert ("0 ba", "0 tr", wanted) in cells(synopsis(table(a=3, b=2, c=1), given))


def test_each_sentence_of_a_unit_has_a_relation_of_its_own():
    given = pairs(("a", 0, "b", 1, "reworded"), ("a", 0, "b", 0, "trimmed"))
    found = synopsis(table(a=3, b=2), given)
    assert found["relations"].fillna("-").tolist() == [
        "basis", "trimmed;reworded", "basis", "-", "basis", "-"
    ]  # fmt: skip


def test_what_two_texts_repeatword_for_word_stands_in_the_units_of_both_times():
    given = pairs(*[("a", n, "b", m, "verbatim", 1, 1, 1) for n in (0, 1) for m in (0, 1)])
    found = cells(synopsis(table(a=3, b=2), given))
    assert found == [("0 ba", "0;1 ve"), ("1 ba", "0;1 ve"), ("2 ba", "- ab")]


def test_what_a_copy_says_twice_as_the_longest_text_does_has_not_moved():
    """Else the second of two equal sentences is said to stand where the first does."""
    twice = [("a", n, "b", m, "verbatim", 1, 1, 1) for n in (0, 2) for m in (0, 2)]
    given = pairs(*twice, ("a", 1, "b", 1, "verbatim", 1, 1, 1))
    told = synopsis(table(a=3, b=3), given).query("article == 'b'")
    assert told["moved"].tolist() == [0, 0, 0]


def test_where_no_similarity_is_given_the_closest_relation_is_best():
    given = pairs(("a", 0, "b", 0, "reworded"), ("a", 1, "b", 0, "trimmed"))
    given = given.drop(columns=COLUMNS[-3:])
    assert cells(synopsis(table(a=2, b=1), given)) == [("0 ba", "0 el"), ("1 ba", "0 tr")]


@pytest.mark.parametrize(("relation", "wanted"), [("reworded", "0 re"), ("trimmed", "0 tr")])
def test_a_text_joins_a_unit_by_its_relation_to_the_sentence_that_names_it(relation, wanted):
    # c is nearest to b, which is trimmed from a: what counts is what c is of a
    given = pairs(("a", 0, "b", 0, "trimmed", 0.9, 0.9, 0.9), ("a", 0, "c", 0, relation),
                  ("b", 0, "c", 0, "trimmed", 0.9, 0.9, 0.95))  # fmt: skip
    assert cells(synopsis(table(a=3, b=2, c=1), given))[0] == ("0 ba", "0 tr", wanted)


@pytest.mark.parametrize(
    ("to_b", "of_c", "wanted"),
    [("verbatim", "trimmed", "tr"), ("trimmed", "trimmed", "tr"), ("trimmed", "reworded", "re"),
     ("verbatim", "reworded", "re"), ("reworded", "reworded", "re")],
)  # fmt: skip
def test_a_text_that_is_like_a_later_one_only_joins_by_the_weaker_of_both_relations(
    to_b, of_c, wanted
):
    given = pairs(("a", 0, "b", 0, to_b), ("b", 0, "c", 0, of_c)).assign(similarity=0.96)
    assert cells(synopsis(table(a=3, b=2, c=1), given))[0][2] == f"0 {wanted}"


def test_the_weaker_relation_is_that_of_the_sentence_that_leads_there_not_of_its_text():
    # d is like c's 0, which is reworded from a; that c's 1 is verbatim says nothing of d
    given = pairs(("a", 0, "b", 0, "trimmed", 0.9, 0.9, 0.9),
                  ("b", 0, "c", 0, "trimmed", 0.9, 0.9, 0.95),
                  ("a", 0, "c", 0, "reworded"), ("a", 0, "c", 1, "verbatim", 1, 1, 1),
                  ("c", 0, "d", 0, "trimmed"))  # fmt: skip
    found = cells(synopsis(table(a=4, b=3, c=2, d=1), given))
    assert found[0] == ("0 ba", "0 tr", "0;1 ve", "0 re")


@pytest.mark.parametrize(("to_first", "to_second", "place"), [(0.9, 0.8, 1), (0.8, 0.9, 2)])
def test_what_is_new_after_a_merged_sentence_follows_the_unit_of_its_best_counterpart(
    to_first, to_second, place
):
    # b: 0 merges a's 0 and 1; 1 is new
    given = pairs(("a", 0, "b", 0, "trimmed", 0.9, 0.9, to_first),
                  ("a", 1, "b", 0, "trimmed", 0.8, 0.8, to_second))  # fmt: skip
    assert cells(synopsis(table(a=3, b=2), given))[place] == ("- ab", "1 ba")


# -- what is not told there ---------------------------------------------------------------------


def test_elsewhere_is_a_counterpart_that_is_closer_to_another_unit_and_stands_there():
    given = pairs(("a", 0, "b", 1, "reworded", 0.5, 0.5), ("a", 2, "b", 1, "trimmed", 0.5, 0.5))
    found = synopsis(table(a=3, b=2), given)
    assert cells(found) == [("- ab", "0 ba"), ("0 ba", "1 el"), ("1 ba", "- ab"), ("2 ba", "1 tr")]
    row = found.query("relation == 'elsewhere'").iloc[0]
    assert (row["sentences"], row["rank"]) == ("1", 2)
    assert moved(found, "b") == {3: 0}  # where it stands, not where it has a counterpart too


def test_of_several_counterparts_elsewhere_the_closest_is_given():
    given = pairs(("a", 0, "b", 0, "reworded", 0.5, 0.5, 0.5),
                  ("a", 0, "b", 1, "reworded", 0.5, 0.5, 0.6),
                  ("a", 1, "b", 0, "trimmed", 0.5, 0.5),
                  ("a", 2, "b", 1, "trimmed", 0.5, 0.5))  # fmt: skip
    assert cells(synopsis(table(a=3, b=2), given)) == [
        ("0 ba", "1 el"), ("1 ba", "0 tr"), ("2 ba", "1 tr"),
    ]  # fmt: skip


def test_a_headline_or_caption_is_not_captured_where_a_text_has_none_and_absent_where_it_has():
    zones = ["headline", "caption", "body", "body", "headline", "body", "body"]
    given = table(a=4, b=2, c=1).assign(zone=zones)
    assert cells(synopsis(given, pairs(("a", 2, "c", 0, "trimmed")))) == [
        ("- ab", "0 ba", "- no"),  # b's headline
        ("- ab", "1 ba", "- ab"),
        ("0 ba", "- ab", "- no"),  # a's headline
        ("1 ba", "- no", "- no"),  # a's caption
        ("2 ba", "- ab", "0 tr"),
        ("3 ba", "- ab", "- ab"),
    ]


def test_a_headline_that_has_a_counterpart_in_a_text_without_headline_is_told_there():
    given = table(a=3, b=1).assign(zone=["headline", "body", "body", "lead"])
    found = cells(synopsis(given, pairs(("a", 0, "b", 0, "reworded"))))
    assert found == [("0 ba", "0 re"), ("1 ba", "- ab"), ("2 ba", "- ab")]


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
    assert cells(found) == [
        ("- ab", "0 ba", "0 ve"), ("0 re", "1 ba", "2 tr"), ("- ab", "2 ba", "- ab"),
        ("- ab", "3 ba", "3 re"), ("0 ba", "1 re", "- ab"), ("1 ba", "- ab", "1 tr"),
    ]  # fmt: skip
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


def test_a_pair_of_sentences_of_two_stories_stands_in_neither():
    given = pairs(("a", 0, "b", 0, "trimmed"), ("a", 1, "c", 0, "verbatim", 1, 1, 1),
                  ("b", 0, "c", 1, "reworded"))  # fmt: skip
    sentences = table(a=3, b=1, c=2).assign(family=list("eeeeff"))
    found = synopsis(sentences, given, by="family")
    assert cells(found.query("story == 'e'")) == [
        ("0 ba", "0 tr"), ("1 ba", "- ab"), ("2 ba", "- ab"),
    ]  # fmt: skip
    assert found.query("story == 'f'")["relation"].tolist() == ["basis", "basis"]


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
    assert found["relation"].isin(LACKING).equals(found["sentences"].isna())
    assert (found.groupby("unit")["relation"].agg(lambda r: (r == "basis").sum()) == 1).all()


# -- whatever is aligned ------------------------------------------------------------------------

FOUR = table(a=3, b=3, c=2, d=2)
KEYS = list(zip(FOUR["article"], FOUR["sentence"], strict=True))
OF_TWO_TEXTS = [(*one, *two) for one in KEYS for two in KEYS if one[0] < two[0]]
CLOSE = {"verbatim": 2, "trimmed": 1, "reworded": 0}
SHARE = st.integers(3, 10).map(lambda tenths: tenths / 10)
SOME = st.dictionaries(
    st.sampled_from(OF_TWO_TEXTS),
    st.tuples(st.sampled_from([*CLOSE]), SHARE, SHARE, SHARE),
    max_size=12,
).map(lambda drawn: pairs(*[(*of, *told) for of, told in drawn.items()]))


def likenesses(given: pd.DataFrame) -> dict[tuple, dict[tuple, float]]:
    """Return for each sentence how alike its counterparts are; a closer relation is 1 more."""
    found: dict[tuple, dict[tuple, float]] = {key: {} for key in KEYS}
    for row in given.itertuples():
        one, two = (row.article_a, row.sentence_a), (row.article_b, row.sentence_b)
        found[one][two] = found[two][one] = CLOSE[row.relation] + row.similarity
    return found


def units(found: pd.DataFrame) -> tuple[dict[tuple, int], dict[tuple, set[int]]]:
    """Return the unit that each sentence names, and those in which each stands."""
    names, stands = {}, {key: set() for key in KEYS}
    told = found[~found["relation"].isin(["elsewhere", *LACKING])]
    for row in told.itertuples():
        for n in map(int, row.sentences.split(";")):
            stands[row.article, n].add(row.unit)
            if row.relation == "basis":
                names[row.article, n] = row.unit
    return names, stands


@SAME_EACH_TIME
@whatever(SOME)
def test_no_cell_is_absent_for_which_a_pair_is_recorded(given):
    found = synopsis(FOUR, given)
    names, _ = units(found)
    relation = found.set_index(["unit", "article"])["relation"]
    alike = likenesses(given)
    assert not [
        (key, other)
        for key, unit in names.items()
        for other in alike[key]
        if relation[unit, other[0]] in LACKING
    ]


@SAME_EACH_TIME
@whatever(SOME)
def test_two_sentences_that_are_each_others_best_counterpart_by_far_stand_together(given):
    _, stands = units(synopsis(FOUR, given))
    alike = likenesses(given)

    def is_best(key, other):
        others = [like for each, like in alike[key].items() if each != other]
        return alike[key][other] > max(others, default=0) + 0.26

    for one, others in alike.items():
        for two in others:
            if is_best(one, two) and is_best(two, one):
                assert stands[one] & stands[two]


@SAME_EACH_TIME
@whatever(SOME)
def test_a_sentence_that_names_no_unit_stands_with_one_nearly_as_good_as_its_best(given):
    names, stands = units(synopsis(FOUR, given))
    alike = likenesses(given)
    for key in KEYS:
        assert stands[key]
        if key not in names:
            best = max(alike[key].values())
            near = [each for each, like in alike[key].items() if like > best - 0.26]
            assert any(stands[key] & stands[each] for each in near)


@SAME_EACH_TIME
@whatever(SOME)
def test_each_unit_is_named_once_and_the_first_text_is_that_which_is_cut(given):
    found = synopsis(FOUR, given)
    assert (found.groupby("unit")["relation"].agg(lambda r: (r == "basis").sum()) == 1).all()
    assert found["relation"].isin(LACKING).equals(found["sentences"].isna())
    removed = truncation(found.sample(frac=1, random_state=1), FOUR)
    assert set(removed["longest"]) == {found["article"].iloc[0]}
    names, _ = units(found)
    assert removed["unit"].tolist() == [names["a", sentence] for sentence in removed["sentence"]]


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
    assert found == {"a": [(0, "+", "+"), (1, "-", "+")], "b": [(0, "-", "+"), (1, "+", "+")]}


def test_what_stands_elsewhere_is_told_and_its_sentence_keeps_the_unit_that_it_names():
    # b's 0 is nearer to c's 0, so that a and b are elsewhere in one another's unit
    given = pairs(("a", 0, "b", 0, "reworded", 0.5, 0.5), ("b", 0, "c", 0, "verbatim", 1, 1, 1),
                  ("a", 1, "b", 1, "trimmed"))  # fmt: skip
    sentences = table(a=3, b=2, c=1, d=4)
    sentences["n_words"] = sentences["n_words"].where(sentences["article"] != "d", 5)
    told = synopsis(sentences, given)
    assert told.query("article == 'a' and relation == 'elsewhere'")["sentences"].tolist() == ["0"]
    found = truncation(told, sentences)
    assert set(found["longest"]) == {"a"}  # d has more sentences, all its own, and fewer words
    of_b = found[found["article"] == "b"]
    assert of_b["present"].tolist() == [True, True, False]
    named = told.query("article == 'a' and relation == 'basis'")["unit"].tolist()
    assert of_b["unit"].tolist() == named


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
