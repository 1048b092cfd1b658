"""How well the shipped rules find their frames in real sentences, and where they are silent.

    python benchmarks/real_sentences.py FOLDER [--write]
    python benchmarks/real_sentences.py FOLDER --opened PART --codebook DRAFT --write

FOLDER is no part of the project; only totals are printed, and counts by article kept. It holds

- `frames-real/`: `sentences.csv` (`id, article, text` in the order of the articles) and
  `codings.csv` (`id, coder, frame`, a row for each frame that a sentence carries), coded twice from
  the written definitions. Decisions on which both codings agree count.
- news that has next to nothing to do with the shipped study: `real-news/articles.jsonl` (`article`,
  `text`), `polnear/NAME.txt` and `newsmtsc/train.jsonl` (`primary_gid`, `sentence_normalized`). How
  many sentences are hit, and how many rightly so: `right` in `readings/silence.csv` (no text) is
  one reader's, and empty in a new hit until it is read.

The articles of `frames-real` are in four parts by chance. The rules were written with the errors in
parts 1 and 2 in sight; part 3 was then scored once before any of its sentences was looked at, its
errors were looked at, and so with part 4. What was found at that first look stays in the columns
`first_found` and `first_right` of `readings/real_sentences.csv`, written by the second form with
the draft of that time. The other columns are today's rules on sentences that they were made on.
Intervals are those of 2,000 resamples of articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import framing as fr  # noqa: E402
from framing.coding.codebook import Codebook  # noqa: E402

BOOK = ROOT / "seeds" / "codebook.toml"
READINGS = ROOT / "benchmarks" / "readings"
COUNTS, SILENCE = READINGS / "real_sentences.csv", READINGS / "silence.csv"
UNSEEN = (3, 4)  # parts that were opened once
DRAWS, SEED = 2_000, 20250213
MACRO = "macro-F1"
_KEY = ["article", "frame"]
_HIT = ["source", "article", "sentence", "frame"]


def decided(folder: Path) -> pd.DataFrame:
    """Return a row for each sentence and frame on which both coders agree."""
    sentences = pd.read_csv(folder / "frames-real" / "sentences.csv", dtype=str)
    codes = pd.read_csv(folder / "frames-real" / "codings.csv", dtype=str)
    coders = codes.groupby(["id", "frame"])["coder"].nunique().rename("n_coders").reset_index()
    frames = pd.DataFrame({"frame": sorted(codes["frame"].unique())})
    units = sentences.assign(sentence=sentences.groupby("article").cumcount())
    every = units.merge(frames, how="cross").merge(coders, on=["id", "frame"], how="left")
    every["n_coders"] = every["n_coders"].fillna(0)
    agreed = every[every["n_coders"] != 1]
    return agreed.assign(reference=(agreed["n_coders"] == 2).astype(int))


def counted(folder: Path, book: Codebook) -> pd.DataFrame:
    """Count by article and frame what coders say, what the rules find, and what of it is right."""
    units = decided(folder)
    texts = units.drop_duplicates(["article", "sentence"])[["article", "sentence", "text"]]
    keys = ["article", "sentence", "frame"]
    codes = fr.code(texts, codebook=book)[[*keys, "present"]].rename(columns={"present": "found"})
    both = units.merge(codes, on=keys, how="left")
    both["right"] = both["found"] * both["reference"]
    counts = both.groupby(["article", "frame"])[["reference", "found", "right"]].sum()
    counts.insert(0, "n", both.groupby(["article", "frame"]).size())
    return counts.astype(int).reset_index()


def scores(counts: pd.DataFrame, found: str = "found", right: str = "right") -> pd.DataFrame:
    """Return precision, recall and F1 of each frame and the mean F1, each with an interval.

    A row is a frame, or the mean (``frame`` is :data:`MACRO`).
    """
    wide = counts.pivot(index="article", columns="frame", values=["reference", found, right])
    cells = wide.to_numpy(dtype=float).reshape(len(wide), 3, -1)
    chance = np.random.default_rng(SEED)
    weights = chance.multinomial(len(wide), np.full(len(wide), 1 / len(wide)), size=DRAWS)
    drawn = np.vstack([_measures(cells.sum(axis=0)[None]),
                       _measures(np.tensordot(weights, cells, axes=1))])  # fmt: skip
    low, high = np.nanpercentile(drawn[1:], [2.5, 97.5], axis=0)
    frames = [*wide.columns.levels[1], MACRO]
    sums = counts.groupby("frame")[["n", "reference", found, right]].sum().reindex(frames)
    table = pd.DataFrame({"n": sums["n"], "n_reference": sums["reference"], "n_found": sums[found]})
    for at, name in enumerate(("precision", "recall", "f1")):
        for column, values in ((name, drawn[0]), (f"{name}_low", low), (f"{name}_high", high)):
            table[column] = values[at]
    return table.rename_axis("frame").reset_index()


def _measures(sums: np.ndarray) -> np.ndarray:
    """Return precision, recall and F1 of each frame and their means: draws, measures, frames."""
    reference, found, right = sums[:, 0], sums[:, 1], sums[:, 2]
    with np.errstate(invalid="ignore"):
        each = np.stack([right / found, right / reference, 2 * right / (found + reference)], axis=1)
    return np.concatenate([each, each.mean(axis=2, keepdims=True)], axis=2)


def other_news(folder: Path) -> dict[str, pd.DataFrame]:
    """Return sentences of news about anything, by where they are from."""
    lines = (folder / "real-news" / "articles.jsonl").read_text("utf-8").splitlines()
    news = pd.DataFrame(map(json.loads, lines))[["article", "text"]]
    named = sorted((folder / "polnear").glob("*.txt"))
    polnear = pd.DataFrame({"article": [path.stem for path in named],
                            "text": [path.read_text("utf-8") for path in named]})  # fmt: skip
    rows = map(json.loads, (folder / "newsmtsc" / "train.jsonl").read_text("utf-8").splitlines())
    single = pd.DataFrame(
        [(row["primary_gid"], 0, row["sentence_normalized"]) for row in rows],
        columns=["article", "sentence", "text"],
    )
    split = {name: fr.sentences(table.assign(outlet="-", language="en"))
             for name, table in (("real-news", news), ("polnear", polnear))}  # fmt: skip
    return split | {"newsmtsc": single}


def silence(folder: Path, book: Codebook) -> pd.DataFrame:
    """Return a row for each sentence of other news in which a frame is found, and of how many."""
    tables = []
    for source, sentences in other_news(folder).items():
        codes = fr.code(sentences, codebook=book).query("present == 1")
        tables.append(codes.assign(source=source, of=len(sentences))[[*_HIT, "of"]])
    return pd.concat(tables, ignore_index=True)


def read_counts() -> pd.DataFrame:
    """Return what is kept: a row for each article and frame."""
    return pd.read_csv(COUNTS, dtype={"first_found": "Int64", "first_right": "Int64"})


def first_look(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of the parts that were scored before they were looked at."""
    return counts.dropna(subset=["first_found"]).astype({"first_found": int, "first_right": int})


def main() -> None:
    """Print the totals; keep them if asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--opened", type=int, choices=UNSEEN)
    parser.add_argument("--codebook", type=Path, default=BOOK)
    given = parser.parse_args()
    book = fr.read_codebook(given.codebook)
    kept, now = read_counts(), counted(given.folder, book)
    if given.opened:
        now = now.rename(columns={"found": "first_found", "right": "first_right"})
        now = now[now["article"].isin(kept.loc[kept["part"] == given.opened, "article"])]
    kept = kept.set_index(_KEY)
    kept.update(now.set_index(_KEY))
    kept = kept.reset_index()[read_counts().columns].astype(read_counts().dtypes)
    if given.write:
        kept.to_csv(COUNTS, index=False, lineterminator="\n")
    print(scores(first_look(kept), "first_found", "first_right").round(2).to_string())
    print(scores(kept).round(2).to_string())
    if given.opened:
        return
    hits = silence(given.folder, book).merge(pd.read_csv(SILENCE).drop(columns="of"), how="left")
    hits["right"] = hits["right"].astype("Int64")
    if given.write:
        hits.to_csv(SILENCE, index=False, lineterminator="\n")
    print(hits.groupby(["source", "of", "frame"])["right"].agg(["size", "count", "sum"]))


if __name__ == "__main__":
    main()
