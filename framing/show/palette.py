"""What a colour, a hatch and a marker mean: a meaning looks alike in every figure of every study.

Nothing is told by colour alone. A value that has no look of its own here takes one that is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from typing import TypeVar

Look = TypeVar("Look")

BLUE, ORANGE, GREEN, PINK, SKY, AMBER = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00",
)  # fmt: skip
SHARE, OF_ALL = BLUE, ORANGE  # a share of an outlet, and of all outlets together
LINES = ((BLUE, "-"), (ORANGE, "--"), (GREEN, ":"), (PINK, "-."))
NOT_TOLD = "#4d4d4d"  # a passage of which the mode is not known, or cannot be told apart
_COLOURS = (BLUE, ORANGE, GREEN, PINK, SKY, AMBER)
_HATCHES = ("", "////", "||||", "xxxx", "----", "++++")
MODES = {
    "asserted": (BLUE, ""),
    "stated": (BLUE, ""),
    "feared": (ORANGE, "////"),
    "demanded": (GREEN, "||||"),
    "called_for": (GREEN, "||||"),
    "denied": (PINK, "xxxx"),
    "opposed": (SKY, "----"),
}
VOICES = {"text": "o", "unattributed": "X", "other": "P"}
_MARKERS = ("^", "s", "D", "*", "v", "<", ">", "p", "h", "d")


def of_modes(modes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Give each mode a colour and a hatch; no two are alike. What cannot be told apart has none.

    Examples
    --------
    >>> of_modes(["mocked", "denied"])["denied"] == MODES["denied"]
    True
    >>> forms = of_modes([str(n) for n in range(40)])
    >>> len(forms), len(set(forms.values()))
    (31, 31)
    """
    n = len(_COLOURS)
    every = [(_COLOURS[i % n], _HATCHES[(i + i // n) % n]) for i in range(n * n)]
    return _given(modes, MODES, every)


def of_voices(voices: Sequence[str]) -> dict[str, str]:
    """Give each voice a marker; no two are alike: after the shapes come numbers.

    Examples
    --------
    >>> list(of_voices(["text", *"abcdefghijkl"]).values())[-3:]
    ['d', '$1$', '$2$']
    """
    return _given(voices, VOICES, chain(_MARKERS, (f"${number}$" for number in count(1))))


def _given(
    values: Sequence[str], meant: Mapping[str, Look], looks: Iterable[Look]
) -> dict[str, Look]:
    """Give a value the look that it means, or one that means nothing else."""
    taken = {meant[value]: value for value in reversed(values) if value in meant}
    own = {value: look for look, value in taken.items()}  # of two with one look the first has it
    free = (look for look in looks if look not in meant.values())
    own |= dict(zip((value for value in values if value not in own), free, strict=False))
    return {value: own[value] for value in values if value in own}
