"""What moto finds out anew for every request, and is the same for all of them.

Its dispatcher lists the folder of its services on the disk to know them, and each service lists the
members of its class to know its operations: a fifth of the time of a small request. It writes the
name of the operation anew, and draws the id of the request, letter by letter. Flask, which
moto runs for debugging, makes a class for the files of every request, only to explain why there are
none. And to every answer moto adds that pages of any origin may read it, which AWS does not.
"""

from __future__ import annotations

import functools
import string
from typing import Any

from flask import Flask
from moto.backends import SERVICE_NAMES
from moto.core import responses
from moto.core.model_instances import model_data
from moto.core.utils import camelcase_to_underscores, method_names_from_class
from moto.moto_api._internal import models as moto_api
from moto.moto_api._internal.moto_random import MotoRandom
from moto.moto_server import werkzeug_app
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.sqs import models as sqs_models

from emulator.moto_changes import replace_attribute

# A host is a service in a Region.
_HOSTS = 1024
# Of operations, and of attributes of queues.
_NAMES = 4096


def install() -> None:
    """After all that adds operations to services: the list of a class is made once."""
    _remember_backends()
    replace_attribute(werkzeug_app, "DISABLE_GLOBAL_CORS", True)
    names = functools.cache(method_names_from_class)
    replace_attribute(responses, "method_names_from_class", names)
    snake_case = functools.lru_cache(maxsize=_NAMES)(camelcase_to_underscores)
    for module in (responses, sqs_models):
        replace_attribute(module, "camelcase_to_underscores", snake_case)
    replace_attribute(MotoRandom, "get_random_string", _random_string)
    replace_attribute(moto_api, "reset_model_data", _reset_models)


def create_backend_app(service: SERVICE_NAMES) -> Flask:
    """moto's application of a service, which hands on its errors as it did for debugging."""
    application = werkzeug_app.create_backend_app(service)
    application.debug = False
    application.config.update(PROPAGATE_EXCEPTIONS=True, TRAP_BAD_REQUEST_ERRORS=True)
    return application


def _reset_models() -> None:
    """moto gives each of its thousands of classes a new list, and Python then looks up everything
    about a class anew. Most are empty."""
    for models in model_data.values():
        for model in models.values():
            tracked: list[Any] = vars(model)["instances_tracked"]
            tracked.clear()


def _random_string(
    random: MotoRandom, length: int = 20, include_digits: bool = True, lower_case: bool = False
) -> str:
    pool = string.ascii_letters + (string.digits if include_digits else "")
    found = "".join(random.choices(pool, k=length))
    return found.lower() if lower_case else found


def _remember_backends() -> None:
    @functools.lru_cache(maxsize=_HOSTS)
    def found(dispatcher: DomainDispatcherApplication, host: str | None) -> Any:
        return original(dispatcher, host)

    original = replace_attribute(
        DomainDispatcherApplication, "get_backend_for_host", lambda self, host: found(self, host)
    )
