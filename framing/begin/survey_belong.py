"""Findings on which of a study's texts belong to it: by screening and by genre."""

from __future__ import annotations

from collections.abc import Iterator

from framing.begin.finding import FINE, LOOK, Said, such_as
from framing.errors import number
from framing.study.screening import counted, missing_from
from framing.study.study import Study
from framing.tables.codes import NEWS


def of_screening(study: Study) -> Iterator[Said]:
    """Count what was screened; name what is open, not in the sheet, or in it alone."""
    sheet = study.screening
    if sheet is None:
        return
    yield FINE, counted(sheet)
    new, gone = missing_from(sheet, study.corpus.articles)
    if new:
        said = f"{number(len(new), 'article')} not screened yet and kept: {such_as(new)}"
        yield LOOK, f"{said}. 'framing screen' adds them to the sheet"
    if n := int(sheet["decision"].isna().sum()):
        yield LOOK, f"{number(n, 'article')} of the sheet not decided yet and kept"
    if gone:
        yield (
            LOOK,
            f"{number(len(gone), 'article')} of the sheet not there any more: {such_as(gone)}",
        )


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
