"""Which genre an article's own section, label, headline or address tells."""

from __future__ import annotations

import pandas as pd

from framing.corpus.genre import genres
from tests.cases import each_of
from tests.effort import least

TEXT = "Talks began on Monday. They go on."


def told(**fields: str | None) -> tuple[str | None, str | None]:
    """Return the genre of one article with these fields, and what tells it."""
    row = {"article": "a", "outlet": "Daily", "title": "Talks begin", "text": TEXT} | fields
    found = genres(pd.DataFrame([row])).iloc[0]
    return tuple(None if pd.isna(found[name]) else found[name] for name in ("genre", "told_by"))


@each_of(
    "fields, expected",
    [
        ({"section": "Opinion"}, ("opinion", "section")),
        ({"section": "OPINION; Pg. 12"}, ("opinion", "section")),
        ({"section": "Section A; Column 0; Editorial Desk; Pg. 22"}, ("opinion", "section")),
        ({"sectionName": "World news"}, ("news", "section")),
        ({"Section_Name": "Politics"}, ("news", "section")),
        ({"section": "Gardening"}, (None, None)),
        ({"section": "Op-Ed"}, ("opinion", "section")),
        ({"section": "Meinung", "language": "de"}, ("opinion", "section")),
        ({"section": "Idées", "language": "fr"}, ("opinion", "section")),
        ({"section": "Opinión", "language": "es"}, ("opinion", "section")),
        ({"section": "Yazarlar", "language": "tr"}, ("opinion", "section")),
        ({"section": "Opinion", "language": "xx"}, (None, None)),
        ({"label": "Analysis"}, ("analysis", "label")),
        ({"type": "Letters"}, ("opinion", "label")),
        ({"type_of_material": "Op-Ed"}, ("opinion", "label")),
        ({"kicker": "News in brief"}, ("brief", "label")),
        ({"text": f"OPINION\n\nTalks begin\n\n{TEXT}"}, ("opinion", "label")),
        ({"text": f"Talks begin\n\nAnalysis\n\n{TEXT}"}, ("analysis", "label")),
        ({"text": f"Talks begin\n\n{TEXT}\n\nMore.\n\nOpinion\n\nElse."}, (None, None)),
        ({"title": "Opinion: Too late"}, ("opinion", "headline")),
        ({"title": "Too late | Opinion"}, ("opinion", "headline")),
        ({"title": "Too late – analysis"}, ("analysis", "headline")),
        ({"title": "[Editorial] Too late"}, ("opinion", "headline")),
        ({"title": "Too late (Explainer)"}, ("analysis", "headline")),
        ({"title": "Talks live: envoys arrive"}, ("live", "headline")),
        ({"title": "Talks in Arlen: day two – as it happened"}, ("live", "headline")),
        ({"title": "Live updates from the talks"}, ("live", "headline")),
        ({"title": "Arlen briefing: what we know"}, ("brief", "headline")),
        ({"title": "Kommentar: Zu spät", "language": "de"}, ("opinion", "headline")),
        ({"title": "EN DIRECT – Pourparlers", "language": "fr"}, ("live", "headline")),
        ({"title": "Where we live: a mill town"}, (None, None)),
        ({"title": "Opinion polls: a close race"}, (None, None)),
        ({"title": "Blood analysis: results"}, (None, None)),
        ({"title": "People who live by the mill"}, (None, None)),
        ({"title": "In brief remarks, envoy thanks all"}, (None, None)),
        ({"title": "His column: 'Too late'"}, (None, None)),
        ({"url": "https://daily.example/opinion/2025/too-late"}, ("opinion", "address")),
        ({"url": "https://daily.example/commentisfree/2025/x"}, ("opinion", "address")),
        ({"url": "https://opinion.daily.example/too-late"}, ("opinion", "address")),
        ({"url": "daily.example/world/live/2025/x"}, ("live", "address")),
        ({"url": "https://daily.example/world/2025/x"}, ("news", "address")),
        ({"url": "https://daily.example/2025/opinion-polls-are-close"}, (None, None)),
        ({"url": "https://[daily"}, (None, None)),
        ({"url": ""}, (None, None)),
        ({"section": "NEWS; OPINION COLUMNS; Pg. 21"}, ("opinion", "section")),
        ({"section": "THE DAILY COMMENT AND DEBATE PAGES; Pg. 3"}, ("opinion", "section")),
        ({"section": "HOME NEWS; Pg. 11"}, ("news", "section")),
        ({"section": "Section A; Column 0; Foreign Desk; Pg. 9"}, ("news", "section")),
        ({"section": "Live music"}, (None, None)),
        ({"section": "Letters & Arts"}, (None, None)),
        ({"section": "Where readers send letters of their opinion on all"}, (None, None)),
        ({"section": "Meinung & Debatte", "language": "de"}, ("opinion", "section")),
        ({"section": "Außenansicht", "language": "de"}, ("opinion", "section")),
        ({"label": "Ein Kommentar von Ann Roe", "language": "de"}, ("opinion", "label")),
        ({"title": "ANALYSIS-Why they wait"}, ("analysis", "headline")),
        ({"title": "Fact-check: Not so"}, ("analysis", "headline")),
        ({"title": "News in brief"}, ("brief", "headline")),
        ({"title": "Why they wait, explained"}, ("analysis", "headline")),
        ({"title": "What he never explained"}, (None, None)),
        ({"title": "Live-Musik in Arlen", "language": "de"}, (None, None)),
        ({"title": "Krieg im Live-Ticker", "language": "de"}, ("live", "headline")),
        ({"title": "Arlen-Liveblog: Tag zwei", "language": "de"}, ("live", "headline")),
        ({"url": "https://daily.example/world-nation/story/x"}, ("news", "address")),
        ({"url": "https://daily.example/politics/blog/live/2025/x"}, ("live", "address")),
        (
            {"url": "https://daily.example/politik/talks-liveblog-1.5", "language": "de"},
            ("live", "address"),
        ),
        ({"url": "https://daily.example/world/an-opinion-on-the-talks/"}, ("news", "address")),
        ({"genre": "Analysis"}, ("analysis", "given")),
        ({"genre": "news", "section": "Opinion"}, ("news", "given")),
        ({"section": "World", "title": "Opinion: Too late"}, ("opinion", "headline")),
        ({"section": "Politics", "url": "https://daily.example/live/x"}, ("live", "address")),
        ({"label": "Analysis", "section": "Opinion"}, ("analysis", "label")),
        ({"section": "Live", "title": "Analysis: Too late"}, ("live", "section")),
        ({"section": None, "url": None, "title": None}, (None, None)),
    ],
)
def test_a_genre_is_told_by_what_the_article_itself_bears(fields, expected):
    assert told(**fields) == expected


def test_every_article_has_a_row_in_its_order_and_the_words_that_tell_it():
    rows = [("b", "Opinion | Too late"), ("a", "Talks begin")]
    table = pd.DataFrame(rows, columns=["article", "title"]).assign(outlet="Daily", text=TEXT)
    found = genres(table)
    assert found["article"].tolist() == ["b", "a"]
    assert found["mark"].fillna("").tolist() == ["Opinion", ""]
    assert genres(table.iloc[::-1])["genre"].isna().tolist() == [True, False]


def test_a_headline_of_many_signs_takes_time_in_proportion():
    def table(n: int) -> pd.DataFrame:
        rows = [("a", "| - : [" * n, "a | " * n)]
        names = ["article", "title", "section"]
        return pd.DataFrame(rows, columns=names).assign(outlet="Daily", text=TEXT)

    genres(table(1))  # what is loaded once is not counted
    small, large = (least(lambda n=n: genres(table(n))) for n in (1_000, 10_000))
    assert large < 30 * max(small, 0.02)
