"""Reader for the exports of Factiva (Dow Jones): HTML, RTF and text, with field codes or without.

Five layouts are known. In each a document closes with "Document", or that in the interface's
language, and its identifier, such as "Document EXMP000020250213el2d0003x". The identifier becomes
the article's id: a document that stands in two exports is one article.

*Field codes, HTML*: a table a document, whose first cells are the codes HD, BY, WC, PD, ET, SN,
SC, PG, LA, CY, LP, TD, IN, RE, AN and others. As described by tm.plugin.factiva
(nalimilan/R.TeMiS, ``tm.plugin.factiva/R/readFactivaHTML.R`` and ``FactivaSource.R``) and
laneatmore/factiva_html_parser.

*Field codes, RTF*: the same table as RTF rows. As described by vkelk/factiva-rtf-db
(``factiva/importer.py``) and chennesy/factiva_parser (``factiva_parse.ipynb``).

*Articles, HTML*: the headline in an element with the id ``hd``, the byline in one of the class
``author``, then unnamed elements in a fixed order (words, date, time, outlet, code, edition and
page, language, rights), the text in paragraphs of the class ``articleParagraph``, the publisher
without a class. As described by koheiw/newspapers (``R/factiva.R``, ``tests/data/factiva``, with
German and Chinese interfaces), BernhardClemm/factiva-parsing (``README.md``) and, for an older
form, AmCAT (amcat/amcat, ``amcat/scripts/article_upload/test_files/factivia``).

*Articles, RTF*: the same order as paragraphs, the headline in bold, maybe with a list of contents
before it all. As described by fraba/Factiva-RTF-output-to-XML (``parse_factiva_rtf_ouput.py``) and
ECNUser/Factiva_rtf2csv_download (``factivartf2csv.py``). Here no class tells the publisher's name
from the text, so it stays the text's last paragraph.

*Articles, text*: the same order as lines, the headline without a mark. As described by
Piece-Of-Schmidt/roboT (``read_factiva_functions.R``) and matthewberryman/keywords (``input.py``).
A line before the length is the headline, and a second one is the byline where it says so ("By");
where others stand there, nothing tells which is the headline, and the document is rejected.

Factiva states no count of documents; only a page that numbers its headlines ("85) Talks begin")
shows where one is missing, and the missing number is then a rejected record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.corpus.exports import factiva_articles, factiva_codes
from framing.corpus.exports.factiva_articles import END, LENGTH, PAGE, SUMMARY, page_start
from framing.corpus.exports.vendor import answer, article, beyond, checked_count, refusal
from framing.corpus.files.parsed import Line, Parsed, told
from framing.corpus.notes import Note
from framing.corpus.readers.found import NOT_DELIVERED, Found, Record

KNOWN = (
    "HTML and RTF, each in article format or with field codes (HD, BY, WC, PD, ... AN), and plain "
    "text in article format"
)


def is_export(file: Parsed) -> bool | None:
    r"""Tell whether a file is an export of Factiva, in a known layout or not.

    Returns
    -------
    True if two signs of Factiva are there: an identifier that closes a document, a length on a
    line of its own, a field code, an article's element; None, cannot tell, if they are not but
    the file is cut off.

    Examples
    --------
    >>> from framing.corpus.files.text import parse
    >>> is_export(parse(b"512 words\nDocument EXMP000020250213el2d0003x"))
    True
    """
    return answer(len({kind for _, kind, _ in _signs(file.lines)}) > 1, file)


def read(file: Parsed) -> Found:
    """Read the documents of a Factiva export.

    Returns
    -------
    A record is a document, with ``text`` (the body alone), ``title``, ``outlet`` and
    ``date_text`` as printed, ``article`` and ``accession`` (the identifier), and where told
    ``time_text``, ``author``, ``section``, ``length`` (as declared), ``copyright``,
    ``language``, ``source_code`` and all other field codes by their names. A length far from
    the words found is told among the repairs.

    Raises
    ------
    CorpusError : the file has none of the known layouts.

    Examples
    --------
    >>> export = (
    ...     "<html><div class='article enArticle'><div id='hd'>Talks begin</div>"
    ...     "<div>4 words</div><div>13 February 2025</div><div>Daily Example</div><div>EXMP</div>"
    ...     "<div>English</div><div>(c) 2025 Example Ltd</div>"
    ...     "<p class='articleParagraph enarticleParagraph'>They met at noon.</p>"
    ...     "<p>Document EXMP000020250213el2d0003x</p></div></html>"
    ... )
    >>> from framing.corpus.files.html import parse
    >>> (record,) = read(parse(export.encode())).records
    >>> record.fields["outlet"], record.fields["title"], record.fields["text"]
    ('Daily Example', 'Talks begin', 'They met at noon.')
    """
    signs = list(_signs(file.lines))
    kinds = {kind for _, kind, _ in signs}
    layouts = {"html": {"code", "length"}, "rtf": {"code", "length"}, "text": {"length"}}
    if "end" not in kinds or not kinds & layouts.get(file.kind, set()):
        raise refusal("Factiva", signs, KNOWN)
    coded = "code" in kinds
    chunks, rest = _chunks(file.lines)
    numbered = enumerate(chunks, start=1)
    records = [_record(n, chunk, file, coded=coded, closed=True) for n, chunk in numbered]
    if _holds_article(rest, file.kind):
        records.append(_record(len(chunks) + 1, rest, file, coded=coded, closed=False))
    return _numbered(records)


def _chunks(lines: Sequence[Line]) -> tuple[list[Sequence[Line]], Sequence[Line]]:
    """Split the lines behind each identifier; what is left stands behind the last."""
    ends = [i + 1 for i, line in enumerate(lines) if END.search(_short(line))]
    starts = [0, *ends]
    return [lines[a:b] for a, b in zip(starts, ends, strict=False)], lines[starts[-1] :]


def _short(line: Line) -> str:
    return line.plain if len(line.text) < 300 else ""


def _holds_article(lines: Sequence[Line], kind: str) -> bool:
    """Tell whether the rest holds more than the summary of the search and the page's foot."""
    if kind == "html":
        codes = any(factiva_codes.opens(lines, i) for i in range(len(lines)))
        return codes or any(PAGE.match(line.mark) for line in lines)
    filled = (line.plain for line in lines if line.plain)
    return not SUMMARY.match(next(filled, "Factiva"))


def _record(n: int, lines: Sequence[Line], file: Parsed, *, coded: bool, closed: bool) -> Record:
    layout = factiva_codes if coded else factiva_articles
    fields, repairs, why = layout.fields(lines, file.kind)
    if not closed:
        said = "cut short: no 'Document' with an identifier follows; download the export again"
        why = Note("cut_short", said)
    fields["article"] = fields.get("accession", "")  # one document in two exports is one article
    repairs = [*file.repairs, *told(lines[page_start(lines) :]), *repairs]
    return article(f"document {n}", fields, repairs, why)


def _numbered(records: list[Record]) -> Found:
    """Where headlines are numbered, hold the numbers against what is there."""
    given = [record.fields.get("number", "") for record in records]
    if not given or not all(given):
        return Found(records)
    numbers = [int(number) for number in given]
    expected = range(min(numbers), checked_count(max(numbers)) + 1)
    why = Note(
        NOT_DELIVERED,
        f"missing: headlines are numbered {expected[0]} to {expected[-1]}, that is "
        f"{len(expected)} documents, {len(records)} found",
    )
    lost = [article(f"number {n}", {}, (), why) for n in sorted(set(expected) - set(numbers))]
    first = {number: i for i, number in reversed([*enumerate(numbers)])}
    met = [
        record if first[number] == i else beyond(record, len(expected))
        for i, (record, number) in enumerate(zip(records, numbers, strict=True))
    ]
    return Found([*met, *lost], declared=len(expected))


def _signs(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(lines, start=1):
        text = _short(line)
        if PAGE.match(line.mark):
            yield number, "page", line.mark
        if text and END.search(text):
            yield number, "end", text
        if text and LENGTH.match(text):
            yield number, "length", text
        if factiva_codes.opens(lines, number - 1):
            yield number, "code", text
