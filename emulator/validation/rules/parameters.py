"""Parameter Store: names and values.

https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moto.ssm.models import ssm_backends

from emulator.validation.api_call import ApiCall, Refusal, shown

_CHARACTERS = re.compile(r"[a-zA-Z0-9_.\-/]+")
_DEEPEST = 15
_LONGEST_NAME = 1_011
_BYTES = {"Standard": 4_096, "Intelligent-Tiering": 8_192, "Advanced": 8_192}
_CODE = "ValidationException"


def parameter_name(call: ApiCall) -> Iterator[Refusal]:
    """Characters, reserved prefixes, levels and length."""
    name = call.parameters["Name"]
    first = name.lstrip("/").split("/", 1)[0].lower()
    if first.startswith(("aws", "ssm")):
        yield Refusal(
            _CODE,
            f'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive): '
            f"Name {shown(name)!r}",
        )
    if not _CHARACTERS.fullmatch(name) or name.endswith("/") or "//" in name:
        yield Refusal(
            _CODE,
            "Parameter name: it can consist of sub-paths divided by slash symbol; each sub-path "
            "can be formed as a mix of letters, numbers and the following 3 symbols .-_: "
            f"Name {shown(name)!r}",
        )
    elif "/" in name and not name.startswith("/"):
        message = f"Parameter name must be a fully qualified name: Name {shown(name)!r}"
        yield Refusal(_CODE, message)
    if name.strip("/").count("/") + 1 > _DEEPEST:
        message = f"Name {shown(name)!r} has more than the maximum of {_DEEPEST} levels"
        yield Refusal("HierarchyLevelLimitExceededException", message)
    arn = f"arn:{call.partition}:ssm:{call.region}:{call.account}:parameter/{name.lstrip('/')}"
    if len(arn) > _LONGEST_NAME:
        message = f"Name {shown(name)!r} with the rest of its ARN is longer than {_LONGEST_NAME}"
        yield Refusal(_CODE, message)


def parameter_value(call: ApiCall) -> Iterator[Refusal]:
    """Not empty, no reference to another parameter, its length by tier, its own pattern."""
    parameters = call.parameters
    name, value = shown(parameters["Name"]), parameters["Value"]
    if not value:
        yield Refusal(_CODE, f"Value of {name!r}: it must not be empty")
    if "{{" in value:
        yield Refusal(
            _CODE,
            f"Parameter value, cannot be {{{{}}}} or contain a reference to another parameter "
            f"({{{{ssm:name}}}}): Value of {name!r}",
        )
    tier = parameters.get("Tier") or "Standard"
    if len(value.encode()) > _BYTES.get(tier, 0):
        yield Refusal(
            _CODE,
            f"Value of {name!r} has {len(value.encode())} bytes; {tier} parameters have a "
            f"maximum of {_BYTES.get(tier, 0)}",
        )
    pattern = parameters.get("AllowedPattern")
    if pattern and not _matches(pattern, value):
        yield Refusal(
            "ParameterPatternMismatchException",
            f"Value of {name!r} cannot be validated against AllowedPattern {shown(pattern)!r}",
        )


def parameter_tier(call: ApiCall) -> Iterator[Refusal]:
    """There is no way back from the advanced tier."""
    name, tier = call.parameters["Name"], call.parameters.get("Tier")
    stored = ssm_backends[call.account][call.region].get_parameter(name)
    if stored is not None and stored.tier == "Advanced" and tier == "Standard":
        yield Refusal(
            _CODE,
            "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from "
            "the advanced-parameter tier to the standard-parameter tier. If necessary, you can "
            f"delete the advanced parameter and recreate it as a standard parameter. ({name})",
        )


def _matches(pattern: str, value: str) -> bool:
    try:
        return re.search(pattern, value) is not None
    except re.error:
        return False
