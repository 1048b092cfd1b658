"""What is no article among the values of a table is told with its reason, and costs only itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.corpus.load import load
from framing.corpus.read_text import GUESSED, decode
from framing.errors import CorpusError

GOOD = {"article": "good", "outlet": "Daily", "text": "The talks began on Thursday."}


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def states(path: Path) -> list[tuple[str, str, str]]:
    inputs = load(path).inputs
    return [
        (one.record, one.state, one.reason if one.state == "rejected" else "")
        for one in inputs.itertuples()
    ]


HEADS_AGAIN = {
    "as it was": "article,outlet,text",
    "with blanks and capitals": " Article , OUTLET,Text",
    "with a mark of files": "\ufeffarticle,outlet,text",
    "partly empty": "article,outlet,",
    "spelled otherwise": "Article_ID,Outlet Name,full-text",
    "in another language": "Nr.,Medium,Volltext",
}


@pytest.mark.parametrize("kind", HEADS_AGAIN)
def test_a_row_that_names_the_columns_again_is_rejected(tmp_path, kind):
    head = "article,outlet,text\n"
    table = f"{head}1,Daily,Talks began.\n{HEADS_AGAIN[kind]}\n2,Daily,Talks ended.\n"
    assert states(put(tmp_path, "t.csv", table)) == [
        ("2", "kept", ""), ("3", "rejected", "header_again"), ("4", "kept", ""),
    ]  # fmt: skip


def test_rows_below_columns_in_another_order_are_rejected_and_not_shifted(tmp_path):
    table = "article,outlet,text\n1,Daily,Talks began.\ntext,article,outlet\nTalks ended.,2,Daily\n"
    assert states(put(tmp_path, "t.csv", table)) == [
        ("2", "kept", ""),
        ("3", "rejected", "header_in_another_order"),
        ("4", "rejected", "header_in_another_order"),
    ]


VALUES = [False, True, 5, 1.5, -3, "5", "1,250.00", "false", "#REF!", "#N/A", "#BEZUG!", "#NOM?",
          "null", "N/A", "nan", "2019-03-03", "03/04/2019", "12:30", "50 %", "[Image]",
          "[object Object]", "1E+05", "#DIV/0!", "<NA>", "NaT", "n.a.", "k.A.", "#¡REF!", "oui",
          "0x1F", "£3.5m", "(null)", "Err:502", "#Brexit",
          "https://daily.example/1", "articles/a.txt", "½"]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_a_single_value_is_no_text(tmp_path, value):
    rows = [GOOD, {**GOOD, "article": "2", "text": value}]
    path = put(tmp_path, "t.json", json.dumps(rows))
    assert states(path) == [("1", "kept", ""), ("2", "rejected", "single_value")]


@pytest.mark.parametrize(
    "text",
    [
        "Yes, they do.",
        "No. 5",
        "#Brexit is near",
        "5 of them left",
        "Talks.",
        "Enough!",
        "会谈周一开始",
        "No content with it",
    ],
)
def test_a_short_text_is_a_text(tmp_path, text):
    assert states(put(tmp_path, "t.json", json.dumps([{**GOOD, "text": text}]))) == [
        ("1", "kept", "")
    ]


@pytest.mark.parametrize(
    "text", ["No text", "no content available.", "Only available in paid plans"]
)
def test_a_notice_that_there_is_no_text_is_none(tmp_path, text):
    path = put(tmp_path, "t.json", json.dumps([GOOD, {**GOOD, "article": "2", "text": text}]))
    assert states(path) == [("1", "kept", ""), ("2", "rejected", "not_available")]


@pytest.mark.parametrize("name", ["article", "outlet"])
@pytest.mark.parametrize(
    "value",
    ["#REF!", "#N/A", "#DIV/0!", "undefined", "[object Object]", "false", "nan", "None", "--",
     "['Daily', 'Courier']", "{'name': 'Daily'}"],
)  # fmt: skip
def test_what_names_nothing_is_no_name(tmp_path, name, value):
    path = put(tmp_path, "t.json", json.dumps([GOOD, {**GOOD, "article": "2", name: value}]))
    assert states(path) == [("1", "kept", ""), ("2", "rejected", "no_name")]


def test_what_names_nothing_is_no_headline_and_costs_no_article(tmp_path):
    rows = [{**GOOD, "title": "#REF!"}, {**GOOD, "article": "2", "title": "1984"}]
    found = load(put(tmp_path, "t.json", json.dumps(rows)))
    assert found.articles["title"].fillna("").tolist() == ["", "1984"]
    assert found.repairs.set_index("article").loc["good", "said"] == (
        "'#REF!' is no headline, and left out"
    )


def test_entities_in_the_name_of_an_outlet_are_decoded(tmp_path):
    path = put(tmp_path, "t.json", json.dumps([{**GOOD, "outlet": "A&amp;B News"}]))
    assert load(path).articles["outlet"].tolist() == ["A&B News"]


@pytest.mark.parametrize("name", ["article", "outlet", "title", "event", "family"])
@pytest.mark.parametrize("lines", [True, False])
def test_a_list_where_a_name_is_needed_is_rejected(tmp_path, name, lines):
    rows = [GOOD, {**GOOD, "article": "2", name: ["Daily", "Courier"]}]
    data = "\n".join(map(json.dumps, rows)) if lines else json.dumps(rows)
    path = put(tmp_path, "t.jsonl" if lines else "t.json", data)
    assert states(path) == [("1", "kept", ""), ("2", "rejected", "several_values")]


@pytest.mark.parametrize("outlet", ["{x: 1}", "[Daily, Courier]"])
def test_front_matter_with_a_list_for_a_name_is_rejected(tmp_path, outlet):
    put(tmp_path, "a.txt", f"---\ntitle: Talks\noutlet: {outlet}\n---\nThey met.")
    put(tmp_path, "b.txt", "They met again.")
    assert [one[1:] for one in states(tmp_path)] == [("rejected", "several_values"), ("kept", "")]


def test_a_list_of_one_and_a_list_of_authors_are_as_good_as_words(tmp_path):
    row = {**GOOD, "outlet": ["Daily"], "author": ["A", "B"], "text": ["They met.", "They ate."]}
    (article,) = load(put(tmp_path, "t.json", json.dumps([row]))).articles.itertuples()
    assert (article.outlet, article.author) == ("Daily", "A; B")
    assert article.text == "They met.\n\nThey ate."


COLUMNS = [
    {"article": ["a", "b"], "outlet": ["D", "E"], "text": ["They met.", "They ate."]},
    {"headline": ["a", "b"], "body": ["They met.", "They ate."], "n": 2},
    {"id": [1, 2, 3], "paper": ["D", "E", None], "content": ["x y", None, "z"], "x": [1, 2, 3]},
    {"u": ["a", "b"], "v": ["D", "E"], "w": ["They met.", "They ate."]},
]


@pytest.mark.parametrize("whole", COLUMNS)
def test_json_as_columns_is_refused_with_the_way_out(tmp_path, whole):
    with pytest.raises(CorpusError, match=r"columns, not articles.*orient='records'"):
        load(put(tmp_path, "t.json", json.dumps(whole)))


def test_two_odd_characters_cost_no_table_and_are_read_as_western(tmp_path):
    rows = [f"{n},Daily,Talks of day {n} began and went on for hours." for n in range(300)]
    rows[7] = "7,Daily,The envoys\x92 talks \x93began\x94 and went on for hours and hours."
    rows[9] = "9,Daily," + "\x81\x82\x83 " * 20
    corpus = load(put(tmp_path, "t.csv", "\n".join(["article,outlet,text", *rows])))
    text = corpus.articles.set_index("article").loc["7", "text"]
    assert text == "The envoys’ talks “began” and went on for hours and hours."
    assert corpus.repairs[["article", "repair"]].values.tolist() == [["7", "read_as_western"]]
    rejected = corpus.inputs[corpus.inputs["state"] == "rejected"]
    assert rejected[["article", "reason"]].values.tolist() == [["9", "encoding"]]


def test_characters_that_were_lost_before_are_told(tmp_path):
    repairs = load(put(tmp_path, "a.txt", "The talks of Orl\ufffdans began.")).repairs
    assert repairs["repair"].tolist() == ["characters_lost"]


def test_a_mark_of_files_within_a_table_is_no_part_of_an_id(tmp_path):
    table = "article,outlet,text\n1,Daily,Talks began.\n\ufeff2,Daily,Talks ended.\n"
    corpus = load(put(tmp_path, "t.csv", table))
    assert corpus.articles["article"].tolist() == ["1", "2"]
    assert corpus.repairs["repair"].tolist() == ["byte_order_mark"]


ELSEWHERE = {
    "cp850": "Le café de Zoé à Orléans est fermé, dit le maître naïf.",
    "cp437": "The café stays shut until spring, they said.",
    "cp1250": "A város fölött esőfelhők gyűltek, és a hídon nőtt a tömeg.",
    "windows-1250": "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl ředitel školy.",
    "cp_1250": "Među njima su i građani; vođa kaže da će doći i rođaci, a đaci čekaju.",
    "cp1254": "Görüşmeler başlad\u0131, değişiklik, ağ\u0131r yük kald\u0131.",
    "hz": "他们周四在阿尔伦会面。",
    "iso2022_jp": "会談が始まった。村は待つ。",
    "iso2022_kr": "회담이 시작되었다. 마을은 기다린다.",
    "utf-7": "Le café de Zoé à Orléans est fermé.",
}


@pytest.mark.parametrize("code", ELSEWHERE)
def test_a_text_in_another_code_is_refused(code):
    with pytest.raises(CorpusError, match="save it as UTF-8"):
        decode(ELSEWHERE[code].encode(code.replace("_1250", "1250")))


LATIN_9 = [
    "Le café coûte 5 € à Orléans.",
    "Das kostet 20€ für Gäste.",
    "Le cœur de la ville était là.",
]
LATIN_9 += ["Slavoj Žižek und Dušan kamen über Graz.", "Šakki on tähtis: hinta nousi 20 €."]


@pytest.mark.parametrize("text", LATIN_9)
def test_the_euro_and_letters_of_iso_8859_15_are_read_and_told(text):
    read, repairs = decode(text.encode("iso8859-15"))
    assert (read, [one.code for one in repairs]) == (text, ["taken_for_latin_9"])
    assert decode(text.encode("cp1252")) == (text, [GUESSED])


WESTERN = {
    "with signs of its own": "Il dit «¤» et ¦, ½ café à 5 ¼: c\xb4est l\xb4été.",
    "Icelandic": "Ferjan siglir ekki. Það er ekki gott, sagði Þóra við þjóðina í ræðu sinni.",
    "Portuguese": "As negociações começaram; os cidadãos põem questões à União.",
    "Estonian": "Läbirääkimised algasid, küla ootas õhtuni ja sõitis ära.",
    "French": "Il a sûrement goûté l’août à Nîmes, où l’on s’ennuie.",
    "German": "Er sagte: „Die Fähre bleibt aus“ – und ging. Größe und Übermut.",
    "Spanish": "¿Cuándo empezó la reunión? El año pasado, dijo el señor Núñez.",
    "English with marks": "The envoys’ “talks” began—or did they? It cost £5.",
    "with a plus sign": "Call +1234- or write to C+ABC-.".replace("C+", "É+"),
}


@pytest.mark.parametrize("language", WESTERN)
def test_a_western_text_is_read_as_one(language):
    text = WESTERN[language]
    assert decode(text.encode("cp1252"))[0] == text
