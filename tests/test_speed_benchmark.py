"""The benchmark's page says what its figures say; the careful script finds what the kit finds."""

from __future__ import annotations

import json

from benchmarks import made_news, speed


def test_the_page_is_made_from_the_figures():
    found = json.loads(speed.FIGURES.read_text(encoding="utf-8"))
    assert speed.PAGE.read_text(encoding="utf-8") == speed.page(found)


def test_the_careful_script_finds_what_the_kit_finds():
    found = speed.pipeline(made_news.articles(25))
    assert found["careful"]["sentences"] == found["framing"]["sentences"] > 100
    assert set(found["ratio"]) == {"total", "peak_mb"}


def test_made_articles_are_the_same_for_a_seed_and_repeat_as_asked():
    made = made_news.articles(60, repeats=0.4)
    assert made.equals(made_news.articles(60, repeats=0.4))
    assert 0.2 < made["text"].duplicated().mean() < 0.6
    assert not made_news.articles(20)["text"].duplicated().any()
