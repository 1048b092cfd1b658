"""Agencies: which one a text names, in which place, and whose copy its wording points to."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import framing
from framing.corpus import agency_names
from framing.errors import TableError
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.wire_tables import AGREE
from framing.wire.agencies import agencies, agency_evidence, origin_of_copy
from framing.wire.credits import PLACES, named
from tests.cases import each_of
from tests.effort import least

SAME_EACH_TIME = settings(derandomize=True, deadline=None)


def of(*texts: str, **columns: object) -> pd.DataFrame:
    """Return articles a, b, c, ... with these texts."""
    names = [chr(ord("a") + number) for number in range(len(texts))]
    table = pd.DataFrame({"article": names, "text": texts, **columns}, dtype="object")
    return table.assign(outlet="Outlet " + table["article"])


def found(text: str) -> list[str]:
    table = agencies(of(text))
    return [f"{row.agency}: {row.place}" for row in table.itertuples()]


# -- places -----------------------------------------------------------------------------------


def test_credits_are_read_by_the_words_of_the_texts_language():
    texts = ("Von dpa\nDie Gespräche begannen. Bildnachweis: AFP", "(mit Material von Reuters)")
    german = agencies(of(*texts, language=["de", "de"]))
    assert german[["agency", "place"]].to_numpy().tolist() == [
        ["dpa", "byline"], ["AFP", "photo credit"], ["Reuters", "credit"]
    ]  # fmt: skip
    assert set(agencies(of(*texts, language=["en", "en"]))["place"]) == {"cited"}


DATELINES = {
    "KYIV, Ukraine (Reuters) - Talks began.": "Reuters",
    "KYIV, Ukraine (AP) — Talks began.": "AP",
    "Washington (AFP) – The storm passed.": "AFP",
    "Washington, (APP - UrduPoint / Pakistan Point News - 13th Feb, 2025) Rates rose.": "APP",
    "BEIJING, Feb. 13 (Xinhua) -- Rain fell.": "Xinhua",
    "SEOUL, Feb. 13 (Yonhap) -- The match ended.": "Yonhap",
    "MOSCOW, February 13. /TASS/. Talks began.": "TASS",
    "TOKYO (Jiji Press) -- Prices rose.": "Jiji",
    "BERLIN (dpa) - A court ruled on Monday.": "dpa",
    "ISTANBUL – Agence France-Presse": "AFP",
    "ANKARA / AFP": "AFP",
    "New York – AFP": "AFP",
    "Kyiv (AFP)": "AFP",
    "Warsaw, 13 Feb (PAP)": "PAP",
    "NEW DELHI: (ANI)": "ANI",
    "(AFP) The match began.": "AFP",
    "AFP - Kyiv said so.": "AFP",
    "Rivers rise KARACHI (APP) - The rain went on.": "APP",
}
BYLINES = {
    "By The Associated Press": "AP",
    "BY THE ASSOCIATED PRESS": "AP",
    "By AFP": "AFP",
    "By AA": "AA",
    "By Jane Doe, Associated Press": "AP",
    "By Jane Doe and John Roe | Reuters": "Reuters",
    "By JANE DOE Associated Press": "AP",
    "Jane Doe, Associated Press": "AP",
    "JANE DOE Associated Press": "AP",
    "Jane Doe (AFP)": "AFP",
    "Reuters Staff": "Reuters",
    "Associated Press Writer": "AP",
}
CREDITS = {
    "The rain went on. (AFP)": "AFP",
    "The rain went on (AFP).": "AFP",
    "The rain went on. (AP)": "AP",
    "The rain went on.” (PTI)": "PTI",
    "The rain went on. [dpa]": "dpa",
    "“The rain went on.” — AFP": "AFP",
    "The rain went on. -dpa": "dpa",
    "The rain went on. – Bernama": "Bernama",
    "The rain went on. /TASS/": "TASS",
    "The rain went on. AFP": "AFP",
    "AFP": "AFP",
    "— AP": "AP",
    "Agence France-Presse": "AFP",
    "dpa/sms": "dpa",
    "afp/kb": "AFP",
    "jsi/wmr (AFP)": "AFP",
    "The rain went on. (with AFP)": "AFP",
    "With inputs from AFP": "AFP",
    "(With inputs from ANI)": "ANI",
    "With files from The Canadian Press": "CP",
    "Additional reporting by AFP": "AFP",
    "Reporting by Jane Doe, Reuters": "Reuters",
    "Source: Xinhua": "Xinhua",
    "Source: AA": "AA",
    "Text: AFP": "AFP",
    "Story: dpa": "dpa",
    "With a report from Reuters": "Reuters",
    "Additional reporting by Jane Doe; with AFP": "AFP",
    "Published by AFP": "AFP",
    "© 2025 AFP": "AFP",
    "© Agence France-Presse": "AFP",
    "The rain went on. © AFP": "AFP",
    "(c) 2025 UPI": "UPI",
    "Copyright 2025 The Associated Press. All rights reserved.": "AP",
    "Copyright AFP. All rights reserved.": "AFP",
    "The Associated Press contributed to this report.": "AP",
    "AP writer Jane Doe in Kyiv contributed to this report.": "AP",
    "Our Standards: The Thomson Reuters Trust Principles.": "Reuters",
    "This story was originally published by Reuters.": "Reuters",
    "(This story is unedited and published from a syndicated feed of PTI.)": "PTI",
    "(Agencies)": "agencies",
    "Source: Agencies": "agencies",
}
PHOTOS = {
    "The men in 2019. (Photo by Jane Doe / AFP)": "AFP",
    "The men in 2019. (AP Photo/Jane Doe)": "AP",
    "The men in 2019. (AFP photo)": "AFP",
    "[Jane Doe/AFP]": "AFP",
    "(AFP/Jane Doe)": "AFP",
    "[File: Jane Doe/Reuters]": "Reuters",
    "Jane Doe/AFP via Getty Images": "AFP",
    "Jane Doe / AFP": "AFP",
    "AFP/Getty Images": "AFP",
    "Getty Images/AFP": "AFP",
    "AFP PHOTO / JANE DOE": "AFP",
    "FILE PHOTO: The men in 2019. REUTERS/Jane Doe": "Reuters",
    "FILE - The men stand in a hall in Kyiv in 2019. (AP)": "AP",
    "Cover photo: Collage: Jane Doe / AFP": "AFP",
    "Photograph: Jane Doe/AP": "AP",
    "Picture credits: dpa/picture alliance": "dpa",
    "Image: dpa": "dpa",
    "TV screengrab: Reuters": "Reuters",
    "![The men in 2019, Photo: AFP](https://example.org/a.jpg)": "AFP",
}
CITED = {
    "He told AFP that the rain went on.": "AFP",
    "Reuters reported on Monday that rates rose.": "Reuters",
    "An AFP correspondent saw smoke.": "AFP",
    "The deal was agreed, said Reuters.": "Reuters",
    "The report by Reuters said that rates rose.": "Reuters",
    "According to reports from Reuters, rates rose.": "Reuters",
    "State news agency TASS said so.": "TASS",
    "The Associated Press counted 100 seats.": "AP",
    "He told the AP so.": "AP",
    "The AP reported the result.": "AP",
    "According to the PA news agency, it rained.": "PA",
    "Rates to rise, Reuters says": "Reuters",
    "Kremlin: talks 'soon' - Reuters": "Reuters",
    "Reuters: Talks to begin": "Reuters",
    "Interfax-Ukraine reported it.": "Interfax-Ukraine",
    "The footage (AFP) was long.": "AFP",
    "In this photo taken on Monday in Kyiv, a man told AFP that he was well.": "AFP",
}
BY_PLACE = {
    "dateline": DATELINES,
    "byline": BYLINES,
    "credit": CREDITS,
    "photo credit": PHOTOS,
    "cited": CITED,
}
CASES = [(place, *case) for place, cases in BY_PLACE.items() for case in cases.items()]


@each_of("place, text, agency", CASES)
def test_a_name_is_told_with_its_place(place, text, agency):
    assert found(text) == [f"{agency}: {place}"]


NONE = [
    "",
    " \n ",
    "The rain went on.",
    "He took the AP exam.",
    "AP European history is taught at the AP level.",
    "She passed Advanced Placement (AP).",
    "He sat the exam (AP).",
    "The Australian Federal Police (AFP) raided a house.",
    "So said the Australian Federal Police (AFP).",
    "AFP (Australian Federal Police) officers came.",
    "The Palestinian Authority (PA) said so.",
    "The PA said so.",
    "The PA system broke.",
    "PTI workers marched in Lahore.",
    "SPA guests like the water.",
    "AA members met; she told AA so.",
    "The CP train left.",
    "The CNA nurse said so.",
    "NEW APP LAUNCHED",
    "Michael Bloomberg ran for mayor.",
    "Sputnik was the first satellite.",
    "Agencies in Kyiv said so.",
    "Thomson Reuters shares rose.",
    "The Reuters Institute at Oxford asked readers.",
    "He wrote to @Reuters and #AFP; see AFP.com.",
    "The AP-NORC poll asked 1,000 adults.",
    "An efe tree and a tass cup.",
]


@each_of("text", NONE)
def test_what_is_no_agency_has_no_row(text):
    table = agencies(of(text))
    assert table.empty
    assert list(table.columns) == list(CONTRACTS["agencies"].columns)


def test_an_abbreviation_that_a_text_gives_another_meaning_is_no_source_there():
    text = "Armed Forces of the Philippines (AFP) units moved. The AFP said so.\nEnd of text. (AFP)"
    assert found(text) == ["AFP: credit"]
    assert found("Agence France-Presse (AFP) said so.") == ["AFP: cited", "AFP: cited"]


MANY = {
    "The rain went on. (Reuters/AFP)": ["Reuters: credit", "AFP: credit"],
    "(With inputs from PTI, ANI and agencies)": ["PTI: credit", "ANI: credit", "agencies: credit"],
    "Sources: AFP, Reuters": ["AFP: credit", "Reuters: credit"],
    "jsi/wmr (AFP, AP, dpa)": ["AFP: credit", "AP: credit", "dpa: credit"],
    "Reuters and AFP contributed reporting.": ["Reuters: credit", "AFP: credit"],
    "EFE and ANSA told the same.": ["EFE: cited", "ANSA: cited"],
    "Cover photo: JANE DOE / AFP & John Roe / POOL / AFP": ["AFP: photo credit"] * 2,
}


@each_of("text, rows", MANY.items())
def test_each_of_several_names_is_a_row(text, rows):
    assert found(text) == rows


def test_the_places_of_one_text_stay_apart():
    text = (
        "Rivers rise\nKYIV (AFP) - The rain went on, he told Reuters.\n"
        "FILE PHOTO: The river. REUTERS/Jane Doe\nIt rained. (dpa)"
    )
    assert found(text) == [
        "AFP: dateline",
        "Reuters: cited",
        "Reuters: photo credit",
        "dpa: credit",
    ]


def test_a_bare_name_after_a_caption_is_the_pictures():
    caption = "This handout photo shows the river."
    assert found(f"{caption}\nAFP\nThe rain went on.") == ["AFP: photo credit"]
    assert found("The rain went on.\nAFP\n") == ["AFP: credit"]


ARABIC = "\u0647\u0630\u0627 \u0646\u0635"  # "this is a text"


def test_right_to_left_text_and_odd_spaces_are_read():
    assert found(f"\u202b{ARABIC}. (AFP)\u202c")[0].startswith("AFP: credit")
    assert found("Rates rose. (Agence\u00a0France-Presse)") == ["AFP: credit"]
    assert found("Rates rose. (AFP)\r\n") == ["AFP: credit"]
    assert found("\ufeffRates rose.\u2028(AFP)") == ["AFP: credit"]


def test_rows_are_in_the_order_of_articles_and_text_and_edit_nothing():
    articles = of("KYIV (AFP) - He told Reuters.", "None.", "Rates rose. (Associated Press)")
    kept = articles.copy(deep=True)
    wanted = pd.DataFrame(
        [("a", "AFP", "dateline", 6, 9, "AFP"), ("a", "Reuters", "cited", 21, 28, "Reuters"),
         ("c", "AP", "credit", 13, 29, "Associated Press")],
        columns=list(CONTRACTS["agencies"].columns),
    )  # fmt: skip
    table = agencies(articles)
    assert_frame_equal(table, wanted.astype(table.dtypes.to_dict()))
    assert_frame_equal(articles, kept)


PIECES = ["(AFP)", "AFP", "AP", "Reuters", " - ", " / ", "\n", "KYIV ", "By ", "© ", "Photo: "]
PIECES += ["(", ")"]
PIECES += ["Talks began. ", "told ", "Source: ", "Jane Doe", "\u202e", "Australian Federal Police "]
PIECES += ["\ue000", "\ue001", "![x](y)"]


@SAME_EACH_TIME
@given(st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=25))
def test_of_any_text_each_row_is_what_stands_there(pieces):
    text = "".join(pieces)
    table = agencies(of(text))
    assert [text[row.start : row.end] for row in table.itertuples()] == table["text"].tolist()
    assert table["place"].isin(PLACES).all()
    assert table["start"].is_monotonic_increasing


HOSTILE = {
    "names": "AFP ",
    "brackets": "(AFP) ",
    "open brackets": "(" * 20 + "AFP",
    "prose": "The talks by AFP and ",
    "list": "Source: a, b, ",
    "initials": "A F P (AFP) ",
    "writers": "By Jane Doe, ",
    "slashes": "Jane/Doe/AFP/",
}


@each_of("piece", HOSTILE)
def test_a_long_line_takes_time_in_proportion(piece):
    texts = [of(piece * (length // len(piece)) + "AFP") for length in (3_000, 12_000)]
    short, long = (least(lambda text=text: agencies(text)) for text in texts)
    assert long < 9 * short + 0.05


def test_each_spelling_has_one_agency_and_stands_once():
    assert not set(agency_names.SURE) & set(agency_names.SHORT)
    for spelling, name in agency_names.NAMES.items():
        assert [one.place for one in named(f"Rates rose. ({spelling})")] == ["credit"], name


# -- the shipped study ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds():
    return framing.read_study("seeds")


def test_in_the_shipped_texts_one_dateline_and_one_photo_credit_name_an_agency(seeds):
    rows = agencies(seeds.articles)[["article", "agency", "place", "text"]].values.tolist()
    assert [[row[0][:3], *row[1:]] for row in rows] == [
        ["000", "APP", "dateline", "APP"],
        ["002", "AFP", "photo credit", "AFP"],
        ["002", "AFP", "photo credit", "AFP"],
    ]


# -- origin -----------------------------------------------------------------------------------

COLUMNS = ["tagged", "pictured", "content", "agree"]


def pairs(*rows: tuple[str, int, str, int, str]) -> pd.DataFrame:
    columns = ["article_a", "sentence_a", "article_b", "sentence_b", "relation"]
    return pd.DataFrame(rows, columns=columns)


AFP, APP = "Rates rose. (AFP)", "LAHORE (APP) - Rates rose."
PICTURED, NO_TAG = "Rates rose.\nPhoto: AFP", "Rates rose."
ONE = pairs(("a", 0, "b", 0, "verbatim"))
ORIGINS = {
    "tag and content agree": (AFP, AFP, ["AFP", "", "AFP", "both"]),
    "tag against content": (APP, AFP, ["APP", "", "AFP", "differ"]),
    "tag against a photo credit": (APP, PICTURED, ["APP", "", "", "tag"]),
    "no tag": (NO_TAG, AFP, ["", "", "AFP", "content"]),
    "no tag, by a dateline": (NO_TAG, APP, ["", "", "APP", "content"]),
    "no tag, a photo credit gives no content": (NO_TAG, PICTURED, ["", "", "", "none"]),
    "tag alone": (AFP, NO_TAG, ["AFP", "", "", "tag"]),
    "photo alone": (PICTURED, NO_TAG, ["", "AFP", "", "none"]),
    "photo of the agency by content": (PICTURED, AFP, ["", "AFP", "AFP", "content"]),
    "nothing": (NO_TAG, NO_TAG, ["", "", "", "none"]),
    "a cited agency is no evidence": (
        "Rates rose, he told AFP.",
        "Rates rose, he told AFP.",
        ["", "", "", "none"],
    ),
    "two tags, one of them by content": (
        "Rates rose. (AFP/dpa)",
        AFP,
        ["AFP;dpa", "", "AFP", "both"],
    ),
    "one of two by content has the tag": (
        AFP,
        "Rates rose. (AFP/dpa)",
        ["AFP", "", "AFP;dpa", "partly"],
    ),
}  # fmt: skip


@each_of("own, other, row", ORIGINS)
def test_tag_and_content_are_told_apart_and_one_code_says_how_they_agree(own, other, row):
    assert origin_of_copy(of(own, other), ONE)[COLUMNS].iloc[0].tolist() == row


def test_each_code_of_agreement_is_one_of_the_cases():
    assert {row[-1] for *_, row in ORIGINS.values()} == set(AGREE)


THREE = of(NO_TAG, AFP, PICTURED, agency=["X", None, None])
MIXED = pairs(
    ("a", 0, "b", 0, "verbatim"),
    ("a", 1, "b", 1, "trimmed"),
    ("a", 1, "b", 2, "verbatim"),  # the same sentence of a again
    ("a", 2, "b", 3, "reworded"),  # says the same, but is no copy
    ("b", 1, "c", 0, "trimmed"),  # a single one, which may be chance
)


def test_the_whole_table_of_three_texts():
    wanted = pd.DataFrame(
        [
            ("a", "Outlet a", "", "", "AFP", "X", "content"),
            ("b", "Outlet b", "AFP", "", "", None, "tag"),
            ("c", "Outlet c", "", "AFP", "", None, "none"),
        ],
        columns=list(CONTRACTS["origin_of_copy"].columns),
    )
    table = origin_of_copy(THREE, MIXED)
    assert_frame_equal(table, wanted.astype(table.dtypes.to_dict()))


def test_several_agencies_by_content_are_all_named_in_the_order_of_the_alphabet():
    alignments = pairs(
        ("a", 0, "b", 0, "verbatim"), ("a", 1, "c", 1, "verbatim"), ("a", 2, "c", 2, "trimmed")
    )
    row = origin_of_copy(of(NO_TAG, APP, AFP), alignments).iloc[0]
    assert (row["content"], row["agree"]) == ("AFP;APP", "content")


# -- what the content rests on ----------------------------------------------------------------


def evidence(*texts: str, alignments: pd.DataFrame) -> list[list]:
    return agency_evidence(of(*texts), alignments).values.tolist()


def test_a_row_of_evidence_is_a_text_and_a_signed_one_whose_wording_it_has():
    table = agency_evidence(THREE, MIXED)
    assert list(table) == list(CONTRACTS["agency_evidence"].columns)
    assert table.values.tolist() == [["a", "b", "AFP", "credit", 2, 0]]


def test_two_signed_texts_that_share_wording_are_evidence_of_one_another():
    assert evidence(APP, AFP, alignments=ONE) == [
        ["a", "b", "AFP", "credit", 1, 0],
        ["b", "a", "APP", "dateline", 1, 0],
    ]


def test_each_agency_and_place_of_the_other_text_is_a_row_and_stands_once():
    both = "LAHORE (APP) - Rates rose. (AFP)\nRates fell. (AFP)"
    assert evidence(NO_TAG, both, alignments=ONE) == [
        ["a", "b", "APP", "dateline", 1, 0],
        ["a", "b", "AFP", "credit", 1, 0],
    ]


def test_a_photo_credit_is_no_evidence_of_the_origin_of_a_text():
    assert evidence(NO_TAG, PICTURED, alignments=ONE) == []
    assert origin_of_copy(of(NO_TAG, PICTURED), ONE)["content"].tolist() == ["", ""]


ENOUGH = {
    "one verbatim sentence": (["verbatim"], [1, 0]),
    "two trimmed ones may be chance": (["trimmed"] * 2, None),
    "three trimmed ones": (["trimmed"] * 3, [0, 3]),
    "a verbatim and a trimmed one": (["trimmed", "verbatim"], [1, 1]),
    "reworded ones are no copy": (["reworded"] * 5, None),
    "nor do they add to trimmed ones": (["trimmed", "trimmed", "reworded"], None),
}


@each_of("relations, counts", ENOUGH)
def test_evidence_is_a_verbatim_sentence_or_three_trimmed_ones(relations, counts):
    alignments = pairs(*(("a", n, "b", n, relation) for n, relation in enumerate(relations)))
    wanted = [["a", "b", "AFP", "credit", *counts]] if counts else []
    assert evidence(NO_TAG, AFP, alignments=alignments) == wanted


def test_three_trimmed_sentences_are_three_of_the_text_itself():
    split = pairs(*(("a", 0, "b", n, "trimmed") for n in range(3)))  # one of a, three of b
    assert evidence(NO_TAG, AFP, alignments=split) == []
    assert evidence(AFP, NO_TAG, alignments=split) == [["b", "a", "AFP", "credit", 0, 3]]


def test_what_both_texts_only_quote_is_no_evidence():
    alignments = pairs(("a", 0, "b", 0, "verbatim"), ("a", 1, "b", 1, "verbatim"))
    quoted = alignments.assign(quoted=[True, True])
    assert evidence(NO_TAG, AFP, alignments=quoted) == []
    one = alignments.assign(quoted=[True, False])
    assert evidence(NO_TAG, AFP, alignments=one) == [["a", "b", "AFP", "credit", 1, 0]]


# -- whatever the order -----------------------------------------------------------------------


def test_the_metadata_column_is_shown_and_never_used():
    plain = origin_of_copy(of(NO_TAG, NO_TAG), ONE)
    given = origin_of_copy(of(NO_TAG, NO_TAG, agency=["AFP", "dpa"]), ONE)
    assert given["agency"].tolist() == ["AFP", "dpa"]
    assert plain["agency"].isna().all()
    assert_frame_equal(given.drop(columns="agency"), plain.drop(columns="agency"))


def test_order_of_alignments_and_names_of_articles_change_nothing():
    alignments = pairs(
        ("a", 0, "b", 0, "verbatim"), ("a", 1, "c", 1, "verbatim"), ("b", 2, "c", 2, "verbatim")
    )
    articles = of(NO_TAG, AFP, APP)
    table = origin_of_copy(articles, alignments)
    assert_frame_equal(origin_of_copy(articles, alignments[::-1]), table)
    back = origin_of_copy(articles[::-1], alignments)[::-1].reset_index(drop=True)
    assert_frame_equal(back, table)


def test_without_alignments_or_articles_the_columns_are_there():
    none = framing.tables.require.empty("alignments")
    assert origin_of_copy(of(AFP), none)["agree"].tolist() == ["tag"]
    assert_frame_equal(
        agency_evidence(of(AFP), none), framing.tables.require.empty("agency_evidence")
    )
    assert list(origin_of_copy(of(), none).columns) == list(CONTRACTS["origin_of_copy"].columns)


def test_alignments_of_other_articles_are_refused():
    with pytest.raises(TableError, match=r"alignments: 1 of 2 .* 'z'"):
        origin_of_copy(of(AFP), pairs(("a", 0, "z", 0, "verbatim")))


def test_in_the_shipped_study_shared_wording_points_to_the_one_dateline_and_to_no_photo(seeds):
    names = {name[:3]: name for name in seeds.articles["article"]}
    rows = [("000", 3, "001", 3), ("000", 9, "002", 5), ("001", 8, "002", 5)]
    alignments = pairs(*((names[a], i, names[b], j, "verbatim") for a, i, b, j in rows))
    table = origin_of_copy(seeds.articles, alignments).set_index("article")
    found = {name: table.loc[full, COLUMNS].tolist() for name, full in names.items()}
    assert {name: found[name] for name in ("000", "001", "002", "004")} == {
        "000": ["APP", "", "", "tag"],
        "001": ["", "", "APP", "content"],
        "002": ["", "AFP", "APP", "content"],
        "004": ["", "", "", "none"],
    }
