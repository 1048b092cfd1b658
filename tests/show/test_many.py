"""Many outlets and texts: pages say and show the ends, and not every one."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from framing.coding.codebook import Codebook, Frame
from framing.compare.trend import ALL
from framing.pages import corpus as corpus_page
from framing.pages import frame as frame_page
from framing.pages import outlets as outlets_page
from framing.pages.corpus import touched_first
from framing.report import index
from framing.show.evidence import passages
from framing.show.labels import common_note
from framing.show.many import by_turns, named, spread
from framing.show.plain_words import names
from framing.show.rendering import rendered
from framing.show.results import table as shown_table
from framing.show.trend_figure import by_size
from framing.tables.require import empty
from tests.show.test_figures import corpus


def counts(*shares: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame(shares, columns=["n", "of"], index=[f"O{n}" for n in range(len(shares))])


SPREADS = {
    "ends": ([(1, 4), (0, 4), (3, 4)], "from O1 (0 of 4) to O2 (3 of 4); median of 3 outlets 25 %"),
    "ties": (
        [(0, 4), (0, 9), (1, 2)],
        "from O0 (0 of 4) and 1 more to O2 (1 of 2); median of 3 outlets 0 %",
    ),
    "all alike": ([(1, 2), (2, 4)], "a share of 50 % in each of 2 outlets"),
    "one without base": ([(0, 0), (1, 4), (3, 4)],
                         "from O1 (1 of 4) to O2 (3 of 4); median of 2 outlets 50 %"),
    "no base": ([(0, 0), (0, 0)], "nothing to count in 2 outlets"),
}  # fmt: skip


@pytest.mark.parametrize(("shares", "said"), SPREADS.values(), ids=SPREADS)
def test_the_lowest_the_median_and_the_highest_share_are_said(shares: list, said: str) -> None:
    assert spread(counts(*shares)) == said


@pytest.mark.parametrize(
    ("n", "said"),
    [(7, "0, 1, 2, 3, 4, 5 and 6"), (8, "0, 1, 2, 3, 4 and 3 more")],
    ids=["seven", "eight"],
)
def test_eight_names_are_no_longer_listed(n: int, said: str) -> None:
    assert named([str(number) for number in range(n)]) == said


def test_rows_that_cannot_all_be_shown_come_one_an_outlet() -> None:
    rows = pd.DataFrame({"row": range(31)})
    whose = pd.Series(["A"] * 29 + ["B", "C"])
    assert by_turns(rows, whose)["row"].head(5).tolist() == [0, 29, 30, 1, 2]
    assert by_turns(rows.head(30), whose.head(30))["row"].tolist() == list(range(30))


def test_the_page_on_the_corpus_names_each_text_and_of_over_100_one_an_outlet_first() -> None:
    texts = corpus(101).assign(outlet=lambda table: table["article"].eq("a100").map(str))
    assert corpus_page.by_zone(texts)["article"].head(3).tolist() == ["a0", "a100", "a1"]
    few = texts[texts["article"].isin(["a0", "a1"])]
    assert corpus_page.by_zone(few)["article"].tolist() == ["a0", "a1"]
    assert "article" not in corpus_page.shown(corpus_page.by_zone(corpus(2)))


def test_an_id_that_begins_with_its_outlet_is_not_named_twice() -> None:
    rows = pd.DataFrame({"article": ["A/1.txt", "A/2.txt"], "outlet": "A"})
    assert list(names(rows).values()) == ["A/1.txt", "A/2.txt"]


# --- tables -----------------------------------------------------------------------------


def long_table(n: int, rows: int = 30) -> str:
    table = pd.DataFrame({"n": range(n)})
    return str(shown_table(table, name="t", caption="A row is a number", shown=rows).html)


def test_a_table_of_over_40_rows_that_is_to_be_shown_whole_is_closed() -> None:
    page = long_table(41, rows=90)
    assert page.startswith("<details><summary>A row is a number (41 rows)</summary>")
    assert page.count("<tr>") == 1 + 41
    assert "rows shown" not in page


@pytest.mark.parametrize(("n", "rows"), [(31, 30), (91, 90)], ids=["30", "90"])
def test_a_table_with_more_rows_than_may_be_shown_shows_30(n: int, rows: int) -> None:
    page = long_table(n, rows)
    assert "<details>" not in page
    assert page.count("<tr>") == 1 + 30
    assert f"30 of {n} rows shown; all are in the data file." in page


def test_a_table_of_40_rows_is_open() -> None:
    assert "<details>" not in long_table(40, rows=90)


def test_rows_of_outlets_or_frames_are_shown_whole_and_those_of_texts_are_not() -> None:
    for columns, n in ({"outlet"}, 601), ({"frame"}, 601), ({"outlet", "text"}, 31):
        rows = pd.DataFrame({column: [f"{k}" for k in range(n)] for column in sorted(columns)})
        for given, seen in ((rows, 30), (rows[:-1], n - 1)):
            page = str(shown_table(given, name="t", caption="A row is a row").html)
            assert page.count("<tr>") == 1 + seen


@pytest.mark.parametrize("day", ["2025", "2025-02", "2025-02-13"])
def test_a_day_is_never_broken(day: str) -> None:
    page = shown_table(pd.DataFrame({"n": [1], "date": [day]}), name="t", caption="c")
    assert f'<td class="day">{day}</td>' in page.html


def test_a_table_for_the_data_file_alone_counts_one_row_as_one() -> None:
    one = shown_table(pd.DataFrame({"n": [1]}), name="x", caption="Rows", shown=0)
    assert "Rows: 1 row, in the data file." in one.html


COVERED = ("coverage_observed", 0.961, 30, 0.4)
OTHER = ("coverage_observed", 0.94, 30, 0.03)


def noted(*rows: tuple) -> tuple[pd.DataFrame, str]:
    """Return what is shown of rows of a note and a coverage, and what is said beneath."""
    names = ["note", "coverage", "coverage_articles", "coverage_prevalence"]
    table = pd.DataFrame(list(rows), columns=names).assign(n=range(len(rows)))
    return common_note(table[["n", "note"]], table)


def test_of_many_rows_each_coverage_is_said_once_with_its_number_of_rows() -> None:
    seen, said = noted(*[COVERED] * 7, OTHER)
    assert list(seen) == ["n"]
    assert said == (
        "Observed coverage: 96 % (30 articles, 40 % positive) in 7 rows, "
        "94 % (30 articles, 3 % positive) in 1 row."
    )


def test_another_note_stays_in_its_row() -> None:
    both = ("weighted;coverage_observed", *OTHER[1:])
    seen, said = noted(*[COVERED] * 6, both, ("one_text", None, None, None))
    assert seen["note"].tolist() == [""] * 6 + [
        "weighted: articles of one family count once together", "describes this one text"
    ]  # fmt: skip
    assert "in 6 rows, 94 % (30 articles, 3 % positive) in 1 row." in said


def test_of_seven_rows_each_keeps_its_coverage() -> None:
    seen, said = noted(*[COVERED] * 6, OTHER)
    assert seen["note"].tolist() == [
        *["observed coverage: 96 % (30 articles, 40 % positive)"] * 6,
        "observed coverage: 94 % (30 articles, 3 % positive)",
    ]
    assert said == ""


def test_what_was_rejected_or_repaired_is_listed_before_what_was_kept() -> None:
    states = ["kept", "repaired", "kept", "rejected", "repaired"]
    rows = pd.DataFrame({"input": list("abcde"), "state": states})
    assert "".join(touched_first(rows)["input"]) == "dbeac"


# --- sentences --------------------------------------------------------------------------


def amounts(n: int) -> pd.DataFrame:
    """Make n outlets of which the first has 0 of 10 sentences, the next 1, and so on."""
    return pd.DataFrame(
        {
            "article": [f"a{number}" for number in range(n)],
            "outlet": [f"O{number}" for number in range(n)],
            "coder": "m",
            "frame": "f",
            "unit": "sentences",
            "n_frame": range(n),
            "n_frame_sentences": range(n),
            "n_sentences": 10,
            "n_words": 100,
            "share": [number / 10 for number in range(n)],
            "ci_low": [0.25] * n,
            "ci_high": [0.75] * n,
        }
    )


def test_of_eight_outlets_the_lowest_the_median_and_the_highest_share_are_said() -> None:
    parts = outlets_page.answer_sentence(
        amounts(9), labels={"f": "F"}, of={("f", "O8"): "f-f p-a-1"}
    )
    assert [part for part in parts if "opens" in part] == [
        {"text": "8 of 10", "opens": "f-f p-a-1"}
    ]
    assert "".join(part["text"] for part in parts) == (
        "Share of sentences: F, from O0 (0 of 10, 95 % interval 25 to 75 %) to O8 (8 of 10, "
        "95 % interval 25 to 75 %); median of 9 outlets 40 %."
    )


def test_of_eight_outlets_without_intervals_the_ends_are_said() -> None:
    texts = amounts(8)
    said = frame_page.answer_sentence(texts, texts.assign(ci_low=None), label="F")
    assert "subheads counted: from O0 (0 of 10) to O7 (7 of 10); median of 8 outlets 35 %." in said


def test_eight_texts_of_two_outlets_are_summed_by_outlet() -> None:
    texts = amounts(8).assign(outlet=["A", "B"] * 4)
    said = frame_page.answer_sentence(texts, texts.assign(ci_low=None), label="F")
    assert "subheads counted: A 12 of 40 and B 16 of 40." in said


def test_of_many_outlets_that_differ_the_furthest_seven_are_named() -> None:
    rows = amounts(9).assign(estimate=[0.01 * n for n in range(1, 10)], claim="more", differ=True)
    said = frame_page.contrast(rows, rows)
    assert said.index("O8 +9") < said.index("O2 +3")
    assert "O1 " not in said
    assert "; 2 further outlets, intervals within " in said


# --- texts and passages -----------------------------------------------------------------


def article_frames(n_texts: int) -> pd.DataFrame:
    """Make the texts of two outlets, in order; of the second outlet only the last is there."""
    return pd.DataFrame(
        {
            "article": [f"a{number}" for number in range(n_texts)],
            "outlet": ["X"] * (n_texts - 1) + ["Y"],
            "coder": "m",
            "frame": "f",
            "n_frame_sentences": [number % 5 for number in range(n_texts)],
            "n_sentences": 10,
            "first_rank": pd.array([1] * n_texts, dtype="Int64"),
            "in_headline": False,
        }
    )


def test_what_a_text_has_not_got_is_said_in_its_place() -> None:
    shown = frame_page.by_text(article_frames(1), corpus(1))
    assert shown[["headline", "caption", "lead"]].to_numpy().tolist() == [
        ["no", "no caption captured", "no lead"]
    ]


def test_of_over_30_texts_each_outlets_with_most_of_the_frame_comes_first() -> None:
    frames = article_frames(31)
    shown = frame_page.by_text(frames, corpus(31).drop(columns="outlet").merge(frames))
    assert shown["article"].head(4).tolist() == ["a4", "a30", "a9", "a14"]
    assert frame_page.texts_caption(frames, label="F").endswith(
        "; the outlets by turns, each with its texts with most of it first"
    )
    few = article_frames(30)
    shown = frame_page.by_text(few, corpus(30).drop(columns="outlet").merge(few))
    assert shown["article"].tolist() == few["article"].tolist()
    assert frame_page.texts_caption(few, label="F") == "F: a row is a text"


def found(n_texts: int, each: int) -> pd.DataFrame:
    rows = [
        {"article": f"a{text}", "sentence": number, "outlet": f"Outlet {text % 2}"}
        for text in range(n_texts)
        for number in range(each)
    ]
    blank = dict.fromkeys(("subcode", "mode", "voice", "speaker", "score"))
    return pd.DataFrame(rows).assign(
        coder="m", frame="f", present=1, zone="body", rank=1, position=0.5, start=0, end=2,
        text="s.", **blank,
    )  # fmt: skip


def shown_passages(rows: pd.DataFrame, mentions: pd.DataFrame | None = None) -> str:
    texts = corpus(rows["article"].nunique(), 60)
    book = Codebook("b", "1", "en", {"f": Frame("f", "F", "d")})
    mentions = empty("mentions") if mentions is None else mentions
    return str(passages(rows, mentions=mentions, sentences=texts, codebook=book).html)


def test_over_60_passages_are_closed_by_outlet_and_counted() -> None:
    page = shown_passages(found(3, 25))
    assert re.findall(r"<summary>(.*?)</summary>", page) == [
        "Outlet 0: 50 passages in 2 texts",
        "Outlet 1: 25 passages in 1 text",
    ]
    assert page.count("<li id=") == 75


def test_60_passages_are_open() -> None:
    assert "<details>" not in shown_passages(found(3, 20))


def test_one_passage_in_one_text_is_not_said_in_the_plural() -> None:
    assert "<p>1 passage in 1 text.</p>" in shown_passages(found(1, 1))


# --- the index --------------------------------------------------------------------------


def frame_of(n_outlets: int) -> dict:
    names = ["outlet", "n_present", "n_articles", "ci_low", "ci_high", "note"]
    rows = [[f"O{number}", 2, 10, 0.1, 0.4, ""] for number in range(n_outlets)]
    return {
        "label": "F",
        "file": "f.html",
        "answer": "F: present in many.",
        "cells": [{"article": str(number), "outlet": "O"} for number in range(31)],
        "prevalence": {"columns": [[name, "str"] for name in names], "rows": rows},
        "leading": [],
    }


def matrix(n_outlets: int) -> str:
    frames = [frame_of(n_outlets)]
    return str(
        rendered("report/matrix", frames=frames, matrix=index.matrix(frames), looks={}, singles={})
    )


def test_of_over_20_outlets_the_index_shows_the_answer_and_closes_the_table() -> None:
    page = matrix(21)
    assert re.match(r'\s*<p class="ends">F: present in many.</p>\s*<details><summary>', page)
    assert "each outlet has each frame: all 21 outlets</summary>" in page
    assert page.count("<tr>") == 1 + 21


def test_the_index_shows_20_outlets_at_once() -> None:
    assert "<details>" not in matrix(20)


def test_the_words_are_marked_that_stand_where_the_indicator_met_the_article() -> None:
    row = found(1, 1).assign(start=100, end=121, text="Kyiv is left out now.")
    met = pd.DataFrame(
        {"article": ["a0"], "sentence": 0, "frame": "f", "indicator": "i", "match": 0,
         "start": 108, "end": 116}
    )  # fmt: skip
    assert "Kyiv is <mark>left out</mark> now." in shown_passages(row, met)


def test_a_course_shows_the_outlets_with_most_texts_first_and_none_without_a_text() -> None:
    texts = {ALL: 9, "Argus": 1, "Bote": 0, "Courier": 5, "Dawn": 5}
    rows = pd.DataFrame({"outlet": texts.keys(), "n_articles": texts.values()})
    assert by_size(rows) == ["Courier", "Dawn", "Argus"]
