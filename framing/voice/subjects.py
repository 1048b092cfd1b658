"""Who speaks: the words before a cue or behind it that name somebody, as they are printed."""

from __future__ import annotations

from typing import NamedTuple

from framing.voice.cues import Found, Paragraph, Range
from framing.voice.units import DASHES, PAUSES, QUOTE, STOP

_NOUN = 4  # words that a noun may have behind its article
_FAR = 25  # units that who speaks may have


class Subject(NamedTuple):
    """Who stands before a cue: where, where the clause begins by that, and what is known of it.

    passive : something is done to them ("was told").
    who : they are named before a word such as "who".
    """

    source: Range | None
    begin: int
    negated: bool = False
    passive: bool = False
    who: bool = False


def subject(text: Paragraph, found: Found, clause: int, low: int, high: int) -> Subject:
    """Return who stands before a cue of a clause, in a sentence from ``low`` to ``high``."""
    words, of = text.words, text.of
    at = _behind_helpers(text, found.at, clause)
    helping = [n for n in range(at, found.at) if text.helps(n)]
    negated = any(
        words[n] in of["negators"] or words[n].endswith(text.lists.negations) for n in helping
    )
    acted = [n for n in helping if words[n] in of["be"] and not text.is_participle(found.at)]
    if acted:
        return Subject(None, acted[-1], negated, passive=True)
    last = at - 1
    if last < clause:
        return Subject(None, found.at, negated)
    if text.is_pronoun(last):
        return Subject((last, at), last, negated)
    if words[last] in of["who"]:
        end = last - (words[last - 1] == ",")
        begin = _noun_before(text, end - 1, clause)
        if begin + 2 < end and text.is_pronoun(begin) and words[begin + 1] in of["be"]:
            begin += 2  # "it was Roe who said"
        who = end < last
        begin = _behind_verb(text, begin, end)
        return Subject((begin, end) if begin < end else None, begin, negated, who=who)
    if of["verb_second"] and words[last] == "," and behind(text, found.end, high, quoted=False):
        return Subject(None, found.at, negated)
    if words[last] == "," or words[last] == ")" or words[last] in DASHES:
        aside = _before_aside(text, last, low)
        if aside is None:
            return Subject(None, found.at, negated)
        return Subject((aside, last), aside, negated)
    if words[last] in PAUSES or words[last] in of["no_subject"]:
        return Subject(None, found.at, negated)
    begin = _noun_before(text, last, clause)
    if begin > last:
        return Subject(None, found.at, negated)
    if words[last] in of["statements"] and text.is_participle(found.at):
        return Subject(opening(text, begin, at), begin, negated)  # "he issued a statement saying"
    if words[begin] in of["verb_second"]:
        return Subject(None, begin, negated)
    source = _without_time(text, begin, at), at
    return Subject(None if _is_bare(text, *source) else source, begin, negated)


def _behind_helpers(text: Paragraph, at: int, low: int) -> int:
    """Return where words that help and times begin that stand right before a cue."""
    while at > low:
        before = at - 1 if text.helps(at - 1) else _before_time(text, at, low)
        if before == at:
            break
        at = before
    return at


def _before_time(text: Paragraph, at: int, low: int) -> int:
    """Return where "on Tuesday", "last week" or "earlier" begins that ends before a unit."""
    words, of, begin = text.words, text.of, at
    if of["verb_second"]:
        return at
    while begin > low and words[begin - 1] in of["times"]:
        in_name = text.units.capital(begin - 1) and text.units.capital(begin - 2)
        if begin == at and in_name and words[begin - 2] not in of["prepositions"]:
            break  # "USA Today"
        begin -= 1
    begin -= low < begin < at and words[begin - 1] in of["prepositions"] | of["determiners"]
    is_described = low < begin < at and words[begin - 1].endswith(tuple(of["past_endings"]))
    return at if is_described else begin  # "a poll released on Friday"


def _is_bare(text: Paragraph, begin: int, end: int) -> bool:
    """Tell whether what stands before a cue is but "by", "having" or "on Tuesday"."""
    of = text.of
    opens = text.words[begin] in of["prepositions"] | of["no_subject"] or text.helps(begin)
    return opens and names_nobody(text, begin, end)


def _noun_before(text: Paragraph, last: int, clause: int) -> int:
    """Return where a noun with all that belongs to it begins, if it ends at a unit."""
    words, of, begin = text.words, text.of, last + 1
    while clause < begin > last - _FAR:
        word = words[begin - 1]
        if word in PAUSES or word in of["breaks"]:
            break
        if word in of["joins"] and clause and not text.units.capital(begin):
            break
        begin -= 1
    while begin <= last and words[begin] in of["joins"]:
        begin += 1
    return begin


def _without_time(text: Paragraph, begin: int, end: int) -> int:
    """Return where who speaks begins behind "on Tuesday" and the like."""
    words, of, at = text.words, text.of, end
    if words[begin] not in of["adverbial"]:
        return begin
    while at > begin and text.units.capital(at - 1) and words[at - 1] not in of["times"]:
        at -= 1
    if at < end:
        return at
    return next((n for n in range(end - 1, begin, -1) if words[n] in of["determiners"]), end - 1)


def _before_aside(text: Paragraph, last: int, low: int) -> int | None:
    """Return where who speaks begins, if something set apart stands between them and the cue."""
    opening = {")": {"("}, ",": {","}}.get(text.words[last], DASHES)
    nearest = None
    for at in range(last - 1, max(low, last - _FAR) - 1, -1):
        if text.words[at] in (QUOTE, STOP, ":", ";"):
            break
        if text.words[at] in opening:
            nearest = at if nearest is None else nearest
            if text.words[at + 1] in text.of["who"]:
                nearest = at
                break
    if nearest is None:
        return None
    if text.words[nearest - 1] == ")":
        return _before_aside(text, nearest - 1, low)
    begin = _noun_before(text, nearest - 1, low)
    begin = _without_time(text, begin, nearest) if begin < nearest else nearest
    if begin > low and text.words[begin - 1] == ",":
        begin = _named_earlier(text, begin, low)
    return None if names_nobody(text, begin, nearest) else begin


def _named_earlier(text: Paragraph, aside: int, low: int) -> int:
    """Return where a name begins of which what stands behind its comma is said: "Roe, R-Ohio,"."""
    words, of, begin = text.words, text.of, _noun_before(text, aside - 2, low)
    is_name = begin < aside - 1 and text.units.capital(aside - 2)
    opens = begin == low or words[begin - 1] in of["breaks"] or words[begin - 1] in of["joins"]
    is_set = words[begin] in of["prepositions"] | of["no_subject"]
    return begin if is_name and opens and not is_set else aside


def behind(text: Paragraph, at: int, high: int, *, quoted: bool) -> Range | None:
    """Return who is named behind a cue.

    What describes them there belongs to it; where no quotation is before the cue, what is said
    may go on behind a comma.
    """
    words, of = text.words, text.of
    while at < high and (text.helps(at) or (of["verb_second"] and words[at] in of["times"])):
        at += 1
    if (
        at >= high
        or words[at] in PAUSES
        or words[at] in of["that"]
        or words[at] in of["prepositions"]
    ):
        return None
    if words[at] in of["pronouns"]:
        return at, at + 1
    if not (text.units.capital(at) or words[at] in of["names_somebody"]):
        return None
    end = at
    while end < high and words[end] not in (QUOTE, ":", ";") and words[end] not in DASHES:
        if words[end] == "," and (end + 1 in text.cue_at or not quoted):
            end = end if end + 1 in text.cue_at else _behind_who(text, end, high)
            break
        if words[end] in of["prepositions"] and words[end] not in of["within"]:
            break
        end += 1
    while end > at and words[end - 1] in PAUSES:
        end -= 1
    return at, end


def _behind_who(text: Paragraph, comma: int, high: int) -> int:
    """Return the end of ", who knows him," behind a name, or that of the name."""
    if text.words[comma + 1] in text.of["who"] and "," in text.words[comma + 1 : high]:
        return text.words.index(",", comma + 1)
    return comma


def speaking(text: Paragraph, found: Found, source: Range | None) -> Range | None:
    """Return the part of some words that names who speaks, without a verb or time of its own.

    Nothing is left of a setting ("In the video") or of a bare noun of one thing.
    """
    if source is None:
        return None
    words, of, (begin, end) = text.words, text.of, source
    if of["verb_second"]:
        return source
    while begin < end and (words[begin] in PAUSES or words[begin] in of["loose"]):
        begin += 1
    if begin == end or text.is_pronoun(begin):
        return (begin, end) if begin < end else None
    end = _before_time(text, end, begin)
    verb = _before_verb(text, begin, end)
    name = _last_name(text, verb, end)
    if name < end <= found.at and not text.is_participle(found.at):
        begin = name  # "If they win Roe said": the nearest speaks
    else:
        end = verb
    while end > begin and words[end - 1] in of["prepositions"]:
        end -= 1
    is_set = words[begin] in of["prepositions"] and not words[begin + 1].isdigit()
    is_verb = words[begin + 1] in of["articles"] and not text.units.capital(begin)
    is_verb &= words[begin] not in of["determiners"]  # "issued a statement"
    nobody = end <= begin or is_set or is_verb or _is_thing(text, begin, end)
    return None if nobody else (begin, end)


def _last_name(text: Paragraph, low: int, end: int) -> int:
    """Return where the name begins that ends some words, or their end."""
    begin = end
    while begin > low and text.units.capital(begin - 1):
        begin -= 1
    return begin - (low < begin < end and text.words[begin - 1] in text.of["determiners"])


def _before_verb(text: Paragraph, begin: int, end: int) -> int:
    """Return where a noun ends before a verb: "Roe has long", "Roe sent a letter"."""
    words, of = text.words, text.of
    for n in range(begin + 1, end):
        if words[n] in of["breaks"] or words[n] in of["who"]:
            return end
        if words[n] in of["auxiliaries"]:
            return n
        plain = words[n - 1] not in of["before_nouns"] and words[n - 1] not in PAUSES
        plain &= not text.units.capital(n - 1)
        if words[n] in of["articles"] and plain and n - 1 > begin:
            return n - 1 if not names_nobody(text, begin, n - 1) else n
    return end


def _behind_verb(text: Paragraph, begin: int, end: int) -> int:
    """Return where the last noun begins behind a verb: of "met the leaders, who" the leaders."""
    words, of = text.words, text.of
    if of["verb_second"] or _before_verb(text, begin, end) == end:
        return begin
    for n in range(end - 1, begin, -1):
        if words[n - 1] in of["prepositions"] - of["of"]:
            return n
        if words[n] in of["determiners"] and words[n - 1] not in of["of"]:
            return n
    return begin


def _is_thing(text: Paragraph, begin: int, end: int) -> bool:
    """Tell whether words are one that names nobody: an article, a bare noun of one thing."""
    word, of = text.words[begin], text.of
    if end - begin > 1 or text.units.capital(begin):
        return end - begin == 1 and word in of["articles"]
    is_many = word.isdigit() or word.endswith(tuple(of["plural_endings"]))
    return not is_many and (word in of["articles"] or word not in of["names_somebody"])


def opening(text: Paragraph, low: int, high: int) -> Range | None:
    """Return who a sentence is about: the name, pronoun or noun that it begins with."""
    words, of = text.words, text.of
    begin = _behind_setting(text, low, high)
    if begin < high and words[begin] in of["pronouns"]:
        return begin, begin + 1
    at = begin
    while at < high and (words[at] in of["determiners"] or text.units.capital(at)):
        at += 1
    if not names_nobody(text, begin, at):
        is_name = text.units.capital(at - 1) and words[at - 1] not in of["prepositions"]
        return (begin, at) if is_name else None
    if at == begin:
        return None
    near = range(at, min(at + _NOUN, high))
    end = next((n for n in near if words[n] in PAUSES or _ends_a_noun(text, n)), at + 1)
    return begin, min(end, high)


def _behind_setting(text: Paragraph, low: int, high: int) -> int:
    """Return where a sentence goes on behind "But", "Then" or "On Tuesday,"."""
    words, of = text.words, text.of
    while low < high and (words[low] in of["joins"] or text.helps(low) or words[low] == ","):
        low += 1
    sets = low < high and words[low] in of["prepositions"] | of["no_subject"]
    if sets or (low < high and (low in text.cue_at or text.is_participle(low))):
        near = range(low, min(low + _FAR, high))
        return next((n + 1 for n in near if words[n] == ","), low)
    return low


def _ends_a_noun(text: Paragraph, at: int) -> bool:
    no_noun = text.of["prepositions"] | text.of["no_subject"] | text.of["who"]
    return text.helps(at) or at in text.cue_at or text.words[at] in no_noun


def names_nobody(text: Paragraph, begin: int, end: int) -> bool:
    """Tell whether of some words none can be a name, a noun or a pronoun."""
    of = text.of
    empty = of["prepositions"] | of["no_subject"] | of["determiners"] | of["times"]
    return all(word in empty or text.helps(n) for n, word in
               enumerate(text.words[begin:end], begin))  # fmt: skip


def is_noun(text: Paragraph, found: Found, source: Range | None) -> bool:
    """Tell whether a word that may be a cue is a noun, or describes one."""
    at, of = found.at, text.of
    word, before = text.words[at], text.words[at - 1] if at else STOP
    participle = text.is_participle(at)
    if of["verb_second"] and before != STOP and text.units.capital(at):
        return True
    owned = before.endswith("'s") and not text.is_pronoun(at - 1)
    if before in of["articles"] or owned:
        return True
    if participle and at and (text.is_comma(at - 1) or before in of["joins"]):
        return False
    if before in of["prepositions"] and not participle:
        return before not in of["to"]
    goes_on = at > 0 and (text.helps(at - 1) or text.is_pronoun(at - 1))
    if participle and source and found.kind not in ("stated", "asked") and not goes_on:
        return True
    if word not in of["nouns"] or goes_on or before in of["who"]:
        return False
    if source is None:
        return True
    if text.words[found.end] in of["plainly_a_verb"]:
        return False
    plural = text.units.capital(at - 1) or before.endswith(tuple(of["plural_endings"]))
    return not plural or text.units.capital(at)
