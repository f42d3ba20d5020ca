"""Change sets: planning, names, previous values, and the answer to an empty update."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

NAME = "cdk-deploy-change-set"


def parameter(value, name="/acme/v"):
    return {
        "Type": "AWS::SSM::Parameter",
        "Properties": {"Name": name, "Type": "String", "Value": value},
    }


def template(resources, **sections):
    return json.dumps({"Resources": resources, **sections})


@pytest.fixture
def cloudformation(deployer):
    return deployer.cloudformation


def create(cloudformation, stack, body, kind="CREATE", **more):
    return cloudformation.create_change_set(
        StackName=stack, ChangeSetName=NAME, ChangeSetType=kind, TemplateBody=body, **more
    )


def run(cloudformation, stack, body, kind="CREATE", **more):
    created = create(cloudformation, stack, body, kind, **more)
    cloudformation.execute_change_set(ChangeSetName=created["Id"])
    return cloudformation.describe_stacks(StackName=stack)["Stacks"][0]


def test_same_change_set_name_in_two_stacks(cloudformation, deployer, client):
    for slug in ("acme", "acme-eu"):
        create(cloudformation, slug, template({"P": parameter(slug, f"/{slug}/v")}))
    assert deployer.describe("acme")["StackStatus"] == "REVIEW_IN_PROGRESS"
    cloudformation.execute_change_set(StackName="acme", ChangeSetName=NAME)
    assert deployer.describe("acme")["StackStatus"] == "CREATE_COMPLETE"
    assert deployer.describe("acme-eu")["StackStatus"] == "REVIEW_IN_PROGRESS"
    names = [p["Name"] for p in client("ssm").describe_parameters()["Parameters"]]
    assert names == ["/acme/v"]
    pending = cloudformation.describe_change_set(StackName="acme-eu", ChangeSetName=NAME)
    assert pending["StackName"] == "acme-eu"


def test_nothing_exists_before_execution(cloudformation, client):
    create(cloudformation, "acme", template({"P": parameter("1")}))
    assert client("ssm").describe_parameters()["Parameters"] == []
    body = cloudformation.get_template(StackName="acme", ChangeSetName=NAME)["TemplateBody"]
    assert "P" in json.loads(json.dumps(body))["Resources"]


def test_outputs_and_exports_after_execution(cloudformation):
    outputs = {
        "Plain": {"Value": {"Ref": "P"}, "Description": "the name"},
        "Shared": {
            "Value": {"Fn::GetAtt": ["P", "Value"]},
            "Export": {"Name": {"Fn::Sub": "${AWS::StackName}-value"}},
        },
    }
    stack = run(cloudformation, "acme", template({"P": parameter("1")}, Outputs=outputs))
    assert stack["Outputs"] == [
        {"OutputKey": "Plain", "OutputValue": "/acme/v", "Description": "the name"},
        {"OutputKey": "Shared", "OutputValue": "1", "ExportName": "acme-value"},
    ]
    exports = cloudformation.list_exports()["Exports"]
    assert [(e["Name"], e["Value"]) for e in exports] == [("acme-value", "1")]

    run(cloudformation, "acme", template({"P": parameter("2")}, Outputs=outputs), "UPDATE")
    assert cloudformation.list_exports()["Exports"][0]["Value"] == "2"


def test_change_set_without_changes_fails_as_the_cdk_expects(cloudformation):
    body = template({"P": parameter("1")})
    run(cloudformation, "acme", body, Tags=[{"Key": "orgSlug", "Value": "acme"}])
    reformatted = json.dumps(json.loads(body), indent=1)
    create(
        cloudformation, "acme", reformatted, "UPDATE", Tags=[{"Key": "orgSlug", "Value": "acme"}]
    )
    found = cloudformation.describe_change_set(StackName="acme", ChangeSetName=NAME)
    assert (found["Status"], found["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert found["StatusReason"].startswith("The submitted information didn't contain changes.")
    with pytest.raises(ClientError, match="InvalidChangeSetStatus"):
        cloudformation.execute_change_set(StackName="acme", ChangeSetName=NAME)


def test_changed_tags_are_a_change_that_reaches_the_resources(cloudformation, client):
    key = {"Type": "AWS::KMS::Key", "Properties": {"Tags": [{"Key": "own", "Value": "1"}]}}
    run(cloudformation, "acme", template({"K": key}), Tags=[{"Key": "orgSlug", "Value": "acme"}])
    new = [{"Key": "orgSlug", "Value": "acme-eu"}, {"Key": "own", "Value": "stack"}]
    created = create(cloudformation, "acme", template({"K": key}), "UPDATE", Tags=new)
    described = cloudformation.describe_change_set(ChangeSetName=created["Id"])
    change = described["Changes"][0]["ResourceChange"]
    assert (change["Action"], change["Scope"]) == ("Modify", ["Tags"])
    cloudformation.execute_change_set(ChangeSetName=created["Id"])
    assert cloudformation.describe_stacks(StackName="acme")["Stacks"][0]["Tags"] == new
    key_id = change["PhysicalResourceId"]
    tags = client("kms").list_resource_tags(KeyId=key_id)["Tags"]
    # A resource's own tag wins over the stack's.
    assert {t["TagKey"]: t["TagValue"] for t in tags} == {"orgSlug": "acme-eu", "own": "1"}


def test_planned_changes_say_what_is_replaced(cloudformation):
    resources = {
        "Kept": parameter("1"),
        "Changed": parameter("1", "/acme/changed"),
        "Renamed": parameter("1", "/acme/old"),
        "Gone": parameter("1", "/acme/gone"),
        "Follower": parameter({"Ref": "Renamed"}, "/acme/follower"),
    }
    run(cloudformation, "acme", template(resources))
    resources["Changed"] = parameter("2", "/acme/changed")
    resources["Renamed"] = parameter("1", "/acme/new")
    resources["Added"] = parameter("1", "/acme/added")
    del resources["Gone"]
    created = create(cloudformation, "acme", template(resources), "UPDATE")
    found = cloudformation.describe_change_set(ChangeSetName=created["Id"])["Changes"]
    changes = {
        c["ResourceChange"]["LogicalResourceId"]: (
            c["ResourceChange"]["Action"],
            c["ResourceChange"].get("Replacement"),
        )
        for c in found
    }
    assert changes == {
        "Changed": ("Modify", "False"),
        "Renamed": ("Modify", "True"),
        "Follower": ("Modify", "Conditional"),
        "Added": ("Add", None),
        "Gone": ("Remove", None),
    }


def test_use_previous_value_reads_parameter_store_again(cloudformation, client):
    ssm = client("ssm")
    ssm.put_parameter(Name="/cdk/version", Value="21", Type="String")
    declared = {
        "BootstrapVersion": {
            "Type": "AWS::SSM::Parameter::Value<String>",
            "Default": "/cdk/version",
        },
        "Given": {"Type": "String"},
    }
    body = template(
        {"P": parameter({"Fn::Sub": "${BootstrapVersion}-${Given}"})}, Parameters=declared
    )
    given = [{"ParameterKey": "Given", "ParameterValue": "a"}]
    stack = run(cloudformation, "acme", body, Parameters=given)
    store = next(p for p in stack["Parameters"] if p["ParameterKey"] == "BootstrapVersion")
    assert (store["ParameterValue"], store["ResolvedValue"]) == ("/cdk/version", "21")

    ssm.put_parameter(Name="/cdk/version", Value="22", Type="String", Overwrite=True)
    previous = [
        {"ParameterKey": name, "UsePreviousValue": True} for name in ("BootstrapVersion", "Given")
    ]
    run(cloudformation, "acme", body, "UPDATE", Parameters=previous)
    assert ssm.get_parameter(Name="/acme/v")["Parameter"]["Value"] == "22-a"


def test_executed_change_set_frees_its_name_and_missing_ones_are_reported(cloudformation):
    run(cloudformation, "acme", template({"P": parameter("1")}))
    run(cloudformation, "acme", template({"P": parameter("2")}), "UPDATE")
    with pytest.raises(ClientError, match="ChangeSetNotFound"):
        cloudformation.describe_change_set(StackName="acme", ChangeSetName=NAME)
    cloudformation.delete_change_set(StackName="acme", ChangeSetName=NAME)


def test_create_for_an_existing_stack_and_update_for_a_missing_one(cloudformation):
    body = template({"P": parameter("1")})
    with pytest.raises(ClientError, match="Stack with id acme does not exist"):
        create(cloudformation, "acme", body, "UPDATE")
    run(cloudformation, "acme", body)
    with pytest.raises(ClientError, match="already exists and cannot be created again"):
        create(cloudformation, "acme", body)


def test_template_by_url(cloudformation, client, endpoint):
    s3 = client("s3")
    s3.create_bucket(
        Bucket="assets", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    s3.put_object(Bucket="assets", Key="acme.json", Body=template({"P": parameter("1")}).encode())
    for url in (
        f"{endpoint}/assets/acme.json",
        "https://s3.eu-central-1.amazonaws.com/assets/acme.json",
        "https://assets.s3.eu-central-1.amazonaws.com/acme.json",
    ):
        cloudformation.create_change_set(
            StackName="acme", ChangeSetName=NAME, ChangeSetType="CREATE", TemplateURL=url
        )
        cloudformation.delete_change_set(StackName="acme", ChangeSetName=NAME)
    with pytest.raises(ClientError, match="S3 error"):
        cloudformation.create_stack(StackName="x", TemplateURL=f"{endpoint}/assets/missing.json")
