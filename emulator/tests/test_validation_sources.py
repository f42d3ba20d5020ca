"""What the checks rest on: cfn-lint's schemas, botocore's models, and the table between."""

from __future__ import annotations

import pytest
from botocore.validate import ParamValidator
from moto.core.utils import get_service_model

from emulator.allowed_types import ALLOWED_TYPES
from emulator.authorization.actions.by_service import SERVICES
from emulator.authorization.calls import MODEL_NAMES
from emulator.tests.refused_iam import REFUSED_IAM
from emulator.tests.refused_resources import REFUSED_RESOURCES
from emulator.validation.api_model import model_code
from emulator.validation.handler_calls import planned_calls, planned_types
from emulator.validation.patterns import compiled, matches_part, matches_whole
from emulator.validation.resource_schemas import resource_schema

_TYPES = sorted(ALLOWED_TYPES)


@pytest.mark.parametrize("service", SERVICES)
def test_every_pattern_of_a_service_is_understood(service):
    model = MODEL_NAMES.get(service, service)
    shapes = get_service_model(model)._service_description["shapes"].values()
    patterns = {shape["pattern"] for shape in shapes if "pattern" in shape}
    for pattern in patterns:
        compiled(pattern)
    assert model_code(model)


@pytest.mark.parametrize(
    ("pattern", "text", "whole", "part"),
    [
        ("[a-z]{1,3}", "ab", True, True),
        # Services take the whole value, CloudFormation's schemas what ^ and $ say.
        ("[a-z]{1,3}", "a b", False, True),
        ("^[a-z]+$", "ab\n", False, False),
        (r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "Zürich 東京 1", True, True),
        (r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "A & B", False, True),
        (r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*", "Größe", True, True),
        (r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*", "a — b", False, True),
        # Java's way to write all characters beyond the first 65,536.
        (r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*", "ab 🙂", True, True),
        (r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*", "a\nb", False, True),
    ],
)
def test_patterns(pattern, text, whole, part):
    assert matches_whole(pattern, text) is whole
    assert matches_part(pattern, text) is part


@pytest.mark.parametrize("region", ["eu-central-1", "us-gov-west-1", "xx-nowhere-1"])
def test_every_type_has_a_schema_with_the_properties_that_can_be_deployed(region):
    for type_name in _TYPES:
        schema = resource_schema(type_name, region)
        known = schema.get("properties")
        if known is not None:
            missing = ALLOWED_TYPES[type_name].schema.keys() - known.keys()
            assert not missing, f"{type_name} has no {missing}; cfn-lint is not what it was"


def test_every_type_has_its_requests():
    assert planned_types() == ALLOWED_TYPES.keys()


@pytest.mark.parametrize("twins", REFUSED_IAM + REFUSED_RESOURCES, ids=lambda twins: twins.name)
def test_requests_of_resources_are_by_the_models_names(twins):
    """A parameter by a name that the model does not have would never be checked."""
    good = {"TargetKeyId": "key"} if "TargetKeyId" in twins.good else {}
    for call in planned_calls(twins.type_name, {**twins.good, **good}):
        operation = get_service_model(call.service).operation_model(call.operation)
        report = ParamValidator().validate(dict(call.parameters), operation.input_shape)
        assert not report.has_errors(), f"{call.operation}: {report.generate_report()}"
