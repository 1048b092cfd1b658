"""Codebooks to start from: frames that fit news of any subject, none of them validated yet."""
