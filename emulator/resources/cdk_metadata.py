"""AWS::CDK::Metadata: the CDK's usage note, which creates nothing."""

from __future__ import annotations

from emulator.resources.resource_type import Placement, Properties, ResourceType


class CdkMetadata(ResourceType):
    """Only its presence in the template counts."""

    type_name = "AWS::CDK::Metadata"
    schema = {"Analytics": str}

    def create(self, place: Placement, properties: Properties) -> str:
        """A made-up id, as AWS gives one."""
        return place.generated_name(128)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Nothing to do."""

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Nothing to do."""
