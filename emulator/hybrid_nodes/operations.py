"""CreateActivation and the other operations of Systems Manager on hybrid nodes.

https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeInstanceInformation.html
"""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.models import iam_backends
from moto.ssm.exceptions import SSMException
from moto.ssm.models import SimpleSystemManagerBackend
from moto.ssm.responses import SimpleSystemManagerResponse

from emulator.emulator_api import EmulatorApi, InvalidSettingError
from emulator.hybrid_nodes.activations import (
    DEFAULT_LIFETIME,
    MAX_LIFETIME,
    Activation,
    ActivationError,
    ManagedNode,
    hybrid_nodes,
    now,
    register_node,
)
from emulator.moto_changes import add_method, replace_attribute

_MAX_LIMIT = 1000
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Adds the operations, and lets nodes have tags."""
    response = SimpleSystemManagerResponse
    add_method(response, "create_activation", _create_activation)
    add_method(response, "describe_activations", _describe_activations)
    add_method(response, "delete_activation", _delete_activation)
    add_method(response, "describe_instance_information", _describe_instance_information)
    add_method(response, "deregister_managed_instance", _deregister_managed_instance)
    _ORIGINAL["tagged"] = replace_attribute(
        SimpleSystemManagerBackend, "_validate_resource_type_and_id", _tagged_resource
    )


def publish(api: EmulatorApi, account: str) -> None:
    """POST /emulator-api/register-managed-instance, in place of the agent on a machine."""

    def register(body: Any) -> Any:
        wanted = ("activationId", "activationCode")
        if not isinstance(body, dict) or not all(isinstance(body.get(k), str) for k in wanted):
            raise InvalidSettingError([f"write an object with {' and '.join(wanted)}"])
        try:
            node = register_node(account, body["activationId"], body["activationCode"])
        except ActivationError as error:
            raise InvalidSettingError([str(error)]) from error
        return {"instanceId": node.id}

    api.publish("register-managed-instance", POST=register)


def _create_activation(response: SimpleSystemManagerResponse) -> ActionResult:
    role = response._get_param("IamRole")
    _check_role(response, role)
    limit = response._get_int_param("RegistrationLimit", 1)
    if not 1 <= limit <= _MAX_LIMIT:
        raise SSMException("ValidationException", f"RegistrationLimit {limit} is not 1 to 1000")
    activation = Activation(
        role=role,
        description=response._get_param("Description"),
        default_name=response._get_param("DefaultInstanceName"),
        limit=limit,
        expires=_expiration(response._get_param("ExpirationDate")),
        tags={tag["Key"]: tag["Value"] for tag in response._get_param("Tags", [])},
    )
    hybrid_nodes(response.ssm_backend).activations[activation.id] = activation
    return ActionResult({"ActivationId": activation.id, "ActivationCode": activation.code})


def _describe_activations(response: SimpleSystemManagerResponse) -> ActionResult:
    shown = [_shown_activation(a) for a in hybrid_nodes(response.ssm_backend).activations.values()]
    names = {"ActivationIds": "ActivationId"}
    for asked in response._get_param("Filters", []):
        name = names.get(asked["FilterKey"], asked["FilterKey"])
        shown = [item for item in shown if item.get(name) in asked["FilterValues"]]
    return ActionResult({"ActivationList": shown})


def _delete_activation(response: SimpleSystemManagerResponse) -> ActionResult:
    activation_id = response._get_param("ActivationId")
    if hybrid_nodes(response.ssm_backend).activations.pop(activation_id, None) is None:
        raise SSMException("InvalidActivation", f"There is no activation {activation_id}")
    return ActionResult({})


def _describe_instance_information(response: SimpleSystemManagerResponse) -> ActionResult:
    backend = response.ssm_backend
    nodes = list(hybrid_nodes(backend).nodes.values())
    filters = {f["Key"]: f["Values"] for f in response._get_param("Filters", [])}
    filters |= {
        f["key"]: f["valueSet"] for f in response._get_param("InstanceInformationFilterList", [])
    }
    for name, values in filters.items():
        nodes = [node for node in nodes if _has(backend, node, name, values)]
    return ActionResult({"InstanceInformationList": [_shown_node(node) for node in nodes]})


def _deregister_managed_instance(response: SimpleSystemManagerResponse) -> ActionResult:
    instance_id = response._get_param("InstanceId")
    if hybrid_nodes(response.ssm_backend).nodes.pop(instance_id, None) is None:
        raise SSMException("InvalidInstanceId", f"There is no managed instance {instance_id}")
    return ActionResult({})


def _tagged_resource(
    backend: SimpleSystemManagerBackend, resource_type: str, resource_id: str
) -> str:
    if resource_type == "ManagedInstance" and resource_id in hybrid_nodes(backend).nodes:
        return resource_id
    result: str = _ORIGINAL["tagged"](backend, resource_type, resource_id)
    return result


def _check_role(response: SimpleSystemManagerResponse, name: str) -> None:
    """The role has to name Systems Manager in its trust; conditions are looked at when used."""
    roles = iam_backends[response.current_account][response.partition].get_roles()
    role = next((role for role in roles if role.name == name), None)
    trust = json.loads(role.assume_role_policy_document) if role else {"Statement": []}
    if '"ssm.amazonaws.com"' not in json.dumps(trust["Statement"]):
        raise SSMException(
            "ValidationException",
            f"Nonexistent role or missing ssm service principal in trust policy: {name}",
        )


def _expiration(given: Any) -> datetime:
    if given is None:
        return now() + DEFAULT_LIFETIME
    expires = datetime.fromtimestamp(float(given), timezone.utc)
    if not now() < expires <= now() + MAX_LIFETIME:
        raise SSMException("ValidationException", "ExpirationDate is not within the next 30 days")
    return expires


def _has(
    backend: SimpleSystemManagerBackend, node: ManagedNode, name: str, values: list[str]
) -> bool:
    if name.startswith("tag:"):
        return backend._resource_tags["ManagedInstance"][node.id].get(name[4:]) in values
    known = {
        "ActivationIds": node.activation_id,
        "IamRole": node.role,
        "InstanceIds": node.id,
        "ResourceType": "ManagedInstance",
    }
    if name not in known:
        raise SSMException("InvalidFilterKey", f"The emulator does not filter by {name}")
    return known[name] in values


def _shown_activation(activation: Activation) -> dict[str, Any]:
    shown = {
        "ActivationId": activation.id,
        "Description": activation.description,
        "DefaultInstanceName": activation.default_name,
        "IamRole": activation.role,
        "RegistrationLimit": activation.limit,
        "RegistrationsCount": activation.registered,
        "ExpirationDate": activation.expires,
        "Expired": activation.expired,
        "CreatedDate": activation.created,
        "Tags": [{"Key": key, "Value": value} for key, value in activation.tags.items()],
    }
    return {name: value for name, value in shown.items() if value is not None}


def _shown_node(node: ManagedNode) -> dict[str, Any]:
    shown = {
        "InstanceId": node.id,
        "PingStatus": "Online",
        "ActivationId": node.activation_id,
        "IamRole": node.role,
        "RegistrationDate": node.registered,
        "ResourceType": "ManagedInstance",
        "Name": node.name,
    }
    return {name: value for name, value in shown.items() if value is not None}
