"""What an object shows of itself at a prompt or in a cell: a few lines, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup


class Told(NamedTuple):
    """What is told of an object: its kind and name, some facts, and what to do with it next."""

    name: str
    facts: Sequence[str]
    next: str


class Card:
    """An object that tells itself in a line at a prompt, and escaped in a notebook.

    Examples
    --------
    >>> class Pile(Card):
    ...     def _card(self) -> Told:
    ...         return Told("Pile 'A & B'", ["2 texts", "1 outlet"], "pile.read()")
    >>> Pile()
    Pile 'A & B': 2 texts, 1 outlet. Next: pile.read()
    >>> Pile()._repr_html_()[:40]
    '<p><strong>Pile &#39;A &amp; B&#39;</str'
    """

    def _card(self) -> Told:
        name = type(self).__name__
        return Told(name, ["see its help"], f"help({name})")

    def __repr__(self) -> str:
        """Return one line."""
        told = self._card()
        return f"{told.name}: {', '.join(told.facts)}. Next: {told.next}"

    def _repr_html_(self) -> str:
        told = self._card()
        page = Markup("<p><strong>{}</strong>: {}.</p><p>Next: <code>{}</code></p>")
        return str(page.format(told.name, ", ".join(told.facts), told.next))
