"""Reader for Word and RTF documents (.docx, .rtf): the article that their lines are."""

from __future__ import annotations

from framing.corpus.files.parsed import Parsed, paragraphs, told
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.found import Found, Record


def read(document: Parsed) -> Found:
    """Read a document, which is one article.

    Returns
    -------
    One record: ``text`` (a paragraph a line, an empty line between; cells of tables are
    paragraphs), and what the document says of itself (``title``, ``author``, ``created``).
    """
    text = "\n\n".join(paragraphs(document.lines))
    repairs = dict.fromkeys([*document.repairs, *told(document.lines)])
    rejected = document.cut or (NO_NOTE if text else Note("no_text", "holds no text"))
    return Found([Record("", {"text": text, **document.about}, tuple(repairs), rejected)])
