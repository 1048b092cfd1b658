"""Lists of services: those with texts are read as they are, others are told and are no corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.corpus.load import load
from framing.errors import CorpusError

GUARDIAN = {
    "id": "world/2025/feb/13/talks", "type": "article", "sectionName": "World news",
    "webPublicationDate": "2025-02-13T10:00:00Z", "webTitle": "Talks begin | World",
    "webUrl": "https://g.example/talks", "apiUrl": "https://a.example/talks",
    "fields": {"headline": "Talks begin", "byline": "Ann Example", "wordcount": "7",
               "body": "<p>They met at noon.</p><p>Snow fell.</p>",
               "bodyText": "They met at noon. Snow fell."},
}  # fmt: skip
NEWS_PLEASE = {
    "authors": ["Ann", "Bob"], "date_download": "2025-02-20 10:00:00",
    "date_publish": "2025-02-13 10:00:00", "description": None, "filename": "a.json",
    "image_url": None, "language": "en", "maintext": "They met at noon.\nSnow fell.",
    "source_domain": "daily.example", "text": None, "title": "Talks begin",
    "url": "https://daily.example/talks",
}  # fmt: skip


def put(folder: Path, name: str, given: object) -> Path:
    path = folder / name
    path.write_text(given if isinstance(given, str) else json.dumps(given))
    return path


@pytest.mark.parametrize(
    "whole",
    [
        {"response": {"status": "ok", "results": [GUARDIAN]}},
        {"response": {"status": "ok", "content": GUARDIAN}},
        [GUARDIAN],
    ],
    ids=["search", "item", "results"],
)
def test_an_answer_of_the_guardian_is_read_with_its_paragraphs(tmp_path, whole):
    (article,) = load(put(tmp_path, "g.json", whole)).articles.itertuples()
    told = (article.article, article.outlet, article.date, article.title, article.text)
    assert told == (
        "world/2025/feb/13/talks", "The Guardian", "2025-02-13", "Talks begin",
        "Talks begin\n\nThey met at noon.\n\nSnow fell.",
    )  # fmt: skip


def test_articles_of_news_please_are_read_though_a_field_called_text_is_empty(tmp_path):
    put(tmp_path, "a.json", NEWS_PLEASE)
    put(tmp_path, "b.json", {**NEWS_PLEASE, "url": "https://daily.example/2", "title": "Snow"})
    articles = load(tmp_path).articles
    assert articles[["article", "outlet", "date"]].values.tolist() == [
        ["https://daily.example/talks", "daily.example", "2025-02-13"],
        ["https://daily.example/2", "daily.example", "2025-02-13"],
    ]
    assert articles["text"][0] == "Talks begin\n\nThey met at noon.\nSnow fell."


WITHOUT_TEXTS = {
    "abstracts by the New York Times": (
        "n.json",
        {"response": {"docs": [{"abstract": "They met.", "web_url": "u", "pub_date": "2025-02-13",
                                "headline": {"main": "Talks"}, "_id": "1"}]}},
    ),
    "addresses by Media Cloud": (
        "m.csv", "id,media_name,publish_date,title,url\n1,d.example,2025-02-13,Talks,https://d/1\n",
    ),
    "addresses by GDELT": (
        "g.json", {"articles": [{"url": "u", "title": "T", "seendate": "20250213T101500Z",
                                 "domain": "d.example", "language": "English"}]},
    ),
    "the Guardian without texts": (
        "g.json", [{name: value for name, value in GUARDIAN.items() if name != "fields"}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", WITHOUT_TEXTS)
def test_a_list_without_texts_is_told_and_pointed_to_its_recipe(tmp_path, said):
    with pytest.raises(CorpusError, match=rf"{said}.*docs/exports\.md"):
        load(put(tmp_path, *WITHOUT_TEXTS[said]))


def test_a_list_with_the_texts_put_in_is_a_table_like_others(tmp_path):
    table = "id,media_name,publish_date,title,url,text\n1,d.example,2025-02-13,T,u,They met.\n"
    columns = {"article": "id", "outlet": "media_name", "date": "publish_date"}
    assert len(load(put(tmp_path, "m.csv", table), columns=columns).articles) == 1


ROW = {"article": "1", "outlet": "Daily", "text": "They met at noon, officials said"}


@pytest.mark.parametrize("end", ["… [+2345 chars]", "... [1855 chars]", " [+1,234 characters]"])
def test_a_text_that_its_service_cut_off_is_an_abstract_and_no_article(tmp_path, end):
    rows = [ROW, {**ROW, "article": "2", "text": ROW["text"] + end}]
    inputs = load(put(tmp_path, "n.json", rows)).inputs
    assert inputs["reason"].fillna("").tolist() == ["", "cut_by_service"]
    assert inputs["said"].iloc[1] == (
        "is an abstract, cut off by the service that listed it "
        f"('{end[end.index('[') :]}'), no article"
    )


def test_a_text_that_speaks_of_such_a_mark_is_kept(tmp_path):
    text = "Their texts end in [+2345 chars] and the like."
    assert len(load(put(tmp_path, "n.json", [{**ROW, "text": text}])).articles) == 1


def test_an_abstract_is_told_for_one_where_a_table_has_no_texts(tmp_path):
    table = "id,newspaper,headline,Abstract,link\n1,Daily,Talks,They met.,https://d.example\n"
    with pytest.raises(CorpusError, match="'Abstract' is an abstract, no text"):
        load(put(tmp_path, "n.csv", table))


def test_a_list_of_proquest_is_told_to_hold_no_texts(tmp_path):
    table = "Title,Abstract,StoreId,pubdate,pubtitle,DocumentURL\nTalks,They met.,1,2019,D,u\n"
    with pytest.raises(CorpusError, match="a list of ProQuest, which gives abstracts and no texts"):
        load(put(tmp_path, "n.csv", table))
