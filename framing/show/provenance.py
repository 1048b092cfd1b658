"""Where a page's numbers come from: inputs' hashes, parameters, versions, how to rerun."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib import metadata
from typing import Any

import pandas as pd

from framing.show.results import Result, table
from framing.study import Study, frozen
from framing.tables.hashes import text_hash

_SHOWN = ("framing", "pandas", "scikit-learn", "scipy", "nltk", "matplotlib", "papermill")


def provenance(study: Study, *, parameters: Mapping[str, Any] | None = None) -> Result:
    """Show what the results rest on: a row is a thing and what identifies it."""
    rows = [
        ("study", f"{study.name} (study.toml sha256 {study.sha256[:12]})"),
        (
            "codebook",
            f"{study.codebook.name} {study.codebook.version} (sha256 {study.codebook.sha256[:12]})",
        ),
        (
            "articles",
            f"{len(study.articles)} (sha256 of their texts {_digest(study.articles)[:12]})",
        ),
        ("answers from", f"{study.answers_from}: {study.coded_by}"),
        ("frozen", str(frozen(study))),
        ("seed", str(study.seed)),
        *[(f"parameter {name}", str(value)) for name, value in (parameters or {}).items()],
        *[(name, metadata.version(name)) for name in _SHOWN],
        ("Python", platform.python_version()),
        ("run again", "framing report, with the folder of study.toml"),
    ]
    about = pd.DataFrame(rows, columns=["what", "value"])
    return table(about, name="provenance", caption="What these results rest on")


def _digest(articles: pd.DataFrame) -> str:
    lines = articles["article"] + "\x1f" + articles["text"]
    return text_hash("\x1e".join(lines))
