"""AWS::S3::BucketPolicy, which moto skips silently.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html
"""

from __future__ import annotations

from moto.s3.exceptions import S3ClientError
from moto.s3.models import S3Backend, s3_backends

from emulator.resources.properties import Document
from emulator.resources.resource_type import Placement, Properties, ResourceType, document_text


class S3BucketPolicy(ResourceType):
    """The one policy of a bucket."""

    type_name = "AWS::S3::BucketPolicy"
    schema = {"Bucket": str, "PolicyDocument": Document}
    required = frozenset({"Bucket", "PolicyDocument"})
    create_only = frozenset({"Bucket"})

    def create(self, place: Placement, properties: Properties) -> str:
        """Refuses a bucket that has a policy already, as AWS does; ``Ref`` is the bucket."""
        bucket = _backend(place).get_bucket(properties["Bucket"])
        if bucket.policy is not None:
            raise S3ClientError(
                "AlreadyExists", f"The bucket policy already exists on bucket {bucket.name}."
            )
        return bucket.name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Stores the document as text, which GetBucketPolicy returns as it is."""
        text = document_text(properties["PolicyDocument"])
        _backend(place).put_bucket_policy(properties["Bucket"], text.encode())

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Removes the policy, unless the bucket is gone."""
        backend = _backend(place)
        if properties["Bucket"] in backend.buckets:
            backend.delete_bucket_policy(properties["Bucket"])

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The policy as text; None if it or its bucket is gone."""
        bucket = _backend(place).buckets.get(physical_id)
        if bucket is None or bucket.policy is None:
            return None
        return {"Bucket": bucket.name, "PolicyDocument": bucket.policy.decode()}


def _backend(place: Placement) -> S3Backend:
    return s3_backends[place.account][place.partition]
