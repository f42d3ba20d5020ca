"""Prepared statements of workgroups, and the parameters of statements.

https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html
https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-prepared-statements.html
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlglot
from moto.athena.models import AthenaBackend
from sqlglot import Token, TokenType
from sqlglot.errors import SqlglotError

from emulator.athena.ddl_reader import DdlReader
from emulator.athena.query_failure import QueryFailedError, syntax_error


@dataclass(frozen=True)
class PreparedStatement:
    """A statement with ``?`` where its parameters go."""

    name: str
    work_group: str
    statement: str
    description: str | None = None
    modified: float = field(default_factory=time.time)


def prepared_statements_of(backend: AthenaBackend) -> dict[tuple[str, str], PreparedStatement]:
    """By workgroup and name. Kept on the backend so that moto's reset clears them."""
    found: dict[tuple[str, str], PreparedStatement] = vars(backend).setdefault(
        "emulator_prepared_statements", {}
    )
    return found


def read_parameters(reader: DdlReader) -> list[str]:
    """``USING`` and the values after it, if it follows."""
    if not reader.accept("USING"):
        reader.end()
        return []
    return split_values(reader.rest())


def split_values(text: str) -> list[str]:
    """At the commas that are within no brackets."""
    found, start, depth = [], 0, 0
    for token in _tokens(text):
        depth += token.token_type in (TokenType.L_PAREN, TokenType.L_BRACKET)
        depth -= token.token_type in (TokenType.R_PAREN, TokenType.R_BRACKET)
        if token.token_type is TokenType.COMMA and depth == 0:
            found.append(text[start : token.start])
            start = token.end + 1
    return [value.strip() for value in (*found, text[start:])]


def with_parameters(statement: str, values: Sequence[str] | None) -> str:
    """The statement with a value for each ``?``; QueryFailedError if their numbers differ."""
    if "?" not in statement and not values:
        return statement
    places = [t.start for t in _tokens(statement) if t.token_type is TokenType.PLACEHOLDER]
    given = list(values or [])
    if len(places) != len(given):
        raise QueryFailedError(
            f"INVALID_PARAMETER_USAGE: Incorrect number of parameters: expected {len(places)} but "
            f"found {len(given)}"
        )
    for place, value in zip(reversed(places), reversed(given), strict=True):
        _require_expression(value)
        statement = f"{statement[:place]}({value}){statement[place + 1 :]}"
    return statement


def _require_expression(value: str) -> None:
    """A value is an expression by itself, so that none changes the statement around it."""
    try:
        sqlglot.parse_one(value, read="athena")
        tokens = _tokens(value)
    except SqlglotError as error:
        raise syntax_error(f"parameter {value} is no expression") from error
    if any(t.token_type is TokenType.SEMICOLON or t.comments for t in tokens):
        raise syntax_error(f"parameter {value} is no expression")


def _tokens(text: str) -> list[Token]:
    try:
        return sqlglot.tokenize(text, read="athena")
    except SqlglotError as error:
        raise syntax_error(str(error).partition("\n")[0]) from error
