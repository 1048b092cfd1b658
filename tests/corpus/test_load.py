"""Loading: every input is kept, repaired or rejected, and nothing is lost or guessed unsaid."""

# ruff: noqa: RUF001 - letters of many scripts are what is tested
from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd
import pytest

from framing.corpus.load import load, read_corpus, read_inputs, read_repairs
from framing.errors import CorpusError, RepairWarning
from tests.corpus.in_words import in_words

WESTERN = "decoded as cp1252, since it is not UTF-8"
BY_FILE = {"article": "file", "path": "file"}


def csv(folder: Path, *lines: str, name: str = "articles.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def text_file(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def report(inputs: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the rows of a load report as plain words, missing ones empty."""
    assert inputs["declared"].isna().all()
    words = inputs[["input", "record", "state", "article", "said", "repairs"]].fillna("")
    return list(words.itertuples(index=False, name=None))


# What is read


def test_a_csv_file_becomes_a_table_with_a_row_an_article(tmp_path):
    path = csv(tmp_path, "article,outlet,date,title,text,country", "a,Daily,2025-02-13,,Talks.,UK")
    expected = pd.DataFrame(
        {
            "article": ["a"],
            "outlet": "Daily",
            "date": "2025-02-13",
            "date_text": "2025-02-13",
            "title": None,
            "text": "Talks.",
            "event": "all",
            "family": "a",
            "language": None,
            "country": "UK",
        },
        dtype="str",
    )
    pd.testing.assert_frame_equal(read_corpus(path), expected)
    assert report(in_words(load(path))[1]) == [("articles.csv", "2", "kept", "a", "", "")]


def test_a_folder_of_text_files_has_an_article_a_file_and_an_outlet_a_folder(tmp_path):
    text_file(tmp_path / "Daily" / "b.txt", "Talks end.")
    text_file(tmp_path / "Daily" / "a.txt", "Talks begin.")
    text_file(tmp_path / "Post" / "a.txt", "Talks go on.")
    text_file(tmp_path / "Post" / "notes.docx", "x")
    articles, inputs = in_words(load(tmp_path))
    assert articles[["article", "outlet", "text"]].to_numpy().tolist() == [
        ["Daily/a.txt", "Daily", "Talks begin."],
        ["Daily/b.txt", "Daily", "Talks end."],
        ["Post/a.txt", "Post", "Talks go on."],
    ]
    assert report(inputs)[-1] == (
        "Post/notes.docx",
        "",
        "rejected",
        "",
        "is no Word document, or a damaged one (File is not a zip file). Open it in Word and save "
        "it as .docx",
        "",
    )


def test_columns_say_which_column_holds_what(tmp_path):
    text_file(tmp_path / "articles" / "a.txt", "Talks begin.\nThey go on.")
    text_file(tmp_path / "b.txt", "Talks end.")
    path = csv(tmp_path, "file,outlet,headline", "a.txt,Daily,Talks begin", "b.txt,Post,")
    articles = read_corpus(path, columns={**BY_FILE, "title": "headline"})
    assert articles[["article", "outlet", "title", "text"]].fillna("").to_numpy().tolist() == [
        ["a.txt", "Daily", "Talks begin", "Talks begin.\nThey go on."],
        ["b.txt", "Post", "", "Talks end."],
    ]


def test_several_sources_are_read_together_and_named_apart(tmp_path):
    text_file(tmp_path / "x" / "Daily" / "a.txt", "One.")
    text_file(tmp_path / "y" / "Daily" / "a.txt", "Two.")
    one = csv(tmp_path / "x", "article,outlet,text", "c,Post,Three.")
    two = csv(tmp_path / "y", "article,outlet,text", "d,Post,Four.")
    sources = [tmp_path / "x" / "Daily", tmp_path / "y" / "Daily", one, two, one]
    articles, inputs = in_words(load(sources))
    assert articles["article"].tolist() == ["x/Daily/a.txt", "y/Daily/a.txt", "c", "d"]
    assert inputs["input"].tolist() == [
        "x/Daily/a.txt",
        "y/Daily/a.txt",
        "x/articles.csv",
        "y/articles.csv",
    ]
    assert set(inputs["state"]) == {"kept"}


def test_a_file_that_two_sources_name_is_read_once(tmp_path):
    text_file(tmp_path / "articles" / "a.txt", "One.")
    text_file(tmp_path / "articles" / "b.txt", "Two.")
    path = csv(tmp_path, "file,outlet", "a.txt,Daily")
    articles, inputs = in_words(load([path, tmp_path / "articles"], columns=BY_FILE))
    assert articles["article"].tolist() == ["a.txt", "articles/b.txt"]
    assert inputs["said"].tolist() == ["", "is the same file as 'articles.csv', read already", ""]


def test_an_article_is_found_by_its_place_not_its_order(tmp_path):
    lines = ["a,Daily,One.", "b,Post,Two."]
    straight = read_corpus(csv(tmp_path, "article,outlet,text", *lines))
    turned = read_corpus(csv(tmp_path, "article,outlet,text", *lines[::-1]))
    pd.testing.assert_frame_equal(straight, turned[::-1].reset_index(drop=True))


# Words stay words


@pytest.mark.parametrize("title", ["NA", "007", "1.10", "5", "unknown", "Inf", "1e5"])
def test_a_field_that_looks_like_something_else_stays_text(tmp_path, title):
    path = csv(
        tmp_path, "article,outlet,title,text", f'{title},{title},{title},"{title}\n\nTalks."'
    )
    row = read_corpus(path).iloc[0]
    assert row[["article", "outlet", "title"]].tolist() == [title] * 3
    assert row["text"] == f"{title}\n\nTalks."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_the_delimiter_is_told_from_the_header(tmp_path, delimiter):
    lines = [["article", "outlet", "text"], ["a", "Daily", '"Talks; they, too, go\ton."']]
    path = csv(tmp_path, *(delimiter.join(line) for line in lines))
    assert read_corpus(path)["text"].tolist() == ["Talks; they, too, go\ton."]


def test_a_quoted_field_may_hold_lines_quotation_marks_and_a_whole_book(tmp_path):
    long = "word " * 40_000
    quoted = f'"Talks ""begin"".\r\n\r\n{long}."'
    path = csv(tmp_path, "article,outlet,text", f"a,Daily,{quoted}", "b,Daily,Next.")
    articles, inputs = in_words(load(path))
    assert articles["text"].tolist() == [f'Talks "begin".\r\n\r\n{long}.', "Next."]
    assert inputs["record"].tolist() == ["2", "5"]


def test_blank_lines_and_blanks_around_fields_do_not_count(tmp_path):
    path = csv(tmp_path, "", "article , outlet, text", "", " a , Daily , Talks. ", ",,", "b,Post,x")
    articles, inputs = in_words(load(path))
    assert articles[["article", "outlet", "text"]].to_numpy().tolist() == [
        ["a", "Daily", " Talks. "],
        ["b", "Post", "x"],
    ]
    assert inputs["record"].tolist() == ["4", "6"]


# Repairs are named


@pytest.mark.parametrize(
    ("data", "text", "repairs"),
    [
        pytest.param("Türkiye “now”".encode(), "Türkiye “now”", "", id="UTF-8"),
        pytest.param(
            b"\xef\xbb\xbfT\xc3\xbcrkiye", "Türkiye", "byte order mark left out", id="BOM"
        ),
        pytest.param(
            "\ufeffTürkiye".encode("utf-16-le"), "Türkiye", "byte order mark left out", id="UTF-16"
        ),
        pytest.param(
            "\ufeffTürkiye".encode("utf-16-be"),
            "Türkiye",
            "byte order mark left out",
            id="UTF-16BE",
        ),
        pytest.param("Türkiye “now”".encode("cp1252"), "Türkiye “now”", WESTERN, id="cp1252"),
        pytest.param(b"One.\r\nTwo.\r\n", "One.\r\nTwo.\r\n", "", id="line ends stay"),
    ],
)
def test_a_text_is_decoded_and_what_it_took_is_named(tmp_path, data, text, repairs):
    text_file(tmp_path / "a.txt", data)
    articles, inputs = in_words(load(tmp_path))
    assert articles["text"].tolist() == [text]
    state = "repaired" if repairs else "kept"
    assert report(inputs) == [("a.txt", "", state, "a.txt", "", repairs)]


def test_a_guessed_encoding_of_a_csv_file_is_a_repair_of_each_of_its_articles(tmp_path):
    lines = ["article,outlet,text", "a,Hürriyet,Türkiye", "b,Post,plain"]
    _, inputs = in_words(load(csv(tmp_path, *lines, encoding="cp1252")))
    assert inputs["repairs"].tolist() == [WESTERN, WESTERN]
    _, inputs = in_words(load(csv(tmp_path, *lines, encoding="utf-8-sig")))
    assert inputs["state"].tolist() == ["kept", "kept"]
    assert read_corpus(csv(tmp_path, *lines, encoding="utf-16")).shape[0] == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "holds no text", id="empty"),
        pytest.param(b" \n\t", "holds no text", id="blank"),
        pytest.param(b"\xef\xbb\xbf", "holds no text", id="BOM alone"),
        pytest.param(b"Talks\0begin", "holds NUL characters", id="NUL"),
        pytest.param("Talks".encode("utf-16-le"), "holds NUL", id="UTF-16 without BOM"),
        pytest.param(b"T\xfcrkiye \x81", "is neither UTF-8 nor cp1252", id="neither"),
        pytest.param(b"\xff\xfe\x41", "is not the UTF-16-LE text", id="cut UTF-16"),
    ],
)
def test_what_is_no_text_is_rejected_with_its_reason_and_what_to_do(tmp_path, data, reason):
    text_file(tmp_path / "a.txt", data)
    text_file(tmp_path / "b.txt", "Talks.")
    with pytest.warns(
        RepairWarning, match=r"2 inputs: 1 rejected, 1 kept, such as 'a\.txt'\. read_"
    ):
        articles = read_corpus(tmp_path)
    assert articles["article"].tolist() == ["b.txt"]
    first = read_inputs(tmp_path).iloc[0]
    assert first["state"] == "rejected"
    assert first["said"].startswith(reason)
    assert "no text" in reason or "save it as UTF-8" in first["said"]


FOREIGN = {
    "cp1251": "Переговоры начались в четверг, и никто не спросил деревню.",
    "cp1253": "Οι συνομιλίες άρχισαν την Πέμπτη.",
    "cp1255": "השיחות החלו ביום חמישי בעיר הבירה.",
    "cp1254": "Görüşmeler başladı, köylüler çağrılmadı; hiç kimse onlara danışmadı.",
    "cp1250": "Rozmowy zaczęły się w czwartek, a wieś została pominięta, choć żądała głosu.",
    "gb18030": "会谈星期四在首都开始，村民没有被邀请。",
    "shift_jis": "会談は木曜日に首都で始まった。",
    "euc_kr": "회담은 목요일에 수도에서 시작되었다.",
    "mac_roman": "Die Gespräche über die Zölle für Käse begannen spät, “wie üblich”.",
}


@pytest.mark.parametrize("encoding", FOREIGN)
def test_a_text_in_a_code_that_is_not_western_is_rejected_and_not_read_as_nonsense(
    tmp_path, encoding
):
    text_file(tmp_path / "a.txt", FOREIGN[encoding].encode(encoding))
    text_file(tmp_path / "b.txt", "Talks.")
    first = read_inputs(tmp_path).iloc[0]
    assert first["state"] == "rejected"
    assert "UTF-8" in first["said"]


@pytest.mark.parametrize(
    "text",
    [
        "Talks in Reykjavík: Davíð and Guðrún, “so to speak”, met at £5 a head.",
        "À l’été où l’Œuvre naît, ça gêne « même » l’aîné ; n° 5, m², 20 °C, 3×4.",
        "Öl über Äpfel: größer, süß. „Was?“ – ‚Ja‘… §5, 10 €.",
        "¿Qué? ¡Sí! El niño y la cigüeña. São João, põe; à Åse på øya; col·laborar.",
        "Öl",
    ],
)
def test_a_western_text_is_read_as_cp1252_whatever_its_letters(tmp_path, text):
    text_file(tmp_path / "a.txt", text.encode("cp1252"))
    articles, inputs = in_words(load(tmp_path))
    assert articles["text"].tolist() == [text]
    assert inputs["repairs"].tolist() == [WESTERN]


def test_a_text_of_mixed_encodings_is_mended_where_it_shows_which(tmp_path):
    mended = "Für Türkiye, Gespräche, größer, schön, Käse, günstig: “teuer”."
    mixed = mended[:-8].encode() + mended[-8:].encode("cp1252")
    text_file(tmp_path / "a.txt", mixed)
    articles, inputs = in_words(load(tmp_path))
    assert articles["text"].tolist() == [mended]
    assert inputs["repairs"].tolist() == [f"{WESTERN}; mojibake mended"]


@pytest.mark.parametrize(
    ("title", "text", "joined"),
    [
        pytest.param("Talks begin", "They met.", True, id="not in the text"),
        pytest.param("Talks begin", "Talks begin\nThey met.", False, id="first line"),
        pytest.param("Talks ‘begin’", "TALKS 'BEGIN'\nThey met.", False, id="set otherwise"),
        pytest.param("Talks begin", "\n\nTalks begin\nThey met.", False, id="after empty lines"),
        pytest.param(
            "Talks begin", "13 Feb 2025\nTalks begin\nThey met.", False, id="after a date"
        ),
        pytest.param("Talks begin", "Talks\nbegin\nThey met.", False, id="in two lines"),
        pytest.param("Talks begin - Post", "Talks begin\nThey met.", False, id="with the site"),
        pytest.param("Talks begin", "Talks begin | Post\nThey met.", False, id="site in text"),
        pytest.param("Talks begin", "KYIV\nTalks begin\nThey met.", False, id="after a place"),
        pytest.param("Talks begin", "![A](b)\nTalks begin\nBye.", False, id="after an image"),
        pytest.param("Talks begin", "By Jane Doe\nTalks begin\nBye.", False, id="after a byline"),
        pytest.param("Talks begin", "They met.\nTalks begin", True, id="last line"),
        pytest.param("Talks begin", "Talks begin on Friday.", True, id="start of a sentence"),
    ],
)
def test_a_title_that_does_not_head_its_text_is_joined_to_it(tmp_path, title, text, joined):
    path = csv(tmp_path, "article,outlet,title,text", f'a,Daily,{title},"{text}"')
    articles, inputs = in_words(load(path))
    assert articles["text"].tolist() == [f"{title}\n\n{text}" if joined else text]
    assert inputs["repairs"].tolist() == ["headline joined" if joined else ""]


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2025-02-13", "2025-02-13"),
        ("2025-02-13T10:05:00Z", "2025-02-13"),
        ("2025-02-13 10:05", "2025-02-13"),
        ("13/02/2025", "2025-02-13"),
        ("02/13/2025", "2025-02-13"),
        ("13 Feb 2025", "2025-02-13"),
        ("02/03/2025", None),
        ("2025-02", None),
        ("2025", None),
        ("2025-02-30", None),
    ],
)
def test_only_a_date_that_can_be_read_one_way_is_a_date(tmp_path, given, date):
    path = csv(tmp_path, "article,outlet,date,text", f"a,Daily,{given},Talks.")
    articles, inputs = in_words(load(path))
    assert articles["date_text"].tolist() == [given]
    assert articles["date"].isna().tolist() == [date is None]
    assert articles["date"].fillna("").tolist() == [date or ""]
    said = inputs["repairs"].iloc[0]
    assert (said == "") == (date is not None)
    assert date or said.startswith(f"date '{given}' left out: it ")


def test_a_missing_date_stays_missing(tmp_path):
    path = csv(tmp_path, "article,outlet,date,text", "a,Daily,,Talks.", "b,Daily, ,Talks.")
    articles, inputs = in_words(load(path))
    assert articles[["date", "date_text"]].isna().all(axis=None)
    assert inputs["state"].tolist() == ["kept", "kept"]


def test_the_words_of_a_date_may_have_a_column_of_their_own(tmp_path):
    path = csv(tmp_path, "article,outlet,date,date_text,text", "a,Daily,2025-02-13,Thursday,Talks.")
    assert read_corpus(path)[["date", "date_text"]].to_numpy().tolist() == [
        ["2025-02-13", "Thursday"]
    ]


def test_several_repairs_of_an_input_are_all_named(tmp_path):
    text_file(tmp_path / "a.txt", "Türkiye.".encode("cp1252"))
    path = csv(tmp_path, "file,outlet,title,date", "a.txt,Daily,Talks,03/02/2025")
    with pytest.warns(RepairWarning, match=r"1 input: 1 repaired, such as 'articles\.csv'") as told:
        read_corpus(path, columns=BY_FILE)
    assert told[0].filename == __file__
    assert in_words(load(path, columns=BY_FILE))[1]["repairs"].tolist() == [
        f"{WESTERN}; date '03/02/2025' left out: it could be 3 February or 2 March (say which in "
        "study.toml, [corpus] dates); headline joined"
    ]


def test_a_repair_is_a_row_with_its_code_and_its_words(tmp_path):
    path = csv(tmp_path, "article,outlet,title,date,text", '"a",Daily,News,"a; b; 3","Talks &amp;"')
    expected = [
        ("entities", "HTML entities decoded"),
        (
            "date_unreadable",
            "date 'a; b; 3' left out: it is no date that can be read (write it as YYYY-MM-DD)",
        ),
        ("headline_joined", "headline joined"),
    ]
    rows = [("articles.csv", "2", "a", *repair) for repair in expected]
    assert list(read_repairs(path).itertuples(index=False, name=None)) == rows


def test_a_repair_that_befell_an_input_twice_is_told_once(tmp_path):
    path = csv(tmp_path, "article,outlet,title,text", "a,Daily,Tom &amp; Al,Tom &amp; Al sing.")
    assert read_repairs(path)["repair"].tolist() == ["entities", "headline_joined"]


def test_clean_input_is_read_without_a_warning(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_corpus(csv(tmp_path, "article,outlet,text", "a,Daily,Talks."))


def test_outlets_are_renamed(tmp_path):
    path = csv(tmp_path, "article,outlet,text", "a,Daily (UK),Talks.", "b,Post,Talks.")
    outlets = {"Daily (UK)": "Daily"}
    assert read_corpus(path, outlets=outlets)["outlet"].tolist() == ["Daily", "Post"]
    assert outlets == {"Daily (UK)": "Daily"}


# Rejections


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("b,Daily,b.txt,x,y", "5 fields where the header has 4", id="extra field"),
        pytest.param("b,Daily", "2 fields where the header has 4", id="short row"),
        pytest.param(",Daily,,Talks.", "no article id", id="no id"),
        pytest.param("b,,,Talks.", "no outlet", id="no outlet"),
        pytest.param("b, ,,Talks.", "no outlet", id="blank outlet"),
        pytest.param("b,Daily,,", "neither a text nor the path of a text file", id="no text"),
        pytest.param("b,Daily,,  ", "neither a text nor the path of a text file", id="blank text"),
        pytest.param("a,Daily,,Talks.", "repeats the id 'a' with the same text", id="same again"),
        pytest.param("a,Post,,Others.", "repeats the id 'a' with another text", id="same id"),
        pytest.param(
            "b,Daily,c.txt,",
            "'c.txt' is neither beside articles.csv nor in articles/",
            id="no file",
        ),
        pytest.param(
            "b,Daily,../b.txt,", "'../b.txt' leads out of the study's folder", id="out by .."
        ),
        pytest.param("b,Daily,/b.txt,", "'/b.txt' leads out of the study's folder", id="absolute"),
        pytest.param(
            "b,Daily,articles/../../b.txt,",
            "'articles/../../b.txt' leads out of the study's folder",
            id="out by way of a folder",
        ),
        pytest.param("b,Daily,empty.txt,", "'empty.txt' holds no text", id="empty file"),
    ],
)
def test_a_record_that_cannot_be_used_is_rejected_with_its_line_and_reason(tmp_path, line, reason):
    folder = tmp_path / "study"
    text_file(tmp_path / "b.txt", "Outside.")
    text_file(folder / "empty.txt", "")
    path = csv(folder, "article,outlet,path,text", "a,Daily,,Talks.", line)
    articles, inputs = in_words(load(path))
    assert articles["article"].tolist() == ["a"]
    assert inputs["state"].tolist() == ["kept", "rejected"]
    assert inputs.loc[1, ["record", "said"]].tolist() == ["3", reason]


def test_an_id_repeated_with_the_same_text_is_told_so_after_a_repair(tmp_path):
    path = csv(tmp_path, "article,outlet,title,text", "a,Daily,Talks,One.", "a,Daily,Talks,One.")
    assert read_inputs(path)["said"].tolist() == ["", "repeats the id 'a' with the same text"]


def test_a_text_file_that_the_csv_file_does_not_name_is_told(tmp_path):
    for name in "ab":
        text_file(tmp_path / "articles" / f"{name}.txt", "Talks.")
    path = csv(tmp_path, "file,outlet", "a.txt,Daily")
    assert report(in_words(load(path, columns=BY_FILE))[1]) == [
        ("articles.csv", "2", "kept", "a.txt", "", ""),
        ("articles/b.txt", "", "rejected", "", "not named in articles.csv", ""),
    ]


def test_a_csv_file_that_holds_the_texts_names_no_files_to_be_missed(tmp_path):
    text_file(tmp_path / "articles" / "a.txt", "Talks.")
    assert len(read_inputs(csv(tmp_path, "article,outlet,text", "a,Daily,Talks."))) == 1


def test_the_states_add_up_to_all_that_was_found(tmp_path):
    good = ["a,Daily,,One.", "b,Daily,03/02/2025,Two.", "c,Daily,2025-02-13,Three."]
    bad = ["d,Daily,,", "e,Daily", "a,Daily,,One.", ",Daily,,Four."]
    articles, inputs = in_words(load(csv(tmp_path, "article,outlet,date,text", *good, *bad)))
    assert inputs["state"].value_counts().to_dict() == {"kept": 2, "repaired": 1, "rejected": 4}
    assert len(articles) == 3
    assert inputs.loc[inputs["state"] != "rejected", "article"].tolist() == ["a", "b", "c"]


# Refusals


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param([""], "articles.csv holds no text.", id="empty file"),
        pytest.param(
            ["article,outlet,outlet,text", "a,b,c,d"],
            "articles.csv names the column 'outlet' twice; each column needs its own name.",
            id="duplicate header",
        ),
        pytest.param(
            ["article,outlet,text,", "a,b,c,d"],
            "articles.csv has no name for its column 4",
            id="nameless column",
        ),
        pytest.param(
            ["article,outlet,text", "a,b,c", 'd,e,"f', "g,h,i"],
            "articles.csv has a quotation mark out of place, or one that is never closed, in the "
            "row that begins in line 3",
            id="unclosed quotation mark",
        ),
        pytest.param(
            ["article,outlet,text", 'a,b,"c" d'],
            "articles.csv has a quotation mark out of place, or one that is never closed, in the "
            "row that begins in line 2",
            id="quotation mark inside",
        ),
        pytest.param(
            ["article,outlets,text", "a,b,c"],
            "articles.csv has no column 'outlet'. Columns: article, outlets, text. "
            "Did you mean 'outlets'? Name those that hold article, outlet and text",
            id="no outlet column",
        ),
        pytest.param(
            ["article,outlet,body", "a,b,c"],
            "articles.csv has no column 'text'. Columns: article, outlet, body.",
            id="neither text nor path",
        ),
        pytest.param(
            ["article,outlet,text"],
            "'articles.csv': no article could be read (1 input found: 'holds no row below its "
            "header')",
            id="header alone",
        ),
        pytest.param(
            ["article,outlet,text", "a,b", "c,d,"],
            "no article could be read (2 inputs found: '2 fields where the header has 3', "
            "'neither a text nor the path of a text file')",
            id="nothing usable",
        ),
    ],
)
def test_a_csv_file_that_cannot_be_read_is_refused_in_plain_words(tmp_path, lines, message):
    with pytest.raises(CorpusError) as error:
        read_corpus(csv(tmp_path, *lines))
    assert message in str(error.value)


def test_an_unknown_column_of_the_contract_is_refused_with_a_suggestion(tmp_path):
    path = csv(tmp_path, "article,outlet,text", "a,b,c")
    with pytest.raises(CorpusError) as error:
        read_corpus(path, columns={"headlin": "text", "titel": "text"})
    assert str(error.value).startswith(
        "columns maps 'headlin', 'titel', which articles do not have."
    )
    assert "Allowed: article, outlet, date, date_text, title, text, event" in str(error.value)
    with pytest.raises(CorpusError, match="Did you mean 'title'"):
        read_corpus(path, columns={"titel": "text"})


def test_a_mapped_column_that_the_file_does_not_have_is_refused_with_a_suggestion(tmp_path):
    path = csv(tmp_path, "article,outlet,headline,text", "a,b", "a,b,c,d")
    with pytest.raises(CorpusError) as error:
        read_corpus(path, columns={"title": "headlin"})
    assert "articles.csv has no column 'headlin'. Columns: article, outlet, headline, text." in str(
        error.value
    )
    assert "Did you mean 'headline'?" in str(error.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("nowhere", "nowhere: there is no such file or folder", id="no such place"),
        pytest.param(
            "a.png",
            "'a.png': no article could be read (1 input found: 'is a picture')",
            id="a picture",
        ),
        pytest.param("empty", "'empty': no article could be read (0 inputs found)", id="no files"),
    ],
)
def test_a_place_that_holds_no_corpus_is_refused(tmp_path, name, message):
    (tmp_path / "empty").mkdir()
    text_file(tmp_path / "a.png", b"\x89PNG")
    with pytest.raises(CorpusError) as error:
        read_corpus(tmp_path / name)
    assert message in str(error.value)


def test_an_empty_list_of_sources_is_refused():
    with pytest.raises(CorpusError, match=r"path is an empty list\. Give a table"):
        read_corpus([])


def test_the_shipped_texts_are_the_files_to_the_character(study):
    folder = Path(study.folder) / "articles"
    for row in study.articles.itertuples():
        assert row.text == (folder / row.article).read_bytes().decode()
    assert set(study.inputs["state"]) == {"kept"}
