"""What several texts quote in the same words, alone or within a longer quotation."""

from __future__ import annotations

import pandas as pd

from framing.tables.contracts import CONTRACTS
from framing.wire.shared_quotations import shared_quotations
from tests.cases import each_of


def table(**texts: str) -> pd.DataFrame:
    rows = [(name, 0, text, name.upper()) for name, text in texts.items()]
    return pd.DataFrame(rows, columns=["article", "sentence", "text", "outlet"])


def quoted(**texts: str) -> dict[str, str]:
    """Return each shared quotation with the names of its texts."""
    found = shared_quotations(table(**texts))
    return found.groupby("quotation", sort=False)["article"].agg("".join).to_dict()


@each_of(
    "texts, wanted",
    {
        "the same": (
            {"a": 'She said: "I shall not go back."', "b": '"I shall not go back," she said.'},
            {"I shall not go back.": "ab"},
        ),
        "within a longer one": (
            {"a": 'She would "not go back to Riga".', "b": '"I shall not go back to Riga now."'},
            {"not go back to Riga": "ab"},
        ),
        "the longer one of two, and the shorter of all": (
            {"a": '"We go back to Riga today," she said.', "b": '"We go back to Riga today."',
             "c": 'They will "go back to Riga".'},
            {"go back to Riga": "abc", "We go back to Riga today,": "ab"},
        ),
        "with a name put in": (
            {"a": '"I shall call Mr (John) Roe today."', "b": '"I shall call Mr Roe today."'},
            {"I shall call Mr (John) Roe today.": "ab"},
        ),
        "three words": ({"a": 'He will "not go back".', "b": '"I shall not go back."'}, {}),
        "other words between": (
            {"a": '"I go back to Riga today."', "b": '"I go back to our Riga today."'}, {}
        ),
        "a part of a word": (
            {"a": '"Go back to the sea."', "b": '"Go back to the season of storms."'}, {}
        ),
        "not quoted there": ({"a": '"I shall not go back."', "b": "I shall not go back."}, {}),
        "twice in one text": ({"a": '"I shall not go back." "I shall not go back."'}, {}),
    },
)  # fmt: skip
def test_a_text_has_what_it_quotes_in_the_same_words(texts, wanted):
    assert quoted(**texts) == wanted


def test_a_row_is_a_text_and_a_quotation_with_the_sentence_where_it_stands():
    found = shared_quotations(
        table(a='She would "not go back to Riga".', b='"I shall not go back to Riga," she said.')
    )
    assert list(found) == list(CONTRACTS["shared_quotations"].columns)
    assert found.to_dict("list") == {
        "article": ["a", "b"], "outlet": ["A", "B"], "sentence": [0, 0],
        "quotation": ["not go back to Riga"] * 2, "n_articles": [2, 2],
    }  # fmt: skip


def test_texts_of_two_stories_share_no_quotation():
    rows = table(a='"I shall not go back."', b='"I shall not go back."')
    assert shared_quotations(rows.assign(event=["x", "y"])).empty
    assert len(shared_quotations(rows.assign(event="x", family=["x", "x"]), by="family")) == 2


def test_order_of_rows_changes_nothing():
    rows = table(a='"We go back to Riga now."', b='"We go back to Riga."', c='"Go back to Riga."')
    pd.testing.assert_frame_equal(shared_quotations(rows), shared_quotations(rows[::-1]))
