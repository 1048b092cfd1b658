"""Claims: one row for each way in which a sentence raises a frame, and the codings made of them."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.coding.claims import completed, described, gathered, of_codings, placed
from framing.coding.codebook import parse_codebook
from framing.coding.codings_files import read_decisions
from framing.errors import StudyError, TableError
from tests.cases import each_of

BOOK = parse_codebook(
    {
        "codebook": {"name": "b"},
        "voices": {"text": "the article", "us": "US side", "unattributed": "nobody"},
        "frames": {"f": {"definition": "d", "subcodes": {"x": "", "y": ""},
                         "countercodes": {"no": ""}}},
    },
    source="b",
)  # fmt: skip
HEAD = "article,sentence,coder,frame,present,claim,words,subcode,mode,voice,valuation,valued_by"


def read(tmp_path, *lines: str, head: str = HEAD):
    path = tmp_path / "codings.csv"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return read_decisions(path, codebook=BOOK)


def test_several_claims_of_a_sentence_are_paired_and_make_one_coding(tmp_path):
    found = read(
        tmp_path,
        "a,0,me,f,1,1,left out,x,feared,text,harmful,text",
        "a,0,me,f,1,2,not so,y,denied,us,none,",
        "a,1,me,f,0,,,,,,,",
        "a,2,me,f,,,,,,,,",
    )
    assert found.claims[["claim", "subcode", "mode", "voice"]].values.tolist() == [
        [1, "x", "feared", "text"], [2, "y", "denied", "us"],
    ]  # fmt: skip
    codings = found.codings[["sentence", "present", "subcode", "mode", "voice"]]
    assert codings.astype("object").where(codings.notna(), None).values.tolist() == [
        [0, 1, "x;y", "feared;denied", "text;us"],
        [1, 0, None, None, None],
        [2, None, None, None, None],
    ]


@each_of(
    "line, said",
    [
        ("a,0,me,f,1,1,w,x,feard,text,,", "mode is 'feard'"),
        ("a,0,me,f,1,1,w,x,feared,me,,", "voice is 'me'"),
        ("a,0,me,f,1,1,w,x,feared,text,bad,", "valuation is 'bad'"),
        ("a,0,me,f,1,1,w,x,feared,text,harmful,me", "valued_by is 'me'"),
        ("a,0,me,f,1,one,w,x,feared,text,,", "claim is 'one'"),
    ],
)
def test_a_fault_of_a_claim_names_its_line(tmp_path, line, said):
    with pytest.raises(StudyError, match=f"codings.csv, line 2: .*{said}"):
        read(tmp_path, line)


def test_a_sentence_with_claims_and_a_row_without_a_number_is_refused(tmp_path):
    with pytest.raises(StudyError, match="Number each row of it in 'claim'"):
        read(tmp_path, "a,0,me,f,1,1,w,x,feared,text,,", "a,0,me,f,1,,,y,,,,")


def test_a_column_of_earlier_versions_is_read_under_its_new_name(tmp_path):
    found = read(tmp_path, "a,0,me,f,1,feared", head="article,sentence,coder,frame,present,stance")
    assert found.codings["mode"].tolist() == ["feared"]
    assert "stance" not in found.codings


def test_what_speaks_against_a_frame_is_a_claim_that_does_not_count(tmp_path):
    found = read(tmp_path, "a,0,me,f,0,1,w,no,stated,text,,")
    assert found.claims["present"].tolist() == [0]
    assert found.codings[["present", "subcode"]].values.tolist() == [[0, "no"]]


SENTENCES = pd.DataFrame({"article": "a", "sentence": [0, 1], "start": [0, 20], "end": [19, 40],
                          "text": ["Kyiv was left out.", "It was left behind."]})  # fmt: skip
CLAIM = {"article": "a", "coder": "me", "frame": "f"}


def test_words_are_placed_in_the_article_where_they_stand_first():
    one = {**CLAIM, "words": "left"}
    claims = pd.DataFrame([{**one, "sentence": 1}, {**one, "sentence": 0, "start": 3, "end": 8}])
    found = placed(claims, SENTENCES)
    assert found[["start", "end"]].values.tolist() == [[27, 31], [3, 8]]


@each_of("claim", [{"sentence": 0, "words": "shut out"}, {"sentence": 7, "words": "left"}])
def test_words_that_do_not_stand_in_their_sentence_are_refused(claim):
    with pytest.raises(TableError, match=r"do not stand in their sentence|does not exist"):
        placed(pd.DataFrame([{**CLAIM, **claim}]), SENTENCES)


def test_codings_without_claims_are_claims_of_their_own_and_no_others_stay():
    codings = pd.DataFrame({**CLAIM, "sentence": [0, 1, 2], "present": [1, 1, 0],
                            "mode": ["feared;denied", "stated", None]})  # fmt: skip
    claims = pd.DataFrame([{**CLAIM, "sentence": 1, "claim": 1, "mode": "stated"},
                           {**CLAIM, "sentence": 1, "claim": 2, "mode": "feared"},
                           {**CLAIM, "sentence": 2, "claim": 1, "mode": "stated"}])  # fmt: skip
    found = completed(claims, codings)
    assert found[["sentence", "claim", "mode"]].values.tolist() == [
        [0, 1, "feared;denied"], [1, 1, "stated"], [1, 2, "feared"],
    ]  # fmt: skip
    assert gathered(of_codings(codings))["mode"].tolist() == ["feared;denied", "stated"]


def test_codings_are_described_by_the_claims_of_their_own_coder():
    codings = pd.DataFrame({**CLAIM, "coder": ["me", "you"], "sentence": 0, "present": 1,
                            "subcode": "x"})  # fmt: skip
    claims = pd.DataFrame([{**CLAIM, "sentence": 0, "mode": "feared", "voice": "us"}])
    found = described(codings, claims)
    assert found["mode"].fillna("").tolist() == ["feared", ""]
    assert found["subcode"].tolist() == ["x", "x"]


def test_a_rejected_line_of_a_sheet_leaves_no_claim(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(
        "round,coder,article,sentence,frame,decision,subcode\n"
        "final,me,a,0,f,present,x\nfinal,me,a,1,f,present,z\n", encoding="utf-8"
    )  # fmt: skip
    found = read_decisions(path, codebook=BOOK)
    assert found.claims[["sentence", "subcode"]].values.tolist() == [[0, "x"]]
