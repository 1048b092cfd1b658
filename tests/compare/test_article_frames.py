"""Article frames: one row an article, coder and frame, summed from codings of sentences."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing import article_frames, code, sentences
from framing.coding.codebook import parse_codebook
from framing.errors import ParameterError, TableError
from framing.tables.require import require

# Article a: headline, subhead, two lead and two body sentences, caption; b: one body sentence.
ZONES = ["headline", "subhead", "lead", "lead", "body", "body", "caption"]
RANKS = [None, None, 1, 2, 3, 4, None]
TEXT = pd.DataFrame(
    {
        "article": ["a"] * 7 + ["b"],
        "sentence": [*range(7), 0],
        "outlet": ["A"] * 7 + ["B"],
        "family": ["wire"] * 7 + ["b"],
        "text": "Some words.",
        "zone": [*ZONES, "body"],
        "rank": pd.array([*RANKS, 1], dtype="Int64"),
        "position": [None if rank is None else (rank - 1) / 3 for rank in RANKS] + [0.0],
        "n_words": [9, 3, 20, 10, 20, 30, 8, 12],
    }
)


def coded(present: list[int | None], *, article: str = "a", coder: str = "me", frame: str = "f"):
    """Code the sentences of an article from the first on."""
    return pd.DataFrame(
        {"article": article, "sentence": range(len(present)), "coder": coder, "frame": frame,
         "present": pd.array(present, dtype="Int64")}
    )  # fmt: skip


def row(present: list[int | None], **given) -> dict[str, object]:
    (only,) = article_frames(coded(present, **given), TEXT).to_dict("records")
    return only


def test_counts_are_about_subhead_lead_and_body_and_places_are_told_apart():
    found = article_frames(coded([1, 1, 0, 1, 1, 0, 0]), TEXT)
    wanted = pd.DataFrame(
        {
            "article": "a", "coder": "me", "frame": "f", "wire": "all",
            "outlet": "A", "event": "all", "family": "wire", "weight": 1.0,
            "n_sentences": 5,  # subhead, two lead, two body
            "n_words": 3 + 20 + 10 + 20 + 30,
            "n_frame_sentences": 3,
            "n_frame_words": 3 + 10 + 20,
            "present": True, "in_headline": True, "in_caption": False, "in_lead": True,
            "first_rank": 2, "first_position": 1 / 3,
        },
        index=[0],
    )  # fmt: skip
    assert_frame_equal(found, wanted, check_dtype=False)
    counts = [column for column in found if column.startswith("n_")]
    assert set(found[counts].dtypes.astype(str)) == {"Int64"}


def test_a_frame_absent_throughout_is_a_row_with_zeros():
    found = row([0] * 7)
    assert (found["n_sentences"], found["n_frame_sentences"]) == (5, 0)
    assert (found["n_words"], found["n_frame_words"]) == (83, 0)
    assert [found[c] for c in ("present", "in_headline", "in_caption", "in_lead")] == [False] * 4
    assert pd.isna(found["first_rank"])
    assert pd.isna(found["first_position"])


def test_a_frame_in_headline_and_caption_alone_is_not_present_in_the_text():
    found = row([1, 0, 0, 0, 0, 0, 1])
    assert (found["in_headline"], found["in_caption"], found["in_lead"]) == (True, True, False)
    assert (found["present"], found["n_frame_sentences"], found["n_frame_words"]) == (False, 0, 0)
    assert pd.isna(found["first_rank"])


def test_a_headline_a_caption_or_a_lead_that_was_not_captured_is_missing_and_not_no():
    found = row([1], article="b")
    assert [pd.isna(found[c]) for c in ("in_headline", "in_caption", "in_lead")] == [True] * 3
    assert (found["present"], found["n_sentences"], found["first_rank"]) == (True, 1, 1)


def test_a_frame_in_a_subhead_alone_is_present_without_a_rank():
    found = row([0, 1, 0, 0, 0, 0, 0])
    assert (found["present"], found["n_frame_sentences"], found["n_frame_words"]) == (True, 1, 3)
    assert pd.isna(found["first_rank"])


def test_a_headline_that_was_given_a_rank_by_hand_is_still_not_where_the_frame_begins():
    ranked = TEXT.assign(rank=TEXT["rank"].fillna(1), position=TEXT["position"].fillna(0.0))
    found = article_frames(coded([1, 0, 0, 0, 0, 1, 1]), ranked)
    assert found[["first_rank", "first_position"]].values.tolist() == [[4, 1.0]]


def test_sentences_that_a_coder_could_not_decide_are_left_out_of_part_and_whole():
    found = row([None, 0, None, 1, 1, None, 0])
    assert (found["n_sentences"], found["n_frame_sentences"]) == (3, 2)
    assert (found["n_words"], found["n_frame_words"]) == (3 + 10 + 20, 10 + 20)
    assert pd.isna(found["in_headline"])


def test_an_article_that_a_coder_could_not_decide_at_all_has_no_row():
    assert article_frames(coded([None, None]), TEXT).empty


def test_where_only_the_headline_was_coded_presence_in_the_text_is_not_known():
    found = row([1])
    assert (found["n_sentences"], found["in_headline"]) == (0, True)
    assert pd.isna(found["present"])


def test_words_that_were_not_counted_are_missing_and_not_zero():
    found = article_frames(coded([0, 1, 1]), TEXT.drop(columns="n_words"))
    assert found[["n_sentences", "n_frame_sentences"]].values.tolist() == [[2, 2]]
    assert found[["n_words", "n_frame_words"]].isna().all(axis=None)


def test_a_sentence_without_its_word_count_makes_the_sum_unknown():
    some = TEXT.assign(n_words=TEXT["n_words"].where(TEXT["sentence"] != 4).astype("Int64"))
    assert article_frames(coded([0, 0, 1, 1]), some)["n_words"].to_list() == [33]
    assert article_frames(coded([0, 0, 1, 1, 1]), some)["n_words"].isna().all()


def test_articles_stand_in_the_order_of_the_sentences_coders_and_frames_by_name():
    codings = pd.concat(
        [coded([0], article=article, coder=coder, frame=frame)
         for article in "ab" for coder in "yx" for frame in "gf"]
    )  # fmt: skip
    found = article_frames(codings, TEXT[::-1])
    keys = [" ".join(key) for key in found[["article", "coder", "frame"]].values]
    assert keys == ["b x f", "b x g", "b y f", "b y g", "a x f", "a x g", "a y f", "a y g"]


def test_the_order_of_codings_changes_nothing():
    codings = pd.concat([coded([1, 0, 1]), coded([0, 1, 1], coder="you"), coded([1], article="b")])
    shuffled = codings.sample(frac=1, random_state=3)
    assert_frame_equal(article_frames(shuffled, TEXT), article_frames(codings, TEXT))


def test_two_corpora_merge_by_concatenation():
    parts = [coded([1, 0, 1]), coded([1], article="b")]
    apart = [article_frames(part, TEXT) for part in parts]
    together = article_frames(pd.concat(parts), TEXT)
    assert_frame_equal(pd.concat(apart, ignore_index=True), together)


def test_outlet_event_and_family_are_those_of_the_sentences_whatever_the_codings_say():
    codings = coded([1]).assign(outlet="stale", family="stale", zone="body")
    found = article_frames(codings, TEXT)
    assert found[["outlet", "family", "in_headline"]].values.tolist() == [["A", "wire", True]]


def test_nothing_given_is_edited():
    codings, text = coded([1, None, 0]), TEXT.copy(deep=True)
    kept = codings.copy(deep=True)
    article_frames(codings, text)
    assert_frame_equal(codings, kept)
    assert_frame_equal(text, TEXT)


def test_a_coding_of_an_unknown_sentence_is_refused():
    with pytest.raises(TableError, match=r"1 of 8 name a sentence .* 'a sentence 7'"):
        article_frames(coded([0] * 8), TEXT)


def test_a_zone_that_does_not_exist_is_refused_and_not_left_out_of_the_count():
    with pytest.raises(TableError) as refused:
        article_frames(coded([0]), TEXT.assign(zone="Lead"))
    assert str(refused.value) == (
        "sentences.zone is 'Lead'. Allowed: headline, subhead, lead, body, caption, furniture. "
        "Did you mean 'lead'?"
    )


def test_an_unknown_wire_mode_is_refused():
    with pytest.raises(ParameterError) as refused:
        article_frames(coded([0]), TEXT, wire="unmatch")
    assert str(refused.value) == (
        "wire is 'unmatch'. Allowed: all, unmatched, unshared, family. Did you mean 'unmatched'?"
    )


def test_no_codings_give_a_table_without_rows():
    found = article_frames(coded([]), TEXT)
    assert found.empty
    assert list(found.columns) == list(article_frames(coded([0]), TEXT).columns)


def test_rules_and_persons_give_the_same_row_for_the_same_decisions():
    """From a text to its row: the fate of Kyiv stands in the headline and in sentence 2 of 3."""
    text = "Kyiv left out\nTalks begin today. Kyiv is left out of them.\nThe call took an hour."
    book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
            "indicators": [{"id": "i", "any": ["left out"]}]}}}  # fmt: skip
    parts = sentences(pd.DataFrame({"article": ["a"], "outlet": "A", "text": text}))
    found = article_frames(code(parts, codebook=parse_codebook(book, source="b")), parts)
    person = coded([1, 0, 1, 0], coder="rules")
    assert_frame_equal(found, article_frames(person, parts))
    columns = ["n_sentences", "n_frame_sentences", "n_frame_words", "in_headline", "in_lead",
               "first_rank", "first_position"]  # fmt: skip
    assert found[columns].values.tolist() == [[3, 1, 6, True, True, 2, 0.5]]


# -- sentences that are shared with other texts -----------------------------------------------

#           headline, subhead, lead, lead, body, body, caption | b: body
ORIGIN = ["unmatched", "verbatim", "trimmed", "reworded", "unmatched", "quoted", "trimmed",
          "verbatim"]  # fmt: skip
COPIED = ["verbatim", "trimmed"]
MIXED = TEXT.assign(origin=ORIGIN)
MODES = {
    "all": {
        "n_sentences": 5, "n_words": 83, "n_frame_sentences": 4, "n_frame_words": 20 + 10 + 20 + 30,
        "in_headline": False, "in_caption": True, "in_lead": True, "first_rank": 1,
        "first_position": 0.0,
    },
    "unshared": {  # without the subhead, the first sentence of the lead and the caption
        "n_sentences": 3, "n_words": 10 + 20 + 30, "n_frame_sentences": 3, "n_frame_words": 60,
        "in_headline": False, "in_caption": None, "in_lead": True, "first_rank": 2,
        "first_position": 1 / 3,
    },
    "unmatched": {  # only the headline and the first sentence of the body
        "n_sentences": 1, "n_words": 20, "n_frame_sentences": 1, "n_frame_words": 20,
        "in_headline": False, "in_caption": None, "in_lead": None, "first_rank": 3,
        "first_position": 2 / 3,
    },
}  # fmt: skip


@pytest.mark.parametrize("wire", MODES)
def test_only_sentences_of_the_mode_count_and_ranks_are_those_of_the_whole_text(wire):
    found = article_frames(coded([0, 0, 1, 1, 1, 1, 1]), MIXED, wire=wire)
    wanted = pd.DataFrame(
        {"article": "a", "coder": "me", "frame": "f", "wire": wire, "outlet": "A", "event": "all",
         "family": "wire", "weight": 1.0, "present": True, **MODES[wire]}, index=[0],
    )[list(found)]  # fmt: skip
    assert_frame_equal(found, wanted.astype(found.dtypes), check_exact=True)


def test_a_frame_in_sentences_of_other_texts_alone_is_absent_from_the_unmatched_text():
    (found,) = article_frames(coded([0, 1, 1, 0, 0]), MIXED, wire="unmatched").to_dict("records")
    assert (found["n_sentences"], found["n_frame_sentences"], found["present"]) == (1, 0, False)
    assert pd.isna(found["first_rank"])


@pytest.mark.parametrize("wire", ["unmatched", "unshared"])
def test_an_article_of_which_no_sentence_is_left_is_a_row_with_zeros(wire):
    codings = pd.concat([coded([0, 1, 1, 1, 1]), coded([1], article="b")])
    found = article_frames(codings, MIXED, wire=wire)
    assert found["article"].to_list() == ["a", "b"]
    left = found.iloc[1]
    counts = ["n_sentences", "n_words", "n_frame_sentences", "n_frame_words"]
    assert left[counts].to_list() == [0, 0, 0, 0]
    missing = ["present", "in_headline", "in_caption", "in_lead", "first_rank", "first_position"]
    assert left[missing].isna().all()
    assert (left["outlet"], left["weight"]) == ("B", 1.0)


def test_a_sentence_that_does_not_count_needs_no_count_of_words():
    counting = ~MIXED["origin"].isin(COPIED)
    some = MIXED.assign(n_words=MIXED["n_words"].where(counting).astype("Int64"))
    codings = coded([0, 0, 1, 1, 1, 1])
    assert article_frames(codings, some, wire="unshared")["n_words"].to_list() == [60]
    assert article_frames(codings, some)["n_words"].isna().all()


def test_own_text_counts_as_text_without_a_match_and_kept_and_edited_text_as_copied():
    """Where the agency's original is given the words are kept, edited, adapted and own."""
    of_agency = {"verbatim": "kept", "trimmed": "edited", "reworded": "adapted", "unmatched": "own"}
    named = MIXED["origin"].replace(of_agency)
    codings = coded([0, 0, 1, 1, 1, 1, 1])
    for wire in ("unmatched", "unshared"):
        assert_frame_equal(
            article_frames(codings, MIXED.assign(origin=named), wire=wire),
            article_frames(codings, MIXED, wire=wire),
        )


def test_unmatched_text_is_counted_as_if_the_rest_had_been_taken_out_of_the_codings():
    codings = coded([1, 0, 1, 1, 0, 1, 1])
    for wire, gone in (("unmatched", [*COPIED, "reworded", "quoted"]), ("unshared", COPIED)):
        kept = codings[~MIXED["origin"][:7].isin(gone)]
        wanted = article_frames(kept, MIXED).assign(wire=wire)
        assert_frame_equal(article_frames(codings, MIXED, wire=wire), wanted)


def with_clause(sentence: int, **given: str) -> pd.DataFrame:
    """Code every sentence with the frame; the clause of one stands in no other text."""
    codings = coded([1] * 7, **given)
    return codings.assign(origin=[*ORIGIN[:sentence], "clause", *ORIGIN[sentence + 1 : 7]])


#          the first sentence of the lead, trimmed; the caption, trimmed
CLAUSES = {
    "lead, unmatched": (
        2, "unmatched", {"n_sentences": 2, "n_words": 40, "n_frame_sentences": 2, "first_rank": 1},
    ),
    "lead, unshared": (
        2, "unshared", {"n_sentences": 4, "n_words": 80, "n_frame_sentences": 4, "first_rank": 1},
    ),
    "caption, unmatched": (
        6, "unmatched", {"n_sentences": 1, "n_words": 20, "in_caption": True, "first_rank": 3},
    ),
    "lead, all": (2, "all", {"n_sentences": 5, "n_words": 83, "n_frame_sentences": 5}),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "wire", "wanted"), CLAUSES.values(), ids=CLAUSES)
def test_a_shared_sentence_whose_clause_stands_in_no_other_text_counts_as_unmatched(
    sentence, wire, wanted
):
    (found,) = article_frames(with_clause(sentence), MIXED, wire=wire).to_dict("records")
    assert {column: found[column] for column in wanted} == wanted


def test_a_clause_counts_for_its_own_coder_and_frame_alone():
    parts = [with_clause(2), coded([1] * 7, coder="you"), with_clause(3, frame="g")]
    codings = pd.concat([*parts[::-1], coded([0], article="b")])
    found = article_frames(codings.sample(frac=1, random_state=5), MIXED, wire="unmatched")
    rows = found[["article", "coder", "frame", "n_words"]].values.tolist()
    assert rows == [
        ["a", "me", "f", 40], ["a", "me", "g", 30], ["a", "you", "f", 20], ["b", "me", "f", 0],
    ]  # fmt: skip


@pytest.mark.parametrize("wire", MODES)
def test_any_other_origin_that_the_codings_have_changes_nothing(wire):
    codings = coded([1, 0, 1, 1, 1, 1, 1])
    other = codings.assign(origin=["unmatched", None, "own", "verbatim", "quoted", "stale", None])
    assert_frame_equal(
        article_frames(other, MIXED, wire=wire), article_frames(codings, MIXED, wire=wire)
    )


@pytest.mark.parametrize("wire", ["unmatched", "unshared"])
def test_without_an_origin_of_each_sentence_it_is_said_how_to_get_it(wire):
    some = MIXED.assign(origin=[*ORIGIN[:6], None, None])
    with pytest.raises(ParameterError) as refused:
        article_frames(coded([0]), some, wire=wire)
    assert str(refused.value) == (
        f"wire is '{wire}', but 2 of 8 sentences have no origin. "
        "First add the column: sentences = framing.wire.origins(sentences, alignments)."
    )
    with pytest.raises(ParameterError, match="8 of 8 sentences have no origin"):
        article_frames(coded([0]), TEXT, wire=wire)


def test_an_origin_that_does_not_exist_is_refused_and_not_left_out_of_the_count():
    with pytest.raises(TableError) as refused:
        article_frames(coded([0]), MIXED.assign(origin="unmatchd"), wire="unmatched")
    assert str(refused.value) == (
        "sentences.origin is 'unmatchd'. Allowed: verbatim, trimmed, reworded, quoted, kept, "
        "edited, adapted, unmatched, own. Did you mean 'unmatched'?"
    )


@pytest.mark.parametrize("wire", ["all", "family"])
def test_where_all_sentences_count_no_origin_is_needed_and_none_matters(wire):
    codings = coded([1, 0, 1])
    assert_frame_equal(
        article_frames(codings, MIXED, wire=wire), article_frames(codings, TEXT, wire=wire)
    )


# -- families ---------------------------------------------------------------------------------


def texts(**families: str) -> pd.DataFrame:
    """Make articles of one sentence, each an outlet of its own, with their families."""
    return pd.DataFrame(
        {"article": list(families), "sentence": 0, "text": "Talks.", "n_words": 1,
         "family": list(families.values())}
    )  # fmt: skip


def weights(codings: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, float]:
    found = article_frames(codings, sentences, wire="family")
    return dict(zip(found["article"], found["weight"], strict=True))


def each(articles: str, **given: str) -> pd.DataFrame:
    return pd.concat([coded([1], article=article, **given) for article in articles])


def test_articles_of_one_family_weigh_1_together():
    found = weights(each("abcdef"), texts(a="s", b="s", c="s", d="t", e="t", f="u"))
    assert found == {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3, "d": 1 / 2, "e": 1 / 2, "f": 1.0}


def test_a_family_is_weighed_within_its_event():
    two = texts(a="s", b="s", c="s").assign(event=["call", "call", "summit"])
    assert weights(each("abc"), two) == {"a": 0.5, "b": 0.5, "c": 1.0}


def test_only_articles_coded_by_that_coder_on_that_frame_share_the_weight():
    family = texts(a="s", b="s", c="s")
    codings = pd.concat([each("ab"), each("abc", coder="you"), each("c", frame="g")])
    found = article_frames(codings, family, wire="family")
    rows = found[["coder", "frame", "article", "weight"]].values.tolist()
    assert sorted(rows) == [
        ["me", "f", "a", 1 / 2], ["me", "f", "b", 1 / 2], ["me", "g", "c", 1.0],
        ["you", "f", "a", 1 / 3], ["you", "f", "b", 1 / 3], ["you", "f", "c", 1 / 3],
    ]  # fmt: skip


def test_a_family_keeps_every_article_and_every_count():
    codings = pd.concat([coded([1, 0, 1, 0, 1, 1, 0]), coded([1], article="b")])
    family = TEXT.assign(family="wire")
    found = article_frames(codings, family, wire="family")
    assert found["weight"].to_list() == [0.5, 0.5]
    wanted = article_frames(codings, family).assign(wire="family", weight=0.5)
    assert_frame_equal(found, wanted)


def test_where_every_article_is_a_family_of_its_own_family_is_all():
    codings = pd.concat([coded([1, 0, 1]), coded([1], article="b")])
    found = article_frames(codings, TEXT, wire="family")
    assert_frame_equal(found.assign(wire="all"), article_frames(codings, TEXT))


@pytest.mark.parametrize("wire", ["all", "unmatched", "unshared", "family"])
def test_shuffling_codings_and_renaming_articles_changes_nothing_but_the_names(wire):
    codings = pd.concat([coded([1, 0, 1, 1, 0, 1, 1]), coded([1], article="b")])
    text = MIXED.assign(family="wire", outlet="A")
    found = article_frames(codings.sample(frac=1, random_state=4), text, wire=wire)
    assert_frame_equal(found, article_frames(codings, text, wire=wire))
    names = {"a": "z", "b": "y"}
    renamed, given = (t.assign(article=t["article"].map(names)) for t in (text, codings))
    back = article_frames(given, renamed, wire=wire)
    assert_frame_equal(back.assign(article=back["article"].map({"z": "a", "y": "b"})), found)


def test_rows_of_several_wire_modes_stand_in_one_table():
    codings = pd.concat([coded([1, 0, 1]), coded([1], article="b")])
    parts = [article_frames(codings, MIXED, wire=wire) for wire in (*MODES, "family")]
    table = require(pd.concat(parts), "article_frames")
    assert table.groupby("wire").size().to_dict() == dict.fromkeys([*MODES, "family"], 2)
