"""Quotations are found by their words, and cut where a report may be passed on."""

from __future__ import annotations

import hashlib
import html
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from framing.corpus.words import folded_words
from framing.report import concordance, figure, finding, table
from framing.show import style
from framing.show.markup import Pieces, marked
from framing.show.quotations import Quotations
from framing.show.quoting import handed_over, quoted
from framing.show.results import MIME

MOST = 25


def runs(texts: list[str], size: int) -> set[tuple[str, ...]]:
    found = set()
    for text in texts:
        own = folded_words(text)
        found |= {tuple(own[n : n + size]) for n in range(len(own) - size + 1)}
    return found


def without_markup(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"data:[^\"]*", "", page)))


def corpus(*texts: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make articles of lines, each a sentence."""
    articles = pd.DataFrame({"article": [f"a{n}" for n in range(len(texts))], "text": texts})
    rows = []
    for article, text in zip(articles["article"], texts, strict=True):
        for number, line in enumerate(re.finditer(r"[^\n]+", text)):
            rows.append((article, number, *line.span(), line.group(), "body"))
    columns = ["article", "sentence", "start", "end", "text", "zone"]
    return articles, pd.DataFrame(rows, columns=columns)


def cutting(*texts: str, most: int = MOST, coded: Any = ()) -> Quotations:
    return Quotations(*corpus(*texts), coded=set(coded), most=most)


def numbered(first: int, last: int) -> str:
    return " ".join(f"w{n}" for n in range(first, last))


LONG = numbered(0, 40)


@pytest.fixture
def sharing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run a test as a notebook of a shareable report runs, whose one article is LONG."""
    with handed_over(cutting(LONG)) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield


# -- how much is kept -------------------------------------------------------------------------


def test_a_quotation_of_25_words_stays_whole_and_of_26_is_cut() -> None:
    quotations = cutting(LONG)
    assert quotations.cut(numbered(0, 25)) == numbered(0, 25)
    assert quotations.cut(numbered(0, 26)) == f"{numbered(0, 25)} …"


def test_a_cut_quotation_keeps_the_marked_words_inside_the_window() -> None:
    start = LONG.index("w33")
    cut = cutting(LONG).cut(marked(LONG, [(start, start + 7)]))
    assert cut == (
        (f"… {numbered(15, 33)} ", False),
        ("w33 w34", True),
        (f" {numbered(35, 40)}", False),
    )


def test_no_empty_mark_is_left_where_marked_words_are_cut() -> None:
    spans = [LONG.index(word) for word in ("w0", "w37", "w38")]
    cut = cutting(LONG).cut(marked(LONG, [(start, start + 3) for start in spans]))
    assert [text for text, is_marked in cut if is_marked] == ["w37", "w38"]


def test_a_quotation_is_known_by_its_words_whatever_marks_and_case_stand_between() -> None:
    loud = Pieces((f"W{n}, “", n % 2 == 0) for n in range(40))
    cut = "".join(text for text, _ in cutting(LONG).cut(loud))
    assert len(folded_words(cut)) == 25
    assert runs([cut], 25) <= runs([LONG], 25)


def test_quotations_that_follow_one_another_do_not_make_a_long_one() -> None:
    text = f"{numbered(0, 20)}\n{numbered(20, 40)}"
    quotations = cutting(text, coded=[("a0", 0), ("a0", 1)])
    cut = quotations.cut({"lines": text.splitlines(), "number": 3})
    assert not runs([" ".join(cut["lines"])], 26) & runs([LONG], 26)
    assert cut["lines"][0] == numbered(0, 20)
    assert cut["lines"][1].startswith("…")
    assert cut["number"] == 3


def test_two_quotations_that_make_26_words_together_are_parted() -> None:
    text = f"{numbered(0, 13)}\n{numbered(13, 26)}\n{numbered(26, 40)}"
    quotations = cutting(text, coded=[("a0", 0), ("a0", 1)])
    both = [numbered(0, 13), numbered(13, 26)]
    assert quotations.cut(both) == [numbered(0, 13), f"… {numbered(16, 26)}"]
    whole = [numbered(0, 13), numbered(13, 25)]
    assert quotations.cut(whole) == whole


def test_what_parts_two_quotations_is_a_plain_word_where_there_is_one() -> None:
    text = f"{numbered(0, 13)}\n{numbered(13, 26)}\n{numbered(26, 40)}"
    quotations = cutting(text, coded=[("a0", 0), ("a0", 1)])
    second = Pieces([("w13 w14", True), (f" {numbered(15, 26)}", False)])
    _, cut = quotations.cut([numbered(0, 13), second])
    assert cut == (("w13 w14", True), (f" … {numbered(18, 26)}", False))


def test_what_no_article_says_is_left_as_it_is() -> None:
    assert cutting(LONG).cut(numbered(100, 200)) == numbered(100, 200)


def test_of_a_text_half_is_quoted_at_length_and_of_the_rest_eight_words() -> None:
    lines = [numbered(20 * n, 20 * n + 20) for n in range(6)]
    quotations = cutting("\n".join(lines), coded=[("a0", 5)])
    cut = [quotations.cut(line) for line in lines]
    short = [f"{numbered(20 * n, 20 * n + 8)} …" for n in (2, 3, 4)]
    assert cut == [*lines[:2], *short, lines[5]]


def test_a_quotation_that_begins_where_a_text_is_quoted_at_length_has_25_words() -> None:
    lines = [numbered(20 * n, 20 * n + 20) for n in range(3)]
    cut = cutting("\n".join(lines)).cut(numbered(30, 60))
    assert cut == f"{numbered(30, 55)} …"


def test_a_headline_of_up_to_25_words_is_never_cut() -> None:
    heads = [numbered(0, 20), numbered(20, 40), numbered(40, 60)]
    articles, sentences = corpus("\n".join([*heads, numbered(60, 64)]))
    sentences.loc[:2, "zone"] = "headline"
    quotations = Quotations(articles, sentences, coded={("a0", 3)}, most=MOST)
    assert [quotations.cut(head) for head in heads] == heads


def test_a_title_that_stands_beside_the_text_is_quoted_like_it() -> None:
    articles, sentences = corpus("w0 w1")
    quotations = Quotations(articles.assign(title=LONG), sentences, coded=set(), most=MOST)
    assert quotations.cut(LONG) == f"{numbered(0, 25)} …"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_data_of_any_words_keep_a_run_of_more_words(data: st.DataObject) -> None:
    word = st.sampled_from(["to", "be", "Bé", "or", "not", "<b>", "·", "&", "…", "."])
    said = st.lists(word, max_size=30).map(" ".join)
    lines = data.draw(st.lists(said, max_size=6))
    text = "\n".join(data.draw(st.permutations(lines))) or "to"
    quotations = cutting(text, most=8)
    cut = quotations.cut([marked(line, [(3, 9)]) for line in lines])
    joined = " ".join("".join(text for text, _ in pieces) for pieces in cut)
    assert not runs([joined], 9) & runs([text], 9)
    assert quotations.whole(joined) is None


# -- what a result shows and holds ------------------------------------------------------------


def data_of(result: Any) -> dict[str, Any]:
    return json.loads(json.dumps(result._repr_mimebundle_()[MIME]))


def test_outside_a_shareable_report_nothing_is_cut() -> None:
    assert quoted(LONG) == LONG
    assert LONG in finding(LONG, name="f").html


def test_page_plain_text_and_data_of_a_result_are_cut(sharing: None) -> None:
    made = finding(LONG, name="f", values={"n": 40})
    short = f"{numbered(0, 25)} …"
    assert made.html.strip() == f'<p class="finding">{short}</p>'
    assert made.text == short
    assert data_of(made)["sentence"] == short
    assert data_of(made)["values"] == {"n": 40}


def test_words_that_are_cut_stay_escaped(sharing: None) -> None:
    assert f"{numbered(0, 25)} … &lt;b&gt;" in finding(f"{LONG} <b>", name="f").html


def test_what_was_rendered_already_is_left_as_it_is(sharing: None) -> None:
    assert quoted([Markup(LONG)]) == [LONG]


def test_what_a_picture_is_said_to_show_is_cut_too(sharing: None) -> None:
    drawn = style.new_figure(1, 1)[0]
    made = figure(drawn, name="f", alt=LONG, caption="c")
    assert f'aria-label="{numbered(0, 25)} …"' in made.html
    assert data_of(made)["alt"] == f"{numbered(0, 25)} …"


def test_a_concordances_three_columns_are_one_quotation_around_what_was_sought(
    sharing: None,
) -> None:
    rows = pd.DataFrame({"before": [numbered(0, 30) + " "], "match": "w30", "after": " w31 w32"})
    [[before, match, after]] = data_of(table(rows, name="kwic", caption="c"))["rows"]
    assert (match, after) == ("w30", " w31 w32")
    assert folded_words(before) == folded_words(numbered(8, 30))
    assert before.startswith("…")
    shown = concordance(rows.assign(article="a", sentence=0, outlet="A"), name="k", caption="c")
    assert f"<li>… {numbered(8, 30)} <mark>w30</mark> w31 w32</li>" in shown.html


def test_the_rows_and_the_columns_of_a_table_make_no_long_quotation(sharing: None) -> None:
    halves = [numbered(0, 20), numbered(20, 40)]
    for rows in (pd.DataFrame([halves], columns=["a", "b"]), pd.DataFrame({"a": halves, "b": "x"})):
        made = table(rows, name="t", caption="c")
        held = data_of(made)["rows"]
        for lines in (held, zip(*held, strict=True), [[re.sub(r"<[^>]*>", " ", made.html)]]):
            text = " ".join(cell for line in lines for cell in line)
            assert not runs([text], 26) & runs([LONG], 26)


def test_numbers_and_missing_cells_of_a_table_stay(sharing: None) -> None:
    rows = pd.DataFrame({"a": [None, LONG], "n": [3, 4], "is_so": [True, False]})
    data = data_of(table(rows, name="t", caption="c"))
    assert data["rows"] == [[None, 3, True], [f"{numbered(0, 25)} …", 4, False]]
    assert [kind for _, kind in data["columns"]] == ["str", "int64", "bool"]


def test_a_table_without_rows_stays_one(sharing: None) -> None:
    data = data_of(table(pd.DataFrame({"a": pd.Series([], dtype="str")}), name="t", caption="c"))
    assert (data["columns"], data["rows"]) == ([["a", "str"]], [])


def test_a_table_that_tells_the_place_of_each_text_holds_its_hash_instead(sharing: None) -> None:
    _, sentences = corpus(LONG)
    made = data_of(table(sentences, name="sentences", caption="c", shown=0))
    assert made["columns"][4] == ["sha256", "str"]
    assert made["rows"][0][4] == hashlib.sha256(LONG.encode()).hexdigest()
    assert made["rows"][0][:4] == ["a0", 0, 0, len(LONG)]


def test_what_coders_noted_is_left_out_of_codings(sharing: None) -> None:
    codings = {"article": ["a"], "sentence": [0], "coder": ["m"], "note": ["He 'hailed' it."]}
    made = data_of(table(pd.DataFrame(codings), name="codings", caption="c", shown=0))
    assert [name for name, _ in made["columns"]] == ["article", "sentence", "coder"]
    assert made["rows"] == [["a", 0, "m"]]


def test_what_is_handed_over_is_gone_afterwards_and_without_quotations_nothing_is_cut() -> None:
    with handed_over(cutting(LONG)) as environment:
        (file,) = environment.values()
        assert Path(file).is_file()
    assert not Path(file).exists()
    with handed_over(None) as environment:
        (file,) = environment.values()
        assert pickle.loads(Path(file).read_bytes()) is None
