"""What the counts of the page on a frame open: the passages that are counted."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.compare.trend import ALL
from framing.corpus.terms import as_terms
from framing.corpus.zones import RUNNING
from framing.show.markup import rows_opened, text_anchor
from framing.show.plain_words import count
from framing.tables.contracts import CONTRACTS

PLACES = {  # what stands of a frame in a place of the text, by the columns of article_frames
    column.removeprefix("in_"): head for column, head in CONTRACTS["article_frames"].heads.items()
}


def text_counts(table: pd.DataFrame, present: pd.DataFrame) -> dict[str, list[str]]:
    """Return what the cells of :func:`framing.pages.frame.by_text` open, by their columns.

    Parameters
    ----------
    table : rows of :func:`framing.pages.frame.by_text`.
    present : a row is a passage with the frame.
    """
    rows = dict(list(present.groupby("article", sort=False)))
    none = present.iloc[:0]
    found: dict[str, list[str]] = {column: [] for column in ("amount", "first", *PLACES)}
    for article, first in zip(table["article"], table["first_rank"], strict=True):
        own = rows.get(article, none)
        found["amount"].append(rows_opened(own[own["zone"].isin(RUNNING)]))
        found["first"].append(rows_opened(own[own["rank"].eq(first).fillna(False)]))
        for place in PLACES:
            found[place].append(rows_opened(own[own["zone"] == place]))
    return found


def outlet_counts(
    table: pd.DataFrame, present: pd.DataFrame, texts: pd.DataFrame
) -> dict[str, list[str]]:
    """Return what the counts of a table by outlet open: the passages that carry the frame.

    Parameters
    ----------
    table : a row is an outlet, or a group, with the number of texts or sentences with the frame.
    present : a row is a passage with the frame.
    texts : a row is an article, with the outlet or group that is compared.
    """
    running = present[present["zone"].isin(RUNNING)]
    compared = running["article"].map(texts.set_index("article")["outlet"])
    of = {outlet: rows_opened(own) for outlet, own in running.groupby(compared)}
    opens = [of.get(outlet, "") for outlet in table["outlet"]]
    return dict.fromkeys(("n_present", "n_frame"), opens)


def answer_counts(frames: pd.DataFrame, present: pd.DataFrame) -> dict[str, str]:
    """Return what counts open in what a page says of a frame, by their words.

    Parameters
    ----------
    frames : rows of ``article_frames`` of one frame and coder, with the outlet or group.
    present : a row is a passage with the frame; a count of texts opens the first of each.
    """
    running = present[present["zone"].isin(RUNNING)]
    found, n = int(frames["present"].sum()), len(frames)
    first = rows_opened(running.drop_duplicates("article"))
    words = dict.fromkeys(
        [f"{found} of {count(n, 'text')}", f"{found} of {n} have it",
         f"{count(found, 'text')} where it occurs"], first
    )  # fmt: skip
    for by in ("article", "outlet"):
        for _, rows in frames.groupby(by):
            own = running[running["article"].isin(rows["article"])]
            outlet, there = rows["outlet"].iloc[0], int(rows["present"].sum())
            said = f"{rows['n_frame_sentences'].sum()} of {rows['n_sentences'].sum()}"
            texts = rows_opened(own.drop_duplicates("article"))
            words |= dict.fromkeys(
                [f"{there} of {len(rows)} texts in {outlet}", f"{outlet} |{there} of {len(rows)}"],
                texts,
            )
            words |= dict.fromkeys([f"{outlet} |{said}", f"{outlet} (|{said}"], rows_opened(own))
    return words


def absent_counts(frames: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, str]:
    """Return what the number of texts without a frame opens, by its words.

    Parameters
    ----------
    frames : rows of ``article_frames`` of one frame and coder.
    sentences : a row is a sentence.
    """
    bare = frames[~frames["present"]]
    own = sentences[sentences["article"].isin(bare["article"])]
    return {f"{len(bare)} of {count(len(frames), 'text')}": texts_opened(own)} if len(bare) else {}


def opens(passages: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return what the counts of each frame and outlet open on the page of the frame.

    Parameters
    ----------
    passages : a row is a passage of the answers.
    """
    rows = passages[(passages["present"] == 1) & passages["zone"].isin(RUNNING)]
    return {
        (str(frame), str(outlet)): rows_opened(own, frame=str(frame))
        for (frame, outlet), own in rows.groupby(["frame", "outlet"])
    }


def counts(table: pd.DataFrame, of: Mapping[tuple[str, str], str]) -> dict[str, list[str]]:
    """Return what the counts of a table by outlet and frame open.

    Parameters
    ----------
    table : a row is an outlet and a frame.
    of : what :func:`opens` returned.
    """
    opened = [of.get(key, "") for key in zip(table["frame"], table["outlet"], strict=True)]
    return dict.fromkeys(("n_frame", "n_present"), opened)


def frame_rows(table: pd.DataFrame, of: Mapping[tuple[str, str], str]) -> dict[str, list[str]]:
    """Return what the rows of a table by outlet and frame open: the passages of the frame.

    Parameters
    ----------
    table, of : as for :func:`counts`.
    """
    return {"outlet": counts(table, of)["n_frame"]}


def texts_opened(sentences: pd.DataFrame) -> str:
    """Return what a number of texts opens: the first sentence of each; of one text the whole.

    Examples
    --------
    >>> texts_opened(pd.DataFrame({"article": ["a", "a", "b"], "sentence": [0, 1, 0]}))
    'p-a-0 p-b-0'
    """
    first = sentences.drop_duplicates("article")
    return rows_opened(first) if len(first) != 1 else text_anchor(first["article"].iloc[0])


def outlet_rows(table: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, list[str]]:
    """Return what the rows of a table by outlet open: the texts of the outlet.

    Parameters
    ----------
    table : a row is an outlet.
    sentences : a row is a sentence of all texts.
    """
    of = {outlet: texts_opened(rows) for outlet, rows in sentences.groupby("outlet")}
    of.setdefault(ALL, texts_opened(sentences))
    return {"outlet": [of.get(outlet, "") for outlet in table["outlet"]]}


def word_rows(
    table: pd.DataFrame, tokens: pd.DataFrame, *, column: str, variants: bool = True
) -> dict[str, list[str]]:
    """Return what the rows of a table of words open: the sentences in which they stand.

    Parameters
    ----------
    table : a row is a word, or a run of words, in this column.
    tokens : a row is a word of a text.
    column : where the words stand.
    variants : whether spelling variants of the language were folded.
    """
    terms = tokens.assign(term=as_terms(tokens, stop_words=False, variants=variants))
    said = terms.groupby(["article", "sentence"], observed=True, sort=False)["term"].agg(" ".join)
    said = " " + said + " "
    rows = said.index.to_frame(index=False)
    return {
        column: [
            rows_opened(rows[said.str.contains(f" {words} ", regex=False).to_numpy()])
            for words in table[column]
        ]
    }


def strips_counts(sentences: pd.DataFrame, present: pd.DataFrame) -> dict[str, str]:
    """Return what the count of :func:`framing.pages.frame.strips_caption` opens, by its words."""
    keys = present.drop_duplicates(["article", "sentence"])
    return {
        f"{len(keys)} of {len(sentences)}": rows_opened(keys),
        count(sentences["article"].nunique(), "text"): "table-texts",
    }
