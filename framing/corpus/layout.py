"""What one line of a news text looks like: headline, dateline, credit, caption, broken line.

General rules about form, none about a publisher. Each answers for one line, or for a line
and the one after it; :mod:`framing.corpus.zones` puts the answers together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MAX_HEADLINE_WORDS = 30
MAX_QUESTION_WORDS = 20
MAX_SUBHEAD_WORDS = 15
MAX_WRAP_WIDTH = 120

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:\d{{4}}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{{2,4}}|"
    rf"\d\d?(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+\d\d?(?:,?\s+\d{{4}})?)"
)
_TIME = r"(?:,?\s*(?:at\s+)?\d\d?[:.]\d\d(?:\s*(?:am|pm|a\.m\.|p\.m\.))?(?:\s*[A-Z]{2,4})?)?"
_NAME = r"[^\W\d_a-z][\w.'’]*"
_PLACE = rf"{_NAME}(?:[ /-]{_NAME}){{0,3}}"
_PLACES = rf"{_PLACE}(?:,\s*{_PLACE})?(?:,?\s+{_DATE})?"
_AGENCY = (
    r"\([^()]*[A-Z]{2}[^()]*\)|\([^()]*(?:News|Agency|Agencies|Reuters|Xinhua|dpa|Staff)[^()]*\)"
)
_DASH = r"[-–—]{1,2}"
_OPENING = r"(?-i:(?=[\"'“‘]?[^\W_a-z]))"
_DATELINES = [
    re.compile(rf"{_PLACES},?\s*(?:{_AGENCY})\s*(?:(?:{_DASH}|:)\s*)?{_OPENING}"),
    re.compile(rf"{_PLACES}\s+{_DASH}\s+{_OPENING}"),
    re.compile(rf"{_PLACES}\s*[—–]\s*{_OPENING}"),
    re.compile(rf"[A-Z][A-Z .'/-]+(?:,\s*[A-Z][\w .]+)?(?:,?\s+{_DATE})?\s*:\s+{_OPENING}"),
    re.compile(rf"(?:{_AGENCY}|[A-Z]{{2,6}})\s*{_DASH}\s+{_OPENING}"),
]
_DATE_PREFIX = re.compile(
    rf"(?:(?:date|published|updated|posted)\b[\s:]*)?{_DATE}{_TIME}(?:\s*(?:{_DASH}|[|:])\s+|\s+){_OPENING}",
    re.IGNORECASE,
)
_ONLY_DATELINE = re.compile(
    rf"(?:{_PLACE},\s*{_PLACE}|[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+)?|{_NAME}(?: {_NAME})?|"
    rf"{_PLACES}(?:,?\s+{_DATE}|,?\s*(?:{_AGENCY})))\s*(?:{_DASH}|:)?$"
)
_ONLY_DATE = re.compile(
    rf"(?:(?:date|published|updated|posted|last (?:modified|updated)|first published)\b[\s:]*(?:on\s+|at\s+)?)?"
    rf"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,?\s+)?{_DATE}{_TIME}$",
    re.IGNORECASE,
)
_WIRES = r"AFP|AP|Reuters|dpa|DPA|TASS|Xinhua|ANSA|EFE|APP|PTI|ANI|UPI|Bloomberg|Interfax|Ukrinform|Anadolu|AA"
_CREDIT_LINE = re.compile(
    rf"(?:(?:cover|title|lead|file|featured?|main|header)\s+)?"
    rf"(?:photo|image|picture|photograph|foto|graphic|illustration)s?(?:\s+(?:by|credit|courtesy|source))?\s*:"
    rf"|(?:credits?|sources?)\s*:\s|©|\(c\)\s|copyright\b|getty images\b|all rights reserved"
    rf"|\(?(?:additional |further )?(?:reporting|writing|editing|edited|compiled) by\b"
    rf"|\(?with (?:inputs?|reporting|material) from\b"
    rf"|[-–—(/\s]*(?:{_WIRES})(?:\s*[/&,]\s*(?:{_WIRES}))*\)?\.?$",
    re.IGNORECASE,
)
_FURNITURE_LINE = re.compile(
    r"(?:by|text by|written by|from)\s+(?-i:[A-Z])[\w.'’-]+(?:\s+(?:and|&|in|for|(?-i:[A-Z])[\w.'’,-]*)){0,9}$"
    r"|(?:https?://|www\.)\S+$|\S+@\S+\.\w+$"
    r"|(?:read (?:more|also|next|the full)|also read|see also|related(?: articles?| stories)?\s*:|more on this)\b"
    r"|(?:share (?:this|on|via)\b|follow us|sign up|subscribe\b|click here|story continues|advertisement\b"
    r"|skip (?:past|to)\b|listen to (?:this|article)|\d+ min(?:ute)?s? read)"
    r"|[\W_]+$",
    re.IGNORECASE,
)
_CAPTION_LINE = re.compile(
    r"(?:file photo|file picture|file|image caption|photo caption|caption|pictured)\s*[:,–—-]"
    r"|(?:in this|this|a)\s+(?:handout |file |pool |combination )*(?:photo|picture|image|combination)\b"
    r"(?:\s+(?:of|taken|provided|released|shows|made|created)\b)",
    re.IGNORECASE,
)
_TRAILING_CREDIT = re.compile(
    rf"\s*\((?:(?:photo|image|picture|reporting|editing|source)s?\b[^()]*|[^()]*\b(?:getty images))\)\s*$"
    rf"|\s*(?:[-–—]{{1,2}}|/)\s*(?:{_WIRES})\s*$|(?<=[.!?\"”’'])\s*\((?:{_WIRES})(?:[/, ]+(?:{_WIRES}))*\)\s*$",
    re.IGNORECASE,
)
_IMAGES = re.compile(
    r"!\[(?P<markdown>[^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"
    r"|<img\b[^>]*?(?:\balt=\"(?P<html>[^\"]*)\")?[^>]*>",
    re.IGNORECASE,
)
_MARKED_SUBHEAD = re.compile(
    rf"(?:{_DASH}\s*(?P<dashes>.+?)\s*{_DASH}|#{{1,6}}\s+.+|\*\*[^*]+\*\*:?|__[^_]+__)$"
)
_END = re.compile(r"[.!?:;…]['\"”’»)\]]*$|[.!?…]['\"”’»)\]]*\s*\([^()]*\)$")
_FULL_STOP = re.compile(r"(?<!\b[A-Z])[.;…]['\"”’»)\]]*$")

_AWAITS_MORE = frozenset(
    "a an the this that these those his her its their our my your of in on at to for from by with "
    "about after before between against over under into and or but nor as than while who whose which "
    "whom when where because if is are was were be been has have had will would could should may "
    "might can must not no very more most said says told president presidents vice prime minister "
    "ministers secretary chancellor general senator ambassador spokesman spokeswoman spokesperson "
    "king queen prince princess pope mr mrs ms dr chief director leader adviser advisor counterpart "
    "foreign defence defense republican democrat former acting special saint st new united".split()
)
_PROSE_OPENERS = frozenset(
    "the a an in on at but and he she it they his her its their this that these those there as "
    "after before while when meanwhile however since according earlier later with for by from "
    "we i you to although despite both".split()
)


def is_headline(line: str) -> bool:
    """Tell whether a text's first line has the form of a headline: short, without a full stop."""
    count = len(line.split())
    if "\n" in line or count > MAX_HEADLINE_WORDS or _FULL_STOP.search(line):
        return False
    if is_furniture(line) or (count < 3 and is_dateline(line)) or dateline_length(line):
        return False
    return not _END.search(line) or (line[-1] in "?!'\"”’" and count <= MAX_QUESTION_WORDS)


def is_subhead(line: str) -> bool:
    """Tell whether a line inside a text has the form of a subhead."""
    if _MARKED_SUBHEAD.match(line):
        return True
    short = "\n" not in line and len(line.split()) <= MAX_SUBHEAD_WORDS
    return short and not _END.search(line) and line[0] not in "-•*·–—"


def is_dateline(line: str) -> bool:
    """Tell whether a line is nothing but a place, with a date or an agency or without."""
    return bool(_ONLY_DATELINE.match(line) or _ONLY_DATE.match(line))


def dateline_length(paragraph: str) -> int:
    """Return how many characters of a paragraph are a leading date and dateline."""
    date = _DATE_PREFIX.match(paragraph)
    begin = date.end() if date else 0
    for pattern in _DATELINES:
        if match := pattern.match(paragraph, begin):
            return match.end()
    return begin


def credit_start(paragraph: str) -> int:
    """Return where a credit at the end of a paragraph begins, or the paragraph's length."""
    match = _TRAILING_CREDIT.search(paragraph)
    return match.start() if match else len(paragraph)


def is_furniture(line: str) -> bool:
    """Tell whether a line is a credit, byline, address, date or an invitation to click."""
    return bool(_CREDIT_LINE.match(line) or _FURNITURE_LINE.match(line) or _ONLY_DATE.match(line))


def is_caption(line: str) -> bool:
    """Tell whether a line says of itself that it is a picture's caption."""
    return bool(_CAPTION_LINE.match(line))


def images(line: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, start and end of the alternative text) of each image in a line."""
    for match in _IMAGES.finditer(line):
        group = "markdown" if match["markdown"] is not None else "html"
        inner = match.span(group) if match[group] is not None else (match.end(), match.end())
        yield (*match.span(), *inner)


def is_fixture(line: str) -> bool:
    """Tell whether a line stands for itself and is never joined to another."""
    return bool(
        _MARKED_SUBHEAD.match(line)
        or _IMAGES.search(line)
        or is_caption(line)
        or is_furniture(line)
        or dateline_length(line)
        or (line.isupper() and is_dateline(line))
    )


def is_wrapped(lines: Sequence[tuple[str, bool]]) -> bool:
    """Tell whether a text is broken at a fixed width: most lines end within a sentence.

    ``lines`` holds each line and whether an empty line follows it.
    """
    inner = [line for line, gap in lines[:-1] if not gap]
    if len(inner) < 4 or max(map(len, inner)) > MAX_WRAP_WIDTH:
        return False
    return sum(not _END.search(line) for line in inner) > 0.6 * len(inner)


def is_broken(line: str, following: str, text: str) -> bool:
    """Tell whether a line without end punctuation runs on in the line that follows it.

    Evidence is added up: how the line ends, how the next one begins, and whether the two
    words at the break stand side by side elsewhere in ``text``.
    """
    if _END.search(line):
        return False
    last, first = line.split()[-1], following.split()[0]
    opener = first.strip("\"'“‘(").lower().rstrip(",")
    evidence = (
        3 * (last.lower().strip("\"'”’,") in _AWAITS_MORE)
        + 3 * last.endswith((",", "-", "–", "—", "/", "&"))
        + 3 * first[0].islower()
        + 3 * (first[0].isupper() and f"{last} {first.rstrip('.,')}" in text)
        + (line.split()[0].lower().rstrip(",") in _PROSE_OPENERS)
        + (len(line.split()) > MAX_SUBHEAD_WORDS)
        - 2 * (opener in _PROSE_OPENERS)
    )
    return evidence >= 2
