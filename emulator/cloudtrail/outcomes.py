"""What became of a call."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from botocore.parsers import ResponseParserError, ResponseParserFactory
from botocore.utils import parse_timestamp
from moto.core.utils import get_service_model

from emulator.authorization.calls import Call, model_name
from emulator.authorization.judged_checks import JudgedCheck

_FIRST_ERROR = 400


def _moment(value: Any) -> datetime:
    """botocore takes times of any form, and ten times as long."""
    if isinstance(value, str) and _TIME.fullmatch(value):
        return datetime.fromisoformat(f"{value[:-1]}+00:00")
    found: datetime = parse_timestamp(value)
    return found


_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3}|\.\d{6})?Z")
_PARSERS = ResponseParserFactory()
_PARSERS.set_parser_defaults(timestamp_parser=_moment)


@dataclass(frozen=True)
class Outcome:
    """An answer, or an error; ``headers`` have their names in lower case."""

    error_code: str | None = None
    error_message: str | None = None
    answer: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    size: int = 0


DONE = Outcome()


def outcome_of(judged: JudgedCheck) -> Outcome:
    """What became of one action: policies do not allow it, or KMS refuses a key, or it is done."""
    if judged.denial is not None:
        return Outcome("AccessDenied", judged.denial)
    if judged.obstacle is not None:
        return Outcome(judged.obstacle.name, judged.obstacle.message)
    return DONE


def read_outcome(
    call: Call, status: int, headers: list[tuple[str, str]], body: bytes, *, wants_answer: bool
) -> Outcome:
    """From an HTTP response; the answer is read only if somebody wants it."""
    by_name = {name.lower(): value for name, value in headers}
    if status < _FIRST_ERROR:
        is_read = wants_answer and call.service != "s3" and bool(body)
        answer = _parsed(call, status, by_name, body) if is_read else {}
        return Outcome(answer=answer, headers=by_name, size=len(body))
    error = _parsed(call, status, by_name, body).get("Error", {}) if body else {}
    code = str(error.get("Code") or by_name.get("x-amzn-errortype") or _code_of(status))
    return Outcome(code, str(error.get("Message", "")), headers=by_name, size=len(body))


def _parsed(call: Call, status: int, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    shape = get_service_model(model_name(call.service)).operation_model(call.operation).output_shape
    parser = _PARSERS.create_parser(_protocol(call, headers))
    try:
        parsed: dict[str, Any] = parser.parse(
            {"status_code": status, "headers": headers, "body": body}, shape
        )
    except (ResponseParserError, KeyError, ValueError):
        return {}
    return parsed


def _protocol(call: Call, headers: Mapping[str, str]) -> str:
    if call.service == "s3":
        return "rest-xml"
    known = get_service_model(model_name(call.service)).metadata["protocol"]
    if "xml" in headers.get("content-type", ""):
        return "query"
    return "rest-json" if known == "rest-json" else "json"


def _code_of(status: int) -> str:
    """HEAD has no body to say more."""
    return {403: "AccessDenied", 404: "NoSuchKey"}.get(status, str(status))
