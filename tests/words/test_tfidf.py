"""TF-IDF and distinctive words: what is counted, how it is weighed, how it is ranked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from sklearn.feature_extraction.text import TfidfVectorizer

from framing import sentences, tokens
from framing.coding.codebook import Frame, parse_codebook
from framing.corpus.terms import TFIDF
from framing.errors import TableError
from framing.words import distinctive_words, tfidf
from tests.cases import each_of

DATA = Path(__file__).parents[1] / "data"


def words(outlet: str = "", /, **articles: str) -> pd.DataFrame:
    """List the words of articles; the outlet is the first letter of each unless it is given."""
    rows = [
        {"article": article, "outlet": outlet or article[0].upper(), "start": start, "token": token}
        for article, text in articles.items()
        for start, token in enumerate(text.split())
    ]
    return pd.DataFrame(rows)


def counts(table: pd.DataFrame, by: str = "article") -> dict[str, int]:
    return {
        f"{group} {term}": count
        for group, term, count in table[[by, "term", "count"]].itertuples(index=False)
    }


def frame(*entries: str) -> Frame:
    indicators = [{"id": "i", "any": list(entries)}]
    book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
            "indicators": indicators}}}  # fmt: skip
    return parse_codebook(book, source="b").frame("f")


# -- tfidf ------------------------------------------------------------------------------------


def test_a_row_is_a_document_and_a_term_that_occurs_in_it():
    found = tfidf(words(a="fate talks talks", b="talks"))
    # idf: ln((1 + 2) / (1 + df)) + 1, so fate (df 1) ln 1.5 + 1 = 1.405, talks (df 2) 1
    fate, talks = np.array([1 * (np.log(1.5) + 1), 2 * 1.0]) / np.hypot(np.log(1.5) + 1, 2)
    wanted = pd.DataFrame(
        {"article": ["a", "a", "b"], "term": ["fate", "talks", "talks"], "outlet": ["A", "A", "B"],
         "count": [1, 2, 1], "tfidf": [fate, talks, 1.0]}
    )  # fmt: skip
    assert_frame_equal(found, wanted, check_dtype=False)


def real_tokens() -> pd.DataFrame:
    """Take the sentences of our own test data as articles of ten sentences each."""
    texts = pd.read_csv(DATA / "development.csv")["text"]
    table = pd.DataFrame(
        {"article": (texts.index // 10).astype(str), "sentence": texts.index % 10, "text": texts}
    )
    table["outlet"] = ("0" + table["article"]).str[-1]
    found = tokens(table)
    return found.assign(start=range(len(found)))


@pytest.mark.parametrize("by", ["article", "outlet"])
def test_weights_equal_scikit_learns_on_the_same_tokens_to_the_last_digit(by):
    given = real_tokens()
    found = tfidf(given, by=by, stop_words=False)
    given["word"] = given["token"].str.removesuffix("'s")
    documents = given.groupby(by)["word"].agg(sorted)  # sums in one order, to the last digit
    vectorizer = TfidfVectorizer(analyzer=lambda document: document, **TFIDF)
    matrix = pd.DataFrame(
        vectorizer.fit_transform(documents).toarray(),
        index=documents.index,
        columns=vectorizer.get_feature_names_out(),
    )
    wanted = matrix.stack()
    wanted = wanted[wanted > 0].sort_index()
    assert len(wanted) > 1500
    assert list(zip(found[by], found["term"], strict=True)) == list(wanted.index)
    assert found["tfidf"].to_list() == wanted.to_list()


def test_the_table_is_long_and_holds_no_zero():
    found = tfidf(real_tokens(), stop_words=False)
    assert (found["count"] > 0).all()
    assert (found["tfidf"] > 0).all()
    assert found["count"].sum() == len(real_tokens())
    assert not found.duplicated(["article", "term"]).any()


def test_function_words_numbers_and_single_letters_are_left_out():
    found = tfidf(words(a="the talks of 2025 and u.s f-16 g7 x 3.5 20-30 zelensky's"))
    assert list(found["term"]) == ["f-16", "g7", "talks", "u.s", "zelensky"]


def test_function_words_can_be_kept():
    found = tfidf(words(a="the talks of 2025"), stop_words=False)
    assert list(found["term"]) == ["2025", "of", "talks", "the"]


def test_a_possessive_is_the_same_word():
    assert counts(tfidf(words(a="kyiv kyiv's kyiv"))) == {"a kyiv": 3}


def test_spelling_variants_are_one_term_if_asked_for():
    table = words(a="favour favor", b="favor")
    assert counts(tfidf(table)) == {"a favor": 1, "a favour": 1, "b favor": 1}
    assert counts(tfidf(table, variants=True)) == {"a favor": 2, "b favor": 1}


def test_documents_may_be_outlets_or_any_other_column():
    table = words("X", a="fate talks", b="talks").assign(event="e")
    assert counts(tfidf(table, by="outlet"), "outlet") == {"X fate": 1, "X talks": 2}
    found = tfidf(table, by="event")
    assert list(found.columns) == ["event", "term", "count", "tfidf"]
    assert counts(found, "event") == {"e fate": 1, "e talks": 2}


def test_a_text_of_function_words_alone_still_counts_as_a_text():
    alone = tfidf(words(a="fate talks", b="talks"))
    beside = tfidf(words(a="fate talks", b="talks", c="the of"))
    assert counts(alone) == counts(beside)
    ratio = (np.log(4 / 2) + 1) / (np.log(4 / 3) + 1)  # three texts: fate in one, talks in two
    weights = beside.set_index(["article", "term"])["tfidf"]
    assert weights["a", "fate"] / weights["a", "talks"] == pytest.approx(ratio)


@pytest.mark.parametrize("table", [words(a="the of"), words(a="talks").iloc[:0]])
@pytest.mark.parametrize("by", ["article", "outlet", "event"])
def test_no_words_give_a_table_without_rows(table, by):
    found = tfidf(table, by=by)
    assert found.empty
    assert list(found.columns) == list(tfidf(words(a="talks"), by=by).columns)


@pytest.mark.parametrize("measure", [tfidf, distinctive_words])
def test_shuffling_words_changes_nothing_and_nothing_is_edited(measure):
    given = real_tokens()
    shuffled = given.sample(frac=1, random_state=1)
    kept = shuffled.copy(deep=True)
    assert_frame_equal(measure(shuffled), measure(given), check_exact=True)
    assert_frame_equal(shuffled, kept)


def test_doubling_every_text_leaves_the_weights():
    given = real_tokens()
    twice = pd.concat([given, given.assign(start=given["start"] + 10**6)])
    once, double = tfidf(given), tfidf(twice)
    np.testing.assert_allclose(double["tfidf"], once["tfidf"], rtol=1e-12)
    assert (double["count"] == 2 * once["count"]).all()


def test_a_column_that_does_not_exist_is_refused():
    with pytest.raises(TableError, match=r"no column 'outlett'.*Did you mean 'outlet'"):
        tfidf(words(a="talks"), by="outlett")


def test_a_table_built_by_hand_needs_no_outlet():
    table = words(a="fate", b="talks").drop(columns="outlet")
    assert counts(tfidf(table, by="outlet"), "outlet") == {"a fate": 1, "b talks": 1}
    assert list(distinctive_words(table)["outlet"]) == ["a", "b"]


# -- distinctive ------------------------------------------------------------------------------


def test_words_are_ranked_by_their_weight_here_less_their_mean_weight_elsewhere():
    table = words(a="harbour harbour talks", a2="harbour", b="talks orchard", c="talks")
    found = distinctive_words(table)
    weights = tfidf(table, by="outlet").set_index(["outlet", "term"])["tfidf"]
    talks = weights.xs("talks", level="term")
    wanted = pd.DataFrame(
        {
            "outlet": ["A", "A", "B", "B", "C"],
            "term": ["harbour", "talks", "orchard", "talks", "talks"],
            "count": [3, 1, 1, 1, 1],
            "count_elsewhere": [0, 2, 0, 2, 2],
            "n_articles": [2, 1, 1, 1, 1],
            "tfidf": [
                weights["A", "harbour"],
                talks["A"],
                weights["B", "orchard"],
                talks["B"],
                1.0,
            ],
            "contrast": [
                weights["A", "harbour"],
                talks["A"] - (talks["B"] + talks["C"]) / 2,
                weights["B", "orchard"],
                talks["B"] - (talks["A"] + talks["C"]) / 2,
                talks["C"] - (talks["A"] + talks["B"]) / 2,
            ],
            "indicator": False,
            "rank": [1, 2, 1, 2, 1],
        }
    )
    assert_frame_equal(found, wanted, check_dtype=False, atol=1e-11)


def test_words_that_separate_nothing_rank_by_name():
    found = distinctive_words(words(a="delta alpha charlie bravo", b="other"))
    assert list(found.loc[found["outlet"] == "A", "term"]) == ["alpha", "bravo", "charlie", "delta"]
    assert list(found.loc[found["outlet"] == "A", "rank"]) == [1, 2, 3, 4]


def test_indicator_words_are_marked_and_have_no_rank():
    table = words(a="sidelined left-out harbour leaders out", b="talks")
    found = distinctive_words(table, frame=frame("sidelin*", "left out"))
    mine = found[found["outlet"] == "A"].set_index("term")
    assert mine["indicator"].to_dict() == {
        "harbour": False, "leaders": False, "left-out": True, "sidelined": True
    }  # fmt: skip
    assert mine["rank"].dropna().to_dict() == {"harbour": 1, "leaders": 2}
    assert list(found["outlet"]) == ["A", "A", "A", "A", "B"]  # those without a rank come last
    assert list(found["rank"].isna()) == [False, False, True, True, False]


MET = {
    "the word": ("froze", "froze", True),
    "a longer word": ("froze", "frozen", False),
    "a beginning": ("froz*", "frozen", True),
    "an ending": ("*stan", "kazakhstan", True),
    "not an ending": ("*stan", "standing", False),
    "an inner part": ("*lead*", "misleading", True),
    "a part of a compound": ("backed", "us-backed", True),
    "capitals, with points in the text": ("EU", "e.u", True),
    "a word of a phrase": ("cold shoulder", "shoulder", True),
    "a possessive": ("kremlin", "kremlin's", True),
}


@each_of("entry, word, met", MET)
def test_a_word_is_an_indicators_if_an_entry_would_match_it(entry, word, met):
    found = distinctive_words(words(a=f"{word} timber", b="talks"), frame=frame(entry))
    term = word.removesuffix("'s")
    assert found.set_index("term")["indicator"].to_dict() == {
        term: met, "timber": False, "talks": False
    }  # fmt: skip


def test_members_of_an_all_are_indicator_words_too_and_what_excludes_is_not():
    book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d", "indicators": [
            {"id": "i", "all": [["fate", "future"], "decid*"], "unless": ["match"]}]}}}  # fmt: skip
    found = distinctive_words(
        words(a="future decided match", b="talks"),
        frame=parse_codebook(book, source="b").frame("f"),
    )
    assert set(found.loc[found["indicator"], "term"]) == {"future", "decided"}


def test_an_indicator_in_british_spelling_is_known_in_american():
    table = words(a="defence harbour", b="talks")
    found = distinctive_words(table, frame=frame("defence"), variants=True)
    assert found.set_index("term")["indicator"].to_dict() == {
        "defense": True, "harbor": False, "talks": False
    }  # fmt: skip


def test_only_the_first_words_of_each_outlet_if_asked_for():
    table = words(a="alpha bravo charlie", b="delta echo")
    found = distinctive_words(table, top=2, frame=frame("alpha"))
    assert list(found["term"]) == ["bravo", "charlie", "delta", "echo"]
    assert list(found["rank"]) == [1, 2, 1, 2]


def test_articles_may_be_set_against_each_other():
    found = distinctive_words(words("X", a="harbour talks", b="talks"), by="article", top=1)
    assert found[["article", "term", "outlet"]].values.tolist() == [
        ["a", "harbour", "X"], ["b", "talks", "X"]
    ]  # fmt: skip


def test_one_outlet_alone_ranks_by_weight():
    found = distinctive_words(words("X", a="talks talks fate", b="fate"))
    assert list(found["term"]) == ["fate", "talks"]  # twice each in the one document
    assert (found["contrast"] - found["tfidf"]).abs().max() < 1e-11


def test_no_words_have_no_distinctive_ones():
    found = distinctive_words(words(a="the of"))
    assert found.empty
    assert list(found.columns) == list(distinctive_words(words(a="talks")).columns)


def test_from_article_to_distinctive_word():
    articles = pd.DataFrame(
        {"article": ["a", "b"], "outlet": ["A", "B"],
         "text": ["The harbour’s envoys met.", "Envoys met. Envoys of envoys met."]}
    )  # fmt: skip
    found = distinctive_words(tokens(sentences(articles)), top=1)
    assert found[["outlet", "term", "count", "count_elsewhere"]].values.tolist() == [
        ["A", "harbour", 1, 0], ["B", "envoys", 3, 1]
    ]  # fmt: skip
