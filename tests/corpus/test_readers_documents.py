"""Documents that are one article each: plain text, web pages, Word and RTF files."""

# ruff: noqa: RUF001 - letters of many scripts are what is tested
from __future__ import annotations

import contextlib
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.files import charset, docx_package, rtf
from framing.corpus.files import parsed as told
from framing.corpus.formats import parsed, read_file
from framing.corpus.read_text import GUESSED
from framing.corpus.readers import document, html_file, text_file
from framing.corpus.readers.found import Found, Record
from framing.corpus.repairs import NULS
from framing.errors import CorpusError
from tests.cases import each_of
from tests.effort import at_most

FIRST = "Talks began on Wednesday in the capital, both sides said after a long call."
SECOND = "They go on today, “for now”, and Türkiye’s part in them is to be settled this week."
BODY = f"{FIRST}\n\n{SECOND}"


READERS = {"text": text_file, "html": html_file, "docx": document, "rtf": document}


def read(kind: str, data: bytes) -> Found:
    return READERS[kind].read(parsed(data, kind))


def one(kind: str, data: bytes | str) -> Record:
    (record,) = read(kind, data if isinstance(data, bytes) else data.encode()).records
    return record


def refused(kind: str, data: bytes) -> str:
    with pytest.raises(CorpusError) as error:
        read(kind, data)
    return str(error.value)


# -- plain text -------------------------------------------------------------------------------


@each_of("line_end", ["\n", "\r\n"])
@each_of("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_equals_the_decoded_file_to_the_character(encoding, line_end):
    text = f" {FIRST}{line_end}{line_end}\t{SECOND} {line_end}"
    assert one("text", text.encode(encoding)).fields == {"text": text}


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_a_text_without_front_matter_is_never_changed(text):
    text = f"x{text}"
    assert one("text", text) == Record("", {"text": text})


FRONT = """---
title: "Talks: the end"
Date: 13 Feb 2025
source: Agency
outlet: Daily
id: 007
section: NA
open: yes
tags: [talks, "peace"]
text: hm
---

They go on.
"""


def test_front_matter_becomes_fields_and_words_stay_words():
    record = one("text", FRONT)
    assert record.repairs == (text_file.FRONT_MATTER,)
    assert record.fields == {
        "text": "They go on.\n",
        "title": "Talks: the end",
        "date_text": "13 Feb 2025",
        "source": "Agency",
        "outlet": "Daily",
        "id": "007",
        "section": "NA",
        "open": "yes",
        "tags": "talks; peace",
        "text (2)": "hm",
    }


def test_lines_of_key_and_value_that_are_no_yaml_are_read_too():
    record = one("text", "---\nTitle: Talks: the end\nPublisher: A & B: News\n---\nGo.")
    assert record.fields == {"text": "Go.", "title": "Talks: the end", "Publisher": "A & B: News"}


def test_a_key_given_twice_is_kept_twice_and_a_key_without_a_value_is_missing():
    record = one("text", "---\ntitle: A\ntitle: B\ndate:\nurl: ~\n---\nGo.")
    assert record.fields == {"text": "Go.", "title": "A", "title (2)": "B"}


def test_what_is_nested_in_front_matter_is_kept_as_it_is_written():
    record = one("text", "---\ntitle: A\nmeta:\n  desk: world\n---\nGo.")
    assert record.fields["meta"] == "desk: world"


NO_FRONT_MATTER = {
    "words between rules": "---\nTalks begin.\n---\nGo.",
    "dialogue between rules": "---\nHe: no.\nShe: yes.\n---\nGo.",
    "no second rule": "---\ntitle: A\nGo.",
    "not at the start": "Go.\n---\ntitle: A\n---\n",
    "a rule alone": "---",
    "longer than any": "---\ntitle: " + "a " * 20_000 + "\n---\nGo.",
}


@pytest.mark.parametrize("text", NO_FRONT_MATTER.values(), ids=NO_FRONT_MATTER)
def test_what_is_no_front_matter_stays_in_the_text(text):
    assert one("text", text) == Record("", {"text": text})


def test_front_matter_without_a_text_is_rejected():
    assert one("text", "---\ntitle: A\n---\n\n").rejected == "holds front matter but no text"


BAD_YAML = {
    "aliases that unfold": "a: &a [x,x]\n"
    + "\n".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)},*{chr(97 + i)}]" for i in range(20)
    ),
    "a tag that runs code": 'a: !!python/object/apply:os.system ["false"]',
    "nested without end": "a: " + "[" * 9_000,
    "many keys": "a: b\n" * 3_000,
}


@pytest.mark.parametrize("yaml", BAD_YAML.values(), ids=BAD_YAML)
def test_hostile_front_matter_is_words_and_takes_no_time(yaml):
    with at_most(20):
        assert one("text", f"---\ntitle: A\n{yaml}\n---\nGo.").fields["title"] == "A"


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", b"a\0b", b"\x81\x8d"])
def test_what_is_no_text_is_refused(data):
    assert refused("text", data)


# -- web pages --------------------------------------------------------------------------------

ARTICLE = f"<article><h1>Talks begin</h1><p>{FIRST}</p><p>{SECOND}</p></article>"


def page(body: str = ARTICLE, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def test_a_page_gives_its_text_and_what_it_says_of_itself():
    head = (
        '<title>Talks begin - The Daily</title><meta property="og:site_name" content="The Daily">'
        '<meta name="author" content="Ann Bee"><link rel="canonical" href="https://daily.example/a">'
        '<meta property="article:published_time" content="2025-02-13T23:30:00-05:00">'
    )
    assert one("html", page(f"<nav>Home</nav>{ARTICLE}<footer>© 2019</footer>", head)) == Record(
        "",
        {
            "text": f"Talks begin\n\n{BODY}",
            "title": "Talks begin",
            "date_text": "2025-02-13T23:30:00-05:00",
            "outlet": "The Daily",
            "author": "Ann Bee",
            "url": "https://daily.example/a",
            "language": "en",
        },
    )


def test_scripts_and_styles_are_never_in_the_text():
    inside = "<script>alert('evil')</script><style>.evil{}</style><!-- evil -->"
    body = f"{inside}<article><p>{FIRST}{inside}</p>{inside}<p>{SECOND}</p></article>{inside}"
    assert one("html", page(body)).fields["text"] == BODY


IN_A_PARAGRAPH = {
    "a comment": "<p>Talks <!-- note -->began <!-- -->in Bern.</p>",
    "a comment in a link": "<p>Talks <a href='/t'>be<!-- -->gan</a> in Bern.</p>",
    "a comment between blocks": "<div>Talks <!-- note -->began in Bern.</div>",
    "an instruction": "<p>Talks <?note here?>began in Bern.</p>",
    "line ends of the source": "<p>Talks\n\tbegan <b>in\r\nBern.</b></p>",
}


@pytest.mark.parametrize("paragraph", IN_A_PARAGRAPH.values(), ids=IN_A_PARAGRAPH)
def test_a_paragraph_is_whole_whatever_stands_in_its_source(paragraph):
    """The extraction stops at a comment; pages built by a script have them between words."""
    record = one("html", page(f"<article><p>{FIRST}</p>{paragraph}<p>{SECOND}</p></article>"))
    assert record.fields["text"].split("\n\n") == [FIRST, "Talks began in Bern.", SECOND]


def test_a_line_break_of_the_page_parts_and_one_of_the_source_does_not():
    record = one("html", page(f"<article><p>{FIRST}<br>\nSecond\nline.</p></article>"))
    assert record.fields["text"].split("\n\n") == [FIRST, "Second line."]


def test_a_page_without_a_date_has_none():
    assert "date_text" not in one("html", page()).fields


def test_a_date_in_structured_data_keeps_its_zone():
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle",'
        ' "datePublished": "2025-02-13T08:00:00+01:00"}</script>'
    )
    assert one("html", page(head=head)).fields["date_text"] == "2025-02-13T08:00:00+01:00"


def test_a_day_or_month_is_not_settled_for_the_page():
    record = one("html", page(f"<time>03/04/2025</time>{ARTICLE}"))
    assert record.fields["date_text"] == "03/04/2025"
    assert record.repairs == (html_file.FOUND_DATE,)


def test_a_date_to_come_is_kept():
    head = '<meta property="article:published_time" content="2031-02-13">'
    assert one("html", page(head=head)).fields["date_text"] == "2031-02-13"


ENCODED = {
    "UTF-8": ("utf-8", "utf-8", ()),
    "a byte order mark": ("utf-8-sig", "", ()),
    "UTF-16": ("utf-16", "", ()),
    "declared Turkish": ("cp1254", "iso-8859-9", ()),
    "declared Western": ("cp1252", "ISO-8859-1", ()),
    "declared Western but UTF-8": ("utf-8", "windows-1252", (charset.OTHERWISE,)),
    "declared UTF-8 but Western": ("cp1252", "utf-8", (charset.DECLARED_WRONGLY,)),
    "undeclared Western": ("cp1252", "", (GUESSED,)),
    "declared as no encoding": ("utf-8", "zlib", ()),
}


@each_of("encoding, declared, repairs", ENCODED)
def test_the_encoding_is_that_of_the_bytes_then_of_the_page(encoding, declared, repairs):
    head = f'<meta charset="{declared}">' if declared else ""
    record = one("html", page(head=head).encode(encoding))
    assert (record.fields["text"], record.repairs) == (f"Talks begin\n\n{BODY}", repairs)


def test_nul_characters_do_not_cut_a_page_short():
    record = one("html", page().replace("They go", "They\0 go"))
    assert record.fields["text"].endswith(SECOND)
    assert record.repairs == (NULS,)


NO_ARTICLE = {
    "an empty page": ("", "no article is found in the page"),
    "a shell": (
        "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>",
        "a page that only a script fills",
    ),
    "a paywall": (
        f"<p>{FIRST}</p><div class='paywall-promo'>Subscribe to continue reading</div>",
        "a paywall stub",
    ),
    "cookies": ("<p>We use cookies to improve your visit.</p>", "a cookie notice"),
    "404": ("<h1>404 - Page not found</h1><p>Go home.</p>", "a page that was not found"),
    "a login": ("<p>Sign in to your account</p><p>Password</p>", "a login page"),
    "a vendor's error": ("<p>Your session has expired.</p>", "an error page"),
    "a document withdrawn": (
        "<p>The document you requested is not available.</p>",
        "a notice that the document is not available",
    ),
}


@each_of("body, reason", NO_ARTICLE)
def test_a_page_without_an_article_is_rejected_with_its_reason(body, reason):
    assert one("html", page(body)).rejected == reason


def test_an_article_is_kept_though_the_menu_asks_for_a_login():
    body = f"<nav><p>Already a subscriber? Log in</p></nav>{ARTICLE}"
    assert one("html", page(body)).rejected == ""


def test_a_teaser_is_rejected_though_the_paywall_is_no_part_of_its_text():
    record = one("html", page(f"{ARTICLE}<button>Subscribe to continue reading</button>"))
    assert "Subscribe" not in record.fields["text"]
    assert record.rejected == "a paywall stub"


def test_a_long_article_is_kept_with_a_paywall_beside_it():
    days = "".join(f"<p>{FIRST} Day {day}.</p>" for day in range(15))
    body = f"<article>{days}</article><button>Subscribe to continue reading</button>"
    assert one("html", page(body)).rejected == ""


def archive(body: str) -> bytes:
    head = (
        "From: <Saved>\r\nSnapshot-Content-Location: https://daily.example/a\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
    )
    part = (
        "--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return f"{head}{part if body else ''}{body}\r\n--B--\r\n".encode()


def test_a_web_archive_in_one_file_is_read_with_its_address():
    record = one("html", archive(page()))
    assert record.fields["text"] == f"Talks begin\n\n{BODY}"
    assert record.fields["url"] == "https://daily.example/a"


NO_PAGE = {
    "nothing": (b"", "holds no text"),
    "plain text": (b"Talks begin.", "no tags"),
    "a PDF": (b"%PDF-1.7", "a PDF"),
    "a view of a source": (b'<table><tr><td class="line-number"></td></table>', "source"),
    "an archive without a page": (archive(""), "without a page"),
    "nested without end": (b"<html>" + b"<div>" * 100_000 + b"x", "too deep"),
    "elements without end": (b"<html>" + b"<br>" * 60_000, "elements"),
    "no encoding": (b"<html><p>\x81\x8d\x8f\xff", "neither UTF-8"),
}


@each_of("data, message", NO_PAGE)
def test_what_is_no_page_is_refused_in_words(data, message):
    assert message in refused("html", data)


def test_entities_of_a_page_are_neither_unfolded_nor_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("sesame")
    head = f'<!DOCTYPE html [<!ENTITY a "xx"><!ENTITY b SYSTEM "{secret.as_uri()}">]>'
    text = one("html", f"{head}<html><body><p>{FIRST} &b; &a;</p></body></html>").fields["text"]
    assert "sesame" not in text
    assert "&a;" in text


def test_a_huge_article_in_one_line_is_read_whole():
    text = one("html", page(f"<p>{'word ' * 100_000}</p>")).fields["text"]
    assert text.split() == ["word"] * 100_000


# -- Word -------------------------------------------------------------------------------------

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STYLES = (
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
)


def para(text: str, style: str = "") -> str:
    marked = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{marked}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def core(title: str = "", author: str = "", created: str = "") -> str:
    return (
        '<c:core xmlns:c="c" xmlns:dc="dc" xmlns:dt="dt">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<dt:created>{created}</dt:created></c:core>"
    )


def docx(body: str, *, namespace: str = WORD, head: str = "", **parts: str | bytes) -> bytes:
    def part(tag: str, inner: str) -> str:
        return f'{head}<w:{tag} xmlns:w="{namespace}" xmlns:mc="mc">{inner}</w:{tag}>'

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        package.writestr("word/styles.xml", part("styles", STYLES))
        for name, inner in parts.items():
            if name == "core":
                package.writestr("docProps/core.xml", inner)
            elif name == "vba":
                package.writestr("word/vbaProject.bin", inner)
            else:
                package.writestr(f"word/{name}.xml", part(name, str(inner)))
    return file.getvalue()


@pytest.mark.parametrize("namespace", [WORD, STRICT], ids=["transitional", "strict"])
def test_paragraphs_and_cells_of_tables_are_the_text(namespace):
    table = f"<w:tbl><w:tr><w:tc>{para('A')}</w:tc><w:tc>{para('B')}</w:tc></w:tr></w:tbl>"
    body = para(FIRST) + para(" ") + table + para(SECOND)
    assert one("docx", docx(body, namespace=namespace)) == Record(
        "", {"text": f"{FIRST}\n\nA\n\nB\n\n{SECOND}"}
    )


def test_a_word_document_made_by_another_program_gives_the_same_words():
    python_docx = pytest.importorskip("docx")
    document = python_docx.Document()
    document.add_heading("Talks begin", 1)
    document.add_paragraph(FIRST)
    document.add_table(1, 1).cell(0, 0).text = SECOND
    document.sections[0].header.paragraphs[0].text = "Page head"
    file = io.BytesIO()
    document.save(file)
    assert one("docx", file.getvalue()) == Record(
        "", {"text": f"Talks begin\n\n{BODY}", "title": "Talks begin"}, (told.MARGINS,)
    )


@pytest.mark.parametrize("style", ["Titel", "berschrift1"])
def test_a_first_paragraph_in_a_style_of_titles_is_the_title_in_any_language(style):
    record = one("docx", docx(para("Talks begin", style) + para(FIRST)))
    assert record.fields == {"text": f"Talks begin\n\n{FIRST}", "title": "Talks begin"}
    assert "title" not in one("docx", docx(para(FIRST) + para("Later", style))).fields


def test_what_a_document_says_of_itself_is_told_but_gives_no_date():
    data = docx(para(FIRST), core=core("Talks begin", "Ann Bee", "2025-02-14T08:00:00Z"))
    assert one("docx", data).fields == {
        "text": FIRST,
        "title": "Talks begin",
        "author": "Ann Bee",
        "created": "2025-02-14T08:00:00Z",
    }


def test_what_a_template_says_is_not_told():
    data = docx(para(FIRST), core=core("Word Document", "python-docx", "2013-12-23T23:15:00Z"))
    assert one("docx", data).fields == {"text": FIRST}


def test_a_deletion_is_left_out_and_told_and_an_insertion_is_text():
    body = (
        "<w:p><w:r><w:t>Talks </w:t></w:r><w:del><w:r><w:delText>end</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>once</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>begin</w:t></w:r></w:ins></w:p>"
    )
    assert one("docx", docx(body)) == Record(
        "", {"text": "Talks begin"}, (told.DELETIONS, told.INSERTIONS)
    )


def test_what_stands_beside_the_text_is_left_out_and_told():
    beside = {name: para("Beside") for name in ("header1", "footer1", "footnotes", "comments")}
    record = one("docx", docx(para(FIRST), vba=b"macro", **beside))
    assert record.fields == {"text": FIRST}
    assert set(record.repairs) == {
        told.MARGINS,
        told.NOTES,
        told.COMMENTS,
        docx_package.MACROS,
    }


def test_empty_margins_are_not_told():
    assert one("docx", docx(para(FIRST), header1=para(" "))).repairs == ()


def test_hidden_text_is_left_out_and_told():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    seen = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>'
    assert one("docx", docx(f"<w:p>{hidden}{seen}</w:p>")) == Record(
        "", {"text": "seen"}, (told.HIDDEN,)
    )


def test_tabs_breaks_hyphens_and_the_results_of_fields_are_text():
    run = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        "<w:softHyphen/><w:instrText>HYPERLINK x</w:instrText><w:t>e</w:t></w:r>"
    )
    tabs = "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"
    body = f"<w:p>{tabs}<w:fldSimple>{run}</w:fldSimple></w:p>"
    assert one("docx", docx(body)).fields["text"] == "a\tb\nc\u2011d\xade"


def test_a_text_box_is_read_once_and_after_the_paragraph_it_hangs_on():
    box = f"<w:txbxContent>{para('Box')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>Be</w:t>{both}<w:t>fore</w:t></w:r></w:p>{para('After')}"
    assert one("docx", docx(body)).fields["text"] == "Before\n\nBox\n\nAfter"


def test_a_word_document_without_words_is_rejected():
    assert one("docx", docx("<w:p/>")).rejected == "holds no text"


def archive_of(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return file.getvalue()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCHES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
NO_WORD = {
    "nothing": (b"", "no Word document"),
    "plain text": (b"Talks begin.", "no Word document"),
    "an old .doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "old .doc"),
    "another archive": (archive_of("a.txt", b"x"), "no word/document.xml"),
    "cut off": (docx(para(FIRST))[:-40], "damaged"),
    "cut off XML": (archive_of("word/document.xml", b"<w:p"), "damaged"),
    "a zip bomb": (archive_of("word/document.xml", bytes(60_000_000)), "unpacks to"),
    "a zip bomb in parts": (
        docx(para(FIRST), **{f"header{n}": " " * 20_000_000 for n in range(3)}),
        "bytes of text",
    ),
    "entities that unfold": (docx(para("&b;"), head=LAUGHS), "declares entities"),
    "entities that fetch": (docx(para("&a;"), head=FETCHES), "declares entities"),
    "nested without end": (docx("<w:p>" * 5000 + "</w:p>" * 5000), "damaged"),
}


@each_of("data, message", NO_WORD)
def test_what_is_no_word_document_is_refused_in_words(data, message):
    assert message in refused("docx", data)


def test_an_archive_that_lies_about_its_size_is_not_unpacked_further():
    data = archive_of("word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    lied = data.replace((60_000_007).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lied != data
    assert "damaged" in refused("docx", lied)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_word_document_is_read_or_refused_but_never_crashes(data):
    whole = bytearray(docx(para(FIRST), core=core("A", "B", "C")))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(CorpusError):
        read("docx", bytes(whole))


# -- RTF --------------------------------------------------------------------------------------


def rtf_of(body: str, head: str = r"\ansi\ansicpg1252") -> bytes:
    return (r"{\rtf1" + head + " " + body + "}").encode("latin-1")


FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset162 Arial Tur;}{\f2\fcharset204 Arial Cyr;}}"
RTF = {
    "a code page": (r"\'fd\'fe\par", r"\ansi\ansicpg1254", "ış"),
    "fonts of other code pages": (FONTS + r"\f1 \'fd\f2 \'e4\'e0\f0 \'fd", r"\ansi", "ıдаý"),
    "a font within a group": (FONTS + r"\f0 {\f2 \'e4}\'e4", r"\ansi", "дä"),
    "two bytes for a character": (r"\'89\'ef\'92\'6b \'83A", r"\ansi\ansicpg932", "会談 ア"),
    "Unicode with a stand-in": (r"\u304?stanbul \u305\'3f", r"\ansi", "İstanbul ı"),
    "Unicode without a stand-in": (r"{\uc0\u304 stanbul}", r"\ansi", "İstanbul"),
    "Unicode with two stand-ins": (r"\uc2\u304 ??stanbul", r"\ansi", "İstanbul"),
    "a stand-in and what follows it": (r"\u304?s\'fc", r"\ansi", "İsü"),
    "back to the plain font": (FONTS + r"\f1 \'fd\plain\'fd", r"\ansi\deff0", "ıý"),
    "negative Unicode": (r"\u-3913?", r"\ansi", "\uf0b7"),
    "beyond 65,535": (r"\u-10179?\u-8704?", r"\ansi", "😀"),
    "quotes and dashes": (r"\ldblquote no\rdblquote\emdash yes\rquote s", r"\ansi", "“no”—yes’s"),
    "literal braces": (r"\{a\} \\ b", r"\ansi", "{a} \\ b"),
    "spaces and hyphens": (r"a\~b\-c\_d\tab e\line f", r"\ansi", "a\xa0b\xadc\u2011d\te\nf"),
    "paragraphs": ("A\\par\r\nB\\par\\par C\\cell D\\row", r"\ansi", "A\n\nB\n\nC\n\nD"),
    "lines of the file": ("A\r\nB\nC", r"\ansi", "ABC"),
    "a field": (r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt here}} now', r"\ansi", "here now"),
    "a picture": (r"A{\pict\pngblip 89504e47}B", r"\ansi", "AB"),
    "a picture in bytes": ("A{\\pict\\bin6 }}{{\\x}B", r"\ansi", "AB"),
    "nested destinations": (r"A{\*\x{y {z}} w}{\stylesheet{\s0 Normal;}}B", r"\ansi", "AB"),
    "a text box": (r"A{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt  box}}}", r"\ansi", "A box"),
    "a text box with its place": (
        r"A{\shp{\*\shpinst\shpleft0\shpz1{\sp{\sn n}{\sv v}}{\shptxt  box}}}",
        r"\ansi",
        "A box",
    ),
    "a number of ten digits": (r"A{\revdttm-2016253312 b}", r"\ansi", "Ab"),
    "the Macintosh": (r"\'8e", r"\mac", "é"),
    "an unknown code page": (r"\'e9", r"\ansi\ansicpg99999", "é"),
}


@each_of("body, head, text", RTF)
def test_rtf_is_read_character_by_character(body, head, text):
    assert one("rtf", rtf_of(body, head)) == Record("", {"text": text})


def test_what_an_rtf_file_says_of_itself_is_told():
    info = r"{\info{\title Talks begin}{\author Ann Bee}{\creatim\yr2025\mo2\dy13\hr8}}"
    assert one("rtf", rtf_of(info + "Go.")).fields == {
        "text": "Go.",
        "title": "Talks begin",
        "author": "Ann Bee",
        "created": "2025-02-13",
    }


def test_what_an_rtf_file_says_twice_of_itself_is_told_once():
    """LibreOffice writes the author again as the one who saved the file last."""
    info = rb"{\rtf1{\info{\title Talks}{\author Ann Bee}{\author Ben Cee}{\title Draft}}Words.}"
    fields = one("rtf", info).fields
    assert (fields["title"], fields["author"]) == ("Talks", "Ann Bee")


def test_what_stands_beside_the_text_of_an_rtf_file_is_left_out_and_told():
    body = (
        r"{\header Head}{\footerf Foot}Talks{\footnote Note}{\*\annotation Say} {\deleted end}"
        r"{\v hidden}{\revised begin}"
    )
    assert one("rtf", rtf_of(body)) == Record(
        "",
        {"text": "Talks begin"},
        (
            told.MARGINS,
            told.NOTES,
            told.COMMENTS,
            told.DELETIONS,
            told.HIDDEN,
            told.INSERTIONS,
        ),
    )


def test_an_rtf_file_without_its_last_brace_is_kept_and_told():
    assert one("rtf", rtf_of("Talks begin.")[:-1]) == Record(
        "", {"text": "Talks begin."}, (rtf.UNCLOSED,)
    )


def test_an_rtf_file_cut_off_within_a_group_is_rejected():
    record = one("rtf", rtf_of(r"Talks begin. {\b They go on.}")[:-5])
    assert record.rejected == "is cut off: 2 groups are still open at its end"


def test_bytes_after_the_end_are_told_unless_they_are_padding():
    assert one("rtf", rtf_of("A") + b"\0\r\n").repairs == ()
    assert one("rtf", rtf_of("A") + b"B").repairs == (rtf.AFTER,)


def test_a_byte_without_a_character_is_told():
    assert one("rtf", rtf_of(r"a\'81")).repairs == (charset.UNKNOWN,)


def test_an_rtf_file_without_words_is_rejected():
    assert one("rtf", rtf_of(r"\par")).rejected == "holds no text"


@pytest.mark.parametrize(
    "data", [b"", b"Talks", b"PK\x03\x04", b"<html>", b"{\\rtf1" + b"{" * 5000]
)
def test_what_is_no_rtf_is_refused_in_words(data):
    assert refused("rtf", data).startswith(("is no RTF file", "nests more than"))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1))
def test_any_text_written_as_rtf_is_read_as_it_was(text):
    def unit(number: int) -> str:
        return rf"\u{number - 0x10000 if number > 0x7FFF else number}?"

    units = memoryview(text.encode("utf-16-le")).cast("H")
    assert one("rtf", rtf_of("".join(map(unit, units)))).fields["text"] == text


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_after_the_start_are_read_or_refused(data):
    (record,) = read("rtf", b"{\\rtf1 " + data).records
    assert record.fields["text"] or record.rejected


def test_a_long_rtf_file_takes_no_time():
    with at_most(10):
        read("rtf", rtf_of(r"\'e9" * 200_000))


def declaring(body: str, *, title: str = "T", dom: str = "<div id='root'></div>") -> bytes:
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "headline": "Talks begin",
                                   "articleBody": body}]})  # fmt: skip
    script = f"<script type='application/ld+json'>{data}</script>"
    return f"<!doctype html><html><head><title>{title}</title>{script}</head><body>{dom}".encode()


DECLARED = [
    "The envoys met in Arlen on Thursday after a long night, said a spokesman of the council.",
    "Nobody asked the residents, and many learned of it from a notice that hung on the pier.",
    "They agreed to meet again within the week, but named no day & no place for the talks.",
]


@pytest.mark.parametrize("joint", ["\n", "\n\n", "\r\n", "</p><p>", "<br/>", "&lt;/p&gt;&lt;p&gt;"])
def test_paragraphs_and_headline_that_a_page_declares_for_machines_are_kept(joint):
    markup = {"</p><p>": "<p>{}</p>", "&lt;/p&gt;&lt;p&gt;": "&lt;p&gt;{}&lt;/p&gt;"}
    body = markup.get(joint, "{}").format(joint.join(DECLARED))
    (record,) = read_file(declaring(body), "a.html").records
    assert (record.fields["title"], record.fields["text"]) == (
        "Talks begin",
        "\n\n".join(DECLARED),
    )


def test_a_headline_that_the_page_shows_counts_more_than_what_it_declares():
    dom = f"<article><h1>Envoys meet</h1>{''.join(f'<p>{one}</p>' for one in DECLARED)}</article>"
    page = declaring(" ".join(DECLARED), title="Envoys meet", dom=dom)
    assert read_file(page, "a.html").records[0].fields["title"] == "Envoys meet"
