"""Write a codebook as TOML, so that one that came from a spreadsheet can be a study's own."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from framing.coding.codebook import Codebook, Frame, Indicator, parse_codebook
from framing.coding.patterns import spelled_group, spelled_terms
from framing.errors import CodebookError

_WIDTH = 100


def codebook_toml(codebook: Codebook) -> str:
    """Write a codebook as the text of a TOML file.

    Parameters
    ----------
    codebook : the codebook, however it was read or made.

    Returns
    -------
    The text of a file from which an equal codebook is read. What does not travel: ``sha256``
    (it is that of the file), comments, and how entries were spelled; they stand as they are
    matched, in small letters but for those that match capitals only.

    Raises
    ------
    CodebookError : the codebook is not well formed, so that no file would give it back.

    Examples
    --------
    >>> book = {"codebook": {"name": "Talks"}, "frames": {"left_out": {"definition": "Left out.",
    ...     "indicators": [{"id": "sidelined", "any": ["Left out", "sidelin*"]}]}}}
    >>> print(codebook_toml(parse_codebook(book, source="book")))
    [codebook]
    name = "Talks"
    version = ""
    language = "en"
    <BLANKLINE>
    [frames.left_out]
    label = "left_out"
    definition = "Left out."
    <BLANKLINE>
    [[frames.left_out.indicators]]
    id = "sidelined"
    any = ["left out", "sidelin*"]
    <BLANKLINE>
    """
    values = codebook_values(codebook)
    text = "\n\n".join("\n".join(lines) for lines in _tables(values)) + "\n"
    _check_comes_back(text, codebook)
    return text


def codebook_values(codebook: Codebook) -> dict[str, Any]:
    """Return a codebook as the tables of a TOML file, as ``parse_codebook`` takes them."""
    return {
        "codebook": {
            "name": codebook.name,
            "version": codebook.version,
            "language": codebook.language,
        },
        "terms": spelled_terms(codebook.terms),
        "stances": dict(codebook.stances),
        "voices": dict(codebook.voices),
        "rules": dict(codebook.rules),
        "frames": {name: _frame(frame, codebook) for name, frame in codebook.frames.items()},
    }


def _frame(frame: Frame, codebook: Codebook) -> dict[str, Any]:
    return {
        "label": frame.label,
        "definition": frame.definition,
        **_given(
            include=list(frame.include),
            exclude=list(frame.exclude),
            examples=list(frame.examples),
            source=frame.source,
            subcodes=dict(frame.subcodes),
            countercodes=dict(frame.countercodes),
            indicators=[_indicator(one, codebook) for one in frame.indicators],
        ),
    }


def _indicator(indicator: Indicator, codebook: Codebook) -> dict[str, Any]:
    terms = codebook.terms
    return {
        "id": indicator.id,
        **_given(
            subcode=indicator.subcode,
            any=spelled_group(indicator.any, terms),
            all=[spelled_group(member, terms) for member in indicator.all],
            within=indicator.within,
            unless=spelled_group(indicator.unless, terms),
        ),
    }


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _check_comes_back(text: str, codebook: Codebook) -> None:
    """Refuse a text that would not be read back to an equal codebook."""
    back = parse_codebook(tomllib.loads(text), source=f"codebook '{codebook.name}'")
    if not same(back, codebook):
        raise CodebookError(
            f"codebook '{codebook.name}' would not be the same when read back from a file; is "
            "each frame and indicator under its own id?"
        )


def same(one: Codebook, other: Codebook) -> bool:
    """Tell whether two codebooks are equal, in the same order, whatever their files."""
    return replace(one, sha256="") == replace(other, sha256="") and _order(one) == _order(other)


def _order(codebook: Codebook) -> list[list[str]]:
    named = (codebook.terms, codebook.stances, codebook.voices, codebook.rules, codebook.frames)
    codes = [names for f in codebook.frames.values() for names in (f.subcodes, f.countercodes)]
    return [list(names) for names in (*named, *codes)]


def _tables(values: Mapping[str, Any]) -> Iterator[list[str]]:
    for name in ("codebook", "terms", "stances", "voices", "rules"):
        if values[name]:
            yield [f"[{name}]", *_lines(values[name])]
    for name, frame in values["frames"].items():
        place = f"frames.{_key(name)}"
        plain = {key: one for key, one in frame.items() if not isinstance(one, dict)}
        indicators = plain.pop("indicators", [])
        yield [f"[{place}]", *_lines(plain)]
        for key in ("subcodes", "countercodes"):
            if key in frame:
                yield [f"[{place}.{key}]", *_lines(frame[key])]
        for indicator in indicators:
            yield [f"[[{place}.indicators]]", *_lines(indicator)]


def _lines(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{_key(key)} = {_value(value, len(_key(key)) + 3)}"


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else toml_text(name)


def _value(value: Any, used: int = 0, depth: int = 0) -> str:
    """Write a value; a list too long for its line is broken, ``depth`` lists deep."""
    if not isinstance(value, list):
        return str(value) if isinstance(value, int) else toml_text(value)
    inside = "  " * (depth + 1)
    entries = [_value(entry, len(inside), depth + 1) for entry in value]
    line = f"[{', '.join(entries)}]"
    if used + len(line) < _WIDTH and "\n" not in line:
        return line
    return "\n".join(["[", *_filled(entries, inside), f"{'  ' * depth}]"])


def _filled(entries: list[str], inside: str) -> list[str]:
    """Fill lines with entries; what is itself broken has lines of its own."""
    lines = [f"{inside}{entries[0]},"]
    for entry in entries[1:]:
        if "\n" in lines[-1] + entry or len(lines[-1]) + len(entry) + 2 > _WIDTH:
            lines.append(f"{inside}{entry},")
        else:
            lines[-1] += f" {entry},"
    return lines


def toml_text(words: str) -> str:
    """Write words in quotes; TOML escapes as JSON does, and the delete character too."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
