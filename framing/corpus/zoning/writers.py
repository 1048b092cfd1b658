"""Whom a news text names as its writer: notes on them, and their names alone on a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.corpus.zoning.layout import Layout, ends_sentence
from framing.corpus.zoning.lines import Block
from framing.expressions import expression

_BIOS_WITHIN = 3  # paragraphs from the end
_HEAD = 50  # paragraphs, among which a text begins
_MIN_PARAGRAPHS = 2  # below a note at the head
_SENTENCES = expression(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")


def opens_with_writer(found: Sequence[Block], index: int, layout: Layout) -> bool:
    """Tell whether a paragraph above the text says who wrote it, or who talks in it.

    The text below does not speak of them, or each of several sentences says what one of them is.
    """
    block = found[index]
    name = layout.opening_writer(block.text) if index < _HEAD else ""
    if not name:
        return False
    below = [other.text for other in found[index + 1 :] if ends_sentence(other.text)]
    if len(below) < _MIN_PARAGRAPHS:
        return False
    sentences = _SENTENCES.split(block.text)
    if len(sentences) > 1 and all(map(layout.opening_writer, sentences)):
        return True
    return not any(name in other for other in below)


def notes(found: Sequence[Block], prose: Sequence[int], layout: Layout) -> Iterator[int]:
    """Yield the paragraphs at the end on somebody of whom the text does not speak."""
    for number in prose[1:][-_BIOS_WITHIN:]:
        name = layout.writer(found[number].text)
        if name and not any(name in found[other].text for other in prose if other != number):
            yield number


def names(
    found: Sequence[Block],
    short: Sequence[int],
    prose: Sequence[int],
    above: Sequence[Block],
    layout: Layout,
) -> Iterator[int]:
    """Yield the lines that are a name of whom a line above the text or a note speaks, not it."""
    for number in short:
        name = found[number].text
        if not layout.is_name(name) or any(name.split()[-1] in found[n].text for n in prose):
            continue
        others = [*above, *(block for n, block in enumerate(found) if n != number)]
        if any(name in other.text for other in others):
            yield number
