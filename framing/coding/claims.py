"""Claims: the ways in which a sentence raises a frame, one by one, and the codings made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from framing.coding.passages import raised
from framing.corpus.sentences import starts
from framing.errors import TableError, some
from framing.tables.require import empty, joined, require, values_of

HOW = (*("subcode", "mode", "voice", "speaker"),
       *("valuation", "valued_by", "function", "held_responsible"))  # fmt: skip
KEY = ["article", "sentence", "coder", "frame"]


def of_codings(codings: pd.DataFrame) -> pd.DataFrame:
    """Take codings for claims, where nobody told apart the ways in which a sentence raises a frame.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.

    Returns
    -------
    A row is a coding that raises a frame (``present`` is 1), or answers it (0, with a sub-code
    that counts against it), as ``claim`` 1 of its sentence. Several values of a column stay joined
    by ``;``: which mode goes with which voice was not coded. ``start`` and ``end`` are missing.

    Raises
    ------
    TableError : these are no codings.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "coder": "me", "frame": "f",
    ...     "present": [1, 0], "mode": ["feared;denied", None], "voice": ["text;us", None]})
    >>> of_codings(table)[["sentence", "claim", "mode", "voice"]]
       sentence  claim           mode    voice
    0         0      1  feared;denied  text;us
    """
    rows = require(codings, "codings")
    return require(rows[raised(rows)].drop(columns="score"), "claims")


def completed(claims: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Add the codings of which no claim tells, as claims; of what is in no coding nothing stays."""
    own, rest = require(claims, "claims"), of_codings(codings)
    known = pd.MultiIndex.from_frame(rest[KEY])
    own = own[pd.MultiIndex.from_frame(own[KEY]).isin(known)]
    rest = rest[~known.isin(pd.MultiIndex.from_frame(own[KEY]))]
    return pd.concat([own, rest], ignore_index=True).sort_values(
        [*KEY, "claim"], kind="stable", ignore_index=True
    )


def placed(claims: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find where the words of claims stand in their sentences.

    Parameters
    ----------
    claims : a row is one way in which a sentence raises a frame; ``words`` are those that do.
    sentences : a row is a sentence, with its text.

    Returns
    -------
    The claims, with ``start`` and ``end`` in the article where only ``words`` are given: where they
    stand first in the sentence.

    Raises
    ------
    TableError : a claim names a sentence that does not exist, or words that do not stand in it.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Kyiv was left out."]})
    >>> one = pd.DataFrame({"article": ["a"], "sentence": [0], "coder": "me", "frame": "f",
    ...     "words": ["left out"]})
    >>> placed(one, table)[["start", "end"]]
       start  end
    0      9   17
    """
    claims, sentences = require(claims, "claims"), require(sentences, "sentences")
    if not (open := claims["words"].notna() & claims["start"].isna()).any():
        return claims
    texts = sentences[["article", "sentence", "text"]].assign(first=starts(sentences))
    rows = joined(claims[open], texts)
    within = [text.find(words) for text, words in zip(rows["text"], rows["words"], strict=True)]
    if lost := [words for words, at in zip(rows["words"], within, strict=True) if at < 0]:
        raise TableError(
            f"claims.words: {len(lost)} of {len(rows)} do not stand in their sentence: "
            f"{some(lost)}. Copy them from the text, each character."
        )
    start = (rows["first"] + within).set_axis(claims.index[open]).astype("Int64")
    end = start + claims.loc[open, "words"].str.len()
    return claims.assign(start=claims["start"].fillna(start), end=claims["end"].fillna(end))


def gathered(claims: pd.DataFrame) -> pd.DataFrame:
    """Make codings of claims: a decision on each sentence and frame that has one.

    Parameters
    ----------
    claims : a row is one way in which a sentence raises a frame, or answers it.

    Returns
    -------
    A row is one coder's decision on a sentence and frame: present where any claim is. The values
    of a column are joined by ``;``, each once, in the order of the claims.

    Raises
    ------
    TableError : these are no claims.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": 0, "coder": "me", "frame": "f",
    ...     "claim": [1, 2], "mode": ["feared", "denied"], "voice": ["text", "text"]})
    >>> gathered(table)[["present", "mode", "voice"]]
       present           mode voice
    0        1  feared;denied  text
    """
    rows = require(claims, "claims")
    if rows.empty:
        return empty("codings")
    rows = rows.sort_values([*KEY, "claim"], kind="stable", ignore_index=True)
    groups = rows.groupby([*KEY, "round"], sort=False)
    number = groups.ngroup().tolist()
    made = {name: _by_group(rows[name], number, values_of, ";") for name in HOW}
    note = _by_group(rows["note"], number, lambda cell: [cell] * isinstance(cell, str), "; ")
    found = groups["present"].max().reset_index().assign(**made, note=note)
    return require(found, "codings")


def described(codings: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Add to codings how their frames are raised, as claims by the same coder tell.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    claims : a row is one way in which a sentence raises a frame.

    Returns
    -------
    The codings, with the mode, voice, speaker and so on of their claims, joined by ``;``.
    """
    told = gathered(claims)[[*KEY, *HOW[1:]]]
    plain = require(codings, "codings").drop(columns=list(HOW[1:]))
    return require(plain.merge(told, on=KEY, how="left", validate="one_to_one"), "codings")


def told_by(claims: pd.DataFrame, *, coder: str, other: str) -> pd.DataFrame:
    """Return a coder's claims as another coder tells how they are put, by whom and how judged.

    Parameters
    ----------
    claims : a row is one way in which a sentence raises a frame, by whoever coded it.
    coder : whose passages they are, with its own sub-codes.
    other : who tells how they are put.

    Returns
    -------
    A row is a claim of ``coder``. Where ``other`` raises a frame in the same sentence, its claims
    stand instead, each with the sub-codes of ``coder``; where it does not, how is not coded.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1, 0], "frame": "f",
    ...     "coder": ["rules", "rules", "ann"], "subcode": ["out", None, "in"],
    ...     "mode": ["stated", "stated", "feared"]})
    >>> told_by(table, coder="rules", other="ann")[["sentence", "coder", "subcode", "mode"]]
       sentence  coder subcode    mode
    0         0  rules     out  feared
    1         1  rules     NaN     NaN
    """
    rows = require(claims, "claims")
    own = rows[rows["coder"] == coder]
    if coder == other:
        return own.reset_index(drop=True)
    unit = ["article", "sentence", "frame", "present"]
    number = own.groupby(unit, sort=False, dropna=False).ngroup().tolist()
    bare = own.drop_duplicates(unit).drop(columns=[*HOW[1:], "mode_certainty", "voice_certainty"])
    bare["subcode"] = _by_group(own["subcode"], number, values_of, ";")
    subcodes = bare.set_index(unit)["subcode"]
    theirs = rows[rows["coder"] == other].assign(coder=coder)
    keys, known = (pd.MultiIndex.from_frame(table[unit]) for table in (bare, theirs))
    found = pd.concat([theirs[known.isin(keys)], bare[~keys.isin(known)]])
    found["subcode"] = subcodes.reindex(pd.MultiIndex.from_frame(found[unit])).to_numpy()
    return require(found.sort_values([*KEY, "claim"], kind="stable", ignore_index=True), "claims")


def _by_group(
    cells: pd.Series, number: list[int], values: Callable[[Any], list[str]], mark: str
) -> list[str | None]:
    """Join the values of each group's cells, each value once; a group without any has none."""
    found: list[dict[str, None]] = [{} for _ in range(max(number, default=-1) + 1)]
    for cell, at in zip(cells.tolist(), number, strict=True):
        found[at].update(dict.fromkeys(values(cell)))
    return [mark.join(each) or None for each in found]
