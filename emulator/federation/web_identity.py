"""AssumeRoleWithWebIdentity: from an ID token to the principal that its provider vouches for.

The order is that of AWS as far as errors show it: the token's form, the account's providers, the
signature, the time, the audience. Only then is the role's trust policy asked.
https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from moto.iam.models import OpenIDConnectProvider, iam_backends

from emulator.authorization.calls import Call
from emulator.authorization.deployed_principals import federated_principal
from emulator.authorization.principals import Principal
from emulator.federation.issuers import IssuerAddresses, UnreachableIssuerError
from emulator.federation.session_claims import session_parameters
from emulator.federation.tokens import (
    Token,
    invalid,
    read_token,
    require_signature,
    require_time,
)
from emulator.validation.gate import require_valid_request

OPERATION = "AssumeRoleWithWebIdentity"
_NO_KEYS = (
    "Couldn't retrieve verification key from your identity provider,  please reference "
    "AssumeRoleWithWebIdentity documentation for requirements"
)


def as_web_identity(call: Call, addresses: IssuerAddresses) -> Call:
    """The call as its token's subject makes it, with the token's tags among its parameters.

    RefusedCallError if the token is not accepted. Neither errors nor the log quote it.
    """
    require_valid_request(call)
    token = read_token(call.parameters["WebIdentityToken"])
    provider = _provider(call, token)
    try:
        keys = addresses.keys_of(token.issuer)
    except UnreachableIssuerError as error:
        raise invalid(f"{_NO_KEYS} ({error})") from error
    require_signature(token, keys)
    require_time(token)
    return replace(
        call,
        principal=_principal(call.account, provider, token),
        parameters={**call.parameters, **session_parameters(token.claims)},
    )


def _provider(call: Call, token: Token) -> OpenIDConnectProvider:
    providers = iam_backends[call.account][call.partition].open_id_providers.values()
    for provider in providers:
        # The URL of a provider is kept without its scheme.
        if token.issuer == f"https://{provider.url}":
            return provider
    raise invalid(f"No OpenIDConnect provider found in your account for {token.issuer}")


def _principal(account: str, provider: OpenIDConnectProvider, token: Token) -> Principal:
    facts: dict[str, tuple[str, ...]] = {
        f"{provider.url}:aud": (_audience(provider, token),),
        f"{provider.url}:oaud": tuple(token.audiences()),
        f"{provider.url}:sub": (str(token.claims["sub"]),),
    }
    if token.claims.get("azp"):
        facts[f"{provider.url}:azp"] = (str(token.claims["azp"]),)
    if token.claims.get("amr"):
        facts[f"{provider.url}:amr"] = tuple(_texts(token.claims["amr"]))
    return federated_principal(provider.arn, account, facts)


def _audience(provider: OpenIDConnectProvider, token: Token) -> str:
    """``azp`` if the token has one, else its one audience: a client id of the provider.

    Which of several audiences would count without ``azp`` is not documented, so that is refused.
    """
    authorized = token.claims.get("azp")
    audiences = [str(authorized)] if authorized else token.audiences()
    if len(audiences) != 1 or audiences[0] not in provider.client_id_list:
        raise invalid("Incorrect token audience")
    return audiences[0]


def _texts(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
