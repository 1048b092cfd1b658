"""A large study, counted piece by piece: time, memory at most, and how both grow.

Articles are made by pieces and written to one Parquet file; a process with 8 GB of address space
then counts the study, piece after piece, and makes every measure of the counts. Time is that of
the processor. The exponent is that of the power of the number of articles with which time grows,
after the first piece, in which all that is needed is loaded: 1 is linear.

    python benchmarks/scale.py                          # 100,000 articles
    python benchmarks/scale.py --articles 1000000
    python benchmarks/scale.py --articles 20000 --write     # also docs/scale.md
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a script, without the folder above it
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import made_news

ROOT = Path(__file__).parents[1]
FIGURES, PAGE = ROOT / "benchmarks" / "scale.json", ROOT / "docs" / "scale.md"
TEXT = ROOT / "benchmarks" / "scale_page.md"
ADDRESSES = 8 << 30  # bytes of address space
MILLION = 1_000_000
_AT_ONCE = 5000  # articles that are made at a time
_MEASURES = ("prevalence", "salience", "prominence", "trend", "manner", "word_scores", "tfidf",
             "keyness", "document_frequencies")  # fmt: skip


def write_study(folder: Path, n: int) -> int:
    """Write a study of made articles; return how many characters they hold."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer, characters = None, 0
    for begin in range(0, n, _AT_ONCE):
        made = made_news.articles(min(_AT_ONCE, n - begin), seed=made_news.SEED + begin)
        made["article"] = [f"a{begin + number:08}" for number in range(len(made))]
        characters += int(made["text"].str.len().sum())
        table = pa.Table.from_pandas(made, preserve_index=False)
        writer = writer or pq.ParquetWriter(folder / "articles.parquet", table.schema)
        writer.write_table(table)
    if writer:
        writer.close()
    (folder / "codebook.toml").write_text(made_news.codebook_text(), encoding="utf-8")
    settings = '[study]\nname = "made"\n[corpus]\narticles = "articles.parquet"\n'
    (folder / "study.toml").write_text(settings, encoding="utf-8")
    return characters


def measure(folder: str, size: int) -> dict[str, Any]:
    """Count a study piece by piece and make every measure; called in a process of its own."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    import framing
    from framing import large
    from framing.corpus.cutting import pieces
    from framing.large.counting import count_piece

    study = framing.read_study(folder)
    points = [_point(0)]

    def told() -> Iterator[large.Counts]:
        for part in large.each(partial(count_piece, study=study), pieces(study.sources, size=size)):
            yield part
            points.append(_point(points[-1]["articles"] + len(part.tables["articles"])))

    counts = large.combine(told())
    counted = _point(0)
    rows = {name: len(getattr(large, name)(counts)) for name in _MEASURES}
    every = _point(0)
    return {
        "articles": points[-1]["articles"],
        "points": points,
        "counting_s": counted["seconds"],
        "measures_s": round(every["seconds"] - counted["seconds"], 1),
        "peak_mb": every["peak_mb"],
        "counts_mb": round(sum(table.nbytes for table in counts.tables.values()) / 1e6, 1),
        "rows": rows,
    }


def _point(articles: int) -> dict[str, Any]:
    """Return the processor's time and the most memory so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "articles": articles,
        "seconds": round(time.process_time(), 2),
        "peak_mb": round(peak / 1024),
    }


def measured(n: int, size: int) -> dict[str, Any]:
    """Make a study of so many articles and measure it in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        characters = write_study(Path(folder), n)
        command = [sys.executable, "-W", "ignore", __file__, "--of", folder, "--size", str(size)]
        run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found = {"characters": characters, "size": size, **json.loads(run.stdout)}
    return {"exponent": exponent(found["points"]), **found}


def exponent(points: list[dict[str, Any]]) -> float:
    """Return the power of articles with which time grows, from half of them to all.

    Both are counted from the end of the first piece.
    """
    first, last = points[1], points[-1]
    half = min(points[2:], key=lambda one: abs(one["articles"] - last["articles"] / 2))
    n, seconds = (
        (last[what] - first[what]) / (half[what] - first[what]) for what in ("articles", "seconds")
    )
    return round(math.log(seconds, n), 2)


def page(found: dict[str, Any]) -> str:
    """Return the page of documentation, all its figures from the JSON."""
    points = found["points"][1:]
    shown = points[:: max(1, len(points) // 8)]
    rows = ["| articles | seconds of the processor | memory at most, MB |", "|---|---|---|"]
    rows += [
        f"| {one['articles']:,} | {one['seconds']:,.1f} | {one['peak_mb']:,} |" for one in shown
    ]
    first, last = points[0], points[-1]
    more = last["articles"] - first["articles"]
    each, held = ((last[what] - first[what]) / more for what in ("seconds", "peak_mb"))
    beyond = MILLION - last["articles"]
    told = {
        "rows": "\n".join(rows), "n": f"{found['articles']:,}", "million": f"{MILLION:,}",
        "length": f"{found['characters'] / found['articles']:,.0f}",
        "exponent": found["exponent"], "size": f"{found['size']:,}",
        "each": f"{1000 * each:.1f}", "kilobytes": f"{1000 * held:.1f}",
        "measures": f"{found['measures_s']:,.1f}", "whole_peak": f"{found['peak_mb']:,}",
        "counts": f"{1000 * found['counts_mb'] / found['articles']:,.2f}",
        "hours": f"{(last['seconds'] + each * beyond) / 3600:.1f}",
    }  # fmt: skip
    return TEXT.read_text(encoding="utf-8").format(**told)


def main(given: Iterable[str] | None = None) -> None:
    """Measure, print JSON and, where asked, write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--size", type=int, default=1000, help="articles of a piece")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--of", help=argparse.SUPPRESS)
    asked = parser.parse_args(None if given is None else list(given))
    if asked.of:
        print(json.dumps(measure(asked.of, asked.size)))
        return
    found = measured(asked.articles, asked.size)
    print(json.dumps(found, indent=1))
    if asked.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
