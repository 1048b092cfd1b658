"""What the texts of a story share, in plain words and as tables for a page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.show.many import spread
from framing.show.markup import MANY
from framing.show.plain_words import count, listed, names
from framing.tables.contracts.wire_tables import ABSENT, KEPT, OWN, SHARED, UNMATCHED

MAX_TEXTS = 30
_WORD_FOR_WORD = (SHARED, KEPT)
NOWHERE = (UNMATCHED, OWN)


def answer_sentence(origins: pd.DataFrame, articles: pd.DataFrame) -> str:
    """State how much of each text another one has too, and how much stands in none.

    Parameters
    ----------
    origins : a row is a sentence, with its origin.
    articles : a row is an article, with its family.
    """
    nowhere = int(origins["origin"].isin(NOWHERE).sum())
    told = (
        "neither in the agency's text nor in another"
        if _has_original(origins)
        else "in no other text here; they may still be agency copy"
    )
    return (
        f"{family_sentence(articles)} {_amounts(origins)} {nowhere} of {len(origins)} sentences "
        f"stand {told}. Headlines, subheads and captions are counted. No intervals: this describes "
        "these texts."
    )


def family_sentence(articles: pd.DataFrame) -> str:
    """Say how many families of one story the texts make."""
    sizes = articles.groupby(["event", "family"]).size()
    several = sizes[sizes > 1]
    texts = count(len(articles), "text")
    if several.empty:
        return f"Of {texts} no two tell one story in shared wording."
    if len(sizes) == 1:
        return f"All {texts} tell one story, in shared or rewritten wording."
    family = "family" if len(several) == 1 else "families"
    return (
        f"{several.sum()} of {texts} belong to {len(several)} {family} of texts that tell one "
        f"story in shared or rewritten wording (the largest has {sizes.max()})."
    )


def _has_original(origins: pd.DataFrame) -> bool:
    """Tell whether the agency's original is among the texts."""
    return bool(origins["origin"].isin([KEPT, OWN]).any())


def _amounts(origins: pd.DataFrame) -> str:
    """Say by text, or by outlet where there are many, how many sentences stand elsewhere.

    Of many, the lowest, the median and the highest are said.
    """
    by = "article" if origins["article"].nunique() <= MAX_TEXTS else "outlet"
    called = names(origins) if by == "article" else {}
    counts = (~origins["origin"].isin(NOWHERE)).groupby(origins[by], sort=False)
    counts = counts.agg(["sum", "size"]).rename(index=called)
    told = listed([f"{name} {n} of {m}" for name, n, m in counts.itertuples()])
    if len(counts) >= MANY:
        told = spread(counts, of="text" if by == "article" else by)
    where = "the agency's text or another" if _has_original(origins) else "another text"
    return f"Sentences that {where} has too: {told}."


def origins_caption(origins: pd.DataFrame) -> str:
    """Say beneath the picture of origins what it shows."""
    if origins["article"].nunique() <= MAX_TEXTS:
        return "A box is a sentence, headline, subhead or caption, by whether another text has it"
    most = " (the highest on top)" if origins["outlet"].nunique() >= MANY else ""
    return f"A dot is the share of an outlet's sentences that another text has too{most}"


def cells(origins: pd.DataFrame, truncation: pd.DataFrame) -> pd.DataFrame:
    """Describe each text in a line: what it shares, what stands in no other, what it lacks.

    Parameters
    ----------
    origins : a row is a sentence, with its origin.
    truncation : what a cut from the end would remove, by text.

    Returns
    -------
    A row is an article; each item of its line leads to a heading of the page.
    """
    lacks = lacking(truncation).set_index("article")
    rows = []
    for article, own in origins.groupby("article", sort=False):
        items = [{"text": _shared(own), "anchor": "side-by-side"}]
        nowhere = int(own["origin"].isin(NOWHERE).sum())
        if nowhere:
            items.append({"text": f"{nowhere} in none", "anchor": "in-no-other-text-here"})
        if article in lacks.index:
            items.append({"text": lacks.loc[article, "said"], "anchor": "what-each-text-lacks"})
        rows.append({"article": article, "outlet": own["outlet"].iloc[0], "items": items,
                     "phrase": "; ".join(item["text"] for item in items)})  # fmt: skip
    return pd.DataFrame(rows)


def _shared(own: pd.DataFrame) -> str:
    exact = int(own["origin"].isin(_WORD_FOR_WORD).sum())
    elsewhere = int((~own["origin"].isin(NOWHERE)).sum())
    where = "the agency's text or another" if _has_original(own) else "another text"
    return f"{elsewhere} of {len(own)} sentences in {where} too, {exact} of them word for word"


def lacking(truncation: pd.DataFrame) -> pd.DataFrame:
    """Count what each text lacks of its story's longest text, and what a cut explains of it.

    Returns
    -------
    A row is a text: of ``n_units`` sentences of the longest text it lacks ``n_absent``, of
    which a cut from the end to its own length would remove ``n_cut``; ``n_beyond`` it has
    although the cut would remove them.
    """
    rows = truncation.assign(
        n_absent=~truncation["present"],
        n_cut=~truncation["present"] & truncation["cut"],
        n_beyond=truncation["present"] & truncation["cut"],
    )
    groups = rows.groupby(["article", "outlet", "longest"], sort=False)
    table = groups[["n_absent", "n_cut", "n_beyond"]].sum().astype("int64")
    table.insert(0, "n_units", groups.size())
    table = table.reset_index()
    called = names(table)
    return table.assign(
        text=table["article"].map(called),
        said=[_lacks(row) for row in table.itertuples()],
        verdict=[_verdict(row) for row in table.itertuples()],
    )


def _lacks(row: Any) -> str:
    cut = f", {row.n_cut} of which a cut from the end would remove" if row.n_absent else ""
    return f"lacks {row.n_absent} of the {row.n_units} of the longest text{cut}"


def _verdict(row: Any) -> str:
    """Say whether what a text lacks is more than a cut from the end explains."""
    before = row.n_absent - row.n_cut
    if not row.n_absent:
        return "nothing is absent"
    if not before:
        return "a cut from the end explains all of it"
    verb = "is" if before == 1 else "are"
    return f"{before} of {row.n_absent} {verb} more than a cut from the end explains"


def of_frame(truncation: pd.DataFrame, present: pd.DataFrame) -> pd.DataFrame:
    """Count the passages of a frame that each text lacks of its story's longest text.

    Parameters
    ----------
    truncation : a row is a text and a sentence of the longest text.
    present : the passages of one frame by one coder.
    """
    keys = set(zip(present["article"], present["sentence"], strict=True))
    there = [k in keys for k in zip(truncation["longest"], truncation["sentence"], strict=True)]
    return lacking(truncation.loc[there])


def cuts(truncation: pd.DataFrame, present: pd.DataFrame) -> dict[str, str]:
    """Say for each text what a cut from the end would remove of a frame that is not found in it.

    Parameters
    ----------
    truncation : a row is a text and a sentence of the longest text.
    present : the passages of one frame by one coder.
    """
    table = of_frame(truncation, present)
    return {
        row.article: f"a cut from the end would remove {row.n_cut + row.n_beyond} "
        f"of the longest text's {count(row.n_units, 'passage')}"
        for row in table.itertuples()
    }


def cut_sentence(truncation: pd.DataFrame, present: pd.DataFrame) -> str:
    """Say what a cut from the end would remove of a frame, for the texts that lack some of it."""
    if truncation.empty:
        return (
            "No two texts here tell one story in shared wording, so that what cutting from the end "
            "would remove cannot be said."
        )
    table = of_frame(truncation, present)
    if table.empty:
        return (
            "What cutting from the end would remove cannot be said: no story's longest text has a "
            "passage."
        )
    lacking = table[table["n_absent"] > 0]
    if lacking.empty:
        return (
            "What cutting from the end would remove: no text lacks a passage of the longest text."
        )
    called = names(truncation)
    told = [
        f"{called[row.article]} lacks {row.n_absent} of {row.n_units} "
        f"(a cut would remove {row.n_cut})"
        for row in lacking.head(MANY).itertuples()
    ]
    more = f"; {len(lacking) - len(told)} more texts" if len(lacking) > len(told) else ""
    return (
        "What cutting from the end would remove, of the passages of the story's longest text: "
        f"{'; '.join(told)}{more}."
    )


def longest(synopsis: pd.DataFrame) -> pd.DataFrame:
    """Return the largest story's rows: of most texts, then by name; none if no text has another."""
    told = synopsis[synopsis["relation"] != ABSENT]
    sizes = told.groupby("story")["article"].nunique()
    sizes = sizes[sizes > 1]
    return synopsis[synopsis["story"] == sizes.idxmax()] if len(sizes) else synopsis.iloc[:0]


def curve_caption(coded: pd.DataFrame, threshold: float) -> str:
    """Say what was found and right at a threshold, of how many coded pairs, in each set."""
    nearest = coded.loc[(coded["threshold"] - threshold).abs().idxmin(), "threshold"]
    rows = coded[coded["threshold"] == nearest]
    said = "; ".join(
        f"{row.set}, {row.n_found} of {row.n_coded} found and {row.n_right} of {row.n_reported} "
        "reported right"
        for row in rows.itertuples()
    )
    return f"Coded rewordings at a threshold of {nearest:.2f}: {said}"
