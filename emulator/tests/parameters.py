"""Parameters as the simplest resources of stacks, and one that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def parameter(value: Any = "1", name: str = "/acme/v", **entry: Any) -> dict[str, Any]:
    """A parameter; ``entry`` is what stands beside its properties."""
    return {
        "Type": "AWS::SSM::Parameter",
        "Properties": {"Name": name, "Type": "String", "Value": value},
        **entry,
    }


def failing(**entry: Any) -> dict[str, Any]:
    """An alias of a key that does not exist."""
    return {
        "Type": "AWS::KMS::Alias",
        "Properties": {"AliasName": "alias/none", "TargetKeyId": "no-such-key"},
        **entry,
    }


def names(client: Callable[[str], Any]) -> list[str]:
    """The names of all parameters."""
    return sorted(p["Name"] for p in client("ssm").describe_parameters()["Parameters"])


def value(client: Callable[[str], Any], name: str = "/acme/v") -> str:
    """What a parameter holds."""
    found: str = client("ssm").get_parameter(Name=name)["Parameter"]["Value"]
    return found
