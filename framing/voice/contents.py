"""What is said: the units around a cue that are given to somebody, without a parser.

What is said begins behind the cue at a quotation, at "that" or at once, and ends with its sentence
or clause; or it stands before who says it, at a quotation or comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.voice.cues import Found, Paragraph, Range
from framing.voice.subjects import Subject
from framing.voice.units import DASHES, PAUSES, QUOTE, STOP

_NEAR = 12  # units between a cue and what is said
_LEAST = 2  # units of a clause that is said before its cue
_ASIDE = 6  # units before "to", behind a cue and a place or time
_SOON = 5  # units in which a clause of its own shows its verb
_SPOKEN = ("stated", "asked", "believed", "feared")  # classes that may stand behind what is said
_WISHED = ("intended", "opposed")  # those too, where the verb keeps its place


class Clause(NamedTuple):
    """The clause of a cue: who speaks before it, the sentence, and what is said earlier there.

    aside : the clause is part of another, so that a comma ends it ("as he said, ...").
    """

    found: Found
    subject: Subject
    low: int
    high: int
    start: int
    is_first: bool
    used: frozenset[int]
    aside: bool


def left(text: Paragraph, clause: Clause) -> Range | None:
    """Return what is said before who says it: a quotation, or a clause that a comma ends."""
    words, low, at = text.words, clause.low, clause.subject.begin - 1
    if at > 0 and words[at] == STOP and words[at - 1] == QUOTE:
        return at - 1, at
    if at < low:
        return None
    if words[at] == QUOTE:
        if clause.is_first:
            return (at if at > low and words[at - 1] == ":" else low), at + 1
        return (at, at + 1) if at not in clause.used else None
    if words[at] != ",":
        return None
    if at > low and words[at - 1] == QUOTE:
        is_whole = clause.is_first and words[max(at - 2, low)] != ":"
        return (low if is_whole else at - 1), at
    resumes = _resumes(text, clause.found.last, clause.high) is not None
    enough = at - clause.start >= (1 if resumes else _LEAST)
    return (clause.start, at) if enough and clause.is_first else None


def _resumes(text: Paragraph, at: int, high: int) -> int | None:
    """Return the comma at which a clause goes on behind a cue: "Roe, he told them, was"."""
    for n in range(at, min(high - 1, at + _NEAR)):
        if text.words[n] in PAUSES or n in text.cue_at:
            return n if text.words[n] == "," and text.words[n + 1] in text.of["helping"] else None
    return None


def content(
    text: Paragraph, clause: Clause, before: Range | None, who: Range | None
) -> list[Range]:
    """Return what is said, in pieces: ``before`` may be it, ``who`` speaks behind the cue."""
    found, high, words = clause.found, clause.high, text.words
    at = max(who[1], found.last) if who else found.last
    while (
        at < high
        and words[at] not in text.of["that"]
        and (text.helps(at) or words[at] in text.of["times"])
    ):
        at += 1
    quoted = before is not None and words[before[1] - 1] == QUOTE
    if before and not quoted and not who and found.form in text.of["addressed"]:
        resumes = _resumes(text, at, high)
        at = at if resumes is None else resumes
    if before and words[before[1]] == STOP and at < high and not who:
        before = None
    if before and not quoted and not _may_follow(text, found, is_last=at >= high):
        before = None
    if before and (at >= high or who or quoted):
        return [before, *_rest(text, at, high, quoted=quoted, behind=who is not None)]
    right = after(text, clause, at) if at < high else None
    if before and right is None and words[at] != "," and words[before[0]] in text.of["opens"]:
        before = None
    if before is None or (right and not _stands_within(text, before, at)):
        return [right] if right else []
    return [before, *_rest(text, at, high, quoted=False, behind=False)]


def _may_follow(text: Paragraph, found: Found, *, is_last: bool) -> bool:
    """Tell whether a cue may stand behind a clause that is said: "it rains, he said"."""
    if found.kind == "stated" and is_last and found.form in text.of["needs_that"]:
        return True  # "it rains, polls show."
    kinds = _SPOKEN if text.of["verb_second"] else (*_SPOKEN, *_WISHED)
    return found.kind in kinds and found.form not in text.of["no_speech_before"]


def _stands_within(text: Paragraph, before: Range, at: int) -> bool:
    """Tell whether a cue stands within or behind what is said, and not before it."""
    words, of, first = text.words, text.of, before[0]
    if words[at] == "," and words[at + 1] != QUOTE and before[1] - first > _LEAST + 1:
        return True
    if words[first] in of["opens"] or text.helps(first) or text.is_participle(first):
        return False
    return first not in text.cue_at and (words[at] in (",", ";") or words[at] in of["prepositions"])


def _rest(text: Paragraph, at: int, high: int, *, quoted: bool, behind: bool) -> list[Range]:
    """Return what is said behind a cue that stands within it."""
    words = text.words
    if behind and not quoted and words[at] == "," and words[at + 1] not in text.of["helping"]:
        at = next((n for n in range(at + 1, min(at + _NEAR, high)) if words[n] == ","), at)
    if not quoted and at + _LEAST < high and words[at] == ",":
        return [(at + 1, high)] if not behind or words[at + 1] in text.of["helping"] else []
    for n in range(at, high):
        if words[n] == QUOTE:
            return [] if text.has_cue(at, n) else [(n, n + 1)]
    return []


def after(text: Paragraph, clause: Clause, at: int) -> Range | None:
    """Return what is said behind a cue, if something is."""
    start = _begins(text, clause.found, at, clause.high)
    if start is None or start >= clause.high:
        return None
    end = _ends(text, clause, start)
    return (start, end) if end > start else None


def _begins(text: Paragraph, found: Found, at: int, high: int) -> int | None:
    """Return where begins what is said behind a cue."""
    words, of, form = text.words, text.of, found.form
    if of["verb_second"] and words[at] not in of["that"]:
        return _behind_comma(text, found, at, high)
    if (apart := _behind_aside(text, at, high)) is not None:
        return apart
    if at + 1 < high and (words[at] in (",", ":") or words[at] in DASHES):
        if words[at + 1] == QUOTE or words[at] == ":":
            return at + 1
        if form in of["needs_that"] or form in of["takes_nouns"] or text.is_participle(at + 1):
            return None
        if words[at] == "," and found.kind == "stated":
            return at + 1
    if words[at] == QUOTE or words[at] in of["that"]:
        return at
    if words[at] in of["be"] or words[found.end] in of["be"]:
        return None
    if form in of["addressed"]:
        return _behind_addressed(text, at, high)
    if words[at] in of["to"]:
        return at if form in of["infinitives"] else _behind_told(text, found, at, high)
    if words[at] == "," or words[at] in of["prepositions"] or words[at] in of["breaks"]:
        return _behind_place(text, found, at, high)
    near = _quoted_soon(text, found, at, high)
    if near is not None or form in of["needs_that"]:
        return near
    if form in of["takes_nouns"]:
        return (_asked(text, at, high) if found.kind == "asked" else None) or at
    return None if words[at] in PAUSES or words[at] in of["joins"] else at


def _behind_aside(text: Paragraph, at: int, high: int) -> int | None:
    """Return where begins what is said behind something set apart: "said, at last, that"."""
    words = text.words
    if at + 1 >= high or not (words[at] == "," or words[at] in DASHES):
        return None
    for n in range(at + 1, min(high, at + _NEAR) - 1):
        if n in text.cue_at:
            return None
        if (words[n] == "," or words[n] in DASHES) and words[n + 1] in text.of["that"]:
            return n + 1
    return None


def _asked(text: Paragraph, at: int, high: int) -> int | None:
    """Return where begins what is asked behind who is asked: "asked the mayor whether"."""
    for n in range(at, min(high, at + _NEAR)):
        if text.words[n] in PAUSES or n in text.cue_at:
            return None
        if text.words[n] in text.of["whether"]:
            return n
    return None


def _behind_comma(text: Paragraph, found: Found, at: int, high: int) -> int | None:
    """Return where begins what is said, in a language that has a mark before it."""
    if found.form in text.of["objects"]:
        end = next((n for n in range(at, high) if text.words[n] in PAUSES), high)
        if end == high and end > at:
            return at
    for n in range(at, high):
        if text.words[n] == QUOTE:
            return n
        if text.words[n] in (",", ":") and n + 1 < high:
            return n + 1
        if text.words[n] in PAUSES:
            return None
    return None


def _behind_place(text: Paragraph, found: Found, at: int, high: int) -> int | None:
    """Return where begins what is said behind "in a statement" and the like."""
    words, of, form = text.words, text.of, found.form
    if form in of["needs_that"] and found.kind not in ("stated", "asked"):
        return None
    for n in range(at, high):
        pronoun = words[n] in of["pronouns"] and words[n - 1] in of["times"]
        if words[n] in of["that"] or words[n] == QUOTE or pronoun:  # "said on Tuesday they"
            return n
        if words[n] in of["to"] and n < at + _ASIDE and form in of["infinitives"]:
            return n
        if words[n] == ":" and n + 1 < high:
            return n + 1
        if n in text.cue_at and words[n - 1] not in of["articles"]:
            break
    return at if form in of["takes_nouns"] and words[at] != "," else None


def _quoted_soon(text: Paragraph, found: Found, at: int, high: int) -> int | None:
    """Return where a quotation begins behind who is told: "asked the crowd, ..."."""
    if found.kind not in ("stated", "asked"):
        return None
    for n in range(at, min(high, at + _NEAR) - 1):
        if text.words[n] in (",", ":") and text.words[n + 1] == QUOTE:
            return n + 1
        if text.words[n] in PAUSES or n in text.cue_at:
            return None
    return None


def _behind_told(text: Paragraph, found: Found, at: int, high: int) -> int | None:
    """Return where "that" stands behind who is told: "admitted to Roe that"."""
    end = min(high, at + _ASIDE) if found.kind == "stated" and at + 1 not in text.cue_at else at
    return next((n for n in range(at + 2, end) if text.words[n] in text.of["that"]), None)


def _behind_addressed(text: Paragraph, at: int, high: int) -> int | None:
    """Return where begins what somebody is told: behind who is told, if that can be seen."""
    words, of = text.words, text.of
    if words[at] in of["objects_told"] and at + 1 < high:
        at += 1
        if words[at] not in PAUSES and words[at] not in of["prepositions"]:
            return at
    for n in range(at, min(high, at + _NEAR)):
        if words[n] in of["that"] or words[n] == QUOTE or words[n] in of["to"]:
            return n
        if words[n] == "," and words[n + 1] in of["helping"]:
            return None
        if words[n] == ":" or (n > at and words[n] in of["of"]):
            return n + 1
        if n > at and words[n] in of["pronouns"]:
            return n
    is_name = at + 1 < high and not text.units.capital(at) and text.units.capital(at + 1)
    return at + 1 if is_name else None


def _ends(text: Paragraph, clause: Clause, start: int) -> int:
    """Return where ends what is said: with its sentence, clause or noun."""
    words, of, high = text.words, text.of, clause.high
    is_clause = words[start] in of["that"] or words[start] == QUOTE
    if clause.found.form in of["takes_nouns"] and not is_clause:
        return _noun_ends(text, start, high)
    for n in range(start + 1, high):
        is_comma = text.is_comma(n - 1)
        if (is_comma or words[n - 1] in DASHES) and _turns(text, n, high):
            return n - (words[n - 1] != QUOTE)
        if clause.aside and is_comma and words[n - 1] == QUOTE and not clause.subject.who:
            return n
        if clause.aside and words[n] == "," and n > start + _LEAST:
            verb = n + 1 in text.cue_at or words[n + 1] in of["helping"]
            if verb or not clause.subject.who:
                return n
    return high


def _turns(text: Paragraph, at: int, high: int) -> bool:
    """Tell whether the article goes on for itself behind a mark: "although", " - a claim"."""
    words, of = text.words, text.of
    if words[at] in of["turns"]:
        return not _goes_on(text, at, high)
    if words[at] in of["turns_doing"]:
        while at + 1 < high and text.helps(at + 1):
            at += 1
        return text.is_participle(at + 1)
    names = words[at] in of["determiners"] or words[at] in of["who"]
    return names and words[at - 1] in DASHES and DASHES.isdisjoint(words[at:high])


def _goes_on(text: Paragraph, at: int, high: int) -> bool:
    """Tell whether ", and" goes on with a list or the same clause: "and that", "and then"."""
    words, of = text.words, text.of
    if words[at] not in of["joins"]:
        return False
    follows = words[at + 1]
    shares = text.helps(at + 1) and follows not in of["resumes"]
    if follows in of["that"] or follows in of["prepositions"] or shares:
        return True
    if not text.is_comma(at - 1):
        return False
    soon = range(at + 1, min(high, at + 1 + _SOON))
    return not any(text.words[n] in text.of["helping"] or n in text.cue_at for n in soon)


def _noun_ends(text: Paragraph, start: int, high: int) -> int:
    """Return where a noun ends that is said: at a mark, at "during", or where a time is told."""
    words, of = text.words, text.of
    for n in range(start, high):
        time = words[n] in of["times"] or (
            words[n] in of["prepositions"] and words[n + 1] in of["times"]
        )
        if n > start and (time or words[n] in of["apart"]):
            return n
        if words[n] in (";", "(") or words[n] in DASHES:
            return n
        if n > start and words[n - 1] == QUOTE and text.is_comma(n - 1):
            return n
        if words[n] == "," and not text.units.text[text.units.ends[n - 1] - 1].isdigit():
            return n
    return high


def as_said(text: Paragraph, clause: Clause) -> list[Range]:
    """Return what is said by "as X said": what follows the comma, or stands before."""
    words, of, found, high = text.words, text.of, clause.found, clause.high
    at, mark = found.last, clause.subject.begin - 1
    while (
        at < high
        and words[at] != ","
        and (at > found.last or text.helps(at) or words[at] in of["adverbial"])
    ):
        at += 1
    if mark == clause.low:
        return [(at + 1, high)] if at + 1 < high and words[at] == "," else []
    if at < high and words[at] not in PAUSES and words[at] not in of["prepositions"]:
        return []
    before = (clause.low, mark - (words[mark - 1] == "," or words[mark - 1] in DASHES))
    goes_on = at + 1 < high and words[at] == "," and words[at + 1] in of["helping"]
    return [before, (at + 1, high)] if goes_on else [before]


def named(text: Paragraph, found: Found, low: int, high: int) -> tuple[Range, list[Range]] | None:
    """Read "according to X": who says it follows, and the rest of the sentence is said."""
    words, end = text.words, found.end
    if text.of["verb_second"]:
        return _named_first(text, found, low, high)
    while end < high and words[end] not in (",", QUOTE, ";") and words[end] not in DASHES:
        end += 1
    if end <= found.end:
        return None
    if found.at <= low + 1:
        return ((found.end, end), [(end + 1, high)]) if end + 1 < high else None
    stop = found.at - (words[found.at - 1] == ",")
    start = max([low, *(n + 1 for n in range(low, stop) if words[n] == ":")])
    if stop <= start:
        return None
    if end + _LEAST < high and words[end] == "," and words[end + 1] not in text.of["describes"]:
        short = stop - start < _NEAR / 2 or words[end + 1] in text.of["joins"]
        if short or end + _NEAR < high:
            return (found.end, end), [(start, stop), (end + 1, high)]
    return (found.end, high), [(start, stop)]


def _named_first(
    text: Paragraph, found: Found, low: int, high: int
) -> tuple[Range, list[Range]] | None:
    """Read who is named, where no comma but the verb stands behind them."""
    words, of, end = text.words, text.of, found.end
    while end < high and words[end] not in PAUSES:
        goes_on = words[end] in of["determiners"] or words[end] in of["within"]
        is_end = end > found.end and text.units.capital(end - 1) and not text.units.capital(end)
        if is_end and not goes_on:
            break
        end += 1
    said = [one for one in ((low, found.at), (end, high)) if one[1] > one[0]]
    return ((found.end, end), said) if end > found.end and said else None


def named_before(
    text: Paragraph, found: Found, low: int, high: int
) -> tuple[Range, list[Range]] | None:
    """Read "X zufolge": who says it stands before, and the rest of the sentence is said."""
    start = found.at
    while start > low and text.words[start - 1] not in PAUSES:
        start -= 1
    said = [one for one in ((low, start), (found.end, high)) if one[1] - one[0] > 1]
    return ((start, found.at), said) if start < found.at and said else None


def pieces(found: Sequence[Range], high: int) -> list[Range]:
    """Return ranges as far as they stand before a unit."""
    return [(start, min(end, high)) for start, end in found if start < high]
