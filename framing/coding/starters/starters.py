"""Generic frames of the literature as codebooks, in this project's own words."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files

from framing.coding.codebook import Codebook, parse_codebook
from framing.tables.require import check_choice

STARTERS = ("semetko_valkenburg", "policy_frames")


def starter_codebook(name: str) -> Codebook:
    """Return a codebook to start from: general frames, to be made one's own.

    Parameters
    ----------
    name : ``semetko_valkenburg``, five generic news frames, or ``policy_frames``, fifteen
        dimensions by which policy issues are framed.

    Returns
    -------
    The codebook. Its definitions, rules, invented examples and indicators are this project's,
    after the sources it names. Nobody has coded with it: how valid it is on a corpus is
    unknown until sentences of that corpus are coded and held against it.

    Raises
    ------
    ParameterError : there is no such codebook.

    References
    ----------
    Semetko & Valkenburg (2000), Journal of Communication 50(2), 93-109. Boydstun, Card, Gross,
    Resnik & Smith (2014), Tracking the development of media frames within and across policy
    issues.

    Examples
    --------
    >>> book = starter_codebook("semetko_valkenburg")
    >>> book.version, list(book.frames)[:3]
    ('0.2.0-starter', ['attribution_of_responsibility', 'human_interest', 'conflict'])
    """
    text = starter_text(name)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return parse_codebook(tomllib.loads(text), source=f"{name}.toml", sha256=digest)


def starter_text(name: str) -> str:
    """Return the TOML file of a starter codebook, to be saved beside a study and changed."""
    check_choice(name, STARTERS, what="name")
    return files("framing.coding.starters").joinpath(f"{name}.toml").read_text(encoding="utf-8")
