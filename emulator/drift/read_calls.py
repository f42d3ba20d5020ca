"""The API requests that CloudFormation makes, in the caller's name, to read a resource.

Whoever detects drift needs the permission for each. A type's schema names more actions than these,
for properties that no template here sets.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from emulator.queues.urls import queue_name
from emulator.resources.resource_type import Placement, Properties
from emulator.validation.planned_call import PlannedCall

_BUCKET_READS = (
    "GetBucketEncryption",
    "GetBucketLifecycleConfiguration",
    "GetBucketLogging",
    "GetBucketNotificationConfiguration",
    "GetBucketOwnershipControls",
    "GetBucketTagging",
    "GetBucketVersioning",
    "GetObjectLockConfiguration",
    "GetPublicAccessBlock",
)


def read_calls(
    type_name: str, place: Placement, physical_id: str, properties: Properties
) -> list[PlannedCall]:
    """The requests for one resource."""
    return [
        PlannedCall(service, operation, parameters)
        for service, operation, parameters in _CALLS[type_name](place, physical_id, properties)
    ]


def read_types() -> frozenset[str]:
    """The types in the table."""
    return frozenset(_CALLS)


_Calls = Iterable[tuple[str, str, dict[str, Any]]]
_Table = dict[str, Callable[[Placement, str, Properties], _Calls]]


def _tagged(
    service: str, operation: str, parameter: str, resource: str
) -> Callable[[Placement, str, Properties], _Calls]:
    """One request for the resource by name, and one for its tags by ARN."""

    def calls(place: Placement, physical_id: str, properties: Properties) -> _Calls:
        arn = place.arn(service, resource.format(physical_id))
        tags = {"athena": "ResourceARN", "events": "ResourceARN"}.get(service, "resourceArn")
        yield service, operation, {parameter: physical_id}
        yield service, "ListTagsForResource", {tags: arn}

    return calls


def _trail(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    arn = place.arn("cloudtrail", f"trail/{physical_id}")
    yield "cloudtrail", "GetTrail", {"Name": physical_id}
    yield "cloudtrail", "GetTrailStatus", {"Name": physical_id}
    yield "cloudtrail", "GetEventSelectors", {"TrailName": physical_id}
    yield "cloudtrail", "ListTags", {"ResourceIdList": [arn]}


def _repository(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    yield "ecr", "DescribeRepositories", {"repositoryNames": [physical_id]}
    for operation in ("GetLifecyclePolicy", "GetRepositoryPolicy"):
        yield "ecr", operation, {"repositoryName": physical_id}
    arn = place.arn("ecr", f"repository/{physical_id}")
    yield "ecr", "ListTagsForResource", {"resourceArn": arn}


def _rule(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    yield from _tagged("events", "DescribeRule", "Name", "rule/{}")(place, physical_id, properties)
    yield "events", "ListTargetsByRule", {"Rule": physical_id}


def _table(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    yield "glue", "GetDatabase", {"Name": properties["DatabaseName"]}
    yield "glue", "GetTable", {"DatabaseName": properties["DatabaseName"], "Name": physical_id}


def _managed_policy(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    for operation in ("GetPolicy", "GetPolicyVersion", "ListEntitiesForPolicy"):
        yield "iam", operation, {"PolicyArn": physical_id}


def _role(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    for operation in ("GetRole", "ListAttachedRolePolicies", "ListRolePolicies"):
        yield "iam", operation, {"RoleName": physical_id}
    if properties.get("Policies"):
        yield "iam", "GetRolePolicy", {"RoleName": physical_id}


def _role_policy(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    yield "iam", "GetRolePolicy", {"RoleName": properties["RoleName"]}


def _user(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    for operation in (
        "GetUser",
        "ListAttachedUserPolicies",
        "ListGroupsForUser",
        "ListUserPolicies",
    ):
        yield "iam", operation, {"UserName": physical_id}
    if properties.get("Policies"):
        yield "iam", "GetUserPolicy", {"UserName": physical_id}


def _key(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    for operation in ("DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"):
        yield "kms", operation, {"KeyId": physical_id}


def _log_group(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    yield "logs", "DescribeLogGroups", {"logGroupNamePrefix": physical_id}
    arn = place.arn("logs", f"log-group:{physical_id}")
    yield "logs", "ListTagsForResource", {"resourceArn": arn}


def _bucket(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    return (("s3", operation, {"Bucket": physical_id}) for operation in _BUCKET_READS)


def _queue(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    for operation in ("GetQueueAttributes", "ListQueueTags"):
        yield "sqs", operation, {"QueueUrl": physical_id}


def _queue_policy(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    yield "sqs", "GetQueueAttributes", {"QueueUrl": physical_id}
    yield "sqs", "GetQueueUrl", {"QueueName": queue_name(physical_id)}


def _schedule(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    group = properties.get("GroupName", "default")
    yield "scheduler", "GetSchedule", {"GroupName": group, "Name": physical_id}


def _schedule_group(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    yield "scheduler", "GetScheduleGroup", {"Name": physical_id}
    arn = place.arn("scheduler", f"schedule-group/{physical_id}")
    yield "scheduler", "ListTagsForResource", {"ResourceArn": arn}


def _topic(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    for operation in ("GetTopicAttributes", "ListSubscriptionsByTopic"):
        yield "sns", operation, {"TopicArn": physical_id}
    for operation in ("GetDataProtectionPolicy", "ListTagsForResource"):
        yield "sns", operation, {"ResourceArn": physical_id}


def _parameter(place: Placement, physical_id: str, properties: Properties) -> _Calls:
    yield "ssm", "GetParameters", {"Names": [physical_id]}
    tagged = {"ResourceType": "Parameter", "ResourceId": physical_id}
    yield "ssm", "ListTagsForResource", tagged


def _one(
    service: str, operation: str, parameter: str | None = None
) -> Callable[[Placement, str, Properties], _Calls]:
    def calls(place: Placement, physical_id: str, properties: Properties) -> _Calls:
        yield service, operation, {parameter: physical_id} if parameter else {}

    return calls


_CALLS: _Table = {
    "AWS::Athena::NamedQuery": _one("athena", "GetNamedQuery", "NamedQueryId"),
    "AWS::Athena::WorkGroup": _tagged("athena", "GetWorkGroup", "WorkGroup", "workgroup/{}"),
    "AWS::CloudTrail::Trail": _trail,
    "AWS::ECR::Repository": _repository,
    "AWS::Events::Rule": _rule,
    "AWS::Glue::DataCatalogEncryptionSettings": _one("glue", "GetDataCatalogEncryptionSettings"),
    "AWS::Glue::Database": _one("glue", "GetDatabase", "Name"),
    "AWS::Glue::SecurityConfiguration": _one("glue", "GetSecurityConfiguration", "Name"),
    "AWS::Glue::Table": _table,
    "AWS::IAM::ManagedPolicy": _managed_policy,
    "AWS::IAM::OIDCProvider": _one("iam", "GetOpenIDConnectProvider", "OpenIDConnectProviderArn"),
    "AWS::IAM::Role": _role,
    "AWS::IAM::RolePolicy": _role_policy,
    "AWS::IAM::SAMLProvider": _one("iam", "GetSAMLProvider", "SAMLProviderArn"),
    "AWS::IAM::User": _user,
    "AWS::IoT::Policy": _tagged("iot", "GetPolicy", "policyName", "policy/{}"),
    "AWS::IoT::RoleAlias": _tagged("iot", "DescribeRoleAlias", "roleAlias", "rolealias/{}"),
    "AWS::IoT::ThingType": _tagged("iot", "DescribeThingType", "thingTypeName", "thingtype/{}"),
    "AWS::KMS::Alias": _one("kms", "ListAliases"),
    "AWS::KMS::Key": _key,
    "AWS::Logs::LogGroup": _log_group,
    "AWS::Logs::ResourcePolicy": _one("logs", "DescribeResourcePolicies"),
    "AWS::S3::Bucket": _bucket,
    "AWS::S3::BucketPolicy": _one("s3", "GetBucketPolicy", "Bucket"),
    "AWS::Scheduler::Schedule": _schedule,
    "AWS::Scheduler::ScheduleGroup": _schedule_group,
    "AWS::SNS::Subscription": _one("sns", "GetSubscriptionAttributes", "SubscriptionArn"),
    "AWS::SNS::Topic": _topic,
    "AWS::SNS::TopicInlinePolicy": _one("sns", "GetTopicAttributes", "TopicArn"),
    "AWS::SQS::Queue": _queue,
    "AWS::SQS::QueueInlinePolicy": _queue_policy,
    "AWS::SSM::Parameter": _parameter,
}
