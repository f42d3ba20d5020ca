"""The two ways to see resources while a template is evaluated."""

from __future__ import annotations

from typing import Any

from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.stack import Resource


class DeployedResources:
    """Physical ids and attributes as recorded when the resources were deployed.

    Nothing is created or read on look-up, so outputs and descriptions have no side effects (moto
    creates resources lazily: describing a deleted stack makes them again).
    """

    def __init__(self, resources: dict[str, Resource]) -> None:
        self._resources = resources

    def reference(self, logical_id: str) -> str:
        """The physical id."""
        return self._find(logical_id).physical_id

    def attribute(self, logical_id: str, name: str) -> Any:
        """The attribute, or an error worded as CloudFormation's."""
        resource = self._find(logical_id)
        if name not in resource.attributes:
            raise ValidationError(
                f"Template error: resource {logical_id} does not support attribute type {name}"
                " in Fn::GetAtt"
            )
        return resource.attributes[name]

    def _find(self, logical_id: str) -> Resource:
        if logical_id not in self._resources:
            raise ValidationError(
                f"Template format error: Unresolved resource dependencies [{logical_id}]"
            )
        return self._resources[logical_id]


class UnknownResources:
    """Stand-in texts, to compare two templates before anything of the newer one exists."""

    def reference(self, logical_id: str) -> str:
        """A text that is equal for equal references."""
        return f"<Ref {logical_id}>"

    def attribute(self, logical_id: str, name: str) -> str:
        """A text that is equal for equal attributes."""
        return f"<GetAtt {logical_id}.{name}>"
