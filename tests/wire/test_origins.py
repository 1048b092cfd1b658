"""Origins and reuse: what of each text stands in other texts too, and what in none here."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.errors import ParameterError, TableError
from framing.tables.contracts import CONTRACTS
from framing.tables.require import empty
from framing.wire.align import alignments
from framing.wire.origin import origins, reuse


def table(**n_sentences: int) -> pd.DataFrame:
    """Make articles of so many sentences, whose texts do not matter."""
    rows = [(name, n, f"{name}{n}.") for name, total in n_sentences.items() for n in range(total)]
    return pd.DataFrame(rows, columns=["article", "sentence", "text"])


def pairs(*given: tuple[str, int, str, int, str]) -> pd.DataFrame:
    columns = ["article_a", "sentence_a", "article_b", "sentence_b", "relation"]
    return pd.DataFrame(given, columns=columns)


SENTENCES = table(a=4, b=4, c=3)
PAIRS = pairs(
    ("a", 0, "b", 0, "verbatim"),
    ("a", 1, "b", 1, "trimmed"),
    ("a", 2, "b", 2, "reworded"),
    ("a", 2, "c", 1, "trimmed"),
    ("b", 2, "c", 1, "reworded"),
    ("b", 3, "c", 2, "reworded"),
)


def origin(given: pd.DataFrame = PAIRS, **options) -> dict[str, list[str]]:
    found = origins(SENTENCES, given, **options)
    return found.groupby("article")["origin"].agg(list).to_dict()


# -- origins without the agency's text ----------------------------------------------------------


def test_shared_is_what_another_text_has_word_for_word_and_adapted_what_it_has_reworded_only():
    assert origin() == {
        "a": ["shared", "shared", "shared", "unmatched"],  # 2: trimmed in c, reworded in b
        "b": ["shared", "shared", "adapted", "adapted"],
        "c": ["unmatched", "shared", "adapted"],
    }


@pytest.mark.parametrize(
    ("relation", "wanted"),
    [("verbatim", "shared"), ("trimmed", "shared"), ("reworded", "adapted")],
)
def test_both_sides_of_a_pair_have_the_origin_of_its_relation(relation, wanted):
    found = origins(table(a=1, b=2), pairs(("a", 0, "b", 1, relation)))
    assert found["origin"].to_list() == [wanted, "unmatched", wanted]


def test_without_counterparts_every_sentence_is_unmatched():
    found = origins(SENTENCES, empty("alignments"))
    assert (found["origin"] == "unmatched").all()


def test_sentences_keep_their_rows_columns_and_order():
    given = SENTENCES.sample(frac=1, random_state=1).assign(own=range(11), origin="old")
    before = given.copy()
    found = origins(given, PAIRS)
    assert list(found) == [*CONTRACTS["sentences"].columns, "own"]
    assert_frame_equal(
        found[["article", "sentence", "own"]],
        given[["article", "sentence", "own"]].reset_index(drop=True), check_dtype=False,
    )  # fmt: skip
    assert_frame_equal(given, before)
    ordered = found.sort_values(["article", "sentence"])
    assert ordered.groupby("article")["origin"].agg(list).to_dict() == origin()


def test_order_of_pairs_and_names_of_outlets_change_nothing():
    wanted = origins(SENTENCES, PAIRS)["origin"]
    renamed = SENTENCES.assign(outlet="X")
    found = origins(renamed, PAIRS.sample(frac=1, random_state=1))
    assert found["origin"].equals(wanted)


# -- origins with the agency's text -------------------------------------------------------------


def test_against_the_agencys_text_kept_adapted_and_own_are_told_apart():
    assert origin(reference="a") == {
        "a": ["kept"] * 4,  # the original itself, whoever printed it
        "b": ["kept", "kept", "adapted", "adapted"],  # 3: not in the original, in c reworded
        "c": ["own", "kept", "adapted"],
    }


def test_what_only_other_texts_have_keeps_its_word_since_another_take_may_have_it():
    given = pairs(("b", 0, "c", 0, "verbatim"), ("b", 1, "c", 1, "reworded"))
    assert origin(given, reference="a") == {
        "a": ["kept"] * 4,
        "b": ["shared", "adapted", "own", "own"],
        "c": ["shared", "adapted", "own"],
    }


def test_the_relation_to_the_original_counts_more_than_that_to_other_texts():
    given = pairs(("a", 0, "b", 0, "reworded"), ("b", 0, "c", 0, "verbatim"),
                  ("a", 1, "c", 1, "verbatim"), ("b", 1, "c", 1, "reworded"))  # fmt: skip
    found = origin(given, reference="a")
    assert found["b"][:2] == ["adapted", "adapted"]
    assert found["c"][:2] == ["shared", "kept"]


def test_kept_counts_more_than_adapted_where_the_original_has_both():
    given = pairs(("a", 0, "b", 0, "trimmed"), ("a", 1, "b", 0, "reworded"))
    assert origin(given, reference="a")["b"][0] == "kept"


def test_own_is_said_only_of_the_event_whose_original_is_given():
    events = SENTENCES.assign(event=["e"] * 8 + ["f"] * 3)
    found = origins(events, PAIRS.iloc[:2], reference="a").groupby("article")["origin"].agg(list)
    assert found["b"] == ["kept", "kept", "own", "own"]
    assert found["c"] == ["unmatched"] * 3


def test_an_unknown_reference_is_refused_with_the_articles_there_are():
    articles = table(anna=1, ben=1)
    with pytest.raises(ParameterError, match=r"reference is 'ana'.*'anna', 'ben'.*'anna'\?"):
        origins(articles, empty("alignments"), reference="ana")


def test_a_relation_that_is_none_is_refused():
    with pytest.raises(TableError, match="relation: 1 of 1 values are not allowed: 'copied'"):
        origins(SENTENCES, pairs(("a", 0, "b", 0, "copied")))


# -- reuse --------------------------------------------------------------------------------------


def test_a_row_counts_what_a_text_has_in_common_with_another_both_ways():
    found = reuse(SENTENCES.assign(outlet=SENTENCES["article"].str.upper()), PAIRS)
    wanted = pd.DataFrame(
        [("a", "A", "b", 2, 1, 4), ("a", "A", "c", 1, 0, 4), ("b", "B", "a", 2, 1, 4),
         ("b", "B", "c", 0, 2, 4), ("c", "C", "a", 1, 0, 3), ("c", "C", "b", 0, 2, 3)],
        columns=["article", "outlet", "other", "n_shared", "n_adapted", "n_sentences"],
    )  # fmt: skip
    assert_frame_equal(found, wanted.astype(found.dtypes.to_dict()))


def test_a_sentence_with_several_counterparts_in_one_text_counts_once_by_the_nearest():
    given = pairs(("a", 0, "b", 0, "reworded"), ("a", 0, "b", 1, "trimmed"),
                  ("a", 1, "b", 2, "reworded"), ("a", 1, "b", 3, "reworded"))  # fmt: skip
    found = reuse(SENTENCES, given).set_index(["article", "other"])
    assert found.loc[("a", "b"), ["n_shared", "n_adapted"]].to_list() == [1, 1]
    assert found.loc[("b", "a"), ["n_shared", "n_adapted"]].to_list() == [1, 3]


def test_texts_without_counterparts_have_no_row():
    assert reuse(SENTENCES, PAIRS.iloc[:1])["article"].to_list() == ["a", "b"]
    assert_frame_equal(reuse(SENTENCES, empty("alignments")), empty("reuse"))


def test_an_outlets_texts_are_taken_together_and_what_they_share_among_them_is_left_out():
    found = reuse(
        SENTENCES.assign(outlet=SENTENCES["article"].replace("b", "a")), PAIRS, by="outlet"
    )
    wanted = pd.DataFrame(
        [("a", "c", 1, 2, 8), ("c", "a", 1, 1, 3)],
        columns=["outlet", "other", "n_shared", "n_adapted", "n_sentences"],
    )
    assert_frame_equal(found, wanted.astype(found.dtypes.to_dict()))
    assert_frame_equal(
        reuse(SENTENCES.assign(outlet="a"), PAIRS, by="outlet"), empty("reuse_by_outlet")
    )


def test_order_of_rows_changes_nothing_in_reuse():
    shuffled = reuse(SENTENCES.sample(frac=1, random_state=1), PAIRS.sample(frac=1, random_state=2))
    assert_frame_equal(shuffled, reuse(SENTENCES, PAIRS))


# -- end to end ---------------------------------------------------------------------------------


def test_the_shipped_study_counts_each_sentence_once(study):
    found = alignments(study.sentences)
    named = origins(study.sentences, found)
    counts = reuse(study.sentences, found)
    assert (counts["n_shared"] + counts["n_adapted"] <= counts["n_sentences"]).all()
    shared = {(a, s) for side in "ab" for a, s, relation in zip(
        found[f"article_{side}"], found[f"sentence_{side}"], found["relation"], strict=True)
        if relation != "reworded"}  # fmt: skip
    assert (named["origin"] == "shared").sum() == len(shared)
