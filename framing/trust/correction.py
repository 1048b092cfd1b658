"""Outlet estimates from an automatic coding, corrected by a sample of reference codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.compare import resample
from framing.compare.article_frames import article_frames
from framing.compare.estimate import estimated
from framing.compare.resample import Limits
from framing.compare.shares import salience
from framing.compare.sides import UNITS
from framing.compare.trend import ALL as ALL_OUTLETS
from framing.errors import ParameterError
from framing.tables.codes import (
    CODED_IN_FULL,
    CODER_UNDECIDED,
    CORRECTED,
    FEW_CODES,
    FEW_STORIES,
    HITS,
    HITS_ALONE,
    INTERVAL_OUTSIDE,
    MATCHED,
    NO_VARIATION,
    NOT_DRAWN,
    NOT_REACHABLE,
    RELIABLE,
    SAMPLE_UNDECIDED,
    STRATA_INCOMPLETE,
    STRATUM_UNDECIDED,
    TENTATIVE,
    TOO_RARE,
)
from framing.tables.require import cell_of, check_choice, empty, require
from framing.trust.by_value import apart, as_frames
from framing.trust.design import (
    COUNTS,
    Correction,
    article_rows,
    corrected_share,
    fewest_codes,
)
from framing.trust.reliability import LISTED, PRESENT
from framing.trust.sampled import Sampled, coded_units

MIN_CODES = 50  # found by simulation (docs/correction.md): below, no interval and no lead
MIN_OF_EACH = 8  # codes with the frame, and without it
MIN_CARRYING = 5  # independent stories in which such codes stand
MIN_STORIES = 10  # independent stories in all
_NONE = (float("nan"), float("nan"))
_BOTH = ["outlet", "frame"]
_SAID = ["frame", "variable", "value"]


class Row(NamedTuple):
    """One outlet and frame: its units, and what was found; nothing where that cannot be."""

    names: dict[str, str]
    units: pd.DataFrame
    found: Correction | None
    notes: list[str]

    @property
    def coded(self) -> pd.Series:
        """Tell which units have a code of which the chance is known."""
        known = self.units["chance"].notna() | (CODED_IN_FULL in self.notes)
        return self.units["held"].notna() & known


def correction(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    sample: pd.DataFrame | None = None,
    coder: str = "rules",
    reference: str = "reference",
    unit: str = "sentences",
    variable: str = PRESENT,
    reliability: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How much of an outlet's text carries the frame, once the coder's errors are corrected?

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame; of both coders.
    sentences : a row is a sentence.
    sample : a row is a sentence that was drawn for the reference, with the ``probability``
        of being drawn; all that were drawn, decided or not. Not needed if the reference
        coded every sentence.
    coder : whose coding covers the texts.
    reference : whose codes correct it.
    unit : ``sentences`` or ``words``, the base of the share.
    variable : ``present``; or ``subcode``, ``mode`` or ``voice``, of which each value is a yes
        or no of its own. Who never gives a value has not coded the variable: no row.
    reliability : agreement of the people whose codings the reference is or settles, as
        :func:`reliability` gives it.

    Returns
    -------
    A row is an outlet, frame and ``value`` that both coded. ``naive`` is the coder's own share,
    with the interval of :func:`framing.salience`. ``corrected`` adds the mean error found in
    the sample; it may lie outside 0 to 1 where codes are few. What the coder says counts by
    a ``factor`` from 0 (codes alone) to 1, that which makes the variance least. ``n_coded``
    sampled sentences of subheads, lead and body were decided by the reference, ``n_positive`` of
    them have it; ``n_sentences``, ``n_words`` and ``n_families`` (independent stories) are the
    base, ``n_drawn`` were drawn of strata that hold ``n_drawable``, and the coder left
    ``n_undecided`` open (they count as predicted absent, which the sample corrects). Sampled
    sentences that the reference could not decide are taken as missing at random within their
    stratum (of this outlet).

    The interval is over families, on the logit scale, with Student's t by the families that
    carry the frame. It is given, and the row ``leads`` its naive share, from 50 codes of 10
    independent stories on, 8 of them with the frame and 8 without it, each in 5 stories; there it
    held the truth in 93 to 99 of 100 studies in 113 of 116 simulated kinds, in the others in 89
    and more: frames in 1 sentence of 20 (docs/correction.md). Elsewhere a ``note`` says
    why not, and where that is so of an outlet the frame is corrected over ``all outlets``
    together, by the same rule. A row is ``called`` ``corrected`` where people coded it reliably
    (verdict at least tentative), else ``matched``: brought to what one coder or model says.

    Raises
    ------
    ParameterError : a coder who coded nothing; an unknown unit or variable; no sample although
        not every sentence has a reference code.
    TableError : a sentence or sample that does not fit; a probability that is not one.

    References
    ----------
    Egami, Hinck, Stewart & Wei (2023), NeurIPS 36, eq. 4; Angelopoulos, Duchi & Zrnic (2023),
    PPI++, arXiv 2311.01453.

    Examples
    --------
    >>> texts = pd.DataFrame({"article": "a", "sentence": range(8), "text": "."})
    >>> drawn = pd.DataFrame({"article": "a", "sentence": [0, 1, 4, 5], "probability": 0.5})
    >>> codings = pd.concat([
    ...     texts.assign(coder="rules", frame="f", present=[1, 1, 1, 1, 0, 0, 0, 0]),
    ...     drawn.assign(coder="reference", frame="f", present=[1, 0, 1, 0])])
    >>> found = correction(codings, texts, sample=drawn)
    >>> found[["n_coded", "naive", "factor", "corrected", "leads", "note"]]
       n_coded  naive  factor  corrected  leads      note
    0        4    0.5     0.5        0.5  False  one_text
    """
    check_choice(unit, list(UNITS), what="unit")
    check_choice(variable, (PRESENT, *LISTED), what="variable")
    values = as_frames(codings, variable, [coder, reference])
    if variable != PRESENT and not {coder, reference} <= set(values["coder"]):
        return empty("corrected")
    prepared = coded_units(values, sentences, sample, coder=coder, reference=reference, unit=unit)
    rows = list(corrected_rows(prepared))
    found = [_row(row) for row in rows]
    if not found:
        return empty("corrected")
    found += [_row(row) for row in _pooled(prepared, rows, found)]
    mine = article_frames(prepared.codings[prepared.codings["coder"] == coder], sentences)
    both = [mine, mine.assign(outlet=ALL_OUTLETS)]
    naive = pd.concat([salience(each, unit=unit) for each in both])
    naive = naive[[*_BOTH, "share", "ci_low", "ci_high"]]
    naive.columns = pd.Index([*_BOTH, "naive", "naive_low", "naive_high"])
    table = apart(pd.DataFrame(found).merge(naive, on=_BOTH, how="left"), variable)
    table = table.assign(coder=coder, reference=reference, unit=unit)
    return require(table.assign(called=_called(table, reliability)), "corrected")


def _called(table: pd.DataFrame, reliability: pd.DataFrame | None) -> list[str]:
    """Say of each row whether people agree on what it was brought to."""
    if reliability is None:
        return [MATCHED] * len(table)
    known = require(reliability, "reliability")
    known = known[known["verdict"].isin([RELIABLE, TENTATIVE])]
    reliable = set(known[_SAID].itertuples(index=False, name=None))
    rows = table[_SAID].itertuples(index=False, name=None)
    return [CORRECTED if row in reliable else MATCHED for row in rows]


def _pooled(prepared: Sampled, rows: list[Row], found: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield the frames over all outlets together of which an outlet cannot lead."""
    lacking = {row["frame"] for row in found if not row["leads"]}
    for frame in sorted(lacking):
        own = [row for row in rows if row.names["frame"] == frame]
        if len(own) < 2:
            continue
        units = prepared.units[prepared.units["frame"] == frame]
        names = {"outlet": ALL_OUTLETS, "frame": frame}
        whys = [row.notes for row in own if not row.found]
        yield Row(names, units, None, whys[0]) if whys else corrected_row(names, units)


def check_half_width(half_width: float) -> None:
    """Refuse half of an interval that no share has."""
    if not 0 < half_width < 1:
        raise ParameterError(f"half_width is {half_width!r}; give a share between 0 and 1.")


def codes_needed(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    half_width: float,
    sample: pd.DataFrame | None = None,
    coder: str = "rules",
    reference: str = "reference",
    unit: str = "sentences",
) -> pd.DataFrame:
    """How many reference codes give the corrected estimate an interval of a wanted width?

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame; of both coders.
    sentences : a row is a sentence.
    half_width : the wanted half of the 95 % interval, as a share between 0 and 1.
    sample : a row is a sentence that was drawn for the reference, as in :func:`correction`.
    coder : whose coding covers the texts.
    reference : whose codes correct it.
    unit : ``sentences`` or ``words``, the base of the share.

    Returns
    -------
    A row is an outlet and a frame: ``n_coded`` codes give ``half_width`` (on the scale
    of the share), ``needed`` would give the ``wanted`` one, ``more`` of them than now, if
    drawn in the same proportions, and never fewer than an interval takes. More codes take away
    the part of the variance that comes from sampling codes; ``best`` is what the variation
    between these articles leaves. ``needed`` is missing, with a ``note``, where the wanted one
    is below that, or where there is no interval.

    Raises
    ------
    ParameterError : a half-width that is not between 0 and 1; as in :func:`correction`.
    TableError : as in :func:`correction`.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., eq. 5.6, the variance of a stratified sample.

    Examples
    --------
    >>> texts = pd.DataFrame({"article": [name for name in "abcdefgh" for _ in range(50)],
    ...     "outlet": "A", "sentence": [*range(50)] * 8, "text": "."})
    >>> rules = texts.assign(coder="rules", frame="f", present=texts["sentence"] < 10)
    >>> drawn = texts[texts["sentence"] % 5 == 0].assign(probability=0.2)
    >>> right = rules["present"] & (rules.index % 15 > 0)
    >>> held = rules[["article", "sentence", "frame"]].assign(coder="reference", present=right)
    >>> codings = pd.concat([rules, held.loc[drawn.index]]).astype({"present": "Int64"})
    >>> found = codes_needed(codings, texts, sample=drawn, half_width=0.05)
    >>> found[["n_coded", "half_width", "wanted", "needed", "more"]].round(3)
       n_coded  half_width  wanted  needed  more
    0       80       0.059    0.05     104    24
    """
    check_half_width(half_width)
    check_choice(unit, list(UNITS), what="unit")
    prepared = coded_units(codings, sentences, sample, coder=coder, reference=reference, unit=unit)
    found = [_needed(row, half_width) for row in corrected_rows(prepared)]
    if not found:
        return empty("codes_needed")
    table = pd.DataFrame(found).assign(coder=coder, reference=reference, unit=unit)
    return require(table, "codes_needed")


def corrected_rows(prepared: Sampled) -> Iterator[Row]:
    """Yield each outlet and frame with its corrected share, or with why there is none."""
    for (outlet, frame), units in prepared.units.groupby(_BOTH):
        yield corrected_row({"outlet": outlet, "frame": frame}, units)


def corrected_row(names: dict[str, str], units: pd.DataFrame) -> Row:
    """Return units of a frame with their corrected share, or with why there is none."""
    decided, drawn = units["held"].notna(), units["chance"].notna()
    if not decided.all() and (why := _impossible(units, drawn, decided)):
        return Row(names, units, None, [why])
    if decided.all():
        return Row(names, units, corrected_share(units.assign(chance=1.0)), [CODED_IN_FULL])
    return Row(names, units, corrected_share(units), _notes(units, drawn, decided))


def _impossible(units: pd.DataFrame, drawn: pd.Series, decided: pd.Series) -> str:
    """Say why the sample cannot correct an outlet, or nothing if it can."""
    if not drawn.any():
        return NOT_DRAWN
    if (units["among"] == HITS).any():
        return HITS_ALONE
    if _drawable(units) < len(units):
        return STRATA_INCOMPLETE
    without = set(units.loc[drawn, "stratum"]) - set(units.loc[drawn & decided, "stratum"])
    return STRATUM_UNDECIDED if without else ""


def _drawable(units: pd.DataFrame) -> float:
    """Count the sentences of the strata that were drawn from, where each tells its size."""
    strata = units[units["chance"].notna()].drop_duplicates("stratum")["n_in_stratum"]
    return strata.sum(skipna=False) if len(strata) else float("nan")


def _notes(units: pd.DataFrame, drawn: pd.Series, decided: pd.Series) -> list[str]:
    return [
        SAMPLE_UNDECIDED if (drawn & ~decided).any() else "",
        CODER_UNDECIDED if not units["known"].all() else "",
    ]


def _counted(row: Row) -> dict[str, Any]:
    units, coded = row.units, row.coded
    return {
        **row.names,
        "n_articles": units["article"].nunique(),
        "n_families": units["family"].nunique(),
        "n_sentences": len(units),
        "n_words": units["n_words"].sum(skipna=False),
        "n_drawable": _drawable(units),
        "n_drawn": int(units["chance"].notna().sum()),
        "n_undecided": int((~units["known"]).sum()),
        "n_coded": int(coded.sum()),
        "n_positive": int(units.loc[coded, "held"].sum()),
    }


def _row(row: Row) -> dict[str, Any]:
    """Return the columns of a row of ``corrected``, without the naive estimate."""
    share, factor, limits, note = float("nan"), float("nan"), _NONE, ""
    if row.found:
        share, factor = row.found.ratio.share, row.found.factor
        limits, note = _limits(row, row.found)
    leads = CODED_IN_FULL in row.notes or not pd.isna(limits[0])
    return {
        **_counted(row),
        "factor": factor,
        "corrected": share,
        "ci_low": limits[0],
        "ci_high": limits[1],
        "leads": leads,
        "note": cell_of(*row.notes, note),
    }


def _limits(row: Row, found: Correction) -> tuple[Limits, str]:
    """Return the interval and its note; of a full coding it is that of any share of text."""
    if CODED_IN_FULL in row.notes:
        rows = article_rows(row.units, row.units["size"] * row.units["held"])
        _, limits, note = estimated(rows, COUNTS)
        return limits, note
    if why := why_no_limits(row):
        return _NONE, why
    return found.limits, ""


def why_no_limits(row: Row) -> str:
    """Return why a corrected share has no interval, or nothing if it has one."""
    if not row.found:
        return row.notes[0]
    if why := _too_few_texts(row, row.found):
        return why
    if CODED_IN_FULL in row.notes:
        return TOO_RARE if row.found.carrying < MIN_CARRYING else ""
    held = row.units.loc[row.coded, "held"].to_numpy("float64")
    return too_few(held, row.found)


def too_few(held: np.ndarray, found: Correction) -> str:
    """Return why so few codes or stories give no interval, or nothing if there are enough."""
    if len(found.ratio.part) < MIN_STORIES:
        return FEW_STORIES
    rarer = min((held == 1).sum(), (held == 0).sum())
    if len(held) < MIN_CODES or rarer < MIN_OF_EACH or found.carrying < MIN_CARRYING:
        return FEW_CODES
    return "" if 0 < found.ratio.share < 1 else INTERVAL_OUTSIDE


def _too_few_texts(row: Row, found: Correction) -> str:
    """Return why nothing is known of how texts differ, or nothing if something is."""
    note = resample.note(row.units["article"].nunique(), len(found.ratio.part))
    return NO_VARIATION if not note and found.ratio.constant else note


def _needed(row: Row, wanted: float) -> dict[str, Any]:
    """Return the columns of a row of ``codes_needed``."""
    counted = {**_counted(row), "wanted": wanted}
    if not row.found:
        return {**counted, "note": row.notes[0]}
    found = row.found
    if note := _too_few_texts(row, found):
        return {**counted, "note": note}
    t, of_texts = resample.student_t(found.df), found.variance - found.of_codes
    best = t * of_texts**0.5
    counted |= {"half_width": t * found.variance**0.5, "best": best}
    if wanted < best:
        return {**counted, "note": NOT_REACHABLE}
    needed = max(fewest_codes(found, (wanted / t) ** 2 - of_texts), _least(counted))
    more = max(0, needed - counted["n_coded"])
    return {**counted, "needed": needed, "more": more, "note": ""}


def _least(counted: dict[str, Any]) -> int:
    """Return how many codes an outlet needs to have an interval at all."""
    return min(MIN_CODES, counted["n_sentences"])
