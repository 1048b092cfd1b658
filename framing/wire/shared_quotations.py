"""What several texts quote alike: a finding of its own, and no sign of copying."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from framing.expressions import expression
from framing.languages.language import language
from framing.tables.require import check_choice, empty, require
from framing.voice.marks import FEWEST, quoted_parts
from framing.wire.align import BY
from framing.wire.concepts import plain_words

_OWN = ["story", "words", "quotation"]
_INSERTED = expression(r"\s*[(\[][^()\[\]]{1,60}[)\]]")


def shared_quotations(sentences: pd.DataFrame, *, by: str = "event") -> pd.DataFrame:
    """List what two or more texts quote in the same words.

    Parameters
    ----------
    sentences : a row is a sentence.
    by : ``event`` or ``family``: which texts are held together.

    Returns
    -------
    A row is a text and a quotation of four words or more that another text has too, as it is
    printed in the first of its texts by name: ``quotation``, the ``sentence`` in which it stands,
    and the number of texts that have it (``n_articles``), those quoted most widely first. A text
    that has it within a longer quotation has it too. What an editor put in brackets is no part
    of it. Of a quotation that two texts cut differently only such parts of a sentence count.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "text": [
    ...     'She said: "I shall not go back."', '"I shall not go back," the mayor told them.']})
    >>> shared_quotations(table)[["article", "quotation", "n_articles"]].values.tolist()
    [['a', 'I shall not go back.', 2], ['b', 'I shall not go back.', 2]]
    """
    check_choice(by, BY, what="by")
    sentences = require(sentences, "sentences")
    parts = pd.DataFrame(_parts(sentences, by), columns=["article", "outlet", "sentence", *_OWN])
    rows = [row for _, story in parts.groupby("story", sort=False) for row in _shared(story)]
    if not rows:
        return empty("shared_quotations")
    order = ["n_articles", "quotation", "article"]
    table = pd.DataFrame(rows).sort_values(order, ascending=[False, True, True], ignore_index=True)
    return require(table, "shared_quotations")


def _parts(sentences: pd.DataFrame, by: str) -> Iterator[tuple[object, ...]]:
    """Yield what each sentence quotes: its story, its plain words as one string, its wording."""
    for row, parts in zip(sentences.itertuples(), quoted_parts(sentences), strict=True):
        for start, end in parts:
            quoted = row.text[start:end]
            words = plain_words(_INSERTED.sub("", quoted), language(row.language))
            if len(words) >= FEWEST:
                story = (row.event, getattr(row, by))
                yield row.article, row.outlet, row.sentence, story, f" {' '.join(words)} ", quoted


def _shared(story: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield for each quotation the texts that have it, alone or within a longer one."""
    story = story.sort_values("article", kind="stable")
    told = list(story.itertuples())
    holding: dict[str, dict[int, None]] = {}
    for n, part in enumerate(told):
        for run in _runs(part.words):
            holding.setdefault(run, {})[n] = None
    for words, quotation in story.drop_duplicates("words")[["words", "quotation"]].to_numpy():
        near = [told[n] for n in holding[next(_runs(words))]]
        found = {part.article: part for part in reversed(near) if words in part.words}
        if len(found) > 1:
            for part in found.values():
                yield {"article": part.article, "outlet": part.outlet, "sentence": part.sentence,
                       "quotation": quotation, "n_articles": len(found)}  # fmt: skip


def _runs(words: str) -> Iterator[str]:
    """Yield the shortest runs of words that count as a quotation."""
    each = words.split()
    yield from (" ".join(each[n : n + FEWEST]) for n in range(len(each) - FEWEST + 1))
