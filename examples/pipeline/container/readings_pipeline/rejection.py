"""The difference between input that will never do and work that failed this time."""

from __future__ import annotations


class Rejected(Exception):
    """Input that no attempt can process. Its text says why, and quotes nothing of the data."""
