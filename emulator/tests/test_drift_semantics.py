"""What counts as drift and what does not, and where results are shown."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import statement, trust
from emulator.tests.drift import detect, resource_drift

ROOT = {"AWS": "arn:aws:iam::123456789012:root"}


def role(**properties):
    given = {"RoleName": "acme", "AssumeRolePolicyDocument": trust("ec2.amazonaws.com")}
    return {"Type": "AWS::IAM::Role", "Properties": {**given, **properties}}


def role_policy(**properties):
    given = {"RoleName": {"Ref": "Role"}, "PolicyName": "read", **properties}
    document = {"PolicyDocument": statement("s3:GetObject")}
    return {"Type": "AWS::IAM::RolePolicy", "Properties": {**document, **given}}


def bucket(name="data-acme", **properties):
    return {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name, **properties}}


def summary(stacks, name="acme"):
    [listed] = [one for one in stacks.list_stacks()["StackSummaries"] if one["StackName"] == name]
    described = stacks.describe_stacks(StackName=name)["Stacks"][0]
    assert listed["DriftInformation"] == described["DriftInformation"]
    return described["DriftInformation"]


def test_values_are_shown_as_text(deployer, client):
    properties = {"VisibilityTimeout": 30, "RedriveAllowPolicy": {"redrivePermission": "denyAll"}}
    deployer.succeed({"Queue": {"Type": "AWS::SQS::Queue", "Properties": properties}})
    allowed = json.dumps({"redrivePermission": "allowAll"})
    client("sqs").set_queue_attributes(
        QueueUrl=deployer.physical_id("Queue"),
        Attributes={"VisibilityTimeout": "31", "RedriveAllowPolicy": allowed},
    )
    found = resource_drift(deployer.cloudformation, "Queue")
    assert found["PropertyDifferences"] == [
        {
            "PropertyPath": "/VisibilityTimeout",
            "ExpectedValue": "30",
            "ActualValue": "31",
            "DifferenceType": "NOT_EQUAL",
        },
        {
            "PropertyPath": "/RedriveAllowPolicy/redrivePermission",
            "ExpectedValue": "denyAll",
            "ActualValue": "allowAll",
            "DifferenceType": "NOT_EQUAL",
        },
    ]
    assert json.loads(found["ExpectedProperties"]) == properties
    actual = {"VisibilityTimeout": 31, "RedriveAllowPolicy": {"redrivePermission": "allowAll"}}
    assert json.loads(found["ActualProperties"]) == actual
    assert found["PhysicalResourceId"] == deployer.physical_id("Queue")


def test_what_the_template_does_not_set_is_not_compared(deployer, client):
    deployer.succeed({"Role": role(), "Read": role_policy(), "Bucket": bucket()})
    iam, s3 = client("iam"), client("s3")
    document = json.dumps(statement("*"))
    iam.put_role_policy(RoleName="acme", PolicyName="extra", PolicyDocument=document)
    other = iam.create_policy(PolicyName="other", PolicyDocument=document)["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="acme", PolicyArn=other)
    iam.tag_role(RoleName="acme", Tags=[{"Key": "orgSlug", "Value": "globex"}])
    s3.put_bucket_versioning(Bucket="data-acme", VersioningConfiguration={"Status": "Enabled"})
    assert detect(deployer.cloudformation).status == "IN_SYNC"


def test_extra_policies_of_a_role_that_lists_its_own(deployer, client):
    own = [{"PolicyName": "own", "PolicyDocument": statement("s3:GetObject")}]
    deployer.succeed({"Role": role(Policies=own), "Read": role_policy()})
    # What another resource of the template attaches is no drift of the role.
    assert detect(deployer.cloudformation).status == "IN_SYNC"
    document = json.dumps(statement("*"))
    client("iam").put_role_policy(RoleName="acme", PolicyName="extra", PolicyDocument=document)
    found = detect(deployer.cloudformation)
    assert [(path, kind) for path, _, _, kind in found.differences["Role"]] == [
        ("/Policies/1", "ADD")
    ]


def test_the_key_of_a_log_group_and_what_is_write_only_are_not_compared(deployer, client):
    kms, logs = client("kms"), client("logs")
    keys = [kms.create_key(Policy=_for_logs())["KeyMetadata"]["Arn"] for _ in range(2)]
    group = {"LogGroupName": "acme", "KmsKeyId": keys[0]}
    value = {"Type": "String", "Value": "1", "Description": "mine"}
    key = {"RotationPeriodInDays": 180, "EnableKeyRotation": True}
    deployer.succeed(
        {
            "Group": {"Type": "AWS::Logs::LogGroup", "Properties": group},
            "Key": {"Type": "AWS::KMS::Key", "Properties": key},
            "Value": {"Type": "AWS::SSM::Parameter", "Properties": value},
        }
    )
    logs.associate_kms_key(logGroupName="acme", kmsKeyId=keys[1])
    kms.enable_key_rotation(KeyId=deployer.physical_id("Key"), RotationPeriodInDays=90)
    client("ssm").put_parameter(
        Name=deployer.physical_id("Value"), Value="1", Description="yours", Overwrite=True
    )
    assert detect(deployer.cloudformation).status == "IN_SYNC"


def _for_logs():
    principal = {**ROOT, "Service": "logs.eu-central-1.amazonaws.com"}
    return json.dumps(statement("kms:*", Principal=principal))


def test_types_that_aws_does_not_check(deployer, client):
    inline = {**role_policy(Roles=[{"Ref": "Role"}]), "Type": "AWS::IAM::Policy"}
    del inline["Properties"]["RoleName"]
    deployer.succeed({"Role": role(), "Inline": inline})
    client("iam").delete_role_policy(RoleName="acme", PolicyName="read")
    found = detect(deployer.cloudformation)
    assert (found.status, found.resources) == ("IN_SYNC", {"Role": "IN_SYNC"})
    stacks = deployer.cloudformation
    described = stacks.describe_stack_resources(StackName="acme")["StackResources"]
    statuses = {
        one["LogicalResourceId"]: one["DriftInformation"]["StackResourceDriftStatus"]
        for one in described
    }
    assert statuses == {"Role": "IN_SYNC", "Inline": "NOT_CHECKED"}
    with pytest.raises(ClientError, match="not supported for resource Inline"):
        resource_drift(stacks, "Inline")


def test_tags_of_the_stack_are_expected(deployer, client):
    tags = [{"Key": "environment", "Value": "local"}]
    deployer.succeed({"Bucket": bucket()}, Tags=tags)
    s3 = client("s3")
    s3.put_bucket_tagging(Bucket="data-acme", Tagging={"TagSet": []})
    found = detect(deployer.cloudformation)
    assert [(path, kind) for path, _, _, kind in found.differences["Bucket"]] == [
        ("/Tags/0", "REMOVE")
    ]


def test_results_stay_until_the_next_detection(deployer, client):
    deployer.succeed({"Role": role(), "Bucket": bucket()})
    deployer.succeed({"Bucket": bucket("data-acme-eu")}, "acme-eu")
    stacks = deployer.cloudformation
    assert summary(stacks) == {"StackDriftStatus": "NOT_CHECKED"}
    assert stacks.describe_stack_resource_drifts(StackName="acme")["StackResourceDrifts"] == []

    client("iam").tag_role(RoleName="acme", Tags=[{"Key": "team", "Value": "a"}])
    client("iam").update_assume_role_policy(
        RoleName="acme", PolicyDocument=json.dumps(trust("lambda.amazonaws.com"))
    )
    detect(stacks)
    checked = summary(stacks)
    assert (checked["StackDriftStatus"], "LastCheckTimestamp" in checked) == ("DRIFTED", True)
    detail = stacks.describe_stack_resource(StackName="acme", LogicalResourceId="Role")
    shown = detail["StackResourceDetail"]["DriftInformation"]
    assert shown["StackResourceDriftStatus"] == "MODIFIED"
    assert shown["LastCheckTimestamp"]

    deployer.deploy({"Role": role(Description="new"), "Bucket": bucket()})
    assert summary(stacks)["StackDriftStatus"] == "DRIFTED"
    client("iam").update_assume_role_policy(
        RoleName="acme", PolicyDocument=json.dumps(trust("ec2.amazonaws.com"))
    )
    assert detect(stacks).status == "IN_SYNC"
    assert summary(stacks)["StackDriftStatus"] == "IN_SYNC"
    assert summary(stacks, "acme-eu") == {"StackDriftStatus": "NOT_CHECKED"}


def test_filters(deployer, client):
    deployer.succeed({"Role": role(), "Bucket": bucket()})
    client("s3").delete_bucket(Bucket="data-acme")
    stacks = deployer.cloudformation
    found = detect(stacks, LogicalResourceIds=["Role"])
    assert (found.status, found.resources) == ("IN_SYNC", {"Role": "IN_SYNC"})
    # The others have not been checked, so that the stack has not been either.
    assert summary(stacks)["StackDriftStatus"] == "NOT_CHECKED"
    assert detect(stacks).resources == {"Role": "IN_SYNC", "Bucket": "DELETED"}
    deleted = stacks.describe_stack_resource_drifts(
        StackName="acme", StackResourceDriftStatusFilters=["DELETED", "MODIFIED"]
    )["StackResourceDrifts"]
    assert [one["LogicalResourceId"] for one in deleted] == ["Bucket"]


def test_one_resource_makes_its_stack_drift(deployer, client):
    deployer.succeed({"Role": role(), "Bucket": bucket()})
    stacks = deployer.cloudformation
    assert resource_drift(stacks, "Role")["StackResourceDriftStatus"] == "IN_SYNC"
    assert summary(stacks)["StackDriftStatus"] == "NOT_CHECKED"
    client("s3").delete_bucket(Bucket="data-acme")
    assert resource_drift(stacks, "Bucket")["StackResourceDriftStatus"] == "DELETED"
    assert summary(stacks)["StackDriftStatus"] == "DRIFTED"


def test_what_was_updated_is_what_is_expected(deployer, client):
    tags = [{"Key": "orgSlug", "Value": "acme"}]
    deployer.succeed({"Bucket": bucket(Tags=tags)})
    deployer.succeed({"Bucket": bucket(), "Role": role()})
    assert detect(deployer.cloudformation).status == "IN_SYNC"
    client("s3").put_bucket_tagging(Bucket="data-acme", Tagging={"TagSet": tags})
    assert detect(deployer.cloudformation).status == "IN_SYNC"
    # Results of resources that the stack has no longer go with them.
    other = json.dumps(trust("lambda.amazonaws.com"))
    client("iam").update_assume_role_policy(RoleName="acme", PolicyDocument=other)
    assert detect(deployer.cloudformation).status == "DRIFTED"
    deployer.succeed({"Bucket": bucket()})
    assert detect(deployer.cloudformation).resources == {"Bucket": "IN_SYNC"}
    assert summary(deployer.cloudformation)["StackDriftStatus"] == "IN_SYNC"


def test_requests_that_are_refused(deployer):
    stacks = deployer.cloudformation
    deployer.succeed({"Role": role()})
    with pytest.raises(ClientError, match="Resource Nothing does not exist"):
        resource_drift(stacks, "Nothing")
    with pytest.raises(ClientError, match="Resource Nothing does not exist"):
        detect(stacks, LogicalResourceIds=["Nothing"])
    with pytest.raises(ClientError, match="does not exist"):
        stacks.detect_stack_drift(StackName="acme-eu")
    with pytest.raises(ClientError, match="Drift detection acme does not exist"):
        stacks.describe_stack_drift_detection_status(StackDriftDetectionId="acme")
    failed = deployer.deploy({"Bucket": bucket("INVALID")}, "acme-eu")
    assert failed["StackStatus"] == "ROLLBACK_COMPLETE"
    with pytest.raises(ClientError, match="in state ROLLBACK_COMPLETE"):
        stacks.detect_stack_drift(StackName="acme-eu")
