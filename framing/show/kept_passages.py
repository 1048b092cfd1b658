"""What became of the passages of the longest text in the other texts of its story, in words."""

from __future__ import annotations

import pandas as pd

from framing.show.markup import anchor, opened
from framing.show.meanings import TOLD
from framing.show.plain_words import count, names
from framing.tables.contracts.wire_tables import ABSENT

BESIDE = "Its other passages with the frame"
_PASSAGE = "passage of the longest text"


def cuts(kept: pd.DataFrame) -> dict[str, str]:
    """Say for each text how many passages a cut of the longest text to its length would remove.

    Parameters
    ----------
    kept : a row is a passage of the longest text and another text, of one frame and coder.
    """
    return {
        str(article): _cut(int(rows["cut"].sum()), len(rows))
        for article, rows in kept.groupby("article")
    }


def _cut(late: int, n: int) -> str:
    """Say whether shortening alone may be why passages are not in a text."""
    if late == n:
        return "cutting the longest text for length alone would have dropped it"
    few = f"{late} of the {count(n, 'passage')} of the longest text" if late else "none"
    return f"cutting for length alone would have dropped {few}"


def _after(kept: pd.DataFrame) -> pd.Series:
    """Tell which passages stand after the cut and are not found."""
    return kept["told"].eq(ABSENT) & kept["cut"].fillna(False)


def caption(kept: pd.DataFrame, sentences: pd.DataFrame, *, label: str) -> str:
    """Say above the table of kept passages what a row is, and which text is the longest."""
    longest = names(sentences).get(_longest(kept), "")
    named = f", {longest}" if longest else ""
    return f"{label}: a row is a passage of the longest text{named}; a column is another text"


def _longest(kept: pd.DataFrame) -> str:
    """Return the longest text of the story that most texts tell; "" if there is none."""
    return "" if kept.empty else str(kept.groupby("longest")["article"].nunique().idxmax())


def kept_table(
    kept: pd.DataFrame, sentences: pd.DataFrame, passages: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Set the longest text's passages beside what each other text made of them, by story.

    A row is a passage of the story that most texts tell; the last row counts the passages of
    each text that none of these cells means. Beside the table stands what its cells open.
    """
    if kept.empty:
        return pd.DataFrame(columns=[_PASSAGE]), {}
    longest = _longest(kept)
    rows = kept[kept["longest"] == longest]
    called = names(sentences)
    said = rows["told"].map(TOLD).mask(_after(rows), f"{TOLD[ABSENT]}, after the cut")
    table = rows.assign(said=said, text=rows["article"].map(called))
    wide = table.pivot(index="sentence", columns="text", values="said")
    wide = wide[list(dict.fromkeys(table["text"]))].rename_axis(columns=None)
    own = sentences[sentences["article"] == longest].set_index("sentence")["text"]
    wide.insert(0, _PASSAGE, own.reindex(wide.index))
    meant = set(rows[["article", "other_sentence"]].itertuples(index=False, name=None))
    beside: dict[str, dict] = {called[article]: {} for article in table["article"]}
    for key in passages[["article", "sentence"]].itertuples(index=False, name=None):
        if (text := called[key[0]]) in beside and key not in meant:
            beside[text][key] = None
    last = {_PASSAGE: BESIDE, **{text: str(len(keys)) for text, keys in beside.items()}}
    there = {
        (row.text, row.sentence): anchor(row.article, int(row.other_sentence))
        for row in table.dropna(subset="other_sentence").itertuples()
    }
    opens = {
        text: [*(there.get((text, key), "") for key in wide.index), opened(keys)]
        for text, keys in beside.items()
    }
    opens[_PASSAGE] = [*(anchor(longest, key) for key in wide.index), ""]
    return pd.concat([wide, pd.DataFrame([last])], ignore_index=True), opens
