"""Parameters and answers as CloudTrail spells them, without anything that is secret.

Names begin in lower case. What the service's model calls sensitive is hidden, as is what the table
below names; data is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from moto.core.utils import get_service_model

from emulator.authorization.actions.check import names
from emulator.authorization.calls import model_name

HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
_NO_ECHO = "****"
_LONGEST_TEXT = 32_768
_CUT = "... (cut)"
# Secrets that models do not call sensitive, by their names in any service, in lower case.
_SECRET = names(
    """
    activationcode authorizationtoken ciphertextblob clientsecret messageattributes messagebody
    password plaintext privatekey samlassertion secretaccesskey sessiontoken tokencode
    webidentitytoken
    """
)
# What is too large or says what the data is: never in CloudTrail.
_LEFT_OUT = names("templatebody layerpartblob")
# Where one name is a secret of one operation, and harmless elsewhere.
_SECRET_OF = {("ssm", "PutParameter"): names("value")}
_VALUES_OF_TEMPLATES = "parametervalue"


def recorded_parameters(
    service: str, operation: str, parameters: Mapping[str, Any]
) -> dict[str, Any]:
    """The parameters of a request, by the service's model."""
    model = get_service_model(model_name(service))
    known = operation in model.operation_names
    shape = model.operation_model(operation).input_shape if known else None
    return _Spelling(service, operation).structure(parameters, shape)


def recorded_answer(service: str, operation: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """What a service answered, by its model; a secret is left out and not only hidden."""
    if not answer:
        return {}
    shape = get_service_model(model_name(service)).operation_model(operation).output_shape
    return _Spelling(service, operation, hidden=None).structure(answer, shape)


def lower_first(name: str) -> str:
    """``RoleArn`` -> ``roleArn``."""
    return name[:1].lower() + name[1:]


class _Spelling:
    """One request or answer; ``hidden`` stands for what is secret, None leaves it out."""

    def __init__(self, service: str, operation: str, hidden: str | None = HIDDEN) -> None:
        self._hidden = hidden
        self._secret = _SECRET | _SECRET_OF.get((service, operation), frozenset())

    def structure(self, value: Mapping[str, Any], shape: Any) -> dict[str, Any]:
        members = getattr(shape, "members", {})
        found: dict[str, Any] = {}
        for name, item in value.items():
            recorded = self._member(name, item, members.get(name))
            if recorded is not None:
                found[lower_first(name)] = recorded
        return found

    def _member(self, name: str, value: Any, shape: Any) -> Any:
        lower = name.lower()
        if value is None or lower in _LEFT_OUT or name == "ResponseMetadata":
            return None
        if lower == _VALUES_OF_TEMPLATES:
            return _NO_ECHO
        return self._hidden if lower in self._secret else self._value(value, shape)

    def _value(self, value: Any, shape: Any) -> Any:
        if shape is not None and shape.metadata.get("sensitive"):
            return self._hidden
        if isinstance(value, Mapping):
            if getattr(shape, "type_name", "structure") == "map":
                return self._map(value, getattr(shape, "value", None))
            return self.structure(value, shape)
        if isinstance(value, (list, tuple)):
            member = getattr(shape, "member", None)
            found = (self._value(item, member) for item in value)
            return [item for item in found if item is not None]
        if isinstance(value, datetime):
            return _moment(value)
        if isinstance(value, (bool, int, float)):
            return value
        # Data, of whatever kind, is not recorded.
        is_data = getattr(shape, "type_name", "string") == "blob" or not isinstance(value, str)
        return None if is_data else _text(value)

    def _map(self, value: Mapping[str, Any], shape: Any) -> dict[str, Any]:
        """Keys of a map are the caller's own, and stay as they are."""
        recorded = {
            str(key): self._hidden if key.lower() in self._secret else self._value(item, shape)
            for key, item in value.items()
        }
        return {key: item for key, item in recorded.items() if item is not None}


def _text(value: str) -> str:
    return value if len(value) <= _LONGEST_TEXT else value[:_LONGEST_TEXT] + _CUT


def _moment(value: datetime) -> str:
    """``Nov 26, 2026 5:23:00 PM``."""
    hour = value.hour % 12 or 12
    return f"{value:%b} {value.day}, {value.year} {hour}:{value:%M:%S %p}"
