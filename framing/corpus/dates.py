"""Dates as sources print them, read to days; what cannot be told for sure stays missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from framing.corpus.notes import NO_NOTE, Note
from framing.expressions import expression
from framing.languages.language import language, shipped
from framing.languages.news import one_of
from framing.tables.require import check_choice

DAY_FIRST, MONTH_FIRST = "day-month", "month-day"
ORDERS = ("", DAY_FIRST, MONTH_FIRST)

_YEAR_FIRST = expression(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?(?:[ ,T]+\d{1,2}[:.]\d{2}.*)?$")
_BARE = expression(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?$")
_WEEK = expression(r"(\d{4})-?W(\d{2})-?(\d)$")
_NUMBERS = expression(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ ,T]+\d{1,2}[:.]\d{2}.*)?$")
_SERIAL = expression(r"(\d{5})(?:\.\d+)?$")
_FROM_TO = expression(  # of a broadcast, before its date
    r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)? ?[-–] ?"
    r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: \w+ time)?,? ",
    re.I,
)
_BEHIND = expression(r"(?<=\d{4})[\s,;|(–-]+[^\d\n]{1,40}$")  # an edition, a place, a weekday
_SPAN = expression(
    r"\d{1,2}\.? ?[-–/&] ?\d{1,2}\.? [^\W\d]{3}"
    r"|[^\W\d]{3}\.? \d{1,2} ?[-–/&] ?\d{1,2}\b(?![-./]\d)"
)
_TIME = expression(  # of day, where a date stands before it: it moves no day, nor does its zone
    r"(?<=\d{4})\D{0,24}?(?<!\d)"
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?!\d)|\d{1,2} ?(?:[ap]\.?m|uhr)\b).*$",
    re.I,
)
_WORD = expression(r"[^\W\d_]+")
_YEAR = expression(r"(?:\w+\s+)?(\d{4})$")
_EXCEL = date(1899, 12, 30)  # day 0 of a spreadsheet
_SERIALS = range(25_569, 65_381)  # 1970 to 2078
_Calendar = Callable[[int, int, int], date]
_FORMS: dict[re.Pattern[str], _Calendar] = {
    _YEAR_FIRST: date, _BARE: date, _WEEK: date.fromisocalendar,
}  # fmt: skip
_LIKELY = ("1800", "2100")  # years, this one and before that: what is printed counts, yet is told
_CENTURY = 69  # a year of two digits up to this is of this century
_LONGEST = 100  # characters of a printed date; what is longer is a sentence
_WRITTEN = {DAY_FIRST: "DMY", MONTH_FIRST: "MDY"}


class Day(NamedTuple):
    """A date that was read: the day (year-month-day) or none, and what is to be said of it.

    ``note`` follows the date as it is printed.
    """

    day: str | None
    note: Note = NO_NOTE
    repaired: bool = False


def read_dates(printed: Sequence[str | None], *, order: str = "") -> list[Day]:
    """Read the dates of one source together, since they show its way of writing them.

    Parameters
    ----------
    printed : each date as it is printed, or none.
    order : which of day and month comes first in dates written as numbers, ``day-month`` or
        ``month-day``; if it is not given, the source's other dates tell, or nothing does.

    Returns
    -------
    For each the day, as printed: a time zone moves none. A date that could be two, a year or
    month alone, and what is no date stay missing, with the reason. A serial number of a
    spreadsheet, an order that was told by other dates, words left out behind
    a date, and a day before 1800 or after 2099, are told as repairs.

    Raises
    ------
    ParameterError : an unknown ``order``.

    Examples
    --------
    >>> [day.day for day in read_dates(["13/02/2025", "03/02/2025", "2025", None])]
    ['2025-02-13', '2025-02-03', None, None]
    >>> read_dates(["03/02/2025"])[0].note
    'could be 3 February or 2 March (say which in study.toml, [corpus] dates)'
    """
    check_choice(order, ORDERS, what="order")
    told = order or _order_of(printed)
    return [_unlikely(_day(text, told, given=bool(order))) for text in printed]


def _unlikely(found: Day) -> Day:
    """Tell a day so early or late that a slip is likelier; no clock is asked, so it stays told."""
    if found.day is None or _LIKELY[0] <= found.day[:4] < _LIKELY[1]:
        return found
    where = f"before {_LIKELY[0]}" if found.day[:4] < _LIKELY[0] else f"after {int(_LIKELY[1]) - 1}"
    said = f"{found.note or 'read as printed'}, though it lies {where}"
    return Day(found.day, Note("date_unlikely", said), True)


def _order_of(printed: Sequence[str | None]) -> str:
    """Tell the order from dates that can be read one way only; mixed ones tell nothing."""
    pairs = [
        (int(match[1]), int(match[2]))
        for text in printed
        if text and (match := _NUMBERS.match(text.strip()))
    ]
    day_first = any(a > 12 >= b for a, b in pairs)
    month_first = any(b > 12 >= a for a, b in pairs)
    if day_first == month_first:
        return ""
    return DAY_FIRST if day_first else MONTH_FIRST


def _day(printed: str | None, order: str, *, given: bool) -> Day:
    text = (printed or "").strip()
    if text[:1].isalpha():
        text = _label().sub("", text) or text
    if not text:
        return Day(None)
    for form, calendar in _FORMS.items():
        if match := form.match(text):
            return _checked(*map(int, match.groups()), calendar=calendar)
    if match := _NUMBERS.match(text):
        one, other, year = map(int, match.groups())
        if len(match[3]) == 2:
            year += 2000 if year <= _CENTURY else 1900
        return _of_numbers(one, other, year, order, given=given)
    if (match := _SERIAL.match(text)) and int(match[1]) in _SERIALS:
        day = _EXCEL + timedelta(days=int(match[1]))
        said = "read as a spreadsheet's serial number"
        return Day(day.isoformat(), Note("date_from_serial_number", said), True)
    if _YEAR.match(text):
        return Day(None, Note("date_without_day", "names no day"))
    return _of_words(text, order, given=given)


def _of_numbers(one: int, other: int, year: int, order: str, *, given: bool) -> Day:
    """Read a date of three numbers: by what is possible, else by the order that is known."""
    by_order = {DAY_FIRST: _checked(year, other, one), MONTH_FIRST: _checked(year, one, other)}
    if one > 12 or other > 12:
        return by_order[DAY_FIRST if one > 12 else MONTH_FIRST]
    return by_order[order] if given else _of_either(by_order, order)


def _of_either(by_order: dict[str, Day], order: str) -> Day:
    """Choose between the two ways to read a date by the order that is known, if it matters."""
    first, second = by_order[DAY_FIRST], by_order[MONTH_FIRST]
    if first.day == second.day or (order and by_order[order].day is None):
        return by_order[order] if order else first
    if order:
        said = f"read as {order}, as the source's other dates are"
        return Day(by_order[order].day, Note("date_read_as_others", said), True)
    days = [date.fromisoformat(one.day) for one in (first, second) if one.day]
    if len(days) < 2:
        return second if first.day is None else first
    named = " or ".join(f"{day.day} {day:%B}" for day in days)
    said = f"could be {named} (say which in study.toml, [corpus] dates)"
    return Day(None, Note("date_ambiguous", said))


def _of_words(text: str, order: str, *, given: bool) -> Day:
    """Read a date with words in it, in whatever language; parts may not be guessed."""
    if not any(map(str.isdigit, text)):
        return Day(None, Note("no_date", "is no date"))
    if len(text) > _LONGEST:
        return Day(None, Note("date_too_long", "is too long for a date"))
    text = _TIME.sub("", _FROM_TO.sub("", text, count=1))
    if _SPAN.search(text):
        return Day(None, Note("date_of_several_days", "names more than one day"))
    found = _worded(text, order, given=given)
    if found.day and _WORD.search(text) and not _with_year().search(text):
        return Day(None, Note("date_without_year", "names no year for sure"))
    behind = _BEHIND.search(text)
    if (
        found.day
        or found.note.code != "date_unreadable"
        or not behind
        or _month().search(behind[0])
    ):
        return found
    found = _worded(text[: behind.start()], order, given=given)
    if not found.day or found.note:
        return found
    said = f"read without what stands behind it ({behind[0].strip()!r})"
    return Day(found.day, Note("date_words_left_out", said), True)


def _worded(text: str, order: str, *, given: bool) -> Day:
    if given:
        return _parsed(text, order)
    return _of_either({one: _parsed(text, one) for one in _WRITTEN}, order)


@lru_cache(maxsize=4096)
def _parsed(text: str, order: str) -> Day:
    import dateparser

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "RETURN_AS_TIMEZONE_AWARE": False,
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": _WRITTEN[order],
        "PREFER_LOCALE_DATE_ORDER": False,
    }
    try:
        known = _WORD.sub(lambda word: _spellings().get(word[0].casefold(), word[0]), text)
        found = dateparser.parse(known, settings=settings)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        said = "is no date that can be read (write it as YYYY-MM-DD)"
        return Day(None, Note("date_unreadable", said))
    return Day(found.date().isoformat())


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """Return words of dates, of whatever language, as the date library has them."""
    every = (language(code).news.respelled for code in shipped())
    return {word: known for given in every for word, (known,) in given.items()}


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    """Return a pattern of the words that stand before a date: "Published on"."""
    news = [language(code).news for code in shipped()]
    labels = one_of(tuple(one for own in news for one in own.date_labels))
    joins = _joins()
    weekday = rf"[^\W\d_]+\.?,?\s+{joins}\s+(?=\d)"  # "Freitag, den"
    return re.compile(rf"(?:{labels}\b(?:\s+{joins}\b)?[\s:]*|{weekday})+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _with_year() -> re.Pattern[str]:
    """Return a pattern of a year that is one: of four digits, or of two where no hour may stand.

    Right behind a month, with an apostrophe or a hyphen: "4 Oct 19", "Oct 4 '19", "Oct-04-19". In
    "Oct 4 19" and "Oct 4, 19 Uhr" it may be an hour.
    """
    month = rf"\d[^\W\d_]{{0,2}}\W{{0,2}}(?!{_joins()}\b)[^\W\d_]+\.?[ -]?"
    behind = r"(?=$|[ ,T]+\d{1,2}[:.]\d\d)"
    return re.compile(rf"\d{{4}}|(?:{month}|['’/-])\d\d{behind}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _joins() -> str:
    """Return a pattern of the words between a label or weekday and its date: "on", "den"."""
    return one_of(tuple(one for code in shipped() for one in language(code).news.date_joins))


@lru_cache(maxsize=1)
def _month() -> re.Pattern[str]:
    months = (one for code in shipped() for one in language(code).news.months)
    return re.compile(rf"\b{one_of(tuple(months))}\b", re.IGNORECASE)


def _checked(year: int, part: int, day: int, *, calendar: _Calendar = date) -> Day:
    try:
        return Day(calendar(year, part, day).isoformat())
    except ValueError:
        return Day(None, Note("date_impossible", "does not exist"))
