"""Outlets that are to have another name: what each is called, and whether every one was met."""

from __future__ import annotations

from collections.abc import Mapping

from framing.errors import CorpusError, some, suggestion


class Renames:
    """New names of outlets; one that is renamed to nothing, or is not there, is refused.

    Examples
    --------
    >>> renames = Renames({"The Dialy": "Daily"})
    >>> renames.given("The Daily")
    'The Daily'
    >>> renames.check_met()
    Traceback (most recent call last):
    framing.errors.CorpusError: outlets renames 'The Dialy', which no article has. Outlets: \
'The Daily'. Did you mean 'The Daily'? Correct it, or leave it out.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names, self._seen = dict(names), dict[str, None]()
        if bare := [old for old, new in names.items() if not new.strip()]:
            raise CorpusError(
                f"outlets renames {some(bare)} to nothing. Give a name, or leave it out."
            )

    def given(self, outlet: str | None) -> str | None:
        """Return what an outlet is to be called."""
        if outlet is None:
            return None
        self._seen[outlet] = None
        return self._names.get(outlet, outlet)

    def check_met(self) -> None:
        """Refuse names that no article had."""
        if lost := [old for old in self._names if old not in self._seen]:
            near = suggestion(lost[0], self._seen)
            raise CorpusError(
                f"outlets renames {some(lost)}, which no article has. Outlets: "
                f"{some(sorted(self._seen))}.{near} Correct it, or leave it out."
            )
