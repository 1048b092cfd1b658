"""How many coded pairs of sentences are found, and how many of those reported are right.

Three sets of stories whose pairs were coded by hand: the shipped study, a development set on
which lists and weights were chosen, and a set that was held out. Counted are pairs of which
the coder was sure; the others count neither as found nor as wrong. Of a set no more than
totals is ever shown, so that the one held out stays unread. Beside the measure stand two
that a user would take instead, for the same pairs: what word 3-grams two sentences share
(containment) and the cosine of their TF-IDF vectors (scikit-learn). Prints the tables; with
``--write`` it also writes ``framing/wire/coded_pairs.csv`` and the measured part of
``docs/aligning.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing import read_study
from framing.corpus.words import words
from framing.tables.contracts.wire_tables import REWORDED, SUBSTANCE, TRIMMED, VERBATIM
from framing.wire.align import THRESHOLD, alignments

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "framing" / "wire" / "coded_pairs.csv"
PAGE = ROOT / "docs" / "aligning.md"
DATA = ROOT / "tests" / "data" / "wire"
SETS = {"seeds": "the shipped study", "development": "development", "unseen": "held out"}
THRESHOLDS = tuple(round(0.1 + 0.05 * step, 2) for step in range(17))
COPIED = (VERBATIM, TRIMMED)
GRAM = 3
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
KEY = ["article_a", "sentence_a", "article_b", "sentence_b"]
_ANY = 1e-12  # a threshold that leaves out nothing


class Rewordings(NamedTuple):
    """Clear rewordings coded and found; pairs reported as rewordings, and those with a relation."""

    n_coded: int
    n_found: int
    n_reported: int
    n_right: int


class Copies(NamedTuple):
    """Clear copies (verbatim or trimmed): coded, found, found as such; reported, and coded so."""

    n_coded: int
    n_found: int
    n_as_such: int
    n_reported: int
    n_right: int


class Differing(NamedTuple):
    """Pairs reported and flagged; of those coded, with a difference, flagged, and both."""

    n_reported: int
    n_flagged: int
    n_coded: int
    n_differ: int
    n_flagged_coded: int
    n_both: int
    n_same_kind: int


# -- what was coded ---------------------------------------------------------------------------


def sentences_of(name: str) -> pd.DataFrame:
    """Return the sentences of a set."""
    if name == "seeds":
        return read_study(ROOT / "seeds").sentences
    table = pd.read_csv(DATA / f"{name}.csv", keep_default_na=False)
    return table.rename(columns={"story": "event"})


def coded_of(name: str) -> pd.DataFrame:
    """Return the coded pairs of a set."""
    path = ROOT / "seeds" / "pairs.csv" if name == "seeds" else DATA / f"{name}_pairs.csv"
    coded = pd.read_csv(path, keep_default_na=False)
    return coded[[*KEY, "relation", "clear", "differs"]]


def every_pair(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return all pairs of sentences of two texts of one story."""
    one = sentences[["event", "article", "sentence", "text"]]
    pairs = one.merge(one, on="event", suffixes=("_a", "_b"))
    return pairs[pairs["article_a"] < pairs["article_b"]].sort_values(KEY, ignore_index=True)


@cache
def compared(name: str) -> pd.DataFrame:
    """Return all pairs of a set: as they were coded, as they are reported, and as others would.

    ``copied`` are those reported as verbatim or trimmed, whatever the threshold; the scores
    are those of the rest. A pair that is not coded has an empty ``coded``.
    """
    sentences = sentences_of(name)
    pairs = every_pair(sentences)
    scores = {"3-gram containment": grams(pairs), "TF-IDF cosine": cosine(pairs, sentences)}
    found = alignments(sentences, threshold=_ANY)
    found = found[[*KEY, "relation", "similarity", "differs"]]
    coded = coded_of(name).rename(columns={"relation": "coded", "differs": "coded_differs"})
    pairs = pairs.assign(**scores).drop(columns=["text_a", "text_b"])
    pairs = pairs.merge(found, on=KEY, how="left", validate="1:1")
    pairs = pairs.merge(coded, on=KEY, how="left", validate="1:1", indicator="in_both")
    if (pairs["in_both"] == "both").sum() != len(coded):
        raise ValueError(f"{name}: some coded pairs name a sentence that does not exist.")
    pairs["copied"] = pairs["relation"].isin(COPIED)
    pairs["alignments"] = pairs["similarity"].fillna(0.0)
    pairs["unclear"] = pairs["clear"] == 0
    return pairs.fillna({"coded": "", "coded_differs": "", "differs": ""})


# -- what a user would take instead -----------------------------------------------------------


def grams(pairs: pd.DataFrame) -> np.ndarray:
    """Return the share of the word 3-grams of the sentence with fewer that both have."""
    known = {text: grams_of(text) for side in "ab" for text in pairs[f"text_{side}"].unique()}
    sides = zip(pairs["text_a"].map(known), pairs["text_b"].map(known), strict=True)
    return np.array([len(a & b) / max(1, min(len(a), len(b))) for a, b in sides])


def grams_of(text: str) -> set[tuple[str, ...]]:
    row = [word.folded for word in words(text)]
    return set(zip(*(row[start:] for start in range(GRAM)), strict=False))


def cosine(pairs: pd.DataFrame, sentences: pd.DataFrame) -> np.ndarray:
    """Return the cosine of TF-IDF vectors, with the document frequencies of the story."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    found = np.zeros(len(pairs))
    for event, rows in pairs.groupby("event"):
        texts = sentences.loc[sentences["event"] == event, "text"]
        vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit(texts)
        a, b = vectors.transform(rows["text_a"]), vectors.transform(rows["text_b"])
        found[rows.index] = np.asarray(a.multiply(b).sum(axis=1)).ravel()
    return found


# -- what is counted --------------------------------------------------------------------------


def rewordings(
    pairs: pd.DataFrame, threshold: float = THRESHOLD, *, score: str = "alignments"
) -> Rewordings:
    """Count rewordings at a threshold; a rewording reported as a copy is found too."""
    coded = (pairs["coded"] == REWORDED) & ~pairs["unclear"]
    reported = ~pairs["copied"] & (pairs[score] >= threshold)
    counted = reported & ~pairs["unclear"]
    return Rewordings(
        int(coded.sum()),
        int((coded & (pairs["copied"] | reported)).sum()),
        int(counted.sum()),
        int((counted & (pairs["coded"] != "")).sum()),
    )


def copies(pairs: pd.DataFrame) -> Copies:
    """Count verbatim and trimmed pairs at the threshold in use."""
    coded = pairs["coded"].isin(COPIED) & ~pairs["unclear"]
    reported = pairs["copied"] & ~pairs["unclear"]
    found = pairs["copied"] | (pairs["alignments"] >= THRESHOLD)
    return Copies(
        int(coded.sum()),
        int((coded & found).sum()),
        int((coded & pairs["copied"]).sum()),
        int(reported.sum()),
        int((reported & pairs["coded"].isin(COPIED)).sum()),
    )


def differing(pairs: pd.DataFrame) -> Differing:
    """Count how often a difference of substance is flagged, and how often it was coded."""
    reported = pairs[pairs["copied"] | (pairs["alignments"] >= THRESHOLD)]
    coded = reported[(reported["coded"] != "") & ~reported["unclear"]]
    differ, flagged = coded["coded_differs"] != "", coded["differs"] != ""
    sides = zip(coded["differs"], coded["coded_differs"], strict=True)
    same = sum(bool(kinds(one) & kinds(other)) for one, other in sides)
    counts = (reported["differs"] != "", differ, flagged, differ & flagged)
    n_flagged, n_differ, n_flagged_coded, n_both = (int(each.sum()) for each in counts)
    return Differing(
        len(reported), n_flagged, len(coded), n_differ, n_flagged_coded, n_both, same
    )  # fmt: skip


def kinds(cell: str) -> set[str]:
    """Return the kinds of a cell; who says or does it was coded as a difference of names."""
    return set(cell.replace("speaker", "names").split(";")) & set(SUBSTANCE)


def curve() -> pd.DataFrame:
    """Return the counts and shares of rewordings by set and threshold."""
    rows = [
        (name, threshold, *rewordings(compared(name), threshold))
        for name in SETS
        for threshold in THRESHOLDS
    ]
    table = pd.DataFrame(rows, columns=["set", "threshold", *Rewordings._fields])
    table["share_found"] = (table["n_found"] / table["n_coded"]).round(4)
    table["share_right"] = (table["n_right"] / table["n_reported"]).round(4)
    return table


def at_the_same(pairs: pd.DataFrame, score: str) -> tuple[Rewordings, Rewordings]:
    """Return what a score gives where it finds as many, and where as large a share is right.

    The first is its highest cut that finds no fewer than the measure, or the lowest there is
    if none does; the second the cut that finds most while no smaller share is right. Pairs
    that a score of 0 says to share nothing are never reported.
    """
    own = rewordings(pairs)
    known = (pairs["coded"] != "") & ~pairs["copied"] & (pairs[score] > 0)
    cuts = sorted(pairs.loc[known, score].unique())
    counts = [rewordings(pairs, cut, score=score) for cut in cuts]
    enough = [one for one in counts if one.n_found >= own.n_found]
    right = [one for one in counts if part(one) >= part(own)]
    none = own._replace(n_found=0, n_reported=0, n_right=0)
    return (enough or counts)[-1 if enough else 0], max([none, *right], key=lambda one: one.n_found)


def part(counts: Rewordings) -> float:
    return counts.n_right / max(1, counts.n_reported)


# -- the page ---------------------------------------------------------------------------------


def of(part: int, whole: int) -> str:
    """Write a share with its counts."""
    return f"{100 * part / whole:.1f} % ({part} of {whole})" if whole else "– (0 of 0)"


def measured(table: pd.DataFrame) -> str:
    """Write the measured part of the page."""
    parts = (copies_block(), rewordings_block(), curve_block(table), differs_block())
    return "\n\n".join("\n".join(lines) for lines in parts)


def lines_of(head: Sequence[str], rows: Iterator[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(each)} |" for each in (head, ["---"] * len(head), *rows)]


def copies_block() -> list[str]:
    head = ["set", "copies found", "found as copies", "reported copies that are coded so"]
    rows = (
        [SETS[name], of(c.n_found, c.n_coded), of(c.n_as_such, c.n_coded),
         of(c.n_right, c.n_reported)]
        for name in SETS
        for c in [copies(compared(name))]
    )  # fmt: skip
    return ["### Copies: verbatim and trimmed", "", *lines_of(head, rows)]


def rewordings_block() -> list[str]:
    head = ["set", "by", "rewordings found", "reported that are right",
            "found where as large a share is right"]  # fmt: skip
    return [
        f"### Rewordings, at the threshold in use ({THRESHOLD})",
        "",
        *lines_of(head, rewordings_rows()),
    ]


def rewordings_rows() -> Iterator[list[str]]:
    """Yield the measure and the two simple ones, set by set."""
    for name in SETS:
        pairs = compared(name)
        own = rewordings(pairs)
        found = of(own.n_found, own.n_coded)
        yield [SETS[name], "**alignments**", found, of(own.n_right, own.n_reported), found]
        for score in ("3-gram containment", "TF-IDF cosine"):
            enough, right = at_the_same(pairs, score)
            cells = (of(enough.n_found, enough.n_coded), of(enough.n_right, enough.n_reported))
            yield [SETS[name], score, *cells, of(right.n_found, right.n_coded)]


def curve_block(table: pd.DataFrame) -> list[str]:
    head = [
        "threshold",
        *(f"{said}: {what}" for said in SETS.values() for what in ("found", "right")),
    ]
    rows = (
        [f"{threshold:.2f}", *(cell for row in rows.itertuples() for cell in (
            of(row.n_found, row.n_coded), of(row.n_right, row.n_reported)))]
        for threshold, rows in table.groupby("threshold")
    )  # fmt: skip
    return ["### Rewordings by threshold", "", *lines_of(head, rows)]


def differs_block() -> list[str]:
    head = ["set", "reported pairs flagged", "coded differences flagged", "of the same kind",
            "flags that were coded"]  # fmt: skip
    rows = (
        [SETS[name], of(d.n_flagged, d.n_reported), of(d.n_both, d.n_differ),
         of(d.n_same_kind, d.n_differ), of(d.n_both, d.n_flagged_coded)]
        for name in SETS
        for d in [differing(compared(name))]
    )  # fmt: skip
    return ["### Differences of substance", "", *lines_of(head, rows)]


def page(table: pd.DataFrame, *, around: str) -> str:
    """Return the page with its measured part put in anew."""
    before, _, rest = around.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{measured(table)}\n{END}{after}"


def main() -> None:
    table = curve()
    print(measured(table))
    if "--write" in sys.argv[1:]:
        TABLE.write_text(table.to_csv(index=False), encoding="utf-8", newline="\n")
        whole = page(table, around=PAGE.read_text(encoding="utf-8"))
        PAGE.write_text(whole, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
