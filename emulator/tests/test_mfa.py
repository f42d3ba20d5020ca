"""Sessions with MFA and without, as policies see them."""

from __future__ import annotations

import time

import pytest
from botocore.exceptions import ClientError

from emulator.authorization.mfa import code_of
from emulator.tests.conftest import ACCOUNT
from emulator.tests.tenants import ROOT_ARN, allow, deny

# Of RFC 6238, for the key "12345678901234567890", without its first two digits.
SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
PRESENT = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
RECENT = {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}
ABSENT = {"Null": {"aws:MultiFactorAuthPresent": "true"}}
FALSE = {"Bool": {"aws:MultiFactorAuthPresent": "false"}}
USERS = {"AWS": ROOT_ARN}
ROLE = f"arn:aws:iam::{ACCOUNT}:role/break-glass"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_of_the_rfc(seconds, code):
    assert code_of(SEED, seconds // 30) == code


class Person:
    """A user with an MFA device and access keys."""

    def __init__(self, tenants, name, *statements):
        self.name, self.tenants, iam = name, tenants, tenants.iam
        self.keys = tenants.user(name, *statements)
        device = iam.create_virtual_mfa_device(VirtualMFADeviceName=name)["VirtualMFADevice"]
        self.serial, self.seed = device["SerialNumber"], device["Base32StringSeed"].decode()
        codes = {"AuthenticationCode1": "123456", "AuthenticationCode2": "654321"}
        iam.enable_mfa_device(UserName=name, SerialNumber=self.serial, **codes)

    def code(self, steps: int = 0) -> str:
        return code_of(self.seed, int(time.time()) // 30 + steps)

    def mfa(self, steps: int = 0) -> dict[str, str]:
        return {"SerialNumber": self.serial, "TokenCode": self.code(steps)}

    def assume(self, keys=None, **more):
        sts = self.tenants.client(keys or self.keys, "sts")
        return sts.assume_role(RoleArn=ROLE, RoleSessionName="ada", **more)["Credentials"]

    def session(self, keys=None, **more):
        return self.tenants.client(keys or self.keys, "sts").get_session_token(**more)[
            "Credentials"
        ]


@pytest.fixture
def ada(tenants, endpoint):
    """Somebody who may assume the role with MFA only."""
    trust = allow("sts:AssumeRole", None, Principal=USERS, Condition={**PRESENT, **RECENT})
    tenants.role("break-glass", allow("s3:ListAllMyBuckets", Condition=PRESENT), trust=trust)
    return Person(tenants, "ada", allow("sts:AssumeRole", ROLE))


def denied(call, *arguments, **named):
    with pytest.raises(ClientError) as error:
        call(*arguments, **named)
    assert error.value.response["Error"]["Code"] == "AccessDenied"
    return error.value.response["Error"]["Message"]


def test_a_role_for_mfa_only(ada, tenants):
    assert "sts:AssumeRole" in denied(ada.assume)
    credentials = ada.assume(**ada.mfa())
    tenants.client(credentials).list_buckets()


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_may_be_half_a_minute_wrong(ada, steps):
    assert ada.assume(**ada.mfa(steps))


def test_a_wrong_code_is_no_mfa(ada, tenants):
    bob = Person(tenants, "bob", allow("sts:AssumeRole", ROLE))
    for wrong in (
        {**ada.mfa(), "TokenCode": ada.code(9)},
        # Of somebody else's device, with its own code and with one's own.
        bob.mfa(),
        {"SerialNumber": bob.serial, "TokenCode": ada.code()},
        {"SerialNumber": ada.serial},
    ):
        denied(ada.assume, **wrong)


def test_a_wrong_code_is_refused_where_none_is_needed(tenants, endpoint):
    tenants.role("break-glass")
    ada = Person(tenants, "ada", allow("sts:AssumeRole", ROLE))
    assert ada.assume()
    wrong = {"SerialNumber": ada.serial, "TokenCode": ada.code(9)}
    assert "MultiFactorAuthentication failed" in denied(ada.assume, **wrong)
    assert "MultiFactorAuthentication failed" in denied(ada.session, **wrong)


def test_a_device_that_is_taken_away(ada, tenants):
    tenants.iam.deactivate_mfa_device(UserName="ada", SerialNumber=ada.serial)
    denied(ada.assume, **ada.mfa())


def test_a_session_of_the_user_with_mfa_opens_the_role(ada, tenants):
    assert "sts:AssumeRole" in denied(ada.assume, ada.session())
    credentials = ada.assume(ada.session(**ada.mfa()))
    # The code was given for the user's session, not for the role's.
    denied(tenants.client(credentials).list_buckets)


@pytest.mark.parametrize(
    ("condition", "long_term", "without", "with_mfa"),
    [
        (PRESENT, False, False, True),
        (FALSE, False, True, False),
        (ABSENT, True, False, False),
        (RECENT, False, False, True),
        ({"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}, True, False, True),
    ],
    ids=["true", "false", "absent", "age", "if exists"],
)
def test_what_policies_see(tenants, endpoint, condition, long_term, without, with_mfa):
    ada = Person(tenants, "ada", allow("s3:ListAllMyBuckets", Condition=condition))
    for keys, expected in (
        (ada.keys, long_term),
        (ada.session(), without),
        (ada.session(**ada.mfa()), with_mfa),
    ):
        listing = tenants.client(keys).list_buckets
        if expected:
            listing()
        else:
            denied(listing)


def test_what_such_a_session_may_not(tenants, endpoint):
    ada = Person(tenants, "ada", allow(["iam:ListUsers", "s3:ListAllMyBuckets"]))
    plain, strong = ada.session(), ada.session(**ada.mfa())
    for keys in (plain, strong):
        tenants.client(keys).list_buckets()
        assert tenants.client(keys, "sts").get_caller_identity()["Arn"].endswith(":user/ada")
        assert "session credentials" in denied(ada.session, keys)
    tenants.client(ada.keys, "iam").list_users()
    tenants.client(strong, "iam").list_users()
    denied(tenants.client(plain, "iam").list_users)


def test_such_a_session_ends_with_its_user_and_needs_its_token(tenants, endpoint):
    ada = Person(tenants, "ada", allow("s3:ListAllMyBuckets"))
    keys = ada.session()
    with pytest.raises(ClientError) as error:
        tenants.client({**keys, "SessionToken": "other"}).list_buckets()
    assert "Token" in error.value.response["Error"]["Code"]
    iam = tenants.iam
    iam.deactivate_mfa_device(UserName="ada", SerialNumber=ada.serial)
    iam.delete_access_key(UserName="ada", AccessKeyId=ada.keys["AccessKeyId"])
    iam.delete_user_policy(UserName="ada", PolicyName="own")
    iam.delete_user(UserName="ada")
    with pytest.raises(ClientError) as error:
        tenants.client(keys).list_buckets()
    assert error.value.response["Error"]["Code"] == "InvalidAccessKeyId"


def test_roles_and_the_root_user_have_no_such_sessions(tenants, endpoint):
    role = tenants.session(tenants.role("break-glass"))
    denied(tenants.client(role, "sts").get_session_token)
    denied(tenants.root("sts").get_session_token)


def test_devices_are_administered_by_name(tenants, endpoint):
    device = f"arn:aws:iam::{ACCOUNT}:mfa/ada"
    statements = allow(["iam:CreateVirtualMFADevice", "iam:DeleteVirtualMFADevice"], device)
    closed = deny("NotOthers", "iam:*", f"arn:aws:iam::{ACCOUNT}:mfa/bob")
    iam = tenants.client(tenants.user("ada", statements, closed), "iam")
    made = iam.create_virtual_mfa_device(VirtualMFADeviceName="ada")["VirtualMFADevice"]
    denied(iam.create_virtual_mfa_device, VirtualMFADeviceName="bob")
    iam.delete_virtual_mfa_device(SerialNumber=made["SerialNumber"])
