"""Reading a template and refusing what the emulator would not deploy faithfully."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import yaml

from emulator.allowed_types import ALLOWED_TYPES, resource_type
from emulator.cloudformation.dependencies import creation_order
from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.function_forms import function_problems
from emulator.cloudformation.template_limits import limit_problems, require_template_size
from emulator.cloudformation.template_references import reference_problems
from emulator.resources.properties import unknown_properties

_SECTIONS = frozenset(
    {
        "AWSTemplateFormatVersion",
        "Conditions",
        "Description",
        "Mappings",
        "Metadata",
        "Outputs",
        "Parameters",
        "Resources",
        "Rules",
    }
)
_RESOURCE_KEYS = frozenset(
    {
        "Condition",
        "DeletionPolicy",
        "DependsOn",
        "Metadata",
        "Properties",
        "Type",
        "UpdateReplacePolicy",
    }
)
_FORMAT = "2010-09-09"
_RETENTION = {
    "DeletionPolicy": ("Delete", "Retain", "RetainExceptOnCreate"),
    "UpdateReplacePolicy": ("Delete", "Retain"),
}


class _TemplateLoader(yaml.SafeLoader):
    """YAML as CloudFormation reads it: short intrinsics, and dates that stay text.

    moto registers its constructors on PyYAML's global loader and turns an unquoted
    ``Version: 2012-10-17`` into a date.
    """


_TemplateLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _short_intrinsic(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> dict[str, Any]:
    name = tag if tag in ("Ref", "Condition") else f"Fn::{tag}"
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if name == "Fn::GetAtt":
            value = str(value).split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    return {name: value}


_TemplateLoader.add_multi_constructor("!", _short_intrinsic)


def parse_template(body: str) -> dict[str, Any]:
    """Parses JSON (what the CDK writes; YAML's loader is fifty times slower) or YAML."""
    require_template_size(body)
    try:
        document = json.loads(body)
    except json.JSONDecodeError:
        try:
            document = yaml.load(body, Loader=_TemplateLoader)
        except yaml.YAMLError as error:
            raise ValidationError(f"Template format error: {error}") from error
    if not isinstance(document, dict):
        raise ValidationError("Template format error: unsupported structure.")
    return document


def validate_template(document: dict[str, Any]) -> None:
    """Raises a ValidationError naming every problem that can be seen without deploying.

    moto skips resource types it does not know with CREATE_COMPLETE, and properties it does not
    know without a word, so a green deployment proves nothing. Here both are refused.
    """
    problems = [
        f"Invalid template property or properties [{section}]"
        for section in sorted(document.keys() - _SECTIONS)
    ]
    problems += limit_problems(document)
    problems += _format_problems(document)
    resources = document.get("Resources")
    if not isinstance(resources, dict) or not resources:
        raise ValidationError(
            "Template format error: At least one Resources member must be defined."
        )
    for logical_id, entry in resources.items():
        problems += _resource_problems(logical_id, entry)
    if not problems:
        functions = function_problems(document)
        if functions:
            raise ValidationError("Template error: " + "; ".join(functions))
        problems += reference_problems(document)
    if problems:
        raise ValidationError("Template format error: " + "; ".join(problems))
    creation_order(resources)


def _format_problems(document: dict[str, Any]) -> Iterator[str]:
    if str(document.get("AWSTemplateFormatVersion", _FORMAT)) != _FORMAT:
        yield f"unsupported value for AWSTemplateFormatVersion; it has to be {_FORMAT}."
    for name, output in (document.get("Outputs") or {}).items():
        if not isinstance(output, dict) or "Value" not in output:
            yield f"Every Outputs member must contain a Value object ({name})"


def _resource_problems(logical_id: str, entry: Any) -> list[str]:
    if not isinstance(entry, dict) or not isinstance(entry.get("Type"), str):
        return [f"[/Resources/{logical_id}] Every Resources object must contain a Type member."]
    type_name = entry["Type"]
    if type_name not in ALLOWED_TYPES:
        return [
            f"Unrecognized resource types: [{type_name}] (resource {logical_id};"
            " not in emulator/allowed_types.py)"
        ]
    problems = [
        f"Invalid template resource property '{key}' (resource {logical_id})"
        for key in sorted(entry.keys() - _RESOURCE_KEYS)
    ]
    for key, allowed in _RETENTION.items():
        if isinstance(entry.get(key), str) and entry[key] not in allowed:
            problems.append(f"Unrecognized {key} {entry[key]} for resource {logical_id}")
    if not isinstance(entry.get("Properties") or {}, dict):
        return [*problems, f"[/Resources/{logical_id}/Properties] has to be an object"]
    schema = resource_type(type_name).schema
    problems += [
        f"{type_name} resource {logical_id}: property {path} does not exist or is not emulated"
        for path in unknown_properties(schema, entry.get("Properties") or {})
    ]
    return problems
