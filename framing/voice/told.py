"""A paragraph's attributions: one for each cue that gives something to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.voice.contents import (
    Clause,
    after,
    as_said,
    content,
    left,
    named,
    named_before,
    pieces,
)
from framing.voice.cues import NAMED, NAMED_AFTER, UNNAMED, Found, Grammar, Paragraph, Range
from framing.voice.subjects import Subject, behind, is_noun, opening, speaking, subject
from framing.voice.units import PAUSES, QUOTE, STOP, Units

_LABEL = 6  # units before the colon of "X: ..."
_SHORT = 3  # letters of the shortest label; "Q:" is none
_LATE = 4  # units of a sentence before a quotation that goes on
_RECENT = 20  # attributions among which who spoke before is sought


@dataclass
class Told:
    """Something that is given to somebody: ranges of units, and the number of what holds it."""

    found: Found | None
    source: Range | None
    content: list[Range]
    negated: bool = False
    parent: int | None = None

    @property
    def at(self) -> int:
        """Return the unit by which it is found."""
        return self.found.at if self.found else self.content[0][0]


def told(
    units: Units, lists: Grammar, *, labelled: bool = False, is_headline: bool = False
) -> tuple[list[Told], Told | None]:
    """Return what a paragraph gives to somebody, and who is about to speak at its end.

    labelled : "X: ..." at its start tells who speaks.
    """
    is_plain = not (labelled or lists.of["moods"] or QUOTE in units.words)
    if is_plain and lists.cues.keys().isdisjoint(units.words):
        return [], None
    reader = _Reader(units, lists, is_headline=is_headline)
    label = reader.label() if labelled else None
    return ([label] if label else reader.read()), reader.pending


def is_quotation(units: Units) -> bool:
    """Tell whether a paragraph is nothing but quotation."""
    return units.words[0] == QUOTE and set(units.words) <= {QUOTE, STOP}


class _Reader:
    def __init__(self, units: Units, lists: Grammar, *, is_headline: bool) -> None:
        self.text, self.is_headline = Paragraph(units, lists), is_headline
        self.words, self.of = self.text.words, lists.of
        self.told: list[Told] = []
        self.used: set[int] = set()  # quotations that are given to somebody
        self.pending: Told | None = None  # who speaks in a sentence that does not tell what

    def read(self) -> list[Told]:
        low = number = 0
        for high in [n for n, word in enumerate(self.words) if word == STOP]:
            first = number
            while number < len(self.text.cues) and self.text.cues[number].at < high:
                number += 1
            self._sentence(low, high, self.text.cues[first:number])
            low = high + 1
        return self.told

    def label(self) -> Told | None:
        """Read "X: ..." at the start of a paragraph, as headlines and transcripts have it."""
        for at, word in enumerate(self.words[:_LABEL]):
            if word == ":" and 0 < at < len(self.words) - 2:
                begin = 1 if at > 1 and 0 in self.text.cue_at else 0  # "Said Roe: ..."
                is_name = at > 1 or len(self.words[0]) >= _SHORT
                is_name &= " ".join(self.words[:at]) not in self.of["genres"]
                said = [(at + 1, len(self.words) - 1)]
                return Told(None, (begin, at), said) if is_name else None
            if not self.text.units.capital(at):
                return None
        return None

    def _sentence(self, low: int, high: int, cues: Sequence[Found]) -> None:
        before, pending = len(self.told), None
        self.used = set()
        for found in cues:
            one = self._one(found, low, high, before)
            if one:
                one.source = speaking(self.text, found, one.source)
            if one and one.content:
                self.told.append(one)
                self.used |= self._quotes(one)
            elif one and found.kind == "stated":
                pending = one
        self._goes_on(low, high, is_first=len(self.told) == before)
        self.pending = pending if len(self.told) == before else None

    def _quotes(self, one: Told) -> set[int]:
        """Return the quotations at the beginning of what is said."""
        return {n for a, b in one.content[:2] for n in range(a, b) if self.words[n] == QUOTE}

    def _one(self, found: Found, low: int, high: int, first: int) -> Told | None:
        """Return what a cue gives to somebody; without content where that does not follow."""
        if found.kind in (NAMED, NAMED_AFTER):
            return self._named(found, low, high, first)
        earlier = self.told[first:]
        holds = [
            number
            for number, one in enumerate(earlier, first)
            if any(a <= found.at < b for a, b in one.content)
        ]
        start = max([low, *(one.found.end for one in earlier if one.found)])
        who = subject(self.text, found, min(start, found.at), low, high)
        if not self._adds(found, low) and is_noun(self.text, found, who.source):
            return None
        mark = self.words[who.begin - 1] if who.begin > low else STOP
        aside = who.who or (mark in self.of["breaks"] and mark not in self.of["no_aside"])
        clause = Clause(
            found, who, low, high, start, not earlier, frozenset(self.used), aside
        )  # fmt: skip
        nobody = found.kind == UNNAMED or (found.kind == "asked" and self._is_bare(found, who, low))
        if who.passive or nobody:
            return self._by_nobody(clause) if not holds else None
        if mark in self.of["as_said"] and who.source and (said := as_said(self.text, clause)):
            return Told(found, who.source, said, who.negated)
        if mark == "," and (whole := self._of_whole(clause, first)):
            return whole
        one = self._to_speak(clause, earlier) or self._spoken(clause, earlier)
        return self._placed(one, clause, holds[-1]) if one and one.content and holds else one

    def _of_whole(self, clause: Clause, first: int) -> Told | None:
        """Give a sentence to who is named at its end; others who speak in it are within."""
        found, begin, end = clause.found, clause.subject.begin, clause.found.last
        open_ = len(self.told) > first and self.told[-1].content[-1][1] >= found.at
        if not open_ or found.kind != "stated" or found.form in self.of["no_speech_before"]:
            return None
        while end < clause.high and (self.text.helps(end) or self.words[end] in self.of["times"]):
            end += 1
        if end < clause.high or clause.subject.source is None or begin == found.at:
            return None
        for one in self.told[first:]:
            one.parent = len(self.told) if one.parent is None else one.parent
            one.content = pieces(one.content, begin - 1)
        said = [(clause.low, begin - 1)]
        return Told(found, clause.subject.source, said, clause.subject.negated)

    def _to_speak(self, clause: Clause, earlier: Sequence[Told]) -> Told | None:
        """Return what somebody is to say: "went there to say that"."""
        found, words = clause.found, self.words
        soon = words[found.end : found.end + 2]
        follows = soon[0] in self.of["that"] or QUOTE in soon
        if words[found.at - 1] not in self.of["to"] or found.at < clause.low + 2 or not follows:
            return None
        free = [one.source for one in earlier if one.source and one.parent is None]
        source = free[-1] if free else opening(self.text, clause.low, found.at)
        if source is None or found.kind != "stated":
            return None
        said = content(self.text, clause, None, None)
        return Told(found, source, said, clause.subject.negated)

    def _spoken(self, clause: Clause, earlier: Sequence[Told]) -> Told | None:
        """Return what is given to who stands before a cue, behind it, or spoke before."""
        found, who = clause.found, clause.subject
        source, bare = who.source, who.begin == found.at
        if source is None and bare:
            source = self._shared(found, clause.low, earlier)
            if source is None and not self._may_name_behind(found, clause.low):
                return None
        goes_on = bare and self.text.is_participle(found.at)
        before = None if goes_on else left(self.text, clause)
        inverted = None
        if (before or self.of["verb_second"]) and (source is None or bare):
            quoted = before is not None and self.words[before[1] - 1] == QUOTE
            inverted = behind(self.text, found.end, clause.high, quoted=quoted)
            source = inverted or source
        if source is None or (before is None and found.form in self.of["behind_speech"]):
            return None
        if (
            inverted is None
            and self.of["verb_second"]
            and before
            and self.words[before[1] - 1] != QUOTE
        ):
            before = None
        said = content(self.text, clause, before, inverted)
        if len(said) == 1 and said[0][1] - said[0][0] == 1:
            said = [] if self.words[said[0][0]] in self.of["objects_told"] else said
        return Told(found, source, said, who.negated)

    def _is_bare(self, found: Found, who: Subject, low: int) -> bool:
        """Tell whether nobody is named who asks: "asked about it, he ..."."""
        before = self.words[found.at - 1] if found.at > low else STOP
        opens = before in (STOP, ",") or before in self.of["breaks"]
        return who.source is None and who.begin == found.at and opens

    def _by_nobody(self, clause: Clause) -> Told | None:
        """Return what nobody is named for: "asked whether he goes, she ..."."""
        found = clause.found
        if found.kind not in ("asked", UNNAMED):
            return None
        right = after(self.text, clause._replace(aside=True), found.last)
        if right and self.words[found.last] in self.of["by"] and found.last + 1 < right[0]:
            return Told(found, (found.last + 1, right[0]), [right])  # "it was said by Roe that"
        return Told(found, None, [right]) if right else None

    def _shared(self, found: Found, low: int, earlier: Sequence[Told]) -> Range | None:
        """Return who speaks, if that is told with an earlier verb."""
        before = self.words[found.at - 1] if found.at > low else STOP
        joined = before in self.of["joins"] or (found.at > low and self.text.helps(found.at - 1))
        is_pause = found.at > low and self.text.is_comma(found.at - 1)
        goes_on = is_pause and self.text.is_participle(found.at)
        if not joined and not goes_on and not self._adds(found, low):
            return None
        free = [one.source for one in earlier if one.source and one.parent is None]
        return free[-1] if free else opening(self.text, low, found.at)

    def _adds(self, found: Found, low: int) -> bool:
        """Tell whether a verb goes on behind a comma as headlines have it: "Roe denies, says"."""
        return self.is_headline and found.at > low + 1 and self.text.is_comma(found.at - 1)

    def _may_name_behind(self, found: Found, low: int) -> bool:
        """Tell whether who speaks may be named behind a cue."""
        if self.of["verb_second"]:
            return True
        before = self.words[found.at - 1] if found.at > low else STOP
        ends = found.at > 1 and self.words[found.at - 2 : found.at] == [QUOTE, STOP]
        return before in (QUOTE, ",") or ends

    # -- one within another --------------------------------------------------------------------

    def _placed(self, one: Told, clause: Clause, number: int) -> Told | None:
        """Place what stands where another speaks: in their words, or behind them."""
        begin, said, holder = clause.subject.begin, one.content, self.told[number]
        before = said[0][0] < begin
        quoted = before and self.words[said[0][1] - 1] == QUOTE
        if quoted and clause.subject.source is not None:
            self._cut(holder, said[0][0])
        elif holder.found and begin < holder.found.at:
            self._cut(holder, clause.found.at)
        elif self._is_apart(clause, holder):
            self._cut(holder, begin)
        elif before:
            return None
        else:
            one.parent = number
            one.content = pieces(said, holder.content[-1][1])
        return one

    def _is_apart(self, clause: Clause, holder: Told) -> bool:
        """Tell whether a cue within what another says begins a clause of the article's own."""
        begin, at = clause.subject.begin, clause.found.at
        if holder.found and holder.found.kind == NAMED and holder.at < holder.content[0][0]:
            return False
        if self._is_joined(begin, at):
            return True
        before = self.words[begin - 1] if begin else STOP
        joined = before in self.of["joins"]
        if begin == at and not self.text.helps(begin - 1):
            participle = self.text.is_participle(begin)
            same = bool(holder.found and self.text.is_participle(holder.found.at))
            return (self.text.is_comma(begin - 1) and participle) or (joined and participle == same)
        return (
            before == ";"
            or before in self.of["turns"] - self.of["joins"]
            or (joined and self.words[begin - 2] in (",", ";", QUOTE, "—"))
        )

    def _is_joined(self, begin: int, at: int) -> bool:
        """Tell whether a cue goes on with who spoke, behind words that help: "but did not say"."""
        if begin < at:
            return False
        while begin > 1 and self.text.helps(begin - 1):
            begin -= 1
        return begin < at and self.words[begin - 1] in self.of["joins"]

    def _cut(self, one: Told, at: int) -> None:
        """End what somebody says before a unit, and before the marks and joins there."""
        loose = PAUSES - {QUOTE, ")"}
        while at and (
            self.words[at - 1] in loose
            or self.words[at - 1] in self.of["joins"]
            or self.text.helps(at - 1)
        ):
            at -= 1
        one.content = pieces(one.content, at)

    def _named(self, found: Found, low: int, high: int, first: int) -> Told | None:
        """Give a sentence to who is named; others who speak in it are within."""
        of_kind = {NAMED: named, NAMED_AFTER: named_before}[found.kind]
        read = of_kind(self.text, found, low, high)
        if read is None:
            return None
        for one in self.told[first:]:
            one.parent = len(self.told) if one.parent is None else one.parent
        return Told(found, *read)

    # -- quotations without a cue ----------------------------------------------------------------

    def _goes_on(self, low: int, high: int, *, is_first: bool) -> None:
        """Give a quotation that no cue of its sentence takes to who spoke before."""
        if is_first and self._is_reported(low, high):
            return self._reported(low, high)
        at = next((n for n in range(low, min(high, low + _LATE)) if self.words[n] == QUOTE), None)
        if at is None or (is_first and at > low + 1 and self.words[at - 1] == ":"):
            return self._announced(low, high) if is_first else None
        if at in self.used or not (at + 1 == high or is_first):
            return
        self.used.add(at)
        if self.pending:
            self.pending.content.append((low, at + 1))
            self.told.append(self.pending)
        elif (main := self._main()) and (self._quotes(main) or not self._follows(main)):
            main.content.append((low, at + 1))
        elif main:
            self.told.append(Told(None, main.source, [(low, at + 1)]))

    def _announced(self, low: int, high: int) -> None:
        """Give a quotation behind a colon, without a cue, to who the sentence is about."""
        at = next((n for n in range(low, high - 1) if self.words[n] == ":"), None)
        if at is not None and self.words[at + 1] == QUOTE:
            self.told.append(Told(None, opening(self.text, low, at), [(at + 1, at + 2)]))

    def _is_reported(self, low: int, high: int) -> bool:
        """Tell whether a sentence has the mood of reported speech, as some languages have one."""
        moods = self.of["moods"]
        return bool(moods) and any(self.words[n] in moods for n in range(low, high))

    def _reported(self, low: int, high: int) -> None:
        """Give a sentence in the mood of reported speech to who spoke before."""
        last = self.told[-1] if self.told else None
        if last and last.found is None and last.content[-1][1] == low - 1:
            last.content.append((low, high))
        else:
            main = self._main()
            self.told.append(Told(None, main.source if main else None, [(low, high)]))

    def _main(self) -> Told | None:
        """Return who spoke last, and of several the one who is quoted."""
        free = [one for one in self.told[-_RECENT:] if one.parent is None]
        return next(
            (one for one in reversed(free) if self._quotes(one)), free[-1] if free else None
        )

    @staticmethod
    def _follows(one: Told) -> bool:
        return one.found is not None and one.content[0][0] > one.found.at
