"""The policies and tags that resources have now in moto's services."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from moto.ecr.models import ecr_backends
from moto.events.models import events_backends
from moto.iam.models import Role, User, iam_backends
from moto.kms.models import Key, kms_backends
from moto.s3.models import s3_backends
from moto.ssm.models import ssm_backends

from emulator.authorization.deployed_principals import tag_map
from emulator.authorization.evaluation import Guard
from emulator.authorization.messaging_policies import (
    log_group_guard,
    log_group_tags,
    queue_guard,
    queue_tags,
    scheduler_tags,
    topic_guard,
    topic_tags,
)
from emulator.authorization.policy_document import Policy
from emulator.federation.providers import provider_tags

_ARN = re.compile(
    r"arn:(?P<partition>[^:]+):(?P<service>[^:]+):(?P<region>[^:]*):(?P<account>[^:]*):(?P<rest>.+)"
)
# What AWS gives to the account with its own keys: use through one service, and no more.
_AWS_MANAGED_USE = [
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:ReEncrypt*",
]


def guard_of(account: str, action: str, resource: str) -> Guard:
    """The policy that the resource of an action has of its own, and whether it has to allow."""
    match = _ARN.fullmatch(resource)
    service = action.split(":", 1)[0].lower()
    if match is None or match["service"] != ("iam" if service == "sts" else service):
        # kms:ListKeys and the like have no resource, and iam:PassRole does not ask the role.
        return Guard(None)
    if service == "s3":
        return _bucket_guard(account, match)
    if service == "kms":
        return _key_guard(account, match)
    if service == "ecr":
        return _repository_guard(account, match)
    if service in _MESSAGING:
        return _MESSAGING[service](account, match)
    if service == "sts":
        return _trust_guard(account, match)
    return Guard(None)


def resource_tags(account: str, resource: str) -> Mapping[str, str] | None:
    """The tags of a resource as policies see them; None where that is not emulated."""
    match = _ARN.fullmatch(resource)
    if match is None:
        return {} if resource == "*" else None
    find = _TAGS.get(match["service"])
    return None if find is None else find(account, match)


def public_access_is_restricted(account: str, bucket_arn: str) -> bool:
    """Whether a bucket's settings keep out those who do not say who they are."""
    match = _ARN.fullmatch(bucket_arn)
    bucket = match and _bucket(account, match)
    block = bucket and bucket.public_access_block
    # moto keeps the object of a template as it is, and makes one of its own of what the API gets.
    settings = block if isinstance(block, dict) else block and block.to_config_dict()
    restricted = {str(key).lower(): value for key, value in (settings or {}).items()}
    return str(restricted.get("restrictpublicbuckets")).lower() == "true"


def _bucket_guard(account: str, arn: re.Match[str]) -> Guard:
    bucket = _bucket(account, arn)
    policy = bucket and bucket.policy
    if not policy:
        return Guard(None)
    text = policy.decode() if isinstance(policy, bytes) else policy
    return Guard(Policy(f"policy of bucket {bucket.name}", text))


def _bucket(account: str, arn: re.Match[str]) -> Any:
    buckets = s3_backends[account][arn["partition"]].buckets
    return buckets.get(arn["rest"].split("/", 1)[0])


def _key_guard(account: str, arn: re.Match[str]) -> Guard:
    if not arn["rest"].startswith("key/"):
        return Guard(None)
    key = _key(account, arn)
    if key is None:
        # A key that is not there allows nothing.
        return Guard(None, must_allow=True)
    managed = next((name for name in key.aliases if name.startswith("alias/aws/")), None)
    if managed is not None:
        policy = _aws_managed_policy(account, arn, managed)
        return Guard(policy, must_allow=True, is_controlled=False)
    return Guard(Policy(f"policy of key {key.id}", key.policy), must_allow=True)


def _key(account: str, arn: re.Match[str]) -> Key | None:
    keys = kms_backends[account][arn["region"]].keys
    found: Key | None = keys.get(arn["rest"].removeprefix("key/"))
    return found


def _aws_managed_policy(account: str, arn: re.Match[str], alias: str) -> Policy:
    service = f"{alias.rsplit('/', 1)[1]}.{arn['region']}.amazonaws.com"
    root = f"arn:{arn['partition']}:iam::{account}:root"
    use = {
        "Sid": "UseThroughService",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": _AWS_MANAGED_USE,
        "Resource": "*",
        "Condition": {"StringEquals": {"kms:CallerAccount": account, "kms:ViaService": service}},
    }
    look = {
        "Sid": "Look",
        "Effect": "Allow",
        "Principal": {"AWS": root},
        "Action": ["kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant"],
        "Resource": "*",
    }
    document = {"Version": "2012-10-17", "Statement": [use, look]}
    return Policy(f"policy of AWS's own key {alias}", json.dumps(document))


def _repository_guard(account: str, arn: re.Match[str]) -> Guard:
    name = arn["rest"].removeprefix("repository/")
    repository = ecr_backends[account][arn["region"]].repositories.get(name)
    # Typed as text; from a template it is an object.
    policy: Any = repository and repository.policy
    if not policy:
        return Guard(None)
    text = policy if isinstance(policy, str) else json.dumps(policy)
    return Guard(Policy(f"policy of repository {name}", text))


def _trust_guard(account: str, arn: re.Match[str]) -> Guard:
    role = _role(account, arn)
    if role is None:
        return Guard(None, must_allow=True)
    policy = Policy(f"trust policy of role {role.name}", role.assume_role_policy_document)
    return Guard(policy, must_allow=True)


def _role(account: str, arn: re.Match[str]) -> Role | None:
    roles = iam_backends[account][arn["partition"]].get_roles()
    return next((role for role in roles if role.arn == arn.string), None)


def _key_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    backend = kms_backends[account][arn["region"]]
    key_id = arn["rest"].removeprefix("key/")
    tags: Mapping[str, str] = backend.tagger.get_tag_dict_for_resource(key_id)
    return tags


def _systems_manager_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    """Of a parameter, or of a node, document or association; those of AWS have none."""
    kind, _, name = arn["rest"].partition("/")
    tagged = _TAGGED_IN_SYSTEMS_MANAGER.get(kind)
    if tagged is None:
        return _parameter_tags(account, arn)
    if arn["account"] != account:
        return {}
    return dict(ssm_backends[account][arn["region"]]._resource_tags[tagged].get(name, {}))


def _parameter_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    backend = ssm_backends[account][arn["region"]]
    name = arn["rest"].removeprefix("parameter")
    plain = name if name.count("/") > 1 else name.removeprefix("/")
    if not arn["rest"].startswith("parameter/") or backend.get_parameter(plain) is None:
        return {}
    tags: Mapping[str, str] = backend.list_tags_for_resource("Parameter", plain)
    return tags


def _entity_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    backend = iam_backends[account][arn["partition"]]
    entities: list[Role | User] = [*backend.get_roles(), *backend.users.values()]
    found = next((entity for entity in entities if entity.arn == arn.string), None)
    if found is not None:
        return tag_map(found.tags or [])
    return tag_map(provider_tags(backend, arn.string))


def _repository_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    backend = ecr_backends[account][arn["region"]]
    tags: Mapping[str, str] = backend.tagger.get_tag_dict_for_resource(arn.string)
    return tags


def _rule_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    backend = events_backends[account][arn["region"]]
    tags: Mapping[str, str] = backend.tagger.get_tag_dict_for_resource(arn.string)
    return tags


_MESSAGING = {"logs": log_group_guard, "sns": topic_guard, "sqs": queue_guard}
_TAGGED_IN_SYSTEMS_MANAGER = {
    "association": "Association",
    "document": "Document",
    "managed-instance": "ManagedInstance",
}
_TAGS = {
    "ecr": _repository_tags,
    "events": _rule_tags,
    "iam": _entity_tags,
    "kms": _key_tags,
    "logs": log_group_tags,
    "scheduler": scheduler_tags,
    "sns": topic_tags,
    "sqs": queue_tags,
    "ssm": _systems_manager_tags,
}
