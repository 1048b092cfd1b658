"""Tables: what is accepted, what is completed, and what is refused with which words."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.corpus.zones import ZONES
from framing.errors import ParameterError, TableError
from framing.tables.contracts import CONTRACTS, Contract
from framing.tables.contracts.contract import count, share, text
from framing.tables.require import check_choice, empty, joined, require
from tests.cases import each_of


def articles(**changed: object) -> pd.DataFrame:
    return pd.DataFrame({"article": ["a", "b"], "outlet": "X", "text": "Hello."} | changed)


def codings(**changed: object) -> pd.DataFrame:
    rows = {"article": "a", "sentence": [0, 1], "coder": "me", "frame": "f", "present": [1, 0]}
    return pd.DataFrame(rows | changed)


def test_a_table_built_by_hand_is_completed_with_defaults_and_missing_values():
    found = require(pd.DataFrame({"text": ["Hello."], "outlet": "X", "article": "a"}), "articles")
    wanted = pd.DataFrame(
        {"article": ["a"], "outlet": "X", "date": None, "date_text": None, "title": None,
         "text": "Hello.", "event": "all", "family": "a", "language": None},
        dtype="str",
    )  # fmt: skip
    assert_frame_equal(found, wanted)


def test_sentences_of_nobody_in_particular_are_body_text_of_an_outlet_named_as_the_article():
    found = require(
        pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Hello."]}), "sentences"
    )
    known = found.loc[0, ["outlet", "event", "family", "zone"]].to_list()
    assert known == ["a", "all", "a", "body"]
    assert found[["start", "end", "rank", "position", "n_words"]].isna().all(axis=None)


def test_a_value_that_is_not_given_takes_the_default_of_its_column():
    found = require(articles(family=["wire", None], event=[None, "talks"]), "articles")
    assert found[["family", "event"]].values.tolist() == [["wire", "all"], ["b", "talks"]]


def test_a_row_of_article_frames_needs_only_its_counts():
    rows = pd.DataFrame(
        {"article": ["a", "b", "c"], "coder": "me", "frame": "f",
         "n_sentences": [9, 9, 0], "n_frame_sentences": [2, 0, 0]}
    )  # fmt: skip
    found = require(rows, "article_frames")
    assert found["present"].to_list() == [True, False, pd.NA]
    assert found[["wire", "weight", "family"]].values.tolist() == [
        ["all", 1.0, "a"], ["all", 1.0, "b"], ["all", 1.0, "c"]
    ]  # fmt: skip
    assert found["in_headline"].isna().all()


def test_rows_stay_in_their_order_and_columns_of_ones_own_come_last():
    given = articles(author=["Ann", "Bob"])[::-1]
    found = require(given, "articles")
    assert found["author"].to_list() == ["Bob", "Ann"]
    needed = [name for name, about in CONTRACTS["articles"].columns.items() if not about.optional]
    assert list(found.columns) == [*needed, "author"]


def test_an_optional_column_is_kept_where_it_was_given_and_added_nowhere():
    assert "licence" not in require(articles(), "articles")
    found = require(articles(licence=["CC BY 4.0", None]), "articles")
    assert found["licence"].tolist()[0] == "CC BY 4.0"
    assert found["licence"].dtype == "str"


def test_nothing_given_is_edited():
    given = articles(family=["wire", None], date=[20250213, None])
    kept = given.copy(deep=True)
    complete = require(given, "articles")
    complete.loc[:, "text"] = "changed"
    assert_frame_equal(given, kept)


def test_words_are_words_counts_are_whole_numbers_and_missing_is_missing():
    found = require(
        pd.DataFrame({"article": [7], "sentence": ["3"], "coder": "me", "frame": "f",
                      "present": [None], "score": [pd.NA]}),
        "codings",
    )  # fmt: skip
    wanted = empty("codings")
    given = ["article", "sentence", "coder", "frame", "round"]
    wanted.loc[0, given] = ["7", 3, "me", "f", "final"]
    assert_frame_equal(found, wanted)


@each_of("name", [*CONTRACTS])
def test_every_empty_table_meets_its_own_contract(name):
    assert_frame_equal(require(empty(name), name), empty(name))


@each_of("name", [*CONTRACTS])
def test_every_key_is_required_or_has_a_default_and_every_named_column_exists(name):
    contract = CONTRACTS[name]
    assert {*contract.key, *contract.beside, *contract.may_lack} <= set(contract.columns)
    for column in contract.key:
        assert column in contract.required or contract.columns[column].default is not None


@pytest.mark.parametrize("name", CONTRACTS)
def test_no_two_columns_that_a_page_shows_have_one_head(name):
    heads = list(CONTRACTS[name].heads.values())
    assert len(set(heads)) == len(heads)


def test_a_page_shows_the_columns_with_a_label_in_the_order_of_the_contract():
    columns = {**text("outlet", label="outlet"), **text("coder"), **share("share", label="of all")}
    contract = Contract(key=("outlet", "coder"), columns=columns)
    assert contract.heads == {"outlet": "outlet", "share": "of all"}
    assert columns["share"].unit == "share 0 to 1"


def test_a_table_made_by_hand_needs_the_key_but_for_what_has_a_default_and_what_stands_beside_it():
    columns = {**text("outlet"), **text("wire", default="all"), **count("n", "m")}
    assert Contract(("outlet", "wire"), columns, beside=("n",)).required == ("outlet", "n")


REFUSED = {
    "no table": (
        ["a"],
        "articles is a list; a pandas table is needed. Make it with framing.read_corpus('my-texts')"
        ", or pandas.DataFrame({'article': ['a'], 'outlet': ['Daily'], 'text': ['Talks begin.']}).",
    ),
    "a column is missing": (
        articles().rename(columns={"outlet": "outlett"}),
        "articles has no column 'outlet'. Columns: article, outlett, text. Did you mean 'outlett'?",
    ),
    "all columns are missing": (
        pd.DataFrame(),
        "articles has no column 'article', 'outlet', 'text'. Columns: none.",
    ),
    "a column is named twice": (
        pd.concat([articles(), articles()["text"]], axis=1),
        "articles names the column 'text' more than once. Columns: article, outlet, text, text.",
    ),
    "a required value is missing": (
        articles(outlet=["X", None]),
        "articles: 1 of 2 rows have no outlet; each row needs one.",
    ),
    "several required values are missing": (
        articles(outlet=["X", None], text=[None, "Hello."]),
        "articles: 2 of 2 rows have no outlet or no text; each row needs one.",
    ),
    "an id is missing": (
        articles(article=[None, None]),
        "articles: 2 of 2 rows have no article; each row needs one.",
    ),
    "an id stands twice": (
        articles(article=["a", "a"]),
        "articles: 1 of 2 rows repeat their key (article): 'a'. Each may stand once.",
    ),
}


@each_of("table, message", REFUSED)
def test_a_table_that_cannot_be_used_is_refused_in_plain_words(table, message):
    with pytest.raises(TableError) as refused:
        require(table, "articles")
    assert str(refused.value) == message


WRONG = {
    "a fraction for a count": (
        {"sentence": [0, 1.5]},
        "codings.sentence: 1 of 2 values are not whole numbers: '1.5'.",
    ),
    "words for a count": (
        {"sentence": ["one", "two"]},
        "codings.sentence: 2 of 2 values are not whole numbers: 'one', 'two'.",
    ),
    "words for a share": (
        {"score": [0.5, "high"]},
        "codings.score: 1 of 2 values are not numbers: 'high'.",
    ),
    "endless": (
        {"sentence": [0, float("inf")]},
        "codings.sentence: 1 of 2 values are not whole numbers: 'inf'.",
    ),
    "neither present nor absent": (
        {"present": [1, 2]},
        "codings.present: 1 of 2 values are not allowed: '2'. Allowed: 0, 1, or missing.",
    ),
}


@pytest.mark.parametrize(("changed", "message"), WRONG.values(), ids=WRONG)
def test_values_of_a_wrong_type_are_named(changed, message):
    with pytest.raises(TableError) as refused:
        require(codings(**changed), "codings")
    assert str(refused.value) == message


def shares(note: str | None) -> pd.DataFrame:
    return pd.DataFrame({"outlet": ["A"], "coder": "me", "frame": "f", "wire": "all", "note": note})


@pytest.mark.parametrize("note", ["few_texts", "few_texts;weighted", "", None])
def test_a_note_may_hold_several_codes_or_none(note):
    assert require(shares(note), "prevalence")["note"].fillna("").to_list() == [note or ""]


@pytest.mark.parametrize("note", ["few texts", "few_texts; weighted", "few_texts;not_drawn"])
def test_a_code_that_a_table_does_not_know_is_refused(note):
    with pytest.raises(TableError, match=r"prevalence\.note: 1 of . values are not allowed"):
        require(shares(note), "prevalence")


def test_a_cell_that_may_hold_one_code_holds_no_two():
    pairs = {"article_a": ["a"], "sentence_a": 0, "article_b": "b", "sentence_b": 0}
    with pytest.raises(TableError, match="'verbatim;trimmed'"):
        require(pd.DataFrame({**pairs, "relation": "verbatim;trimmed"}), "alignments")


def test_the_notes_of_people_are_their_own_words_and_all_others_codes():
    free = {
        name
        for name, contract in CONTRACTS.items()
        if "note" in contract.columns and not contract.columns["note"].codes
    }
    assert free == {"claims", "codings", "coders"}
    said = codings(note=["torn; see there", "weighted"])
    assert require(said, "codings")["note"].to_list() == ["torn; see there", "weighted"]


def test_a_flag_that_is_neither_true_nor_false_is_refused():
    rows = pd.DataFrame(
        {"article": ["a"], "coder": "me", "frame": "f", "n_sentences": 9, "n_frame_sentences": 2,
         "in_lead": ["perhaps"]}
    )  # fmt: skip
    with pytest.raises(TableError, match="in_lead: 1 of 1 values are not True or False: 'perhaps'"):
        require(rows, "article_frames")


def test_three_offenders_are_named_and_the_others_counted():
    rows = pd.DataFrame(
        {"article": "a", "sentence": [*range(5)] * 2, "coder": "me", "frame": "f", "present": 0}
    )
    with pytest.raises(TableError) as refused:
        require(rows, "codings")
    assert str(refused.value) == (
        "codings: 5 of 10 rows repeat their key (article + sentence + coder + frame): "
        "'a / 0 / me / f', 'a / 1 / me / f', 'a / 2 / me / f' (and 2 more). Each may stand once."
    )


def test_a_further_column_that_the_caller_needs_may_be_asked_for():
    with pytest.raises(TableError, match="articles has no column 'desk'"):
        require(articles(), "articles", columns=["desk"])
    assert list(require(articles(), "articles", columns=["family"])["family"]) == ["a", "b"]


def test_codings_are_joined_to_the_sentences_that_they_name():
    sentences = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": ["One.", "Two."]})
    found = joined(codings(text="stale"), sentences)
    assert_frame_equal(found, codings().assign(text=["One.", "Two."]))


def test_a_coding_of_a_sentence_that_does_not_exist_is_refused():
    sentences = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["One."]})
    with pytest.raises(TableError) as refused:
        joined(codings(), sentences)
    assert str(refused.value) == (
        "codings: 1 of 2 name a sentence that does not exist: 'a sentence 1'. "
        "Were they made on another version of the texts?"
    )


def test_a_choice_that_is_not_allowed_is_refused_with_those_that_are():
    assert check_choice("words", ["sentences", "words"], what="unit") == "words"
    with pytest.raises(ParameterError) as refused:
        check_choice("word", ["sentences", "words"], what="unit")
    assert str(refused.value) == "unit is 'word'. Allowed: sentences, words. Did you mean 'words'?"


def test_the_zones_of_a_hand_built_table_default_to_a_zone_that_exists():
    assert CONTRACTS["sentences"].columns["zone"].default in ZONES
