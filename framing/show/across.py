"""The account of a frame across texts: in which it is, where it opens, and how it is put."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.coding.codebook import Codebook
from framing.corpus.zones import RUNNING
from framing.show.account import NOT_CODED, WHOSE, Part, alone, further, no_other, put
from framing.show.markup import MANY, anchor, opened
from framing.show.plain_words import count, listed, names
from framing.tables.codes import TOLD
from framing.tables.contracts.wire_tables import CLAUSE, OWN, UNMATCHED
from framing.tables.require import require, values_of

_OTHERS = "by others"
_ALONE = {
    CLAUSE: "in a clause that {} has; it may be the agency's",
    UNMATCHED: "in wording that {} has; it may be the agency's",
    OWN: "in wording that {} has, nor the agency's",
}
Keys = dict[str, int]  # of some texts, and of each the sentence that is opened


def across(
    claims: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    origins: pd.DataFrame | None = None,
    are_named: bool = True,
) -> list[Part]:
    """Say of one frame in which texts it is, which it opens, and how it is put in which.

    Parameters
    ----------
    claims : a row is one way in which a sentence raises the frame, by one coder.
    sentences : a row is a sentence of the texts that were read.
    codebook : the labels of modes.
    origins : as for :func:`framing.show.account.account`.
    are_named : whether texts are named where they are few; else they are counted.

    Returns
    -------
    What is said, without its subject, in parts; of these how it is put is ``further``, where
    there is little room. Of the one text that it opens is said how, and whether another has the
    wording. From eight texts on they are counted, and not named.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": ["A", "B"],
    ...     "zone": "body", "rank": 1, "text": "Kyiv may be left out."})
    >>> claims = pd.DataFrame({"article": ["a"], "sentence": 0, "coder": "me", "frame": "f",
    ...     "mode": ["feared"], "voice": "text"})
    >>> said = across(claims, table, codebook=Codebook("b", "1", "en", {}))
    >>> print("".join(part["text"] for part in said))
    In 1 of 2 texts, none found in B. Only A opens with it: put as a danger by the article itself. \
Put as a danger by the article itself in A alone.
    """
    sentences = require(sentences, "sentences")
    rows = require(claims, "claims").query("present == 1").drop(columns=["start", "end"])
    places = sentences[["article", "sentence", "rank", "zone"]]
    rows = rows.merge(places, on=["article", "sentence"], validate="many_to_one")
    rows = rows.sort_values(["article", "sentence"], kind="stable")
    called = names(sentences)
    found = _first(rows)
    lacking = [name for article, name in called.items() if article not in found]
    if not found:
        return [{"text": f"Found in none of {count(len(called), 'text')}."}]
    n = f"{len(found)} of {count(len(called), 'text')}"
    parts: list[Part] = [{"text": "In "}, {"text": n, "opens": opened(found.items())}]
    said = ""
    if not lacking:
        few = {1: "the one text", 2: "both texts"}.get(len(called))
        parts[0] = {"text": "In " if few else "In all "}
        parts[1]["text"] = few or count(len(called), "text")
    elif are_named and len(called) < MANY:
        said = f", none found in {listed(lacking)}"
    if elsewhere := len(found) - rows.loc[rows["zone"].isin(RUNNING), "article"].nunique():
        said += f", {elsewhere} of them in headline or caption alone"
    texts = _Named(called, found, are_named=are_named and len(found) < MANY)
    parts += [{"text": f"{said}. "}]
    rows = rows.assign(way=[_way(row, codebook) for row in rows.to_dict("records")])
    if begun := _first(rows[rows["rank"] == 1]):
        lonely = {key: _ALONE[of].format(no_other(sentences))
                  for key, of in alone(origins, sentences).items()}  # fmt: skip
        how = _opening(rows, begun, lonely) if texts.are_named and len(called) < MANY else ""
        if texts.are_named and len(begun) == 1:
            only = {"text": "Only " if len(called) > 1 else ""}
            parts += [only, *texts.each(begun), {"text": f" opens with it{how}. "}]
        else:
            parts += [{"text": "It opens "}, *texts.of(begun), {"text": f"{how}. "}]
    ways: list[Part] = []
    for at, way in enumerate(_ordered(rows["way"])):
        said = f"{way[0].upper()}{way[1:]}" if not at else f"; {way}"
        ways += [{"text": f"{said} in "}, *texts.of(_first(rows[rows["way"] == way]))]
    return [*parts, *further([*ways, {"text": "."}])] if ways else parts


def _first(rows: pd.DataFrame) -> Keys:
    """Return the texts of some claims, and the first passage of each."""
    first = rows.drop_duplicates("article")
    return dict(zip(first["article"], first["sentence"], strict=True))


def _opening(rows: pd.DataFrame, opened: Keys, lonely: Mapping[tuple[str, int], str]) -> str:
    """Say how the one text puts a frame that it opens, and that no other text has the wording."""
    if len(opened) > 1:
        return ""
    ((article, key),) = opened.items()
    begin = rows[(rows["article"] == article) & (rows["sentence"] == key)]
    ways = listed([way for way in begin["way"].drop_duplicates() if way])
    said = ", ".join(filter(None, [ways, lonely.get((article, key), "")]))
    return f": {said}" if said else ""


def _way(row: dict, codebook: Codebook) -> str:
    """Say how a claim is put, and whether the article itself does."""
    voices = values_of(row["voice"])
    whose = (
        WHOSE[voices[0]] if len(voices) == 1 and voices[0] in WHOSE
        else _OTHERS if voices or pd.notna(row["speaker"]) else ""
    )  # fmt: skip
    said = put(row, codebook)
    if said and not whose:
        return f"{said} by somebody whom the coding does not tell"
    return f"{said} {whose}" if said else f"{NOT_CODED}, {whose}" if whose else ""


def _ordered(ways: pd.Series) -> list[str]:
    """Return the ways, those of the article itself first, else the most frequent."""
    n = ways[ways != ""].value_counts().to_dict()
    return sorted(n, key=lambda way: (not way.endswith(WHOSE[TOLD]), -n[way], way))


class _Named:
    """Texts by their names where they are few, else by their number."""

    def __init__(self, called: dict[str, str], found: Keys, *, are_named: bool) -> None:
        self.called, self.found, self.are_named = called, found, are_named

    def of(self, texts: Keys) -> list[Part]:
        """Name some of the texts that have the frame, each opening its passage."""
        n = len(self.found)
        if not self.are_named:
            said = "all of these" if len(texts) == n > 2 else f"{len(texts)} of these"
            said = "this one" if n == 1 else "both" if len(texts) == n == 2 else said
            return [{"text": said, "opens": opened(texts.items())}]
        if len(texts) == n > 2:
            return [{"text": f"all {n}", "opens": opened(texts.items())},
                    {"text": " that have it"}]  # fmt: skip
        return [*self.each(texts), *([{"text": " alone"}] if len(texts) == 1 else [])]

    def each(self, texts: Keys) -> list[Part]:
        """Name texts, each opening its passage."""
        parts: list[Part] = []
        for at, (article, key) in enumerate(texts.items()):
            if at:
                parts += [{"text": " and " if at == len(texts) - 1 else ", "}]
            parts += [{"text": self.called[article], "opens": anchor(article, key)}]
        return parts
