"""Condition operators, as IAM's user guide has them, row by row."""

from __future__ import annotations

import pytest

from emulator.authorization.conditions import condition_holds
from emulator.authorization.policy_document import Condition
from emulator.authorization.request_context import RequestContext
from emulator.authorization.verdict import NotUnderstoodError, Verdict

CONTEXT = RequestContext(
    {
        "aws:PrincipalTag/orgSlug": ["acme"],
        "aws:PrincipalTag/wild": ["a*"],
        "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/acme/hub"],
        "aws:SecureTransport": ["true"],
        "aws:SourceIp": ["10.1.2.3"],
        "aws:CurrentTime": ["2026-11-24T12:00:00Z"],
        "aws:TagKeys": ["owner", "cost"],
        "s3:prefix": ["acme/reports"],
        "s3:TlsVersion": ["1.2"],
        "s3:max-keys": ["100"],
    }
)
YES, NO, OPEN = Verdict.YES, Verdict.NO, Verdict.OPEN


def holds(operator, key, *values, context=CONTEXT, has_variables=True):
    return condition_holds(Condition(operator, key, values), context, has_variables=has_variables)


@pytest.mark.parametrize(
    ("operator", "key", "values", "expected"),
    [
        ("StringEquals", "aws:PrincipalTag/orgSlug", ["acme"], YES),
        ("StringEquals", "aws:principaltag/ORGSLUG", ["acme"], YES),
        ("StringEquals", "aws:PrincipalTag/orgSlug", ["Acme"], NO),
        ("StringEquals", "aws:PrincipalTag/orgSlug", ["acme-eu", "acme"], YES),
        ("StringEquals", "aws:PrincipalTag/orgSlug", ["acm?"], NO),
        ("StringEqualsIgnoreCase", "aws:PrincipalTag/orgSlug", ["ACME"], YES),
        ("StringNotEquals", "aws:PrincipalTag/orgSlug", ["acme-eu"], YES),
        ("StringNotEquals", "aws:PrincipalTag/orgSlug", ["acme-eu", "acme"], NO),
        ("StringNotEqualsIgnoreCase", "aws:PrincipalTag/orgSlug", ["ACME"], NO),
        ("StringLike", "s3:prefix", ["acme/*"], YES),
        ("StringLike", "s3:prefix", ["acme/report?"], YES),
        ("StringLike", "s3:prefix", ["acme-eu/*"], NO),
        ("StringLike", "s3:prefix", ["${aws:PrincipalTag/orgSlug}/*"], YES),
        ("StringNotLike", "s3:prefix", ["${aws:PrincipalTag/orgSlug}/*"], NO),
        ("StringLike", "aws:PrincipalTag/orgSlug", ["${aws:PrincipalTag/wild}"], NO),
        ("StringLike", "aws:PrincipalTag/wild", ["a${*}"], YES),
        ("StringLike", "aws:PrincipalTag/orgSlug", ["a${*}"], NO),
        ("ArnLike", "aws:PrincipalArn", ["arn:aws:iam::*:role/acme/*"], YES),
        ("ArnEquals", "aws:PrincipalArn", ["arn:aws:iam::123456789012:role/*"], YES),
        ("ArnLike", "aws:PrincipalArn", ["arn:aws:iam:*:role/acme/hub:*"], NO),
        ("ArnNotLike", "aws:PrincipalArn", ["arn:aws:iam::*:role/acme/*"], NO),
        ("Bool", "aws:SecureTransport", ["true"], YES),
        ("Bool", "aws:SecureTransport", ["false"], NO),
        ("NumericLessThan", "s3:TlsVersion", ["1.2"], NO),
        ("NumericLessThan", "s3:TlsVersion", ["1.3"], YES),
        ("NumericGreaterThanEquals", "s3:max-keys", ["100"], YES),
        ("NumericEquals", "s3:max-keys", ["1e2"], YES),
        ("NumericNotEquals", "s3:max-keys", ["100"], NO),
        ("NumericEquals", "aws:PrincipalTag/orgSlug", ["1"], NO),
        ("DateLessThan", "aws:CurrentTime", ["2026-11-24T12:00:01Z"], YES),
        ("DateLessThan", "aws:CurrentTime", ["2026-11-24T13:00:00+02:00"], NO),
        ("DateGreaterThan", "aws:CurrentTime", ["2026-11-24"], YES),
        ("DateGreaterThan", "aws:CurrentTime", ["1700000000"], YES),
        ("DateNotEquals", "aws:CurrentTime", ["2026-11-24T12:00:00Z"], NO),
        ("IpAddress", "aws:SourceIp", ["10.0.0.0/8"], YES),
        ("IpAddress", "aws:SourceIp", ["10.1.2.4"], NO),
        ("NotIpAddress", "aws:SourceIp", ["192.168.0.0/16", "10.0.0.0/8"], NO),
        ("Null", "s3:prefix", ["false"], YES),
        ("Null", "s3:prefix", ["true"], NO),
        ("Null", "s3:delimiter", ["true"], YES),
    ],
)
def test_operators(operator, key, values, expected):
    assert holds(operator, key, *values) is expected


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ("StringEquals", NO),
        ("StringNotEquals", YES),
        ("StringLike", NO),
        ("StringNotLike", YES),
        ("NumericLessThan", NO),
        ("Bool", NO),
        ("StringEqualsIfExists", YES),
        # In a Deny this does not spare requests without the key.
        ("StringNotEqualsIfExists", YES),
        ("ForAllValues:StringEquals", YES),
        ("ForAnyValue:StringEquals", NO),
        ("ForAnyValue:StringNotEquals", NO),
    ],
)
def test_key_that_is_absent(operator, expected):
    assert holds(operator, "s3:delimiter", "1") is expected


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("ForAllValues:StringEquals", ["owner", "cost", "team"], YES),
        ("ForAllValues:StringEquals", ["owner"], NO),
        ("ForAnyValue:StringEquals", ["owner"], YES),
        ("ForAnyValue:StringEquals", ["team"], NO),
        ("ForAllValues:StringNotEquals", ["team"], YES),
        ("ForAllValues:StringNotEquals", ["owner"], NO),
        ("ForAnyValue:StringNotEquals", ["owner"], YES),
        ("ForAnyValue:StringNotEquals", ["owner", "cost"], NO),
        ("ForAnyValue:StringLike", ["own*"], YES),
    ],
)
def test_sets_of_values(operator, values, expected):
    assert holds(operator, "aws:TagKeys", *values) is expected


def test_binary():
    context = RequestContext({"kms:EncryptionContext:blob": ["aGk="]})
    assert holds("BinaryEquals", "kms:EncryptionContext:blob", "aGk=", context=context) is YES
    assert holds("BinaryEquals", "kms:EncryptionContext:blob", "aG8=", context=context) is NO


def test_variable_without_a_value_is_open():
    missing = "${aws:PrincipalTag/other}"
    assert holds("StringEquals", "s3:prefix", missing) is OPEN
    assert holds("StringNotEquals", "s3:prefix", missing) is OPEN
    assert holds("StringEquals", "s3:prefix", missing, "acme/reports") is YES


def test_variable_with_a_default():
    assert holds("StringLike", "s3:prefix", "${aws:PrincipalTag/other, 'acme'}/*") is YES
    assert holds("StringLike", "s3:prefix", "${aws:PrincipalTag/orgSlug, 'zeta'}/*") is YES


def test_old_policy_version_has_no_variables():
    pattern = "${aws:PrincipalTag/orgSlug}/*"
    assert holds("StringLike", "s3:prefix", pattern, has_variables=False) is NO
    literal = RequestContext({"s3:prefix": ["${aws:PrincipalTag/orgSlug}/x"]})
    assert holds("StringLike", "s3:prefix", pattern, context=literal, has_variables=False) is YES


@pytest.mark.parametrize(
    ("operator", "key", "value", "what"),
    [
        ("StringMatches", "s3:prefix", "x", "operator StringMatches is not known"),
        ("ForSomeValues:StringEquals", "s3:prefix", "x", "operator ForSomeValues"),
        ("ForAllValues:Null", "s3:prefix", "true", "operator ForAllValues:Null"),
        ("StringEquals", "s3:prefixx", "x", "s3:prefixx is not emulated"),
        ("Bool", "aws:ResourceTag/orgSlug", "x", "ResourceTag/orgSlug is not emulated"),
        ("IpAddress", "aws:SourceIp", "everywhere", "'everywhere' is no range"),
        ("NumericLessThan", "s3:max-keys", "many", "'many' is no number"),
        ("NumericLessThan", "s3:max-keys", "${s3:prefix}", "variables"),
        ("ArnLike", "aws:PrincipalArn", "*", "'*' is no ARN"),
    ],
)
def test_what_is_not_understood_is_said(operator, key, value, what):
    with pytest.raises(NotUnderstoodError) as error:
        holds(operator, key, value)
    assert what in str(error.value)
