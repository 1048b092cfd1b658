"""Reader for .txt and .md files: the text as decoded, and its front matter as fields."""

from __future__ import annotations

import re
from itertools import chain, count

from framing.corpus.files.text import Text
from framing.corpus.names import taken_for
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.found import Found, Listed, Record
from framing.expressions import expression

FRONT_MATTER = Note("front_matter", "front matter read as fields")
_NO_TEXT = Note("no_text", "holds front matter but no text")

_NAMES = {  # the nearest first; other words for title, outlet and date are guesses, told later
    "title": ("title",),
    "date_text": ("date_text", "date"),
    "outlet": ("outlet",),
    "author": ("author", "byline"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "licence": ("licence", "license"),
    "licence_url": ("licence_url", "license_url"),
    "rights_holder": ("rights_holder", "copyright"),
}
_LONGEST = 20_000  # characters of front matter: what is longer is text between two rules
_MOST_BRACKETS = 100  # the time YAML takes grows with the square of its depth
_FENCED = expression(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = expression(r"([^\W\d][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*)|)")


def read(file: Text) -> Found:
    r"""Read a plain text file, which is one article.

    Returns
    -------
    One record. Without front matter its text is the decoded file, to the character. Front
    matter stands first, between two lines of three hyphens, as YAML or as ``Key: value``;
    its values stay the words that they are.

    Examples
    --------
    >>> from framing.corpus.files.text import parse
    >>> read(parse(b"---\ntitle: Talks begin\n---\nThey go on.")).records[0].fields
    {'text': 'They go on.', 'title': 'Talks begin'}
    """
    fenced = _FENCED.match(file.text)
    fields = _fields(fenced[1]) if fenced and len(fenced[1]) <= _LONGEST else None
    if not fenced or fields is None:
        return Found([Record("", {"text": file.text}, file.repairs)])
    body = file.text[fenced.end() :].lstrip("\r\n")
    rejected = NO_NOTE if body.strip() else _NO_TEXT
    return Found([Record("", {"text": body, **fields}, (*file.repairs, FRONT_MATTER), rejected)])


def _fields(block: str) -> dict[str, str] | None:
    """Return the fields of front matter; None if what stands between the rules is none.

    It must name something that articles have: a scene of dialogue between rules does not.
    """
    pairs = _yaml(block)
    if pairs is None:
        pairs = _lines(block) or []
    pairs = [(key, value) for key, value in pairs if value]
    known = _known({key.casefold() for key, _ in pairs})
    if not known and not taken_for(dict(pairs))[1]:
        return None
    fields: dict[str, str] = {}
    for key, value in pairs:
        fields[_free(known.get(key.casefold(), key), fields)] = value
    return fields


def _known(keys: set[str]) -> dict[str, str]:
    """Return which of the keys gives which field."""
    found = {field: [key for key in names if key in keys] for field, names in _NAMES.items()}
    return {names[0]: field for field, names in found.items() if names}


def _free(wanted: str, taken: dict[str, str]) -> str:
    """Return the wanted name, numbered if a field has it: a key given twice is kept twice."""
    names = chain([wanted], (f"{wanted} ({number})" for number in count(2)))
    return next(name for name in names if name != "text" and name not in taken)


def _lines(block: str) -> list[tuple[str, str]] | None:
    """Read lines of ``Key: value``; an indented line goes on with the one before."""
    pairs: list[tuple[str, str]] = []
    for line in block.splitlines():
        match = _KEY.fullmatch(line.rstrip())
        if match:
            pairs.append((match[1], (match[2] or "").strip()))
        elif pairs and line[:1] in (" ", "\t", "-"):
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}".strip())
        elif line.strip() and not line.startswith("#"):
            return None
    return pairs


def _yaml(block: str) -> list[tuple[str, str]] | None:
    """Read YAML without giving any value a type; None if it is no plain mapping.

    Aliases are refused, since a few lines of them can unfold to gigabytes.
    """
    import yaml

    if block.count("[") + block.count("{") > _MOST_BRACKETS:
        return None
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(block, yaml.BaseLoader)):
            return None
        root = yaml.compose(block, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    if not all(isinstance(key, yaml.ScalarNode) for key, _ in root.value):
        return None
    return [(key.value.strip(), _words(value, block)) for key, value in root.value]


def _words(node: object, block: str) -> str:
    """Return a value as words: a list joined by semicolons, anything deeper as it is written."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return "" if node.value == "~" and not node.style else str(node.value).strip()
    if isinstance(node, yaml.SequenceNode) and all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        words = [item.value for item in node.value]
        return Listed("; ".join(words)) if len(words) > 1 else "".join(words)
    if isinstance(node, yaml.CollectionNode):
        return Listed(block[node.start_mark.index : node.end_mark.index].strip())
    return ""
