"""Many texts asked of the model at once have the languages that each has alone."""

from __future__ import annotations

import numpy as np
import pytest

from framing.languages.classified import classified
from framing.languages.detection import _model, languages

PIECES = {
    "en": "The minister said on Monday that talks would begin again before the winter. ",
    "de": "Der Minister sagte am Montag, dass die Gespräche im Winter beginnen. ",
    "fr": "Le ministre a déclaré lundi que les pourparlers reprendraient avant l’hiver. ",
    "uk": "Міністр заявив у понеділок, що переговори почнуться до зими. ",  # noqa: RUF001
    "zh": "部长星期一表示，谈判将在冬天之前重新开始。",  # noqa: RUF001
    "made": "zuvo keri malo tapu sido venaro kilu posati. ",
}
TEXTS = [
    *(one * 5 for one in PIECES.values()),
    *(a * 2 + b * 2 for a in PIECES.values() for b in PIECES.values()),
    "", "1234", "ÄÖÜ", "\ud800", PIECES["en"].upper() * 4,
]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> list[tuple[str, float]]:
    return classified(_model(), TEXTS)


def test_each_text_has_the_language_that_it_has_alone(found):
    alone = [_model().classify(text) for text in TEXTS]
    np.testing.assert_allclose([sure for _, sure in found], [sure for _, sure in alone], atol=1e-4)
    clear = [at for at, (_, sure) in enumerate(alone) if sure > 0.5]
    assert len(clear) > 30
    assert [found[at][0] for at in clear] == [str(alone[at][0]) for at in clear]


def test_languages_are_the_same_asked_alone_and_together():
    texts = [text for text in TEXTS if "\ud800" not in text]
    assert languages(texts) == [languages([text])[0] for text in texts]


def test_no_texts_have_no_languages():
    assert classified(_model(), []) == []
