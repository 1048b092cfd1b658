"""How often a line that is called furniture or subhead is one, in articles as scraped.

    python benchmarks/zones.py FOLDER --sheet SHEET.csv [--seed 1] [--without KEY.csv ...]
    python benchmarks/zones.py FOLDER KEY.csv SHEET1.csv SHEET2.csv [--write READINGS.csv]
    python benchmarks/zones.py FOLDER READINGS.csv

FOLDER is no part of the project: `articles.jsonl`, a JSON object a line with `article`, `title` and
`text`. Only totals are printed. The first form draws 300 lines: 75 that are called furniture, 75
that are called subhead, 150 of the other lines of at most 25 words, titles aside. It writes them
with three lines before and after, in an order by chance and without their zone, for a reader to
fill the column `zone` by the rules of docs/zones.md; and beside it `SHEET.key.csv` with each line's
id (article and number of the line), stratum, and how many lines the stratum has; lines of the keys
after `--without` are not drawn again, but counted in their stratum. The second form scores two
filled sheets, the third what it wrote of them, which holds no text.

A line is furniture if all of it is, else it has the zone of most of the rest. Each line counts
as often as it stands for lines of its stratum, and by half for each reader. Furniture and subheads
in lines of more than 25 words count for precision, not for recall: lines of that length are only
drawn where they are called one. Intervals are Wilson's at 95 %, on Kish's effective number of
lines. `--language` is that of the articles, `en` if not given.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from framing.corpus.zones import FURNITURE, HEADLINE, SUBHEAD, zone_text

DRAWN = {FURNITURE: 75, SUBHEAD: 75, "other": 150}
MAX_WORDS, CONTEXT, MAX_SHOWN, Z = 25, 3, 200, 1.959964
ANSWERS = ("furniture", "subhead", "caption", "text")
KEY = ["id", "stratum", "of"]


class Line(NamedTuple):
    """A line that is not empty, the zone it is called, and the lines around it."""

    text: str
    zone: str
    before: str
    after: str

    @property
    def stratum(self) -> str:
        """Return what the line is drawn from; nothing if it is not."""
        if self.zone in DRAWN:
            return self.zone
        short = len(self.text.split()) <= MAX_WORDS
        return "other" if short and self.zone != HEADLINE else ""


def lines(folder: Path, language: str) -> dict[str, Line]:
    """Read the lines of all articles, by their ids."""
    found: dict[str, Line] = {}
    for row in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(row)
        title = article["title"].strip()
        found.update(
            _of_article(article["article"], f"{title}\n{article['text']}", title, language)
        )
    return found


def _of_article(article: str, text: str, title: str, language: str) -> Iterator[tuple[str, Line]]:
    spans = zone_text(text, title=title, language=language)
    position, kept = 0, []
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kept.append((number, line.strip(), _zone(spans, position, position + len(line))))
        position += len(line) + 1
    for place, (number, line, zone) in enumerate(kept):
        before = kept[max(0, place - CONTEXT) : place]
        around = [" ¶ ".join(map(_shown, part)) for part in (before, kept[place + 1 :][:CONTEXT])]
        yield f"{article}:{number}", Line(line, zone, *around)


def _shown(line: tuple[int, str, str]) -> str:
    """Return a line of the context, its middle left out where it is long."""
    text, half = line[1], MAX_SHOWN // 2
    return text if len(text) <= MAX_SHOWN else f"{text[:half]} […] {text[-half:]}"


def _zone(spans: list[tuple[int, int, str]], start: int, end: int) -> str:
    """Return the zone of most of a line that is not furniture, if any of it is not."""
    cut = ((min(end, last) - max(start, first), zone) for first, last, zone in spans)
    return max((zone != FURNITURE, size, zone) for size, zone in cut if size > 0)[2]


def draw(found: dict[str, Line], seed: int, without: Collection[str] = ()) -> list[dict[str, str]]:
    """Draw from each stratum, the same for the same seed, and shuffle."""
    chance = random.Random(seed)
    rows = []
    for stratum, count in DRAWN.items():
        ids = sorted(one for one, line in found.items() if line.stratum == stratum)
        left = [one for one in ids if one not in without]
        drawn = chance.sample(left, min(count, len(left)))
        rows += [{"id": one, "stratum": stratum, "of": str(len(ids))} for one in drawn]
    chance.shuffle(rows)
    return rows


def write_sheet(path: Path, found: dict[str, Line], rows: list[dict[str, str]]) -> None:
    """Write what a reader is given, and apart from it the key."""
    sheet = []
    for row in rows:
        line = found[row["id"]]
        context = {"before": line.before, "line": line.text, "after": line.after}
        sheet.append({"id": row["id"], **context, "zone": ""})
    _write(path, sheet)
    _write(path.with_suffix(".key.csv"), rows)


def readings(key: Path, sheets: list[Path]) -> list[dict[str, str]]:
    """Join the answers of two readers to the key."""
    given = [{row["id"]: row["zone"].strip().lower() for row in _read(sheet)} for sheet in sheets]
    rows = []
    for row in _read(key):
        answers = [one.get(row["id"], "") for one in given]
        if unknown := set(answers) - set(ANSWERS):
            sys.exit(f"{row['id']}: the answer is {min(unknown)!r}. Answers: {', '.join(ANSWERS)}.")
        rows.append({**row, "reader1": answers[0], "reader2": answers[1]})
    return rows


def interval(share: float, n: float) -> tuple[float, float]:
    """Return Wilson's interval of a share of ``n`` lines."""
    middle, wide = share + Z**2 / (2 * n), Z * (share * (1 - share) / n + Z**2 / (4 * n**2)) ** 0.5
    return (middle - wide) / (1 + Z**2 / n), (middle + wide) / (1 + Z**2 / n)


def share(weighted: Iterable[tuple[float, float]]) -> str:
    """Return the share of weights with what is asked for, its interval, and the lines behind it."""
    pairs = [(weight, yes) for weight, yes in weighted if weight]
    total = sum(weight for weight, _ in pairs)
    if not total:
        return "no line"
    value = sum(weight * yes for weight, yes in pairs) / total
    low, high = interval(value, total**2 / sum(weight**2 for weight, _ in pairs))
    return f"{value:.3f} [{low:.3f}, {high:.3f}] of {len(pairs)} lines"


def scores(rows: list[dict[str, str]], found: dict[str, Line]) -> Iterator[str]:
    """Yield precision and recall of both kinds, and how often the readers agree."""
    drawn = {stratum: sum(row["stratum"] == stratum for row in rows) for stratum in DRAWN}
    weights = [int(row["of"]) / drawn[row["stratum"]] for row in rows]
    for kind in (FURNITURE, SUBHEAD):
        called = [found[row["id"]].zone == kind for row in rows]
        true = [((row["reader1"] == kind) + (row["reader2"] == kind)) / 2 for row in rows]
        short = [len(found[row["id"]].text.split()) <= MAX_WORDS for row in rows]
        each = list(zip(weights, called, true, short, strict=True))
        yield f"{kind:9} precision {share((w, t) for w, c, t, _ in each if c)}"
        yield f"{kind:9} recall    {share((w * t, c) for w, c, t, fits in each if fits)}"
    same = [row["reader1"] == row["reader2"] for row in rows]
    yield f"readers agree       {share(zip(weights, same, strict=True))}"


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    if len(sys.argv) < 2:
        print("Not run: give the folder of the data, which are not part of the project.")
        return
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("given", type=Path, nargs="*")
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--without", type=Path, nargs="+", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="en")
    asked = parser.parse_args()
    found = lines(asked.folder, asked.language)
    if asked.sheet:
        without = {row["id"] for key in asked.without for row in _read(key)}
        write_sheet(asked.sheet, found, draw(found, asked.seed, without))
    elif len(asked.given) in (1, 3):
        key, *sheets = asked.given
        rows = readings(key, sheets) if sheets else _read(key)
        print(*scores(rows, found), sep="\n")
        if asked.write:
            _write(asked.write, rows)
    else:
        parser.error("give --sheet, or a file of readings, or a key and two filled sheets")


if __name__ == "__main__":
    main()
