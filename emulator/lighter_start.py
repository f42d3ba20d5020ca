"""A start without what moto loads and this account never uses.

Half of the time of a start, and a fifth of its memory, went into three things: botocore's models of
EC2, read anew by each of moto's sessions; the offers of EC2's instance types in every Region; and
a validator of OpenAPI documents for API Gateway. Neither service is emulated: the gate refuses
their requests.
"""

from __future__ import annotations

import functools
import sys
from types import ModuleType
from typing import Any, NoReturn

import botocore.session
from botocore.loaders import create_loader

from emulator.moto_changes import replace_attribute

_INSTANCE_TYPES = ("ec2/resources/instance_type_offerings/", "ec2/resources/instance_types.json")
_OPENAPI = "openapi_spec_validator"


def install() -> None:
    """Before moto is imported: it does all of it then."""
    _stand_in_for_openapi()
    _share_models()
    _leave_out_instance_types()


def _share_models() -> None:
    """One loader for every session of this process, and one for moto's own models: what it has
    read, it keeps, the list of all services, too. moto lists them anew for each that it loads."""
    replace_attribute(botocore.session, "create_loader", functools.cache(create_loader))
    from moto.core import loaders, utils

    replace_attribute(utils, "create_loader", functools.cache(loaders.create_loader))


def _leave_out_instance_types() -> None:
    from moto.utilities import utils

    def load_resource(resource: str) -> Any:
        return {} if resource.startswith(_INSTANCE_TYPES) else original(resource)

    original = replace_attribute(utils, "load_resource", load_resource)


def _stand_in_for_openapi() -> None:
    """Modules of the same names, unless somebody has loaded the real ones already."""
    if _OPENAPI in sys.modules:
        return
    validator, exceptions = ModuleType(_OPENAPI), ModuleType(f"{_OPENAPI}.validation.exceptions")
    vars(validator)["validate"] = _refuse
    vars(exceptions)["OpenAPIValidationError"] = type("OpenAPIValidationError", (Exception,), {})
    sys.modules[_OPENAPI] = validator
    sys.modules[f"{_OPENAPI}.validation"] = ModuleType(f"{_OPENAPI}.validation")
    sys.modules[exceptions.__name__] = exceptions


def _refuse(*_: Any) -> NoReturn:
    raise NotImplementedError("API Gateway is not emulated")
