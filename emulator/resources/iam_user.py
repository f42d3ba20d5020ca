"""AWS::IAM::User.

moto drops Groups, ManagedPolicyArns, PermissionsBoundary and Policies.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-user.html
"""

from __future__ import annotations

from typing import Any

from moto.iam.models import IAMBackend, User

from emulator.resources.iam_principals import (
    boundary_policy,
    detach,
    iam_backend,
    inline_policies,
    set_inline_policies,
    set_managed_policies,
)
from emulator.resources.iam_role import INLINE_POLICIES
from emulator.resources.properties import TAGS
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    present,
    tag_list,
    tags_of,
)


class IamUser(ResourceType):
    """A user without credentials."""

    type_name = "AWS::IAM::User"
    schema = {
        "Groups": [str],
        "ManagedPolicyArns": [str],
        "Path": str,
        "PermissionsBoundary": str,
        "Policies": INLINE_POLICIES,
        "Tags": TAGS,
        "UserName": str,
    }
    create_only = frozenset({"UserName"})
    name_property = "UserName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the user; ``Ref`` is the name."""
        name = str(properties.get("UserName") or place.generated_name())
        iam_backend(place).create_user(place.region, name, properties.get("Path", "/"))
        return name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets path, tags, groups, boundary and policies."""
        backend = iam_backend(place)
        user: Any = backend.get_user(physical_id)
        backend.tagger.delete_all_tags_for_resource(user.arn)
        user.path = properties.get("Path", "/")
        backend.tagger.tag_resource(user.arn, tag_list(properties))
        boundary = boundary_policy(backend, properties)
        # moto's User has no boundary, but GetUser returns this attribute where there is one.
        user.permissions_boundary = boundary and {
            "PermissionsBoundaryType": "Policy",
            "PermissionsBoundaryArn": boundary,
        }
        set_managed_policies(
            backend,
            user,
            properties.get("ManagedPolicyArns", []),
            previous.get("ManagedPolicyArns", []),
        )
        set_inline_policies(user, properties.get("Policies", []), previous.get("Policies", []))
        wanted, had = properties.get("Groups", []), previous.get("Groups", [])
        _leave_groups(backend, user, [name for name in had if name not in wanted])
        for name in wanted:
            backend.add_user_to_group(name, physical_id)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the user with the template's policies; anybody else's make it fail."""
        backend = iam_backend(place)
        user = backend.users.get(physical_id)
        if user is None:
            return
        for arn in properties.get("ManagedPolicyArns", []):
            detach(backend, user, arn)
        set_inline_policies(user, [], properties.get("Policies", []))
        _leave_groups(backend, user, properties.get("Groups", []))
        backend.delete_user(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Path, boundary, groups, policies and tags."""
        backend = iam_backend(place)
        user: Any = backend.users.get(physical_id)
        if user is None:
            return None
        boundary = getattr(user, "permissions_boundary", None) or {}
        return present(
            {
                "Groups": [name for name, group in backend.groups.items() if user in group.users],
                "ManagedPolicyArns": list(user.managed_policies),
                "Path": user.path,
                "PermissionsBoundary": boundary.get("PermissionsBoundaryArn"),
                "Policies": inline_policies(user),
                "Tags": tags_of(backend.tagger.get_tag_dict_for_resource(user.arn)),
                "UserName": user.name,
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn."""
        return {"Arn": iam_backend(place).get_user(physical_id).arn}


def _leave_groups(backend: IAMBackend, user: User, names: list[str]) -> None:
    for name in names:
        group = backend.groups.get(name)
        if group and user in group.users:
            group.users.remove(user)
