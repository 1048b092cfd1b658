"""Zones of pages as scraped: what leads elsewhere or was shown beside the text is furniture."""

from __future__ import annotations

import pytest

from framing.corpus.zones import zone_text
from tests.cases import each_of

HEAD = "Harbour council votes on the new ferry"
ONE = "The harbour council voted on Monday to buy a second ferry for the islands."
TWO = "Its members had argued about the price for most of the winter."
THREE = "The boat is to sail from the first week of May."
FOUR = "Islanders had asked for it for years."


def zoned(text: str) -> list[tuple[str, str]]:
    """Return zone and text of every span that is article text."""
    spans = zone_text(text)
    return [(zone, text[start:end]) for start, end, zone in spans if zone != "furniture"]


def around(*lines: str) -> str:
    """Put lines between the second and the third paragraph."""
    return "\n\n".join([HEAD, ONE, TWO, *lines, THREE, FOUR])


TEXT = [("headline", HEAD), ("lead", ONE), ("body", TWO), ("body", THREE), ("body", FOUR)]


# Lines that say what they are


@each_of(
    "line",
    {
        "link": "Read: Ferry fares to rise by a tenth, says the islands' treasurer",
        "link, no blank": "More:Ferry fares to rise by a tenth",
        "link in brackets": "( Also on HARBOUR POST: Ferry fares to rise)",
        "link with its end": "'We waited for years': islanders welcome the ferry Read more",
        "earlier report": "Earlier: Council Puts Off Its Vote on the Ferry",
        "film": "JUST WATCHED Ferry leaves Replay More Videos ... MUST WATCH Ferry leaves 01:20",
        "film, with a button": "Play Video 2:10 Ferry leaves port for the first time – video",
        "sound": "Islanders On What The Ferry Means To Them Listen · 3:10 3:10",
        "gallery": "( PHOTOS: The old ferry through the years)",
        "slides": "Slideshow (12 Images)",
        "story goes on": "Story Continued Below",
        "advertisement": "Advertisement Continue reading the main story",
        "advertisement, short": "AD",
        "age": "6 years ago",
        "age of the article": "This article is more than 3 years old",
        "tools": "LISTEN TO ARTICLE 2:10 SHARE THIS ARTICLE Share Tweet Post Email",
        "counts": "312 Retweets",
        "post's button": "View image on Twitter",
        "account": "Follow @harbourpost",
        "contributor": "Jane Doe and John Roe contributed to this report.",
        "contributor, briefly": "Jane Doe contributed.",
        "helpers": "— With assistance by Jane Doe, and John Roe",
        "time of the update": "--Updated at 4:10 p.m.",
        "newsletter": "Get the stories of the harbour delivered to your inbox.",
        "newsletter, consent": "Harbour news. By signing up, you agree to our terms",
        "app": "Download the Harbour Post app to read on.",
        "correction": "Correction: The ferry has 200 seats, not 300, as was said at first.",
        "update note": "This story has been updated with the council's vote.",
        "tags": "Tags: ferry, harbour, islands",
        "number of a video": "190115174737214",
        "attribute": 'poster="https://example.org/ferry.jpg"',
        "mark of a quotation": "[pullquote]",
        "name twice": "Harbour Post Harbour Post",
        "poll of the outlet": "HBR News poll: Islanders doubt the ferry's price",
        "film, with a title in it": "Watch the clip of the interview with Dr. Doe.",
        "rest of a talk": "More of the Post's interview with Doe will run on Friday.",
        "whole talk": "The entire interview airs on Sunday at 9 p.m.",
        "question for tips": "Got information about ferry contracts?",
        "heading over an appeal": "Support the Harbour Post’s journalism",
        "appeal": f"{'We tell you of the islands. ' * 20}Please consider making a donation to us.",
        "appeal for tips": "Do you build ferries? Send us a message on Wire at 555-0100.",
        "picture's button": "Enlarge this image toggle caption Jane Doe/AP Jane Doe/AP",
    },
)
def test_a_line_beside_the_text_is_furniture(line):
    assert zoned(around(line)) == TEXT


@each_of(
    "line",
    {
        "capitals": "ISLANDERS CALL FOR A FERRY THAT SAILS ALL WINTER LONG",
        "capitals, question": "COUNCIL OPENS A PROBE INTO THE FERRY: 'WHO PAID FOR IT?'",
        "title case": "How the Council Found the Money for Its Ferry: A Guide",
    },
)
def test_a_line_set_as_a_headline_is_and_as_long_leads_elsewhere(line):
    assert zoned(around(line)) == TEXT


@pytest.mark.parametrize("line", ["A SECOND FERRY", "The Price of a Ferry", "Who paid for it?"])
def test_a_short_line_above_a_paragraph_is_a_subhead(line):
    assert zoned(around(line))[3:5] == [("subhead", line), ("body", THREE)]


@each_of(
    "line, zone",
    {
        "names": ("Jane Doe and John Roe", "furniture"),
        "name and role": ("Jane Doe, Staff Writer", "furniture"),
        "second headline": ("Islanders welcome the vote", "subhead"),
        "long second headline": (
            "Most islanders welcome the vote, which comes after a winter of quarrels about "
            "the price, the noise and the name",
            "subhead",
        ),
        "caption": ("The old ferry at its pier. (Jane Doe/Reuters)", "caption"),
    },
)
def test_what_stands_between_headline_and_lead_is_not_the_lead(line, zone):
    found = zoned(f"{HEAD}\n\n{line}\n\n{ONE}\n\n{TWO}")
    middle = [(kind, text) for kind, text in found if text not in (HEAD, ONE, TWO)]
    assert [text for kind, text in found if kind == "lead"] == [ONE]
    assert [kind for kind, _ in middle] == ([] if zone == "furniture" else [zone])


@each_of(
    "line",
    [
        "Listen: nobody asked for a ferry.",
        "More: they want a pier!",
        "The full report on the ferry will be published on Friday.",
        "“Please consider donating a ferry,” the mayor wrote.",
        "Have the islands a say in the matter, the council asked.",
    ],
)
def test_a_sentence_that_begins_like_a_link_or_an_appeal_is_body(line):
    assert zoned(around(line))[3] == ("body", line)


# Where a short line stands


def test_short_lines_in_a_row_at_the_end_lead_elsewhere():
    links = ["Ferry fares to rise", "The old pier is sold", "Harbour seals come back"]
    assert zoned("\n\n".join([around(), *links])) == TEXT


def test_four_short_lines_in_a_row_lead_elsewhere_even_above_a_paragraph():
    links = ["Ferry fares to rise", "The old pier is sold", "Harbour seals return", "A new mayor"]
    assert zoned(around(*links)) == TEXT


def test_lines_under_a_heading_of_links_lead_elsewhere():
    links = ["Read more:", "Ferry fares to rise", "So, who wants to buy a pier?", "A mayor speaks"]
    assert zoned(around(*links)) == TEXT


def test_short_lines_after_a_colon_are_the_items_of_a_list():
    items = ["Two ferries", "One pier", "No bridge"]
    found = zoned(around("The plan has three parts:", *items))
    assert found[4:7] == [("body", item) for item in items]


def test_lines_in_a_row_of_which_one_begins_small_are_broken_sentences():
    lines = ["The mayor of the islands", "had said", "Nobody else", "spoke of it that day"]
    found = zoned(around(*lines))
    assert ("body", "spoke of it that day") in found
    assert {zone for zone, _ in found[3:-2]} == {"body"}


def test_a_part_and_its_first_subhead_are_both_subheads():
    found = zoned(around("Voices", "The boat is too expensive for the islands"))
    assert [zone for zone, _ in found[3:6]] == ["subhead", "subhead", "body"]


def test_a_title_alone_at_the_end_leads_elsewhere_and_a_sentence_without_stop_does_not():
    assert zoned(f"{around()}\n\nThe Last Captain of the Harbour") == TEXT
    assert zoned(f"{around()}\n\nThe boat has no name yet")[-1][0] == "body"


def test_a_short_line_that_stands_twice_is_the_title_of_a_film_or_picture():
    text = "\n\n".join([HEAD, ONE, "The ferry at sea", TWO, THREE, "The ferry at sea", FOUR])
    assert zoned(text) == TEXT


@each_of(
    "line, following",
    {
        "sentence goes on": ("The harbour master said in a letter", "that the ferry was late."),
        "salutation": ("Dear readers,", THREE),
        "quotation and who said it": ('"We waited for years" — Jane Doe', THREE),
        "pronoun": ("Then he wrote to the harbour master about the noise", THREE),
    },
)
def test_a_short_line_that_is_a_part_of_the_text_is_body(line, following):
    assert ("body", line) in zoned("\n\n".join([HEAD, ONE, TWO, line, following, FOUR]))


def test_who_wrote_the_text_is_furniture_where_the_text_does_not_name_them():
    bio = "Jane Doe is a columnist and the author of a book on harbours."
    assert zoned(f"{around()}\n\n{bio}") == TEXT
    named = f"{around('“It is late,” said Doe.')}\n\n{bio}"
    assert zoned(named)[-1] == ("body", bio)


@each_of(
    "bio",
    [
        "Jane Doe is a columnist for the Harbour Post. Follow her on Twitter: @janedoe.",
        "Jane Doe writes about ferries.",
        "Jane Doe and John Roe are fellows at the School of Harbours.",
    ],
)
def test_who_wrote_the_text_is_not_its_lead(bio):
    assert zoned(around().replace(ONE, f"{bio}\n\n{ONE}")) == TEXT


def test_each_of_those_who_talk_may_be_presented_above_the_talk():
    bios = "Jane Doe is editor of the Harbour Post. John Roe is the Post’s chief correspondent."
    talk = "Roe: Who is to pay for the boat?"
    assert zoned(around(talk).replace(ONE, f"{bios}\n\n{ONE}")) == [
        *TEXT[:3], ("body", talk), *TEXT[3:]
    ]  # fmt: skip


@each_of(
    "lead",
    {
        "text speaks of them": "Jane Doe is the editor of the Harbour Post no more.",
        "no writer": "Harbour Street is bracing for the noise, an analyst of the council said.",
    },
)
def test_a_lead_that_begins_with_a_name_is_the_lead(lead):
    text = "\n\n".join([HEAD, lead, TWO, "Doe left on Monday.", FOUR])
    assert zoned(text)[1] == ("lead", lead)


def test_the_writers_name_within_the_text_is_furniture_and_that_of_its_subject_a_subhead():
    above = f"{HEAD}\n\nJane Doe: The ferry comes too late"
    assert ("subhead", "Jane Doe") not in zoned(around("Jane Doe").replace(HEAD, above))
    named = around("Jane Doe", "Doe has fished here for years.").replace(HEAD, above)
    assert ("subhead", "Jane Doe") in zoned(named)
    assert ("subhead", "Harbour Seals") in zoned(around("Harbour Seals"))


def test_a_heading_over_an_appeal_is_furniture():
    assert zoned(around("Help the Post", "Please consider donating to the Post.")) == TEXT


def test_a_sentence_over_links_and_under_other_furniture_is_their_heading():
    links = ["Ferry fares to rise", "The old pier is sold", "Harbour seals return", "A new mayor"]
    assert zoned(around("Advertisement", "And now to the sea.", *links)) == TEXT
    found = zoned(around("And then it sailed.", *links))
    assert [*TEXT[:3], ("body", "And then it sailed."), *TEXT[3:]] == found


def test_set_phrases_head_links():
    links = ["Ferry fares to rise", "The old pier is sold"]
    assert zoned(around("ICYMI ...", *links)) == TEXT
    assert zoned(around("Here are today's must-reads:", *links)) == TEXT


def test_dates_over_parts_of_the_text_are_subheads_and_one_alone_is_of_publication():
    dates = ["May 3, 2018", "Monday, May 7, 2018"]
    found = zoned(around(dates[0], "The council met.", dates[1], "It met again."))
    assert [text for zone, text in found if zone == "subhead"] == dates
    assert zoned(around(dates[0])) == TEXT


def test_a_second_headline_in_one_line_with_the_first_is_a_subhead():
    deck = "Islanders had waited for years."
    assert zoned(around().replace(ONE, f"{HEAD} {deck}\n\n{ONE}")) == [
        TEXT[0], ("subhead", deck), *TEXT[1:]
    ]  # fmt: skip


@pytest.mark.parametrize("above", ["The old ferry. (Jane Doe/Reuters)", "(Photo: Doe/Dreamstime)"])
def test_a_sentence_between_the_headlines_picture_and_longer_paragraphs_is_a_second_headline(above):
    deck = "For years the council has let its islanders wait for a boat."
    found = zoned("\n\n".join([HEAD, above, deck, f"{ONE} {TWO}", f"{THREE} {FOUR}"]))
    assert [(zone, text) for zone, text in found if zone != "caption"] == [
        TEXT[0], ("subhead", deck), ("lead", f"{ONE} {TWO}"), ("body", f"{THREE} {FOUR}")
    ]  # fmt: skip


@each_of(
    "above, first, below",
    {
        "no picture": ("", "The islanders wait.", f"{ONE} {TWO}"),
        "picture without a credit": ("File photo: the old ferry", "The islanders wait.", ONE),
        "of a day": ("(Jane Doe/Reuters)", "The islanders waited till May 3.", f"{ONE} {TWO}"),
        "of a day of the week": ("(Jane Doe/Reuters)", "The vote was Monday.", f"{ONE} {TWO}"),
        "two sentences": ("(Jane Doe/Reuters)", "The islanders wait. So do we.", f"{ONE} {TWO}"),
        "quotation": ("(Jane Doe/Reuters)", "“We wait,” said Jane Doe.", f"{ONE} {TWO}"),
        "paragraphs of one sentence": ("(Jane Doe/Reuters)", "The islanders wait.", ONE),
    },
)
def test_a_sentence_that_a_report_opens_with_is_its_lead(above, first, below):
    found = zoned("\n\n".join([HEAD, above, first, below, THREE]))
    assert ("lead", first) in found


@pytest.mark.parametrize("credit", ["(Harbour Post/YouTube)", "(Reuters photo: Jane Doe)"])
def test_a_caption_ends_with_its_credit_whatever_its_form(credit):
    found = zoned(f"{HEAD}\n\nThe ferry off its pier {credit}\n\n{ONE}\n\n{TWO}")
    assert found == [TEXT[0], ("caption", "The ferry off its pier"), *TEXT[1:3]]


def test_a_question_in_small_letters_is_text_where_the_subheads_are_in_title_case():
    heads = ["The Price of a Ferry", "Harbour Noise"]
    for question, zone in [("Who paid for it?", "body"), ("Who Paid for It?", "subhead")]:
        found = zoned(around(heads[0], FOUR, question, THREE, heads[1]))
        assert (zone, question) in found
        assert [text for kind, text in found if kind == "subhead" and text != question] == heads
    assert ("subhead", "Who paid for it?") in zoned(around(heads[0], FOUR, "Who paid for it?"))


# Within a paragraph


@each_of(
    "signature",
    [
        " — Jane Doe (@janedoe) May 3, 2018",
        " https://t.co/abc123 — Jane Doe, PhD (@janedoe) May 3, 2018",
        " pic.twitter.com/abc123 — the harbour (@harbour) 3 May 2018",
        " - Jane Doe (@janedoe)",
    ],
)
def test_the_signature_of_a_post_is_furniture_and_its_words_are_body(signature):
    assert zoned(around(f"At last, a ferry!{signature}"))[3] == ("body", "At last, a ferry!")
    assert zoned(around(f"No more waiting{signature}"))[3] == ("body", "No more waiting")


def test_two_posts_in_one_paragraph_are_parted():
    posts = "A ferry! — Jane Doe (@janedoe) May 3, 2018 Too late. — John Roe (@roe) May 4, 2018"
    assert zoned(around(posts))[3:5] == [("body", "A ferry!"), ("body", "Too late.")]


@pytest.mark.parametrize("line", ["Doe (@janedoe) wrote of a ferry.", "It sails - at last."])
def test_an_account_or_a_dash_in_a_sentence_is_no_signature(line):
    assert zoned(around(line))[3] == ("body", line)


@each_of(
    "paragraph, parts",
    {
        "tag": (
            "Mayor Jane Doe Jane Ann DoeCouncil balks Ferry fares to rise MORE said no.",
            ["Mayor Jane Doe", "said no."],
        ),
        "tag without headlines": ("John Roe John (Jack) RoeMORE left.", ["John Roe", "left."]),
        "link in brackets": (
            "They voted. (RELATED: Ferry fares to rise) Nobody spoke.",
            ["They voted.", "Nobody spoke."],
        ),
        "link before the stop": ("They voted (READ MORE: A ferry at last).", ["They voted"]),
        "post's button": ("They voted. View image on Twitter", ["They voted."]),
        "skipped post": ("Skip Twitter post by @roe They voted.", ["They voted."]),
    },
)
def test_what_interrupts_a_paragraph_is_furniture(paragraph, parts):
    assert zoned(around(paragraph))[3:-2] == [("body", part) for part in parts]


@pytest.mark.parametrize("line", ["“NO MORE FERRIES,” they wrote.", "Doe asked for MORE boats."])
def test_a_word_in_capitals_is_no_tag(line):
    assert zoned(around(line))[3] == ("body", line)
