"""Reader for the exports of Nexis: Nexis Uni, Lexis+, Lexis Advance, Nexis UK, LexisNexis Academic.

Two layouts are known, each as DOCX, RTF, HTML or plain text.

*Numbered*: a line "3 of 25 DOCUMENTS" (German "Dokument 3 von 25", French "Document 3 de 25")
begins a document; then outlet, date (and edition), headline, lines tagged in capitals
("BYLINE:", "SECTION:", "LENGTH:"), the text, further tags ("LOAD-DATE:", "LANGUAGE:"), and the
copyright last. In older forms headline and text are tagged themselves ("HEADLINE:", "BODY:";
Dutch "KOP:", "TEKST:"; French "TITRE:", "ARTICLE:") and the copyright stands first; or the
headline stands before the date, and "LENGTH:" behind the text. As described by LexisNexisTools
(JBGruber/LexisNexisTools, ``R/lnt_read.R`` and ``inst/extdata/sample.TXT``), AmCAT (amcat/amcat,
``amcat/scripts/article_upload/tests/test_files/lexisnexis/test.txt`` and ``test3.txt``),
koheiw/newspapers (``tests/data/nexis``) and tm.plugin.lexisnexis (pmyteh/R.TeMiS,
``tm.plugin.lexisnexis/inst/texts`` and, for the tags by language, ``R/support.R`` beside it).

*Uni*: headline, outlet, date (and edition), copyright, then "Section:", "Length:", "Byline:", the
line "Body", the text, "Graphic", "Classification", "Load-Date:" and the line "End of Document";
often a cover before it all, with "Documents (25)" and the headlines numbered. As described by
LexisNexisTools (``R/LexisNexisTools.R``, ``lnt_parse_uni``), R.TeMiS (``tm.plugin.lexisnexis/R``,
``LexisNexisAdvanceSource.R`` and ``readLexisNexisAdvance.R``), koheiw/newspapers
(``tests/data/nexis/nyt.xml``, ``R/lexis-advance.R``), garth74/nexis-uni-parser and
LeidenUniversityLibrary/nexis-analysis (``nexis_analysis/extract.py``).

A document that the count declares and the file lacks is a rejected record of its own, so that
kept, repaired and rejected add up to what is declared; one that is more than declared is kept
and says so among its repairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.corpus.exports import nexis_numbered, nexis_uni
from framing.corpus.exports.vendor import answer, match, refusal
from framing.corpus.files.parsed import Line, Parsed
from framing.corpus.readers.found import Found
from framing.expressions import expression

KNOWN = (
    "files whose documents begin with '1 of 25 DOCUMENTS', and files whose documents have the "
    "lines 'Body' and 'End of Document'"
)
_SIGNS = {
    "numbered": nexis_numbered.MARKER,
    "end": nexis_uni.END,
    "body": nexis_uni.BODY,
    "cover": expression(r"(?:Job Number:|Download Request:)\s"),
    "load": expression(r"(?:load-date|date-chargement):\s", re.I),
    "length": expression(
        r"(?:length|länge|longueur|lengte):\s*\d+\s+(?:words|wörter|woerter|mots|woorden)\b", re.I
    ),
}


def is_export(file: Parsed) -> bool | None:
    """Tell whether a file is an export of Nexis, in a known layout or not.

    Returns
    -------
    True if a document's number stands on a line of its own, or two other signs of Nexis do;
    None, cannot tell, if they do not but the file is cut off.

    Examples
    --------
    >>> from framing.corpus.files.text import parse
    >>> is_export(parse(b"2 of 9 DOCUMENTS")), is_export(parse(b"It ran to 512 words."))
    (True, False)
    """
    kinds = {kind for _, kind, _ in _signs(file.lines)}
    return answer("numbered" in kinds or len(kinds) > 1, file)


def read(file: Parsed) -> Found:
    r"""Read the documents of a Nexis export.

    Returns
    -------
    A record is a document, with ``text`` (the body alone), ``title``, ``outlet`` and
    ``date_text`` as printed, and where told ``author``, ``section``, ``length`` (as declared),
    ``copyright``, ``load_date``, ``edition``, ``language`` and further tags by their names. A
    length far from the words found is told among the repairs. ``declared`` is the count that
    the export states.

    Raises
    ------
    CorpusError : the file has none of the known layouts, or declares a count of documents that
        no export has.

    Examples
    --------
    >>> export = (
    ...     "1 of 1 DOCUMENTS\n\nDaily Example\n\nFebruary 13, 2025 Thursday\n\nTalks begin\n\n"
    ...     "LENGTH: 4 words\n\nThey met at noon.\n\nLANGUAGE: ENGLISH\n"
    ... )
    >>> from framing.corpus.files.text import parse
    >>> (record,) = read(parse(export.encode())).records
    >>> record.fields["outlet"], record.fields["title"], record.fields["text"]
    ('Daily Example', 'Talks begin', 'They met at noon.')
    """
    signs = list(_signs(file.lines))
    kinds = {kind for _, kind, _ in signs}
    if {"body", "end"} <= kinds:
        return nexis_uni.found(file)
    if "numbered" in kinds:
        return nexis_numbered.found(file)
    raise refusal("Nexis", signs, KNOWN)


def _signs(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(lines, start=1):
        for kind, sign in _SIGNS.items():
            if match(sign, line):
                yield number, kind, line.plain
