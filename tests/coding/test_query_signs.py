"""Entries of other query languages: refused with our spelling, and what texts have is not."""

from __future__ import annotations

import pandas as pd
import pytest

import framing
from framing.coding.codebook import parse_codebook
from framing.coding.patterns import parse_entry
from framing.coding.query_signs import ALLOWED
from framing.errors import CodebookError
from framing.pages.explore import _entries, _places
from framing.words import kwic
from tests.cases import each_of

SENTENCES = pd.DataFrame(
    {"article": "a", "sentence": [0, 1], "text": ["The cost of Kyiv.", "A rise left out."]}
)

REFUSED = {  # the sign named, and what is written instead
    "cost|rise": ("|", 'entries of their own: "cost", "rise"'),
    "cost || rise": ("||", 'entries of their own: "cost", "rise"'),
    "a | b | c": ("|", 'entries of their own: "a", "b", "c"'),
    "cost OR rise": ("OR", 'entries of their own: "cost", "rise"'),
    "Krieg ODER Frieden": ("ODER", 'entries of their own: "Krieg", "Frieden"'),
    '"climate change" OR warming': ("OR", '"climate change", "warming"'),
    "cost AND rise": ("AND", 'all = ["cost", "rise"]'),
    "Krieg UND Frieden": ("UND", 'all = ["Krieg", "Frieden"]'),
    "Kyiv AND (war OR peace)": ("AND", 'all = ["Kyiv", "..."]'),
    "TRUTH AND RECONCILIATION": ("AND", "Words in capitals that are meant as words are written"),
    "cost && rise": ("&&", 'all = ["cost", "rise"]'),
    "cost & rise": ("&", 'all = ["cost", "rise"]'),
    "cost&rise": ("&", 'all = ["cost", "rise"]'),
    "cost + rise": ("+", 'all = ["cost", "rise"]'),
    "+cost +rise": ("+", 'all = ["cost", "rise"]'),
    "cost NOT rise": ("NOT", 'any = ["cost"] and unless = ["rise"]'),
    "cost AND NOT rise": ("AND NOT", 'any = ["cost"] and unless = ["rise"]'),
    "NOT rise": ("NOT", 'unless = ["rise"]'),
    "cost -rise": ("-", 'any = ["cost"] and unless = ["rise"]'),
    "cost NEAR/5 rise": ("NEAR/5", 'all = ["cost", "rise"] and within = 5'),
    "cost near/12 rise": ("near/12", 'all = ["cost", "rise"] and within = 12'),
    "cost NEAR rise": ("NEAR", 'all = ["cost", "rise"] and within = a number of words'),
    "cost W/5 rise": ("W/5", 'all = ["cost", "rise"] and within = 5'),
    "cost w/s rise": ("w/s", 'all = ["cost", "rise"] and within = a number of words'),
    "cost P/3 rise": ("P/3", "within = 3"),
    "cost PRE/3 rise": ("PRE/3", 'all = ["cost", "rise"] and within = 3'),
    "cost NOT W/5 rise": ("NOT W/5", "within = 5"),
    "world cup adj5 rugby": ("adj5", 'all = ["world cup", "rugby"] and within = 5'),
    "cost near5 rise": ("near5", "within = 5"),
    "cost AROUND(3) rise": ("AROUND(3)", "within = 3"),
    "boeing/N30/airways": ("/N30/", 'all = ["boeing", "airways"] and within = 30'),
    "atleast5 war": ("atleast5", "write the word alone"),
    "econom!": ("!", "for any ending write '*'"),
    "prime minist!": ("!", "for any ending write '*'"),
    "Yahoo!": ("!", "leave it out if it is one of the text's"),
    "econom$": ("$", "for any ending write '*'"),
    "wom#n": ("#", "each spelling as an entry of its own"),
    "%cost%": ("%", "for any ending write '*'"),
    "wom?n": ("?", "each spelling as an entry of its own"),
    "cost?": ("?", "leave it out if it is one of the text's"),
    "carbon fib??": ("??", "each spelling as an entry of its own"),
    "[Cc]ost": ("]", "regular expressions"),
    "cost(ing|s)": ("(", "regular expressions"),
    "minister(s)": ("(", "each spelling as an entry of its own"),
    "(un)fair": (")", "each spelling as an entry of its own"),
    "cost.*": (".*", "'*' for any ending"),
    "cost.*rise": (".*", "regular expressions"),
    r"\bcost\b": (r"\b", "regular expressions"),
    "^cost": ("^", "regular expressions"),
    "colou{0,1}r": ("{", "regular expressions"),
    "/cost/i": ("/cost/i", "regular expressions"),
    "roam~": ("~", "regular expressions and letters left open"),
    "(cost rise)": ("(", "leave brackets out"),
    "(climate change) policy": ("(", "leave brackets out"),
    '"climate change" "global warming"': ('"climate change" "global warming"', "each phrase"),
    "title:cost": ("title:", "fields are not read"),
}

ALLOWED_ENTRIES = (
    "AT&T", "Q&A", "q&a", "R&D", "S&P 500", "Marks & Spencer", "What now?", "why now?",
    "“Whose war is it?”", "(sic)", "[sic]", "(Ukrain*)", "Human Rights Act (1998)", "U.S.", "U.S.*",
    "OR", "Portland, OR", "OR-7", "AND", "NOT", "9/11", "24/7", "and/or", "km/h", "N/A", "w/o",
    "N/S axis", "P/S ratio",
    "P5+1", "C++", "LGBTQ+", "US$", "$5 billion", "#MeToo", "5%", "100%ig", "hearts and minds",
    "now or never", "not guilty", "near 5 billion", "Near East", "N5 road", "Bürger:innen",
    "Bürger/innen", "Source: AFP", "10:30", '"climate change"', "the “axis of evil” speech",
    "pre- and post-war", "cost – rise", "Trump-Putin", "L’état, c’est moi", "*lead*", "e-mail",
    "over the head* of",
)  # fmt: skip


def codebook(**indicator: object) -> dict:
    return {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d", "indicators": [
        {"id": "i", **indicator}]}}}  # fmt: skip


@each_of("entry, sign, instead", {entry: (entry, *told) for entry, told in REFUSED.items()})
def test_an_entry_in_another_query_language_is_refused_with_our_spelling(entry, sign, instead):
    with pytest.raises(CodebookError) as error:
        parse_entry(entry)
    said = str(error.value)
    assert said.startswith(f"'{entry}' has '{sign}', a sign of another query language; ")
    assert instead in said
    assert said.endswith(ALLOWED)


@each_of("entry", ALLOWED_ENTRIES)
def test_what_texts_have_is_no_sign_of_another_language(entry):
    assert parse_entry(entry)


@each_of("entry", ALLOWED_ENTRIES)
def test_what_is_not_refused_is_met_where_it_is_printed(entry):
    text = f"They said {entry.replace('*', 's')} again."
    assert len(kwic(pd.DataFrame({"article": ["a"], "sentence": [0], "text": [text]}), entry)) == 1


@each_of("key, given", {
    "any": ("any", {"any": ["Kyiv", "cost OR rise"]}),
    "unless": ("unless", {"any": ["Kyiv"], "unless": ["ab", "cost OR rise"]}),
    "a member of all": ("all, member 2", {"all": ["Kyiv", ["ab", "cost OR rise"]]}),
})  # fmt: skip
def test_a_codebook_names_frame_indicator_and_entry(key, given):
    with pytest.raises(CodebookError) as error:
        parse_codebook(codebook(**given), source="b.toml")
    said = f"b.toml: frame 'f', indicator 'i': {key}, entry 2: 'cost OR rise' has 'OR', a sign"
    assert str(error.value).startswith(said)


@each_of("cell, sign", {
    "an operator": ("cost OR rise", "OR"),
    "a bar made part of the words": (r"cost\|rise", "|"),
    "a truncation": ("Kyiv | econom!", "!"),
})  # fmt: skip
def test_a_sheet_names_row_and_column(cell, sign, tmp_path_factory):
    path = tmp_path_factory.mktemp("sheet") / "book.csv"
    path.write_text(f"frame;definition;indicator;any\nf;d;i;{cell}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"^book\.csv, row 2, column 'any': ") as error:
        framing.read_codebook(path)
    assert f"has '{sign}', a sign of another query language" in str(error.value)


def test_a_sheet_of_entries_joined_by_bars_is_read_as_before(tmp_path):
    (tmp_path / "book.csv").write_text(
        "frame;definition;indicator;any;all\nf;d;i;cost|rise;\nf;;j;;cost & rise\n", "utf-8"
    )
    book = framing.read_codebook(tmp_path / "book.csv").frame("f")
    cost, rise = parse_entry("cost"), parse_entry("rise")
    assert [one.any for one in book.indicators] == [(cost, rise), ()]
    assert book.indicators[1].all == ((cost,), (rise,))


def test_words_in_context_refuse_it_and_name_the_entry():
    with pytest.raises(CodebookError, match=r"^kwic, entry 2: 'cost\|rise' has '\|', a sign"):
        kwic(SENTENCES, "Kyiv", "cost|rise")


def test_words_in_context_take_a_list_of_entries():
    one_by_one = kwic(SENTENCES, "Kyiv", "left out")
    assert one_by_one["match"].to_list() == ["Kyiv", "left out"]
    for given in (["Kyiv", "left out"], ("Kyiv", "left out"), pd.Series(["Kyiv", "left out"])):
        pd.testing.assert_frame_equal(kwic(SENTENCES, given), one_by_one)
    pd.testing.assert_frame_equal(kwic(SENTENCES, ["Kyiv"], "left out"), one_by_one)


def test_the_explorers_search_takes_several_entries_and_says_what_is_wrong_with_one():
    assert _entries(" Kyiv; left out ;") == ["Kyiv", "left out"]
    assert "2 places of Kyiv, left out" in _places(SENTENCES, ["Kyiv", "left out"]).text
    told = _places(SENTENCES, ["cost|rise"])
    assert "write entries of their own" in told.text
    assert told.name == "error"


def test_trial_entries_of_the_explorer_are_refused_too():
    book = parse_codebook(codebook(any=["Kyiv"]), source="b")
    with pytest.raises(CodebookError, match="a sign of another query language"):
        book.with_entries(frame="f", indicator="i", any=["cost NEAR/5 rise"])
