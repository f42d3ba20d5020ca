"""AWS::IAM::OIDCProvider, which moto's CloudFormation does not have.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-oidcprovider.html
"""

from __future__ import annotations

from typing import Any

from emulator.resources.iam_principals import iam_backend
from emulator.resources.properties import TAGS
from emulator.resources.resource_type import Placement, Properties, ResourceType, tag_list


class IamOidcProvider(ResourceType):
    """An identity provider whose tokens the account accepts."""

    type_name = "AWS::IAM::OIDCProvider"
    schema = {"ClientIdList": [str], "Tags": TAGS, "ThumbprintList": [str], "Url": str}
    required = frozenset({"Url"})
    create_only = frozenset({"Url"})
    name_property = "Url"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the provider; ``Ref`` is its ARN."""
        provider = iam_backend(place).create_open_id_connect_provider(
            properties["Url"], thumbprint_list=[], client_id_list=[], tags=[]
        )
        return provider.arn

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets audiences, thumbprints and tags."""
        backend = iam_backend(place)
        provider = backend.get_open_id_connect_provider(physical_id)
        provider.client_id_list = list(properties.get("ClientIdList", []))
        provider.thumbprint_list = list(properties.get("ThumbprintList", []))
        provider.tags = {}
        backend.tag_open_id_connect_provider(physical_id, tag_list(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the provider; roles that trust it stay, and nobody can assume them with it."""
        iam_backend(place).delete_open_id_connect_provider(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Audiences, thumbprints and tags."""
        provider = iam_backend(place).open_id_providers.get(physical_id)
        if provider is None:
            return None
        return {
            "ClientIdList": provider.client_id_list,
            "Tags": provider.tag_list_type,
            "ThumbprintList": provider.thumbprint_list,
            "Url": f"https://{provider.url}",
        }

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn."""
        return {"Arn": physical_id}
