"""Read APIs that moto lacks or answers incompletely for the properties that templates set."""

from __future__ import annotations

from emulator.read_apis import (
    athena_work_groups,
    iam_policy_documents,
    iot_tags,
    kms_key_policy,
    kms_rotation,
    logs_groups,
    s3_encryption,
    s3_lifecycle,
    s3_logging,
    s3_notifications,
    ssm_secure_strings,
    sts_caller_identity,
)

_CHANGES = (
    athena_work_groups,
    iam_policy_documents,
    iot_tags,
    kms_key_policy,
    kms_rotation,
    logs_groups,
    s3_encryption,
    s3_lifecycle,
    s3_logging,
    s3_notifications,
    ssm_secure_strings,
    sts_caller_identity,
)


def install() -> None:
    """Changes moto's services; raises MotoChangedError if moto is not as expected."""
    for module in _CHANGES:
        module.install()
