"""A large study, counted piece by piece: time, memory at most, and how both grow.

Articles are made by pieces and written to one Parquet file; the study is then counted and every
measure made of the counts, by processes of their own, with 8 GB of address space each. What is
printed is the processor's time of all of them, and the sum of what each had of memory at most.
Of two sizes, the exponent is that of the power of the number of articles with which time grows:
1 is linear.

    python benchmarks/scale.py                          # 10,000 and 100,000 articles
    python benchmarks/scale.py --articles 100000 1000000
    python benchmarks/scale.py --articles 2000 20000 --write     # also docs/scale.md
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
from collections.abc import Iterable
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # as a script, without the folder above it
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import made_news

ROOT = Path(__file__).parents[1]
FIGURES, PAGE = ROOT / "benchmarks" / "scale.json", ROOT / "docs" / "scale.md"
ADDRESSES = 8 << 30  # bytes of address space of each process
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


def measure(folder: str, jobs: int) -> dict[str, Any]:
    """Count a study and make every measure; called in a process of its own."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    import framing
    from framing import large

    begun, wall = _seconds(), time.monotonic()
    counts = large.count(framing.read_study(folder), jobs=jobs)
    counted = _seconds() - begun
    rows = {name: len(getattr(large, name)(counts)) for name in _MEASURES}
    own, theirs = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "articles": len(counts.tables["articles"]),
        "counting_s": round(counted, 1),
        "measures_s": round(_seconds() - begun - counted, 1),
        "wall_s": round(time.monotonic() - wall, 1),
        "peak_mb": round((own + jobs * theirs * (jobs > 1)) / 1024),
        "counts_mb": round(sum(table.nbytes for table in counts.tables.values()) / 1e6, 1),
        "rows": rows,
    }


def _seconds() -> float:
    """Return the processor's time of this process and of those that it has ended."""
    times = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in times)


def measured(n: int, jobs: int) -> dict[str, Any]:
    """Make a study of so many articles and measure it in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        characters = write_study(Path(folder), n)
        command = [sys.executable, "-W", "ignore", __file__, "--of", folder, "--jobs", str(jobs)]
        run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return {"characters": characters, "jobs": jobs, **json.loads(run.stdout)}


def exponent(found: list[dict[str, Any]], what: str) -> float:
    """Return the power of the number of articles with which something grows, first to last."""
    first, last = found[0], found[-1]
    return round(math.log(last[what] / first[what], last["articles"] / first["articles"]), 2)


def main(given: Iterable[str] | None = None) -> None:
    """Measure each size, print JSON and, where asked, write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--of", help=argparse.SUPPRESS)
    asked = parser.parse_args(None if given is None else list(given))
    if asked.of:
        print(json.dumps(measure(asked.of, asked.jobs)))
        return
    sizes = [measured(n, asked.jobs) for n in sorted(asked.articles)]
    found: dict[str, Any] = {"sizes": sizes}
    if len(sizes) > 1:
        found["exponent"] = exponent(sizes, "counting_s")
    print(json.dumps(found, indent=1))
    if asked.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
