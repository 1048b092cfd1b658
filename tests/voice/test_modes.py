"""How what is said is put: stated, feared, denied, called for, opposed, or only possible."""

from __future__ import annotations

import pytest

from framing.languages.language import language
from framing.voice.modes import goes_on, mode_at, whose
from tests.cases import each_of

ENGLISH = language("en")

PUT = {
    "The bridge [closed] on Monday.": "stated",
    "He feared that the bridge would [close].": "feared",
    "There are fears among farmers that the bridge would [close] soon.": "feared",
    "The mayor warned, in March, of a [closure].": "feared",
    "Their concern was great, and the bridge [closed].": "stated",
    "He is worried that, if it rains, the bridge will [close].": "feared",
    "He was not worried that the bridge would [close].": "denied",
    "She denied that the bridge would [close].": "denied",
    "She was denied a [visa] for the trip.": "stated",
    "She dismissed claims that the bridge would [close].": "denied",
    "They dismissed three of the [guards].": "stated",
    "He insisted it would not [close].": "denied",
    "They rejected the proposal to [close] it.": "opposed",
    "The bridge must be [closed] at once.": "called_for",
    "He called on them to [close] it.": "called_for",
    "He asked the town to [close] it.": "called_for",
    "He asked if the town would [close] it.": "stated",
    "He wants to go on to [close] it.": "stated",
    "The [bridge] must stay.": "called_for",
    "It should be [warm] tomorrow.": "stated",
    "Should the [bridge] close, we walk.": "stated",
    "They debated how the town should [pay].": "stated",
    "He must have [paid] by then.": "stated",
    "She opposes the [closure].": "opposed",
    "He warned them against [closing] it.": "opposed",
    "He called on them not to [close] it.": "opposed",
    "No peace is made without the [islanders].": "called_for",
    "The town could [lose] its bridge.": "possible",
    "He feared rain, but the bridge [stood].": "stated",
    "The closure was [feared] by none.": "feared",
}


@each_of("sentence, mode", list(PUT.items()))
def test_how_it_is_put_is_told_by_the_words_around(sentence, mode):
    start = sentence.index("[")
    end = sentence.index("]") - 1
    plain = sentence.replace("[", "").replace("]", "")
    assert mode_at(plain, (start, end), ENGLISH).mode == mode


def test_a_language_without_lists_puts_nothing():
    assert mode_at("Feared that it closed.", (15, 21), language("xx")).mode == "stated"


@each_of(
    "text, cue, said",
    [
        ("There are fears among farmers that it rains.", "fears", "among farmers"),
        ("Farmers voiced their concern that it rains.", "concern", "Farmers"),
        ("The move raised concern that it rains.", "concern", "raised"),
    ],
)
def test_whose_a_fear_is_stands_beside_it(text, cue, said):
    start = text.index(cue)
    assert whose(text, (start, start + len(cue)), ENGLISH) == said


@pytest.mark.parametrize(
    ("text", "is_gloss"),
    [("they would meet, in a thaw", True), ("they would meet in a town", False)],
)
def test_behind_a_comma_the_article_may_go_on_for_itself(text, is_gloss):
    assert goes_on(text, ENGLISH) is is_gloss
