"""Differences of substance: names, numbers, "not" and "could" in what two sentences both state."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.languages.language import language
from framing.wire.align import alignments
from framing.wire.concepts import concept, is_people
from framing.wire.known_names import capitalised, known_names
from framing.wire.said import said
from framing.wire.substance import differences, differing
from tests.cases import each_of

ENGLISH = language("en")

# Sentences of the same story, in which its names stand with a capital though they begin nothing
STORY = (
    "Late that night Anna Berg and Emil Dahl flew from Oslo to Riga, while reporters were waiting "
    "there with Lund, who speaks for all members of NATO.",
    "On Monday, Russian and Ukrainian envoys met in Moscow and Kyiv, in Ukraine and in Norway.",
    "In June, the North Atlantic Treaty Organization and the EU wrote to the European Union.",
    "There Trump, who called Putin, heard Kremlin spokesman Dmitry Peskov.",
)


def differ(one: str, other: str) -> list[str]:
    """Return in what two sentences differ, and hold that it is the same from either side."""
    known = known_names([*STORY, one, other], ENGLISH)
    a, b = said(one, ENGLISH, known), said(other, ENGLISH, known)
    found = differences(a, b)
    assert differences(b, a) == found
    assert differences(a, a) == differences(b, b) == []
    return found


# -- the examples that were asked for ----------------------------------------------------------


def test_who_called_for_peace_is_a_change_of_speaker():
    assert differ(
        '"President Trump spoke in favor of stopping hostilities as soon as possible and solving '
        'the problem by peaceful means," Putin spokesman Dmitry Peskov said in his readout of the '
        "call.",
        "Peskov stressed that Putin called for an immediate halt to hostilities within this "
        "context.",
    ) == ["speaker"]


SPEAKERS = {
    "somebody else does it": (
        "Berg opened the new pier of the port at noon.",
        "Dahl opened the new pier of the port."),
    "somebody else is to do it": (
        "Lund said Berg would open the new pier of the port.",
        "Lund said Dahl would open the new pier of the port."),
    "somebody else says it": (
        "The new pier is to open late, said Berg.", "The new pier is to open late, said Dahl."),
}  # fmt: skip
NO_SPEAKERS = {
    "the same under a title": (
        "Envoy Berg opened the new pier.", "Berg opened the new pier of the port."),
    "who is told of is no speaker": (
        "Berg opened the new pier of the port.", "The new pier of the port was opened."),
    "a spokesman is another than his office": (
        "Berg opened the new pier.", "Berg's spokesman opened the new pier."),
    "both stand in both": (
        "Berg opened the pier, and Dahl the port.", "Dahl opened the port, and Berg the pier."),
    "a country and somebody of it": (
        "Norway opened the new pier of the port.", "Berg opened the new pier of the port."),
}  # fmt: skip


@each_of("one, other", SPEAKERS)
def test_a_change_of_who_says_or_does_it_is(one, other):
    assert differ(one, other) == ["speaker"]


@each_of("one, other", NO_SPEAKERS)
def test_no_change_of_who_says_or_does_it_is(one, other):
    assert "speaker" not in differ(one, other)


# -- names -------------------------------------------------------------------------------------

OTHER_NAMES = {
    "another place": ("In Kyiv the ministers met again.", "In Oslo the ministers met again."),
    "another person": ("Boats took Berg to the pier.", "Boats took Dahl to the pier."),
    "another body": ("Boats left the EU.", "Boats left NATO."),
}
SAME_NAMES = {
    "another first name": ("Boats took Anna Berg home.", "Boats took Emil Berg home."),
    "a name left out": ("The port in Oslo opened late.", "The port opened late."),
    "a name added": ("The port opened late.", "The port opened late for NATO."),
    "a pronoun": ("Boats took Berg home.", "Boats took her home."),
    "a pronoun for who does it": ("At dawn Berg opened the port.", "At dawn she opened the port."),
    "a description": ("At dawn Berg opened the port.", "At dawn the minister opened the port."),
    "an accent": ("Boats took Peña home.", "Boats took Pena home."),
    "another spelling": ("Boats took Qassem home.", "Boats took Qasem home."),
    "a letter more": ("Boats took Zelenskyi home.", "Boats took Zelensky home."),
    "a short form": ("The pier of the Democrats sank.", "The pier of the Dems sank."),
    "a state": ("They met in Fresno, Calif., at noon.", "They met in Fresno, California, at noon."),
    "another region in other words": ("Boats left the Middle East.", "Boats left the Mideast."),
    "names that are crossed": (
        "Half the crews of Norway Sailors and all the crews of Riga Sailors slept at sea.",
        "Half the crews of Norway Sailors and some crews of Riga Sailors slept at sea."),
    "nothing named": ("The port opened late.", "The port opened late."),
    "the surname alone": ("Boats took Anna Berg home.", "Boats took Berg home."),
    "a title": ("Boats took President Berg home.", "Boats took Berg home."),
    "an office in small letters": ("Boats took envoy Berg home.", "Boats took Berg home."),
    "a country for its capital": ("In Kyiv the ministers met.", "In Ukraine the ministers met."),
    "a people for its country": ("The Ukrainian ministers met.", "Ministers of Ukraine met."),
    "a people that describes": ("The Russian envoys met late.", "The envoys met late."),
    "an abbreviation": (
        "Late that night the ministers asked the European Union for seven more boats.",
        "Late that night the ministers asked the EU for seven more boats."),
    "a longer abbreviation": (
        "Late that night the ministers asked the North Atlantic Treaty Organization for boats.",
        "Late that night the ministers asked NATO for boats."),
    "a surname that is a word too": (
        "Boats took Emil Brown home.", "Then boats took Brown home in a brown coat."),
    "a possessive": ("Boats passed the pier of Berg.", "Boats passed Berg's pier."),
    "the first word of a sentence": ("Sailors opened the port.", "Then sailors opened the port."),
    "the first word of a quotation": ('He said: "Boats left late."', "He said boats left late."),
    "a weekday": ("The port opened on Monday.", "The port opened."),
    "a month": ("The port opened in June.", "The port opened."),
    "a clause left out whole": ("The port opened late, while Berg slept.", "The port opened late."),
    "a clause between dashes": ("The port – Berg built it – opened late.", "The port opened late."),
    "other order": ("Berg met Dahl in Riga.", "In Riga, Dahl met Berg."),
}  # fmt: skip


HELD_AGAINST = {  # the sentences say the same but for some words, or share a clause
    "most of what a clause says is stated too": (
        "Gulls screamed, and boats for Berg left red piers.",
        "Gulls screamed, and boats for Dahl left red piers.", ["names"]),
    "less is not": (
        "Gulls screamed, and boats for Berg left big red piers.",
        "Gulls screamed, and boats for Dahl sold old tin sheds.", []),
    "a name beside the same two words": (
        "The truce that Norway and Berg brokered holds, sailors of the port declared at dawn.",
        "For weeks fishermen doubted it: Norway and Dahl had spoken too soon.", ["names"]),
    "and not beside others": (
        "The truce that Norway and Berg brokered holds, sailors of the port declared at dawn.",
        "For weeks fishermen doubted it: Norway, unlike Dahl, had spoken too soon.", []),
    "a number of the same things in another clause": (
        "Hail of rare force killed 12 cows on the farm of the old sailor.",
        "Dead on the farm of the old sailor are 14 cows, killed by rare hail.", ["numbers"]),
    "a number of other things": (
        "Hail of rare force killed 12 cows on the farm of the old sailor.",
        "Dead on the farm of the old sailor are 14 sheep, killed by rare hail.", []),
    "a not of another verb": (
        "Sailors did not leave the old port.", "Sailors slept and fed gulls in the old port.", []),
}  # fmt: skip


@each_of("one, other, wanted", HELD_AGAINST)
def test_only_what_both_state_is_held_against_each_other(one, other, wanted):
    assert differ(one, other) == wanted


@each_of("one, other", OTHER_NAMES)
def test_a_difference_of_names_is(one, other):
    assert differ(one, other) == ["names"]


@each_of("one, other", SAME_NAMES)
def test_no_difference_of_names_is(one, other):
    assert differ(one, other) == []


# -- numbers -----------------------------------------------------------------------------------

OTHER_NUMBERS = {
    "another": ("Hail killed 12 cows.", "Hail killed 14 cows."),
    "a limit left out": ("Hail fell within 24 hours of noon.", "Hail fell of noon."),
    "of the same things": (
        "Hail killed 12 cows and 14 sheep.",
        "Hail killed 13 cows and 14 sheep.",
    ),
    "a year": ("The port opened in 1904.", "The port opened in 1905."),
    "a share": ("Prices rose 4 per cent.", "Prices rose 4.5 per cent."),
    "tens and thousands": ("Hail killed 2,500 cows.", "Hail killed 250 cows."),
}
SAME_NUMBERS = {
    "one left out": ("Hail killed 12 cows.", "Hail killed cows."),
    "a year left out": ("The port opened in 1904 in rain.", "The port opened in rain."),
    "a day in another order": (
        "The port opened on Nov. 6 in rain.", "The port opened on 6 November in rain."),
    "a day for a weekday": (
        "The port opened on Oct. 20 in rain.", "The port opened last Monday in rain."),
    "without its decimals": ("Prices rose 26 per cent.", "Prices rose 26.4 per cent."),
    "in two words": ("Hail killed fifty-six cows.", "Hail killed 56 cows."),
    "beside another measure": ("Hail fell on 2 acres (3 lots).", "Hail fell on 2 acres."),
    "words for digits": ("Hail killed twelve cows.", "Hail killed 12 cows."),
    "both": ("The two cows left.", "Both cows left."),
    "one for a": ("Hail killed one cow.", "Hail killed a cow."),
    "a percent sign": ("Prices rose 4%.", "Prices rose 4 per cent."),
    "thousands separated": ("Hail killed 2,500 cows.", "Hail killed 2500 cows."),
    "another part of the sentence": ("Hail killed 12 cows and sheep.",
                                     "Hail killed cows and sheep, 12 of them."),
    "a clause left out whole": ("Hail killed cows, and 30 barns burned down.", "Hail killed cows."),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OTHER_NUMBERS.values(), ids=OTHER_NUMBERS)
def test_a_difference_of_numbers_is(one, other):
    assert differ(one, other) == ["numbers"]


@each_of("one, other", SAME_NUMBERS)
def test_no_difference_of_numbers_is(one, other):
    assert differ(one, other) == []


# -- negation ----------------------------------------------------------------------------------

NEGATED = {
    "not": ("Rates will not rise.", "Rates will rise."),
    "n't": ("Rates won't rise.", "Rates rise."),
    "no": ("No boats left the port.", "Boats left the port."),
    "never": ("Boats never left the port.", "Boats left the port."),
    "a denial denied": ("He did not refuse to pay tolls.", "He refused to pay tolls."),
}
NOT_NEGATED = {
    "not only": ("Boats left not only the port.", "Boats left the port."),
    "isn't just": ("It isn't just hail that fell.", "It is hail that fell."),
    "no matter": ("Boats left no matter the hail.", "Boats left the hail."),
    "whether or not": ("Boats left whether or not hail fell.", "Boats left whether hail fell."),
    "the same on both sides, in another clause": (
        "Lund said that boats would leave because hail, she feared, would not end.",
        "Boats would leave, Lund said, because hail would not end.",
    ),
    "a verb that one of them lacks": (
        "Lund, citing anonymous sailors, spoke late.",
        "Lund, citing sailors it did not identify, spoke late.",
    ),
    "what is said again without it": (
        "We are not striking for a boat, we are striking so that sailors stay in port.",
        "We are striking so that sailors stay in port.",
    ),
    "a question": ("Why don't boats leave the port?", "Boats leave the port."),
    "on both sides": ("Rates will not rise.", "Rates never rise."),
    "by another word": ("The bank did not raise rates.", "The bank refused to raise rates."),
    "a refusal without not": ("The bank refused to raise rates.", "The bank raised rates."),
    "without": ("Boats left with no crew.", "Boats left without crew."),
    "a clause left out whole": ("Boats left early, and Berg slept not.", "Boats left early."),
}


@pytest.mark.parametrize(("one", "other"), NEGATED.values(), ids=NEGATED)
def test_a_difference_of_negation_is(one, other):
    assert differ(one, other) == ["negation"]


@pytest.mark.parametrize(("one", "other"), NOT_NEGATED.values(), ids=NOT_NEGATED)
def test_no_difference_of_negation_is(one, other):
    assert differ(one, other) == []


# -- modality ----------------------------------------------------------------------------------

OTHER_MOOD = {
    "could for will": ("Rates could rise.", "Rates will rise."),
    "might for nothing": ("Rates might rise.", "Rates rise."),
    "must for may": ("Rates must rise.", "Rates may rise."),
    "need before a verb": ("Boats need to leave port.", "Boats leave port."),
    "should for nothing": ("Boats should leave port.", "Boats leave port."),
    "possibly for nothing": ("Boats possibly left port.", "Boats left port."),
}
SAME_MOOD = {
    "need as a noun": ("Lund saw a need of boats.", "Lund saw boats."),
    "need of things": ("Our port needs good boats.", "Our port gets good boats."),
    "needed things": ("Lund bought needed boats.", "Lund bought boats."),
    "possible options": ("Lund weighs possible options.", "Lund weighs options."),
    "can not": ("Boats can not leave.", "Boats cannot leave."),
    "the same on both sides, in another place": (
        "Boats could leave early, Lund said.",
        "Lund said early that boats could leave.",
    ),
    "an order": ("To Berg: 'Open this port'", "Lund said Berg should open this port"),
    "may for could": ("Rates may rise.", "Rates could rise."),
    "should for must": ("Rates should rise.", "Rates must rise."),
    "would for will": ("Rates would rise.", "Rates will rise."),
    "the month": ("Boats left port in May.", "Boats left port."),
    "as soon as possible": ("Boats left port as soon as possible.", "Boats left port soon."),
    "a clause left out whole": ("Boats left port, though hail could fall.", "Boats left port."),
}


@pytest.mark.parametrize(("one", "other"), OTHER_MOOD.values(), ids=OTHER_MOOD)
def test_a_difference_of_modality_is(one, other):
    assert differ(one, other) == ["modality"]


@pytest.mark.parametrize(("one", "other"), SAME_MOOD.values(), ids=SAME_MOOD)
def test_no_difference_of_modality_is(one, other):
    assert differ(one, other) == []


def test_may_at_the_start_of_a_sentence_is_the_verb():
    assert differ("May rates rise.", "Rates rise.") == ["modality"]


# -- all of them -------------------------------------------------------------------------------


def test_kinds_are_named_in_one_order():
    assert differ(
        "In Oslo rates could not rise by 4 points.", "In Riga rates will rise by 5 points."
    ) == ["negation", "numbers", "names", "modality"]


@pytest.mark.parametrize("text", ["", "...", "🎉", "会谈结束了。", "انتهت المحادثات في جنيف."])
def test_texts_without_english_words_say_nothing_of_substance(text):
    assert differ(text, text) == []
    assert differ(text, "Boats left port.") == []


def test_the_words_by_which_a_sentence_differs_are_found():
    text = "Boats from Oslo could not carry 40 tons in May."
    other = said("Boats from Riga will carry 50 tons.", ENGLISH, known_names([text], ENGLISH))
    kinds = ["names", "numbers", "negation", "modality"]
    found = differing(text, other, kinds, known_names([text], ENGLISH), ENGLISH)
    assert [text[start:end] for start, end in found] == ["Oslo", "could", "not", "40"]
    numbers = differing(text, other, ["numbers"], set(), ENGLISH)
    assert [text[start:end] for start, end in numbers] == ["40"]
    assert differing(text, other, [], known_names([text], ENGLISH), ENGLISH) == []


# -- what a name is ----------------------------------------------------------------------------


def test_a_name_has_a_capital_within_a_sentence_and_never_a_small_letter():
    texts = ["Then Berg met Brown.", "A brown boat left.", "Hail fell on Riga's roofs."]
    assert known_names(texts, ENGLISH) == {"berg", "riga"}


def test_capitals_of_headlines_and_openings_make_no_name():
    texts = ["Storm Wrecks Old Harbour Overnight", 'Boats left. "Sailors slept," he said.',
             "Yes? Nobody. Well: Nothing", "THE PIER OF VARDAL SANK"]  # fmt: skip
    assert capitalised(texts, ENGLISH) == frozenset()


def test_offices_days_and_months_are_no_names():
    texts = ["On Monday and again in May the President spoke at length with King Olav."]
    assert known_names(texts, ENGLISH) == {"olav"}


def test_loud_capitals_of_more_than_five_letters_are_no_name():
    assert known_names(["The crowd cried WONDERFUL when NATO left."], ENGLISH) == {"nato"}


def test_small_words_that_are_always_in_capitals_are_no_names():
    assert known_names(["At 9 PM the TV crew met Berg."], ENGLISH) == {"berg"}


# -- what a word stands for --------------------------------------------------------------------


def test_a_country_its_people_and_its_capital_stand_for_the_same():
    assert (
        len({concept(word, ENGLISH) for word in ("russia", "russian", "russians", "moscow")}) == 1
    )
    assert concept("russia", ENGLISH) != concept("ukraine", ENGLISH)
    assert is_people("moscow", ENGLISH)
    assert not is_people("boat", ENGLISH)


def test_forms_of_one_word_stand_for_the_same_and_so_do_near_synonyms_in_any_form():
    assert concept("boats", ENGLISH) == concept("boat", ENGLISH)
    assert (
        concept("releases", ENGLISH) == concept("freeing", ENGLISH) == concept("liberated", ENGLISH)
    )
    assert concept("boats", ENGLISH) != concept("trams", ENGLISH)


# -- in a table --------------------------------------------------------------------------------


def test_differences_of_a_pair_are_joined_and_none_are_missing():
    texts = pd.DataFrame(
        {"article": ["a", "a", "b", "b"], "sentence": [0, 1, 0, 1], "text": [
            "At dawn, boats from Oslo brought 40 tons of fish to the old market.",
            "Hail fell on the seven roofs.",
            "At dawn, boats from Riga brought 50 tons of fish to the old market.",
            "Hail fell on the seven roofs."]}
    )  # fmt: skip
    found = alignments(texts)
    assert found["differs"].isna().to_list() == [False, True]
    assert found["differs"].iloc[0] == "numbers;names"


def test_no_sentence_differs_from_itself():
    texts = [
        "Late at night, half the crews of Riga Sailors and all the crews of Oslo Sailors slept.",
        "Boats can't leave, Lund said, since they could not turn, though rafts may leave.",
        "Boats off the US never sank, no matter how old, but for 12 in May, and 14 may yet.",
    ]
    for text in texts:
        assert differ(text, text) == []


VERBATIM = {
    "names in two parts": (
        "Late at night, half the crews of Riga Sailors and all the crews of Oslo Sailors slept."),
    "could in one part of several": (
        "Boats can't leave, Lund said, since they could not turn, though rafts may leave."),
    "no matter": "Only gulls know that boats must leave no matter who sails, no matter who stays.",
}  # fmt: skip


@pytest.mark.parametrize("text", VERBATIM.values(), ids=VERBATIM)
def test_a_verbatim_pair_never_differs(text):
    texts = [text, text.replace(",", "")]
    texts = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "text": texts})
    found = alignments(texts)
    assert found["relation"].to_list() == ["verbatim"]
    assert found["differs"].isna().all()
