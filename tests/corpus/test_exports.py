"""Exports and articles are read by the same parsers: one text, one account of what is left out."""

from __future__ import annotations

import io
import zipfile
from html import escape
from importlib import import_module
from typing import NamedTuple

import pytest

from framing.corpus.files import parsed as told
from framing.corpus.files.charset import DECLARED_WRONGLY, OTHERWISE
from framing.corpus.formats import kind_of, parsed, read_file
from framing.corpus.readers.found import Found
from framing.errors import CorpusError
from tests.cases import each_of
from tests.conftest import ROOT
from tests.corpus.test_readers_factiva import HEAD, identifier

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="m"'
SEEN = "They met at noon in Foo."
LATER = "It rained all day."


def nexis(number: int, *paragraphs: str) -> list[str]:
    """Lay a document out as Nexis numbers them."""
    head = [f"{number} of 2 DOCUMENTS", "Daily Foo", "February 13, 2025 Thursday"]
    head += ["Talks begin", "LENGTH: 9 words"]
    return [*head, *paragraphs, "LANGUAGE: ENGLISH"]


def uni(number: int, *paragraphs: str) -> list[str]:
    """Lay a document out as Nexis Uni does."""
    head = ["Talks begin", "Daily Foo", "February 13, 2025 Thursday", "Length: 9 words", "Body"]
    return [*head, *paragraphs, "Load-Date: February 14, 2025", "End of Document"]


def rtf(*paragraphs: str, head: str = "\\ansi\\ansicpg1252") -> bytes:
    body = "".join(f"\\pard {one}\\par\n" for one in paragraphs)
    return ("{\\rtf1" + head + "\n" + body + "}").encode("cp1252")


def factiva_rtf(number: int, *paragraphs: str) -> list[str]:
    return ["{\\b Talks begin}", *HEAD, *paragraphs, f"Document {identifier(number)}"]


def docx(*paragraphs: str, styles: str = "", **parts: str) -> bytes:
    """Zip a Word document of paragraphs, each words or the inner part of a paragraph."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        body = "".join(f"<w:p>{one if '<' in one else run(one)}</w:p>" for one in paragraphs)
        for name, inner in {
            "document": f"<w:body>{body}</w:body>",
            "styles": styles,
            **parts,
        }.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {WORD}>{inner}</w:{name}>")
    return held.getvalue()


def run(text: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def html(*paragraphs: str, head: str = "") -> str:
    body = "".join(f"<p>{one}</p>\n" for one in paragraphs)
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>"


def factiva_html(number: int, *paragraphs: str) -> str:
    head = "".join(f"<div>{escape(one)}</div>" for one in HEAD)
    body = "".join(f'<p class="articleParagraph enarticleParagraph">{p}</p>' for p in paragraphs)
    return (
        f'<div class="article enArticle"><div id="hd"><span class="enHeadline">Talks begin</span>'
        f"</div>{head}{body}<p>Document {identifier(number)}</p></div>"
    )


def page(*documents: str, head: str = "", before: str = "") -> str:
    return f"{before}<html><head>{head}</head><body>{''.join(documents)}</body></html>"


def texts(found: Found) -> list[str]:
    return [record.fields["text"] for record in found.records if not record.rejected]


def repairs(found: Found) -> list[tuple[str, ...]]:
    return [record.repairs for record in found.records]


# A file that only one of two parsers could read was taken for one article


def table_of_fonts(fonts: int) -> str:
    names = "".join(
        f"{{\\f{n}\\fbidi \\froman\\fcharset0\\fprq2{{\\*\\panose 02020603050405020304}}Foo {n};}}"
        for n in range(fonts)
    )
    return f"\\ansi\\ansicpg1252{{\\fonttbl{names}}}"


@each_of("fonts", [3, 900, 20_000])
@each_of("layout", [nexis, uni, factiva_rtf])
def test_an_rtf_export_is_read_however_long_its_table_of_fonts(layout, fonts):
    data = rtf(*layout(1, SEEN), *layout(2, LATER), head=table_of_fonts(fonts))
    found = read_file(data, "a.rtf")
    assert texts(found) == [SEEN, LATER]
    assert repairs(found) == [(), ()]


# Encoding, what is declared, what is told of it
ENCODED = {
    "as declared": ("cp1252", "windows-1252", "“Türkiye” waits – it’s said", ()),
    "Western declared as Latin-1": ("cp1252", "iso-8859-1", "“Türkiye” waits – it’s said", ()),
    "Western declared as ASCII": ("cp1252", "us-ascii", "“Türkiye” waits – it’s said", ()),
    "Turkish declared as Latin-5": ("cp1254", "iso-8859-9", "“İstanbul’da” görüşme", ()),
    "Chinese declared as its subset": ("gb18030", "gb2312", "会谈“開始”了 €", ()),
    "Chinese declared as GBK": ("gbk", "gbk", "会谈“开始”了", ()),
    "Chinese under an old name": ("gbk", "x-gbk", "会谈“开始”了", ()),
    "Japanese declared as its subset": ("cp932", "shift_jis", "会談①「開始」髙", ()),
    "Japanese under an old name": ("cp932", "x-sjis", "会談①「開始」髙", ()),
    "Japanese with a number in a circle": ("euc_jis_2004", "euc-jp", "会談①「開始」", ()),
    "Korean declared as its subset": ("cp949", "euc-kr", "회담이 “시작”됐다 똠", ()),
    "Korean under its number": ("cp949", "windows-949", "회담이 “시작”됐다", ()),
    "Thai declared as its subset": ("cp874", "tis-620", "“การเจรจา”", ()),
    "Cyrillic": ("cp1251", "windows-1251", "«Переговоры» начались", ()),
    "UTF-8 declared as Western": ("utf-8", "iso-8859-1", "“Türkiye” waits", (OTHERWISE,)),
    "Western declared as UTF-8": ("cp1252", "utf-8", "“Türkiye” waits", (DECLARED_WRONGLY,)),
    "Western declared as Chinese": (
        "cp1252",
        "gb2312",
        "“Türkiye” waits, é. ",
        (DECLARED_WRONGLY,),
    ),
    "a mark against what is declared": ("utf-8-sig", "iso-8859-1", "“Türkiye” waits", ()),
    "UTF-16 with its mark": ("utf-16", "iso-8859-1", "“Türkiye” waits", ()),
    "UTF-16 without its mark": ("utf-16-le", "utf-16", "“Türkiye” waits", ()),
}
DECLARED = {
    "meta": ('<meta charset="{}">', ""),
    "http-equiv": ("<meta http-equiv='Content-Type' content='text/html; charset={}'>", ""),
    "XHTML": ("", '<?xml version="1.0" encoding="{}"?>\n'),
}


@each_of("how", DECLARED)
@each_of("encoding, name, words, said", ENCODED)
def test_the_encoding_of_an_export_is_told_as_that_of_any_page(encoding, name, words, said, how):
    head, before = (one.format(name) for one in how)
    bodies = [f"{words.strip()} {n}." for n in (1, 2)]
    for documents in (
        [factiva_html(n, one) for n, one in enumerate(bodies, 1)],
        [f"<p>{line}</p>" for n, one in enumerate(bodies, 1) for line in nexis(n, one)],
    ):
        found = read_file(page(*documents, head=head, before=before).encode(encoding), "a.html")
        assert texts(found) == bodies
        assert repairs(found) == [said] * 2


def test_a_page_in_no_encoding_that_is_known_is_refused_and_not_read_as_one_article():
    data = page(factiva_html(1, SEEN), factiva_html(2, LATER)).encode() + b"\x81\x8d\x8f\xff"
    with pytest.raises(CorpusError, match="neither UTF-8"):
        read_file(data, "a.html")


# What is hidden, deleted or beside the text: the same words, as an article and in an export


class Case(NamedTuple):
    """A paragraph that a reader sees as ``seen``, and what is left out of it."""

    source: str
    told: tuple[str, ...] = ()
    seen: str = SEEN


IN_RTF = {
    "hidden": Case(r"They met {\v SECRET }at noon in Foo.", (told.HIDDEN,)),
    "hidden until it is not": Case(r"They met \v SECRET \v0 at noon in Foo.", (told.HIDDEN,)),
    "hidden until the plain": Case(r"They met \v SECRET \plain at noon in Foo.", (told.HIDDEN,)),
    "hidden, inserted": Case(r"They met {\v\revised SECRET }at noon in Foo.", (told.HIDDEN,)),
    "inserted, hidden": Case(r"They met {\revised\v SECRET }at noon in Foo.", (told.HIDDEN,)),
    "hidden and deleted in part": Case(
        r"They met {\v\deleted SEC\deleted0 RET }at noon in Foo.", (told.HIDDEN, told.DELETIONS)
    ),
    "a hidden paragraph": Case(r"{\v SECRET\par}They met at noon in Foo.", (told.HIDDEN,)),
    "deleted": Case(r"They met {\deleted\revauthdel1 then }at noon in Foo.", (told.DELETIONS,)),
    "inserted": Case(r"They met {\revised at noon }in Foo.", (told.INSERTIONS,)),
    "moved": Case(
        r"{\mvf at noon }They met {\mvt at noon }in Foo.", (told.DELETIONS, told.INSERTIONS)
    ),
    "a footnote": Case(
        r"They met{\super\chftn}{\footnote\pard Note.} at noon in Foo.", (told.NOTES,)
    ),
    "an endnote": Case(r"They met{\*\footnote\ftnalt Note.} at noon in Foo.", (told.NOTES,)),
    "a comment": Case(
        r"They met{\*\atnid AB}{\*\atnauthor Ann}\chatn{\*\annotation\pard Say.} at noon in Foo.",
        (told.COMMENTS,),
    ),
    "Unicode with two stand-ins": Case(
        r"{\uc2 At noon in \u304 ??stanbul.}", (), "At noon in İstanbul."
    ),
    "Unicode without a stand-in": Case(
        r"{\uc0 At noon in \u304 stanbul.}", (), "At noon in İstanbul."
    ),
    "fonts of other code pages": Case(r"{\f2 \'cf\'f0\'e8}{\f1 \'fd}\'fd", (), "Приıý"),
    "two bytes for a character": Case(r"{\f3 \'89\'ef\'92\'6b}", (), "会談"),
    "a field": Case(r'They met {\field{\*\fldinst HYPERLINK "x"}{\fldrslt at noon}} in Foo.'),
    "a text box": Case(
        r"They met{\shp{\*\shpinst\shpleft0{\sp{\sn n}{\sv v}}{\shptxt  at noon}}"
        r"{\shprslt at noon}} in Foo."
    ),
    "a picture": Case(r"They met {\pict\wmetafile8 01}{\nonshppict{\pict 02}}at noon in Foo."),
    "both alphabets": Case(r"They met {\upr{at noon}{\*\ud{at noon}}} in Foo."),
    "bookmarks": Case(r"They {\*\bkmkstart a}met{\*\bkmkend a} at noon in Foo."),
    "the number of a list": Case(r"{\listtext 1.\tab}{\pntext 1}They met at noon in Foo."),
}
RTF_FONTS = (
    r"\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset162 B;}"
    r"{\f2\fcharset204 C;}{\f3\fcharset128 D;}}"
)


@each_of("layout", [nexis, uni, factiva_rtf])
@each_of("case", IN_RTF)
def test_a_paragraph_of_rtf_is_the_same_in_an_export_and_as_an_article(case, layout):
    article = read_file(rtf(case.source, LATER, head=RTF_FONTS), "a.rtf")
    assert texts(article) == [f"{case.seen}\n\n{LATER}"]
    export = rtf(*layout(1, "They left."), *layout(2, case.source, LATER), head=RTF_FONTS)
    found = read_file(export, "a.rtf")
    assert texts(found) == ["They left.", f"{case.seen}\n\n{LATER}"]
    assert repairs(article) == [case.told]
    assert repairs(found) == [(), case.told]


def tracked(tag: str, text: str = "yesterday ") -> str:
    kind = "delText" if tag == "del" else "t"
    return f'<w:{tag}><w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r></w:{tag}>'


def alternatives(choice: str, fallback: str) -> str:
    branches = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{branches}</mc:AlternateContent></w:r>"


BOX = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
AROUND = (run("They met "), run("at noon in Foo."))
WHOLE = "They met at noon in Foo."
IN_DOCX = {
    "hidden": Case(run("SECRET ", "<w:vanish/>").join(AROUND), (told.HIDDEN,)),
    "not hidden": Case(run(WHOLE, '<w:vanish w:val="false"/>')),
    "hidden by a style": Case(
        run("SECRET ", '<w:rStyle w:val="Gone"/>').join(AROUND), (told.HIDDEN,)
    ),
    "hidden by the style of a style": Case(
        run("SECRET ", '<w:rStyle w:val="Child"/>').join(AROUND), (told.HIDDEN,)
    ),
    "shown though its style hides": Case(
        run(WHOLE, '<w:rStyle w:val="Gone"/><w:vanish w:val="0"/>')
    ),
    "shown by a style of one that hides": Case(run(WHOLE, '<w:rStyle w:val="Back"/>')),
    "a style based on itself": Case('<w:pPr><w:pStyle w:val="Quiet"/></w:pPr>' + run(WHOLE)),
    "deleted": Case(tracked("del").join(AROUND), (told.DELETIONS,)),
    "moved away": Case(tracked("moveFrom").join(AROUND), (told.DELETIONS,)),
    "moved here": Case(
        run("They met ") + tracked("moveTo", "at noon ") + run("in Foo."), (told.INSERTIONS,)
    ),
    "inserted": Case(
        run("They met ") + tracked("ins", "at noon ") + run("in Foo."), (told.INSERTIONS,)
    ),
    "inserted and deleted": Case(
        f"<w:ins>{tracked('del')}</w:ins>".join(AROUND), (told.INSERTIONS, told.DELETIONS)
    ),
    "a footnote": Case('<w:r><w:footnoteReference w:id="2"/></w:r>'.join(AROUND), (told.NOTES,)),
    "an endnote": Case('<w:r><w:endnoteReference w:id="2"/></w:r>'.join(AROUND), (told.NOTES,)),
    "a comment": Case('<w:r><w:commentReference w:id="2"/></w:r>'.join(AROUND), (told.COMMENTS,)),
    "a text box given twice": Case(alternatives(BOX, BOX).join(AROUND), (), f"{SEEN}\n\nIn a box."),
    "a text box for old programs alone": Case(
        alternatives("<w:drawing/>", BOX).join(AROUND), (), f"{SEEN}\n\nIn a box."
    ),
    "a field": Case("<w:r><w:instrText>PAGE</w:instrText></w:r>".join(AROUND)),
}
STYLES = (
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Gone"/></w:style>'
    '<w:style w:type="character" w:styleId="Back"><w:basedOn w:val="Gone"/>'
    '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quiet"><w:basedOn w:val="Quiet"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
)
BESIDE = {part: f"<w:p>{run('Beside.')}</w:p>" for part in ("footnotes", "endnotes", "comments")}


def beside(case: Case) -> dict[str, str]:
    """Return the parts that a paragraph refers to."""
    return {part: inner for part, inner in BESIDE.items() if f"{part[:-1]}Ref" in case.source}


@each_of("layout", [nexis, uni])
@each_of("case", IN_DOCX)
def test_a_paragraph_of_word_is_the_same_in_an_export_and_as_an_article(case, layout):
    article = read_file(docx(case.source, LATER, styles=STYLES, **beside(case)), "a.docx")
    assert texts(article) == [f"{case.seen}\n\n{LATER}"]
    lines = [*layout(1, "They left."), *layout(2, case.source, LATER)]
    found = read_file(docx(*lines, styles=STYLES, **beside(case)), "a.docx")
    assert texts(found) == ["They left.", f"{case.seen}\n\n{LATER}"]
    assert repairs(article) == [case.told]
    assert repairs(found) == [(), case.told]


@pytest.mark.parametrize("layout", [nexis, uni])
def test_a_paragraph_that_its_style_hides_is_told_in_the_document_where_it_stands(layout):
    styled = '<w:pPr><w:pStyle w:val="Hidden"/></w:pPr>'
    undone = styled + run(LATER, '<w:rStyle w:val="Gone"/>')
    lines = [*layout(1, SEEN, styled + run("SECRET")), *layout(2, undone)]
    found = read_file(docx(*lines, styles=STYLES), "a.docx")
    assert texts(found) == [SEEN, LATER]  # two styles that both hide undo each other
    assert repairs(found) == [(told.HIDDEN,), ()]


def test_a_style_that_hides_is_also_that_of_paragraphs_which_name_none():
    usual = STYLES.replace('styleId="Hidden"', 'styleId="Hidden" w:default="1"')
    shown = run(SEEN, '<w:vanish w:val="0"/>')
    (record,) = read_file(docx(shown, "SECRET", styles=usual), "a.docx").records
    assert (record.fields["text"], record.repairs) == (SEEN, (told.HIDDEN,))


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("<w:trPr><w:hidden/></w:trPr>", told.HIDDEN),
        ("<w:trPr><w:del/></w:trPr>", told.DELETIONS),
    ],
)
def test_a_row_of_a_table_that_is_hidden_or_deleted_is_left_out_and_told(mark, kind):
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    rows = row.format(mark, "SECRET") + row.format("", LATER)
    (record,) = read_file(docx(f"{run(SEEN)}</w:p><w:tbl>{rows}</w:tbl><w:p>"), "a.docx").records
    assert (record.fields["text"], record.repairs) == (f"{SEEN}\n\n{LATER}", (kind,))


def test_a_document_within_a_document_is_told():
    (record,) = read_file(docx(f"{run(SEEN)}</w:p><w:altChunk/><w:p>"), "a.docx").records
    assert record.repairs == ("documents within the document left out",)


def test_what_stands_beside_the_text_and_nowhere_in_it_is_told_of_the_file():
    lines = [*nexis(1, SEEN), *nexis(2, LATER)]
    found = read_file(docx(*lines, footnotes=BESIDE["footnotes"], header=BESIDE["comments"]), "a")
    assert repairs(found) == [(told.NOTES, told.MARGINS)] * 2


def test_margins_of_pages_in_rtf_are_told_of_the_file():
    lines = [*nexis(1, SEEN), r"{\header Daily Foo}", *nexis(2, LATER)]
    assert repairs(read_file(rtf(*lines), "a.rtf")) == [(told.MARGINS,)] * 2


IN_HTML = {
    "not displayed": Case(
        "They met <span style='color: red; display:none'>SECRET </span>at noon in Foo.",
        (told.HIDDEN,),
    ),
    "not displayed, in capitals": Case(
        "They met <b STYLE='DISPLAY : NONE !important'>SECRET </b>at noon in Foo.", (told.HIDDEN,)
    ),
    "not visible": Case(
        "They met <i style='visibility:hidden'>SECRET </i>at noon in Foo.", (told.HIDDEN,)
    ),
    "hidden by Word": Case(
        "They met <span style='mso-hide:all'>SECRET </span>at noon in Foo.", (told.HIDDEN,)
    ),
    "hidden": Case("They met <span hidden>SECRET </span>at noon in Foo.", (told.HIDDEN,)),
    "hidden with a value": Case(
        "They met <span hidden='until-found'>SECRET <b>TOO </b></span>at noon in Foo.",
        (told.HIDDEN,),
    ),
    "hidden within hidden": Case(
        "They met <span hidden><i hidden>SECRET </i></span>at noon in Foo.", (told.HIDDEN,)
    ),
    "a template": Case("They met <template>SECRET </template>at noon in Foo.", (told.HIDDEN,)),
    "hidden without words": Case("They met <span hidden></span>at noon in Foo."),
    "displayed": Case("They met <span style='display:inline'>at noon </span>in Foo."),
    "a comment": Case("They met <!-- SECRET -->at noon in Foo."),
    "a comment with a tag": Case("They met <!-- <p>SECRET</p> -->at noon in Foo."),
    "a script": Case("They met <script>SECRET</script>at noon in Foo."),
    "a style": Case("They met <style>.a{}</style>at noon in Foo."),
    "an instruction": Case("They met <?php SECRET ?>at noon in Foo."),
}
LONG = "It rained all day in the capital, as both sides said after a long and hard call."


@each_of("case", IN_HTML)
def test_a_paragraph_of_a_page_is_the_same_in_an_export_and_as_an_article(case):
    article = read_file(html(LONG, case.source, f"{LONG} Again.").encode(), "a.html")
    assert texts(article) == [f"{LONG}\n\n{case.seen}\n\n{LONG} Again."]
    coded = page(factiva_html(1, "They left."), factiva_html(2, case.source, LATER))
    lines = [*nexis(1, "They left."), *nexis(2, case.source, LATER)]
    for export in (coded, page(*(f"<p>{line}</p>" for line in lines))):
        found = read_file(export.encode(), "a.html")
        assert texts(found) == ["They left.", f"{case.seen}\n\n{LATER}"]
        assert repairs(found) == [(), case.told]
    assert repairs(article) == [case.told]


def test_what_a_page_hides_in_its_menus_is_told_of_no_article():
    menu = "<nav><div style='display:none'>Home, sport, weather</div></nav>"
    found = read_file(page(menu, html(LONG, f"{LONG} Again.")).encode(), "a.html")
    assert repairs(found) == [()]
    first = page(menu, factiva_html(1, SEEN), factiva_html(2, LATER))
    assert repairs(read_file(first.encode(), "a.html")) == [(), ()]


def test_what_a_page_hides_may_still_say_when_it_was_published():
    hidden = '<span style="display:none" itemprop="datePublished" content="2025-02-13">x</span>'
    (record,) = read_file(page(hidden, html(LONG, SEEN)).encode(), "a.html").records
    assert record.fields["date_text"] == "2025-02-13"


@pytest.mark.parametrize("control", ["\x01", "\x0b", "&#1;", "\ufffe"])
def test_a_control_character_in_a_page_is_no_reason_to_stop(control):
    found = read_file(html(LONG, f"They met{control}\nat noon in Foo.").encode(), "a.html")
    assert [" ".join(text.split()) for text in texts(found)] == [f"{LONG} {SEEN}"]


# Tables


def test_a_table_within_a_table_keeps_every_word_in_its_order():
    inner = r"\itap2 c\nestcell d\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
    table = rf"\trowd\intbl a\cell \intbl{inner}\pard\intbl b\cell\row\pard {LATER}"
    assert texts(read_file(rtf(SEEN, table), "a.rtf")) == ["\n\n".join([SEEN, *"acdb", LATER])]

    def row(*cells: str) -> str:
        inner = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        return f"<w:tbl><w:tr>{inner}</w:tr></w:tbl>"

    a, b, c, d = (f"<w:p>{run(one)}</w:p>" for one in "abcd")
    body = docx(f"{run(SEEN)}</w:p>{row(a, row(c, d) + b)}<w:p>{run(LATER)}")
    assert texts(read_file(body, "a.docx")) == ["\n\n".join([SEEN, *"acdb", LATER])]


def test_the_paragraphs_of_a_cell_are_paragraphs_in_an_export_too():
    cell = r"\trowd\intbl a\cell b\par c\cell\row"
    found = read_file(rtf(*nexis(1, SEEN, cell), *nexis(2, LATER)), "a.rtf")
    assert texts(found) == [f"{SEEN}\n\na\tb\n\nc", LATER]


def test_a_line_that_ends_within_a_headline_in_bold_ends_the_headline():
    lines = [rf"{{\b Talks begin}}\line Ada Example\line {HEAD[0]}", *HEAD[1:], SEEN]
    found = read_file(rtf(*lines, f"Document {identifier(1)}"), "a.rtf")
    assert [found.records[0].fields[name] for name in ("title", "author", "text")] == [
        "Talks begin", "Ada Example", SEEN,
    ]  # fmt: skip


# Whose export a file is: yes, no, cannot tell


@pytest.mark.parametrize(("vendor", "layout"), [("nexis", nexis), ("factiva", factiva_rtf)])
def test_a_layout_answers_yes_no_or_that_it_cannot_tell(vendor, layout):
    is_export = import_module(f"framing.corpus.exports.{vendor}").is_export
    whole, cut = rtf(*layout(1, SEEN)), rb"{\rtf1 {\b {\i Talks begin"
    assert [is_export(parsed(one, "rtf")) for one in (whole, rtf(SEEN), cut)] == [True, False, None]


def test_a_file_of_which_nobody_can_tell_whose_it_is_is_rejected_with_the_reason():
    with pytest.raises(CorpusError, match="is cut off: 3 groups are still open at its end"):
        read_file(rb"{\rtf1 {\b {\i Talks begin", "a.rtf")


def test_an_export_that_is_cut_off_keeps_what_it_holds():
    lines = [*nexis(1, SEEN), *nexis(2, LATER)]
    found = read_file(rtf(*lines)[:-1] + rb"{\b{\i", "a.rtf")
    assert texts(found) == [SEEN, LATER]
    assert all("the last brace is missing" in one for (one,) in repairs(found))


@each_of("suffix", [".rtf", ".docx", ".txt", ".html"])
@each_of("lead", ["", "\ufeff", "\n ", "<div>"])
def test_an_export_that_is_a_page_is_one_whatever_its_name_and_its_first_tag(suffix, lead):
    data = f"{lead}{page(factiva_html(1, SEEN), factiva_html(2, LATER))}".encode()
    assert texts(read_file(data, f"a{suffix}")) == [SEEN, LATER]


def test_rtf_that_is_utf_8_is_read_as_it_and_told():
    body = rtf(*nexis(1, SEEN), *nexis(2, "XX")).replace(b"XX", "Görüşme Çarşamba".encode())
    found = read_file(body, "a.rtf")
    assert texts(found) == [SEEN, "Görüşme Çarşamba"]
    assert kind_of(body, "a.txt") == "rtf"
    assert repairs(found) == [("decoded as UTF-8, though RTF has code pages",)] * 2


@pytest.mark.parametrize("head", ["", '<meta charset="utf-8">'])
def test_a_slip_in_a_page_is_no_reason_to_read_it_in_another_encoding(head):
    bodies = ["“Türkiye” waits.", "“Türkiye” went QQ."]
    documents = (factiva_html(n, one) for n, one in enumerate(bodies, 1))
    data = page(*documents, head=head).encode().replace(b"QQ", b"\xe9")
    found = read_file(data, "a.html")
    assert texts(found) == [bodies[0], "“Türkiye” went \ufffd."]
    assert repairs(found) == [("bytes without a character replaced by U+FFFD",)] * 2


def test_no_layout_takes_an_exception_for_an_answer():
    for module in (ROOT / "framing" / "corpus" / "exports").glob("*.py"):
        assert "except" not in module.read_text(encoding="utf-8").split('"""', 2)[2], module.name
