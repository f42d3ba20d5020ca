"""Reads statements about tables, word by word.

https://docs.aws.amazon.com/athena/latest/ug/ddl-sql-reference.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from emulator.athena.query_failure import QueryFailedError, not_supported

_TOKEN = re.compile(
    r"""(?:\s+|--[^\n]*|/\*.*?\*/)*
    (?:(?P<string>'(?:[^'\\]|''|\\.)*')
      |(?P<quoted>`[^`]+`|"[^"]+")
      |(?P<word>\w[\w$-]*)
      |(?P<other>\S))?""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\([0-7]{3}|u[0-9A-Fa-f]{4}|.)|''", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_OPENING, _CLOSING = "(<", ")>"


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    position: int


class DdlReader:
    """A statement and how far it is read. What does not fit is a QueryFailedError."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._next = 0

    def accept(self, words: str) -> bool:
        """Whether these words come next; then they are read."""
        wanted = words.split()
        following = self._tokens[self._next : self._next + len(wanted)]
        found = [token.text.upper() for token in following if token.kind in ("word", "other")]
        if found != wanted:
            return False
        self._next += len(wanted)
        return True

    def expect(self, words: str) -> None:
        """Reads these words."""
        if not self.accept(words):
            raise self.unexpected(f"'{words}'")

    def name(self) -> str:
        """An identifier, in lower case as the Data Catalog has them."""
        token = self._take("an identifier", "word", "quoted")
        return token.text.strip('`"').lower()

    def table_name(self, database: str | None) -> tuple[str, str]:
        """Database and table; QueryFailedError if no database is known."""
        name = self.name()
        if self.accept("."):
            database, name = name, self.name()
        if not database:
            raise QueryFailedError("MISSING_SCHEMA_NAME: line 1:1: no database is named")
        return database.lower(), name

    def string(self) -> str:
        """A text between single quotes."""
        return _unescaped(self._take("a string", "string").text)

    def value(self) -> str:
        """A text or a number."""
        token = self._take("a value", "string", "word")
        return _unescaped(token.text) if token.kind == "string" else token.text

    def type(self) -> str:
        """A Hive type, up to what follows it."""
        parts, depth = [self._take("a type", "word").text.lower()], 0
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            if depth == 0 and token.text not in _OPENING:
                break
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            parts.append(token.text.strip('`"').lower())
            self._next += 1
        return "".join(parts)

    def begins_column_list(self) -> bool:
        """Whether names in brackets come next, and no query in brackets."""
        following = [token.text.upper() for token in self._tokens[self._next : self._next + 2]]
        return following[:1] == ["("] and following[1:] not in (
            ["SELECT"],
            ["WITH"],
            ["VALUES"],
            ["("],
        )

    def rest(self) -> str:
        """The text that is left."""
        start = self._tokens[self._next].position if not self.at_end else len(self._text)
        self._next = len(self._tokens)
        return self._text[start:].strip().rstrip(";").strip()

    def end(self) -> None:
        """Nothing follows but a semicolon."""
        self.accept(";")
        if not self.at_end:
            raise self.unexpected("<EOF>")

    @property
    def at_end(self) -> bool:
        """Whether everything is read."""
        return self._next >= len(self._tokens)

    def unexpected(self, expected: str) -> QueryFailedError:
        """What comes next is something else."""
        found, position = "<EOF>", len(self._text)
        if not self.at_end:
            token = self._tokens[self._next]
            found, position = token.text, token.position
        line = self._text.count("\n", 0, position) + 1
        column = position - self._text.rfind("\n", 0, position)
        return QueryFailedError(
            f"line {line}:{column}: mismatched input '{found}'. Expecting: {expected}"
        )

    def unsupported(self) -> QueryFailedError:
        """Something of Athena's that is not emulated comes next."""
        word = "the statement" if self.at_end else self._tokens[self._next].text.upper()
        return not_supported(f"{word} in {self._text.split(maxsplit=1)[0].upper()} is not emulated")

    def _take(self, expected: str, *kinds: str) -> _Token:
        if self.at_end or self._tokens[self._next].kind not in kinds:
            raise self.unexpected(expected)
        self._next += 1
        return self._tokens[self._next - 1]


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is not None:
            found.append(_Token(kind, match[kind], match.start(kind)))
    return found


def _unescaped(literal: str) -> str:
    r"""Without its quotes; ``\001`` and ``\t`` are the characters that they stand for."""

    def replace(match: re.Match[str]) -> str:
        code = match[1]
        if code is None:
            return "'"
        if code.startswith("u") and len(code) > 1:
            return chr(int(code[1:], 16))
        return chr(int(code, 8)) if len(code) == 3 else _LETTERS.get(code, code)

    return _ESCAPE.sub(replace, literal[1:-1])
