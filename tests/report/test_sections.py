"""What shows nothing is said in a line, with its data; its prose and heading go."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing import report
from framing.report import export
from framing.show.results import DATA_ALONE, NOTHING

ROWS = pd.DataFrame({"outlet": ["A"], "n": [1]})


def prose(text: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": text, "metadata": metadata}


def code(*results: report.Result, source: str = "1", **metadata: Any) -> dict[str, Any]:
    outputs = [
        {"output_type": "display_data", "data": result._repr_mimebundle_()} for result in results
    ]
    return {"cell_type": "code", "source": source, "outputs": outputs, "metadata": metadata}


def entry(name: str) -> dict[str, Any]:
    files = {"csv": f"tables/{name}.csv", "parquet": f"tables/{name}.parquet"}
    return {"name": name, "caption": name, "rows": 1, **files}


def page(*cells: dict[str, Any], **about: Any) -> str:
    book = {"cells": [prose("# T?"), *cells]}
    return export.pages_of(book, title="T?", file="t.html", pages=[], study="s", **about)["t.html"]


def test_a_table_has_a_number_an_id_its_data_and_its_code():
    shown = report.table(ROWS, name="amounts", caption="A row is an outlet")
    made = page(prose("## How much"), code(shown, source="x = 1"), tables=[entry("t-amounts")])
    assert "<caption>Table 1. A row is an outlet</caption>" in made
    assert '<div class="cell" id="table-amounts">' in made
    assert '<a href="tables/t-amounts.csv">CSV<span class="sr"> of Table 1</span></a>' in made
    assert '<summary>Code<span class="sr"> of Table 1</span></summary>' in made
    assert "<code>x = 1</code>" in made


def test_code_that_shows_nothing_stands_with_the_next_result():
    shown = report.finding("Said.", name="f")
    made = page(code(source="read()"), code(shown, source="say()"))
    assert made.index("read()") < made.index("say()")
    assert made.count('<details class="code">') == 1


def test_a_section_that_cannot_say_anything_is_a_line_with_its_data():
    cannot = report.table(ROWS, name="gap", caption="Gaps", cannot="each outlet has one text")
    made = page(
        prose("## Gaps between outlets\n\nLong prose."),
        code(cannot),
        prose("## What this cannot say\n\nMuch."),
        tables=[entry("t-gap")],
    )
    assert "Long prose." not in made
    assert 'href="#gaps-between-outlets"' not in made
    lines = made[made.index("Much.") :]
    assert "<li>Gaps between outlets: each outlet has one text." in lines
    assert 'href="tables/t-gap.csv"' in lines


def test_a_heading_stays_while_something_beneath_it_stays():
    nothing = report.table(ROWS[:0], name="sheets", caption="Sheets: a row is a sheet")
    shown = report.finding("Said.", name="f")
    made = page(prose("## Coders"), code(nothing), prose("By kind."), code(shown))
    assert '<h2 id="coders">Coders</h2>' in made
    assert "Nothing found: Sheets." in made
    assert '<h2 id="what-this-cannot-say">' in made


def test_why_a_table_is_left_out_is_in_its_data():
    def why(rows: pd.DataFrame, **about: Any) -> str:
        return report.table(rows, name="t", caption="c", **about).data["left_out"]

    assert why(ROWS) == ""
    assert why(ROWS, shown=0) == DATA_ALONE
    assert why(ROWS[:0]) == NOTHING
    assert why(ROWS, cannot="one text") == why(ROWS[:0], cannot="one text") == "one text"


def test_cells_on_methods_leave_the_page_for_a_link_and_stay_where_there_is_none():
    cells = (prose("> **How this was measured.** So.", tags=["methods"]), prose("## End"))
    link = [{"href": "methods.html#measured-t", "text": "How this was measured"}]
    assert "So." in page(*cells)
    made = page(*cells, methods=link)
    assert "So." not in made
    assert '<a href="methods.html#measured-t">How this was measured</a>' in made
    assert "So." in export.methods_of({"cells": list(cells)})


def test_what_a_page_leaves_to_methods_takes_no_section_with_it():
    cells = (
        prose("## What this cannot say\n\nMuch."),
        prose("## Where from", tags=["methods"]),
        code(report.table(ROWS, name="p", caption="P"), tags=["methods"]),
    )
    link = [{"href": "methods.html#run", "text": "Methods"}]
    made = page(*cells, methods=link, tables=[entry("t-p")])
    assert "Much." in made
    assert "Where from" not in made
    assert "tables/t-p.csv" in made


def test_a_closed_table_is_opened_by_its_reader():
    assert (
        "<summary>c (1 row)</summary>"
        in report.table(ROWS, name="t", caption="c", closed=True).html
    )
