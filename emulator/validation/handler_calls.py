"""The API requests that CloudFormation's resource handlers make for the resources of a template.

A resource is refused for what a service would refuse of these requests, so that a rule is written
once. ``ALLOWED_TYPES`` and this table name the same types; a test holds that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from emulator.resources.glue_catalog_encryption import api_settings
from emulator.resources.glue_security_configuration import api_configuration
from emulator.resources.resource_type import Properties, document_text
from emulator.validation.iam_handler_calls import (
    managed_policy_calls,
    oidc_provider_calls,
    policy_calls,
    role_calls,
    role_policy_calls,
    saml_provider_calls,
    user_calls,
)
from emulator.validation.messaging_handler_calls import (
    log_group_calls,
    queue_calls,
    queue_inline_policy_calls,
    queue_policy_calls,
    resource_policy_calls,
    rule_calls,
    schedule_calls,
    schedule_group_calls,
    subscription_calls,
    topic_calls,
    topic_inline_policy_calls,
    topic_policy_calls,
)
from emulator.validation.planned_call import GENERATED_NAME, PlannedCall, without_none
from emulator.validation.s3_handler_calls import bucket_calls, bucket_policy_calls
from emulator.validation.trail_handler_calls import trail_calls


def planned_calls(
    type_name: str, properties: Properties, physical_id: str | None = None
) -> list[PlannedCall]:
    """The requests for a resource with these properties; it has no id yet if it is new."""
    return list(_CALLS[type_name](properties, physical_id))


def planned_types() -> frozenset[str]:
    """The types in the table."""
    return frozenset(_CALLS)


def _none(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    return iter(())


def _work_group(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    given = _renamed(properties, WorkGroupConfiguration="Configuration")
    given = _without(given, "State", "RecursiveDeleteOption")
    yield PlannedCall("athena", "CreateWorkGroup", given)


def _repository(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    name = {"repositoryName": properties.get("RepositoryName", GENERATED_NAME)}
    left_out = ("EmptyOnDelete", "LifecyclePolicy", "RepositoryPolicyText", "Tags")
    given = _lower_camel(_without(properties, *left_out)) | name
    tags = properties.get("Tags")
    yield PlannedCall("ecr", "CreateRepository", without_none({**given, "tags": tags}))
    if "RepositoryPolicyText" in properties:
        text = document_text(properties["RepositoryPolicyText"])
        yield PlannedCall("ecr", "SetRepositoryPolicy", {**name, "policyText": text})
    lifecycle = properties.get("LifecyclePolicy", {}).get("LifecyclePolicyText")
    if lifecycle is not None:
        yield PlannedCall("ecr", "PutLifecyclePolicy", {**name, "lifecyclePolicyText": lifecycle})


def _database(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    database = {"Name": GENERATED_NAME, **properties["DatabaseInput"]}
    if "DatabaseName" in properties:
        database["Name"] = properties["DatabaseName"]
    given = {"CatalogId": properties["CatalogId"], "DatabaseInput": database}
    yield PlannedCall("glue", "CreateDatabase", given)


def _table(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    table = {"Name": GENERATED_NAME, **properties["TableInput"]}
    operation = "CreateTable" if physical_id is None else "UpdateTable"
    yield PlannedCall("glue", operation, {**properties, "TableInput": table})


def _named_query(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    if physical_id is None:
        yield PlannedCall("athena", "CreateNamedQuery", {"Name": GENERATED_NAME, **properties})


def _security_configuration(
    properties: Properties, physical_id: str | None
) -> Iterator[PlannedCall]:
    configuration = api_configuration(properties["EncryptionConfiguration"])
    given = {"Name": properties["Name"], "EncryptionConfiguration": configuration}
    yield PlannedCall("glue", "CreateSecurityConfiguration", given)


def _catalog_encryption(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    settings = api_settings(properties["DataCatalogEncryptionSettings"])
    given = {"CatalogId": properties["CatalogId"], "DataCatalogEncryptionSettings": settings}
    yield PlannedCall("glue", "PutDataCatalogEncryptionSettings", given)


def _device_policy(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    yield PlannedCall(
        "iot",
        "CreatePolicy",
        without_none(
            {
                "policyName": properties.get("PolicyName", GENERATED_NAME),
                "policyDocument": document_text(properties["PolicyDocument"]),
                "tags": properties.get("Tags"),
            }
        ),
    )


def _role_alias(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    given = {"roleAlias": GENERATED_NAME, **_lower_camel(_without(properties, "Tags"))}
    tags = properties.get("Tags")
    yield PlannedCall("iot", "CreateRoleAlias", without_none({**given, "tags": tags}))


def _thing_type(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    given = _lower_camel(_without(properties, "DeprecateThingType", "Tags"))
    given = {"thingTypeName": GENERATED_NAME, **given}
    tags = properties.get("Tags")
    yield PlannedCall("iot", "CreateThingType", without_none({**given, "tags": tags}))


def _alias(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    yield PlannedCall("kms", "CreateAlias", dict(properties))


def _key(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    given = _without(
        properties,
        *("BypassPolicyLockoutSafetyCheck", "EnableKeyRotation", "Enabled", "KeyPolicy"),
        *("PendingWindowInDays", "RotationPeriodInDays", "Tags"),
    )
    if "Tags" in properties:
        given["Tags"] = [
            {"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in properties["Tags"]
        ]
    bypass = properties.get("BypassPolicyLockoutSafetyCheck")
    policy = {"BypassPolicyLockoutSafetyCheck": bypass}
    if "KeyPolicy" in properties:
        policy["Policy"] = document_text(properties["KeyPolicy"])
    if physical_id is None:
        yield PlannedCall("kms", "CreateKey", without_none({**given, **policy}))
    else:
        yield PlannedCall("kms", "CreateKey", given)
        if "KeyPolicy" in properties:
            key = {"KeyId": physical_id, "PolicyName": "default"}
            yield PlannedCall("kms", "PutKeyPolicy", without_none({**key, **policy}))
    if properties.get("EnableKeyRotation"):
        period = properties.get("RotationPeriodInDays")
        rotation = {"KeyId": physical_id or GENERATED_NAME, "RotationPeriodInDays": period}
        yield PlannedCall("kms", "EnableKeyRotation", without_none(rotation))


def _parameter(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    given = _without(properties, "Tags")
    tags = [{"Key": key, "Value": value} for key, value in properties.get("Tags", {}).items()]
    given.setdefault("Name", physical_id or GENERATED_NAME)
    yield PlannedCall("ssm", "PutParameter", {**given, **({"Tags": tags} if tags else {})})


def _without(properties: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in names}


def _renamed(properties: Mapping[str, Any], **names: str) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in properties.items()}


def _lower_camel(value: Any) -> Any:
    """Names as ECR and IoT write them, ``repositoryName`` for ``RepositoryName``."""
    if isinstance(value, Mapping):
        return {name[:1].lower() + name[1:]: _lower_camel(item) for name, item in value.items()}
    return value


_CALLS: dict[str, Callable[[Properties, str | None], Iterator[PlannedCall]]] = {
    "AWS::Athena::NamedQuery": _named_query,
    "AWS::Athena::WorkGroup": _work_group,
    "AWS::CDK::Metadata": _none,
    "AWS::CloudTrail::Trail": trail_calls,
    "AWS::ECR::Repository": _repository,
    "AWS::Events::Rule": rule_calls,
    "AWS::Glue::DataCatalogEncryptionSettings": _catalog_encryption,
    "AWS::Glue::Database": _database,
    "AWS::Glue::SecurityConfiguration": _security_configuration,
    "AWS::Glue::Table": _table,
    "AWS::IAM::ManagedPolicy": managed_policy_calls,
    "AWS::IAM::OIDCProvider": oidc_provider_calls,
    "AWS::IAM::Policy": policy_calls,
    "AWS::IAM::Role": role_calls,
    "AWS::IAM::RolePolicy": role_policy_calls,
    "AWS::IAM::SAMLProvider": saml_provider_calls,
    "AWS::IAM::User": user_calls,
    "AWS::IoT::Policy": _device_policy,
    "AWS::IoT::RoleAlias": _role_alias,
    "AWS::IoT::ThingType": _thing_type,
    "AWS::KMS::Alias": _alias,
    "AWS::KMS::Key": _key,
    "AWS::Logs::LogGroup": log_group_calls,
    "AWS::Logs::ResourcePolicy": resource_policy_calls,
    "AWS::S3::Bucket": bucket_calls,
    "AWS::S3::BucketPolicy": bucket_policy_calls,
    "AWS::Scheduler::Schedule": schedule_calls,
    "AWS::Scheduler::ScheduleGroup": schedule_group_calls,
    "AWS::SNS::Subscription": subscription_calls,
    "AWS::SNS::Topic": topic_calls,
    "AWS::SNS::TopicInlinePolicy": topic_inline_policy_calls,
    "AWS::SNS::TopicPolicy": topic_policy_calls,
    "AWS::SQS::Queue": queue_calls,
    "AWS::SQS::QueueInlinePolicy": queue_inline_policy_calls,
    "AWS::SQS::QueuePolicy": queue_policy_calls,
    "AWS::SSM::Parameter": _parameter,
}
