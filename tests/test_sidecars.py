"""Files that describe another: their fields go to it, and what describes nothing is told."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.load import load
from framing.corpus.readers.inputs import Input
from framing.corpus.sidecars import sidecars


def file(name: str, data: bytes | str = "Talks.", rejected: str = "") -> Input:
    folder = PurePosixPath(name).parent.name
    return Input(name, data if isinstance(data, bytes) else data.encode(), rejected, folder)


def described(name: str, data: bytes | str, other: str = "a.txt") -> dict[str, str]:
    """Return the fields that a file gives to the one beside it."""
    fields, of = sidecars([file(other), file(name, data)])
    assert bool(fields) == bool(of)
    return fields.get(other, {})


@pytest.mark.parametrize("other", ["a.txt", "a.md", "a.html", "a.docx", "a.rtf", "a.TXT"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", '{"outlet": "Daily", "date": "2025-02-13"}'),
        ("a.JSON", '\ufeff{"outlet": "Daily", "date": "2025-02-13"}'),
        ("a.toml", 'outlet = "Daily"\ndate = 2025-02-13'),
    ],
)
def test_a_file_of_the_same_name_describes_the_text(other, name, data):
    found = [file(other), file(name, data)]
    expected = ({other: {"outlet": "Daily", "date": "2025-02-13"}}, {name: other})
    assert sidecars(found) == sidecars(found[::-1]) == expected


def test_a_description_counts_for_its_own_folder_only():
    told = '{"outlet": "Daily"}'
    found = [file("x/a.txt"), file("y/a.txt"), file("y/a.json", told), file("z/a.json", told)]
    assert sidecars(found) == ({"y/a.txt": {"outlet": "Daily"}}, {"y/a.json": "y/a.txt"})


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ('{"id": "007", "n": 1.10, "code": 1e3}', {"id": "007", "n": "1.10", "code": "1e3"}),
        ('{"title": "NA", "by": "None"}', {"title": "NA", "by": "None"}),
        ('{"title": " Talks ", "by": null, "section": "  "}', {"title": "Talks"}),
        ('{"tags": ["x", "y"], "source": {"name": "P"}}', {"tags": "x; y", "source.name": "P"}),
    ],
)
def test_words_stay_words_and_what_is_missing_stays_missing(data, fields):
    assert described("a.json", data) == fields


@pytest.mark.parametrize(
    "data",
    ["", "{", "[]", "[1]", '"x"', "3", "null", "{}", '{"a": null}', "\0", b"\xff\xfe\x41",
     "[" * 100_000, '{"a":' * 100_000, '{"outlet": "x", "text": "An article of its own."}',
     '{"outlet": "x", "outlet": "y"}'],
)  # fmt: skip
def test_what_is_no_set_of_fields_describes_nothing(data):
    assert described("a.json", data) == {}


@pytest.mark.parametrize("data", ["outlet", "a = ", "text = 'x'", "a = 1\na = 2", b"\x81"])
def test_what_is_no_toml_describes_nothing(data):
    assert described("a.toml", data) == {}


def test_a_rejected_file_describes_nothing():
    assert sidecars([file("a.txt"), file("a.json", b"", "hidden file")]) == ({}, {})


def test_a_name_that_two_texts_share_describes_neither():
    assert sidecars([file("a.txt"), file("a.html"), file("a.json", '{"x": "y"}')]) == ({}, {})


def test_a_table_of_the_same_name_is_not_described():
    assert described("a.json", '{"outlet": "Daily"}', other="a.csv") == {}


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
    articles, inputs, _ = load(tmp_path)
    assert articles[["outlet", "title", "date", "date_text", "read"]].to_numpy().tolist() == [
        ["Post", "Talks begin", "2025-02-13", "13 Feb 2025", "yes"]
    ]
    assert inputs[["input", "state", "reason"]].to_numpy().tolist() == [
        ["Daily/a.json", "kept", "describes Daily/a.txt"],
        ["Daily/a.txt", "kept", ""],
    ]


@settings(deadline=None)
@given(st.binary(max_size=80), st.sampled_from(["a.json", "a.toml"]))
def test_any_bytes_describe_in_words_or_not_at_all(data, name):
    fields = described(name, data)
    assert all(isinstance(value, str) and value.strip() for value in fields.values())
    assert "text" not in fields
