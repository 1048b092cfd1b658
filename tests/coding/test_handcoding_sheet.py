"""Coding sheets: blind, safe to open, never overwritten; read back with every fault named."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from framing.coding import byhand
from framing.coding.byhand.blank_sheet import COLUMNS, write_sheet
from framing.coding.codings_files import read_decisions
from framing.errors import ParameterError, StudyError
from framing.tables.require import empty, require
from tests.handcoding import book, coded, corpus, key, told

BOOK = book()
SENTENCES = corpus(A=4, B=3)
SAMPLE = require(
    pd.DataFrame(
        {
            "article": ["A.txt", "A.txt", "B.txt"],
            "sentence": [0, 2, 2],
            "outlet": ["A", "A", "B"],
            "stratum": ["A / exclusion", "A / no frame", "B / rapport"],
            "probability": [1, 0.25, 0.5],
            "round": "pilot",
        }
    ),
    "sample",
)


def sheet(**options) -> pd.DataFrame:
    return byhand.sheet(SAMPLE, SENTENCES, **{"codebook": BOOK, "coder": "anna", **options})


# -- the blank sheet --------------------------------------------------------------------------


def test_a_row_is_a_unit_and_a_frame_with_the_sentence_between_its_neighbours():
    rows = told(sheet(), SENTENCES).set_index(["article", "sentence", "frame"]).sort_index()
    assert list(sheet().columns) == list(COLUMNS)
    assert len(rows) == 3 * 2
    context = rows.xs("exclusion", level="frame")[["before", "text", "after"]]
    assert context.values.tolist() == [
        ["", "A says 0.", "A says 1."],
        ["A says 1.", "A says 2.", "A says 3."],
        ["B says 1.", "B says 2.", ""],
    ]
    assert set(rows["round"]) == {"pilot"}
    assert set(rows["coder"]) == {"anna"}
    assert set(rows["codebook"]) == {"version 1.0, hash 01234567"}


def test_the_neighbours_of_a_sentence_are_those_of_its_own_article():
    ends = pd.DataFrame({"article": ["A.txt", "B.txt"], "sentence": [3, 0], "probability": 1.0})
    made = byhand.sheet(ends, SENTENCES, codebook=BOOK, coder="anna")
    made = told(made, SENTENCES).sort_values("article")
    assert made[["before", "after"]].drop_duplicates().values.tolist() == [
        ["A says 2.", ""],
        ["", "B says 1."],
    ]


def test_the_rules_are_at_hand_in_each_row():
    rules = sheet().set_index("frame")["rules"].groupby(level=0).first()
    assert rules["exclusion"] == (
        "Definition: Left out. | Counts: Fears that Kyiv is left out. | Does not count: Mere "
        "mention. | Examples: Kyiv was sidelined. | decision: present; absent; cannot say | "
        "subcode: left_out = left out; told = told later | subcode, with decision absent: "
        "included = included | mode: asserted = as a fact; feared = as a fear | voice, valued_by: "
        "text = the text itself; us = US side | valuation: "
        "welcome = as good, right or hoped for; harmful = as bad, wrong or dangerous; "
        "mixed = as both; none = not judged | function: problem = says what is wrong; "
        "cause = says who or what brings it about; judgement = says who is right or wrong; "
        "remedy = says what is to be done; none = none of these | "
        "For all frames: unit = One sentence."
    )
    assert "subcode" not in rules["rapport"]
    assert "Does not count" not in rules["rapport"]


def test_a_sheet_is_blind_to_outlet_stratum_probability_and_prediction():
    blind = sheet()
    assert not {"outlet", "stratum", "probability", "n_drawn", "zone"} & set(blind)
    asked = ["decision", "subcode", "mode", "voice", "speaker", "valuation", "valued_by",
             "function", "held_responsible", "note"]  # fmt: skip
    assert (blind[asked] == "").all(axis=None)
    other = SAMPLE.assign(stratum="x", probability=1.0, outlet="x").iloc[::-1]
    moved = byhand.sheet(
        other, SENTENCES.assign(outlet="x").iloc[::-1], codebook=BOOK, coder="anna"
    )
    assert_frame_equal(moved, blind)


def test_no_column_tells_article_outlet_date_or_headline():
    texts = SENTENCES.assign(article="Daily/2025-02-13_square-closes.txt", sentence=range(7))
    sample = require(texts.assign(probability=1.0, outlet="Daily"), "sample")
    made = byhand.sheet(sample, texts, codebook=BOOK, coder="anna")
    assert not made.map(lambda cell: bool(re.search("Daily|2025|square", cell))).any(axis=None)
    assert made["unit"].str.fullmatch("u[a-z2-7]{10}").all()  # a word, in any spreadsheet
    assert made["unit"].nunique() == 7


def test_names_of_outlets_in_the_words_of_a_text_are_masked_where_that_is_asked():
    texts = SENTENCES.assign(text=["THE A-POST said", "a post", "The A Post's man", "see a.org",
                                   "Bee, Beeline and BEE", "bee", "so"])  # fmt: skip
    masked = byhand.sheet(
        SAMPLE, texts, codebook=BOOK, coder="anna", mask=["A Post", "the_a-post", "a.org", "Bee"]
    )
    words = told(masked, texts).drop_duplicates("unit").sort_values(["article", "sentence"])
    assert words[["before", "text", "after"]].values.tolist() == [
        ["", "[outlet] said", "a post"],
        ["a post", "[outlet]'s man", "see [outlet]"],
        ["bee", "so", ""],
    ]


def test_a_blind_sheet_is_read_by_the_samples_beside_it_and_says_what_it_lacks(tmp_path):
    path = write_sheet(sheet().assign(decision="1"), tmp_path / "pilot-anna.csv")
    _, rows, *_ = read_decisions(path, codebook=BOOK)
    assert set(rows["state"]) == {"rejected"}
    unit = sheet()["unit"][0]
    assert rows["reason"][0] == (
        f"no sentence is known here as '{unit}'; give the sample that the sheet was made from."
    )
    write_sheet(SAMPLE, tmp_path / "pilot-sample.csv")
    codings, rows, *_ = read_decisions(path, codebook=BOOK)
    assert set(rows["state"]) == {"read"}
    assert set(zip(codings["article"], codings["sentence"], strict=True)) == {
        ("A.txt", 0), ("A.txt", 2), ("B.txt", 2),
    }  # fmt: skip
    other = SAMPLE[SAMPLE["article"] == "A.txt"]
    _, rows, *_ = read_decisions(path, codebook=BOOK, sample=other)
    assert rows["state"].value_counts().to_dict() == {"read": 4, "rejected": 2}
    _, rows, *_ = read_decisions(path, codebook=BOOK, sample=other, key=key(SENTENCES))
    assert rows["reason"].str.contains("is not in the sample").sum() == 2


def test_frames_follow_the_codebook_and_units_are_in_random_order_within_each():
    sample = corpus(A=30).assign(probability=1.0)
    made = byhand.sheet(sample, corpus(A=30), codebook=BOOK, coder="anna")
    made = told(made, corpus(A=30))
    assert made["frame"].tolist() == ["rapport"] * 30 + ["exclusion"] * 30
    orders = [made["sentence"].astype(int).tolist()[part] for part in (slice(30), slice(30, 60))]
    assert sorted(orders[0]) == sorted(orders[1]) == list(range(30))
    assert len({tuple(order) for order in (*orders, range(30))}) == 3


def test_the_same_seed_gives_the_same_order_and_each_coder_an_order_of_their_own():
    sample = corpus(A=30).assign(probability=1.0)

    def order(**options):
        return byhand.sheet(sample, corpus(A=30), codebook=BOOK, **options)["unit"].tolist()

    assert order(coder="anna") == order(coder="anna")
    assert order(coder="anna") != order(coder="ben")
    assert order(coder="anna") != order(coder="anna", seed=1)


def test_a_sample_of_other_texts_and_a_sheet_for_nobody_are_refused():
    with pytest.raises(ParameterError, match=r"sample: 1 of 3 units .* 'B.txt sentence 2'"):
        byhand.sheet(SAMPLE, corpus(A=4, B=2), codebook=BOOK, coder="anna")
    with pytest.raises(ParameterError, match="coder is empty"):
        sheet(coder=" ")


# -- the file ---------------------------------------------------------------------------------


def test_a_file_is_utf8_with_a_mark_and_no_cell_is_run_as_a_formula(tmp_path):
    hostile = SENTENCES.assign(text=['=HYPERLINK("x")', "+1", 'a "b"\r\n=c;d', "@e", "é", "-", "f"])
    made = byhand.sheet(SAMPLE, hostile, codebook=BOOK, coder="anna")
    path = write_sheet(made, tmp_path / "coding" / "pilot-anna.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfround,coder,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = told(pd.DataFrame(csv.DictReader(file)), hostile)
    read = read.set_index(["article", "sentence", "frame"])
    rows = read.xs("rapport", level="frame")[["before", "text", "after"]].sort_index()
    assert rows.values.tolist() == [
        ["", '\'=HYPERLINK("x")', "'+1"],
        ["'+1", 'a "b"\r\n\\=c;d', "'@e"],
        ["'-", "f", ""],
    ]


def test_a_file_that_is_there_is_not_overwritten(tmp_path):
    path = write_sheet(sheet(), tmp_path / "pilot-anna.csv")
    path.write_text("somebody's work")
    with pytest.raises(ParameterError) as refused:
        write_sheet(sheet(), path)
    assert "pilot-anna.csv is in " in str(refused.value)
    assert "may hold somebody's work; nothing was written" in str(refused.value)
    assert path.read_text() == "somebody's work"


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\",;='"))


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(TEXTS, min_size=3, max_size=3), article=TEXTS.filter(str.strip))
def test_whatever_the_texts_hold_the_decisions_come_back(tmp_path_factory, texts, article):
    sentences = pd.DataFrame({"article": article, "sentence": range(3), "text": texts})
    sample = require(sentences.assign(probability=1.0), "sample")
    made = byhand.sheet(sample, sentences, codebook=BOOK, coder="anna").assign(decision="present")
    path = tmp_path_factory.mktemp("s") / "s.csv"
    codings, rows, *_ = read_decisions(write_sheet(made, path), codebook=BOOK, sample=sample)
    assert set(rows["state"]) == {"read"}
    assert len(codings) == 6
    assert set(codings["article"]) == {article}


# -- reading ----------------------------------------------------------------------------------

HEADER = "round,coder,article,sentence,frame,decision,subcode,mode,voice,speaker,note"


def read(folder: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8", **options):
    path = folder / "sheet.csv"
    path.write_bytes("\r\n".join([header, *lines]).encode(encoding))
    return read_decisions(path, codebook=BOOK, **options)


def line(
    decision: str = "", *, on: str = "A.txt,0,exclusion", rest: str = ",,,,", by="anna"
) -> str:
    return f"pilot,{by},{on},{decision},{rest}"


def test_decisions_are_read_as_codings_in_the_order_of_articles(tmp_path):
    codings, rows, *_ = read(
        tmp_path,
        "pilot,anna,B.txt,2,rapport,cannot say,,,,,torn",
        "pilot,anna,A.txt,10,exclusion,absent,included,,,,",
        "pilot,anna,A.txt,2,exclusion,present,told; left_out,feared,us;text,Vance; the envoy,",
        "pilot,anna,A.txt,2,rapport,absent,,,,,",
    )
    expected = coded(
        "anna",
        ("A.txt", 2, "rapport", 0),
        ("A.txt", 2, "exclusion", 1, "left_out;told", "feared", "text;us"),
        ("A.txt", 10, "exclusion", 0, "included"),
        ("B.txt", 2, "rapport", None, None, None, None, "torn"),
        round="pilot",
    ).assign(speaker=[None, "Vance;the envoy", None, None])
    assert_frame_equal(codings, require(expected, "codings"))
    assert rows[["place", "state"]].values.tolist() == [[f"line {n}", "read"] for n in (2, 3, 4, 5)]
    assert rows["reason"].isna().all()


SAID = {
    **{"present": 1, " Present ": 1, "PRESENT": 1, "1": 1, "absent": 0, "Absent": 0, "0": 0},
    **{"cannot say": None, "Cannot  Say": None, "can’t say": None, "can not say": None, "?": None},
    **{"\u00a0present": 1},
}


@pytest.mark.parametrize(("word", "present"), SAID.items(), ids=repr)
def test_a_decision_may_vary_in_case_and_space_or_be_a_sign(tmp_path, word, present):
    codings, _, *_ = read(tmp_path, line(word))
    assert codings["present"].astype("object").where(codings["present"].notna(), None).tolist() == [
        present
    ]


def test_a_line_without_a_decision_is_open_and_no_coding(tmp_path):
    codings, rows, *_ = read(tmp_path, line(), line("", on="A.txt,1,exclusion", rest="told,,,,hm"))
    assert_frame_equal(codings, empty("codings"))
    assert rows[["state", "reason"]].values.tolist() == [
        ["open", "no decision yet"],
        ["open", "no decision yet, though 'subcode', 'note' is filled"],
    ]


FAULTS = {
    "an unknown decision": (
        line("prezent"),
        "decision is 'prezent'. Allowed: present, absent, cannot say. Did you mean 'present'?",
    ),
    "an unknown frame": (
        line("1", on="A.txt,0,exclusions", rest="told,,,,"),
        "frame is 'exclusions'. Allowed: rapport, exclusion. Did you mean 'exclusion'?",
    ),
    "an unknown sub-code": (
        line("1", rest="told;leftout,,,,"),
        "subcode is 'leftout'. Allowed: left_out, told, included. Did you mean 'left_out'?",
    ),
    "a sub-code of another frame": (
        line("1", on="A.txt,0,rapport", rest="told,,,,"),
        "subcode is 'told'. Allowed: none.",
    ),
    "an unknown mode": (
        line("1", rest=",fear,,,"),
        "mode is 'fear'. Allowed: asserted, feared. Did you mean 'feared'?",
    ),
    "an unknown voice": (line("1", rest=",,eu,,"), "voice is 'eu'. Allowed: text, us."),
    "an unknown round": (
        line("1").replace("pilot", "last"),
        "round is 'last'. Allowed: training, pilot, final.",
    ),
    "no coder": (line("1", by=" "), "coder is empty."),
    "no article": (line("1", on=" ,0,exclusion"), "article is empty."),
    "a sentence that is no number": (
        line("1", on="A.txt,one,exclusion"),
        "sentence is 'one'; a whole number from 0 on is needed.",
    ),
    "a negative sentence": (
        line("1", on="A.txt,-1,exclusion"),
        "sentence is '-1'; a whole number from 0 on is needed.",
    ),
    "a unit that was not drawn": (
        line("1", on="A.txt,1,exclusion"),
        "'A.txt' sentence 1 is not in the sample.",
    ),
    "absent, with a sub-code of its presence": (
        line("absent", rest="told;included,,,,"),
        "decision is absent, but subcode 'told' says how the frame is present.",
    ),
    "a short line": ("pilot,anna", "2 cells where the header has 11."),
    "two faults": (
        line("x", rest=",fear,,,"),
        "decision is 'x'. Allowed: present, absent, cannot say. "
        "mode is 'fear'. Allowed: asserted, feared. Did you mean 'feared'?",
    ),
}


@pytest.mark.parametrize(("wrong", "reason"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_in_its_line_and_the_others_are_read(tmp_path, wrong, reason):
    codings, rows, *_ = read(tmp_path, line("1", on="A.txt,2,exclusion"), wrong, sample=SAMPLE)
    assert rows["state"].tolist()[:2] == ["read", "rejected"]
    assert rows["reason"][1] == reason
    assert codings["sentence"].tolist() == [2]


def test_an_open_line_with_an_unknown_value_is_rejected_too(tmp_path):
    assert read(tmp_path, line("", rest=",fear,,,")).rows["state"].tolist() == ["rejected"]


def test_case_and_space_of_values_do_not_matter_and_an_exact_name_comes_first(tmp_path):
    codings, _, *_ = read(tmp_path, line("1", rest=" Told ;;LEFT_OUT,Feared,,,"))
    assert codings[["subcode", "mode"]].values.tolist() == [["left_out;told", "feared"]]
    both = book(voices={"US": "side", "us": "we"})
    path = tmp_path / "sheet.csv"
    path.write_text("\n".join([HEADER, line("1", rest=",,us,,")]))
    assert read_decisions(path, codebook=both).codings["voice"].tolist() == ["us"]


def test_a_decision_that_stands_twice_alike_is_read_once(tmp_path):
    codings, rows, *_ = read(tmp_path, line("present"), line("1", on="A.txt,00,exclusion"))
    assert rows[["state", "reason"]].fillna("").values.tolist() == [
        ["read", ""],
        ["rejected", "stands already in line 2."],
    ]
    assert len(codings) == 1


def test_decisions_that_stand_twice_and_differ_are_all_rejected(tmp_path):
    other = line("1", on="A.txt,1,exclusion")
    codings, rows, *_ = read(tmp_path, line("1"), other, line("0"), line("1"))
    assert rows["state"].tolist() == ["rejected", "read", "rejected", "rejected"]
    assert rows["reason"][0] == "decided again in line 4; line 5, and not alike; keep one."
    assert codings["sentence"].tolist() == [1]


@pytest.mark.parametrize("rest", ["told,,,,", ",feared,,,", ",,us,,", ",,,Vance,", ",,,,so"])
def test_decisions_that_differ_in_any_answer_are_not_alike(tmp_path, rest):
    _, rows, *_ = read(tmp_path, line("1"), line("1", rest=rest))
    assert rows["state"].tolist() == ["rejected", "rejected"]


def test_a_broken_line_or_one_without_an_article_is_nobodys_twin(tmp_path):
    nameless = line("1", on=",0,exclusion"), line("0", on=",0,exclusion")
    _, rows, *_ = read(tmp_path, line("1"), "pilot,anna,A.txt,0,exclusion,0", *nameless)
    assert rows["state"].tolist() == ["read", *["rejected"] * 3]
    assert rows["reason"].tolist()[1:] == [
        "6 cells where the header has 11.",
        *["article is empty."] * 2,
    ]


def test_a_line_is_numbered_as_a_spreadsheet_numbers_its_rows(tmp_path):
    _, rows, *_ = read(tmp_path, line("1", rest=',,,,"a\nb"'), line("x", on="A.txt,1,exclusion"))
    assert rows["place"].tolist() == ["line 2", "line 3"]


def test_two_coders_may_decide_the_same_unit(tmp_path):
    _, rows, *_ = read(tmp_path, line("1"), line("0", by="ben"))
    assert rows["state"].tolist() == ["read", "read"]


def test_what_the_sample_has_and_the_sheet_lacks_is_missing(tmp_path):
    lines = [line("1"), line("", on="A.txt,2,rapport"), line("x", on="A.txt,2,exclusion")]
    _, rows, *_ = read(tmp_path, *lines, sample=SAMPLE)
    assert rows["state"].tolist() == ["read", "open", "rejected", *["missing"] * 3]
    lacking = rows[rows["state"] == "missing"]
    assert lacking[["article", "sentence", "frame"]].values.tolist() == [
        ["A.txt", 0, "rapport"],
        ["B.txt", 2, "rapport"],
        ["B.txt", 2, "exclusion"],
    ]
    assert lacking["place"].isna().all()
    assert set(lacking["reason"]) == {"in the sample, but not in the file"}


def test_the_states_of_lines_add_up_to_the_lines_of_the_file(tmp_path):
    lines = [line("1"), line("1"), line(), line("x"), "a,b", "", line("0", on="A.txt,2,rapport")]
    codings, rows, *_ = read(tmp_path, *lines, sample=SAMPLE)
    counts = rows["state"].value_counts()
    assert counts["read"] + counts.get("open", 0) + counts["rejected"] == 6  # one line is empty
    assert len(codings) == counts["read"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_sheet_reads_as_spreadsheets_save_it(tmp_path, encoding, mark):
    row = [
        "pilot",
        "anna",
        "Ü.txt",
        "0",
        "exclusion",
        "present",
        '"told;left_out"',
        "",
        "",
        "É",
        "",
    ]
    header = HEADER.replace(",", mark)
    codings, _, *_ = read(tmp_path, mark.join(row), header=header, encoding=encoding)
    assert codings[["article", "present", "subcode", "speaker"]].values.tolist() == [
        ["Ü.txt", 1, "left_out;told", "É"]
    ]


def test_a_line_coded_with_another_codebook_is_read_and_says_so(tmp_path):
    header, row = f"{HEADER},codebook", line("1")
    old, same = "version 0.9, hash 89abcdef", "version 1.0, hash 01234567"
    again = line("1", on="A.txt,1,exclusion")
    _, rows, *_ = read(tmp_path, f'{row},"{old}"', f'{again},"{same}"', header=header)
    assert rows["state"].tolist() == ["read", "read"]
    assert rows["reason"].fillna("").tolist() == [
        f"coded with the codebook of {old}, read with that of {same}",
        "",
    ]


def test_a_sheet_without_a_needed_column_is_refused_with_what_it_lacks(tmp_path):
    with pytest.raises(
        StudyError, match=r"it has no column 'article'\. Columns: round, coder, sent"
    ):
        read(tmp_path, "final,me,0,f,1", header="round,coder,sentence,frame,decision")
    with pytest.raises(StudyError) as refused:
        read(tmp_path, "a,0,me,f,1", header="article,sentence,coders,frame,decision")
    assert str(refused.value) == (
        "sheet.csv is no coding sheet: it has no column 'round', 'coder'. Columns: article, "
        "sentence, coders, frame, decision."
    )
    with pytest.raises(StudyError, match=r"gone\.csv cannot be read: No such file"):
        read_decisions(tmp_path / "gone.csv", codebook=BOOK)


def test_columns_that_were_deleted_are_missing_values(tmp_path):
    header = "frame,round,decision,coder,article,sentence"
    codings, _, *_ = read(tmp_path, "rapport,final,1,anna,A.txt,0", header=header)
    assert_frame_equal(codings, coded("anna", ("A.txt", 0, "rapport", 1)))


def test_a_sheet_is_told_from_a_table_of_codings_by_its_header(tmp_path):
    assert len(read_decisions(write_sheet(sheet(), tmp_path / "s.csv"), codebook=BOOK).rows) == 6
    table = tmp_path / "codings.csv"
    table.write_text(
        "article,sentence,coder,frame,present,decision\nA.txt,0,me,rapport,1,present\n"
    )
    codings, rows, *_ = read_decisions(table, codebook=BOOK)
    assert (len(codings), len(rows)) == (1, 0)


def test_a_sheet_saved_as_a_workbook_is_read_as_its_csv_file_is(tmp_path):
    made = sheet().assign(decision=["present", "absent", "?", "", "x", "1"], note="=1", speaker="7")
    path = write_sheet(made, tmp_path / "sheet.csv")
    cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    cells.to_excel(tmp_path / "sheet.xlsx", index=False)
    for of_csv, of_workbook in zip(
        read_decisions(path, codebook=BOOK, sample=SAMPLE),
        read_decisions(tmp_path / "sheet.xlsx", codebook=BOOK, sample=SAMPLE),
        strict=True,
    ):
        assert len(of_csv) > 1
        assert_frame_equal(of_workbook, of_csv)


def test_a_row_of_a_workbook_beyond_its_columns_is_a_rejected_line(tmp_path):
    line = ["pilot", "anna", "A.txt", 0, "exclusion", "present", "no column of this name"]
    table = pd.DataFrame([line], columns=[*"abcdef", "g"])
    table.columns = ["round", "coder", "article", "sentence", "frame", "decision", None]
    table.to_excel(tmp_path / "sheet.xlsx", index=False)
    codings, rows, *_ = read_decisions(tmp_path / "sheet.xlsx", codebook=BOOK)
    assert len(codings) == 0
    assert rows[["place", "state"]].values.tolist() == [["line 2", "rejected"]]
    assert rows["reason"][0] == "has a value in column G, which the header does not name."


@pytest.mark.parametrize(("option", "kind"), [
    ({"coder": "anna"}, "coder is for an export of Label Studio, but sheet.csv is a coding sheet"),
    ({"round": "pilot"}, "round is for an export of Label Studio, but sheet.csv is a coding sheet"),
], ids=["coder", "round"])  # fmt: skip
def test_an_option_of_another_kind_of_file_is_refused(tmp_path, option, kind):
    with pytest.raises(ParameterError, match=kind):
        read(tmp_path, line(), **option)


def test_a_table_of_codings_is_not_held_against_a_sample(tmp_path):
    said = "sample is for a coding sheet or an export of Label Studio, but sheet.csv is a table"
    with pytest.raises(ParameterError, match=said):
        read(tmp_path, "a,0,me,rapport,1", header="article,sentence,coder,frame,present",
             sample=SAMPLE)  # fmt: skip
