"""A request to a service as its rules see it, whoever makes it, and the refusal of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moto.utilities.utils import get_partition

from emulator.authorization.principals import Principal
from emulator.validation.planned_call import PlannedCall

_LONGEST_VALUE = 200


@dataclass(frozen=True)
class ApiCall:
    """An operation with its parameters, by the names that botocore's models give them."""

    service: str
    operation: str
    parameters: Mapping[str, Any]
    account: str
    region: str
    principal: Principal
    """Who would make the next request: the caller, or the role that CloudFormation acts with."""
    before: Sequence[PlannedCall] = ()
    """What the same resource of a template asks for before this."""
    undone: Sequence[PlannedCall] = ()
    """What the resource asked for at its last deployment, and no longer does if not again."""

    @property
    def partition(self) -> str:
        """Of the Region, such as ``aws``."""
        return str(get_partition(self.region))


@dataclass(frozen=True)
class Refusal:
    """Why AWS refuses a request: the error's code and text, and its HTTP status."""

    code: str
    message: str
    status: int = 400


class RefusedCallError(Exception):
    """A request that is allowed, and that its service refuses for what it says."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal
        # Read by reason_of() in emulator/cloudformation/errors.py.
        self.code = refusal.code
        self.message = refusal.message


def shown(value: Any) -> str:
    """A value in a message, shortened: AWS takes values of a megabyte."""
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}..."
