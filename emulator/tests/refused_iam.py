"""Resources of IAM that AWS refuses, beside their twins."""

from __future__ import annotations

from typing import Any

from emulator.tests.conftest import trust
from emulator.tests.twins import (
    MANY_TAGS,
    NOBODY,
    Twins,
    allow,
    document,
    long_policy,
    tags,
    without,
)

_TRUST = trust("credentials.iot.amazonaws.com")
_STATEMENT = _TRUST["Statement"][0]
_ROLE = {"RoleName": "hub-acme", "AssumeRolePolicyDocument": _TRUST}
_USER = {"UserName": "analyst-acme"}
_POLICY = {"ManagedPolicyName": "data-acme", "PolicyDocument": document(allow())}
_OTHER_ROLE = {
    "Acme": {
        "Type": "AWS::IAM::Role",
        "Properties": {"RoleName": "hub-acme", "AssumeRolePolicyDocument": _TRUST},
    }
}
_AWS_POLICIES = (
    *("AmazonS3FullAccess", "AmazonS3ReadOnlyAccess", "AmazonSQSFullAccess", "IAMFullAccess"),
    *("AmazonSQSReadOnlyAccess", "AmazonSNSFullAccess", "AmazonSNSReadOnlyAccess"),
    *("IAMReadOnlyAccess", "ReadOnlyAccess", "SecurityAudit", "AdministratorAccess"),
)
_ARNS = [f"arn:aws:iam::aws:policy/{name}" for name in _AWS_POLICIES]


def _role(name: str, words: tuple[str, ...], good: dict[str, Any] | None = None, **bad: Any) -> Any:
    return Twins(f"role: {name}", "AWS::IAM::Role", {**_ROLE, **(good or {})}, bad, words)


def _trust(name: str, *words: str, **elements: Any) -> Any:
    changed = document({**_STATEMENT, **elements})
    return _role(f"trust: {name}", words, AssumeRolePolicyDocument=changed)


def _user(name: str, *words: str, **bad: Any) -> Any:
    return Twins(f"user: {name}", "AWS::IAM::User", _USER, bad, words)


def _managed(name: str, words: tuple[str, ...], **bad: Any) -> Any:
    return Twins(f"managed policy: {name}", "AWS::IAM::ManagedPolicy", _POLICY, bad, words)


def _grammar(name: str, *words: str, policy: Any = None, **elements: Any) -> Any:
    changed = policy or document({**allow(), **elements})
    return _managed(name, words, PolicyDocument=changed)


def _inline(*lengths: int) -> list[dict[str, Any]]:
    return [
        {"PolicyName": f"p{number}", "PolicyDocument": long_policy(length)}
        for number, length in enumerate(lengths)
    ]


REFUSED_IAM = [
    _role("description", ("#/Description", "Hub — acme"), Description="Hub — acme"),
    _role("description length", ("#/Description", "1000"), Description="x" * 1001),
    _role("tag value", ("#/Tags/0/Value", "A & B"), Tags=tags(Team="A & B")),
    _role("tag keys", ("Duplicate tag keys", "'Team'", "'team'"), Tags=tags(Team="1", team="2")),
    _role(
        "reserved tag key",
        ("aws:", "'aws:team'", "reserved"),
        Tags=[{"Key": "aws:team", "Value": "1"}],
    ),
    _role("number of tags", ("#/Tags", "50"), {"Tags": MANY_TAGS[:50]}, Tags=MANY_TAGS),
    _role(
        "session",
        ("#/MaxSessionDuration", "900"),
        {"MaxSessionDuration": 3600},
        MaxSessionDuration=900,
    ),
    _role("name", ("#/RoleName", "hub acme"), RoleName="hub acme"),
    _role("name length", ("#/RoleName", "64"), {"RoleName": "r" * 64}, RoleName="r" * 65),
    _role("path", ("'/acme'", "path"), {"Path": "/acme/"}, Path="/acme"),
    _role("boundary", ("ermissionsBoundary", "'short'"), PermissionsBoundary="short"),
    _role(
        "attached policy",
        ("#/ManagedPolicyArns/0", "ReadOnlyAccess"),
        ManagedPolicyArns=["ReadOnlyAccess"],
    ),
    _role(
        "number of attached policies",
        ("PoliciesPerRole: 10", "AdministratorAccess"),
        {"ManagedPolicyArns": _ARNS[:10]},
        ManagedPolicyArns=_ARNS,
    ),
    _role(
        "inline policies together",
        ("10240", "hub-acme", "p1"),
        {"Policies": _inline(5_120, 5_120)},
        Policies=_inline(5_120, 5_121),
    ),
    _role(
        "trust length",
        ("ACLSizePerRole: 2048", "AssumeRolePolicyDocument"),
        AssumeRolePolicyDocument=document(
            {**_STATEMENT, "Condition": {"StringEquals": {"aws:SourceAccount": "1" * 2_000}}}
        ),
    ),
    _trust("resource", "Has prohibited field Resource", Resource="*"),
    _trust("action", "invalid action", "s3:GetObject", Action="s3:GetObject"),
    _trust("unknown role", "Invalid principal", NOBODY, Principal={"AWS": NOBODY}),
    _trust("wildcard", "Invalid principal", "role/hub-*", Principal={"AWS": f"{NOBODY[:-6]}hub-*"}),
    _trust("service", "Invalid principal", "iot", Principal={"Service": "iot"}),
    _trust("kind", "unknown kind", "'Aws'", Principal={"Aws": "*"}),
    _role(
        "trust: no principal",
        ("Missing required field Principal",),
        AssumeRolePolicyDocument=document(without(_STATEMENT, "Principal")),
    ),
    _user("name", "#/UserName", "a b", UserName="a b"),
    _user("inline policies", "2048", "analyst-acme", Policies=_inline(2_049)),
    _user("tag keys", "Duplicate tag keys", Tags=tags(Team="1", TEAM="2")),
    _managed("name", ("policyName", "a b"), ManagedPolicyName="a b"),
    _managed("length", ("6144", "data-acme", "6145"), PolicyDocument=long_policy(6_145)),
    _grammar("principal", "should not specify a principal", Principal="*"),
    _grammar("no action", "must contain actions", policy=document(without(allow(), "Action"))),
    _grammar("no resource", "contain resources", policy=document(without(allow(), "Resource"))),
    _grammar("effect", "Effect", "'allow'", Effect="allow"),
    _grammar("element", "unknown element", "'Efect'", Efect="Allow"),
    _grammar("version", "Version", "2012-10-18", policy=document(allow(), Version="2012-10-18")),
    _grammar("sid", "SID", "'a-b'", Sid="a-b"),
    _grammar("sids", "unique", "'a'", policy=document(allow(Sid="a"), allow(Sid="a"))),
    _grammar("resource", "ARN format", "'bucket'", Resource="bucket"),
    _grammar("vendor", "prefaced by a vendor", "'GetObject'", Action="GetObject"),
    _grammar("operator", "'StringEqual'", Condition={"StringEqual": {"aws:userid": "1"}}),
    _grammar("no statement", "no Statement", policy={"Version": "2012-10-17", "Statement": []}),
    Twins(
        "inline policy: name",
        "AWS::IAM::Policy",
        {"PolicyName": "data", "Roles": ["hub-acme"], "PolicyDocument": document(allow())},
        {"PolicyName": "da/ta"},
        ("#/PolicyName", "da/ta"),
        _OTHER_ROLE,
    ),
    Twins(
        "role's policy: length",
        "AWS::IAM::RolePolicy",
        {"PolicyName": "data", "RoleName": "hub-acme", "PolicyDocument": long_policy(10_240)},
        {"PolicyDocument": long_policy(10_241)},
        ("10240", "hub-acme", "data"),
        _OTHER_ROLE,
    ),
]
