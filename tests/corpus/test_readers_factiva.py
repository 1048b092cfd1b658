"""Factiva exports: what each layout tells, and that no document is lost or guessed."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from framing.corpus.exports import factiva, nexis
from framing.corpus.files.parsed import Parsed
from framing.corpus.formats import kind_of, parsed
from framing.corpus.readers.found import Found
from framing.errors import CorpusError

BODY = "Envoys met in Arlen on Thursday.\n\nThey agreed to meet again."
HEAD = ["11 words", "13 February 2025", "10:12", "The Arlen Courier", "EXMP", "First", "3"]
HEAD += ["English", "Copyright 2025 Courier Press."]


def source(data: bytes) -> Parsed:
    return parsed(data, kind_of(data, "a.txt"))


def read(data: bytes) -> Found:
    return factiva.read(source(data))


def identifier(number: int = 1) -> str:
    return f"EXMP000020250213el2d{number:05d}"


def page(*articles: str, before: str = "", after: str = "") -> bytes:
    return (
        "<!DOCTYPE html><html><head><title>Factiva</title><style>.a{}</style></head><body>"
        f"{before}{''.join(articles)}{after}</body></html>"
    ).encode()


def article(
    number: int = 1, *, title: str = "Talks begin", head: list[str] | None = None, body: str = BODY
) -> str:
    """Lay a document out as the article format's page does."""
    divs = "".join(f"<div>{escape(one)}</div>" for one in head or HEAD)
    paragraphs = "".join(
        f'<p class="articleParagraph enarticleParagraph">{escape(one)}</p>\n'
        for one in body.split("\n\n")
    )
    return (
        f'<div id="article-{identifier(number)}" class="article"><div class="article enArticle">'
        f'<p>\n</p><div>World</div><div id="hd"><span class="enHeadline">{escape(title)}</span>\n'
        f'</div><div class="author">Ada Example </div>{divs}\n<p></p>\n{paragraphs}'
        f"<p>Courier Press Ltd</p><p>Document {identifier(number)}</p></div></div><br><span></span>"
    )


def codes(number: int = 1, *, body: str = BODY) -> list[tuple[str, list[str]]]:
    lead, *tail = body.split("\n\n")
    return [
        ("SE", ["World"]), ("HD", ["Talks begin"]), ("BY", ["Ada Example"]), ("WC", ["11 words"]),
        ("PD", ["13 February 2025"]), ("ET", ["10:12"]), ("SN", ["The Arlen Courier"]),
        ("SC", ["EXMP"]), ("PG", ["3"]), ("LA", ["English"]),
        ("CY", ["Copyright 2025 Courier Press."]), ("LP", [lead]), ("TD", tail),
        ("IN", ["i1 : Diplomacy | i2 : Hotels"]), ("RE", ["arl : Arlen"]),
        ("PUB", ["Courier Press Ltd"]), ("AN", [f"Document {identifier(number)}"]),
    ]  # fmt: skip


def table(rows: list[tuple[str, list[str]]]) -> str:
    """Lay a document out as the page with field codes does."""

    def cell(code: str, values: list[str]) -> str:
        if code not in {"LP", "TD"}:
            return "".join(map(escape, values))
        return "".join(f'<p class="articleParagraph">{escape(one)}</p>\n' for one in values)

    written = "".join(
        f"<tr><td><b>{code}</b>&nbsp;</td><td>{cell(code, values)}</td></tr>\n"
        for code, values in rows
    )
    return f'<div class="article enArticle"><table><tbody>{written}</tbody></table></div>'


def safe(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    units = plain.encode("utf-16-le")
    pairs = [int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)]
    return "".join(chr(u) if u < 128 else f"\\u{u - 65536 * (u > 32767)}?" for u in pairs)


def rtf(*paragraphs: str) -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg1252\\uc1\n" + "\n".join(paragraphs) + "\n}").encode("ascii")


def rtf_rows(rows: list[tuple[str, list[str]]]) -> str:
    return "\n".join(
        f"\\trowd\\cellx900\\cellx9000\\pard\\intbl {{\\b {code}}}\\cell "
        + "\\par ".join(map(safe, values))
        + "\\cell\\row"
        for code, values in rows
    )


def rtf_article(number: int = 1, *, before: tuple[str, ...] = (), body: str = BODY) -> str:
    lines = [*(safe(one) for one in before), "{\\b Talks begin}", "Ada Example", *map(safe, HEAD)]
    lines += [*(safe(one) for one in body.split("\n\n")), f"Document {identifier(number)}"]
    return "\n".join(f"\\pard {line}\\par" for line in lines)


def texts(found) -> list[str]:
    return [record.fields["text"] for record in found.records if not record.rejected]


def reasons(found) -> list[tuple[str, str]]:
    return [(record.place, record.rejected) for record in found.records if record.rejected]


TOLD = {
    "title": "Talks begin",
    "author": "Ada Example",
    "section": "World",
    "length": "11 words",
    "date_text": "13 February 2025",
    "time_text": "10:12",
    "outlet": "The Arlen Courier",
    "source_code": "EXMP",
    "language": "English",
    "copyright": "Copyright 2025 Courier Press.",
    "accession": identifier(),
    "article": identifier(),
    "text": BODY,
}
CODED = {
    "page": "3",
    "industries": "i1 : Diplomacy | i2 : Hotels",
    "regions": "arl : Arlen",
    "publisher": "Courier Press Ltd",
}


def test_articles_of_a_page_tell_every_field_and_the_body_alone():
    found = read(page(article(), article(2, title="Talks end")))
    assert [record.place for record in found.records] == ["document 1", "document 2"]
    first, second = found.records
    after = {"edition": "First; 3", "after_text": "Courier Press Ltd"}
    assert dict(first.fields) == TOLD | after
    assert (first.repairs, first.rejected) == ((), "")
    assert (second.fields["title"], second.fields["accession"]) == ("Talks end", identifier(2))


def test_a_page_with_field_codes_tells_every_field_and_the_body_alone():
    found = read(page(table(codes()), table(codes(2))))
    assert dict(found.records[0].fields) == TOLD | CODED
    assert [record.rejected for record in found.records] == ["", ""]


def test_rows_of_field_codes_in_rtf_tell_every_field_and_the_body_alone():
    found = read(rtf(rtf_rows(codes()), rtf_rows(codes(2))))
    assert dict(found.records[0].fields) == TOLD | CODED
    assert found.records[1].fields["accession"] == identifier(2)


def test_articles_in_rtf_tell_every_field_and_bold_type_the_headline():
    found = read(rtf(rtf_article(before=("World",)), rtf_article(2)))
    assert dict(found.records[0].fields) == TOLD | {"edition": "First; 3"}
    assert found.records[1].fields.get("section") is None
    assert [record.rejected for record in found.records] == ["", ""]


def test_without_bold_type_no_headline_is_guessed():
    plain = rtf_article().replace("{\\b Talks begin}", "Talks begin")
    found = read(rtf(plain))
    why = "several lines stand before its length, none in bold: which is the headline?"
    assert reasons(found) == [("document 1", why)]


def test_plain_text_in_article_format_is_read_where_the_headline_is_beyond_doubt():
    below = ["512 words", "13 February 2025", "Daily Example", "EXMP", "English"]
    below += ["(c) 2025 Example Ltd", "They met at noon.", "It rained."]

    def document(number: int, *above: str) -> list[str]:
        return [*above, *below, f"Document {identifier(number)}", ""]

    lines = [*document(1, "Talks begin"), *document(2, "Talks end", "By Ada Example")]
    found = read("\n\n".join([*lines, *document(3, "World", "Talks fail")]).encode())
    told = [(one.fields["title"], one.fields.get("author")) for one in found.records[:2]]
    assert told == [("Talks begin", None), ("Talks end", "By Ada Example")]
    assert [one.fields["text"] for one in found.records[:2]] == [
        "They met at noon.\n\nIt rained."
    ] * 2
    assert found.records[2].rejected.code == "unknown_layout"


def test_the_words_of_other_interfaces_are_known():
    german = ["664 Wörter", "9 Mai 1998", "Arlener Bote", "BOTE", "18", "Deutsch", "(c) 1998 Bote"]
    source = article(head=german).replace("Document ", "Dokument ")
    (record,) = read(page(source)).records
    told = ["length", "date_text", "outlet", "source_code", "edition", "language", "copyright"]
    assert [record.fields[name] for name in told] == german
    assert record.repairs == ("declared 664 words, 11 found",)


def test_a_head_in_another_order_is_rejected_and_not_guessed():
    odd = ["11 words", "The Arlen Courier", "13 February 2025", "EXMP", "English", "(c) 2025 X"]
    ((place, why),) = reasons(read(page(article(head=odd))))
    assert place == "document 1"
    assert why.startswith("its head is not in the known order (words, date, outlet, code, ")
    assert why.endswith(": The Arlen Courier / 13 February 2025 / EXMP / English / (c) 2025 X")


def test_a_headline_numbered_by_the_page_loses_its_number_and_the_repair_is_told():
    counted = [
        article(n, title=f"{n}) Talks begin").replace("enHeadline", "enHeadline counted")
        for n in (85, 87)
    ]
    found = read(page(*counted))
    assert [record.fields["title"] for record in found.records[:2]] == ["Talks begin"] * 2
    assert found.records[0].repairs == ("headline's number left out",)
    why = "missing: headlines are numbered 85 to 87, that is 3 documents, 2 found"
    assert reasons(found) == [("number 86", why)]
    assert len(found.records) == found.declared == 3


def test_a_headline_that_begins_with_a_number_of_its_own_keeps_it():
    (record,) = read(page(article(title="7) Days of talks"))).records
    assert (record.fields["title"], record.repairs) == ("7) Days of talks", ())


def test_factiva_declares_no_count():
    assert read(page(article())).declared is None


def test_a_file_cut_short_rejects_its_last_document_and_keeps_the_others():
    why = "cut short: no 'Document' with an identifier follows; download the export again"
    cut = article(2).partition("<p>Courier Press")[0]
    found = read(page(article(), cut))
    assert (texts(found), reasons(found)) == ([BODY], [("document 2", why)])
    for whole, layout in [(rtf_article, rtf_article(2)), (None, rtf_rows(codes(2)))]:
        first = whole() if whole else rtf_rows(codes())
        found = read(rtf(first, layout[: layout.index("Document EX")]))
        assert (texts(found), reasons(found)) == ([BODY], [("document 2", why)])


def test_the_summary_of_the_search_and_the_rest_of_the_page_are_no_documents():
    summary = "\\pard Search Summary\\par \\pard Results Found 2,514\\par"
    assert len(read(rtf(rtf_article(), summary)).records) == 1
    chrome = "<div class='nav'>Back to headlines</div><div>Help</div>"
    found = read(page(article(), before=chrome, after=chrome))
    assert dict(found.records[0].fields)["section"] == "World"
    assert len(found.records) == 1


def test_a_field_code_named_twice_is_rejected_and_the_text_is_kept_in_its_record():
    twice = [*codes()[:-1], ("BY", ["Ben Example"]), codes()[-1]]
    for data in (page(table(twice)), rtf(rtf_rows(twice))):
        (record,) = read(data).records
        assert record.rejected == "names a field code twice: BY"
        assert record.fields["text"] == BODY


def test_a_document_without_headline_or_outlet_is_rejected_by_the_code_it_lacks():
    lacking = [one for one in codes() if one[0] not in {"HD", "SN"}]
    found = read(page(table(lacking), table(codes(2))))
    assert reasons(found) == [("document 1", "lacks the field HD and SN")]


def test_a_document_without_a_text_is_rejected():
    empty = [one for one in codes() if one[0] not in {"LP", "TD"}]
    why = "no text of an article between its head and its end"
    assert reasons(read(page(table(empty)))) == [("document 1", why)]


def test_a_table_in_the_text_and_the_letters_of_a_code_stay_text():
    inner = "<table><tr><td>IN</td><td>7</td></tr></table>"
    source = table(codes()).replace("They agreed", f"{inner}They agreed")
    rows = rtf_rows(codes(body="Envoys met.\n\nHD is a code, IN is a word."))
    (record,) = read(rtf(rows)).records
    assert record.fields["text"] == "Envoys met.\n\nHD is a code, IN is a word."
    (record,) = read(page(source.replace("<td>IN<", "<td>in<"))).records
    assert record.fields["text"].startswith("Envoys met in Arlen on Thursday.")
    assert "7" in record.fields["text"]


def test_a_missing_date_stays_missing():
    undated = [one for one in codes() if one[0] != "PD"]
    (record,) = read(page(table(undated))).records
    assert (record.fields["date_text"], record.rejected) == ("", "")


def test_a_length_far_from_the_words_found_is_told():
    long = [("WC", ["1,512 words"]) if one[0] == "WC" else one for one in codes()]
    (record,) = read(page(table(long))).records
    assert (record.repairs, record.rejected) == (("declared 1512 words, 11 found",), "")


def test_an_export_is_told_from_a_plain_file_and_from_another_vendors():
    exports = [page(article()), page(table(codes())), rtf(rtf_article()), rtf(rtf_rows(codes()))]
    for data in exports:
        assert factiva.is_export(source(data))
        assert not nexis.is_export(source(data))
    plain = b"<html><body><p>Talks begin</p><p>HD</p><p>It ran to 512 words.</p></body></html>"
    assert not factiva.is_export(source(plain))
    assert not factiva.is_export(source(b"1 of 2 DOCUMENTS\n\nLENGTH: 2 words\n"))


def test_an_unknown_layout_is_refused_with_the_markers_seen():
    copied = f"Talks begin\nThey met.\nDocument {identifier()}\nDocument {identifier()}\n".encode()
    with pytest.raises(CorpusError) as refused:
        read(copied)
    assert str(refused.value) == (
        f"is no Factiva export of a known layout (markers seen: 'Document {identifier()}' in line "
        f"3, 'Document {identifier()}' in line 4). Known are HTML and RTF, each in article format "
        "or with field codes (HD, BY, WC, PD, ... AN), and plain text in article format. Download "
        "it again in one of these"
    )
    with pytest.raises(CorpusError, match="markers seen: none"):
        read(b"They met.")


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"PK\x03\x04", b"{\\rtf1 \\u", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_refused_before_anybody_asks_whose_it_is(data):
    with pytest.raises(CorpusError):
        read(data)


def test_scripts_are_no_text_and_nothing_is_fetched():
    hostile = (
        "<script src='https://example.org/x.js'>alert(1)</script><img src='file:///etc/hosts'>"
    )
    (record,) = read(page(article().replace("Envoys", hostile + "Envoys"))).records
    assert record.fields["text"] == BODY


def test_an_article_in_one_line_of_forty_thousand_words_is_read():
    body = "word " * 40_000 + "end."
    for data in (page(article(body=body)), rtf(rtf_article(body=body))):
        assert texts(read(data)) == [body]


def test_hostile_nesting_and_counts_neither_crash_nor_hang():
    deep = "<div>" * 20_000 + article() + "</div>" * 20_000
    with pytest.raises(CorpusError, match="nests its elements too deep"):
        read(page(deep))
    counted = article(title="999999) Talks").replace("enHeadline", "enHeadline counted")
    first = article(title="1) Talks").replace("enHeadline", "enHeadline counted")
    with pytest.raises(CorpusError, match="no export holds more than"):
        read(page(first, counted))


letters = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")))
sentence = letters.map(lambda text: f"They said {text} there.".replace("  ", " "))


@given(st.lists(sentence, min_size=1, max_size=4))
def test_whatever_the_body_says_it_arrives_to_the_character(paragraphs):
    body = "\n\n".join(paragraphs)
    files = [page(article(body=body)), page(table(codes(body=body)))]
    files += [rtf(rtf_article(body=body)), rtf(rtf_rows(codes(body=body)))]
    for data in files:
        assert texts(read(data)) == [body]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_and_never_crash(data):
    assume(not data.startswith((b"PAR1", b"SQLite format 3")))  # a table
    for start in (b"", b"{\\rtf1 HD\\cell x\\cell\\row ", b"<html><div id='hd'>", b"2 words\n"):
        for end in (b"", f"\nDocument {identifier()}\\par}}".encode()):
            try:
                found = read(start + data + end)
            except CorpusError:
                continue
            assert found.records


def test_one_sign_alone_makes_no_export():
    assert not factiva.is_export(source(b"Talks begin\n\n512 words\n\nThey met."))


def test_headlines_of_which_only_some_are_numbered_declare_nothing():
    counted = article(title="9) Talks").replace("enHeadline", "enHeadline counted")
    found = read(page(article(), counted))
    assert (found.declared, len(found.records)) == (None, 2)


def test_a_code_in_the_second_cell_of_a_row_opens_no_field():
    named = [("BY", ["RE"]) if one[0] == "BY" else one for one in codes()]
    (record,) = read(page(table(named))).records
    assert (record.fields["author"], record.rejected) == ("RE", "")


def test_an_outlet_without_its_code_is_rejected_and_not_guessed():
    odd = ["11 words", "13 February 2025", "The Arlen Courier", "a b", "English", "(c) 2025 X"]
    ((_, why),) = reasons(read(page(article(head=odd))))
    assert why.startswith("its head is not in the known order")


# Interfaces, contents and exports that overlap


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("Dokument", ["11 Wörter", "3 April 2017", "Bote", "BOTE", "0 2017", "Deutsch"]),
        ("文件", ["11 字", "2018 年 9 月 18 日 02:46", "Bote", "BOTE", "0 2017", "英文"]),
        ("Документ", ["11 слов", "13 февраля 2025", "Bote", "BOTE", "0 2017", "Русский"]),
        ("Documento", ["11 palabras", "13 febrero 2025", "Bote", "BOTE", "0 2017", "Español"]),
    ],
)
def test_a_document_closes_with_its_identifier_in_any_interface(word, head):
    shown = article(head=[*head, "© 2018. Bote"]).replace("<p>Document ", f"<p>{word} ")
    found = read(page(shown, shown.replace(identifier(), identifier(2))))
    assert [one.fields["accession"] for one in found.records] == [identifier(), identifier(2)]
    (first, _) = (dict(one.fields) for one in found.records)
    told = ["length", "date_text", "outlet", "source_code", "edition"]
    assert [first[name] for name in told] == head[:5]
    assert (first["text"], first["copyright"]) == (BODY, "© 2018. Bote")


def test_a_sentence_with_a_code_in_it_closes_no_document():
    body = f"It is Document {identifier(9)} that they read.\n\nWord {'A1' * 12}x\n\nThe end."
    assert texts(read(page(article(body=body)))) == [body]


def test_a_language_in_a_script_that_is_not_known_is_left_to_be_told_from_the_text():
    source = article(head=["英文" if one == "English" else one for one in HEAD])
    (record,) = read(page(source)).records
    assert "language" not in record.fields
    assert record.fields["language_text"] == "英文"


def test_a_document_in_two_exports_has_one_id():
    first = read(page(article(), article(2)))
    second = read(rtf(rtf_rows(codes(2)), rtf_rows(codes(3))))
    ids = [one.fields["article"] for found in (first, second) for one in found.records]
    assert ids == [identifier(1), identifier(2), identifier(2), identifier(3)]


def test_a_list_of_contents_before_the_first_document_is_no_part_of_it():
    link = "{\\field{\\*\\fldinst{HYPERLINK toc1}}{\\fldrslt{%s}}}"
    listed = [link % f"Talks {n}" for n in range(9)]
    contents = "\n".join(f"\\pard {one}\\par" for one in ["{\\b Headlines}", *listed])
    for many in (contents, contents.partition("Talks 1")[0] + "}}\\par"):
        (record,) = read(rtf(many, rtf_article(before=("World",)))).records
        assert (record.fields["title"], record.fields["text"]) == ("Talks begin", BODY)
        assert record.fields["author"] == "Ada Example"
        assert record.fields.get("section") is None or many is not contents


def test_the_foot_of_a_page_and_pictures_in_rtf_are_no_text():
    around = "{\\footer\\pard Page 1\\par}{\\pict\\wmetafile8 0100090000}\\page"
    found = read(rtf(around, rtf_article(), around, rtf_article(2)))
    assert texts(found) == [BODY, BODY]


def test_a_headline_numbered_twice_is_kept_and_is_beyond_what_is_declared():
    counted = [
        article(n, title=f"{shown}) Talks").replace("enHeadline", "enHeadline counted")
        for n, shown in [(1, 1), (2, 2), (3, 2)]
    ]
    found = read(page(*counted))
    assert (found.declared, len(found.records)) == (2, 3)
    assert [one.repairs[1:] for one in found.records] == [
        (), (), ("beyond the 2 documents that the export declares",),
    ]  # fmt: skip


def test_a_table_between_paragraphs_of_a_page_is_text():
    table_ = '<pre class="articlePre enarticlePre">Arlen 2</pre>'
    source = article().replace("<p>Courier", f"{table_}<p>Courier")
    source = source.replace("<p></p>", table_)
    (record,) = read(page(source)).records
    assert record.fields["text"] == f"Arlen 2\n\n{BODY}\n\nArlen 2"
    assert record.fields["copyright"] == HEAD[-1]
    assert record.fields["after_text"] == "Courier Press Ltd"


def test_the_dateline_has_a_code_of_its_own():
    dated = [*codes()[:-1], ("DLN", ["ARLEN"]), codes()[-1]]
    for data in (page(table(dated)), rtf(rtf_rows(dated))):
        (record,) = read(data).records
        assert (record.fields["dateline"], record.fields["text"]) == ("ARLEN", BODY)
