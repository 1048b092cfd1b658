"""A folder of exports, a PDF, a feed and a SQLite archive becomes a study without an edit."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from framing.begin.begin import begin
from framing.begin.survey import survey
from framing.study import read_study
from tests.corpus.test_many_in_a_file import exported, proquest
from tests.corpus.test_readers_collections import ARTICLE, RSS, pdf
from tests.corpus.test_readers_factiva import article as factiva
from tests.corpus.test_readers_factiva import page
from tests.corpus.test_readers_nexis import as_docx, uni


def everything(folder: Path) -> Path:
    folder.mkdir()
    (folder / "ProQuestDocuments-2025-01-17.txt").write_bytes(exported(proquest(1), proquest(2)))
    (folder / "nexis.docx").write_bytes(as_docx(uni()))
    (folder / "factiva.html").write_bytes(page(factiva()))
    (folder / "talks.pdf").write_bytes(pdf(ARTICLE))
    (folder / "feed.xml").write_text(RSS)
    with closing(sqlite3.connect(folder / "archive.db")) as base:
        base.execute("create table news (id, paper, day, headline, body)")
        rows = [
            (f"n{n}", "Gazette", f"2025-02-1{n}", f"Ferry {n}", f"It waits {n}.") for n in (1, 2)
        ]
        base.executemany("insert into news values (?, ?, ?, ?, ?)", rows)
        base.commit()
    return folder


def test_a_folder_of_every_source_is_a_study_without_an_edit(tmp_path):
    begun = begin(tmp_path / "study", source=everything(tmp_path / "mine"))
    study = read_study(begun.folder)
    articles = study.corpus.articles
    assert len(articles) == 9, articles[["article", "outlet"]]
    counts = articles["outlet"].value_counts().to_dict()
    assert counts["Gazette"] == 2
    assert counts["Daily"] == 2
    assert counts["The Arlen Courier"] == 4  # of ProQuest, Nexis and Factiva
    dates = articles.set_index("article")["date"]
    assert dates["n1"] == "2025-02-11"
    assert dates["101"] == "2019-03-01"
    rejected = study.inputs[study.inputs["state"] == "rejected"]
    assert rejected["said"].tolist() == ["holds no text"]  # an entry of the feed
    assert not (survey(study)["level"] == "mend").any()
