"""A small study, written by hand, that a model is asked to code."""

from __future__ import annotations

from pathlib import Path

CODEBOOK = """\
[codebook]
name = "Talks"
version = "1.0"
language = "en"

[rules]
unit = "One sentence."

[modes]
stated = "stated as a fact"
denied = "denied"

[voices]
text = "the text itself"
other = "somebody else"

[frames.is_outside]
label = "Left outside"
definition = "Somebody has no say."
include = ["A demand to be heard."]
exclude = ["A bare meeting."]
examples = ["The valley stood outside while others spoke."]
subcodes = { door = "kept from the door" }

[[frames.is_outside.indicators]]
id = "outside"
any = ["outside", "left out"]

[frames.is_friends]
label = "Friends"
definition = "The two sides are friends."
countercodes = { cooling = "a cooling" }

[[frames.is_friends.indicators]]
id = "friends"
any = ["friends"]
"""
SETTINGS = """\
[study]
name = "Asked"
question = "Who is outside?"

[coding]
codebook = "codebook.toml"
"""
SENTENCES = (
    "The valley was left outside.",
    "The envoys are friends now.",
    "Tea was served at noon.",
    "Nobody spoke outside the hall.",
)


def write_asked(
    folder: Path, *, texts: dict[str, str] | None = None, outlets: tuple[str, ...] = ("A", "B")
) -> Path:
    """Write a study of two short texts, or of those given."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = texts or {
        "one": f"Talks begin\n\n{' '.join(SENTENCES)}",
        "two": "A second day\n\nThe hosts and guests stayed friends. Rain fell outside at night.",
    }
    (folder / "codebook.toml").write_text(CODEBOOK, encoding="utf-8")
    (folder / "study.toml").write_text(SETTINGS, encoding="utf-8")
    lines = ["article,outlet,date,path"]
    (folder / "articles").mkdir()
    for number, (name, text) in enumerate(texts.items()):
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
        lines.append(f"{name},{outlets[number % len(outlets)]},2025-02-13,{name}.txt")
    (folder / "articles.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder
