"""A source in pieces holds the articles that it holds as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from framing.corpus.cutting import pieces, read_piece
from framing.corpus.load import load
from framing.errors import CorpusError

ROWS = [
    ("a", "Daily", "2025-02-13", 'Talks began.\n\n"They go on," he said.'),
    ("b", "Daily", "2025-02-14", "Çelik met Müller; snow fell, and it was cold."),
    ("c", "Herald", "", "Nobody left."),
    ("d", "Herald", "2025-02-15", "Trains ran late."),
    ("e", "Herald", "2025-02-16", "Kyiv waits."),
]
ARTICLES = pd.DataFrame(ROWS, columns=["article", "outlet", "date", "text"])


def _text(
    *, sep: str = ",", encoding: str = "utf-8", first: str = "", end: str = "\n"
) -> Callable[[Path], Path | str]:
    def write(folder: Path) -> Path:
        path = folder / "articles.csv"
        body = first + ARTICLES.to_csv(index=False, lineterminator="\n", sep=sep)
        path.write_bytes(body.replace("\n", end).encode(encoding))
        return path

    return write


def _parquet(folder: Path) -> Path:
    ARTICLES.to_parquet(folder / "articles.parquet", row_group_size=3)
    return folder / "articles.parquet"


def _json_lines(folder: Path) -> Path:
    path = folder / "articles.jsonl"
    body = ARTICLES.to_json(orient="records", lines=True, force_ascii=False)
    path.write_bytes(b"\xef\xbb\xbf" + body.replace("\n", "\n\n", 1).encode())
    return path


def _database(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "a.db")) as base:
        ARTICLES.to_sql("news", base, index=False)
    return f"sqlite:///{(folder / 'a.db').as_posix()}"


SOURCES = {
    "commas": _text(),
    "semicolons": _text(sep=";"),
    "tabs": _text(sep="\t"),
    "a delimiter that is told": _text(sep="|", first="sep=|\n"),
    "a byte order mark": _text(encoding="utf-8-sig"),
    "a byte order mark and a delimiter": _text(sep=";", first="sep=;\n", encoding="utf-8-sig"),
    "lines of Windows": _text(end="\r\n"),
    "a code of old": _text(encoding="cp1252"),
    "Parquet": _parquet,
    "JSON Lines": _json_lines,
    "a database": _database,
}


@pytest.mark.parametrize("size", [1, 2, 9])
@pytest.mark.parametrize("kind", SOURCES)
def test_pieces_hold_what_the_whole_holds(kind: str, size: int, tmp_path: Path) -> None:
    source = SOURCES[kind](tmp_path)
    query = "select * from news" if isinstance(source, str) else ""
    whole = load(source, query=query)
    read = [read_piece(piece) for piece in pieces([source], query=query, size=size)]
    assert max(len(each.articles) for each in read) <= size
    found = pd.concat([each.articles for each in read], ignore_index=True)
    pd.testing.assert_frame_equal(found, whole.articles)
    assert sum(len(each.inputs) for each in read) == len(whole.inputs)


def test_sources_follow_one_another(tmp_path: Path) -> None:
    sources = [_parquet(tmp_path), _json_lines(tmp_path)]
    names = [piece.name for piece in pieces(sources, size=3)]
    assert names == ["articles.parquet"] * 2 + ["articles.jsonl"] * 2


def test_a_row_of_too_many_fields_is_rejected_in_its_piece(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("article,outlet,text\na,X,Talks.\nb,X,Talks,more\nc,X,Snow.\n")
    read = [read_piece(piece) for piece in pieces([path], size=1)]
    assert [each.inputs["state"].item() for each in read] == ["kept", "rejected", "kept"]


REFUSED = {
    "a.csv": (b'article,outlet,text\na,X,"never closed\nb,X,y\n', "quotation mark"),
    "b.csv": ("article,outlet,text\na,X,y\n".encode("utf-16"), "UTF-16"),
    "c.jsonl": ('{"article": "a"}\n'.encode("utf-16"), "UTF-16"),
    "d.json": (b"[]", "cannot be read in pieces"),
    "e.txt": (b"Talks began.", "cannot be read in pieces"),
    "f.parquet": (b"PAR1 and no more PAR1", "cut short or damaged"),
    "g.csv": (b"article,outlet,date,text\na,X,03/02/2025,Talks began.\n", "dates = "),
    "h.csv": (b"article,outlet,path\na,X,a.txt\n", "in a column 'text'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_in_pieces_is_refused(name: str, tmp_path: Path) -> None:
    data, said = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CorpusError, match=said):
        list(map(read_piece, pieces([tmp_path / name])))


def test_a_date_whose_order_is_told_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(REFUSED["g.csv"][0])
    (piece,) = pieces([tmp_path / "a.csv"])
    assert read_piece(piece, dates="day-month").articles["date"].tolist() == ["2025-02-03"]


def test_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file"):
        list(pieces([tmp_path / "none.csv"]))
