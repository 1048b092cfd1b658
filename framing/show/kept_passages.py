"""What became of the passages of the longest text in the other texts of its story, in words."""

from __future__ import annotations

import pandas as pd

from framing.show.markup import MANY
from framing.show.meanings import TOLD
from framing.show.plain_words import count, listed, names
from framing.tables.contracts.wire_tables import ABSENT

BESIDE = "Its other passages with the frame"


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
        return (
            "in the longest text it comes last, so cutting for length alone would have dropped it"
        )
    few = f"{late} of the {count(n, 'passage')} of the longest text" if late else "none"
    return f"cutting for length alone would have dropped {few}"


def kept_sentence(kept: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """Say what each other text made of the passages of the longest text of its story.

    Parameters
    ----------
    kept : a row is a passage of the longest text and another text, of one frame and coder.
    sentences : a row is a sentence of these texts.
    """
    if kept.empty:
        return (
            "What became of passages in other texts cannot be said: no text here that tells a "
            "story in shared wording is its longest version and has a passage."
        )
    called = names(sentences)
    told = []
    for article, rows in list(kept.groupby("article", sort=False))[:MANY]:
        n = rows["told"].value_counts()
        late = int(_after(rows).sum())
        after = {ABSENT: f" ({late} of these after the cut)"} if late else {}
        said = [
            f"{n[code]} {word}{after.get(code, '')}" for code, word in TOLD.items() if code in n
        ]
        told.append(f"{called[article]}: {listed(said)}")
    more = kept["article"].nunique() - len(told)
    left = f"; {count(more, 'more text')}" if more else ""
    n = kept.drop_duplicates(["longest", "sentence"]).groupby("longest").size()
    of = listed([f"{called[longest]} ({count(size, 'passage')})" for longest, size in n.items()])
    whose = f"the longest text, {of}"
    if len(n) > 1:
        whose = f"the longest texts of {len(n)} stories ({count(int(n.sum()), 'passage')})"
    became = f"What became of the passages of {whose}: {'; '.join(told)}{left}."
    if not _after(kept).any():
        return became
    return (
        f"{became} After the cut stands what shortening the longest text to as many words would "
        "have dropped."
    )


def _after(kept: pd.DataFrame) -> pd.Series:
    """Tell which passages stand after the cut and are not found."""
    return kept["told"].eq(ABSENT) & kept["cut"].fillna(False)


def kept_table(kept: pd.DataFrame, sentences: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Set the longest text's passages beside what each other text made of them, by story.

    A row is a passage of the story that most texts tell; the last row counts the passages of
    each text that none of these cells means.
    """
    if kept.empty:
        return pd.DataFrame(columns=["passage of the longest text"])
    size = kept.groupby("longest")["article"].nunique()
    rows = kept[kept["longest"] == size.idxmax()]
    called = names(sentences)
    said = rows["told"].map(TOLD).mask(_after(rows), f"{TOLD[ABSENT]}, after the cut")
    table = rows.assign(said=said, text=rows["article"].map(called))
    wide = table.pivot(index="sentence", columns="text", values="said")
    wide = wide[list(dict.fromkeys(table["text"]))].rename_axis(columns=None)
    own = sentences[sentences["article"] == size.idxmax()].set_index("sentence")["text"]
    wide.insert(0, "passage of the longest text", own.reindex(wide.index))
    meant = set(rows[["article", "other_sentence"]].itertuples(index=False, name=None))
    beside = {called[article]: 0 for article in table["article"]}
    for key in passages[["article", "sentence"]].itertuples(index=False, name=None):
        if (text := called[key[0]]) in beside and key not in meant:
            beside[text] += 1
    last = {wide.columns[0]: BESIDE, **{text: str(n) for text, n in beside.items()}}
    return pd.concat([wide, pd.DataFrame([last])], ignore_index=True)
