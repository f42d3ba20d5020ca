"""Starts the credentials provider, and lets IoT say where it is.

https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeEndpoint.html
"""

from __future__ import annotations

from socket import socket
from typing import Any

from moto.core.responses import ActionResult
from moto.iot.responses import IoTResponse

from emulator.credentials_provider import admin
from emulator.credentials_provider.provider import Provider
from emulator.emulator_api import EmulatorApi
from emulator.moto_changes import replace_attribute
from emulator.tls.certificate_authority import CertificateAuthority


def start(
    listening: socket, *, account: str, authority: CertificateAuthority, api: EmulatorApi
) -> str:
    """Serves on a listening socket, and returns the address that devices use."""
    provider = Provider(account, listening, authority)
    _describe_endpoint_as(f"localhost:{provider.port}")
    admin.publish(api, provider)
    provider.serve()
    return f"https://localhost:{provider.port}"


def _describe_endpoint_as(address: str) -> None:
    original: Any = None

    def describe_endpoint(response: IoTResponse) -> ActionResult:
        if response._get_param("endpointType") == "iot:CredentialProvider":
            return ActionResult({"endpointAddress": address})
        result: ActionResult = original(response)
        return result

    original = replace_attribute(IoTResponse, "describe_endpoint", describe_endpoint)
