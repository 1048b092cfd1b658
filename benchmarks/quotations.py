"""How many attributions of real news are found, whose they are, and how fast.

    python benchmarks/quotations.py PATH [--half develop|open] [--write]

PATH is no part of the project; only totals are printed. A folder of `.txt` and `.ann` files (brat
stand-off, as PolNeAR has it) is English; one with `articles.jsonl` (`text`, and `attributions` with
spans of `content`, `speaker`, `cue`, a `type` and `nested`) is German. Halves are every other
article, by name, of each publisher (the name up to the first `_`); rules were made on the half
`develop`.

What is found counts against what is annotated, one to one, the likest pair first. A pair is right
if the words that both contents have are at least .3 (lenient) or .8 (strict) of the words that one
of them has. Precision is over all that is found, nested ones left out, against any annotated one;
recall over annotated ones whose cue has "according to" or one of the verbs below (in German: over
all that are not nested). The source is right if a word of it is the same. `--write` keeps the
figures in
`benchmarks/readings/quotations.csv` and writes them into docs/quotations.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import pandas as pd

from framing.corpus.sentences import sentences
from framing.voice import attributions
from framing.voice.pieces import spans

KEPT = Path(__file__).parent / "readings" / "quotations.csv"
PAGE = Path(__file__).parents[1] / "docs" / "quotations.md"
MARK = "<!-- figures: written by benchmarks/quotations.py --write -->"
LENIENT, STRICT = 0.3, 0.8
RUNS = 5  # of which the fastest is told
VERBS = """
say tell add write announce ask claim deny insist warn argue note explain tweet report declare state
suggest acknowledge concede admit assert contend maintain reply respond recall recount predict
promise pledge vow urge call describe remark comment conclude confirm reveal disclose allege accuse
blame praise criticize complain stress emphasize reiterate repeat observe quip joke testify quote
cite indicate
""".split()
IRREGULAR = "said told wrote written quoted admitted admitting quipped".split()
FIGURES = ("precision", "recall", "F1", "strict_precision", "strict_recall", "strict_F1")

Span = tuple[int, int]
Words = frozenset[int]


class Attribution(NamedTuple):
    """Which words of a text are said, and which name who says it; ``counts`` for recall."""

    content: Words
    source: Words
    counts: bool = True


class Article(NamedTuple):
    """A text and what is annotated in it."""

    name: str
    text: str
    annotated: list[Attribution]


def reporting() -> re.Pattern[str]:
    """Return the pattern of the verbs by which an annotated cue counts for recall."""
    forms = {*IRREGULAR}
    for verb in VERBS:
        stem = verb[:-1]
        forms |= {verb, *(verb + end for end in ("s", "ed", "ing", "d"))}
        forms |= {stem + end for end in ("ing", "ied", "ies")}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(longest_first)})\b", re.IGNORECASE)


def words(text: str) -> list[Span]:
    return [word.span() for word in re.finditer(r"\w+", text)]


def covered(pieces: Iterable[Span], of: list[Span]) -> Words:
    """Return the numbers of the words that stand in pieces."""
    pieces = list(pieces)
    return frozenset(
        n for n, (low, high) in enumerate(of) if any(low >= a and high <= b for a, b in pieces)
    )


def brat(path: Path) -> Iterator[tuple[list[Span], list[Span], str]]:
    """Yield content, source and cue of each annotated attribution of a brat file."""
    marks: dict[str, tuple[list[Span], str]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if fields[0].startswith("T"):
            pieces = fields[1].split(" ", 1)[1].split(";")
            marks[fields[0]] = [tuple(map(int, one.split())) for one in pieces], fields[2]
        elif fields[0].startswith("E"):
            roles: dict[str, list[tuple[list[Span], str]]] = {}
            for role in fields[1].split():
                name, mark = role.split(":")
                if mark in marks:
                    roles.setdefault(re.sub(r"\d+$", "", name), []).append(marks[mark])
            content, source = ([span for mark in roles.get(name, []) for span in mark[0]]
                               for name in ("Content", "Source"))  # fmt: skip
            if content:
                yield content, source, " ".join(cue for _, cue in roles.get("Cue", []))


def english(folder: Path) -> list[Article]:
    cue, found = reporting(), []
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        of = words(text)
        found.append(Article(path.stem, text, [
            Attribution(covered(content, of), covered(source, of),
                        bool(cue.search(said)) or "according to" in said.lower())
            for content, source, said in brat(path)
        ]))  # fmt: skip
    return found


def german(folder: Path) -> list[Article]:
    found = []
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        of = words(row["text"])
        found.append(Article(str(row["article"]), row["text"], [
            Attribution(covered(one["content"], of), covered(one["speaker"] or [], of))
            for one in row["attributions"] if one["content"] and not one["nested"]
        ]))  # fmt: skip
    return found


def half(articles: list[Article], part: str) -> list[Article]:
    """Return every other article of each publisher, by name."""
    number: Counter[str] = Counter()
    chosen = []
    for article in articles:
        publisher = article.name.split("_")[0] if "_" in article.name else ""
        if part in ("", ("develop", "open")[number[publisher] % 2]):
            chosen.append(article)
        number[publisher] += 1
    return chosen


def found(articles: list[Article], language: str) -> tuple[dict[str, list[Attribution]], float]:
    """Return what is found in each article, and how many articles a second."""
    table = pd.DataFrame({
        "article": [one.name for one in articles], "outlet": "X",
        "text": [one.text for one in articles], "language": language,
    })  # fmt: skip
    cut = sentences(table)
    attributions(cut.head(50))  # what is read once is not measured
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        rows = attributions(cut, articles=table)
        taken.append(time.process_time() - begun)
    of = {one.name: words(one.text) for one in articles}
    here: dict[str, list[Attribution]] = {one.name: [] for one in articles}
    for row in rows[rows["parent"].isna()].itertuples():
        source = [] if pd.isna(row.source_start) else [(row.source_start, row.source_end)]
        here[row.article].append(Attribution(
            covered(spans(row.content), of[row.article]), covered(source, of[row.article])
        ))  # fmt: skip
    return here, len(articles) / min(taken)


def score(articles: list[Article], here: dict[str, list[Attribution]]) -> Counter[str]:
    """Count what is found, annotated and right, pair by pair."""
    total: Counter[str] = Counter()
    for name, _, annotated in articles:
        pairs = sorted(
            (
                (len(one.content & other.content) / len(one.content | other.content), i, j)
                for i, one in enumerate(here[name])
                for j, other in enumerate(annotated)
                if one.content & other.content
            ),
            reverse=True,
        )
        taken_i, taken_j = set[int](), set[int]()
        for likeness, i, j in pairs:
            if likeness < LENIENT or i in taken_i or j in taken_j:
                continue
            taken_i.add(i)
            taken_j.add(j)
            other = annotated[j]
            total += Counter(right=1, strict=likeness >= STRICT)
            if other.counts:
                total += Counter(met=1, strictly_met=likeness >= STRICT)
            if other.counts and other.source:
                right = bool(here[name][i].source & other.source)
                total += Counter(sources=1, right_sources=right)
        total += Counter(found=len(here[name]), annotated=sum(one.counts for one in annotated))
    return total


def figures(total: Counter[str]) -> dict[str, float]:
    """Return precision, recall and F1, lenient and strict."""
    of, to = max(total["found"], 1), max(total["annotated"], 1)
    pairs = (total["right"] / of, total["met"] / to), (
        total["strict"] / of, total["strictly_met"] / to
    )  # fmt: skip
    values = [one for p, r in pairs for one in (p, r, 2 * p * r / (p + r) if p + r else 0.0)]
    return dict(zip(FIGURES, values, strict=True))


def measured(folder: Path, part: str) -> dict[str, str]:
    """Measure a folder, or a half of it."""
    is_german = (folder / "articles.jsonl").is_file()
    articles = half(german(folder) if is_german else english(folder), part)
    here, speed = found(articles, "de" if is_german else "en")
    total = score(articles, here)
    return {
        "language": "German" if is_german else "English",
        "half": part or "all",
        "articles": str(len(articles)),
        "found": str(total["found"]),
        "annotated": str(total["annotated"]),
        **{name: f"{value:.3f}" for name, value in figures(total).items()},
        "right_sources": str(total["right_sources"]),
        "sources": str(total["sources"]),
        "articles_a_second": f"{speed:.0f}",
    }


def table(rows: list[dict[str, str]]) -> str:
    """Return the figures as the page has them."""
    lines = [
        "| | articles | found | annotated | lenient: precision | recall | F1 "
        "| strict: precision | recall | F1 | source right | articles a second |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        share = 100 * int(row["right_sources"]) / max(int(row["sources"]), 1)
        cells = [
            f"{row['language']}, {row['half']}", row["articles"], row["found"], row["annotated"],
            *(row[name].removeprefix("0") for name in FIGURES),
            f"{row['right_sources']} of {row['sources']} ({share:.0f} %)", row["articles_a_second"],
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def kept() -> list[dict[str, str]]:
    if not KEPT.is_file():
        return []
    with KEPT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def keep(row: dict[str, str]) -> None:
    """Keep figures in place of earlier ones of the same articles, and write the page's table."""
    rows = {(one["language"], one["half"]): one for one in kept()}
    rows[row["language"], row["half"]] = row
    ordered = [rows[key] for key in sorted(rows, key=lambda key: (key[0], key[1]))]
    with KEPT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerows(ordered)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
    after = rest.partition("\n\n##")
    PAGE.write_text(f"{before}{MARK}\n{table(ordered)}{after[1]}{after[2]}", encoding="utf-8")


def main() -> None:
    if len(sys.argv) < 2:
        print("Not run: give the folder of the data, which are not part of the project.")
        return
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("develop", "open"), default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    row = measured(asked.folder, asked.half)
    for name, value in row.items():
        print(f"{name:18} {value}")
    if asked.write:
        keep(row)


if __name__ == "__main__":
    main()
