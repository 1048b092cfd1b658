"""Differences of substance: names, numbers, "not" and "could" in what two sentences both state."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.languages.language import language
from framing.wire.align import alignments
from framing.wire.concepts import concept, is_people, plain_words
from framing.wire.known_names import capitalised, known_names
from framing.wire.substance import differences, differing, said
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


def test_who_is_said_to_have_called_for_peace_is_a_difference_of_names():
    assert differ(
        '"President Trump spoke in favor of stopping hostilities as soon as possible and solving '
        'the problem by peaceful means," Putin spokesman Dmitry Peskov said in his readout of the '
        "call.",
        "Peskov stressed that Putin called for an immediate halt to hostilities within this "
        "context.",
    ) == ["names"]


def test_whose_concern_grew_over_what_is_a_difference_of_names():
    assert "names" in differ(
        "Concern has also been mounting in Kyiv and European capitals about the shape of a "
        "possible deal.",
        "This latest diplomatic initiative by Trump has sparked concerns among European leaders.",
    )


# -- names -------------------------------------------------------------------------------------

OTHER_NAMES = {
    "another place": ("In Kyiv the ministers met again.", "In Oslo the ministers met again."),
    "another person": ("Boats took Berg to the pier.", "Boats took Dahl to the pier."),
    "another first name": ("Boats took Anna Berg home.", "Boats took Emil Berg home."),
    "a name left out": ("The port in Oslo opened late.", "The port opened late."),
    "a name added": ("The port opened late.", "The port opened late for NATO."),
    "a pronoun without a name before it": ("Boats took Berg home.", "Boats took her home."),
    "another body": ("Boats left the EU.", "Boats left NATO."),
}
SAME_NAMES = {
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
    "a possessive": ("Boats passed the pier of Berg.", "Boats passed Berg's pier."),
    "the first word of a sentence": ("Sailors opened the port.", "Then sailors opened the port."),
    "the first word of a quotation": ('He said: "Boats left late."', "He said boats left late."),
    "a weekday": ("The port opened on Monday.", "The port opened."),
    "a month": ("The port opened in June.", "The port opened."),
    "a clause left out whole": ("The port opened late, while Berg slept.", "The port opened late."),
    "a clause between dashes": ("The port – Berg built it – opened late.", "The port opened late."),
    "other order": ("Berg met Dahl in Riga.", "In Riga, Dahl met Berg."),
}  # fmt: skip


HELD_AGAINST = {  # parts are divided by commas; the first ones say the same
    "a third of what a part says is stated too": (
        "Gulls screamed, and Berg sold red boats.", "Gulls screamed, and Dahl sold old sheds.",
        ["names"]),
    "less than a third is not": (
        "Gulls screamed, and Berg sold big red boats.",
        "Gulls screamed, and Dahl sold old tin sheds.", []),
    "a third of what the shorter part says": (
        "Lund sold boats, and gulls screamed.",
        "Gulls screamed, and Dahl sold boats that tired old sailors painted blue.",
        ["names"]),
    "a name that lacks counts if half of the part is alike": (
        "Sailors sold red boats for Lund.", "Sailors sold sheds.", ["names"]),
    "and not if less is": ("Sailors sold old red boats for Lund.", "Sailors sold tin sheds.", []),
    "a number that lacks counts if half of the part is alike": (
        "Sailors sold 12 red boats.", "Sailors sold sheds.", ["numbers"]),
    "and no number if less is": ("Sailors sold 12 old red boats.", "Sailors sold tin sheds.", []),
    "another number in its place counts all the same": (
        "Sailors sold 12 old red boats.", "Sailors sold 14 sheds of tin and oak.", ["numbers"]),
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


@pytest.mark.parametrize("pointer", ["she", "the minister", "the company", "the club"])
def test_a_pronoun_or_description_stands_for_a_name_of_the_sentences_before(pointer):
    one, other = "At dawn Berg opened the port.", f"At dawn {pointer} opened the port."
    assert differ(one, other, before="Boats brought Anna Berg.") == []
    assert differ(one, other, before="Boats brought Emil Dahl.") == ["names"]


def test_without_a_pronoun_a_name_before_does_not_stand_in():
    one, other = "At dawn Berg opened the port.", "At dawn the port opened."
    assert differ(one, other, before="Boats brought Anna Berg.") == ["names"]


# -- numbers -----------------------------------------------------------------------------------

OTHER_NUMBERS = {
    "another": ("Hail killed 12 cows.", "Hail killed 14 cows."),
    "one left out": ("Hail killed 12 cows.", "Hail killed cows."),
    "a year": ("The port opened in 1904.", "The port opened in 1905."),
    "a share": ("Prices rose 4 per cent.", "Prices rose 4.5 per cent."),
    "tens and thousands": ("Hail killed 2,500 cows.", "Hail killed 250 cows."),
}
SAME_NUMBERS = {
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
    "should for nothing": ("Boats should leave port.", "Boats leave port."),
    "possibly for nothing": ("Boats possibly left port.", "Boats left port."),
}
SAME_MOOD = {
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
    ) == ["names", "numbers", "negation", "modality"]


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
    assert found["differs"].iloc[0] == "names;numbers"


@pytest.mark.parametrize(("distance", "wanted"), [(1, 0), (3, 0), (4, 1)])
def test_a_pronoun_finds_its_name_in_the_three_sentences_before_of_its_own_text(distance, wanted):
    between = [f"Pears number {word} ripened." for word in ("alpha", "bravo", "delta")]
    naming = "Boats then brought Anna Berg."
    closing = "At dawn she opened the old port and fed gulls."
    a = ["At dawn Anna Berg opened the old port and fed gulls."]
    b = [naming, *between[: distance - 1], closing]
    rows = [("a", n, text) for n, text in enumerate(a)]
    rows += [("b", n, text) for n, text in enumerate(b)]
    found = alignments(pd.DataFrame(rows, columns=["article", "sentence", "text"]))
    pair = found[found["sentence_b"] == distance]
    assert pair["relation"].to_list() == ["trimmed"]
    assert pair["differs"].notna().sum() == wanted


def test_a_pronoun_does_not_find_its_name_in_another_text():
    a = ["At dawn Anna Berg opened the old port and fed gulls.", "Boats then brought Anna Berg."]
    b = ["At dawn she opened the old port and fed gulls."]
    rows = [("a", 0, a[0]), ("a", 1, a[1]), ("b", 0, b[0])]
    found = alignments(pd.DataFrame(rows, columns=["article", "sentence", "text"]))
    assert found.query("sentence_a == 0")["differs"].to_list() == ["names"]
