"""Nexis exports: what each layout tells, and that every document declared is accounted for."""

from __future__ import annotations

import io
import zipfile
from html import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from framing.corpus.exports import nexis
from framing.corpus.exports.nexis_words import dated, is_date
from framing.corpus.files.parsed import Parsed
from framing.corpus.formats import kind_of, parsed
from framing.corpus.readers.found import Found
from framing.errors import CorpusError
from tests.cases import each_of
from tests.effort import at_most

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "Envoys met in Arlen on Thursday.\n\nThey agreed to meet again."


def source(data: bytes) -> Parsed:
    return parsed(data, kind_of(data, "a.txt"))


def read(data: bytes) -> Found:
    return nexis.read(source(data))


def docx(body: str) -> bytes:
    """Zip the inner part of a Word document's body."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        xml = f'<?xml version="1.0"?><w:document {WORD}><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    return held.getvalue()


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def row(*cells: str) -> str:
    inner = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tr>{inner}</w:tr></w:tbl>"


def as_docx(lines: list[str]) -> bytes:
    return docx("".join(row(*one.split("|")) if "|" in one else paragraph(one) for one in lines))


def as_rtf(lines: list[str]) -> bytes:
    def written(one: str) -> str:
        safe = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in one)
        if "|" in safe:
            return "\\trowd " + "".join(f"{cell}\\cell " for cell in safe.split("|")) + "\\row"
        return "\\pard " + safe + "\\par"

    return ("{\\rtf1\\ansi\n" + "\n".join(map(written, lines)) + "}").encode("ascii")


def as_html(lines: list[str]) -> bytes:
    blocks = "".join(f"<DIV CLASS='c5'><P CLASS='c6'>{escape(one)}</P></DIV><BR>" for one in lines)
    return f"<HTML><HEAD><TITLE>x</TITLE></HEAD><BODY>{blocks}</BODY></HTML>".encode()


def as_txt(lines: list[str]) -> bytes:
    return "\n\n".join(lines).encode()


FORMATS = [as_docx, as_rtf, as_html, as_txt]


def numbered(number: int, of: int, *, title: str = "Talks begin", body: str = BODY) -> list[str]:
    """Lay a document out as Nexis UK and LexisNexis Academic did."""
    return [
        f"{number} of {of} DOCUMENTS",
        "The Arlen Courier",
        "February 13, 2025 Thursday",
        title,
        "BYLINE: Ada Example",
        "SECTION: NEWS; Pg. 3",
        "LENGTH: 11 words",
        *body.split("\n\n"),
        "LOAD-DATE: February 14, 2025",
        "LANGUAGE: ENGLISH",
        "PUBLICATION-TYPE: Newspaper",
        "Copyright 2025 Courier Press All Rights Reserved",
    ]


def uni(title: str = "Talks begin", *, body: str = BODY, length: str = "11 words") -> list[str]:
    """Lay a document out as Nexis Uni and Lexis+ do."""
    return [
        title,
        "The Arlen Courier",
        "February 13, 2025 Thursday 10:12 AM GMT",
        "Copyright 2025 Courier Press All Rights Reserved",
        "Section: NEWS; Pg. 3",
        f"Length:\u00a0{length}",
        "Byline:\u00a0Ada Example",
        "Body",
        *body.split("\n\n"),
        "Graphic",
        "Envoys at a table.",
        "Classification",
        "Language: ENGLISH",
        "Publication-Type: Newspaper",
        "Load-Date:\u00a0February 14, 2025",
        "End of Document",
    ]


def cover(*titles: str, count: int | None = None) -> list[str]:
    """Lay a cover out as Nexis Uni does."""
    top = ["User Name: A Reader", "Date and Time: Friday, 14 March 2025", "Job Number: 1234"]
    listed = []
    for number, title in enumerate(titles, start=1):
        listed += [f"{number}. {title}", "Client/Matter: -None-", "Search Terms: talks"]
        listed += ["Search Type: Natural Language", "Narrowed by:", "Content Type|Narrowed by"]
        listed += ["News|Sources: The Arlen Courier"]
    return [*top, f"Documents ({len(titles) if count is None else count})", *listed]


def texts(found) -> list[str]:
    return [record.fields["text"] for record in found.records if not record.rejected]


def reasons(found) -> list[tuple[str, str]]:
    return [(record.place, record.rejected) for record in found.records if record.rejected]


TOLD = {
    "title": "Talks begin",
    "outlet": "The Arlen Courier",
    "author": "Ada Example",
    "section": "NEWS; Pg. 3",
    "length": "11 words",
    "load_date": "February 14, 2025",
    "copyright": "Copyright 2025 Courier Press All Rights Reserved",
    "language": "ENGLISH",
    "publication_type": "Newspaper",
    "text": BODY,
}


@pytest.mark.parametrize("written", FORMATS)
def test_the_numbered_layout_tells_every_field_and_the_body_alone(written):
    found = read(written([*numbered(1, 2), *numbered(2, 2)]))
    assert found.declared == 2
    assert [record.place for record in found.records] == ["document 1", "document 2"]
    for record in found.records:
        assert dict(record.fields) == TOLD | {"date_text": "February 13, 2025 Thursday"}
        assert (record.repairs, record.rejected) == ((), "")


@pytest.mark.parametrize("written", FORMATS)
def test_the_uni_layout_tells_every_field_and_the_body_alone(written):
    lines = [*cover("Talks begin", "Talks end"), *uni(), *uni("Talks end")]
    found = read(written(lines))
    assert found.declared == 2
    assert [record.rejected for record in found.records] == ["", ""]
    first, second = (dict(record.fields) for record in found.records)
    told = {"date_text": "February 13, 2025 Thursday 10:12 AM GMT", "graphic": "Envoys at a table."}
    assert first == TOLD | told
    assert second["title"] == "Talks end"


def test_a_cover_whose_headlines_do_not_stand_again_ends_with_its_last_entry():
    lines = [*cover("Talks beg...", "Talks end"), *uni(), *uni("Talks end")]
    for written in (as_docx, as_rtf):
        first = read(written(lines)).records[0]
        assert (first.fields["title"], first.rejected) == ("Talks begin", "")


def test_an_export_of_one_document_without_a_cover_is_read():
    found = read(as_docx(uni()))
    assert (found.declared, texts(found)) == (None, [BODY])


def test_the_older_form_with_headline_and_body_tags_is_read():
    older = (
        "1 of 1 DOCUMENT\n\nCopyright 1999 Courier Press\n\nThe Arlen Courier\n\n"
        "May 4, 1999, Tuesday\n\nSECTION: News\n\nLENGTH: 4 words\n\nHEADLINE: Talks begin\n\n"
        "BYLINE: Ada Example\n\nBODY:\nThey met at noon.\n\nLOAD-DATE: May 5, 1999\n"
    )
    (record,) = read(older.encode()).records
    assert record.fields["title"] == "Talks begin"
    assert record.fields["text"] == "They met at noon."
    assert record.fields["copyright"] == "Copyright 1999 Courier Press"
    assert record.fields["date_text"] == "May 4, 1999, Tuesday"


def test_german_numbers_tags_and_dates_are_read():
    german = (
        "Dokument 1 von 1\n\nArlener Bote\n\n13. Februar 2025 Donnerstag 9:50 PM GMT+1\n\n"
        "Gespräche beginnen\n\nAUTOR: Ada Beispiel\n\nRUBRIK: POLITIK\n\nLÄNGE: 4 Wörter\n\n"
        "Sie trafen sich mittags.\n\nUPDATE: 14. Februar 2025\n\nSPRACHE: GERMAN; DEUTSCH\n"
    )
    (record,) = read(german.encode("cp1252")).records
    told = ["title", "author", "section", "length", "text", "load_date", "language"]
    assert [record.fields[name] for name in told] == [
        "Gespräche beginnen", "Ada Beispiel", "POLITIK", "4 Wörter",
        "Sie trafen sich mittags.", "14. Februar 2025", "GERMAN",
    ]  # fmt: skip
    assert record.repairs == ("decoded as cp1252, since it is not UTF-8",)


def test_a_missing_date_stays_missing():
    lines = [line for line in numbered(1, 1) if not line.startswith("February 13")]
    (record,) = read(as_txt(lines)).records
    assert (record.fields["date_text"], record.fields["title"]) == ("", "Talks begin")
    assert record.fields["outlet"] == "The Arlen Courier"


def test_dates_are_kept_as_printed():
    for date in [
        "03/04/2025",
        "2025",
        "January 2025",
        "13 de febrero de 2025 jueves",
        "Feb 3, 2025",
    ]:
        lines = [date if line.startswith("February 13") else line for line in numbered(1, 1)]
        (record,) = read(as_txt(lines)).records
        assert (record.fields["date_text"], record.fields["title"]) == (date, "Talks begin")


def test_the_edition_stands_beneath_the_date():
    text = as_txt(numbered(1, 1)).replace(b"Thursday", b"Thursday\n   Edition 1;\n   Scotland", 1)
    (record,) = read(text).records
    assert record.fields["edition"] == "Edition 1; Scotland"


def test_the_count_that_the_export_declares_is_met_by_a_record_for_each_missing_document():
    found = read(as_txt([*numbered(1, 4), *numbered(3, 4)]))
    why = "missing: the export declares 4 documents, 2 found"
    assert reasons(found) == [("document 2", why), ("document 4", why)]
    assert len(found.records) == found.declared == 4


def test_the_cover_tells_which_document_of_nexis_uni_is_missing():
    lines = [*cover("Talks begin", "Talks pause", "Talks end"), *uni(), *uni("Talks end")]
    found = read(as_docx(lines))
    why = "missing: the export declares 3 documents, 2 found"
    assert reasons(found) == [("entry 2 of the cover", why)]
    assert found.records[-1].fields["title"] == "Talks pause"
    assert len(found.records) == found.declared == 3


def test_where_the_cover_does_not_tell_which_is_missing_the_count_is_met_all_the_same():
    found = read(as_docx([*cover(count=25), *uni(), *uni()]))
    assert len(found.records) == found.declared == 25
    assert reasons(found)[0] == (
        "missing document 1",
        "missing: the export declares 25 documents, 2 found",
    )


def test_documents_beyond_the_declared_count_are_kept_and_say_so():
    found = read(as_docx([*cover("Talks begin"), *uni(), *uni("More")]))
    assert found.records[0].repairs == ()
    assert found.records[1].repairs == ("beyond the 1 documents that the export declares",)


def test_a_cover_that_selects_some_of_many_documents_sets_the_count():
    lines = ["Download Request: Selected Items: 3-4, 7", *numbered(3, 950), *numbered(7, 950)]
    found = read(as_txt(lines))
    assert (found.declared, [record.place for record in found.records]) == (
        3,
        ["document 3", "document 4", "document 7"],
    )


def test_exports_one_after_the_other_in_a_file_keep_their_own_counts():
    lines = [*numbered(1, 2), *numbered(2, 2), *numbered(1, 3), *numbered(3, 3)]
    found = read(as_txt(lines))
    assert found.declared == 5
    assert [record.place for record in found.records] == [
        "export 1, document 1", "export 1, document 2",
        "export 2, document 1", "export 2, document 2", "export 2, document 3",
    ]  # fmt: skip
    assert [record.place for record in found.records if record.rejected] == ["export 2, document 2"]


def test_a_file_cut_short_rejects_its_last_document_and_keeps_the_others():
    lines = [*cover("Talks begin", "Talks end"), *uni(), *uni("Talks end")[:-3]]
    found = read(as_docx(lines))
    why = "cut short: no 'End of Document' follows; download the export again"
    assert reasons(found) == [("document 2", why)]
    assert texts(found) == [BODY]
    assert len(found.records) == found.declared


def test_a_last_document_that_lacks_what_closes_the_others_may_be_cut_short():
    whole = [*numbered(1, 2), *numbered(2, 2)]
    found = read(as_txt(whole[:-4]))
    note = "ends without the tags that close the others; it may be cut short"
    assert [record.repairs for record in found.records] == [(), (note,)]
    assert [record.repairs for record in read(as_txt(whole)).records] == [(), ()]
    alone = read(as_txt(numbered(1, 1)[:-4]))
    assert [record.repairs for record in alone.records] == [()]


def test_a_length_far_from_the_words_found_is_told_and_a_near_one_is_not():
    long = read(as_docx(uni(length="512 words"))).records[0]
    assert (long.repairs, long.rejected) == (("declared 512 words, 11 found",), "")
    near = read(as_docx(uni(length="14 words"))).records[0]
    assert near.repairs == ()
    thousands = read(as_docx(uni(length="1,512 words"))).records[0]
    assert thousands.repairs == ("declared 1512 words, 11 found",)


def test_no_length_is_compared_in_a_script_without_spaces_between_words():
    found = read(as_docx(uni(body="代表团周四会面。" * 30, length="240 words")))
    assert found.records[0].repairs == ()


def test_a_document_without_a_text_is_rejected():
    lines = [line for line in numbered(1, 1) if line not in BODY.split("\n\n")]
    found = read(as_txt(lines))
    why = "no text of an article between its head and its end"
    assert reasons(found) == [("document 1", why)]


def test_an_error_message_of_the_vendor_is_no_article():
    message = "We regret: an error in this document and it is not possible to display it."
    lines = [*numbered(1, 2)[:1], message, *numbered(2, 2)]
    found = read(as_txt(lines))
    assert [place for place, _ in reasons(found)] == ["document 1"]
    assert "error message" in reasons(found)[0][1]
    uni_lines = [*uni(), "Talks", message, "End of Document"]
    assert "error message" in reasons(read(as_docx(uni_lines)))[0][1]


def test_a_document_whose_text_nothing_marks_is_rejected_with_what_is_lacking():
    untagged = ("LENGTH", "BYLINE", "SECTION")
    lines = [line for line in numbered(1, 1) if not line.startswith(untagged)]
    why = "neither LENGTH: nor BODY: nor another tag tells where its text begins"
    assert reasons(read(as_txt(lines))) == [("document 1", why)]
    headless = [*uni(), "Talks", "Body", "They met.", "End of Document"]
    (rejected,) = reasons(read(as_docx(headless)))
    assert rejected == ("document 2", "its head is not headline, outlet and date: Talks")


def test_a_text_may_quote_the_words_that_close_a_document():
    body = (
        "He read aloud.\n\nGraphic\n\nLoad-Date: never\n\nClassification\n\nCopyright 2025 is dear."
    )
    (record,) = read(as_docx(uni(body=body))).records
    assert record.fields["text"] == body
    numbered_body = "Copyright 2025 was the word.\n\nThey met.\n\nBYLINE: is a word too."
    (record,) = read(as_txt(numbered(1, 1, body=numbered_body))).records
    assert record.fields["text"] == numbered_body


def test_lines_that_the_export_broke_are_joined_and_the_repair_is_told():
    broken = (
        "Envoys met in Arlen on Thursday\nand agreed to meet again soon,\nthey said.\nYes.\n\nBye."
    )
    (record,) = read(as_txt(numbered(1, 1, body=broken))).records
    assert record.fields["text"] == (
        "Envoys met in Arlen on Thursday and agreed to meet again soon, they said.\nYes.\n\nBye."
    )
    assert record.repairs == ("wrapped lines joined",)


def test_lines_too_long_to_be_broken_by_an_export_stay_as_they_are():
    body = "One long line " * 10 + "ends.\nAnother stands beneath."
    (record,) = read(as_txt(numbered(1, 1, body=body))).records
    assert record.fields["text"] == body
    assert "wrapped lines joined" not in record.repairs


def test_an_article_in_one_line_of_forty_thousand_words_is_read():
    body = "word " * 40_000 + "end."
    (record,) = read(as_html(uni(body=body, length="40001 words"))).records
    assert (record.fields["text"], record.repairs) == (body, ())


def test_what_a_file_is_its_content_tells_and_not_its_name():
    assert nexis.is_export(source(as_docx(uni())))
    assert texts(nexis.read(parsed(as_rtf(uni()), kind_of(as_rtf(uni()), "x.DOCX")))) == [BODY]


@pytest.mark.parametrize("written", FORMATS)
def test_an_export_is_told_from_a_plain_file(written):
    assert nexis.is_export(source(written(uni())))
    assert nexis.is_export(source(written(numbered(1, 1))))
    plain = ["Talks begin", "They met on page 1 of 2 documents.", "Body", "The length: 512 words?"]
    assert not nexis.is_export(source(written(plain)))


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"PK\x03\x04", b"{\\rtf1 \\u", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_refused_before_anybody_asks_whose_it_is(data):
    with pytest.raises(CorpusError):
        read(data)


def test_an_unknown_layout_is_refused_with_the_markers_seen():
    copied = "Talks begin\nLength: 512 words\nThey met.\nLoad-Date: February 14, 2025\n"
    assert nexis.is_export(source(copied.encode()))
    with pytest.raises(CorpusError) as refused:
        read(copied.encode())
    assert str(refused.value).startswith(
        "is no Nexis export of a known layout (markers seen: 'Length: 512 words' in line 2, "
        "'Load-Date: February 14, 2025' in line 4). Known are files whose documents begin with"
    )
    with pytest.raises(CorpusError, match="markers seen: none"):
        read(b"They met.")


def test_a_count_that_no_export_has_is_refused():
    for lines in (numbered(1, 999_999_999), [*cover(count=99_999_999), *uni()]):
        with pytest.raises(CorpusError, match="no export holds more than 20,000"):
            read(as_txt(lines))
    with pytest.raises(CorpusError, match="no export holds more than 20,000"):
        read(as_txt(["Download Request: 1-99999999", *numbered(1, 1)]))


def test_entities_are_not_expanded_and_nothing_is_fetched():
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        xml = f"{laughs}<w:document {WORD}><w:p><w:r><w:t>&f;&b;</w:t></w:r></w:p></w:document>"
        archive.writestr("word/document.xml", xml)
    with pytest.raises(CorpusError, match="is a damaged Word document"):
        read(held.getvalue())


def test_an_archive_that_unfolds_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("framing.corpus.files.docx_package._LARGEST", 1_000_000)
    bomb = docx("<!--" + " " * 3_000_000 + "-->")
    assert len(bomb) < 10_000
    with pytest.raises(CorpusError, match="unpacks to"):
        read(bomb)


def test_a_damaged_or_foreign_archive_is_refused_in_words():
    whole = as_docx(uni())
    with pytest.raises(CorpusError, match="no Word document, or a damaged one"):
        read(whole[: len(whole) // 2])
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(CorpusError, match="no Word document"):
        nexis.read(parsed(held.getvalue(), "docx"))


def test_deep_nesting_neither_crashes_nor_hangs():
    depth = 20_000
    nested = docx("<w:x>" * depth + paragraph("deep") + "</w:x>" * depth)
    braces = b"{\\rtf1 " + b"{" * depth + b"deep" + b"}" * depth + b"}"
    for data in (nested, braces, b"<div>" * depth + b"deep"):
        with pytest.raises(
            CorpusError, match=r"damaged|nests more than|nests its elements too deep"
        ):
            source(data)


def test_scripts_and_styles_of_a_page_are_no_text():
    page = as_html(uni()).replace(b"<P", b"<script>alert(1)</script><style>.a{}</style><P", 9)
    assert texts(read(page)) == [BODY]


def test_a_page_in_the_encoding_that_it_names_is_read_in_it():
    page = as_html(uni(body="Посланники встретились.")).decode()
    page = page.replace("<HEAD>", '<HEAD><meta charset="windows-1251">').encode("cp1251")
    assert texts(read(page)) == ["Посланники встретились."]


def test_the_address_behind_a_linked_headline_is_no_part_of_it():
    linked = '{\\field{\\*\\fldinst{HYPERLINK "https://example.org/x"}}{\\fldrslt{Talks begin}}}'
    (record,) = read(as_rtf([linked, *uni()[1:]])).records
    assert record.fields["title"] == "Talks begin"


def test_search_terms_in_type_of_their_own_do_not_break_a_headline():
    page = as_html(numbered(1, 1)).replace(b"Talks begin", b"<SPAN>Talks </SPAN><SPAN>begin</SPAN>")
    assert read(page).records[0].fields["title"] == "Talks begin"


def test_emoji_and_halves_of_characters_in_rtf_are_kept_or_marked():
    whole = as_rtf(["x"]).replace(b"x", b"\\u-10179?\\u-8704?")
    assert source(whole).lines[0].text == "😀"
    half = source(as_rtf(["x"]).replace(b"x", b"a\\u-10179?b"))
    assert half.lines[0].text == "a\ufffdb"
    assert half.repairs == ("1 halves of characters replaced by \ufffd",)


def test_bytes_of_a_code_page_in_rtf_are_read_in_it():
    assert source(b"{\\rtf1\\ansi\\ansicpg1251 \xcf\xf0\xe8}").lines[0].text == "При"


def test_a_text_box_given_twice_for_old_programs_is_read_once():
    twice = (
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice>' + paragraph("Box") + "</mc:Choice>"
        "<mc:Fallback>" + paragraph("Box") + "</mc:Fallback></mc:AlternateContent>"
    )
    assert [line.text for line in source(docx(twice)).lines] == ["Box", ""]


letters = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")))
sentence = letters.filter(lambda text: "|" not in text).map(lambda text: f"They said {text} there.")


@given(st.lists(sentence, min_size=1, max_size=4))
def test_whatever_the_body_says_it_arrives_to_the_character(paragraphs):
    body = "\n\n".join(paragraphs)
    for written, layout in [(as_docx, uni()), (as_txt, uni()), (as_docx, numbered(1, 1))]:
        at = layout.index(BODY.split("\n\n")[0])
        lines = [*layout[:at], *paragraphs, *layout[at + 2 :]]
        assert texts(read(written(lines))) == [body]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_and_never_crash(data):
    assume(
        not data.startswith((b"PAR1", b"SQLite format 3"))
    )  # a table, and never asked whether it is an export
    for start in (b"", b"{\\rtf1 ", b"<html>", b"1 of 2 DOCUMENTS\n\n", b"Body\nEnd of Document\n"):
        try:
            found = read(start + data)
        except CorpusError:
            continue
        assert len(found.records) >= (found.declared or 0)
        assert nexis.is_export(source(start + data))


@given(st.sets(st.integers(1, 9), min_size=1))
def test_kept_and_rejected_add_up_to_what_is_declared(numbers):
    lines = [line for number in sorted(numbers) for line in numbered(number, 9)]
    found = read(as_txt(lines))
    assert len(texts(found)) == len(numbers)
    assert len(found.records) == found.declared == 9


def test_a_table_in_the_text_stays_and_its_cells_part_by_tabs():
    for written in (as_docx, as_rtf):
        lines = uni(body="Goals so far:\n\nArlen|2\n\nThey met.")
        (record,) = read(written(lines)).records
        assert record.fields["text"] == "Goals so far:\n\nArlen\t2\n\nThey met."


def test_a_separator_in_plain_text_is_no_table():
    (record,) = read(as_txt(uni(body="Arlen\x1f2"))).records
    assert record.fields["text"] == "Arlen\x1f2"


def test_a_table_of_fonts_without_end_takes_no_time():
    fonts = b"{\\rtf1{\\fonttbl" + b"\\f1\\fcharset1 x" * 100_000
    with at_most(10):
        assert source(fonts + b"}}").lines == []
    usual = b"{\\rtf1{\\fonttbl{\\f0\\fcharset204 Arial;}}" + b"{\\f0 \\'cf}" * 20_000
    assert source(usual).lines[0].text == "\u041f" * 20_000


def test_many_exports_that_each_lack_thousands_are_refused():
    lines = numbered(1, 15_000) * 3
    with pytest.raises(CorpusError, match="no export holds more than 20,000"):
        read(as_txt(lines))


@pytest.mark.parametrize(("declared", "told"), [(31, False), (32, True), (250, True)])
def test_a_length_is_far_if_it_is_not_within_half_and_double_and_differs_by_over_twenty(
    declared, told
):
    (record,) = read(as_docx(uni(length=f"{declared} words"))).records
    assert record.repairs == ((f"declared {declared} words, 11 found",) if told else ())


def test_a_length_within_half_and_double_is_near():
    body = "word " * 99 + "end."
    for declared, told in [(200, False), (201, True), (50, False), (49, True)]:
        (record,) = read(as_docx(uni(body=body, length=f"{declared} words"))).records
        assert bool(record.repairs) is told


def test_a_line_is_joined_only_where_the_next_word_had_no_room():
    body = "abcdefghij\nabcde fgh\nx\nabcd efghi\nabc"  # ten characters of room
    (record,) = read(as_txt(numbered(1, 1, body=body))).records
    assert record.fields["text"] == "abcdefghij abcde fgh x\nabcd efghi abc"
    fits = "abcdefghij\nabcdefgh\nx"  # eight, a space and one are ten
    (record,) = read(as_txt(numbered(1, 1, body=fits))).records
    assert record.fields["text"] == "abcdefghij abcdefgh\nx"


def test_only_plain_text_has_lines_that_an_export_broke():
    page = as_html(numbered(1, 1, body="XX")).replace(b"XX", b"Envoys met in Arlen<BR>yesterday")
    (record,) = read(page).records
    assert (record.fields["text"], record.repairs) == ("Envoys met in Arlen\nyesterday", ())


def test_a_last_paragraph_on_copyright_is_text_and_no_notice():
    body = "They met.\n\nCopyright is a right."
    lines = numbered(1, 1, body=body)
    lines = lines[: lines.index("Copyright is a right.") + 1]
    (record,) = read(as_txt(lines)).records
    assert record.fields["text"] == body


def test_tags_behind_the_length_are_no_text():
    lines = numbered(1, 1)
    lines.insert(lines.index("LENGTH: 11 words") + 1, "DATELINE: ARLEN")
    (record,) = read(as_txt(lines)).records
    assert (record.fields["dateline"], record.fields["text"]) == ("ARLEN", BODY)


@pytest.mark.parametrize("title", ["13 May 2025", "Copyright law falls", "Subject: talks"])
def test_a_headline_may_look_like_a_date_a_notice_or_a_tag(title):
    (record,) = read(as_docx(uni(title))).records
    assert (record.fields["title"], record.fields["outlet"]) == (title, "The Arlen Courier")


def test_a_document_without_a_classification_ends_at_its_load_date():
    lines = uni()
    at = lines.index("Graphic")
    (record,) = read(as_docx([*lines[:at], *lines[-2:]])).records
    assert record.fields["text"] == BODY
    assert record.fields["load_date"] == "February 14, 2025"


# Layouts by language and by age


def document(layout: str, *, written=as_txt) -> dict[str, str]:
    """Read one numbered document whose blocks are written with an empty line between."""
    if written is as_txt:
        data = f"1 of 1 DOCUMENTS\n\n{layout}\n".encode()
    else:
        data = written(["1 of 1 DOCUMENTS", *(one.strip() for one in layout.split("\n\n"))])
    (record,) = read(data).records
    assert record.rejected == ""
    return dict(record.fields)


FRENCH = """\
                    Le Courrier

                    17 mai 2003

Les pourparlers commencent

AUTEUR: Ada Exemple

RUBRIQUE: MONDE

LONGUEUR: 4 mots

Ils se sont vus.

DATE-CHARGEMENT: 04 novembre 2003

LANGUE: FRENCH; FRANÇAIS

TYPE-PUBLICATION: Quotidien

CODE-REVUE: COUR

                    Copyright 2003 Le Courrier
                    All rights reserved"""
DUTCH = """\
                    Copyright 2002 De Koerier

                    De Koerier

                    24. September 2002

                    September 24, 2002

LENGTE: 4 woorden

KOP: Gesprekken beginnen

AUTEUR: Ada Voorbeeld

TEKST:

Zij ontmoetten elkaar.

PUB-TYPE: Paper

TAAL: Dutch / Nederlands

LOAD-DATE: September 26, 2002"""
TAGGED_FRENCH = """\
                    Copyright 2003 Le Courrier
                    Le Courrier

                    27 mars 2003

SECTION: Sports

LONGUEUR: 6 mots

TITRE: Les pourparlers commencent

SIGNATURE: Ada Exemple

CHAPEAU:

Tout est calme.

ARTICLE:

Ils se sont vus.

LANGUE: FRENCH; FRANCAISE"""


@pytest.mark.parametrize("written", [as_txt, as_docx])
def test_french_tags_and_what_follows_the_text_are_read(written):
    told = document(FRENCH, written=written)
    assert told["text"] == "Ils se sont vus."
    assert (told["outlet"], told["title"]) == ("Le Courrier", "Les pourparlers commencent")
    assert (told["date_text"], told["load_date"]) == ("17 mai 2003", "04 novembre 2003")
    assert (told["language"], told["publication_type"]) == ("FRENCH", "Quotidien")
    assert (told["journal_code"], told["section"]) == ("COUR", "MONDE")


@pytest.mark.parametrize("written", [as_txt, as_docx])
def test_dutch_tags_with_headline_and_text_tagged_are_read(written):
    told = document(DUTCH, written=written)
    assert told["text"] == "Zij ontmoetten elkaar."
    assert (told["outlet"], told["title"]) == ("De Koerier", "Gesprekken beginnen")
    assert (told["date_text"], told["language"]) == ("24. September 2002", "Dutch")
    assert (told["author"], told["edition"]) == ("Ada Voorbeeld", "September 24, 2002")


def test_an_outlet_in_the_block_of_the_copyright_is_found_and_a_standfirst_is_no_text():
    told = document(TAGGED_FRENCH)
    assert (told["outlet"], told["copyright"]) == ("Le Courrier", "Copyright 2003 Le Courrier")
    assert (told["title"], told["author"]) == ("Les pourparlers commencent", "Ada Exemple")
    assert (told["highlight"], told["text"]) == ("Tout est calme.", "Ils se sont vus.")


@pytest.mark.parametrize("written", [as_txt, as_docx])
def test_a_text_between_the_date_and_its_length_is_read(written):
    told = document(
        "   Arlen Press Agency\n\nLEADALL: Talks begin\n\n   April 20, 2003, Sunday\n\n"
        "DATELINE: Arlen\n\nEnvoys met.\n\nLENGTH: 19.43 meters. It was a long table.\n\n"
        "SECTION: Politics\n\nLENGTH: 8 words\n\nLOAD-DATE: May 8, 2003\n\nLANGUAGE: ENGLISH",
        written=written,
    )
    assert told["text"] == "Envoys met.\n\nLENGTH: 19.43 meters. It was a long table."
    assert (told["outlet"], told["title"]) == ("Arlen Press Agency", "LEADALL: Talks begin")
    assert (told["dateline"], told["section"], told["length"]) == ("Arlen", "Politics", "8 words")


@pytest.mark.parametrize("written", [as_txt, as_docx])
def test_a_notice_between_outlet_and_date_is_no_part_of_the_outlet(written):
    told = document(
        "   Arlen News Service\n\n   No material may be used.\n\n   January 14, 2009\n\n"
        "Talks begin\n\nLENGTH: 2 words\n\nThey met.\n\nLANGUAGE: ENGLISH",
        written=written,
    )
    assert (told["outlet"], told["title"]) == ("Arlen News Service", "Talks begin")
    assert told["notice"] == "No material may be used."


def test_a_centred_notice_is_no_headline():
    told = document(
        "   Arlen News Service\n\n   No material may be used.\n\n   January 14, 2009\n\n"
        "LENGTH: 2 words\n\nThey met.\n\nLANGUAGE: ENGLISH"
    )
    assert (told["title"], told["notice"]) == ("", "No material may be used.")


def test_a_date_in_the_block_of_the_outlet_is_found():
    told = document(
        "   Arlen Reports\n   January 2009\n\nTITLE: Talks begin\n\nThey met.\n\n"
        "LOAD-DATE: May 1, 2009"
    )
    assert (told["outlet"], told["date_text"]) == ("Arlen Reports", "January 2009")
    assert (told["title"], told["text"]) == ("Talks begin", "They met.")


def test_guests_of_a_show_are_no_authors():
    lines = numbered(1, 1)
    at = lines.index("BYLINE: Ada Example")
    told = [lines[3], *lines[at : at + 1], "GUESTS: Ben Example", "HOSTS: C", *lines[at + 1 :]]
    (record,) = read(as_txt([*lines[:3], "SHOW: Seven O'Clock", *told])).records
    assert [record.fields[name] for name in ("author", "show", "guests", "tag_hosts", "title")] == [
        "Ada Example", "Seven O'Clock", "Ben Example", "C", "Talks begin",
    ]  # fmt: skip


def test_a_tag_that_is_not_known_never_takes_the_place_of_a_column():
    lines = [*numbered(1, 1)[:-1], "DATE: never", "ARTICLE: 7", "OUTLET: Other"]
    (record,) = read(as_txt(lines)).records
    assert "date" not in record.fields
    assert "article" not in record.fields
    assert record.fields["outlet"] == "The Arlen Courier"
    assert record.fields["tag_date"] == "never"


@pytest.mark.parametrize("name", ["UPDATE", "SUBJECT", "NOTES", "CORRECTION", "TEXT", "ANALYSIS"])
def test_a_paragraph_of_the_text_may_begin_like_a_tag(name):
    body = f"They met.\n\n{name}: They meet again.\n\nThe end."
    (record,) = read(as_txt(numbered(1, 1, body=body))).records
    assert record.fields["text"] == body


def test_what_stands_untagged_behind_a_short_tag_is_no_part_of_it():
    lines = numbered(1, 1)
    at = lines.index("LANGUAGE: ENGLISH")
    (record,) = read(as_html([*lines[: at + 1], "MATP", *lines[at + 1 :]])).records
    assert (record.fields["language"], record.fields["after_text"]) == ("ENGLISH", "MATP")


def test_a_copyright_in_two_paragraphs_is_no_part_of_the_last_tag():
    lines = [*numbered(1, 1)[:-1], "Copyright 2025 Courier Press", "All Rights Reserved"]
    (record,) = read(as_docx(lines)).records
    assert record.fields["publication_type"] == "Newspaper"
    assert record.fields["copyright"] == "Copyright 2025 Courier Press All Rights Reserved"


def test_a_text_behind_other_tags_than_the_length_is_read():
    lines = [line for line in numbered(1, 1) if not line.startswith("LENGTH")]
    assert texts(read(as_txt(lines))) == [BODY]


def test_a_language_that_is_not_known_is_left_to_be_told_from_the_text():
    lines = [one.replace("ENGLISH", "Klingonisch") for one in numbered(1, 1)]
    (record,) = read(as_txt(lines)).records
    assert "language" not in record.fields
    assert record.fields["language_text"] == "Klingonisch"


@pytest.mark.parametrize("marker", ["FOCUS - 1 of 1 DOCUMENTS", "1 OF 1 DOCUMENT"])
def test_older_ways_of_numbering_are_known(marker):
    found = read(as_txt([marker, *numbered(1, 1)[1:]]))
    assert (found.declared, texts(found)) == (1, [BODY])


def test_a_document_without_its_number_is_refused_and_not_read_as_one_text():
    data = DUTCH.encode()
    assert nexis.is_export(source(data))
    with pytest.raises(CorpusError, match="'LENGTE: 4 woorden' in line 9"):
        read(data)


def test_numbers_beyond_the_declared_count_are_kept_and_say_so():
    found = read(as_txt([*numbered(1, 1), *numbered(2, 1)]))
    assert (found.declared, len(found.records)) == (1, 2)
    assert found.records[0].repairs == ()
    assert found.records[1].repairs == ("beyond the 1 documents that the export declares",)


def test_the_vendors_message_behind_a_document_leaves_the_document_whole():
    message = (
        "We are sorry but there is an error in this document and it is not possible to display it."
    )
    found = read(as_html([*numbered(1, 2), message]))
    assert texts(found) == [BODY]
    why = "missing: the export declares 2 documents, 1 found"
    assert reasons(found) == [("document 2", why)]


def test_exports_with_covers_one_after_the_other_in_a_file_keep_their_own_counts():
    lines = [*cover("Talks begin"), *uni(), *cover("Talks end", "Talks pause"), *uni("Talks end")]
    found = read(as_docx(lines))
    assert found.declared == len(found.records) == 3
    assert [one.fields["title"] for one in found.records] == [
        "Talks begin", "Talks end", "Talks pause",
    ]  # fmt: skip
    why = "missing: the export declares 2 documents, 1 found"
    assert reasons(found) == [("entry 2 of the cover", why)]


def test_a_later_headline_that_looks_like_a_cover_is_a_headline():
    found = read(as_docx([*uni(), *uni("Search Terms that failed")]))
    assert found.records[1].fields["title"] == "Search Terms that failed"


@each_of(
    "printed, date, edition",
    [
        ("September 5, 2006 Tuesday, Late Edition - Final", "September 5, 2006 Tuesday",
         "Late Edition - Final"),
        ("September 5, 2006 Late Edition", "September 5, 2006", "Late Edition"),
        ("Mittwoch 31. August 2011, Ausgabe B", "Mittwoch 31. August 2011", "Ausgabe B"),
        ("May 5, 2014 Monday 3:24 PM EST, Final", "May 5, 2014 Monday 3:24 PM EST", "Final"),
        ("April 20, 2003, Sunday 23:22 Central European Time", "April 20, 2003, Sunday 23:22",
         "Central European Time"),
        ("4 oktober 2017 woensdag", "4 oktober 2017 woensdag", ""),
        ("February 13, 2025 Thursday 10:12 AM GMT", "February 13, 2025 Thursday 10:12 AM GMT", ""),
        ("27. Februar 2012 Montag 9:50 PM GMT+1", "27. Februar 2012 Montag 9:50 PM GMT+1", ""),
        ("2018 年 9 月 18 日 02:46", "2018 年 9 月 18 日 02:46", ""),
        ("2018年9月18日", "2018年9月18日", ""),
    ],
)  # fmt: skip
def test_an_edition_on_the_line_of_the_date_is_no_part_of_the_date(printed, date, edition):
    assert is_date(printed)
    assert dated(printed) == (date, edition)


@pytest.mark.parametrize("written", [numbered(1, 1), uni()])
def test_a_date_arrives_without_its_edition_from_both_layouts(written):
    lines = [f"{one}, Late Edition" if one.startswith("February 13") else one for one in written]
    (record,) = read(as_docx(lines)).records
    assert record.fields["date_text"].startswith("February 13, 2025 Thursday")
    assert "Edition" not in record.fields["date_text"]
    assert record.fields["edition"] == "Late Edition"


def test_tags_right_before_those_that_close_a_text_are_no_text():
    lines = numbered(1, 1)
    at = lines.index("LOAD-DATE: February 14, 2025")
    more = ["COMPANY: Arlen Mills (90%)", "SUBJECT: Talks (90%)"]
    (record,) = read(as_txt([*lines[:at], *more, *lines[at:]])).records
    assert record.fields["text"] == BODY
    assert (record.fields["company"], record.fields["subject"]) == (
        "Arlen Mills (90%)",
        "Talks (90%)",
    )


@each_of(
    "printed",
    [
        "8 maart 2017 woensdag", "30 août 2002", "Dienstag 10.Dezember 2019", "10 décembre 2019",
        "mardi 10 décembre 2019", "décembre 10 2019", "3 gennaio 2014", "7 de março de 2014",
        "18 сентября 2018", "Summer, 2008", "21 maj 2014", "1 settembre 2020",
    ],
)  # fmt: skip
def test_months_of_the_languages_of_outlets_are_known(printed):
    assert is_date(printed)


@pytest.mark.parametrize("title", ["Springfield 2025", "Mayor wins 2025 vote", "Summers end, 2008"])
def test_a_headline_with_a_year_is_no_date(title):
    assert not is_date(title)


HEADS_OF_UNI = [  # what stands between headline and text; outlet, date as printed, headline
    (["The Arlen Courier", "Correction Appended", "March 4, 2019"], "The Arlen Courier"),
    (["The Arlen Courier", "Clarification Appended", "March 4, 2019"], "The Arlen Courier"),
    (["The Arlen Courier Blogs", "(Tidewatch)", "March 4, 2019"], "The Arlen Courier Blogs"),
    (["The Arlen Courier", "Online Edition", "March 4, 2019"], "The Arlen Courier"),
    (["The Arlen Courier", "Edition 1; Scotland", "March 4, 2019"], "The Arlen Courier"),
    (["A standfirst of this article", "The Arlen Courier", "March 4, 2019"], "The Arlen Courier"),
]


@pytest.mark.parametrize("written", FORMATS)
def test_a_line_between_outlet_and_date_is_not_the_outlet(written):
    for head, outlet in HEADS_OF_UNI:
        other = [*uni()[2:]]
        lines = [*uni(), "Talks end", *head, *other[1:]]
        second = read(written(lines)).records[1]
        assert (second.fields["outlet"], second.fields["title"]) == (outlet, "Talks end")
        assert (second.fields["date_text"], second.rejected) == ("March 4, 2019", "")


@pytest.mark.parametrize("printed", ["8. Maerz 2001", "March 4-10, 2019", "Week of March 4, 2019"])
@pytest.mark.parametrize("layout", [uni, lambda: numbered(1, 1)])
def test_a_date_line_that_is_not_known_costs_the_date_and_not_the_article(printed, layout):
    lines = [printed if one.startswith("February 13") else one for one in layout()]
    (record,) = read(as_txt(lines)).records
    told = {name: record.fields[name] for name in ("title", "outlet", "date_text", "text")}
    given = {"title": "Talks begin", "outlet": "The Arlen Courier", "date_text": printed}
    assert (told, record.rejected) == ({**given, "text": BODY}, "")


def test_a_document_without_a_date_line_is_kept_and_says_so():
    lines = [one for one in uni() if not one.startswith("February 13")]
    lines.insert(2, "Correction Appended")
    (record,) = read(as_docx(lines)).records
    assert (record.fields["outlet"], record.rejected) == ("The Arlen Courier", "")
    assert [note.code for note in record.repairs] == ["no_date_line"]


def test_a_headline_that_is_broken_within_its_paragraph_is_one():
    broken = "<w:p><w:r><w:t>THE COUNCIL;</w:t><w:br/><w:t>Ferry waits</w:t></w:r></w:p>"
    (record,) = read(docx(broken + "".join(map(paragraph, uni()[1:])))).records
    assert record.fields["title"] == "THE COUNCIL; Ferry waits"
    assert record.fields["outlet"] == "The Arlen Courier"


@pytest.mark.parametrize("notice", ["Correction Appended", "Clarification Appended", "(Tidewatch)"])
def test_a_notice_behind_the_date_is_no_headline(notice):
    lines = numbered(1, 1)
    lines.insert(3, notice)
    (record,) = read(as_txt(lines)).records
    assert (record.fields["title"], record.fields["notice"]) == ("Talks begin", notice)


TOTALS = [  # what the documents say, how many are missing, where another total is told
    (["1 of 3", "2 of 383", "3 of 3"], 0, [2]),
    (["1 of 383", "2 of 3", "3 of 3"], 0, [1]),
    (["1 of 3", "2 of 3", "3 of 38"], 0, [3]),
    (["1 of 4", "3 of 44", "4 of 4"], 1, [3]),
    (["1 of 2", "2 of 2", "1 of 3", "2 of 3", "3 of 3"], 0, []),
    (["1 of 2", "2 of 2", "3 of 3"], 2, []),
]


@pytest.mark.parametrize(("said", "lost", "told"), TOTALS)
def test_one_total_that_differs_opens_no_new_export(said, lost, told):
    lines = []
    for one in said:
        lines += [f"{one} DOCUMENTS", *numbered(1, 1)[1:]]
    found = read(as_txt(lines))
    assert len(reasons(found)) == lost
    codes = {one.place: [note.code for note in one.repairs] for one in found.records}
    assert [p for p, own in codes.items() if "total_differs" in own] == [
        f"document {n}" for n in told
    ]
