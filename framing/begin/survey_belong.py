"""Findings on which of a study's texts belong to it: their genres."""

from __future__ import annotations

from collections.abc import Iterator

from framing.begin.finding import FINE, LOOK, Said
from framing.errors import number
from framing.study.study import Study
from framing.tables.codes import NEWS


def of_genres(study: Study) -> Iterator[Said]:
    """Count articles by genre; say which are left out, and how many whose genre is not told."""
    told = study.genres["genre"]
    counts = told.fillna("not told").value_counts()
    yield FINE, ", ".join(f"{genre} {n:,}" for genre, n in counts.items())
    counted = told.fillna(NEWS)
    out = counted[~counted.isin(study.compared_genres)].value_counts()
    if len(out):
        which = ", ".join(f"{genre} {n:,}" for genre, n in out.items())
        said = f"{number(int(out.sum()), 'article')} left out of comparisons by genre: {which}"
        yield LOOK, f"{said}. [study] genres names those that are compared"
    if counted.nunique() > 1 and (untold := int(told.isna().sum())):
        yield LOOK, f"the genre of {number(untold, 'article')} is not told; counted as news"
