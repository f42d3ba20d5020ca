"""The fifty tags of a resource, which requests add to."""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, REGION, statement, trust

ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/r"
POLICY = json.dumps(statement("s3:GetObject"))


def arn(service, resource):
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


@pytest.fixture
def resources(kept, client):
    """One of each kind, without tags; keys and queues are not known by a name."""
    return kept(_resources, client)


def _resources(client):
    iam = client("iam")
    iam.create_role(RoleName="r", AssumeRolePolicyDocument=json.dumps(trust("ec2.amazonaws.com")))
    iam.create_user(UserName="u")
    iam.create_policy(PolicyName="p", PolicyDocument=POLICY)
    client("ssm").put_parameter(Name="/p", Value="v", Type="String")
    client("glue").create_database(DatabaseInput={"Name": "d"})
    client("athena").create_work_group(Name="w")
    client("iot").create_role_alias(roleAlias="a", roleArn=ROLE_ARN)
    client("logs").create_log_group(logGroupName="g")
    client("events").put_rule(Name="r", EventPattern='{"source": ["a"]}')
    client("ecr").create_repository(repositoryName="repo")
    return {
        "KEY": client("kms").create_key()["KeyMetadata"]["KeyId"],
        "QUEUE": client("sqs").create_queue(QueueName="q")["QueueUrl"],
        "TOPIC": client("sns").create_topic(Name="t")["TopicArn"],
    }


@pytest.mark.parametrize(
    ("service", "operation", "about", "code"),
    [
        ("athena", "tag_resource", {"ResourceARN": arn("athena", "workgroup/w")}, "InvalidRequest"),
        ("ecr", "tag_resource", {"resourceArn": arn("ecr", "repository/repo")}, "TooManyTags"),
        ("events", "tag_resource", {"ResourceARN": arn("events", "rule/r")}, "Validation"),
        ("glue", "tag_resource", {"ResourceArn": arn("glue", "database/d")}, "InvalidInput"),
        ("iam", "tag_policy", {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/p"}, "LimitExceeded"),
        ("iam", "tag_role", {"RoleName": "r"}, "LimitExceeded"),
        ("iam", "tag_user", {"UserName": "u"}, "LimitExceeded"),
        ("iot", "tag_resource", {"resourceArn": arn("iot", "rolealias/a")}, "LimitExceeded"),
        ("kms", "tag_resource", {"KeyId": "KEY"}, "LimitExceeded"),
        ("logs", "tag_resource", {"resourceArn": arn("logs", "log-group:g")}, "TooManyTags"),
        ("sns", "tag_resource", {"ResourceArn": "TOPIC"}, "TagLimitExceeded"),
        ("sqs", "tag_queue", {"QueueUrl": "QUEUE"}, "InvalidParameterValue"),
        (
            "ssm",
            "add_tags_to_resource",
            {"ResourceType": "Parameter", "ResourceId": "/p"},
            "TooManyTagsError",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_fifty_in_total(client, resources, service, operation, about, code):
    call = getattr(client(service), operation)
    target = {name: resources.get(value, value) for name, value in about.items()}
    takes = client(service).meta.service_model.operation_model(
        client(service).meta.method_to_api_mapping[operation]
    )
    (name,) = (name for name in takes.input_shape.members if name.lower().startswith("tags"))
    shape = takes.input_shape.members[name]

    def told(*keys):
        given = dict.fromkeys(keys, "v")
        if shape.type_name == "list":
            key, value = list(shape.member.members)[:2]
            return outcome(call, **target, **{name: [{key: k, value: "v"} for k in keys]})
        return outcome(call, **target, **{name: given})

    first = [f"k{number}" for number in range(30)]
    assert told(*first) == "allowed"
    assert told(*first[:25], *(f"l{number}" for number in range(20))) == "allowed"
    assert told("one-more") == code
