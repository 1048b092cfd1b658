"""Readers of files of articles, one file a format; each gives what it found, and loses nothing.

``read(data, name)`` takes a table's bytes, ``read(file)`` a text as it was parsed. What is wrong
with a file is a CorpusError whose message goes on behind the file's name.
"""
