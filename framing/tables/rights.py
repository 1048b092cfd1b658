"""Whose a text is, and under which licence it may be shown: optional columns of articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.tables.contracts.contract import RIGHTS


def credited(row: Mapping[str, Any]) -> str:
    """Return the credit of a text in a few words; "" where nothing is told.

    Examples
    --------
    >>> credited({"rights_holder": "Daily Ltd", "licence": "CC BY 4.0"})
    '© Daily Ltd, CC BY 4.0'
    >>> credited({"outlet": "Daily"})
    ''
    """
    licence, address, holder = (_word(row.get(name)) for name in RIGHTS)
    whose = f"© {holder}" if holder else ""
    return ", ".join(filter(None, (whose, licence or address)))


def _word(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def credits_of(articles: pd.DataFrame | None) -> dict[str, str]:
    """Return the credit of each text that has one, by article."""
    if articles is None or not set(RIGHTS) & set(articles):
        return {}
    rows = articles[["article", *(name for name in RIGHTS if name in articles)]]
    found = {row["article"]: credited(row) for row in rows.to_dict("records")}
    return {article: said for article, said in found.items() if said}


def unlicensed(articles: pd.DataFrame) -> list[str]:
    """Return the articles that name no licence, in the order of their names.

    Examples
    --------
    >>> unlicensed(pd.DataFrame({"article": ["a", "b"], "licence": ["CC BY 4.0", None]}))
    ['b']
    """
    named = [
        any(_word(row.get(name)) for name in ("licence", "licence_url"))
        for row in articles[[c for c in ("licence", "licence_url") if c in articles]].to_dict(
            "records"
        )
    ] or [False] * len(articles)
    return sorted(
        article for article, has in zip(articles["article"], named, strict=True) if not has
    )
