"""IoT: the registry of things, certificates, policies and role aliases.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import (
    Check,
    by_parameter,
    names,
    not_in_table,
    pass_role,
    tag_context,
)
from emulator.authorization.calls import Call

_WITHOUT_RESOURCE = names(
    """
    CreateCertificateFromCsr CreateKeysAndCertificate DescribeEndpoint GetIndexingConfiguration
    GetRegistrationCode ListBillingGroups ListCertificates ListCertificatesByCA
    ListPolicies ListRoleAliases ListThingGroups ListThingTypes ListThings ListTopicRules
    RegisterCACertificate RegisterCertificate RegisterCertificateWithoutCA
    """
)
# Operations on whom something is attached to, and not on what is attached.
_ON_TARGET = {
    "AttachPolicy": "target",
    "DetachPolicy": "target",
    "ListAttachedPolicies": "target",
    "AttachPrincipalPolicy": "principal",
    "DetachPrincipalPolicy": "principal",
    "AttachThingPrincipal": "principal",
    "DetachThingPrincipal": "principal",
    "ListPrincipalPolicies": "principal",
    "ListPrincipalThings": "principal",
    "ListPrincipalThingsV2": "principal",
}
# In the order in which they say what an operation is about.
_RESOURCES = {
    "resourceArn": "{}",
    "thingGroupName": "thinggroup/{}",
    "billingGroupName": "billinggroup/{}",
    "thingName": "thing/{}",
    "certificateId": "cert/{}",
    "policyName": "policy/{}",
    "roleAlias": "rolealias/{}",
    "thingTypeName": "thingtype/{}",
    "ruleName": "rule/{}",
}
_BOTH = frozenset({"AddThingToThingGroup", "RemoveThingFromThingGroup"})


def checks(call: Call) -> Iterator[Check]:
    """What a call to IoT needs."""
    tags = tag_context(call.parameters)
    if call.operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*", tags)
        return
    if call.operation in _ON_TARGET:
        found = by_parameter(call, {_ON_TARGET[call.operation]: "cert/{}"})
    else:
        found = by_parameter(call, _RESOURCES)
        found = found if call.operation in _BOTH else found[:1]
    if not found:
        raise not_in_table(call)
    for resource in found:
        yield Check(call.action, resource, tags)
    if call.operation in ("CreateRoleAlias", "UpdateRoleAlias"):
        yield from pass_role(call.parameters.get("roleArn"), "credentials.iot.amazonaws.com")
