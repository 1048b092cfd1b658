"""Write docs/reference.md from the docstrings: ``python docs/reference.py --write``.

Whatever ``framing`` and its rooms name is in it: a new public function needs no line here.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import framing
from framing.show.meanings import MEANINGS
from framing.tables.contracts import CONTRACTS, Column

PAGE = Path(__file__).parent / "reference.md"
WIDTH = 88
ROOMS = {  # what stands over each part, by the room in which the functions are called
    "": "From texts to a comparison",
    "corpus": "Texts",
    "coding": "Codings",
    "byhand": "Coding by hand",
    "compare": "Comparisons",
    "events": "Events",
    "words": "Words",
    "voice": "Who speaks",
    "wire": "Wire copy",
    "trust": "How far to trust a number",
    "large": "Large studies",
    "study": "A study",
    "report": "Reports",
    "begin": "A new study",
}
ONLY = {"study": ["freeze"], "report": ["changes"]}  # the rest is for notebooks
_TITLE = re.compile(r"^([A-Z][A-Za-z ]+)\n-{3,}\n", re.MULTILINE)
_ROLE = re.compile(r":[a-z]+:`~?([^`]+)`")


def functions() -> dict[str, Callable[..., Any]]:
    """Return every public function by the name that it is called by, such as ``wire.families``."""
    found = {}
    for room in ROOMS:
        place = getattr(framing, room) if room else framing
        for name in sorted(ONLY.get(room, place.__all__)):
            function = inspect.unwrap(getattr(place, name)) if name != "__version__" else None
            if inspect.isfunction(function) and function not in found.values():
                found[f"{room}.{name}" if room else name] = function
    return found


def page() -> str:
    """Return the reference as today's docstrings tell it."""
    rooms: dict[str, list[str]] = {}
    for name, function in functions().items():
        rooms.setdefault(name.rpartition(".")[0], []).append(entry(name, function))
    parts = [
        "# Reference",
        "Every function that `import framing` gives, written by `python docs/reference.py --write` "
        "from the docstrings; `help(framing.salience)` prints a docstring whole, with each "
        "parameter and an example. Functions take a table first and the rest by name, and "
        "return a new table; nothing given is changed. A table that lacks a column, has one of a "
        "wrong type or repeats its key is refused with `TableError`. `framing.wire.` and a tab "
        "list a room.",
    ]
    for room, entries in rooms.items():
        parts += [f"## {ROOMS[room]}", *entries]
    return "\n\n".join([*parts, *tables(), *codes()]) + "\n"


def tables() -> list[str]:
    """List every table's columns in their order: the key, then units and codes where there are."""
    said = "The columns of each table, in their order, with the unit of numbers and the codes of a"
    parts = ["## Tables", f"{said} column that holds no other. What is *given* a table needs."]
    for name, contract in CONTRACTS.items():
        columns = ", ".join(column(*one) for one in contract.columns.items())
        needed = ", ".join(f"`{one}`" for one in contract.required)
        parts.append(f"**{name}**: {columns}. Given: {needed}.")
    return parts


def column(name: str, about: Column) -> str:
    """Name a column, with its unit or its codes."""
    told = about.unit or " ".join(f"`{code}`" for code in about.codes)
    return f"`{name}` ({told})" if told and name != "note" else f"`{name}`"


def codes() -> list[str]:
    """List what each code means, by column."""
    parts = ["## Codes", "What pages say for a code; where a row's numbers stand in it, {so}."]
    for name, meant in MEANINGS.items():
        lines = (f"- `{code}`: {words}" for code, words in meant.items())
        parts += [f"### Codes of {name}", "\n".join(lines)]
    return parts


def entry(name: str, function: Callable[..., Any]) -> str:
    """Describe one function: signature, what it does, what a row is, what it refuses."""
    told = sections(inspect.getdoc(function) or "")
    parts = [f"### {name}", f"```text\n{signature(name, function)}\n```", flowing(told[""])]
    if "Returns" in told:
        parts.append(f"**Returns.** {flowing(told['Returns'])}")
    if "Raises" in told:
        parts.append("**Raises**\n\n" + "\n".join(raised(told["Raises"])))
    return "\n\n".join(parts)


def sections(doc: str) -> dict[str, str]:
    """Split a docstring at its titles; what stands before the first is its first paragraph."""
    first, *rest = _TITLE.split(doc)
    return {"": first.split("\n\n")[0]} | dict(zip(rest[::2], rest[1::2], strict=True))


def signature(name: str, function: Callable[..., Any]) -> str:
    """Write a signature as its source does, on one line if that is short enough."""
    whole = inspect.signature(function)
    words, starred = [], False
    for one in whole.parameters.values():
        if one.kind is one.KEYWORD_ONLY and not starred:
            words.append("*")
            starred = True
        words.append(str(one).replace("'", "") if one.default is one.empty else optional(one))
    back = "" if whole.return_annotation is whole.empty else f" -> {whole.return_annotation}"
    line = f"{name}({', '.join(words)}){back}"
    if len(line) <= WIDTH:
        return line
    return f"{name}(\n    " + ",\n    ".join(words) + f",\n){back}"


def optional(one: inspect.Parameter) -> str:
    """Write a parameter that has a default."""
    kind = "" if one.annotation is one.empty else f": {one.annotation}"
    given = "..." if callable(one.default) else repr(one.default)
    return f"{one.name}{kind}{' = ' if kind else '='}{given}"


def raised(section: str) -> list[str]:
    """List what is refused, a line an error."""
    lines: list[str] = []
    for line in section.strip().splitlines():
        if re.match(r"[A-Z]\w+(, [A-Z]\w+)* : ", line):
            errors, _, reason = line.partition(" : ")
            lines.append(f"- `{errors}`: {reason}")
        elif lines:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(f"- {line.strip()}")
    return [plain(line) for line in lines]


def flowing(section: str) -> str:
    """Join the lines of each paragraph; markup becomes that of Markdown."""
    paragraphs = textwrap.dedent(section).strip().split("\n\n")
    return "\n\n".join(plain(" ".join(paragraph.split())) for paragraph in paragraphs)


def plain(text: str) -> str:
    """Turn the docstrings' markup into that of Markdown."""
    return _ROLE.sub(r"`\1`", text).replace("``", "`")


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is up to date."""
    if "--write" in arguments:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        return 0
    current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
    print("up to date" if current else "not up to date; run python docs/reference.py --write")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
