"""Beginning a study: what is written, what is guessed of one's own files, and that it runs."""

from __future__ import annotations

import csv
import os
import tomllib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.begin.begin import EXAMPLE, begin, quoted
from framing.begin.own import plan
from framing.begin.survey import MEND, survey
from framing.cli import main
from framing.corpus.names import SYNONYMS, guess_columns, taken_for
from framing.corpus.readers.found import Record
from framing.errors import CorpusError, ParameterError
from framing.study import read_study, settings

TEXT = (
    "Talks about the old bridge\n\nThe talks about the old bridge were put off on Monday, and it "
    "was not said who will be there when they are to begin. Residents accused the council of it."
)
PAGE = (
    "<html><head><title>The harbour opens</title></head><body><article><h1>The harbour opens</h1>"
    "<p>The harbour was opened on Friday by the mayor, who said that it had been built for all of "
    "the people of the town and not for those alone who have a boat of their own to bring.</p>"
    "<p>It was the first harbour that the town has had, and for many it will be the last.</p>"
    "</article></body></html>"
)
TABLE = "Newspaper,Headline,Body,Published\nPost,One,{0},2025-03-04\nTimes,Two,{1},\n"
GERMAN = (
    "Die Gespräche über die alte Brücke wurden am Montag verschoben, und es wurde nicht gesagt, "
    "wer dabei sein wird, wenn sie beginnen. Die Anwohner waren darüber nicht erfreut."
)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder as people have it: a text in an outlet's folder, a page, a table without ids."""
    folder = tmp_path / "mine"
    (folder / "Herald").mkdir(parents=True)
    (folder / "Herald" / "a.txt").write_text(TEXT)
    (folder / "Herald" / "page.html").write_text(PAGE)
    bodies = [TEXT.replace("bridge", name).replace("\n", " ") for name in ("mill", "tower")]
    (folder / "list.csv").write_text(TABLE.format(*(f'"{body}"' for body in bodies)))
    return folder


def table(path: Path, header: list[str], *rows: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def guessed(header: list[str], *rows: list[str]) -> dict[str, str]:
    records = [Record(str(n), dict(zip(header, row, strict=True))) for n, row in enumerate(rows, 2)]
    return guess_columns(header, records).columns


def test_a_fresh_study_holds_settings_codebook_texts_and_next_steps(tmp_path):
    folder = begin(tmp_path / "new" / "mine").folder
    found = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    assert found == [
        "README.txt",
        "articles/Courier/market-square.txt",
        "articles/Daily/bridge.txt",
        "articles/Daily/market-square.txt",
        "codebook.toml",
        "study.toml",
    ]
    assert [path.name for path in folder.parent.iterdir()] == ["mine"]


def test_every_key_that_settings_have_stands_in_the_new_study_with_a_comment():
    lines = (EXAMPLE / "study.toml").read_text().splitlines()
    keys = {key for keys in settings._SECTIONS.values() for key in keys}
    for key in sorted(keys):
        found = [
            n
            for n, line in enumerate(lines)
            if line.removeprefix("# ").startswith(f"{key} = ") or line == f"${key}"
        ]
        assert found, key
        assert lines[found[0] - 1].startswith(("#", "["))


def test_what_stands_in_comments_is_allowed_when_the_comment_is_taken_away(tmp_path):
    folder = begin(tmp_path / "mine").folder
    text = (folder / "study.toml").read_text()
    for key in ("event", "columns", "outlets", "dates", "codings", "coders", "reference"):
        text = text.replace(f"# {key} = ", f"{key} = ", 1)
    for name in ("[wire]", "[[adjudication]]", "[[hypotheses]]"):
        head, _, tail = text.partition(f"# {name}")
        block, _, rest = tail.partition("\n\n")
        text = f"{head}{name}{block.replace(chr(10) + '# ', chr(10))}\n\n{rest}"
    (folder / "study.toml").write_text(text.replace('"Agency/story.txt"', '""'))
    study = read_study(folder)
    assert (study.dates, study.adjudications[0].coder) == ("day-month", "carla")
    assert study.hypotheses[0]["expected"] == "more"


def test_every_indicator_of_the_example_is_met_by_its_texts(tmp_path):
    study = read_study(begin(tmp_path / "mine").folder)
    ids = {each.id for frame in study.codebook.frames.values() for each in frame.indicators}
    assert set(study.mentions["indicator"]) == ids


def test_a_fresh_study_has_nothing_to_mend(tmp_path, capsys):
    folder = str(tmp_path / "mine")
    assert main(["init", folder]) == 0
    said = capsys.readouterr().out
    assert f"framing check {folder}\n  framing report {folder}\n" in said
    assert main(["check", folder]) == 0
    assert "Nothing to mend" in capsys.readouterr().out


def test_checking_writes_nothing(tmp_path, capsys):
    folder = begin(tmp_path / "mine").folder
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert main(["check", str(folder)]) == 0
    assert before == {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.parametrize("there", ["study.toml", "notes.txt"])
def test_a_folder_that_holds_something_is_left_alone(tmp_path, there, capsys):
    (tmp_path / there).write_text("mine")
    assert main(["init", str(tmp_path)]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [(there, "mine")]


def test_an_empty_folder_may_be_there(tmp_path):
    (tmp_path / "mine").mkdir()
    assert (begin(tmp_path / "mine").folder / "study.toml").is_file()


def test_a_source_that_is_not_there_is_refused_and_nothing_is_left(tmp_path):
    with pytest.raises(ParameterError, match="but there is nothing"):
        begin(tmp_path / "study", source=tmp_path / "lost")
    assert list(tmp_path.iterdir()) == []


def test_a_source_without_an_article_leaves_nothing_behind(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.bin").write_bytes(b"\x00\x01")
    with pytest.raises(CorpusError, match="no article could be read"):
        begin(tmp_path / "study", source=tmp_path / "mine")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_study_cannot_be_made_over_its_source(mine):
    with pytest.raises(ParameterError, match=r"another folder|new or empty"):
        begin(mine, source=mine)


def test_texts_pages_and_tables_of_one_folder_are_read_together(mine, tmp_path):
    begun = begin(tmp_path / "study", source=mine)
    articles = read_study(begun.folder).articles
    assert sorted(zip(articles["outlet"], articles["article"], strict=True)) == [
        ("Herald", "mine/Herald/a.txt"),
        ("Herald", "mine/Herald/page.html"),
        ("Post", "list-2"),
        ("Times", "list-3"),
    ]
    assert articles.set_index("article").loc["list-2", "date"] == "2025-03-04"


def test_each_guess_and_what_was_taken_for_missing_ids_is_said(mine, tmp_path):
    said = begin(tmp_path / "study", source=mine).said
    for line in (
        "list.csv: column 'Newspaper' is taken for the outlet",
        "list.csv: column 'Body' is taken for the text",
        "list.csv: no id in every row; the numbers of its lines are taken",
        "language 'en': that of 4 of 4 texts",
        "1 of 4 articles have a date; a missing date stays missing",
    ):
        assert line in said


def test_the_source_is_not_touched(mine, tmp_path):
    before = {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}
    begin(tmp_path / "study", source=mine)
    assert before == {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}


def test_a_table_that_has_id_and_outlet_is_copied_as_it_is(tmp_path):
    header = ["Doc ID", "Source", "Text"]
    source = table(tmp_path / "t.csv", header, ["007", "Daily", TEXT], ["8", "NA", TEXT + " No."])
    folder = begin(tmp_path / "study", source=source).folder
    assert (folder / "articles" / "t.csv").read_bytes() == source.read_bytes()
    study = read_study(folder)
    assert study.columns == {"article": "Doc ID", "outlet": "Source", "text": "Text"}
    assert study.articles[["article", "outlet"]].to_numpy().tolist() == [
        ["007", "Daily"],
        ["8", "NA"],
    ]


def test_a_table_without_an_outlet_takes_its_name_and_says_so(tmp_path):
    source = table(tmp_path / "Daily.csv", ["id", "text"], ["1", TEXT])
    begun = begin(tmp_path / "study", source=source)
    assert set(read_study(begun.folder).articles["outlet"]) == {"Daily"}
    assert any("all its texts are taken for those of 'Daily'" in line for line in begun.said)


def test_two_tables_with_the_same_ids_keep_all_their_articles(tmp_path):
    for name in ("one", "two"):
        row = ["1", "Daily", TEXT + name]
        table(tmp_path / "mine" / f"{name}.csv", ["id", "outlet", "text"], row)
    begun = begin(tmp_path / "study", source=tmp_path / "mine")
    assert sorted(read_study(begun.folder).articles["article"]) == ["1", "two-1"]


def test_columns_of_ones_own_that_bear_other_names_of_articles_are_kept(tmp_path):
    header = ["article", "Paper", "text", "path"]
    rows = [["x", "Daily", TEXT, "/web/1"], ["x", "Daily", TEXT + " No.", "/web/2"]]
    source = table(tmp_path / "t.csv", header, *rows)
    articles = read_study(begin(tmp_path / "study", source=source).folder).articles
    assert articles["given_article"].tolist() == ["x", "x"]
    assert articles["given_path"].tolist() == ["/web/1", "/web/2"]


def test_a_path_beside_the_text_is_not_taken_for_a_file(tmp_path):
    source = table(tmp_path / "t.csv", ["id", "outlet", "text", "path"], ["1", "D", TEXT, "/web/1"])
    articles = read_study(begin(tmp_path / "study", source=source).folder).articles
    assert articles[["article", "given_path"]].to_numpy().tolist() == [["1", "/web/1"]]


def test_a_table_that_names_files_is_copied_with_them(tmp_path):
    (tmp_path / "mine" / "articles").mkdir(parents=True)
    (tmp_path / "mine" / "articles" / "a.txt").write_text(TEXT)
    table(tmp_path / "mine" / "meta.csv", ["id", "outlet", "file"], ["1", "Daily", "a.txt"])
    study = read_study(begin(tmp_path / "study", source=tmp_path / "mine").folder)
    assert study.articles[["article", "outlet", "text"]].to_numpy().tolist() == [
        ["1", "Daily", TEXT]
    ]


def test_a_table_without_texts_is_left_to_the_load_report(mine, tmp_path):
    table(mine / "outlets.csv", ["name", "country"], ["Herald", "DE"])
    begun = begin(tmp_path / "study", source=mine)
    inputs = read_study(begun.folder).inputs.set_index("input")
    assert inputs.loc["mine/outlets.csv", "state"] == "rejected"
    assert "outlets.csv: no column for the text" in begun.said


def test_what_was_repaired_and_not_taken_of_a_table_is_said(tmp_path):
    body = f'"{TEXT}"'.encode()
    lines = [b"Newspaper;Body", b"Caf\xe9;" + body, b"Post;" + body + b";x", b"Post;" + body]
    (tmp_path / "t.csv").write_bytes(b"\n".join(lines))
    begun = begin(tmp_path / "study", source=tmp_path / "t.csv")
    said = "\n".join(begun.said)
    assert "t.csv: decoded as cp1252, since it is not UTF-8 (3 rows)" in said
    assert "t.csv: 1 row not taken, at " in said
    assert "3 fields where the header has 2" in said
    assert sorted(read_study(begun.folder).articles["outlet"]) == ["Café", "Post"]


def test_an_archive_is_read_like_a_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("Daily/a.txt", TEXT)
        archive.writestr("Post/b.txt", TEXT + " No.")
    study = read_study(begin(tmp_path / "study", source=tmp_path / "a.zip").folder)
    assert sorted(study.articles["outlet"]) == ["Daily", "Post"]


@pytest.mark.parametrize("inside", [True, False], ids=["beside the study", "elsewhere"])
def test_large_files_are_referred_to(mine, tmp_path, monkeypatch, inside):
    monkeypatch.setattr(plan, "LARGE", 10)
    (mine / "list.csv").unlink()
    place = tmp_path / "study" if inside else tmp_path / "far" / "study"
    begun = begin(place, source=mine)
    assert not (begun.folder / "articles").exists()
    values = tomllib.loads((begun.folder / "study.toml").read_text())
    assert values["corpus"]["articles"] == ("../mine" if inside else mine.as_posix())
    assert len(read_study(begun.folder).articles) == 2
    assert any("must stay there" in line for line in begun.said)


def test_hidden_files_and_links_that_lead_round_are_not_copied(mine, tmp_path):
    (mine / ".DS_Store").write_bytes(b"x")
    os.symlink(mine, mine / "Herald" / "round")
    folder = begin(tmp_path / "study", source=mine).folder
    names = {path.name for path in folder.rglob("*")}
    assert not names & {".DS_Store", "round"}


def test_texts_in_another_language_set_it_and_say_what_to_write(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text(GERMAN, encoding="utf-8")
    begun = begin(tmp_path / "study", source=tmp_path / "mine")
    study = read_study(begun.folder)
    assert (study.language, study.codebook.language) == ("de", "de")
    assert "codebook.toml holds English examples; write your indicators in 'de'" in begun.said
    assert MEND not in set(survey(study)["level"])


@pytest.mark.parametrize("name", ['the "study"', "back\\slash", "{$name}", "mañana 字"])
def test_any_name_of_a_folder_makes_settings_that_can_be_read(mine, tmp_path, name):
    renamed = mine.rename(tmp_path / f"{name} of mine")
    assert read_study(begin(tmp_path / name, source=renamed).folder).name == name


@given(st.text())
def test_any_text_is_written_as_toml_has_it(text):
    said = text.encode("utf-8", "replace").decode("utf-8")
    assert tomllib.loads(f"a = {quoted(text)}")["a"] == said


@pytest.mark.parametrize("name", [n for n in SYNONYMS if n != "path"])
def test_each_listed_name_is_recognised_whatever_its_case_and_blanks(name):
    for word in SYNONYMS[name]:
        assert guessed([f" {word.upper()}_"], ["x"]).get(name) == f" {word.upper()}_"


def test_an_id_that_repeats_or_is_empty_is_not_taken():
    assert "article" not in guessed(["id", "text"], ["1", "a"], ["1", "b"])
    assert guessed(["id", "url", "text"], ["", "u1", "a"], ["1", "u2", "b"])["article"] == "url"


def test_the_longest_fields_are_the_text_where_no_name_tells_it():
    rows = [["1", "y" * 300], ["2", "z" * 300]]
    assert guessed(["id", "q7"], *rows) == {"article": "id", "text": "q7"}
    assert guessed(["id", "q7"], ["1", "short"]) == {"article": "id"}


def test_a_column_that_is_empty_in_every_row_holds_nothing():
    rows = [["1", "", "They met."], ["2", " ", "They left."]]
    assert guessed(["id", "text", "maintext"], *rows) == {"article": "id", "text": "maintext"}
    assert guessed(["id", "text", "maintext"], ["1", "", "a"], ["2", "b", ""])["text"] == "text"


def test_a_new_study_reads_the_column_that_holds_the_texts_beside_one_that_is_empty(tmp_path):
    rows = [["1", "Post", "", TEXT], ["2", "Times", "", f"{TEXT} Again."]]
    source = table(tmp_path / "list.csv", ["id", "source", "text", "maintext"], *rows)
    study = read_study(begin(tmp_path / "mine", source=source).folder)
    assert [text.startswith("Talks about") for text in study.articles["text"]] == [True, True]


FIELDS = st.sampled_from([word for name in ("title", "outlet", "date") for word in SYNONYMS[name]])


@given(st.dictionaries(FIELDS | st.just("date_text"), st.sampled_from(["", "x", "y"])))
def test_columns_of_a_table_are_guessed_as_the_fields_of_a_text_are(fields):
    """The one is done for a new study, the other whenever texts are read."""
    of_table = guess_columns(list(fields), [Record("2", fields)]).columns
    of_text, _ = taken_for(fields)
    for name in ("title", "outlet", "date"):
        taken = of_text.get(name) or (of_text.get("date_text") if name == "date" else None)
        assert fields.get(of_table.get(name, "")) == (taken or None)


@given(st.lists(st.text(max_size=8), unique=True, max_size=6))
def test_no_column_is_taken_for_two_things_but_a_file_that_is_the_id_too(header):
    found = guessed(header, ["x"] * len(header))
    once = [column for name, column in found.items() if name != "path"]
    assert len(set(once)) == len(once)


@pytest.mark.slow
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("given", ["nothing", "texts of one outlet"])
def test_a_new_study_is_checked_and_every_page_of_its_report_is_built(tmp_path, given, capsys):
    """Texts of several outlets are those of the tutorial (test_docs.py)."""
    one_outlet = tmp_path / "texts"
    one_outlet.mkdir()
    for name, opposed in (("a", "Berlin opposed the plan."), ("b", "Rome backed the plan.")):
        (one_outlet / f"{name}.txt").write_text(f"The talks began in the morning. {opposed}\n")
    files = {"nothing": [], "texts of one outlet": [one_outlet]}[given]
    folder = str(tmp_path / "study")
    assert main(["init", folder, *(f"--from={path}" for path in files)]) == 0
    assert main(["check", folder]) == 0
    assert main(["report", folder]) == 0
    assert "5 of 5 pages built" in capsys.readouterr().out
