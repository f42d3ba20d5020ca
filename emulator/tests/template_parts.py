"""Parts of the templates in ``every_property.py``."""

from __future__ import annotations

from typing import Any

from emulator.tests.conftest import ACCOUNT

ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
KEY_ARN = {"Fn::GetAtt": ["Key", "Arn"]}


def tags(slug: str) -> list[dict[str, str]]:
    """An organization's."""
    return [{"Key": "orgSlug", "Value": slug}, {"Key": "managed-by", "Value": "platform"}]


def resource(kind: str, **properties: Any) -> dict[str, Any]:
    """As a template has it."""
    return {"Type": f"AWS::{kind}", "Properties": properties}
