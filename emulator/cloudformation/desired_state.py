"""What a request to deploy wants, with what CloudFormation reads for it.

The template and the values of Parameter Store are read when the request is made: the template as
the caller, the values as the caller and as the service role. AWS documents neither; the bootstrap
stack of the CDK gives the caller both permissions, and roles without ``ssm:GetParameters`` are
reported to fail.
"""

from __future__ import annotations

from urllib.parse import unquote, urlparse

from moto.ssm.models import ssm_backends

from emulator.authorization.refusals import RefusedError
from emulator.cloudformation.actor import Actor
from emulator.cloudformation.capabilities import require_capabilities
from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.intrinsics import Resolver
from emulator.cloudformation.lookup import UnknownResources
from emulator.cloudformation.parameters import resolve_parameters
from emulator.cloudformation.requests import DeploymentRequest
from emulator.cloudformation.stack import DesiredState, Stack
from emulator.cloudformation.template import parse_template, validate_template
from emulator.validation.planned_call import PlannedCall


def desired_state(stack: Stack, request: DeploymentRequest, actor: Actor) -> DesiredState:
    """The state, in which parameters and tags that the request leaves out are as deployed."""
    deployed = stack.deployed
    if request.use_previous_template and deployed:
        body = deployed.body
    else:
        _require_template(request, actor)
        body = request.template_text(stack.account, stack.partition)
    document = parse_template(body)
    validate_template(document)
    require_capabilities(document, request.capabilities)
    previous = deployed.parameters if deployed else {}

    def read_parameter_store(name: str) -> str | None:
        _require_value(name, actor)
        parameter = ssm_backends[stack.account][stack.region].get_parameter(name)
        return parameter.value if parameter else None

    parameters = resolve_parameters(document, request.parameters, previous, read_parameter_store)
    desired = DesiredState(
        body=body,
        document=document,
        parameters=parameters,
        tags=(deployed.tags if deployed else {}) if request.tags is None else request.tags,
        capabilities=request.capabilities,
        notification_arns=request.notification_arns,
        role_arn=actor.role_arn,
    )
    values = {name: parameter.resolved for name, parameter in parameters.items()}
    Resolver(document, values, stack.pseudo_parameters, UnknownResources(), {}).check_rules()
    return desired


def _require_template(request: DeploymentRequest, actor: Actor) -> None:
    if request.template_body or not request.template_url:
        return
    url = urlparse(request.template_url)
    host, path = url.hostname or "", unquote(url.path).lstrip("/")
    in_path = host.startswith(("s3.", "s3-")) or "." not in host or host[0].isdigit()
    bucket, key = path.split("/", 1) if in_path and "/" in path else (host.split(".")[0], path)
    try:
        read = PlannedCall("s3", "GetObject", {"Bucket": bucket, "Key": key})
        actor.as_caller().require([read])
    except RefusedError as error:
        raise ValidationError("S3 error: Access Denied") from error


def _require_value(name: str, actor: Actor) -> None:
    read = PlannedCall("ssm", "GetParameters", {"Names": [name]})
    try:
        for one in (actor.as_caller(), actor):
            one.require([read])
    except RefusedError as error:
        raise ValidationError(
            "AccessDenied. User doesn't have permission to call ssm:GetParameters"
        ) from error
