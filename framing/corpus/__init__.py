"""Files to articles, articles to sentences and tokens."""
