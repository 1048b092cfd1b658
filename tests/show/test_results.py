"""Results display themselves and carry the same content as data; article text is escaped."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from framing import report
from framing.coding.codebook import Codebook, Frame
from framing.show.account import Account
from framing.show.markup import shown
from framing.show.plain_words import manner, named_speakers
from framing.show.results import MIME

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>'
CODEBOOK = Codebook(
    "Talks",
    "1",
    "en",
    {"f": Frame("f", "Exclusion", "d", subcodes={"out": "left out"})},
    modes={"asserted": "statement", "denied": "denial"},
    voices={"text": "the text itself", "us": "US side"},
)


def sentences(*texts: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article": "a",
            "sentence": range(len(texts)),
            "outlet": "Daily",
            "text": texts,
            "rank": range(1, len(texts) + 1),
            "zone": "body",
        }
    )


def passage(**changes: object) -> pd.DataFrame:
    row = {
        "article": "a",
        "sentence": 1,
        "coder": "me",
        "frame": "f",
        "outlet": "Daily",
        "zone": "body",
        "rank": 2,
        "text": "Kyiv was left out.",
        "start": 0,
        "end": 18,
        "subcode": "out",
        "mode": "denied",
        "voice": "us",
        "speaker": "Trump",
        "present": 1,
    }
    return pd.DataFrame([row | changes])


def bundle(result: report.Result) -> dict:
    return result._repr_mimebundle_()


def test_a_result_has_html_plain_text_and_data_that_json_can_hold() -> None:
    rows = pd.DataFrame({"outlet": ["A"], "n": [3], "share": [float("nan")]})
    made = bundle(report.table(rows, name="amounts", caption="A row is an outlet"))
    assert set(made) == {"text/html", "text/plain", MIME}
    data = json.loads(json.dumps(made[MIME], allow_nan=False))
    assert (data["schema"], data["kind"], data["name"]) == (1, "table", "amounts")
    assert data["columns"] == [["outlet", "str"], ["n", "int64"], ["share", "float64"]]
    assert data["rows"] == [["A", 3, None]]


@pytest.mark.parametrize(
    "html",
    [
        str(report.table(pd.DataFrame({HOSTILE: [HOSTILE]}), name="t", caption=HOSTILE).html),
        str(report.answer(HOSTILE).html),
        str(report.finding(HOSTILE, name="f").html),
        str(
            report.passages(
                passage(text=HOSTILE, speaker=HOSTILE, outlet=HOSTILE),
                mentions=pd.DataFrame(
                    {
                        "article": ["a"],
                        "sentence": [1],
                        "frame": ["f"],
                        "indicator": ["i"],
                        "match": [0],
                        "start": [2],
                        "end": [9],
                    }
                ),
                sentences=sentences("One.", HOSTILE),
                codebook=CODEBOOK,
            ).html
        ),
    ],
    ids=["table", "answer", "finding", "passages"],
)
def test_hostile_text_is_shown_and_never_run(html: str) -> None:
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;" in html


TEXTS = ("One.", "Kyiv was left out.", "Three.")
PARTS = [{"text": "raises it ("}, {"text": "2", "opens": "p-a-1"}, {"text": ")."}]


def cells(rows: pd.DataFrame, *texts: str, parts: list | None = None, **about: Any) -> pd.DataFrame:
    told = {"a": Account(PARTS if parts is None else parts, "first at 2")}
    return report.cells(rows, sentences(*texts), told=told, **about)


def test_a_cell_holds_the_account_the_amount_and_a_tick_for_each_sentence() -> None:
    (row,) = cells(passage(voice="text"), *TEXTS).to_dict("records")
    bare = {"counts": True}
    assert row == {
        "article": "a", "outlet": "Daily", "name": "Daily", "date": None,
        "parts": PARTS, "brief": "first at 2",
        "cut": "", "n_frame": 1, "id": "a-a", "opens": "p-a-1", "n_sentences": 3, "share": "33 %",
        "first": 1,
        "ticks": [
            {"number": "1", **bare, "opens": "p-a-0"},
            {"number": "2", **bare, "opens": "p-a-1", "modes": ["denied"], "is_told": True,
             "text": "Kyiv was left out."},
            {"number": "3", **bare, "opens": "p-a-2"},
        ],
    }  # fmt: skip
    assert (
        'raises it (<a data-opens="p-a-1">2<span class="sr"> in Daily</span></a>).'
        in report.answer("x", cells=pd.DataFrame([row])).html
    )


def test_what_speaks_against_a_frame_is_no_tick_and_counts_nowhere() -> None:
    (row,) = cells(passage(present=0), *TEXTS).to_dict("records")
    assert (row["n_frame"], row["first"]) == (0, None)
    assert not any("text" in tick for tick in row["ticks"])


def test_a_headline_is_ticked_and_not_counted_and_a_text_has_its_date() -> None:
    articles = pd.DataFrame({"article": ["a"], "outlet": "Daily", "date": ["2025-02-13"]})
    table = sentences(*TEXTS).assign(zone=["body", "headline", "body"], rank=[1, None, 2])
    (row,) = report.cells(passage(), table, told={}, articles=articles).to_dict("records")
    assert (row["n_frame"], row["n_sentences"], row["date"]) == (0, 2, "2025-02-13")
    assert [(tick["number"], tick["counts"]) for tick in row["ticks"]] == [
        ("1", True), ("headline", False), ("2", True),
    ]  # fmt: skip


def test_of_a_text_without_the_frame_it_is_said_what_a_cut_would_do() -> None:
    shown = report.answer("x", cells=cells(passage()[:0], "One.", parts=[], cuts={"a": "late"}))
    assert "Daily</strong>: none found (late)." in shown.html
    assert "<a" not in shown.html


def test_a_sentence_with_two_frames_is_one_passage_and_a_text_has_an_id_for_all() -> None:
    frames = {"f": Frame("f", "Exclusion", "d"), "g": Frame("g", "Thaw", "d")}
    book = replace(CODEBOOK, frames=frames)
    plain = passage(subcode=None)
    rows = pd.concat([plain, plain.assign(frame="g")])
    met = pd.DataFrame({
        "article": "a", "sentence": 1, "frame": ["f", "g"], "indicator": "i", "match": 1,
        "start": [9, 0], "end": [13, 4],
    })  # fmt: skip
    html = report.passages(rows, mentions=met, sentences=sentences(*TEXTS), codebook=book).html
    assert html.count('id="p-a-1"') == html.count('id="t-a"') == 1
    assert ">sentence 2 of 3<" in html
    assert " · Exclusion · denial by Trump; Thaw · denial by Trump<" in html
    assert html.count("<mark>") == 2


def test_a_long_table_shows_some_rows_says_so_and_keeps_all_in_its_data() -> None:
    made = report.table(pd.DataFrame({"n": range(50)}), name="many", caption="A row is a number")
    assert made.html.count("<tr>") == 31
    assert "30 of 50 rows shown" in made.text
    assert len(bundle(made)[MIME]["rows"]) == 50


def test_a_table_with_heads_of_its_own_is_shown_though_its_name_is_one_of_the_contract() -> None:
    rows = pd.DataFrame({"both quote": ["I shall not go back"], "texts": [2], "in": ["A and B"]})
    made = report.table(rows, name="shared_quotations", caption="A row is a quotation")
    assert "I shall not go back" in made.html
    assert "<th" in made.html


def test_small_numbers_are_not_given_needless_decimals() -> None:
    assert [shown(value) for value in (0.5, 1.0, 0.123, -0.004, pd.NA)] == [
        "0.50",
        "1",
        "0.12",
        "-0.004",
        "–",
    ]


def test_an_answer_says_who_coded_and_holds_that_apart_from_what_it_says():
    shown = report.answer("F: present in 1 of 2 texts.", coded_by="rules")
    assert {name: shown.data[name] for name in ("sentence", "said", "coded_by")} == {
        "sentence": "F: present in 1 of 2 texts. Numbers from: rules.",
        "said": "F: present in 1 of 2 texts.",
        "coded_by": "rules",
    }
    assert "Numbers from: rules." in shown.html
    assert report.answer("F.").data["sentence"] == "F."


def test_a_pronoun_names_nobody_and_gives_way_to_the_side():
    book = Codebook("b", "1", "en", {}, modes={"denied": "denial"}, voices={"us": "US side"})
    assert named_speakers("He;The Kremlin;Trump", book) == ["the Kremlin", "Trump"]
    assert named_speakers(None, book) == []
    passage = {"mode": "denied", "voice": "us", "speaker": "He"}
    assert manner(passage, book) == "denial, US side"


def test_a_passage_bears_the_credit_of_its_text_where_that_is_told() -> None:
    def page(articles: pd.DataFrame | None) -> str:
        none = pd.DataFrame(columns=["article", "sentence", "frame", "indicator", "match", "start"])
        spans = none.assign(end=[]).astype({"sentence": "Int64", "match": "Int64"})
        spans = spans.astype({"start": "Int64", "end": "Int64"})
        return str(
            report.passages(
                passage(), mentions=spans, sentences=sentences(*TEXTS), codebook=CODEBOOK,
                articles=articles,
            ).html
        )  # fmt: skip

    articles = pd.DataFrame({"article": ["a"], "rights_holder": "Daily <Ltd>", "licence": "CC BY"})
    assert '<span class="credit">© Daily &lt;Ltd&gt;, CC BY</span></blockquote>' in page(articles)
    assert "credit" not in page(None)
    assert "credit" not in page(articles[["article"]])
