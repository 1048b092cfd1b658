"""The page on what texts share: what its notebook says and lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.compare.resample import MIN_FOR_SHARE
from framing.show.account import no_other
from framing.show.many import by_turns, named, spread
from framing.show.markup import MANY, account_anchor, linked_counts, rows_opened
from framing.show.meanings import RELATIONS
from framing.show.plain_words import count, listed, names, numbers
from framing.show.shared_sentences import MAX_TEXTS, class_counts, in_one_alone, no_more
from framing.show.shared_sentences import matrix as matrix
from framing.show.shared_sentences import matrix_caption as matrix_caption
from framing.show.versions import flags_sentence as flags_sentence
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.wire_tables import ADAPTED, EDITED, KEPT, NOWHERE, OWN, QUOTED
from framing.tables.require import values_of
from framing.wire.recurring import bare_words
from framing.wire.truncation import absences

STORIES = {
    "story": "story", "texts": "texts", "called": "outlets", "first": "first known date",
    "last": "last known date",
}  # fmt: skip
LACKING = {
    "text": "text of", "n_units": "sentences of the longest text", "n_absent": "not found here",
    "n_cut": "of them cutting for length alone would have dropped",
    "n_beyond": "kept, although late in the longest text", "verdict": "what is not found",
}  # fmt: skip
MOVED = {"called": "text of", "row": "row", "moved": "moved", "text": "sentence"}
_NOT_FOUND = "what-was-not-found-of-the-longest-text"  # the heading
MOST_MOVED = 3


def answer_sentence(
    origins: pd.DataFrame, articles: pd.DataFrame, *, standing_text: pd.DataFrame | None = None
) -> str:
    """State how much of each text another one has too, and how much stands in none.

    Parameters
    ----------
    origins : a row is a sentence, with its origin.
    articles : a row is an article, with its family.
    standing_text : what is held against no other text; none if not given.
    """
    return (
        f"{in_short(origins, articles, standing_text=standing_text)} {_amounts(origins)} "
        "Headlines, subheads and captions are counted. No intervals: this describes these texts."
    )


def in_short(
    origins: pd.DataFrame, articles: pd.DataFrame, *, standing_text: pd.DataFrame | None = None
) -> str:
    """Say how many stories the texts tell, and how much of them stands in one text alone.

    Standing text is told apart, since it is held against no other text.
    """
    lonely = in_one_alone(origins, standing_text)
    nowhere, apart = int(lonely.sum()), int((origins["origin"].isin(NOWHERE) & ~lonely).sum())
    are = "is" if apart == 1 else "are"
    rest = f"; {apart} more {are} standing text, which is compared with no other" if apart else ""
    told = f"in {no_other(articles, of='their')}; they may still be agency copy"
    if _has_original(origins):
        told = "neither in the agency's text nor in another"
    return f"{family_sentence(articles)} {nowhere} of {len(origins)} sentences stand {told}{rest}."


def family_sentence(articles: pd.DataFrame) -> str:
    """Say how many families of one story the texts make."""
    sizes = articles.groupby(["event", "family"]).size()
    several = sizes[sizes > 1]
    texts = count(len(articles), "text")
    if several.empty:
        return f"Of {texts} no two tell one story in shared wording."
    if len(sizes) == 1:
        every = "Both texts" if len(articles) == 2 else f"All {texts}"
        return f"{every} tell one story, in shared or rewritten wording."
    family = "family" if len(several) == 1 else "families"
    return (
        f"{several.sum()} of {texts} belong to {len(several)} {family} of texts that tell one "
        f"story in shared or rewritten wording (the largest has {sizes.max()})."
    )


def _has_original(origins: pd.DataFrame) -> bool:
    """Tell whether the agency's original is among the texts."""
    return bool(origins["origin"].isin([KEPT, EDITED, ADAPTED, OWN]).any())


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
    return f"Sentences that {where} has too: {told}. In all {_classes(origins)}."


def _classes(origins: pd.DataFrame) -> str:
    """Say how many sentences stand elsewhere word for word, trimmed or extended, reworded."""
    n = origins["closest"].value_counts()
    told = ", ".join(f"{n.get(code, 0)} {said}" for code, said in RELATIONS.items())
    quoted = int((origins["origin"] == QUOTED).sum())
    bare = f"; of these sentences {no_more(quoted)} than what both quote"
    return f"{told}{bare}" if quoted else told


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
    A row is an article; each count opens its sentences, and what it lacks a heading.
    """
    lacks, called = lacking(truncation, origins).set_index("article"), names(origins)
    rows = []
    for article, own in origins.groupby("article", sort=False):
        shared, bare = (own[own["origin"].isin(NOWHERE) == lonely] for lonely in (False, True))
        where = "the agency's text or another" if _has_original(own) else "another text"
        n = f"{len(shared)} of {len(own)} sentences"
        parts = [{"text": n, "opens": rows_opened(shared)}, {"text": f" in {where} too: "}]
        parts += linked_counts(_classes(own), class_counts(own))
        if len(bare):
            parts += [{"text": "; "}, {"text": f"{len(bare)} in none", "opens": rows_opened(bare)}]
        if article in lacks.index:
            parts += [{"text": "; "}, {"text": lacks.loc[article, "said"], "opens": _NOT_FOUND}]
        rows.append({"article": article, "name": called[article], "parts": parts,
                     "id": account_anchor(str(article))})  # fmt: skip
    return pd.DataFrame(rows)


def lacking(truncation: pd.DataFrame, sentences: pd.DataFrame | None = None) -> pd.DataFrame:
    """Say what each text lacks of its story's longest text, and what a cut explains of it.

    Parameters
    ----------
    truncation : what a cut from the end would remove, by text.
    sentences : where given, a row is a sentence: a text is called by its headline then.

    Returns
    -------
    A row is a text, with its counts (see :func:`framing.wire.truncation.absences`).
    """
    table = absences(truncation)
    return table.assign(
        text=table["article"].map(names(table if sentences is None else sentences)),
        said=[_lacks(row) for row in table.itertuples()],
        verdict=[_verdict(row) for row in table.itertuples()],
    )


def _lacks(row: Any) -> str:
    said = f"{row.n_absent} of the longest text's {count(row.n_units, 'sentence')} not found"
    if not row.n_absent:
        return said
    few = row.n_cut or "none"
    return f"{said}, of which cutting for length alone would have dropped {few}"


def _verdict(row: Any) -> str:
    """Say whether what a text lacks is more than a cut from the end explains."""
    before = row.n_absent - row.n_cut
    if not row.n_absent:
        return "all is found"
    if not before:
        return "a cut from the end explains all of it"
    return f"{before} of {row.n_absent} {'is' if before == 1 else 'are'} more than a cut explains"


def stories(articles: pd.DataFrame) -> pd.DataFrame:
    """List the families of more than one text: how many texts, of which outlets, on which days.

    ``called`` is what the page shows of the outlets: of many, the first.
    """
    sizes = articles.groupby(["event", "family"])["article"].transform("size")
    groups = articles[sizes > 1].groupby(["event", "family"], sort=False)
    found = [
        (family, len(rows), ", ".join(outlets := rows["outlet"].drop_duplicates().tolist()),
         named(outlets), rows["date"].min(), rows["date"].max())
        for (_, family), rows in groups
    ]  # fmt: skip
    table = pd.DataFrame(found, columns=["story", "texts", "outlets", "called", "first", "last"])
    return table.sort_values("texts", ascending=False, kind="stable", ignore_index=True)


def stories_caption(table: pd.DataFrame, articles: pd.DataFrame) -> str:
    """Say above the list of stories what a row is, and whence its name."""
    first = table["story"].isin(articles["article"]).all()
    whence = "by the name of its first text" if first else "as the study names it"
    return f"Stories that several texts tell: a row is a family, {whence}"


def moved(synopsis: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List the rows that stand furthest from their place in the story's first text.

    Returns
    -------
    A row is a unit and a text: by how many places, among those both texts have, it stands
    earlier or later there.
    """
    rows = synopsis[synopsis["moved"].fillna(0) != 0]
    rows = rows.assign(far=rows["moved"].abs().astype("int64"))
    rows["sentence"] = [_told_best(row) for row in rows.itertuples()]
    rows = rows.sort_values(["far", "story", "unit", "article"], ascending=[False, *[True] * 3])
    called, text = names(sentences), sentences.set_index(["article", "sentence"])["text"]
    rows = rows.groupby("article", sort=False).head(MOST_MOVED)
    return pd.DataFrame(
        {
            "called": called[row.article],
            "row": row.unit + 1,
            "moved": f"{row.far} {'later' if row.moved > 0 else 'earlier'}",
            "text": text[row.article, row.sentence],
            "article": row.article,
            "sentence": row.sentence,
        }
        for row in rows.itertuples()
    )


def _told_best(row: Any) -> int:
    """Return the sentence of a text that tells a unit best."""
    each = values_of(row.relations) or [row.relation]
    return int(values_of(row.sentences)[each.index(row.relation)])


def in_none(origins: pd.DataFrame, standing_text: pd.DataFrame | None = None) -> pd.DataFrame:
    """List the sentences that stand in one text alone; of many, one an outlet first.

    Standing text, which is held against no other text, is not among them.
    """
    rows = origins[in_one_alone(origins, standing_text)]
    rows = by_turns(rows, rows["outlet"])
    number = map(numbers(origins).get, zip(rows["article"], rows["sentence"], strict=True))
    told = {"text of": rows["article"].map(names(origins)), "zone": rows["zone"]}
    return pd.DataFrame({**told, "number": [*number], "sentence": rows["text"]})


def both_quote(quotations: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Set each quotation that several texts have beside the texts that have it.

    Parameters
    ----------
    quotations : what :func:`framing.wire.shared_quotations` returned.
    sentences : a row is a sentence of these texts.
    """
    called = quotations["article"].map(names(sentences))
    groups = called.groupby(quotations["quotation"], sort=False)
    return pd.DataFrame(
        {"both quote": quotation.rstrip(",.;"), "texts": len(texts), "in": named(texts.tolist())}
        for quotation, texts in groups
    )


def standing(standing_text: pd.DataFrame) -> pd.DataFrame:
    """List standing text once an outlet, what stands in most of its texts first."""
    heads = CONTRACTS["standing_text"].heads
    rows = standing_text.assign(words=bare_words(standing_text["text"]))
    rows = rows.drop_duplicates(["outlet", "words"])
    rows = rows.sort_values(["n_articles", "outlet"], ascending=[False, True], kind="stable")
    return rows[["outlet", *heads]].rename(columns=heads).reset_index(drop=True)


def standing_frames(counts: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Set the counts of a frame with standing text beside those without, where it has any."""
    heads = {"with standing text": "", "without": "_without"}
    return pd.DataFrame(
        {
            "outlet": row["outlet"],
            "frame": labels[row["frame"]],
            **{head: f"{row['n_frame_sentences' + end]} of {row['n_sentences' + end]}"
               for head, end in heads.items()},
        }
        for row in counts.to_dict("records")
    )  # fmt: skip


def frames_by_origin(
    article_frames: Mapping[str, pd.DataFrame], labels: Mapping[str, str]
) -> pd.DataFrame:
    """Set the counts of each frame side by side by mode: all, unshared, unmatched, by outlet.

    Parameters
    ----------
    article_frames : for each mode its rows, of one coder.
    labels : frame ids and their labels.
    """
    lonely = f"in {no_other(article_frames['all'])}"
    columns = {"all": "all sentences", "unshared": f"{lonely}, word for word or trimmed",
               "unmatched": lonely}  # fmt: skip
    told: dict[str, pd.Series] = {}
    for mode, said in columns.items():
        rows = article_frames[mode].groupby(["frame", "outlet"], sort=False)
        sums = rows[["n_frame_sentences", "n_sentences"]].sum()
        counts = [f"{a} of {b}" for a, b in zip(*map(sums.get, sums), strict=True)]
        told[said] = pd.Series(counts, sums.index)
    table = pd.DataFrame(told).reset_index()
    order = {frame: n for n, frame in enumerate(labels)}
    table = table.sort_values("frame", key=lambda f: f.map(order), kind="stable", ignore_index=True)
    return table.assign(frame=table["frame"].map(dict(labels))).rename(
        columns={"outlet": "text of"}
    )


def few_caption(standing_text: pd.DataFrame | None = None) -> str:
    """Say why the table of frames by origin has counts and no shares, and what stands in each."""
    said = "Sentences that carry a frame, of those that are counted: a row is a frame and an outlet"
    said += f". Counts, no shares, where fewer than {MIN_FOR_SHARE} sentences are left"
    if standing_text is None or standing_text.empty:
        return said
    return f"{said}. Standing text, which is compared with no other, is in every column"


def by_kind(certainty: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Count reporting verbs and words of certainty by text, a column a kind.

    Of many texts, one an outlet comes first.
    """
    called = names(sentences)
    sums = certainty.groupby(["article", "kind"], sort=False)["count"].sum(min_count=1)
    words = certainty.groupby("article", sort=False)["n_words"].first()
    table = words.index.to_frame(index=False)
    table.insert(0, "text of", table["article"].map(called))
    for kind in certainty["kind"].unique():
        table[kind] = [_with_rate(sums[article, kind], n) for article, n in words.items()]
    outlets = sentences.groupby("article")["outlet"].first()
    return by_turns(table.assign(words=words.to_numpy()), words.index.to_series().map(outlets))


def _with_rate(count: Any, n_words: int) -> str:
    """Return a count with its rate by 1,000 words; of no words there is none."""
    if pd.isna(count):
        return "no list"
    return f"{count} ({1000 * count / n_words:.1f})" if n_words else f"{count} (–)"
