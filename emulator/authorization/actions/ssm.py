"""Parameter Store, whose SecureStrings are judged at KMS too, hybrid activations and their nodes.

https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.ssm.models import Parameter, SimpleSystemManagerBackend, ssm_backends

from emulator.authorization.actions.check import (
    Check,
    names,
    not_in_table,
    pass_role,
    request_tags,
    tag_context,
)
from emulator.authorization.actions.kms import key_arn
from emulator.authorization.calls import Call

_BY_NAME = names(
    """
    DeleteParameter GetParameter GetParameterHistory LabelParameterVersion PutParameter
    UnlabelParameterVersion
    """
)
_BY_NAMES = frozenset({"DeleteParameters", "GetParameters"})
_READS = frozenset({"GetParameter", "GetParameterHistory", "GetParameters", "GetParametersByPath"})
_TAGGING = frozenset({"AddTagsToResource", "ListTagsForResource", "RemoveTagsFromResource"})
_TAGGED = {
    "Parameter": "parameter/{}",
    "ManagedInstance": "managed-instance/{}",
    "Document": "document/{}",
}
_WITHOUT_RESOURCE = names(
    """
    CreateActivation DeleteActivation DescribeActivations DescribeInstanceInformation
    DescribeParameters GetDeployablePatchSnapshotForInstance ListAssociations ListDocuments
    PutInventory
    """
)
_OF_DOCUMENT = names(
    """
    CreateDocument DeleteDocument DescribeDocument DescribeDocumentPermission GetDocument
    ModifyDocumentPermission UpdateDocument UpdateDocumentDefaultVersion
    """
)
# Only AWS gives documents names that begin so; they are in no account.
# https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html
_NAMES_OF_AWS = ("aws", "amazon", "amzn")
_AWS_MANAGED = "alias/aws/ssm"


def checks(call: Call) -> Iterator[Check]:
    """What a call to Systems Manager needs."""
    parameters, operation = call.parameters, call.operation
    tags = request_tags(parameters.get("Tags"))
    if operation in _BY_NAME:
        overwrite = {"ssm:Overwrite": (str(bool(parameters.get("Overwrite"))).lower(),)}
        context = overwrite | tags if operation == "PutParameter" else {}
        yield Check(call.action, _parameter_arn(call, parameters["Name"]), context)
        if operation == "PutParameter" and tags:
            yield Check("ssm:AddTagsToResource", _parameter_arn(call, parameters["Name"]), tags)
    elif operation in _BY_NAMES:
        for name in parameters.get("Names", []):
            yield Check(call.action, _parameter_arn(call, name))
    elif operation == "GetParametersByPath":
        # On the path that is asked for, not on what is found below it.
        recursive = {"ssm:Recursive": (str(bool(parameters.get("Recursive"))).lower(),)}
        yield Check(call.action, _parameter_arn(call, parameters["Path"]), recursive)
    elif operation in _TAGGING and parameters.get("ResourceType") in _TAGGED:
        resource = _TAGGED[parameters["ResourceType"]]
        name = parameters["ResourceId"].removeprefix("/")
        yield Check(call.action, call.arn(resource.format(name)), tag_context(parameters))
    elif operation == "DeregisterManagedInstance":
        yield Check(call.action, _node_arn(call, parameters["InstanceId"]))
    elif operation == "PutComplianceItems":
        # Of a node: ResourceType has no other value.
        yield Check(call.action, _node_arn(call, parameters["ResourceId"]))
    elif operation in _OF_DOCUMENT:
        yield Check(call.action, _document_arn(call, parameters["Name"]), tags)
    elif operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*", tags)
        if operation == "CreateActivation":
            yield from _pass_role_by_name(call, parameters.get("IamRole", ""))
    else:
        raise not_in_table(call)
    yield from _secure_string_checks(call)


def _secure_string_checks(call: Call) -> Iterator[Check]:
    parameters = call.parameters
    if call.operation == "PutParameter" and parameters.get("Type") == "SecureString":
        key_id = parameters.get("KeyId") or _AWS_MANAGED
        arn = _parameter_arn(call, parameters["Name"])
        yield _through_ssm(call, _encrypting_action(call), key_id, arn)
    elif call.operation in _READS and parameters.get("WithDecryption"):
        for parameter in _read_parameters(call):
            if parameter.parameter_type == "SecureString":
                key_id = parameter.keyid or _AWS_MANAGED
                arn = _parameter_arn(call, parameter.name)
                yield _through_ssm(call, "kms:Decrypt", key_id, arn)


def _encrypting_action(call: Call) -> str:
    """Standard values are encrypted by KMS itself, advanced ones under a data key."""
    parameters = call.parameters
    is_long = len(parameters.get("Value", "").encode()) > 4096
    advanced = parameters.get("Tier") == "Advanced" or (
        parameters.get("Tier") == "Intelligent-Tiering" and is_long
    )
    return "kms:GenerateDataKey" if advanced else "kms:Encrypt"


def _read_parameters(call: Call) -> list[Parameter]:
    backend = ssm_backends[call.account][call.region]
    parameters = call.parameters
    if call.operation == "GetParametersByPath":
        # Every page, whichever is asked for: whoever may not decrypt one value gets none.
        return list(_below(backend, parameters["Path"], bool(parameters.get("Recursive"))))
    names = parameters.get("Names") or [parameters["Name"]]
    plain = (_plain_name(name) for name in names)
    return [one for name in plain if (one := backend.get_parameter(name)) is not None]


def _below(backend: SimpleSystemManagerBackend, path: str, recursive: bool) -> Iterator[Parameter]:
    token = None
    while True:
        page, token = backend.get_parameters_by_path(path, recursive, next_token=token)
        yield from page
        if token is None:
            return


def _plain_name(name: str) -> str:
    """Without the version or label that a request may ask for, and not as an ARN."""
    if name.startswith("arn:"):
        resource = name.split(":", 5)[5].removeprefix("parameter")
        name = resource if resource.count("/") > 1 else resource.removeprefix("/")
    return name.split(":", 1)[0]


def _node_arn(call: Call, node_id: str) -> str:
    if node_id.startswith("mi-"):
        return call.arn(f"managed-instance/{node_id}")
    return f"arn:{call.partition}:ec2:{call.region}:{call.account}:instance/{node_id}"


def _document_arn(call: Call, name: str) -> str:
    if name.startswith("arn:"):
        return name
    if name.lower().startswith(_NAMES_OF_AWS):
        return f"arn:{call.partition}:ssm:{call.region}::document/{name}"
    return call.arn(f"document/{name}")


def _parameter_arn(call: Call, name: str) -> str:
    return call.arn(f"parameter/{_plain_name(name).removeprefix('/')}")


def _through_ssm(call: Call, action: str, key_id: str, parameter_arn: str) -> Check:
    context = {
        "kms:ViaService": (f"ssm.{call.region}.amazonaws.com",),
        "kms:CallerAccount": (call.account,),
        "kms:EncryptionContext:PARAMETER_ARN": (parameter_arn,),
        "kms:EncryptionContextKeys": ("PARAMETER_ARN",),
        "aws:ViaAWSService": ("true",),
        "aws:CalledVia": ("ssm.amazonaws.com",),
    }
    return Check(action, key_arn(call, key_id), context)


def _pass_role_by_name(call: Call, name: str) -> list[Check]:
    path = (
        name if name.startswith("arn:") else f"arn:{call.partition}:iam::{call.account}:role/{name}"
    )
    return pass_role(path, "ssm.amazonaws.com")
