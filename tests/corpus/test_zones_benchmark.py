"""The benchmark of zones: what is drawn for readers, and how their answers are scored."""

from __future__ import annotations

import json

import pytest

from benchmarks import zones as benchmark

TEXT = "\n\n".join(
    ["The council voted on Monday.", "Advertisement", "Who pays?", "The islands pay for it."]
)


@pytest.fixture
def found(tmp_path):
    row = {"article": "a", "title": "Council votes", "text": TEXT}
    (tmp_path / "articles.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return benchmark.lines(tmp_path, "en")


def test_a_line_is_named_by_article_and_number_and_drawn_by_its_zone(found):
    assert {one: line.stratum for one, line in found.items()} == {
        "a:0": "",
        "a:1": "other",
        "a:3": "furniture",
        "a:5": "subhead",
        "a:7": "other",
    }
    assert found["a:3"].before == "Council votes ¶ The council voted on Monday."
    assert found["a:3"].after == "Who pays? ¶ The islands pay for it."


def test_the_same_seed_draws_the_same_lines_and_the_key_holds_no_text(found):
    rows = benchmark.draw(found, seed=3)
    assert rows == benchmark.draw(found, seed=3)
    assert {"id": "a:1", "stratum": "other", "of": "2"} in rows
    assert all(list(row) == benchmark.KEY for row in rows)


def test_lines_drawn_before_are_not_drawn_again_but_counted(found):
    rows = benchmark.draw(found, seed=3, without={"a:1", "a:5"})
    assert sorted((row["id"], row["of"]) for row in rows) == [("a:3", "1"), ("a:7", "2")]


def test_wilsons_interval_is_the_published_one():
    # Newcombe (1998), Statistics in Medicine 17: 81 of 263, method 3
    assert benchmark.interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_each_line_counts_for_those_that_were_not_drawn_and_half_for_each_reader(found):
    rows = [
        {"id": "a:3", "stratum": "furniture", "of": "4", "reader1": "furniture", "reader2": "text"},
        {"id": "a:5", "stratum": "subhead", "of": "1", "reader1": "subhead", "reader2": "subhead"},
        {
            "id": "a:1",
            "stratum": "other",
            "of": "2",
            "reader1": "furniture",
            "reader2": "furniture",
        },
    ]
    said = list(benchmark.scores(rows, found))
    assert [line[:25].rstrip() for line in said] == [
        "furniture precision 0.500",
        "furniture recall    0.500",
        "subhead   precision 1.000",
        "subhead   recall    1.000",
        "readers agree       0.429",
    ]


def test_an_answer_that_is_none_is_refused(found, tmp_path):
    rows = benchmark.draw(found, seed=1)
    benchmark.write_sheet(tmp_path / "sheet.csv", found, rows)
    with pytest.raises(SystemExit, match="Answers: furniture, subhead"):
        benchmark.readings(tmp_path / "sheet.key.csv", [tmp_path / "sheet.csv"] * 2)
