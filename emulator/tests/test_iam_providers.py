"""AWS::IAM::OIDCProvider and SAMLProvider."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from emulator.tests.saml_metadata import saml_metadata

ISSUER = "https://identity.example.com/acme"
OIDC_ARN = "arn:aws:iam::123456789012:oidc-provider/identity.example.com/acme"
SAML_ARN = "arn:aws:iam::123456789012:saml-provider/acme"
TAGS = [{"Key": "orgSlug", "Value": "acme"}]
THUMBPRINT = "990f4193972f2becf12ddeda5237f9c952f20d9e"


def oidc(**properties):
    return {"Type": "AWS::IAM::OIDCProvider", "Properties": {"Url": ISSUER, **properties}}


def saml(document, **properties):
    given = {"Name": "acme", "SamlMetadataDocument": document, **properties}
    return {"Type": "AWS::IAM::SAMLProvider", "Properties": given}


def outputs(**values):
    return {"Outputs": {name: {"Value": value} for name, value in values.items()}}


def both_forms(logical_id):
    return outputs(Ref={"Ref": logical_id}, Arn={"Fn::GetAtt": [logical_id, "Arn"]})


def test_oidc_provider_round_trip_update_and_delete(deployer, client):
    iam = client("iam")
    provider = oidc(ClientIdList=["analysts", "others"], ThumbprintList=[THUMBPRINT], Tags=TAGS)
    found = deployer.succeed({"Provider": provider}, sections=both_forms("Provider"))
    assert found == {"Ref": OIDC_ARN, "Arn": OIDC_ARN}
    read = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=OIDC_ARN)
    assert read["Url"] == "identity.example.com/acme"
    assert (read["ClientIDList"], read["ThumbprintList"]) == (["analysts", "others"], [THUMBPRINT])
    assert read["Tags"] == TAGS

    deployer.succeed({"Provider": oidc(ClientIdList=["analysts"])})
    read = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=OIDC_ARN)
    assert (read["ClientIDList"], read["ThumbprintList"]) == (["analysts"], [])
    assert read["Tags"] == []

    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match="NoSuchEntity"):
        iam.get_open_id_connect_provider(OpenIDConnectProviderArn=OIDC_ARN)


def test_another_issuer_is_another_provider(deployer, client):
    deployer.succeed({"Provider": oidc()})
    deployer.succeed({"Provider": oidc(Url="https://identity.example.com/acme-eu")})
    listed = client("iam").list_open_id_connect_providers()["OpenIDConnectProviderList"]
    assert [provider["Arn"] for provider in listed] == [f"{OIDC_ARN}-eu"]


def test_an_issuer_has_one_provider(deployer):
    deployer.succeed({"Provider": oidc()}, "acme")
    stack = deployer.deploy({"Provider": oidc()}, "acme-eu")
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"


def test_saml_provider_round_trip_update_and_delete(deployer, client):
    iam, document = client("iam"), saml_metadata()
    provider = saml(document, Tags=TAGS)
    found = deployer.succeed({"Provider": provider}, sections=both_forms("Provider"))
    assert found == {"Ref": SAML_ARN, "Arn": SAML_ARN}
    read = iam.get_saml_provider(SAMLProviderArn=SAML_ARN)
    assert (read["SAMLMetadataDocument"], read["Tags"]) == (document, TAGS)

    other = saml_metadata("https://identity.example.com/other")
    deployer.succeed({"Provider": saml(other)})
    read = iam.get_saml_provider(SAMLProviderArn=SAML_ARN)
    assert (read["SAMLMetadataDocument"], read["Tags"]) == (other, [])

    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match="NoSuchEntity"):
        iam.get_saml_provider(SAMLProviderArn=SAML_ARN)


def test_a_saml_provider_of_the_same_name_is_not_replaced(deployer, client):
    document = saml_metadata()
    deployer.succeed({"Provider": saml(document)}, "acme")
    other = saml(saml_metadata("https://identity.example.com/other"))
    assert deployer.deploy({"Provider": other}, "acme-eu")["StackStatus"] == "ROLLBACK_COMPLETE"
    read = client("iam").get_saml_provider(SAMLProviderArn=SAML_ARN)
    assert read["SAMLMetadataDocument"] == document
