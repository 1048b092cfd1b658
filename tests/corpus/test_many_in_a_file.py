"""A file of many documents is read as them or refused by name, and is never one article."""

from __future__ import annotations

import pytest

from framing.corpus.exports.unread import check_read
from framing.corpus.files.html import parse as parse_html
from framing.corpus.files.text import parse
from framing.corpus.formats import read_file
from framing.corpus.readers.found import Found
from framing.errors import CorpusError

RULE = "_" * 60
BODY = "Envoys met in Arlen on Thursday.\n\nSubject: what else than the ferry, they said."


def proquest(n: int, *, text: str = BODY, before: str = "") -> str:
    """Lay a document out as ProQuest's text exports do."""
    lines = [
        before,
        f"Talks {n}",
        "Author: Example, Ada.",
        "Abstract: Talks.",
        f"Full text: {text}",
    ]
    lines += ["Subject: Talks; Ferries", f"Title: Talks {n}"]
    lines += ["Publication title: The Arlen Courier; Arlen", "Publication year: 2019"]
    lines += [f"Publication date: Mar {n}, 2019", "ISSN: 00000000", f"ProQuest document ID: 10{n}"]
    lines += ["Document URL: https://proquest.example/docview/1", "Database: ProQuest Central"]
    return "\n\n".join(filter(None, lines))


def exported(*documents: str) -> bytes:
    last = "Contact ProQuest\n\nCopyright 2019 ProQuest LLC. All rights reserved."
    return f"\n{RULE}\n\n".join(["", *documents, last]).encode()


def told(found: Found) -> list[tuple[str, ...]]:
    names = ("article", "outlet", "date_text", "title", "text")
    return [tuple(one.fields.get(name, "") for name in names) for one in found.records]


def test_a_proquest_export_is_a_record_a_document_with_its_body_alone():
    found = read_file(exported(proquest(1), proquest(2)), "ProQuestDocuments-2025-01-17.txt")
    assert told(found) == [
        (f"10{n}", "The Arlen Courier", f"Mar {n}, 2019", f"Talks {n}", BODY) for n in (1, 2)
    ]
    assert [one.rejected for one in found.records] == ["", ""]


def test_an_address_that_stands_above_the_headline_too_ends_the_text_as_other_labels_do():
    address = "URL: https://proquest.example/docview/1\n\nTitle: "
    found = read_file(exported(proquest(1).replace("Title: ", address, 1)), "a.txt")
    assert [row[-1] for row in told(found)] == [BODY]


def test_a_hundred_documents_of_proquest_are_a_hundred_records():
    found = read_file(exported(*map(proquest, range(1, 101))), "a.txt")
    assert len(found.records) == 100


def test_one_document_of_proquest_alone_is_read_as_such():
    (record,) = read_file(exported(proquest(1)), "a.txt").records
    assert record.fields["text"] == BODY


def test_a_label_of_proquest_that_is_not_known_belongs_to_no_other_field():
    more = "\n\n".join(f"{one}: x" for one in ("column", "Milestones", "Spine", "Rights held"))
    told = proquest(1).replace("Author: Example, Ada.", "")
    told = told.replace("Subject: Talks;", f"Edition: A\n\n{more}\n\nSubject: Talks;")
    text = told.replace("ISSN: 0", f"Author: Example, Ada.\n\n{more}\n\nISSN: 0")
    (record,) = read_file(exported(text), "a.txt").records
    assert (record.fields["author"], record.fields["edition"]) == ("Example, Ada.", "A")
    assert (record.fields["date_text"], record.fields["text"]) == ("Mar 1, 2019", BODY)


def test_a_proquest_document_without_its_full_text_is_rejected():
    (record,) = read_file(exported(proquest(1, text="Not available.")), "a.txt").records
    assert record.rejected.code == "no_text"


def test_documents_that_proquest_numbers_are_held_against_their_count():
    lines = [proquest(n, before=f"Document {n} of 3") for n in (1, 3)]
    found = read_file(exported(*lines), "a.txt")
    assert [(one.place, bool(one.rejected)) for one in found.records] == [
        ("document 1", False), ("document 2", False), ("document 2", True),
    ]  # fmt: skip
    assert found.declared == 3


def test_outlet_and_date_of_proquest_are_taken_from_the_line_of_both_where_alone():
    text = (
        "Talks\n\nPublication info: The Arlen Courier ; Arlen [Arlen]. Mar 3, 2019: A.3.\n\n"
        "Full text: They met.\n\nProQuest document ID: 7"
    )
    assert told(read_file(exported(text), "a.txt")) == [
        ("7", "The Arlen Courier", "Mar 3, 2019", "Talks", "They met.")
    ]


def test_a_proquest_export_without_its_lines_between_documents_is_refused_by_name():
    with pytest.raises(CorpusError, match="no ProQuest export of a known layout"):
        read_file(f"{proquest(1)}\n\n{proquest(2)}".encode(), "a.txt")


def europresse(n: int, body: str = "docOcurrContainer") -> str:
    return (
        f"<article><header><span class='DocPublicationName'>Le Phare {n}, no. 471</span><span "
        f"class='DocHeader'>Monde, dimanche {n} mars 2019, p. 4</span><div class='titreArticle'>"
        f"<p class='titreArticleVisu'>Le bac {n}</p></div></header><section><div class='DocText "
        f"clearfix'><div class='{body}'><p>Il pleut.</p><p>On attend.</p></div></div></section>"
        f"<div class='publiC-lblNodoc'>news·2019030{n}·LP·{n}</div></article>"
    )


@pytest.mark.parametrize("body", ["docOcurrContainer", "other"])
def test_an_europresse_export_is_a_record_an_article_element(body):
    page = f"<html><body>{europresse(1, body)}{europresse(2, body)}</body></html>"
    found = read_file(page.encode(), "2019.html")
    assert told(found) == [
        (f"news·2019030{n}·LP·{n}", f"Le Phare {n}", f"{n} mars 2019", f"Le bac {n}",
         "Il pleut.\n\nOn attend.") for n in (1, 2)
    ]  # fmt: skip
    assert [one.fields["date"] for one in found.records] == ["2019-03-01", "2019-03-02"]


def many(one: str) -> str:
    return "\n\n".join(one.format(n=n) for n in (1, 2))


WORDS = "They met in Arlen on Thursday and talked at length of the ferry that waits. " * 3
REPEATED = {
    "newsbank": many(
        "Ferry {n}\n\nHarbour Gazette, The (Harbourtown)\nMarch {n}, 2019\nEdition: Final\n"
        "Section: News\nPage: A1\n\n" + WORDS + "\n\nRecord Number: 12{n}\nCopyright 2019 "
        "Harbour. All Rights Reserved.\nOpenURL Link https://newsbank.example"
    ),
    "nexis without its markers": many(
        "The Arlen Courier\n\nMarch {n}, 2019 Monday\n\nTalks {n}\n\nBYLINE: Ada Example\n\n"
        "SECTION: NEWS; Pg. 3\n\n" + WORDS + "\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper"
    ),
    "labels in German": many("Titel: Fähre {n}\nQuelle: Turm\nDatum: {n}. März 2019\n\n" + WORDS),
    "labels in bold": many("**Headline:** A {n}\n**Source:** B\n**Date:** {n} May\n\n" + WORDS),
    "front matter again": many("---\ntitle: A {n}\ndate: 2019-03-0{n}\nauthor: B\n---\n" + WORDS),
    "numbered": many("Article {n} of 2\n\nTalks {n}\n\n" + WORDS),
    "dated pieces between rules": many("=====\nTalks {n}\nCourier\nMarch {n}, 2019\n\n" + WORDS),
    "RIS": many("TY  - NEWS\nTI  - Talks {n}\nPY  - 2019\nAB  - Talks.\nER  - "),
    "tags of documents": many(
        "<DOC>\n<DOCNO> {n} </DOCNO>\n<TEXT>\n" + WORDS + "\n</TEXT>\n</DOC>"
    ),
    "factiva's codes": many(
        "HD Talks {n}\nWC 40 words\nPD {n} March 2019\nSN Courier\nSC ARL\nLP\n"
        + WORDS
        + "\nTD\nThey wait.\nAN Document ARLC00002019030{n}ef310000{n}"
    ),
    "headings and dates": many("# Talks {n}\n\n*Courier, March {n}, 2019*\n\n" + WORDS),
    "a headline with outlet and day in brackets": many(
        "{n}. Talks on the ferry (Courier, {n} March 2019)\n\n" + WORDS
    ),
    "a day before outlet and headline": many(
        "2019-03-0{n} | Courier | Talks on the ferry\n\n" + WORDS
    ),
    "numbered heads": many("{n}. Talks\nCourier, March {n}, 2019, p. A{n}\n\n" + WORDS),
    "dates below headlines": many("Talks {n}\nCourier\nMarch {n}, 2019\n" + WORDS),
    "pages": "\f".join(f"Talks {n}\nCourier | March {n}, 2019\n{WORDS}\n" for n in (1, 2)),
    "short rules": many("Talks {n}\nCourier\nMarch {n}, 2019\n" + WORDS + "\n***"),
    "BibTeX": many("@article{{a{n},\n  title = {{Talks}},\n  abstract = {{" + WORDS + "}}\n}}"),
    "elements on one line": "<docs>" + many("<doc><date>2019</date>" + WORDS + "</doc>"),
    "labels that are none elsewhere": many(
        "Ferry {n}\n\nQuelle: Kurier, 0{n}.03.2019\nRessort: Politik\nKennung: {n}\n\n" + WORDS
    ),
    "two labels": many("URL: https://d.example/{n}\nTitle: Ferry {n}\n\n" + WORDS),
    "the text's label alone": many("Ferry {n}. Courier\n\nFull Text:\n" + WORDS),
    "labels without a colon": many("Headline\nA {n}\nSource\nB\nDate\n{n} May\nText\n" + WORDS),
    "labels in Turkish": many(
        "Ba\u015fl\u0131k: A {n}\nKaynak: B\nTarih: {n} Mart\nMetin: " + WORDS
    ),
    "numbers": many("##### Document {n} #####\n\nFerry {n}\n\n" + WORDS),
    "numbers between stars": many("*** {n} ***\n\nFerry {n}\n\n" + WORDS),
    "numbers of so many": many("[{n}/2]\nFerry {n}\n\n" + WORDS),
    "Roman numbers above heads": "\n\n".join(
        f"{n}\nA ferry\nCourier, 3 March 2019\n\n{WORDS}" for n in ("I.", "II.")
    ),
    "sources below": many("Ferry {n}\n\n" + WORDS + "\n\nSource: Courier, {n} March 2019"),
    "ends": many("Ferry {n}\n\n" + WORDS + "\n\n- END -"),
    "copyright lines": many("A {n}\n\n" + WORDS + "\n\nCopyright 2019 B. All rights reserved."),
    "addresses": many("https://d.example/{n}\n\nFerry {n}\n\n" + WORDS),
    "a date among names": many("Ferry {n}\nArlen Courier {n} Mar 2019 Ada Roe\n\n" + WORDS),
    "first headings": many("# Ferry {n}\n\n" + WORDS),
    "mails": many("From a@b.example Fri Mar  {n} 10:00:00 2019\nSubject: A\n\n" + WORDS),
    "letters": many(
        "From: a@b.example\nTo: c@d.example\nSubject: A {n}\nDate: {n} May\n\n" + WORDS
    ),
}


@pytest.mark.parametrize("kind", REPEATED)
def test_a_file_that_repeats_a_layout_is_refused_with_the_way_out(kind):
    with pytest.raises(CorpusError, match=r"no article. Export each document") as refused:
        read_file(REPEATED[kind].encode(), "a.txt")
    assert refused.value.code == "several_articles"


def test_the_vendor_of_an_unread_export_is_named():
    with pytest.raises(CorpusError, match="NewsBank"):
        read_file(REPEATED["newsbank"].encode(), "a.txt")
    with pytest.raises(CorpusError, match="Nexis without its markers"):
        read_file(REPEATED["nexis without its markers"].encode(), "a.txt")


def page(*elements: str) -> bytes:
    return f"<html><body>{''.join(elements)}</body></html>".encode()


def test_several_article_elements_of_like_length_are_refused():
    with pytest.raises(CorpusError, match="2 article elements"):
        read_file(page(*[f"<article><h2>A</h2><p>{WORDS}</p></article>"] * 2), "a.html")


PAGES = {
    "pieces below headings": page(
        *[f"<div><h2>Talks {n}</h2><i>March {n}, 2019</i><p>{WORDS}</p></div>" for n in (1, 2)]
    ),
    "headings between rules": page(
        *[f"<h1>Talks {n}</h1><p>March {n}, 2019</p><p>{WORDS}</p><hr>" for n in (1, 2)]
    ),
    "first headings in elements of a kind": page(
        *[f"<div class='doc'><h1>Talks {n}</h1><p>{WORDS}</p></div>" for n in (1, 2)]
    ),
    "terms and what they are": page(
        *[f"<dl><dt>Title</dt><dd>A</dd><dt>Date</dt><dd>{n} May</dd>"
          f"<dt>Text</dt><dd>{WORDS}</dd></dl>" for n in (1, 2)]
    ),
    "a table without names": page(
        "<table>", *[f"<tr><td>A</td><td>2019-03-0{n}</td><td>{WORDS}</td></tr>" for n in (1, 2)],
        "</table>",
    ),
    "a table of articles": page(
        "<table><tr><th>id</th><th>outlet</th><th>text</th></tr>",
        *[f"<tr><td>{n}</td><td>Courier</td><td>{WORDS}</td></tr>" for n in (1, 2)], "</table>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_many_articles_is_refused(kind):
    with pytest.raises(CorpusError) as refused:
        read_file(PAGES[kind], "a.html")
    assert refused.value.code == "several_articles"


def test_a_page_whose_readers_comment_or_that_lists_others_is_an_article():
    beside = "".join(
        f"<div><h3>More {n}</h3><p>March {n}, 2019</p><p>{WORDS[:80]}</p></div>" for n in (1, 2, 3)
    )
    comments = f"<div><b>Ada</b><p>March 3, 2019</p><p>{WORDS}</p></div>" * 2
    whole = (
        f"<h1>Talks begin</h1><p>March 1, 2019</p><article><p>{WORDS}</p><p>{WORDS}</p></article>"
    )
    (one,) = read_file(page(whole, beside, comments), "a.html").records
    assert not one.rejected


ARTICLES = {
    "a diary": f"A diary of the talks\n\nMarch 4, 2019\n\n{WORDS}\n\nMarch 5, 2019\n\n{WORDS}",
    "a live page": f"Talks live\n\n10:15 GMT\nThey come\n{WORDS}\n\n11:20 GMT\nThey go\n{WORDS}",
    "a story that is dated once": f"Talks\nMarch 4, 2019\n\n{WORDS}\n\n***\n\n{WORDS}",
    "a wrapped paragraph with dates": (
        f"Talks\nCourier\nMarch 4, 2019\n\nThe accord was signed on\nMarch 1, 2019, in Arlen, and\n"
        f"{WORDS}\n\nThe next was signed on\nMarch 2, 2019, in Tern, and\n{WORDS}"
    ),
    "a conversation": "Smith: We wait.\nJones: So do we.\nSmith: For what?\nJones: The ferry.\n",
    "credits of pictures": "Source: AP\nTalks began.\nSource: Reuters\nThey went on.\n",
    "a list of events": "Date: 3 May\nVenue: Hall\nDate: 4 May\nVenue: Pier\n",
    "sections parted by asterisks": "Talks began.\n\n* * * * *\n\nThey went on.\n\n* * * * *\n",
    "a head of its own": "Title: Talks\nDate: 3 May 2019\nSource: Courier\n\nThey met.\n",
    "questions": f"Question: Why?\n\nAnswer: {WORDS}\n\nQuestion: What?\n\nAnswer: {WORDS}",
    "sources of one text": f"{WORDS}\n\nSource: Courier\n\n{WORDS}\n\nSource: Destatis\n",
    "parts in Roman numbers": f"I.\n\n{WORDS}\n\nII.\n\n{WORDS}",
    "a list of books": (
        f"Books of the spring\n\n{WORDS}\n\n1. Talks on the ferry (Tern Press, 4 March 2019)"
        f"\n\n{WORDS}\n\n2. The ferry comes late (Arlen Press, 5 March 2019)\n\n{WORDS}"
    ),
    "things in numbers": f"1. {WORDS}\n\n2. {WORDS}",
    "parts below headings": f"# Talks\n\n## One\n\n{WORDS}\n\n## Two\n\n{WORDS}",
    "pictures with their sources": (
        f"{WORDS}\n\nSource: AP\nDate: 3 May\n\n{WORDS}\n\nSource: B\nDate: 4 May"
    ),
    "addresses in it": f"Talks\n\n{WORDS}\n\nhttps://a.example/1\n\n{WORDS}\n\nhttps://a.example/2",
    "facts": f"{WORDS}\n\nName: Queen\nLength: 2\n\n{WORDS}\n\nName: King\nLength: 3",
    "numbers of pages": "Page 1 of 2\nTalks began.\nPage 2 of 2\nThey went on.\n",
}


@pytest.mark.parametrize("kind", ARTICLES)
def test_an_article_that_repeats_something_is_an_article(kind):
    check_read(parse(ARTICLES[kind].encode()))


def test_teasers_and_comments_beside_an_article_are_no_articles():
    teaser = "<article><h3>B</h3><p>Snow fell.</p></article>"
    comment = f"<article class='comment-body'><p>{WORDS}</p></article>"
    within = f"<article><p>{WORDS * 4}</p><article><p>{WORDS * 3}</p></article></article>"
    aside = f"<aside><article><p>{WORDS}</p></article></aside>"
    check_read(parse_html(page(within, teaser, comment, aside)))
