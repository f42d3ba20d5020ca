"""Operations on identity providers that moto lacks: client ids, and tags of SAML providers.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagSAMLProvider.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.models import IAMBackend, SAMLProvider
from moto.iam.responses import IamResponse

from emulator.moto_changes import add_method, replace_attribute

_ORIGINAL: dict[str, Any] = {}
_ARN_OF_OIDC, _ARN_OF_SAML = "OpenIDConnectProviderArn", "SAMLProviderArn"


def install() -> None:
    """Adds the operations, and lets a SAML provider be created with tags."""
    response = IamResponse
    add_method(response, "add_client_id_to_open_id_connect_provider", _add_client_id)
    add_method(response, "remove_client_id_from_open_id_connect_provider", _remove_client_id)
    add_method(response, "tag_saml_provider", _tag_saml_provider)
    add_method(response, "untag_saml_provider", _untag_saml_provider)
    add_method(response, "list_saml_provider_tags", _list_saml_provider_tags)
    _ORIGINAL["create"] = replace_attribute(response, "create_saml_provider", _create_saml_provider)


def provider_tags(backend: IAMBackend, arn: str) -> list[dict[str, str]]:
    """Of the provider with this ARN, of either kind; empty if there is none."""
    provider = backend.open_id_providers.get(arn)
    if provider is not None:
        return provider.get_tags()
    saml = next((one for one in backend.saml_providers.values() if one.arn == arn), None)
    return _tags(saml) if saml is not None else []


def _add_client_id(response: IamResponse) -> EmptyResult:
    provider = response.backend.get_open_id_connect_provider(response._get_param(_ARN_OF_OIDC))
    client_id = response._get_param("ClientID")
    if client_id not in provider.client_id_list:
        provider.client_id_list.append(client_id)
    return EmptyResult()


def _remove_client_id(response: IamResponse) -> EmptyResult:
    provider = response.backend.get_open_id_connect_provider(response._get_param(_ARN_OF_OIDC))
    client_id = response._get_param("ClientID")
    if client_id in provider.client_id_list:
        provider.client_id_list.remove(client_id)
    return EmptyResult()


def _create_saml_provider(response: IamResponse) -> ActionResult:
    result: ActionResult = _ORIGINAL["create"](response)
    provider = response.backend.saml_providers[response._get_param("Name")]
    _set_tags(provider, response._get_param("Tags", []))
    return result


def _tag_saml_provider(response: IamResponse) -> EmptyResult:
    provider, tags = _saml_provider(response), response._get_param("Tags", [])
    _set_tags(provider, [*_without(provider, [tag["Key"] for tag in tags]), *tags])
    return EmptyResult()


def _untag_saml_provider(response: IamResponse) -> EmptyResult:
    provider = _saml_provider(response)
    _set_tags(provider, _without(provider, response._get_param("TagKeys", [])))
    return EmptyResult()


def _list_saml_provider_tags(response: IamResponse) -> ActionResult:
    return ActionResult({"Tags": _tags(_saml_provider(response)), "IsTruncated": False})


def _saml_provider(response: IamResponse) -> SAMLProvider:
    provider: SAMLProvider = response.backend.get_saml_provider(response._get_param(_ARN_OF_SAML))
    return provider


def _tags(provider: SAMLProvider) -> list[dict[str, str]]:
    """Kept on the provider, from where GetSAMLProvider reads them."""
    found: list[dict[str, str]] = vars(provider).get("tags", [])
    return found


def _set_tags(provider: SAMLProvider, tags: list[dict[str, str]]) -> None:
    vars(provider)["tags"] = [{"Key": tag["Key"], "Value": tag["Value"]} for tag in tags]


def _without(provider: SAMLProvider, keys: list[str]) -> list[dict[str, str]]:
    """The tags but for some, whose keys IAM compares without regard to case."""
    removed = {key.lower() for key in keys}
    return [tag for tag in _tags(provider) if tag["Key"].lower() not in removed]
