"""What a template says of the values of its parameters.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.cloudformation.errors import ValidationError

_TYPE = re.compile(
    r"String|Number|CommaDelimitedList|List<(String|Number|AWS::[\w:]+)>"
    r"|AWS::(EC2|Route53|SSM::Parameter::Name)[\w:]*|AWS::SSM::Parameter::Value<.+>"
)
_LIST = re.compile(r"CommaDelimitedList|List<.+>")
_NUMBERS = ("Number", "List<Number>")


def require_type(name: str, declaration: Mapping[str, Any]) -> str:
    """The type of a parameter, which it has to have."""
    found = declaration.get("Type")
    if not isinstance(found, str):
        raise ValidationError(
            f"Template format error: Every Parameters object must contain a Type member. ({name})"
        )
    if not _TYPE.fullmatch(found):
        raise ValidationError(f"Template format error: Unrecognized parameter type: {found}")
    return found


def is_list(declared_type: str) -> bool:
    """Whether values of the type are several, separated by commas."""
    return bool(_LIST.fullmatch(declared_type))


def require_allowed(name: str, declaration: Mapping[str, Any], value: str) -> None:
    """ValidationError for a value that the template does not allow.

    Of a parameter that names one of Parameter Store, that is the name.
    """
    declared_type = require_type(name, declaration)
    items = [item.strip() for item in value.split(",")] if is_list(declared_type) else [value]
    for item in items:
        for problem in _problems(declaration, declared_type, item):
            raise ValidationError(f"Parameter '{name}' {problem}")


def text_of(value: Any) -> str:
    """A value as a template may write it: without quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _problems(declaration: Mapping[str, Any], declared_type: str, value: str) -> Iterator[str]:
    if declared_type in _NUMBERS:
        yield from _of_number(declaration, value)
    allowed = declaration.get("AllowedValues")
    if allowed and value not in [text_of(item) for item in allowed]:
        yield f"must be one of AllowedValues: {', '.join(map(text_of, allowed))}"
    pattern = declaration.get("AllowedPattern")
    if pattern and not re.fullmatch(pattern, value):
        hint = declaration.get("ConstraintDescription", f"must match pattern {pattern}")
        yield f"failed to satisfy constraint: {hint}"
    if "MinLength" in declaration and len(value) < int(declaration["MinLength"]):
        yield f"must contain at least {declaration['MinLength']} characters"
    if "MaxLength" in declaration and len(value) > int(declaration["MaxLength"]):
        yield f"must contain at most {declaration['MaxLength']} characters"


def _of_number(declaration: Mapping[str, Any], value: str) -> Iterator[str]:
    try:
        number = float(value)
    except ValueError:
        yield "must be a number."
        return
    if "MinValue" in declaration and number < float(declaration["MinValue"]):
        yield f"must be a number not less than {declaration['MinValue']}"
    if "MaxValue" in declaration and number > float(declaration["MaxValue"]):
        yield f"must be a number not greater than {declaration['MaxValue']}"
