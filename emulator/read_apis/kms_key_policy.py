"""GetKeyPolicy without a policy name, which has been optional since there is only ``default``.

https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.kms.responses import KmsResponse

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces GetKeyPolicy; moto's fails without a name and does not return it."""
    _ORIGINAL["get"] = replace_attribute(KmsResponse, "get_key_policy", _get_key_policy)


def _get_key_policy(response: KmsResponse) -> str:
    if response._get_param("PolicyName") is not None:
        policy = json.loads(_ORIGINAL["get"](response))["Policy"]
    else:
        response._validate_cmk_id(response._get_param("KeyId"))
        policy = response.kms_backend.get_key_policy(response._get_param("KeyId"))
    return json.dumps({"Policy": policy, "PolicyName": "default"})
