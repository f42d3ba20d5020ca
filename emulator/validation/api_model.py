"""Parameters by botocore's model of a service: required, patterns, lengths, ranges, enumerations.

SDKs check little of it before they send a request, and moto nearly nothing; services check all of
it, and answer with these words.
https://smithy.io/2.0/spec/constraint-traits.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from botocore.model import OperationModel
from moto.core.utils import get_service_model

from emulator.validation.api_call import ApiCall, Refusal, shown
from emulator.validation.patterns import matches_whole

# The code of each service for a parameter that its model does not allow.
_CODES = {
    "accessanalyzer": "ValidationException",
    "athena": "InvalidRequestException",
    "cloudformation": "ValidationError",
    # Its operations have codes for single parameters, and none for all.
    "cloudtrail": "ValidationException",
    "ecr": "InvalidParameterException",
    "events": "ValidationException",
    "glue": "ValidationException",
    "iam": "ValidationError",
    "iot": "InvalidRequestException",
    "iot-data": "InvalidRequestException",
    "kms": "ValidationException",
    "logs": "InvalidParameterException",
    "s3": "InvalidArgument",
    "scheduler": "ValidationException",
    "sns": "InvalidParameter",
    "sqs": "InvalidParameterValue",
    "ssm": "ValidationException",
    "sts": "ValidationError",
}

_NUMBERS = ("integer", "long", "float", "double")
_TYPES: dict[str, Any] = {
    "structure": Mapping,
    "list": list,
    "map": Mapping,
    "string": str,
    "boolean": bool,
    **dict.fromkeys(_NUMBERS, (int, float)),
}


class _WrongTypeError(Exception):
    """A value of another type than its shape's, which the service cannot even read."""


def model_code(service: str) -> str:
    """The code of the error with which a service refuses what its model does not allow."""
    return _CODES[service]


def model_refusal(call: ApiCall) -> Refusal | None:
    """What the model of the service refuses, everything at once; None if it has no objection."""
    operation: OperationModel = get_service_model(call.service).operation_model(call.operation)
    if operation.input_shape is None:
        return None
    try:
        problems = list(_of_structure(operation.input_shape, call.parameters, ""))
    except _WrongTypeError as error:
        return Refusal("SerializationException", str(error))
    if not problems:
        return None
    plural = "s" if len(problems) > 1 else ""
    message = f"{len(problems)} validation error{plural} detected: {'; '.join(problems)}"
    return Refusal(_code(call, operation.input_shape), message)


def _code(call: ApiCall, shape: Any) -> str:
    """S3 has one for what is in headers, path or query, and another for what is in the body."""
    if call.service != "s3":
        return model_code(call.service)
    members = shape.members.items()
    elsewhere = {name for name, member in members if member.serialization.get("location")}
    is_elsewhere = any(_of_structure(shape, call.parameters, "", elsewhere))
    return model_code(call.service) if is_elsewhere else "MalformedXML"


def _problems(shape: Any, value: Any, path: str) -> Iterator[str]:
    kind = shape.type_name
    if not isinstance(value, _TYPES.get(kind, object)):
        raise _WrongTypeError(f"'{path}' has to be of type {kind}, not {shown(repr(value))}")
    if kind == "structure":
        yield from _of_structure(shape, value, path)
    elif kind == "list":
        yield from _failed(_wrong_length(shape, len(value)), shape, value, path)
        for number, item in enumerate(value, 1):
            yield from _problems(shape.member, item, f"{path}.{number}.member")
    elif kind == "map":
        yield from _failed(_wrong_length(shape, len(value)), shape, value, path)
        for key, item in value.items():
            yield from _problems(shape.key, key, f"{path}.key")
            yield from _problems(shape.value, item, f"{path}.{key}.member")
    elif kind == "string":
        yield from _failed(_wrong_text(shape, value), shape, value, path)
    elif kind == "blob" and isinstance(value, bytes):
        yield from _failed(_wrong_length(shape, len(value)), shape, value, path)
    elif kind in _NUMBERS:
        yield from _failed(_out_of_range(shape, value), shape, value, path)


def _of_structure(
    shape: Any, value: Mapping[str, Any], path: str, only: Set[str] | None = None
) -> Iterator[str]:
    for name, member in shape.members.items():
        if only is not None and name not in only:
            continue
        where = f"{path}.{_lower(name)}" if path else _lower(name)
        found = value.get(name)
        if found is not None:
            yield from _problems(member, found, where)
        elif name in shape.required_members:
            yield f"Value null at '{where}' failed to satisfy constraint: Member must not be null"


def _failed(constraints: Iterator[str], shape: Any, value: Any, path: str) -> Iterator[str]:
    said = "" if shape.metadata.get("sensitive") else f" '{shown(value)}'"
    for constraint in constraints:
        yield f"Value{said} at '{path}' failed to satisfy constraint: Member must {constraint}"


def _wrong_text(shape: Any, value: str) -> Iterator[str]:
    # Java counts UTF-16.
    yield from _wrong_length(shape, len(value.encode("utf-16-le", "surrogatepass")) // 2)
    pattern = shape.metadata.get("pattern")
    if pattern is not None and not matches_whole(pattern, value):
        yield f"satisfy regular expression pattern: {pattern}"
    if shape.enum and value not in shape.enum:
        yield f"satisfy enum value set: [{', '.join(shape.enum)}]"


def _wrong_length(shape: Any, length: int) -> Iterator[str]:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and length < low:
        yield f"have length greater than or equal to {low}"
    if high is not None and length > high:
        yield f"have length less than or equal to {high}"


def _out_of_range(shape: Any, value: float) -> Iterator[str]:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and value < low:
        yield f"have value greater than or equal to {low}"
    if high is not None and value > high:
        yield f"have value less than or equal to {high}"


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
