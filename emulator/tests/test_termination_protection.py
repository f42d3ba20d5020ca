"""Stacks that are protected from deletion."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.parameters import failing, names, parameter


def test_termination_protection(deployer, client):
    cloudformation = deployer.cloudformation
    deployer.succeed({"P": parameter()}, EnableTerminationProtection=True)
    assert deployer.describe("acme")["EnableTerminationProtection"] is True
    with pytest.raises(ClientError) as error:
        cloudformation.delete_stack(StackName="acme")
    assert error.value.response["Error"] == {
        "Type": "Sender",
        "Code": "ValidationError",
        "Message": "Stack [acme] cannot be deleted while TerminationProtection is enabled",
    }
    assert names(client) == ["/acme/v"]
    cloudformation.update_termination_protection(
        StackName="acme", EnableTerminationProtection=False
    )
    assert deployer.describe("acme")["EnableTerminationProtection"] is False
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def protect(deployer, name="acme", enabled=True):
    deployer.cloudformation.update_termination_protection(
        StackName=name, EnableTerminationProtection=enabled
    )


def test_a_protected_stack_that_was_rolled_back_is_in_the_way_until_protection_is_lifted(
    deployer, client
):
    """The CDK CLI deletes a stack whose creation failed before it creates it again."""
    kept = parameter(DeletionPolicy="RetainExceptOnCreate")
    stack = deployer.deploy(
        {"P": kept, "Bad": failing(DependsOn="P")}, EnableTerminationProtection=True
    )
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert stack["EnableTerminationProtection"] is True
    with pytest.raises(ClientError, match="while TerminationProtection is enabled"):
        deployer.delete()
    assert deployer.describe("acme")["StackStatus"] == "ROLLBACK_COMPLETE"

    protect(deployer, enabled=False)
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    deployer.succeed({"P": kept})


def test_a_protected_stack_in_review_cannot_be_deleted(deployer, client):
    """What a deployment leaves that was not approved."""
    deployer.cloudformation.create_change_set(
        StackName="acme",
        ChangeSetName="pending",
        ChangeSetType="CREATE",
        TemplateBody=json.dumps({"Resources": {"P": parameter()}}),
    )
    protect(deployer)
    with pytest.raises(ClientError, match="while TerminationProtection is enabled"):
        deployer.delete()
    assert deployer.describe("acme")["StackStatus"] == "REVIEW_IN_PROGRESS"
    protect(deployer, enabled=False)
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_protection_of_a_deleted_stack_cannot_be_set(deployer, client):
    deployer.succeed({"P": parameter()})
    deleted = deployer.delete()["StackId"]
    with pytest.raises(ClientError, match="does not exist"):
        protect(deployer, deleted)
    assert deployer.describe(deleted)["EnableTerminationProtection"] is False
