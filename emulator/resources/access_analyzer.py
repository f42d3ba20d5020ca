"""AWS::AccessAnalyzer::Analyzer of an account; organizations' analyzers are refused.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-accessanalyzer-analyzer.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.access_analyzer.analyzers import Analyzer, analyzer_at, analyzers_in
from emulator.cloudformation.errors import ValidationError
from emulator.resources.properties import TAGS, one_of
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    present,
    tag_map,
    tags_of,
)

_UNUSED = "UnusedAccessConfiguration"
_DAYS = "UnusedAccessAge"


class AccessAnalyzer(ResourceType):
    """An analyzer of external or of unused access, without archive rules."""

    type_name = "AWS::AccessAnalyzer::Analyzer"
    schema = {
        "AnalyzerConfiguration": {_UNUSED: {_DAYS: int}},
        "AnalyzerName": str,
        "Tags": TAGS,
        "Type": one_of("ACCOUNT", "ACCOUNT_UNUSED_ACCESS"),
    }
    required = frozenset({"Type"})
    create_only = frozenset({"AnalyzerName", "Type"})
    name_property = "AnalyzerName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the analyzer; ``Ref`` is its ARN."""
        name = properties.get("AnalyzerName") or place.generated_name()
        known = analyzers_in(place.region)
        if name in known:
            raise ValidationError(f"Analyzer {name} already exists")
        arn = place.arn("access-analyzer", f"analyzer/{name}")
        known[name] = Analyzer(arn, name, properties["Type"], None, {})
        return arn

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets after how many days access is unused, and the tags."""
        analyzer = analyzer_at(physical_id)
        if analyzer is None:
            raise ValidationError(f"Analyzer {physical_id} does not exist")
        analyzer.configuration = api_analyzer_configuration(properties)
        analyzer.tags = tag_map(properties)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the analyzer."""
        analyzers_in(place.region).pop(physical_id.rsplit("/", 1)[-1], None)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Name, kind, configuration and tags."""
        found = analyzer_at(physical_id)
        if found is None:
            return None
        days = ((found.configuration or {}).get("unusedAccess") or {}).get("unusedAccessAge")
        return present(
            {
                "AnalyzerConfiguration": {_UNUSED: {_DAYS: days}} if days else None,
                "AnalyzerName": found.name,
                "Tags": tags_of(found.tags),
                "Type": found.type,
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn."""
        return {"Arn": physical_id}


def api_analyzer_configuration(properties: Mapping[str, Any]) -> dict[str, Any] | None:
    """As the API writes it; None if the template has none."""
    unused = properties.get("AnalyzerConfiguration", {}).get(_UNUSED)
    return {"unusedAccess": {"unusedAccessAge": unused.get(_DAYS)}} if unused else None
