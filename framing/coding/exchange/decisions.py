"""What an annotation decides of each frame of a codebook, and what keeps it from being read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from framing.coding.codebook import Codebook, Frame
from framing.coding.disagreements import SAID
from framing.coding.exchange.annotations import Annotation
from framing.errors import StudyError, some, suggestion
from framing.tables.codes import ABSENT, OPEN, READ, REJECTED

DECISIONS = dict(zip(SAID.values(), (1, 0, None), strict=True))
SKIPPED = "skipped"
NOTE = "note"


@dataclass(frozen=True)
class Decision:
    """What one annotation says of one frame (of none, if it was skipped), and its state."""

    of: Annotation
    frame: str | None
    state: str
    reason: str = ""
    present: int | None = None
    values: tuple[tuple[str, str | None], ...] = ()

    @property
    def key(self) -> tuple[str, str, int, str | None]:
        """Whose decision it is, on which sentence and frame."""
        return self.of.coder, self.of.article, self.of.sentence, self.frame


def choices_of(frame: Frame, codebook: Codebook) -> dict[str, Mapping[str, str]]:
    """Return the blocks of choices of a frame, each with its codes and their labels."""
    blocks: dict[str, Mapping[str, str]] = {
        "present": dict.fromkeys(DECISIONS, ""),
        "subcode": frame.subcodes,
        "countercode": frame.countercodes,
        "stance": codebook.stances,
        "voice": codebook.voices,
    }
    return {name: codes for name, codes in blocks.items() if codes}


def field(frame: str, block: str) -> str:
    """Name a block of a frame.

    Examples
    --------
    >>> field("exclusion", "stance")
    'exclusion__stance'
    """
    return f"{frame}__{block}"


def decisions(annotation: Annotation, codebook: Codebook) -> Iterator[Decision]:
    """Yield what an annotation decides; what it leaves open is told and not coded."""
    if annotation.skipped:
        yield Decision(annotation, None, SKIPPED, annotation.skipped)
        return
    _check_fields(annotation, codebook)
    for frame in codebook.frames.values():
        yield _decision(annotation, frame, codebook)


def _check_fields(annotation: Annotation, codebook: Codebook) -> None:
    known = [NOTE]
    for frame in codebook.frames.values():
        known += [field(frame.id, block) for block in (*choices_of(frame, codebook), "speaker")]
    if unknown := [name for name in annotation.words if name not in known]:
        raise StudyError(
            f"{annotation.where}: {some(unknown)} is no field of the codebook '{codebook.name}'. "
            f"Fields: {', '.join(known)}.{suggestion(unknown[0], known)}"
        )


def _decision(annotation: Annotation, frame: Frame, codebook: Codebook) -> Decision:
    given = {
        block: _chosen(annotation, field(frame.id, block), codes)
        for block, codes in choices_of(frame, codebook).items()
    }
    decided = given.pop("present")
    filled = [block for block, codes in given.items() if codes]
    if not decided:
        also = f", though {some(filled)} is filled" if filled else ""
        return Decision(annotation, frame.id, OPEN, f"no decision yet{also}")
    if len(decided) > 1:
        return Decision(annotation, frame.id, REJECTED, f"decided {some(decided)}; choose one")
    if decided == [ABSENT] and given.get("subcode"):
        reason = f"decision is absent, but subcode {some(given['subcode'])} says how it is present"
        return Decision(annotation, frame.id, REJECTED, reason)
    codes = {"subcode": [*given.get("subcode", []), *given.get("countercode", [])]}
    codes |= {block: given.get(block, []) for block in ("stance", "voice")}
    values = {block: ";".join(chosen) or None for block, chosen in codes.items()}
    values["speaker"] = _free(annotation, field(frame.id, "speaker"), ";")
    values["note"] = _free(annotation, NOTE, "; ")
    present = DECISIONS[decided[0]]
    return Decision(annotation, frame.id, READ, "", present, tuple(values.items()))


def _chosen(annotation: Annotation, name: str, allowed: Collection[str]) -> list[str]:
    """Return what was chosen, in codebook order; each choice must be one of those allowed."""
    chosen = annotation.words.get(name, [])
    if unknown := [word for word in chosen if word not in allowed]:
        raise StudyError(
            f"{annotation.where}: {name} is {some(unknown)}. Allowed: {', '.join(allowed)}."
            f"{suggestion(unknown[0], allowed)}"
        )
    return [code for code in allowed if code in chosen]


def _free(annotation: Annotation, name: str, joint: str) -> str | None:
    words = (
        piece.strip() for word in annotation.words.get(name, []) for piece in _parts(word, joint)
    )
    return joint.join(filter(None, words)) or None


def _parts(word: str, joint: str) -> list[str]:
    return word.split(";") if joint == ";" else [word]


def once(found: Iterable[Decision]) -> Iterator[Decision]:
    """Reject what one coder decided twice of a sentence: both if they differ, else the second."""
    listed = list(found)
    same = defaultdict(list)
    for one in listed:
        if one.state == READ:
            same[one.key].append(one)
    for one in listed:
        twins = same[one.key] if one.state == READ else [one]
        if len({(twin.present, twin.values) for twin in twins}) > 1:
            others = ", ".join(_name(twin) for twin in twins if twin is not one)
            reason = f"decided again in {others}, and not alike; keep one"
            yield replace(one, state=REJECTED, reason=reason)
        elif one is not twins[0]:
            reason = f"stands already in {_name(twins[0])}"
            yield replace(one, state=REJECTED, reason=reason)
        else:
            yield one


def _name(one: Decision) -> str:
    return f"task {one.of.task}, annotation {one.of.annotation}"
