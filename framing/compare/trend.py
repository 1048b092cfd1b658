"""How often a frame is taken up over time, by day, week or month."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pandas as pd

from framing.compare.groups import OUTLET, by_group, in_groups
from framing.compare.shares import prevalence, prominence, salience
from framing.compare.sides import MEASURES, OTHERS
from framing.errors import ParameterError, TableError, some
from framing.expressions import expression
from framing.tables.codes import NO_TEXTS, NONE_CODED, UNDATED
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.contract import COVERED
from framing.tables.require import check_choice, empty, require

ALL = "all outlets"
MOST_ROWS = 1_000_000  # one article dated a century off would make more
_COUNTED = ["n_with", "n_articles", "n_sentences", "n_words"]
_ESTIMATE = [*_COUNTED, "share", "ci_low", "ci_high", *COVERED, "note"]
_DAY = expression(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.DOTALL)
_STARTS: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
}
_LENGTHS = {"day": 1, "week": 7}
BY = tuple(_STARTS)


def trend(
    article_frames: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    period: str = "week",
    measure: str = "prevalence",
    by: str = OUTLET,
) -> pd.DataFrame:
    """How does the share that has the frame move from period to period?

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    articles : a row is an article; its outlet and date are taken from here.
    period : ``day``, ``week`` (ISO: it begins on Monday) or ``month``.
    measure : ``prevalence``, ``salience`` (share of sentences) or ``prominence``.
    by : ``outlet``, or a column of ``articles`` with groups of outlets, such as a country: groups
        are then compared, with outlets as clusters, and the table has that column in the place of
        ``outlet``. Below five outlets a group there is no interval (``few_outlets``). A period
        may stand here as well.

    Returns
    -------
    A row is an outlet (and ``all outlets``), coder, frame, wire mode and period, named by its
    first day (a month as YYYY-MM), from the first period of the corpus to the last without a
    gap. ``share`` from 0 to 1 with its 95 % interval and ``note`` is that of the measure's own
    function over the texts of the period: ``n_with`` texts (of salience, sentences) of
    ``n_articles`` that were coded. ``n_published`` counts the outlet's articles, coded or not.
    A period without texts has counts of 0 and no share. Where any article has no date, each
    outlet has a row without a period for them, so that the counts add up to all. Dates are
    days as printed; no time zone moves them. Intervals are for each period by itself: among 20
    periods without any change, one is expected to lie outside.

    Raises
    ------
    TableError : a column is missing or of a wrong type; a date is no day; a coded article is
        not among ``articles``; an outlet is called ``all outlets``.
    ParameterError : an unknown ``period``, ``by`` or ``measure``; more than a million rows.

    Examples
    --------
    >>> articles = pd.DataFrame({"article": ["a", "b"], "outlet": "A", "text": "x",
    ...     "date": ["2025-02-13", "2025-02-28"]})
    >>> rows = pd.DataFrame({"article": ["a", "b"], "coder": "me", "frame": "f",
    ...     "n_sentences": 9, "n_frame_sentences": [2, 0]})
    >>> trend(rows, articles)[["outlet", "period", "n_with", "n_articles", "share"]]
            outlet      period  n_with  n_articles  share
    0            A  2025-02-10       1           1    1.0
    1            A  2025-02-17       0           0    NaN
    2            A  2025-02-24       0           1    0.0
    3  all outlets  2025-02-10       1           1    1.0
    4  all outlets  2025-02-17       0           0    NaN
    5  all outlets  2025-02-24       0           1    0.0
    """
    if by in BY:
        period, by = by, OUTLET
    check_choice(period, BY, what="period")
    check_choice(measure, list(MEASURES), what="measure")
    articles = require(articles, "articles")
    if by != OUTLET:
        own = [str(name) for name in articles if name not in CONTRACTS["articles"].columns]
        check_choice(by, [*BY, OUTLET, *own], what="by")
        groups = in_groups(articles, by).drop(columns="family")
        of = articles.set_index("article")[["outlet", by]]
        rows = require(article_frames, "article_frames")
        rows = rows.assign(**{name: rows["article"].map(of[name]) for name in of})
        return by_group(_trend, rows, by, articles=groups, period=period, measure=measure)
    return _trend(article_frames, articles=articles, period=period, measure=measure)


def _trend(
    article_frames: pd.DataFrame, *, articles: pd.DataFrame, period: str, measure: str
) -> pd.DataFrame:
    published = placed(articles, period)
    rows = _with_place(require(article_frames, "article_frames"), published)
    if rows.empty:
        return empty("trend")
    grid = _grid(rows, published, period)
    found = pd.concat([_measured(each, measure) for each in _twice(rows)])
    counts = pd.concat(_twice(published)).groupby(["outlet", "period"], dropna=False).size()
    table = grid.merge(counts.rename("n_published").reset_index(), how="left")
    table = table.merge(found, on=["outlet", *OTHERS, "period"], how="left")
    return require(_completed(table).assign(measure=measure, by=period), "trend")


def days(articles: pd.DataFrame) -> pd.Series:
    """Return the day of each article as printed, missing where it has no date.

    Raises
    ------
    TableError : a date is no day of the form YYYY-MM-DD.

    Examples
    --------
    >>> days(pd.DataFrame({"date": ["2025-02-13", "2025-02-13T23:30-08:00", None]})).tolist()
    ['2025-02-13', '2025-02-13', nan]
    """
    printed = articles["date"].dropna().unique()
    known = {value: _day(value) for value in printed}
    if wrong := sorted(str(value) for value, day in known.items() if day is None):
        raise TableError(
            f"articles.date: {len(wrong)} of {len(printed)} dates are no days: {some(wrong)}. "
            "Write YYYY-MM-DD, and leave out a date of which the day is not known."
        )
    return articles["date"].map(known).astype("str")


def _day(value: str) -> str | None:
    """Return the day that a date begins with, if it is one of the calendar."""
    match = _DAY.fullmatch(value.strip())
    try:
        return date.fromisoformat(match[1]).isoformat() if match else None
    except ValueError:
        return None


def _name(start: date, by: str) -> str:
    return start.isoformat()[:7] if by == "month" else start.isoformat()


def check_outlets(articles: pd.DataFrame) -> None:
    """Refuse an outlet that is called as all of them together are."""
    if (articles["outlet"] == ALL).any():
        raise TableError(
            f"articles: an outlet is called '{ALL}', the name of the row of all of them "
            "together; give it another name."
        )


def placed(articles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Give each article its outlet and period, as :func:`trend` counts it."""
    check_outlets(articles)
    day = days(articles)
    period = {d: _name(_STARTS[by](date.fromisoformat(d)), by) for d in day.dropna().unique()}
    return articles[["article", "outlet"]].assign(period=day.map(period).astype("str"), day=day)


def _with_place(rows: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Join coded articles to outlet and period; one that is not among the articles is refused."""
    rows = rows.drop(columns=["outlet", *({"period", "day"} & set(rows))])
    joined = rows.merge(published, on="article", how="left")
    lost = joined.loc[joined["outlet"].isna(), "article"].unique()
    if len(lost):
        raise TableError(
            f"article_frames: {len(lost)} of {rows['article'].nunique()} articles are not among "
            f"articles: {some(lost)}. Give the articles that were coded."
        )
    return joined


def _twice(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return rows by outlet, and once more for all outlets together."""
    return [rows, rows.assign(outlet=ALL)]


def _grid(rows: pd.DataFrame, published: pd.DataFrame, by: str) -> pd.DataFrame:
    """Lay out a row for each outlet, coder, frame, wire mode and period, in this order."""
    outlets = pd.DataFrame({"outlet": [*sorted(published["outlet"].unique()), ALL]})
    groups = rows[OTHERS].drop_duplicates().sort_values(OTHERS)
    known = published["day"].dropna()
    periods: list[str | None] = list(_between(known.min(), known.max(), by)) if len(known) else []
    periods += [None] if published["period"].isna().any() else []
    if (n := len(outlets) * len(groups) * len(periods)) > MOST_ROWS:
        raise ParameterError(
            f"period is {by!r}: from {known.min()} to {known.max()} that would be {n:,} rows; at "
            f"most {MOST_ROWS:,} are made. Look at the first and the last date, or take longer "
            "periods."
        )
    column = pd.DataFrame({"period": pd.Series(periods, dtype="str")})
    return outlets.merge(groups, how="cross").merge(column, how="cross")


def _between(first: str, last: str, by: str) -> Iterator[str]:
    """Yield every period from that of the first day to that of the last."""
    day, end = (date.fromisoformat(d).toordinal() for d in (first, last))
    while day <= end:
        start = _STARTS[by](date.fromordinal(day))
        yield _name(start, by)
        day = start.toordinal() + (_days_of(start) if by == "month" else _LENGTHS[by])


def _days_of(month: date) -> int:
    """Return how many days a month has, from its first."""
    return 31 if month.month == 12 else (month.replace(month=month.month + 1) - month).days


def _measured(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Measure each outlet and period by the measure's own function, as if it were an outlet."""
    places = rows[["outlet", "period"]].drop_duplicates(ignore_index=True)
    cell = places.reset_index(names="cell")
    rows = rows.merge(cell, on=["outlet", "period"])
    each = rows.assign(outlet=rows["cell"].map("{:09}".format)).drop(columns=["cell", "period"])
    functions = {"prevalence": prevalence, "salience": salience, "prominence": prominence}
    table = functions[measure](each)
    part = {"prevalence": "n_present", "salience": "n_frame", "prominence": "n_prominent"}
    table["cell"] = table["outlet"].astype("int64")
    table = table.rename(columns={part[measure]: "n_with"})
    return table.drop(columns="outlet").merge(cell, on="cell")[
        ["outlet", *OTHERS, "period", *_ESTIMATE]
    ]


def _completed(table: pd.DataFrame) -> pd.DataFrame:
    """Fill cells without texts with zeros, and say of each row what it lacks."""
    published = table["n_published"].fillna(0).astype("int64")
    bare = table["n_articles"].isna()
    table[_COUNTED] = table[_COUNTED].mask(bare, 0)
    said = table["note"].mask(bare, NONE_CODED).mask(published == 0, NO_TEXTS)
    undated = table["period"].isna() & (published > 0)
    said = said.mask(undated, (UNDATED + ";" + said).str.removesuffix(";"))
    return table.assign(n_published=published, note=said)
