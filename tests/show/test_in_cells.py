"""What a cell of a notebook shows of the package's objects: bounded, escaped, with a plain twin."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import framing
from framing.show import results
from framing.show.in_cells import ROWS, as_html, as_text, kind_of
from framing.tables.require import empty, require

LONG = "<b>word</b> " * 100


def sentences(n: int = 30) -> pd.DataFrame:
    rows = {"article": [f"a{k}" for k in range(n)], "sentence": 0, "text": LONG}
    return require(pd.DataFrame(rows), "sentences")


def shares() -> pd.DataFrame:
    table = pd.DataFrame({"outlet": ["A", "B"], "share": [0.256, np.nan], "ci_low": [0.1, np.nan]})
    return pd.concat([empty("prevalence"), table])


def test_words_stand_left_and_numbers_right():
    html = as_html(sentences(2))
    assert '<td style="text-align: left; vertical-align: top; max-width: 40em">a0</td>' in html
    assert '<th scope="col" style="text-align: right">sentence</th>' in html


def test_shares_are_in_per_cent_and_their_limits_too():
    for said in (as_html(shares()), as_text(shares())):
        assert "25.6 %" in said
        assert "10 %" in said
        assert "–" in said


def test_a_long_table_and_a_long_text_are_bounded_and_the_rest_is_counted():
    html, text = as_html(sentences()), as_text(sentences())
    for said in (html, text):
        assert f"sentences: 30 rows, the first {ROWS} shown" in said
        assert "a19" in said
        assert "a20" not in said
    assert len(html) < 25_000
    assert max(map(len, text.splitlines())) < 300


def test_a_line_in_plain_words_is_bounded_and_the_columns_that_fit_are_counted():
    caption, *lines = as_text(sentences(2).assign(outlet="w" * 99, event="v" * 99)).splitlines()
    assert caption == "sentences: 2 rows, 6 of 8 columns"
    assert max(map(len, lines)) <= 160


def test_a_table_with_many_columns_of_ones_own_behind_ours_is_still_ours():
    own = {f"own {n}": [n] for n in range(30)}
    assert kind_of(empty("articles").assign(**own)) == "articles"


def test_text_of_an_article_is_escaped():
    assert "<b>" not in as_html(sentences(1))
    assert "&lt;b&gt;word" in as_html(sentences(1))


@pytest.mark.parametrize("table", [
    pd.DataFrame({"x": [1, 2]}),
    pd.DataFrame({"article": ["a"], "coder": ["b"], "note": ["c"], "x": [1]}),
    pd.DataFrame({"article": ["a"], "outlet": ["b"], "text": ["c"]}),
], ids=["of one column", "with two of ours", "of one's own"])  # fmt: skip
def test_a_table_that_is_none_of_ours_is_shown_as_before(table):
    assert kind_of(table) == ""
    assert as_html(table) == table._repr_html_()
    assert as_text(table) == repr(table)


def test_an_empty_table_of_ours_is_shown_with_its_heads():
    assert "codings: 0 rows" in as_html(empty("codings"))
    assert "present" in as_text(empty("codings"))


def test_importing_in_ipython_shows_our_tables_so_and_changes_nothing_else():
    program = """
import sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
import framing
print("pandas" in sys.modules)
import pandas as pd
from framing.tables.require import empty
shown = shell.display_formatter.format(empty("codings"))[0]
print("codings: 0 rows" in shown["text/html"], "codings: 0 rows" in shown["text/plain"])
own = pd.DataFrame({"x": [1]})
shown = shell.display_formatter.format(own)[0]
print(shown["text/html"] == own._repr_html_(), shown["text/plain"] == repr(own))
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout.split() == ["False", "True", "True", "True", "True"], run.stderr


def test_objects_tell_themselves_in_a_line(study):
    table = results.table(sentences(), name="sentences", caption="A row is a sentence", shown=20)
    for shown in (study, study.codebook, next(iter(study.codebook.frames.values())), table):
        assert "\n" not in repr(shown)
        assert len(repr(shown)) < 350


def test_a_result_has_its_cells_apart_in_plain_words_and_its_words_left_in_jupyterlab():
    table = pd.DataFrame({"outlet": ["A"], "n": [3]})
    made = results.table(table, name="t", caption="A row is an outlet")
    assert made.text.splitlines() == ["A row is an outlet", "outlet | n", "A | 3"]
    bundle = made._repr_mimebundle_()
    assert "text-align: left" in bundle["text/html"]
    assert results.on_page(bundle["text/html"]) == str(made.html)


def test_the_room_of_the_card_is_still_one_line():
    assert repr(framing.show.results.finding("So.", name="f")) == "Finding 'f': So."
