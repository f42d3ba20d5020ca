"""Principals and policies for tests of the order of evaluation."""

from __future__ import annotations

import json

from emulator.authorization.evaluation import Guard, Question, decide
from emulator.authorization.policy_document import Policy
from emulator.authorization.principals import Principal
from emulator.authorization.request_context import RequestContext

ACCOUNT = "123456789012"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
USER = f"arn:aws:iam::{ACCOUNT}:user/ann"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/hub"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/hub/one"
OBJECT = "arn:aws:s3:::data/acme/file"
CONTEXT = RequestContext({"aws:PrincipalTag/orgSlug": ["acme"], "aws:SecureTransport": ["true"]})


def policy(*statements, version="2012-10-17", name="policy"):
    """A policy of these statements."""
    return Policy(name, json.dumps({"Version": version, "Statement": list(statements)}))


def allow(action="s3:*", resource="*", **more):
    """A statement that allows."""
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action="s3:*", resource="*", **more):
    """A statement that denies, with an id to find it by."""
    return {"Sid": "No", "Effect": "Deny", "Action": action, "Resource": resource, **more}


def user(*policies, boundary=None):
    """The user ann, with these policies."""
    return Principal(
        USER, ACCOUNT, frozenset((USER,)), identity_policies=policies, boundary=boundary
    )


def session(*policies, boundary=None, session_policies=None):
    """A session of the role hub, with these policies."""
    return Principal(
        SESSION,
        ACCOUNT,
        frozenset((SESSION,)),
        role_arn=ROLE,
        identity_policies=policies,
        boundary=boundary,
        session_policies=session_policies,
    )


def judge(principal, guard=None, action="s3:GetObject", resource=OBJECT, context=CONTEXT):
    """The decision about a request, by default to get an object of acme."""
    return decide(principal, Question(action, resource, context), guard or Guard(None))


def is_allowed(*arguments, **named):
    """Whether a request is allowed, with the arguments of judge."""
    return judge(*arguments, **named).is_allowed


def bucket(*statements):
    """A bucket's policy, which is one of two ways to be allowed."""
    return Guard(policy(*statements, name="policy of bucket data"))


def key(*statements):
    """A key's policy, without which nothing is allowed."""
    return Guard(policy(*statements, name="policy of key 1"), must_allow=True)


def to(principal, statement):
    """A statement about a principal."""
    return {**statement, "Principal": principal}
