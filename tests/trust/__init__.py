"""Tests of the room ``trust``."""
