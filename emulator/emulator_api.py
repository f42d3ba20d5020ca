"""What the emulator offers to tests besides AWS: JSON over HTTP at /emulator-api/ of the main port.

Not signed and not authorized, as moto's own /moto-api/ is not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

Operation = Callable[[Any], Any]
_PREFIX = "/emulator-api/"


class InvalidSettingError(ValueError):
    """A request that was not carried out at all; everything that is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))


class NotAllowedError(Exception):
    """A request that the deployed policies do not allow; the message says why."""


class EmulatorApi:
    """A WSGI application that answers its own paths and hands on all others."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application
        self._operations: dict[str, dict[str, Operation]] = {}

    def publish(self, path: str, **operations: Operation) -> None:
        """Adds a path with an operation for each method, from JSON to JSON.

        A request without a body asks with its query, and with None if it has none either.
        """
        self._operations[_PREFIX + path] = operations

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """The WSGI interface."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith(_PREFIX):
            return self._application(environ, start_response)
        status, answer = self._answer(path, environ)
        content = json.dumps(answer).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        start_response(f"{status.value} {status.phrase}", headers)
        return [content]

    def _answer(self, path: str, environ: dict[str, Any]) -> tuple[HTTPStatus, Any]:
        operations = self._operations.get(path)
        if operations is None:
            known = ", ".join(self._operations)
            return HTTPStatus.NOT_FOUND, {"message": f"no {path}; there are: {known}"}
        operation = operations.get(environ["REQUEST_METHOD"])
        if operation is None:
            message = f"{path} takes {', '.join(operations)}"
            return HTTPStatus.METHOD_NOT_ALLOWED, {"message": message}
        content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        try:
            asked = dict(parse_qsl(environ.get("QUERY_STRING", ""))) or None
            return HTTPStatus.OK, operation(json.loads(content) if content else asked)
        except json.JSONDecodeError:
            return HTTPStatus.BAD_REQUEST, {"message": "the body is not JSON"}
        except InvalidSettingError as error:
            return HTTPStatus.BAD_REQUEST, {"message": str(error)}
        except NotAllowedError as error:
            return HTTPStatus.FORBIDDEN, {"message": str(error)}
