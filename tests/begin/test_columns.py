"""What ``framing init --from`` takes for which column, and what it says of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.begin.begin import begin
from framing.cli import main
from framing.errors import FramingError
from framing.study import read_study

TEXT = "They met at noon and talked of the ferry that waits at the pier until spring."
HEAD = "id,paper,Hed,Dek,body\n"
ROWS = f"1,Daily,Talks begin,Envoys meet,{TEXT}\n2,Courier,Snow,It falls,{TEXT} Again.\n"


def table(folder: Path, text: str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_columns_that_are_not_taken_are_listed(tmp_path):
    begun = begin(tmp_path / "s", source=table(tmp_path, HEAD + ROWS))
    assert any("columns not taken: Hed, Dek" in line for line in begun.said)


def test_a_column_that_is_named_is_taken(tmp_path, capsys):
    path = table(tmp_path, HEAD + ROWS)
    given = ["--columns", "title=Hed", "text=body"]
    assert main(["init", str(tmp_path / "s"), "--from", str(path), *given]) == 0
    assert read_study(tmp_path / "s").corpus.articles["title"].tolist() == ["Talks begin", "Snow"]
    assert "columns not taken: Dek" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": "Hd"}, "no table has that column.*Did you mean 'Hed'"),
        ({"titel": "Hed"}, "articles do not have.*Did you mean 'title'"),
    ],
)
def test_a_column_that_is_not_there_is_refused_and_nothing_is_left(tmp_path, given, said):
    path = table(tmp_path, HEAD + ROWS)
    with pytest.raises(FramingError, match=said):
        begin(tmp_path / "s", source=path, columns=given)
    assert [one.name for one in tmp_path.iterdir()] == ["t.csv"]


def test_columns_without_files_of_ones_own_are_refused(tmp_path):
    with pytest.raises(FramingError, match="--from"):
        begin(tmp_path / "s", columns={"title": "Hed"})


@pytest.mark.parametrize("filled", [0, 1])
def test_a_full_column_goes_before_an_empty_one_of_a_better_name(tmp_path, filled):
    rows = [f"{n},Daily,{TEXT if n <= filled else ''},{TEXT} {n}\n" for n in (1, 2, 3)]
    begin(tmp_path / "s", source=table(tmp_path, "id,paper,text,content\n" + "".join(rows)))
    texts = read_study(tmp_path / "s").corpus.articles["text"].tolist()
    assert texts == [f"{TEXT} {n}" for n in (1, 2, 3)]


def test_a_list_without_texts_is_pointed_to_its_recipe(tmp_path):
    listed = "id,media_name,publish_date,title,url\n1,d.example,2025-02-13,Talks,https://d/1\n"
    with pytest.raises(FramingError, match=r"Media Cloud.*docs/exports\.md"):
        begin(tmp_path / "s", source=table(tmp_path, listed))
