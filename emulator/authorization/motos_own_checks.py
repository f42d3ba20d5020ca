"""Switches off moto's partial evaluation of bucket and key policies.

moto applies bucket policies without their conditions, so the usual "deny unless TLS" statement
denies everybody, and key policies without their principals. The gate judges requests before moto
sees them; what moto would add is wrong in both directions.
"""

from __future__ import annotations

from typing import Any

from moto.iam.access_control import PermissionResult
from moto.kms import responses as kms_responses
from moto.s3.models import FakeBucket

from emulator.moto_changes import replace_attribute


def install() -> None:
    """Makes both checks agree with the gate: what gets here is allowed."""
    replace_attribute(FakeBucket, "get_permission", _permitted)
    replace_attribute(kms_responses, "validate_policy", _nothing)


def _permitted(bucket: FakeBucket, action: str, resource: str) -> Any:
    # Not neutral: then moto would ask access control lists, which no bucket of ours has.
    return PermissionResult.PERMITTED


def _nothing(key: Any, action: str) -> None:
    pass
