"""What a row of a table opens on its page."""

from __future__ import annotations

import pandas as pd

from framing.show.markup import opens


def test_a_file_that_became_no_article_opens_nothing():
    table = pd.DataFrame({"article": ["a", None, float("nan")]})
    assert opens(table) == ["t-a", "", ""]
    assert opens(table.assign(article=pd.Categorical(["a", None, "b"]))) == ["t-a", "", "t-b"]
