"""The schemas of CloudFormation's resource types, as cfn-lint has them.

Its files are read, and its code is left alone: importing it takes half a second, it prefers newer
schemas that it once downloaded for somebody, and it downloads what is missing.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/resource-type-schemas.html
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_MADE_UP_TYPES = frozenset({"AWS::CDK::Metadata"})
_ANY_REGION = "us-east-1"


@cache
def resource_schema(type_name: str, region: str) -> dict[str, Any]:
    """The schema of a type in a Region, in JSON Schema; KeyError for a type that is not there."""
    if type_name in _MADE_UP_TYPES:
        return {"type": "object"}
    name = _schema_files(region)[type_name]
    schema: dict[str, Any] = json.loads((_folder() / "resources" / f"{name}.json").read_text())
    return schema


@cache
def _schema_files(region: str) -> dict[str, str]:
    """The names of schema files by type; Regions that cfn-lint does not know are like others."""
    path = _folder() / "providers" / f"{region}.json"
    if not path.exists():
        path = _folder() / "providers" / f"{_ANY_REGION}.json"
    files: dict[str, str] = json.loads(path.read_text())
    return files


@cache
def _folder() -> Path:
    found = find_spec("cfnlint")
    if found is None or found.origin is None:
        raise ImportError("cfn-lint is not installed")
    return Path(found.origin).parent / "data" / "schemas"
