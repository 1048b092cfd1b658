"""The same answer under the other choices that could be defended: does it stand?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import pandas as pd

from framing.coding.byhand.sample import of_hits
from framing.coding.codebook import Frame
from framing.compare.article_frames import article_frames
from framing.compare.difference import Comparison, comparison
from framing.compare.findings import described, findings
from framing.compare.resample import ALPHA, holm
from framing.corpus.zones import BODY, CAPTION, HEADLINE, SUBHEAD
from framing.errors import ParameterError, some, suggestion
from framing.tables.codes import (
    AS_STATED,
    CORRECTED,
    NOT_TOLD,
    OTHER_CODER,
    TOLD,
    TOLD_BY_ARTICLE,
    WITH_HEADLINES,
    WITHOUT_QUOTATIONS,
    WITHOUT_SUBCODE,
    WITHOUT_SUBHEADS,
)
from framing.tables.require import cell_of, empty, require, values_of
from framing.tables.toml import SEED
from framing.trust.corrected_difference import corrected_comparison
from framing.voice.marks import unquoted_parts

_DIFFERENCE = ["estimate", "ci_low", "ci_high"]


class Asked(NamedTuple):
    """What the report asks beside: p of its other frames, how many comparisons; and the seed."""

    others: pd.Series
    comparisons: int
    seed: int


class Sample(NamedTuple):
    """What corrects a coder: codes of a reference, and with which chance these were drawn."""

    codings: pd.DataFrame
    reference: str
    drawn: pd.DataFrame


class Change(NamedTuple):
    """What is done to codings, the reference's too, by what a column of them holds."""

    column: str
    made: Callable[[pd.DataFrame], pd.DataFrame]


class Variant(NamedTuple):
    """A choice: its code and detail, the codings of one coder, the sentences, what was changed."""

    code: str
    detail: str
    codings: pd.DataFrame
    sentences: pd.DataFrame
    change: Change | None = None


def robustness(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    frame: Frame,
    coder: str,
    reference: str = "",
    sample: pd.DataFrame | None = None,
    corrected: bool = False,
    tests: pd.DataFrame | None = None,
    seed: int = SEED,
) -> pd.DataFrame:
    """Run the answer on one frame again under each defensible alternative.

    The alternatives are every other coder who coded as many sentences, each sub-code left out in
    turn, what the article itself tells alone, sentences of quotations left out, subheads left
    out, headlines and captions counted (which the counts of sentences otherwise leave out), and
    the correction by a sample of reference codes.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    sentences : a row is a sentence.
    frame : the frame, with its sub-codes.
    coder : whose codings the answer states.
    reference : the coder of the sample, if there is one.
    sample : a row is a sentence that was drawn for the reference (see :func:`correction`).
    corrected : whether the answer is the share corrected by the sample.
    tests : a row is a frame of the report and the test of all outlets on it
        (:func:`framing.compare.homogeneity`), with which this one is judged; made of the codings
        if not given.
    seed : of the resampling.

    Returns
    -------
    A row is a ``variant`` (with the coder or sub-code that it is about as ``detail``) and an
    outlet, the stated answer first: ``n_present`` of ``n_articles`` texts have the frame,
    ``n_frame`` of ``n_sentences`` sentences carry it; ``estimate`` is the share of sentences
    less that of the median outlet, with its 95 % interval where there is one. ``claim`` says
    what this amounts to, and ``stands`` whether that is what the stated answer says.

    Raises
    ------
    ParameterError : ``coder`` coded nothing on this frame.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "text": "Left out."})
    >>> codings = pd.DataFrame({"article": ["a", "b"] * 2, "sentence": 0, "frame": "f",
    ...     "coder": ["me", "me", "rules", "rules"], "present": [1, 0, 1, 1]})
    >>> found = robustness(codings, table, frame=Frame("f", "F", "d"), coder="me")
    >>> found[["variant", "detail", "outlet", "claim", "stands"]].head(4)
           variant detail outlet       claim  stands
    0    as_stated             a       found    True
    1    as_stated             b  none_found    True
    2  other_coder  rules      a       found    True
    3  other_coder  rules      b       found   False
    """
    codings, sentences = require(codings, "codings"), require(sentences, "sentences")
    asked = _asked(codings[codings["coder"] == coder], sentences, frame.id, tests, seed)
    codings = codings[codings["frame"] == frame.id]
    coders = sorted(codings["coder"].unique())
    if coder not in coders:
        raise ParameterError(
            f"coder is {coder!r}, who coded nothing on frame '{frame.id}'. Coders: "
            f"{some(coders) or 'none'}.{suggestion(coder, coders)}"
        )
    by = None
    if sample is not None and not of_hits(sample) and reference not in ("", coder):
        by = Sample(codings[codings["coder"] == reference], reference, sample)
    tables = list(_tried(codings, sentences, frame, coder, by, asked, corrected=corrected))
    if not len(tables[0]):
        return empty("robustness")
    stated = tables[0].set_index("outlet")["claim"]
    table = pd.concat(tables, ignore_index=True)
    same = table["claim"] == table["outlet"].map(stated)
    return require(table.assign(stands=same), "robustness")


def _asked(
    stated: pd.DataFrame, sentences: pd.DataFrame, frame: str, tests: pd.DataFrame | None, seed: int
) -> Asked:
    report = article_frames(stated, sentences)
    n = len(report.drop_duplicates(["outlet", "frame"]))
    if tests is None:
        others = report[report["frame"] != frame]
        tests = comparison(others, comparisons=n, seed=seed).homogeneity
    return Asked(tests.loc[tests["frame"] != frame, "p"], n, seed)


def _tried(
    codings: pd.DataFrame, sentences: pd.DataFrame, frame: Frame, coder: str,
    by: Sample | None, asked: Asked, *, corrected: bool,
) -> Iterator[pd.DataFrame]:  # fmt: skip
    """Yield the answer under each choice, the stated one first."""
    if not (corrected and by):
        yield from _outcomes([*_variants(codings, sentences, frame, coder)], asked)
        if by:
            stated = codings[codings["coder"] == coder]
            yield _corrected(stated, sentences, by, asked).assign(variant=CORRECTED)
        return
    own = codings[codings["coder"] != by.reference]
    for variant, detail, given, texts, change in _variants(own, sentences, frame, coder):
        held = by
        if change:
            if by.codings[change.column].isna().all():
                continue  # nothing tells which codes would go
            held = by._replace(codings=change.made(by.codings))
        yield _corrected(given, texts, held, asked).assign(variant=variant, detail=detail)


def _variants(
    codings: pd.DataFrame, sentences: pd.DataFrame, frame: Frame, coder: str
) -> Iterator[Variant]:
    """Yield each variant; one that makes no difference is none."""
    stated = codings[codings["coder"] == coder]
    yield Variant(AS_STATED, "", stated, sentences)
    for name, given in codings.groupby("coder"):
        if name != coder and given["present"].notna().sum() >= stated["present"].notna().sum():
            yield Variant(OTHER_CODER, str(name), given, sentences)
    for subcode in frame.subcodes:
        change = Change("subcode", partial(without_subcode, subcode=subcode))
        yield Variant(WITHOUT_SUBCODE, subcode, change.made(stated), sentences, change)
    for code, change in (
        (TOLD_BY_ARTICLE, Change("voice", told_by_article)),
        (WITHOUT_QUOTATIONS, Change("present", partial(without_quotations, sentences=sentences))),
    ):
        given = stated if stated[change.column].isna().all() else change.made(stated)
        if not given["present"].equals(stated["present"]):
            yield Variant(code, "", given, sentences, change)
    for code, texts in (
        (WITHOUT_SUBHEADS, _as_zone(sentences, [SUBHEAD], HEADLINE)),
        (WITH_HEADLINES, _as_zone(sentences, [HEADLINE, CAPTION], BODY)),
    ):
        if not texts["zone"].equals(sentences["zone"]):
            yield Variant(code, "", stated, texts)


def without_subcode(codings: pd.DataFrame, subcode: str) -> pd.DataFrame:
    """Drop a sub-code; a coding that has no other becomes absent.

    Examples
    --------
    >>> codings = pd.DataFrame({"present": [1, 1], "subcode": ["left_out", "left_out;told"]})
    >>> without_subcode(codings, "left_out")["present"].tolist()
    [0, 1]
    """
    kept = [[v for v in values_of(cell) if v != subcode] for cell in codings["subcode"]]
    emptied = [not left and subcode in values_of(cell)
               for left, cell in zip(kept, codings["subcode"], strict=True)]  # fmt: skip
    present = codings["present"].mask(pd.Series(emptied, index=codings.index), 0)
    return codings.assign(present=present, subcode=[cell_of(*left) or None for left in kept])


def told_by_article(codings: pd.DataFrame) -> pd.DataFrame:
    """Count what the article itself tells alone: what is somebody's claim becomes absent.

    Where it is not told whose voice a passage is, it is not known.

    Examples
    --------
    >>> codings = pd.DataFrame({"present": [1, 1, 1, 0], "voice": ["text;us", "us", None, None]})
    >>> told_by_article(codings)["present"].tolist()
    [1, 0, <NA>, 0]
    """
    voices = codings["voice"].map(values_of)
    others = voices.map(lambda found: bool(found) and TOLD not in found)
    present = codings["present"].astype("Int64")
    unknown = (present == 1).fillna(False) & ~voices.map(bool)
    return codings.assign(present=present.mask(others & (present == 1), 0).mask(unknown))


def without_quotations(codings: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Take sentences for absent of which more than half stands in quotation marks."""
    raised = codings[(codings["present"] == 1).fillna(False)]
    keys = ["article", "sentence"]
    rows = raised[keys].reset_index()
    rows = rows.merge(sentences, on=keys, how="left", validate="many_to_one").set_index("index")
    left = [sum(map(len, parts)) for parts in unquoted_parts(rows.astype({"text": "str"}))]
    quoted = rows.index[pd.Series(left, rows.index) < rows["text"].str.len() / 2]
    return codings.assign(present=codings["present"].mask(codings.index.isin(quoted), 0))


def _as_zone(sentences: pd.DataFrame, zones: list[str], zone: str) -> pd.DataFrame:
    """Treat sentences of some zones as if they stood in another."""
    return sentences.assign(zone=sentences["zone"].mask(sentences["zone"].isin(zones), zone))


def _outcomes(variants: list[Variant], asked: Asked) -> Iterator[pd.DataFrame]:
    """Yield of each variant a row an outlet: its counts, its difference from the middle, the claim.

    They are counted and compared in one go, as if each were a coder of its own.
    """
    given: dict[int, list[pd.DataFrame]] = {}
    for n, variant in enumerate(variants):
        given.setdefault(id(variant.sentences), []).append(variant.codings.assign(coder=str(n)))
    of = {id(variant.sentences): variant.sentences for variant in variants}
    counted = [article_frames(pd.concat(each), of[texts]) for texts, each in given.items()]
    texts = pd.concat(counted, ignore_index=True)
    found = comparison(texts, comparisons=asked.comparisons, seed=asked.seed)
    for n, variant in enumerate(variants):
        own = [table[table["coder"] == str(n)] for table in (texts, *found)]
        table = _outcome(own[0], Comparison(*own[1:]), asked.others)
        yield table.assign(variant=variant.code, detail=variant.detail)


def _outcome(texts: pd.DataFrame, found: Comparison, others: pd.Series) -> pd.DataFrame:
    groups = texts.groupby("outlet")
    table = pd.DataFrame(
        {
            "n_present": groups["present"].sum(),
            "n_articles": groups.size(),
            "n_frame": groups["n_frame_sentences"].sum(),
            "n_sentences": groups["n_sentences"].sum(),
        }
    )
    table = _claimed(table, found, others)
    plain = described(table["n_frame"], table["n_sentences"])
    claim = table["claim"].mask(table["claim"] == NOT_TOLD, plain)
    return table.assign(claim=claim).reset_index()


def _corrected(
    given: pd.DataFrame, sentences: pd.DataFrame, by: Sample, asked: Asked
) -> pd.DataFrame:
    """Return the same of corrected shares; texts and sentences with the frame are not counted."""
    groups = article_frames(given, sentences).groupby("outlet")
    table = pd.DataFrame({"n_articles": groups.size(), "n_sentences": groups["n_sentences"].sum()})
    found = corrected_comparison(
        pd.concat([given, by.codings]), sentences, sample=by.drawn,
        coder=given["coder"].iloc[0], reference=by.reference,
    )  # fmt: skip
    return _claimed(table, found, asked.others).reset_index()


def _claimed(table: pd.DataFrame, found: Comparison, others: pd.Series) -> pd.DataFrame:
    """Add each outlet's difference, and what may be said of it beside the report's other frames."""
    tests = found.homogeneity
    p_holm = holm(pd.concat([tests["p"], others], ignore_index=True)).iloc[0]
    differ = p_holm < ALPHA if pd.notna(p_holm) else None
    said = findings(found.difference, tests.assign(differ=differ)).set_index("outlet")
    said = said.reindex(table.index)
    return table.assign(**said[_DIFFERENCE].astype("float64"), claim=said["claim"].fillna(NOT_TOLD))
