"""Starts the credentials provider, and lets IoT say where it and the data plane are.

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
    listening: socket,
    *,
    account: str,
    authority: CertificateAuthority,
    api: EmulatorApi,
    data_address: str,
) -> str:
    """Serves on a listening socket, and returns the address that devices use.

    ``data_address`` is where requests to the data plane go: the account's own, over plain HTTP.
    """
    provider = Provider(account, listening, authority)
    _describe_endpoints(
        {
            "iot:CredentialProvider": f"localhost:{provider.port}",
            "iot:Data-ATS": data_address,
        }
    )
    admin.publish(api, provider)
    provider.serve()
    return f"https://localhost:{provider.port}"


def _describe_endpoints(addresses: dict[str, str]) -> None:
    original: Any = None

    def describe_endpoint(response: IoTResponse) -> ActionResult:
        address = addresses.get(response._get_param("endpointType"))
        if address is not None:
            return ActionResult({"endpointAddress": address})
        result: ActionResult = original(response)
        return result

    original = replace_attribute(IoTResponse, "describe_endpoint", describe_endpoint)
