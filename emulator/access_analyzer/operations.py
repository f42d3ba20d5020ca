"""The API of Access Analyzer, in place of moto's, which has none.

https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Operations.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from emulator.access_analyzer.analyzers import Analyzer, analyzer_at, analyzers_in
from emulator.authorization.calls import Call
from emulator.authorization.refusals import Answer, Protocol, answer_with

SERVICE = "access-analyzer"


class _RefusedError(Exception):
    def __init__(self, code: str, status: int, message: str) -> None:
        super().__init__(message)
        self.code, self.status = code, status


def answered(call: Call) -> Answer:
    """The answer to a request that is allowed."""
    try:
        body = json.dumps(_OPERATIONS[call.operation](call)).encode()
    except _RefusedError as error:
        return answer_with(Protocol.REST_JSON, error.code, error.status, str(error))
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    return Answer(f"{HTTPStatus.OK.value} {HTTPStatus.OK.phrase}", headers, body)


def _create(call: Call) -> dict[str, Any]:
    given, known = call.parameters, analyzers_in(call.region)
    name = given["analyzerName"]
    if name in known:
        raise _RefusedError("ConflictException", 409, f"Analyzer {name} already exists")
    arn = call.arn(f"analyzer/{name}")
    tags = dict(given.get("tags") or {})
    known[name] = Analyzer(arn, name, given["type"], given.get("configuration"), tags)
    return {"arn": arn}


def _get(call: Call) -> dict[str, Any]:
    return {"analyzer": _named(call).shown()}


def _list(call: Call) -> dict[str, Any]:
    wanted = call.parameters.get("type")
    found = analyzers_in(call.region).values()
    return {"analyzers": [one.shown() for one in found if wanted in (None, one.type)]}


def _update(call: Call) -> dict[str, Any]:
    analyzer = _named(call)
    analyzer.configuration = call.parameters.get("configuration", analyzer.configuration)
    return {"configuration": analyzer.configuration} if analyzer.configuration else {}


def _delete(call: Call) -> dict[str, Any]:
    del analyzers_in(call.region)[_named(call).name]
    return {}


def _no_rules(call: Call) -> dict[str, Any]:
    """None: templates and requests that would make one are refused."""
    _named(call)
    return {"archiveRules": []}


def _no_findings(call: Call) -> dict[str, Any]:
    """None: nothing is analyzed here."""
    return {"findings": []}


def _tags(call: Call) -> dict[str, Any]:
    return {"tags": _at(call).tags}


def _tag(call: Call) -> dict[str, Any]:
    _at(call).tags.update(call.parameters["tags"])
    return {}


def _untag(call: Call) -> dict[str, Any]:
    for key in call.parameters["tagKeys"]:
        _at(call).tags.pop(key, None)
    return {}


def _named(call: Call) -> Analyzer:
    name = call.parameters["analyzerName"]
    found = analyzers_in(call.region).get(name)
    if found is None:
        raise _RefusedError("ResourceNotFoundException", 404, f"Analyzer {name} does not exist")
    return found


def _at(call: Call) -> Analyzer:
    arn = call.parameters["resourceArn"]
    found = analyzer_at(arn)
    if found is None:
        raise _RefusedError("ResourceNotFoundException", 404, f"Resource {arn} does not exist")
    return found


_OPERATIONS: dict[str, Callable[[Call], dict[str, Any]]] = {
    "CreateAnalyzer": _create,
    "DeleteAnalyzer": _delete,
    "GetAnalyzer": _get,
    "ListAnalyzers": _list,
    "ListArchiveRules": _no_rules,
    "ListFindings": _no_findings,
    "ListFindingsV2": _no_findings,
    "ListTagsForResource": _tags,
    "TagResource": _tag,
    "UntagResource": _untag,
    "UpdateAnalyzer": _update,
}
