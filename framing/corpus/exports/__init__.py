"""Exports of vendors, many articles a file: layouts over the lines that the parsers give."""
