"""Metadata of a SAML identity provider, as long as IAM wants it at least."""

from __future__ import annotations

_NAMESPACE = "urn:oasis:names:tc:SAML:2.0:metadata"


def saml_metadata(
    entity_id: str = "https://identity.example.com/saml", padding: int = 1_000
) -> str:
    """A document that describes one; its comment makes it long."""
    location = f"{entity_id}/sso"
    return (
        f'<EntityDescriptor xmlns="{_NAMESPACE}" entityID="{entity_id}">'
        f"<!--{'x' * padding}-->"
        '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
        '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"'
        f' Location="{location}"/></IDPSSODescriptor></EntityDescriptor>'
    )
