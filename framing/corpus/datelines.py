"""Dates, places and agencies at the head of a news text: ``KYIV, Ukraine (AP) — ``.

A dateline is told by its form: a place, perhaps a date and an agency, and a mark that sets
them off from the sentence. Where the form alone could be a sentence ("US - Russia talks
resumed", "Emmanuel Macron — France's president — said"), nothing is taken from it.
"""

from __future__ import annotations

import re

from framing.corpus import agency_names

_WINDOW = 240  # a date and dateline are never longer
_MAX_LINE = 120

_MONTH = (
    r"(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day)?\.?,?\s+)"
_FULL_DATE = (
    rf"{_DAY}?(?:\d{{4}}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{{2,4}}|"
    rf"\d\d?(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d\d?(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_SHORT_DATE = rf"{_DAY}?(?:\d\d?(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d\d?(?:st|nd|rd|th)?\b)"
_DATE = rf"(?:{_FULL_DATE}|{_SHORT_DATE})"
_ZONE = r"(?:Z|[A-Z]{2,4}|[+-]\d\d:?\d\d)"
_TIME = (
    r"(?:(?:T|,?\s*(?:[-–—|/]\s*)?(?:at\s+)?)\d\d?[:.]\d\d(?:[:.]\d\d)?"
    rf"(?:\s*(?:am|pm|a\.m\.|p\.m\.|hrs))?(?:\s*\(?{_ZONE}\)?)?\b\.?)"
)
_LABEL = (
    r"(?:(?:date|published|updated|posted|created|modified|issued|last\s+(?:modified|updated)|"
    r"first\s+published|publish(?:ed)?\s+date)\b(?:\s+(?:on|at)\b)?[\s:]*)"
)

WIRES = agency_names.WIRES
_NAME = r"[^\W\d_a-z][\w.'’]*"
_JOIN = r"(?:[ /-]|\s+and\s+|[ -](?:de|del|da|do|la|al|el|am|au|aux|upon|of|the)[ -])"
_PLACE = rf"{_NAME}(?:{_JOIN}{_NAME}){{0,4}}(?:\s*[\[(]{_NAME}(?: {_NAME}){{0,2}}[\])](?=[,:]))?"
_PLACES = rf"(?P<places>{_PLACE}(?:,\s*(?!{_MONTH}\s+\d){_PLACE}){{0,2}})"
_DATED = rf"(?P<dated>,?\s+\(?{_DATE}\)?[.,]?)"
_KNOWN = (
    rf"(?:[(\[/][^()\[\]\n]{{0,60}}(?<!\w)(?:{WIRES}|News|Agency|Staff|Desk|Correspondent)(?!\w)"
    rf"[^()\[\]\n]{{0,60}}[)\]/]|,\s*{WIRES}(?=\s*[-–—])|\|\s*{WIRES})"
)
_UNKNOWN = r"\((?P<unknown>[^\W\d_][^()\d\n]{1,40})\)"
_DASH = r"(?:[-–—_|]{1,2})"
_START = r"(?=[\"'“‘«]?[^\W_a-z])"

_WITH_AGENCY = re.compile(
    rf"(?:{_PLACES}{_DATED}?|{_DATE}),?\s*{_KNOWN}\s*\.?\s*(?:(?:{_DASH}|:)\s*)?{_START}"
)
_WITH_SOURCE = re.compile(rf"{_PLACES}{_DATED}?,?\s*{_UNKNOWN}\s*(?:{_DASH}|:)\s*{_START}")
_SET_OFF = re.compile(rf"{_PLACES}{_DATED}?\s*(?P<dash>\s{_DASH}\s|[—–]\s*|--\s*){_START}")
_COLON = re.compile(rf"{_PLACES}{_DATED}?\s*:\s+{_START}")
_AGENCY_FIRST = re.compile(rf"(?:{_KNOWN}|\([A-Z]\w+\)|{WIRES}(?!\w))\s*(?:{_DASH}|:)\s+{_START}")
_BRACKETED = re.compile(rf"\[(?P<places>{_PLACE})\]\s*(?:{_DASH}\s*)?{_START}")
_FORMS = (_WITH_AGENCY, _WITH_SOURCE, _SET_OFF, _COLON, _AGENCY_FIRST, _BRACKETED)

_DATE_PREFIX = re.compile(
    rf"(?:{_LABEL}{_DATE}{_TIME}?\s*(?:{_DASH}|:)?\s*|{_FULL_DATE}{_TIME}?\s*(?:{_DASH}|:)?\s+"
    rf"|{_DATE}{_TIME}?\s*(?:{_DASH}|:)\s+)(?-i:{_START})",
    re.IGNORECASE,
)
_DATE_PARTS = re.compile(
    rf"{_LABEL}|{_DATE}|\b{_TIME}|\b{_DAY}|\b\d+\s+(?:min(?:ute)?s?|hours?|days?)\s+(?:read|ago)\b",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(rf"{_LABEL}?(?:{_DATE}|{_TIME})|\b\d+ min(?:ute)?s? read", re.IGNORECASE)
_ONLY_NAMES = re.compile(rf"\s*(?:By\s+)?{_NAME}(?:(?:\s+|,\s*|\s+and\s+){_NAME}){{0,5}}\s*$")
_LEFT_OVER = re.compile(rf"[\s|/•·,:;()–—-]*(?:\b(?:at|on|in|and|{_ZONE})\b[\s|/•·,:;()–—-]*)*")
_ONLY_PLACE = re.compile(
    rf"(?:{_NAME}(?:[ -]{_NAME}){{0,2}},\s*{_NAME}(?: {_NAME})?|"
    rf"[A-Z][A-Z.'-]+(?:[ /][A-Z][A-Z.'-]+){{0,2}}|{_NAME}(?: {_NAME})?|"
    rf"{_PLACES}(?!$){_DATED}?(?:,?\s*{_KNOWN})?)\s*(?:{_DASH}|:)?$"
)

_FUNCTION_WORDS = frozenset(
    "the a an in on at but and he she it they his her its their this that these those there as "
    "after before while when meanwhile however since according earlier later with for by from "
    "we i you to although despite both if no not so what why how who yes".split()
)
_NO_PLACES = frozenset(
    "NATO OPEC ASEAN BRICS OSCE IAEA UNESCO UNICEF UNHCR NASA MAGA FIFA UEFA".split()
)
_BETWEEN_TWO = re.compile(
    r"(?:the\s+)?[A-Z][\w.'’]*(?:[-–/ ][A-Z][\w.'’]*)?\s+(?:\w+\s+)?(?:talks?|calls?|summits?|"
    r"wars?|relations|ties|deals?|meetings?|borders?|conflicts?|negotiations|agreements?|pacts?|treaty|"
    r"axis|tensions|rapprochement|trade|alliance|partnership|dispute|match|game|final)\b"
)
CITIES = frozenset(
    "abuja|abu dhabi|addis ababa|ahmedabad|algiers|amman|amsterdam|ankara|astana|athens|auckland|"
    "baghdad|baku|bangkok|beijing|beirut|belgrade|bengaluru|berlin|bern|bogota|boston|bratislava|"
    "brasilia|brussels|bucharest|budapest|buenos aires|cairo|canberra|caracas|chennai|chicago|"
    "colombo|copenhagen|damascus|davos|delhi|dhaka|doha|dubai|dublin|frankfurt|geneva|hanoi|havana|"
    "helsinki|hong kong|hyderabad|islamabad|istanbul|jakarta|jeddah|jerusalem|johannesburg|kabul|"
    "karachi|kathmandu|kharkiv|khartoum|kiev|kolkata|kuala lumpur|kyiv|lagos|lahore|lima|lisbon|"
    "ljubljana|london|los angeles|luxembourg|madrid|manila|mexico city|miami|milan|minsk|moscow|"
    "mumbai|munich|muscat|nairobi|new delhi|new york|nicosia|odesa|oslo|ottawa|paris|peshawar|"
    "podgorica|prague|pretoria|pristina|rabat|ramallah|reykjavik|riga|rio de janeiro|riyadh|rome|"
    "san francisco|santiago|sao paulo|são paulo|sarajevo|seoul|shanghai|singapore|skopje|sofia|"
    "st. petersburg|stockholm|strasbourg|sydney|taipei|tallinn|tashkent|tbilisi|tehran|tel aviv|"
    "the hague|tirana|tokyo|toronto|tripoli|tunis|united nations|valletta|vatican city|vienna|"
    "vilnius|warsaw|washington|wellington|yerevan|zagreb|zurich".split("|")
)


def is_dateline(line: str) -> bool:
    """Tell whether a line is nothing but a place, with a date or an agency or without."""
    if len(line) > _MAX_LINE or (line.endswith(".") and "," not in line):
        return False
    return bool(_ONLY_PLACE.match(line) or _is_dated(line))


def is_date(line: str) -> bool:
    """Tell whether a line is nothing but dates, times and words such as "updated"."""
    return len(line) <= _MAX_LINE and _is_dated(line, besides=0)


def _is_dated(line: str, besides: int = 2) -> bool:
    """Tell whether a line is dates and times, and at most some names set off from them."""
    if not _HAS_DATE.search(line):
        return False
    parts = re.split(r"\s*[|/•·]\s*|\s+[-–—]\s+", _DATE_PARTS.sub(" ", line))
    names = [part for part in parts if not _LEFT_OVER.fullmatch(part)]
    return len(names) <= besides and all(map(_ONLY_NAMES.match, names))


def dateline_length(paragraph: str) -> int:
    """Return how many characters of a paragraph are a leading date and dateline."""
    head = paragraph[:_WINDOW]
    date = _DATE_PREFIX.match(head)
    begin = _after_dateline(head, date.end() if date else 0, strict=False)
    return _after_dateline(head, begin, strict=True) if begin else 0


def names_agency(line: str) -> bool:
    """Tell whether a line begins with a dateline that names an agency."""
    match = _WITH_AGENCY.match(line[:_WINDOW])
    return bool(match and _is_genuine(_WITH_AGENCY, match, line, strict=False))


def _after_dateline(head: str, begin: int, *, strict: bool) -> int:
    for form in _FORMS:
        match = form.match(head, begin)
        if match and _is_genuine(form, match, head[match.end() :], strict=strict):
            return match.end()
    return begin


def _is_genuine(form: re.Pattern[str], match: re.Match[str], rest: str, *, strict: bool) -> bool:
    """Tell whether what has the form of a dateline is one, and no beginning of a sentence."""
    found = match.groupdict()
    places = found.get("places") or ""
    if not places:  # an agency alone
        return True
    words = places.replace(",", " ").split()
    byline = words[0].lower() == "by" and len(words) > 2
    if words[0].lower() in _FUNCTION_WORDS and not byline and places.lower() not in CITIES:
        return False
    if form is _WITH_AGENCY:
        return not _abbreviates(match.group(), words)
    first = places.split(",")[0]
    if _is_abbreviation(first) and not found.get("dated"):
        return False
    certain = first.isupper() or bool(found.get("dated"))
    if form is _COLON:
        return certain or places.lower() in CITIES
    if _abbreviates(match.group(), words):
        return False
    if strict and not certain:
        return False
    return not _BETWEEN_TWO.match(rest) and (certain or not _is_parenthesis(match.group(), rest))


def _is_abbreviation(places: str) -> bool:
    letters = places.replace(".", "")
    return letters in _NO_PLACES or (len(letters) <= 3 and letters.isupper())


def _abbreviates(dateline: str, words: list[str]) -> bool:
    """Tell whether what stands in brackets is the abbreviation of the name before it."""
    inside = re.search(r"\(([^()]*)\)", dateline)
    initials = "".join(word[0] for word in words)
    return bool(inside and len(words) > 1 and inside[1].replace(".", "") == initials)


def _is_parenthesis(dateline: str, rest: str) -> bool:
    """Tell whether the dash opens a remark that a second dash in the sentence closes."""
    dash = re.search(r"[-–—]+(?=\s*$)", dateline)
    sentence = re.split(r"(?<=[a-z\d\"”’][.!?])\s", rest, maxsplit=1)[0]
    return bool(dash) and len(re.findall(r"(?<=\s)[-–—]{1,2}(?=\s)|—", sentence)) % 2 == 1
