"""Stacks, resources and templates in the shapes of the API's responses."""

from __future__ import annotations

from typing import Any

from emulator.cloudformation.stack import Resource, Stack
from emulator.drift.results import NOT_CHECKED


def stack(state: Stack) -> dict[str, Any]:
    """A stack as DescribeStacks shows it."""
    result = summary(state)
    del result["TemplateDescription"]
    deployed = state.deployed
    result |= {
        "ChangeSetId": state.change_set_id,
        "DisableRollback": state.disable_rollback,
        "EnableTerminationProtection": state.termination_protection,
        "Outputs": state.outputs,
        "RoleARN": state.role_arn,
        "RollbackConfiguration": {},
    }
    if deployed:
        result |= {
            "Description": deployed.document.get("Description"),
            "Parameters": [p.described(name) for name, p in deployed.parameters.items()],
            "Capabilities": list(deployed.capabilities),
            "NotificationARNs": list(deployed.notification_arns),
            "Tags": [{"Key": key, "Value": value} for key, value in deployed.tags.items()],
        }
    return result


def summary(state: Stack) -> dict[str, Any]:
    """A stack as ListStacks shows it."""
    return {
        "StackId": state.stack_id,
        "StackName": state.name,
        "StackStatus": state.status,
        "StackStatusReason": state.status_reason,
        "TemplateDescription": (
            state.deployed.document.get("Description") if state.deployed else None
        ),
        "CreationTime": state.created,
        "LastUpdatedTime": state.updated,
        "DeletionTime": state.deleted,
        "DriftInformation": {
            "StackDriftStatus": state.drift.status,
            "LastCheckTimestamp": state.drift.last_check,
        },
    }


def resource(state: Stack, item: Resource) -> dict[str, Any]:
    """A resource as DescribeStackResource(s) and ListStackResources show it."""
    status, time = state.resource_status[item.logical_id]
    drift = state.drift.resources.get(item.logical_id)
    return {
        "StackId": state.stack_id,
        "StackName": state.name,
        "LogicalResourceId": item.logical_id,
        "PhysicalResourceId": item.physical_id,
        "ResourceType": item.type_name,
        "ResourceStatus": status,
        "Timestamp": time,
        "LastUpdatedTimestamp": time,
        "DriftInformation": {
            "StackResourceDriftStatus": drift.status if drift else NOT_CHECKED,
            "LastCheckTimestamp": drift.time if drift else None,
        },
    }


def template(document: dict[str, Any]) -> dict[str, Any]:
    """A template as GetTemplateSummary and ValidateTemplate show it."""
    parameters = [
        {
            "ParameterKey": name,
            "ParameterType": declaration.get("Type", "String"),
            "DefaultValue": declaration.get("Default"),
            "Description": declaration.get("Description"),
            "NoEcho": bool(declaration.get("NoEcho", False)),
        }
        for name, declaration in (document.get("Parameters") or {}).items()
    ]
    return {
        "Description": document.get("Description"),
        "Parameters": parameters,
        "ResourceTypes": sorted({r["Type"] for r in document["Resources"].values()}),
        "Version": document.get("AWSTemplateFormatVersion"),
        "Capabilities": [],
    }
