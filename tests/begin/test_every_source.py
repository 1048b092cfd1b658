"""A folder of exports, a PDF, a feed and a SQLite archive becomes a report without an edit."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from framing.begin.begin import begin
from framing.begin.survey import survey
from framing.report.batch import build
from framing.study import read_study
from tests.corpus.test_many_in_a_file import BODY, exported, proquest
from tests.corpus.test_readers_collections import ARTICLE, RSS, pdf
from tests.corpus.test_readers_factiva import BODY as MET
from tests.corpus.test_readers_factiva import article as factiva
from tests.corpus.test_readers_factiva import identifier, page
from tests.corpus.test_readers_nexis import as_docx, uni
from tests.quick import pages_run_here

OPINION = "Opponents accused the council of a bad plan."
LONG = (
    "The envoys met in Arlen on Thursday after a long and difficult night, said a spokesman of the "
    "council of the village.\n\nSnow fell on the village that day and nobody came to see it."
)
COURIER, NEXIS = "The Arlen Courier", "mine/nexis.docx#document 1"
# What was put in: a row is an article, its outlet, day, title, text, genre and what it becomes:
# sentences that are counted and those that carry the starter codebook's conflict
PUT_IN = {
    "101": (COURIER, "2019-03-01", "Talks 1", BODY, None, 2, 0),
    "102": (COURIER, "2019-03-02", "Talks 2", BODY, None, 2, 0),
    NEXIS: (COURIER, "2025-02-13", "Talks begin", MET, "news", 2, 0),
    identifier(): (COURIER, "2025-02-13", "Talks begin", MET, "news", 2, 0),
    "mine/talks.pdf": ("mine", None, "Talks begin in Arlen", LONG, None, 2, 0),
    "d-1": ("Daily", "2025-02-13", "Talks & snow", "They met at noon.\n\nSnow fell.", None, 2, 0),
    "https://d.example/2": ("Daily", None, "Village", "It waits.", None, 1, 0),
    "n1": ("Gazette", "2025-02-11", "Ferry 1", f"It waits 1. {OPINION}", None, 2, 1),
    "n2": ("Gazette", "2025-02-12", "Ferry 2", f"It waits 2. {OPINION}", "opinion", 0, 0),
}  # fmt: skip


def everything(folder: Path) -> Path:
    folder.mkdir()
    (folder / "ProQuestDocuments-2025-01-17.txt").write_bytes(exported(proquest(1), proquest(2)))
    (folder / "nexis.docx").write_bytes(as_docx(uni()))
    (folder / "factiva.html").write_bytes(page(factiva()))
    (folder / "talks.pdf").write_bytes(pdf(ARTICLE))
    (folder / "feed.xml").write_text(RSS)
    with closing(sqlite3.connect(folder / "archive.db")) as base:
        base.execute("create table news (id, paper, day, headline, body, desk)")
        rows = [
            (f"n{n}", "Gazette", f"2025-02-1{n}", f"Ferry {n}", f"It waits {n}. {OPINION}", desk)
            for n, desk in ((1, ""), (2, "Opinion desk"))
        ]
        base.executemany("insert into news values (?, ?, ?, ?, ?, ?)", rows)
        base.commit()
    return folder


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    place = tmp_path_factory.mktemp("begun")
    return read_study(begin(place / "study", source=everything(place / "mine")).folder)


def test_a_folder_of_every_source_is_a_study_without_an_edit(study):
    articles = study.corpus.articles.set_index("article")
    read = articles[["outlet", "date", "title", "text"]].assign(
        genre=study.genres.set_index("article")["genre"]
    )
    told = {
        name: tuple(None if pd.isna(one) else one for one in row)
        for name, *row in read.itertuples()
    }
    assert told == {
        name: (outlet, day, title, f"{title}\n\n{text}", genre)
        for name, (outlet, day, title, text, genre, *_) in PUT_IN.items()
    }
    rejected = study.inputs[study.inputs["state"] == "rejected"]
    assert rejected["said"].tolist() == ["holds no text"]  # an entry of the feed
    assert not (survey(study)["level"] == "mend").any()


def test_its_report_counts_what_was_put_in(study, tmp_path):
    with pages_run_here():
        report = build(study, output=tmp_path / "out", page="corpus", jobs=1)
    assert not report.failed
    tables = tmp_path / "out" / "tables"
    flow = pd.read_csv(tables / "corpus-flow.csv").set_index("outlet")
    outlets = [outlet for outlet, *_ in PUT_IN.values()]
    assert {name: flow.loc[name, "n_found"] for name in set(outlets)} == {
        name: outlets.count(name) for name in set(outlets)
    }
    assert flow.loc["all outlets", ["n_found", "n_other_genre", "n_kept"]].tolist() == [9, 1, 8]
    inputs = pd.read_csv(tables / "corpus-inputs.csv")
    assert inputs["state"].value_counts().to_dict() == {"repaired": 9, "rejected": 1}
    frames = study.article_frames().query("frame == 'conflict'").set_index("article")
    counted = frames[["n_sentences", "n_frame_sentences"]]
    assert {name: tuple(row) for name, *row in counted.itertuples()} == {
        name: (n, carried) for name, (*_, n, carried) in PUT_IN.items() if n
    }
    words = sum(len(re.findall(r"\w+", f"{row[2]} {row[3]}")) for row in PUT_IN.values() if row[5])
    said = (
        f"8 texts of 4 outlets, with 23 sentences, headlines, subheads and captions ({words} words)"
    )
    written = (tmp_path / "out" / "corpus.html").read_text()
    assert said in re.sub(r"<[^>]+>", "", written)
