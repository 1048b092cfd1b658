"""Sentences to Label Studio, and the annotations made there back as codings.

Read is what Label Studio exports as JSON and as JSON-MIN. The tasks tell neither outlet nor
prediction; the labelling configuration has, for each frame, a block of choices for the
decision and each kind of code, and lines for who speaks and who is held responsible.
"""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from framing.coding.byhand.blank_sheet import UNIT, in_context, mark
from framing.coding.byhand.sample import check_units
from framing.coding.claims import HOW
from framing.coding.codebook import Codebook, Frame
from framing.coding.codings import ROUNDS
from framing.coding.decisions import (
    DECISIONS,
    Decision,
    ReadCodings,
    Unit,
    not_allowed,
    read,
)
from framing.coding.exchange.annotations import Annotation, annotations_of, records_of
from framing.coding.exchange.label_config import FREE, NOTE, choices_of, field
from framing.errors import ParameterError, StudyError, some, suggestion
from framing.tables.codes import ABSENT
from framing.tables.contracts import FINAL
from framing.tables.require import check_choice, require

START, END = "[the text begins]", "[the text ends]"


def label_studio_tasks(
    sentences: pd.DataFrame, *, codebook: Codebook, sample: pd.DataFrame | None = None
) -> list[dict[str, Any]]:
    """Make a task of each sentence, to be saved as JSON and imported into Label Studio.

    Parameters
    ----------
    sentences : a row is a sentence, with its text.
    codebook : by which it will be coded; its version and hash go along.
    sample : the sentences to code, as :func:`framing.byhand.sample` gives them; all if not given.

    Returns
    -------
    A list of tasks: the sentence between its neighbours, under the pseudonym that sheets give it
    too (``unit``), and in the order of these. Article, outlet and prediction stand nowhere; the
    key is the sample.

    Raises
    ------
    ParameterError : the sample names a sentence that does not exist.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": ["Talks.", "Left out."]})
    >>> book = Codebook("Talks", "1.0", "en", {})
    >>> for task in label_studio_tasks(table, codebook=book):
    ...     print([task["data"][name] for name in ("unit", "before", "text", "after")])
    ['uovnuf5cej3', 'Talks.', 'Left out.', '[the text ends]']
    ['uygovsrvu6t', '[the text begins]', 'Talks.', 'Left out.']
    """
    table = in_context(require(sentences, "sentences"))
    drawn = require(table.assign(probability=1.0) if sample is None else sample, "sample")
    check_units(drawn, table, what="sample")
    table = table.merge(drawn[[*UNIT, "unit"]], on=UNIT, validate="one_to_one")
    columns = ["unit", "before", "text", "after"]
    return [
        {
            "data": {
                "unit": unit,
                "before": before or START,
                "text": text,
                "after": after or END,
                "codebook": mark(codebook),
            }
        }
        for unit, before, text, after in sorted(table[columns].itertuples(index=False, name=None))
    ]


def is_export(data: bytes, name: str) -> bool:
    """Tell by its first sign, or by its name, whether a file of codings is JSON."""
    return name.lower().endswith(".json") or data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (
        b"[",
        b"{",
    )


def read_export(
    data: bytes,
    name: str,
    *,
    codebook: Codebook,
    coder: str | Mapping[Any, str] | None = None,
    round: str = FINAL,
    units: Collection[Unit] | None = None,
    key: Mapping[str, Unit] | None = None,
) -> ReadCodings:
    """Read what Label Studio exported, JSON or JSON-MIN, and check every choice.

    ``key`` says which sentences the pseudonyms of the tasks mean; tasks of earlier versions name
    article and sentence themselves.

    A row is a frame of an annotation, or a task, cancelled annotation, draft or prediction that
    holds no decision. A frame without a decision is open; sub-codes without a fitting decision
    are rejected, and so is a frame that one coder decided twice.

    Raises
    ------
    StudyError : no export, a task names no sentence, nobody is named as its annotator, or a
        field or choice is unknown; the message names file, task, annotation.
    ParameterError : one name for several annotators, or an annotator without a name.
    """
    check_choice(round, ROUNDS, what="round")
    found = [
        annotation
        for number, record in enumerate(records_of(data, name), 1)
        for annotation in annotations_of(record, number, name, key or {})
    ]
    named = _named(found, coder)
    decided = [one for each in named for one in _decisions(each, codebook, round)]
    return read((_drawn(one, units) for one in decided), codebook, units)


def _named(found: list[Annotation], coder: str | Mapping[Any, str] | None) -> list[Annotation]:
    """Give annotations the names of their coders."""
    people = list(dict.fromkeys(one.coder for one in found if not one.skipped))
    if isinstance(coder, str) and len(people) > 1:
        raise ParameterError(
            f"coder is {coder!r}, but {len(people)} people annotated: {some(people)}; give "
            "each a name, as in coder={'1': 'anna', '2': 'ben'}."
        )
    names = dict(zip(people, people, strict=True))
    if isinstance(coder, str):
        names = dict.fromkeys(people, coder)
    elif coder is not None:
        names = {str(person): name for person, name in coder.items()}
    if missing := [person for person in people if person not in names]:
        raise ParameterError(f"coder has no name for annotator {some(missing)}; add it.")
    for one in found:
        if not one.skipped and not names[one.coder].strip():
            raise StudyError(f"{one.where}: it does not say who annotated; give 'coder'.")
    return [one._replace(coder=names.get(one.coder, one.coder)) for one in found]


def _decisions(annotation: Annotation, codebook: Codebook, round: str) -> Iterator[Decision]:
    """Yield what an annotation decides of each frame; what it leaves open is told."""
    whose = (annotation.place, annotation.coder, annotation.article, annotation.sentence)
    if annotation.skipped:
        yield Decision(*whose, None, remark=annotation.skipped)
        return
    _check_fields(annotation, codebook)
    for frame in codebook.frames.values():
        yield Decision(*whose, frame.id, **_said(annotation, frame, codebook, round))


def _drawn(one: Decision, units: Collection[Unit] | None) -> Decision:
    """Reject what was decided of a sentence that is not in the sample."""
    drawn = units is None or one.frame is None or (one.article, one.sentence) in units
    fault = f"'{one.article}' sentence {one.sentence} is not in the sample"
    return one if drawn else one.rejected(fault)


def _check_fields(annotation: Annotation, codebook: Codebook) -> None:
    known = [NOTE]
    for frame in codebook.frames.values():
        known += [field(frame.id, block) for block in (*choices_of(frame, codebook), *FREE)]
    if unknown := [name for name in annotation.words if name not in known]:
        raise StudyError(
            f"{annotation.where}: {some(unknown)} is no field of the codebook '{codebook.name}'. "
            f"Fields: {', '.join(known)}.{suggestion(unknown[0], known)}"
        )


def _said(annotation: Annotation, frame: Frame, codebook: Codebook, round: str) -> dict[str, Any]:
    """Return what an annotation says of a frame: its values, or what it leaves open or wrong."""
    given = {
        block: _chosen(annotation, field(frame.id, block), codes)
        for block, codes in choices_of(frame, codebook).items()
    }
    decided = given.pop("present")
    subcodes = given.get("subcode", [])
    if not decided:
        filled = [block for block, codes in given.items() if codes]
        return {"remark": f"no decision yet{f', though {some(filled)} is filled' * bool(filled)}"}
    if len(decided) > 1:
        return {"faults": (f"decided {some(decided)}; choose one",)}
    if decided == [ABSENT] and subcodes:
        said = f"decision is absent, but subcode {some(subcodes)} says how it is present"
        return {"faults": (said,)}
    values = {
        "present": DECISIONS[decided[0]],
        "subcode": ";".join([*subcodes, *given.get("countercode", [])]) or None,
        **{
            name: ";".join(given[name]) or None
            for name in HOW
            if name in given and name != "subcode"
        },
        **{name: _free(annotation, field(frame.id, name), ";") for name in FREE},
        "note": _free(annotation, NOTE, "; "),
        "round": round,
    }
    return {"values": values, "answer": tuple(values.values())}


def _chosen(annotation: Annotation, name: str, allowed: Collection[str]) -> list[str]:
    """Return what was chosen, in codebook order; each choice must be one of those allowed."""
    chosen = annotation.words.get(name, [])
    if unknown := [word for word in chosen if word not in allowed]:
        raise StudyError(f"{annotation.where}: {not_allowed(name, unknown, allowed)}")
    return [code for code in allowed if code in chosen]


def _free(annotation: Annotation, name: str, joint: str) -> str | None:
    words = annotation.words.get(name, [])
    pieces = [piece for word in words for piece in (word.split(";") if joint == ";" else [word])]
    return joint.join(filter(None, map(str.strip, pieces))) or None
