"""The words of Nexis in the languages that it speaks: tags of documents, and printed dates.

The tags follow the language of the one who exports, the dates that of the outlet.
"""

from __future__ import annotations

import re

from framing.corpus.files.parsed import Line
from framing.expressions import expression


def fields(**tags: str) -> dict[str, str]:
    """Return the field of each tag, from the tags of each field."""
    return {tag: name for name, listed in tags.items() for tag in listed.split()}


BODY = frozenset("BODY TEXT TEKST ARTICLE".split())
HEAD = fields(
    author="BYLINE AUTOR AUTEUR SIGNATURE NAME", bio="BIO", section="SECTION RUBRIK RUBRIQUE",
    length="LENGTH LÄNGE LONGUEUR LENGTE", title="HEADLINE TITLE TITRE KOP",
    dateline="DATELINE ORTSZEILE", highlight="HIGHLIGHT CHAPEAU ENCART",
    series="SERIES", show="SHOW", anchors="ANCHORS", guests="GUESTS",
)  # fmt: skip
CLOSING = fields(
    load_date="LOAD-DATE DATE-CHARGEMENT", language="LANGUAGE SPRACHE LANGUE TAAL",
    publication_type="PUBLICATION-TYPE TYPE-PUBLICATION PUB-TYPE", document_type="DOCUMENT-TYPE",
    journal_code="JOURNAL-CODE ZEITUNGS-CODE CODE-REVUE", graphic="GRAPHIC GRAFIK",
)  # fmt: skip
BESIDE = fields(
    subject="SUBJECT SUJET PUB-SUBJECT", person="PERSON", company="COMPANY SOCIETE",
    organization="ORGANIZATION", industry="INDUSTRY SECTEUR-ACTIVITE",
    ticker="TICKER SYMBOLE-BOURSIER", geographic="GEOGRAPHIC LOCALISATION-GEO",
    correction="CORRECTION", correction_date="CORRECTION-DATE", notes="NOTES", url="URL",
    publication_type="TYPE", distribution="DISTRIBUTION",
)  # fmt: skip
TAIL = {**CLOSING, **BESIDE, "UPDATE": "load_date"}
_TAG = expression(r"([A-ZÄÖÜÉÈ][A-ZÄÖÜÉÈ -]{1,28}[A-ZÄÖÜÉÈ]):(?:[ \u00a0]+|$)")
_COUNT = expression(r"\d[\d.,' \u00a0]*[^\W\d]*\.?$")
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
_DATE = expression(
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
_WEEKDAY = expression(rf",?\s*(?:{'|'.join(_WEEKDAYS.split())})\b", re.I)
_TIME = expression(
    r",?\s*\d{1,2}[:.]\d{2}(?:\s*[AP]\.?M\b\.?)?(?:\s+(?-i:[A-Z]{2,5})\b(?:[+-]\d{1,2})?)?", re.I
)
_EDITION = expression(r"[ ,;]+(\S.*)$")
_A_YEAR, _A_DAY = expression(rf"\b{_YEAR}\b"), expression(r"(?<!\d)\d{1,2}(?!\d)")
_NOTICE = expression(
    r"(?:see )?(?:corrections?|clarifications?|retractions?|editors?.? note|berichtigung|"
    r"korrektur|rectificatif|correcci[oó]n|rettifica)\b.{0,60}$|.{0,60}\bappended\.?$|\(.{1,60}\)$|"
    r"(?:\w+ ){0,3}edition\b.{0,30}$",
    re.I,
)


def is_date(text: str) -> bool:
    """Tell whether a short line is a printed date: a month's name and a year, or numbers.

    Examples
    --------
    >>> is_date("13. Februar 2025 Donnerstag"), is_date("Mayor wins 2025 vote")
    (True, False)
    """
    return len(text) <= 80 and bool(_DATE.match(text))


def maybe_date(text: str) -> bool:
    """Tell whether a short line may be a date in a form that is not known: a year and a day.

    Examples
    --------
    >>> maybe_date("8. Maerz 2001"), maybe_date("Mayor wins 2025 vote")
    (True, False)
    """
    return len(text) <= 80 and bool(_A_YEAR.search(text) and _A_DAY.search(text))


def is_notice(text: str) -> bool:
    """Tell whether a line of a head is a notice of the vendor or the outlet, and no headline.

    Examples
    --------
    >>> is_notice("Correction Appended"), is_notice("Council corrects its plan")
    (True, False)
    """
    return bool(_NOTICE.match(text))


def dated(text: str) -> tuple[str, str]:
    """Part a date from the edition that stands on its line; a time of day stays with the date.

    Examples
    --------
    >>> dated("September 5, 2006 Tuesday, Late Edition - Final")
    ('September 5, 2006 Tuesday', 'Late Edition - Final')
    >>> dated("February 13, 2025 Thursday 10:12 AM GMT")
    ('February 13, 2025 Thursday 10:12 AM GMT', '')
    """
    date = _DATE.match(text)
    if not date:
        return text, ""
    end = date.end()
    for behind in (_WEEKDAY, _TIME):
        match = behind.match(text, end)
        end = match.end() if match else end
    edition = _EDITION.match(text, end)
    return (text[:end], edition[1]) if edition else (text, "")


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
