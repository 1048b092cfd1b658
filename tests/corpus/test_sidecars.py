"""Files that describe another: their fields go to it, and what describes nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.load import load
from framing.corpus.sidecars import described, description
from tests.cases import each_of
from tests.conftest import ROOT
from tests.corpus.in_words import in_words


def told(name: str, data: bytes | str) -> dict[str, str]:
    return dict(description(name, data if isinstance(data, bytes) else data.encode()).fields)


def of(*names: str, **told: str) -> dict[str, str]:
    """Return which file describes which, among these and descriptions ``a_json``."""
    tells = {
        f"{name.replace('_', '.')}": description("x.json", data.encode())
        for name, data in told.items()
    }
    return described([*names, *tells], tells)


OUTLET = '{"outlet": "Daily"}'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", '{"outlet": "Daily", "date": "2025-02-13"}'),
        ("a.JSON", '\ufeff{"outlet": "Daily", "date": "2025-02-13"}'),
        ("a.toml", 'outlet = "Daily"\ndate = 2025-02-13'),
    ],
)
def test_a_description_is_read_as_fields(name, data):
    assert told(name, data) == {"outlet": "Daily", "date": "2025-02-13"}


@pytest.mark.parametrize("text", ["a.txt", "a.md", "a.html", "a.docx", "a.rtf", "a.TXT"])
def test_a_file_of_the_same_name_describes_the_text(text):
    assert of(text, a_json=OUTLET) == {"a.json": text}


def test_a_description_counts_for_its_own_folder_only():
    tells = {name: description(name, OUTLET.encode()) for name in ("y/a.json", "z/a.json")}
    assert described(["x/a.txt", "y/a.txt", *tells], tells) == {"y/a.json": "y/a.txt"}


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ('{"id": "007", "n": 1.10, "code": 1e3}', {"id": "007", "n": "1.10", "code": "1e3"}),
        ('{"title": "NA", "by": "None"}', {"title": "NA", "by": "None"}),
        ('{"title": " Talks ", "by": null, "section": "  "}', {"title": "Talks"}),
        ('{"tags": ["x", "y"], "source": {"name": "P"}}', {"tags": "x; y", "outlet": "P"}),
    ],
)
def test_words_stay_words_and_what_is_missing_stays_missing(data, fields):
    assert told("a.json", data) == fields


@each_of(
    "data",
    ["", "{", "[]", "[1]", '"x"', "3", "null", "{}", '{"a": null}', "\0", b"\xff\xfe\x41",
     "[" * 100_000, '{"a":' * 100_000, '{"outlet": "x", "text": "An article of its own."}',
     '{"outlet": "x", "outlet": "y"}'],
)  # fmt: skip
def test_what_is_no_set_of_fields_describes_nothing_and_says_why(data):
    assert told("a.json", data) == {}
    assert description("a.json", data if isinstance(data, bytes) else data.encode()).wrong


@pytest.mark.parametrize("data", ["outlet", "a = ", "text = 'x'", "a = 1\na = 2", b"\x81"])
def test_what_is_no_toml_describes_nothing(data):
    assert told("a.toml", data) == {}


def test_a_name_that_two_texts_share_describes_neither():
    assert of("a.txt", "a.html", a_json=OUTLET) == {}


def test_a_table_of_the_same_name_is_not_described():
    assert of("a.csv", a_json=OUTLET) == {}


# Names for title, outlet and date


@each_of(
    "given, name",
    [
        ("headline", "title"), ("Title", "title"), ("titre", "title"),
        ("source", "outlet"), ("publication", "outlet"), ("Newspaper", "outlet"),
        ("published", "date"), ("pub_date", "date"), ("publishedAt", "date"),
    ],
)  # fmt: skip
def test_a_field_under_another_name_is_taken_and_the_guess_is_told(given, name):
    found = description("a.json", f'{{"{given}": "x", "desk": "y"}}'.encode())
    assert found.fields == {name: "x", "desk": "y"}
    assert found.said == [f"field '{given}' taken for the {name}"]


def test_a_field_under_another_name_is_left_where_the_name_itself_is_given():
    given = '{"outlet": "Daily", "source": "Agency", "date_text": "Thursday", "published": "x"}'
    found = description("a.json", given.encode())
    assert list(found.fields) == ["outlet", "source", "date_text", "published"]
    assert not found.said


def test_one_piece_of_code_guesses_for_readers_and_for_new_studies():
    files = (ROOT / "framing").rglob("*.py")
    knowing = [one.name for one in files if "SYNONYMS" in one.read_text(encoding="utf-8")]
    assert knowing == ["names.py"]


def load_texts(folder: Path, **files: str) -> tuple[list[list[str]], list[list[str]]]:
    """Load files of the folder ``Daily``; return what is known of texts and of inputs."""
    (folder / "Daily").mkdir()
    for name, data in files.items():
        (folder / "Daily" / name.replace("_", ".")).write_text(data, encoding="utf-8")
    articles, inputs = in_words(load(folder))
    known = articles[["article", "outlet", "date", "title"]].fillna("").to_numpy().tolist()
    return known, inputs[["input", "state", "said", "repairs"]].to_numpy().tolist()


GUESSES = (
    "field 'headline' taken for the title; field 'publication' taken for the outlet; "
    "field 'published' taken for the date; headline joined"
)


def test_what_was_guessed_of_a_description_is_told_at_its_text(tmp_path):
    given = '{"headline": "Talks", "publication": "Post", "published": "2025-02-13"}'
    known, inputs = load_texts(tmp_path, a_txt="They begin.", a_json=given)
    assert known == [["Daily/a.txt", "Post", "2025-02-13", "Talks"]]
    assert inputs == [
        ["Daily/a.json", "kept", "describes Daily/a.txt", ""],
        ["Daily/a.txt", "repaired", "", GUESSES],
    ]


@pytest.mark.parametrize("title", ["title: Talks\n", "Title: Talks\n", ""])
def test_what_was_guessed_of_front_matter_is_told(tmp_path, title):
    given = f"---\n{title}publication: Post\npubdate: 2025-02-13\n---\nTalks\n\nThey begin."
    known, inputs = load_texts(tmp_path, a_txt=given)
    assert known == [["Daily/a.txt", "Post", "2025-02-13", "Talks" if title else ""]]
    assert inputs[0][3] == (
        "front matter read as fields; field 'publication' taken for the outlet; "
        "field 'pubdate' taken for the date"
    )


def test_of_an_outlet_and_a_source_in_front_matter_each_stays_what_it_is(tmp_path):
    given = "---\noutlet: Post\nsource: AFP\n---\nThey begin."
    known, inputs = load_texts(tmp_path, a_txt=given)
    assert (known[0][1], inputs[0][3]) == ("Post", "front matter read as fields")


def test_of_two_descriptions_of_one_text_the_first_counts_and_the_other_is_told(tmp_path):
    known, inputs = load_texts(
        tmp_path, a_txt="They begin.", a_json=OUTLET, a_toml='outlet = "Post"'
    )
    assert known == [["Daily/a.txt", "Daily", "", ""]]
    assert inputs[1] == [
        "Daily/a.toml", "rejected",
        "describes 'Daily/a.txt', as 'Daily/a.json' does; keep one of them", "",
    ]  # fmt: skip


def test_a_toml_file_that_describes_nothing_says_why(tmp_path):
    _, inputs = load_texts(
        tmp_path, a_txt="They begin.", a_toml="outlet = Post", b_toml='outlet = "Post"'
    )
    assert inputs[0][:2] == ["Daily/a.toml", "rejected"]
    assert inputs[0][2].startswith("describes no text of its name: Invalid value")
    assert inputs[2][2] == "describes no text of its name"


def test_a_description_that_cannot_be_read_is_rejected_and_its_text_kept(tmp_path):
    known, inputs = load_texts(tmp_path, a_txt="They begin.", a_json="{")
    assert known == [["Daily/a.txt", "Daily", "", ""]]
    assert inputs[0][1:3][0] == "rejected"
    assert inputs[0][2].startswith("is no JSON text")


def test_half_a_character_in_a_description_does_not_stop_the_corpus(tmp_path):
    (tmp_path / "a.txt").write_text("Talks begin.")
    (tmp_path / "a.json").write_text('{"title": "Talks \\ud83d begin", "by": "\\udfff"}')
    assert load(tmp_path).articles[["title", "by"]].to_numpy().tolist() == [
        ["Talks \ufffd begin", "\ufffd"]
    ]


def test_a_description_reaches_the_article_and_is_accounted_for(tmp_path):
    folder = tmp_path / "Daily"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks begin.\nThey go on.")
    told = '{"outlet": "Post", "title": "Talks begin", "date": "13 Feb 2025", "read": "yes"}'
    (folder / "a.json").write_text(told)
    articles, inputs = in_words(load(tmp_path))
    assert articles[["outlet", "title", "date", "date_text", "read"]].to_numpy().tolist() == [
        ["Post", "Talks begin", "2025-02-13", "13 Feb 2025", "yes"]
    ]
    assert inputs[["input", "state", "said"]].to_numpy().tolist() == [
        ["Daily/a.json", "kept", "describes Daily/a.txt"],
        ["Daily/a.txt", "kept", ""],
    ]


@settings(deadline=None)
@given(st.binary(max_size=80), st.sampled_from(["a.json", "a.toml"]))
def test_any_bytes_describe_in_words_or_not_at_all(data, name):
    fields = told(name, data)
    assert all(isinstance(value, str) and value.strip() for value in fields.values())
    assert "text" not in fields
