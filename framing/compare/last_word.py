"""Who has the first and the last word on a frame in a text, and whether somebody answers it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.corpus.zones import RUNNING
from framing.tables.codes import DENIED, OPPOSED
from framing.tables.require import empty, joined, require, values_of

_KEY = ["article", "coder", "frame"]
_TOLD = ("mode", "voice", "speaker")


def last_word(claims: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Who raises a frame first in a text, who speaks of it last, and is it answered?

    Parameters
    ----------
    claims : a row is one way in which a sentence raises a frame, or answers it.
    sentences : a row is a sentence.

    Returns
    -------
    A row is an article, coder and frame that its subheads, lead or body raise, by ``n_claims``
    claims. ``first_mode``, ``first_voice``, ``first_speaker`` and ``first_sentence`` are of the
    first of them, ``last_*`` of the last, an answer among them. An *answer* is a claim by which
    the frame is denied, opposed or coded against (``present`` is 0), after one by which it is not:
    ``answer_*`` are of the first answer, ``further`` says how many sentences after the first claim
    it stands. Without one they are missing; so is what was not coded.

    Raises
    ------
    TableError : a claim names a sentence that does not exist.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1, 2], "text": "."})
    >>> told = pd.DataFrame({"article": "a", "sentence": [0, 2], "coder": "me", "frame": "f",
    ...     "mode": ["feared", "denied"], "voice": ["text", "us"]})
    >>> last_word(told, table)[["first_voice", "last_voice", "answer_mode", "further"]]
      first_voice last_voice answer_mode  further
    0        text         us      denied        2
    """
    claims, sentences = require(claims, "claims"), require(sentences, "sentences")
    known = sentences[["article", "sentence", "zone", "outlet", "rank"]]
    rows = joined(claims, known)
    rows = rows[rows["zone"].isin(RUNNING)].sort_values([*_KEY, "sentence", "claim"])
    found = [
        {**dict(zip(_KEY, key, strict=True)), **_told(told.to_dict("records"))}
        for key, told in rows.groupby(_KEY)
        if (told["present"] == 1).any()
    ]
    return require(pd.DataFrame(found), "last_word") if found else empty("last_word")


def _told(claims: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the columns of a text's claims, which stand in its order."""
    first = next((one for one in claims if not _answers(one)), None)
    after = claims[claims.index(first) + 1 :] if first else []
    answer = next((one for one in after if _answers(one)), None)
    return {
        "outlet": claims[0]["outlet"],
        "n_claims": len(claims),
        **_of(claims[0], "first"),
        **_of(claims[-1], "last"),
        **(_of(answer, "answer") if answer else {}),
        "further": _between(first, answer) if answer and first else None,
    }


def _between(first: dict[str, Any], answer: dict[str, Any]) -> int:
    """Count the sentences from one claim to another: those of lead and body where both are such."""
    ranked = pd.notna(first["rank"]) and pd.notna(answer["rank"])
    by = "rank" if ranked else "sentence"
    return int(answer[by] - first[by])


def _answers(claim: dict[str, Any]) -> bool:
    modes = values_of(claim["mode"])
    return claim["present"] == 0 or (bool(modes) and set(modes) <= {DENIED, OPPOSED})


def _of(claim: dict[str, Any], which: str) -> dict[str, Any]:
    told = {f"{which}_{column}": claim[column] for column in _TOLD}
    return {**told, f"{which}_sentence": claim["sentence"]}
