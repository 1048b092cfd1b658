"""Where the clause comes from that carries a frame, and what became of passages elsewhere."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.errors import TableError
from framing.languages.language import language
from framing.study import read_study
from framing.wire import alignments, clause_origins, origins, passages_kept
from framing.wire.clauses import clause
from tests.cases import each_of
from tests.conftest import ROOT

CALL = "The minister said that he would call the mayor of Riga on Friday."
BLOW = f"In a blow to the town, {CALL[0].lower()}{CALL[1:]}"
WORDS = ["article", "sentence", "coder", "frame", "present"]


def told(*texts: str) -> pd.DataFrame:
    rows = [(name, 0, text, len(text.split())) for name, text in zip("abc", texts, strict=False)]
    table = pd.DataFrame(rows, columns=["article", "sentence", "text", "n_words"])
    return table.assign(family="a")


def coded(**present: int) -> pd.DataFrame:
    rows = [(name, 0, "me", "f", value) for name, value in present.items()]
    return pd.DataFrame(rows, columns=WORDS)


def hit(name: str, text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {"article": name, "sentence": 0, "frame": "f", "indicator": "i", "match": 0,
            "start": start, "end": start + len(words), "text": words}  # fmt: skip


def origin(table: pd.DataFrame, codings: pd.DataFrame, mentions: list | None = None) -> list[str]:
    pairs = alignments(table)
    given = origins(table, pairs)
    hits = None if mentions is None else pd.DataFrame(mentions)
    return clause_origins(codings, given, pairs, mentions=hits)["origin"].tolist()


def test_a_clause_that_the_counterpart_has_not_is_found_nowhere_else():
    table = told(BLOW, CALL)
    codings = coded(a=1, b=1)  # the counterpart carries the frame by another clause
    hits = [hit("a", BLOW, "blow"), hit("b", CALL, "call")]
    assert origin(table, codings, hits) == ["clause", "trimmed"]


def test_a_clause_that_stands_in_any_sentence_of_another_text_is_shared():
    table = told(BLOW, CALL)
    more = pd.DataFrame({"article": ["b"], "sentence": [1], "family": ["a"], "n_words": [11],
                         "text": ["It was seen as a blow to the town by all."]})  # fmt: skip
    table = pd.concat([table, more], ignore_index=True)
    assert origin(table, coded(a=1, b=1), [hit("a", BLOW, "blow")]) == ["trimmed", "trimmed"]


def test_a_sentence_whose_counterpart_is_not_coded_has_a_clause_of_its_own():
    assert origin(told(BLOW, CALL), coded(a=1, b=0)) == ["clause", "trimmed"]


def test_a_sentence_whose_counterpart_is_coded_is_shared_where_no_indicator_tells_more():
    assert origin(told(BLOW, CALL), coded(a=1, b=1)) == ["trimmed", "trimmed"]


def test_what_is_found_nowhere_or_not_coded_keeps_its_origin():
    table = told("Snow fell on the old town all day long.", CALL)
    assert origin(table, coded(a=1, b=0)) == ["unmatched", "unmatched"]
    assert origin(told(CALL, CALL), coded(a=0, b=0)) == ["verbatim", "verbatim"]


def test_a_coding_of_a_sentence_that_is_not_there_is_refused():
    table = told(BLOW, CALL)
    with pytest.raises(TableError, match="name a sentence that does not exist"):
        origin(table, coded(a=1, z=1))


@each_of(
    "case",
    [
        ("blow", "In a blow to Kyiv"),
        ("call", "he said he would call."),
    ],
)
def test_a_clause_ends_at_a_comma(case):
    words, wanted = case
    text = "In a blow to Kyiv, he said he would call."
    start = text.index(words)
    assert text[slice(*clause(text, start, start + len(words), language("en")))] == wanted


def test_of_the_shipped_study_the_clauses_that_stand_in_no_other_text_are_told():
    study = read_study(ROOT / "seeds")
    rows = study.clause_origins.query("coder == @study.answers_from and origin == 'clause'")
    places = rows.merge(study.sentences[["article", "sentence", "outlet", "rank"]])
    found = {(row.frame, row.outlet, row.rank) for row in places.itertuples()}
    assert ("ukraine_exclusion", "UrduPoint", 1) in found  # the lead: out in the cold
    assert ("ukraine_exclusion", "TAG24", 9) in found  # its fate decided by others
    assert ("ukraine_exclusion", "IBTimes Australia", 3) in found  # the denial


# -- what became of passages ------------------------------------------------------------------


def kept(table: pd.DataFrame, codings: pd.DataFrame) -> list[list[object]]:
    found = passages_kept(codings, table, alignments(table))
    return found[["article", "sentence", "told", "cut"]].values.tolist()


@each_of(
    "case",
    [
        ("kept", CALL, {"present": 1}),
        ("dropped", CALL, {"present": 0}),
        ("otherwise", CALL, {"present": 1, "mode": "denied"}),
        ("otherwise", CALL, {"present": 0, "subcode": "counter"}),
        ("absent", "Snow fell on the old town.", {"present": 0}),
    ],
)
def test_what_became_of_a_passage_is_told_by_the_codes_of_its_counterpart(case):
    wanted, text, code = case
    table = told(BLOW, text)
    codings = coded(a=1, b=0).assign(mode=["stated", None], subcode=[None, None])
    codings.loc[1, list(code)] = list(code.values())
    assert kept(table, codings) == [["b", 0, wanted, True]]


def test_the_longest_text_is_the_one_of_most_words_and_the_cut_is_by_words():
    table = pd.DataFrame({
        "article": ["a", "a", "a", "b", "b"], "sentence": [0, 1, 2, 0, 1], "family": "a",
        "text": ["Snow fell today.", "Rates rose again.", "Ships left port.", CALL, BLOW],
        "n_words": [3, 3, 3, 13, 18],
    })  # fmt: skip
    codings = pd.DataFrame({"article": ["a", "b", "b"], "sentence": [0, 0, 1], "coder": "me",
                            "frame": "f", "present": 1})  # fmt: skip
    assert kept(table, codings) == [["a", 0, "absent", True], ["a", 1, "absent", True]]


def test_a_headline_that_was_not_captured_is_not_absent():
    table = told(BLOW, "Snow fell on the old town.")
    top = pd.DataFrame({"article": ["a"], "sentence": [1], "text": ["A blow to the town"],
                        "zone": ["headline"], "n_words": [5], "family": ["a"]})  # fmt: skip
    table = pd.concat([table.assign(zone="body"), top], ignore_index=True)
    codings = pd.DataFrame([("a", 1, "me", "f", 1)], columns=WORDS)
    found = passages_kept(codings, table, alignments(table))
    assert found[["told", "cut"]].isna().values.tolist() == [[False, True]]
    assert found["told"].tolist() == ["not captured"]


def test_a_text_by_itself_has_no_row():
    table = told(BLOW, CALL).assign(family=["a", "b"])
    assert passages_kept(coded(a=1), table, alignments(table)).empty
