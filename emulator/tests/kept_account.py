"""The emulated account between tests: emptied, or kept as it was built."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

_Made = TypeVar("_Made")


class Account:
    """Of one server. What is kept lasts until the account is emptied for a test without it."""

    def __init__(self, endpoint: str) -> None:
        # One that stays open: a connection for every test is a thread of the server for each.
        self._connection = http.client.HTTPConnection(urlsplit(endpoint).netloc)
        self._builder: Callable[..., Any] | None = None
        self._built: Any = None

    def empty(self) -> None:
        """Takes everything away, whatever is kept as well."""
        self._builder = self._built = None
        self._connection.request("POST", "/moto-api/reset")
        response = self._connection.getresponse()
        assert response.status == 200, response.read()
        response.read()

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
