"""Lists in pages, as AWS answers them.

moto answers most lists in one page. Where it does not, it differs from AWS: ListEntitiesForPolicy
looks for the entities among the first hundred roles only, says that this is all, and so loses every
attachment beyond. What tokens and limits are called is read from botocore's models.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-pagination.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import botocore.session
from botocore import xform_name
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult

from emulator.moto_changes import replace_attribute
from emulator.paged_services import PAGED_SERVICES

# More than any account of the emulator holds: what moto is asked for, before it is cut.
_EVERYTHING = 1_000_000


class InvalidTokenError(ServiceException):
    """A token that no page has given; each service has a code of its own for it."""


# botocore has no paginators for these.
_PAGINATORS_OF_OUR_OWN: dict[tuple[str, str], dict[str, Any]] = {
    ("athena", "ListPreparedStatements"): {
        "input_token": "NextToken",
        "output_token": "NextToken",
        "limit_key": "MaxResults",
        "result_key": "PreparedStatements",
    },
    ("athena", "ListWorkGroups"): {
        "input_token": "NextToken",
        "output_token": "NextToken",
        "limit_key": "MaxResults",
        "result_key": "WorkGroups",
    },
    ("cloudformation", "DescribeStackResourceDrifts"): {
        "input_token": "NextToken",
        "output_token": "NextToken",
        "limit_key": "MaxResults",
        "result_key": "StackResourceDrifts",
    },
}


@dataclass(frozen=True)
class _Paging:
    """How one operation pages."""

    input_token: str
    output_token: str
    items: tuple[str, ...]
    limit: str | None
    more: str | None
    size: int
    max_size: int
    invalid_token: str

    def size_for(self, asked: Any) -> int:
        return self.size if asked is None else max(1, min(int(asked), self.max_size))


def paged_operations() -> list[tuple[str, str]]:
    """Every operation that answers in pages, as (service, operation)."""
    return [(name, op) for name, service in PAGED_SERVICES.items() for op in service.page_sizes]


def install(page_size: int | None = None) -> None:
    """Changes moto's lists; after every other change of them.

    A page holds at most ``page_size`` items, whatever is asked for. AWS, too, may answer with fewer
    items than the limit, so that clients have to follow the tokens.
    """
    session = botocore.session.get_session()
    loader = session.get_component("data_loader")
    for name, service in PAGED_SERVICES.items():
        model = session.get_service_model(name)
        paginators = loader.load_service_model(name, "paginators-1")["pagination"]
        for operation, size in service.page_sizes.items():
            paginator = paginators.get(operation) or _PAGINATORS_OF_OUR_OWN[name, operation]
            limit = paginator.get("limit_key")
            members = model.operation_model(operation).input_shape.members
            most = members[limit].metadata.get("max", _EVERYTHING) if limit else size
            found = paginator["result_key"]
            paging = _Paging(
                input_token=paginator["input_token"],
                output_token=paginator["output_token"],
                items=tuple(found) if isinstance(found, list) else (found,),
                limit=limit,
                more=paginator.get("more_results"),
                size=min(size, page_size or size),
                max_size=min(most, page_size or most),
                invalid_token=service.invalid_token,
            )
            _page(service.response, xform_name(operation), paging)


def _page(response: type, method: str, paging: _Paging) -> None:
    def paged(self: Any) -> Any:
        start = _start(self._get_param(paging.input_token), paging)
        size = paging.size_for(self._get_param(paging.limit) if paging.limit else None)
        answer = _asking_for_everything(self, paging, original)
        if isinstance(answer, ActionResult):
            return ActionResult(_cut(answer.result, paging, start, size))
        if isinstance(answer, tuple):
            # EventBridge's, with headers; an error has its status there.
            text, headers = answer
            is_error = int(headers.get("status", 200)) >= 400
            page = text if is_error else json.dumps(_cut(json.loads(text), paging, start, size))
            return page, headers
        return json.dumps(_cut(json.loads(answer), paging, start, size))

    original = replace_attribute(response, method, paged)


def _asking_for_everything(
    response: Any, paging: _Paging, operation: Callable[[Any], Any]
) -> ActionResult | str | tuple[str, dict[str, Any]]:
    """Has moto answer in one page: it sees no token, and a limit that nothing reaches."""
    read = response._get_param

    def read_without_paging(name: str, if_none: Any = None) -> Any:
        if name == paging.input_token:
            return if_none
        return _EVERYTHING if name == paging.limit else read(name, if_none)

    response._get_param = read_without_paging
    try:
        result: ActionResult | str | tuple[str, dict[str, Any]] = operation(response)
        return result
    finally:
        del response._get_param


def _start(token: Any, paging: _Paging) -> int:
    if not token:
        return 0
    if not str(token).isdecimal():
        raise InvalidTokenError(paging.invalid_token, f"{paging.input_token} is not valid")
    return int(token)


def _cut(result: Any, paging: _Paging, start: int, size: int) -> dict[str, Any]:
    """One page. Where an operation has several lists, their items count together."""
    rest = {name: value for name, value in result.items() if name != paging.output_token}
    everything = [(name, item) for name in paging.items for item in result.get(name) or []]
    end = start + size
    page: dict[str, Any] = {name: [] for name in paging.items}
    for name, item in everything[start:end]:
        page[name].append(item)
    is_more = end < len(everything)
    flag = {paging.more: is_more} if paging.more else {}
    token = {paging.output_token: str(end)} if is_more else {}
    return {**rest, **page, **flag, **token}
