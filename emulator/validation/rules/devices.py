"""AWS IoT: quotas and deletions that its model does not state.

https://docs.aws.amazon.com/general/latest/gr/iot-core.html#security-limits
https://docs.aws.amazon.com/iot/latest/apireference/API_DeleteThingType.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.iot.models import IoTBackend, iot_backends

from emulator.validation.api_call import ApiCall, Refusal

_MOST_POLICIES = 10


def attached_device_policies(call: ApiCall) -> Iterator[Refusal]:
    """Ten policies for a certificate or a group of things."""
    target, name = call.parameters["target"], call.parameters["policyName"]
    attached = {one for to, one in _backend(call).principal_policies if to == target}
    if len(attached | {name}) > _MOST_POLICIES:
        message = f"{target} has {_MOST_POLICIES} policies, which is the most there can be"
        yield Refusal("LimitExceededException", message, 410)


def deprecated_thing_type(call: ApiCall) -> Iterator[Refusal]:
    """A type is deprecated before it is deleted, and no thing is of it.

    The five minutes that AWS wants in between are not asked for here.
    """
    name, backend = call.parameters["thingTypeName"], _backend(call)
    types = (one for one in backend.thing_types.values() if one.thing_type_name == name)
    found = next(types, None)
    if found is None:
        return
    if not found.metadata["deprecated"]:
        message = f"Cannot delete thing type {name}: it has to be deprecated first"
        yield Refusal("InvalidRequestException", message)
    things = (thing.thing_type for thing in backend.things.values())
    if any(used is not None and used.thing_type_name == name for used in things):
        message = f"Cannot delete thing type {name}: there are things of it"
        yield Refusal("InvalidRequestException", message)


def usable_thing_type(call: ApiCall) -> Iterator[Refusal]:
    """No new thing is of a deprecated type."""
    types = _backend(call).thing_types.values()
    name = call.parameters.get("thingTypeName")
    if any(one.thing_type_name == name and one.metadata["deprecated"] for one in types):
        message = f"Can not associate thing with the deprecated thing type {name}"
        yield Refusal("InvalidRequestException", message)


def existing_version(call: ApiCall) -> Iterator[Refusal]:
    """The default is a version that there is: moto would leave the policy without one."""
    name, version = call.parameters["policyName"], call.parameters["policyVersionId"]
    policy = _backend(call).policies.get(name)
    if policy is not None and all(one.version_id != version for one in policy.versions):
        yield Refusal(
            "ResourceNotFoundException", f"Policy version {name} {version} not found", 404
        )


def existing_parent(call: ApiCall) -> Iterator[Refusal]:
    """A group of things is below one that there is."""
    parent = call.parameters.get("parentGroupName")
    groups = _backend(call).thing_groups.values()
    if parent and all(group.thing_group_name != parent for group in groups):
        yield Refusal("ResourceNotFoundException", f"Thing group {parent} not found", 404)


def _backend(call: ApiCall) -> IoTBackend:
    backend: IoTBackend = iot_backends[call.account][call.region]
    return backend
