"""Values of a notebook's parameters: which ones it could not be run with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from framing.compare.groups import OUTLET, in_groups
from framing.compare.sides import UNITS
from framing.compare.trend import BY
from framing.pages.explore import with_trial
from framing.study import Study
from framing.tables.require import check_choice
from framing.trust.correction import check_half_width
from framing.wire.align import check_threshold

Values = Mapping[str, Any]

_CHECKS: dict[str, Callable[[Study, Values], object]] = {
    "frame": lambda study, given: study.codebook.frame(given["frame"]),
    "outlet": lambda study, given: check_choice(
        given["outlet"],
        sorted(grouped(study, given.get("by")).articles["outlet"].unique()),
        what="outlet",
    ),
    "article": lambda study, given: check_choice(
        given["article"], sorted(study.articles["article"]), what="article"
    ),
}  # of notebooks of one's own as well, where they are given
_OF_OURS: dict[str, Callable[[Study, Values], object]] = {
    "by": lambda study, given: check_groups(study, given["by"]),
    "period": lambda study, given: check_choice(given["period"], list(BY), what="period"),
    "unit": lambda study, given: check_choice(given["unit"], list(UNITS), what="unit"),
    "threshold": lambda study, given: check_threshold(given["threshold"]),
    "half_width": lambda study, given: check_half_width(given["half_width"]),
    "entries": lambda study, given: with_trial(
        study, **{name: given[name] for name in ("frame", "indicator", "entries")}
    ),
}


def grouped(study: Study, by: object) -> Study:
    """Return the study by the column that is given for groups of its outlets, if any is."""
    return study.by(by) if isinstance(by, str) and by in study.articles else study


def check_groups(study: Study, by: str) -> None:
    """Refuse a column that groups no outlets."""
    if by != OUTLET:
        in_groups(study.articles, by)


def check_values(study: Study, given: Values, *, is_ours: bool) -> None:
    """Refuse values of a notebook's parameters that it could not be run with.

    Parameters
    ----------
    study : the study.
    given : each parameter and its value, those of the notebook itself where none is given.
    is_ours : whether the notebook comes with the package, so that all its parameters are known.

    Raises
    ------
    ParameterError, CodebookError : what is allowed instead.
    """
    checks = _CHECKS | (_OF_OURS if is_ours else {})
    for name, check in checks.items():
        if name in given and (is_ours or given[name]):
            check(study, given)
