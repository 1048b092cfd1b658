"""Coding by hand: sample, coding sheets, adjudication, and what a codebook's revision changed."""
