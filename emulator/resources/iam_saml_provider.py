"""AWS::IAM::SAMLProvider, which moto's CloudFormation does not have.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-samlprovider.html
"""

from __future__ import annotations

from typing import Any

from moto.iam.exceptions import EntityAlreadyExists

from emulator.resources.iam_principals import iam_backend
from emulator.resources.properties import TAGS
from emulator.resources.resource_type import Placement, Properties, ResourceType, tag_list


class IamSamlProvider(ResourceType):
    """An identity provider that signs SAML assertions."""

    type_name = "AWS::IAM::SAMLProvider"
    schema = {"Name": str, "SamlMetadataDocument": str, "Tags": TAGS}
    required = frozenset({"SamlMetadataDocument"})
    create_only = frozenset({"Name"})
    name_property = "Name"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the provider; ``Ref`` is its ARN."""
        backend = iam_backend(place)
        name = properties.get("Name") or place.generated_name(128)
        if name in backend.saml_providers:
            raise EntityAlreadyExists(f"SAMLProvider with name {name} already exists.")
        return backend.create_saml_provider(name, properties["SamlMetadataDocument"]).arn

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets metadata and tags."""
        document = properties["SamlMetadataDocument"]
        # moto has no tags of these; its GetSAMLProvider answers with what is on the object.
        provider: Any = iam_backend(place).update_saml_provider(physical_id, document)
        provider.tags = tag_list(properties)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the provider; roles that trust it stay."""
        iam_backend(place).delete_saml_provider(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Metadata and tags."""
        # By name, where everything else has the ARN.
        name = physical_id.rsplit("/", 1)[-1]
        provider: Any = iam_backend(place).saml_providers.get(name)
        if provider is None:
            return None
        return {
            "Name": provider.name,
            "SamlMetadataDocument": provider.saml_metadata_document,
            "Tags": provider.tags,
        }

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn."""
        return {"Arn": physical_id}
