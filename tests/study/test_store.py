"""A study's tables are kept on disk, and believed only as far as they are what was written."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from framing.begin.survey import survey
from framing.corpus.readers.inputs import inputs
from framing.study import Study, read_study, store, texts
from framing.study.made_of import files_of
from framing.tables.file_names import NO_STORE, STORE

TABLE = """article,outlet,date,text
a,Daily,2025-02-13,"Talks begin. Kyiv was left out of the talks, an envoy said."
b,Courier,2025-02-13,"Talks begin. Kyiv was left out of the talks, an envoy said."
c,Herald,2025-02-14,"Snow fell on the town. “We are glad,” the mayor said."
"""
BOOK = """
[codebook]
name = "made"
[frames.exclusion]
definition = "d"
[[frames.exclusion.indicators]]
id = "i"
any = ["left out"]
"""
TABLES = ("articles", "sentences", "families", "mentions", "claims", "alignments", "origins")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(NO_STORE)
    place = tmp_path / "study"
    place.mkdir()
    (place / "study.toml").write_text('[study]\nname = "made"\n')
    (place / "articles.csv").write_text(TABLE, encoding="utf-8")
    (place / "codebook.toml").write_text(BOOK)
    return place


def tables(study: Study) -> dict[str, pd.DataFrame]:
    of_load = {"inputs": study.inputs, "repairs": study.repairs}
    return of_load | {name: getattr(study, name) for name in TABLES}


def same(found: dict[str, pd.DataFrame], expected: dict[str, pd.DataFrame]) -> bool:
    for name, table in expected.items():
        pd.testing.assert_frame_equal(found[name], table, obj=name)
    return True


def kept_in(folder: Path) -> dict[str, Path]:
    return {path.name.partition(".")[0]: path for path in (folder / STORE).glob("*/*.parquet")}


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("it is computed again")


def test_the_second_reading_begins_where_the_first_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tables(read_study(folder))
    for name in ("load", "sentences", "families"):
        monkeypatch.setattr(texts, name, refuse)
    assert same(tables(read_study(folder)), first)
    assert {"corpus_articles", "split", "mentions", "alignments"} <= {*kept_in(folder)}
    assert (folder / STORE / ".gitignore").read_text() == "*\n"


def test_without_a_store_nothing_is_kept_or_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tables(read_study(folder))
    shutil.rmtree(folder / STORE)
    monkeypatch.setenv(NO_STORE, "1")
    assert same(tables(read_study(folder)), first)
    assert not (folder / STORE).exists()


@pytest.mark.parametrize(
    "harm", ["cut", "changed", "emptied", "short", "of another table", "foreign"]
)
def test_what_was_not_written_so_is_made_anew(folder: Path, harm: str, tmp_path: Path) -> None:
    first = tables(read_study(folder))
    path = kept_in(folder)["split"]
    data = path.read_bytes()
    if harm == "foreign":  # a whole table of another study, under the name of its own hash
        other = shutil.copytree(folder, tmp_path / "other", ignore=lambda *_: [STORE])
        (other / "articles.csv").write_text(TABLE.replace("Snow", "Rain"), encoding="utf-8")
        tables(read_study(other))
        path.unlink()
        shutil.copy(kept_in(other)["split"], path.parent)
    elif harm == "short":  # a table that can be read, and lacks a row
        pq.write_table(pq.read_table(path)[:-1], path, compression="zstd")
    elif harm == "of another table":
        whole = kept_in(folder)["mentions"]
        path.unlink()
        shutil.copy(whole, path.parent / whole.name.replace("mentions", "split"))
    else:
        harmed = {"cut": data[:-9], "changed": data[:50] + b"?" + data[51:], "emptied": b""}
        path.write_bytes(harmed[harm])
    assert same(tables(read_study(folder)), first)
    assert kept_in(folder)["split"].read_bytes() == data


def test_a_text_that_is_taken_out_leaves_the_store(folder: Path) -> None:
    tables(read_study(folder))
    before = {path.parent for path in kept_in(folder).values()}
    (folder / "articles.csv").write_text(TABLE.rpartition("c,Herald")[0], encoding="utf-8")
    study = read_study(folder)
    assert study.articles["article"].tolist() == ["a", "b"]
    assert not any(path.exists() for path in before)
    held = pd.read_parquet(kept_in(folder)["corpus_articles"])
    assert not held["text"].str.contains("Snow").any()


@pytest.mark.parametrize("file", ["study.toml", "codebook.toml"])
def test_other_settings_have_a_store_of_their_own(folder: Path, file: str) -> None:
    first = read_study(folder).store
    with (folder / file).open("a") as lines:
        lines.write("# another comment\n")
    second = read_study(folder).store
    assert first
    assert second
    assert first.state != second.state


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS])
def test_on_a_full_disk_or_without_rights_it_goes_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "replace", fail)
    first = tables(read_study(folder))
    assert not [*(folder / STORE).glob("*/*")]
    monkeypatch.undo()
    monkeypatch.setenv(NO_STORE, "1")
    assert same(first, tables(read_study(folder)))


def test_another_process_may_take_the_store_away_meanwhile(folder: Path) -> None:
    first = tables(read_study(folder))
    study = read_study(folder)
    assert study.store
    assert len(study.articles) == 3
    shutil.rmtree(folder / STORE)
    assert same(tables(study), first)


def test_it_is_bounded_and_the_oldest_go_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST", 30_000)
    study = read_study(folder)
    assert study.store
    for nth in range(6):
        study.store.write(
            f"t{nth}", pd.DataFrame({"text": [f"{n * 7919 % 10007:x}" for n in range(4000)]})
        )
        for path in study.store.files():
            os.utime(path, (int(path.name[1]), int(path.name[1])))
    names = [path.name.partition(".")[0] for path in study.store.files()]
    assert 0 < study.store.size <= 30_000
    assert names == [f"t{nth}" for nth in range(6)][-len(names) :]
    assert len(names) < 6


def test_what_changed_since_the_study_was_read_is_not_kept(folder: Path) -> None:
    study = read_study(folder)
    assert study.store
    (folder / "articles.csv").write_text(TABLE.replace("Snow", "Rain"), encoding="utf-8")
    assert "Rain" in study.articles["text"].str.cat()
    assert not kept_in(folder)


def test_files_that_a_table_names_beside_it_are_what_a_study_is_made_of(folder: Path) -> None:
    (folder / "c.txt").write_text("Snow fell on the town.")
    (folder / "articles.csv").write_text("article,outlet,path\nc,Herald,c.txt\n")
    study = read_study(folder)
    assert folder / "c.txt" in files_of(study)
    assert len(study.sentences) == 1
    assert kept_in(folder)
    (folder / "c.txt").write_text("Snow fell on the town. Rain fell, too.")
    assert len(read_study(folder).sentences) == 2


def test_a_table_that_parquet_would_change_is_not_kept(folder: Path) -> None:
    study = read_study(folder)
    assert study.store
    study.store.write("lists", pd.DataFrame({"a": [[1], [2]]}))
    study.store.write("numbered", pd.DataFrame({"a": [1, 2]}, index=[5, 6]))
    assert not kept_in(folder)


def test_the_store_is_neither_a_source_nor_among_what_a_study_is_made_of(folder: Path) -> None:
    study = read_study(folder)
    tables(study)
    assert not [one for one in inputs(folder) if STORE in one.name]
    assert not [path for path in files_of(study) if STORE in path.parts]


def test_a_table_is_computed_though_the_store_turns_out_to_be_off(folder: Path) -> None:
    study = read_study(folder)
    assert study.store
    vars(study)["store"] = type(study.store)(study, "", {})  # of files that are not all it reads
    assert len(study.sentences) == 6
    assert study.store is None


def test_a_part_of_a_study_and_a_study_in_groups_keep_nothing(folder: Path) -> None:
    (folder / "outlets.csv").write_text("outlet,land\nDaily,x\nCourier,x\nHerald,y\n")
    study = read_study(folder)
    assert len(study.by("land").mentions)
    before = kept_in(folder)
    study.by("land").entries  # noqa: B018 - what is asked for would be kept
    assert kept_in(folder) == before


def test_check_tells_of_it(folder: Path) -> None:
    study = read_study(folder)
    tables(study)
    found = survey(study).query("part == 'store'")
    assert found["level"].tolist() == ["fine"]
    assert f"{len(kept_in(folder))} tables kept in .framing/" in found["message"].item()
