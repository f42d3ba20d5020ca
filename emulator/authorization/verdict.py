"""Three-valued answers: a policy can depend on something that a request does not say."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Verdict(IntEnum):
    """Whether something holds; in order, so that ``min`` is *and* and ``max`` is *or*."""

    NO = 0
    # It depends on a policy variable without a value, and AWS does not say what comes of that.
    OPEN = 1
    YES = 2

    @classmethod
    def of(cls, holds: bool) -> Verdict:
        """YES or NO."""
        return cls.YES if holds else cls.NO

    def negated(self) -> Verdict:
        """OPEN stays open."""
        return Verdict(2 - self)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """YES for none."""
    return min(verdicts, default=Verdict.YES)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """NO for none."""
    return max(verdicts, default=Verdict.NO)


class NotUnderstoodError(Exception):
    """A policy or request has something that is not emulated, so that nothing can be said of it."""
