"""What the page on the corpus says of inputs and languages."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.coding.codebook import Codebook
from framing.corpus.load import load
from framing.errors import StudyError
from framing.languages.lacks import LABELS, lacks
from framing.pages.corpus import (
    declared_sentence,
    lacking,
    lacking_sentence,
    language_sentence,
    languages,
    repairs_by_kind,
)
from framing.study import read_study

BOOK = Codebook("b", "1", "en", {})


def articles(*told: str | None) -> pd.DataFrame:
    rows = {"article": [f"a{n}" for n in range(len(told))], "language": list(told)}
    return pd.DataFrame(rows).assign(outlet="Daily")


def inputs(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return inputs: name, state, code of the reason, its words."""
    return pd.DataFrame(rows, columns=["input", "state", "reason", "said"]).assign(record="1")


def repairs(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return repairs: input, code, words."""
    return pd.DataFrame(rows, columns=["input", "repair", "said"]).assign(record="1")


def test_repairs_of_one_code_are_one_kind_with_the_words_of_the_first() -> None:
    found = repairs_by_kind(
        inputs(
            ("a", "repaired", "", ""),
            ("c", "rejected", "another_format", "is a picture; take 4 words"),
            ("d", "kept", "describes_text", "describes a.txt"),
            ("e", "rejected", "no_outlet", "no outlet"),
        ),
        repairs(
            ("a", "date_impossible", "date '30/2/25' left out: it does not exist"),
            ("a", "mojibake", "mojibake mended"),
            ("b", "date_impossible", "date '0' left out: it does not exist"),
            ("e", "field_taken", "field 'hl' taken for the title"),
            ("e", "field_taken", "field 'source' taken for the outlet"),
        ),
    )
    assert found.to_dict("list") == {
        "state": ["rejected", "rejected", "repaired", "repaired", "repaired"],
        "kind": ["another_format", "no_outlet", "date_impossible", "field_taken", "mojibake"],
        "inputs": [1, 1, 2, 1, 1],
        "said": [
            "is a picture; take 4 words",
            "no outlet",
            "date '30/2/25' left out: it does not exist",
            "field 'hl' taken for the title",
            "mojibake mended",
        ],
        "examples": ["c", "e", "a, b", "e", "a"],
    }


def declared(*rows: tuple[str, str, int | None]) -> pd.DataFrame:
    """Return inputs: name, code of the reason, how many documents are declared."""
    table = pd.DataFrame(rows, columns=["input", "reason", "declared"])
    return table.assign(record=table.index.astype("str"), state="kept")


LACKS = "not_delivered"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("a.txt", "", None)], "No input declares how many documents it holds."),
        (
            [("a.rtf", "", 1), ("b.txt", "", None)],
            "1 export declares how many documents it holds, and holds as many.",
        ),
        (
            [("a.rtf", "no_outlet", 1), ("b.rtf", "", 2), ("b.rtf", "", 2)],
            "2 exports declare how many documents they hold, and each holds as many.",
        ),
        (
            [("a.rtf", "", 1), ("b.rtf", "", 2), ("b.rtf", LACKS, 2)],
            "b.rtf declares 2 documents, 1 was found.",
        ),
        ([("a.rtf", "", 1)] * 2, "a.rtf declares 1 document, 2 were found."),
        (
            [(f"{n}.rtf", "", 2) for n in range(5)],
            " ".join(f"{n}.rtf declares 2 documents, 1 was found." for n in range(3))
            + " Nor do 2 more exports hold what they declare.",
        ),
    ],
)
def test_an_export_that_does_not_hold_what_it_declares_is_said_with_both_numbers(
    rows: list[tuple[str, str, int | None]], said: str
) -> None:
    assert declared_sentence(declared(*rows)) == said


def test_no_repair_makes_an_empty_table() -> None:
    assert repairs_by_kind(inputs(("a", "kept", "", "")), repairs()).empty


def test_languages_are_counted_most_texts_first_and_unknown_ones_told() -> None:
    found = languages(articles("en", "de", "en", None))
    assert found[["language", "texts"]].to_numpy().tolist() == [
        ["en", 2], ["de", 1], ["not known", 1],
    ]  # fmt: skip


def test_texts_in_another_language_are_named_with_their_number() -> None:
    given = articles("en", "de", None)
    assert language_sentence(given, given.iloc[:0], BOOK) == (
        "The codebook is in 'en'; 2 of 3 texts are in that language; of 1 text the language is "
        "not known."
    )
    assert language_sentence(given, given[given["language"] == "de"], BOOK) == (
        "Not scored: 1 of 3 texts (1 in 'de'), since the codebook is in 'en'. They are in no "
        "count of frames."
    )


def test_what_a_language_has_no_data_for_is_told_with_what_is_done_without_it() -> None:
    found = lacking(articles("en", "de", "de"))
    expected = [("de", 2, code, LABELS[code]) for code in lacks("de")]
    assert list(found.itertuples(index=False, name=None)) == expected
    assert lacking(articles("xx"))["lacks"].tolist() == list(LABELS)
    assert lacking(articles("en")).empty


def test_the_number_of_texts_without_all_data_is_said() -> None:
    assert lacking_sentence(articles("en")) == (
        "There is data of its language for every text and measure."
    )
    assert lacking_sentence(articles("en", "fr", "de", "de")) == (
        "There is not all data for 3 of 4 texts (2 in 'de' and 1 in 'fr'); the load report says "
        "so of each."
    )


def test_the_load_report_says_of_each_article_what_its_language_lacks(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    path.write_text(
        "article,outlet,language,text\na,X,en,Talks.\nb,X,de,Sie.\nc,X,xx,Io.\nd,X,,Io.\nd,X,en,A.\n"
    )
    found = load(path, language="de").inputs
    every = ";".join(LABELS)
    german = ";".join(lacks("de"))
    assert found["lacks"].tolist() == ["", german, every, german, ""]


def test_a_script_without_blanks_is_told_to_have_no_word_counts() -> None:
    given = articles("en", "zh", "ja")
    said = language_sentence(given, given.iloc[1:], BOOK)
    assert said.endswith(
        "Texts in 'ja' and 'zh' are written without blanks between words: counts of words, TF-IDF "
        "and keyness do not hold for them."
    )


GERMAN = (
    "Die Gespräche begannen am Mittwoch in Genf und dauerten bis in den späten Abend. Das Dorf war "
    "nicht dabei, wie die Regierung am Donnerstag mitteilte, und niemand hat es gefragt."
)
ENGLISH = (
    "The talks began in Geneva on Wednesday and went on until late in the evening. The village was "
    "left out of the talks, as the government said on Thursday, and nobody asked it."
)


def study(folder: Path, *texts: str) -> Path:
    (folder / "articles" / "Daily").mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / "articles" / "Daily" / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "study.toml").write_text(
        '[study]\nname = "s"\n[corpus]\narticles = "articles"\n', encoding="utf-8"
    )
    (folder / "codebook.toml").write_text(
        '[codebook]\nname = "b"\n[frames.out]\ndefinition = "d"\n'
        '[[frames.out.indicators]]\nid = "i"\nany = ["left out", "nicht dabei"]\n',
        encoding="utf-8",
    )
    return folder


def test_texts_in_another_language_than_the_codebooks_are_reported_and_not_scored(
    tmp_path: Path,
) -> None:
    found = read_study(study(tmp_path, ENGLISH, GERMAN))
    assert found.not_scored["article"].tolist() == ["Daily/1.txt"]
    assert set(found.codings["article"]) == {"Daily/0.txt"}
    assert set(found.mentions["article"]) == {"Daily/0.txt"}


def test_a_study_without_a_text_in_the_codebooks_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"no text is in the codebook's language \('en'\).*'de'"):
        _ = read_study(study(tmp_path, GERMAN)).codings
