"""Whose a text is stands at its passages; who names no licence is told."""

from __future__ import annotations

import pandas as pd

from framing.tables.rights import credited, credits_of, unlicensed


def test_a_credit_names_holder_and_licence_and_the_address_where_the_licence_has_no_name():
    assert credited({"rights_holder": "Daily", "licence": "CC BY 4.0"}) == "© Daily, CC BY 4.0"
    assert credited({"licence_url": "https://x.org/l"}) == "https://x.org/l"
    assert credited({"rights_holder": " ", "licence": None, "licence_url": float("nan")}) == ""


def test_texts_without_a_word_on_their_rights_have_no_credit():
    articles = pd.DataFrame({"article": ["a", "b"], "rights_holder": ["Daily", None]})
    assert credits_of(articles) == {"a": "© Daily"}
    assert credits_of(articles[["article"]]) == credits_of(None) == {}


def test_a_rights_holder_is_no_licence():
    articles = pd.DataFrame({"article": ["b", "a"], "rights_holder": "Daily"})
    assert unlicensed(articles) == ["a", "b"]
    assert unlicensed(articles.assign(licence_url=["https://x.org/l", None])) == ["a"]
