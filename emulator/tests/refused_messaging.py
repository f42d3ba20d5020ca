"""Queues, rules, log groups and Glue's encryption that AWS refuses, beside their twins."""

from __future__ import annotations

from typing import Any

from emulator.tests.twins import NOBODY, ROOT, Twins, allow, document, tags, without

_ARN = "arn:aws:sqs:eu-central-1:123456789012"
_LOGS = "arn:aws:logs:eu-central-1:123456789012"
_KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
_SEND = allow("sqs:SendMessage", Principal=ROOT, Resource=f"{_ARN}:acme")
_QUEUES = {"Acme": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "acme"}}}
_DEAD = {"Dead": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "acme-dead"}}}
_RAW = {"source": ["aws.s3"], "detail": {"object": {"key": [{"prefix": "acme/"}]}}}
_TARGET = {"Id": "arrivals", "Arn": f"{_ARN}:acme"}
_GROUP = {"LogGroupName": "/platform/acme"}


def _twins(kind: str, good: dict[str, Any], others: dict[str, Any] | None = None) -> Any:
    def twins(name: str, *words: str, **bad: Any) -> Twins:
        better = bad.pop("good", {})
        return Twins(f"{kind}: {name}", f"AWS::{kind}", {**good, **better}, bad, words, others)

    return twins


def _redrive(**changes: Any) -> dict[str, Any]:
    return {"deadLetterTargetArn": f"{_ARN}:acme-dead", "maxReceiveCount": 3, **changes}


def _key_of_logs(group: str, *actions: str) -> dict[str, Any]:
    """A key that CloudWatch Logs may use for one group."""
    about = {"kms:EncryptionContext:aws:logs:arn": f"{_LOGS}:log-group:{group}"}
    use = allow(
        list(actions),
        Principal={"Service": "logs.eu-central-1.amazonaws.com"},
        Condition={"ArnEquals": about},
    )
    policy = document(allow("kms:*", Principal=ROOT), use)
    return {"Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": policy}}}


_KEY_ARN = {"Fn::GetAtt": ["Key", "Arn"]}
_ALL = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")
_OF_ACME = _key_of_logs("/platform/acme", *_ALL)
_queue = _twins("SQS::Queue", {"QueueName": "acme"})
_with_redrive = _twins("SQS::Queue", {"QueueName": "acme", "RedrivePolicy": _redrive()}, _DEAD)
_queue_policy = _twins(
    "SQS::QueuePolicy", {"Queues": [{"Ref": "Acme"}], "PolicyDocument": document(_SEND)}, _QUEUES
)
_inline_policy = _twins(
    "SQS::QueueInlinePolicy", {"Queue": {"Ref": "Acme"}, "PolicyDocument": document(_SEND)}, _QUEUES
)
_rule = _twins("Events::Rule", {"Name": "acme", "EventPattern": _RAW, "Targets": [_TARGET]})
_log_group = _twins("Logs::LogGroup", _GROUP)
_encrypted_group = _twins("Logs::LogGroup", {**_GROUP, "KmsKeyId": _KEY_ARN}, _OF_ACME)
_configuration = _twins(
    "Glue::SecurityConfiguration",
    {
        "Name": "acme",
        "EncryptionConfiguration": {
            "S3Encryptions": [{"S3EncryptionMode": "SSE-KMS", "KmsKeyArn": _KEY}]
        },
    },
)
_catalog = _twins(
    "Glue::DataCatalogEncryptionSettings",
    {
        "CatalogId": "123456789012",
        "DataCatalogEncryptionSettings": {
            "EncryptionAtRest": {"CatalogEncryptionMode": "SSE-KMS", "SseAwsKmsKeyId": _KEY}
        },
    },
)


def _pattern(name: str, *words: str, key: Any) -> Twins:
    pattern = {"detail": {"object": {"key": key}}}
    twins: Twins = _rule(f"pattern: {name}", *words, EventPattern=pattern)
    return twins


REFUSED_MESSAGING = [
    _queue("name", "QueueName", "a b", QueueName="a b"),
    _queue("retention", "#/MessageRetentionPeriod", "1209600", MessageRetentionPeriod=1_209_601),
    _queue("visibility", "#/VisibilityTimeout", "43200", VisibilityTimeout=43_201),
    _queue("data key", "#/KmsDataKeyReusePeriodSeconds", "60", KmsDataKeyReusePeriodSeconds=59),
    _queue("tag value", "#/Tags/0/Value", "A & B", Tags=tags(Team="A & B")),
    _queue(
        "redrive permission",
        "RedriveAllowPolicy",
        "denyAll",
        good={"RedriveAllowPolicy": {"redrivePermission": "denyAll"}},
        RedriveAllowPolicy={"redrivePermission": "deny"},
    ),
    _queue(
        "sources without byQueue",
        "byQueue",
        RedriveAllowPolicy={"redrivePermission": "allowAll", "sourceQueueArns": [f"{_ARN}:acme"]},
    ),
    _with_redrive("receives", "maxReceiveCount", RedrivePolicy=_redrive(maxReceiveCount=0)),
    _with_redrive(
        "dead-letter queue",
        "missing",
        RedrivePolicy=_redrive(deadLetterTargetArn=f"{_ARN}:missing"),
    ),
    _with_redrive(
        "no queue's ARN", "acme-dead", RedrivePolicy=_redrive(deadLetterTargetArn="acme-dead")
    ),
    _queue_policy(
        "no principal", "Principal", PolicyDocument=document(without(_SEND, "Principal"))
    ),
    _queue_policy(
        "other service",
        "s3:GetObject",
        PolicyDocument=document({**_SEND, "Action": "s3:GetObject"}),
    ),
    _queue_policy(
        "unknown principal",
        NOBODY,
        PolicyDocument=document({**_SEND, "Principal": {"AWS": NOBODY}}),
    ),
    _inline_policy("no resource", "Resource", PolicyDocument=document(without(_SEND, "Resource"))),
    _rule("name", "#/Name", "a b", Name="a b"),
    _rule("state", "#/State", "ON", State="ON"),
    _rule("no pattern", "EventPattern", EventPattern={}),
    _pattern("operator", "unrecognized match type", "starts-with", key=[{"starts-with": "acme/"}]),
    _pattern("no list", "must be an object or an array", key="acme/"),
    _pattern("empty list", "empty arrays", key=[]),
    _pattern("anything-but", "anything-but", key=[{"anything-but": {"numeric": ["=", 1]}}]),
    _rule("targets", "#/Targets", "5", Targets=[{**_TARGET, "Id": str(n)} for n in range(6)]),
    _rule(
        "target of another account",
        "210987654321",
        Targets=[{"Id": "a", "Arn": "arn:aws:sqs:eu-central-1:210987654321:acme"}],
    ),
    _rule(
        "retries",
        "MaximumRetryAttempts",
        "185",
        Targets=[{**_TARGET, "RetryPolicy": {"MaximumRetryAttempts": 186}}],
    ),
    _rule("tag value", "'Team'", "A & B", Tags=tags(Team="A & B")),
    _log_group("name", "#/LogGroupName", "a b", LogGroupName="a b"),
    _log_group("retention", "#/RetentionInDays", "366", RetentionInDays=366),
    _log_group("key that does not exist", "there is no such key", KmsKeyId=_KEY),
    _encrypted_group(
        "key of another group", "/platform/acme-eu", "kms:Encrypt", LogGroupName="/platform/acme-eu"
    ),
    _configuration("name", "#/Name", "255", Name="a" * 256),
    _configuration(
        "mode",
        "S3EncryptionMode",
        "SSE",
        EncryptionConfiguration={"S3Encryptions": [{"S3EncryptionMode": "SSE"}]},
    ),
    _catalog("account", "210987654321", CatalogId="210987654321"),
    _catalog(
        "mode",
        "CatalogEncryptionMode",
        "SSE",
        DataCatalogEncryptionSettings={"EncryptionAtRest": {"CatalogEncryptionMode": "SSE"}},
    ),
]
