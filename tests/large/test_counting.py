"""A study is counted piece by piece, in one process, in several, or in shards: all the same."""

from __future__ import annotations

import json
import os
import signal
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing import cli, large
from framing.errors import CorpusError, ParameterError, StudyError
from framing.large import shards
from framing.study import Study, read_study
from framing.study.part import Part
from tests.study.test_store import BOOK

N = 14


def articles() -> pd.DataFrame:
    kinds = (
        "Talks begin\n\nKyiv was left out of the talks, an envoy said. It fears war.",
        "Snow\n\nSnow fell on the town. “We were left out,” the mayor said.",
        "Quiet\n\nNothing good was said. Nobody came.",
    )
    return pd.DataFrame(
        {
            "article": [f"a{n:02}" for n in range(N)],
            "outlet": ["Daily" if n % 2 else "Heralt" for n in range(N)],
            "date": [f"2025-02-{10 + n}" for n in range(N)],
            "genre": ["opinion" if n < 3 else "news" for n in range(N)],
            "language": "en",
            "text": [kinds[n % 3] for n in range(N)],
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "study"
    place.mkdir()
    articles().to_csv(place / "articles.csv", index=False)
    (place / "codebook.toml").write_text(BOOK)
    _settings(place)
    return place


def _settings(folder: Path, more: str = "") -> None:
    outlets = 'outlets = { "Heralt" = "Herald" }\n'
    (folder / "study.toml").write_text(f'[study]\nname = "made"\n[corpus]\n{outlets}{more}')


def _whole(study: Study) -> Part:
    return Part.of(study, study.corpus)


def test_counts_are_those_of_the_study_read_whole(folder: Path) -> None:
    study = read_study(folder)
    counts, whole = large.count(study, size=2), _whole(study)  # the first piece has no news
    pd.testing.assert_frame_equal(
        large.prevalence(counts), framing.prevalence(whole.article_frames())
    )
    pd.testing.assert_frame_equal(
        large.trend(counts), framing.trend(whole.article_frames(), whole.articles)
    )
    voices = framing.compare.manner(whole.passages, variable="voice")
    pd.testing.assert_frame_equal(large.manner(counts, variable="voice"), voices)
    assert len(counts.tables["articles"]) == N - 3
    assert counts.tables["inputs"]["n"].to_pylist() == [7, 7]


def test_articles_in_another_language_than_the_codebook_are_not_coded(folder: Path) -> None:
    table = articles()
    table.loc[5:, "language"] = "de"
    table.to_csv(folder / "articles.csv", index=False)
    counts = large.count(read_study(folder), size=3)
    assert counts.tables["article_frames"]["article"].to_pylist() == ["a03", "a04"]


def test_shards_put_together_give_the_bytes_of_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "count", partial(large.count, size=3))  # five pieces
    study = read_study(folder)
    places = {of: tmp_path / str(of) for of in (1, 3)}
    for of, place in places.items():
        for nth in range(of, 0, -1):
            large.write_shard(study, place, shard=(nth, of))
        large.merge_shards(study, place)
    one, three = (
        {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}
        for place in places.values()
    )
    assert one == three
    assert len(one) > 20
    shares = pd.read_csv(places[3] / "prevalence.csv")
    assert shares["n_articles"].sum() == N - 3


def test_shards_are_merged_only_whole_and_as_they_were_written(folder: Path) -> None:
    study, place = read_study(folder), folder / "counted"
    with pytest.raises(StudyError, match="found none"):
        large.merge_shards(study, place)
    large.write_shard(study, place, shard=(1, 2))
    with pytest.raises(StudyError, match="lacking '00002-of-00002'"):
        large.merge_shards(study, place)
    second = large.write_shard(study, place, shard=(2, 2))
    words = second / "words.parquet"
    data = words.read_bytes()
    words.write_bytes(data[:-1])
    with pytest.raises(StudyError, match="00002-of-00002: is damaged"):
        large.merge_shards(study, place)
    words.write_bytes(data)
    told = json.loads((second / "counted.json").read_text())
    told["state"][0] = "other"
    (second / "counted.json").write_text(json.dumps(told))
    with pytest.raises(StudyError, match="another study"):
        large.merge_shards(study, place)


def test_the_command_counts_shards_and_merges_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for nth in "12":
        assert cli.main(["report", str(folder), "--shard", f"{nth}/2"]) == 0
    assert "2 of 2 are there" in capsys.readouterr().out
    assert cli.main(["merge", str(folder)]) == 0
    assert f"{N - 3} articles counted whole" in capsys.readouterr().out
    assert (folder / "counted" / "keyness.csv").is_file()


@pytest.mark.parametrize("given", ["0/2", "3/2", "2", "a/b"])
def test_a_shard_that_is_none_is_refused(
    given: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["report", str(folder), "--shard", given]) == 2
    assert "argument --shard" in capsys.readouterr().err


def test_an_outlet_that_is_renamed_and_not_there_is_refused(folder: Path) -> None:
    (folder / "study.toml").write_text(
        '[study]\nname = "made"\n[corpus]\noutlets = { "Heral" = "Herald" }\n'
    )
    with pytest.raises(CorpusError, match="Did you mean 'Heralt'"):
        large.count(read_study(folder))


def test_coders_that_need_all_texts_are_refused(folder: Path) -> None:
    _settings(folder, '[coding]\nmachines = ["similarity"]\n')
    with pytest.raises(StudyError, match="all texts at a time"):
        large.count(read_study(folder))


def test_a_study_of_which_nothing_is_compared_is_refused(folder: Path) -> None:
    articles()[:3].to_csv(folder / "articles.csv", index=False)
    _settings(folder)
    (folder / "study.toml").write_text('[study]\nname = "made"\n')
    with pytest.raises(StudyError, match="no article"):
        large.count(read_study(folder))


def _end(chunk: int, *, by: int) -> int:
    if chunk == 3:
        os.kill(os.getpid(), by)
    return chunk * chunk


@pytest.mark.slow
def test_processes_of_their_own_give_the_same_in_the_same_order(folder: Path) -> None:
    study = read_study(folder)
    assert large.count(study, size=5, jobs=2) == large.count(study, size=14)


@pytest.mark.slow
def test_a_process_that_is_killed_is_told(folder: Path) -> None:
    with pytest.raises(ParameterError, match="was killed"):
        list(large.each(partial(_end, by=signal.SIGKILL), range(9), jobs=2))
