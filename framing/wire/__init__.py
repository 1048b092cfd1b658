"""Wire copy: what the texts of one story share word for word, reword, leave out and add."""
