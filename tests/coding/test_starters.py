"""Starter codebooks: they are well formed, their indicators careful, and they claim nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from framing.coding.codebook import parse_codebook
from framing.coding.codebook_files import read_codebook, write_codebook
from framing.coding.exchange.codebook_toml import codebook_toml, same
from framing.coding.matching import Matcher
from framing.coding.rules import mentions
from framing.coding.starters.starters import STARTERS, starter_codebook, starter_text
from framing.errors import ParameterError
from tests.cases import each_of

BOOKS = {name: starter_codebook(name) for name in STARTERS}
MATCHERS = {name: Matcher(book) for name, book in BOOKS.items()}
FRAMES = [(name, frame) for name, book in BOOKS.items() for frame in book.frames]
INDICATORS = [
    (name, frame.id, indicator.id)
    for name, book in BOOKS.items()
    for frame in book.frames.values()
    for indicator in frame.indicators
]

# Near misses: words of the indicators in sentences that present nothing of the frame.
COUNTER_EXAMPLES = """
The train left the station at noon.
The minister responsible for the railways opened the fair.
The commissioner responsible for the budget speaks on Monday.
The road was closed because of snow.
The council met for two hours on Tuesday.
A blame game, columnists call the evening.
The company will act as host of the festival.
The 40 year old bridge was painted green.
Her grandmother came from the same valley.
My colleague will send the minutes.
Water ran down the human-sized statue.
A tear in the sail delayed the regatta.
The match was a showdown of two unbeaten teams.
The biggest loser of the tournament won a cake.
The cake was divided into eight pieces.
The lottery had winners and losers.
Morale was high in the camp.
The church stands beside the bible museum.
The gospel choir sang in the square.
That is the right road to the harbour.
The museum costs nothing on Sundays.
Four million people watched the final.
The price of the painting was not disclosed.
The river rose and the fields fell silent.
The hall holds a full orchestra.
The patience of the audience was running out of time.
The spokesman waited for the list of names.
The fair opens with a free ride.
The tennis court was flooded again.
The judge of the dog show praised the terrier.
The plan hangs on the kitchen wall.
The bill for the dinner came to 80 euros.
A sentence of six words is easy to read.
The phone was charged with the new cable.
The security guard found the keys.
The National Security Adviser flew home.
The outbreak of war was ninety years ago.
The safe was opened with a copy of the key.
Life on the island is described in the second chapter.
The yoghurt culture needs six hours.
The north pole is 700 kilometres away.
The survey of the coast took a year.
The party began at eight and the cake was late.
The election of the choir's chair is in May.
The United team lost abroad.
The law professor walked to the station.
Both sides agreed to meet again in May.
The match was decided on penalties.
The survey ship left the harbour at dawn.
The public library lends tools on Mondays.
The school fair raised money for new instruments.
The greens were served with the soup.
The left wing of the palace was painted.
They confirmed the territorial integrity of the islands.
Troops of monkeys live in the park.
The summit of the mountain was in fog.
The students spent a year abroad.
The bus was congested with luggage.
The officer stressed that the gate was open.
The director addressed five million listeners in the city.
"""
COUNTER = COUNTER_EXAMPLES.strip().splitlines()


def hits(book: str, text: str) -> list[tuple[str, str]]:
    return [(match.frame, match.indicator.id) for match in MATCHERS[book].matches(text)]


def test_there_are_five_generic_frames_and_fifteen_dimensions():
    assert list(BOOKS["semetko_valkenburg"].frames) == [
        "attribution_of_responsibility",
        "human_interest",
        "conflict",
        "morality",
        "economic_consequences",
    ]
    assert list(BOOKS["policy_frames"].frames) == [
        "economic",
        "capacity_and_resources",
        "morality",
        "fairness_and_equality",
        "legality",
        "policy_prescription",
        "crime_and_punishment",
        "security_and_defence",
        "health_and_safety",
        "quality_of_life",
        "cultural_identity",
        "public_opinion",
        "political",
        "external_regulation_and_reputation",
        "other",
    ]


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_says_that_it_is_one_and_that_nobody_knows_its_validity(name):
    book = BOOKS[name]
    assert book.version == "0.2.0-starter"
    assert "(starter)" in book.name
    assert "is unknown until sentences of your corpus are coded" in book.rules["validity"]
    assert len(book.sha256) == 64


@each_of("name, frame", FRAMES)
def test_each_frame_has_its_rules_examples_and_source(name, frame):
    said = BOOKS[name].frames[frame]
    assert all((said.label, said.definition, said.include, said.exclude, said.examples))
    assert re.search(r"\((?:2000|2014)\)", said.source)
    assert "validity unknown until coded" in said.source
    assert len(said.indicators) >= 3 or frame == "other"


@each_of("name, frame, indicator", INDICATORS)
def test_each_indicator_finds_an_example_of_its_frame(name, frame, indicator):
    examples = BOOKS[name].frames[frame].examples
    assert any((frame, indicator) in hits(name, example) for example in examples)


# Frames told in other words than the examples, about anything: health, sport, courts, climate.
OTHERWISE = {
    "semetko_valkenburg": {
        "attribution_of_responsibility": [
            "Auditors hold the treasurer accountable for the hole in the accounts.",
            "The deaths could have been avoided, the inquiry into the ward found.",
        ],
        "human_interest": [
            "Grandmother Yoko, 84, wept as the last bus left the village.",
            "The striker's sister, who lost her home in the storm, fears for her life.",
        ],
        "conflict": [
            "The union and the airline are in a bitter quarrel over pay.",
            "The coalition is split down the middle over the carbon tax.",
        ],
        "morality": [
            "Athletes ought to speak out, whatever it costs them, she believes.",
            "The rabbi told the doctors that their faith commands mercy.",
        ],
        "economic_consequences": [
            "Thousands of nurses face redundancy if the hospital closes.",
            "Sales of umbrellas collapsed in the drought.",
        ],
    },
    "policy_frames": {
        "economic": ["Higher prices and unemployment followed the ban."],
        "capacity_and_resources": ["Courts cannot cope with the backlog."],
        "morality": ["It is wrong to leave them at sea, the bishop said."],
        "fairness_and_equality": ["Night nurses want fair pay and the same rights."],
        "legality": ["The high court suspended the decree as unlawful."],
        "policy_prescription": ["The scheme has reduced waiting times."],
        "crime_and_punishment": ["Two men were jailed for smuggling ivory."],
        "security_and_defence": ["The navy guards the cable against sabotage."],
        "health_and_safety": ["Smoke from the fires causes lung disease."],
        "quality_of_life": ["The tram would make life easier for families."],
        "cultural_identity": ["The festival keeps the traditions of the islands alive."],
        "public_opinion": ["Demonstrators marched against the fee."],
        "political": ["Both party leaders fear the next election."],
        "external_regulation_and_reputation": ["The two neighbours signed a pact on the river."],
    },
}


@each_of(
    "name, frame, text",
    [(n, f, text) for n, fs in OTHERWISE.items() for f, texts in fs.items() for text in texts],
)
def test_a_frame_told_in_other_words_is_found(name, frame, text):
    assert frame in [found for found, _ in hits(name, text)]


@each_of("name", STARTERS)
@each_of("text", COUNTER)
def test_no_indicator_finds_a_near_miss(name, text):
    assert hits(name, text) == []


@pytest.mark.parametrize("name", STARTERS)
def test_no_indicator_finds_nearly_everything(name, study):
    found = mentions(study.sentences, codebook=BOOKS[name])
    sentences = found.drop_duplicates(["article", "sentence", "frame", "indicator"])
    share = sentences.groupby(["frame", "indicator"]).size() / len(study.sentences)
    assert share.max() < 0.05


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_can_be_saved_changed_and_read_again(name, tmp_path):
    path = tmp_path / "codebook.toml"
    path.write_text(starter_text(name), encoding="utf-8", newline="\n")
    assert read_codebook(path) == BOOKS[name]
    sheet = write_codebook(BOOKS[name], tmp_path / "codebook.csv")
    assert same(read_codebook(sheet), BOOKS[name])
    again = parse_codebook(tomllib.loads(codebook_toml(BOOKS[name])), source="again")
    assert same(again, BOOKS[name])


def test_an_unknown_starter_gets_a_suggestion():
    with pytest.raises(ParameterError) as error:
        starter_codebook("policy_frame")
    assert str(error.value) == (
        "name is 'policy_frame'. Allowed: semetko_valkenburg, policy_frames. Did you mean "
        "'policy_frames'?"
    )


def test_the_files_lie_beside_the_module():
    import framing.coding.starters

    folder = Path(framing.coding.starters.__file__).parent
    assert sorted(path.stem for path in folder.glob("*.toml")) == sorted(STARTERS)
