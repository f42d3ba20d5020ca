"""Names in IAM that differ in case only, missing boundaries, and deletions of what is in use.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.iam.exceptions import NotFoundException
from moto.iam.models import IAMBackend, iam_backends

from emulator.resources.iam_principals import is_in_use, managed_policy
from emulator.validation.api_call import ApiCall, Refusal

_CONFLICT = "DeleteConflict"


def name_in_another_case(call: ApiCall) -> Iterator[Refusal]:
    """Names are shown as they were given, and distinguished without regard to case."""
    kind = call.operation.removeprefix("Create")
    name = call.parameters[f"{kind}Name"]
    if any(taken != name and taken.lower() == name.lower() for taken in _names(call, kind)):
        message = f"{kind} with name {name} already exists."
        yield Refusal("EntityAlreadyExists", message, 409)


def existing_boundary(call: ApiCall) -> Iterator[Refusal]:
    """A boundary is a managed policy that is there."""
    arn = call.parameters.get("PermissionsBoundary")
    if not arn:
        return
    try:
        managed_policy(_backend(call), arn)
    except NotFoundException:
        message = f"Scope ARN: {arn} does not exist or is not attachable."
        yield Refusal("NoSuchEntity", message, 404)


def unused_policy(call: ApiCall) -> Iterator[Refusal]:
    """A policy that is attached to nothing, bounds nothing, and has one version."""
    policy = _backend(call).managed_policies.get(call.parameters["PolicyArn"])
    if policy is None:
        return
    if is_in_use(_backend(call), policy.arn):
        yield Refusal(_CONFLICT, "Cannot delete a policy attached to entities.", 409)
    if len(policy.versions) > 1:
        message = (
            "This policy has more than one version. Before you delete a policy, you must delete "
            "the policy's versions. The default version is deleted with the policy."
        )
        yield Refusal(_CONFLICT, message, 409)


def bare_user(call: ApiCall) -> Iterator[Refusal]:
    """A user without keys, devices and groups; policies are asked for elsewhere."""
    backend, name = _backend(call), call.parameters["UserName"]
    user = backend.users.get(name)
    if user is None:
        return
    for has, what in (
        (user.access_keys, "delete access keys"),
        (user.mfa_devices, "deactivate MFA devices"),
        (user.password, "delete login profile"),
        (backend.get_groups_for_user(name), "remove users from group"),
    ):
        if has:
            yield Refusal(_CONFLICT, f"Cannot delete entity, must {what} first.", 409)


def bare_group(call: ApiCall) -> Iterator[Refusal]:
    """A group without users and policies."""
    group = _backend(call).groups.get(call.parameters["GroupName"])
    if group is None:
        return
    for has, what in (
        (group.users, "remove users in group"),
        (group.managed_policies, "detach all policies"),
        (group.policies, "delete policies"),
    ):
        if has:
            yield Refusal(_CONFLICT, f"Cannot delete entity, must {what} first.", 409)


def _names(call: ApiCall, kind: str) -> list[str]:
    backend = _backend(call)
    if kind == "Role":
        return [role.name for role in backend.get_roles()]
    if kind == "Policy":
        own = f":{call.account}:"
        return [one.name for arn, one in backend.managed_policies.items() if own in arn]
    return list(backend.users if kind == "User" else backend.groups)


def _backend(call: ApiCall) -> IAMBackend:
    backend: IAMBackend = iam_backends[call.account][call.partition]
    return backend
