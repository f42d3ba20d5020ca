"""Condition operators.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable
from datetime import datetime, timezone

from emulator.authorization.patterns import NoValueError, matches, matches_arn, substituted
from emulator.authorization.policy_document import Condition
from emulator.authorization.request_context import RequestContext
from emulator.authorization.verdict import NotUnderstoodError, Verdict, all_of, any_of

# Whether a value of the request is what one value of the policy says. Without a context, the
# policy's version has no variables.
_Comparison = Callable[[str, str, RequestContext | None], bool]
_OPERATOR = re.compile(r"(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?")


def condition_holds(
    condition: Condition, context: RequestContext, *, has_variables: bool
) -> Verdict:
    """Whether a condition holds; NotUnderstoodError for operators and keys that are not known."""
    match = _OPERATOR.fullmatch(condition.operator)
    quantifier, name, if_exists = match.groups() if match else (None, condition.operator, None)
    found = context.get(condition.key)
    if name == "Null" and quantifier is None and not if_exists:
        wanted = {value.lower() for value in condition.values}
        return Verdict.of(("true" if found is None else "false") in wanted)
    negated = name in _NEGATED
    compare = _COMPARISONS.get(_NEGATED.get(name, name))
    if compare is None:
        raise NotUnderstoodError(f"condition operator {condition.operator} is not known")
    if found is None:
        exempt = bool(if_exists) or quantifier == "ForAllValues"
        return Verdict.of(exempt or (negated and quantifier is None))

    variables = context if has_variables else None

    def is_wanted(value: str) -> Verdict:
        hit = any_of(_compared(compare, value, wanted, variables) for wanted in condition.values)
        return hit.negated() if negated else hit

    verdicts = [is_wanted(value) for value in found]
    # A key with several values needs a quantifier. Without one, a negated operator has to hold for
    # all of them, which is the reading that refuses more.
    if quantifier == "ForAllValues" or (quantifier is None and negated):
        return all_of(verdicts)
    return any_of(verdicts)


def _compared(
    compare: _Comparison, value: str, wanted: str, context: RequestContext | None
) -> Verdict:
    try:
        return Verdict.of(compare(value, wanted, context))
    except NoValueError:
        return Verdict.OPEN


def _equals(value: str, wanted: str, context: RequestContext | None) -> bool:
    return matches(wanted, value, context, wildcards=False)


def _equals_ignoring_case(value: str, wanted: str, context: RequestContext | None) -> bool:
    # With the variable's name as it is: it has to be found before case is ignored.
    return substituted(wanted, context).lower() == value.lower()


def _like(value: str, wanted: str, context: RequestContext | None) -> bool:
    return matches(wanted, value, context)


def _arn_like(value: str, wanted: str, context: RequestContext | None) -> bool:
    return matches_arn(wanted, value, context)


def _is_bool(value: str, wanted: str, context: RequestContext | None) -> bool:
    return value.lower() == _plain(wanted).lower()


def _in_network(value: str, wanted: str, context: RequestContext | None) -> bool:
    try:
        network = ipaddress.ip_network(_plain(wanted), strict=False)
    except ValueError as error:
        raise NotUnderstoodError(f"{wanted!r} is no range of IP addresses") from error
    return ipaddress.ip_address(value) in network


def _same_bytes(value: str, wanted: str, context: RequestContext | None) -> bool:
    try:
        return base64.b64decode(value, validate=True) == base64.b64decode(
            _plain(wanted), validate=True
        )
    except binascii.Error as error:
        raise NotUnderstoodError(f"{wanted!r} is not Base64") from error


def _ordered(read: Callable[[str], float], compare: Callable[[float, float], bool]) -> _Comparison:
    def comparison(value: str, wanted: str, context: RequestContext | None) -> bool:
        try:
            limit = read(_plain(wanted))
        except ValueError as error:
            raise NotUnderstoodError(f"{wanted!r} is no number or date") from error
        try:
            return compare(read(value), limit)
        except ValueError:
            return False

    return comparison


def _plain(wanted: str) -> str:
    """A value of an operator for which AWS replaces no variables."""
    if "${" in wanted:
        raise NotUnderstoodError(f"variables as in {wanted!r} are for texts and ARNs only")
    return wanted


def _seconds(text: str) -> float:
    """Seconds since 1970, as a number or an ISO 8601 date; without a time zone it is UTC."""
    try:
        return float(text)
    except ValueError:
        parsed = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=timezone.utc)).timestamp()


_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "Equals": lambda value, limit: value == limit,
    "LessThan": lambda value, limit: value < limit,
    "LessThanEquals": lambda value, limit: value <= limit,
    "GreaterThan": lambda value, limit: value > limit,
    "GreaterThanEquals": lambda value, limit: value >= limit,
}
_COMPARISONS: dict[str, _Comparison] = {
    "StringEquals": _equals,
    "StringEqualsIgnoreCase": _equals_ignoring_case,
    "StringLike": _like,
    # Both match wildcards, whatever their names say.
    "ArnEquals": _arn_like,
    "ArnLike": _arn_like,
    "Bool": _is_bool,
    "IpAddress": _in_network,
    "BinaryEquals": _same_bytes,
    **{f"Numeric{name}": _ordered(float, order) for name, order in _ORDERS.items()},
    **{f"Date{name}": _ordered(_seconds, order) for name, order in _ORDERS.items()},
}
_NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
    "NotIpAddress": "IpAddress",
}
