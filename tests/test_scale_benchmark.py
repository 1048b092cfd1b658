"""The benchmark of large studies: its page says what its figures say."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from benchmarks import scale


def test_the_page_is_made_from_the_figures() -> None:
    found = json.loads(scale.FIGURES.read_text(encoding="utf-8"))
    assert scale.PAGE.read_text(encoding="utf-8") == scale.page(found)


def test_of_what_grows_with_the_square_the_exponent_is_two() -> None:
    start = 7.5  # seconds, and the first ten articles
    points = [{"articles": 10 + n, "seconds": start + n * n} for n in range(0, 90, 10)]
    assert scale.exponent([{"articles": 0, "seconds": 0}, *points]) == 2


def test_a_made_study_has_each_article_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scale, "_AT_ONCE", 4)
    characters = scale.write_study(tmp_path, 10)
    made = pd.read_parquet(tmp_path / "articles.parquet")
    assert made["article"].is_unique
    assert made["text"].is_unique
    assert made["text"].str.len().sum() == characters
