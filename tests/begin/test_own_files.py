"""What a new study takes from folders, names of files and lists that name them."""

from __future__ import annotations

import csv
import json
import lzma
import zipfile
from pathlib import Path, PurePath

import pytest

from framing.begin.begin import begin
from framing.begin.own import plan, taken_files
from framing.begin.own.paths import told_by_paths
from framing.errors import CorpusError
from framing.study import read_study
from tests.cases import each_of

TEXT = (
    "Talks about bridge {0}\n\nThe talks about the old bridge {0} were put off on Monday, and it "
    "was not said who will be there when they are to begin. Residents accused the council of it."
)


def texts(folder: Path, *names: str) -> Path:
    for n, name in enumerate(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT.format(n), encoding="utf-8")
    return folder


def table(path: Path, *rows: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def begun(tmp_path: Path, source: Path) -> tuple[list[tuple[str, str, str]], str]:
    """Begin a study; return article, outlet and date of what it reads, and what was said."""
    new = begin(tmp_path / "study", source=source)
    articles = read_study(new.folder).articles.sort_values("article")
    columns = (articles["article"], articles["outlet"], articles["date"].fillna(""))
    return list(zip(*columns, strict=True)), "\n".join(new.said)


@each_of(
    "path, outlet, day",
    [
        ("Daily/2025/02/13/a.txt", "Daily", "2025-02-13"),
        ("2025/02/13/Daily/a.txt", "Daily", "2025-02-13"),
        ("2025-02/13/Daily/a.txt", "Daily", "2025-02-13"),
        ("2025/02-February/13/Daily/a.txt", "Daily", "2025-02-13"),
        ("Daily/20250213/a.txt", "Daily", "2025-02-13"),
        ("Daily/13.02.2025/a.txt", "Daily", "2025-02-13"),
        ("Daily/02-13-2025/a.txt", "Daily", "2025-02-13"),
        ("Daily/02-03-2025/a.txt", "Daily", ""),
        ("Daily/2025/a.txt", "Daily", ""),
        ("Daily/2025/99/a.txt", "Daily", ""),
        ("01/a.txt", "01", ""),
        ("1492/a.txt", "1492", ""),
        ("Daily/1492-10-12.txt", "Daily", ""),
        ("Daily/2025-02-13 talks.txt", "Daily", "2025-02-13"),
        ("Daily/talks_20250213.txt", "Daily", "2025-02-13"),
        ("Daily/from 2025-02-13 to 2025-02-14.txt", "Daily", ""),
        ("Daily/120250213.txt", "Daily", ""),
        ("Daily/2025-13-45.txt", "Daily", ""),
        ("2025/02/13/a.txt", "", "2025-02-13"),
    ],
)
def test_folders_that_are_dates_are_no_outlets_and_tell_the_day(path, outlet, day):
    (told,) = told_by_paths([PurePath(path)])
    assert (told.outlet, told.day) == (outlet, day)


@pytest.mark.parametrize(
    ("stems", "outlets"),
    [
        (["2025-02-13_Post_a", "2025-02-13_Post_b", "2025-02-14_Daily_c", "x_Daily_d"], "PPDD"),
        (["NYT - 1 - a", "NYT - 2 - b", "WaPo - 3 - c", "WaPo - 4 - d_e"], "NNWW"),
        (["article_1", "article_2", "article_3", "article_4"], ""),
        (["Post_a", "Daily_b"], ""),
        (["1_a", "1_b", "2_c", "2_d"], ""),
        (["the mayor", "the mill", "a bridge", "a square"], ""),
    ],
    ids=["date first", "outlet first", "one word", "no word twice", "numbers", "headlines"],
)
def test_a_part_of_the_names_is_the_outlet_if_it_has_a_few_values_that_repeat(stems, outlets):
    told = told_by_paths([PurePath(f"{stem}.txt") for stem in stems])
    assert "".join(one.outlet[:1] for one in told) == outlets


def test_texts_in_folders_by_day_have_outlet_and_day_and_are_listed(tmp_path):
    mine = texts(tmp_path / "my tëxts", "Daily/2025/02/13/a.txt", "Post/2025/02/14/b.txt")
    rows, said = begun(tmp_path, mine)
    assert rows == [
        ("Daily/2025/02/13/a.txt", "Daily", "2025-02-13"),
        ("Post/2025/02/14/b.txt", "Post", "2025-02-14"),
    ]
    assert "the outlet of 2 texts is taken from their folders, dates left aside, such as" in said
    assert "the date of 2 texts is taken from folder or name, such as 2025-02-13 for" in said
    assert "articles/my tëxts.csv lists each text with what was taken; mend it there" in said


def test_texts_under_dates_alone_are_those_of_the_folder_that_holds_them(tmp_path):
    rows, _ = begun(tmp_path, texts(tmp_path / "Daily", "2025-02-13/a.txt", "2025-02-14/a.txt"))
    assert [row[1:] for row in rows] == [("Daily", "2025-02-13"), ("Daily", "2025-02-14")]


def test_names_of_files_tell_outlets_where_no_folder_does(tmp_path):
    names = ("2025-02-13_Post_a.txt", "2025-02-13_Post_b.txt", "2025-02-14_Daily_c.txt",
             "2025-02-15_Daily_d.txt")  # fmt: skip
    rows, said = begun(tmp_path, texts(tmp_path / "mine", *names))
    assert [row[1:] for row in rows] == [
        ("Post", "2025-02-13"), ("Post", "2025-02-13"),
        ("Daily", "2025-02-14"), ("Daily", "2025-02-15"),
    ]  # fmt: skip
    assert "the outlet of 4 texts is taken from their names" in said


def test_what_a_file_tells_of_itself_counts_more_than_where_it_lies(tmp_path):
    mine = texts(tmp_path / "mine", *(f"Daily/2025-02-13/{name}.txt" for name in "abc"))
    front = "---\noutlet: Post\ndate: 2024-12-31\n---\n"
    file = mine / "Daily" / "2025-02-13" / "a.txt"
    file.write_text(front + file.read_text())
    (file.with_name("b.json")).write_text('{"outlet": "Courier", "date": "2023-01-01"}')
    rows, _ = begun(tmp_path, mine)
    assert {row[1:] for row in rows} == {
        ("Post", "2024-12-31"), ("Courier", "2023-01-01"), ("Daily", "2025-02-13"),
    }  # fmt: skip


def test_files_that_cannot_be_listed_are_set_apart_and_none_is_lost(tmp_path):
    mine = texts(tmp_path / "mine", "Daily/2025-02-13/a.txt")
    (mine / "Daily" / "scan.pdf").write_bytes(b"%PDF-1.7")
    (mine / "Daily" / "empty.txt").write_bytes(b"")
    begin(tmp_path / "study", source=mine)
    inputs = read_study(tmp_path / "study").inputs
    assert sorted(inputs["state"]) == ["kept", "rejected", "rejected"]


def test_folders_within_folders_are_said_and_any_of_them_can_be_the_outlet(tmp_path):
    names = ("Daily/politics/a.txt", "Daily/sports/b.txt", "Post/politics/c.txt")
    rows, said = begun(tmp_path, texts(tmp_path / "mine", *names))
    assert [row[1] for row in rows] == ["politics", "sports", "politics"]
    assert "the last ('politics', 'sports') is taken for the outlet, not one above" in said
    settings = tmp_path / "study" / "study.toml"
    old = '# columns = { article = "id", outlet = "newspaper", text = "body" }'
    new = 'columns = { outlet = "folder_1" }'
    assert new in said
    settings.write_text(settings.read_text().replace(old, new))
    assert sorted(read_study(settings.parent).articles["outlet"]) == ["Daily", "Daily", "Post"]


def test_a_list_of_texts_stands_beside_a_table_whose_columns_have_other_names(tmp_path):
    mine = texts(tmp_path / "mine", "Daily/2025-02-13/a.txt")
    table(mine / "t.csv", ["Doc ID", "Source", "Body"], ["7", "Post", TEXT.format("x")])
    rows, _ = begun(tmp_path, mine)
    assert rows == [("7", "Post", ""), ("mine/Daily/2025-02-13/a.txt", "Daily", "2025-02-13")]


def test_texts_that_must_be_listed_are_copied_however_large(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "LARGE", 10)
    rows, said = begun(tmp_path, texts(tmp_path / "mine", "Daily/2025-02-13/a.txt"))
    assert [row[1:] for row in rows] == [("Daily", "2025-02-13")]
    assert "copied into articles/" in said
    assert "must stay there" not in said


def test_a_large_table_that_cannot_be_read_as_it_is_is_written_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "LARGE", 10)
    source = table(tmp_path / "Daily.csv", ["text"], [TEXT])
    assert begun(tmp_path, source)[0] == [("Daily-2", "Daily", "")]


def test_that_the_folder_is_taken_for_the_outlet_is_said(tmp_path):
    _, said = begun(tmp_path, texts(tmp_path / "mine", "a.txt"))
    assert "the folder that a text lies in is taken for its outlet" in said


def archive_of(path: Path, *names: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for n, name in enumerate(names):
            page = "<html><body><p>{}</p></body></html>" if name.endswith("html") else "{}"
            archive.writestr(name, page.format(TEXT.format(n)))
    return path


def test_an_archive_is_unpacked_and_its_folders_and_names_tell_as_much(tmp_path):
    source = archive_of(tmp_path / "a.zip", "Daily/2025/02/13/a.txt", "Post/.hidden", "../out.txt")
    found, said = begun(tmp_path, source)
    assert found == [("Daily/2025/02/13/a.txt", "Daily", "2025-02-13")]
    assert f"1 file of {source} copied into articles/; the originals are not touched" in said
    assert "1 file of a.zip not taken, hidden file: Post/.hidden" in said
    assert "1 file of a.zip not taken, its name leads out of the archive: ../out.txt" in said
    assert not (tmp_path / "out.txt").exists()


def test_columns_of_a_compressed_table_are_guessed(tmp_path):
    rows = table(tmp_path / "t.csv", ["Newspaper", "Body"], ["Daily", TEXT], ["Post", TEXT])
    packed = tmp_path / "list.csv.xz"
    packed.write_bytes(lzma.compress(rows.read_bytes()))
    found, said = begun(tmp_path, packed)
    assert [row[1] for row in found] == ["Daily", "Post"]
    assert "list.csv: column 'Body' is taken for the text" in said
    assert str(packed) in said


def test_dates_between_outlet_and_text_in_an_archive_that_is_not_unpacked_are_said(
    tmp_path, monkeypatch
):
    source = archive_of(tmp_path / "a.zip", "Daily/2025/02/13/a.txt")
    monkeypatch.setattr(taken_files, "LARGE", 10)
    found, said = begun(tmp_path, source)
    assert [row[1] for row in found] == ["13"]
    assert "folders of an archive that are dates are taken for outlets" in said


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_what_a_browser_saved_with_pages_is_left_aside(tmp_path, packed):
    names = ["2025/Daily/a.html", "2025/Daily/a_files/frame.html", "2025/Daily/a_files/x.png"]
    source = archive_of(tmp_path / "pages.zip", *names)
    if not packed:
        zipfile.ZipFile(source).extractall(tmp_path / "pages")
        source = tmp_path / "pages"
    found, said = begun(tmp_path, source)
    assert [row[:2] for row in found] == [("2025/Daily/a.html", "Daily")]
    assert "2 files that a browser saved with pages left aside" in said


def test_a_damaged_archive_is_no_study(tmp_path):
    source = archive_of(tmp_path / "a.zip", "Daily/a.txt")
    source.write_bytes(source.read_bytes()[:-9])
    with pytest.raises(CorpusError, match="is a damaged archive"):
        begun(tmp_path, source)


def listing(folder: Path, *names: str, of_list: bool = False) -> Path:
    header = ["filename", "newspaper", "date"]
    place = table(folder / "meta.csv", header, *([name, "Daily", "2025-02-13"] for name in names))
    return place if of_list else folder


@pytest.mark.parametrize("of_list", [False, True], ids=["the folder", "the list"])
@pytest.mark.parametrize("named", ["a", "A.TXT", "old/a.txt", "old\\a.txt"])
def test_files_that_a_list_names_otherwise_are_found_and_said(tmp_path, named, of_list):
    mine = texts(tmp_path / "mine", "deep down/a.txt", "deep down/b.txt")
    rows, said = begun(tmp_path, listing(mine, named, of_list=of_list))
    assert rows == [(named, "Daily", "2025-02-13")]
    assert f"1 name of files taken for those found, such as '{named}' for 'deep down/a.txt'" in said


def test_a_name_that_two_files_have_is_not_guessed(tmp_path):
    mine = texts(tmp_path / "mine", "one/a.txt", "two/a.txt", "b.txt")
    rows, said = begun(tmp_path, listing(mine, "a", "b"))
    assert [row[0] for row in rows] == ["b"]
    assert "1 name of files of which none was found: a" in said
    assert read_study(tmp_path / "study").inputs["state"].tolist() == ["rejected", "kept"]


def test_files_that_no_list_names_are_counted(tmp_path):
    mine = texts(tmp_path / "mine", "deep/a.txt", "deep/b.txt", "deep/c.txt")
    _, said = begun(tmp_path, listing(mine, "a"))
    assert "2 files that no table names not read: deep/b.txt, deep/c.txt" in said


def test_a_list_without_outlets_takes_its_name_and_finds_its_texts(tmp_path):
    mine = texts(tmp_path / "mine", "a.txt")
    table(mine / "Daily.csv", ["filename", "date"], ["a.txt", "2025-02-13"])
    assert begun(tmp_path, mine)[0] == [("a.txt", "Daily", "2025-02-13")]


def article(folder: Path, name: str, **more: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps({"maintext": TEXT.format(name), **more}))


def test_files_of_one_article_each_become_one_table_by_their_folders(tmp_path):
    for outlet, name in (("Daily", "1"), ("Daily", "2"), ("Post", "1")):
        article(tmp_path / "mine" / outlet, name, headline=f"Bridge {name}")
    rows, said = begun(tmp_path, tmp_path / "mine")
    assert [row[:2] for row in rows] == [
        ("Daily/1.json", "Daily"), ("Daily/2.json", "Daily"), ("Post/1.json", "Post"),
    ]  # fmt: skip
    assert "1.json and 2 more: column 'maintext' is taken for the text" in said
    assert said.count("is taken for the text") == 1
    assert "no outlet; the folder of each is its outlet" in said
    assert [path.name for path in (tmp_path / "study" / "articles").iterdir()] == ["mine.csv"]


def test_files_of_one_article_each_with_one_id_are_told_apart_by_their_places(tmp_path):
    for outlet in ("Daily", "Post"):
        article(tmp_path / "mine" / outlet, outlet, id="7")
    rows, said = begun(tmp_path, tmp_path / "mine")
    assert [row[0] for row in rows] == ["Daily/Daily.json", "Post/Post.json"]
    assert "ids that repeat; the places of the files are taken" in said


def test_files_of_one_article_each_keep_their_ids_if_these_tell_them_apart(tmp_path):
    for name in ("1", "2"):
        article(tmp_path / "mine", name, id=f"m{name}", source_domain="post.example")
    assert [row[:2] for row in begun(tmp_path, tmp_path / "mine")[0]] == [
        ("m1", "post.example"), ("m2", "post.example"),
    ]  # fmt: skip


def test_a_table_without_a_header_is_refused_and_no_row_is_lost_for_one(tmp_path):
    rows = [[str(n), "Daily", TEXT.format(n) * 2] for n in range(3)]
    with pytest.raises(CorpusError, match="put a line with their names above it"):
        begin(tmp_path / "study", source=table(tmp_path / "t.csv", *rows))
    assert not (tmp_path / "study").exists()


def test_a_column_that_is_no_id_says_why(tmp_path):
    source = table(
        tmp_path / "t.csv", ["id", "outlet", "text"],
        *[["7", "Daily", TEXT.format(n)] for n in range(2)],
    )  # fmt: skip
    assert (
        "column 'id' is no id: it is not another one in each row, such as '7'"
        in (begun(tmp_path, source)[1])
    )


def test_of_languages_that_are_as_frequent_english_is_taken_and_the_others_are_counted(tmp_path):
    mine = texts(tmp_path / "mine", "Times/a.txt")
    arabic = "قال المجلس يوم الاثنين إن الجسر القديم سيغلق خلال الصيف ورفض السكان هذا القرار. "
    texts(mine, "Ahram/a.txt")
    (mine / "Ahram" / "a.txt").write_text(arabic * 5, encoding="utf-8")
    said = begun(tmp_path, mine)[1]
    assert "language 'en': that of 1 of 2 texts" in said
    assert "several languages: ar 1, en 1; texts not in 'en' are not scored" in said
