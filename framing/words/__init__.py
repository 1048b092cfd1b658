"""Words: TF-IDF, keyness, places in their context, the word score."""
