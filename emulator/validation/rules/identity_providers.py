"""Providers of OpenID Connect.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from emulator.validation.api_call import ApiCall, Refusal, shown


def issuer_url(call: ApiCall) -> Iterator[Refusal]:
    """An https URL, with a path at most."""
    url = call.parameters["Url"]
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        yield Refusal("ValidationError", f"Invalid Open ID Connect Provider URL: {shown(url)}")
