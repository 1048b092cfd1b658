"""Sentences in German and in languages without lists; English stands in test_sentences."""

# ruff: noqa: RUF001 - marks of other scripts are what is tested
from __future__ import annotations

from dataclasses import fields

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.corpus.sentences import sentences
from framing.corpus.splitting import split
from framing.languages.language import language, shipped
from framing.languages.vocabulary import Sentences
from tests.cases import each_of
from tests.effort import least

SAME_EACH_TIME = settings(derandomize=True, deadline=None)


def parts(text: str, code: str) -> list[str]:
    return [text[start:end] for start, end in split(text, code)]


GERMAN = {
    # numbers with a point
    "day and month": ["Am 13. Februar trafen sie sich in Genf.", "Die Gespräche dauerten lange."],
    "days and months": ["Vom 13. bis 15. Mai und am 1./2. Juni wird getagt.", "Das ist neu."],
    "month in Austria": ["Ab 3. Jänner schneite es.", "Am 6. Feber taute es."],
    "month as abbreviation": ["Am 24. Dez. 2003 schneite es.", "Am 3. Okt. regnete es."],
    "date in numbers": ["Am 13. 3. 2004 kam er.", "Am 1.5.2004 ging er.", "Am 6. 12. war er fort."],
    "day alone": ["Sie kam am 3.", "Er ging am 4."],
    "century": ["Das Haus stammt aus dem 19. Jahrhundert.", "Es brannte ab."],
    "century without article": ["Es war Ende 19. Jahrhundert.", "Das Dorf war arm."],
    "times": ["Sie gewann zum 3. Mal.", "Das Spiel war gut."],
    "ordinal": ["Im 2. Halbjahr sank der Umsatz.", "Die 3. Kammer und das 4. Gericht tagten."],
    "ordinals": ["Der 3. und 4. Absatz gelten.", "Jeder 2. Leser ging."],
    "ordinal of somebody": ["Das ist sein 100. Tor.", "Es war ihr 2. Sieg."],
    "club": ["Der 1. FC Nordstadt gewann.", "Beim 1. FC war man froh."],
    "headline with an ordinal": ["2. Liga: Nordstadt siegt"],
    "place": ["Sie kam auf Platz 3.", "Deutschland jubelte."],
    "result": ["Nordstadt gewann 3:0.", "Dorfheim verlor 1:2.", "Bergau spielte nicht."],
    "decimal number": ["Der Kurs fiel auf 1,05.", "Anleger verkauften."],
    "number of thousands": ["Das Auto kostet 30.000 Euro.", "80.000 Euro kostet das Haus."],
    "year, then a year": ["Der Verein entstand 1905.", "1997 zog er um."],
    "number that opens": ["Laut Polizei starben 5 Menschen.", "12 wurden verletzt."],
    "age, then a year": ["Er ist 30.", "2005 zog er um."],
    "king": ["Friedrich II. von Preußen starb.", "Er war alt."],
    "king at an end": ["Viele kannten Friedrich II.", "Er war alt."],
    "pope, then a quotation": ["Sie sprach über Benedikt XVI.", "„Er war klug“, sagte sie."],
    "Roman ordinal": ["Der II. Weltkrieg endete 1945.", "Der I. Weltkrieg endete 1918."],
    "time": ["Es begann um 10.30 Uhr.", "Es endete um 12 Uhr.", "Danach gab es Streit."],
    # abbreviations
    "titles": ["Prof. Dr. h. c. Karl Meier und Dr. med. Anna Weiß kamen.", "Sie sprachen."],
    "title with a hyphen": ["Dipl.-Ing. Meier und Dr.-Ing. Weiß kamen.", "Sie sprachen."],
    "saint": ["Der FC St. Anna verlor in St. Lorenz.", "Das war neu."],
    "in letters": ["Es gab Obst, z. B. Äpfel, d. h. Vitamine.", "Das war u. a. Meier klar."],
    "in letters, before an opener": ["Es gab Parteien, z.B. Die Mitte.", "Das war gut."],
    "in words": ["Die sog. Mitte bzw. Die Neuen und ca. 5 Leute kamen.", "Das war alles."],
    "law": ["Nach § 5 Abs. 2 Nr. 3 und Art. 4 gilt das.", "Das Gericht bestätigte es."],
    "page": ["Das steht in Bd. 3, S. 45.", "Lesen Sie es."],
    "word like an abbreviation": ["Das ist eine neue Art.", "Das Tier ist klein."],
    "name like an abbreviation": ["Er heißt Jan.", "Sie heißt Anna."],
    "millions": ["Die Firma hat 3 Mio. Euro und 2 Mrd. Schulden.", "Das ist viel."],
    "millions at an end": ["Der Umsatz liegt bei 3 Mio.", "Das ist viel."],
    "and so on": ["Meier, Weiß usw. kamen.", "Es gab Bier, Wein usw.", "Die Feier war lang."],
    "street": ["Sie wohnt in der Hauptstr. 5.", "Er wohnt in der Bergstr.", "Beide sind alt."],
    "before Christ": ["Er wurde 44 v. Chr. ermordet.", "Cäsar starb 44 v. Chr.", "Das war in Rom."],
    "company": ["Die Meier GmbH & Co. KG ist pleite.", "Das ist neu."],
    "initials": ["A. Meier und F.-W. Weiß kamen.", "Auch George W. Bush kam."],
    "initial at an end": ["Die Polizei lobte Peter K.", "Er gestand."],
    "retired": ["Der Kanzler a. D. Meier kam.", "Er ist General a. D.", "Das weiß jeder."],
    # quotation marks, calls, ellipses, addresses
    "asked": ["„Kommt er?“, fragte Meier.", "„Nein!“ rief Weiß.", "„Gut.“", "Er schwieg."],
    "two sentences quoted": ["Er sagte: „Ich gehe.", "Es reicht.“", "Dann ging er."],
    "angle marks": ["»Kommt er?«, fragte sie.", "»Nein.«", "Er schwieg."],
    "Swiss marks": ["«Wir gehen», sagte er.", "«Ja?», fragte sie.", "Er nickte."],
    "marks in marks": ["„Er rief: ‚Nein!‘ und ging“, sagte sie.", "„Er rief ‚Ja!‘“", "Sie ging."],
    "brackets": ["Er kam (vgl. S. 5).", "(Sie nicht.)", "Dann ging er."],
    "call": ["Ist das wahr?", "Ja!", "Man weiß es nicht."],
    "ellipses": ["Er zögerte ... und ging.", "Sie wartete…", "Dann ging sie."],
    "addresses": ["Mehr steht unter www.example.de.", "Fragen an a.b@example.de.", "Das hilft."],
    "colon": ["Er weiß es: Die Zeit läuft; das ist klar.", "Sie auch."],
}  # fmt: skip


@each_of("expected", GERMAN)
def test_a_german_paragraph_is_cut_where_a_reader_would(expected):
    assert parts(" ".join(expected), "de") == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["They want rules for conduct etc.", "It’s not clear why."],
        ["He said so in Rochester, N.H.", "“He’s gone,” she said."],
        ["It would kill a piece of me.", "I have decided.", "I-- I really have."],
        ["She ran beside then-Sen. Jane Doe.", "All-party talks failed."],
    ],
)
def test_an_english_sentence_ends_before_a_word_that_opens_one(expected):
    assert parts(" ".join(expected), "en") == expected


def test_an_article_is_split_by_the_rules_of_its_own_language():
    text = "Am 13. Mai kam Nr. 5. Die Sitzung begann."
    table = pd.DataFrame(
        {"article": ["a", "b", "c"], "outlet": "X", "text": text, "language": ["de", "en", None]}
    )
    found = sentences(table, language="de").groupby("article")["text"].apply(list)
    german = ["Am 13. Mai kam Nr. 5.", "Die Sitzung begann."]
    assert found["a"] == found["c"] == german
    assert found["b"][0] == "Am 13."


def test_a_language_that_is_named_in_another_way_has_the_rules_of_its_code():
    text = "Am 13. Mai kam Nr. 5. Die Sitzung begann."
    for name in ("DE", "de-AT", "German"):
        articles = pd.DataFrame({"article": ["a"], "outlet": "X", "text": text})
        found = sentences(articles.assign(language=name))
        assert found["text"].tolist() == ["Am 13. Mai kam Nr. 5.", "Die Sitzung begann."]
        assert found["language"].tolist() == ["de", "de"]
        assert sentences(articles, language=name)["language"].tolist() == ["de", "de"]


# Languages without lists


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("fr", ["M. Dupont dit : « Non. »", "« Quoi ? » demanda-t-il.", "J. Dupont rit."]),
        ("es", ["El Sr. Ruiz llegó.", "¿Vendrá?", "¡Sí!"]),
        ("tr", ["Prof. Dr. A. Kaya geldi.", "“Hayır!” dedi.", "13. yüzyılda oldu."]),
        ("ru", ["А. С. Иванов пришёл.", "«Нет!» — сказал он."]),
        ("ar", ["قال إنه سيغادر.", "هل تعلم؟", "نعم."]),
        ("hi", ["वह गया।", "वह आया।"]),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_language_without_lists_is_cut_by_the_splitter_and_by_form(code, expected):
    assert language(code).sentences == Sentences()
    assert parts(" ".join(expected), code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("zh", ["他说：「好。」", "然后走了。", "“不行！”", "她说。", "（他在。）", "好。"]),
        ("ja", ["「行こう。」", "彼は去った。"]),
    ],
)
def test_scripts_without_blanks_have_sentences_with_their_marks(code, expected):
    assert parts("".join(expected), code) == expected


@each_of("code", ["xx", "zz", "", "de-AT", "../de", "日本", "x" * 1000])
def test_no_code_is_refused(code):
    assert parts("Er kam. Sie ging.", code) == ["Er kam.", "Sie ging."]


def test_no_english_word_opens_a_sentence_or_speaks_in_another_language():
    assert parts("Plan B. The", "xx") == ["Plan B. The"]
    assert parts("“Non?” Dupont said so.", "xx") == ["“Non?”", "Dupont said so."]
    assert parts("Wall St. The bank", "de") == ["Wall St. The bank"]


# Any text


MARKS = ["»", "«", "„", "“", "‚", "‘", '"', "(", ")", ". ", "? ", "…", " ", "\n", "'"]
WORDS = [
    "Er ",
    "Die ",
    "z. B. ",
    "Nr. ",
    "13. ",
    "1997. ",
    "II. ",
    "Mai ",
    "am ",
    "K. ",
    "kam",
    "„Die",
]
TEXTS = st.lists(
    st.sampled_from(MARKS + WORDS) | st.characters(exclude_categories=["Cs"]), max_size=30
).map("".join)


@SAME_EACH_TIME
@given(TEXTS, st.sampled_from(["de", "fr", "zh", "xx"]))
@example("Er kam. „", "de")
@example("Il dit « Non. » »", "fr")
def test_sentences_hold_every_character_but_white_space_once_and_in_order(text, code):
    position = 0
    for start, end in split(text, code):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


RUNS = [
    "‘",
    "„",
    "«",
    "'",
    "‘a",
    "„a. ",
    "1. ",
    "A. ",
    "am 1. ",
    "XVI. ",
    "z. B. ",
    "… ",
    ". »",
    "? ",
]


@each_of("code", ["en", "de", "xx"])
@each_of("run", RUNS)
def test_a_text_four_times_as_long_takes_about_four_times_as_long(run, code):
    short, long = (least(lambda n=n: split((run * n)[:n], code)) for n in (8_000, 32_000))
    assert long < 9 * short + 0.05


# The lists


@pytest.mark.parametrize("code", shipped())
def test_a_list_of_words_at_sentence_ends_holds_each_word_once_and_no_point_at_its_end(code):
    for field in fields(Sentences):
        words = getattr(language(code).sentences, field.name)
        assert len(words) == len(set(words)), field.name
        assert not [word for word in words if word.endswith(".")]


@each_of(
    "expected",
    {
        "a sentence": ["Eines war da allen klar:", "Die Brücke war nicht zu retten."],
        "a quotation nobody is said to say": [
            "Eines war da allen klar:",
            "„Wir haben die Brücke verloren.“",
        ],
        "a name and its verb": ["Dann geschah es endlich:", "Anna Berg stand vor dem Tor."],
        "a semicolon": ["Die Brücke war verloren;", "der Fluss stieg noch immer."],
        "what somebody says": ["Sie sagte dazu nur: „Wir haben die Brücke verloren.“"],
        "a label": ["Zum Vergleich: Die Brücke stand hundert Jahre."],
        "a list": ["Drei Orte hat man gesperrt: Felder, Wald und Brücke."],
        "a list that goes on": ["Drei Orte hat man gesperrt: Felder am Fluss und die Brücke."],
        "a list of names": ["Tore: Berg (5.); Dahl (10.); Lund (90.)."],
    },
)
def test_a_german_clause_that_could_stand_alone_ends_at_a_colon_or_semicolon(expected):
    assert parts(" ".join(expected), "de") == expected


def test_no_colon_or_semicolon_ends_a_sentence_where_no_list_says_so():
    for text in ("One thing was clear: The bridge was gone.", "It was gone; the river rose."):
        assert parts(text, "en") == parts(text, "xx") == [text]
