"""The contract between the CloudFormation engine and a resource type."""

from __future__ import annotations

import json
import random
import string
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from emulator.cloudformation.errors import ValidationError
from emulator.resources.properties import Schema, convert

Properties = dict[str, Any]


def _random_suffix() -> str:
    return "".join(random.choices(string.ascii_uppercase + string.digits, k=12))


@dataclass(frozen=True)
class Placement:
    """Where a resource lives and what to call it when the template does not say."""

    account: str
    region: str
    partition: str
    stack_name: str
    logical_id: str
    suffix: str = field(default_factory=_random_suffix, compare=False)
    """Ends the generated name, which is known before the resource is made: permissions name it."""

    def arn(self, service: str, resource: str) -> str:
        """The ARN of a regional resource."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    def generated_name(self, limit: int = 64) -> str:
        """``stack-LogicalId-SUFFIX``, the form of CloudFormation's generated names."""
        return f"{self.stack_name}-{self.logical_id}"[: limit - 13] + f"-{self.suffix}"


class ResourceType(ABC):
    """How one CloudFormation resource type acts on the emulated services.

    ``create`` makes the bare resource; ``apply`` then brings it to the wanted properties, at
    creation (with ``previous`` empty) as well as at updates and at their rollback. So nothing can
    be settable at creation only, and a creation that fails half-way can be undone by ``delete``.
    """

    type_name: ClassVar[str]
    schema: ClassVar[Schema]
    required: ClassVar[frozenset[str]] = frozenset()
    create_only: ClassVar[frozenset[str]] = frozenset()
    """Properties whose change replaces the resource."""
    name_property: ClassVar[str | None] = None
    """The property that names the resource; a named resource cannot be replaced under its name."""

    @abstractmethod
    def create(self, place: Placement, properties: Properties) -> str:
        """Makes the resource and returns its physical id (what ``Ref`` yields)."""

    @abstractmethod
    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Makes the resource match the properties, and removes what only ``previous`` had."""

    @abstractmethod
    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the resource; one that is gone already is no error."""

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The resource as its service has it now, in the template's words; None if it is gone.

        Drift detection compares it with ``properties``, which are there for what the physical id
        does not say. Types that CloudFormation does not check for drift have no reader.
        """
        raise NotImplementedError(f"{self.type_name} has no reader")

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """What ``Fn::GetAtt`` yields, by attribute name."""
        return {}

    @property
    def taggable(self) -> bool:
        """Whether CloudFormation copies the stack's tags to this type."""
        return "Tags" in self.schema

    def typed(self, properties: Mapping[str, Any], stack_tags: Mapping[str, str]) -> Properties:
        """The properties in their schema's types, with the stack's tags beneath the resource's.

        https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-add-tags.html
        """
        missing = sorted(self.required - properties.keys())
        if missing:
            raise ValidationError(f"#: required key [{missing[0]}] not found")
        result: Properties = convert(self.schema, properties)
        if self.taggable and stack_tags:
            tags = {**stack_tags, **tag_map(result)}
            result["Tags"] = [{"Key": key, "Value": value} for key, value in tags.items()]
        return result

    def needs_replacement(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
        """Whether the difference cannot be applied in place."""
        return any(old.get(key) != new.get(key) for key in self.create_only)


def tag_map(properties: Mapping[str, Any]) -> dict[str, str]:
    """The ``Tags`` property as a dictionary."""
    return {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}


def tag_list(properties: Mapping[str, Any]) -> list[dict[str, str]]:
    """The ``Tags`` property as a fresh list (moto keeps the lists that it is given)."""
    return [dict(tag) for tag in properties.get("Tags", [])]


def tags_of(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """A dictionary of tags as the ``Tags`` property has them."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def present(properties: Mapping[str, Any]) -> Properties:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value not in (None, "", {})}


def document_text(document: Any) -> str:
    """A policy document as the services store it; templates may hold it as text already."""
    return document if isinstance(document, str) else json.dumps(document, separators=(",", ":"))
