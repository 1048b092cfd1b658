"""What an object shows of itself at a prompt or in a cell: a few lines, and what to do next."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from framing.errors import ParameterError


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

    def __new__(cls, *given: Any, **named: Any) -> Any:
        """Refuse a path, from which such an object is read."""
        read = f"read_{cls.__name__.lower()}"
        if len(given) == 1 and not named and hasattr(sys.modules["framing"], read):
            raise ParameterError(f"{cls.__name__} is not made of a path: framing.{read}(path).")
        return super().__new__(cls)

    def __getattr__(self, name: str) -> Any:
        """Say what there is in the place of a name that is not there."""
        kind = type(self)
        if name.startswith("_"):
            raise AttributeError(name)
        if hasattr(kind, name):  # it is there, and what is wrong is within it
            return object.__getattribute__(self, name)
        parts = [each for each, part in vars(self).items() if isinstance(part, Card)]
        within = [f" There is .{each}.{name}." for each in parts if hasattr(vars(self)[each], name)]
        known = [each for each in (*vars(self), *dir(kind)) if not each.startswith("_")]
        hint = within[:1] or sys.modules["framing"].hint(name, known)
        raise AttributeError(f"{kind.__name__} has no '{name}'.{''.join(hint)}")

    def __getitem__(self, key: object) -> Any:
        """Refuse brackets."""
        name = type(self).__name__
        is_named = isinstance(key, str) and hasattr(self, key)
        todo = f"{name.lower()}.{key}" if is_named else self._card().next
        raise ParameterError(f"{name} takes nothing in brackets, such as [{key!r}]. Write: {todo}")

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
