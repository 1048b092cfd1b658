"""A study's tables, computed before they are asked for: once, for all processes forked then."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from functools import cached_property
from typing import Any

from framing.study.study import Study

_GRADED = {"grades", "robustness", "trust_line"}  # names that ask for the checks of every frame


def compute_ahead(study: Study, names: Collection[str]) -> None:
    """Compute those of a study's tables, and of its checks, that are named.

    A fault is told by whoever asks for the table and meets it.

    Parameters
    ----------
    study : the study; its tables are kept in it.
    names : what is going to be asked for; others than names of tables are passed over.
    """
    _compute(study, names)
    with suppress(Exception):
        if _GRADED & {*names} or "checks" in names:
            _compute(study.checks, names)
        if _GRADED & {*names}:
            for frame in study.codebook.frames:
                study.checks.grades(frame)


def _compute(owner: Any, names: Collection[str]) -> None:
    for name in dir(type(owner)):
        if name in names and isinstance(getattr(type(owner), name), cached_property):
            with suppress(Exception):
                getattr(owner, name)
