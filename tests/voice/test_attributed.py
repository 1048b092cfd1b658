"""To whom a place in a text is given: who holds it, and whether in quotation marks."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.corpus.sentences import sentences
from framing.errors import TableError
from framing.voice import attributed, attributions
from tests.effort import least

TEXT = "Roe said Poe denies that it fell. It fell. “We will go on now,” she said."


def made(text: str = TEXT) -> pd.DataFrame:
    return attributions(
        sentences(pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": [text]}))
    )


def places(*words: str, text: str = TEXT) -> pd.DataFrame:
    starts = [text.index(word) for word in words]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return pd.DataFrame({"article": "a", "start": starts, "end": ends, "word": words})


def test_a_place_is_given_to_the_innermost_who_says_it_or_told_by_the_article():
    got = attributed(places("Poe denies", "it fell", "It fell", "go on"), made())
    wanted = [
        ["Poe denies", 0, "stated", "Roe", False],
        ["it fell", 1, "denied", "Poe", False],
        ["It fell", None, None, None, False],
        ["go on", 2, "stated", "she", True],
    ]
    columns = ["word", "attribution", "cue_class", "speaker", "quoted"]
    assert_frame_equal(
        got[columns].astype(object).where(got[columns].notna(), None),
        pd.DataFrame(wanted, columns=columns, dtype=object),
        check_dtype=False,
    )


def test_a_place_that_is_only_partly_said_is_told_by_the_article():
    got = attributed(places("fell. It"), made())
    assert got["attribution"].isna().all()


def test_rows_keep_their_order_and_nothing_is_edited():
    asked = places("go on", "it fell", "Roe")
    kept = asked.copy()
    got = attributed(asked, made())
    assert got["word"].tolist() == ["go on", "it fell", "Roe"]
    assert_frame_equal(asked, kept)


def test_articles_are_kept_apart():
    asked = places("it fell").assign(article="b")
    assert attributed(asked, made())["speaker"].isna().all()


def test_without_attributions_the_article_tells_all():
    got = attributed(places("it fell"), made("It fell."))
    assert (got["speaker"].isna() & ~got["quoted"]).all()


def test_places_without_a_column_are_refused():
    with pytest.raises(TableError, match="no column 'start'"):
        attributed(pd.DataFrame({"article": ["a"]}), made())


def test_work_grows_with_the_places():
    def of(count: int) -> float:
        text = "He said it rains. " * count
        found = made(text)
        asked = pd.DataFrame({"article": "a", "start": range(8, 18 * count, 18)})
        asked["end"] = asked["start"] + 2
        return least(lambda: attributed(asked, found))

    assert of(3_000) < 30 * of(300) + 0.2
