"""Repairs: damage is mended and named, clean text comes back to the character."""

# ruff: noqa: RUF001 - letters of many scripts are what is tested
from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from framing.corpus.readers.not_articles import not_an_article
from framing.corpus.repairs import (
    CONTROLS,
    DOUBLED,
    ENTITIES,
    MARKUP,
    MOJIBAKE,
    NULS,
    SURROGATES,
    repaired,
)
from tests.cases import each_of
from tests.effort import at_most

BODY = (
    "Talks began on Wednesday in the capital, both sides said after a long call. "
    "They go on today, and nobody expects them to end before the week is out."
)

# Clean text comes back to the character

CLEAN = {
    "curly quotes": "“Türkiye won’t,” he said: ‘never’…",
    "quotes after capitals": "ÉTÉ” NESTLÉ® SÃO PAULO NÃO… “JÁ” MANHÃ DE SOL, MAÇÃ E PERA, É A",
    "Portuguese capitals before a quotation mark": "“AMANHÃ”, “MAÇÃ”… IRMÃ–",
    "French capitals": "IL Y A MARQUÉ… À LA UNE. Â",
    "ligatures": "The ﬁnal oﬃce ﬂoor",
    "full-width characters": "ＡＢＣ　１２３！ ｶﾀｶﾅ",
    "Turkish dotted I": "İstanbul’da ışık, IĞDIR, ŞİŞLİ Ağrı",
    "soft hyphens": "re\xadunion",
    "zero-width characters": "a\u200bb\u2060c\ufeffd\u200ce\u200df",
    "decomposed accents": "cafe\u0301 Tu\u0308rkiye",
    "right-to-left text and its marks": "\u200fالمحادثات\u200e \u202bשלום\u202c",
    "CJK": "会谈开始。会談が始まる。회담이 시작된다.",
    "emoji": "👩🏽‍💻 🇹🇷 ❤️ ☕",
    "Cyrillic and Greek": "Переговоры начались. Οι συνομιλίες άρχισαν.",
    "spaces at line ends and tabs": "  Talks \t begin.  \r\n\r\n\n\n They go on. \n",
    "an ampersand": "AT&T and R&D; Q&A; a&b; ?x=1&copy=2&lt=3",
    "less-than signs": "a < b and c > d, <3, <unknown>, <mark@daily.example>, 5<p>3",
    "tags talked of": "The <p> tag and the <div> tag; a <br> breaks a line.",
    "a pair of tags talked of": "Write <p> before a paragraph of words and </p> after it.",
    "currency and degrees": "£5, €50, 20°C, 3½, ©2025 ®™ §1 ¿Qué? ¡Sí! «oui»",
    "Polish and Czech": "Łódź, źdźbło, Žižkov, šťastný, ĽŠČŤŽÝÁÍÉ",
    "a letter as an entity": "é &#65;",
    "line ends of Windows": "é\r\n\r\nü\r\n",
    "a short refrain": "Never again. Never again.",
    "nothing": "",
}


@each_of("text", CLEAN)
def test_clean_text_comes_back_to_the_character(text):
    assert repaired(text) == (text, ())


LETTERS = st.sampled_from(
    "abcdefghijklmnopqrstuvwxyzABCDEIOSTZ    .,:;!?-\n\t\r0123456789'\"()"
    "éèêëàâçîïôùûüöäßñóíáúãõøåæœğşıçİŞĞ“”‘’…–—«»"
    "абвгдежзийклмнопрстуфхцчшщъыьэюя"
    "αβγδεζηθικλμνξοπρστυφχψω会谈開始\u00ad\u200b\u0301\u200f😀ﬁＡ"
)


@given(st.lists(st.text(LETTERS, max_size=12), max_size=20).map(" ".join))
def test_text_of_letters_marks_and_spaces_keeps_its_every_letter(text):
    """Letters thrown together may look like mojibake; what does not comes back as it was."""
    result, kinds = repaired(text)
    assert set(kinds) <= {MOJIBAKE, DOUBLED}
    assume(MOJIBAKE not in kinds and DOUBLED not in kinds)
    assert result == text


WORDS = (
    "talks Türkiye’de görüşme négociations où “déjà” Gespräche für Größe переговоры начались "
    "συνομιλίες İstanbul ışık naïve cœur año ¿qué? łódź 会谈 회담 שלום re\xadunion cafe\u0301 😀"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_prose_in_any_language_comes_back_to_the_character(text):
    assert repaired(text)[0] == text or repaired(text)[1] == (DOUBLED,)


PIECES = st.sampled_from(
    "& amp; # 38; &amp; &lt; &gt; lt; p> < </p> <p> <br> <b> </b> <!-- --> <script> </script> \0 "
    "\x07 \x85 \x96 \x0c \ud83d \ude00 Ã © Â â € ™ &Atilde; &copy; &#8217; &#x41; &nbsp; é ü".split(
        " "
    )
)


@settings(max_examples=300)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=15).map("".join))
def test_repairing_twice_changes_nothing_more(text):
    once, _ = repaired(text)
    assert repaired(once) == (once, ())


@given(st.text(st.characters(), max_size=60))
def test_any_text_at_all_becomes_one_that_can_be_written_as_utf_8(text):
    result, _ = repaired(text)
    result.encode("utf-8")
    assert "\0" not in result


@given(st.text(st.characters(), max_size=60))
def test_a_repair_is_named_if_and_only_if_the_text_changed(text):
    result, kinds = repaired(text)
    assert (result != text) == bool(kinds)


# Each kind of damage


def misread(text: str) -> str:
    """Read UTF-8 as cp1252, and the five bytes that it lacks as browsers do."""
    return "".join(
        bytes([b]).decode("latin-1" if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "cp1252")
        for b in text.encode()
    )


@pytest.mark.parametrize("text", ["Türkiye won’t", "«Été» à l’œuvre", "İstanbul", "Переговоры"])
def test_mojibake_is_mended(text):
    assert repaired(misread(text)) == (text, (MOJIBAKE,))


def test_mojibake_is_mended_beside_what_only_looks_like_it():
    assert repaired("“Ã” and TÃ¼rkiye")[0].endswith("Türkiye")


def test_mojibake_made_twice_is_mended():
    damaged = "été".encode().decode("cp1252").encode().decode("cp1252")
    assert repaired(damaged) == ("été", (MOJIBAKE,))


def test_mojibake_in_one_line_leaves_the_others_alone():
    assert repaired("“Été”…\nTÃ¼rkiye\nﬁn") == ("“Été”…\nTürkiye\nﬁn", (MOJIBAKE,))


def test_of_mixed_encodings_only_the_damaged_part_changes():
    assert repaired("Türkiye, TÃ¼rkiye") == ("Türkiye, Türkiye", (MOJIBAKE,))


@each_of(
    "text, plain",
    [
        ("&quot;No&quot;", '"No"'),
        ("&amp;quot;No&amp;quot;", '"No"'),
        ("&amp;amp;#8217;", "’"),
        ("won&#39;t &#x2014; no", "won't — no"),
        ("R&amp;D", "R&D"),
        ("&#38;amp;lt;", "<"),
        ("1 &lt; 2", "1 < 2"),
    ],
)
def test_entities_are_decoded_however_often_they_were_encoded(text, plain):
    assert repaired(text) == (plain, (ENTITIES,))


@pytest.mark.parametrize("text", ["&#0;", "&#xD800;", "&#9999999;", "&#65;", "&nosuch;", "&amp"])
def test_what_stands_for_no_character_or_a_plain_letter_is_left_alone(text):
    assert repaired(text) == (text, ())


def test_markup_left_in_plain_text_is_left_out_and_its_blocks_are_paragraphs():
    text = '<p class="x">Talks began on <b>Wednesday</b> &amp; go on.</p>\n<p>Nobody<br/>knows.</p>'
    assert repaired(text) == (
        "Talks began on Wednesday & go on.\n\nNobody\nknows.",
        (ENTITIES, MARKUP),
    )


def test_scripts_styles_and_comments_go_with_what_they_hold():
    text = (
        "<div>Talks began on Wednesday in Ankara.</div><script>if (a < b) alert('<p>')</script>"
        "<style>p { color: red }</style><!-- <b>draft</b> --><p>They go on.</p>"
    )
    assert repaired(text)[0] == "Talks began on Wednesday in Ankara.\n\nThey go on."


def test_a_script_that_never_ends_takes_no_text_with_it():
    assert "They go on." in repaired("<p>Talks began on Wednesday.</p><script>\nThey go on.")[0]


def test_letters_that_grow_when_lowered_do_not_shift_the_markup():
    text = "İİİİ <p>İstanbul waits for the talks.</p><SCRIPT>x</SCRIPT>İİ"
    assert repaired(text)[0] == "İİİİ \n\nİstanbul waits for the talks.\n\nİİ"


def test_double_encoded_markup_is_decoded_and_then_left_out():
    text = "&lt;p&gt;Talks began on Wednesday.&lt;/p&gt;"
    assert repaired(text) == ("Talks began on Wednesday.", (ENTITIES, MARKUP))


def test_nul_and_control_characters_are_left_out_and_page_ends_are_line_ends():
    assert repaired("Ta\0lks\x07 begin.\x0cThey go on.\x7f") == (
        "Talks begin.\nThey go on.",
        (NULS, CONTROLS),
    )


def test_halves_of_a_character_are_joined_and_a_lone_one_is_marked():
    assert repaired("a\ud83d\ude00b\ud800c") == ("a😀b\ufffdc", (SURROGATES,))


@pytest.mark.parametrize("between", ["", "\n", "\n\n", "  "])
def test_a_body_printed_twice_is_printed_once(between):
    assert repaired(BODY + between + BODY) == (BODY, (DOUBLED,))


def test_a_body_printed_twice_below_its_headline_is_printed_once():
    assert repaired(f"Talks begin\n\n{BODY}\n\n{BODY}\n")[0] == f"Talks begin\n\n{BODY}"


def test_a_body_printed_four_times_is_printed_once():
    assert repaired("\n\n".join([BODY] * 4))[0] == BODY


def test_an_update_that_changes_one_letter_is_no_second_printing():
    text = f"{BODY}\n\n{BODY[:-1]}!"
    assert repaired(text) == (text, ())


HOSTILE = {
    "ampersands": "&amp;" * 60_000,
    "ampersands within ampersands": "&#38;" * 60_000,
    "open tags": "<p " * 100_000,
    "open comments": "<!--" * 80_000 + "<br><br>",
    "open scripts": "<script>" * 40_000 + "<br><br>",
    "tags within tags": "<b" * 50_000 + ">" * 50_000 + "<br><br>",
    "one huge line": "word " * 60_000,
    "no space at all": "é" * 300_000,
    "spaces": " " * 300_000,
    "line ends": "\n" * 300_000,
    "mojibake throughout": "Ã©" * 100_000,
}


@each_of("text", HOSTILE)
def test_a_text_made_to_tire_the_reader_is_done_in_seconds(text):
    with at_most(10):
        repaired(text)
        not_an_article(text)


# Not an article

NOTICES = {
    "Talks began on Wednesday. Subscribe to continue reading.": "a paywall stub",
    "Talks began.\n\nThis article is for subscribers only": "a paywall stub",
    "Talks began.\nAlready a subscriber? Log in": "a paywall stub",
    "Cet article est réservé aux abonnés": "a paywall stub",
    "We use cookies to improve your visit.\nAccept all": "a cookie notice",
    "Wir verwenden Cookies.": "a cookie notice",
    "An unexpected error has occurred. Please try again.": "an error page",
    "Access Denied\nYou don't have permission.": "an error page",
    "Your session has expired.": "an error page",
    "The document you requested is not available.": "a notice that the document is not available",
    "Full text unavailable": "a notice that the document is not available",
    "Sign in to your account\nPassword": "a login page",
    "404 - Page not found": "a page that was not found",
    "Please enable JavaScript to view this page.": "a page that only a script fills",
    "Loading...": "a page that only a script fills",
    "": "no words",
    " \n—…\u200b": "no words",
}


@pytest.mark.parametrize(("text", "reason"), NOTICES.items(), ids=NOTICES.values())
def test_a_notice_in_the_place_of_an_article_is_named(text, reason):
    assert not_an_article(text) == reason


def test_a_notice_may_stand_in_the_title_alone():
    assert not_an_article("Back to the start.", "Page not found") == "a page that was not found"


NEWS = {
    "a paywall in the news": "The paper will ask readers to subscribe to continue reading.",
    "a quoted paywall": "“Subscribe to continue reading,” the page said. Readers left.",
    "cookies in the news": "The regulator said sites use cookies without consent.",
    "a quoted cookie notice": "It told users: “We use cookies.” That was all.",
    "an error in the news": "An error occurred in the count, officials said on Wednesday.",
    "access denied in the news": "Access denied to reporters at the talks in Riyadh.",
    "a document in the news": "The document was leaked. Officials said it is not available.",
    "a login in the news": "Users could not sign in to their accounts on Wednesday.",
    "404 people": "404 people were rescued on Wednesday.",
    "an alert of one line": "Talks begin",
    "CJK": "会谈开始。",
    "a long article with a notice at its foot": BODY * 8 + "\nSubscribe to continue reading",
}


@each_of("text", NEWS)
def test_news_about_notices_is_news(text):
    assert not_an_article(text, "Talks begin") == ""
