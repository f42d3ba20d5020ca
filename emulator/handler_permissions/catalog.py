"""Glue's databases, tables and settings, and Athena's workgroups with their saved queries."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check
from emulator.handler_permissions.requests import (
    HandlerRequests,
    Needed,
    calls,
    changed_tags,
    new_tags,
    no_change,
    tag_context,
)
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.planned_call import PlannedCall


def _new_database(place: Placement, properties: Properties) -> Iterator[Needed]:
    given = properties.get("DatabaseName") or properties["DatabaseInput"].get("Name")
    name = given or place.generated_name(255).lower()
    yield PlannedCall("glue", "CreateDatabase", {"DatabaseInput": {"Name": name}})


def _changed_database(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    return calls("glue", "UpdateDatabase", Name=name)


def _gone_database(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("glue", "GetDatabase DeleteDatabase", Name=name)


def _new_table(place: Placement, properties: Properties) -> Iterator[Needed]:
    database = properties["DatabaseName"]
    name = properties["TableInput"].get("Name") or place.generated_name(255).lower()
    given = {"DatabaseName": database, "TableInput": {"Name": name}}
    yield PlannedCall("glue", "CreateTable", given)


def _read_table(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("glue", "GetDatabase", Name=properties["DatabaseName"])


def _changed_table(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    given = {"DatabaseName": properties["DatabaseName"], "TableInput": {"Name": name}}
    yield PlannedCall("glue", "UpdateTable", given)


def _gone_table(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    database = properties["DatabaseName"]
    yield from calls("glue", "GetDatabase", Name=database)
    yield from calls("glue", "GetTable DeleteTable", DatabaseName=database, Name=name)


def _new_query(place: Placement, properties: Properties) -> Iterator[Needed]:
    group = properties.get("WorkGroup")
    given = {"WorkGroup": group} if group else {}
    yield PlannedCall("athena", "CreateNamedQuery", given)


def _gone_query(place: Placement, query_id: str, properties: Properties) -> Iterator[Needed]:
    return calls("athena", "DeleteNamedQuery", NamedQueryId=query_id)


def _new_settings(place: Placement, properties: Properties) -> Iterator[Needed]:
    return calls("glue", "GetDataCatalogEncryptionSettings PutDataCatalogEncryptionSettings")


def _changed_settings(
    place: Placement, physical_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    return _new_settings(place, properties)


def _gone_settings(place: Placement, physical_id: str, properties: Properties) -> Iterator[Needed]:
    return _new_settings(place, properties)


def _new_security(place: Placement, properties: Properties) -> Iterator[Needed]:
    return calls("glue", "CreateSecurityConfiguration", Name=properties["Name"])


def _gone_security(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("glue", "DeleteSecurityConfiguration", Name=name)


def _new_group(place: Placement, properties: Properties) -> Iterator[Needed]:
    arn = place.arn("athena", f"workgroup/{properties['Name']}")
    yield Check("athena:CreateWorkGroup", arn, tag_context(tag_map(properties)))
    yield from new_tags("athena:TagResource", arn, properties)


def _changed_group(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    yield PlannedCall("athena", "UpdateWorkGroup", {"WorkGroup": name})
    arn = place.arn("athena", f"workgroup/{name}")
    tags = tag_map(properties), tag_map(previous)
    yield from changed_tags("athena:TagResource", "athena:UntagResource", arn, *tags)


def _gone_group(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    yield from calls("athena", "GetWorkGroup DeleteWorkGroup", WorkGroup=name)
    if tag_map(properties):
        arn = place.arn("athena", f"workgroup/{name}")
        yield Check("athena:UntagResource", arn, {"aws:TagKeys": tuple(tag_map(properties))})


REQUESTS = {
    "AWS::Athena::NamedQuery": HandlerRequests(_new_query, no_change, _gone_query),
    "AWS::Athena::WorkGroup": HandlerRequests(_new_group, _changed_group, _gone_group),
    "AWS::Glue::DataCatalogEncryptionSettings": HandlerRequests(
        _new_settings, _changed_settings, _gone_settings
    ),
    "AWS::Glue::Database": HandlerRequests(_new_database, _changed_database, _gone_database),
    "AWS::Glue::SecurityConfiguration": HandlerRequests(_new_security, no_change, _gone_security),
    "AWS::Glue::Table": HandlerRequests(_new_table, _changed_table, _gone_table, read=_read_table),
}
