"""AWS::ECR::Repository.

moto drops lifecycle policy and repository policy, and keeps scan settings in CloudFormation's
spelling, which DescribeRepositories cannot return.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html
"""

from __future__ import annotations

from typing import Any

from moto.ecr.models import ECRBackend, ecr_backends

from emulator.resources.properties import TAGS, Document, one_of
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    document_text,
    present,
    tag_list,
    tags_of,
)


class EcrRepository(ResourceType):
    """A private repository."""

    type_name = "AWS::ECR::Repository"
    schema = {
        "EmptyOnDelete": bool,
        "EncryptionConfiguration": {
            "EncryptionType": one_of("AES256", "KMS", "KMS_DSSE"),
            "KmsKey": str,
        },
        "ImageScanningConfiguration": {"ScanOnPush": bool},
        "ImageTagMutability": one_of("IMMUTABLE", "MUTABLE"),
        "LifecyclePolicy": {"LifecyclePolicyText": str, "RegistryId": str},
        "RepositoryName": str,
        "RepositoryPolicyText": Document,
        "Tags": TAGS,
    }
    create_only = frozenset({"EncryptionConfiguration", "RepositoryName"})
    name_property = "RepositoryName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the repository; its encryption cannot change later."""
        name = properties.get("RepositoryName") or place.generated_name(256).lower()
        encryption = properties.get("EncryptionConfiguration", {})
        wanted = {
            "encryptionType": encryption.get("EncryptionType"),
            "kmsKey": encryption.get("KmsKey"),
        }
        _backend(place).create_repository(
            repository_name=name,
            registry_id=None,
            encryption_config={key: value for key, value in wanted.items() if value},
            image_scan_config=None,
            image_tag_mutability="MUTABLE",
            tags=[],
        )
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets mutability, scanning, both policies and tags."""
        backend = _backend(place)
        repository = backend.repositories[physical_id]
        registry = repository.registry_id
        backend.put_image_tag_mutability(
            registry, physical_id, properties.get("ImageTagMutability", "MUTABLE")
        )
        scan = properties.get("ImageScanningConfiguration", {}).get("ScanOnPush", False)
        backend.put_image_scanning_configuration(registry, physical_id, {"scanOnPush": scan})
        policy = properties.get("RepositoryPolicyText")
        repository.policy = None
        if policy:
            backend.set_repository_policy(registry, physical_id, document_text(policy))
        lifecycle = properties.get("LifecyclePolicy", {}).get("LifecyclePolicyText")
        repository.lifecycle_policy = None
        if lifecycle:
            backend.put_lifecycle_policy(registry, physical_id, lifecycle)
        backend.tagger.delete_all_tags_for_resource(repository.arn)
        backend.tagger.tag_resource(repository.arn, tag_list(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the repository; one with images only if the template says EmptyOnDelete."""
        backend = _backend(place)
        if physical_id in backend.repositories:
            backend.delete_repository(physical_id, force=properties.get("EmptyOnDelete", False))

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Settings, both policies and tags."""
        backend = _backend(place)
        repository = backend.repositories.get(physical_id)
        if repository is None:
            return None
        encryption = repository.encryption_configuration
        # moto calls it text.
        scanning: Any = repository.image_scanning_configuration
        lifecycle = repository.lifecycle_policy
        return present(
            {
                "EncryptionConfiguration": present(
                    {
                        "EncryptionType": encryption["encryptionType"],
                        "KmsKey": encryption.get("kmsKey"),
                    }
                ),
                "ImageScanningConfiguration": {"ScanOnPush": scanning["scanOnPush"]},
                "ImageTagMutability": repository.image_tag_mutability,
                "LifecyclePolicy": lifecycle
                and {
                    "LifecyclePolicyText": lifecycle,
                    "RegistryId": repository.registry_id,
                },
                "RepositoryName": repository.name,
                "RepositoryPolicyText": repository.policy,
                "Tags": tags_of(backend.tagger.get_tag_dict_for_resource(repository.arn)),
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn and RepositoryUri."""
        repository = _backend(place).repositories[physical_id]
        return {"Arn": repository.arn, "RepositoryUri": repository.uri}


def _backend(place: Placement) -> ECRBackend:
    return ecr_backends[place.account][place.region]
