"""Loads, where it is imported, all that pages need: into a process from which others are forked."""

from framing.report.forking import load_all

load_all()
