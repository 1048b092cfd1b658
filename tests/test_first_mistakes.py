"""The likeliest first mistakes, and what the package answers."""

from __future__ import annotations

import functools
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing.errors import FramingError, ParameterError, StudyError, TableError
from framing.report import batch
from tests.public import FUNCTIONS

ARTICLES = pd.DataFrame({"article": ["a"], "outlet": ["Daily"], "text": ["Talks begin."]})
SENTENCES = framing.sentences(ARTICLES)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "codebook.toml"
    path.write_text(
        '[codebook]\nname = "b"\n[frames.out]\ndefinition = "d"\n'
        '[[frames.out.indicators]]\nid = "i"\nany = ["left out"]\n'
    )
    return framing.read_codebook(path)


@pytest.mark.parametrize("call", [
    lambda book: framing.tokens(ARTICLES),
    lambda book: framing.code(ARTICLES, codebook=book),
    lambda book: framing.mentions(ARTICLES, codebook=book),
    lambda book: framing.words.kwic(ARTICLES, "Kyiv"),
], ids=["tokens", "code", "mentions", "kwic"])  # fmt: skip
def test_articles_where_sentences_are_needed_are_told_how_to_make_them(book, call):
    with pytest.raises(
        TableError, match=r"no column 'sentence'.*Make sentences with framing\.sent"
    ):
        call(book)


def test_a_wrong_column_of_a_table_that_is_made_has_no_misleading_hint():
    table = SENTENCES.rename(columns={"text": "body"})
    with pytest.raises(TableError) as said:
        framing.tokens(table)
    assert "Did you mean" not in str(said.value)


@pytest.mark.parametrize("call", [
    lambda path: framing.code(SENTENCES, codebook=path),
    lambda path: framing.mentions(SENTENCES, codebook=path),
    lambda path: framing.code(SENTENCES, codebook=path, by="similarity"),
    lambda path: framing.read_codings("none.csv", codebook=path),
], ids=["code", "mentions", "similarity", "codings"])  # fmt: skip
def test_a_path_where_a_codebook_is_needed_is_told_how_to_read_it(call):
    with pytest.raises(ParameterError, match=r"framing\.read_codebook\('my\.toml'\)"):
        call("my.toml")


@pytest.mark.parametrize("call", [
    lambda path: framing.begin.survey(path),
    lambda path: framing.study.freeze(path),
    lambda path: framing.study.frozen(path),
    lambda path: batch.plan(path),
    lambda path: batch.build(path, output="reports"),
], ids=["survey", "freeze", "frozen", "plan", "build"])  # fmt: skip
@pytest.mark.parametrize("path", ["my-study", Path("my-study"), None])
def test_a_path_where_a_study_is_needed_is_told_how_to_read_it(call, path):
    with pytest.raises(ParameterError, match=r"\(framing\.read_study\('my-study'\)"):
        call(path)


@pytest.mark.parametrize("read", [framing.read_codebook, framing.read_corpus])
@pytest.mark.parametrize("given", [None, 7])
def test_what_is_no_path_is_told_in_words(read, given):
    with pytest.raises(ParameterError, match=f"path is {given}, which is .* a folder is needed"):
        read(given)


@pytest.mark.parametrize("read", [framing.read_study, framing.read_corpus, framing.read_codebook])
def test_a_table_where_a_path_is_needed_is_told_what_is_done_with_tables(read):
    with pytest.raises(
        ParameterError, match=r"path is a DataFrame; .* framing\.sentences\(articles\)"
    ):
        read(ARTICLES)


@pytest.mark.parametrize("column", [[5, 6], [5.5, None], ["words", 7]], ids=repr)
def test_numbers_where_a_text_is_needed_are_refused(column):
    table = pd.DataFrame({"article": ["a", "b"], "outlet": "o", "text": column})
    with pytest.raises(TableError, match=r"articles\.text: \d of 2 values are numbers, such as"):
        framing.sentences(table)


def test_a_number_is_no_study():
    with pytest.raises(ParameterError, match="read_study: path is 7, which is int"):
        framing.read_study(7)


def test_a_report_without_a_place_is_told_how_to_be_called(study):
    with pytest.raises(ParameterError, match=r"Call it as build\(study, output=...\)"):
        batch.build(study)


def test_what_is_no_word_is_told_how_words_are_given():
    with pytest.raises(ParameterError, match=r"entry 2 is 7, .*kwic\(sentences, \['Kyiv', 'Zel"):
        framing.words.kwic(SENTENCES, ["Kyiv", 7])


@pytest.mark.parametrize(("call", "said"), [
    (lambda book: framing.code(SENTENCES, book),
     "code takes sentences; what follows is given by its name: code(sentences, codebook=...)."),
    (lambda book: framing.wire.families(SENTENCES, ARTICLES),
     "families takes sentences; what follows is given by its name: families(sentences, "),
    (lambda book: framing.events.difference(ARTICLES, "Daily"),
     "difference takes article_frames; what follows is given by its name: difference(article_"),
    (lambda book: framing.code(SENTENCES, codebok=book),
     "code has no option 'codebok'. Did you mean 'codebook'?"),
    (lambda book: framing.code(SENTENCES), "Call it as code(sentences, codebook=...)."),
    (lambda book: framing.tokens(), "Call it as tokens(sentences"),
], ids=[
    "by place", "in a room", "of events", "by a wrong name", "without an option", "no table",
])  # fmt: skip
def test_a_call_that_python_would_refuse_is_told_how_to_be_made(book, call, said):
    with pytest.raises(ParameterError) as error:
        call(book)
    assert said in str(error.value)


WRONG = [
    ("a word for a number", lambda book: framing.byhand.sample(None, None, n="8"),
     "sample: n is '8', which is no int; a whole number is needed."),
    ("nobody", lambda book: framing.byhand.sheet(None, None, codebook=book, coder=None),
     "sheet: coder is None, which is no str; a word in quotes is needed."),
    ("a word for a list", lambda book: framing.mentions(SENTENCES, codebook=book, frames="out"),
     "mentions: frames is 'out'; a list is needed, such as ['out']."),
    ("a table for a codebook", lambda book: framing.code(book, codebook=SENTENCES),
     "codebook is DataFrame, which is no codebook. Read it first: codebook = framing.read_co"),
    ("a mapping for a path", lambda book: framing.read_codebook({"frames": {}}),
     "path is {'frames': {}}, which is dict; the path of a file or a folder is needed"),
    ("words for articles", lambda book: framing.sentences("Talks begin."),
     "articles is a str; a pandas table is needed. Make it with framing.read_corpus('my-texts')"),
    ("a list for sentences", lambda book: framing.tokens(["Talks begin."]),
     "sentences is a list; a pandas table is needed. Make it with framing.sentences(articles)."),
    ("no outlet", lambda book: framing.sentences(ARTICLES[["article", "text"]]),
     "has no column 'outlet'. Columns: article, text. Add it, such as: articles['outlet'] = ..."),
    ("another name", lambda book: framing.sentences(ARTICLES.rename(columns={"text": "body"})),
     "no column 'text'. Columns: article, outlet, body. If 'body' has it: articles.rename(col"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "said"), [row[1:] for row in WRONG], ids=[w[0] for w in WRONG])
def test_what_is_of_a_wrong_kind_is_told_with_the_remedy(book, call, said):
    with pytest.raises(FramingError) as error:
        call(book)
    assert said in str(error.value)
    assert "Did you mean" not in str(error.value)  # 'outlet' is near to 'text', and no hint


def test_a_folder_in_the_place_of_a_codebook_names_what_it_holds(tmp_path, book):
    with pytest.raises(FramingError, match=r"is a folder; name the file in it: 'codebook\.toml'"):
        framing.read_codebook(tmp_path)


def test_a_study_where_a_table_is_needed_names_its_own(study):
    with pytest.raises(TableError, match=r"articles is a Study; .* Give study\.articles\."):
        framing.sentences(study)


def test_a_round_that_is_not_there_is_told_with_those_that_are(study):
    with pytest.raises(ParameterError, match=r"no round 'pilot'\. Known: .*\[coding\] of study"):
        _ = study.rounds["pilot"]


def test_a_file_or_a_folder_that_is_no_study_is_told_how_to_become_one(tmp_path):
    table = tmp_path / "articles.csv"
    table.write_text("article,outlet,text\n")
    with pytest.raises(StudyError, match=r"is no study, .* init my-study --from .*articles\.csv'"):
        framing.read_study(table)
    with pytest.raises(StudyError, match=r"holds no study\.toml\. 'framing init"):
        framing.read_study(tmp_path)


@pytest.mark.parametrize(("name", "said"), [
    ("kwic", "There is framing.words.kwic."),
    ("tfidf", "There is framing.large.tfidf, framing.words.tfidf."),
    ("explorer", "There is framing.explore.explorer."),
    ("check", "In a terminal there is: framing check."),
    ("sample", "There is framing.byhand.sample. In a terminal there is: framing sample."),
    ("codebook", "Did you mean 'read_codebook'?"),
])  # fmt: skip
def test_a_name_that_is_not_at_the_top_is_told_where_it_stands(name, said):
    with pytest.raises(AttributeError) as error:
        getattr(framing, name)
    assert str(error.value) == f"framing has no '{name}'. {said}"


ELSEWHERE = {
    "a column of a study": (lambda s: s["articles"], "such as ['articles']. Write: study.articles"),
    "rows of a study": (list, "Write: study.sentences, study.passages"),
    "a word too short": (lambda s: s.article, "Study has no 'article'. Did you mean 'articles'?"),
    "what its codebook has": (lambda s: s.frames, "Study has no 'frames'. There is .codebook.fram"),
    "a function": (lambda s: s.kwic("Kyiv"), "Study has no 'kwic'. There is framing.words.kwic."),
    "a frame that is not there": (
        lambda s: s.codebook.frames["nope"], "there is no frame 'nope'. Known: ukraine_exclusion",
    ),
    "a frame by a point": (lambda s: s.codebook.frames.ukraine_exclusion, "in brackets: ['ukraine"),
    "a name of another room": (lambda s: framing.report.build, "has no 'build'. There is framing."),
    "a room for a function": (framing.report, "It has Result, account, across,"),
    "a class for a function": (
        lambda s: framing.study.Study("seeds"), "not made of a path: framing.read_study(path)",
    ),
    "a path for a study": (
        lambda s: framing.explore.explorer("seeds", frame="f"), "explorer(framing.read_study('my-",
    ),
    "a frame without its name": (lambda s: s.codebook.frame(), "Frames: ukraine_exclusion, trump"),
    "an indicator that is not there": (
        lambda s: s.codebook.frame("ukraine_exclusion").indicators["x"], "is no indicator 'x'",
    ),
    "no sheet": (lambda s: framing.code_sheet(s, None), "sheet is None, which is NoneType; the"),
    "a study for its table": (framing.salience, "article_frames is a Study; a pandas table is ne"),
}  # fmt: skip


@pytest.mark.parametrize(("call", "said"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_is_sought_in_a_wrong_place_is_told_where_it_stands(study, call, said):
    with pytest.raises((AttributeError, FramingError)) as error:
        call(study)
    assert said in str(error.value)


def test_an_indicator_is_had_by_its_place_and_by_its_id(study):
    indicators = study.codebook.frame("ukraine_exclusion").indicators
    assert indicators[indicators[0].id] is indicators[0]


def test_a_fault_within_a_property_is_told_as_it_is(study, monkeypatch):
    monkeypatch.setattr(type(study), "sentences", property(lambda self: None.text))
    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'text'"):
        _ = study.sentences


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_answers_a_wrong_name(name):
    function = functools.reduce(getattr, name.split("."), framing)
    with pytest.raises(ParameterError, match="has no option 'wrong'"):
        function(wrong=1)


def test_a_room_that_is_misspelt_is_told():
    with pytest.raises(AttributeError, match="Did you mean 'wire'"):
        _ = framing.wrie


@pytest.mark.parametrize("room", framing._ROOMS)
def test_what_a_room_has_not_is_missing_as_python_has_it(room):
    assert not hasattr(getattr(framing, room), "pytest_plugins")
