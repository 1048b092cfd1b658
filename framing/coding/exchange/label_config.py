"""The labelling configuration for Label Studio: a codebook as a form to fill in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from framing.coding.byhand.blank_sheet import rules_of
from framing.coding.codebook import Codebook, Frame
from framing.coding.decisions import DECISIONS
from framing.errors import CodebookError
from framing.expressions import expression
from framing.tables.codes import ABSENT, FUNCTIONS, PRESENT, VALUATIONS

NOTE = "note"
_NOT_XML = expression(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_JOINER = "\u2060"  # it is not seen
_TITLES = {
    "subcode": "How it is present",
    "countercode": "How it is absent",
    "mode": "Mode",
    "voice": "Voice",
    "valuation": "How it is judged",
    "valued_by": "By whom",
    "function": "What it does",
}
FREE = {"speaker": "Speaker", "held_responsible": "Held responsible"}  # lines of text


def label_studio_config(codebook: Codebook) -> str:
    r"""Write the labelling configuration: what goes into Label Studio's "Labeling Setup".

    Parameters
    ----------
    codebook : the frames with their rules, sub-codes, modes and voices.

    Returns
    -------
    The text (XML). For each frame its rules, one choice of present, absent or cannot say, and
    once that is made as many of each kind of code as apply (sub-codes, modes, voices, how it is
    judged and by whom, what it does), the speaker and who is held responsible. What is
    exported are the names that the codebook gives to codes; what is shown, their labels.

    Raises
    ------
    CodebookError : a name or label holds a character that XML cannot.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "Left out."}}}
    >>> config = label_studio_config(parse_codebook(book, source="b"))
    >>> choices = [line.strip() for line in config.splitlines() if "<Choice " in line]
    >>> print("\n".join(choices[:3]))
    <Choice value="present" alias="present"/>
    <Choice value="absent" alias="absent"/>
    <Choice value="cannot say" alias="cannot say"/>
    """
    frames = [line for frame in codebook.frames.values() for line in _frame(frame, codebook)]
    note = f'<TextArea name={_quoted(NOTE)} toName="text" rows="1" placeholder="Note"/>'
    return "\n".join(["<View>", *_TEXTS, *frames, f"  {note}", "</View>", ""])


def choices_of(frame: Frame, codebook: Codebook) -> dict[str, Mapping[str, str]]:
    """Return the blocks of choices of a frame, each with its codes and their labels."""
    blocks: dict[str, Mapping[str, str]] = {
        "present": dict.fromkeys(DECISIONS, ""),
        "subcode": frame.subcodes,
        "countercode": frame.countercodes,
        "mode": codebook.modes,
        "voice": codebook.voices,
        "valuation": VALUATIONS,
        "valued_by": codebook.voices,
        "function": FUNCTIONS,
    }
    return {name: codes for name, codes in blocks.items() if codes}


def field(frame: str, block: str) -> str:
    """Name a block of a frame, such as ``exclusion__mode``."""
    return f"{frame}__{block}"


_TEXTS = (
    '  <View style="opacity: 0.7"><Text name="before" value="$before" valueType="text"/></View>',
    '  <View style="font-size: 130%"><Text name="text" value="$text" valueType="text"/></View>',
    '  <View style="opacity: 0.7"><Text name="after" value="$after" valueType="text"/></View>',
)


def _frame(frame: Frame, codebook: Codebook) -> Iterator[str]:
    blocks = choices_of(frame, codebook)
    yield f"  <Header value={_shown(frame.label or frame.id)}/>"
    yield f'  <Header size="6" value={_shown(rules_of(codebook, frame.id))}/>'
    yield from _choices(frame, "present", blocks.pop("present"))
    for block, codes in blocks.items():
        yield from _choices(frame, block, codes)
    yield f"  <View{_when(frame)}>"  # a View alone hides a TextArea
    for name, shown in FREE.items():
        line = _quoted(field(frame.id, name))
        yield f'    <TextArea name={line} toName="text" rows="1" placeholder={_shown(shown)}/>'
    yield "  </View>"


def _choices(frame: Frame, block: str, codes: Mapping[str, str]) -> Iterator[str]:
    name = _quoted(field(frame.id, block))
    if block == "present":
        yield f'  <Choices name={name} toName="text" choice="single-radio" showInline="true">'
    else:
        after = {"subcode": (PRESENT,), "countercode": (ABSENT,)}.get(block)
        yield (
            f'  <Choices name={name} toName="text" choice="multiple" showInline="true"'
            f"{_when(frame, after)}>"
        )
        yield f'    <Header size="6" value={_shown(_TITLES[block])}/>'
    for code, label in _labels(codes).items():
        yield f"    <Choice value={_shown(label)} alias={_quoted(code)}/>"
    yield "  </Choices>"


def _when(frame: Frame, after: tuple[str, ...] | None = None) -> str:
    """Show a block once it can apply: mode and voice also where something speaks against."""
    after = after or ((PRESENT, ABSENT) if frame.countercodes else (PRESENT,))
    decision = _quoted(field(frame.id, "present"))
    return (
        f' visibleWhen="choice-selected" whenTagName={decision} whenChoiceValue="{",".join(after)}"'
    )


def _labels(codes: Mapping[str, str]) -> dict[str, str]:
    """Return what is shown for each code; two codes with one label are told apart."""
    shown = {code: label.strip() or code for code, label in codes.items()}
    often = Counter(shown.values())
    return {
        code: f"{label} ({code})" if often[label] > 1 else label for code, label in shown.items()
    }


def _shown(words: str) -> str:
    """Quote words to be shown; the word after a ``$`` would be looked up in the task."""
    return _quoted(words.replace("$", f"${_JOINER}"))


def _quoted(words: str) -> str:
    if wrong := _NOT_XML.search(words):
        raise CodebookError(
            f"{words!r} holds a character (U+{ord(wrong[0]):04X}) that a labelling configuration "
            "cannot; take it out of the codebook."
        )
    from xml.sax.saxutils import quoteattr  # loads all that opens addresses

    return quoteattr(words)
