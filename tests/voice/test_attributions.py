"""What a text gives to somebody: where it begins and ends, who says it, and who that is."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.corpus.sentences import sentences
from framing.errors import ParameterError, TableError
from framing.voice import attributions
from framing.voice.pieces import spans
from tests.cases import each_of
from tests.effort import least

ACTORS = {
    "roe": {"names": ["Roe", "Ada Roe"], "titles": ["mayor of Newton"], "side": "city"},
    "poe": {"names": ["Jon Poe"], "titles": ["ferry chief"], "side": "firm"},
    "us": {"names": ["US", "Washington"], "side": "west"},
}


def table(text: str, language: str = "en") -> pd.DataFrame:
    row = {"article": ["a"], "outlet": ["X"], "text": [text], "language": [language]}
    return pd.DataFrame(row)


def found(text: str, language: str = "en", **options: object) -> pd.DataFrame:
    articles = table(text, language)
    return attributions(sentences(articles), articles=articles, **options)


def told(text: str, language: str = "en") -> list[tuple[object, ...]]:
    """Return who says what of each attribution that is within no other."""
    rows = found(text, language)
    rows = rows[rows["parent"].isna()]
    said = [" | ".join(text[start:end] for start, end in spans(cell)) for cell in rows["content"]]
    return list(zip(rows["speaker"].fillna("-"), said, strict=True))


WHERE = [
    ("clause", "Roe said the bridge is safe.", "Roe", "the bridge is safe"),
    ("that", "Roe said on Monday that it is safe.", "Roe", "that it is safe"),
    ("behind a clause", "The bridge is safe, Roe said.", "Roe", "The bridge is safe"),
    ("behind a quotation", "“We will go now,” said Ada Roe, the mayor.", "Ada Roe",
     "“We will go now,”"),
    ("before a quotation", "Roe said: “We will go now.”", "Roe", "“We will go now.”"),
    ("within", "“We will go now,” Roe said, “if it rains today.”", "Roe",
     "“We will go now,” | “if it rains today.”"),
    ("within a clause", "The bridge, engineers say, will hold for years.", "engineers",
     "The bridge | will hold for years"),
    ("goes on", "“We will go now,” Roe said. “We must not wait.”", "Roe",
     "“We will go now,” | “We must not wait.”"),
    ("goes on behind words", "“We will go now,” Roe said. But “we must not wait.”", "Roe",
     "“We will go now,” | But “we must not wait.”"),
    ("mixed", "Roe said the plan was “the worst of all ideas”.", "Roe",
     "the plan was “the worst of all ideas”"),
    ("over paragraphs", "Roe told the crowd:\n“We will go now.\n“We must not wait.”", "Roe",
     "“We will go now. | “We must not wait.”"),
    ("over paragraphs up to who says it", "“We will go now.\n“We must not wait.\n"
     "“It rains,” Roe said.", "Roe", "“We will go now. | “We must not wait. | “It rains,”"),
    ("a paragraph more", "“We will go now,” Roe said.\n“We must not wait.”", "Roe",
     "“We will go now,” | “We must not wait.”"),
    ("according to", "The bridge is safe, according to Ada Roe.", "Ada Roe", "The bridge is safe"),
    ("a word before who says it", "Kyiv, Roe said, was left out.", "Roe", "Kyiv | was left out"),
    ("before who tells whom", "Kyiv, Roe told reporters, was left out of it.", "Roe",
     "Kyiv | was left out of it"),
    ("a statement", "Roe issued a statement saying it is safe.", "Roe", "it is safe"),
    ("nobody is named", "It was feared that the bridge would fall.", "-",
     "that the bridge would fall"),
    ("named behind by", "It was reported by the Herald that it fell.", "the Herald",
     "that it fell"),
    ("a verb before who speaks", "Said Roe: “We will go now.”", "Roe", "“We will go now.”"),
    ("according to first", "According to the police, two boats sank.", "the police",
     "two boats sank"),
    ("according to within", "The bridge, according to Roe, will hold for many years.", "Roe",
     "The bridge | will hold for many years"),
    ("told", "Roe told reporters that the bridge is safe.", "Roe", "that the bridge is safe"),
    ("told him", "Roe told him the bridge is safe.", "Roe", "the bridge is safe"),
    ("as said", "As Roe said on Monday, the bridge is safe.", "Roe", "the bridge is safe"),
    ("as said behind", "The bridge is safe, as Roe noted, but not clean.", "Roe",
     "The bridge is safe"),
    ("aside", "Ada Roe, the mayor of Newton, said it is safe.", "Ada Roe", "it is safe"),
    ("who", "Ada Roe, who had walked there, warned that it would fall.", "Ada Roe",
     "that it would fall"),
    ("it was somebody who", "It was Ada Roe who said that it is safe.", "Ada Roe",
     "that it is safe"),
    ("on Monday", "On Monday Ada Roe said it is safe.", "Ada Roe", "it is safe"),
    ("helping words", "Ada Roe has repeatedly said it is safe.", "Ada Roe", "it is safe"),
    ("a noun", "Ada Roe denied any role in the fire.", "Ada Roe", "any role in the fire"),
    ("a noun with a time", "Ada Roe criticized the plan on Monday.", "Ada Roe", "the plan"),
    ("a noun and more", "Ada Roe criticized the plan, which she had read.", "Ada Roe", "the plan"),
    ("infinitive", "Ada Roe promised to mend the bridge.", "Ada Roe", "to mend the bridge"),
    ("turned against", "Roe said it is safe, although nobody had looked.", "Roe", "it is safe"),
    ("part of a clause", "While Roe said it is safe, nobody went.", "Roe", "it is safe"),
    ("behind a place", "Roe said in a statement that it is safe.", "Roe", "that it is safe"),
    ("short", "“Go!” Roe said.", "Roe", "“Go!”"),
    ("straight marks", "\"We will go now,\" Roe said.", "Roe", '"We will go now,"'),
    ("two straight marks", "''We will go now,'' Roe said.", "Roe", "''We will go now,''"),
    ("no end", "Roe said: “We will go now.\nHe left.", "Roe", "“We will go now."),
    ("dots", 'Roe said: ". . . and so we went home again."', "Roe",
     '". . . and so we went home again."'),
    ("headline", "Roe: The bridge is safe\n\nThe bridge was built in May.", "Roe",
     "The bridge is safe"),
    ("nobody asks", "Asked whether it is safe, she left.", "-", "whether it is safe"),
    ("nobody asks in part in quotation marks", "Asked if it was “safe for the town,” he left.", "-",
     "if it was “safe for the town,”"),
    ("while somebody else", "Roe said the bridge is safe, while the ferry is not.", "Roe",
     "the bridge is safe, while the ferry is not"),
    ("while doing", "Roe said the bridge is safe, while also taking calls.", "Roe",
     "the bridge is safe"),
    ("and that", "Roe said it is safe, and that it is new.", "Roe",
     "it is safe, and that it is new"),
    ("and then", "Roe said it will open, and then will close.", "Roe",
     "it will open, and then will close"),
    ("and has", "Roe said it is safe, and has now left.", "Roe", "it is safe"),
    ("a dash and a noun", "Roe said it is safe - a claim that nobody checked.", "Roe",
     "it is safe"),
    ("behind something set apart", "Roe said, after a long night, that it is safe.", "Roe",
     "that it is safe"),
    ("behind a colon", "The mayor was tired: “We will go now,” Roe said.", "Roe",
     "“We will go now,”"),
    ("around who is described", "The bridge, said Poe, an engineer here, is safe.", "Poe",
     "The bridge | is safe"),
    ("around a vow", "A new bridge, she vowed, would be safe.", "she",
     "A new bridge | would be safe"),
    ("infinitive behind a time", "Roe promised on Monday to open it.", "Roe", "to open it"),
    ("behind who is asked", "Roe asked the engineers whether it is safe.", "Roe",
     "whether it is safe"),
    ("the whole of a sentence", "Poe believes that it is safe, Roe said.", "Roe",
     "Poe believes that it is safe"),
    ("all that follows", "According to Roe, it is safe, and Poe said it is new.", "Roe",
     "it is safe, and Poe said it is new"),
    ("to say", "Roe went there to say that it is safe.", "Roe", "that it is safe"),
    ("a forgotten space", "Roe said,“We will go now.”", "Roe", "“We will go now.”"),
    ("capitals", "It is safe.\nROE: It will last for years.", "ROE", "It will last for years"),
    ("contracted", "He’s said it is safe.", "He’s", "it is safe"),
]  # fmt: skip


@each_of("case", WHERE)
def test_what_is_said_begins_and_ends_where_a_reader_would_say(case):
    _, text, speaker, said = case
    assert told(text) == [(speaker, said)]


NOT = [
    ("nobody speaks", "The bridge was built in May."),
    ("a noun", "The report on the bridge runs to ten pages."),
    ("a noun of somebody", "Her claim of the year won a prize."),
    ("done to somebody", "The bridge was described in May."),
    ("a term", "The “war room” was empty."),
    ("a pronoun alone", "There, I said it."),
    ("a heading of the article", "The plans are made.\nRoe: A long walk"),
    ("what stands before a verb alone", "As it rained, the Herald reported at least six cars."),
    ("a genre before a headline", "Analysis: The bridge is late\n\nIt was built in May."),
    ("with a clock", "Q: Who built the bridge?"),
]


@each_of("case", NOT)
def test_what_only_looks_like_it_is_none(case):
    assert told(case[1]) == []


SEVERAL = [
    ("and", "Roe said it is safe, but Poe warned that it would fall.",
     [("Roe", "it is safe"), ("Poe", "that it would fall")]),
    ("but not", "Roe said it is safe but did not say how it was built.",
     [("Roe", "it is safe"), ("Roe", "how it was built")]),
    ("behind a comma in quotation marks",
     "Roe called it “the worst of plans,” adding that it is late.",
     [("Roe", "it “the worst of plans,”"), ("Roe", "that it is late")]),
    ("a talk", "It is safe.\nRoe: It is late.\nPoe: It is not.\nRoe: But it is so.",
     [("Roe", "It is late"), ("Poe", "It is not"), ("Roe", "But it is so")]),
    ("another behind a quotation of some paragraphs",
     "Poe said he will go.\n“We will stay.\n“We must,” Roe said.",
     [("Poe", "he will go"), ("Roe", "“We will stay. | “We must,”")]),
    ("two with colons", "Roe was clear: “We will go now.” Poe: “So will all of us.”",
     [("Roe", "“We will go now.”"), ("Poe", "“So will all of us.”")]),
    ("a verb more", "Roe denied the report and warned that it would fall.",
     [("Roe", "the report"), ("Roe", "that it would fall")]),
    ("saying", "Roe criticized the plan, saying it would fail.",
     [("Roe", "the plan"), ("Roe", "it would fail")]),
    ("a noun that opens the sentence", "The council left the room, saying it was late.",
     [("The council", "it was late")]),
    ("behind where and when", "On Tuesday, Ada Roe left the room, saying it was late.",
     [("Ada Roe", "it was late")]),
    ("behind a joining word", "But he left the room, saying it was late.",
     [("he", "it was late")]),
    ("saying, without a verb before", "Ada Roe left the room, saying it was late.",
     [("Ada Roe", "it was late")]),
    ("one behind another", "Roe said it is safe. “We must not wait now,” Poe said.",
     [("Roe", "it is safe"), ("Poe", "“We must not wait now,”")]),
    ("who goes on", "Roe said it is safe. “We must not wait now.”",
     [("Roe", "it is safe"), ("Roe", "“We must not wait now.”")]),
]  # fmt: skip


@each_of("case", SEVERAL)
def test_of_several_each_has_its_own(case):
    _, text, wanted = case
    assert told(text) == wanted


GERMAN = [
    ("comma", "Roe sagte am Montag, die Brücke sei sicher.", "Roe", "die Brücke sei sicher"),
    ("behind", "Die Brücke sei sicher, sagte Roe.", "Roe", "Die Brücke sei sicher"),
    ("quotation", "„Wir gehen jetzt los“, sagte Ada Roe in Neustadt.", "Ada Roe",
     "„Wir gehen jetzt los“"),
    ("parted", "Roe teilte am Montag mit, die Brücke sei sicher.", "Roe", "die Brücke sei sicher"),
    ("verb second", "Am Montag sagte Ada Roe, die Brücke sei sicher.", "Ada Roe",
     "die Brücke sei sicher"),
    ("laut", "Laut Polizei sanken zwei Boote.", "Polizei", "sanken zwei Boote"),
    ("within", "Zwei Boote sind nach Angaben der Polizei gesunken.", "der Polizei",
     "Zwei Boote sind | gesunken"),
    ("zufolge", "Der Polizei zufolge sanken zwei Boote.", "Der Polizei", "sanken zwei Boote"),
    ("so", "Die Brücke sei sicher, so Ada Roe.", "Ada Roe", "Die Brücke sei sicher"),
    ("wie", "Wie Ada Roe mitteilte, ist die Brücke sicher.", "Ada Roe", "ist die Brücke sicher"),
    ("nobody", "Es wird vermutet, dass zwei Boote sanken.", "-", "dass zwei Boote sanken"),
]  # fmt: skip


@each_of("case", GERMAN)
def test_german_puts_who_speaks_behind_the_verb_and_a_comma_before_what_is_said(case):
    _, text, speaker, said = case
    assert told(text, "de") == [(speaker, said)]


def test_reported_speech_goes_on_in_its_mood():
    text = "Roe sagte, die Brücke sei sicher. Sie werde im Mai gebaut. Der Regen hielt an."
    assert told(text, "de") == [
        ("Roe", "die Brücke sei sicher"), ("Roe", "Sie werde im Mai gebaut")
    ]  # fmt: skip


def test_a_noun_with_a_capital_is_no_cue():
    assert told("Die Berichtet Sagte GmbH baut Brücken.", "de") == []


def test_a_language_without_cues_has_none():
    assert told("Roe a dit que le pont est sûr.", "fr") == []


def test_an_attribution_is_a_row_with_offsets_into_the_text():
    text = "Mayor Ada Roe did not deny the fire. She said the town is “in a very bad way”."
    got = found(text, actors=ACTORS)
    wanted = pd.DataFrame(
        {
            "article": "a", "attribution": [0, 1], "outlet": "X", "event": "all", "family": "a",
            "sentence": [0, 1], "kind": ["indirect", "mixed"], "cue_class": ["denied", "stated"],
            "negated": [True, False], "source_start": [0, 37], "source_end": [13, 40],
            "cue_start": [22, 41], "cue_end": [26, 45], "content": ["27-35", "46-78"],
            "quoted": ["", "58-77"], "speaker": ["Mayor Ada Roe", "She"], "actor": "roe",
            "side": "city", "resolved": "actor",
            "parent": pd.array([pd.NA, pd.NA], dtype="Int64"),
        }
    )  # fmt: skip
    wanted["content"] = ["27-35", "46-77"]
    assert_frame_equal(got, wanted, check_dtype=False)


CLASSES = [
    ("stated", "Roe said it is safe."),
    ("asked", "Roe asked whether it is safe."),
    ("believed", "Roe believes it is safe."),
    ("intended", "Roe promised to mend it soon."),
    ("called_for", "Roe demanded that it be mended."),
    ("feared", "Roe fears that it will fall."),
    ("denied", "Roe denied that it had fallen."),
    ("opposed", "Roe condemned the whole plan."),
    ("supported", "Roe praised the whole plan."),
    ("stated", "It is safe, according to Roe."),
]


@each_of("case", CLASSES)
def test_a_cue_has_a_class(case):
    wanted, text = case
    assert found(text)["cue_class"].tolist() == [wanted]


KINDS = [
    ("direct", "“We will go now,” Roe said."),
    ("indirect", "Roe said it is safe."),
    ("indirect", "Roe said the “war room” is safe."),
    ("mixed", "Roe said it is “the safest of all bridges”."),
]


@each_of("case", KINDS)
def test_a_kind_says_how_much_is_in_quotation_marks_and_a_term_is_no_quotation(case):
    wanted, text = case
    assert found(text)["kind"].tolist() == [wanted]


def test_what_stands_in_the_words_of_another_is_within():
    text = "Roe said Poe believes it is safe. “Poe told me that it rains,” she said."
    rows = found(text)
    assert rows["parent"].fillna(-1).tolist() == [-1, 0, -1, 2]
    start, end = spans(rows["content"][3])[0]
    assert text[start:end] == "that it rains,"


WHO = [
    ("actor by name", "Ada Roe said it is safe.", "roe", "actor"),
    ("actor by surname", "Mayor Roe said it is safe.", "roe", "actor"),
    ("actor by title", "The mayor of Newton said it is safe.", "roe", "actor"),
    ("a capital that speaks", "Washington said it is safe.", "us", "actor"),
    ("an abbreviation", "The US said it is safe.", "us", "actor"),
    ("not in small letters", "One of us said it is safe.", None, "unresolved"),
    ("another of that name", "Ivy Roe said it is safe.", "Ivy Roe", "name"),
    ("the aide of an actor", "Roe’s aide said it is safe.", None, "unresolved"),
    ("for an actor", "A spokesman for Roe said it is safe.", None, "unresolved"),
    ("a name", "Kim Doe said it is safe.", "Kim Doe", "name"),
    ("a word", "Several neighbours said it is safe.", None, "unresolved"),
    ("the article's full name", "Dr. Kim Doe came. Doe said it is safe.", "Kim Doe", "name"),
    ("two of one surname", "Kim Doe met Lee Doe. Doe said it is safe.", None, "unresolved"),
    ("surname of an actor's full name", "Jon Poe came. Poe said it is safe.", "poe", "actor"),
    ("a title of the article", "President Kim Doe came. The president said it is safe.",
     "Kim Doe", "name"),
    ("nobody", "Asked whether it is safe, they left.", None, "nobody"),
]  # fmt: skip


@each_of("case", WHO)
def test_a_speaker_is_resolved_within_the_article_and_never_guessed(case):
    _, text, actor, resolved = case
    row = found(text, actors=ACTORS).iloc[0]
    assert (None if pd.isna(row["actor"]) else row["actor"], row["resolved"]) == (actor, resolved)


SIDES = [
    ("an aide", "Roe’s aide said it is safe.", "city"),
    ("for somebody", "A spokesman for Roe said it is safe.", "city"),
    ("of a place", "Washington officials said it is safe.", "west"),
    ("two of one side", "Roe and the harbour town said it is safe.", "city"),
    ("two of two sides", "Aides of Roe and of Jon Poe said it is safe.", None),
    ("one of no side", "Aides of Roe and of Ivy Loe said it is safe.", None),
    ("against somebody", "Critics of Roe said it is safe.", None),
    ("two of one name", "The Poe family said it is safe.", "firm"),
    ("no actor", "Several neighbours said it is safe.", None),
]


@each_of("case", SIDES)
def test_a_speaker_who_is_not_resolved_has_the_one_side_of_all_who_are_named(case):
    _, text, side = case
    more = {
        "town": {"names": ["harbour town"], "side": "city"}, "loe": {"names": ["Ivy Loe"]},
        "poes": {"names": ["Poe family"], "side": "firm"},
        "brothers": {"names": ["Poe family"], "side": "firm"},
    }  # fmt: skip
    row = found(text, actors={**ACTORS, **more}).iloc[0]
    assert (row["resolved"], None if pd.isna(row["side"]) else row["side"]) == ("unresolved", side)


NAMED = {
    "Roe on Monday demanded that it close.": "Roe",
    "Roe has long demanded that it close.": "Roe",
    "Roe sent a letter to the town on Monday saying it must close.": "Roe",
    "Sen. Ada Roe, R-Newton, a member of the board, said it must close.": "Sen. Ada Roe",
    "Mr. Roe, Newton Democrat, who chairs the board, said it must close.": "Mr. Roe",
    "The town met the leaders of the firm, who said it must close.": "the leaders of the firm",
    "A survey released on Monday showed that it must close.": "A survey released on Monday",
    "USA Today said it must close.": "USA Today",
    "Standing on the bridge, Roe waved and said it must close.": "Roe",
    "On Monday said it must close.": "-",
    "There is no doubt that it must close.": "-",
}


@each_of("sentence, speaker", list(NAMED.items()))
def test_who_speaks_is_a_name_without_a_verb_or_a_time_of_its_own(sentence, speaker):
    assert {who for who, _ in told(sentence)} <= {speaker}


@each_of("case", [
    ("whom it is told to", "Roe admitted to the board that it is unsafe.", "that it is unsafe"),
    ("a day", "Officials said on Monday they closed the bridge.", "they closed the bridge"),
    ("a noun that may be a cue", "Roe wrote in her tweet that it is unsafe.", "that it is unsafe"),
])  # fmt: skip
def test_what_is_said_may_stand_behind(case):
    _, text, said = case
    assert [content for _, content in told(text)] == [said]


def test_i_is_who_is_quoted():
    rows = found("“I think that the bridge is safe,” Roe said.")
    assert rows["speaker"].tolist() == ["Roe", "Roe"]


def test_verbs_of_a_headline_share_who_acts():
    rows = pd.DataFrame(
        {
            "article": ["a"],
            "sentence": [0],
            "zone": ["headline"],
            "text": ["Roe slams board, calls the vote ‘a great and lasting shame’"],
        }
    )
    assert attributions(rows)["speaker"].tolist() == ["Roe", "Roe"]


ROUND = """The mayor has died. Many wrote.
Ada Roe: I am sad to hear of it.
He was my friend.
Jon Poe: We have lost a friend.
He built the bridge.
Ivy Moe: I loved him.
Max Loe, the clerk: I will miss him.
He was kind.
Eva Noe: We mourn him.
Tim Doe: We thank him."""


def test_a_speech_goes_on_in_paragraphs_without_a_name_where_a_text_is_mostly_speeches():
    said = told(ROUND)
    assert said[0] == ("Ada Roe", "I am sad to hear of it | He was my friend.")
    assert [who for who, _ in said] == ["Ada Roe", "Jon Poe", "Ivy Moe", "Eva Noe", "Tim Doe"]
    assert "kind" not in str(said)  # who said so is not read
    headings = ROUND.replace("I ", "They ").replace("We ", "They ")
    assert told(headings) == []


def test_a_pronoun_is_the_only_one_who_spoke_near():
    rows = found("Kim Doe said it is safe.\nShe denied that it was late.")
    assert rows["actor"].tolist() == ["Kim Doe", "Kim Doe"]
    rows = found("Kim Doe said it is safe. Jon Poe said it is not.\nHe denied that it was late.")
    assert rows["resolved"].tolist() == ["name", "name", "unresolved"]
    rows = found("Kim Doe said it is safe.\nIt rained.\nIt rained.\nShe denied that it was late.")
    assert rows["resolved"].tolist() == ["name", "unresolved"]


def test_sentences_alone_give_the_same_as_with_their_articles():
    text = (
        "Roe said it is safe.\n“We will go now,” she said. “It rains.”\nPoe denied that it rains."
    )
    articles = table(text)
    cut = sentences(articles)
    assert_frame_equal(attributions(cut), attributions(cut, articles=articles))
    shuffled = attributions(cut.sample(frac=1, random_state=1))
    assert_frame_equal(shuffled, attributions(cut))


def test_sentences_of_a_table_made_by_hand_follow_one_another():
    rows = pd.DataFrame(
        {"article": ["a", "a", "b"], "sentence": [0, 1, 0],
         "text": ["It rained.", "Roe said it is safe.", "Poe said it rains."]}
    )  # fmt: skip
    got = attributions(rows)
    assert got[["article", "sentence", "content"]].values.tolist() == [
        ["a", 1, "20-30"], ["b", 0, "9-17"]
    ]  # fmt: skip


def test_nothing_given_is_edited_and_no_attribution_is_no_row():
    cut = sentences(table("The bridge was built in May."))
    kept = cut.copy()
    assert len(attributions(cut)) == 0
    assert_frame_equal(cut, kept)
    assert list(attributions(cut)) == list(found("Roe said it is safe."))


@pytest.mark.parametrize(
    ("actors", "said"),
    [
        ({"roe": {"nmaes": ["Roe"]}}, "actors\\['roe'\\] has 'nmaes'.*Did you mean 'names'"),
        ({"roe": {"names": "Roe"}}, "names is 'Roe'; a list of texts is needed"),
        ({"roe": "Roe"}, "a mapping with names is needed"),
    ],
    ids=["a key", "no list", "no mapping"],
)
def test_an_actor_that_is_not_told_right_is_refused(actors, said):
    with pytest.raises(ParameterError, match=said):
        found("Roe said it is safe.", actors=actors)


def test_a_table_without_text_is_refused():
    with pytest.raises(TableError):
        attributions(pd.DataFrame({"article": ["a"], "sentence": [0]}))


HARD = [
    '"',
    "“",
    "“Go on then, now.” ",
    "he said ",
    "he said it rains, ",
    "He said it rains. ",
    "He said it rains.\n",
    "“We will go now.”\n",
    "Ada Roe ",
    ", ",
    "bridge ",
    "teilte ",
]


@each_of("piece", HARD)
def test_work_grows_with_the_length_of_the_text(piece):
    def of(length: int) -> float:
        lines = [line for line in (piece * (length // len(piece))).split("\n") if line]
        rows = pd.DataFrame({"article": "a", "sentence": range(len(lines)), "text": lines})
        rows["language"] = "de" if piece == "teilte " else "en"
        rows["zone"] = ["lead" if n % 2 else "body" for n in range(len(lines))]
        return least(lambda: attributions(rows))

    assert of(50_000) < 40 * of(5_000) + 0.05  # squared it were 100
