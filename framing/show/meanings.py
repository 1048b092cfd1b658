"""What the codes of a table mean, in the words of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from framing.compare.paired import MIN_EVENTS
from framing.compare.resample import MIN_FOR_INTERVAL, MIN_FOR_SHARE
from framing.show.plain_words import count
from framing.tables import codes
from framing.tables.contracts.wire_tables import (
    ABSENT,
    ADAPTED,
    CLAUSE,
    DROPPED,
    EDITED,
    ELSEWHERE,
    KEPT,
    NOT_CAPTURED,
    OTHERWISE,
    OWN,
    QUOTED,
    REWORDED,
    TRIMMED,
    UNMATCHED,
    VERBATIM,
)
from framing.tables.require import values_of
from framing.trust.agreement import MIN_FAMILIES
from framing.trust.correction import MIN_CARRYING, MIN_CODES, MIN_OF_EACH, MIN_STORIES
from framing.trust.reliability import MIN_POSITIVE_FAMILIES, MIN_POSITIVES, TENTATIVE_FROM

WHY_NO_P = {
    codes.ONE_TEXT: "one text",
    codes.FEW_TEXTS: f"fewer than {MIN_FOR_INTERVAL} texts",
    codes.FEW_FAMILIES: f"fewer than {MIN_FOR_INTERVAL} independent stories",
    codes.NO_OTHER_WORD: "no other word",
}
ORIGINS = {  # of a sentence, the closest first
    VERBATIM: "in another text, word for word",
    TRIMMED: "in another text, trimmed or extended",
    REWORDED: "in another text, reworded",
    QUOTED: "another text quotes the same words",
    KEPT: "in the agency's text, word for word",
    EDITED: "in the agency's text, trimmed or extended",
    ADAPTED: "in the agency's text, reworded",
    UNMATCHED: "in no other text here",
    OWN: "own: neither in the agency's text nor in another",
    CLAUSE: "a clause found in no other text here, in a shared sentence; it may be the agency's",
}
RELATIONS = {VERBATIM: "word for word", TRIMMED: "trimmed or extended", REWORDED: "reworded"}
TOLD = {  # what became of a passage in another text
    KEPT: "kept", REWORDED: "reworded", OTHERWISE: "put otherwise",
    ELSEWHERE: "raised in another sentence", DROPPED: "clause dropped",
    ABSENT: "not found", NOT_CAPTURED: "not captured",
}  # fmt: skip
JUDGED = {
    codes.WELCOME: "welcome", codes.HARMFUL: "harmful", codes.MIXED_JUDGEMENT: "both",
    codes.NO_JUDGEMENT: "not judged",
}  # fmt: skip
DOES = {
    "problem": "a problem", "cause": "a cause", "judgement": "a judgement", "remedy": "a remedy",
    "none": "none of these",
}  # fmt: skip
_NO_HASHES = "no hashes of texts in the manifest of the {} report, which an earlier version wrote"
_NOTES = {
    codes.OPEN: "some texts are not decided yet",
    codes.ONE_TEXT: "describes this one text",
    codes.FEW_TEXTS: f"{WHY_NO_P[codes.FEW_TEXTS]}: no interval",
    codes.FEW_FAMILIES: f"{WHY_NO_P[codes.FEW_FAMILIES]}: no interval",
    codes.FEW_SENTENCES: f"fewer than {MIN_FOR_SHARE} sentences: counts, no share",
    codes.NO_VARIATION: "no variation between texts: interval not estimable",
    codes.TOO_RARE: "too rare for an interval: it stands in too few independent texts",
    codes.ONE_OUTLET: "one outlet: nothing to compare it with",
    codes.WEIGHTED: "weighted: articles of one family count once together",
    codes.COVERAGE_OBSERVED: "observed coverage: {covered}",
    codes.COVERAGE_UNKNOWN: "coverage of such intervals not known",
    codes.NOT_COMPARED: "not coded on both sides: no difference",
    codes.UNCHECKED: "hits that nobody has checked yet: cannot be told",
    codes.UNCORRECTED: "as counted alone, not corrected for coding error: no interval",
    codes.TEXTS_UNCORRECTED: "shares of texts are not corrected for coding error: cannot be told",
    codes.NO_EVENT: "no event that both covered: not compared",
    codes.ONE_EVENT: "one event: the difference within it alone",
    codes.FEW_EVENTS: f"fewer than {MIN_EVENTS} events: about these events alone",
    codes.EVENTS_ALIKE: "no variation between events: interval not estimable",
    codes.ALONE: "one independent text on a side of an event: interval not estimable",
    codes.NO_TEXTS: "no texts",
    codes.NONE_CODED: "no text coded",
    codes.UNDATED: "texts without a date",
    codes.NOT_USED_HERE: "not used here: log ratio and dispersion undefined",
    codes.USED_HERE_ALONE: "used here alone: log ratio undefined",
    codes.NOT_RESAMPLED: "one story here: no texts to be drawn anew, so stability is not known",
    codes.NOT_SHUFFLED: "from sums by outlet: texts are not shuffled or drawn anew, so p, q, "
    "dispersion and stability are not known",
    codes.NO_OTHER_WORD: f"{WHY_NO_P[codes.NO_OTHER_WORD]}: odds undefined",
    codes.FAMILIES_UNKNOWN: "describes these sentences: no interval",
    codes.NONE_IN_COMMON: "no sentence decided by both: undefined",
    codes.NO_POSITIVE: "no positive on either side: undefined",
    codes.NO_POSITIVE_HERE: "no positive by the coder: precision undefined",
    codes.NO_POSITIVE_THERE: "no positive by the reference: recall undefined",
    codes.FEW_UNRELATED: f"fewer than {MIN_FAMILIES} unrelated articles: no interval",
    codes.FEW_WITH_POSITIVE: f"fewer than {MIN_FAMILIES} unrelated articles with a positive: no "
    "interval of {bare}",
    codes.SAMPLE_WEIGHTED: "shares weighted by 1 / probability of the sample; coverage was "
    "simulated without weights",
    codes.NO_HIT: "no hit in these texts",
    codes.NONE_TWICE: "no unit decided by two coders: undefined",
    codes.ALL_ALIKE: "all codings are alike: alpha, kappa and AC1 undefined",
    codes.FEW_POSITIVES: f"not estimable: fewer than {MIN_POSITIVES} positives in "
    f"{MIN_POSITIVE_FAMILIES} unrelated articles",
    codes.NO_LIMITS: "one article decides alone, or all are alike: interval not estimable",
    codes.REPEATED: "runs of one model with one prompt: repeat consistency",
    codes.BETWEEN_MACHINES: "between machines: no verdict",
    codes.PERSON_AND_MACHINE: "person and machine: no verdict",
    codes.KINDS_UNKNOWN: "kinds of coders not known: no verdict",
    codes.KAPPA_OF_TWO: "kappa is for two coders",
    codes.COVERAGE_NOT_OF_SCORES: "coverage was simulated for yes or no, not for scores",
    codes.NOT_READ_TWICE: "no article read by two coders: undefined",
    codes.ONE_READER: "spans in articles that one coder alone read are left out",
    codes.NOTHING_MARKED: "nothing marked in articles that two coders read: undefined",
    codes.NOTHING_UNMARKED: "everything marked by every coder: undefined",
    codes.CODED_IN_FULL: "every sentence has a reference code: no correction needed",
    codes.NOT_DRAWN: "no sentence drawn here: no corrected estimate",
    codes.STRATUM_UNDECIDED: "stratum without a decided sentence: no corrected estimate",
    codes.STRATA_INCOMPLETE: "strata of {n_drawable} for {n_sentences} sentences: the others could "
    "not be drawn; no corrected estimate",
    codes.SAMPLE_UNDECIDED: "{n_open} of {n_drawn} sampled sentences without a decision: taken as "
    "missing at random within their stratum",
    codes.CODER_UNDECIDED: "{n_undecided} sentences that the coder did not decide count as "
    "predicted absent",
    codes.INTERVAL_OUTSIDE: "corrected share not within 0 to 1: too few codes",
    codes.FEW_CODES: f"fewer than {MIN_CODES} codes, or than {MIN_OF_EACH} with it and as many "
    f"without in {MIN_CARRYING} independent stories: no interval",
    codes.FEW_STORIES: f"fewer than {MIN_STORIES} independent stories: too few for a corrected "
    "interval",
    codes.NOT_REACHABLE: "not reachable by coding more: with these articles at best {best:.3f}",
    codes.NO_SAMPLE: "codes of no known chance: nothing drawn has been read",
    codes.MORE_THAN_THERE: "these texts have fewer such sentences left than codes are needed",
    codes.NOT_BY_PERSON: "not read by a person",
    codes.HITS_ALONE: "drawn among hits alone: nothing is known of the other sentences, so there "
    "is precision, and neither recall nor correction",
    codes.FEW_OUTLETS: f"too few outlets: of a group fewer than {MIN_FOR_INTERVAL}, or fewer than "
    "two with codes enough to compare their errors",
    codes.NO_INTERVAL: "no interval",
    codes.EARLIER_WITHOUT_HASHES: _NO_HASHES.format("earlier"),
    codes.LATER_WITHOUT_HASHES: _NO_HASHES.format("later"),
    codes.NOT_SCORED: "{not_scored} not in English",
    codes.NOT_TOLD: "the tone of no mention is told",
}
_NOT_TOLD = "cannot be told"
_OF_AGREEMENT = ("precision", "recall", "f1")
_CLAIMS = {
    codes.MORE: "more than the median outlet",
    codes.LESS: "less than the median outlet",
    codes.ALIKE: "alike within the margin",
    codes.NOT_SHOWN: "no difference shown",
    codes.NONE_FOUND: "none found",
    codes.FOUND: "neither clearly most nor least",
    codes.MOST: "largest share",
    codes.FEWEST: "smallest share",
    codes.NOT_TOLD: _NOT_TOLD,
}
MEANINGS: dict[str, dict[str, str]] = {
    "note": _NOTES,
    "change": {codes.ROWS_NEW: "rows new", codes.ROWS_GONE: "rows gone"},
    "called": {
        codes.MIXED: "agreement of person and machine",
        codes.KINDS_UNKNOWN: "agreement",
        codes.CORRECTED: "corrected by what people code reliably",
        codes.MATCHED: "brought to what {reference} says",
    },
    "rests_on": {
        codes.AS_CODED: "counts as coded",
        codes.CORRECTED: "shares corrected by a sample of codes",
    },
    "verdict": {
        codes.NOT_RELIABLE: "not reliable enough",
        codes.NOT_SUPPORTED: "not supported: the difference may be chance",
        codes.UNKNOWN: _NOT_TOLD,
        codes.MAY_COUNT: "may be counted",
        codes.NEEDS_MORE: "needs {codes_needed}",
        codes.NOT_TO_AUTOMATE: "not to be left to this coder",
        codes.UNCHECKED: "hits, not yet checked",
    },
    "draw": {
        codes.AMONG_FOUND: "among what the coder calls positive",
        codes.AMONG_OTHERS: "among what the coder does not call positive",
    },
    "measure": {
        "salience": "share of sentences",
        "prevalence": "texts with it",
        "prominence": "texts with it on top",
    },
    "variant": {
        codes.AS_STATED: "as stated",
        codes.OTHER_CODER: "coded by {detail}",
        codes.WITHOUT_SUBCODE: "without sub-code: {detail}",
        codes.TOLD_BY_ARTICLE: "told by the article only",
        codes.WITHOUT_QUOTATIONS: "without quotations",
        codes.WITHOUT_SUBHEADS: "subheads left out",
        codes.WITH_HEADLINES: "headlines and captions counted",
        codes.CORRECTED: "corrected by a sample of reference codes",
    },
    "claim": _CLAIMS,
    "rules": _CLAIMS,
    "people": _CLAIMS,
    "reason": {
        codes.CUT_AT_LIMIT: "cut off at the limit of tokens",
        codes.BEYOND_CONTEXT: "more than the model can read",
        codes.TOKENS_FAR: "the server read far more or fewer tokens than were sent",
        codes.NOT_JSON: "no JSON",
        codes.IN_PROSE: "answered in prose",
        codes.OTHER_SCHEMA: "JSON of another schema",
        codes.CONTRADICTS: "contradicts itself",
        codes.REFUSED: "refused by the model",
        codes.REQUEST_REFUSED: "the request was refused",
        codes.SERVER_FAILED: "the server failed",
        codes.TIMED_OUT: "no answer in time",
        codes.BROKEN: "the connection broke",
        codes.OTHER_TEXT: "answered to a text that has changed",
    },
    "by": {
        codes.ALL_UNITS: "all units",
        codes.OUTLET: "outlet",
        codes.LENGTH: "length of text",
    },
    "turns": {
        codes.ON_PROMPT: "prompt",
        codes.ON_MODEL: "model",
        codes.ON_TEMPERATURE: "temperature",
        codes.ON_REPETITION: "repetition",
    },
    "teller": {
        codes.TOLD: "the article itself",
        codes.ATTRIBUTED: "somebody in it",
    },
    "grade": {
        codes.SHOWN: "shown",
        codes.OPEN: "open",
        codes.NOT_TOLD: _NOT_TOLD,
    },
    "failed": {
        codes.FEW_TEXTS: f"fewer than {MIN_FOR_INTERVAL} texts an outlet",
        codes.NO_INTERVAL: "no interval: too few independent stories or hand codes, or no "
        "variation",
        codes.NOTHING_SHOWN: "no difference is shown",
        codes.NO_PERSONS: "reliability between persons is not known",
        codes.NOT_ESTIMABLE: "reliability between persons is not estimable: too few units with the "
        "frame, or no interval",
        codes.UNRELIABLE: "the lower bound of reliability between persons is under "
        f"{TENTATIVE_FROM:.3f}",
        codes.DOES_NOT_STAND: "does not stand",
        codes.NOT_CHECKED: "could not be checked",
        codes.UNCHECKED: "hits that nobody has checked yet",
    },
}


def told(column: str, row: Mapping[str, Any]) -> dict[str, str]:
    """Return the words for each code of a cell; a cell that is no code stands for itself.

    Parameters
    ----------
    column : the column of the cell.
    row : the row, since some words give numbers that stand in its other columns.

    Examples
    --------
    >>> told("note", {"note": "few_texts;weighted"})["few_texts"]
    'fewer than 5 texts: no interval'
    >>> told("note", {"note": "coded twice; see there"})
    {'coded twice; see there': 'coded twice; see there'}
    """
    cell, known = row[column], MEANINGS.get(column, {})
    held = values_of(cell)
    if not all(code in known for code in held):
        return {cell: cell}
    return {code: known[code].format_map(_Numbers(row)) for code in held}


def meaning(column: str, row: Mapping[str, Any]) -> str:
    """Return a cell in words.

    Examples
    --------
    >>> meaning("variant", {"variant": "other_coder", "detail": "rules"})
    'coded by rules'
    """
    return "; ".join(told(column, row).values())


def covered(row: Mapping[str, Any]) -> str:
    """Say how often such an interval held the truth, and where that was simulated.

    Examples
    --------
    >>> covered({"coverage": 0.937, "coverage_articles": 30, "coverage_prevalence": 0.4})
    '94 % (30 articles, 40 % positive)'
    """
    share, positive = (f"{100 * row[name]:.0f} %" for name in ("coverage", "coverage_prevalence"))
    return f"{share} ({row['coverage_articles']:.0f} articles, {positive} positive)"


def _bare(row: Mapping[str, Any]) -> str:
    """Name the shares of a coder against a reference that are known and have no interval."""
    bare = [n for n in _OF_AGREEMENT if pd.notna(row[n]) and pd.isna(row[f"{n}_low"])]
    return ", ".join(bare)


def _codes_needed(row: Mapping[str, Any]) -> str:
    """Say about how many more codes are needed, if these texts have sentences for them."""
    if codes.MORE_THAN_THERE in values_of(row.get("note")):
        return "more hand codes than these texts have sentences for"
    return f"about {row['more']} more hand codes"


_DERIVED: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "covered": covered,
    "bare": _bare,
    "codes_needed": _codes_needed,
    "n_open": lambda row: f"{row['n_drawn'] - row['n_coded']}" if "n_drawn" in row else "–",
    "not_scored": lambda row: count(row["n_not_scored"], "sentence"),
}


class _Numbers(dict[str, Any]):
    """A row, with what its words derive from its numbers."""

    def __missing__(self, name: str) -> Any:
        return _DERIVED[name](self) if name in _DERIVED else "–"
