"""Images are pushed and pulled with skopeo, and ECR's permissions decide."""

from __future__ import annotations

import json

import pytest

from emulator.registry.images import digest_of
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.container_image import write_image
from emulator.tests.shared_clients import client_of
from emulator.tests.skopeo import Skopeo, needs_registry, password_from
from emulator.tests.tenants import allow, document

pytestmark = needs_registry
REPOSITORIES = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository"
CONNECTORS = f"{REPOSITORIES}/data-connector-*"
LOGIN = allow("ecr:GetAuthorizationToken", "*")
PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
PUSH = [
    "ecr:BatchCheckLayerAvailability",
    "ecr:InitiateLayerUpload",
    "ecr:UploadLayerPart",
    "ecr:CompleteLayerUpload",
    "ecr:PutImage",
]


class Registry:
    """Repositories of the platform, and roles that use them."""

    def __init__(self, ready, tenants, folder):
        self._ready, self._tenants, self._folder = ready, tenants, folder
        self.ecr = tenants.root("ecr")
        for name in ("data-connector-csv", "pipeline-acme", "data-connectors"):
            self.ecr.create_repository(repositoryName=name, imageTagMutability="IMMUTABLE")

    def user_of(self, role, *statements):
        """skopeo, logged in as a session of a new role."""
        session = self._tenants.session(self._tenants.role(role, *statements))
        return self.logged_in(role, client_of(session, "ecr", self._ready["endpoint"]))

    def logged_in(self, name, ecr):
        """skopeo with a login that an ECR client got."""
        skopeo = self.anonymous(name)
        assert skopeo.login(password_from(ecr)) == ""
        return skopeo

    def anonymous(self, name):
        """skopeo without a login."""
        address = self._ready["registryEndpoint"].removeprefix("http://")
        return Skopeo(address, self._folder / name)

    def ci(self):
        """Who pushes: with exactly the permissions that AWS documents for it."""
        return self.user_of("ci", LOGIN, allow(PUSH, f"{REPOSITORIES}/*"))

    def hub(self):
        """A hub: with the permissions of the platform's role for it."""
        return self.user_of("hub-acme", LOGIN, allow(PULL, CONNECTORS))


@pytest.fixture
def registry(ready, tenants, tmp_path):
    return Registry(ready, tenants, tmp_path)


@pytest.fixture
def image(tmp_path):
    digest = write_image(tmp_path / "image", "version one")
    return tmp_path / "image", digest


def denied(action, repository):
    return f"is not authorized to perform: ecr:{action} on resource: {REPOSITORIES}/{repository} "


def test_what_ci_pushes_a_hub_pulls_unchanged(registry, image, tmp_path):
    folder, digest = image
    assert registry.ci().push(folder, "data-connector-csv:1.0") == ""
    assert registry.hub().pull("data-connector-csv:1.0", tmp_path / "pulled") == ""
    pulled = json.loads((tmp_path / "pulled" / "index.json").read_text())["manifests"][0]
    assert pulled["digest"] == digest
    blobs = tmp_path / "pulled" / "blobs" / "sha256"
    manifest = (blobs / digest.removeprefix("sha256:")).read_bytes()
    assert digest_of(manifest) == digest
    layer = json.loads(manifest)["layers"][0]["digest"]
    assert digest_of((blobs / layer.removeprefix("sha256:")).read_bytes()) == layer


def test_the_api_shows_what_was_pushed(registry, image):
    folder, digest = image
    assert registry.ci().push(folder, "data-connector-csv:1.0") == ""
    at, of = {"repositoryName": "data-connector-csv"}, {"imageIds": [{"imageTag": "1.0"}]}
    described = registry.ecr.describe_images(**at)["imageDetails"]
    assert [(one["imageDigest"], one["imageTags"]) for one in described] == [(digest, ["1.0"])]
    listed = registry.ecr.list_images(**at)["imageIds"]
    assert listed == [{"imageDigest": digest, "imageTag": "1.0"}]
    (got,) = registry.ecr.batch_get_image(**at, **of)["images"]
    assert digest_of(got["imageManifest"].encode()) == digest


def test_an_image_that_the_api_deletes_cannot_be_pulled(registry, image, tmp_path):
    folder, digest = image
    ci = registry.ci()
    assert ci.push(folder, "data-connector-csv:1.0") == ""
    registry.ecr.batch_delete_image(
        repositoryName="data-connector-csv", imageIds=[{"imageDigest": digest}]
    )
    assert "Requested image not found" in registry.hub().pull(
        "data-connector-csv:1.0", tmp_path / "pulled"
    )


def test_a_repository_that_is_made_anew_is_empty(registry, image, tmp_path):
    folder, _ = image
    assert registry.ci().push(folder, "data-connector-csv:1.0") == ""
    registry.ecr.delete_repository(repositoryName="data-connector-csv", force=True)
    registry.ecr.create_repository(repositoryName="data-connector-csv")
    assert "Requested image not found" in registry.hub().pull(
        "data-connector-csv:1.0", tmp_path / "pulled"
    )


def test_a_hub_pulls_connectors_only_and_pushes_nothing(registry, image, tmp_path):
    folder, _ = image
    ci, hub = registry.ci(), registry.hub()
    assert denied("InitiateLayerUpload", "data-connector-csv") in hub.push(
        folder, "data-connector-csv:1.0"
    )
    # The second differs from the hub's pattern by one character.
    for repository in ("pipeline-acme", "data-connectors"):
        assert ci.push(folder, f"{repository}:1.0") == ""
        assert denied("BatchGetImage", repository) in hub.pull(
            f"{repository}:1.0", tmp_path / repository
        )


def test_the_policy_of_a_repository_counts(registry, image, tmp_path):
    folder, _ = image
    assert registry.ci().push(folder, "data-connector-csv:1.0") == ""
    hub = registry.hub()
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "ecr:BatchGetImage",
        "Condition": {"StringEquals": {"aws:PrincipalTag/orgSlug": "acme"}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [deny]})
    registry.ecr.set_repository_policy(repositoryName="data-connector-csv", policyText=policy)
    error = hub.pull("data-connector-csv:1.0", tmp_path / "pulled")
    assert denied("BatchGetImage", "data-connector-csv") in error
    assert "with an explicit deny in a resource-based policy" in error


def test_the_boundary_of_a_role_counts(registry, image, tenants, tmp_path):
    folder, _ = image
    assert registry.ci().push(folder, "data-connector-csv:1.0") == ""
    hub = registry.hub()
    bounds = document(allow("ecr:*", f"{REPOSITORIES}/data-connector-json"))
    made = tenants.iam.create_policy(PolicyName="bounds", PolicyDocument=bounds)
    tenants.iam.put_role_permissions_boundary(
        RoleName="hub-acme", PermissionsBoundary=made["Policy"]["Arn"]
    )
    error = hub.pull("data-connector-csv:1.0", tmp_path / "pulled")
    assert denied("BatchGetImage", "data-connector-csv") in error
    assert "because no permissions boundary allows" in error


def test_the_token_of_a_session_that_is_cut_opens_nothing(registry, image, tenants, tmp_path):
    folder, _ = image
    assert registry.ci().push(folder, "data-connector-csv:1.0") == ""
    hub = registry.hub()
    assert hub.pull("data-connector-csv:1.0", tmp_path / "before") == ""
    cut = {"Effect": "Deny", "Action": "*", "Resource": "*"}
    tenants.iam.put_role_policy(RoleName="hub-acme", PolicyName="cut", PolicyDocument=document(cut))
    error = hub.pull("data-connector-csv:1.0", tmp_path / "after")
    assert denied("BatchGetImage", "data-connector-csv") in error
    assert "with an explicit deny in an identity-based policy" in error
    tenants.iam.delete_role_policy(RoleName="hub-acme", PolicyName="cut")
    tenants.iam.delete_role_policy(RoleName="hub-acme", PolicyName="own")
    tenants.iam.delete_role(RoleName="hub-acme")
    error = hub.pull("data-connector-csv:1.0", tmp_path / "after")
    assert "Your authorization token has expired" in error


def test_a_tag_stays_with_its_image(registry, image, tmp_path):
    folder, digest = image
    ci = registry.ci()
    assert ci.push(folder, "data-connector-csv:1.0") == ""
    write_image(tmp_path / "other", "version two")
    assert (
        "tag invalid: The image tag '1.0' already exists in the 'data-connector-csv' repository"
        in ci.push(tmp_path / "other", "data-connector-csv:1.0")
    )
    # The same image changes nothing; another tag of it is another tag.
    assert ci.push(folder, "data-connector-csv:1.0") == ""
    assert ci.push(folder, "data-connector-csv:latest") == ""
    described = registry.ecr.describe_images(repositoryName="data-connector-csv")["imageDetails"]
    assert [(one["imageDigest"], one["imageTags"]) for one in described] == [
        (digest, ["1.0", "latest"])
    ]


def test_a_tag_moves_where_tags_are_mutable(registry, image, tmp_path):
    folder, digest = image
    registry.ecr.put_image_tag_mutability(
        repositoryName="data-connector-csv", imageTagMutability="MUTABLE"
    )
    ci = registry.ci()
    other = write_image(tmp_path / "other", "version two")
    for pushed in (folder, tmp_path / "other"):
        assert ci.push(pushed, "data-connector-csv:edge") == ""
    described = registry.ecr.describe_images(repositoryName="data-connector-csv")["imageDetails"]
    tags = {one["imageDigest"]: one.get("imageTags", []) for one in described}
    assert tags == {digest: [], other: ["edge"]}


def test_pushing_makes_no_repository(registry, image):
    assert (
        "name unknown: The repository with name 'data-connector-new' does not exist in the "
        f"registry with id '{ACCOUNT}'"
    ) in registry.ci().push(image[0], "data-connector-new:1.0")


def test_nobody_gets_anything_without_a_login(registry, image, tmp_path):
    folder, _ = image
    assert registry.ci().push(folder, "data-connector-csv:1.0") == ""
    nobody = registry.anonymous("nobody")
    assert "invalid username/password" in nobody.login("not-a-password")
    assert "unauthorized" in nobody.pull("data-connector-csv:1.0", tmp_path / "pulled")
