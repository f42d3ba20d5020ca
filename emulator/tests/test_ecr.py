"""AWS::ECR::Repository."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

NAME = "data-connector-acme"
MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
LIFECYCLE = json.dumps(
    {
        "rules": [
            {
                "rulePriority": 1,
                "selection": {
                    "tagStatus": "untagged",
                    "countType": "sinceImagePushed",
                    "countUnit": "days",
                    "countNumber": 14,
                },
                "action": {"type": "expire"},
            }
        ]
    }
)
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
            "Action": "ecr:BatchGetImage",
        }
    ],
}


def repository(**properties):
    return {
        "Type": "AWS::ECR::Repository",
        "Properties": {"RepositoryName": NAME, **properties},
    }


def described(client):
    return client("ecr").describe_repositories(repositoryNames=[NAME])["repositories"][0]


def test_repository_round_trip(deployer, client):
    key = client("kms").create_key()["KeyMetadata"]["Arn"]
    outputs = deployer.succeed(
        {
            "Repository": repository(
                ImageTagMutability="IMMUTABLE",
                ImageScanningConfiguration={"ScanOnPush": "true"},
                EncryptionConfiguration={"EncryptionType": "KMS", "KmsKey": key},
                LifecyclePolicy={"LifecyclePolicyText": LIFECYCLE},
                RepositoryPolicyText=POLICY,
                Tags=[{"Key": "orgSlug", "Value": "acme"}],
            )
        },
        sections={
            "Outputs": {
                "Arn": {"Value": {"Fn::GetAtt": ["Repository", "Arn"]}},
                "Uri": {"Value": {"Fn::Sub": "${Repository.RepositoryUri}"}},
            }
        },
    )
    ecr, found = client("ecr"), described(client)
    assert found["imageTagMutability"] == "IMMUTABLE"
    assert found["imageScanningConfiguration"] == {"scanOnPush": True}
    assert found["encryptionConfiguration"] == {"encryptionType": "KMS", "kmsKey": key}
    assert outputs == {"Arn": found["repositoryArn"], "Uri": found["repositoryUri"]}
    lifecycle = ecr.get_lifecycle_policy(repositoryName=NAME)["lifecyclePolicyText"]
    assert lifecycle == LIFECYCLE
    policy = ecr.get_repository_policy(repositoryName=NAME)["policyText"]
    assert json.loads(policy) == POLICY
    tags = ecr.list_tags_for_resource(resourceArn=found["repositoryArn"])["tags"]
    assert tags == [{"Key": "orgSlug", "Value": "acme"}]


def test_update_changes_and_removes(deployer, client):
    deployer.succeed(
        {
            "Repository": repository(
                ImageTagMutability="IMMUTABLE",
                LifecyclePolicy={"LifecyclePolicyText": LIFECYCLE},
                RepositoryPolicyText=POLICY,
                Tags=[{"Key": "orgSlug", "Value": "acme"}],
            )
        }
    )
    deployer.succeed({"Repository": repository(ImageScanningConfiguration={"ScanOnPush": True})})
    ecr, found = client("ecr"), described(client)
    assert found["imageTagMutability"] == "MUTABLE"
    assert found["imageScanningConfiguration"] == {"scanOnPush": True}
    assert ecr.list_tags_for_resource(resourceArn=found["repositoryArn"])["tags"] == []
    with pytest.raises(ClientError, match="LifecyclePolicyNotFoundException"):
        ecr.get_lifecycle_policy(repositoryName=NAME)
    with pytest.raises(ClientError, match="RepositoryPolicyNotFoundException"):
        ecr.get_repository_policy(repositoryName=NAME)


def push_image(client):
    client("ecr").put_image(
        repositoryName=NAME,
        imageTag="one",
        imageManifest=json.dumps({"schemaVersion": 2, "mediaType": MANIFEST, "layers": []}),
    )


def test_repository_with_images_is_deleted_only_if_the_template_says_so(deployer, client):
    deployer.succeed({"Repository": repository()})
    push_image(client)
    assert deployer.delete()["StackStatus"] == "DELETE_FAILED"
    assert described(client)["repositoryName"] == NAME


def test_empty_on_delete(deployer, client):
    deployer.succeed({"Repository": repository(EmptyOnDelete="true")})
    push_image(client)
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert client("ecr").describe_repositories()["repositories"] == []
