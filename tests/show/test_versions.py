"""Versions side by side, pairs to be read both, other words: marked, counted and escaped."""

from __future__ import annotations

import html
import re

import pandas as pd
import pytest

from framing.languages.language import language
from framing.show import versions as versions_page
from framing.show.many import closest
from framing.show.versions import pairs, replacements, versions
from framing.tables.require import empty
from framing.wire.phrase_by_phrase import changed
from tests.cases import each_of

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>'


def sentences(outlets: dict[str, str] | None = None, **texts: list[str]) -> pd.DataFrame:
    """Make a row of each sentence; the first of a text is its headline."""
    outlets = outlets or {}
    return pd.DataFrame(
        {
            "article": name,
            "sentence": number,
            "outlet": outlets.get(name, name.upper()),
            "text": text,
            "zone": "body" if number else "headline",
            "rank": number or pd.NA,
        }
        for name, listed in texts.items()
        for number, text in enumerate(listed)
    )


def synopsis(*units: dict[str, tuple[str, str]]) -> pd.DataFrame:
    """Make a story of units; each says for a text its relation and sentences."""
    texts = list(dict.fromkeys(text for unit in units for text in unit))
    return pd.DataFrame(
        {
            "story": "s",
            "unit": number,
            "article": text,
            "relation": unit.get(text, ("absent", None))[0],
            "sentences": unit.get(text, ("absent", None))[1],
        }
        for number, unit in enumerate(units)
        for text in texts
    )


def truncation(*rows: tuple[str, int, bool]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["article", "unit", "cut"])
    return table.assign(present=False, longest="a", sentence=table["unit"])


NO_CUT = empty("truncation")


def table_of(page: str) -> list[list[str]]:
    """Return the cells of a page's table, marks as brackets and other tags left out."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, flags=re.DOTALL)
    return [
        [plain(cell) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, flags=re.DOTALL)]
        for row in rows
    ]


def plain(text: str) -> str:
    text = text.replace("<mark>", "[").replace("</mark>", "]").replace("</p>", " ")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


STORY = sentences(
    a=["Talks begin in Riga", "The envoys met in Riga on Monday.", "Snow fell."],
    b=["Riga talks", "The envoys met in Riga at last.", "Delegates gathered in Riga."],
    c=["Talks begin in Riga"],
)
UNITS = synopsis(
    {"a": ("basis", "0"), "b": ("reworded", "0"), "c": ("verbatim", "0")},
    {"a": ("basis", "1"), "b": ("trimmed", "1")},
    {"a": ("basis", "2")},
    {"b": ("basis", "2")},
)


# --- versions side by side --------------------------------------------------------------


def test_a_row_is_a_unit_a_column_a_text_and_each_cell_says_how_it_is_told_and_where() -> None:
    shown = versions(UNITS, STORY, truncation=NO_CUT)
    assert table_of(shown.html) == [
        ["row", "A", "B", "C"],
        [
            "1",
            "headline Talks begin in Riga",
            "reworded · headline Riga talks",
            "word for word · headline Talks begin in Riga",
        ],
        [
            "2",
            "sentence 1 of 2 The envoys met in Riga on Monday.",
            "trimmed or extended · sentence 1 of 2 The envoys met in Riga [at last].",
            "not found",
        ],
        ["3", "sentence 2 of 2 Snow fell.", "not found", "not found"],
        ["4", "not found", "sentence 2 of 2 Delegates gathered in Riga.", "not found"],
    ]
    assert shown.data == {
        "caption": "One story in 3 versions and 4 rows, in the order of the longest text. Grey: "
        "the sentence that names the row. Marked in trimmed or extended ones: words that it "
        "has not.",
        "texts": ["a", "b", "c"],
    }
    assert (shown.kind, shown.name) == ("versions", "versions")


def test_units_in_which_a_text_carries_a_frame_lead_and_the_others_are_closed() -> None:
    framed = pd.DataFrame({"article": ["b"], "sentence": [1]})
    html = versions(UNITS, STORY, truncation=NO_CUT, passages=framed).html
    lead, rest = html.split("<summary>")
    assert rest.startswith("The other 3 rows in which no text has a frame<")
    assert [row[0] for row in table_of(lead)] == ["row", "2"]
    assert [row[0] for row in table_of(rest)] == ["row", "1", "3", "4"]
    none = versions(UNITS, STORY, truncation=NO_CUT, passages=framed[:0]).html
    assert none == versions(UNITS, STORY, truncation=NO_CUT).html


def test_the_units_lead_in_which_most_texts_raise_a_frame_that_most_others_do_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(versions_page, "MOST_OPEN", 1)
    in_all = [("a", 0), ("b", 0), ("c", 0)]
    framed = pd.DataFrame([*in_all, ("b", 2)], columns=["article", "sentence"])
    html = versions(UNITS, STORY, truncation=NO_CUT, passages=framed).html
    lead, kept, bare = html.split("<summary>")
    assert [row[0] for row in table_of(lead)] == ["row", "4"]  # one raises it, two do not
    assert kept.startswith("The other 1 row with a frame<")
    assert [row[0] for row in table_of(kept)] == ["row", "1"]
    assert bare.startswith("The other 2 rows in which no text has a frame<")


def test_words_are_marked_in_trimmed_versions_alone() -> None:
    same = ["The envoys met at last in Riga."]
    table = sentences(a=["The envoys met in Riga."], b=same, c=same, d=same)
    units = synopsis(
        {"a": ("basis", "0"), "b": ("verbatim", "0"), "c": ("reworded", "0"), "d": ("trimmed", "0")}
    )
    page = versions(units, table, truncation=NO_CUT).html
    assert [cell.count("[") for cell in table_of(page)[1]] == [0, 0, 0, 0, 1]
    assert page.count("<mark>at last</mark>") == 1


def test_a_trimmed_version_is_held_against_all_sentences_of_the_first() -> None:
    table = sentences(a=["The envoys met.", "It snowed in Riga."], b=["The envoys met in Riga."])
    units = synopsis({"a": ("basis", "0;1"), "b": ("trimmed", "0")})
    (_, row) = table_of(versions(units, table, truncation=NO_CUT).html)
    assert row[1] == "headline The envoys met. sentence 1 of 1 It snowed in Riga."
    assert "[" not in row[2]


def test_each_sentence_of_a_cell_says_its_own_relation() -> None:
    table = sentences(a=["The envoys met."], b=["The envoys met in Riga.", "So they talked."])
    units = synopsis({"a": ("basis", "0"), "b": ("trimmed", "0;1")})
    units = units.assign(relations=["basis", "trimmed;reworded"])
    (_, row) = table_of(versions(units, table, truncation=NO_CUT).html)
    assert row[2] == (
        "trimmed or extended · headline The envoys met [in Riga]. "
        "reworded · sentence 1 of 1 So they talked."
    )


def test_each_row_is_held_against_the_text_that_names_it() -> None:
    table = sentences(a=["One two."], b=["Three four five."], c=["Three four six."])
    units = synopsis({"a": ("basis", "0")}, {"b": ("basis", "0"), "c": ("trimmed", "0")})
    rows = table_of(versions(units, table, truncation=NO_CUT).html)
    assert rows[2] == ["2", "not found", "headline Three four five.",
                       "trimmed or extended · headline Three four [six]."]  # fmt: skip


def test_beside_an_absence_stands_whether_a_cut_would_remove_it_too() -> None:
    cut = truncation(("b", 1, True), ("b", 2, True), ("b", 2, False), ("c", 1, False))
    rows = table_of(versions(UNITS, STORY, truncation=cut).html)
    assert [row[2:] for row in rows[3:]] == [
        ["not found", "not found"],  # a unit of two sentences, of which a cut would keep one
        ["sentence 2 of 2 Delegates gathered in Riga.", "not found"],
    ]
    assert rows[2][3] == "not found"
    cut = truncation(("b", 2, True), ("c", 1, True))
    rows = table_of(versions(UNITS, STORY, truncation=cut).html)
    assert rows[2][3] == rows[3][2] == "not found; cutting for length alone would have dropped it"
    assert rows[3][3] == "not found"


def test_omitted_is_said_of_what_the_agencys_original_has_and_of_nothing_else() -> None:
    cut = truncation(("c", 1, True))
    rows = table_of(versions(UNITS, STORY, truncation=cut, reference="a").html)
    assert rows[2][3] == "omitted; cutting for length alone would have dropped it"
    assert rows[3][2:] == ["omitted", "omitted"]
    assert rows[4] == ["4", "not found", "sentence 2 of 2 Delegates gathered in Riga.", "not found"]
    assert "omitted" not in versions(UNITS, STORY, truncation=cut, reference="z").html
    assert "omitted" not in versions(UNITS, STORY, truncation=cut).html


def test_a_sentence_that_stands_closer_to_another_unit_is_told_there_and_named_here() -> None:
    told = {"a": ("basis", "0"), "b": ("reworded", "0"), "c": ("elsewhere", "0")}
    units = synopsis(
        told,
        {"a": ("basis", "1"), "b": ("trimmed", "1;2"), "c": ("verbatim", "0")},
        {"a": ("basis", "2"), "b": ("elsewhere", "0;2")},
    )
    cut = truncation(("b", 2, True), ("c", 0, True), ("c", 2, True))
    page = versions(units, STORY, truncation=cut, reference="a").html
    rows = table_of(page)
    assert rows[1][3] == "see row 2"
    assert rows[3][2:] == [
        "see rows 1 and 2",
        "omitted; cutting for length alone would have dropped it",
    ]


def test_of_a_headline_or_caption_that_a_text_has_none_of_neither_absence_nor_cut_is_said() -> None:
    table = sentences(a=["Talks begin", "A port.", "Snow fell."], b=["x", "Snow fell."])
    table["zone"] = ["headline", "caption", "body", "body", "body"]
    units = synopsis(
        {"a": ("basis", "0"), "b": ("not captured", None)},
        {"a": ("basis", "1"), "b": ("not captured", None)},
        {"a": ("basis", "2"), "b": ("verbatim", "1")},
    )
    cut = truncation(("b", 0, True), ("b", 1, True))
    page = versions(units, table, truncation=cut, reference="a").html
    assert [row[2] for row in table_of(page)[1:3]] == [
        "no headline captured", "no caption captured"
    ]  # fmt: skip
    assert "omitted" not in page


def test_a_unit_that_texts_have_no_headline_for_is_told_by_no_more_of_them() -> None:
    units, table = nine()
    lacking = units["relation"].eq("absent") & units["unit"].eq(1)
    units.loc[lacking, "relation"] = "not captured"
    rows = table_of(versions(units, table, truncation=NO_CUT).html)
    assert [row[0] for row in rows[1:]] == ["1"]


def test_with_the_agencys_original_rows_are_in_its_order() -> None:
    said = versions(UNITS, STORY, truncation=NO_CUT, reference="a").data["caption"]
    assert "in the order of the agency's text. Grey" in said


def test_a_sentence_that_stands_in_two_units_is_marked_in_each() -> None:
    table = sentences(a=["The envoys met.", "It snowed."], b=["The envoys met; it snowed."])
    units = synopsis(
        {"a": ("basis", "0"), "b": ("trimmed", "0")}, {"a": ("basis", "1"), "b": ("trimmed", "0")}
    )
    page = versions(units, table, truncation=NO_CUT).html
    assert [row[2] for row in table_of(page)[1:]] == [
        "trimmed or extended · headline The envoys met; [it snowed].",
        "trimmed or extended · headline [The envoys met]; it snowed.",
    ]


def nine() -> tuple[pd.DataFrame, pd.DataFrame]:
    names = [f"t{number}" for number in range(9)]
    table = sentences(**{name: ["Talks began.", f"Only {name} has this."] for name in names})
    first = {name: ("verbatim" if number else "basis", "0") for number, name in enumerate(names)}
    return synopsis(first, *({name: ("basis", "1")} for name in names)), table


def test_of_more_than_eight_texts_those_that_share_most_and_what_they_share_are_shown() -> None:
    units, table = nine()
    shown = versions(units, table, truncation=NO_CUT)
    rows = table_of(shown.html)
    assert rows[0] == ["row", *[f"T{number}" for number in range(8)]]
    assert [row[0] for row in rows[1:]] == ["1"]
    assert "Only t" not in shown.html
    assert shown.data["caption"].startswith(
        "One story in 9 versions and 10 rows, in the order of the longest text; shown are the 8 "
        "that share most, and 1 row that two or more of them tell. Grey"
    )
    assert len(shown.data["texts"]) == 9


def chain() -> pd.DataFrame:
    """Make nine texts: t0 shares a unit with t1 alone, t8 one with each of t1 to t7."""
    first = {"t0": ("basis", "0"), "t1": ("verbatim", "0")}
    others = ({f"t{n}": ("basis", "1"), "t8": ("verbatim", str(n))} for n in range(1, 8))
    units = synopsis(first, *others)
    return units.sort_values(["unit", "article"], ignore_index=True)


def test_the_text_whose_units_most_others_tell_and_its_nearest_are_the_closest() -> None:
    assert closest(chain(), most=3) == ["t1", "t2", "t8"]
    assert closest(chain(), most=9) == [f"t{number}" for number in range(9)]


def test_the_agencys_original_is_in_the_middle_where_it_is_given() -> None:
    assert closest(chain(), most=2, reference="t0") == ["t0", "t1"]


def test_a_unit_that_a_text_not_shown_names_is_held_against_that_text() -> None:
    texts = {f"t{n}": ["Rain fell.", f"Only t{n}."] for n in range(10)}
    shared = {"t1": ("basis", "0"), **dict.fromkeys(list(texts)[2:], ("verbatim", "0"))}
    more = {"t0": ("basis", "0"), "t1": ("trimmed", "1"), "t2": ("trimmed", "1")}
    units = synopsis({"t0": ("absent", None), **shared}, more, shared)
    shown = versions(units, sentences(**texts), truncation=NO_CUT)
    head, *rows = table_of(shown.html)
    assert "T0" not in head
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert "trimmed" in rows[1][1]


def test_eight_texts_are_all_shown() -> None:
    units, table = nine()
    shown = versions(units[units["article"] != "t8"].query("unit < 9"), table, truncation=NO_CUT)
    assert "are shown" not in shown.data["caption"]
    assert len(table_of(shown.html)[0]) == 9


def test_without_a_story_the_page_says_so() -> None:
    shown = versions(UNITS.iloc[:0], STORY, truncation=NO_CUT)
    assert shown.data == {
        "caption": "No two texts here tell one story in shared wording.",
        "texts": [],
    }


# --- article text is escaped ------------------------------------------------------------


def hostile() -> pd.DataFrame:
    return sentences(
        {"a": HOSTILE, "b": HOSTILE},
        a=["Talks began.", f"The envoys met {HOSTILE} in Riga."],
        b=["Talks began.", f"The envoys met in {HOSTILE} Oslo."],
    )


def pair(**changes: object) -> dict:
    row = {
        "article_a": "a",
        "sentence_a": 1,
        "article_b": "b",
        "sentence_b": 1,
        "relation": "trimmed",
        "similarity": 0.9,
        "differs": None,
    }
    return row | changes


HOSTILE_PAGES = {
    "versions": versions(
        synopsis({"a": ("basis", "1"), "b": ("trimmed", "1")}, {"a": ("basis", "0")}),
        hostile(),
        truncation=truncation(("b", 1, True)),
    ),
    "pairs": pairs(
        pd.DataFrame([pair(), pair(sentence_a=0, sentence_b=0, differs="names")]),
        hostile(),
        name="p",
        caption=HOSTILE,
    ),
    "pairs with copies": pairs(
        pd.DataFrame([pair(), pair(sentence_a=1, article_b="c", sentence_b=0)]),
        pd.concat([hostile(), hostile().iloc[3:].assign(article="c", sentence=0)]),
        name="p",
        caption="c",
    ),
    "replacements": replacements(
        pd.DataFrame([pair(start_a=0, start_b=0, phrase_a=HOSTILE, phrase_b=None, kind="other")]),
        hostile(),
    ),
}


@pytest.mark.parametrize("shown", HOSTILE_PAGES.values(), ids=HOSTILE_PAGES)
def test_hostile_text_is_shown_and_never_run(shown) -> None:
    assert "<script" not in shown.html
    assert "<img" not in shown.html
    assert "&lt;" in shown.html
    assert 'x onerror=alert(1)>"' not in shown.html
    assert set(re.findall(r"<(\w+)", shown.html)) <= set(
        "div table caption thead tbody tr th td p span mark ol ul li section h3 details summary "
        "strong blockquote style".split()
    )


# --- pairs to be read both --------------------------------------------------------------

RATES = sentences(
    a=["x", "Rates will rise 5 percent in Riga, Smith said."],
    b=["y", "Rates will rise 6 percent in Oslo, Smith said."],
    c=["z", "Rates will not rise 5 percent in Riga, Smith said."],
    d=["w", "Rates could rise 5 percent in Riga, Smith said."],
)


def marks(other: str, differs: str | None) -> list[list[str]]:
    shown = pairs(
        pd.DataFrame([pair(article_b=other, differs=differs)]), RATES, name="p", caption="c"
    )
    sides = re.findall(r"<blockquote>(.*?)</blockquote>", shown.html)
    return [re.findall(r"<mark>(.*?)</mark>", side) for side in sides]


MARKS = {
    "names": ("b", "names", [["Riga"], ["Oslo"]]),
    "numbers": ("b", "numbers", [["5"], ["6"]]),
    "names and numbers": ("b", "names;numbers", [["5", "Riga"], ["6", "Oslo"]]),
    "negation": ("c", "negation", [[], ["not"]]),
    "modality": ("d", "modality", [[], ["could"]]),
    "wording": ("d", None, [["will"], ["could"]]),
}


@pytest.mark.parametrize(("other", "differs", "marked"), MARKS.values(), ids=MARKS)
def test_marks_stand_where_a_pair_differs_in_that_kind_else_in_wording(
    other: str, differs: str | None, marked: list[list[str]]
) -> None:
    assert marks(other, differs) == marked


def test_a_pair_says_its_relation_its_kinds_and_the_place_of_both() -> None:
    given = pd.DataFrame([pair(relation="reworded", differs="names;numbers")])
    shown = pairs(given, RATES, name="read_both", caption="Pairs that differ")
    assert shown.text.split("\n") == [
        "Pairs that differ: 1 pair.",
        "reworded; differ: names, numbers",
        "Rates will rise 5 percent in Riga, Smith said. A, sentence 1 of 1",
        "Rates will rise 6 percent in Oslo, Smith said. B, sentence 1 of 1",
    ]
    assert (shown.kind, shown.name) == ("pairs", "read_both")
    assert shown.data == {"sentence": "Pairs that differ: 1 pair.", "pairs": [["a", 1, "b", 1]]}


OF_PAIR = {
    "word for word": (pair(relation="verbatim"), "word for word"),
    "trimmed": (pair(relation="trimmed"), "trimmed or extended"),
    "reworded": (pair(relation="reworded"), "reworded"),
    "another speaker": (
        pair(relation="trimmed", differs="speaker;negation"),
        "trimmed or extended; differ: who says or does it, negation",
    ),
}


@each_of("given, said", OF_PAIR)
def test_a_pair_says_its_relation_and_its_kinds_in_words(given, said) -> None:
    shown = pairs(pd.DataFrame([given]), RATES, name="p", caption="c")
    assert shown.text.split("\n")[1] == said


def test_what_else_is_to_be_said_of_pairs_stands_beneath_their_number_or_nothing_does() -> None:
    given = pd.DataFrame([pair()])
    shown = pairs(given, RATES, name="p", caption="c", about=f"Half are right {HOSTILE}")
    assert shown.text.split("\n")[:3] == [
        "c: 1 pair.", f"Half are right {HOSTILE}", "trimmed or extended"
    ]  # fmt: skip
    assert "<script" not in shown.html
    without = pairs(given, RATES, name="p", caption="c")
    assert without.text.split("\n")[:2] == ["c: 1 pair.", "trimmed or extended"]


COPIES = sentences(
    {"c": "B"},
    a=["Rates rise.", "Talks ended in Riga."],
    b=["Rates rise.", "Talks ended in Oslo."],
    c=["TALKS ended, in Oslo.", "Snow fell in Riga."],
)


def test_pairs_of_the_same_words_are_shown_once_with_where_else_they_stand() -> None:
    given = pd.DataFrame(
        [
            pair(),
            pair(article_b="c", sentence_b=0),  # the words of b 1, in capitals
            pair(article_b="c", sentence_b=1, similarity=0.8),
        ]
    )
    shown = pairs(given, COPIES, name="p", caption="c")
    assert shown.text.split("\n") == [
        "c: 3 pairs in 2 wordings.",
        "trimmed or extended · the same also in B: TALKS ended, in Oslo., headline",
        "Talks ended in Riga. A, sentence 1 of 1",
        "Talks ended in Oslo. B: Rates rise., sentence 1 of 1",
        "trimmed or extended",
        "Talks ended in Riga. A, sentence 1 of 1",
        "Snow fell in Riga. B: TALKS ended, in Oslo., sentence 1 of 1",
    ]
    assert len(shown.data["pairs"]) == 3


def test_pairs_of_the_same_words_are_one_whichever_side_they_stand_on() -> None:
    given = pd.DataFrame(
        [
            pair(),
            pair(article_a="b", article_b="d", sentence_b=0),  # Oslo first, Riga second
        ]
    )
    table = pd.concat([COPIES, sentences(d=["Talks ended in Riga!"])], ignore_index=True)
    shown = pairs(given, table, name="p", caption="c")
    assert shown.html.count("<li>") == 1
    assert "the same also in D, headline" in shown.text


def test_the_most_alike_come_first_and_those_not_shown_are_counted() -> None:
    many = sentences(
        a=[f"Talks {number} ended." for number in range(5)],
        b=[f"Meeting {number} ended." for number in range(5)],
    )
    given = pd.DataFrame(
        [pair(sentence_a=n, sentence_b=n, similarity=s) for n, s in enumerate((0.5, 0.9, 0.7, 0.9))]
    )
    shown = pairs(given, many, name="p", caption="c", shown=3)
    assert shown.text.split("\n")[0] == "c: 4 pairs. 3 are shown, the gravest first."
    assert re.findall(r"Talks\S* (\d)", re.sub(r"<[^>]+>", "", shown.html)) == ["1", "3", "2"]
    assert len(shown.data["pairs"]) == 4
    assert "are shown" not in pairs(given, many, name="p", caption="c", shown=4).text


def test_ten_pairs_are_open_and_the_others_of_those_shown_are_closed() -> None:
    many = sentences(
        a=[f"Talks {number} ended." for number in range(12)],
        b=[f"Meeting {number} ended." for number in range(12)],
    )
    given = pd.DataFrame([pair(sentence_a=n, sentence_b=n) for n in range(12)])
    shown = pairs(given, many, name="p", caption="c")
    opened, closed = shown.html.split("<summary>2 pairs more</summary>")
    assert (opened.count('<p class="about">'), closed.count('<p class="about">')) == (10, 2)


def test_without_pairs_the_page_says_none() -> None:
    shown = pairs(empty("alignments"), STORY, name="p", caption="Pairs")
    assert shown.text == "Pairs: 0 pairs."
    assert "<ol" not in shown.html


# --- other words for the same -----------------------------------------------------------

VERBS = sentences(
    a=["Smith said so.", "Smith said no."],
    b=["Smith claimed so.", "Smith claimed no."],
    c=["Smith told so.", "Smith said it."],
)


def replaced(a: tuple[str, int, str | None], b: tuple[str, int, str | None], kind: str) -> dict:
    return {
        "article_a": a[0],
        "sentence_a": a[1],
        "phrase_a": a[2],
        "start_a": 6,
        "article_b": b[0],
        "sentence_b": b[1],
        "phrase_b": b[2],
        "start_b": 6,
        "kind": kind,
    }


REPLACED = pd.DataFrame(
    [
        replaced(("a", 0, "so"), ("b", 0, None), "other"),
        replaced(("a", 0, "said"), ("c", 0, "told"), "reporting verb"),
        replaced(("a", 1, "said"), ("b", 1, "claimed"), "reporting verb"),
        replaced(("b", 0, "claimed"), ("c", 1, "said"), "reporting verb"),
        replaced(("a", 0, "two"), ("b", 0, "three"), "number"),
        replaced(("a", 1, "may"), ("b", 0, "must"), "certainty"),
        replaced(("a", 1, "Riga"), ("b", 0, "Oslo"), "name"),
    ]
).assign(start_a=range(7))


def test_phrases_are_grouped_whichever_stands_first_and_counted_by_kind_in_order() -> None:
    shown = replacements(REPLACED, VERBS)
    headings = re.findall(r"<h3>(.*?)</h3>|<summary>(.*?)</summary>", shown.html)
    assert [plain(heading or phrase) for heading, phrase in headings] == [
        "Reporting verb: 2",
        "claimed / said (2 times)",
        "said / told",
        "Certainty: 1",
        "may / must",
        "Name: 1",
        "Oslo / Riga",
        "Number: 1",
        "three / two",
        "Other: 1",
        "so / –",
    ]
    assert shown.text.startswith(
        "6 pairs of phrases that stand for one another in counterparts, at 7 places."
    )
    assert len(shown.data["rows"]) == 7
    assert [name for name, _ in shown.data["columns"]] == [
        "kind", "article_a", "sentence_a", "phrase_a", "article_b", "sentence_b", "phrase_b"
    ]  # fmt: skip


def test_a_phrase_opens_every_pair_of_sentences_it_stands_in_marked_in_wording() -> None:
    page = replacements(REPLACED, VERBS).html
    opened = page[page.index("claimed / said") : page.index("said / told")]
    assert [plain(side) for side in re.findall(r"<blockquote>(.*?)</blockquote>", opened)] == [
        "Smith [said] no. A, sentence 1 of 1",
        "Smith [claimed] no. B, sentence 1 of 1",
        "Smith [claimed so]. B, headline",
        "Smith [said it]. C, sentence 1 of 1",
    ]


def test_a_phrase_that_stands_in_many_pairs_opens_three_and_counts_them() -> None:
    many = pd.concat([REPLACED.iloc[:1]] * 5, ignore_index=True).assign(start_a=range(5))
    page = replacements(many, VERBS).html
    assert page.count("<blockquote>") == 2 * 3
    assert "3 of 5 shown." in page


def test_the_most_frequent_phrases_of_a_kind_are_shown_and_the_rest_counted() -> None:
    shown = replacements(REPLACED, VERBS, shown=1)
    assert "claimed / said" in shown.html
    assert "said / told" not in shown.html
    assert re.findall(r'<p class="more">(.*?)</p>', shown.html) == ["1 of 2 shown."]
    assert len(shown.data["rows"]) == 7


def test_without_phrases_the_page_says_none() -> None:
    shown = replacements(empty("substitutions"), VERBS)
    assert (
        shown.text == "0 pairs of phrases that stand for one another in counterparts, at 0 places."
    )


# --- where a text differs ---------------------------------------------------------------

CHANGED = {
    "nothing": ("Talks ended.", "talks, ENDED", []),
    "one word": ("Talks soon ended.", "Talks ended.", ["soon"]),
    "words in a row are one": ("The talks soon at last ended.", "The talks ended.",
                               ["soon at last"]),
    "two places": ("Envoys soon met here.", "Envoys met.", ["soon", "here"]),
    "all": ("Snow fell.", "Talks ended.", ["Snow fell"]),
    "at the start": ("Today talks ended.", "Talks ended.", ["Today"]),
    "beside nothing": ("Talks ended.", "", ["Talks ended"]),
    "an empty text": ("", "Talks ended.", []),
}  # fmt: skip


@each_of("text, other, found", CHANGED)
def test_changed_words_are_those_that_the_other_text_has_not(text, other, found) -> None:
    assert [text[start:end] for start, end in changed(text, other, language("en"))] == found


def test_a_column_bears_the_credit_of_its_text_where_that_is_told():
    first = UNITS["article"].iloc[0]
    articles = pd.DataFrame({"article": [first], "licence": ["CC BY 4.0"]})
    page = versions(UNITS, STORY, truncation=NO_CUT, articles=articles).html
    assert page.count('<span class="credit">CC BY 4.0</span>') == 1
    assert "credit" not in versions(UNITS, STORY, truncation=NO_CUT).html
