"""Codebooks and codings from and for other programs: spreadsheets and annotation tools."""
