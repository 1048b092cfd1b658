"""How many differences of substance are flagged in real copies, and how many of them are real.

FOLDER holds ``articles.jsonl`` and ``pairs.csv``, whose pairs of the kind *copy* are agency copy,
whole or cut. Of its text no more than totals is printed. With ``--sheet FILE`` flags are written
for a reader: those of trimmed pairs of copies, then of other trimmed pairs, then of reworded ones
in the same order, at most 60, each text once. A reader writes yes or no under ``real``, by the rule
in ``docs/aligning.md``. Two filled sheets in place of the folder are counted; with ``--write``
the decisions go to ``benchmarks/readings/differs.csv``, without any text, and the counts to
``framing/wire/flags_read.csv``.

    python benchmarks/differs.py FOLDER
    python benchmarks/differs.py FOLDER --sheet sheet.csv
    python benchmarks/differs.py first.csv second.csv --write
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd

import framing
from framing.compare.resample import Ratio, wilson
from framing.languages.language import language
from framing.tables.contracts.wire_tables import REWORDED, SUBSTANCE, TRIMMED, VERBATIM
from framing.wire.align import alignments
from framing.wire.known_names import known_names
from framing.wire.said import said
from framing.wire.substance import differences

ROOT = Path(__file__).parents[1]
READINGS = ROOT / "benchmarks" / "readings" / "differs.csv"
TABLE = ROOT / "framing" / "wire" / "flags_read.csv"
MOST, SEED = 60, 1
COPY = "copy"
ANSWERS = {"yes": True, "no": False}
COLUMNS = ["relation", "n", "n_first", "n_second", "n_both", "n_alike", "low", "high"]


# -- what is flagged --------------------------------------------------------------------------


def sentences_of(folder: Path) -> pd.DataFrame:
    """Return the sentences of a folder's articles."""
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = pd.DataFrame(json.loads(line) for line in lines)
    articles["text"] = articles["title"].str.strip() + "\n" + articles["text"]
    articles["date"] = articles["date"].replace("", None)
    return framing.sentences(articles)


def flags_of(folder: Path, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return all pairs of sentences of the folder's pairs of articles, with their texts."""
    pairs = pd.read_csv(folder / "pairs.csv")
    text = sentences.set_index(["article", "sentence"])["text"]
    found = []
    for pair in pairs.itertuples():
        of = sentences[sentences["article"].isin([pair.article_a, pair.article_b])]
        found.append(alignments(of.assign(event="pair")).assign(kind=pair.kind))
    table = pd.concat(found, ignore_index=True)
    for side in ("a", "b"):
        keys = zip(table[f"article_{side}"], table[f"sentence_{side}"], strict=True)
        table[f"text_{side}"] = [text[key] for key in keys]
    return table


def totals(flags: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """Write how many pairs of copies are flagged, and sentences that differ from themselves."""
    copies = flags[flags["kind"] == COPY]
    lines = [
        f"{relation} pairs of copies: {rows['differs'].notna().sum()} of {len(rows)} flagged; "
        + ", ".join(f"{kind} {rows['differs'].str.contains(kind).sum()}" for kind in SUBSTANCE)
        for relation in (VERBATIM, TRIMMED, REWORDED)
        for rows in [copies[copies["relation"] == relation]]
    ]
    english = language("en")
    own = sentences.groupby("article")["text"]
    of = [said(one, english, known) for _, texts in own
          for known in [known_names(texts, english)] for one in texts]  # fmt: skip
    unlike = sum(bool(differences(one, one)) for one in of)
    return "\n".join([*lines, f"sentences that differ from themselves: {unlike} of {len(of)}"])


def sheet(flags: pd.DataFrame) -> pd.DataFrame:
    """Return the flags to be read, in the same order each time."""
    own = flags[flags["differs"].notna()]
    either = own[["text_a", "text_b"]].apply(frozenset, axis=1)
    own = own[~either.duplicated()]
    own = own.sample(frac=1, random_state=SEED)
    own = own.sort_values(
        ["relation", "kind"],
        key=lambda column: column.map({TRIMMED: 0, COPY: 0}).fillna(1),
        kind="stable",
    ).head(MOST)
    sides = [own[f"article_{side}"] + ":" + own[f"sentence_{side}"].astype(str) for side in "ab"]
    return pd.DataFrame(
        {
            "id": sides[0] + "|" + sides[1],
            "relation": own["relation"],
            "differs": own["differs"],
            "sentence_a": own["text_a"],
            "sentence_b": own["text_b"],
            "real": "",
        }
    )


# -- what was read ----------------------------------------------------------------------------


def readings(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Set the decisions of two readers side by side, without the sentences."""
    both = first.merge(second[["id", "real"]], on="id", suffixes=("_first", "_second"))
    if len(both) != len(first) or len(both) != len(second):
        raise ValueError(f"The sheets share {len(both)} of {len(first)} and {len(second)} flags.")
    for column in ("real_first", "real_second"):
        both[column] = both[column].str.strip().str.lower()
        if len(wrong := both.loc[~both[column].isin(ANSWERS), "id"]):
            raise ValueError(f"{column}: {len(wrong)} flags lack yes or no: {wrong.iloc[0]}.")
    return both[["id", "relation", "differs", "real_first", "real_second"]]


def counted(decisions: pd.DataFrame) -> pd.DataFrame:
    """Count by relation what both readers call real, and on what they agree."""
    rows = []
    for relation in (TRIMMED, REWORDED):
        own = decisions[decisions["relation"] == relation]
        if own.empty:
            continue
        first, second = (
            own[f"real_{one}"].map(ANSWERS).astype(bool) for one in ("first", "second")
        )
        both = (first & second).to_numpy(float)
        low, high = wilson(Ratio(both, np.ones(len(both))))
        counts = (len(own), first.sum(), second.sum(), int(both.sum()), (first == second).sum())
        rows.append((relation, *counts, round(low, 3), round(high, 3)))
    return pd.DataFrame(rows, columns=COLUMNS)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("given", nargs="+", type=Path, help="a folder, or two filled sheets")
    options.add_argument("--sheet", type=Path, help="where the flags to be read are written")
    options.add_argument("--write", action="store_true", help="keep what the two sheets say")
    chosen = options.parse_args()
    if len(chosen.given) == 1:
        sentences = sentences_of(chosen.given[0])
        flags = flags_of(chosen.given[0], sentences)
        print(totals(flags, sentences))
        if chosen.sheet:
            sheet(flags).to_csv(chosen.sheet, index=False, lineterminator="\n")
        return
    first, second = (pd.read_csv(path, dtype=str, keep_default_na=False) for path in chosen.given)
    decisions = readings(first, second)
    print(counted(decisions).to_string(index=False))
    if chosen.write:
        READINGS.parent.mkdir(exist_ok=True)
        decisions.to_csv(READINGS, index=False, lineterminator="\n")
        counted(decisions).to_csv(TABLE, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
