"""Write a codebook as TOML, so that one that came from a spreadsheet can be a study's own."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from framing.coding.codebook import (
    MODE_LABELS,
    USUAL,
    VOICE_LABELS,
    Actor,
    Codebook,
    Frame,
    parse_codebook,
)
from framing.coding.indicator import Indicator
from framing.coding.patterns import spelled_group, spelled_terms
from framing.errors import CodebookError

_WIDTH = 100


def codebook_toml(codebook: Codebook) -> str:
    """Write a codebook as the text of a TOML file, from which an equal codebook is read.

    Entries stand as they are matched, in small letters but for those that match capitals only.

    Raises
    ------
    CodebookError : the codebook is not well formed, so that no file would give it back.
    """
    text = "\n\n".join("\n".join(lines) for lines in _tables(codebook_values(codebook))) + "\n"
    back = parse_codebook(tomllib.loads(text), source=f"codebook '{codebook.name}'")
    if not same(back, codebook):
        raise CodebookError(
            f"codebook '{codebook.name}' would not be the same when read back from a file; is "
            "each frame and indicator under its own id?"
        )
    return text


def indicator_toml(indicator: Indicator, codebook: Codebook) -> str:
    """Write what an indicator asks for as it may stand in a codebook's file."""
    values = _indicator(indicator, codebook)
    return "\n".join(_lines({key: value for key, value in values.items() if key != "id"}))


def codebook_values(codebook: Codebook) -> dict[str, Any]:
    """Return a codebook as the tables of a TOML file."""
    of_any = {"modes": MODE_LABELS, "voices": VOICE_LABELS}
    of_all = ("modes", "means", "voices", "rules")
    return {
        "codebook": {key: getattr(codebook, key) for key in ("name", "version", "language")},
        "terms": spelled_terms(codebook.terms),
        **{
            section: {}
            if getattr(codebook, section) == of_any.get(section)
            else getattr(codebook, section)
            for section in of_all
        },
        "actors": {name: _actor(actor) for name, actor in codebook.actors.items()},
        "frames": {name: _frame(frame, codebook) for name, frame in codebook.frames.items()},
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return _given(names=list(actor.names), titles=list(actor.titles), side=actor.side)


def _frame(frame: Frame, codebook: Codebook) -> dict[str, Any]:
    parts = ("include", "exclude", "examples", "source", "subcodes", "countercodes")
    return {
        "label": frame.label,
        "definition": frame.definition,
        **_given(**{part: getattr(frame, part) for part in parts}),
        **{
            key: getattr(frame, key) for key, usual in USUAL.items() if getattr(frame, key) != usual
        },
        **_given(indicators=[_indicator(one, codebook) for one in frame.indicators]),
    }


def _indicator(indicator: Indicator, codebook: Codebook) -> dict[str, Any]:
    terms = codebook.terms
    return {
        "id": indicator.id,
        **_given(
            subcode=indicator.subcode,
            any=spelled_group(indicator.any, terms),
            who=spelled_group(indicator.who, terms),
            does=spelled_group(indicator.does, terms),
            whom=spelled_group(indicator.whom, terms),
            all=[spelled_group(member, terms) for member in indicator.all],
            order=indicator.order,
            within=indicator.within,
            unless=spelled_group(indicator.unless, terms),
            zone=list(indicator.zone),
            quotation=indicator.quotation,
            language=indicator.language,
        ),
    }


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def same(one: Codebook, other: Codebook) -> bool:
    """Tell whether two codebooks are equal, in the same order, whatever their files."""
    return replace(one, sha256="") == replace(other, sha256="") and _order(one) == _order(other)


def _order(codebook: Codebook) -> list[list[str]]:
    named = (
        codebook.terms, codebook.modes, codebook.means, codebook.voices, codebook.actors,
        codebook.rules, codebook.frames,
    )  # fmt: skip
    codes = [names for f in codebook.frames.values() for names in (f.subcodes, f.countercodes)]
    return [list(names) for names in (*named, *codes)]


def _tables(values: Mapping[str, Any]) -> Iterator[list[str]]:
    for name in ("codebook", "terms", "modes", "means", "voices", "rules"):
        if values[name]:
            yield [f"[{name}]", *_lines(values[name])]
    for name, actor in values["actors"].items():
        yield [f"[actors.{_key(name)}]", *_lines(actor)]
    for name, frame in values["frames"].items():
        place = f"frames.{_key(name)}"
        tables = {key: frame[key] for key in ("subcodes", "countercodes") if key in frame}
        apart = ("indicators", *tables)
        yield [f"[{place}]", *_lines({key: frame[key] for key in frame if key not in apart})]
        for key, codes in tables.items():
            yield [f"[{place}.{key}]", *_lines(codes)]
        for indicator in frame.get("indicators", ()):
            yield [f"[[{place}.indicators]]", *_lines(indicator)]


def _lines(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{_key(key)} = {_value(value, len(_key(key)) + 3)}"


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else toml_text(name)


def _value(value: Any, used: int = 0) -> str:
    """Write a value; of a list too long for its line, each entry on a line of its own."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int):
        return str(value) if isinstance(value, int) else toml_text(value)
    entries = [_value(entry) for entry in value]
    line = f"[{', '.join(entries)}]"
    return (
        line
        if used + len(line) < _WIDTH
        else "\n".join(["[", *(f"  {entry}," for entry in entries), "]"])
    )


def toml_text(words: str) -> str:
    """Write words in quotes; TOML escapes as JSON does, and the delete character too."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
