"""What a session that a token opened has from its token and its request."""

from __future__ import annotations

from emulator.tests.callers import outcome
from emulator.tests.issuer import TAGS
from emulator.tests.sign_in import ASSUME, provider_arn
from emulator.tests.tenants import BUCKET, allow, deny, document

_SOURCE = "https://aws.amazon.com/source_identity"


def _trust(sign_in, *actions):
    trust = allow(list(actions), None, Principal={"Federated": provider_arn(sign_in.issuer)})
    sign_in.tenants.iam.update_assume_role_policy(
        RoleName="analyst-acme", PolicyDocument=document(trust)
    )


def _may_locate(sign_in, keys):
    return outcome(sign_in.tenants.client(keys).get_bucket_location, Bucket=BUCKET)


def _policy(sign_in, key, value):
    condition = {"StringEquals": {key: value}}
    policy = document(allow("s3:GetBucketLocation", Condition=condition))
    sign_in.tenants.iam.put_role_policy(
        RoleName="analyst-acme", PolicyName="own", PolicyDocument=policy
    )


def test_session_knows_its_provider_and_no_claims(sign_in, issuer):
    _trust(sign_in, ASSUME)
    keys = sign_in.answer(issuer.token())["Credentials"]
    for key, value, expected in (
        ("aws:FederatedProvider", provider_arn(issuer), "allowed"),
        ("aws:FederatedProvider", f"{provider_arn(issuer)}/other", "AccessDenied"),
        (f"{issuer.name}:sub", "ann", "AccessDenied"),
    ):
        _policy(sign_in, key, value)
        assert _may_locate(sign_in, keys) == expected, key


def test_claims_are_known_to_be_absent_after_signing_in(sign_in, issuer):
    """So that a Deny on one is passed over, as on AWS, and does not make the policy unreadable."""
    _trust(sign_in, ASSUME)
    keys = sign_in.answer(issuer.token())["Credentials"]
    for key, expected in (
        (f"{issuer.name}:sub", "allowed"),
        ("saml:sub", "allowed"),
        (f"{issuer.name}:groups", "AccessDenied"),
    ):
        refused = deny("Ann", "*", Condition={"StringEquals": {key: "ann"}})
        policy = document(allow("s3:GetBucketLocation"), refused)
        sign_in.tenants.iam.put_role_policy(
            RoleName="analyst-acme", PolicyName="own", PolicyDocument=policy
        )
        assert _may_locate(sign_in, keys) == expected, key


def test_session_tags_win_over_those_of_the_role(sign_in, issuer):
    """So a trust policy has to say which tags a token may bring."""
    _trust(sign_in, ASSUME, "sts:TagSession")
    _policy(sign_in, "aws:PrincipalTag/orgSlug", "acme")
    for token, expected in (
        (issuer.token(), "allowed"),
        (issuer.tagged("acme-eu"), "AccessDenied"),
        (issuer.token(**{TAGS: {"principal_tags": {"ORGSLUG": ["acme-eu"]}}}), "AccessDenied"),
    ):
        assert _may_locate(sign_in, sign_in.answer(token)["Credentials"]) == expected


def test_transitive_tags_of_a_token_stay_with_the_chain(sign_in, issuer):
    _trust(sign_in, ASSUME, "sts:TagSession")
    iam, name = sign_in.tenants.iam, "analyst-acme"
    policy = document(allow(["sts:AssumeRole", "sts:TagSession"]))
    iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=policy)
    arn = iam.get_role(RoleName=name)["Role"]["Arn"]
    trust = allow(["sts:AssumeRole", "sts:TagSession"], None, Principal={"AWS": arn})
    of_acme = {"StringEquals": {"aws:PrincipalTag/orgSlug": "acme"}}
    locate = allow("s3:GetBucketLocation", Condition=of_acme)
    next_role = sign_in.tenants.role("next", locate, slug=None, trust=trust)
    tags = {"principal_tags": {"orgSlug": ["acme"]}}
    for transitive, expected in ((["orgSlug"], "allowed"), ([], "AccessDenied")):
        token = issuer.token(**{TAGS: {**tags, "transitive_tag_keys": transitive}})
        sts = sign_in.tenants.client(sign_in.answer(token)["Credentials"], "sts")
        keys = sts.assume_role(RoleArn=next_role, RoleSessionName="test")["Credentials"]
        assert _may_locate(sign_in, keys) == expected


def test_source_identity_needs_its_own_permission(sign_in, issuer):
    _trust(sign_in, ASSUME)
    denied = "AccessDenied: Not authorized to perform sts:SetSourceIdentity"
    assert sign_in.outcome(issuer.token(**{_SOURCE: "ann"})) == denied
    _trust(sign_in, ASSUME, "sts:SetSourceIdentity")
    answer = sign_in.answer(issuer.token(**{_SOURCE: "ann"}))
    assert answer["SourceIdentity"] == "ann"
    _policy(sign_in, "aws:SourceIdentity", "ann")
    assert _may_locate(sign_in, answer["Credentials"]) == "allowed"
    assert _may_locate(sign_in, sign_in.answer(issuer.token())["Credentials"]) == "AccessDenied"


def test_session_policies_hold(sign_in, issuer):
    _trust(sign_in, ASSUME)
    other = document(allow("s3:ListBucket"))
    keys = sign_in.answer(issuer.token(), Policy=other)["Credentials"]
    assert _may_locate(sign_in, keys) == "AccessDenied"
    same = document(allow("s3:GetBucketLocation"))
    keys = sign_in.answer(issuer.token(), Policy=same)["Credentials"]
    assert _may_locate(sign_in, keys) == "allowed"
    malformed = sign_in.outcome(issuer.token(), Policy='{"Statement": "x"}')
    assert malformed.startswith("MalformedPolicyDocument")


def test_durations(sign_in, issuer):
    token = issuer.tagged("acme")
    assert sign_in.outcome(token, DurationSeconds=3_600) == "allowed"
    assert sign_in.outcome(token, DurationSeconds=3_601) == (
        "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for "
        "this role."
    )
