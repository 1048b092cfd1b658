"""What a short line is by where it stands: a subhead opens a paragraph of its own article.

A line that looks like a subhead and is followed by others of its kind, or by nothing, is an
item of a list or leads to another article; so is what stands under "Read more:".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from framing.corpus.zoning.layout import (
    MAX_SUBHEAD_WORDS,
    Layout,
    ends_sentence,
    in_small_letters,
    in_title_case,
)
from framing.corpus.zoning.lines import Block
from framing.corpus.zoning.writers import names, notes

# what a block is before its neighbours are read; loose: without an end, though too long
PROSE, SHORT, LOOSE, ASIDE = "prose", "short", "loose", "aside"
STANDS, TEXT, LINK = "subhead", "text", "link"  # what a line is
MAX_LOOSE_WORDS = 25
_MANY = 4  # so many short lines in a row are a list
_MAX_PART_WORDS = 3  # "Perspectives", above another subhead
_MIN_TITLE_WORDS = 4
_MAX_HEADING_WORDS = 6  # above links, as a sentence
_MIN_DATES = 2  # in a chronology
_MIN_OTHERS = 2  # subheads that show how an article sets them


def settled(
    found: Sequence[Block], kinds: Sequence[str], layout: Layout, above: Sequence[Block] = ()
) -> dict[int, str]:
    """Tell what each short line is, and which other lines lead elsewhere; by their numbers.

    ``kinds`` begins with the lead: what stands ``above`` it is not judged.
    """
    prose = [number for number, kind in enumerate(kinds) if kind in (PROSE, LOOSE)]
    short = [number for number, kind in enumerate(kinds) if kind == SHORT]
    decided = dict.fromkeys(_listed(found, kinds, layout), LINK)
    decided.update(dict.fromkeys(_repeated(found, kinds), LINK))
    decided.update(dict.fromkeys(_above_invitations(found, kinds, layout), LINK))
    decided.update(dict.fromkeys(names(found, short, prose, above, layout), LINK))
    kinds = [ASIDE if number in decided else kind for number, kind in enumerate(kinds)]
    for run, before, after in _runs(found, kinds):
        decided.update(_of_run([found[number] for number in run], run, before, after))
    decided.update(dict.fromkeys(_above_links(found, kinds, decided), LINK))
    decided.update(dict.fromkeys(notes(found, prose, layout), LINK))
    decided.update(dict.fromkeys(_other_questions(found, decided), TEXT))
    decided.update(dict.fromkeys(_dates(found, kinds, layout), STANDS))
    return decided


def _listed(found: Sequence[Block], kinds: Sequence[str], layout: Layout) -> Iterator[int]:
    """Yield the lines under a heading of links."""
    for number, block in enumerate(found):
        if kinds[number] == ASIDE and layout.opens_links(block.text):
            links = list(_links_after(number, found, kinds))
            if block.text.rstrip().endswith(":") or len(links) > 1:
                yield from links


def _links_after(number: int, found: Sequence[Block], kinds: Sequence[str]) -> Iterator[int]:
    for place in range(number + 1, len(found)):
        if kinds[place] == ASIDE:
            continue
        text = found[place].text
        short = kinds[place] == SHORT or (
            len(text.split()) <= MAX_LOOSE_WORDS and not re.search(r"[.!:…][\"”’']*$", text)
        )
        first_of_more = place == number + 1 and SHORT in kinds[place + 1 : place + 2]
        if not short and not (first_of_more and len(text.split()) <= MAX_SUBHEAD_WORDS):
            return
        yield place


def _repeated(found: Sequence[Block], kinds: Sequence[str]) -> Iterator[int]:
    """Yield the short lines that stand twice: titles of a video or of a picture."""
    counts = Counter(found[n].text for n, kind in enumerate(kinds) if kind == SHORT)
    yield from (n for n, kind in enumerate(kinds) if kind == SHORT and counts[found[n].text] > 1)


def _runs(
    found: Sequence[Block], kinds: Sequence[str]
) -> Iterator[tuple[list[int], Block | None, Block | None]]:
    """Yield short lines that follow one another, and the paragraphs around them."""
    run: list[int] = []
    before: Block | None = None
    for number, kind in enumerate(kinds):
        if kind in (SHORT, LOOSE):
            run.append(number)
        elif kind == PROSE:
            if run:
                yield run, before, found[number]
            run, before = [], found[number]
    if run:
        yield run, before, None


def is_loose(text: str) -> bool:
    """Tell whether a line that is no subhead has no end, as titles have none."""
    few = len(text.split()) <= MAX_LOOSE_WORDS
    return few and not ends_sentence(text) and text[0] not in "-•*·–—"


def _of_run(
    lines: list[Block], numbers: list[int], before: Block | None, after: Block | None
) -> dict[int, str]:
    words = [len(line.text.split()) for line in lines]
    fitting = [count <= MAX_SUBHEAD_WORDS for count in words]
    if len(lines) == 1 or sum(fitting) < 2:
        return _of_few(lines, numbers, before, after)
    if before and before.text.endswith(":"):  # the items of a list
        return dict.fromkeys(numbers, TEXT)
    if any(line.text[0].islower() for line in lines):  # sentences broken over lines
        return dict.fromkeys(numbers, TEXT)
    if len(lines) >= _MANY or not after:
        return dict.fromkeys(numbers, LINK)
    decided = {}
    opens = True
    for number, count in reversed(list(zip(numbers, words, strict=True))):
        opens = opens and (
            count <= MAX_SUBHEAD_WORDS if number == numbers[-1] else count <= _MAX_PART_WORDS
        )
        decided[number] = STANDS if opens else LINK
    return decided


def _of_few(
    lines: list[Block], numbers: list[int], before: Block | None, after: Block | None
) -> dict[int, str]:
    """Tell what a line is that is no part of a list; one of 16 words is a paragraph."""
    decided = {}
    for line, number in zip(lines, numbers, strict=True):
        fits = len(line.text.split()) <= MAX_SUBHEAD_WORDS
        if after or number != numbers[-1]:
            decided[number] = STANDS if fits and not _goes_on(line, before, after) else TEXT
        else:
            title = in_title_case(line.text) and len(line.text.split()) >= _MIN_TITLE_WORDS
            decided[number] = LINK if title else TEXT
    return decided


def _goes_on(line: Block, before: Block | None, after: Block | None) -> bool:
    """Tell whether a line is a part of the text around: the sentence or the questions go on."""
    questions = before and before.text.endswith("?") and line.text.endswith("?")
    return bool(questions or (after and after.text[0].islower()))


def _above_invitations(
    found: Sequence[Block], kinds: Sequence[str], layout: Layout
) -> Iterator[int]:
    """Yield the short lines right above an invitation: its headings."""
    for number, (kind, following) in enumerate(pairwise(kinds)):
        if (kind, following) == (SHORT, ASIDE) and layout.is_invitation(found[number + 1].text):
            yield number


def _above_links(
    found: Sequence[Block], kinds: Sequence[str], decided: Mapping[int, str]
) -> Iterator[int]:
    """Yield the headings of links that end as sentences do: "And now to the sea."."""
    for number in range(1, len(kinds) - _MANY):
        below = range(number + 1, number + 1 + _MANY)
        if (
            kinds[number] == PROSE
            and len(found[number].text.split()) <= _MAX_HEADING_WORDS
            and (kinds[number - 1] == ASIDE or decided.get(number - 1) == LINK)
            and all(decided.get(place) == LINK for place in below)
        ):
            yield number


def _other_questions(found: Sequence[Block], decided: Mapping[int, str]) -> Iterator[int]:
    """Yield the questions in small letters where the subheads are set in title case: text."""
    heads = [number for number, what in decided.items() if what == STANDS]
    asked = [n for n in heads if found[n].text[-1] == "?" and in_small_letters(found[n].text)]
    others = [found[n].text for n in heads if n not in asked]
    if len(others) >= _MIN_OTHERS and all(map(in_title_case, others)):
        yield from asked


def _dates(found: Sequence[Block], kinds: Sequence[str], layout: Layout) -> Iterator[int]:
    """Yield the dates over the parts of a chronology; one alone is that of publication."""
    dates = [
        number
        for number in range(1, len(kinds) - 1)
        if kinds[number] == ASIDE
        and kinds[number - 1] in (PROSE, SHORT)
        and kinds[number + 1] == PROSE
        and layout.datelines.is_day(found[number].text)
    ]
    if len({found[number].text for number in dates}) >= _MIN_DATES:
        yield from dates
