"""What asking a model would send, to whom, how much, at what cost: told before anything goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from framing.coding.codebook import Codebook
from framing.errors import number
from framing.models.asked_units import AskedUnit, Key, asked_units
from framing.models.asking import estimated_tokens
from framing.models.model_run import ModelRun, is_here
from framing.models.prompt import sent_beside
from framing.tables.codes import CODED

PRICED = 1_000_000  # tokens that a price is for


@dataclass(frozen=True)
class Plan:
    """The units of one run that are to be asked about, and what that amounts to."""

    run: ModelRun
    sentences: pd.DataFrame
    codebook: Codebook
    keys: tuple[Key, ...]
    n: int
    answered: int
    again: int
    tokens_in: int

    def units(self) -> Iterator[AskedUnit]:
        """Yield the units, one by one."""
        return asked_units(self.sentences, codebook=self.codebook, only=set(self.keys))

    @property
    def tokens_out(self) -> int:
        """How many tokens the answers have at most."""
        return len(self.keys) * self.run.asked.max_tokens

    def lines(self, *, key: str) -> list[str]:
        """Say in lines what goes where.

        Parameters
        ----------
        key : the variable of the environment that holds the key, or "".
        """
        run, about = self.run, self.run.asked
        texts = self.sentences[self.sentences["article"].isin({name for name, _ in self.keys})]
        outlets = number(texts["outlet"].nunique(), "outlet")
        done = f"; {self.answered:,} have their answer" if self.answered else ""
        again = f"; {self.again:,} of them failed before" if self.again else ""
        return [
            f"Coder '{run.coder}': the model '{about.model}' at {about.endpoint}",
            f"  where: {_where(about.endpoint)}",
            f"  what: of each unit the sentence, {sent_beside(run.prompt.text)}; from "
            f"{number(texts['article'].nunique(), 'text')} of {outlets}; and the prompt "
            f"{run.prompt.file} ({run.prompt.sha256[:12]})",
            f"  units: {len(self.keys):,} to ask about, of {self.n:,}{again}{done}",
            f"  tokens: about {self.tokens_in:,} in (four bytes each), at most "
            f"{self.tokens_out:,} out",
            f"  cost: {self._cost()}",
            f"  key: {f'from {key}, sent there alone' if key else 'none is set, so none is sent'}",
        ]

    def _cost(self) -> str:
        about = self.run.asked
        lowest = cost(self.tokens_in, 0, about.price_in, about.price_out)
        highest = cost(self.tokens_in, self.tokens_out, about.price_in, about.price_out)
        if lowest is None or highest is None:
            return "unknown, since no prices are given (--price-in and --price-out, for a million)"
        return f"about {money(lowest)} to {money(highest)}, as the prices are; more if asked again"


def _where(endpoint: str) -> str:
    if is_here(endpoint):
        return "this machine; no text leaves it, unless that server passes it on"
    return (
        "ANOTHER MACHINE: texts of publishers leave this one. See that their licences, and the "
        "terms of that server, allow it"
    )


def cost(
    tokens_in: int | None, tokens_out: int | None, price_in: float | None, price_out: float | None
) -> float | None:
    """Return what tokens cost; unknown, and never 0, if a count or a price is not known.

    Examples
    --------
    >>> cost(2_000_000, 100_000, 0.5, 2.0), cost(1, 1, None, 2.0), cost(None, 1, 1.0, 1.0)
    (1.2, None, None)
    """
    if tokens_in is None or tokens_out is None or price_in is None or price_out is None:
        return None
    return (tokens_in * price_in + tokens_out * price_out) / PRICED


def money(amount: float) -> str:
    """Write an amount of money; small ones to four places.

    Examples
    --------
    >>> money(12.5), money(0.0123)
    ('12.50', '0.0123')
    """
    return f"{amount:,.2f}" if amount >= 1 else f"{amount:.4f}"


def planned(
    run: ModelRun,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    only: set[Key] | None,
    states: dict[Key, tuple[str, str]],
    limit: int | None = None,
) -> Plan:
    """Plan one run: the units that have no answer yet, or failed.

    Parameters
    ----------
    run : what is asked, and of which model.
    sentences : a row is a sentence.
    codebook : the codebook that is asked.
    only : the units that matter; every one if not given.
    states : what became of units so far, with the hash of their text.
    limit : how many units at most.
    """
    keys, n, answered, again, tokens = list[Key](), 0, 0, 0, 0
    for unit in asked_units(sentences, codebook=codebook, only=only):
        n += 1
        if states.get(unit.key) == (CODED, unit.sha256):
            answered += 1
        elif limit is None or len(keys) < limit:
            keys.append(unit.key)
            again += unit.key in states
            tokens += estimated_tokens(run.body(unit.sent))
    return Plan(run, sentences, codebook, tuple(keys), n, answered, again, tokens)
