"""Standing text: what recurs under an outlet's stories of different days."""

from __future__ import annotations

import pandas as pd

from framing.wire import standing_text
from tests.cases import each_of

WAR = "The war began in 2014."
OWN = ["Snow fell on the old town.", "The port was closed again.", "Rates rose by a half.",
       "Two ships left the harbour.", "A mayor resigned in tears."]  # fmt: skip


def texts(n: int, *, closing: str = WAR, outlet: str = "X") -> pd.DataFrame:
    rows = [(f"{outlet}{k}", s, outlet, text)
            for k in range(n) for s, text in enumerate([OWN[k], closing])]  # fmt: skip
    return pd.DataFrame(rows, columns=["article", "sentence", "outlet", "text"])


def dated(table: pd.DataFrame, days: list[str | None]) -> pd.DataFrame:
    articles = table.drop_duplicates("article")[["article", "outlet"]]
    return articles.assign(date=days, text="")


def test_a_sentence_of_three_texts_of_as_many_days_stands_there():
    table = texts(3)
    found = standing_text(table, articles=dated(table, ["2025-02-01", "2025-02-02", "2025-02-03"]))
    assert found.to_dict("list") == {
        "article": ["X0", "X1", "X2"],
        "sentence": [1, 1, 1],
        "outlet": ["X"] * 3,
        "text": [WAR] * 3,
        "n_articles": [3, 3, 3],
        "n_days": [3, 3, 3],
    }


@each_of(
    "days",
    [
        ["2025-02-01", "2025-02-02"],
        ["2025-02-01", "2025-02-01", "2025-02-02"],
        ["2025-02-01", "2025-02-01T08:00", "2025-02-01T20:00"],
        [None, None, None],
        ["2025-02-01", "2025-02-02", None],
    ],
)
def test_two_texts_or_two_days_or_none_are_too_few(days):
    table = texts(len(days))
    assert standing_text(table, articles=dated(table, days)).empty


def test_what_two_outlets_print_is_no_standing_text_of_either():
    table = pd.concat([texts(2), texts(2, outlet="Y")], ignore_index=True)
    days = [f"2025-02-0{n}" for n in range(1, 5)]
    assert standing_text(table, articles=dated(table, days)).empty


def test_case_and_marks_do_not_count_and_three_words_are_too_few():
    days = ["2025-02-01", "2025-02-02", "2025-02-03"]
    table = texts(3)
    table.loc[1, "text"] = "THE WAR began, in 2014!"
    assert len(standing_text(table, articles=dated(table, days))) == 3
    short = texts(3, closing="Read it here.")
    assert standing_text(short, articles=dated(short, days)).empty


def test_a_text_printed_again_is_one_text_and_its_sentences_do_not_stand():
    rows = [(f"X{k}", s, "X", text) for k in range(4) for s, text in enumerate([*OWN, WAR])]
    table = pd.DataFrame(rows, columns=["article", "sentence", "outlet", "text"])
    days = [f"2025-02-0{n}" for n in range(1, 5)]
    assert standing_text(table, articles=dated(table, days)).empty


def test_what_stands_may_be_half_of_each_text():
    each = [[OWN[k], WAR, "So it says of itself here."] for k in range(3)]
    rows = [(f"X{k}", s, "X", text) for k in range(3) for s, text in enumerate(each[k])]
    table = pd.DataFrame(rows, columns=["article", "sentence", "outlet", "text"])
    days = ["2025-02-01", "2025-02-02", "2025-02-03"]
    assert len(standing_text(table, articles=dated(table, days))) == 6
