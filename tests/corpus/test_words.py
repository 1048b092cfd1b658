"""Words and folding: what counts as a word, which spellings are one, and where each stands."""

# ruff: noqa: RUF001 (look-alike characters are what is tested)

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.corpus.spelling import fold_spelling
from framing.corpus.words import count_words, fold, without_possessive, words
from framing.languages.language import language
from tests.cases import each_of

ENGLISH = language("en")
SAME_EACH_TIME = settings(derandomize=True, deadline=None)

# Whatever a text may hold, and often what is hard about it
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("abİIiıßﬁǆ½²™№…ﷺ'’ʼ`.-‐–—_\u00ad\u200b\u0301\u0307\ufe0f\u0651 \n"),
    max_size=40,
)


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@each_of(
    "text, expected",
    {
        "letters": ("Talks begin.", ["talks", "begin"]),
        "digits": ("13 of 2025", ["13", "of", "2025"]),
        "inner apostrophe": ("isn't Kyiv's", ["isn't", "kyiv's"]),
        "outer apostrophe": ("'peace' the allies'", ["peace", "the", "allies"]),
        "inner point, final point": ("U.S. and 3.5", ["u.s", "and", "3.5"]),
        "compound is one word": ("one-and-a-half -- so", ["one-and-a-half", "so"]),
        "dash in compound": ("Moscow–Kyiv 2014‑2022", ["moscow-kyiv", "2014-2022"]),
        "em dash parts words": ("war—which", ["war", "which"]),
        "double hyphen parts words": ("war--which", ["war", "which"]),
        "slash, underscore": ("and/or snake_case", ["and", "or", "snake", "case"]),
        "ellipsis parts words": ("wait...what", ["wait", "what"]),
        "hash and at signs": ("#Kyiv @POTUS", ["kyiv", "potus"]),
        "emoji are no words": ("👍🏽 Да 👨‍👩‍👧", ["да"]),
        "empty": ("", []),
    },
)
def test_a_word_is_a_run_of_letters_and_digits_with_inner_marks(text, expected):
    assert folded(text) == expected


@each_of(
    "text, same",
    {
        "case": ("KYIV", "kyiv"),
        "curly apostrophe": ("Kyiv’s", "kyiv's"),
        "acute accent as apostrophe": ("Kyiv´s", "kyiv's"),
        "grave accent as apostrophe": ("Kyiv`s", "kyiv's"),
        "modifier apostrophe": ("Ukraїnaʼs", "ukraїna's"),
        "no-break hyphen": ("Trump‑Putin", "trump-putin"),
        "soft hyphen": ("co\u00adoperate", "cooperate"),
        "zero-width space": ("Zel\u200bensky", "zelensky"),
        "byte order mark": ("\ufeffZelensky", "zelensky"),
        "decomposed accent": ("e\u0301lan", "élan"),
        "Turkish dotted I": ("İstanbul", "istanbul"),
        "Turkish dotted I, decomposed": ("I\u0307stanbul", "istanbul"),
        "sharp s": ("STRASSE", "straße"),
        "ligature": ("ﬁnal", "final"),
        "full-width letters": ("ＮＡＴＯ", "nato"),
        "subscript": ("CO₂", "co2"),
        "Arabic vowel marks": ("مُحَمَّد", "محمد"),
        "Hebrew points": ("שָׁלוֹם", "שלום"),
    },
)
def test_spellings_of_one_word_fold_alike(text, same):
    assert folded(text) == folded(same) == [same if same != "straße" else "strasse"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2½ years", ["2½", "years"], id="fraction is no two numbers"),
        pytest.param("Social™ media", ["social", "media"], id="trade mark is no letters"),
        pytest.param("№5", ["5"], id="numero sign is no letters"),
        pytest.param("20℃ then", ["20", "then"], id="degree sign is no letters"),
        pytest.param("ﷺ peace", ["ﷺ", "peace"], id="ligature of several words stays one"),
    ],
)
def test_folding_never_moves_the_bounds_of_a_word(text, expected):
    assert folded(text) == expected


@each_of(
    "text, expected",
    {
        "ASCII": ("The end", [(0, 3), (4, 7)]),
        "curly quotes": ("“Kyiv’s” fate", [(1, 7), (9, 13)]),
        "decomposed accent": ("e\u0301lan vital", [(0, 5), (6, 11)]),
        "accent at the end of a word": ("cafe\u0301 now", [(0, 5), (6, 9)]),
        "characters left out": ("co\u00adop \u200bnow", [(0, 5), (7, 10)]),
        "left out after a word": ("cafe\u00ad\u200b now", [(0, 4), (7, 10)]),
        "one character, two letters": ("ﬁn ǆ", [(0, 2), (3, 4)]),
        "emoji": ("👍🏽 ok", [(3, 5)]),
    },
)
def test_a_word_knows_its_place_in_the_original(text, expected):
    assert [(word.start, word.end) for word in words(text)] == expected


def test_a_word_tells_whether_it_is_in_capitals():
    found = words("US us U.S. Us ＥＵ COVID-19 7")
    assert [word.capitals for word in found] == [True, False, True, False, True, True, False]


def test_folding_keeps_a_map_to_the_original():
    assert fold("Aﬁ\u00adB") == ("afib", [0, 1, 1, 3, 4])


@SAME_EACH_TIME
@given(TEXTS)
@example("\u0301a")
@example("½ hour")
def test_the_map_has_an_offset_for_each_folded_character_and_never_goes_back(text):
    letters, origin = fold(text)
    assert len(origin) == len(letters) + 1
    assert origin == sorted(origin)
    assert origin[-1] == len(text)


@SAME_EACH_TIME
@given(TEXTS)
@example("ŉ ͺ ﷺ ½")
@example("a\ufe0f\u20e3b")
def test_the_original_of_every_word_folds_to_the_word(text):
    found = words(text)
    assert all(fold(text[word.start : word.end])[0] == word.folded for word in found)
    bounds = [offset for word in found for offset in (word.start, word.end)]
    assert bounds == sorted(bounds)
    assert len({word.start for word in found}) == len(found)


@SAME_EACH_TIME
@given(st.text(st.characters(max_codepoint=127)))
def test_plain_english_folds_to_lower_case_one_by_one(text):
    assert fold(text) == (text.lower().replace("`", "'"), list(range(len(text) + 1)))


@SAME_EACH_TIME
@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_plain_text_has_the_words_that_it_has_beside_other_letters(text):
    assert words(text) == words(f"{text} é")[:-1]


@SAME_EACH_TIME
@given(TEXTS)
def test_words_are_counted_as_they_are_listed(text):
    assert count_words(text) == len(words(text))


def test_only_a_final_s_after_an_apostrophe_is_a_possessive():
    given_words = ["kyiv's", "allies'", "it's-a", "isn't", "s"]
    expected = ["kyiv", "allies'", "it's-a", "isn't", "s"]
    assert [without_possessive(word) for word in given_words] == expected


@each_of(
    "british, american",
    [
        ("favourite", "favorite"),
        ("neighbours", "neighbors"),
        ("organisations", "organizations"),
        ("analysed", "analyzed"),
        ("theatres", "theaters"),
        ("defence", "defense"),
        ("travelled", "traveled"),
        ("programme", "program"),
        ("dialogue", "dialog"),
        ("sceptical", "skeptical"),
        ("kiev", "kyiv"),
        ("u.s", "us"),
    ],
)
def test_a_british_spelling_folds_to_the_american(british, american):
    assert fold_spelling(british, ENGLISH) == american
    assert fold_spelling(american, ENGLISH) == american


@each_of(
    "word",
    "four hour source promise exercise surprise advise rise wise premise fence acre there "
    "cancelation programmer vogue league greyhound".split(),
)
def test_a_word_that_only_looks_british_stays(word):
    assert fold_spelling(word, ENGLISH) == word
