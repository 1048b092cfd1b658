"""Dates as sources print them: a day that is sure, or none, and never a guess unsaid."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.dates import DAY_FIRST, MONTH_FIRST, Day, read_dates
from framing.errors import ParameterError
from tests.cases import each_of
from tests.effort import at_most

AMBIGUOUS = "could be 3 February or 2 March (say which in study.toml, [corpus] dates)"
TOLD = "read as {}, as the source's other dates are"
UNREADABLE = "is no date that can be read (write it as YYYY-MM-DD)"


def day(printed: str, order: str = "") -> str | None:
    return read_dates([printed], order=order)[0].day


def days(*printed: str, order: str = "") -> list[str | None]:
    return [one.day for one in read_dates(printed, order=order)]


# What can be read one way only


@each_of(
    "printed",
    [
        "2025-02-13", "2025-2-13", " 2025-02-13 ", "20250213", "20250213T1005Z", "20250213100500",
        "20250213T100500+0100", "2025-W07-4", "2025W074",
        "2025-02-13T10:05:00Z", "2025-02-13 10:05", "2025/02/13", "2025.02.13", "2025/02/13 10:05",
        "13/02/2025", "13.02.2025", "13-02-2025", "13.2.25", "13/02/2025 10:05",
        "13.02.2025, 10:05", "02/13/2025", "2/13/25", "02-13-2025", "02/13/2025 10:05 PM",
        "13 Feb 2025", "13-Feb-25", "13 February 2025", "February 13, 2025", "Feb. 13, 2025",
        "Thursday 13/02/2025", "February 13, 2025 Thursday 10:05 PM GMT", "13th of February 2025",
        "Thu, 13 Feb 2025 10:05:00 +0000", "2025.02.13.", "Published: 13 February 2025",
        "Last updated: February 13, 2025 at 5:00 pm", "Posted on 13/02/2025", "Date: 2025-02-13",
        "Erschienen am 13. Februar 2025", "Stand: 13. Februar 2025, 10 Uhr",
        "10:00-11:00 PM Eastern Time February 13, 2025", "Donnerstag, den 13. Februar 2025",
        "13 Feb 25", "13th February 25", "13FEB25", "Feb-13-25", "Feb 13 '25",
        "13 февраля 25 10:05",
    ],
)  # fmt: skip
@each_of("order", ["", DAY_FIRST, MONTH_FIRST])
def test_a_date_that_can_be_read_one_way_is_read_so_whatever_the_order(printed, order):
    assert read_dates([printed], order=order) == [Day("2025-02-13")]


@each_of(
    "printed",
    ["Oct 4 19", "Oct. 4, 19", "Thu Oct 4 19", "4. Oktober, 19 Uhr", "Oct 4 at 19", "Oct 4, 10 GMT",
     "4 October 19.30", "Oct 4 19:30 EST"],
)  # fmt: skip
def test_an_hour_is_never_taken_for_a_year(printed):
    assert day(printed) is None


def test_a_date_whose_year_may_be_an_hour_says_so():
    assert read_dates(["Oct 4 19"]) == [Day(None, "names no year for sure")]


@each_of(
    "printed, behind",
    [("February 13, 2025 Thursday  Late Edition - Final", "'Thursday  Late Edition - Final'"),
     ("13 February 2025 (print)", "'(print)'"), ("February 13, 2025, Arlen", "', Arlen'")],
)  # fmt: skip
def test_words_behind_a_date_cost_no_article_and_are_told(printed, behind):
    (found,) = read_dates([printed])
    assert found == Day("2025-02-13", f"read without what stands behind it ({behind})", True)
    assert found.note.code == "date_words_left_out"


@each_of(
    "printed",
    [
        "February 13, 2025 to April", "Published 13 February 2025, updated 14 February 2025",
        "February 13, 2025 and Friday February 14, 2025", "Issued in February 2025", "Updated",
    ],
)  # fmt: skip
def test_words_that_may_name_another_day_leave_none(printed):
    assert day(printed) is None


@each_of(
    "printed",
    [
        "13. Februar 2025", "Donnerstag, 13. Februar 2025", "13 février 2025",
        "13 de febrero de 2025", "13 febbraio 2025", "13 fevereiro 2025", "13 februari 2025",
        "13 lutego 2025", "13 Şubat 2025", "13 февраля 2025", "13 лютого 2025",
        "2025年2月13日", "2025년 2월 13일", "13 فبراير 2025", "١٣ فبراير ٢٠٢٥", "١٣/٠٢/٢٠٢٥",
        "13 בפברואר 2025",
    ],
)  # fmt: skip
def test_a_localised_date_is_read(printed):
    assert read_dates([printed]) == [Day("2025-02-13")]


@each_of(
    "printed",
    [
        "2025-02-13T23:59:59-12:00", "2025-02-13T00:00:00+14:00", "2025-02-13T23:30Z",
        "13 Feb 2025 23:30 EST", "13 February 2025 00:10 CET", "13/02/2025 23:59 UTC+3",
        "Thu, 13 Feb 2025 23:59:00 -1200",
    ],
)  # fmt: skip
def test_mixed_time_zones_move_no_day(printed):
    assert day(printed) == "2025-02-13"


@pytest.mark.parametrize(
    ("printed", "found"),
    [("1/2/69", "2069"), ("1/2/70", "1970"), ("1/2/00", "2000"), ("1/2/99", "1999")],
)
def test_a_year_of_two_digits_is_of_the_century_nearest_to_now(printed, found):
    assert day(printed, DAY_FIRST) == f"{found}-02-01"


def test_a_year_of_four_digits_is_never_taken_for_one_of_two():
    assert read_dates(["03/02/0025"], order=DAY_FIRST)[0].day == "0025-02-03"
    assert read_dates(["13/02/0000"]) == [Day(None, "does not exist")]


@pytest.mark.parametrize(
    ("printed", "day", "where"),
    [
        ("2999-12-31", "2999-12-31", "after 2099"),
        ("1 January 2100", "2100-01-01", "after 2099"),
        ("31/12/1799", "1799-12-31", "before 1800"),
        ("13/02/0025", "0025-02-13", "before 1800"),
    ],
)
def test_a_day_too_early_or_late_to_be_likely_is_read_as_printed_and_told(printed, day, where):
    note = f"read as printed, though it lies {where}"
    assert read_dates([printed]) == [Day(day, note, True)]


@pytest.mark.parametrize("printed", ["1800-01-01", "2099-12-31"])
def test_a_day_from_1800_to_2099_is_told_by_no_clock(printed):
    assert read_dates([printed]) == [Day(printed)]


def test_a_date_that_needed_an_order_and_is_too_early_says_both():
    assert read_dates(["03/02/0025", "13/02/2025"])[0].note == (
        "read as day-month, as the source's other dates are, though it lies before 1800"
    )


def test_the_leap_day_is_a_day_in_leap_years_only():
    assert days("2024-02-29", "2023-02-29", "29/02/2000", "29/02/1900") == [
        "2024-02-29", None, "2000-02-29", None,
    ]  # fmt: skip


# What could be two dates


@each_of(
    "printed",
    [
        "03/02/2025", "3/2/25", "03.02.2025", "03-02-2025", "03/02/2025 10:05", "3 2 2025",
        "03 02 25", "Thursday 03/02/2025", "٠٣/٠٢/٢٠٢٥",
    ],
)  # fmt: skip
def test_an_ambiguous_date_stays_missing_and_says_both_readings(printed):
    assert read_dates([printed]) == [Day(None, AMBIGUOUS)]


@pytest.mark.parametrize("printed", ["03/02/2025", "3.2.25", "3 2 2025", "Thursday 03/02/2025"])
def test_the_order_that_is_given_reads_an_ambiguous_date_without_a_repair(printed):
    assert read_dates([printed], order=DAY_FIRST) == [Day("2025-02-03")]
    assert read_dates([printed], order=MONTH_FIRST) == [Day("2025-03-02")]


@pytest.mark.parametrize(
    ("other", "order", "found"),
    [("13/02/2025", DAY_FIRST, "2025-02-03"), ("02/13/2025", MONTH_FIRST, "2025-03-02")],
)
def test_the_sources_other_dates_tell_the_order_and_it_is_a_repair(other, order, found):
    for printed in (["03/02/2025", other], [other, "03/02/2025"]):
        read = dict(zip(printed, read_dates(printed), strict=True))
        assert read["03/02/2025"] == Day(found, TOLD.format(order), True)
        assert read[other] == Day("2025-02-13")


def test_dates_of_both_orders_tell_none():
    assert days("13/02/2025", "02/13/2025", "03/02/2025") == ["2025-02-13", "2025-02-13", None]


def test_an_order_that_is_given_outweighs_the_sources_other_dates():
    assert days("03/02/2025", "13/02/2025", order=MONTH_FIRST) == ["2025-03-02", "2025-02-13"]


def test_the_same_number_for_day_and_month_is_not_ambiguous():
    assert read_dates(["02/02/2025", "2 2 2025"]) == [Day("2025-02-02")] * 2


def test_year_month_day_never_needs_an_order_and_tells_none():
    assert days("2025-02-13", "2025/02/13", "03/02/2025") == ["2025-02-13", "2025-02-13", None]


def test_two_sources_do_not_tell_each_other():
    assert days("13/02/2025") == ["2025-02-13"]
    assert days("03/02/2025") == [None]


# Serial numbers of spreadsheets


@pytest.mark.parametrize("printed", ["45701", "45701.0", "45701.42013888889"])
def test_a_serial_number_of_a_spreadsheet_is_read_and_is_a_repair(printed):
    expected = Day("2025-02-13", "read as a spreadsheet's serial number", True)
    assert read_dates([printed]) == [expected]


@pytest.mark.parametrize("printed", ["12345", "25568", "65381", "99999", "457", "1739440000"])
def test_a_number_that_is_no_likely_serial_number_is_no_date(printed):
    assert day(printed) is None


def test_milliseconds_since_1970_are_not_read_as_a_day():
    assert read_dates(["1512281234567"]) == [Day(None, UNREADABLE)]


# What names no day


@pytest.mark.parametrize("printed", ["2025", "February 2025", "Spring 2025", "Şubat 2025"])
def test_a_year_or_month_alone_names_no_day(printed):
    assert read_dates([printed]) == [Day(None, "names no day")]


@pytest.mark.parametrize("printed", ["2025-02", "02/2025", "13 Feb", "13/02", "Q1 2025 3"])
def test_a_date_that_lacks_a_part_is_not_filled_up(printed):
    assert day(printed) is None


@pytest.mark.parametrize(
    "printed", ["today", "yesterday", "5 days ago", "2 hours ago", "in 3 days"]
)
def test_a_date_that_depends_on_when_it_is_read_is_none(printed):
    assert day(printed) is None


@each_of(
    "printed",
    [
        "2025-02-30", "2025-13-01", "20250230", "30/02/2025", "02/30/2025", "32/01/2025",
        "13/14/2025", "00/02/2025", "02/00/2025", "00/00/2025", "01/02/0000", "2025/00/00",
    ],
)  # fmt: skip
@each_of("order", ["", DAY_FIRST, MONTH_FIRST])
def test_an_impossible_date_does_not_exist(printed, order):
    assert read_dates([printed], order=order) == [Day(None, "does not exist")]


@pytest.mark.parametrize(
    "printed",
    ["13-14 February 2025", "13./14. Februar 2025", "February 13-14, 2025", "Feb 13 – 14, 2025",
     "13 & 14 February 2025"],
)  # fmt: skip
def test_a_date_of_several_days_names_more_than_one(printed):
    assert read_dates([printed]) == [Day(None, "names more than one day")]


@pytest.mark.parametrize("printed", ["2025-W54-1", "2025-W07-8", "2025W000"])
def test_a_week_or_weekday_that_is_none_does_not_exist(printed):
    assert read_dates([printed]) == [Day(None, "does not exist")]


@pytest.mark.parametrize("printed", ["1403-11-25", "1446-08-14", "2568-02-13"])
def test_a_year_of_another_calendar_is_read_as_printed_and_told(printed):
    (found,) = read_dates([printed])
    assert found.day == printed
    assert "though it lies" in found.note


def test_an_impossible_date_in_words_is_none():
    assert days("31 February 2025", "30 février 2025") == [None, None]


@pytest.mark.parametrize("printed", ["n/a", "unknown", "-", "Talks begin", "None"])
def test_words_without_a_digit_are_no_date(printed):
    assert read_dates([printed]) == [Day(None, "is no date")]


def test_a_sentence_is_no_date_and_takes_no_time():
    with at_most(1):
        (found,) = read_dates(["13 February 2025 " * 100_000])
    assert found == Day(None, "is too long for a date")


@pytest.mark.parametrize("printed", [None, "", "  ", "\t\n"])
def test_a_missing_date_stays_missing_and_nothing_is_said(printed):
    assert read_dates([printed, "13/02/2025"]) == [Day(None), Day("2025-02-13")]
    assert read_dates([printed], order=DAY_FIRST) == [Day(None)]


def test_an_unknown_order_is_refused_with_a_suggestion():
    with pytest.raises(ParameterError, match=r"order.*day-months"):
        read_dates(["03/02/2025"], order="day-months")


# What holds for any


PRINTED = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.dates(date(1800, 1, 1)).map(date.isoformat),
    st.from_regex(r"\d{1,4}[/.\- ]\d{1,2}[/.\- ]\d{1,4}( \d\d:\d\d)?", fullmatch=True),
    st.from_regex(r"\d{1,14}", fullmatch=True),
)
ORDER = st.sampled_from(["", DAY_FIRST, MONTH_FIRST])


@settings(deadline=None)
@given(printed=st.lists(PRINTED, max_size=3), order=ORDER)
def test_a_day_that_is_read_is_always_a_real_day_and_one_left_out_says_why(printed, order):
    read = read_dates(printed, order=order)
    assert len(read) == len(printed)
    for text, one in zip(printed, read, strict=True):
        assert one.day is None or date.fromisoformat(one.day).isoformat() == one.day
        assert bool(one.note) == (one.repaired or (one.day is None and bool((text or "").strip())))


@settings(deadline=None)
@given(printed=st.lists(PRINTED, min_size=2, max_size=3), order=ORDER)
def test_the_order_of_the_rows_changes_nothing(printed, order):
    assert read_dates(printed[::-1], order=order) == read_dates(printed, order=order)[::-1]


@settings(deadline=None)
@given(found=st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_every_day_comes_back_from_every_way_to_write_it(found):
    forms = ["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:05:00 GMT"]
    assert days(*(found.strftime(form) for form in forms)) == [found.isoformat()] * len(forms)
    for order, form in ((DAY_FIRST, "%d/%m/%Y"), (MONTH_FIRST, "%m.%d.%y")):
        assert day(found.strftime(form), order) == found.isoformat()
