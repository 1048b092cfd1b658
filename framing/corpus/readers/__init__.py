"""Readers of files of articles, one file a format; each gives what it found, and loses nothing."""
