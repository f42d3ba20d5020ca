"""Identity providers that AWS refuses, beside their twins."""

from __future__ import annotations

from typing import Any

from emulator.tests.saml_metadata import saml_metadata
from emulator.tests.twins import Twins, tags

_OIDC = {"Url": "https://identity.example.com/acme", "ClientIdList": ["analysts"]}
_SAML = {"Name": "acme", "SamlMetadataDocument": saml_metadata()}


def _oidc(name: str, *words: str, **bad: Any) -> Twins:
    return Twins(f"OIDC provider: {name}", "AWS::IAM::OIDCProvider", _OIDC, bad, words)


def _saml(name: str, *words: str, **bad: Any) -> Twins:
    return Twins(f"SAML provider: {name}", "AWS::IAM::SAMLProvider", _SAML, bad, words)


REFUSED_PROVIDERS = [
    _oidc("plain http", "https://", Url="http://identity.example.com/acme"),
    _oidc("port", "port", Url="https://identity.example.com:8443/acme"),
    _oidc("query", "query", Url="https://identity.example.com/acme?organization=acme"),
    _oidc("no address", "https://", Url="identity.example.com"),
    _oidc("empty audience", "#/ClientIdList/0", ClientIdList=[""]),
    _oidc("thumbprint", "#/ThumbprintList/0", "40", ThumbprintList=["990f"]),
    _oidc("tag value", "#/Tags/0/Value", "A & B", Tags=tags(Team="A & B")),
    _saml("name", "'name'", "a b", Name="a b"),
    _saml("short metadata", "#/SamlMetadataDocument", "1000", SamlMetadataDocument="<a/>"),
    _saml("no XML", "parse metadata", SamlMetadataDocument="x" * 1_000),
    _saml("no metadata", "IDPSSODescriptor", SamlMetadataDocument=f"<a>{'x' * 1_000}</a>"),
]
