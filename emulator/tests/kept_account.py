"""The emulated account between tests: emptied, or kept as it was built."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from emulator.tests.restorable_server import PATH
from emulator.tests.without_sockets import exchange

_Made = TypeVar("_Made")
_Again = TypeVar("_Again", bound="Repeatable")


class Repeatable(Protocol):
    """What a test holds of an account that was built for another."""

    def again(self: _Again) -> _Again:
        """As it was when it was built: nothing that one changes is another's."""


class Account:
    """Of one server. What is kept lasts until the account is emptied for a test without it."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._builder: Callable[..., Any] | None = None
        self._built: Any = None
        self._copied: dict[str, Any] = {}

    def empty(self) -> None:
        """Takes everything away, whatever is kept as well."""
        self._builder = self._built = None
        self.ask("POST", "/moto-api/reset")

    def rebuilt(self, build: Callable[..., _Again], *arguments: Any) -> _Again:
        """What a function builds, in an account of its own for each test.

        Only the first of them waits for the function. The others get a copy of what it has made in
        the emptied account; where a test has asked for anything before, it is built as ever.
        """
        name = f"{build.__module__}.{build.__qualname__}"
        asked = json.dumps({"name": name})
        outcome = json.loads(self.ask("PUT", f"/emulator-api/{PATH}", asked))
        if outcome != "restored":
            made = build(*arguments)
            if outcome == "not empty":
                return made
            self.ask("POST", f"/emulator-api/{PATH}", asked)
            self._copied[name] = made
        copied: _Again = self._copied[name]
        return copied.again()

    def ask(self, method: str, path: str, body: str = "") -> bytes:
        """What the server answers, without a connection."""
        headers = {"Content-Length": str(len(body))} if body else {}
        answer = exchange(self._endpoint, method, path, headers, body.encode())
        content: bytes = answer.data
        assert answer.status == 200, content
        return content

    def kept(self, build: Callable[..., _Made], *arguments: Any) -> _Made:
        """What a function builds in an empty account; the tests that follow get the same.

        Only for tests that do not see each other in it: they ask, are refused, or add under names
        of their own what no other looks at. What would be changed by mistake fails the test that
        does it, because it expects a refusal, or the next, which finds it.
        """
        if self._builder is not build:
            self.empty()
            self._built = build(*arguments)
            # Not before: what is half built is not kept.
            self._builder = build
        made: _Made = self._built
        return made
