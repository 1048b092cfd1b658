"""Codings and coders from CSV files: read to the word, refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.coding.codebook import parse_codebook
from framing.coding.codings import combined, read_coders
from framing.coding.codings_files import read_decisions
from framing.errors import StudyError, TableError
from framing.tables.require import empty, require

CODEBOOK = parse_codebook(
    {
        "codebook": {"name": "b"},
        "modes": {"asserted": "asserted", "feared": "feared"},
        "voices": {"text": "the text", "us": "US side"},
        "frames": {
            "exclusion": {
                "definition": "d",
                "subcodes": {"left_out": "left out", "told": "told later"},
                "countercodes": {"included": "included"},
            },
            "rapport": {"definition": "d"},
        },
    },
    source="b",
)
HEADER = "article,sentence,coder,frame,present,subcode,mode,voice,speaker,note"


def codings(folder: Path, *lines: str, header: str = HEADER) -> pd.DataFrame:
    path = folder / "codings.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return read_decisions(path, codebook=CODEBOOK).codings


def coders(folder: Path, *lines: str, header: str = "coder,kind,version,note") -> pd.DataFrame:
    path = folder / "coders.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return read_coders(path)


def test_a_file_of_codings_is_read_as_it_stands(tmp_path):
    read = codings(
        tmp_path,
        "a,0,me,exclusion,1,left_out;told,asserted;feared,text;us,Vance;the envoy,'could' = feared",
        "a,0,me,rapport,0,,,,,",
        "a,1,me,exclusion,,,,,,torn",
        "a,2,me,exclusion,0,included,asserted,text,,",
    )
    rows = [
        ("a", 0, "me", "exclusion", 1, "left_out;told", "asserted;feared", "text;us",
         "Vance;the envoy", "'could' = feared"),
        ("a", 0, "me", "rapport", 0, None, None, None, None, None),
        ("a", 1, "me", "exclusion", None, None, None, None, None, "torn"),
        ("a", 2, "me", "exclusion", 0, "included", "asserted", "text", None, None),
    ]  # fmt: skip
    assert_frame_equal(read, require(pd.DataFrame(rows, columns=HEADER.split(",")), "codings"))


def test_could_not_say_is_missing_and_never_zero(tmp_path):
    present = codings(tmp_path, "a,0,me,exclusion,,,,,,", "a,1,me,exclusion,0,,,,,")["present"]
    assert present.isna().tolist() == [True, False]


def test_an_article_whose_name_is_a_number_stays_a_word(tmp_path):
    assert codings(tmp_path, "007,0,1,exclusion,1,,,,,")["article"].tolist() == ["007"]


def test_columns_beyond_the_needed_may_be_left_out_or_added(tmp_path):
    read = codings(
        tmp_path,
        "exclusion;a;3;me;1;0.25;in haste",
        header="frame;article;sentence;coder;present;score;mood",
    )
    row = {"article": "a", "sentence": 3, "coder": "me", "frame": "exclusion", "present": 1}
    expected = require(pd.DataFrame([row | {"score": 0.25, "mood": "in haste"}]), "codings")
    assert_frame_equal(read, expected)


def test_a_file_without_rows_gives_a_table_without_rows(tmp_path):
    assert_frame_equal(codings(tmp_path), empty("codings"))
    assert_frame_equal(coders(tmp_path), empty("coders"))


FAULTS = {
    "an unknown frame": (
        "a,1,me,exclusions,1,,,,,",
        "frame is 'exclusions'. Allowed: exclusion, rapport. Did you mean 'exclusion'?",
    ),
    "no frame": ("a,1,me,,1,,,,,", "frame is empty; each row needs one."),
    "a word for present": ("a,1,me,rapport,yes,,,,,", "present is 'yes'. Allowed: (empty), 0, 1."),
    "half present": ("a,1,me,rapport,0.5,,,,,", "present is '0.5'. Allowed: (empty), 0, 1."),
    "an unknown sub-code": (
        "a,1,me,exclusion,1,told;leftout,,,,",
        "subcode is 'leftout'. Allowed: left_out, told, included. Did you mean 'left_out'?",
    ),
    "a sub-code of another frame": (
        "a,1,me,rapport,1,told,,,,",
        "subcode is 'told'. Allowed: none.",
    ),
    "an unknown mode": (
        "a,1,me,exclusion,1,,feard,,,",
        "mode is 'feard'. Allowed: asserted, feared. Did you mean 'feared'?",
    ),
    "several unknown voices": (
        "a,1,me,exclusion,1,,,eu;text;un,,",
        "voice is 'eu', 'un'. Allowed: text, us.",
    ),
    "a list with a gap": (
        "a,1,me,exclusion,1,told;,,,,",
        "subcode is ''. Allowed: left_out, told, included.",
    ),
    "a list with a space": (
        "a,1,me,exclusion,1,left_out; told,,,,",
        "subcode is ' told'. Allowed: left_out, told, included. Did you mean 'told'?",
    ),
    "no sentence": ("a,,me,exclusion,1,,,,,", "sentence is empty; each row needs one."),
    "a sentence that is no number": (
        "a,first,me,exclusion,1,,,,,",
        "sentence is 'first'; a whole number from 0 on is needed.",
    ),
    "half a sentence": (
        "a,1.5,me,exclusion,1,,,,,",
        "sentence is '1.5'; a whole number from 0 on is needed.",
    ),
    "no coder": ("a,1,,exclusion,1,,,,,", "coder is empty; each row needs one."),
    "too few fields": ("a,1,me", "3 cells where the header has 10."),
}


@pytest.mark.parametrize(("line", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_file_and_line_and_what_is_allowed(tmp_path, line, message):
    with pytest.raises(StudyError) as error:
        codings(tmp_path, "a,0,me,exclusion,1,,,,,", line)
    assert str(error.value) == f"codings.csv, line 3: {message}"


def test_a_score_that_is_no_number_is_refused(tmp_path):
    header = "article,sentence,coder,frame,present,score"
    scores = codings(tmp_path, *(f"a,{n},m,rapport,1,{score}" for n, score in
                                 enumerate(["0.5", "-1", "1e-05", ""])), header=header)  # fmt: skip
    assert scores["score"].fillna(9).tolist() == [0.5, -1, 0.00001, 9]
    with pytest.raises(StudyError) as error:
        codings(tmp_path, "a,0,m,rapport,1,high", header=header)
    assert (
        str(error.value) == "codings.csv, line 2: score is 'high'; a number or nothing is needed."
    )


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path):
    with pytest.raises(StudyError) as error:
        codings(tmp_path, "a,1,me,1", header="article,sentence,coder,frames")
    assert str(error.value) == (
        "codings.csv has no column 'frame'. Columns: article, sentence, coder, frames. "
        "Did you mean 'frames'?"
    )


def test_a_decision_that_stands_twice_is_refused(tmp_path):
    lines = ["a,0,me,exclusion,1,,,,,", "a,0,me,exclusion,0,,,,,", "a,0,you,exclusion,0,,,,,"]
    with pytest.raises(StudyError) as error:
        codings(tmp_path, *lines)
    assert str(error.value) == (
        "codings.csv: codings: 1 of 3 rows repeat their key (article + sentence + coder + frame): "
        "'a / 0 / me / exclusion'. Each may stand once."
    )


def test_a_file_that_is_not_there_is_told_with_the_place(tmp_path):
    with pytest.raises(StudyError) as error:
        read_decisions(tmp_path / "codes.csv", codebook=CODEBOOK)
    message = str(error.value)
    assert message.startswith("codes.csv cannot be read: No such file or directory")
    assert message.endswith(f"Looked in {tmp_path}.")


def test_coders_are_read_with_their_kind(tmp_path):
    read = coders(tmp_path, "me,person,,student of politics", "gpt,model,4,")
    columns = ["coder", "kind", "version", "note"]
    rows = [("me", "person", None, "student of politics"), ("gpt", "model", "4", None)]
    assert_frame_equal(read, require(pd.DataFrame(rows, columns=columns), "coders"))


def test_an_unknown_kind_of_coder_is_refused(tmp_path):
    with pytest.raises(StudyError) as error:
        coders(tmp_path, "me,person,,", "you,human,,")
    assert str(error.value) == (
        "coders.csv, line 3: kind is 'human'. Allowed: person, model, rules, similarity, "
        "classifier."
    )


def test_a_coder_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(StudyError, match=r"coders\.csv: coders: 1 of 2 rows repeat their key"):
        coders(tmp_path, "me,person,,", "me,model,,")


def test_codings_from_several_sources_become_one_table(tmp_path):
    first = codings(tmp_path, "a,0,me,exclusion,1,,,,,", "a,1,me,exclusion,,,,,,")
    second = codings(tmp_path, "a,0,you,exclusion,0,,,,,")
    both = combined([first, empty("codings"), second])
    assert list(zip(both["coder"], both["sentence"], strict=True)) == [
        ("me", 0),
        ("me", 1),
        ("you", 0),
    ]
    assert both.dtypes.to_dict() == empty("codings").dtypes.to_dict()
    assert_frame_equal(combined([]), empty("codings"))


def test_a_decision_in_two_sources_is_refused(tmp_path):
    first = codings(tmp_path, "a,0,me,exclusion,1,,,,,")
    with pytest.raises(TableError, match="codings: 1 of 2 rows repeat their key"):
        combined([first, first])
