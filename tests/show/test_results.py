"""Results display themselves and carry the same content as data; article text is escaped."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from framing import report
from framing.coding.codebook import Codebook, Frame
from framing.show.markup import shortened, shown
from framing.show.plain_words import manner, named_speakers
from framing.show.results import MIME

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>'
CODEBOOK = Codebook(
    "Talks",
    "1",
    "en",
    {"f": Frame("f", "Exclusion", "d", subcodes={"out": "left out"})},
    modes={"asserted": "statement", "denied": "denial"},
    voices={"text": "the text itself", "us": "US side"},
)


def sentences(*texts: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article": "a",
            "sentence": range(len(texts)),
            "outlet": "Daily",
            "text": texts,
            "rank": range(1, len(texts) + 1),
            "zone": "body",
        }
    )


def passage(**changes: object) -> pd.DataFrame:
    row = {
        "article": "a",
        "sentence": 1,
        "coder": "me",
        "frame": "f",
        "outlet": "Daily",
        "zone": "body",
        "rank": 2,
        "text": "Kyiv was left out.",
        "start": 0,
        "end": 18,
        "subcode": "out",
        "mode": "denied",
        "voice": "us",
        "speaker": "Trump",
        "present": 1,
    }
    return pd.DataFrame([row | changes])


def bundle(result: report.Result) -> dict:
    return result._repr_mimebundle_()


def test_a_result_has_html_plain_text_and_data_that_json_can_hold() -> None:
    rows = pd.DataFrame({"outlet": ["A"], "n": [3], "share": [float("nan")]})
    made = bundle(report.table(rows, name="amounts", caption="A row is an outlet"))
    assert set(made) == {"text/html", "text/plain", MIME}
    data = json.loads(json.dumps(made[MIME], allow_nan=False))
    assert (data["schema"], data["kind"], data["name"]) == (1, "table", "amounts")
    assert data["columns"] == [["outlet", "str"], ["n", "int64"], ["share", "float64"]]
    assert data["rows"] == [["A", 3, None]]


@pytest.mark.parametrize(
    "html",
    [
        str(report.table(pd.DataFrame({HOSTILE: [HOSTILE]}), name="t", caption=HOSTILE).html),
        str(report.answer(HOSTILE).html),
        str(report.finding(HOSTILE, name="f").html),
        str(
            report.passages(
                passage(text=HOSTILE, speaker=HOSTILE, outlet=HOSTILE),
                mentions=pd.DataFrame(
                    {
                        "article": ["a"],
                        "sentence": [1],
                        "frame": ["f"],
                        "indicator": ["i"],
                        "match": [0],
                        "start": [2],
                        "end": [9],
                    }
                ),
                sentences=sentences("One.", HOSTILE),
                codebook=CODEBOOK,
            ).html
        ),
    ],
    ids=["table", "answer", "finding", "passages"],
)
def test_hostile_text_is_shown_and_never_run(html: str) -> None:
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;" in html


def told(passages: pd.DataFrame, *texts: str) -> list[str]:
    cells = report.cells(passages, sentences(*texts), codebook=CODEBOOK)
    return cells["phrase"].tolist()


TEXTS = ("One.", "Kyiv was left out.", "Three.")


def test_an_answer_names_each_text_in_a_line_with_place_manner_and_passage() -> None:
    cells = report.cells(passage(), sentences(*TEXTS), codebook=CODEBOOK)
    assert cells.to_dict("records") == [
        {
            "article": "a",
            "outlet": "Daily",
            "phrase": "sentence 2 of 3: denial by Trump",
            "cut": "",
            "items": [{"text": "sentence 2 of 3: denial by Trump", "anchor": "p-a-1"}],
            "account": [],
            "n_frame": 1,
            "n_sentences": 3,
            "quotation": "Kyiv was left out.",
            "place": "sentence 2 of 3",
            "mode": "denial by Trump",
            "sentence": 1,
            "anchor": "p-a-1",
        }
    ]


def test_without_a_speaker_the_voice_stands_and_without_codes_the_subcode() -> None:
    assert told(passage(speaker=None), *TEXTS) == ["sentence 2 of 3: denial, US side"]
    bare = passage(speaker=None, mode=None, voice=None)
    assert told(bare, *TEXTS) == ["sentence 2 of 3: left out"]
    assert told(bare.assign(subcode=None), *TEXTS) == ["sentence 2 of 3"]


def test_a_plain_statement_is_named_by_what_it_states() -> None:
    plain = passage(mode="asserted")
    assert told(plain, *TEXTS) == ["sentence 2 of 3: left out, according to Trump"]
    assert told(plain.assign(subcode=None), *TEXTS) == ["sentence 2 of 3: statement by Trump"]


def test_several_modes_and_voices_of_a_passage_are_never_paired() -> None:
    both = passage(mode="asserted;denied", voice="text;us")
    assert told(both, *TEXTS) == ["sentence 2 of 3: left out; denial at 2"]
    cells = report.cells(both, sentences(*TEXTS), codebook=CODEBOOK)
    assert cells["mode"].tolist() == [
        "statement and denial; voices: the text itself and US side (Trump)"
    ]


def test_alike_passages_stand_together_and_each_item_opens_its_first() -> None:
    rows = pd.concat(
        [passage(), passage(sentence=2, rank=3), passage(sentence=0, rank=1, mode="asserted")]
    )
    cells = report.cells(rows, sentences(*TEXTS, "Four."), codebook=CODEBOOK)
    assert cells["items"].tolist() == [
        [
            {"text": "sentence 1 of 4: left out, according to Trump", "anchor": "p-a-0"},
            {"text": "denial by Trump at 2, 3", "anchor": "p-a-1"},
        ]
    ]


def test_passages_that_close_a_text_are_told_as_its_last_sentences() -> None:
    both = pd.concat([passage(), passage(sentence=2, rank=3, mode="asserted", speaker=None)])
    assert told(both, *TEXTS) == ["last 2 sentences of 3: denial by Trump; left out, US side, at 3"]


def test_a_counter_passage_is_named_and_not_counted() -> None:
    rows = pd.concat([passage(), passage(sentence=2, rank=3, present=0)])
    cells = report.cells(rows, sentences(*TEXTS, "Four."), codebook=CODEBOOK)
    assert cells["n_frame"].tolist() == [1]
    assert cells["phrase"].str.endswith("left out (not counted), according to Trump, at 3").all()


def test_a_text_without_passages_says_none_found_and_opens_none() -> None:
    cells = report.cells(passage().iloc[:0], sentences("One."), codebook=CODEBOOK)
    assert cells["phrase"].tolist() == ["none found"]
    assert "<a" not in report.answer("x", cells=cells).html


def test_a_headline_passage_is_named_as_such_and_has_no_rank() -> None:
    headline = passage(zone="headline", rank=pd.NA, sentence=0)
    assert told(headline, *TEXTS) == ["in the headline: denial by Trump"]


def test_over_300_passages_a_seeded_sample_is_shown_and_said() -> None:
    many = pd.concat(
        [passage(sentence=n, text=f"Number {n}.") for n in range(400)], ignore_index=True
    )
    arguments = {
        "mentions": pd.DataFrame(
            columns=["article", "sentence", "frame", "indicator", "match", "start", "end"]
        ),
        "sentences": sentences(*[f"Number {n}." for n in range(400)]),
        "codebook": CODEBOOK,
    }
    first, second, other = (report.passages(many, seed=seed, **arguments) for seed in (1, 1, 2))
    assert first.html.count("<li") == 300
    assert "A random 300 of them are shown (seed 1)" in first.text
    assert first.html == second.html != other.html
    assert len(bundle(first)[MIME]["passages"]) == 400


def test_a_long_table_shows_some_rows_says_so_and_keeps_all_in_its_data() -> None:
    made = report.table(pd.DataFrame({"n": range(50)}), name="many", caption="A row is a number")
    assert made.html.count("<tr>") == 31
    assert "30 of 50 rows shown" in made.text
    assert len(bundle(made)[MIME]["rows"]) == 50


def test_a_table_with_heads_of_its_own_is_shown_though_its_name_is_one_of_the_contract() -> None:
    rows = pd.DataFrame({"both quote": ["I shall not go back"], "texts": [2], "in": ["A and B"]})
    made = report.table(rows, name="shared_quotations", caption="A row is a quotation")
    assert "I shall not go back" in made.html
    assert "<th" in made.html


def test_shortened_keeps_the_words_around_the_indicator() -> None:
    text = " ".join(f"w{n}" for n in range(60))
    start = text.index("w50")
    assert "w50" in shortened(text, words=10, around=start)
    assert shortened(text, words=10).endswith("…")


def test_small_numbers_are_not_given_needless_decimals() -> None:
    assert [shown(value) for value in (0.5, 1.0, 0.123, -0.004, pd.NA)] == [
        "0.50",
        "1",
        "0.12",
        "-0.004",
        "–",
    ]


def test_an_answer_says_who_coded_and_holds_that_apart_from_what_it_says():
    shown = report.answer("F: present in 1 of 2 texts.", coded_by="rules")
    assert {name: shown.data[name] for name in ("sentence", "said", "coded_by")} == {
        "sentence": "F: present in 1 of 2 texts. Numbers from: rules.",
        "said": "F: present in 1 of 2 texts.",
        "coded_by": "rules",
    }
    assert "Numbers from: rules." in shown.html
    assert report.answer("F.").data["sentence"] == "F."


def test_a_pronoun_names_nobody_and_gives_way_to_the_side():
    book = Codebook("b", "1", "en", {}, modes={"denied": "denial"}, voices={"us": "US side"})
    assert named_speakers("He;The Kremlin;Trump", book) == ["the Kremlin", "Trump"]
    assert named_speakers(None, book) == []
    passage = {"mode": "denied", "voice": "us", "speaker": "He"}
    assert manner(passage, book) == "denial, US side"


def test_a_passage_bears_the_credit_of_its_text_where_that_is_told() -> None:
    def page(articles: pd.DataFrame | None) -> str:
        none = pd.DataFrame(columns=["article", "sentence", "frame", "indicator", "match", "start"])
        spans = none.assign(end=[]).astype({"sentence": "Int64", "match": "Int64"})
        spans = spans.astype({"start": "Int64", "end": "Int64"})
        return str(
            report.passages(
                passage(), mentions=spans, sentences=sentences(*TEXTS), codebook=CODEBOOK,
                articles=articles,
            ).html
        )  # fmt: skip

    articles = pd.DataFrame({"article": ["a"], "rights_holder": "Daily <Ltd>", "licence": "CC BY"})
    assert '<span class="credit">© Daily &lt;Ltd&gt;, CC BY</span></blockquote>' in page(articles)
    assert "credit" not in page(None)
    assert "credit" not in page(articles[["article"]])
