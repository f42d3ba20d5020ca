"""What the service role may not undo, CloudFormation leaves as it is until it may.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
"""

from __future__ import annotations

from emulator.tests.callers import message
from emulator.tests.deployment_role import (
    BOUNDARY,
    DENIED,
    QUEUES,
    READ_QUEUES,
    a_role,
    queue,
)
from emulator.tests.tenants import allow


def test_what_the_role_cannot_undo_stays(deployer, role):
    broken = {"Queue": queue(), "Bad": {**a_role(), "DependsOn": "Queue"}}
    no_deletion = allow(["sqs:CreateQueue", *READ_QUEUES])
    made = deployer.deploy(broken, RoleARN=role(no_deletion))
    assert made["StackStatus"] == "ROLLBACK_FAILED"
    assert f"{DENIED}: sqs:DeleteQueue" in deployer.reasons("acme")["Queue"]
    deleted = deployer.delete()
    assert deleted["StackStatus"] == "DELETE_FAILED"
    role(QUEUES)
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_a_rollback_of_an_update_can_be_continued(deployer, role, client):
    changes = allow("sqs:SetQueueAttributes")
    deployer.succeed({"Queue": queue(DelaySeconds=1)}, RoleARN=role(QUEUES, changes))
    role(QUEUES)
    stack = deployer.deploy({"Queue": queue(DelaySeconds=2)})
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    assert f"{DENIED}: sqs:SetQueueAttributes" in deployer.reasons("acme")["Queue"]
    again = deployer.cloudformation.continue_update_rollback
    again(StackName="acme")
    assert deployer.describe("acme")["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    again(StackName="acme", ResourcesToSkip=["Queue"])
    assert deployer.describe("acme")["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "can not be rolled back" in message(again, StackName="acme")
    role(QUEUES, changes)
    deployer.succeed({"Queue": queue(DelaySeconds=3)})


def test_an_update_that_fails_for_another_reason_is_undone(deployer, role):
    permissions = [QUEUES, allow("sqs:SetQueueAttributes"), allow("iam:*")]
    deployer.succeed({"Queue": queue(DelaySeconds=1)}, RoleARN=role(*permissions))
    bad = {**a_role(PermissionsBoundary=f"{BOUNDARY}-of-nobody"), "DependsOn": "Queue"}
    stack = deployer.deploy({"Queue": queue(DelaySeconds=2), "Bad": bad})
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
