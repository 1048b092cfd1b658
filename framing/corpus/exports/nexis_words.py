"""The words of Nexis in the languages that it speaks: tags of documents, and printed dates.

The tags follow the language of the one who exports, the dates that of the outlet.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.corpus.files.parsed import Line

BODY = frozenset("BODY TEXT TEKST ARTICLE".split())
HEAD = {
    "BYLINE": "author", "AUTOR": "author", "AUTEUR": "author", "SIGNATURE": "author",
    "NAME": "author", "BIO": "bio",
    "SECTION": "section", "RUBRIK": "section", "RUBRIQUE": "section",
    "LENGTH": "length", "LÄNGE": "length", "LONGUEUR": "length", "LENGTE": "length",
    "HEADLINE": "title", "TITLE": "title", "TITRE": "title", "KOP": "title",
    "DATELINE": "dateline", "ORTSZEILE": "dateline",
    "HIGHLIGHT": "highlight", "CHAPEAU": "highlight", "ENCART": "highlight",
    "SERIES": "series", "SHOW": "show", "ANCHORS": "anchors", "GUESTS": "guests",
}  # fmt: skip
CLOSING = {
    "LOAD-DATE": "load_date", "DATE-CHARGEMENT": "load_date",
    "LANGUAGE": "language", "SPRACHE": "language", "LANGUE": "language", "TAAL": "language",
    "PUBLICATION-TYPE": "publication_type", "TYPE-PUBLICATION": "publication_type",
    "PUB-TYPE": "publication_type", "DOCUMENT-TYPE": "document_type",
    "JOURNAL-CODE": "journal_code", "ZEITUNGS-CODE": "journal_code", "CODE-REVUE": "journal_code",
    "GRAPHIC": "graphic", "GRAFIK": "graphic",
}  # fmt: skip
BESIDE = {
    "SUBJECT": "subject", "SUJET": "subject", "PUB-SUBJECT": "subject", "PERSON": "person",
    "COMPANY": "company", "SOCIETE": "company", "ORGANIZATION": "organization",
    "INDUSTRY": "industry", "SECTEUR-ACTIVITE": "industry",
    "TICKER": "ticker", "SYMBOLE-BOURSIER": "ticker",
    "GEOGRAPHIC": "geographic", "LOCALISATION-GEO": "geographic",
    "CORRECTION": "correction", "CORRECTION-DATE": "correction_date", "NOTES": "notes",
    "URL": "url", "TYPE": "publication_type", "DISTRIBUTION": "distribution",
}  # fmt: skip
TAIL = {**CLOSING, **BESIDE, "UPDATE": "load_date"}
_TAG = re.compile(r"([A-ZÄÖÜÉÈ][A-ZÄÖÜÉÈ -]{1,28}[A-ZÄÖÜÉÈ]):(?:[ \u00a0]+|$)")
_COUNT = re.compile(r"\d[\d.,' \u00a0]*[^\W\d]*\.?$")
_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez janv févr fevr mars avr juin "
    "juil aoû aou déc ene abr ago set dic gen mag giu lug ott fev out maa mei mrt maj "
    "янв фев мар апр мая май июн июл авг сен окт ноя дек"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)\b"
_MONTH = rf"(?:(?:{'|'.join(dict.fromkeys(_MONTHS.split()))})[^\W\d]*\.?|{_SEASON})"
_DAY = r"\d{1,2}(?:\.|st|nd|rd|th|er|º)?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_EASTERN = r" ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?"
_DATE = re.compile(
    rf"(?:[^\W\d]+\.?,? )?(?:(?:{_DAY},? ?(?:de )?)?{_MONTH}(?: {_DAY},?)?(?: de|,)? {_YEAR}\b"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b)"
    rf"|(?:{_YEAR}(?:[./-]\d{{1,2}}[./-]\d{{1,2}}\b|{_EASTERN}|$))",
    re.I,
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag "
    "freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes "
    "martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì "
    "sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
)
_WEEKDAY = re.compile(rf",?\s*(?:{'|'.join(_WEEKDAYS.split())})\b", re.I)
_TIME = re.compile(
    r",?\s*\d{1,2}[:.]\d{2}(?:\s*[AP]\.?M\b\.?)?(?:\s+(?-i:[A-Z]{2,5})\b(?:[+-]\d{1,2})?)?", re.I
)
_EDITION = re.compile(r"[ ,;]+(\S.*)$")


class Dated(NamedTuple):
    """A line with a date: the date as printed, and the edition named behind it."""

    date: str
    edition: str


def is_date(text: str) -> bool:
    """Tell whether a short line is a printed date: a month's name and a year, or numbers.

    Examples
    --------
    >>> is_date("13. Februar 2025 Donnerstag"), is_date("Mayor wins 2025 vote")
    (True, False)
    """
    return len(text) <= 80 and bool(_DATE.match(text))


def dated(text: str) -> Dated:
    """Part a date from the edition that stands on its line; a time of day stays with the date.

    Examples
    --------
    >>> dated("September 5, 2006 Tuesday, Late Edition - Final")
    Dated(date='September 5, 2006 Tuesday', edition='Late Edition - Final')
    >>> dated("February 13, 2025 Thursday 10:12 AM GMT").edition
    ''
    """
    date = _DATE.match(text)
    if not date:
        return Dated(text, "")
    end = date.end()
    for behind in (_WEEKDAY, _TIME):
        match = behind.match(text, end)
        end = match.end() if match else end
    edition = _EDITION.match(text, end)
    return Dated(text[:end], edition[1]) if edition else Dated(text, "")


def tag(line: Line) -> str:
    """Give the tag in capitals that a line begins with; nothing if it has none."""
    match = _TAG.match(line.text[:120].strip()[:40])
    return match[1] if match else ""


def value(line: Line) -> str:
    """Give what stands behind a line's tag."""
    return line.text.partition(":")[2].strip()


def is_length(line: Line) -> bool:
    """Tell whether a line tells a length: its tag, a number, and a word for words at most."""
    return HEAD.get(tag(line)) == "length" and bool(_COUNT.match(value(line)))


def opens(line: Line) -> bool:
    """Tell whether a line has a tag of the head; a length must tell one."""
    name = tag(line)
    return name in HEAD and (HEAD[name] != "length" or is_length(line))


def closes(line: Line) -> bool:
    """Tell whether a line opens what stands behind a text, whatever stands before it."""
    name = tag(line)
    return name in CLOSING or (name == "UPDATE" and is_date(value(line)))
