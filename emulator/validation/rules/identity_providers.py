"""Identity providers: the address of an OpenID Connect issuer, and what SAML metadata is.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.parsers.expat import ExpatError

import xmltodict

from emulator.validation.api_call import ApiCall, Refusal, shown

_METADATA = "urn:oasis:names:tc:SAML:2.0:metadata"


def issuer_address(call: ApiCall) -> Iterator[Refusal]:
    """An issuer is an https URL without port, query or fragment."""
    url = str(call.parameters.get("Url", ""))
    try:
        parts = urlsplit(url)
        is_plain = parts.port is None and not (parts.query or parts.fragment or parts.username)
    except ValueError:
        parts, is_plain = None, False
    if parts is None or parts.scheme != "https" or not parts.hostname or not is_plain:
        yield Refusal(
            "ValidationError",
            f"Invalid Open ID Connect Provider URL: {shown(url)!r}; it has to begin with https://,"
            " without a port, a query or a fragment",
        )


def saml_metadata(call: ApiCall) -> Iterator[Refusal]:
    """Metadata is XML that describes an identity provider."""
    text = str(call.parameters.get("SAMLMetadataDocument", ""))
    try:
        found = xmltodict.parse(text, process_namespaces=True)
    except ExpatError as error:
        yield Refusal("InvalidInput", f"Could not parse metadata: {error}")
        return
    entity = found.get(f"{_METADATA}:EntityDescriptor")
    if not isinstance(entity, dict) or f"{_METADATA}:IDPSSODescriptor" not in entity:
        yield Refusal(
            "InvalidInput",
            "Could not parse metadata: no EntityDescriptor with an IDPSSODescriptor in it",
        )
