"""Passages in plain words: where one stands, how it presents the frame, the cell of a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.corpus.zones import RUNNING
from framing.languages.language import language
from framing.show.markup import anchor, shortened
from framing.tables.require import require, values_of

NONE_FOUND = "none found"
SHORT_NAME = 3
QUOTED_WORDS = 16


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> count(1, "sentence"), count(3, "sentence")
    ('1 sentence', '3 sentences')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(words: list[str]) -> str:
    """Join words as a sentence does; no words make an empty text.

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
        article: _full(article, outlet) if several[article] else outlet
        for article, outlet in outlets.items()
    }


def _full(article: str, outlet: str) -> str:
    """Return an article's id after its outlet, said once where the id begins with it."""
    return article if article.startswith(f"{outlet}/") else f"{outlet}: {article}"


def totals(sentences: pd.DataFrame) -> dict[str, int]:
    """Return how many lead and body sentences each article has."""
    return sentences.groupby("article", sort=False)["rank"].max().fillna(0).astype(int).to_dict()


def sizes(sentences: pd.DataFrame) -> dict[str, int]:
    """Return how many sentences each article has, subheads among them."""
    running = sentences[sentences["zone"].isin(RUNNING)]
    return running.groupby("article").size().to_dict()


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
    """Say how a passage presents the frame: mode, and the speaker or else the voice.

    Modes and voices were coded each for itself, so several are never paired.

    Examples
    --------
    >>> book = Codebook("b", "1", "en", {}, modes={"denied": "denial"}, voices={"us": "US side"})
    >>> manner({"mode": "denied", "voice": "us", "speaker": "Trump"}, book)
    'denial by Trump'
    """
    said = listed([codebook.modes[value] for value in values_of(passage["mode"])])
    voices = [codebook.voices[value] for value in values_of(passage["voice"])]
    speakers = listed(named_speakers(passage["speaker"], codebook))
    if len(voices) > 1:
        return f"{said}; voices: {listed(voices)}{f' ({speakers})' if speakers else ''}"
    if speakers:
        return f"{said} by {speakers}"
    return ", ".join(part for part in (said, *voices) if part)


def named_speakers(cell: Any, codebook: Codebook) -> list[str]:
    """Return the speakers of a cell that are named: a pronoun names nobody.

    Examples
    --------
    >>> book = Codebook("b", "1", "en", {})
    >>> named_speakers("He;The Kremlin", book)
    ['the Kremlin']
    """
    pronouns = language(codebook.language).speech.pronouns
    named = [name for name in values_of(cell) if name.lower() not in pronouns]
    return [f"the {name[4:]}" if name.startswith("The ") else name for name in named]


def subcodes(passage: Mapping[str, Any], codebook: Codebook) -> list[str]:
    """Return the labels of a passage's sub-codes."""
    frame = codebook.frame(passage["frame"])
    labels = {**frame.subcodes, **frame.countercodes}
    return [labels[value] for value in values_of(passage["subcode"])]


def items(found: list[dict[str, Any]], total: int, codebook: Codebook) -> list[dict[str, str]]:
    """Describe a text's passages in a few words, those that do the same together.

    Each item has its ``text`` and the ``anchor`` of its first passage. A plain statement (the
    codebook's first mode) is named by its sub-code.

    Examples
    --------
    >>> from framing.coding.codebook import Frame
    >>> book = Codebook("b", "1", "en", {"f": Frame("f", "F", "d")}, modes={"feared": "concern"})
    >>> one = {"article": "a", "sentence": 30, "frame": "f", "zone": "body", "rank": 28,
    ...     "subcode": None, "mode": "feared", "voice": None, "speaker": None, "present": 1}
    >>> items([one], 28, book)
    [{'text': 'last sentence of 28: concern', 'anchor': 'p-a-30'}]
    """
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in sorted(found, key=_before):
        zone = row["zone"] if pd.isna(row["rank"]) else ""
        for kind in _kinds(row, codebook) or [""]:
            groups.setdefault((zone, kind), []).append(row)
    made: list[dict[str, str]] = []
    opened = False
    for (zone, kind), rows in groups.items():
        ranks = [int(row["rank"]) for row in rows if not zone]
        opening = "" if opened or zone else _opening(found, ranks, total)
        opened = opened or bool(opening)
        text = _item(kind + _heard(rows, kind, codebook), zone, ranks, opening)
        made.append({"text": text, "anchor": anchor(rows[0]["article"], rows[0]["sentence"])})
    return made


def _before(row: dict[str, Any]) -> tuple[int, int]:
    """Order a headline first, then what counts as it comes, then counter-passages."""
    if row["present"] != 1:
        return 2, row["sentence"]
    return 0 if row["zone"] == "headline" else 1, row["sentence"]


def _kinds(row: dict[str, Any], codebook: Codebook) -> list[str]:
    """Name each thing that a passage does: its modes, a plain one by the sub-codes."""
    plain = next(iter(codebook.modes), "")
    modes = values_of(row["mode"])
    labels = [label.split(",")[0] for label in subcodes(row, codebook)]
    others = [codebook.modes[mode] for mode in modes if mode != plain]
    if row["present"] != 1:
        return [f"{label} (not counted)" for label in labels]
    if others and plain not in modes:
        return others
    return [*labels, *others] or [codebook.modes[mode] for mode in modes]


def _heard(rows: list[dict[str, Any]], kind: str, codebook: Codebook) -> str:
    """Name who is heard where it is one and the same; a long name gives way to its side.

    A concern is somebody's; of what is stated, he who says so did not do it.
    """
    heard, by = set(), " by" if kind in codebook.modes.values() else ", according to"
    for row in rows:
        voices = [codebook.voices[value] for value in values_of(row["voice"])]
        speaker = ";".join(named_speakers(row["speaker"], codebook))
        short = speaker and len(speaker.split()) <= SHORT_NAME
        heard.add(f"{by} {speaker}" if short else f", {voices[0]}" if voices else "")
        if len(voices) > 1:
            heard.update(voices)
    return heard.pop() if len(heard) == 1 else ""


def _opening(found: list[dict[str, Any]], ranks: list[int], total: int) -> str:
    every = sorted({int(row["rank"]) for row in found if pd.notna(row["rank"])})
    if every and len(every) < total and every == list(range(total - len(every) + 1, total + 1)):
        many = len(every) > 1
        return f"last {count(len(every), 'sentence') if many else 'sentence'} of {total}"
    return f"sentence {ranks[0]} of {total}" if ranks else ""


def _item(kind: str, zone: str, ranks: list[int], opening: str) -> str:
    if zone:
        return f"in {'the' if zone == 'headline' else 'a'} {zone}{f': {kind}' if kind else ''}"
    if not opening:
        return f"{kind}{',' * (', ' in kind)} at {', '.join(map(str, ranks))}".strip()
    said = f"{opening}: {kind}" if kind else opening
    others = ranks[1:] if opening.startswith("sentence") else []
    return f"{said} (also {', '.join(map(str, others))})" if others else said


def cells(
    passages: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    mentions: pd.DataFrame | None = None,
    cuts: Mapping[str, str] | None = None,
    told: Mapping[str, list[dict[str, str]]] | None = None,
) -> pd.DataFrame:
    """Describe each text in a line: phrase, quotation, place, mode, and its first passage.

    Parameters
    ----------
    passages : a row is a passage of one frame by one coder; counter-passages (``present``
        is 0) are named and not counted.
    sentences : a row is a sentence; each article becomes a row.
    mentions : where given, a quotation is cut around the last word of an indicator.
    cuts : for each text what a cut from the end would remove, said where nothing is found.
    told : for each text its account, as :func:`framing.show.account.account` makes it.

    Returns
    -------
    A row is an article, in the order of ``sentences``.
    """
    passages, sentences = require(passages, "passages"), require(sentences, "sentences")
    by_article: dict[str, list[dict[str, Any]]] = {}
    for row in passages.to_dict("records"):
        by_article.setdefault(row["article"], []).append(row)
    total = totals(sentences)
    size = sizes(sentences)
    outlets = sentences.groupby("article", sort=False)["outlet"].first()
    marks = {} if mentions is None else _last_marks(mentions)
    rows = []
    for article, outlet in outlets.items():
        found = by_article.get(article, [])
        counted = [row for row in found if row["present"] == 1]
        listing = items(found, total[article], codebook) if counted else []
        rows.append(
            {
                "article": article,
                "outlet": outlet,
                "phrase": "; ".join(item["text"] for item in listing) or NONE_FOUND,
                "cut": "" if listing else (cuts or {}).get(article, ""),
                "items": listing,
                "account": (told or {}).get(article, []),
                "n_frame": sum(row["zone"] in RUNNING for row in counted),
                "n_sentences": size.get(article, 0),
                **_quoted(counted, total[article], codebook, marks),
            }
        )
    return pd.DataFrame(rows)


def _quoted(
    found: list[dict[str, Any]], total: int, codebook: Codebook, marks: dict[tuple[str, int], int]
) -> dict[str, Any]:
    if not found:
        return dict.fromkeys(("quotation", "place", "mode", "sentence", "anchor"))
    first = next((row for row in found if pd.notna(row["rank"])), found[0])
    key = (first["article"], first["sentence"])
    at = marks[key] - first["start"] if key in marks and pd.notna(first["start"]) else 0
    return {
        "quotation": shortened(first["text"], words=QUOTED_WORDS, around=at),
        "place": place(first, total),
        "mode": manner(first, codebook) or "not coded",
        "sentence": first["sentence"],
        "anchor": anchor(*key),
    }


def _last_marks(mentions: pd.DataFrame) -> dict[tuple[str, int], int]:
    starts = mentions.groupby(["article", "sentence"])["start"].max()
    return {key: int(start) for key, start in starts.items()}


def labelled(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Add the frames' labels, for a page."""
    return table.assign(label=table["frame"].map(dict(labels)))


def interval(row: Mapping[str, Any]) -> str:
    """Say the interval of a share.

    Examples
    --------
    >>> interval({"ci_low": 0.1, "ci_high": 0.25})
    '95 % interval 0.10 to 0.25'
    """
    return f"95 % interval {row['ci_low']:.2f} to {row['ci_high']:.2f}"
