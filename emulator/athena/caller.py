"""Calls that Athena makes to Glue and S3 in the name of whoever started the query.

https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from emulator.athena.query_failure import QueryFailedError
from emulator.authorization.calls import Call
from emulator.authorization.on_behalf import call_of, require_allowed_through
from emulator.authorization.principals import Principal
from emulator.authorization.refusals import RefusedError

_ATHENA = "athena.amazonaws.com"


@dataclass(frozen=True)
class Caller:
    """Who a query is for. ``still_wanted`` raises when its query was stopped."""

    principal: Principal
    account: str
    region: str
    still_wanted: Callable[[], None] = lambda: None

    def call(
        self,
        service: str,
        operation: str,
        parameters: Mapping[str, Any],
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Call:
        """A call that is allowed; RefusedError if it is not. It still has to be carried out."""
        self.still_wanted()
        call = call_of(
            self.principal,
            self.account,
            self.region,
            service,
            operation,
            parameters,
            headers=headers,
            query=query,
        )
        require_allowed_through(_ATHENA, call)
        return call


def denied_by_glue(error: RefusedError) -> QueryFailedError:
    """How Athena reports what the Data Catalog refuses."""
    return QueryFailedError(
        f"{error.message} (Service: AmazonDataCatalog; Status Code: 400; "
        "Error Code: AccessDeniedException)"
    )
