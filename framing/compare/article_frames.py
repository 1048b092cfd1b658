"""One row an article and frame: the table from which every comparison is made."""

from __future__ import annotations

import pandas as pd

from framing.corpus.zones import CAPTION, HEADLINE, LEAD, RUNNING, ZONES
from framing.errors import ParameterError, TableError, some, suggestion
from framing.tables.contracts.wire_tables import (
    ADAPTED,
    CLAUSE,
    NOWHERE,
    ORIGINS,
    QUOTED,
    REWORDED,
)
from framing.tables.require import check_choice, empty, joined, require

BY_ORIGIN = {"unmatched": NOWHERE, "unshared": (*NOWHERE, REWORDED, ADAPTED, QUOTED)}
BY_FAMILY = "family"
WIRE = ("all", *BY_ORIGIN, BY_FAMILY)
_KEY = ["article", "coder", "frame"]
_COUNTS = ["n_sentences", "n_words", "n_frame_sentences", "n_frame_words"]
_PLACE = ["outlet", "event", "family"]
_IN = {"in_headline": HEADLINE, "in_caption": CAPTION, "in_lead": LEAD}
_FIRST = ["first_rank", "first_position"]
_OF_SENTENCE = ["article", "sentence", *_PLACE, "zone", "rank", "position", "n_words"]


def article_frames(
    codings: pd.DataFrame, sentences: pd.DataFrame, *, wire: str = "all"
) -> pd.DataFrame:
    """Sum codings up by article and frame.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame. A column ``origin`` (see
        :func:`framing.wire.clause_origins`) says where the clause comes from.
    sentences : a row is a sentence.
    wire : which sentences count. ``all`` is what readers of the text saw; ``unmatched`` counts
        those found in no other text here (or the outlet's own, where the agency's text is
        given), ``unshared`` all but those that another text has verbatim or trimmed; both need
        ``sentences.origin``, and both count a sentence whose clause with the frame stands in no
        other text. ``family`` counts all, and gives articles of one agency story less ``weight``.

    Returns
    -------
    A row for each article, coder and frame that was coded; articles in the order of
    ``sentences``, coders and frames by name. A frame that was coded absent throughout is a
    row with zeros. The counts and ``present`` are about subheads, lead and body; sentences
    that a coder could not decide are left out of them, and words are missing where
    ``n_words`` is. ``in_headline``, ``in_caption`` and ``in_lead`` are missing where there is
    none that was coded and counts, ``first_rank`` and ``first_position`` (both of the whole
    text) where the frame is absent. An article of which no sentence counts is a row with
    zeros, and ``present`` is missing. ``weight`` is 1; with ``family`` it is 1 / k, where k is
    the number of articles of the same event and family by that coder on that frame.

    Raises
    ------
    TableError : a coding names a sentence that does not exist; a zone or an origin is unknown.
    ParameterError : an unknown ``wire``; ``unmatched`` or ``unshared`` without origins.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "rank": [1, 2],
    ...     "text": ["Kyiv is left out.", "Talks begin."], "n_words": [4, 2]})
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1], "coder": "me",
    ...     "frame": "f", "present": [1, 0]})
    >>> columns = ["article", "frame", "n_sentences", "n_frame_sentences", "first_rank"]
    >>> article_frames(codings, table)[columns]
      article frame  n_sentences  n_frame_sentences  first_rank
    0       a     f            2                  1           1
    """
    check_choice(wire, WIRE, what="wire")
    sentences = require(sentences, "sentences")
    coded = counted_sentences(require(codings, "codings"), sentences, wire)
    if coded.empty:
        return empty("article_frames")
    hit, zone = coded["hit"].astype("float64"), coded["zone"].where(coded["counts"])
    for column, of in _IN.items():
        coded[column] = hit.where(zone == of)
    with_frame = coded["n_frame_sentences"] > 0
    coded["first_rank"] = coded["rank"].where(with_frame)
    coded["first_position"] = coded["position"].where(with_frame)
    groups = coded.groupby(_KEY)  # once: it is what takes long
    table = groups[_PLACE].first()
    table[_COUNTS] = groups[_COUNTS].sum(skipna=False)
    table[[*_IN]] = groups[[*_IN]].max().astype("boolean")
    table[_FIRST] = groups[_FIRST].min()
    order = {article: place for place, article in enumerate(sentences["article"].unique())}
    table = table.reset_index().sort_values("article", key=lambda a: a.map(order), kind="stable")
    table["weight"] = _of_family(table) if wire == BY_FAMILY else 1.0
    return require(table.assign(wire=wire), "article_frames")


def counted_sentences(codings: pd.DataFrame, sentences: pd.DataFrame, wire: str) -> pd.DataFrame:
    """Join decided codings to their sentences; the counts of one row are 0 or its own.

    Their arguments are those of :func:`article_frames`, which adds them up.
    """
    _check_words(sentences["zone"], ZONES)
    counts = _counting(sentences["origin"], wire)
    table = joined(codings, sentences[_OF_SENTENCE].assign(counts=counts))
    if "origin" in codings:
        table["counts"] |= (codings["origin"] == CLAUSE).fillna(False).to_numpy()
    table = table[table["present"].notna()]
    table["hit"] = (table["present"] == 1).astype(bool)
    running = table["zone"].isin(RUNNING) & table["counts"]
    table["n_sentences"] = running.astype("int64")
    table["n_words"] = table["n_words"].where(running, 0)
    table["n_frame_sentences"] = (running & table["hit"]).astype("int64")
    table["n_frame_words"] = table["n_words"].where(table["hit"], 0)
    return table


def _counting(origin: pd.Series, wire: str) -> pd.Series:
    """Tell of each sentence whether it counts; that needs the origin of every one, or of none."""
    if wire not in BY_ORIGIN:
        return pd.Series(True, index=origin.index)
    if lacking := int(origin.isna().sum()):
        raise ParameterError(
            f"wire is {wire!r}, but {lacking} of {len(origin)} sentences have no origin. "
            "First add the column: sentences = framing.wire.origins(sentences, alignments)."
        )
    _check_words(origin, ORIGINS)
    return origin.isin(BY_ORIGIN[wire])


def _check_words(values: pd.Series, allowed: tuple[str, ...]) -> None:
    unknown = values[~values.isin(allowed)].unique()
    if len(unknown):
        raise TableError(
            f"sentences.{values.name} is {some(unknown)}. Allowed: {', '.join(allowed)}."
            f"{suggestion(unknown[0], allowed)}"
        )


def _of_family(table: pd.DataFrame) -> pd.Series:
    """Weigh articles so that those of one family and event, by coder and frame, sum to 1."""
    family = ["coder", "frame", "event", "family"]
    return 1 / table.groupby(family, dropna=False)["article"].transform("size")
