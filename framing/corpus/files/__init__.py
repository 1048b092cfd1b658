"""One parser a format: a file of text as lines with their marks, and what was left out."""
