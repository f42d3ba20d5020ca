"""Where requests have policy documents, and of which kind each is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from emulator.validation.api_call import ApiCall, Refusal


class Kind(Enum):
    """What a policy is attached to; the grammar and the service's words depend on it."""

    IDENTITY = "identity"
    TRUST = "trust"
    KEY = "key"
    BUCKET = "bucket"
    REPOSITORY = "repository"
    DEVICE = "device"
    QUEUE = "queue"
    TOPIC = "topic"
    LOGS = "logs"
    SERVICE_CONTROL = "service control"
    RESOURCE_CONTROL = "resource control"


_PLACES: dict[tuple[str, str], tuple[str, Kind]] = {
    ("iam", "CreatePolicy"): ("PolicyDocument", Kind.IDENTITY),
    ("iam", "CreatePolicyVersion"): ("PolicyDocument", Kind.IDENTITY),
    ("iam", "CreateRole"): ("AssumeRolePolicyDocument", Kind.TRUST),
    ("iam", "PutGroupPolicy"): ("PolicyDocument", Kind.IDENTITY),
    ("iam", "PutRolePolicy"): ("PolicyDocument", Kind.IDENTITY),
    ("iam", "PutUserPolicy"): ("PolicyDocument", Kind.IDENTITY),
    ("iam", "UpdateAssumeRolePolicy"): ("PolicyDocument", Kind.TRUST),
    ("ecr", "SetRepositoryPolicy"): ("policyText", Kind.REPOSITORY),
    ("iot", "CreatePolicy"): ("policyDocument", Kind.DEVICE),
    ("iot", "CreatePolicyVersion"): ("policyDocument", Kind.DEVICE),
    ("kms", "CreateKey"): ("Policy", Kind.KEY),
    ("kms", "PutKeyPolicy"): ("Policy", Kind.KEY),
    ("logs", "PutResourcePolicy"): ("policyDocument", Kind.LOGS),
    ("s3", "PutBucketPolicy"): ("Policy", Kind.BUCKET),
    ("sns", "CreateTopic"): ("Attributes.Policy", Kind.TOPIC),
    ("sns", "SetTopicAttributes"): ("AttributeValue", Kind.TOPIC),
    ("sqs", "CreateQueue"): ("Attributes.Policy", Kind.QUEUE),
    ("sqs", "SetQueueAttributes"): ("Attributes.Policy", Kind.QUEUE),
    ("sts", "AssumeRole"): ("Policy", Kind.IDENTITY),
    ("sts", "AssumeRoleWithWebIdentity"): ("Policy", Kind.IDENTITY),
}
_CODES = {
    "ecr": "InvalidParameterException",
    "iam": "MalformedPolicyDocument",
    "iot": "MalformedPolicyException",
    "kms": "MalformedPolicyDocumentException",
    "logs": "InvalidParameterException",
    "s3": "MalformedPolicy",
    "sns": "InvalidParameter",
    "sqs": "InvalidAttributeValue",
    "sts": "MalformedPolicyDocument",
}


@dataclass(frozen=True)
class PolicyDocument:
    """The policy of a request: its parameter, its text, and what it is when it is read."""

    parameter: str
    kind: Kind
    text: str

    @property
    def counted_length(self) -> int:
        """Its length as IAM counts it: white space is not counted."""
        return len("".join(self.text.split()))

    def parsed(self) -> Any:
        """The JSON; ValueError if it is none, or has a key twice."""
        return json.loads(self.text, object_pairs_hook=_unique)

    def statements(self) -> list[dict[str, Any]]:
        """The statements of a document that is known to be valid."""
        found = json.loads(self.text).get("Statement", [])
        return found if isinstance(found, list) else [found]


def policy_of(call: ApiCall) -> PolicyDocument | None:
    """The policy document of a request, if it has one."""
    place = _PLACES.get((call.service, call.operation))
    if place is None or call.parameters.get("AttributeName", "Policy") != "Policy":
        return None
    text: Any = call.parameters
    for name in place[0].split("."):
        text = (text or {}).get(name)
    # An empty text takes a queue's policy away.
    is_given = isinstance(text, str) and (text or place[1] is not Kind.QUEUE)
    return PolicyDocument(place[0], place[1], text) if is_given else None


def malformed(call: ApiCall, message: str) -> Refusal:
    """The refusal of a policy in the code of its service."""
    return Refusal(_CODES[call.service], message)


def listed(value: Any) -> list[Any]:
    """Elements of policies are single values or lists of them."""
    return value if isinstance(value, list) else [value]


def principals_of(statement: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Kind and value of each principal that a statement names."""
    for element in ("Principal", "NotPrincipal"):
        named = statement.get(element)
        if isinstance(named, str):
            yield "AWS", named
        elif isinstance(named, dict):
            for kind, values in named.items():
                for value in listed(values):
                    yield kind, value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"element {key!r} is there twice")
        found[key] = value
    return found
