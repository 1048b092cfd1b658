"""Feeds, web archives, OpenDocument texts and PDF: what is read, and what is refused and why."""

# ruff: noqa: E501 - feeds and PDF as they are written
from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from framing.corpus.formats import read_file
from framing.corpus.load import load
from framing.errors import CorpusError

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Daily</title><item><title>Talks &amp; snow</title><link>https://d.example/1</link>
<guid>d-1</guid><pubDate>Thu, 13 Feb 2025 10:00:00 +0000</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>They <b>met</b> at noon.</p><p>Snow fell.</p>]]></content:encoded></item>
<item><title>Village</title><link>https://d.example/2</link><description>It waits.</description></item>
<item><title>Nothing</title><link>https://d.example/3</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><id>urn:1</id>
<title>Talks</title><updated>2025-02-13T10:00:00Z</updated><link href="https://c.example/1"/>
<content type="html">&lt;p&gt;They met.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.txt"])
def test_a_feed_is_an_article_an_entry(name):
    found = read_file(RSS.encode(), name)
    names = ("article", "outlet", "title", "date_text", "text", "url")
    told = [tuple(one.fields.get(each, "") for each in names) for one in found.records]
    assert told == [
        ("d-1", "Daily", "Talks & snow", "Thu, 13 Feb 2025 10:00:00 +0000",
         "They met at noon.\n\nSnow fell.", "https://d.example/1"),
        ("https://d.example/2", "Daily", "Village", "", "It waits.", "https://d.example/2"),
        ("https://d.example/3", "Daily", "Nothing", "", "", "https://d.example/3"),
    ]  # fmt: skip
    assert [one.rejected.code for one in found.records] == ["", "", "no_text"]
    assert [note.code for note in found.records[1].repairs][-1] == "summary_alone"


def test_an_atom_feed_is_read(tmp_path):
    (tmp_path / "a.atom").write_text(ATOM)
    (article,) = load(tmp_path).articles.itertuples()
    assert (article.article, article.outlet, article.date) == ("urn:1", "Courier", "2025-02-13")
    assert article.text == "Talks\n\nThey met."


XML_REFUSED = {
    "is XML, but no feed": "<data><row><text>They met.</text></row></data>",
    "without entries": "<rss version='2.0'><channel><title>A</title></channel></rss>",
    "declares entities": "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'><channel/></rss>",
}


@pytest.mark.parametrize("said", XML_REFUSED)
def test_other_xml_is_refused(said):
    with pytest.raises(CorpusError, match=said):
        read_file(XML_REFUSED[said].encode(), "a.xml")


PAGE = (
    "<html><head><title>Talks begin</title></head><body><article><h1>Talks begin</h1>{}</article>"
)
TEXT = "The envoys met in Arlen on Thursday after a long night, said a spokesman of the council. "


def answer(url: str, body: str, *, kind: str = "text/html", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
    head += "WARC-Date: 2025-02-14T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    head += (
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def archived() -> bytes:
    page = PAGE.format(f"<p>{TEXT}</p><p>{TEXT * 2}</p>")
    return (
        answer("https://d.example/1", page)
        + answer("https://d.example/a.png", "x", kind="image/png")
        + answer("https://d.example/2", page, status="404 Not Found")
    )


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_is_an_article_a_page(tmp_path, packed):
    name = "a.warc.gz" if packed else "a.warc"
    (tmp_path / name).write_bytes(gzip.compress(archived()) if packed else archived())
    corpus = load(tmp_path)
    (article,) = corpus.articles.itertuples()
    assert (article.article, article.outlet) == ("https://d.example/1", "d.example")
    assert article.title == "Talks begin"
    assert article.text.count("The envoys met") == 3
    assert corpus.inputs["said"].dropna().tolist()[-1].startswith("2 other answers")


def test_a_damaged_web_archive_is_refused():
    with pytest.raises(CorpusError, match=r"no web archive|holds no page"):
        read_file(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: nine\r\n\r\nx", "a.warc")


def test_a_page_of_a_web_archive_that_is_cut_short_is_rejected():
    (record,) = read_file(
        answer("https://d.example/1", f"<p>{TEXT}</p>" * 9)[:-300], "a.warc"
    ).records
    assert record.rejected == "is cut short"


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def odt(body: str, *, styles: str = "") -> bytes:
    held = io.BytesIO()
    spaces = " ".join(
        f'xmlns:{name}="{OFFICE}{own}:1.0"'
        for name, own in (("office", "office"), ("text", "text"), ("table", "table"),
                          ("style", "style"))
    )  # fmt: skip
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
    return held.getvalue()


def test_an_opendocument_text_is_read_as_a_reader_sees_it():
    body = (
        "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes>"
        "<text:h>Talks begin</text:h><text:p>They<text:s text:c='2'/>met<text:note><text:p>A note."
        "</text:p></text:note> at <text:span>noon</text:span>.<text:line-break/>Snow fell.</text:p>"
        "<text:p>Seen<text:span text:style-name='H'> not seen</text:span>.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Goals</text:p></table:table-cell>"
        "<table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>"
    )
    style = "<style:style style:name='H'><style:text-properties text:display='none'/></style:style>"
    (record,) = read_file(odt(body, styles=style), "a.odt").records
    assert record.fields["text"] == (
        "Talks begin\n\nThey  met at noon.\nSnow fell.\n\nSeen.\n\nGoals\n\n2"
    )
    assert {note.code for note in record.repairs} == {
        "tracked_deletions", "footnotes", "hidden_text",
    }  # fmt: skip


def test_an_export_in_an_opendocument_text_is_read_as_one():
    lines = ["1 of 1 DOCUMENTS", "Daily Foo", "February 13, 2025 Thursday", "Talks begin"]
    lines += ["LENGTH: 9 words", "They met.", "LANGUAGE: ENGLISH"]
    found = read_file(odt("".join(f"<text:p>{one}</text:p>" for one in lines)), "a.odt")
    assert (found.declared, found.records[0].fields["text"]) == (1, "They met.")


def pdf(*pages: list[tuple[int, int, int, str]]) -> bytes:
    """Write a PDF of pages; a piece is its place from left and bottom, its size and its words."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for pieces in pages:
        stream = "".join(
            f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n" for x, y, size, words in pieces
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, places = "%PDF-1.4\n", []
    for n, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{n} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{data}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
        f"startxref\n{len(data)}\n%%EOF"
    ).encode("latin-1")


ARTICLE = [
    (50, 760, 8, "The Daily - page 1"),
    (50, 720, 20, "Talks begin in Arlen"),
    (50, 690, 10, "The envoys met in Arlen on Thursday after a long and diffi-"),
    (50, 678, 10, "cult night, said a spokesman of the council of the village."),
    (50, 650, 10, "Snow fell on the village that day and nobody came to see it."),
]


def test_a_pdf_with_a_text_layer_is_an_article_with_its_headline():
    second = [
        (50, 760, 8, "The Daily - page 2"),
        (50, 690, 10, "The talks are to go on in the spring."),
    ]
    (record,) = read_file(pdf(ARTICLE, second), "a.pdf").records
    assert record.fields["title"] == "Talks begin in Arlen"
    assert record.fields["text"] == (
        "Talks begin in Arlen\n\nThe envoys met in Arlen on Thursday after a long and difficult "
        "night, said a spokesman of the council of the village.\n\nSnow fell on the village that "
        "day and nobody came to see it.\n\nThe talks are to go on in the spring."
    )
    assert {note.code for note in record.repairs} == {"margins", "wrapped_lines", "words_parted"}


def test_what_a_browser_prints_around_a_page_is_no_text():
    around = [(50, 790, 8, "2/14/25, 10:50 AM The Daily"), (50, 10, 8, "https://d.example/1 1/1")]
    (record,) = read_file(pdf([around[0], *ARTICLE[1:], around[1]]), "a.pdf").records
    assert record.fields["text"].startswith("Talks begin in Arlen\n\nThe envoys")
    assert record.fields["text"].endswith("nobody came to see it.")


COLUMNS = [
    (x, 700 - 12 * n, 10, f"{words} {n} and so")
    for n in range(12)
    for x, words in ((50, "The envoys met"), (320, "Snow fell here"))
]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([]), "is a scan"),
        (pdf(COLUMNS), "text in columns"),
        (b"%PDF-1.4\nbroken", "PDF that cannot be read"),
    ],
    ids=["scan", "columns", "broken"],
)
def test_a_pdf_whose_text_is_not_sure_is_refused(data, said):
    with pytest.raises(CorpusError, match=said):
        read_file(data, "a.pdf")


def test_an_export_of_a_vendor_as_pdf_is_refused_by_name():
    lines = ["1 of 2 DOCUMENTS", "Daily Foo", "February 13, 2025", "Talks", "LENGTH: 9 words"]
    page = [(50, 700 - 14 * n, 10, one) for n, one in enumerate(lines)]
    with pytest.raises(CorpusError, match="export of Nexis as PDF"):
        read_file(pdf(page), "a.pdf")
