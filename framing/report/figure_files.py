"""The figures of a page as files: SVG, and PNG with its sentence, n, date and credit beneath."""

from __future__ import annotations

import base64
import io
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.report.written_files import write_text
from framing.show.style import DOTS, INK, QUIET, canvas, png, styled
from framing.show.svg import alone

FOLDER = "figures"
_SIZE, _LINE, _EDGE = 10, 0.2, 0.12  # points of the type; inches of a line and of the edge
_SIGN = 0.092  # inches, about, of a bold letter of that size


def write_figure(
    result: Mapping[str, Any], built: Path, name: str, *, title: str, credit: str
) -> dict[str, str]:
    """Write one figure as SVG and PNG; return its files, as pages link them.

    Parameters
    ----------
    result : the data of a figure.
    built : the folder of the report.
    name : that of the files.
    title : of the page that it stands on, which the PNG says above.
    credit : who made it, and of when it is.
    """
    folder = built / FOLDER
    folder.mkdir(exist_ok=True)
    write_text(folder / f"{name}.svg", alone(result["svg"]))
    picture = _with_words(base64.b64decode(result["png"]), title, result["caption"], credit)
    (folder / f"{name}.png").write_bytes(picture)
    return {kind: f"{FOLDER}/{name}.{kind}" for kind in ("svg", "png")}


def _with_words(picture: bytes, title: str, caption: str, credit: str) -> bytes:
    """Set a figure's title above it, and beneath it what it shows and who made it."""
    from matplotlib.image import imread

    pixels = imread(io.BytesIO(picture))
    width, high = (n / DOTS for n in (pixels.shape[1], pixels.shape[0]))
    above, beneath, last = (_lines(text, width) for text in (title, caption, credit))
    foot = _LINE * (len(beneath) + len(last)) + 2 * _EDGE
    height = foot + high + _LINE * len(above) + 2 * _EDGE
    with styled():
        figure = canvas(width, height)
        figure.set_dpi(DOTS)
        figure.figimage(pixels, 0, round(foot * DOTS))
        top = height - _EDGE
        for lines, at, colour, weight in (
            (above, top, INK, "bold"),
            (beneath, foot - _EDGE, INK, "normal"),
            (last, foot - _EDGE - _LINE * len(beneath), QUIET, "normal"),
        ):
            figure.text(
                _EDGE / width, at / height, "\n".join(lines), color=colour, weight=weight,
                size=_SIZE, va="top", linespacing=1.2,
            )  # fmt: skip
        return png(figure)


def _lines(text: str, width: float) -> list[str]:
    return textwrap.wrap(text, max(20, int((width - 2 * _EDGE) / _SIGN)))
