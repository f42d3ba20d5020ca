"""Hybrid activations of Systems Manager, and nodes registered with them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from urllib.error import HTTPError

import pytest
from botocore.exceptions import ClientError
from moto.ssm.models import ssm_backends

from emulator.hybrid_nodes.activations import (
    Activation,
    ActivationError,
    hybrid_nodes,
    register_node,
)
from emulator.tests.callers import decide, message, outcome
from emulator.tests.conftest import ACCOUNT, REGION, trust
from emulator.tests.tenants import allow

TAGS = [{"Key": "orgSlug", "Value": "acme"}]


@pytest.fixture
def ssm(client, endpoint):
    iam = client("iam")
    for name in ("ssm.amazonaws.com", "ec2.amazonaws.com"):
        document = json.dumps(trust(name))
        iam.create_role(RoleName=name.partition(".")[0], AssumeRolePolicyDocument=document)
    return client("ssm")


def register(platform, activation, **others):
    body = {
        "activationId": activation["ActivationId"],
        "activationCode": activation["ActivationCode"],
        **others,
    }
    return platform.set_up("POST", "register-managed-instance", body)["instanceId"]


def test_activation_round_trip(ssm):
    now = datetime.now(timezone.utc)
    made = ssm.create_activation(
        IamRole="ssm", Description="hub", DefaultInstanceName="acme--berlin-1", Tags=TAGS
    )
    ssm.create_activation(IamRole="ssm", RegistrationLimit=5)
    filters = [{"FilterKey": "ActivationIds", "FilterValues": [made["ActivationId"]]}]
    (found,) = ssm.describe_activations(Filters=filters)["ActivationList"]
    assert made["ActivationCode"] not in json.dumps(found, default=str)
    assert (found["IamRole"], found["Description"]) == ("ssm", "hub")
    assert (found["RegistrationLimit"], found["RegistrationsCount"]) == (1, 0)
    assert (found["Expired"], found["Tags"]) == (False, TAGS)
    assert abs(found["ExpirationDate"] - now - timedelta(hours=24)) < timedelta(seconds=10)
    assert len(ssm.describe_activations()["ActivationList"]) == 2

    ssm.delete_activation(ActivationId=made["ActivationId"])
    assert ssm.describe_activations(Filters=filters)["ActivationList"] == []
    with pytest.raises(ClientError) as error:
        ssm.delete_activation(ActivationId=made["ActivationId"])
    assert error.value.response["Error"]["Code"] == "InvalidActivation"


@pytest.mark.parametrize(
    "parameters",
    [
        {"IamRole": "ec2"},
        {"IamRole": "nobody"},
        {"IamRole": "ssm", "RegistrationLimit": 1001},
        {"IamRole": "ssm", "ExpirationDate": datetime.now(timezone.utc) + timedelta(days=31)},
        {"IamRole": "ssm", "ExpirationDate": datetime.now(timezone.utc) - timedelta(days=1)},
    ],
)
def test_activations_that_are_refused(ssm, parameters):
    with pytest.raises(ClientError) as error:
        ssm.create_activation(**parameters)
    assert error.value.response["Error"]["Code"] == "ValidationException"
    assert ssm.describe_activations()["ActivationList"] == []


def test_node_from_registration_to_deregistration(platform, ssm):
    made = ssm.create_activation(IamRole="ssm", DefaultInstanceName="berlin", Tags=TAGS)
    instance_id = register(platform, made)
    assert instance_id.startswith("mi-")
    (node,) = ssm.describe_instance_information()["InstanceInformationList"]
    assert (node["InstanceId"], node["ActivationId"]) == (instance_id, made["ActivationId"])
    assert (node["IamRole"], node["Name"], node["PingStatus"]) == ("ssm", "berlin", "Online")
    tags = ssm.list_tags_for_resource(ResourceType="ManagedInstance", ResourceId=instance_id)
    assert tags["TagList"] == TAGS
    (activation,) = ssm.describe_activations()["ActivationList"]
    assert activation["RegistrationsCount"] == 1

    ssm.deregister_managed_instance(InstanceId=instance_id)
    assert ssm.describe_instance_information()["InstanceInformationList"] == []
    with pytest.raises(ClientError) as error:
        ssm.deregister_managed_instance(InstanceId=instance_id)
    assert error.value.response["Error"]["Code"] == "InvalidInstanceId"
    with pytest.raises(ClientError) as error:
        ssm.list_tags_for_resource(ResourceType="ManagedInstance", ResourceId=instance_id)
    assert error.value.response["Error"]["Code"] == "InvalidResourceId"


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("tag:orgSlug", "acme", 1),
        ("tag:orgSlug", "acme-eu", 1),
        ("tag:orgSlug", "acm", 0),
        ("ResourceType", "ManagedInstance", 2),
        ("IamRole", "other", 0),
    ],
)
def test_filters(platform, ssm, key, value, found):
    for slug in ("acme", "acme-eu"):
        tags = [{"Key": "orgSlug", "Value": slug}]
        register(platform, ssm.create_activation(IamRole="ssm", Tags=tags))
    listed = ssm.describe_instance_information(Filters=[{"Key": key, "Values": [value]}])
    assert len(listed["InstanceInformationList"]) == found


def test_filter_that_is_not_emulated(ssm, platform):
    register(platform, ssm.create_activation(IamRole="ssm"))
    with pytest.raises(ClientError) as error:
        ssm.describe_instance_information(Filters=[{"Key": "AgentVersion", "Values": ["3"]}])
    assert error.value.response["Error"]["Code"] == "InvalidFilterKey"


def test_registrations_that_are_refused(platform, ssm):
    made = ssm.create_activation(IamRole="ssm", RegistrationLimit=2)
    first, second = (register(platform, made) for _ in range(2))
    assert first != second
    for others, problem in (
        ({}, "registration limit of 2 is reached"),
        ({"activationCode": "wrong"}, "no activation with this id and code"),
        ({"activationId": "wrong"}, "no activation with this id and code"),
        ({"activationCode": None}, "activationId and activationCode"),
    ):
        with pytest.raises(HTTPError) as error:
            register(platform, made, **others)
        assert error.value.code == 400
        assert problem in error.value.read().decode()


def test_expired_activation():
    past = datetime.now(timezone.utc) - timedelta(seconds=1)
    activation = Activation("ssm", None, None, limit=1, expires=past, tags={})
    found = hybrid_nodes(ssm_backends[ACCOUNT][REGION])
    found.activations[activation.id] = activation
    with pytest.raises(ActivationError, match="expired"):
        register_node(ACCOUNT, activation.id, activation.code)
    assert (activation.expired, activation.registered, found.nodes) == (True, 0, {})


def of_acme(action, *kinds):
    resources = [f"arn:aws:ssm:{REGION}:{ACCOUNT}:{kind}/*" for kind in kinds]
    return allow(action, resources, Condition={"StringEquals": {"aws:ResourceTag/orgSlug": "acme"}})


NODE_POLICY = (
    of_acme(
        ["ssm:PutComplianceItems", "ssm:UpdateInstanceInformation"],
        "managed-instance",
        "association",
    ),
    of_acme(["ssm:GetDocument", "ssm:DescribeDocument"], "document"),
    allow("ssm:GetDocument", f"arn:aws:ssm:{REGION}::document/AWS-*"),
)


def test_documents_of_the_own_organization_and_of_aws(tenants):
    root = tenants.root("ssm")
    content = json.dumps({"schemaVersion": "2.2", "mainSteps": []})
    for name, slug in (("install", "acme"), ("deploy", "acme-eu"), ("common", None)):
        tags = [{"Key": "orgSlug", "Value": slug}] if slug else []
        root.create_document(Content=content, Name=name, DocumentType="Command", Tags=tags)
    agent = tenants.client(tenants.session(tenants.role("node", *NODE_POLICY)), "ssm")
    assert json.loads(agent.get_document(Name="install")["Content"]) == json.loads(content)
    assert outcome(agent.describe_document, Name="install") == "allowed"
    for name in ("deploy", "common", "unknown"):
        assert outcome(agent.get_document, Name=name) == "AccessDenied"
        assert outcome(agent.describe_document, Name=name) == "AccessDenied"
    # Those of AWS are not emulated, but let through.
    assert outcome(agent.get_document, Name="AWS-RunPatchBaseline") == "InvalidDocument"
    refused = message(agent.get_document, Name="AmazonCloudWatch-ManageAgent")
    assert f"arn:aws:ssm:{REGION}::document/AmazonCloudWatch-ManageAgent" in refused


def test_nodes_of_the_own_organization(tenants, platform):
    document = json.dumps(trust("ssm.amazonaws.com"))
    tenants.iam.create_role(RoleName="ssm", AssumeRolePolicyDocument=document)
    root, nodes = tenants.root("ssm"), {}
    for slug in ("acme", "acme-eu"):
        tags = [{"Key": "orgSlug", "Value": slug}]
        nodes[slug] = register(platform, root.create_activation(IamRole="ssm", Tags=tags))
    arn = tenants.role("node", *NODE_POLICY)
    agent = tenants.client(tenants.session(arn), "ssm")
    report = {
        "ResourceType": "ManagedInstance",
        "ComplianceType": "Custom:Example",
        "ExecutionSummary": {"ExecutionTime": datetime.now(timezone.utc)},
        "Items": [{"Severity": "LOW", "Status": "COMPLIANT"}],
    }
    resource = f"arn:aws:ssm:{REGION}:{ACCOUNT}:managed-instance/{nodes['acme-eu']}"
    refused = message(agent.put_compliance_items, ResourceId=nodes["acme-eu"], **report)
    assert f"ssm:PutComplianceItems on resource: {resource}" in refused
    machine = "i-0123456789abcdef0"
    refused = message(agent.put_compliance_items, ResourceId=machine, **report)
    assert f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/{machine}" in refused
    assert "ssm:ListAssociations" in message(agent.list_associations)
    # The agent's other calls are in no SDK.
    for slug, expected in (("acme", "allowed"), ("acme-eu", "denied")):
        resource = f"arn:aws:ssm:{REGION}:{ACCOUNT}:managed-instance/{nodes[slug]}"
        answer = decide(platform.ready, arn, "ssm:UpdateInstanceInformation", resource)
        assert answer["decision"] == expected
