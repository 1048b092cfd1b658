"""Each text is measured by the words of its language, and by no other language's."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import framing
from framing.coding.code import code
from framing.corpus.spelling import fold_spelling
from framing.corpus.words import fold
from framing.errors import FramingError
from framing.languages import lacks as module
from framing.languages.detection import languages
from framing.languages.lacks import LABELS, lacks
from framing.languages.language import FOLDER, language, shipped
from framing.languages.lists import read_groups, read_lists
from framing.languages.vocabulary import Certainty, Spelling, Vocabulary
from framing.pages.outlets import word_scores_by_mode
from framing.pages.wire import by_kind
from framing.show.meanings import meaning
from framing.show.versions import pairs, replacements, versions
from framing.wire import rewriting
from framing.wire.align import alignments
from framing.wire.certainty import certainty, marked, polarity
from framing.wire.concepts import concept, is_people, plain_words
from framing.wire.families import families
from framing.wire.known_names import known_names
from framing.wire.readings import read
from framing.wire.said import said
from framing.wire.substance import differences
from framing.wire.substitutions import substitutions
from framing.words.keyness import keyness
from tests.cases import each_of

WITH_WORDS = [code for code in shipped() if language(code).words.function]

ENGLISH, GERMAN, UNKNOWN = language("en"), language("de"), language("xx")
KEY = ["article_a", "sentence_a", "article_b", "sentence_b"]


def table(code: str | list[str], *texts: str, **articles: str) -> pd.DataFrame:
    """Return sentences, each an article of its own, or those of articles by name."""
    names = list(articles) or [f"a{number}" for number in range(len(texts))]
    listed = list(articles.values()) or list(texts)
    return pd.DataFrame({"article": names, "sentence": 0, "text": listed, "language": code})


def replaced(code: str | list[str], one: str, other: str) -> list[tuple[str, str, str]]:
    """Return the phrases that stand for one another in a trimmed pair."""
    pair = pd.DataFrame([("a0", 0, "a1", 0, "trimmed")], columns=[*KEY, "relation"])
    found = substitutions(pair, table(code, one, other))
    return found[["phrase_a", "phrase_b", "kind"]].fillna("").apply(tuple, axis=1).tolist()


# -- the lists --------------------------------------------------------------------------------


@pytest.mark.parametrize("code", WITH_WORDS)
def test_every_word_of_a_list_is_one_that_a_folded_text_can_hold(code):
    of = language(code)
    listed = [*of.words.function, *of.words.numbers, *of.words.pointers, *of.certainty.negators]
    listed += [word for group in (*of.synonyms, *of.peoples) for word in group]
    tables = (of.certainty.neutral, of.certainty.hedge, of.certainty.denial)
    listed += [word for one in tables for forms in one.values() for word in forms]
    assert len(listed) > 1000
    assert [word for word in listed if fold(word)[0] != word] == []


@pytest.mark.parametrize("code", shipped())
def test_a_word_stands_for_one_thing_and_no_list_has_it_twice(code):
    of = language(code)
    named = [word for group in of.peoples for word in group]
    assert sorted(set(named)) == sorted(named)
    assert not {*of.words.function} & {*of.words.numbers} - {"one"}
    kinds = (of.certainty.neutral, of.certainty.factive, of.certainty.claim, of.certainty.emphatic,
             of.certainty.denial, of.certainty.hedge, of.certainty.booster)  # fmt: skip
    forms = [form for kind in kinds for listed in kind.values() for form in listed]
    assert sorted(set(forms)) == sorted(forms)


@pytest.mark.parametrize("code", shipped())
def test_reporting_words_hedges_and_boosters_are_of_one_kind_each(code):
    of = language(code).certainty
    assert not {*of.hedges} & {*of.boosters}
    assert {*of.nouns} <= {form for kind in (of.neutral, of.claim, of.emphatic, of.denial)
                           for forms in kind.values() for form in forms}  # fmt: skip


def test_a_word_with_a_sharp_s_is_met_as_texts_are_folded(tmp_path):
    assert "ausser" in GERMAN.words.function
    assert GERMAN.words.numbers["dreissig"] == "30"
    (tmp_path / "groups.txt").write_text("# short\ngroß Größe\n\n", encoding="utf-8")
    assert read_groups(tmp_path / "groups.txt") == (("gross", "grösse"),)


@pytest.mark.parametrize("lists", [Vocabulary, Certainty, Spelling])
def test_a_list_that_does_not_exist_is_refused_with_what_there_is(lists, tmp_path):
    own = tmp_path / "xx" / "words.toml"
    own.parent.mkdir()
    own.write_text('functoin = "a"', encoding="utf-8")
    with pytest.raises(FramingError, match=f"xx/words.toml: unknown list 'functoin'.*Lists: "
                       f"{fields(lists)[0].name}"):  # fmt: skip
        read_lists(own, lists)


WORDS = re.compile(r'"((?:[a-zäöüß]+ ){3,}[a-zäöüß]+)"')


@each_of(
    "path",
    ["wire/concepts", "wire/phrase_by_phrase", "wire/certainty",
     "wire/known_names", "wire/substance", "wire/said", "wire/same_facts",
     "wire/substitutions", "wire/likeness", "wire/rewriting",
     "wire/align", "words/tfidf", "corpus/terms", "corpus/spelling"],
)  # fmt: skip
def test_code_holds_no_list_of_words(path):
    code = (Path(framing.__file__).parent / f"{path}.py").read_text(encoding="utf-8")
    bare = re.sub(r'"""(?:.|\n)*?"""', "", code)
    assert '".split()' not in bare
    assert "frozenset([" not in bare
    assert not WORDS.search(bare)


# -- numbers ----------------------------------------------------------------------------------

NUMBERS = {
    "twelve": ("en", "Twelve boats left the port.", "12 boats left the port."),
    "thirteen": ("en", "Thirteen boats left the port.", "13 boats left the port."),
    "fifty": ("en", "Some fifty boats left port.", "Some 50 boats left port."),
    "with a mark": ("en", "They paid 2,500 coins.", "They paid 2500 coins."),
    "dreizehn": ("de", "Dreizehn Boote verließen den Hafen.", "13 Boote verließen den Hafen."),
    "zwölf": ("de", "Es waren zwölf Boote im Hafen.", "Es waren 12 Boote im Hafen."),
    "dreißig": ("de", "Es waren dreißig Boote im Hafen.", "Es waren 30 Boote im Hafen."),
    "mit Punkt": ("de", "Sie zahlten 2.500 Münzen.", "Sie zahlten 2500 Münzen."),
}


@each_of("code, one, other", NUMBERS)
def test_a_number_in_words_and_in_digits_is_the_same_to_every_measure(code, one, other):
    of = language(code)
    assert replaced(code, one, other) == []
    assert plain_words(one, of) == plain_words(other, of)
    assert alignments(table(code, one, other))["relation"].tolist() == ["verbatim"]
    assert differences(said(one, of), said(other, of)) == []


def test_another_number_is_a_difference_in_either_language():
    assert replaced("en", "Thirteen men fled.", "Fourteen men fled.")[0][2] == "number"
    assert replaced("de", "Dreizehn Boote fuhren.", "Vierzehn Boote fuhren.")[0][2] == "number"
    one, other = "Rund 2,5 Prozent fehlten.", "Rund 3,5 Prozent fehlten."
    assert differences(said(one, GERMAN), said(other, GERMAN)) == ["numbers"]


def test_number_words_of_one_language_are_words_in_another():
    assert plain_words("elf dreizehn twelve 2.500", ENGLISH) == ["elf", "dreizehn", "12", "2.500"]
    assert plain_words("elf dreizehn twelve 2.500", GERMAN) == ["11", "13", "twelve", "2500"]
    text = "twelve elf 2,500 50%"
    assert plain_words(text, UNKNOWN) == ["twelve", "elf", "2", "500", "50"]


# -- what a word stands for -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "one", "other"),
    [
        (GERMAN, "gesprächen", "telefonat"), (GERMAN, "russlands", "moskau"),
        (GERMAN, "ukrainischen", "kyjiw"), (GERMAN, "häuser", "haus"),
        (GERMAN, "waffenruhe", "waffenstillstand"), (ENGLISH, "talks", "call"),
    ],
)  # fmt: skip
def test_words_that_stand_for_the_same_do_in_their_language_alone(of, one, other):
    assert concept(one, of) == concept(other, of)
    assert concept(one, UNKNOWN) == one
    other_language = ENGLISH if of is GERMAN else GERMAN
    assert concept(one, other_language) != concept(other, other_language)


def test_a_capital_of_a_country_is_one_of_its_names_in_its_language():
    assert is_people("deutschland", GERMAN)
    assert not is_people("deutschland", ENGLISH)
    assert not is_people("germany", UNKNOWN)


@pytest.mark.parametrize(
    ("word", "form"),
    [("kiew", "kyjiw"), ("potentielle", "potenzielle"), ("photograph", "fotograf"),
     ("weissrussland", "belarus"), ("zeit", "zeit"), ("favour", "favour")],
)  # fmt: skip
def test_german_variants_of_spelling_are_folded(word, form):
    assert fold_spelling(word, GERMAN) == form
    assert fold_spelling(word, UNKNOWN) == word


def test_us_is_the_country_where_it_is_in_capitals():
    text = "Die Vereinigten Staaten, die USA und die U.S.-Regierung"
    assert plain_words(text, GERMAN)[:4] == ["die", "usa", "die", "usa"]
    assert plain_words("They told us in the US", ENGLISH) == [
        "they",
        "told",
        "us",
        "in",
        "the",
        "u.s",
    ]


# -- German texts -----------------------------------------------------------------------------

FOUND = {
    "Er sagte, es regne.": [("sagen", "neutral report")],
    "Sie bestätigte und räumte ein.": [("bestätigen", "factive"), ("einräumen", "factive")],
    "Der Klub behauptete es.": [("behaupten", "claim")],
    "Sie betonte und warnte.": [("betonen", "emphatic"), ("warnen", "emphatic")],
    "Er dementierte und wies zurück.": [("dementieren", "denial"), ("zurückweisen", "denial")],
    "Es regnet möglicherweise.": [("möglicherweise", "hedge")],
    "Etwa 40 Menschen, etwa die See.": [("etwa", "hedge")],
    "Das ist zweifellos in der Tat so.": [("zweifellos", "booster"), ("in der tat", "booster")],
    "The bank said so and may insist.": [],
}  # fmt: skip


@each_of("text, rows", FOUND.items())
def test_german_words_that_report_hedge_and_assert_are_found(text, rows):
    assert [(one.lemma, one.kind) for one in marked(text, GERMAN)] == rows
    assert marked(text, UNKNOWN) == []


def test_german_modal_verbs_and_negations_are_found():
    found = polarity("Die Zinsen werden nicht steigen, keine Frage.", GERMAN)
    assert [one.kind for one in found] == ["modal", "negation", "negation"]


SUBSTANCE = {
    "negation": ("Die Zinsen steigen.", "Die Zinsen steigen nicht.", ["negation"]),
    "kein": ("Ein Boot fuhr in den Hafen.", "Kein Boot fuhr in den Hafen.", ["negation"]),
    "modality": ("Die Zinsen steigen bald.", "Die Zinsen könnten bald steigen.", ["modality"]),
    "numbers": ("Es kamen 40 Boote.", "Es kamen fünfzig Boote.", ["numbers"]),
    "the same": ("Die Zinsen steigen bald.", "Bald steigen die Zinsen.", []),
    "so bald wie möglich": ("Boote fahren bald.", "Boote fahren so bald wie möglich.", []),
}


@pytest.mark.parametrize(("one", "other", "kinds"), SUBSTANCE.values(), ids=SUBSTANCE)
def test_what_german_sentences_both_state_is_compared(one, other, kinds):
    assert differences(said(one, GERMAN), said(other, GERMAN)) == kinds


def test_another_country_is_a_difference_of_names_and_its_capital_is_none():
    texts = [
        "Die Minister trafen sich in Moskau.",
        "Die Minister trafen sich in Russland.",
        "Die Minister trafen sich in Oslo.",
    ]
    known = known_names(texts, GERMAN)
    moscow, russia, oslo = (said(text, GERMAN, known) for text in texts)
    assert differences(moscow, russia) == []
    assert differences(moscow, oslo) == ["names"]


def test_german_nouns_are_no_names_where_something_tells():
    texts = [
        "Gestern traf die Ministerin Anna Berg den Chef der NATO in Riga.",
        "Das Boot fuhr in den Hafen, und im Boot saß Berg.",
        "Am Ende gab es Verhandlungen, viel Hoffnung und gute Gespräche.",
    ]
    assert known_names(texts, GERMAN) == {"anna", "berg", "nato", "riga"}


def test_a_german_reporting_verb_that_was_exchanged_is_told():
    found = replaced("de", "Die Bank sagte, die Zinsen steigen.",
                     "Die Bank behauptete, die Zinsen steigen.")  # fmt: skip
    assert found == [("sagte", "behauptete", "reporting verb")]
    found = replaced("de", "Die Zinsen werden bald steigen.", "Die Zinsen könnten bald steigen.")
    assert found == [("werden", "könnten", "certainty")]


def test_german_articles_alone_are_no_other_words():
    assert (
        replaced("de", "Das Gericht hob ein Urteil auf.", "Ein Gericht hob das Urteil auf.") == []
    )


def test_reworded_german_copy_is_found_by_its_lists():
    one = [
        "Der Präsident sprach am Mittwoch mit dem Kanzler über eine Waffenruhe.",
        "Beide wollen Verhandlungen in Riga beginnen.",
        "Schnee fiel auf die alte Brücke der Stadt.",
        "Ein Fischer verlor sein Boot.",
    ]
    other = [
        "Am Mittwoch telefonierte der Staatschef mit dem Regierungschef wegen einer Feuerpause.",
        "In Riga sollen nach ihrem Willen Verhandlungen starten.",
        "Der Markt öffnete erst am Abend.",
        "Kinder liefen durch den Park.",
    ]
    rows = [(name, number, text) for name, texts in (("a", one), ("b", other))
            for number, text in enumerate(texts)]  # fmt: skip
    given = pd.DataFrame(rows, columns=["article", "sentence", "text"])
    in_german = alignments(given.assign(language="de"), threshold=0.2)
    assert (0, 0) in set(zip(in_german["sentence_a"], in_german["sentence_b"], strict=True))
    as_it_stands = alignments(given.assign(language="xx"), threshold=0.2)
    similar = [found.query("sentence_a == 0 and sentence_b == 0")["similarity"].max()
               for found in (in_german, as_it_stands)]  # fmt: skip
    assert not similar[1] >= similar[0]  # missing, or less


def test_quotations_in_german_marks_are_shared_quotations():
    given = {"a": "Er sagte, „das alte Boot ist fort“, und ging.",
             "b": "„Das alte Boot ist fort“, rief Berg."}  # fmt: skip
    unquoted = {name: re.sub("[„“]", "", text) for name, text in given.items()}
    one, other = (alignments(table("de", **texts), threshold=1e-9) for texts in (given, unquoted))
    assert one["similarity"].iloc[0] > other["similarity"].iloc[0]


# -- words that are counted -------------------------------------------------------------------


def words(code: str, text: str, **more: str) -> pd.DataFrame:
    return framing.tokens(table(code, a=text)).assign(**more)


def test_function_words_and_number_words_are_left_out_by_the_language_of_each_word():
    german = "die Boote und dreizehn im Hafen nicht zwölf würde außer"
    assert list(framing.words.tfidf(words("de", german))["term"]) == ["boote", "hafen"]
    english = "the boats and thirteen in the harbour not twelve would except isn't they've more"
    assert list(framing.words.tfidf(words("en", english))["term"]) == ["boats", "harbour"]
    assert list(framing.words.tfidf(words("xx", "die the und"))["term"]) == ["die", "the", "und"]


def test_in_a_corpus_of_two_languages_no_word_is_left_out_by_the_other_ones_list():
    given = framing.tokens(
        table(["en", "de"], "They die in a war of man.", "Die Gefahr war an Bord.")
    )
    found = framing.words.tfidf(given)
    assert found.groupby("article")["term"].agg(list).to_dict() == {
        "a0": ["die", "man", "war"], "a1": ["bord", "gefahr"]
    }  # fmt: skip
    assert set(keyness(given, by="article")["feature"]) == {"die", "man", "war", "bord", "gefahr"}


@each_of("word", "bill fire system call interest made last serious".split())
def test_words_with_content_are_counted(word):
    assert list(framing.words.tfidf(words("en", word))["term"]) == [word]


@each_of(
    "word", "myself ours isn't won't cannot would amid despite whether everybody another".split()
)
def test_words_without_content_are_not_counted(word):
    assert framing.words.tfidf(words("en", word)).empty


def test_variants_are_folded_by_the_language_of_each_word():
    given = framing.tokens(table(["en", "de"], "Favour photograph", "Favour photograph"))
    found = framing.words.tfidf(given, variants=True).groupby("article")["term"].agg(list)
    assert found.to_dict() == {"a0": ["favor", "photograph"], "a1": ["favour", "fotograf"]}


def test_likeness_to_a_codebook_counts_no_function_words_of_the_texts_language():
    book = framing.coding.codebook.parse_codebook(
        {"codebook": {"name": "b", "language": "de"}, "frames": {"f": {
            "definition": "Die Ukraine ist nicht am Tisch."}}}, source="b")  # fmt: skip
    found = code(
        table("de", "Die ist nicht am See.", "Am Tisch fehlt die Ukraine."),
        codebook=book,
        by="similarity",
    )
    assert found["score"].tolist()[0] == 0
    assert found["present"].tolist() == [0, 1]
    unknown = code(table("xx", "Die ist nicht am See."), codebook=book, by="similarity")
    assert unknown["score"].tolist() == [0]  # the codebook's function words are left out


# -- two languages side by side ---------------------------------------------------------------


def test_a_pair_in_two_languages_is_compared_as_it_stands():
    texts = "NATO Putin Riga Oslo.", "NATO Putin Riga Oslo!"
    for codes in (["en", "de"], ["de", "xx"]):
        assert alignments(table(codes, *texts))["relation"].tolist() == ["verbatim"]
    same = "Twelve boats left port.", "12 boats left port."
    assert alignments(table("en", *same))["relation"].tolist() == ["verbatim"]
    assert (
        "verbatim"
        not in alignments(table(["en", "xx"], *same), threshold=1e-9)["relation"].tolist()
    )
    assert replaced(["en", "xx"], *same) == [("Twelve", "12", "other")]
    assert replaced(["en", "de"], "Rates may rise now.", "Rates will rise now.")[0][2] == "other"


def test_pairs_within_a_language_do_not_move_for_texts_in_another():
    own = table("en", "The talks began in Geneva, officials said.", "The talks began in Geneva.")
    other = table(
        "de", x="Die Gespräche begannen in Genf.", y="Die Verhandlungen begannen in Genf."
    )
    alone = alignments(own)
    both = alignments(pd.concat([own, other]))
    kept = both[both["article_a"].str.startswith("a") & both["article_b"].str.startswith("a")]
    pd.testing.assert_frame_equal(kept.reset_index(drop=True), alone)


def test_a_copy_in_a_text_whose_language_was_told_wrongly_is_still_one_family():
    texts = "Talks on the old port opened in Riga today and crowds met the envoys there."
    found = families(table(["en", "nl", "en"], texts, texts, "Snow fell on the town."))
    assert found["n_articles"].tolist() == [2, 2, 1]


def test_families_of_one_language_do_not_move_for_texts_in_another():
    given = table("en", *(f"Talks number {n} on the old port opened in Riga today." for n in "123"))
    more = table(
        "de",
        x="Schnee fiel in der Nacht auf die alte Stadt am See.",
        y="Schnee fiel in der Nacht auf die alte Stadt am See.",
    )
    alone, both = families(given), families(pd.concat([given, more]))
    pd.testing.assert_frame_equal(both.query("article < 'b'").reset_index(drop=True), alone)
    assert both.query("article > 'b'")["n_articles"].tolist() == [2, 2]


def test_copies_are_told_by_the_spelling_of_their_language():
    one = "The centre favoured a defence programme and the neighbours organised a dialogue."
    other = "The center favored a defense program and the neighbors organized a dialog."
    shared = [families(table(code, one, other))["shared"].iloc[0] for code in ("en", "xx")]
    assert shared[0] == 1
    assert shared[1] != 1


def test_a_word_of_two_languages_is_two_terms_of_rewriting_and_one_of_copies():
    texts = read(
        [["nato putin"], ["putin nato"]], ["en", "de"], np.arange(2), np.zeros(2, dtype=int)
    )
    cells = rewriting.terms(texts, np.arange(2)).cells
    np.testing.assert_allclose((cells @ cells.T).toarray(), np.eye(2))
    assert len(set(texts.code[texts.word].tolist())) == 2


def test_phrases_are_told_of_pairs_in_two_languages():
    pair = pd.DataFrame([("a0", 0, "a1", 0, "reworded")], columns=[*KEY, "relation"])
    found = substitutions(pair, table(["en", "de"], "NATO left Riga.", "NATO verließ Riga."))
    assert found[["phrase_a", "phrase_b", "kept"]].values.tolist() == [["left", "verließ", 2 / 3]]


# -- what is lacking --------------------------------------------------------------------------


def test_english_is_whole_and_german_lacks_what_only_english_has_and_sure_names():
    assert lacks("en") == lacks("en-GB") == ()
    assert lacks("de") == ("names", "modes", "score", "tone")
    assert lacks("xx") == tuple(LABELS)


def test_what_one_list_adds_is_no_longer_lacking(tmp_path, monkeypatch):
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "words.toml").write_text('function = "un"\n[numbers]\ndu = 2\n', "utf-8")
    monkeypatch.setattr("framing.languages.language.FOLDER", tmp_path)
    monkeypatch.setattr(module, "language", language.__wrapped__)
    assert set(LABELS) - set(lacks("xx")) == {"function", "numbers"}


def test_each_code_says_in_plain_words_what_is_done_without():
    assert all(
        label and label[0].islower() and not label.endswith(".") for label in LABELS.values()
    )
    assert len(set(LABELS.values())) == len(LABELS)


def test_a_text_in_another_language_than_the_scores_has_none():
    given = table(["en", "de"], "A just peace.", "Ein Sieg, ein Skandal, a war.")
    scores = framing.words.sentiment(given)
    assert scores["compound"].isna().tolist() == [False, True]
    assert scores[["neg", "neu", "pos"]].isna().all(axis=1).tolist() == [False, True]
    assert framing.words.sentiment(given[1:])["compound"].isna().all()
    assert list(framing.words.top_words(given)["term"]) == ["peace"]


def test_pages_say_how_many_sentences_have_no_score():
    given = table(["en", "de", "de"], "A just peace.", "Ein Krieg.", "Schnee.")
    given["outlet"] = ["X", "X", "Y"]
    found = framing.words.word_scores(framing.words.sentiment(given), given)
    assert found["n_sentences"].tolist() == [1, 0]
    assert found["mean_compound"].isna().tolist() == [False, True]
    assert [meaning("note", row) for row in found.to_dict("records")] == [
        "no interval; 1 sentence not in English", "1 sentence not in English"
    ]  # fmt: skip


def test_a_passage_without_a_score_is_not_set_beside_its_mode():
    given = table(["en", "de"], "A war.", "Ein Krieg.").assign(outlet="X", mode="concern")
    book = framing.coding.codebook.parse_codebook(
        {"codebook": {"name": "b"}, "modes": {"states": "statement", "concern": "concern"},
         "frames": {"f": {"definition": "d"}}}, source="b")  # fmt: skip
    found = word_scores_by_mode(framing.words.sentiment(given), given, codebook=book)
    assert found["text"].tolist() == ["A war."]


def test_certainty_of_a_language_without_lists_is_not_known_and_no_zero():
    given = table(["xx", "de", "en"], "Il pleut.", "Es regnet angeblich.", "He said so.")
    found = certainty(given)
    by_article = found.groupby("article")["count"].agg(lambda n: n.sum(min_count=1))
    assert by_article.isna().tolist() == [True, False, False]
    assert found.loc[found["article"] == "a0", "per_1000"].isna().all()
    page = by_kind(found, framing.tables.require.require(given, "sentences"))
    assert page["hedge"].tolist() == ["no list", "1 (333.3)", "0 (0.0)"]


def test_the_pages_on_versions_take_texts_in_two_languages():
    texts = (
        "Rates may rise, Berg said.",
        "Die Zinsen steigen, sagte Berg.",
        "Die Zinsen könnten steigen, betonte Berg.",
    )
    given = table(["en", "de", "de"], *texts).assign(outlet=list("XYZ"), n_words=5)
    found = pd.DataFrame(
        [
            ("a0", 0, "a1", 0, "reworded", 0.6, "names"),
            ("a1", 0, "a2", 0, "reworded", 0.7, "modality"),
        ],
        columns=[*KEY, "relation", "similarity", "differs"],
    )  # fmt: skip
    page = pairs(found, given, name="p", caption="c").html
    assert "<mark>könnten</mark>" in page
    assert "betonte / sagte" in re.sub(
        "<[^>]*>", "", replacements(substitutions(found, given), given).html
    )
    told = framing.wire.synopsis(given, found)
    cut = framing.wire.truncation(told, given)
    assert "Zinsen" in versions(told, given, truncation=cut).html


# -- which language it is ---------------------------------------------------------------------

NEWS = {
    "de": "Der Minister sagte im Bundestag, dass die Gespräche mit den Verbänden noch nicht zu "
    "Ende seien. Es gebe Fortschritte, aber eine Einigung werde erst nach dem Sommer erwartet.",
    "nl": "De minister zei in de Kamer dat de gesprekken met de bonden nog niet zijn afgerond. Er "
    "is vooruitgang, maar een akkoord wordt pas na de zomer verwacht, als men de plannen kent.",
    "da": "Ministeren sagde i Folketinget, at samtalerne med forbundene endnu ikke er slut. Der er "
    "sket fremskridt, men en aftale ventes først efter sommeren, når man kender planerne.",
    "sv": "Ministern sade i riksdagen att samtalen med förbunden ännu inte är slut. Det har gjorts "
    "framsteg, men ett avtal väntas först efter sommaren, när man känner till planerna.",
    "fr": "Le ministre a dit à la Chambre que les entretiens avec les syndicats ne sont pas finis. "
    "Il y a des progrès, mais on n'attend un accord qu'après l'été, quand on connaîtra les plans.",
    "en": "The minister told the house that the talks with the unions have not ended yet. There "
    "was progress, but a deal is not expected until after the summer, when the plans are known.",
}


@pytest.mark.parametrize("code", NEWS)
def test_the_language_of_a_news_text_is_told(code):
    assert languages([NEWS[code]]) == [code]


def test_a_language_has_a_folder_with_its_commonest_words():
    assert sorted(path.parent.name for path in FOLDER.glob("*/words.toml")) == WITH_WORDS
    assert all(
        {*language(code).words.surest} <= {*language(code).words.common} for code in shipped()
    )
