"""The benchmark of attributions: what counts as right, on annotations that are counted by eye."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from benchmarks import quotations as benchmark

TEXT = "Roe said the old bridge is safe. Critics fear that it will fall. Poe told us to wait."
SPANS = {
    "T1": ("Source", "0 3"), "T2": ("Cue", "4 8"), "T3": ("Content", "9 31"),
    "T4": ("Source", "33 40"), "T5": ("Cue", "41 45"), "T6": ("Content", "46 63"),
    "T7": ("Source", "65 68"), "T8": ("Cue", "69 73"), "T9": ("Content", "77 79;80 84"),
}  # fmt: skip
EVENTS = [f"Attribution:T{n + 1} Source:T{n} Cue:T{n + 1} Content:T{n + 2}" for n in (1, 4, 7)]


@pytest.fixture
def folder(tmp_path):
    def said(place):
        return " ".join(TEXT[slice(*map(int, one.split()))] for one in place.split(";"))

    lines = [f"{mark}\t{kind} {place}\t{said(place)}" for mark, (kind, place) in SPANS.items()]
    lines += [f"E{n}\t{event}" for n, event in enumerate(EVENTS, 1)]
    for name in ("herald_1", "herald_2", "herald_3", "post_1"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / f"{name}.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def article(folder):
    return benchmark.english(folder)[0]


def given(article, *pairs):
    """Return what is found: content and source as offsets."""
    of = benchmark.words(article.text)
    return {article.name: [
        benchmark.Attribution(benchmark.covered(content, of), benchmark.covered(source, of))
        for content, source in pairs
    ]}  # fmt: skip


def test_words_of_the_annotation_are_counted_and_fear_does_not_count_for_recall(article):
    assert [len(one.content) for one in article.annotated] == [5, 4, 2]
    assert [one.counts for one in article.annotated] == [True, False, True]


def test_a_pair_is_right_from_three_tenths_and_strictly_from_eight(article):
    whole = ([(9, 31)], [(0, 3)])  # 5 of 5 words
    half = ([(46, 53)], [(0, 3)])  # "that it", 2 of 4 words; not its source
    total = benchmark.score([article], given(article, whole, half))
    assert total == Counter(
        right=2, strict=1, met=1, strictly_met=1, sources=1, right_sources=1, found=2, annotated=2
    )
    values = benchmark.figures(total)
    assert values["precision"] == 1.0
    assert values["recall"] == 0.5
    assert values["strict_precision"] == 0.5
    assert values["F1"] == pytest.approx(2 / 3)


def test_each_is_paired_once_the_likest_first(article):
    part, whole = ([(9, 23)], []), ([(9, 31)], [])
    total = benchmark.score([article], given(article, part, whole))
    assert (total["right"], total["strict"], total["found"]) == (1, 1, 2)


def test_below_three_tenths_is_wrong(article):
    total = benchmark.score([article], given(article, ([(9, 12)], [])))  # 1 of 5 words
    assert total["right"] == 0


def test_halves_are_every_other_article_of_a_publisher(folder):
    articles = benchmark.english(folder)
    names = {
        part: [one.name for one in benchmark.half(articles, part)] for part in ("develop", "open")
    }
    assert names == {"develop": ["herald_1", "herald_3", "post_1"], "open": ["herald_2"]}
    assert len(benchmark.half(articles, "")) == 4


def test_a_folder_is_measured(folder):
    row = benchmark.measured(folder, "")
    assert (row["language"], row["articles"], row["annotated"]) == ("English", "4", "8")
    assert (row["F1"], row["right_sources"]) == ("1.000", "8")


def test_a_german_folder_is_measured_by_its_own_annotation(tmp_path):
    text = "Roe sagte, die Brücke sei sicher. Es regnete."
    row = {"article": 1, "text": text, "attributions": [
        {"type": "Indirect", "nested": False, "content": [[11, 32]], "speaker": [[0, 3]],
         "cue": [[4, 9]]},
        {"type": "Direct", "nested": True, "content": [[34, 44]], "speaker": [], "cue": []},
    ]}  # fmt: skip
    (tmp_path / "articles.jsonl").write_text(json.dumps(row), encoding="utf-8")
    got = benchmark.measured(tmp_path, "")
    assert (got["language"], got["annotated"], got["strict_F1"]) == ("German", "1", "1.000")


def test_the_page_has_the_figures_that_were_kept():
    page = benchmark.PAGE.read_text(encoding="utf-8")
    assert f"{benchmark.MARK}\n{benchmark.table(benchmark.kept())}\n" in page
