"""AWS::Events::Rule with queues, topics and log groups as targets.

moto's handler deletes a rule and makes it again at each update, and fails to delete one that has
targets.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
"""

from __future__ import annotations

from typing import Any

from moto.events.models import EventsBackend, events_backends

from emulator.cloudformation.errors import ValidationError
from emulator.resources.properties import TAGS, Document, TextMap, one_of
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    document_text,
    present,
    tag_list,
    tags_of,
)

TARGETS = [
    {
        "Arn": str,
        "DeadLetterConfig": {"Arn": str},
        "Id": str,
        "Input": str,
        "InputPath": str,
        "InputTransformer": {"InputPathsMap": TextMap, "InputTemplate": str},
        "RetryPolicy": {"MaximumEventAgeInSeconds": int, "MaximumRetryAttempts": int},
    }
]


class EventsRule(ResourceType):
    """A rule on the default event bus; schedules and other buses are refused."""

    type_name = "AWS::Events::Rule"
    schema = {
        "Description": str,
        "EventBusName": one_of("default"),
        "EventPattern": Document,
        "Name": str,
        "State": one_of("DISABLED", "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
        "Tags": TAGS,
        "Targets": TARGETS,
    }
    required = frozenset({"EventPattern"})
    create_only = frozenset({"Name"})
    name_property = "Name"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the rule without targets; ``Ref`` is its name."""
        name = properties.get("Name") or place.generated_name()
        backend = _backend(place)
        if name in backend.event_buses["default"].rules:
            raise ValidationError(f"Rule {name} already exists")
        _put(backend, name, properties)
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets pattern, state, description, targets and tags."""
        backend = _backend(place)
        _put(backend, physical_id, properties)
        rule = backend.describe_rule(physical_id, None)
        rule.targets = []
        backend.put_targets(physical_id, None, [dict(one) for one in properties.get("Targets", [])])
        backend.tagger.delete_all_tags_for_resource(rule.arn)
        backend.tagger.tag_resource(rule.arn, tag_list(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the rule with its targets."""
        backend = _backend(place)
        rule = backend.event_buses["default"].rules.get(physical_id)
        if rule is not None:
            rule.targets = []
            backend.delete_rule(physical_id, None)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Pattern, state, description, targets and tags."""
        backend = _backend(place)
        rule = backend.event_buses["default"].rules.get(physical_id)
        if rule is None:
            return None
        return present(
            {
                "Description": rule.description,
                "EventBusName": rule.event_bus_name,
                "EventPattern": rule.event_pattern.dump(),
                "Name": rule.name,
                "State": rule.state,
                "Tags": tags_of(backend.tagger.get_tag_dict_for_resource(rule.arn)),
                "Targets": rule.targets,
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn and RuleName."""
        arn = _backend(place).describe_rule(physical_id, None).arn
        return {"Arn": arn, "RuleName": physical_id}


def _put(backend: EventsBackend, name: str, properties: Properties) -> None:
    backend.put_rule(
        name,
        description=properties.get("Description"),
        event_pattern=document_text(properties["EventPattern"]),
        state=properties.get("State", "ENABLED"),
    )


def _backend(place: Placement) -> EventsBackend:
    return events_backends[place.account][place.region]
