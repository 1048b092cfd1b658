"""Languages as data: folders that are read strictly, and one more that needs no code."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields

import pandas as pd
import pytest

from framing.corpus import dates
from framing.corpus.dates import read_dates
from framing.corpus.readers import not_articles
from framing.corpus.readers.not_articles import not_an_article
from framing.corpus.sentences import sentences
from framing.corpus.zones import zone_text
from framing.errors import FramingError
from framing.languages import language as module
from framing.languages.language import language, shipped
from framing.languages.lists import read_lists
from framing.languages.news import News, one_of
from framing.languages.speech import Speech
from framing.languages.vocabulary import Certainty, Notices, Sentences, Spelling, Vocabulary
from tests.cases import each_of

CLASSES = [News, Notices, Sentences, Vocabulary, Certainty, Spelling, Speech]


def zoned(text: str, code: str, title: str = "") -> list[tuple[str, str]]:
    spans = zone_text(text, title=title, language=code)
    return [(zone, text[start:end]) for start, end, zone in spans if zone != "furniture"]


# Reading


def test_a_list_is_one_text_of_words_or_a_list_of_texts(tmp_path):
    path = tmp_path / "news.toml"
    path.write_text('months = """\nUno Due\nTre\n"""\nrights = ["all rights kept"]\n')
    assert read_lists(path, News) == News(months=("Uno", "Due", "Tre"), rights=("all rights kept",))


def test_a_file_that_is_not_there_has_no_list(tmp_path):
    assert read_lists(tmp_path / "news.toml", News) == News()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('monhts = "Uno"', "unknown list 'monhts'. Lists: months, .*Did you mean 'months'"),
        ("months = 3", "'months' is 3; give one text of words"),
        ('months = [""]', r"'months' is \[''\]; give one text of words"),
        ('months = "', "is no TOML that can be read"),
        ('respelled = "maerz"', "'respelled' is 'maerz'; a table needed"),
        ("[months]\none = 1", "'months' is .*; words needed"),
    ],
    ids=["unknown", "number", "empty entry", "no TOML", "no table", "a table"],
)
def test_what_is_no_list_is_refused_with_its_place(tmp_path, written, said):
    path = tmp_path / "xx" / "news.toml"
    path.parent.mkdir()
    path.write_text(written)
    with pytest.raises(FramingError, match=rf"(?s)^xx/news.toml.*{said}"):
        read_lists(path, News)


@pytest.mark.parametrize("code", shipped())
def test_every_shipped_language_can_be_read(code):
    assert language(code).code == code
    assert language(f"{code.upper()}-XX").words == language(code).words


@pytest.mark.parametrize("code", ["xx", "", "../en", "en/../en", "zh-Hant"])
def test_a_language_without_a_folder_has_no_lists(code):
    found = language(code)
    assert all(getattr(found, one.name) == type(getattr(found, one.name))()
               for one in fields(found) if one.name != "code")  # fmt: skip


@pytest.mark.parametrize("lists", CLASSES, ids=lambda one: one.__name__)
def test_every_list_says_what_it_is_for(lists):
    told = re.findall(
        r"^    (\w+): .*  # [\w\"]|# \w.*\n    (\w+): ", inspect.getsource(lists), re.MULTILINE
    )
    assert [one or other for one, other in told] == [one.name for one in fields(lists)]


def test_the_pattern_of_an_empty_list_matches_nothing():
    assert not re.search(one_of(()), "")
    assert re.fullmatch(one_of(("by @name",), name="[A-Z]+"), "by ANNA")


# German


GERMAN = """Gipfel in Genf
Stand: 13.02.2025, 10:30 Uhr
Von Erika Beispiel
GENF/BERLIN, 13. Februar (Reuters) – Die Minister trafen sich.
vor 3 Stunden
Lesedauer: 3 Minuten
Am 13. Februar begann es in Genf – der Stadt am See.
Es ging um viel, sagte
Präsident
Beispiel in Genf.
Anzeige
Wer war dabei?
Das Foto zeigt den Saal. Foto: Getty Images
Sie gingen. (dpa/AFP)
Lesen Sie auch: Etwas anderes
Mit Material von dpa und AFP
Alle Rechte vorbehalten"""


def test_a_german_text_has_its_zones_by_german_words():
    assert zoned(GERMAN, "de") == [
        ("headline", "Gipfel in Genf"),
        ("lead", "Die Minister trafen sich."),
        ("body", "Am 13. Februar begann es in Genf – der Stadt am See."),
        ("body", "Es ging um viel, sagte\nPräsident\nBeispiel in Genf."),
        ("subhead", "Wer war dabei?"),
        ("caption", "Das Foto zeigt den Saal."),
        ("body", "Sie gingen."),
    ]


def test_no_word_of_one_language_makes_furniture_of_another():
    """English readers are invited to read more; to a German text that is a sentence."""
    assert zoned("Read more about it: nobody did.\n\nSie gingen. Es war spät.", "en") == [
        ("lead", "Sie gingen. Es war spät.")
    ]
    assert zoned("Read more about it: nobody did.\n\nSie gingen. Es war spät.", "de")[0] == (
        "lead",
        "Read more about it: nobody did.",
    )


def test_the_articles_own_language_counts_and_else_the_one_that_is_given():
    text = "Talks begin\n\nVon Erika Beispiel\n\nDie Minister trafen sich."
    table = pd.DataFrame(
        {"article": ["a", "b"], "outlet": "X", "text": text, "language": ["en", None]}
    )
    found = sentences(table, language="de")
    assert found.groupby("article")["text"].apply(list).to_dict() == {
        "a": ["Talks begin", "Von Erika Beispiel", "Die Minister trafen sich."],
        "b": ["Talks begin", "Die Minister trafen sich."],
    }
    assert found.groupby("article")["language"].unique().str[0].tolist() == ["en", "de"]


@pytest.mark.parametrize("printed", ["8. Maerz 2001", "Donnerstag, 8. Maerz 2001", "8. MAERZ 2001"])
def test_a_month_that_the_date_library_lacks_is_read(printed):
    assert read_dates([printed])[0].day == "2001-03-08"


# One more


@pytest.fixture
def invented(tmp_path, monkeypatch):
    """Add a language to those that are shipped: a folder, and nothing else."""
    for code in shipped():
        (tmp_path / code).symlink_to(module.FOLDER / code)
    folder = tmp_path / "xq"
    folder.mkdir()
    (folder / "news.toml").write_text(
        'months = "Hornuk"\nordinals = "mo"\ndate_labels = "stando"\nbylines = "eb"\n'
        'furniture_lines = ["legu plue"]\nfurniture_phrases = ["mendu nun"]\nphoto_labels = "Bildo"\n'
        '[respelled]\nhornuk = "february"\n'
    )
    (folder / "notices.toml").write_text('paywall = ["abonu por legi"]\n')
    (folder / "sentences.toml").write_text('titles = "Sno Doc"\n')
    (folder / "words.toml").write_text('function = "la ke"\n[numbers]\ndek = 10\n')
    caches = [language, not_articles._pattern, dates._spellings, dates._parsed]
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    for one in caches:
        one.cache_clear()
    yield "xq"
    monkeypatch.undo()
    for one in caches:
        one.cache_clear()


def test_a_folder_makes_a_language(invented):
    text = "Stando 3mo Hornuk 2025\n\nEb Ana Vit\n\nSno. Ana Vit iris.\nLegu plue: io\nEa: mendu nun\nBildo: Ana"
    assert shipped() == ["de", "en", "es", "fr", "tr", "xq"]
    assert zoned(text, invented) == [("lead", "Sno. Ana Vit iris.")]
    table = pd.DataFrame({"article": ["a"], "outlet": "X", "text": text, "language": [invented]})
    assert sentences(table)["text"].tolist() == ["Sno. Ana Vit iris."]
    assert read_dates(["3 Hornuk 2025"])[0].day == "2025-02-03"
    assert not_an_article("Io okazis.\nAbonu por legi") == "a paywall stub"


# Set phrases of news sites


@each_of(
    "language, lines",
    {
        "de": ("de", ["Lesen Sie auch: Die Fähre", "Anzeige", "12 Kommentare", "Themen: Hafen"]),
        "de, correction": ("de", ["Anmerkung der Redaktion: Die Zahl wurde berichtigt."]),
        "de, list": ("de", ["Mehr zum Thema", "Die Fähre fährt", "Der Hafen wächst"]),
        "fr": ("fr", ["Lire aussi : Le ferry arrive", "Publicité", "Par Anne Exemple"]),
        "fr, list": ("fr", ["Sur le même sujet", "Le port grandit", "Un ferry part"]),
        "es": ("es", ["Lea también: El puerto crece", "Publicidad", "Etiquetas: puerto, mar"]),
        "es, list": ("es", ["Te puede interesar", "El puerto crece", "Un barco sale"]),
        "tr": ("tr", ["İlgili haber: Liman büyüyor", "Reklam", "Etiketler: liman, deniz"]),
        "tr, list": ("tr", ["Çok okunanlar", "Liman büyüyor", "Bir gemi daha"]),
    },
)
def test_set_phrases_of_other_languages(language, lines):
    assert zoned("\n\n".join(["A b c.", "D e f.", *lines, "G h i."]), language) == [
        ("lead", "A b c."),
        ("body", "D e f."),
        ("body", "G h i."),
    ]


# Cues


CUE_LISTS = ("needs_that", "objects", "things", "behind_speech", "addressed", "infinitives")


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_list_of_cues_names_cues_that_there_are_and_a_form_is_of_one_cue(code):
    speech = language(code).speech
    tables = speech.classes()
    forms = [form.casefold() for table in tables.values() for form in table]
    written = [one for table in tables.values() for words in table.values() for one in words]
    assert [one for one in forms if forms.count(one) > 1] == []
    assert [one for one in written if written.count(one) > 1] == []
    unknown = {name: {*getattr(speech, name)} - {*forms} for name in CUE_LISTS}
    assert {name: words for name, words in unknown.items() if words} == {}
    firsts = {one.split()[0] for one in written}
    assert {*speech.nouns} - firsts == set()
    assert [name for name in ("objects", "things") if not {*getattr(speech, name)}] in (
        [],
        ["things"],
    )


@pytest.mark.parametrize("code", ["de", "en"])
def test_no_word_stands_twice_in_a_list_of_speech(code):
    lists = {
        name: one for name, one in vars(language(code).speech).items() if isinstance(one, tuple)
    }
    assert {name: one for name, one in lists.items() if len({*one}) < len(one)} == {}
