"""Regular expressions that names of the catalog are found by."""

from __future__ import annotations

# A pattern that takes longer than this is given up, so that none can hold up the emulator.
_SECONDS = 0.1


class InvalidPatternError(ValueError):
    """A pattern that is no regular expression, or takes too long."""


def matches_name(pattern: str, name: str) -> bool:
    """Whether a pattern stands for all of a name, in any case; raises ``InvalidPatternError``."""
    # Imported late: it takes a while, and an emulator that nobody uses yet has to start fast.
    import regex

    try:
        compiled = regex.compile(pattern, regex.IGNORECASE)
        return compiled.fullmatch(name, timeout=_SECONDS) is not None
    except (regex.error, TimeoutError) as error:
        raise InvalidPatternError(pattern) from error
