"""Sentences and tokens: where a sentence ends, what it is called, and where its words stand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.splitters import PARAGRAPHS
from framing.corpus.sentences import sentences, tokens
from framing.corpus.splitting import split
from framing.corpus.words import fold
from framing.errors import TableError
from tests.cases import each_of

SAME_EACH_TIME = settings(derandomize=True, deadline=None)
PIECES = [
    ". ",
    "? ",
    '"',
    "“",
    "”",
    "'",
    "’",
    "(",
    ")",
    "...",
    "…",
    "\n",
    " ",
    "U.S. ",
    "Mr. ",
    "a",
]
TEXTS = st.lists(
    st.sampled_from([*PIECES, "Trump said", "he ", "0", "«", "»"])
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
).map("".join)


def article(text: str, name: str = "a", **more: str) -> pd.DataFrame:
    return pd.DataFrame([{"article": name, "outlet": "Daily", "text": text, **more}])


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@each_of(
    "expected",
    {
        "stops": ["Talks began.", "They go on!", "Why?"],
        "initials": ["J. D. Vance met D.J. Smith.", "They spoke."],
        "titles": ["Gen. Kellogg met Mr. Yermak and Dr. Kuleba.", "Lt. Col. Sych left."],
        "U.S.": ["U.S. President Trump called.", "He left the U.S.", "The call ended."],
        "a.m.": ["It began at 9 a.m. Kyiv time.", "It ended at 2 p.m.", "They left."],
        "months, numbers": ["Talks resumed on Feb. 12 and Sept. 3.", "No. 4 follows."],
        "a.m. after digit": ["It began at 9a.m. Kyiv time.", "Cmdr. Sych left."],
        "more titles": ["Brig. Gen. Sych saw Amb. Markarova.", "He left."],
        "Art. 5": ["Art. 5 was invoked, see p. 4 and Nos. 2 to 4.", "It was new."],
        "no is a word, No. 1 a number": ["He said no.", "They did not."],
        "abbreviation at an end": ["He worked on Wall St.", "The bank closed."],
        "single letter at an end": ["There is no plan B.", "The allies know."],
        "decimal numbers": ["Aid rose 3.5 percent to 1.2 billion.", "0.7 came later."],
        "ellipses": ["Putin ... agreed.", "He paused…", "Then he left."],
        "quotations": ['"We agreed," he said.', '"We go on."', "He left."],
        "asked, by name": ["“Are we at the table?” Zelensky asked.", "“We must be.”"],
        "said, in lower case": ['"Never!" he said.', "It was late."],
        "call, then a sentence": ['"It is over!"', "He left.", '"Stop!"', "It said so."],
        "two sentences quoted": ['"We wait.', 'We hope," he said.'],
        "single quotation marks": ["He wrote of 'COMMON SENSE.'", "She did not."],
        "sentence in brackets": ["Kyiv was not asked.", "(Moscow was.)", "Why?"],
        "short form in brackets": ["Rep. Quigley (D-Ill.) Thursday left.", "So did I."],
        "lower case goes on": ["It was so. and it went on.", "Then it ended."],
        "names like eBay": ["Apple agreed.", "eBay did not.", "iPhone sales fell."],
        "other quotation marks": ["« Non », dit-il.", "„Nein.“", "He left."],
        "no stop": ["No stop at the end"],
    },
)
def test_a_paragraph_is_cut_where_a_reader_would(expected):
    assert parts(" ".join(expected)) == expected


def test_most_hard_paragraphs_of_the_benchmark_are_cut_as_by_hand():
    wrong = [paragraph for paragraph in PARAGRAPHS if parts(" ".join(paragraph)) != paragraph]
    assert wrong == [["The talks took place in the U.S.", "Russia was not there."]]


@pytest.mark.parametrize("text", ["", "  \n ", "\t"], ids=["empty", "blanks", "tab"])
def test_blank_text_has_no_sentence(text):
    assert split(text) == []


def test_white_space_stands_between_sentences_never_in_their_bounds():
    assert split("  One.\n\n Two. \r\n") == [(2, 6), (9, 13)]


@SAME_EACH_TIME
@given(TEXTS)
@example('He left. "')
@example("»")
def test_sentences_hold_every_character_but_white_space_once_and_in_order(text):
    position = 0
    for start, end in split(text):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


TEXT = """Talks begin

KYIV (AFP) - The talks began. They go on.
Next steps
- The allies meet.
![A handshake.](x.jpg)
Nobody left."""


def test_sentences_have_zones_ranks_and_positions():
    found = sentences(article(TEXT, title="Talks begin", event="call", family="wire"))
    expected = pd.DataFrame(
        [
            (0, 0, 11, "Talks begin", "headline", None, None, 2),
            (1, 26, 42, "The talks began.", "lead", 1, 0.0, 3),
            (2, 43, 54, "They go on.", "lead", 2, 1 / 3, 3),
            (3, 55, 65, "Next steps", "subhead", None, None, 2),
            (4, 66, 84, "- The allies meet.", "body", 3, 2 / 3, 3),
            (5, 87, 99, "A handshake.", "caption", None, None, 2),
            (6, 108, 120, "Nobody left.", "body", 4, 1.0, 2),
        ],
        columns=["sentence", "start", "end", "text", "zone", "rank", "position", "n_words"],
    )
    counts = ["sentence", "start", "end", "rank", "n_words"]
    expected = expected.astype(dict.fromkeys(counts, "Int64") | {"text": "str", "zone": "str"})
    pd.testing.assert_frame_equal(found[list(expected)], expected)
    carried = found[["article", "outlet", "event", "family"]].drop_duplicates()
    assert carried.to_numpy().tolist() == [["a", "Daily", "call", "wire"]]


def test_ranks_and_positions_are_counted_within_each_article():
    both = pd.concat([article("One. Two. Three."), article("Only one.", "b")])
    found = sentences(both)
    assert found["rank"].tolist() == [1, 2, 3, 1]
    assert found["position"].tolist() == [0.0, 0.5, 1.0, 0.0]
    assert found["sentence"].tolist() == [0, 1, 2, 0]


def test_furniture_has_no_sentence_and_a_blank_article_no_row():
    assert sentences(article(" \n")).empty
    assert list(sentences(article(" \n"))) == list(sentences(article("One.")))
    assert sentences(article("By Jane Doe\nPhoto: AFP")).empty


def test_articles_are_not_edited():
    given_articles = article(TEXT)
    before = given_articles.copy(deep=True)
    sentences(given_articles)
    pd.testing.assert_frame_equal(given_articles, before)


def test_an_article_that_stands_twice_is_refused():
    with pytest.raises(TableError, match="1 of 2 rows repeat their key"):
        sentences(pd.concat([article("One."), article("Two.")]))


def test_shuffled_articles_have_the_same_sentences():
    one, other = article("One. Two."), article("Three.", "b")
    keys = ["article", "sentence"]
    straight = sentences(pd.concat([one, other])).sort_values(keys, ignore_index=True)
    turned = sentences(pd.concat([other, one])).sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(straight, turned)


def test_tokens_are_the_folded_words_of_sentences_with_their_places():
    found = tokens(sentences(article("KYIV (AP) — Kyiv’s say.\nThe U.S.-Russia call")))
    expected = pd.DataFrame(
        [
            ("a", 12, 18, 0, "kyiv's", "Daily", "all", "a", "en", "lead", None),
            ("a", 19, 22, 0, "say", "Daily", "all", "a", "en", "lead", None),
            ("a", 24, 27, 1, "the", "Daily", "all", "a", "en", "body", None),
            ("a", 28, 31, 1, "u.s", "Daily", "all", "a", "en", "body", None),
            ("a", 33, 39, 1, "russia", "Daily", "all", "a", "en", "body", None),
            ("a", 40, 44, 1, "call", "Daily", "all", "a", "en", "body", None),
        ],
        columns=list(found.columns),
    )
    pd.testing.assert_frame_equal(found, expected.astype(found.dtypes.to_dict()))


def test_a_word_has_the_origin_of_its_sentence():
    made = pd.DataFrame(
        {
            "article": "a",
            "sentence": [0, 1, 2],
            "text": ["One two.", "...", "Three."],
            "origin": ["shared", "adapted", "unmatched"],
        }
    )
    found = tokens(made)[["token", "origin"]].to_numpy().tolist()
    assert found == [["one", "shared"], ["two", "shared"], ["three", "unmatched"]]


def test_tokens_of_hand_made_sentences_follow_one_another():
    made = pd.DataFrame(
        {
            "article": ["a", "b", "a"],
            "sentence": [0, 0, 1],
            "text": ["One two.", "Other.", "Three."],
        }
    )
    found = tokens(made)
    assert found[["article", "start", "end", "token"]].to_numpy().tolist() == [
        ["a", 0, 3, "one"],
        ["a", 4, 7, "two"],
        ["b", 0, 5, "other"],
        ["a", 9, 14, "three"],
    ]


def test_sentences_without_a_word_have_no_token():
    assert tokens(pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["..."]})).empty


# The shipped texts, end to end; counted by eye


def test_each_shipped_text_has_the_sentences_that_a_reader_counts(study):
    ranks = study.sentences.groupby("article")["rank"].max().tolist()
    assert ranks == [27, 28, 21, 17, 23]


def test_headlines_subheads_and_captions_of_the_shipped_texts_are_found(study):
    special = study.sentences[~study.sentences["zone"].isin(["lead", "body"])]
    found = [
        (row.outlet, row.zone, row.text if len(row.text) < 80 else row.text[:36])
        for row in special.itertuples()
    ]
    assert found == [
        ("UrduPoint", "subhead", "- 'Negotiations immediately' -"),
        ("UrduPoint", "subhead", "- Prisoner swap -"),
        (
            "TAG24",
            "headline",
            'Trump calls for "immediate" Russia-Ukraine talks after lengthy call with Putin',
        ),
        ("TAG24", "caption", "President Donald Trump (l.) said he "),
        (
            "TAG24",
            "subhead",
            "Trump speaks with both Putin and Zelensky to push for peace talks",
        ),
        ("TAG24", "caption", "Ukrainian President Zelensky (l.) th"),
        (
            "Hürriyet Daily News",
            "headline",
            "Trump speaks to Putin, says Ukraine talks to start 'immediately'",
        ),
        ("Hürriyet Daily News", "subhead", "'Peace negotiations' on Ukraine possible: Putin"),
    ]


def test_every_offset_of_the_shipped_texts_gives_the_words_it_stands_for(study):
    texts = study.articles.set_index("article")["text"]
    for row in study.sentences.itertuples():
        assert texts[row.article][row.start : row.end] == row.text
    for row in study.tokens.itertuples():
        assert fold(texts[row.article][row.start : row.end])[0] == row.token


def test_the_line_broken_before_a_name_is_one_sentence(study):
    bvi = study.sentences[study.sentences["outlet"] == "BVI"]
    assert bvi["text"].iloc[1].startswith("On Wednesday, US President\nDonald Trump and Russian")
