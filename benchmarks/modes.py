"""How often rules tell rightly how something is put, and in whose voice, in real news.

    python benchmarks/modes.py FOLDER [--write]

FOLDER is no part of the project. It holds `real-news/articles.jsonl` (a JSON object a line with
`article` and `text`), `polnear/NAME.txt` (a text each) and `frames-real/` (`sentences.csv`,
`codings.csv`: headlines and sentences with the frames of the shipped study, coded twice).

The first table is of single words of these articles, drawn by reporting verbs and words of fear,
denial, demand and objection, of which two readers told how the statement is put that the word is
part of (`readings/modes.csv`: no text). The second is of the codes of `frames-real` and of the
shipped study, each sentence by itself: where both coders agree, and an indicator finds the frame.
Words and sentences on which readers do not agree are left out, and counted. `--write` makes
docs/modes.md, and the file from which claims by rules have their certainty.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import framing as fr  # noqa: E402
from framing.coding.claims_by_rules import RIGHT, SPEAKER, claims_by_rules  # noqa: E402
from framing.languages.language import language  # noqa: E402
from framing.tables.codes import MODES, STATED, TOLD, UNATTRIBUTED  # noqa: E402
from framing.voice.attributions import attributions  # noqa: E402
from framing.voice.modes import POSSIBLE, mode_at  # noqa: E402

READINGS = ROOT / "benchmarks" / "readings" / "modes.csv"
PAGE = ROOT / "docs" / "modes.md"
_UNIT = ["article", "sentence", "frame"]
_OLD = {"asserted": STATED, "demanded": "called_for"}  # as frames-real has them
INTRODUCTION = """# How it is put, and in whose voice

Rules tell of each hit of an indicator whose voice it stands in and how it is put, by the words
around it (`framing.coding.claims_by_rules`; lists in `modes.toml` of each language). How well, on
real news that is no part of the project: `python benchmarks/modes.py FOLDER --write` defines each
figure and makes this page. Two readers are two runs of a language model, which agree on {agree};
this is repeatability, and no reliability.

Told are *stated*, *feared*, *denied* and *called for*: precision and recall are .70 or more on 30
or more places, all that follows taken together. *Opposed* is told of a demand alone, where the
codebook says so of a frame (`demands = "opposed"`); else the mode is *not told*. In no place is it
told whose side a speaker is on who is not among the codebook's `[actors]`.

Two rules of denial were changed once the last words had been counted, and none of them read; what
unread words would show of denials is not known.

"""


PASSAGES = (
    "Mode and voice are right where they are the coders', all of them and no other. The rules were "
    "made on the shipped study and on a part of the others.\n"
)
CERTAINTY = (
    "The precision is the `certainty` of a claim by rules: how often such a value was right in "
    "these texts, of which some are those that the rules were made on. A voice is right here where "
    "its kind is: the article's, a speaker's, or nobody's.\n"
)


def texts(folder: Path, source: str, names: set[str]) -> pd.DataFrame:
    """Return the articles of a source that are named."""
    if source == "polnear":
        rows = [(name, (folder / source / f"{name}.txt").read_text("utf-8")) for name in names]
    else:
        lines = (folder / source / "articles.jsonl").read_text("utf-8").splitlines()
        given = map(json.loads, lines)
        rows = [(one["article"], one["text"]) for one in given if one["article"] in names]
    return pd.DataFrame(sorted(rows), columns=["article", "text"]).assign(outlet="-", language="en")


def words(folder: Path) -> pd.DataFrame:
    """Return each drawn word with its readings, and how the rules say it is put."""
    drawn = pd.read_csv(READINGS)
    tables = []
    for source, rows in drawn.groupby("source"):
        sentences = fr.sentences(texts(folder, str(source), set(rows["article"])))
        pairs = rows.merge(sentences[["article", "start", "end", "text"]], on="article",
                           suffixes=("", "_of"))  # fmt: skip
        within = (pairs["start_of"] <= pairs["start"]) & (pairs["end"] <= pairs["end_of"])
        tables.append(pairs[within])
    found = pd.concat(tables, ignore_index=True)
    of = language("en")
    found["rules"] = [
        mode_at(row.text, (row.start - row.start_of, row.end - row.start_of), of).mode
        for row in found.itertuples()
    ]
    return found.replace({"rules": {POSSIBLE: STATED}})


def scored(given: pd.Series, found: pd.Series) -> Iterator[str]:
    """Yield a row of a table for each mode, and one for all."""
    for mode in MODES:
        n, said = int((given == mode).sum()), int((found == mode).sum())
        both = int(((given == mode) & (found == mode)).sum())
        yield f"| {mode.replace('_', ' ')} | {n} | {_share(both, said)} | {_share(both, n)} |"
    right, plain = int((given == found).sum()), int((given == STATED).sum())
    yield f"| right in all | {len(given)} | {_share(right, len(given))} | |"
    yield f"| always *stated* | {len(given)} | {_share(plain, len(given))} | |"


def together(words: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Count each mode and kind of voice over words and passages; a passage may have several.

    A row is a value: how often the readers have it, the rules, and both of one place.
    """
    modes = words.assign(mode=words["reader_1"].map(_only), mode_rules=words["rules"].map(_only))
    kinds = passages["voice"].map(_kinds), passages["voice_rules"].map(_kinds)
    tables = {
        "mode": pd.concat([modes, passages])[["mode", "mode_rules"]],
        "voice": pd.concat(kinds, axis=1),
    }
    values = [("mode", mode) for mode in MODES]
    values += [("voice", kind) for kind in (TOLD, SPEAKER, UNATTRIBUTED)]
    rows = []
    for what, value in values:
        held, found = (tables[what][column].map(lambda cell, value=value: value in cell)
                       for column in tables[what])  # fmt: skip
        rows.append((what, value, int(held.sum()), int(found.sum()), int((held & found).sum())))
    return pd.DataFrame(rows, columns=["variable", "value", "n", "n_told", "n_right"])


def _only(value: str) -> frozenset[str]:
    return frozenset([value])


def _kinds(voices: frozenset[str]) -> frozenset[str]:
    """Take all sides that can speak as one kind of voice."""
    return frozenset(one if one in (TOLD, UNATTRIBUTED) else SPEAKER for one in voices)


def _share(n: int, of: int) -> str:
    return f"{n / of:.2f}".lstrip("0") if of and n < of else "1.00" if of else "–"


def shipped() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the shipped study's sentences, and mode and voice of its passages."""
    study = fr.read_study(ROOT / "seeds")
    claims = study.claims.query("coder == 'reference' and present == 1")
    return study.sentences, claims.groupby(_UNIT)[["mode", "voice"]].agg(frozenset).reset_index()


def frames_real(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return its sentences, each an article by itself, and what both coders say of them."""
    sentences = pd.read_csv(folder / "frames-real" / "sentences.csv").rename(
        columns={"id": "article", "article": "of"}
    )
    codes = pd.read_csv(folder / "frames-real" / "codings.csv")
    opposed = (codes["stance"] == "demanded") & (codes["frame"] == "ukraine_exclusion")
    codes["mode"] = codes["stance"].replace(_OLD).mask(opposed, "opposed")
    held = codes.groupby(["id", "frame", "coder"])[["mode", "voice"]].agg(frozenset).unstack()
    held = held.dropna()
    same = held[[held.loc[key, "mode"].nunique() == 1 and held.loc[key, "voice"].nunique() == 1
                 for key in held.index]]  # fmt: skip
    first = same.xs(same.columns.levels[1][0], axis=1, level=1).reset_index()
    units = first.rename(columns={"id": "article"}).assign(sentence=0)
    return sentences[["article", "outlet", "text"]].assign(sentence=0), units


def coded(sentences: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Return what coders say of passages beside what the rules do, where they find them."""
    book = fr.read_codebook(ROOT / "seeds" / "codebook.toml")
    actors = {name: vars(actor) for name, actor in book.actors.items()}
    claims = claims_by_rules(
        fr.mentions(sentences, codebook=book), sentences, attributions(sentences, actors=actors),
        codebook=book,
    )  # fmt: skip
    own = claims[claims["present"] == 1].groupby(_UNIT)[["mode", "voice"]]
    found = own.agg(lambda cells: frozenset(cells.dropna())).reset_index()
    return held.merge(found, on=_UNIT, suffixes=("", "_rules"))


def of_passages(name: str, rows: pd.DataFrame) -> Iterator[str]:
    """Yield the rows of the second table."""
    for what in ("mode", "voice"):
        told = rows[rows[f"{what}_rules"].map(len) > 0]
        right = int((told[what] == told[f"{what}_rules"]).sum())
        usual = told[what].value_counts().iloc[0]
        yield (f"| {name} | {what} | {len(rows)} | {len(told)} | {_share(right, len(told))} | "
               f"{_share(int(usual), len(told))} |")  # fmt: skip


def page(folder: Path) -> tuple[str, pd.DataFrame]:
    """Write the page, and count how often each value is right."""
    drawn = words(folder)
    same = drawn[drawn["reader_1"] == drawn["reader_2"]]
    agree = f"{len(same)} of {len(drawn)} words"
    lines = [INTRODUCTION.format(agree=agree)]
    last = drawn["draw"].max()
    parts = {"Words that the rules were made on": same[same["draw"] < last],
             "Words that were drawn and read after that": same[same["draw"] == last]}  # fmt: skip
    for title, rows in parts.items():
        lines += [f"## {title}\n", "| put as | n | precision | recall |", "|---|---|---|---|"]
        lines += [*scored(rows["reader_1"], rows["rules"]), ""]
    head = "| passages | | found | told | right of these | always the most frequent |"
    lines += ["## Passages\n", PASSAGES, head, "|---|---|---|---|---|---|"]
    own, real = coded(*shipped()), coded(*frames_real(folder))
    lines += of_passages("the shipped study", own)
    lines += of_passages("headlines and sentences of 2014 to 2025", real)
    counts = together(same, pd.concat([own, real], ignore_index=True))
    lines += ["", "## Words and passages together\n", CERTAINTY,
              "| | told as | n | precision | recall |", "|---|---|---|---|---|"]  # fmt: skip
    lines += [
        f"| {row.variable} | {row.value.replace('_', ' ')} | {row.n} "
        f"| {_share(row.n_right, row.n_told)} | {_share(row.n_right, row.n)} |"
        for row in counts.itertuples()
    ]
    return "\n".join(lines) + "\n", counts


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    text, counts = page(given.folder)
    print(text)
    if given.write:
        PAGE.write_text(text, encoding="utf-8")
        counts.to_csv(RIGHT, index=False, lineterminator="\n")


if __name__ == "__main__":
    csv.field_size_limit(sys.maxsize)
    main()
