"""Databases: what a query gives is read, nothing is written, and no password comes to light."""

from __future__ import annotations

import glob
import os
import shutil
import socket
import sqlite3
import subprocess
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from framing.begin.begin import EXAMPLE
from framing.corpus.formats import read_file
from framing.corpus.load import load
from framing.corpus.readers import database
from framing.errors import CorpusError, StudyError
from framing.study.settings import read_settings

ROWS = [
    ("1", "Daily", "2025-02-13", "Talks begin", "They met at noon."),
    ("2", "Courier", "2025-02-14", "Snow", "It fell on the village: all day."),
]
QUERY = "select id as article, paper as outlet, day as date, head as title, body as text from news"
CREATE = "create table news (id text, paper text, day text, head text, body text)"


def archive(folder: Path, *more: str) -> Path:
    path = folder / "archive.db"
    with closing(sqlite3.connect(path)) as base:
        base.execute(CREATE)
        base.executemany("insert into news values (?, ?, ?, ?, ?)", ROWS)
        for one in more:
            base.execute(one)
        base.commit()
    return path


def told(corpus) -> list[tuple[str, ...]]:
    names = ["article", "outlet", "date", "title", "text"]
    return [tuple(row) for row in corpus.articles[names].values.tolist()]


EXPECTED = [(*row[:4], f"{row[3]}\n\n{row[4]}") for row in ROWS]


def test_a_query_of_a_sqlite_file_is_a_row_an_article(tmp_path):
    corpus = load(f"sqlite:///{archive(tmp_path)}", query=f"{QUERY} order by id;")
    assert told(corpus) == EXPECTED
    assert corpus.inputs["input"].unique().tolist() == ["archive.db"]
    assert corpus.inputs["record"].tolist() == ["1", "2"]


def test_columns_of_a_database_are_mapped_as_those_of_a_table(tmp_path):
    columns = {"article": "id", "outlet": "paper", "date": "day", "title": "head", "text": "body"}
    address = f"sqlite:///{archive(tmp_path)}"
    assert (
        told(load(address, query="select * from news where body like '%:%'", columns=columns))
        == (EXPECTED[1:])
    )


@pytest.mark.parametrize("before", ["-- all of them\n", "/* of (2025)\n */ ", "  \n"])
def test_a_query_may_begin_with_a_comment(tmp_path, before):
    assert told(load(f"sqlite:///{archive(tmp_path)}", query=before + QUERY + ";")) == EXPECTED


def test_a_sqlite_file_may_have_any_name(tmp_path):
    path = archive(tmp_path).rename(tmp_path / "news #1 100%.db")
    assert told(load(f"sqlite:///{path}", query=QUERY)) == EXPECTED


def test_a_query_that_gives_no_row_says_so(tmp_path):
    with pytest.raises(CorpusError, match="gives no row"):
        load(f"sqlite:///{archive(tmp_path)}", query=f"select * from ({QUERY}) where 1 = 0")


@pytest.mark.parametrize(
    ("address", "said"),
    [("sqlite://archive.db", "three slashes"), ("https://a.example/n.db", "download it"),
     ("postgres://nobody@127.0.0.1:1/x", "connection")],
)  # fmt: skip
def test_an_address_of_another_kind_says_what_to_do(address, said):
    with pytest.raises(CorpusError, match=said):
        load(address, query=QUERY)


WRITES = [
    "insert into news values ('3', 'a', 'b', 'c', 'd')",
    "drop table news",
    "with a as (select 1) delete from news",
    "pragma user_version = 7",
    "",
]


@pytest.mark.parametrize("query", WRITES)
def test_a_query_that_writes_is_refused_and_writes_nothing(tmp_path, query):
    path = archive(tmp_path)
    before = path.read_bytes()
    with pytest.raises(CorpusError):
        load(f"sqlite:///{path}", query=query)
    assert path.read_bytes() == before


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(CorpusError, match="is not there"):
        load(f"sqlite:///{tmp_path}/none.db", query=QUERY)
    assert list(tmp_path.iterdir()) == []


def test_a_query_without_a_database_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="no database"):
        load(tmp_path, query=QUERY)


def test_a_sqlite_file_with_one_table_of_texts_is_a_table(tmp_path):
    path = archive(tmp_path, "create table authors (id, name)")
    found = read_file(path.read_bytes(), "archive.db")
    assert found.columns == ("id", "paper", "day", "head", "body")
    assert [tuple(one.fields.values()) for one in found.records] == ROWS


def test_a_sqlite_file_with_several_tables_of_texts_asks_for_a_query(tmp_path):
    path = archive(tmp_path, "create table letters (id, content)")
    with pytest.raises(CorpusError, match=r"2 tables with texts \(tables: 'letters', 'news'\)"):
        read_file(path.read_bytes(), "archive.db")


@pytest.mark.parametrize("name", ["archive.db", "a.txt"])
def test_a_damaged_sqlite_file_is_refused(tmp_path, name):
    data = archive(tmp_path).read_bytes()
    with pytest.raises(CorpusError, match=r"SQLite file|no table"):
        read_file(data[:100] + b"\xff" * 2000, name)


def study(folder: Path, articles: str) -> Path:
    shutil.copy(EXAMPLE / "codebook.toml", folder)
    (folder / "study.toml").write_text(
        f'[study]\nname = "a"\n[corpus]\narticles = "{articles}"\nquery = "{QUERY}"\n'
        '[coding]\ncodebook = "codebook.toml"\n'
    )
    return folder


def test_a_study_seeks_its_sqlite_file_in_its_folder(tmp_path):
    archive(tmp_path)
    settings = read_settings(study(tmp_path, "sqlite:///archive.db"))
    corpus = load(settings["sources"], query=settings["query"])
    assert told(corpus) == EXPECTED


WITH_PASSWORD = [
    "postgresql://reader:s3cret@localhost/news",
    "postgresql+pg8000://reader:s3cret@localhost:5432/news?x=1",
    "postgresql://localhost/news?password=s3cret",
    "mysql://reader@localhost/news?passwd=s3cret",
    "postgresql://reader:with/s3cret@localhost/news",
    "mssql+pyodbc:///?odbc_connect=DRIVER%3Dx%3BUID%3Dme%3BPWD%3Ds3cret",
    "databricks://token:s3cret@localhost",
    "bigquery://project?credentials_base64=s3cret",
]


@pytest.mark.parametrize(
    "address", ["postgresql://localhost:5432/news", "postgresql://localhost/n?passfile=/h/.pgpass"]
)
def test_an_address_without_a_password_is_none(address):
    assert not database.holds_password(address)


@pytest.mark.parametrize("address", WITH_PASSWORD)
def test_a_password_in_the_settings_is_refused_and_not_repeated(tmp_path, address):
    with pytest.raises(StudyError, match="holds a password") as refused:
        read_settings(study(tmp_path, address))
    assert "s3cret" not in str(refused.value)
    assert database.PASSWORD in str(refused.value)


def programs() -> Path | None:
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    there = shutil.which("initdb")
    return Path(found[-1] if found else there).parent if found or there else None


SECRET = "s3cret/with@signs:and%more"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[str]:
    """Start a server of PostgreSQL on the loopback address; it is never run as root."""
    bin_ = programs()
    if bin_ is None:
        assert not os.environ.get("CI"), "PostgreSQL is not there; .ci/run installs it"
        pytest.skip("PostgreSQL is not there")
    place = Path("/var/tmp" if os.geteuid() == 0 else tmp_path_factory.mktemp("server"))
    place = place / f"framing-postgresql-{os.getpid()}"
    place.mkdir(mode=0o755)
    secret = place / "secret"
    secret.write_text(SECRET)
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(place, "postgres")
        shutil.chown(secret, "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, capture_output=True, cwd="/")

    data = str(place / "data")
    run(str(bin_ / "initdb"), "-D", data, "-U", "reader", "-A", "scram-sha-256",
        f"--pwfile={secret}", "--encoding=UTF8", "--no-locale", "--no-sync")  # fmt: skip
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    run(
        str(bin_ / "pg_ctl"),
        "-D",
        data,
        "-w",
        "-t",
        "120",
        "-l",
        str(place / "log"),
        "-o",
        options,
        "start",
    )
    try:
        yield f"127.0.0.1:{port}"
    finally:
        run(str(bin_ / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="module")
def filled(server) -> str:
    import pg8000.dbapi

    host, _, port = server.partition(":")
    given = {"user": "reader", "password": SECRET, "database": "postgres"}
    with closing(pg8000.dbapi.connect(host=host, port=int(port), **given)) as connection:
        cursor = connection.cursor()
        cursor.execute(CREATE.replace("day text", "day date"))
        cursor.executemany("insert into news values (%s, %s, %s, %s, %s)", ROWS)
        cursor.execute(
            "create table many as select n::text as article from generate_series(1, 2500) n"
        )
        connection.commit()
    return f"postgresql+pg8000://reader@{server}/postgres"


def test_a_query_of_postgresql_is_a_row_an_article(filled, monkeypatch):
    monkeypatch.setenv(database.PASSWORD, SECRET)
    corpus = load(filled, query=f"{QUERY} order by id::int")
    assert told(corpus) == EXPECTED
    assert set(corpus.inputs["input"]) == {database.name_of(filled)}
    assert "reader" not in database.name_of(filled)


def test_an_address_without_a_driver_takes_one_that_is_there(filled, monkeypatch):
    monkeypatch.setenv(database.PASSWORD, SECRET)
    assert told(load(filled.replace("+pg8000", ""), query=f"{QUERY} order by id")) == EXPECTED


def test_rows_of_postgresql_come_in_parts(filled, monkeypatch):
    monkeypatch.setenv(database.PASSWORD, SECRET)
    found = database.read(filled, "select article, 'Daily' as outlet, 'x' as text from many")
    assert [one.place for one in found.records] == [str(n) for n in range(1, 2501)]


@pytest.mark.parametrize(
    "query", ["with a as (insert into news values ('3') returning *) select * from a",
              "select id from news; drop table news"],
)  # fmt: skip
def test_postgresql_is_only_read(filled, monkeypatch, query):
    monkeypatch.setenv(database.PASSWORD, SECRET)
    with pytest.raises(CorpusError):
        load(filled, query=query)
    assert told(load(filled, query=f"{QUERY} order by id")) == EXPECTED


@pytest.mark.parametrize("wrong", ["not-the-s3cret", "with @ and / and %"])
def test_a_wrong_password_is_told_without_it(filled, monkeypatch, wrong):
    monkeypatch.setenv(database.PASSWORD, wrong)
    with pytest.raises(CorpusError, match="cannot be read") as refused:
        load(filled, query=QUERY)
    said = "".join(traceback.format_exception(refused.value))
    assert wrong not in said
    assert database.PASSWORD in str(refused.value)


def test_what_a_driver_says_is_freed_of_passwords_in_every_form():
    said = "no host for postgresql://reader:a%2Fb@h/x (password a/b), or //u:other@h"
    assert database._blanked(said, "a/b") == (
        "no host for postgresql://reader:***@h/x (password ***), or //u:other@h"
    ) or "a/b" not in database._blanked(said, "a/b")


def test_a_password_that_only_the_driver_knows_is_blanked():
    said = "refused (dsn 'host=h password=abc dbname=n', PWD=abc;UID=u); password authentication"
    assert database._blanked(said) == (
        "refused (dsn 'host=h password=*** dbname=n', PWD=***;UID=u); password authentication"
    )


def test_a_server_that_does_not_answer_is_told():
    with pytest.raises(CorpusError, match="cannot be read"):
        load("postgresql+pg8000://reader@127.0.0.1:1/news", query=QUERY)


def test_a_driver_that_is_not_there_is_told():
    with pytest.raises(CorpusError, match="a driver of your database must be installed"):
        load("oracle://reader@127.0.0.1:1/news", query=QUERY)
