"""IAM: entities by name, whose ARNs have paths that only IAM knows.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.iam.models import IAMBackend, iam_backends

from emulator.authorization.actions.check import Check, names, not_in_table, pass_role, tag_context
from emulator.authorization.calls import Call
from emulator.authorization.verdict import NotUnderstoodError

_WITHOUT_RESOURCE = names(
    """
    CreateAccountAlias DeleteAccountAlias GetAccountAuthorizationDetails GetAccountPasswordPolicy
    GetAccountSummary ListAccountAliases ListGroups ListInstanceProfiles ListOpenIDConnectProviders
    ListPolicies ListRoles ListSAMLProviders ListServerCertificates ListUsers
    ListVirtualMFADevices UpdateAccountPasswordPolicy
    """
)
# A user may leave its own name out of these.
_OF_THE_CALLER = names(
    "CreateAccessKey DeleteAccessKey GetUser ListAccessKeys ListMFADevices UpdateAccessKey"
)
_NEEDS_ROLE = frozenset({"AddRoleToInstanceProfile"})


def checks(call: Call) -> Iterator[Check]:
    """What a call to IAM needs."""
    parameters = call.parameters
    context = tag_context(parameters)
    if parameters.get("PermissionsBoundary"):
        if call.operation == "CreateUser":
            # moto would forget it, and the user would have none.
            raise NotUnderstoodError("users get boundaries from templates only here")
        context["iam:PermissionsBoundary"] = (parameters["PermissionsBoundary"],)
    if call.operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*", context)
        return
    if parameters.get("PolicyArn") and call.operation.startswith(("Attach", "Detach")):
        context["iam:PolicyARN"] = (parameters["PolicyArn"],)
    entity = _entity(call)
    boundary = _current_boundary(call, parameters)
    if boundary and "iam:PermissionsBoundary" not in context:
        context["iam:PermissionsBoundary"] = (boundary,)
    yield Check(call.action, entity, context)
    if call.operation in _NEEDS_ROLE:
        yield from pass_role(_role_arn(call, parameters["RoleName"]), "ec2.amazonaws.com")


def _entity(call: Call) -> str:
    """The one entity that an operation is about."""
    parameters = call.parameters
    path = parameters.get("Path", "/")
    if parameters.get("InstanceProfileName"):
        return _arn(call, f"instance-profile{path}{parameters['InstanceProfileName']}")
    if parameters.get("GroupName"):
        group = _backend(call).groups.get(parameters["GroupName"])
        return group.arn if group else _arn(call, f"group{path}{parameters['GroupName']}")
    if parameters.get("RoleName"):
        return _role_arn(call, parameters["RoleName"], path)
    if parameters.get("UserName"):
        user = _backend(call).users.get(parameters["UserName"])
        return user.arn if user else _arn(call, f"user{path}{parameters['UserName']}")
    if parameters.get("PolicyArn"):
        return str(parameters["PolicyArn"])
    for provider in ("OpenIDConnectProviderArn", "SAMLProviderArn"):
        if parameters.get(provider):
            return str(parameters[provider])
    if call.operation == "CreateVirtualMFADevice":
        return _arn(call, f"mfa{path}{parameters['VirtualMFADeviceName']}")
    if call.operation == "DeleteVirtualMFADevice":
        return str(parameters["SerialNumber"])
    if call.operation == "CreateOpenIDConnectProvider":
        return _arn(call, f"oidc-provider/{parameters['Url'].removeprefix('https://')}")
    if call.operation == "CreateSAMLProvider":
        return _arn(call, f"saml-provider/{parameters['Name']}")
    if call.operation == "CreatePolicy":
        return _arn(call, f"policy{path}{parameters['PolicyName']}")
    if call.operation in _OF_THE_CALLER:
        return call.principal.role_arn or call.principal.arn
    raise not_in_table(call)


def _role_arn(call: Call, name: str, path: str = "/") -> str:
    found = (role.arn for role in _backend(call).get_roles() if role.name == name)
    return next(found, _arn(call, f"role{path}{name}"))


def _current_boundary(call: Call, parameters: dict[str, Any]) -> str | None:
    """The boundary of the role or user that is changed, which AWS tells policies as well."""
    backend = _backend(call)
    if parameters.get("RoleName"):
        roles = (role for role in backend.get_roles() if role.name == parameters["RoleName"])
        found = next((role.permissions_boundary for role in roles), None)
    else:
        user = backend.users.get(parameters.get("UserName", ""))
        found = getattr(user, "permissions_boundary", None)
    return found["PermissionsBoundaryArn"] if found else None


def _arn(call: Call, resource: str) -> str:
    return f"arn:{call.partition}:iam::{call.account}:{resource}"


def _backend(call: Call) -> IAMBackend:
    return iam_backends[call.account][call.partition]
