"""What is given to whom, paragraph by paragraph: by cues, quotations and the order of clauses.

No parser is used. A clause begins at a mark or a word such as "because"; who speaks stands before
the cue or right behind it, what is said on its other side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.voice.cues import NAMED, NAMED_AFTER, Found, Grammar, found_cues
from framing.voice.units import QUOTE, STOP, Units

_PAUSES = frozenset(",;:()[]—–-…") | {"--", STOP, QUOTE}
_DASHES = frozenset("—–-") | {"--"}
_FAR = 25  # units that who speaks may have
_NEAR = 12  # units between a cue and what is said
import os
X = set(os.environ.get("X", "").split(","))
_LEAST = 2  # units of a clause that is said before its cue

Range = tuple[int, int]


@dataclass
class Told:
    """Something that is given to somebody: ranges of units."""

    found: Found | None
    source: Range | None
    content: list[Range]
    negated: bool = False
    parent: int | None = None
    inner: list[Range] = field(default_factory=list)


def told(units: Units, of: Grammar) -> list[Told]:
    """Return what a paragraph gives to somebody, in the order of its cues."""
    return _Paragraph(units, of).read()


def goes_on(units: Units) -> Range | None:
    """Return the units of a paragraph that is nothing but quotation."""
    words = units.words[:-1]
    return (0, len(words)) if words and set(words) <= {QUOTE, STOP} else None


class _Paragraph:
    def __init__(self, units: Units, of: Grammar) -> None:
        self.units, self.words, self.grammar, self.of = units, units.words, of, of.of
        self.told: list[Told] = []
        self.used: set[int] = set()  # quotations that are given to somebody
        self._is_who = False
        self.cue_at: set[int] = set()
        self.pending: Told | None = None  # who speaks in a sentence that does not tell what

    def read(self) -> list[Told]:
        cues = list(found_cues(self.units, self.grammar))
        self.cue_at = {found.at for found in cues}
        if label := self._label():
            return [label]
        low, number = 0, 0
        for high, word in enumerate(self.words):
            if word != STOP:
                continue
            here = number
            while number < len(cues) and cues[number].at < high:
                number += 1
            self._sentence(low, high, cues[here:number])
            low = high + 1
        return self.told

    def _sentence(self, low: int, high: int, cues: Sequence[Found]) -> None:
        before = len(self.told)
        pending = None
        for found in cues:
            one = self._one(found, low, high, before)
            if one and one.content:
                self.told.append(one)
            elif one and found.cue.kind == "stated":
                pending = one
        self._goes_on(low, high, before)
        self.pending = pending if len(self.told) == before else None

    # -- one cue -------------------------------------------------------------------------------

    def _one(self, found: Found, low: int, high: int, first: int) -> Told | None:
        earlier = self.told[first:]
        open_ = next((one for one in reversed(earlier) if self._holds(one, found.at)), None)
        if found.cue.kind == NAMED:
            return self._named(found, low, high, first)
        clause = self._clause_start(found.at, low, earlier)
        source, begin, negated = self._subject(found, clause, low)
        if self._is_noun(found, source, begin):
            return None
        passive = negated is None
        asked = found.cue.kind == "asked" and (passive or (source is None and found.at == begin and (found.at == low or self.words[found.at - 1] in (",", *self.of["breaks"]))))
        if asked:
            right = self._right(found, found.end, high, True)
            return Told(found, None, [right]) if right and open_ is None else None
        if passive:
            return None
        is_shared = source is None
        if source is None and begin == found.at:  # no subject: a verb that goes on
            source = self._shared(found, clause, low, earlier)
            if source is None and not self._after_quote(found, low):
                return None
        goes_on = begin == found.at and self.words[begin].endswith(self.grammar.participles)
        left = None if goes_on else self._left(begin, low, clause, earlier)
        inverted = None
        if left and (source is None or begin == found.at):
            inverted = self._behind(found.end, high, self.words[left[1] - 1] == QUOTE)
            source = inverted or source
        opening = self.words[begin - 1] if begin > low else STOP
        at = found.at
        while at > low + 1 and self._helps(at - 1):
            at -= 1
        is_who = self.words[at - 1] in self.of["who"] and at > low + 1 and self.words[at - 2] == ","
        self._is_who = is_who
        aside = is_who or opening in self.of["breaks"] and opening not in self.of["that"] | self.of["joins"]
        if opening in self.of["as_said"] and source and (so := self._as_said(found, low, begin - 1, high)):
            return Told(found, source, so, bool(negated))
        content = self._content(found, left, high, inverted, aside)
        if source is None:
            return None
        if not content:
            return Told(found, source, [], bool(negated))
        one = Told(found, source, content, bool(negated))
        if content[0][1] - content[0][0] == 1 and self.words[content[0][0]] in self.of["objects_told"]:
            return None
        if open_ is not None:
            if left and content[0] == left and self.words[left[1] - 1] == QUOTE and not is_shared:
                self._cut(open_, left[0])
            elif open_.found and begin < open_.found.at:
                self._cut(open_, found.at)
            elif self._sibling(found, begin, open_):
                self._cut(open_, begin)
            elif content[0][0] < begin and left:
                return None
            else:
                one.parent = self.told.index(open_)
                one.content = [(a, min(b, open_.content[-1][1])) for a, b in content if a < open_.content[-1][1]]
        for a, b in one.content:
            self.used.update(n for n in range(a, b) if self.words[n] == QUOTE)
        return one

    def _holds(self, one: Told, at: int) -> bool:
        return any(a <= at < b for a, b in one.content)

    def _helps(self, at: int) -> bool:
        word = self.words[at]
        return word in self.of["helping"] or (
            word.endswith(self.grammar.endings) and word not in self.of["adverb_no"]
            and not self.units.capital(at)
        )

    def _clause_start(self, at: int, low: int, earlier: Sequence[Told]) -> int:
        """Return where the clause of a cue begins at the earliest: behind the cue before."""
        ends = [one.found.end for one in earlier if one.found and one.found.end <= at]
        return max([low, *ends])

    def _subject(self, found: Found, clause: int, low: int) -> tuple[Range | None, int, bool | None]:
        """Return who speaks before the cue, where that begins, and whether it is negated.

        Negated is None where something is done to the one before: "was told".
        """
        words, of = self.words, self.of
        at, negated = found.at, False
        while at > clause and self._helps(at - 1):
            at -= 1
            negated |= words[at] in of["negators"] or words[at].endswith("n't")
            if words[at] in of["be"] and not words[found.at].endswith(self.grammar.participles):
                return None, at, None
        last = at - 1
        if last < clause:
            return None, found.at, negated
        word = words[last]
        if word.partition("'")[0] in of["pronouns"]:
            return (last, at), last, negated
        if word in of["who"]:
            end = last - (words[last - 1] == ",")
            begin = self._noun_before(end - 1, clause)
            return ((begin, end) if begin < end else None), begin, negated
        if word == "," or word in _DASHES or word == ")":
            begin = self._aside(last, low)
            return ((begin, last) if begin is not None else None), (found.at if begin is None else begin), negated
        if word in _PAUSES or word in of["joins"] or word in of["to"] or word in of["breaks"]:
            return None, found.at, negated
        begin = self._noun_before(last, clause)
        if begin > last:
            return None, found.at, negated
        return (self._trim(begin, at), at), begin, negated

    def _noun_before(self, last: int, clause: int) -> int:
        """Return where a noun phrase begins that ends at a unit."""
        words, of = self.words, self.of
        begin = last + 1
        while begin > clause and begin > last - _FAR:
            word = words[begin - 1]
            if word in _PAUSES or word in of["breaks"]:
                break
            if word in of["joins"] and clause and not self.units.capital(begin):
                break
            begin -= 1
        while begin <= last and words[begin] in of["joins"]:
            begin += 1
        return begin

    def _trim(self, begin: int, end: int) -> int:
        """Leave out "on Tuesday" before who speaks."""
        of, words = self.of, self.words
        if words[begin] not in of["prepositions"] and words[begin] not in of["times"]:
            return begin
        at = end
        while at > begin and self.units.capital(at - 1) and words[at - 1] not in of["times"]:
            at -= 1
        if at < end:
            return at
        for at in range(end - 1, begin, -1):
            if words[at] in of["determiners"]:
                return at
        return end - 1

    def _aside(self, last: int, clause: int) -> int | None:
        """Return where who speaks begins, if something set apart stands between them and the cue."""
        opening = {")": {"("}, ",": {","}}.get(self.words[last], _DASHES)
        nearest = None
        for at in range(last - 1, max(clause, last - _FAR) - 1, -1):
            word = self.words[at]
            if word in (QUOTE, STOP, ":", ";"):
                break
            if word in opening:
                nearest = at if nearest is None else nearest
                if self.words[at + 1] in self.of["who"]:
                    nearest = at
                    break
        if nearest is None:
            return None
        begin = self._noun_before(nearest - 1, clause)
        return self._trim(begin, nearest) if begin < nearest else None

    def _is_noun(self, found: Found, source: Range | None, begin: int) -> bool:
        """Tell whether a cue that may be a noun is one here."""
        word = self.words[found.at]
        before = self.words[found.at - 1] if found.at else STOP
        participle = word.endswith(self.grammar.participles)
        if before in self.of["articles"] or before.endswith("'s"):
            return True
        if before in self.of["prepositions"] and not participle:
            return True
        if participle and before in (",", *self.of["joins"]):
            return False
        if participle and source is not None and found.cue.kind not in ("stated", "asked") and not self._helps(found.at - 1) and before.partition("'")[0] not in self.of["pronouns"]:
            return True
        if word not in self.of["nouns"]:
            return False
        if before in self.of["pronouns"] or before in self.of["who"] or self._helps(found.at - 1):
            return False
        if source is None:
            return True
        after = self.words[found.end]
        if after in self.of["determiners"] | self.of["that"] | self.of["pronouns"]:
            return False
        return not (self.units.capital(found.at - 1) or before.endswith("s")) or self.units.capital(found.at)

    def _shared(self, found: Found, clause: int, low: int, earlier: Sequence[Told]) -> Range | None:
        """Return who speaks, if that is told with an earlier verb."""
        before = self.words[found.at - 1] if found.at > low else STOP
        joined = before in self.of["joins"] or self._helps(found.at - 1)
        if not joined and (before != "," or not self.words[found.at].endswith(self.grammar.participles)):
            return None
        for one in reversed(earlier):
            if one.source and one.parent is None:
                return one.source
        return self._opening(low, found.at)

    def _opening(self, low: int, high: int) -> Range | None:
        """Return who a sentence is about: the name or pronoun that it begins with."""
        words, of = self.words, self.of
        at = low
        if words[at] in of["pronouns"]:
            return at, at + 1
        while at < high and (words[at] in of["determiners"] or self.units.capital(at)):
            at += 1
        if at > low and self.units.capital(at - 1) and words[at-1] not in of["prepositions"]:
            return low, at
        return None

    def _after_quote(self, found: Found, low: int) -> bool:
        before = self.words[found.at - 1] if found.at > low else STOP
        return before in (QUOTE, ",") or (found.at > 1 and before == STOP and self.words[found.at - 2] == QUOTE)

    def _behind(self, at: int, high: int, is_quoted: bool) -> Range | None:
        """Return who speaks behind the cue."""
        words, of = self.words, self.of
        while at < high and self._helps(at):
            at += 1
        if at >= high or words[at] in _PAUSES or words[at] in of["that"] or words[at] in of["prepositions"]:
            return None
        if words[at] in of["pronouns"]:
            return at, at + 1
        if not (self.units.capital(at) or words[at] in of["determiners"] or words[at] in of["speakers"] or words[at] in of["titles"]):
            return None
        end = at
        while end < high and words[end] not in (QUOTE, ":", ";"):
            if words[end] in _DASHES or (words[end] == "," and end + 1 in self.cue_at):
                break
            if words[end] == "," and not is_quoted:
                if words[end + 1] not in of["who"] or "," not in words[end + 1 : high]:
                    break
                end = words.index(",", end + 1)
                break
            if words[end] in of["prepositions"] and end > at and words[end] not in of["within"]:
                break
            end += 1
        while end > at and words[end - 1] in _PAUSES:
            end -= 1
        return at, end

    def _left(self, begin: int, low: int, clause: int, earlier: Sequence[Told]) -> Range | None:
        """Return what is said before who says it."""
        words, of = self.words, self.of
        at = begin - 1
        if at >= 0 and words[at] == STOP and at > 0 and words[at - 1] == QUOTE:
            return (at - 1, at)
        if at < low:
            return None
        if words[at] == QUOTE:
            start = at
            free = max([low, *(one.content[-1][1] for one in earlier if one.content)])
            if earlier:
                return (at, at + 1) if at not in self.used else None
            return (low, at + 1)
        if words[at] == ",":
            if at > low and words[at - 1] == QUOTE:
                return (at - 1, at) if earlier else (low, at)
            start = clause
            if at - start >= _LEAST and not earlier:
                return (start, at)
        return None

    def _content(self, found: Found, left: Range | None, high: int, inverted: Range | None, aside: bool) -> list[Range]:
        words, of = self.words, self.of
        at = inverted[1] if inverted else found.end
        while at < high and (self._helps(at) or words[at] in of["times"]) and words[at] not in of["that"]:
            at += 1
        ends = at >= high
        if left is not None and words[left[1]] == STOP and not (ends or inverted):
            left = None
        if left is not None and words[left[1] - 1] != QUOTE and not self._may_follow(found):
            left = None
        if left and (ends or inverted or words[left[1] - 1] == QUOTE):
            return [left, *self._rest(at, high, words[left[1] - 1] == QUOTE, inverted)]
        right = None if ends else self._right(found, at, high, aside)
        if left is None or (right and not self._interposed(left, at)):
            return [right] if right else []
        return [left, *self._rest(at, high, False)]

    def _may_follow(self, found: Found) -> bool:
        """Tell whether a cue may stand behind a clause that is said: "it rains, he said"."""
        form = found.cue.form
        spoken = found.cue.kind in ("stated", "asked", "believed", "feared")
        return spoken and form not in self.of["needs_that"] | self.of["things"]

    def _as_said(self, found: Found, low: int, opening: int, high: int) -> list[Range]:
        """Return what is said by "as X said": what follows the comma, or stands before."""
        words = self.words
        at = found.end
        while at < high and words[at] != "," and (at > found.end or self._helps(at) or words[at] in self.of["prepositions"] | self.of["times"]):
            at += 1
        if opening == low and at < high and words[at] == ",":
            return [(at + 1, high)]
        if opening > low + 1 and (at >= high or words[at] in _PAUSES or words[at] in self.of["prepositions"]):
            left = (low, opening - (words[opening - 1] in (",", *_DASHES)))
            goes_on = at < high and words[at] == "," and words[at + 1] in self.of["helping"]
            return [left, (at + 1, high)] if goes_on else [left]
        return []

    def _interposed(self, left: Range, at: int) -> bool:
        """Tell whether a cue stands within or behind what is said, and not before it."""
        words, of = self.words, self.of
        if words[at] == "," and words[at + 1] != QUOTE and left[1] - left[0] > 3:
            return True
        if words[left[0]] in of["prepositions"] | of["breaks"] | of["helping"] | of["times"] or self._helps(left[0]):
            return False
        if words[left[0]].endswith(self.grammar.participles) or left[0] in self.cue_at:
            return False
        return words[at] in (",", ";") or words[at] in of["prepositions"]

    def _rest(self, at: int, high: int, is_quoted: bool, inverted: object = None) -> list[Range]:
        """Return what is said behind a cue that stands within it."""
        words = self.words
        if not is_quoted and not inverted and at + _LEAST < high and words[at] == ",":
            return [(at + 1, high)]
        for n in range(at, high):
            if n in self.cue_at and not is_quoted:
                return []
            if words[n] == QUOTE:
                cue = any(m in self.cue_at for m in range(at, n))
                return [] if cue else [(n, n + 1 if n + 1 >= high or words[n+1] != QUOTE else n + 1)]
        if not is_quoted and at + _LEAST < high and words[at] == "," and (not inverted or words[at+1] in self.of["helping"]):
            return [(at + 1, high)]
        return []

    def _right(self, found: Found, at: int, high: int, aside: bool = False) -> Range | None:
        words, of, form = self.words, self.of, found.cue.form
        start = self._begins(found, at, high)
        if start is None:
            return None
        return start, self._ends(found, start, high, aside, self._is_who)

    def _begins(self, found: Found, at: int, high: int) -> int | None:
        """Return where begins what is said behind a cue."""
        words, of, form = self.words, self.of, found.cue.form
        if words[at] in (",", ":", "--", "—", "–") and at + 1 < high:
            if words[at + 1] == QUOTE or words[at] == ":":
                return at + 1
            if form in of["needs_that"] or form in of["objects"] | of["things"] or words[at + 1].endswith(self.grammar.participles):
                return None
            if words[at] == "," and found.cue.kind == "stated":
                return at + 1
        if words[at] == QUOTE or words[at] in of["that"]:
            return at
        if (words[at] in of["be"] or words[found.end] in of["be"]):
            return None
        if form in of["addressed"]:
            return self._addressed(found, at, high)
        if words[at] in of["to"]:
            return at if form in of["infinitives"] else None
        if words[at] in of["prepositions"] or words[at] == "," or words[at] in of["breaks"]:
            if form in of["needs_that"] and found.cue.kind not in ("stated", "asked"):
                return None
            for n in range(at, high):
                if words[n] in of["that"]:
                    return n
                if words[n] == QUOTE or (words[n] == ":" and n + 1 < high):
                    return n + (words[n] == ":")
                if n in self.cue_at:
                    break
            return at if form in of["objects"] | of["things"] and words[at] != "," else None
        if found.cue.kind in ("stated", "asked"):
            for n in range(at, min(high, at + _NEAR) - 1):
                if words[n] in (",", ":") and words[n + 1] == QUOTE:
                    return n + 1
                if words[n] in _PAUSES or n in self.cue_at:
                    break
        if form in of["needs_that"]:
            return None
        if form in of["objects"] | of["things"]:
            return at
        if words[at] in _PAUSES or words[at] in of["joins"] or words[at] in of["breaks"]:
            return None
        return at

    def _addressed(self, found: Found, at: int, high: int) -> int | None:
        words, of = self.words, self.of
        if words[at] in of["objects_told"]:
            at += 1
            if at < high and words[at] in of["to"] or at < high and words[at] not in _PAUSES and words[at] not in of["prepositions"]:
                return at
        for n in range(at, min(high, at + _NEAR)):
            if words[n] in of["that"] or words[n] == QUOTE or words[n] in of["to"]:
                return n
            if words[n] == ":":
                return n + 1
            if n > at and (words[n] in of["pronouns"]):
                return n
            if n > at and words[n] in of["of"]:
                return n + 1
        if at + 1 < high and not self.units.capital(at) and self.units.capital(at + 1):
            return at + 1
        return None

    def _ends(self, found: Found, start: int, high: int, aside: bool, is_who: bool = False) -> int:
        """Return where what is said ends: with the sentence, or a noun at the next mark."""
        words, of = self.words, self.of
        if found.cue.form not in of["objects"] | of["things"] or words[start] in of["that"] or words[start] == QUOTE:
            for n in range(start + 1, high):
                if words[n] in of["joins"] and words[n - 1] == "," and not any(words[m] in of["helping"] or m in self.cue_at for m in range(n + 1, min(high, n + 6))):
                    continue
                if words[n] in of["turns"] and (words[n - 1] == "," or words[n-1] in _DASHES):
                    return n - 1
                if words[n] == "," and aside and n > start + _LEAST and (not is_who or n + 1 in self.cue_at or words[n + 1] in of["helping"]):
                    return n
            return high
        for n in range(start, high):
            if n > start and (words[n] in of["times"] or words[n] in of["prepositions"] and words[n+1] in of["times"]):
                return n
            if n > start and words[n] in of["apart"]:
                return n
            if words[n] in (";", "(", "—", "–", "--") or (words[n] == "," and n > start):
                if words[n] == "," and self.units.text[self.units.ends[n-1]-1].isdigit():
                    continue
                return n
        return high

    def _sibling(self, found: Found, begin: int, open_: Told) -> bool:
        """Tell whether a cue within what another says begins a clause of the article's own."""
        words, of = self.words, self.of
        before = words[begin - 1] if begin else STOP
        if begin == found.at and not self._helps(begin - 1):  # no subject of its own
            participle = words[begin].endswith(self.grammar.participles)
            same = open_.found is not None and words[open_.found.at].endswith(self.grammar.participles)
            return (before == "," and participle) or before in of["joins"] and participle == same
        if before in of["joins"] and words[begin - 2] in (",", ";", QUOTE, "—"):
            return True
        return before == ";" or before in of["turns"]

    def _cut(self, one: Told, at: int) -> None:
        while at > 0 and (self.words[at - 1] in self.of["joins"] or self.words[at - 1] in _PAUSES - {QUOTE, ")"} or self._helps(at - 1)):
            at -= 1
        one.content = [(a, min(b, at)) for a, b in one.content if a < at]

    def _named(self, found: Found, low: int, high: int, first: int) -> Told | None:
        """Read "according to X": who says it follows, and the rest of the sentence is said."""
        words, of = self.words, self.of
        end = found.end
        while end < high and words[end] not in (",", QUOTE, ";", "—", "–", "--"):
            end += 1
        source = (found.end, end)
        if end <= found.end:
            return None
        after = (end + 1, high)
        if found.at <= low + 1:
            return Told(found, source, [after]) if end + 1 < high else None
        stop = found.at - (words[found.at - 1] == ",")
        start = max([low, *(n + 1 for n in range(low, stop) if words[n] == ":")])
        content = [(start, stop)] if stop > start else []
        goes_on = stop - start < _NEAR / 2 or (end + 1 < high and words[end + 1] in of["joins"]) or end + _NEAR < high
        if end + 2 < high and goes_on and words[end] == "," and words[end + 1] not in of["articles"] | of["who"]:
            content.append(after)
        else:
            source = (found.end, high)
        for one in self.told[first:]:
            one.parent = len(self.told) if one.parent is None else one.parent
        return Told(found, source, content) if content else None

    # -- quotations without a cue ------------------------------------------------------------------

    def _goes_on(self, low: int, high: int, before: int) -> None:
        """Give a quotation that no cue of its sentence takes to who spoke before."""
        for at in range(low, min(high, low + 4)):
            if self.words[at] != QUOTE:
                continue
            if at in self.used or not (at + 1 == high or len(self.told) == before):
                return
            main = self.pending or self._main()
            if main is not None and main is not self.pending and main.content and main.found and main.content[0][0] > main.found.at and not any(self.words[n] == QUOTE for a, b in main.content for n in range(a, b)):
                self.told.append(Told(None, main.source, [(low, at+1)])); self.used.add(at)
                return
            if main is not None:
                if main is self.pending:
                    self.told.append(main)
                main.content.append((low, at + 1))
                self.used.add(at)
            return

    def _main(self) -> Told | None:
        """Return who spoke last, and of several the one who is quoted."""
        quoted = [one for one in self.told if one.parent is None and any(self.words[n] == QUOTE for a, b in one.content for n in range(a, b))]
        free = [one for one in self.told if one.parent is None]
        return (quoted or free or [None])[-1]

    def _label(self) -> Told | None:
        """Read "X: ..." at the start of a paragraph, as headlines and transcripts have it."""
        for at, word in enumerate(self.words[:6]):
            if word == ":" and 0 < at and at + 2 < len(self.words):
                if at == 1 and len(self.words[0]) < 3:
                    return None
                return Told(None, (0, at), [(at + 1, len(self.words) - 1)])
            if not self.units.capital(at):
                break
        return None
