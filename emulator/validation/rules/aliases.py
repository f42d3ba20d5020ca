"""Names of KMS aliases.

https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal


def own_alias_name(call: ApiCall) -> Iterator[Refusal]:
    """``alias/`` and a name, not below AWS's own."""
    name = call.parameters["AliasName"]
    if not name.startswith("alias/") or name == "alias/":
        message = f"Invalid identifier: AliasName {name!r} has to be alias/ and a name"
        yield Refusal("ValidationException", message)
    elif name.startswith("alias/aws/"):
        message = f"AliasName {name!r}: the prefix alias/aws/ is reserved for AWS"
        yield Refusal("NotAuthorizedException", message)
