"""The organization of the account, as tests set it up."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any


class Guardrails:
    """The emulator's own path; what was put is gone with the next reset of the account."""

    def __init__(self, endpoint: str) -> None:
        self._url = f"{endpoint}/emulator-api/guardrails"

    def put(
        self, service: Any = (), resource: Any = (), organization: str | None = None
    ) -> dict[str, Any]:
        """Attaches policies, each a list of statements or a whole document."""
        body = {
            "serviceControlPolicies": [_document(one) for one in service],
            "resourceControlPolicies": [_document(one) for one in resource],
            "organizationId": organization,
        }
        return self.send("PUT", {name: value for name, value in body.items() if value is not None})

    def refused(self, **policies: Any) -> str:
        """The message with which policies are refused."""
        try:
            self.put(**policies)
        except urllib.error.HTTPError as error:
            assert error.code == 400
            return str(json.load(error)["message"])
        raise AssertionError("they were accepted")

    def send(self, method: str, body: Any = None) -> dict[str, Any]:
        """One request to the path."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url, data, method=method)
        with urllib.request.urlopen(request) as answer:
            found: dict[str, Any] = json.load(answer)
            return found


def _document(policy: Any) -> Any:
    if not isinstance(policy, list):
        return policy
    return {"Version": "2012-10-17", "Statement": policy}
