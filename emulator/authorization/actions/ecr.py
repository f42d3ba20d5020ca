"""ECR: repositories, whose own policies count too, and the keys that they are encrypted under.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from moto.ecr.models import ecr_backends

from emulator.authorization.actions.check import (
    Check,
    by_parameter,
    names,
    not_in_table,
    tag_context,
)
from emulator.authorization.actions.kms import key_arn
from emulator.authorization.calls import Call

_WITHOUT_RESOURCE = names(
    """
    DeleteRegistryPolicy DescribeRegistry GetAuthorizationToken GetRegistryPolicy
    GetRegistryScanningConfiguration PutRegistryPolicy PutRegistryScanningConfiguration
    PutReplicationConfiguration
    """
)
_RESOURCES = {
    "resourceArn": "{}",
    "repositoryName": "repository/{}",
    "repositoryNames": "repository/{}",
}


def checks(call: Call) -> Iterator[Check]:
    """What a call to ECR needs."""
    tags = tag_context(call.parameters)
    if call.operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*", tags)
        return
    found = by_parameter(call, _RESOURCES)
    if not found and call.operation == "DescribeRepositories":
        found = [call.arn("repository/*")]
    if not found:
        raise not_in_table(call)
    for resource in found:
        yield Check(call.action, resource, tags)
    if call.operation == "CreateRepository":
        yield from _grant_checks(call)
    elif call.operation == "DeleteRepository":
        yield from _retirement_checks(call)


def _grant_checks(call: Call) -> Iterator[Check]:
    """ECR looks at the key, and makes grants on it, in the name of who creates the repository."""
    key_id = (call.parameters.get("encryptionConfiguration") or {}).get("kmsKey")
    if key_id:
        yield _through_ecr(call, "kms:DescribeKey", key_id)
        is_for_ecr = {"kms:GrantIsForAWSResource": ("true",)}
        yield _through_ecr(call, "kms:CreateGrant", key_id, is_for_ecr)


def _retirement_checks(call: Call) -> Iterator[Check]:
    """The grants are retired in the name of who deletes it; KMS does not say whom they were for."""
    repositories = ecr_backends[call.account][call.region].repositories
    repository = repositories.get(call.parameters["repositoryName"])
    key_id = repository and repository.encryption_configuration.get("kmsKey")
    if key_id:
        yield _through_ecr(call, "kms:RetireGrant", key_id)


def _through_ecr(
    call: Call, action: str, key_id: str, more: Mapping[str, tuple[str, ...]] | None = None
) -> Check:
    context = {
        "kms:ViaService": (f"ecr.{call.region}.amazonaws.com",),
        "kms:CallerAccount": (call.account,),
        "aws:ViaAWSService": ("true",),
        "aws:CalledVia": ("ecr.amazonaws.com",),
        **(more or {}),
    }
    return Check(action, key_arn(call, key_id), context)
