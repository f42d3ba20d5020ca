"""AssumeRoleWithWebIdentity: which tokens are accepted, and what the session may do."""

from __future__ import annotations

import base64
import hmac
import time
import urllib.error
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.issuer import AUDIENCE, TAGS, Issuer, tell_address
from emulator.tests.sign_in import ASSUME, SignIn, provider_arn, trust_of
from emulator.tests.tenants import BUCKET, Tenants, allow, document

_NO_KEYS = "InvalidIdentityToken: Couldn't retrieve verification key from your identity provider"
_UNSIGNED = "InvalidIdentityToken: The token is not signed with a key of its issuer"
_DENIED = f"AccessDenied: Not authorized to perform {ASSUME}"


def test_token_opens_a_session_of_its_organization(sign_in, issuer):
    answer = sign_in.answer(issuer.tagged("acme"))
    assert answer["SubjectFromWebIdentityToken"] == "ann"
    assert (answer["Audience"], answer["Provider"]) == (AUDIENCE, provider_arn(issuer))
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/analyst-acme/ann"
    assert answer["AssumedRoleUser"]["Arn"] == arn
    keys = answer["Credentials"]
    sts = sign_in.tenants.client(keys, "sts")
    identity = sts.get_caller_identity()
    assert identity["Arn"] == arn
    assert identity["UserId"] == answer["AssumedRoleUser"]["AssumedRoleId"]
    s3 = sign_in.tenants.client(keys)
    assert outcome(s3.get_bucket_location, Bucket=BUCKET) == "allowed"
    assert outcome(s3.list_objects_v2, Bucket=BUCKET, Prefix="acme/") == "AccessDenied"


def test_other_organizations_role_stays_closed(sign_in, issuer):
    assert sign_in.outcome(issuer.tagged("acme-eu"), "analyst-acme-eu") == "allowed"
    assert sign_in.outcome(issuer.tagged("acme-eu")) == _DENIED
    assert sign_in.outcome(issuer.tagged("acme"), "analyst-acme-eu") == _DENIED
    assert sign_in.outcome(issuer.tagged("acme"), "missing") == _DENIED
    assert sign_in.outcome(issuer.token()) == _DENIED
    two = {"principal_tags": {"orgSlug": ["acme"], "orgKeyArn": ["arn:of:acme-eu"]}}
    assert sign_in.outcome(issuer.token(**{TAGS: two})) == _DENIED


def test_claims_that_are_refused(sign_in, issuer):
    refused: list[tuple[dict[str, Any], str]] = [
        ({"exp": 1_566_583_354}, "ExpiredTokenException: Token expired: current date/time "),
        ({"exp": "soon"}, "InvalidIdentityToken: The claim exp has to be a whole number"),
        ({"exp": None}, "InvalidIdentityToken: Missing a required claim: exp"),
        ({"sub": None}, "InvalidIdentityToken: Missing a required claim: sub"),
        ({"iat": time.time() + 7_200}, "InvalidIdentityToken: The claim iat has to be a whole"),
        ({"iat": int(time.time()) + 7_200}, "InvalidIdentityToken: The claim iat is in the future"),
        ({"nbf": int(time.time()) + 7_200}, "InvalidIdentityToken: The claim nbf is in the future"),
        ({"aud": "others.example"}, "InvalidIdentityToken: Incorrect token audience"),
        ({"aud": [AUDIENCE, "b"]}, "InvalidIdentityToken: Incorrect token audience"),
        ({"azp": "others.example"}, "InvalidIdentityToken: Incorrect token audience"),
        (
            {"iss": "https://other.example.com"},
            "InvalidIdentityToken: No OpenIDConnect provider found in your account for "
            "https://other.example.com",
        ),
        ({TAGS: {"principal_tags": {"orgSlug": ["acme", "acme-eu"]}}}, "IDPRejectedClaim: "),
        ({TAGS: ["orgSlug"]}, "IDPRejectedClaim: "),
        ({TAGS: {"transitive_tag_keys": "orgSlug"}}, "IDPRejectedClaim: "),
    ]
    for claims, refusal in refused:
        assert sign_in.outcome(issuer.tagged("acme", **claims)).startswith(refusal), claims
        assert sign_in.outcome(issuer.tagged("acme")) == "allowed"


def test_clocks_may_differ_a_little_and_azp_wins_over_aud(sign_in, issuer):
    soon = int(time.time()) + 20
    assert sign_in.outcome(issuer.tagged("acme", iat=soon, nbf=soon)) == "allowed"
    assert sign_in.outcome(issuer.tagged("acme", aud=["a", "b"], azp=AUDIENCE)) == "allowed"


def test_signature_has_to_be_of_the_issuer(sign_in, issuer):
    other = RSAKey.generate_key(2048, {"kid": "first"})
    assert sign_in.outcome(issuer.tagged("acme", key=other)) == _UNSIGNED
    # A secret that everybody knows, and no signature at all.
    signed = ".".join(
        (_base64(b'{"alg":"HS256","kid":"first"}'), issuer.tagged("acme").split(".")[1])
    )
    secret = issuer.key.as_pem(private=False)
    mac = hmac.new(secret, signed.encode(), "sha256").digest()
    assert sign_in.outcome(f"{signed}.{_base64(mac)}") == _UNSIGNED
    nobody = _base64(b'{"alg":"none"}')
    unsigned = f"{nobody}.{signed.split('.')[1]}."
    assert sign_in.outcome(unsigned) == _UNSIGNED
    header, payload, signature = issuer.tagged("acme-eu").split(".")
    forged = ".".join((header, issuer.tagged("acme").split(".")[1], signature))
    assert sign_in.outcome(forged) == _UNSIGNED
    assert sign_in.outcome(".".join((header, payload, signature)), "analyst-acme-eu") == "allowed"
    assert "not a valid JWT" in sign_in.outcome("no token at all")


def test_keys_are_rotated_and_of_either_kind(sign_in, issuer):
    before = issuer.tagged("acme")
    issuer.key = ECKey.generate_key("P-256", {"kid": "second"})
    assert sign_in.outcome(before) == _UNSIGNED
    assert sign_in.outcome(issuer.tagged("acme", alg="ES256")) == "allowed"


def test_issuer_has_to_be_found_and_to_be_itself(sign_in, issuer, ready):
    token = issuer.tagged("acme")
    issuer.status = 503
    assert sign_in.outcome(token).startswith(_NO_KEYS)
    issuer.status = 200
    issuer.metadata["issuer"] = "https://other.example.com"
    assert sign_in.outcome(token).startswith(_NO_KEYS)
    issuer.metadata["issuer"] = issuer.url
    issuer.metadata["jwks_uri"] = "https://keys.example.com/keys"
    assert sign_in.outcome(token).startswith(_NO_KEYS)
    tell_address(ready, "https://keys.example.com", issuer.endpoint)
    assert sign_in.outcome(token) == "allowed"


def test_issuer_with_a_path_and_one_that_nobody_told_the_address_of(tenants, ready, endpoint):
    with Issuer("/realms/acme") as issuer, Issuer(host="lost.example.com") as lost:
        tell_address(ready, issuer.url, issuer.endpoint)
        sign_in = SignIn(tenants, issuer, endpoint)
        assert sign_in.outcome(issuer.tagged("acme")) == "allowed"
        tenants.iam.create_open_id_connect_provider(Url=lost.url, ClientIDList=[AUDIENCE])
        trust = document(trust_of(lost, "acme"))
        tenants.iam.update_assume_role_policy(RoleName="analyst-acme", PolicyDocument=trust)
        assert sign_in.outcome(lost.tagged("acme")).startswith(_NO_KEYS)


def test_token_of_another_provider_of_the_account(sign_in, issuer, ready):
    iam = sign_in.tenants.iam
    trust = allow(ASSUME, None, Principal={"Federated": provider_arn(issuer)})
    iam.update_assume_role_policy(RoleName="analyst-acme", PolicyDocument=document(trust))
    with Issuer(host="identity.example.org") as other:
        tell_address(ready, other.url, other.endpoint)
        iam.create_open_id_connect_provider(Url=other.url, ClientIDList=[AUDIENCE])
        assert sign_in.outcome(issuer.token()) == "allowed"
        assert sign_in.outcome(other.token()) == _DENIED


def test_tags_need_the_trust_policys_permission(sign_in, issuer):
    trust = document(trust_of(issuer, "acme", [ASSUME]))
    sign_in.tenants.iam.update_assume_role_policy(RoleName="analyst-acme", PolicyDocument=trust)
    denied = "AccessDenied: Not authorized to perform sts:TagSession"
    assert sign_in.outcome(issuer.tagged("acme")) == denied


def test_flat_tags_are_read_as_well(sign_in, issuer):
    flat = {f"{TAGS}/principal_tags/orgSlug": "acme"}
    assert sign_in.outcome(issuer.token(**flat)) == "allowed"
    assert sign_in.outcome(issuer.token(**flat), "analyst-acme-eu") == _DENIED


def test_conditions_on_claims(sign_in, issuer):
    iam = sign_in.tenants.iam
    trust = allow(
        ASSUME,
        None,
        Principal={"Federated": provider_arn(issuer)},
        Condition={
            "StringEquals": {f"{issuer.name}:sub": "ann", f"{issuer.name}:azp": AUDIENCE},
            "ForAnyValue:StringEquals": {f"{issuer.name}:amr": "mfa"},
        },
    )
    iam.update_assume_role_policy(RoleName="analyst-acme", PolicyDocument=document(trust))
    claims = {"azp": AUDIENCE, "amr": ["pwd", "mfa"]}
    assert sign_in.outcome(issuer.token(**claims)) == "allowed"
    assert sign_in.outcome(issuer.token(**claims, sub="bob")) == _DENIED
    assert sign_in.outcome(issuer.token(**{**claims, "amr": ["pwd"]})) == _DENIED
    assert sign_in.outcome(issuer.token(**{**claims, "azp": None})) == _DENIED


def test_deny_for_everybody_holds_for_those_who_sign_in(sign_in, issuer):
    suspended = {"Effect": "Deny", "Principal": "*", "Action": ASSUME}
    trust = document(trust_of(issuer, "acme"), suspended)
    sign_in.tenants.iam.update_assume_role_policy(RoleName="analyst-acme", PolicyDocument=trust)
    assert sign_in.outcome(issuer.tagged("acme")) == _DENIED
    assert sign_in.outcome(issuer.tagged("acme-eu"), "analyst-acme-eu") == "allowed"


def test_log_names_the_refusal_and_never_the_token(sign_in, issuer, server_log):
    tokens = [issuer.tagged("acme-eu"), issuer.tagged("acme", exp=1), "no.token.here"]
    for token in tokens:
        assert sign_in.outcome(token) != "allowed"
    log = server_log()
    assert "is not authorized to perform: sts:AssumeRoleWithWebIdentity" in log
    assert "Token expired" in log
    assert not [token for token in tokens if token.rsplit(".", 1)[1] in log]


def test_region_of_a_sign_in_is_that_of_the_server(other_server):
    with Issuer() as issuer:
        tell_address(other_server, issuer.url, issuer.endpoint)
        tenants = Tenants(other_server)
        sign_in = SignIn(tenants, issuer, other_server["endpoint"])
        for region in (REGION, "us-east-1"):
            trust = allow(
                ASSUME,
                None,
                Principal={"Federated": provider_arn(issuer)},
                Condition={"StringEquals": {"aws:RequestedRegion": region}},
            )
            tenants.role(f"of-{region}", allow("s3:GetObject"), slug=None, trust=trust)
        token = issuer.token()
        assert sign_in.outcome(token, f"of-{REGION}") == "allowed"
        assert sign_in.outcome(token, "of-us-east-1") == _DENIED


@pytest.mark.parametrize(
    ("issuer_url", "address"),
    [
        ("http://identity.example.com", "http://127.0.0.1:1"),
        ("https://identity.example.com", "http://192.0.2.1:80"),
        ("https://identity.example.com", "http://127.0.0.1:1/path"),
        ("https://identity.example.com", "ftp://127.0.0.1:1"),
        ("identity.example.com", "http://127.0.0.1:99999"),
    ],
)
def test_addresses_that_are_refused(ready, issuer_url, address):
    with pytest.raises(urllib.error.HTTPError) as error:
        tell_address(ready, issuer_url, address)
    assert error.value.code == 400


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
