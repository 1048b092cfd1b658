"""From any folder to articles: every input ends kept, repaired or rejected, once, with a reason."""

# ruff: noqa: RUF001 - letters of many scripts are what is tested
from __future__ import annotations

import io
import json
import shutil
import tarfile
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.entries import unmet
from framing.corpus.formats import BY_SUFFIX
from framing.corpus.load import Corpus, load, read_corpus
from framing.errors import CorpusError, RepairWarning
from tests.corpus.in_words import in_words
from tests.corpus.test_formats import ALL, FACTIVA, NEXIS, TABLES, TEXTS, docx
from tests.effort import at_most

WESTERN = "decoded as cp1252, since it is not UTF-8"
BODY = "Envoys met in Arlen on Thursday.\n\nThey agreed to meet again."
HEADER = "article,outlet,date,title,text"


def put(folder: Path, files: dict[str, bytes | str]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def zipped(files: dict[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def tarred(files: dict[str, bytes | str], mode: str) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def table(*rows: str) -> str:
    return "\n".join([HEADER, *rows])


def states(corpus: Corpus) -> dict[str, str]:
    return dict(zip(corpus.inputs["input"], corpus.inputs["state"], strict=True))


def reason(corpus: Corpus, name: str) -> str:
    (found,) = corpus.inputs.loc[corpus.inputs["input"] == name, "said"]
    return found


def accounted(corpus: Corpus) -> None:
    """Check what must hold of any corpus: every input once, every article from one of them."""
    articles, inputs = in_words(corpus)
    assert not inputs.duplicated(["input", "record"]).any()
    assert inputs["state"].isin(["kept", "repaired", "rejected"]).all()
    assert articles["article"].is_unique
    of_others = inputs["reason"].isin(["describes_text", "named_in_table"])
    used = inputs[(inputs["state"] != "rejected") & ~of_others]
    assert sorted(used["article"]) == sorted(articles["article"])
    assert (inputs.loc[inputs["state"] == "rejected", "reason"] != "").all()
    assert (inputs.loc[inputs["state"] == "repaired", "repairs"] != "").all()
    assert (inputs.loc[inputs["state"] == "kept", "repairs"] == "").all()
    assert articles["text"].str.strip().ne("").all()


# A messy folder: each fault, and what becomes of it

FAULTS: dict[str, tuple[bytes | str, str, str]] = {
    "clean.txt": (BODY, "kept", ""),
    "UPPER.TXT": (BODY + " Still.", "kept", ""),
    "bom.txt": ("\ufeffTürkiye waits.", "repaired", "byte order mark left out"),
    "utf16.txt": ("Türkiye waits.".encode("utf-16"), "repaired", "byte order mark left out"),
    "cp1252.txt": ("“Türkiye” waits.".encode("cp1252"), "repaired", WESTERN),
    "mojibake.txt": ("TÃ¼rkiye waits.", "repaired", "mojibake mended"),
    "mixed.txt": (b"T\xc3\xbcrkiye and T\xfcrkiye \x81", "rejected", "is neither UTF-8 nor"),
    "nul.txt": (b"Talks\0begin", "rejected", "holds NUL characters"),
    "surrogate.txt": (b"Talks \xed\xa0\xbd begin \x81", "rejected", "is neither UTF-8 nor"),
    "empty.txt": (b"", "rejected", "holds no text"),
    "blank.txt": (" \n\t", "rejected", "holds no text"),
    "wrong.txt": (docx("Talks begin."), "repaired", "read as DOCX, though its name ends in .txt"),
    "page.txt": (TEXTS[".html"], "repaired", "read as HTML, though its name ends in .txt"),
    "report.pdf": (b"%PDF-1.7", "rejected", "is a PDF"),
    "scan.png": (b"\x89PNG", "rejected", "is a picture"),
    "~$notes.docx": (b"x", "rejected", "lock file of an office program"),
    ".DS_Store": (b"\0\1", "rejected", "hidden file"),
    "notes.odp": (b"x", "rejected", "is no file of a format that is read"),
    "cut.docx": (docx("Talks begin.")[:60], "rejected", "is no Word document"),
    "cut.zip": (zipped({"a.txt": BODY})[:40], "rejected", "is a damaged archive"),
    "entities.txt": ("Talks &amp;amp; terms.", "repaired", "HTML entities decoded"),
    "markup.txt": (
        "<p>Talks begin in Arlen on Thursday.</p><script>alert(1)</script><p>They go on.</p>",
        "repaired",
        "HTML markup left out",
    ),
    "doubled.txt": (f"{BODY} {'More.' * 20}\n\n" * 2, "repaired", "second printing of the text"),
    "paywall.txt": ("Talks begin. Subscribe to continue reading.", "rejected", "is a paywall stub"),
    "error.txt": ("404 Not Found", "rejected", "is a page that was not found"),
    "no-words.txt": ("--- *** ---", "rejected", "is no words"),
    "one-line.txt": (" ".join(f"Talks go on for day {n}." for n in range(40_000)), "kept", ""),
    "soft.txt": ("Ar\u00adlen wa\u200bits, cafe\u0301, ‘so’.", "kept", ""),
    "turkish.txt": ("İSTANBUL’da görüşmeler, ılık.", "kept", ""),
    "rtl.txt": ("\u200fبدأت المحادثات\u200e يوم الخميس", "kept", ""),
    "cjk.txt": ("会谈星期四在首都开始。", "kept", ""),
    "emoji.txt": ("Talks 👩‍👩‍👧 begin 🇹🇷.", "kept", ""),
    "formula.txt": ("=HYPERLINK(\"http://example.invalid\")", "kept", ""),
    "bad.json": ("{", "rejected", "is no JSON text"),
    "bad.csv": (f'{HEADER}\na,b,c,d,"e', "rejected", "has a quotation mark out of place"),
    "twice.csv": ("article,outlet,outlet,text\na,b,c,d", "rejected", "names the column 'outlet'"),
    "no-id.csv": ("headline,body\nTalks,Begin", "rejected", "has no column 'article', 'outlet'"),
    "empty.xlsx": (b"", "rejected", "holds no text"),
}  # fmt: skip


@pytest.fixture(scope="module")
def messy(tmp_path_factory) -> Corpus:
    folder = tmp_path_factory.mktemp("messy")
    put(folder / "Daily", {name: data for name, (data, _, _) in FAULTS.items()})
    return load(folder)


def test_every_fault_of_a_messy_folder_is_accounted_for(messy):
    accounted(messy)
    assert set(states(messy)) == {f"Daily/{name}" for name in FAULTS}
    assert len(messy.inputs) == len(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_ends_as_it_should_with_words_that_say_why(messy, name):
    _, state, why = FAULTS[name]
    _, inputs = in_words(messy)
    row = inputs[inputs["input"] == f"Daily/{name}"].iloc[0]
    assert row["state"] == state
    assert row["said" if state == "rejected" else "repairs"].startswith(why)


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault[1] == "kept"])
def test_the_text_of_a_clean_file_equals_the_decoded_file_to_the_character(messy, name):
    texts = messy.articles.set_index("article")["text"]
    assert texts[f"Daily/{name}"] == FAULTS[name][0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bom.txt", "Türkiye waits."),
        ("utf16.txt", "Türkiye waits."),
        ("cp1252.txt", "“Türkiye” waits."),
        ("mojibake.txt", "Türkiye waits."),
        ("wrong.txt", "Talks begin."),
        ("page.txt", "Talks begin."),
        ("entities.txt", "Talks & terms."),
        ("markup.txt", "Talks begin in Arlen on Thursday.\n\nThey go on."),
        ("doubled.txt", f"{BODY} {'More.' * 20}"),
    ],
)
def test_a_repaired_text_is_what_its_repair_says(messy, name, text):
    assert messy.articles.set_index("article")["text"][f"Daily/{name}"] == text


def test_no_bad_file_changes_what_becomes_of_the_others(tmp_path, messy):
    good = {name: data for name, (data, state, _) in FAULTS.items() if state != "rejected"}
    corpus = load(put(tmp_path / "Daily", good).parent)
    pd.testing.assert_frame_equal(corpus.articles, messy.articles)


# Each format


def test_one_file_of_each_format_gives_an_article_each(tmp_path):
    files = {f"{suffix[1:]}/a{suffix}": data for suffix, data in TEXTS.items()}
    for number, (suffix, data) in enumerate(TABLES.items()):
        if suffix in (".csv", ".tsv", ".json", ".jsonl"):
            files[f"table{suffix}"] = data.replace(b"a,D", b"%d,D" % number).replace(
                b"a\tD", b"%d\tD" % number
            ).replace(b'"a"', b'"%d"' % number)  # fmt: skip
    files["table.xlsx"] = TABLES[".xlsx"]
    corpus = load(put(tmp_path, files))
    accounted(corpus)
    assert corpus.articles["text"].tolist() == ["Talks begin."] * len(files)
    assert set(states(corpus).values()) == {"kept"}


def test_the_documents_of_an_export_are_records_of_their_own(tmp_path):
    corpus = load(put(tmp_path, {"x/nexis.txt": NEXIS, "x/factiva.html": FACTIVA}))
    accounted(corpus)
    assert corpus.articles[["outlet", "date", "title"]].to_numpy().tolist() == [
        ["Daily Example", "2025-02-13", "Talks begin"],
        ["Daily Example", "2025-02-13", "Talks begin"],
        ["Daily Example", "2025-02-14", "Talks end"],
    ]
    assert corpus.articles["text"].str.contains("They (?:met|left) at noon").all()


def test_a_document_that_an_export_declares_and_lacks_is_told(tmp_path):
    corpus = load(put(tmp_path, {"x/nexis.txt": NEXIS.replace("of 2 DOC", "of 3 DOC")}))
    accounted(corpus)
    assert in_words(corpus)[1]["repairs"].tolist() == ["headline joined", "headline joined", ""]
    assert corpus.inputs["said"].tolist()[2] == "missing: the export declares 3 documents, 2 found"
    assert corpus.inputs["declared"].tolist() == [3, 3, 3]


def test_a_count_that_an_export_declares_and_does_not_hold_is_the_first_thing_said(tmp_path):
    folder = put(tmp_path, {"x/nexis.txt": NEXIS.replace("of 2 DOC", "of 3 DOC"), "x/a.txt": BODY})
    with pytest.warns(RepairWarning, match=r"^x/nexis.txt declares 3 documents, 2 were found\. 4"):
        read_corpus(folder)


def test_a_count_that_an_export_declares_and_holds_is_not_complained_of(tmp_path):
    corpus = load(put(tmp_path, {"x/nexis.txt": NEXIS, "x/a.txt": BODY}))
    assert corpus.inputs["declared"].fillna(0).tolist() == [0, 2, 2]
    assert unmet(corpus.inputs) == ""


def test_documents_beyond_those_that_an_export_declares_are_kept_and_the_mismatch_said(tmp_path):
    parts = [f"Talks {n}\nDaily Example\nFebruary 13, 2025 Thursday\n\nBody\n\nThey met.\n\n"
             "End of Document\n" for n in range(3)]  # fmt: skip
    cover = "User Name: A\nDate and Time: February 13, 2025\nDocuments (2)\n"
    corpus = load(put(tmp_path, {"x/nexis.txt": cover + "".join(parts)}))
    accounted(corpus)
    assert len(corpus.articles) == 3
    assert unmet(corpus.inputs) == "x/nexis.txt declares 2 documents, 3 were found."


# Tables in folders


def test_a_table_without_id_or_outlet_among_files_says_what_to_do(tmp_path):
    folder = put(tmp_path, {"x/a.txt": BODY, "x/t.csv": "file,paper,text\n1,Daily,Talks."})
    corpus = load(folder)
    accounted(corpus)
    assert reason(corpus, "x/t.csv") == (
        "has no column 'article', 'outlet'. Columns: file, paper, text. Name those that hold "
        "article, outlet and text (or the path of a text file) with columns, such as columns = "
        '{ article = "file" }'
    )


def test_what_the_reason_says_to_do_helps(tmp_path):
    folder = put(tmp_path, {"x/a.txt": BODY, "x/t.csv": "file,paper,text\n1,Daily,Talks."})
    corpus = load(folder, columns={"article": "file", "outlet": "paper"})
    accounted(corpus)
    assert corpus.articles["article"].tolist() == ["x/a.txt", "1"]
    assert corpus.articles["outlet"].tolist() == ["x", "Daily"]


def test_columns_for_one_table_do_not_spoil_another_that_needs_none(tmp_path):
    files = {"a.csv": "file,paper,text\n1,Daily,One.", "b.csv": "article,outlet,text\n2,Post,Two."}
    corpus = load(put(tmp_path, files), columns={"article": "file", "outlet": "paper"})
    accounted(corpus)
    assert corpus.articles[["article", "outlet"]].to_numpy().tolist() == [
        ["1", "Daily"],
        ["2", "Post"],
    ]


MAPPED = {"article": "file", "outlet": "paper", "text": "body"}
ROWS = "file,paper,body\n007,Daily,Talks begin.\n008,Post,They go on."
PLACES = ["t.csv", "x/t.csv", "x/y/t.CSV"]


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("packed", ["", "zip", "tar.gz"], ids=["folder", "zip", "tar.gz"])
def test_columns_hold_for_tables_in_folders_and_archives_as_for_one_alone(tmp_path, name, packed):
    files = {name: ROWS, "Daily/a.txt": BODY}
    data = {"": b"", "zip": zipped(files), "tar.gz": tarred(files, "w:gz")}[packed]
    source = put(tmp_path, {f"all.{packed}": data} if packed else files)
    corpus = load(source / f"all.{packed}" if packed else source, columns=MAPPED)
    accounted(corpus)
    found = corpus.articles.set_index("article").loc[["007", "008"], ["outlet", "text"]]
    assert found.to_numpy().tolist() == [["Daily", "Talks begin."], ["Post", "They go on."]]
    assert BODY in set(corpus.articles["text"])


def test_columns_for_a_table_change_nothing_of_the_texts_beside_it(tmp_path):
    front = "---\ntitle: Talks\nbody: x\n---\nTalks\nThey begin."
    put(tmp_path, {"t.csv": ROWS, "a.txt": front})
    corpus = load([tmp_path / "t.csv", tmp_path / "a.txt"], columns=MAPPED)
    accounted(corpus)
    assert corpus.articles["article"].tolist() == ["007", "008", "a.txt"]
    assert corpus.articles["title"].tolist()[2] == "Talks"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"x/t.csv": ROWS.replace("paper", "papr"), "a.txt": BODY},
            "columns names 'file', 'paper', 'body', but no table has all that is needed (tables: "
            "'x/t.csv'). Columns of x/t.csv: file, papr, body. Did you mean 'papr'?",
        ),
        (
            {"t.csv": table("a,Daily,,,One.")},
            "but no table has all that is needed (tables: 't.csv'). Columns of t.csv: article, ",
        ),
        ({"a.txt": BODY}, "but no table was read that could have them. Leave columns out, or"),
    ],
    ids=["a slip of the pen", "a table that needs no columns", "no table"],
)
def test_columns_that_fit_no_table_are_refused(tmp_path, files, message):
    with pytest.raises(CorpusError) as error:
        load(put(tmp_path, files), columns=MAPPED)
    assert message in str(error.value)


def test_of_two_tables_in_a_folder_one_that_lacks_a_column_says_which(tmp_path):
    files = {"a.csv": ROWS, "b.csv": "file,body\n009,Talks end."}
    corpus = load(put(tmp_path, files), columns=MAPPED)
    accounted(corpus)
    assert reason(corpus, "b.csv").startswith("has no column 'paper'. Columns: file, body.")


NAMING = "article,outlet,path\na,Post,texts/1.txt\nb,Daily,2.txt\nc,Daily,3.txt"


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_a_table_in_a_folder_or_an_archive_may_name_the_files_that_hold_its_texts(tmp_path, packed):
    files = {"x/a/texts/1.txt": "One.", "x/a/articles/2.txt": "Two.", "x/a/4.txt": "Four.",
             "x/a/t.csv": NAMING}  # fmt: skip
    source = put(tmp_path, {"z.zip": zipped(files)} if packed else files)
    corpus = load(source / "z.zip" if packed else source)
    accounted(corpus)
    start = "z.zip/" if packed else ""
    assert corpus.articles[["article", "outlet", "text"]].to_numpy().tolist() in (
        [["a", "Post", "One."], ["b", "Daily", "Two."], [f"{start}x/a/4.txt", "a", "Four."]],
        [[f"{start}x/a/4.txt", "a", "Four."], ["a", "Post", "One."], ["b", "Daily", "Two."]],
    )
    assert reason(corpus, f"{start}x/a/texts/1.txt") == f"named in {start}x/a/t.csv"
    assert reason(corpus, f"{start}x/a/articles/2.txt") == f"named in {start}x/a/t.csv"
    rows = corpus.inputs[corpus.inputs["input"] == f"{start}x/a/t.csv"]
    assert rows["said"].tolist() == [
        "", "", "'3.txt' is neither beside t.csv nor in articles/",
    ]  # fmt: skip


def test_a_file_that_two_tables_of_a_folder_name_is_read_for_the_first(tmp_path):
    head = "article,outlet,path"
    files = {"a.csv": f"{head}\n1,Daily,x.txt", "b.csv": f"{head}\n2,Post,x.txt", "x.txt": "One."}
    corpus = load(put(tmp_path, files))
    accounted(corpus)
    assert corpus.articles["article"].tolist() == ["1"]
    assert reason(corpus, "b.csv") == "'x.txt' is named in 'a.csv' already"


def test_a_file_described_beside_a_table_that_names_it_is_accounted_for_once(tmp_path):
    put(tmp_path, {"t.csv": "article,outlet,path\n1,Daily,a.txt", "articles/a.txt": "One.",
                   "articles/a.json": '{"title": "News"}'})  # fmt: skip
    accounted(load([tmp_path / "t.csv", tmp_path / "articles"]))


@pytest.mark.parametrize("first", ["t.csv", "."])
def test_a_table_listed_beside_its_own_folder_is_read_once(tmp_path, first):
    put(tmp_path / "x", {"t.csv": table("a,Daily,,,One."), "b.txt": BODY})
    sources = [tmp_path / "x" / "t.csv", tmp_path / "x"]
    corpus = load(sources if first == "t.csv" else sources[::-1])
    accounted(corpus)
    assert len(corpus.articles) == 2
    assert corpus.inputs["said"].str.contains("is the same file as .*t.csv., read already").any()


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "in a folder"])
def test_the_rows_of_a_table_end_alike_alone_and_in_a_folder(tmp_path, alone):
    rows = ["a,Daily,,,One.", "007,Daily,2025,NA,Two.", ",Daily,,,x", "b,,,,x", "c,Post", "d,X,,,",
            "a,Daily,,,One.", "a,Daily,,,Other."]  # fmt: skip
    put(tmp_path, {"t.csv": table(*rows)})
    corpus = load(tmp_path / "t.csv" if alone else tmp_path)
    accounted(corpus)
    assert corpus.articles["article"].tolist() == ["a", "007"]
    assert corpus.articles["title"].fillna("").tolist() == ["", "NA"]
    assert corpus.inputs["said"].tolist()[2:] == [
        "no article id",
        "no outlet",
        "2 fields where the header has 5",
        "neither a text nor the path of a text file",
        "repeats the id 'a' with the same text",
        "repeats the id 'a' with another text",
    ]


EMPTY = {"t.csv": HEADER, "t.tsv": "article\toutlet\ttext\n", "a.zip": zipped({}),
         "b.tar": tarred({}, "w")}  # fmt: skip


@pytest.mark.parametrize("name", EMPTY)
def test_a_table_or_an_archive_that_holds_nothing_is_told(tmp_path, name):
    corpus = load(put(tmp_path, {"Daily/a.txt": BODY, name: EMPTY[name]}))
    accounted(corpus)
    what = "no row below its header" if name.startswith("t") else "no file"
    assert reason(corpus, name) == f"holds {what}"


def test_one_bad_line_of_json_does_not_stop_the_others(tmp_path):
    rows = [
        json.dumps({"article": str(n), "outlet": "Daily", "text": f"Talk {n}."}) for n in (1, 2)
    ]
    corpus = load(put(tmp_path, {"t.jsonl": "\n".join([rows[0], "{", rows[1]])}) / "t.jsonl")
    accounted(corpus)
    assert corpus.inputs["state"].tolist() == ["kept", "rejected", "kept"]


def test_a_text_given_as_a_list_of_paragraphs_keeps_them_apart(tmp_path):
    row = {"article": "a", "outlet": "Daily", "text": ["Talks begin.", "", "They go on."]}
    corpus = load(put(tmp_path, {"t.json": json.dumps([row | {"tags": ["x", "y"]}])}))
    accounted(corpus)
    assert corpus.articles["text"].tolist() == ["Talks begin.\n\nThey go on."]
    assert corpus.articles["tags"].tolist() == ["x; y"]
    assert in_words(corpus)[1]["repairs"].tolist() == ["list of paragraphs joined to a text"]


def test_a_column_of_any_name_is_kept(tmp_path):
    header = "article,outlet,text,read,state,input,record,__index__"
    corpus = load(put(tmp_path, {"t.csv": f"{header}\na,Daily,Talks.,r,s,i,c,x"}) / "t.csv")
    assert corpus.articles.iloc[0][["read", "state", "input", "record", "__index__"]].tolist() == [
        "r", "s", "i", "c", "x",
    ]  # fmt: skip


def test_a_title_is_repaired_like_its_text_and_not_joined_for_its_damage(tmp_path):
    row = 'a,Daily,,TÃ¼rkiye &amp; talks,"TÃ¼rkiye &amp; talks\nThey begin."'
    corpus = load(put(tmp_path, {"t.csv": table(row)}) / "t.csv")
    article = corpus.articles.iloc[0]
    assert article[["title", "text"]].tolist() == [
        "Türkiye & talks", "Türkiye & talks\nThey begin.",
    ]  # fmt: skip
    assert in_words(corpus)[1]["repairs"].tolist() == ["mojibake mended; HTML entities decoded"]


def test_half_a_character_in_front_matter_does_not_stop_the_corpus(tmp_path):
    front = '---\ntitle: "Talks \\ud83d"\nby: "\\udfff"\n---\nTalks begin.'
    accounted(load(put(tmp_path, {"x/a.md": front, "x/b.txt": BODY})))


def test_dates_tell_their_order_to_their_own_source_only(tmp_path):
    put(tmp_path, {"x.csv": table("a,D,13/02/2025,,One.", "b,D,03/02/2025,,Two."),
                   "y.csv": table("c,D,03/02/2025,,Three.", "d,D,,,Four.")})  # fmt: skip
    articles, inputs = in_words(load([tmp_path / "x.csv", tmp_path / "y.csv"]))
    assert articles["date"].fillna("").tolist() == ["2025-02-13", "2025-02-03", "", ""]
    assert inputs["state"].tolist() == ["kept", "repaired", "repaired", "kept"]


# Archives and several sources

CLEAN: dict[str, bytes | str] = {
    "Daily/a.txt": BODY,
    "Daily/a.json": '{"title": "Envoys met", "date": "2025-02-13"}',
    "Daily/b.docx": docx("Talks begin."),
    "Post/c.html": TEXTS[".html"],
    "Post/empty.txt": "",
    "Post/.hidden": "x",
    "Post/cp1252.txt": "Türkiye".encode("cp1252"),
    "Post/t.csv": table("x,Post,13/02/2025,,One.", "y,Post,03/02/2025,,Two."),
    "Post/nexis.txt": NEXIS,
}


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tgz"])
def test_an_archive_gives_the_same_articles_as_the_unpacked_folder(tmp_path, kind):
    modes = {"tgz": "w:gz", "tar": "w"}
    data = zipped(CLEAN) if kind == "zip" else tarred(CLEAN, modes.get(kind, f"w:{kind[4:]}"))
    put(tmp_path, {f"packed.{kind}": data})
    packed, folder = load(tmp_path / f"packed.{kind}"), load(put(tmp_path / "folder", CLEAN))
    for one in (packed, folder):
        accounted(one)
    plain = [one.replace(f"packed.{kind}/", "", regex=True) for one in packed[:2]]
    for one, other, key in zip(plain, folder[:2], (["article"], ["input", "record"]), strict=True):
        pd.testing.assert_frame_equal(
            one.sort_values(key, ignore_index=True), other.sort_values(key, ignore_index=True)
        )


def test_several_sources_of_every_kind_are_read_together(tmp_path):
    put(
        tmp_path,
        {
            "one/Daily/a.txt": "One.",
            "two.zip": zipped({"Daily/a.txt": "Two."}),
            "t.csv": table("c,P,,,Three."),
            "nexis.txt": NEXIS,
            "d.txt": "Four",
        },
    )
    sources = [tmp_path / name for name in ("one", "two.zip", "t.csv", "nexis.txt", "d.txt")]
    corpus = load(sources)
    accounted(corpus)
    assert corpus.articles["article"].tolist() == [
        "one/Daily/a.txt", "two.zip/Daily/a.txt", "c", "nexis.txt#document 1",
        "nexis.txt#document 2", "d.txt",
    ]  # fmt: skip


def test_a_source_that_is_not_there_is_refused_whatever_its_name(tmp_path):
    put(tmp_path, {"a.txt": "One."})
    for name in ("b.zip", "b.txt", "b.csv", "b", "b.tar.gz"):
        with pytest.raises(CorpusError, match=f"{name}: there is no such file or folder"):
            load([tmp_path / "a.txt", tmp_path / name])


def test_wire_copies_and_updates_are_all_kept(tmp_path):
    files = {"Daily/a.txt": BODY, "Post/a.txt": BODY, "Post/a-2.txt": f"{BODY}\n\nUpdate."}
    corpus = load(put(tmp_path, files))
    accounted(corpus)
    assert len(corpus.articles) == 3


def test_links_in_a_circle_end(tmp_path):
    put(tmp_path, {"Daily/a.txt": BODY})
    (tmp_path / "Daily" / "again").symlink_to(tmp_path)
    (tmp_path / "Daily" / "b.txt").symlink_to(tmp_path / "Daily" / "b.txt")
    (tmp_path / "Daily" / "c.txt").symlink_to(tmp_path / "Daily" / "a.txt")
    corpus = load(tmp_path)
    accounted(corpus)
    assert reason(corpus, "Daily/c.txt") == "is the same file as 'Daily/a.txt', read already"
    assert states(corpus) == {
        "Daily/a.txt": "kept",
        "Daily/again": "rejected",
        "Daily/b.txt": "rejected",
        "Daily/c.txt": "rejected",
    }


# Hostile texts

HOSTILE = {
    "formula": '=cmd|"/c calc"!A1',
    "template": "{{7*7}} ${jndi:ldap://example.invalid/a} %s %n",
    "sql": "'; DROP TABLE articles; --",
    "path": "../../etc/passwd",
    "laughs": "&lol9; &xxe; talks",
    "direction": "\u202etxt.exe\u202c talks",
    "zalgo": "T" + "\u0301" * 5000 + "alks",
    "private": "\ue000\ufffe\uffff talks",
    "long word": "a" + "".join(map(str, range(90_000))),
    "brackets": "[" * 20_000 + " talks " + "(" * 20_000,
    "tags": "<" * 50_000 + " talks",
    "ampersands": "&amp" * 20_000 + " talks",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_survives_to_the_character_in_files_and_tables(tmp_path, name):
    text = HOSTILE[name]
    row = json.dumps({"article": "t", "outlet": "Daily", "text": text})
    with at_most(5):
        corpus = load(put(tmp_path, {"Daily/a.txt": text, "t.jsonl": row}))
    accounted(corpus)
    assert corpus.articles["text"].tolist() == [text, text]
    assert set(states(corpus).values()) == {"kept"}


# What holds of any corpus


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("shared")


PLACE = st.sampled_from(["Daily", "Post/2025", "x.zip", ".hidden"])
SUFFIX = st.sampled_from([*sorted(BY_SUFFIX), ".zip", ".tar", ".gz", ".toml", ".XLSX", ".pdf", ""])
CONTENT = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([*ALL.values(), NEXIS.encode(), FACTIVA.encode(), zipped({"a.txt": BODY})]),
)


@settings(deadline=None, max_examples=60)
@given(files=st.lists(st.tuples(PLACE, SUFFIX, CONTENT), max_size=4))
def test_any_bytes_under_any_extension_end_kept_repaired_or_rejected(shared, files):
    shutil.rmtree(shared, ignore_errors=True)
    named = {f"{place}/{n}{suffix}": data for n, (place, suffix, data) in enumerate(files)}
    corpus = load(put(shared, {"Daily/good.txt": BODY, **named}))
    accounted(corpus)
    assert BODY in set(corpus.articles["text"])
    found = set(corpus.inputs["input"])
    for name in named:
        told = ".hidden" if name.startswith(".hidden") else name
        own = {one for one in found if one == told or one.startswith(f"{told}/")}
        assert own
        found -= own - {".hidden"}
    assert found - {".hidden"} == {"Daily/good.txt"}


@settings(deadline=None, max_examples=60)
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200))
def test_any_clean_text_is_the_decoded_file_to_the_character(shared, text):
    shutil.rmtree(shared, ignore_errors=True)
    corpus = load(put(shared, {"Daily/good.txt": BODY, "Daily/x.txt": f"Talks {text}"}))
    accounted(corpus)
    if states(corpus)["Daily/x.txt"] == "kept":
        assert corpus.articles.set_index("article")["text"]["Daily/x.txt"] == f"Talks {text}"


LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t")
FIELD = st.text(LETTERS, max_size=8)


@settings(deadline=None, max_examples=40)
@given(rows=st.lists(st.lists(FIELD, min_size=5, max_size=5), min_size=1, max_size=4))
def test_every_row_of_any_table_is_accounted_for(shared, rows):
    shutil.rmtree(shared, ignore_errors=True)
    quoted = [",".join('"' + one.replace('"', '""') + '"' for one in row) for row in rows]
    data = table(*quoted, "good,Daily,,,Talks.").encode()
    corpus = load(put(shared, {"t.csv": data}) / "t.csv")
    accounted(corpus)
    filled = sum(any(field.strip() for field in row) for row in rows)
    assert len(corpus.inputs) == filled + 1


def test_a_folder_of_one_json_object_a_file_takes_id_and_outlet_from_file_and_folder(tmp_path):
    for outlet, name in (("Daily", "a"), ("Post", "b")):
        (tmp_path / outlet).mkdir()
        record = {"title": "Talks", "text": f"Talks of {name} go on.", "date": "2025-02-13"}
        (tmp_path / outlet / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    articles = load(tmp_path).articles
    assert articles[["article", "outlet", "date"]].to_numpy().tolist() == [
        ["Daily/a.json", "Daily", "2025-02-13"],
        ["Post/b.json", "Post", "2025-02-13"],
    ]


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_what_a_browser_saved_with_a_page_is_no_article(tmp_path, packed):
    page = TEXTS[".html"]
    files = {
        "Daily/Talks begin.html": page,
        "Daily/Talks begin_files/frame.html": page,
        "Daily/Talks begin_files/deep/a.txt": "Advertisement.",
        "Daily/other_files/b.html": page,
    }
    if packed:
        with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        inputs = load(tmp_path / "pages.zip").inputs
    else:
        inputs = load(put(tmp_path, files)).inputs
    told = {row.input.rpartition("pages.zip/")[2]: row.said for row in inputs.itertuples()
            if row.state == "rejected"}  # fmt: skip
    assert sorted(told) == [
        "Daily/Talks begin_files/deep/a.txt",
        "Daily/Talks begin_files/frame.html",
    ]
    assert all(reason.endswith("Daily/Talks begin.html'") for reason in told.values())


def test_a_table_without_a_header_is_refused_in_a_message_that_can_be_read(tmp_path):
    rows = ["a,Daily," + "The talks began. " * 99, "b,Daily,Go on."]
    with pytest.raises(
        CorpusError, match=r"Columns: a, Daily, The talks began\..{50,70}…\. Name"
    ) as e:
        load(put(tmp_path, {"bare.csv": "\n".join(rows)}) / "bare.csv")
    assert len(str(e.value)) < 500
