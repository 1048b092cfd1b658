"""From codings to what can be said of articles and outlets."""
