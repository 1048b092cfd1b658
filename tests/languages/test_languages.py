"""The language of a text: told where it is sure, else missing, and never taken for English."""

# ruff: noqa: RUF001 - letters of many scripts are what is tested
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.load import load
from framing.languages import detection as module
from framing.languages.detection import languages
from tests.cases import each_of

ENGLISH = (
    "The talks began on Thursday and it was not said who will be there when they go on. A "
    "spokesman told reporters that both sides had agreed to meet again."
)
OTHERS = {
    "de": "Die Gespräche begannen am Donnerstag in der Hauptstadt, und es war nicht bekannt, wer "
    "an der nächsten Runde teilnehmen wird. Man habe sich gut verstanden, hieß es in Berlin.",
    "fr": "Les pourparlers ont commencé jeudi dans la capitale, et nul ne sait encore qui sera là "
    "pour la suite. Les deux parties ont dit vouloir se revoir le mois prochain.",
    "nl": "De gesprekken zijn donderdag in de hoofdstad begonnen, en het is niet bekend wie er bij "
    "de volgende ronde zal zijn. Of er een akkoord in zicht was, wilde hij niet zeggen.",
    "af": "Die gesprekke het Donderdag in die hoofstad begin, en dit is nie bekend wie by die "
    "volgende ronde sal wees nie. Hy was nie bereid om te sê of daar vordering was nie.",
    "es": "Las conversaciones empezaron el jueves en la capital, y no se sabe todavía quién estará "
    "en la próxima ronda. Ambas partes dijeron que querían volver a verse pronto.",
    "it": "I colloqui sono cominciati giovedì nella capitale, e non si sa ancora chi ci sarà al "
    "prossimo incontro. Le due parti hanno detto di volersi rivedere il mese prossimo.",
    "tr": "Görüşmeler perşembe günü başkentte başladı ve bir sonraki turda kimlerin olacağı henüz "
    "bilinmiyor. İki taraf da gelecek ay yeniden bir araya gelmek istediğini söyledi.",
    "ru": "Переговоры начались в четверг в столице, и пока неизвестно, кто будет участвовать в "
    "следующем раунде. Обе стороны сказали, что хотят встретиться снова в следующем месяце.",
    "uk": "Переговори почалися в четвер у столиці, і поки що невідомо, хто візьме участь у "
    "наступному раунді. Обидві сторони сказали, що хочуть зустрітися знову наступного місяця.",
}
UNSPACED = {
    "zh": "会谈星期四在首都开始，目前还不清楚谁会参加下一轮。双方都表示希望下个月再次见面。" * 6,
    "ja": "会談は木曜日に首都で始まり、次の会合に誰が出席するかはまだ分かっていない。" * 6,
}
RIGHT_TO_LEFT = {
    "ar": "بدأت المحادثات يوم الخميس في العاصمة ولم يعرف بعد من سيشارك في الجولة المقبلة. وقال "
    "الطرفان إنهما يريدان اللقاء مرة أخرى في الشهر المقبل من أجل البحث في شروط الاتفاق.",
    "he": "השיחות החלו ביום חמישי בעיר הבירה ועדיין לא ידוע מי ישתתף בסבב הבא. שני הצדדים אמרו "
    "שהם רוצים להיפגש שוב בחודש הבא כדי לדון בתנאים של ההסכם בין שתי המדינות.",
}


def language(text: str) -> str | None:
    (found,) = languages([text])
    return found


def test_plain_english_is_told():
    assert language(ENGLISH) == "en"


@each_of("name", [*OTHERS])
def test_another_language_is_told(name):
    assert language(OTHERS[name]) == name


@pytest.mark.parametrize("name", UNSPACED)
def test_a_script_without_spaces_is_told(name):
    assert language(UNSPACED[name]) == name


@pytest.mark.parametrize("name", RIGHT_TO_LEFT)
def test_a_right_to_left_text_is_told_with_marks_of_direction_or_without(name):
    text = RIGHT_TO_LEFT[name]
    assert language(text) == name
    assert language("\u200f" + text.replace(" ", " \u200f")) == name


@each_of(
    "text",
    [
        "", "   ", "Talks.", "Die Gespräche gehen weiter.", "会谈开始。", "😀😀😀",
        "بدأت المحادثات",
        "The talks began on Thursday and it was not said who will be there.",
    ],
)  # fmt: skip
def test_the_language_of_a_short_text_is_not_told(text):
    assert language(text) is None


@pytest.mark.parametrize("text", ["12 345 6.7 " * 50, "... --- !!! " * 50, "😀 🎉 " * 100])
def test_what_has_no_words_has_no_language(text):
    assert language(text) is None


def test_each_text_of_a_corpus_of_several_languages_has_its_own():
    texts = [ENGLISH, OTHERS["de"], "Talks.", OTHERS["fr"], ENGLISH]
    assert languages(texts) == ["en", "de", None, "fr", "en"]
    assert languages(texts[::-1]) == ["en", "fr", None, "de", "en"]
    assert languages([]) == []


# The shortcut for plain English


@pytest.fixture
def by_the_shortcut(monkeypatch):
    """Say whether a text is called English without a look at the model."""

    class Unsure:
        def classify(self, text: str) -> tuple[str, float]:
            return "xx", 0.0

    monkeypatch.setattr(module, "_model", Unsure)
    return language


# Made of the words that these languages share with English
MISLEADING = {
    "nl": "Hij was in het huis of hij is in de tuin; of hij had in de stad was of is, wie weet "
    "het. Will was in Den Haag en had het in de hand, of was het in Gent?",
    "de": "Will er an der See an Land gehen? Er war in Bonn, er war in Ulm, er war in Rom, als man "
    "ihn an die See bat; her mit dem Hut, an die Wand, her an den Tisch.",
    "af": "Hy was in die stad by die see, is hy in die huis by die pad of is hy by die skool? Die "
    "man was in die tuin by die boom en is by die deur in die straat.",
    "da": "Han bad mig at have det for mig selv for at have noget at have det for, her for at se, "
    "at have og at have her, for at have mere at leve af.",
    "no": "Hun var her for at han by her for at have is for at have at her for by.",
    "fr": "On a dit que la fin est proche, on a dit que la paix est là, on a on as on y est on va.",
    "hu": "Is a ház is, az is, ez is, mert is, at is, a kis is, ha is, de is, le is, fel is, be "
    "is, ki is, meg is, van is volt is, lesz is nem is igen is.",
}


@pytest.mark.parametrize("text", [*OTHERS.values(), *MISLEADING.values()])
def test_plain_english_is_never_said_of_another_language(by_the_shortcut, text):
    assert by_the_shortcut(text) != "en"


def test_plain_english_needs_no_model(by_the_shortcut):
    assert by_the_shortcut(ENGLISH) == "en"


def test_scots_is_told_as_english_or_not_at_all():
    scots = (
        "The bairns gaed doun tae the burn wi thair mither, an she telt thaim no tae fash "
        "thairsels aboot the watter, for it wisna deep and the sun "
        "wis oot. The wee lassie grat aw the same."
    )
    assert language(scots) in ("en", None)


@each_of("name", [*OTHERS])
def test_some_english_words_quoted_in_another_language_do_not_make_it_english(name):
    quoted = f"{OTHERS[name]} “The end of the war,” said the New York Times. {OTHERS[name]}"
    assert language(quoted) == name


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_two_letters_or_no_language(text):
    found = language(text)
    assert found is None or (len(found) == 2 and found.isascii() and found.islower())


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from([ENGLISH, *OTHERS.values(), "Talks."]), max_size=4))
def test_a_text_is_told_alike_whatever_stands_beside_it(texts):
    assert languages(texts) == [language(text) for text in texts]


def test_a_language_that_a_source_names_in_words_is_told_by_its_two_letters(tmp_path) -> None:
    for name, said in (("a", "ENGLISH"), ("b", "en-GB"), ("c", "Deutsch")):
        text = f"---\nlanguage: {said}\noutlet: Daily\n---\nTalks go on."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert load(tmp_path).articles["language"].tolist() == ["en", "en", "de"]
