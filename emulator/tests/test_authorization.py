"""Whose policies count: ceilings, groups, trust, tags of sessions, and what the log says."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from emulator.tests.callers import message, outcome
from emulator.tests.conftest import ACCOUNT
from emulator.tests.tenants import BUCKET, ROOT_ARN, allow, deny, document


def test_denial_is_logged_with_the_statement_that_decided(tenants, server_log):
    stranger = tenants.client(tenants.hub("acme-eu"))
    assert outcome(stranger.put_object, **tenants.upload()) == "AccessDenied"
    user = tenants.client(tenants.user("ann", deny("Never", "iam:*")), "iam")
    assert "with an explicit deny in an identity-based policy" in message(user.list_users)
    log = server_log()
    assert "denied: User: arn:aws:sts::123456789012:assumed-role/hub-acme-eu/test" in log
    assert f"OtherOrganizations of policy of bucket {BUCKET}" in log
    assert "[Never of user ann: inline policy own]" in log
    assert "SecretAccessKey" not in log


def test_boundary_holds_in_what_policies_give(tenants):
    boundary = tenants.iam.create_policy(
        PolicyName="ceiling", PolicyDocument=document(allow("iam:ListUsers"))
    )["Policy"]["Arn"]
    arn = tenants.role("bounded", allow("iam:*"), PermissionsBoundary=boundary)
    iam = tenants.client(tenants.session(arn), "iam")
    assert outcome(iam.list_users) == "allowed"
    assert "because no permissions boundary allows the iam:ListRoles" in message(iam.list_roles)


def test_session_policy_holds_in_what_policies_give(tenants):
    arn = tenants.role("wide", allow("iam:*"))
    managed = tenants.iam.create_policy(
        PolicyName="users", PolicyDocument=document(allow("iam:ListUsers"))
    )["Policy"]["Arn"]
    for parameters in (
        {"Policy": document(allow("iam:ListUsers"))},
        {"PolicyArns": [{"arn": managed}]},
    ):
        iam = tenants.client(tenants.session(arn, **parameters), "iam")
        assert outcome(iam.list_users) == "allowed"
        assert "because no session policy allows" in message(iam.list_roles)


def test_managed_policies_groups_and_not_action(tenants):
    user = tenants.client(tenants.user("ann"), "iam")
    assert outcome(user.list_users) == "AccessDenied"
    tenants.iam.create_group(GroupName="people")
    tenants.iam.add_user_to_group(GroupName="people", UserName="ann")
    tenants.iam.put_group_policy(
        GroupName="people",
        PolicyName="others",
        PolicyDocument=document({"Effect": "Allow", "NotAction": "iam:*Role*", "Resource": "*"}),
    )
    assert outcome(user.list_users) == "allowed"
    assert outcome(user.list_roles) == "AccessDenied"
    policy = tenants.iam.create_policy(
        PolicyName="roles", PolicyDocument=document(allow("iam:listroles"))
    )["Policy"]["Arn"]
    tenants.iam.attach_user_policy(UserName="ann", PolicyArn=policy)
    assert outcome(user.list_roles) == "allowed"
    tenants.iam.create_policy_version(
        PolicyArn=policy, PolicyDocument=document(allow("iam:GetRole")), SetAsDefault=True
    )
    assert outcome(user.list_roles) == "AccessDenied"


def test_trust_policy_decides_who_assumes(tenants):
    assume = allow("sts:AssumeRole")
    ann = tenants.client(tenants.user("ann", assume), "sts")
    bob = tenants.client(tenants.user("bob"), "sts")
    to_ann = allow("sts:AssumeRole", None, Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:user/ann"})
    named = {"RoleArn": tenants.role("named", trust=to_ann), "RoleSessionName": "test"}
    assert (outcome(ann.assume_role, **named), outcome(bob.assume_role, **named)) == (
        "allowed",
        "AccessDenied",
    )
    # Through the account, the caller's own policies have to allow it too.
    account = {"RoleArn": tenants.role("account"), "RoleSessionName": "test"}
    assert outcome(ann.assume_role, **account) == "allowed"
    assert outcome(bob.assume_role, **account) == "AccessDenied"
    service = allow("sts:AssumeRole", None, Principal={"Service": "ssm.amazonaws.com"})
    machine = {"RoleArn": tenants.role("machine", trust=service), "RoleSessionName": "test"}
    assert outcome(ann.assume_role, **machine) == "AccessDenied"
    assert outcome(tenants.sts.assume_role, **machine) == "AccessDenied"
    missing = {"RoleArn": f"arn:aws:iam::{ACCOUNT}:role/missing", "RoleSessionName": "test"}
    assert outcome(tenants.sts.assume_role, **missing) == "AccessDenied"


def test_conditions_of_trust(tenants):
    trust = allow(
        "sts:AssumeRole",
        None,
        Principal={"AWS": ROOT_ARN},
        Condition={"StringEquals": {"sts:ExternalId": "right"}},
    )
    role = {"RoleArn": tenants.role("external", trust=trust), "RoleSessionName": "test"}
    assume = tenants.sts.assume_role
    assert outcome(assume, **role) == "AccessDenied"
    assert outcome(assume, **role, ExternalId="wrong") == "AccessDenied"
    assert outcome(assume, **role, ExternalId="right") == "allowed"


def test_session_tags_need_permission_and_are_principal_tags(tenants):
    own = allow("s3:GetBucketLocation", Condition={"StringEquals": {"aws:PrincipalTag/team": "a"}})
    role = {"RoleArn": tenants.role("tagged", own), "RoleSessionName": "test"}
    tags = [{"Key": "team", "Value": "a"}]
    assert outcome(tenants.sts.assume_role, **role, Tags=tags) == "AccessDenied"
    trust = document(allow(["sts:AssumeRole", "sts:TagSession"], None, Principal={"AWS": ROOT_ARN}))
    tenants.iam.update_assume_role_policy(RoleName="tagged", PolicyDocument=trust)
    found = tenants.client(tenants.session(role["RoleArn"], Tags=tags))
    assert outcome(found.get_bucket_location, Bucket=BUCKET) == "allowed"
    untagged = tenants.client(tenants.session(role["RoleArn"]))
    assert outcome(untagged.get_bucket_location, Bucket=BUCKET) == "AccessDenied"


def test_sessions_that_are_revoked_by_their_time(tenants):
    arn = tenants.role("hub", allow("iam:ListUsers"))
    iam = tenants.client(tenants.session(arn), "iam")
    assert outcome(iam.list_users) == "allowed"
    later = (datetime.now(timezone.utc) + timedelta(seconds=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    cut = deny("Revoked", "*", Condition={"DateLessThan": {"aws:TokenIssueTime": later}})
    tenants.iam.put_role_policy(
        RoleName="hub", PolicyName="revocations", PolicyDocument=document(cut)
    )
    assert outcome(iam.list_users) == "AccessDenied"
