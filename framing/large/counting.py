"""Count a study, piece by piece: no more of its texts is held at a time than some pieces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pandas as pd

from framing.corpus.cutting import SIZE, Piece, pieces, read_piece
from framing.corpus.readers.inputs import LEADS_OUT
from framing.corpus.renames import Renames
from framing.errors import CorpusError, StudyError
from framing.large.counts import Counts, combine, counted
from framing.large.each import each
from framing.study import Study
from framing.study.part import Part, check_parts
from framing.study.settings import FILE, folders_of
from framing.words.sentiment import sentiment


def count(
    study: Study, *, jobs: int = 1, shard: tuple[int, int] = (1, 1), size: int = SIZE
) -> Counts:
    r"""Count what a study's measures are made of, in time that grows with its texts alone.

    Parameters
    ----------
    study : its articles are tables in CSV, TSV, JSON Lines or Parquet, or a database.
    jobs : processes at a time.
    shard : which part of how many: (2, 8) counts every eighth piece, from the second on.
    size : articles of a piece.

    Returns
    -------
    The counts; :func:`framing.large.prevalence` and its neighbours make the measures of them.
    Stories that several texts tell are those that the source names in a column ``family``; each
    text without one is a story by itself, since all would have to be at hand to find more.

    Raises
    ------
    CorpusError, StudyError : a source cannot be read in pieces, or the study not coded so.
    TableError : an article stands in two pieces.

    Examples
    --------
    >>> import tempfile
    >>> import framing
    >>> from framing.begin.begin import begin
    >>> place = Path(tempfile.mkdtemp())
    >>> _ = (place / "news.csv").write_text("outlet,date,text\nA,2025-02-12,Talks began.\n")
    >>> study = framing.read_study(begin(place / "mine", source=place / "news.csv").folder)
    >>> count(study).tables["articles"].to_pandas()[["outlet", "date"]]
      outlet        date
    0      A  2025-02-12
    """
    check_parts(study)
    nth, of = shard
    cut = islice(_pieces(study, size), nth - 1, None, of)
    counts = combine(each(partial(count_piece, study=study), cut, jobs=jobs))
    if of == 1:
        check_whole(study, counts)
    return counts


def check_whole(study: Study, counts: Counts) -> None:
    """Refuse counts of a whole study of which no text is compared, or a renamed outlet not met."""
    renames = Renames(study.outlets)
    for outlet in counts.tables["inputs"]["outlet"].unique().to_pylist():
        renames.given(outlet)
    renames.check_met()
    if not len(counts.tables["articles"]):
        raise StudyError(f"{FILE}: no article that was read is compared; 'framing check' says why.")


def _pieces(study: Study, size: int) -> Iterator[Piece]:
    if not study.follow_links:
        for source in study.sources:
            _check_within(source, study)
    return pieces(study.sources, query=study.query, size=size)


def _check_within(source: Path | str, study: Study) -> None:
    within = folders_of(study.folder, study.sources)
    if isinstance(source, Path) and not any(source.resolve().is_relative_to(w) for w in within):
        raise CorpusError(f"{source.name} is {LEADS_OUT}.")


def count_piece(piece: Piece, *, study: Study) -> Counts:
    """Count one piece of a study's texts."""
    corpus = read_piece(piece, dates=study.dates, columns=study.columns, language=study.language)
    printed = corpus.articles.set_index("article")["outlet"]
    inputs = corpus.inputs.assign(outlet=corpus.inputs["article"].map(printed))
    articles = corpus.articles.assign(outlet=printed.replace(study.outlets).to_numpy())
    return _of_part(Part.of(study, corpus._replace(articles=articles)), inputs)


def _of_part(part: Part, inputs: pd.DataFrame) -> Counts:
    if part.is_empty:
        return counted(inputs=inputs)
    tone = sentiment(part.sentences).assign(outlet=part.sentences["outlet"].to_numpy())
    return counted(
        article_frames=part.article_frames(), articles=part.articles, tokens=part.tokens,
        tone=tone, passages=part.passages, inputs=inputs,
    )  # fmt: skip
