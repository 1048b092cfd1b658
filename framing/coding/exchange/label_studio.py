"""Sentences to Label Studio, and the annotations made there back as codings.

Read is what Label Studio exports as JSON and as JSON-MIN. The tasks tell neither outlet nor
prediction; the labelling configuration has, for each frame, a block of choices for the
decision, its sub-codes, stance and voice, and a line for the speaker.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.coding.byhand.blank import UNIT, in_context, mark
from framing.coding.byhand.sample import check_units
from framing.coding.codebook import Codebook
from framing.coding.codings import ROUNDS
from framing.coding.exchange.annotations import Annotation, annotations_of, load
from framing.coding.exchange.decisions import Decision, decisions, once
from framing.errors import ParameterError, StudyError, some
from framing.tables.codes import READ
from framing.tables.contracts import FINAL
from framing.tables.require import check_choice, empty, require

START, END = "[the text begins]", "[the text ends]"
_ROWS = ["task", "annotation", "coder", "article", "sentence", "frame", "state", "reason"]


class Annotations(NamedTuple):
    """What an export holds: its codings, and what became of each annotation and frame."""

    codings: pd.DataFrame
    rows: pd.DataFrame


def label_studio_tasks(
    sentences: pd.DataFrame, *, codebook: Codebook, sample: pd.DataFrame | None = None
) -> list[dict[str, Any]]:
    """Make a task of each sentence, to be saved as JSON and imported into Label Studio.

    Parameters
    ----------
    sentences : a row is a sentence, with its text.
    codebook : by which it will be coded; its version and hash go along.
    sample : the sentences to code, as :func:`sample_units` gives them; all if not given.

    Returns
    -------
    A list of tasks, by article and sentence: the sentence between its neighbours, its article
    and number. Neither outlet nor prediction is told; the name of an article is in the data,
    though not on the screen.

    Raises
    ------
    ParameterError : the sample names a sentence that does not exist.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": ["Talks.", "Left out."]})
    >>> book = Codebook("Talks", "1.0", "en", {})
    >>> for task in label_studio_tasks(table, codebook=book):
    ...     print([task["data"][name] for name in ("before", "text", "after")])
    ['[the text begins]', 'Talks.', 'Left out.']
    ['Talks.', 'Left out.', '[the text ends]']
    """
    table = in_context(require(sentences, "sentences"))
    if sample is not None:
        units = require(sample, "sample")[UNIT]
        check_units(units, table, what="sample")
        table = table.merge(units, on=UNIT)
    columns = [*UNIT, "before", "text", "after"]
    return [
        {
            "data": {
                "article": article,
                "sentence": int(sentence),
                "before": before or START,
                "text": text,
                "after": after or END,
                "codebook": mark(codebook),
            }
        }
        for article, sentence, before, text, after in table[columns].itertuples(index=False)
    ]


def read_label_studio(
    source: str | Path | list[Any],
    *,
    codebook: Codebook,
    coder: str | Mapping[Any, str] | None = None,
    round: str = FINAL,
) -> Annotations:
    """Read what Label Studio exported, JSON or JSON-MIN, and check every choice.

    Parameters
    ----------
    source : the file, or what is in it.
    codebook : the one that the labelling configuration was made from.
    coder : the coders' names by Label Studio's number or address of them; one name if one
        person annotated all. If not given, the number or address is the name.
    round : training, pilot or final; Label Studio does not know.

    Returns
    -------
    ``codings``, the decisions by article and sentence, and ``rows``: a row is a frame of an
    annotation, or a task, cancelled annotation, draft or prediction that holds no decision.
    Its ``state`` is read, open (no decision), rejected or skipped; ``reason`` says why. A
    frame without a decision is not coded. Sub-codes without a fitting decision are rejected;
    so is a frame that one coder decided twice: both decisions if they differ, else the second.

    Raises
    ------
    StudyError : the file cannot be read, a task names no sentence, nobody is named as its
        annotator, or a field or choice is unknown; the message names file, task, annotation.
    ParameterError : one name for several annotators, or an annotator without a name.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}}
    >>> export = [{"id": 7, "article": "a", "sentence": 0, "f__present": "present",
    ...     "annotator": 2, "annotation_id": 31}]
    >>> codings, rows = read_label_studio(
    ...     export, codebook=parse_codebook(book, source="b"), coder={2: "anna"})
    >>> codings[["article", "sentence", "coder", "frame", "present"]]
      article  sentence coder frame  present
    0       a         0  anna     f        1
    """
    check_choice(round, ROUNDS, what="round")
    name, records = load(source)
    found = [
        annotation
        for number, record in enumerate(records, 1)
        for annotation in annotations_of(record, number, name)
    ]
    named = _named(found, coder)
    decided = list(once(one for annotation in named for one in decisions(annotation, codebook)))
    return Annotations(_codings(decided, codebook, round), _rows(decided))


def _named(found: list[Annotation], coder: str | Mapping[Any, str] | None) -> list[Annotation]:
    """Give annotations the names of their coders."""
    people = dict.fromkeys(one.coder for one in found if not one.skipped)
    if isinstance(coder, str):
        if len(people) > 1:
            raise ParameterError(
                f"coder is {coder!r}, but {len(people)} people annotated: {some(people)}; give "
                "each a name, as in coder={'1': 'anna', '2': 'ben'}."
            )
        names = dict.fromkeys(people, coder)
    elif coder is None:
        names = {person: person for person in people}
    else:
        names = {str(person): name for person, name in coder.items()}
        if missing := [person for person in people if person not in names]:
            raise ParameterError(f"coder has no name for annotator {some(missing)}; add it.")
    _check_known(found, names)
    return [one._replace(coder=names.get(one.coder, one.coder)) for one in found]


def _check_known(found: list[Annotation], names: Mapping[str, str]) -> None:
    for one in found:
        if not one.skipped and not names[one.coder].strip():
            raise StudyError(f"{one.where}: it does not say who annotated; give 'coder'.")


def _codings(decided: list[Decision], codebook: Codebook, round: str) -> pd.DataFrame:
    order = {frame: place for place, frame in enumerate(codebook.frames)}
    rows = [
        {
            **dict(zip(("coder", "article", "sentence", "frame"), one.key, strict=True)),
            "present": one.present,
            **dict(one.values),
            "round": round,
        }
        for one in decided
        if one.state == READ
    ]
    rows.sort(
        key=lambda row: (row["article"], row["sentence"], order[str(row["frame"])], row["coder"])
    )
    return require(pd.DataFrame(rows), "codings") if rows else empty("codings")


def _rows(decided: list[Decision]) -> pd.DataFrame:
    rows = [
        (one.of.task, one.of.annotation, one.of.coder, one.of.article, one.of.sentence, one.frame,
         one.state, one.reason)
        for one in decided
    ]  # fmt: skip
    kinds = {name: "Int64" if name == "sentence" else "str" for name in _ROWS}
    return pd.DataFrame(rows, columns=_ROWS).replace("", None).astype(kinds)
