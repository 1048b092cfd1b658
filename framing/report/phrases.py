"""Passages in plain words: where one stands, how it presents the frame, the cell of a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.codebook import Codebook
from framing.corpus.zones import RUNNING
from framing.figures.html import anchor, shortened
from framing.tables import require

NONE_FOUND = "none found"


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> count(1, "sentence"), count(3, "sentence")
    ('1 sentence', '3 sentences')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(words: list[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def names(rows: pd.DataFrame) -> dict[str, str]:
    """Name each article by its outlet, with its id where the outlet has several.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["1", "2", "3"], "outlet": ["A", "B", "B"]})
    >>> names(rows)
    {'1': 'A', '2': 'B: 2', '3': 'B: 3'}
    """
    outlets = rows.drop_duplicates("article").set_index("article")["outlet"]
    several = outlets.duplicated(keep=False)
    return {
        article: f"{outlet}: {article}" if several[article] else outlet
        for article, outlet in outlets.items()
    }


def totals(sentences: pd.DataFrame) -> dict[str, int]:
    """Return how many lead and body sentences each article has."""
    return sentences.groupby("article", sort=False)["rank"].max().fillna(0).astype(int).to_dict()


def place(passage: Mapping[str, Any], total: int) -> str:
    """Say where a passage stands.

    Examples
    --------
    >>> place({"zone": "body", "rank": 14}, 28), place({"zone": "headline", "rank": None}, 28)
    ('sentence 14 of 28', 'headline')
    """
    if pd.isna(passage["rank"]):
        return {"caption": "picture caption"}.get(passage["zone"], passage["zone"])
    return f"sentence {passage['rank']} of {total}"


def manner(passage: Mapping[str, Any], codebook: Codebook) -> str:
    """Say how a passage presents the frame: stance, and the speaker or else the voice."""
    stances = [codebook.stances[value] for value in _values(passage, "stance")]
    voices = [codebook.voices[value] for value in _values(passage, "voice")]
    speakers = _values(passage, "speaker")
    if not stances:
        return ""
    said = listed(stances)
    if speakers and len(voices) > 1:
        return f"{said} by {listed(speakers)} ({', '.join(voices)})"
    if speakers:
        return f"{said} by {listed(speakers)}"
    return f"{said}, {', '.join(voices)}" if voices else said


def subcodes(passage: Mapping[str, Any], codebook: Codebook) -> str:
    """Return the labels of a passage's sub-codes."""
    frame = codebook.frame(passage["frame"])
    labels = {**frame.subcodes, **frame.countercodes}
    return "; ".join(labels[value] for value in _values(passage, "subcode"))


def _values(passage: Mapping[str, Any], column: str) -> list[str]:
    value = passage[column]
    return value.split(";") if isinstance(value, str) and value else []


def phrase(found: list[dict[str, Any]], total: int, codebook: Codebook) -> str:
    """Describe a text's passages in a few words, from where they begin.

    Examples
    --------
    >>> book = Codebook("b", "1", "en", {}, stances={"feared": "concern"})
    >>> one = {"zone": "body", "rank": 28, "stance": "feared", "voice": None, "speaker": None}
    >>> phrase([one], 28, book)
    'last sentence of 28: concern'
    """
    if not found:
        return NONE_FOUND
    ranks = sorted(int(row["rank"]) for row in found if pd.notna(row["rank"]))
    first = next((row for row in found if pd.notna(row["rank"])), found[0])
    opening = place(first, total)
    if ranks and len(ranks) < total and ranks == list(range(total - len(ranks) + 1, total + 1)):
        opening = (
            f"last {count(len(ranks), 'sentence') if len(ranks) > 1 else 'sentence'} of {total}"
        )
    said = [f"{opening}: {how}" if (how := manner(first, codebook)) else opening]
    said += _later_stances(found, first, total, codebook)
    return "; ".join([*_elsewhere(found, first), *said])


def _later_stances(
    found: list[dict[str, Any]], first: dict[str, Any], total: int, codebook: Codebook
) -> list[str]:
    """Name each further stance once, at the passage where it first comes."""
    seen = set(_values(first, "stance"))
    said = []
    for row in found:
        new = [stance for stance in _values(row, "stance") if stance not in seen]
        if new and pd.notna(row["rank"]):
            seen.update(new)
            labels = listed([codebook.stances[stance] for stance in new])
            said.append(f"{labels} at {row['rank']} of {total}")
    return said


def _elsewhere(found: list[dict[str, Any]], first: dict[str, Any]) -> list[str]:
    zones = [row["zone"] for row in found if pd.isna(row["rank"]) and row is not first]
    return [f"in {'a ' if zone != 'headline' else 'the '}{zone}" for zone in dict.fromkeys(zones)]


def cells(
    passages: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    mentions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Describe each text in a line: phrase, quotation, place, stance, and its first passage.

    Parameters
    ----------
    passages : a row is a passage of one frame by one coder.
    sentences : a row is a sentence; each article becomes a row.
    mentions : where given, a quotation is cut around the indicator.

    Returns
    -------
    A row is an article, in the order of ``sentences``.
    """
    passages, sentences = require(passages, "passages"), require(sentences, "sentences")
    by_article: dict[str, list[dict[str, Any]]] = {}
    for row in passages.to_dict("records"):
        by_article.setdefault(row["article"], []).append(row)
    total = totals(sentences)
    running = sentences[sentences["zone"].isin(RUNNING)].groupby("article").size()
    outlets = sentences.groupby("article", sort=False)["outlet"].first()
    marks = {} if mentions is None else _first_marks(mentions)
    rows = []
    for article, outlet in outlets.items():
        found = by_article.get(article, [])
        rows.append(
            {
                "article": article,
                "outlet": outlet,
                "phrase": phrase(found, total[article], codebook),
                "n_frame": sum(row["zone"] in RUNNING for row in found),
                "n_sentences": int(running.get(article, 0)),
                **_quoted(found, total[article], codebook, marks),
            }
        )
    return pd.DataFrame(rows)


def _quoted(
    found: list[dict[str, Any]], total: int, codebook: Codebook, marks: dict[tuple[str, int], int]
) -> dict[str, Any]:
    if not found:
        return dict.fromkeys(("quotation", "place", "stance", "sentence", "anchor"))
    first = next((row for row in found if pd.notna(row["rank"])), found[0])
    key = (first["article"], first["sentence"])
    at = marks[key] - first["start"] if key in marks and pd.notna(first["start"]) else None
    return {
        "quotation": shortened(first["text"], around=None if at is None else (at, at + 1)),
        "place": place(first, total),
        "stance": manner(first, codebook) or "not coded",
        "sentence": first["sentence"],
        "anchor": anchor(*key),
    }


def _first_marks(mentions: pd.DataFrame) -> dict[tuple[str, int], int]:
    starts = mentions.groupby(["article", "sentence"])["start"].min()
    return {key: int(start) for key, start in starts.items()}
