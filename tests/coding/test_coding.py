"""Rule coding: mentions, codings by the rules, key words in context, passages."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.coding.code import code
from framing.coding.codebook import parse_codebook
from framing.coding.passages import passages
from framing.coding.rules import mentions
from framing.errors import CodebookError, ParameterError, TableError
from framing.tables.contracts import CONTRACTS
from framing.tables.require import empty, require
from framing.words.kwic import kwic

CODEBOOK = parse_codebook(
    {
        "codebook": {"name": "b"},
        "frames": {
            "exclusion": {
                "definition": "d",
                "subcodes": {"left_out": "left out", "told": "told later"},
                "countercodes": {"included": "included"},
                "indicators": [
                    {"id": "told later", "subcode": "told", "any": ["informed later"]},
                    {"id": "sidelined", "subcode": "left_out", "any": ["left out", "sidelin*"]},
                    {"id": "fate", "all": ["Kyiv", "fate"]},
                    {"id": "included", "subcode": "included", "any": ["at the table"]},
                ],
            },
            "rapport": {
                "definition": "d",
                "indicators": [{"id": "warm", "any": ["warm*"]}],
            },
        },
    },
    source="b",
)
TEXTS = {
    "a": "Kyiv’s fate, fate of Kyiv\nThey met warmly. Kyiv, informed later, was left out.",
    "b": "Kyiv sat at the table.",
}
CUTS = {"a": [(0, 25), (26, 42), (43, 79)], "b": [(0, 22)]}
SENTENCES = pd.DataFrame(
    [
        {"article": article, "sentence": number, "outlet": article.upper(), "start": start,
         "end": end, "text": TEXTS[article][start:end]}
        for article, cuts in CUTS.items()
        for number, (start, end) in enumerate(cuts)
    ]
)  # fmt: skip
BY_HAND = SENTENCES[["article", "sentence", "text"]]


def table(name: str, columns: list[str], *rows: tuple[object, ...]) -> pd.DataFrame:
    """Write a table by hand, complete as the contract says."""
    return require(pd.DataFrame(rows, columns=columns), name)


MENTIONS = table(
    "mentions",
    ["article", "sentence", "frame", "indicator", "match", "start", "end", "text"],
    ("a", 0, "exclusion", "fate", 0, 0, 6, "Kyiv’s"),
    ("a", 0, "exclusion", "fate", 0, 7, 11, "fate"),
    ("a", 0, "exclusion", "fate", 1, 13, 17, "fate"),
    ("a", 0, "exclusion", "fate", 1, 21, 25, "Kyiv"),
    ("a", 1, "rapport", "warm", 0, 35, 41, "warmly"),
    ("a", 2, "exclusion", "told later", 0, 49, 63, "informed later"),
    ("a", 2, "exclusion", "sidelined", 0, 69, 77, "left out"),
    ("b", 0, "exclusion", "included", 0, 9, 21, "at the table"),
)
CODED = ["article", "sentence", "coder", "frame", "present", "subcode"]
CODINGS = table(
    "codings",
    CODED,
    ("a", 0, "rules", "exclusion", 1, None),
    ("a", 0, "rules", "rapport", 0, None),
    ("a", 1, "rules", "exclusion", 0, None),
    ("a", 1, "rules", "rapport", 1, None),
    ("a", 2, "rules", "exclusion", 1, "left_out;told"),
    ("a", 2, "rules", "rapport", 0, None),
    ("b", 0, "rules", "exclusion", 0, "included"),
    ("b", 0, "rules", "rapport", 0, None),
)


# --- mentions ---------------------------------------------------------------------------


def test_a_mention_is_a_span_and_the_spans_of_a_hit_share_its_number():
    assert_frame_equal(mentions(SENTENCES, codebook=CODEBOOK), MENTIONS)


def test_a_mention_is_cut_from_its_article():
    for row in mentions(SENTENCES, codebook=CODEBOOK).itertuples():
        assert TEXTS[row.article][row.start : row.end] == row.text


def test_without_offsets_a_mention_is_cut_from_its_sentence():
    found = mentions(BY_HAND, codebook=CODEBOOK)
    texts = BY_HAND.set_index(["article", "sentence"])["text"]
    for row in found.itertuples():
        assert texts[row.article, row.sentence][row.start : row.end] == row.text
    same = ["article", "sentence", "frame", "indicator", "match", "text"]
    assert_frame_equal(found[same], MENTIONS[same])


def test_only_the_frames_asked_for_have_mentions():
    expected = MENTIONS[MENTIONS["frame"] == "rapport"].reset_index(drop=True)
    assert_frame_equal(mentions(SENTENCES, codebook=CODEBOOK, frames=["rapport"]), expected)


def test_a_frame_that_is_not_there_is_refused():
    with pytest.raises(CodebookError, match=r"frame is 'rapor', .* Did you mean 'rapport'"):
        mentions(SENTENCES, codebook=CODEBOOK, frames=["rapor"])


def test_where_nothing_is_found_the_table_is_complete_without_rows():
    nothing = BY_HAND.assign(text="Talks go on.")
    for found in (mentions(nothing, codebook=CODEBOOK), mentions(BY_HAND[:0], codebook=CODEBOOK)):
        assert_frame_equal(found, empty("mentions"))
        assert list(found) == list(CONTRACTS["mentions"].columns)


# --- codings by the rules ---------------------------------------------------------------


def test_each_sentence_and_frame_is_coded_1_or_0():
    assert_frame_equal(code(SENTENCES, codebook=CODEBOOK), CODINGS)


def test_a_table_by_hand_is_coded_alike():
    assert_frame_equal(code(BY_HAND, codebook=CODEBOOK), CODINGS)


@pytest.mark.parametrize(("options", "said"), [
    ({"by": "rule"}, r"by is 'rule'\. Allowed: rules, similarity, classifier\. Did you mean"),
    ({"threshold": 0.2}, r"threshold is for by='similarity', but by is 'rules'\."),
    ({"codings": CODINGS}, r"codings is for by='classifier', but by is 'rules'\."),
    ({"by": "similarity", "evidence": MENTIONS}, r"evidence is for by='rules', but by is 'simil"),
    ({"by": "classifier", "threshold": 0.2}, r"threshold is for by='similarity'"),
    ({"by": "classifier"}, r"codings is not given; a classifier learns from somebody's codings"),
], ids=["way", "threshold", "codings", "evidence", "of similarity", "no codings"])  # fmt: skip
def test_an_option_of_another_way_of_coding_is_refused_with_the_way(options, said):
    with pytest.raises(ParameterError, match=said):
        code(SENTENCES, codebook=CODEBOOK, **options)


def test_evidence_at_hand_gives_the_same_codings():
    evidence = mentions(SENTENCES, codebook=CODEBOOK)
    assert_frame_equal(code(SENTENCES, codebook=CODEBOOK, evidence=evidence), CODINGS)
    assert (code(SENTENCES, codebook=CODEBOOK, evidence=MENTIONS[:0])["present"] == 0).all()


def test_codings_stand_under_the_name_given():
    named = code(SENTENCES, codebook=CODEBOOK, coder="second rules")
    assert_frame_equal(named, CODINGS.assign(coder="second rules").astype({"coder": "str"}))


@pytest.mark.parametrize(
    ("text", "present", "subcode"),
    [
        pytest.param("Informed later, left out.", 1, "left_out;told", id="in codebook order"),
        pytest.param("Left out, sidelined.", 1, "left_out", id="each code once"),
        pytest.param("Fate of Kyiv.", 1, None, id="present without a sub-code"),
        pytest.param("At the table.", 0, "included", id="a counter-code is kept, not counted"),
        pytest.param("At the table, sidelined.", 1, "left_out;included", id="for and against"),
        pytest.param("Talks.", 0, None, id="absent"),
    ],
)
def test_a_sentence_is_coded(text: str, present: int, subcode: str | None):
    sentences = pd.DataFrame({"article": ["a"], "sentence": [0], "text": [text]})
    expected = table(
        "codings",
        CODED,
        ("a", 0, "rules", "exclusion", present, subcode),
        ("a", 0, "rules", "rapport", 0, None),
    )
    assert_frame_equal(code(sentences, codebook=CODEBOOK), expected)


def test_no_sentences_give_no_codings():
    assert_frame_equal(code(BY_HAND[:0], codebook=CODEBOOK), empty("codings"))


def test_codings_follow_the_order_of_the_sentences():
    turned = code(SENTENCES[::-1], codebook=CODEBOOK)
    keys = list(zip(turned["article"], turned["sentence"], turned["frame"], strict=True))
    assert keys[:3] == [("b", 0, "exclusion"), ("b", 0, "rapport"), ("a", 2, "exclusion")]
    order = ["article", "sentence", "frame"]
    assert_frame_equal(turned.sort_values(order, ignore_index=True), CODINGS)


def test_what_is_given_is_not_edited():
    given = SENTENCES.copy()
    code(given, codebook=CODEBOOK)
    kwic(given, "Kyiv")
    passages(CODINGS, given)
    assert_frame_equal(given, SENTENCES)


# --- key words in context ---------------------------------------------------------------


def test_a_key_word_stands_with_what_is_around_it():
    expected = pd.DataFrame(
        [
            ("a", 0, "A", "", "Kyiv’s", " fate, …"),
            ("a", 0, "A", "… fate of ", "Kyiv", ""),
            ("a", 2, "A", "", "Kyiv", ", …"),
            ("b", 0, "B", "", "Kyiv", " sat at …"),
        ],
        columns=["article", "sentence", "outlet", "before", "match", "after"],
    )
    found = kwic(SENTENCES, "Kyiv", window=9)
    assert_frame_equal(found, expected.astype({"sentence": "Int64"}))


def test_context_ends_with_the_sentence_or_between_words_after_sixty_characters_at_most():
    sentences = BY_HAND.assign(text=f"{'x' * 70} {'x' * 58} talks, {'y' * 70}")[:1]
    (row,) = kwic(sentences, "talks").itertuples()
    assert (row.before, row.after) == (f"… {'x' * 58} ", ", …")
    (row,) = kwic(sentences, "yy*").itertuples()
    assert (row.before, row.after) == ("… talks, ", "")
    (row,) = kwic(SENTENCES, "informed later").itertuples()
    assert (row.before, row.after) == ("Kyiv, ", ", was left out.")


def test_several_entries_are_sought_at_once_and_listed_in_the_order_of_the_text():
    found = kwic(SENTENCES, "warm*", "fate", "kyiv")
    assert found["match"].tolist() == ["Kyiv’s", "fate", "fate", "Kyiv", "warmly", "Kyiv", "Kyiv"]


def test_a_key_word_that_is_nowhere_gives_a_table_without_rows():
    nothing = kwic(SENTENCES, "Minsk")
    assert_frame_equal(nothing, kwic(SENTENCES, "Kyiv")[:0])


def test_without_a_window_the_key_word_stands_alone():
    assert set(kwic(SENTENCES, "Kyiv", window=0)["before"]) == {""}


def test_a_key_word_that_is_not_well_formed_is_refused():
    with pytest.raises(CodebookError) as error:
        kwic(SENTENCES, "Kyiv", "*")
    assert str(error.value) == "kwic, entry 2: a bare '*' would match every word."


def test_no_key_word_is_refused():
    with pytest.raises(ParameterError, match="kwic was given no entry; give a word or a phrase"):
        kwic(SENTENCES)


def test_a_window_below_zero_is_refused():
    with pytest.raises(ParameterError, match="window is -1; a number of characters from 0 on"):
        kwic(SENTENCES, "Kyiv", window=-1)


# --- passages ---------------------------------------------------------------------------

BY_PERSON = table(
    "codings",
    [*CODED, "mode", "voice", "speaker", "note"],
    ("b", 0, "me", "exclusion", 1, "left_out", "feared", "text", "Vance", "why"),
    ("a", 2, "me", "rapport", 0, None, None, None, None, None),
    ("a", 2, "me", "exclusion", None, "told", None, None, None, "could not say"),
)


def test_passages_are_what_was_coded_present_or_carries_a_counter_code():
    columns = ["article", "sentence", "coder", "frame", "outlet", "zone", "start", "end", "text",
               "subcode", "mode", "voice", "speaker", "present"]  # fmt: skip

    def row(number: int, coder: str, frame: str, *coded: object) -> tuple[object, ...]:
        place = SENTENCES.iloc[number]
        where = (place.outlet, "body", place.start, place.end, place.text)
        return (place.article, place.sentence, coder, frame, *where, *coded)

    expected = table(
        "passages",
        columns,
        row(0, "rules", "exclusion", None, None, None, None, 1),
        row(1, "rules", "rapport", None, None, None, None, 1),
        row(2, "rules", "exclusion", "left_out;told", None, None, None, 1),
        row(3, "me", "exclusion", "left_out", "feared", "text", "Vance", 1),
        row(3, "rules", "exclusion", "included", None, None, None, 0),
    )
    found = passages(pd.concat([BY_PERSON, CODINGS]), SENTENCES)
    assert_frame_equal(found, expected.astype({"present": "Int64"}))


def test_passages_take_their_date_from_the_articles():
    articles = pd.DataFrame(
        {
            "article": ["b", "a"],
            "outlet": ["B", "A"],
            "text": ["", ""],
            "date": ["2025-02-13", None],
        }
    )
    assert passages(CODINGS, SENTENCES)["date"].isna().all()
    dates = passages(CODINGS, SENTENCES, articles=articles)["date"]
    assert dates.isna().tolist() == [True, True, True, False]
    assert dates[3] == "2025-02-13"


def test_what_has_not_been_computed_is_missing():
    found = passages(CODINGS, BY_HAND)
    missing = ["date", "rank", "position", "start", "end", "mode", "voice", "speaker", "origin"]
    assert found[missing].isna().all(axis=None)
    assert found["outlet"].tolist() == found["article"].tolist()


def test_passages_follow_the_order_of_the_sentences():
    turned = passages(CODINGS, SENTENCES[::-1])
    assert list(zip(turned["article"], turned["sentence"], strict=True)) == [
        ("b", 0),
        ("a", 2),
        ("a", 1),
        ("a", 0),
    ]


def test_texts_in_a_file_of_codings_do_not_displace_the_sentences():
    coded = CODINGS.assign(text="as the coder saw it", outlet="?")
    assert_frame_equal(passages(coded, SENTENCES), passages(CODINGS, SENTENCES))


def test_no_codings_give_no_passages():
    found = passages(CODINGS[:0], SENTENCES)
    assert found.empty
    assert list(found)[: len(empty("passages").columns)] == list(empty("passages"))


def test_a_coding_of_a_sentence_that_is_not_there_is_refused():
    lost = CODINGS.assign(sentence=CODINGS["sentence"] + 1)
    with pytest.raises(TableError, match=r"codings: 2 of 4 name a sentence .*'a sentence 3', 'b"):
        passages(lost, SENTENCES)
