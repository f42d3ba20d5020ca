"""Operations on identity providers, who may make them, and where issuers are."""

from __future__ import annotations

from emulator.tests.callers import message, outcome
from emulator.tests.conftest import ACCOUNT
from emulator.tests.tenants import allow

_OIDC = f"arn:aws:iam::{ACCOUNT}:oidc-provider/identity.example.com"
_SAML = f"arn:aws:iam::{ACCOUNT}:saml-provider/acme"
_METADATA = (
    """<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="acme">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/>
</EntityDescriptor>"""
    + " " * 1_000
)


def _tags(**values):
    return [{"Key": key, "Value": value} for key, value in values.items()]


def test_client_ids_come_and_go(client, endpoint):
    iam = client("iam")
    iam.create_open_id_connect_provider(Url="https://identity.example.com", ClientIDList=["a"])
    provider = {"OpenIDConnectProviderArn": _OIDC}
    for _ in range(2):
        iam.add_client_id_to_open_id_connect_provider(**provider, ClientID="b")
    assert iam.get_open_id_connect_provider(**provider)["ClientIDList"] == ["a", "b"]
    for _ in range(2):
        iam.remove_client_id_from_open_id_connect_provider(**provider, ClientID="a")
    assert iam.get_open_id_connect_provider(**provider)["ClientIDList"] == ["b"]


def test_saml_providers_have_tags(client, endpoint):
    iam = client("iam")
    iam.create_saml_provider(Name="acme", SAMLMetadataDocument=_METADATA, Tags=_tags(orgSlug="a"))
    provider = {"SAMLProviderArn": _SAML}
    assert iam.get_saml_provider(**provider)["Tags"] == _tags(orgSlug="a")
    iam.tag_saml_provider(**provider, Tags=_tags(ORGSLUG="acme", team="x"))
    assert iam.list_saml_provider_tags(**provider)["Tags"] == _tags(ORGSLUG="acme", team="x")
    iam.untag_saml_provider(**provider, TagKeys=["TEAM"])
    assert iam.list_saml_provider_tags(**provider)["Tags"] == _tags(ORGSLUG="acme")


def test_permissions_are_on_the_provider(tenants):
    tenants.iam.create_open_id_connect_provider(Url="https://identity.example.com")
    tenants.iam.create_open_id_connect_provider(Url="https://identity.example.com/eu")
    ann = tenants.client(tenants.user("ann", allow("iam:*", [_OIDC, _SAML])), "iam")
    for arn, expected in ((_OIDC, "allowed"), (f"{_OIDC}/eu", "AccessDenied")):
        provider = {"OpenIDConnectProviderArn": arn}
        assert outcome(ann.get_open_id_connect_provider, **provider) == expected
        add = ann.add_client_id_to_open_id_connect_provider
        assert outcome(add, **provider, ClientID="a") == expected
        assert outcome(ann.delete_open_id_connect_provider, **provider) == expected
    create = ann.create_open_id_connect_provider
    assert outcome(create, Url="https://identity.example.com") == "allowed"
    assert outcome(create, Url="https://identity.example.com/us") == "AccessDenied"
    for name, expected in (("acme", "allowed"), ("acme-eu", "AccessDenied")):
        made = {"Name": name, "SAMLMetadataDocument": _METADATA}
        assert outcome(ann.create_saml_provider, **made) == expected
    assert outcome(ann.list_open_id_connect_providers) == "AccessDenied"


def test_tags_of_providers_count(tenants):
    tenants.iam.create_open_id_connect_provider(
        Url="https://identity.example.com", Tags=_tags(orgSlug="acme")
    )
    tenants.iam.create_saml_provider(
        Name="acme", SAMLMetadataDocument=_METADATA, Tags=_tags(orgSlug="acme-eu")
    )
    of_acme = {"StringEquals": {"aws:ResourceTag/orgSlug": "acme"}}
    ann = tenants.client(tenants.user("ann", allow("iam:Get*", Condition=of_acme)), "iam")
    get = ann.get_open_id_connect_provider
    assert outcome(get, OpenIDConnectProviderArn=_OIDC) == "allowed"
    assert outcome(ann.get_saml_provider, SAMLProviderArn=_SAML) == "AccessDenied"
    tenants.iam.tag_saml_provider(SAMLProviderArn=_SAML, Tags=_tags(orgSlug="acme"))
    assert outcome(ann.get_saml_provider, SAMLProviderArn=_SAML) == "allowed"


def test_saml_assertions_are_not_accepted(tenants):
    tenants.iam.create_saml_provider(Name="acme", SAMLMetadataDocument=_METADATA)
    trust = allow("sts:AssumeRoleWithSAML", None, Principal={"Federated": _SAML})
    role = tenants.role("analyst-acme", trust=trust)
    sign_in = tenants.root("sts").assume_role_with_saml
    asked = {"RoleArn": role, "PrincipalArn": _SAML, "SAMLAssertion": "PHNhbWw+"}
    assert "signatures of SAML assertions are not verified here" in message(sign_in, **asked)
