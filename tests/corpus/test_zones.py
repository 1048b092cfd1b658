"""Zones: which part of a text is headline, subhead, lead, body, caption or furniture."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.corpus.zones import zone_text, zones
from tests.cases import each_of
from tests.effort import at_most

SAME_EACH_TIME = settings(derandomize=True, deadline=None)
HEAD = "Trump calls Putin, Europe wants a seat"
ONE = "The two presidents spoke by phone on Wednesday."
TWO = "The allies had not been told, they said later. They want a seat."
THREE = "Nobody in Kyiv was asked before the call."
LONG = (
    "President Donald Trump said on Wednesday that he had spoken at length with Vladimir Putin "
    "about an end of the war in Ukraine, and that talks would begin at once. The Kremlin said "
    "that the call had lasted for nearly an hour and a half and had been useful to both."
)


def zoned(text: str, title: str = "") -> list[tuple[str, str]]:
    """Return zone and text of every span that is article text."""
    spans = zone_text(text, title=title)
    return [(zone, text[start:end]) for start, end, zone in spans if zone != "furniture"]


def furniture(text: str, title: str = "") -> str:
    """Return what is furniture, without the white space around it."""
    spans = zone_text(text, title=title)
    return "".join(text[start:end] for start, end, zone in spans if zone == "furniture").strip()


# Nothing is lost

PIECES = [
    "\n",
    "\n\n",
    "\r\n",
    "\f",
    "\u2028",
    "\u200b",
    " ",
    "KYIV (AP) — ",
    "London – ",
    "13 Feb 2025",
]
PIECES += ["![alt](u)", "<img alt='x'>", "By Jane Doe", "Photo: AFP", "(AFP)", "© ", "File photo: "]
PIECES += [
    " — Jane Doe (@jane) May 3, 2018",
    "Jane DoeMORE",
    " Talks X MORE ",
    "(RELATED: Talks)",
    "Read:",
]
PIECES += [
    "Read more:",
    "View image on Twitter",
    "TALKS BEGIN IN KYIV AS ALLIES LOOK ON",
    "is the author",
]
PIECES += ["US President", "- Subhead -", "**bold**", "What now?", "Trump said. ", "."]


@SAME_EACH_TIME
@given(
    st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(["", "Trump said.", "What now?", "  "]),
)
@example(["\u200b"], "")
@example(["Trump said. \r\n", "the end (AFP)"], "Trump said.")
def test_the_zones_of_any_text_partition_it(pieces, title):
    text = "".join(pieces)
    spans = zone_text(text, title=title)
    bounds = [0, *(end for _, end, _ in spans)]
    assert [start for start, _, _ in spans] == bounds[:-1]
    assert bounds[-1] == len(text)
    assert all(start < end for start, end, _ in spans)
    neighbours = pairwise(spans)
    assert not any(one[2] == other[2] == "furniture" for one, other in neighbours)
    assert all(part == part.strip() != "" for _, part in zoned(text, title))


def test_zones_of_articles_are_one_table():
    articles = pd.DataFrame(
        {"article": ["a", "b"], "outlet": "Daily", "text": [f"Moscow\n\n{ONE}", "One."]}
    )
    expected = pd.DataFrame(
        [
            ("a", 0, 8, "furniture"),
            ("a", 8, 8 + len(ONE), "lead"),
            ("b", 0, 4, "lead"),
        ],
        columns=["article", "start", "end", "zone"],
    )
    found = zones(articles)
    pd.testing.assert_frame_equal(found, expected.astype(found.dtypes.to_dict()))


@pytest.mark.parametrize("text", ["", " \n\t ", "\n\n"], ids=["empty", "blanks", "line ends"])
def test_a_blank_text_is_furniture_at_most(text):
    assert zoned(text) == []
    assert zones(pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": [text]})).shape[1] == 4


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(LONG * 400, id="sentences"),
        pytest.param("A" * 100_000, id="one word"),
        pytest.param("A" + " " * 100_000 + "B", id="blanks"),
        pytest.param("![" * 50_000, id="open images"),
        pytest.param("<img " * 20_000, id="open tags"),
        pytest.param("(AP " * 25_000, id="open brackets"),
        pytest.param("a@" * 50_000, id="at signs"),
        pytest.param("— A (@a) " * 10_000, id="signatures"),
        pytest.param("(@a) May " * 10_000, id="accounts"),
        pytest.param("http://a " * 10_000 + "(@a)", id="addresses"),
        pytest.param("(READ: a " * 10_000, id="open links"),
        pytest.param("Ann Ann Ann'" * 8_000 + " MORE", id="tags"),
        pytest.param("Ann (B) " * 12_000 + " MORE", id="names"),
        pytest.param("Ann, b c " * 10_000 + "is the author", id="writers"),
        pytest.param(textwrap.fill(LONG * 400, 72), id="hard-wrapped"),
        pytest.param("of the\n" * 14_000, id="broken lines"),
        pytest.param(f"Talks begin\n\n{LONG * 400}", id="sentences below the title"),
        pytest.param("Talks begin\n\n" + "a - " * 25_000, id="dashes below the title"),
    ],
)
def test_a_very_long_line_is_zoned_quickly(line):
    with at_most(2):
        zone_text(line, title="Talks begin")


# Datelines


@each_of(
    "dateline",
    [
        "KYIV, Ukraine (AP) — ",
        "WASHINGTON (AP) _ ",
        "BRUSSELS, Feb 13 (Reuters) - ",
        "BRUSSELS, February 13, 2025 (AFP) - ",
        "WASHINGTON/MOSCOW, Feb 12 (Reuters) - ",
        "UNITED NATIONS (AP) — ",
        "NUSA DUA, Indonesia (AP) — ",
        "ST. PETERSBURG (Reuters) - ",
        "WASHINGTON, D.C. - ",
        "WASHINGTON and KYIV — ",
        "Berlin (dpa) - ",
        "BRÜSSEL (dpa) – ",
        "São Paulo (AFP) – ",
        "Munich, Germany (AFP) ",
        "Washington (awp/afp) - ",
        "Washington, (APP - X / Y - 13th Feb, 2025) ",
        "MOSCOW, February 13. /TASS/. ",
        "MOSCOW, Feb. 13 (Xinhua) -- ",
        "BEIJING, Feb. 13 (Xinhua) ",
        "Seoul, Feb. 13 (Yonhap) -- ",
        "TOKYO (Kyodo) - ",
        "DUBAI, 13th February, 2025 (WAM) -- ",
        "Jeddah, Feb. 13, 2025, SPA -- ",
        "Kiev, Feb 13 (EFE).- ",
        "Kyiv [Ukraine], February 13 (ANI): ",
        "Moscow, 13 February (Interfax): ",
        "(ANSA) - ROME, FEB 13 - ",
        "Feb 13 (Reuters) - ",
        "(Reuters) - ",
        "(CNN) — ",
        "AFP - ",
        "Paris, France | AFP | ",
        "London – ",
        "Goa – ",
        "ROME - ",
        "Washington DC - ",
        "WASHINGTON—",
        "WASHINGTON-- ",
        "RIYADH, Saudi Arabia – ",
        "Brussels/Berlin – ",
        "Rio de Janeiro — ",
        "PARIS: ",
        "SRINAGAR: ",
        "Lutsk, Feb 13: ",
        "UAE, Feb 13 – ",
        "The Hague – ",
        "New Delhi: ",
        "Washington, Feb 13: ",
        "KYIV (Ukraine): ",
        "[KYIV] ",
        "By Jane Doe, Kyiv — ",
        "By Jane Doe WASHINGTON (Reuters) - ",
    ],
)
def test_a_dateline_is_furniture_and_the_sentence_after_it_the_lead(dateline):
    text = f"{HEAD}\n\n{dateline}{ONE} He left.\n{TWO}"
    assert zoned(text) == [("headline", HEAD), ("lead", f"{ONE} He left."), ("body", TWO)]


@each_of(
    "date",
    [
        " date 2025-02-13 ",
        "2025-02-13 ",
        "2025-02-13T10:05:00Z ",
        "Published: 13 February 2025 ",
        "Updated 01/07/2013 02:45 PM EST ",
        "13 February 2025, 10:05 GMT | ",
        "Thursday, Feb 13, 2025 - ",
        "Feb. 13 – ",
        "Published 13 February 2025 KYIV (AFP) - ",
    ],
)
def test_a_date_before_the_first_sentence_is_furniture(date):
    assert zoned(f"{date}{ONE}\n{TWO}") == [("lead", ONE), ("body", TWO)]


@each_of(
    "sentence",
    [
        "US - Russia talks resumed in Riyadh on Tuesday.",
        "U.S. - Ukraine minerals deal was signed.",
        "EU Parliament – Council talks failed.",
        "Trump – Putin talks are due next week.",
        "Moscow - Kyiv talks resumed on Tuesday.",
        "NATO: Ukraine will join, says Rutte.",
        "Volodymyr Zelensky: Ukraine will not accept it.",
        "Trump (78) said he would go.",
        "Friedrich Merz (CDU) said Europe must act.",
        "Marco Rubio (R-FL) Republicans said.",
        "North Atlantic Treaty Organization (NATO) Secretary General Mark Rutte said no.",
        "World Health Organization (WHO) Director Tedros spoke.",
        "Associated Press (AP) President Jane Doe said no.",
        "Emmanuel Macron — France's president — said Europe must be heard.",
        "Senator Lindsey Graham (R) — Trump ally — disagreed.",
        "Kyiv – Ukraine's capital – was hit.",
        "In Kyiv – Ukraine's capital – sirens sounded.",
        "In Kyiv – Sirens sounded all night.",
        "In Kyiv, Ukraine – Sirens sounded all night.",
        "By Friday – Putin had left.",
        "EU – The ministers met.",
        "G7 - The group met on Friday.",
        "European Union (EU) - High Representative Kaja Kallas said no.",
        "The AP - White House dispute went on.",
        "Russia-Ukraine talks began.",
        "Ukraine, Russia and the US agreed.",
        "May 9 parades drew the leaders.",
        "February 24 Putin ordered the invasion.",
        "2025 March elections loom in Germany.",
    ],
)
def test_a_sentence_that_begins_like_a_dateline_keeps_its_start(sentence):
    assert zoned(f"{ONE}\n{sentence}\n")[1] == ("body", sentence)
    assert zoned(f"{sentence} It went on.\n{TWO}")[0] == ("lead", f"{sentence} It went on.")


def test_only_one_dateline_is_taken_from_a_sentence():
    text = "LONDON – Trump – Putin's friend.\nHe left."
    assert zoned(text) == [("lead", "Trump – Putin's friend."), ("body", "He left.")]


@pytest.mark.parametrize("line", ["Donald Trump | Vladimir Putin", "The call / The aftermath"])
def test_names_without_a_date_are_no_date_line(line):
    assert zoned(f"{HEAD}\n{line}\n{ONE}\n{TWO}")[1] == ("subhead", line)


def test_a_place_beside_a_date_is_a_subhead_below_the_lead():
    line = "Munich | 13 February 2025"
    assert zoned(f"{ONE}\n{line}\n{TWO}")[1] == ("subhead", line)


@each_of(
    "line",
    [
        "WASHINGTON",
        "WASHINGTON, D.C.",
        "Riyadh, Saudi Arabia",
        "Kyiv –",
        "BRUSSELS, Feb 13 (Reuters) -",
        "Munich, 13 February 2025",
        "13 February 2025",
        "Thursday 13 February 2025 10.05 GMT",
        "Last updated: Feb 13, 2025, 08:00 AM IST",
        "February 13, 2025 / 7:05 AM EST / CBS News",
        "Jane Doe | 13 Feb 2025",
        "13 Feb 2025 • 5 min read",
        "World",
    ],
)
def test_a_line_of_place_or_date_above_the_lead_is_furniture(line):
    assert zoned(f"{HEAD}\n{line}\n\n{ONE}\n{TWO}") == [
        ("headline", HEAD),
        ("lead", ONE),
        ("body", TWO),
    ]


def test_a_place_is_no_furniture_below_the_lead_but_a_date_is():
    text = f"{ONE}\nSaudi Arabia\n{TWO}\nFeb 12\n{THREE}"
    assert zoned(text) == [
        ("lead", ONE),
        ("subhead", "Saudi Arabia"),
        ("body", TWO),
        ("body", THREE),
    ]


# Bylines, credits, invitations


@each_of(
    "line",
    [
        "By Jane Doe",
        "By Jane Doe, Diplomatic correspondent",
        "BY JANE DOE AND JOHN ROE IN KYIV",
        "*By Jane Doe*",
        "Written by Jane Doe",
        "News Desk",
        "Our Correspondent",
        "AFP",
        "Reuters, AFP",
        "Agence France-Presse",
        "(AFP/APP)",
        "AP with AFP",
        "(Reporting by Jane Doe in Kyiv; Editing by John Roe)",
        "Additional reporting by Jane Doe in Brussels",
        "With inputs from agencies",
        "(With agency inputs)",
        "Photo: AFP",
        "Cover photo: Collage: JANE DOE / AFP & John Roe / POOL / AFP",
        "Photo by JANE DOE / AFP",
        "JANE DOE/AFP via Getty Images",
        "REUTERS/Jane Doe",
        "(AP Photo/Jane Doe)",
        "Getty Images",
        "Image source: Getty Images",
        "Source: TASS",
        "© 2025 AFP",
        "Copyright 2025 The Associated Press. All rights reserved.",
        "Read more: What Putin wants",
        "Related: What Putin wants",
        "READ ALSO: What Putin wants.",
        "Sign up for our newsletter to get the news of the day.",
        "Subscribe to our newsletter.",
        "Follow us on social media",
        "Advertisement",
        "Click here for the app",
        "Share",
        "jane.doe@example.org",
        "Email: jane.doe@example.org",
        "https://www.example.org/talks",
        "www.example.org/talks",
        "bur-sw/mjd",
        "* * *",
        "———",
        "</div>",
        "ENDS",
    ],
)
def test_a_line_that_is_no_article_text_is_furniture(line):
    text = f"{HEAD}\n{ONE}\n{TWO}\n{line}\n{THREE}\n{line}"
    assert zoned(text) == [
        ("headline", HEAD),
        ("lead", ONE),
        ("body", TWO),
        ("body", THREE),
    ]


@each_of(
    "sentence",
    [
        "By Friday the talks had failed.",
        "From Kyiv came no answer.",
        "Copyright law is at the heart of the case.",
        "Advertisement revenue fell by five percent, the company said.",
        "Getty Images sued a company on Monday over pictures of the summit.",
        "Sources close to the talks said so.",
        "Share prices rose after the call.",
        "A combination of factors led to the call.",
        "Subscribers left in droves, the paper said.",
        "Photographs of the summit went around the world.",
        "Reuters could not confirm the report.",
        "AFP was told that the call was long.",
        "Print circulation fell.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_body(sentence):
    assert zoned(f"{ONE}\n{sentence}\n{TWO}") == [("lead", ONE), ("body", sentence), ("body", TWO)]


@pytest.mark.parametrize(
    "credit",
    [
        " (AFP)",
        " (Reuters/AFP)",
        " - AFP",
        " — AP",
        " (Reporting by Jane Doe; Editing by John Roe)",
        " (With inputs from agencies)",
    ],
)
def test_a_credit_after_the_last_sentence_is_furniture(credit):
    assert zoned(f"{ONE}\n{TWO}{credit}") == [("lead", ONE), ("body", TWO)]
    assert furniture(f"{ONE}\n{TWO}{credit}") == credit.strip()


def test_the_credit_of_a_picture_after_a_long_paragraph_makes_it_no_caption():
    long = f"{LONG} {TWO}"
    assert zoned(f"{ONE}\n{long} Photo: Jane Doe / AFP") == [("lead", ONE), ("body", long)]


def test_brackets_and_dashes_inside_a_sentence_are_no_credit():
    body = "The agency's own report (AFP) spoke of a deal with the EU - AP did not, and so on."
    assert zoned(f"{ONE}\n{body}\nIt was an app/AP matter.") == [
        ("lead", ONE),
        ("body", body),
        ("body", "It was an app/AP matter."),
    ]


# Pictures


@each_of(
    "image, caption",
    {
        "markdown": ("![Trump speaks.](https://x.org/a.jpg)", "Trump speaks."),
        "brackets in address": ("![Trump speaks.](a_(b).jpg 'T')", "Trump speaks."),
        "brackets in text": ("![Trump [left] speaks](a.jpg)", "Trump [left] speaks"),
        "reference": ("![Trump speaks.][1]", "Trump speaks."),
        "linked": ("[![Trump speaks.](a.jpg)](https://x.org)", "Trump speaks."),
        "HTML": ('<img src="a.jpg" alt="Trump speaks.">', "Trump speaks."),
        "HTML, single quotes": ("<IMG ALT='A \"deal\"' SRC=a>", 'A "deal"'),
        "figure": ('<figure><img alt="Trump > Putin"/></figure>', "Trump > Putin"),
        "figcaption": ("<figcaption>A call.</figcaption>", "A call."),
    },
)
def test_the_text_of_an_image_is_a_caption_and_its_markup_furniture(image, caption):
    for text in (f"{HEAD}\n{image}\n{ONE}", f"{image}\n{HEAD}\n{ONE}"):
        assert sorted(zoned(text)) == [("caption", caption), ("headline", HEAD), ("lead", ONE)]


@pytest.mark.parametrize("image", ["![](a.jpg)", '<img alt="">', "<img src=a.jpg>"])
def test_an_image_without_a_text_has_no_caption(image):
    assert zoned(f"{HEAD}\n{image}\n{ONE}") == [("headline", HEAD), ("lead", ONE)]


def test_text_around_an_image_in_a_line_keeps_its_zone():
    text = f"{ONE}\n{TWO} ![A call.](a.jpg) {THREE}"
    assert zoned(text) == [("lead", ONE), ("body", TWO), ("caption", "A call."), ("body", THREE)]


@each_of(
    "line, caption",
    {
        "file photo": ("FILE PHOTO: Trump and Putin in 2018.", None),
        "file photo, no stop": ("File photo: Trump and Putin in 2018", None),
        "file": ("FILE - Trump and Putin in Helsinki in 2018", None),
        "in this photo": ("In this handout photo Putin speaks.", None),
        "photo shows": ("This photo taken in Kyiv shows a street.", None),
        "label": ("Image: Trump speaks to reporters in his office.", None),
        "left, right": ("Donald Trump (L) and Vladimir Putin (R) in Helsinki", None),
        "AP Photo": ("Zelensky in Munich. (AP Photo/Jane Doe)", "Zelensky in Munich."),
        "Photo:": ("Putin on the phone. Photo: Jane Doe / POOL / AFP", "Putin on the phone."),
        "via": ("Trump on Friday. JANE DOE/AFP via Getty Images", "Trump on Friday."),
        "no stop": ("Trump and Putin in 2018 / AFP", "Trump and Putin in 2018"),
        "REUTERS/": ("Kyiv at night. REUTERS/Jane Doe", "Kyiv at night."),
        "(Photo: )": ("Kyiv at night (Photo: Jane Doe)", "Kyiv at night"),
        "copyright sign": ("Kyiv at night. © Jane Doe", "Kyiv at night."),
    },
)
def test_a_line_that_says_it_belongs_to_a_picture_is_a_caption(line, caption):
    text = f"{HEAD}\n{line}\n{ONE}\n{TWO}"
    assert zoned(text) == [
        ("headline", HEAD),
        ("caption", caption or line),
        ("lead", ONE),
        ("body", TWO),
    ]


# Headlines and subheads


@each_of(
    "headline",
    {
        "plain": "Trump calls Putin",
        "question": "What did Trump and Putin agree?",
        "stop inside": "Trump calls Putin. Now what?",
        "quotation at the end": "Trump: “We will talk”",
        "abbreviation in brackets": "Associated Press (AP) Wins Case",
        "abbreviation at the end": "Trump invites Putin to the U.S.",
        "label in capitals": "UKRAINE WAR: Trump calls Putin",
        "source at the end": "Trump and Putin agree to talk – Bloomberg",
        "markdown": "# Trump calls Putin",
        "two lines": "Trump and Putin agree to start talks on\nUkraine at once",
    },
)
def test_a_first_line_without_a_full_stop_is_the_headline(headline):
    assert zoned(f"{headline}\n{ONE}\n{TWO}") == [
        ("headline", headline),
        ("lead", ONE),
        ("body", TWO),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{ONE}\n{TWO}", id="sentence first"),
        pytest.param(f"{LONG.replace('.', ',')}\n{TWO}", id="very long line first"),
        pytest.param(f"KYIV (AP) — {ONE[:-1]}\n{TWO}", id="dateline first"),
        pytest.param(f"This is what we know:\n{TWO}", id="colon at its end"),
        pytest.param("Trump calls Putin", id="nothing after it"),
    ],
)
def test_a_text_may_have_no_headline(text):
    assert zoned(text)[0][0] == "lead"


@pytest.mark.parametrize(("longest", "end"), [(30, ""), (20, "?")], ids=["plain", "question"])
def test_a_headline_has_a_longest_length(longest, end):
    for count, zone in ((longest, "headline"), (longest + 1, "lead")):
        line = " ".join(["Trump"] * count) + end
        assert zoned(f"{line}\n{ONE}\n{TWO}")[0] == (zone, line)


@pytest.mark.parametrize(("longest", "end"), [(15, ""), (12, "?")], ids=["plain", "question"])
def test_a_subhead_has_a_longest_length(longest, end):
    for count, zone in ((longest, "subhead"), (longest + 1, "body")):
        line = " ".join(["What", *["talks"] * (count - 1)]) + end
        assert zoned(f"{ONE}\n{line}\n{TWO}")[1] == (zone, line)


@pytest.mark.parametrize("line", ["WASHINGTON", "World News", "Munich, 13 February 2025"])
def test_a_first_line_of_place_section_or_date_is_no_headline(line):
    assert zoned(f"{line}\n{ONE}\n{TWO}") == [("lead", ONE), ("body", TWO)]
    assert zoned(f"{line}\n{HEAD}\n{ONE}") == [("headline", HEAD), ("lead", ONE)]


def test_a_first_line_in_capitals_may_be_a_headline():
    assert zoned(f"TRUMP CALLS PUTIN\n{ONE}")[0] == ("headline", "TRUMP CALLS PUTIN")


def test_a_caption_on_top_is_no_headline():
    caption = "FILE PHOTO: Trump and Putin in 2018"
    assert zoned(f"{caption}\n{HEAD}\n{ONE}")[:2] == [("caption", caption), ("headline", HEAD)]


@each_of(
    "first, title",
    {
        "quotation marks": ("Talks 'begin' at once", "Talks ‘begin’ at once"),
        "dashes": ("Talks begin — at once", "Talks begin - at once"),
        "capitals": ("TALKS BEGIN", "Talks begin"),
        "markdown": ("# Talks begin", "Talks begin"),
        "full stop": ("Talks begin.", "Talks begin"),
        "site in the title": ("Talks begin", "Talks begin - The Daily"),
        "site in the text": ("Talks begin | The Daily", "Talks begin"),
        "only the last part is a site": ("Talks - begin | Daily", "Talks - begin"),
        "two lines": ("Talks\nbegin", "Talks begin"),
    },
)
def test_a_given_title_finds_its_line_however_it_is_set(first, title):
    assert zoned(f"13 Feb 2025\n{first}\n{ONE}\n{TWO}", title) == [
        ("headline", first),
        ("lead", ONE),
        ("body", TWO),
    ]


def test_with_a_title_another_first_line_is_no_second_headline():
    text = f"Talks begin\n\n{HEAD}\n\n{ONE}"
    assert zoned(text, "Talks begin") == [
        ("headline", "Talks begin"),
        ("subhead", HEAD),
        ("lead", ONE),
    ]


def test_a_title_that_is_not_in_the_text_leaves_the_form_to_decide():
    assert zoned(f"{HEAD}\n{ONE}", "Something else")[0] == ("headline", HEAD)


def test_a_line_of_author_and_date_above_the_title_is_no_headline():
    for title in ("", HEAD):
        text = f"Jane Doe | 13 Feb 2025\n{HEAD}\n{ONE}"
        assert zoned(text, title) == [("headline", HEAD), ("lead", ONE)]


def test_a_title_is_never_joined_to_the_line_after_it():
    title = "The man who would be president"
    text = f"{title}\nDonald Trump spoke.\n{TWO}"
    assert zoned(text, title)[:2] == [("headline", title), ("lead", "Donald Trump spoke.")]


def test_a_text_that_is_its_title_is_a_headline():
    assert zoned("Talks begin", "Talks begin") == [("headline", "Talks begin")]


def test_a_headline_repeated_above_the_lead_counts_once():
    text = f"{HEAD}\n\n{HEAD}\n\n{ONE}\n{TWO}"
    assert zoned(text) == [("headline", HEAD), ("lead", ONE), ("body", TWO)]


@each_of(
    "subhead",
    [
        "Prisoner swap",
        "- Prisoner swap -",
        "— 'Negotiations immediately' —",
        "## Prisoner swap",
        "**Prisoner swap**",
        "'Peace negotiations' possible: Putin",
        "What happens next?",
    ],
)
def test_a_short_line_without_a_stop_between_paragraphs_is_a_subhead(subhead):
    for gap in ("\n", "\n\n"):
        assert zoned(gap.join([ONE, TWO, subhead, THREE])) == [
            ("lead", ONE),
            ("body", TWO),
            ("subhead", subhead),
            ("body", THREE),
        ]


@each_of(
    "line",
    {
        "full stop": "Nobody knows.",
        "quotation, long enough": '"Who was asked?" he said',
        "rhetorical question": "But at what price?",
        "colon": "The parties are:",
        "list": "- the EU",
        "bullet": "• the UK",
        "long": LONG.split(".")[0],
    },
)
def test_a_sentence_or_an_item_of_a_list_is_no_subhead(line):
    if line.startswith('"'):
        line += ", and went on to say it again and again until the meeting ended"
    assert zoned(f"{ONE}\n{line}\n{TWO}")[1] == ("body", line)


def test_a_subhead_with_the_words_of_the_headline_is_a_subhead():
    text = f"{HEAD}\n{ONE}\n{HEAD}\n{TWO}"
    assert [zone for zone, _ in zoned(text)] == ["headline", "lead", "subhead", "body"]


def test_a_marked_subhead_is_one_even_at_the_end():
    assert zoned(f"{ONE}\n## Notes")[1] == ("subhead", "## Notes")


def test_a_last_line_without_a_stop_is_body():
    assert zoned(f"{ONE}\nThe talks go on")[1] == ("body", "The talks go on")


def test_a_line_under_the_headline_is_a_subhead_and_the_paragraph_after_it_the_lead():
    deck = "Allies learn of the call from the news"
    assert zoned(f"{HEAD}\n{deck}\nBy Jane Doe\n{ONE}\n{TWO}") == [
        ("headline", HEAD),
        ("subhead", deck),
        ("lead", ONE),
        ("body", TWO),
    ]


# Broken lines


@each_of(
    "broken, elsewhere",
    {
        "lower case": ("The talks that both\nsides want begin soon.", ""),
        "after a title": ("On Wednesday, US President\nDonald Trump spoke.", ""),
        "after an article": ("The call was about the\nUkraine war.", ""),
        "after a comma": ("They met in Moscow,\nRussia's capital.", ""),
        "known pair": ("They will meet in Saudi\nArabia.", "Saudi Arabia agreed."),
        "twice": ("A call of the\nUS President\nDonald Trump.", ""),
    },
)
@each_of(
    "end",
    {
        "LF": "\n",
        "CRLF": "\r\n",
        "blanks": " \n\t",
    },
)
def test_a_line_broken_within_a_sentence_is_joined_to_the_next(broken, elsewhere, end):
    broken = broken.replace("\n", end)
    text = f"{ONE}{end}{broken} (AFP){end}{elsewhere or TWO}"
    assert zoned(text) == [("lead", ONE), ("body", broken), ("body", elsewhere or TWO)]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        pytest.param("Saudi", "Arabia agreed.", id="pair that stands nowhere else"),
        pytest.param("Prisoner swap", "Donald Trump spoke.", id="subhead"),
        pytest.param("Talks with Putin", "The president spoke.", id="opener follows"),
    ],
)
def test_a_line_is_not_joined_without_evidence(line, following):
    assert zoned(f"{ONE}\n{line}\n{following}\n{TWO}")[1:3] == [
        ("subhead", line),
        ("body", following),
    ]


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        pytest.param(
            "In this photo, one of many that were taken in Helsinki in 2018, Trump meets Putin and "
            "their two ministers for dinner",
            "caption",
            id="caption",
        ),
        pytest.param("The talks ended.", "body", id="sentence"),
    ],
)
def test_a_line_complete_in_itself_is_not_joined(line, zone):
    assert zoned(f"{ONE}\n{line}\niPhone sales fell.\n{TWO}")[1:3] == [
        (zone, line),
        ("body", "iPhone sales fell."),
    ]


def test_a_line_that_stands_for_itself_is_joined_to_none():
    text = f"The talks with\nPhoto: AFP\nRead more: Talks with\nDonald Trump spoke.\n{TWO}"
    assert zoned(f"{ONE}\n{text}")[1:] == [
        ("subhead", "The talks with"),
        ("body", "Donald Trump spoke."),
        ("body", TWO),
    ]


@pytest.mark.parametrize("dateline", ["KYIV (AP) — ", "KYIV –\n"])
def test_a_line_before_a_dateline_is_not_joined_to_it(dateline):
    assert zoned(f"The day Trump spoke with\n{dateline}{ONE}\n{TWO}") == [
        ("headline", "The day Trump spoke with"),
        ("lead", ONE),
        ("body", TWO),
    ]


def test_an_empty_line_always_parts():
    assert zoned(f"{ONE}\nUS President\n\ndonald trump spoke.")[1] == ("body", "US President")


def wrapped(text: str, end: str = "\n") -> str:
    return textwrap.fill(text, 62).replace("\n", end)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_paragraphs_broken_at_a_fixed_width_are_whole_again(end):
    paragraphs = [wrapped(one, end) for one in (f"KYIV (AP) — {LONG}", f"{TWO} {LONG}", LONG)]
    text = (end * 2).join([HEAD, paragraphs[0], "Prisoner swap", *paragraphs[1:]])
    assert zoned(text) == [
        ("headline", HEAD),
        ("lead", paragraphs[0].removeprefix("KYIV (AP) — ")),
        ("subhead", "Prisoner swap"),
        ("body", paragraphs[1]),
        ("body", paragraphs[2]),
    ]


def test_a_wrapped_line_that_looks_like_a_byline_goes_on_with_its_sentence():
    lines = [
        "Officials who had come to the hastily called meeting that day",
        "from Kyiv and Lviv and Odesa and Kharkiv and Dnipro and Sumy",
        "said that they had not been told of the call beforehand, and",
        "that London – The Hague and Paris as well – had learnt of it",
        "in the same way, which was from the news of that Wednesday.",
        "Nobody had asked them for a word on what was to be decided.",
    ]
    assert zoned("\n".join(lines)) == [("lead", "\n".join(lines))]


def test_sentences_a_line_each_are_paragraphs_however_long_they_are():
    lines = [f"The {name} had not been told of the call before it began." for name in "ABCDEF"]
    assert [text for _, text in zoned("\n".join(lines))] == lines


def test_a_line_that_had_room_for_the_next_word_ends_a_wrapped_paragraph():
    one, two = wrapped(LONG), wrapped(f"{TWO} {LONG}")
    assert len(one.rsplit("\n", 1)[1]) < 50
    assert zoned("\n".join([HEAD, one, "Prisoner swap", two])) == [
        ("headline", HEAD),
        ("lead", one),
        ("subhead", "Prisoner swap"),
        ("body", two),
    ]


def test_short_lines_of_a_list_are_body_and_not_taken_for_a_wrapped_text():
    names = ["Donald Trump", "Vladimir Putin", "Volodymyr Zelensky", "Marco Rubio", "JD Vance"]
    text = "\n".join([ONE, "They were:", *names, TWO])
    assert zoned(text)[2:-1] == [("body", name) for name in names]


@each_of("end", ["\n", "\r\n", "\r", "\f", "\v", "\u2028", "\x85"])
def test_any_line_end_parts_paragraphs(end):
    assert zoned(end.join([HEAD, ONE, TWO])) == [("headline", HEAD), ("lead", ONE), ("body", TWO)]


def test_invisible_characters_around_a_line_are_furniture():
    assert zoned(f"\ufeff{HEAD}\u200b\n\u200b\n\u00a0{ONE}\u00a0\n{TWO}") == [
        ("headline", HEAD),
        ("lead", ONE),
        ("body", TWO),
    ]
