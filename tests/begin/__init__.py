"""Tests of the room ``begin``."""
