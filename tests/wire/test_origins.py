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


COUNTED = ["n_verbatim", "n_trimmed", "n_reworded", "n_quoted"]
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


def test_the_origin_is_the_closest_that_another_text_comes():
    assert origin() == {
        "a": ["verbatim", "trimmed", "trimmed", "unmatched"],  # 2: trimmed in c, reworded in b
        "b": ["verbatim", "trimmed", "reworded", "reworded"],
        "c": ["unmatched", "trimmed", "reworded"],
    }


@pytest.mark.parametrize("relation", ["verbatim", "trimmed", "reworded"])
def test_both_sides_of_a_pair_have_its_relation_as_origin(relation):
    found = origins(table(a=1, b=2), pairs(("a", 0, "b", 1, relation)))
    assert found["origin"].to_list() == [relation, "unmatched", relation]


@pytest.mark.parametrize("relation", ["verbatim", "trimmed", "reworded"])
def test_two_texts_that_only_quote_the_same_words_have_quoted_as_origin(relation):
    given = pairs(("a", 0, "b", 1, relation)).assign(quoted=True)
    found = origins(table(a=1, b=2), given)
    assert found["origin"].to_list() == ["quoted", "unmatched", "quoted"]
    assert found["closest"].fillna("none").to_list() == [relation, "none", relation]


@pytest.mark.parametrize(
    ("other", "wanted"),
    [("verbatim", "verbatim"), ("trimmed", "trimmed"), ("reworded", "quoted")],
)
def test_a_shared_quote_is_closer_than_a_rewording_and_less_close_than_copied_words(other, wanted):
    given = pairs(("a", 0, "b", 0, "trimmed"), ("a", 0, "c", 0, other))
    found = origins(table(a=1, b=1, c=1), given.assign(quoted=[True, False]))
    assert found["origin"].to_list() == [wanted, "quoted", other]


def test_closest_is_the_relation_of_the_closest_counterpart_whatever_the_origin():
    found = origins(SENTENCES, PAIRS, reference="a")
    assert found.groupby("article")["closest"].agg(lambda c: c.fillna("-").to_list()).to_dict() == {
        "a": ["verbatim", "trimmed", "trimmed", "-"],
        "b": ["verbatim", "trimmed", "reworded", "reworded"],
        "c": ["-", "trimmed", "reworded"],
    }


def test_standing_text_counts_as_unmatched_though_other_texts_have_it():
    standing = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "text": ["a0.", "b0."],
                             "n_articles": 3, "n_days": 3})  # fmt: skip
    found = origins(SENTENCES, PAIRS, standing_text=standing)
    assert found.groupby("article")["origin"].agg(list).to_dict() == {
        "a": ["unmatched", "trimmed", "trimmed", "unmatched"],
        "b": ["unmatched", "trimmed", "reworded", "reworded"],
        "c": ["unmatched", "trimmed", "reworded"],
    }
    assert found.loc[found["sentence"] == 0, "closest"].isna().all()
    none = origins(SENTENCES, PAIRS, standing_text=empty("standing_text"))
    assert_frame_equal(none, origins(SENTENCES, PAIRS))


def test_without_counterparts_every_sentence_is_unmatched():
    found = origins(SENTENCES, empty("alignments"))
    assert (found["origin"] == "unmatched").all()


def test_sentences_keep_their_rows_columns_and_order():
    given = SENTENCES.sample(frac=1, random_state=1).assign(own=range(11), origin="old")
    before = given.copy()
    found = origins(given, PAIRS)
    assert list(found) == [*CONTRACTS["sentences"].columns, "own", "closest"]
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


def test_against_the_agencys_text_kept_edited_adapted_and_own_are_told_apart():
    assert origin(reference="a") == {
        "a": ["kept"] * 4,  # the original itself, whoever printed it
        "b": ["kept", "edited", "adapted", "reworded"],  # 3: not in the original, in c reworded
        "c": ["own", "edited", "reworded"],
    }


def test_what_only_other_texts_have_keeps_its_word_since_another_take_may_have_it():
    given = pairs(("b", 0, "c", 0, "verbatim"), ("b", 1, "c", 1, "reworded"))
    assert origin(given, reference="a") == {
        "a": ["kept"] * 4,
        "b": ["verbatim", "reworded", "own", "own"],
        "c": ["verbatim", "reworded", "own"],
    }


def test_the_relation_to_the_original_counts_more_than_that_to_other_texts():
    given = pairs(("a", 0, "b", 0, "reworded"), ("b", 0, "c", 0, "verbatim"),
                  ("a", 1, "c", 1, "verbatim"), ("b", 1, "c", 1, "reworded"))  # fmt: skip
    found = origin(given, reference="a")
    assert found["b"][:2] == ["adapted", "reworded"]
    assert found["c"][:2] == ["verbatim", "kept"]


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [("verbatim", "trimmed", "kept"), ("reworded", "verbatim", "kept"),
     ("trimmed", "reworded", "edited")],
)  # fmt: skip
def test_the_closest_counts_where_the_original_has_several(one, two, wanted):
    given = pairs(("a", 0, "b", 0, one), ("a", 1, "b", 0, two))
    assert origin(given, reference="a")["b"][0] == wanted


def test_what_shares_but_a_quote_with_the_original_is_quoted_and_neither_kept_nor_own():
    given = pairs(("a", 0, "b", 0, "trimmed")).assign(quoted=True)
    assert origin(given, reference="a")["b"] == ["quoted", "own", "own", "own"]


def test_own_is_said_only_of_the_event_whose_original_is_given():
    events = SENTENCES.assign(event=["e"] * 8 + ["f"] * 3)
    found = origins(events, PAIRS.iloc[:2], reference="a").groupby("article")["origin"].agg(list)
    assert found["b"] == ["kept", "edited", "own", "own"]
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
        [("a", "A", "b", 1, 1, 1, 0, 4), ("a", "A", "c", 0, 1, 0, 0, 4),
         ("b", "B", "a", 1, 1, 1, 0, 4), ("b", "B", "c", 0, 0, 2, 0, 4),
         ("c", "C", "a", 0, 1, 0, 0, 3), ("c", "C", "b", 0, 0, 2, 0, 3)],
        columns=["article", "outlet", "other", *COUNTED, "n_sentences"],
    )  # fmt: skip
    assert_frame_equal(found, wanted.astype(found.dtypes.to_dict()))


def test_a_sentence_with_several_counterparts_in_one_text_counts_once_by_the_nearest():
    given = pairs(("a", 0, "b", 0, "reworded"), ("a", 0, "b", 1, "trimmed"),
                  ("a", 1, "b", 2, "reworded"), ("a", 1, "b", 3, "reworded"))  # fmt: skip
    found = reuse(SENTENCES, given).set_index(["article", "other"])
    assert found.loc[("a", "b"), COUNTED].to_list() == [0, 1, 1, 0]
    assert found.loc[("b", "a"), COUNTED].to_list() == [0, 1, 3, 0]


def test_of_quoted_sentences_no_more_stands_there_than_what_both_quote():
    given = pairs(("a", 0, "b", 0, "verbatim"), ("a", 1, "b", 1, "trimmed"),
                  ("a", 1, "b", 2, "reworded"), ("a", 2, "b", 2, "trimmed"))  # fmt: skip
    given["quoted"] = [True, True, False, False]
    found = reuse(SENTENCES, given).set_index(["article", "other"])
    assert found.loc[("a", "b"), COUNTED].to_list() == [0, 1, 0, 2]
    assert found.loc[("b", "a"), COUNTED].to_list() == [0, 1, 0, 2]


def test_texts_without_counterparts_have_no_row():
    assert reuse(SENTENCES, PAIRS.iloc[:1])["article"].to_list() == ["a", "b"]
    assert_frame_equal(reuse(SENTENCES, empty("alignments")), empty("reuse"))


def test_an_outlets_texts_are_taken_together_and_what_they_share_among_them_is_left_out():
    found = reuse(
        SENTENCES.assign(outlet=SENTENCES["article"].replace("b", "a")), PAIRS, by="outlet"
    )
    wanted = pd.DataFrame(
        [("a", "c", 0, 1, 2, 0, 8), ("c", "a", 0, 1, 1, 0, 3)],
        columns=["outlet", "other", *COUNTED, "n_sentences"],
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
    assert (counts[COUNTED].sum(axis=1) <= counts["n_sentences"]).all()
    shared = {(a, s) for side in "ab" for a, s, relation, quoted in zip(
        found[f"article_{side}"], found[f"sentence_{side}"], found["relation"], found["quoted"],
        strict=True) if relation != "reworded" and not quoted}  # fmt: skip
    assert named["origin"].isin(["verbatim", "trimmed"]).sum() == len(shared)
