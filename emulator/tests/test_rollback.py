"""What is left of a stack: rollback, retention, replacement."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from emulator.tests.callers import outcome
from emulator.tests.parameters import failing, names, parameter, value


def test_failed_creation_rolls_back_and_says_why(deployer, client):
    stack = deployer.deploy({"P": parameter(), "Bad": failing(DependsOn="P")})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    events = deployer.cloudformation.describe_stack_events(StackName="acme")["StackEvents"]
    history = [(e["LogicalResourceId"], e["ResourceStatus"]) for e in reversed(events)]
    assert history == [
        ("acme", "CREATE_IN_PROGRESS"),
        ("P", "CREATE_IN_PROGRESS"),
        ("P", "CREATE_COMPLETE"),
        ("Bad", "CREATE_IN_PROGRESS"),
        ("Bad", "CREATE_FAILED"),
        ("acme", "ROLLBACK_IN_PROGRESS"),
        ("P", "DELETE_IN_PROGRESS"),
        ("P", "DELETE_COMPLETE"),
        ("acme", "ROLLBACK_COMPLETE"),
    ]
    assert "no-such-key" in deployer.reasons("acme")["Bad"]
    times = [event["Timestamp"] for event in reversed(events)]
    assert times == sorted(set(times)), "clients sort events by their time"
    assert names(client) == []
    with pytest.raises(ClientError, match="ROLLBACK_COMPLETE state and can not be updated"):
        deployer.deploy({"P": parameter()})


def test_rollback_can_be_disabled_and_the_stack_repaired(deployer, client):
    stack = deployer.deploy({"P": parameter(), "Bad": failing(DependsOn="P")}, DisableRollback=True)
    assert stack["StackStatus"] == "CREATE_FAILED"
    assert names(client) == ["/acme/v"]
    deployer.succeed({"P": parameter("2")})
    assert value(client) == "2"


def test_failed_update_restores_everything(deployer, client):
    deployer.succeed({"P": parameter("1"), "Renamed": parameter("1", "/acme/old")})
    stack = deployer.deploy(
        {
            "P": parameter("2"),
            "Renamed": parameter("1", "/acme/new"),
            "Added": parameter("1", "/acme/added"),
            "Bad": failing(DependsOn=["P", "Renamed", "Added"]),
        }
    )
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert names(client) == ["/acme/old", "/acme/v"]
    assert value(client) == "1"
    deployer.succeed({"P": parameter("3"), "Renamed": parameter("1", "/acme/old")})
    assert value(client) == "3"


@pytest.mark.parametrize(
    ("policy", "left_after_rollback", "left_after_delete"),
    [
        ("Delete", [], []),
        ("Retain", ["/acme/v"], ["/acme/v"]),
        ("RetainExceptOnCreate", [], ["/acme/v"]),
    ],
)
def test_deletion_policy(deployer, client, policy, left_after_rollback, left_after_delete):
    kept = parameter(DeletionPolicy=policy)
    stack = deployer.deploy({"P": kept, "Bad": failing(DependsOn="P")})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert names(client) == left_after_rollback
    deployer.delete()
    for name in left_after_rollback:
        client("ssm").delete_parameter(Name=name)

    deployer.succeed({"P": kept})
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert names(client) == left_after_delete


@pytest.mark.parametrize(("policy", "left"), [("Delete", ["/o"]), ("Retain", ["/acme/v", "/o"])])
def test_deletion_policy_of_a_resource_that_leaves_the_template(deployer, client, policy, left):
    deployer.succeed({"P": parameter(DeletionPolicy=policy), "Other": parameter("1", "/o")})
    deployer.succeed({"Other": parameter("1", "/o")})
    assert names(client) == left


@pytest.mark.parametrize(
    ("policy", "left"), [("Delete", ["/acme/new"]), ("Retain", ["/acme/new", "/acme/old"])]
)
def test_update_replace_policy(deployer, client, policy, left):
    deployer.succeed({"P": parameter("1", "/acme/old", UpdateReplacePolicy=policy)})
    deployer.succeed({"P": parameter("1", "/acme/new", UpdateReplacePolicy=policy)})
    assert names(client) == left


def test_a_changed_deletion_policy_alone_takes_effect(deployer, client):
    deployer.succeed({"P": parameter()})
    deployer.succeed({"P": parameter(DeletionPolicy="Retain")})
    deployer.delete()
    assert names(client) == ["/acme/v"]


def test_resources_are_retained_on_request_if_their_deletion_has_failed(deployer, client):
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "acme-kept"}}
    deployer.succeed({"Bucket": bucket})
    object_in_it = {"Bucket": "acme-kept", "Key": "a"}
    client("s3").put_object(**object_in_it, Body=b"")
    assert outcome(deployer.delete, RetainResources=["Bucket"]) == "ValidationError"
    assert deployer.delete()["StackStatus"] == "DELETE_FAILED"
    assert deployer.delete(RetainResources=["Bucket"])["StackStatus"] == "DELETE_COMPLETE"
    assert outcome(client("s3").head_object, **object_in_it) == "allowed"
