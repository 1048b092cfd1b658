"""Which of the texts that were read are compared, and what became of the others."""

from __future__ import annotations

import json
import re
from html import unescape

import pandas as pd
import pytest

from framing.begin.survey import LOOK, survey
from framing.compare import prevalence, trend
from framing.errors import FramingError, StudyError
from framing.pages.corpus import genres_by_outlet, genres_sentence
from framing.report.batch import build
from framing.report.faults import faults
from framing.study import read_study
from tests.begin.test_ready import CODEBOOK
from tests.begin.test_survey import STUDY, coded, row, write
from tests.cases import each_of
from tests.quick import pages_run_here
from tests.report.test_report import words

ROWS = [
    row(1, section="World"),
    row(2, section="Opinion"),
    row(3, section=""),
    row(4, section="", outlet="Courier"),
    row(5, section="Analysis", outlet="Courier"),
    row(6, section="Opinion", outlet="Gazette"),
]


@pytest.fixture
def study(tmp_path):
    """Return a function that writes a study of six texts in three genres, and reads it."""

    def written(*rows, more: str = "", **settings: str):
        given = [{"family": f"f{n}", **each} for n, each in enumerate(rows or ROWS)]
        write(tmp_path / "articles.csv", given)
        write(tmp_path / "c.csv", [coded(n, 0) for n in (1, 2, 5)])
        (tmp_path / "codebook.toml").write_text(CODEBOOK)
        given = dict.fromkeys(("study", "corpus", "coding"), "") | settings
        (tmp_path / "study.toml").write_text(STUDY.format(**given) + more)
        return read_study(tmp_path)

    return written


def test_news_alone_is_compared_unless_other_genres_are_asked_for(study):
    plain = study()
    assert plain.articles["article"].tolist() == ["a1", "a3", "a4"]
    assert set(plain.article_frames()["article"]) == {"a1", "a3", "a4"}
    assert set(plain.tokens["article"]) == set(plain.sentences["article"]) == {"a1", "a3", "a4"}
    asked = study(study='genres = ["news", "analysis"]')
    assert asked.articles["article"].tolist() == ["a1", "a3", "a4", "a5"]
    opinion = study(study='genres = ["opinion"]')
    assert opinion.articles["article"].tolist() == ["a2", "a6"]


def test_what_is_left_out_is_counted_by_outlet_and_adds_up(study):
    found = study().flow
    assert found.to_numpy().tolist() == [
        ["Courier", 2, 0, 0, 1, 1],
        ["Daily", 3, 0, 0, 1, 2],
        ["Gazette", 1, 0, 0, 1, 0],
        ["all outlets", 6, 0, 0, 3, 3],
    ]


def test_a_record_that_repeats_an_article_is_a_duplicate_of_its_outlet(study):
    found = study(ROWS[0], ROWS[0], ROWS[2]).flow.set_index("outlet")
    assert found.loc["Daily"].tolist() == [3, 1, 0, 0, 2]


def test_codings_of_texts_that_are_left_out_are_in_no_comparison(study):
    by_hand = study(coding='codings = ["c.csv"]')
    rows = by_hand.codings[by_hand.codings["coder"] == "anna"]
    assert rows["article"].tolist() == ["a1"]
    assert "a2" not in set(by_hand.claims["article"])


def test_a_study_without_any_text_of_its_genres_says_what_there_is(study):
    with pytest.raises(StudyError, match=r"no text is live, .* Found: news 3, opinion 2, analysis"):
        _ = study(study='genres = ["live"]').articles


def test_an_unknown_genre_is_refused(study):
    with pytest.raises(StudyError, match=r"'genres' names 'opinons'\. Allowed: news, .*'opinion'"):
        study(study='genres = ["opinons"]')


def test_a_corpus_of_one_genre_says_nothing_of_genres(study):
    told = study(ROWS[0], ROWS[2]).genres
    assert genres_sentence(told, compared=["news"]) == ""


def test_a_corpus_that_mixes_genres_says_so_and_what_counts_as_news(study):
    told = study().genres
    assert genres_sentence(told, compared=["news"]) == (
        "The texts mix genres: news 3, opinion 2 and analysis 1; left out of all that follows: "
        "opinion 2 and analysis 1. 2 texts whose genre is not told: counted as news."
    )
    assert genres_sentence(told, compared=["news", "opinion", "analysis"]).endswith(
        "all are compared. 2 texts whose genre is not told: counted as news."
    )
    assert genres_by_outlet(told).to_numpy().tolist() == [
        ["Courier", 0, 1, 0, 1],
        ["Daily", 1, 0, 1, 1],
        ["Gazette", 0, 0, 1, 0],
    ]


def test_check_names_what_is_left_out_by_genre(study):
    found = survey(study())
    looked = found[(found["part"] == "genres") & (found["level"] == LOOK)]["message"].tolist()
    assert looked == [
        "3 articles left out of comparisons by genre: opinion 2, analysis 1. [study] genres names "
        "those that are compared",
        "the genre of 2 articles is not told; counted as news",
    ]


def test_the_first_page_says_that_a_corpus_mixes_genres(study, tmp_path):
    with pages_run_here():
        report = build(study(), output=tmp_path / "out", page="corpus", jobs=1)
    assert not report.failed
    said = "The texts mix genres: news 3, opinion 2 and analysis 1"
    assert said in words(report.output / "index.html")
    assert said in words(report.output / "corpus.html")
    assert (report.output / "tables" / "corpus-flow.csv").exists()


def write_outlets(folder, text="outlet,owner\nDaily,north\nCourier,north\nGazette,south\n"):
    (folder / "outlets.csv").write_text(text)


ALL = 'genres = ["news", "opinion", "analysis"]'


def test_measures_take_a_column_of_the_table_of_outlets(study, tmp_path):
    write_outlets(tmp_path)
    asked = study(study=ALL)
    found = prevalence(asked.answers(), by="owner")
    assert found[found["frame"] == "plan"][["owner", "n_articles"]].values.tolist() == [
        ["north", 5],
        ["south", 1],
    ]
    course = trend(asked.answers(), asked.articles, by="owner", period="month")
    assert set(course["owner"]) == {"north", "south", "all outlets"}


def test_a_study_by_owner_names_owners_where_outlets_stood_and_outlets_as_stories(study, tmp_path):
    write_outlets(tmp_path)
    asked = study(study=ALL)
    grouped = asked.by("owner")
    assert grouped.articles["outlet"].tolist() == ["north"] * 5 + ["south"]
    assert grouped.sentences["family"].unique().tolist() == ["Daily", "Courier", "Gazette"]
    assert set(grouped.checks.leading["outlet"]) == {"north", "south"}
    assert asked.articles["outlet"].nunique() == 3
    assert asked.by("outlet") is asked
    with pytest.raises(StudyError, match="ask the study, and not its groups"):
        _ = grouped.origins


@each_of(
    "text, by, said",
    [
        ("outlet,owner\nDaily,north\nCourier,south\n", "owner", "no row for 1 outlet: 'Gazette'"),
        ("outlet,owner\nDaily,n\nCourier,n\nGazette,\n", "owner", "without a value: 'Gazette'"),
        ("outlet,owner\nDaily,n\nCourier,n\nGazette,s\n", "ownr", "Did you mean 'owner'?"),
        ("outlet,weight\nDaily,n\nCourier,n\nGazette,s\n", "weight", "called 'weight', which"),
        ("paper,owner\nDaily,n\nCourier,n\nGazette,s\n", "owner", "has no column 'outlet'"),
        ("outlet,owner\nDaily,n\nDaily,s\nCourier,n\nGazette,s\n", "owner", "'Daily'"),
        (None, "owner", "Groups of outlets stand in outlets.csv"),
    ],
)
def test_groups_that_cannot_be_made_are_told_by_check_and_refused_by_report(
    study, tmp_path, text, by, said
):
    (tmp_path / "outlets.csv").unlink(missing_ok=True)
    if text:
        write_outlets(tmp_path, text)
    page = f'[[report]]\nnotebook = "outlets"\nparameters = {{ by = "{by}" }}\n'
    broken = study(study=ALL, more=page)
    found = [error for error in map(str, faults(broken)) if said in error]
    with pytest.raises(FramingError) as refused:
        build(broken, output=tmp_path / "out", jobs=1)
    assert found[0] in str(refused.value)


def bare(page) -> str:
    """Return the words of a page, whatever they open."""
    return re.sub(r"<[^>]+>", "", page.read_text())


def test_the_page_on_outlets_compares_groups_and_says_so(study, tmp_path):
    write_outlets(tmp_path)
    page = '[[report]]\nnotebook = "outlets"\nparameters = { by = "owner" }\n'
    with pages_run_here():
        report = build(study(study=ALL, more=page), output=tmp_path / "out", jobs=1)
    assert not report.failed
    text = bare(report.output / "outlets.html")
    assert "Compared are groups of outlets by owner." in text
    assert "north: 2 outlets (Courier and Daily); south: 1 outlet (Gazette)" in text
    assert "With fewer than 5 outlets there is no interval and no test" in text


def test_the_pages_on_a_frame_and_on_an_outlet_are_of_groups_and_say_so(study, tmp_path):
    write_outlets(tmp_path)
    line = '[[report]]\nnotebook = "{}"\nparameters = {{ {}, by = "owner" }}\n'
    more = line.format("frame", 'frame = "plan"') + line.format("outlet", 'outlet = "north"')
    with pages_run_here():
        report = build(study(study=ALL, more=more), output=tmp_path / "out", jobs=1)
    assert not report.failed
    for name in ("frame", "outlet"):
        text = bare(report.output / f"{name}.html")
        assert "Compared are groups of outlets by owner." in text
        assert "north: 2 outlets (Courier and Daily); south: 1 outlet (Gazette)" in text
    table = pd.read_csv(report.output / "tables" / "frame-prevalence.csv")
    assert table[["outlet", "n_articles"]].values.tolist() == [["north", 5], ["south", 1]]


def test_a_monitor_names_new_texts_and_claims_nothing_that_no_test_shows(study, tmp_path):
    more = [row(n, date="2025-03-10", text=f"Joy. The plan of day {n}. Joy again.") for n in (7, 8)]
    asked = study(*ROWS, *[{**each, "section": ""} for each in more])
    with pages_run_here():
        report = build(asked, output=tmp_path / "out", page="corpus", since="2025-03-05", jobs=1)
    text = unescape((report.output / "since.html").read_text())
    assert "2 texts since 2025-03-05 (Daily 2), 3 before." in text
    assert ">a7<" in text
    assert ">a1<" not in text
    assert "mood: 4 of 6 sentences in the new texts, 0 of 6 in those before." in text
    assert text.count("Whether it moved cannot be told: hits of the rules, not yet checked.") == 2
    assert "more than before" not in text
    told = json.loads((report.output / "manifest.json").read_text())
    assert "since.html" in told["files"]


def test_a_day_that_is_none_is_refused_before_anything_runs(study, tmp_path):
    with pytest.raises(FramingError, match="since is 'March'"):
        build(study(), output=tmp_path / "out", since="March", jobs=1)
