"""SNS: topics, whose own policies count too, and the keys that they are encrypted under.

SNS calls KMS in the name of who publishes.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.sns.models import Topic

from emulator.authorization.actions.check import Check, names, not_in_table, tag_context
from emulator.authorization.actions.kms import find_key, key_arn
from emulator.authorization.calls import Call
from emulator.authorization.verdict import NotUnderstoodError
from emulator.topics.attributes import topic_at

_BY_TOPIC = names(
    """
    AddPermission ConfirmSubscription DeleteTopic GetTopicAttributes ListSubscriptionsByTopic
    RemovePermission SetTopicAttributes
    """
)
_BY_RESOURCE = names(
    """
    GetDataProtectionPolicy ListTagsForResource PutDataProtectionPolicy TagResource UntagResource
    """
)
# A subscription is no resource that a policy can name.
_WITHOUT_RESOURCE = names(
    """
    GetSubscriptionAttributes ListSubscriptions ListTopics SetSubscriptionAttributes Unsubscribe
    """
)
# A batch is authorized as the single operation.
_PUBLISHING = frozenset({"Publish", "PublishBatch"})
ENCRYPTION_CONTEXT = "aws:sns:topicArn"
PUBLISHERS_USE_OF_KEY = ("kms:GenerateDataKey", "kms:Decrypt")


def checks(call: Call) -> Iterator[Check]:
    """What a call to SNS needs."""
    parameters, operation = call.parameters, call.operation
    tags = tag_context(parameters)
    if operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*")
    elif operation in _BY_RESOURCE:
        yield Check(call.action, parameters["ResourceArn"], tags)
    elif operation in _BY_TOPIC:
        yield Check(call.action, parameters["TopicArn"])
    elif operation == "CreateTopic":
        arn = call.arn(parameters["Name"])
        yield Check(call.action, arn, tags)
        if tags:
            yield Check("sns:TagResource", arn, tags)
    elif operation == "Subscribe":
        asked = {"sns:Protocol": (parameters["Protocol"],)}
        if parameters.get("Endpoint"):
            asked["sns:Endpoint"] = (parameters["Endpoint"],)
        yield Check(call.action, parameters["TopicArn"], asked)
    elif operation in _PUBLISHING:
        yield from _publishing(call)
    else:
        raise not_in_table(call)


def encryption_key_arn(topic: Topic) -> str | None:
    """The key that a topic is encrypted under as an ARN, whether it exists or not."""
    # Typed as text; an attribute that was never set is an empty one.
    key_id = str(topic.kms_master_key_id or "") or None
    if key_id is None:
        return None
    backend = topic.sns_backend
    key = find_key(backend.account_id, backend.region_name, key_id)
    return str(key.arn) if key else key_id


def _publishing(call: Call) -> Iterator[Check]:
    arn = call.parameters.get("TopicArn") or call.parameters.get("TargetArn")
    if not arn:
        raise NotUnderstoodError("messages to telephones are not emulated")
    yield Check("sns:Publish", arn)
    topic = topic_at(arn)
    key_id = topic.kms_master_key_id if topic else None
    if not key_id:
        return
    context = {
        "kms:ViaService": (f"sns.{call.region}.amazonaws.com",),
        "kms:CallerAccount": (call.account,),
        f"kms:EncryptionContext:{ENCRYPTION_CONTEXT}": (arn,),
        "kms:EncryptionContextKeys": (ENCRYPTION_CONTEXT,),
        "aws:ViaAWSService": ("true",),
        "aws:CalledVia": ("sns.amazonaws.com",),
    }
    for action in PUBLISHERS_USE_OF_KEY:
        yield Check(action, key_arn(call, key_id), context)
