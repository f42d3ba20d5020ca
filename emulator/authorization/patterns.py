"""Texts of policies with wildcards and variables.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

from __future__ import annotations

import re
from functools import lru_cache

from emulator.authorization.request_context import RequestContext
from emulator.authorization.verdict import NotUnderstoodError

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_WITH_DEFAULT = re.compile(r"\s*([^,]*?)\s*,\s*'(.*)'\s*")
_ESCAPED = frozenset("*?$")
_ARN_PARTS = 6
_TOKEN = re.compile(r"\$\{[^}]*\}|.", re.DOTALL)


class NoValueError(Exception):
    """A policy variable has no value in a request, and no default."""


def matches(
    pattern: str, text: str, context: RequestContext | None, *, wildcards: bool = True
) -> bool:
    """Whether a text is what a pattern says; NoValueError if a variable has no value.

    Values of variables are taken literally: an asterisk in a tag is no wildcard. Without a
    context, ``${`` has no meaning.
    """
    if context is None or "${" not in pattern:
        return _compiled(pattern, wildcards).fullmatch(text) is not None
    expression = _expression(pattern, context, wildcards)
    return _compiled_expression(expression).fullmatch(text) is not None


def matches_action(pattern: str, action: str) -> bool:
    """Actions are compared without regard to case and have no variables."""
    return _compiled(pattern.lower(), True).fullmatch(action.lower()) is not None


def matches_arn(pattern: str, arn: str, context: RequestContext | None) -> bool:
    """ArnLike: each of the six parts is compared by itself, so that ``*`` does not reach over."""
    wanted, found = split_arn(pattern), arn.split(":", _ARN_PARTS - 1)
    return len(found) == _ARN_PARTS and all(
        matches(part, text, context) for part, text in zip(wanted, found, strict=True)
    )


def split_arn(pattern: str) -> list[str]:
    """The six parts of an ARN in a policy, in which variables may have colons."""
    texts = [""]
    for token in _TOKEN.findall(pattern):
        if token == ":" and len(texts) < _ARN_PARTS:
            texts.append("")
        else:
            texts[-1] += token
    if len(texts) != _ARN_PARTS:
        raise NotUnderstoodError(f"{pattern!r} is no ARN")
    return texts


def substituted(text: str, context: RequestContext | None) -> str:
    """A text with its variables replaced; NoValueError if one has no value."""
    if context is None:
        return text
    return _VARIABLE.sub(lambda match: _value(match[1], context), text)


def _expression(pattern: str, context: RequestContext, wildcards: bool) -> str:
    """A regular expression in which the values of variables are literal."""
    parts, end = [], 0
    for match in _VARIABLE.finditer(pattern):
        parts.append(_escape(pattern[end : match.start()], wildcards))
        parts.append(re.escape(_value(match[1], context)))
        end = match.end()
    return "".join([*parts, _escape(pattern[end:], wildcards)])


@lru_cache(maxsize=8192)
def _compiled(pattern: str, wildcards: bool) -> re.Pattern[str]:
    return _compiled_expression(_escape(pattern, wildcards))


@lru_cache(maxsize=8192)
def _compiled_expression(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.DOTALL)


def _escape(text: str, wildcards: bool) -> str:
    escaped = re.escape(text)
    return escaped.replace(r"\*", ".*").replace(r"\?", ".") if wildcards else escaped


def _value(variable: str, context: RequestContext) -> str:
    if variable in _ESCAPED:
        return variable
    with_default = _WITH_DEFAULT.fullmatch(variable)
    values = context.get(with_default[1] if with_default else variable)
    if values is not None and len(values) == 1:
        return values[0]
    if values is None and with_default:
        return with_default[2]
    raise NoValueError(variable)
