"""Stacks of tests, from their resources."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

from moto.cloudformation.models import cloudformation_backends

ACCOUNT = "123456789012"
# Without it, no template with IAM resources is deployed.
CAPABILITIES = ["CAPABILITY_NAMED_IAM"]


class Deployer:
    """Creates and updates stacks from resource dictionaries."""

    def __init__(self, client: Callable[[str], Any]) -> None:
        self.cloudformation = client("cloudformation")
        self.stack_ids: dict[str, str] = {}

    def deploy(
        self, resources: dict[str, Any], name: str = "acme", **template: Any
    ) -> dict[str, Any]:
        """Creates or updates a stack and returns its description, whatever the outcome."""
        return self.describe(self._bring_about(resources, name, **template))

    def _bring_about(self, resources: dict[str, Any], name: str, **template: Any) -> str:
        options = {k: template.pop(k) for k in ("Parameters", "Tags") if k in template}
        sections = template.pop("sections", {})
        body = json.dumps({"Resources": resources, **sections})
        # The account was empty: only what was deployed from here is there to be updated.
        live = [stack.name for stack in self._backend().live_stacks()]
        known = name in self.stack_ids and name in live
        call = self.cloudformation.update_stack if known else self.cloudformation.create_stack
        request = {"StackName": name, "TemplateBody": body, "Capabilities": CAPABILITIES}
        stack_id: str = call(**request, **options, **template)["StackId"]
        self.stack_ids[name] = stack_id
        return stack_id

    def succeed(self, resources: dict[str, Any], name: str = "acme", **more: Any) -> Any:
        """Deploys and demands success; returns the outputs."""
        stack_id = self._bring_about(resources, name, **more)
        # Of most stacks only the status counts, and what describes it has tests of its own.
        expected = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
        assert self._backend().stack(stack_id).status in expected, self.reasons(stack_id)
        if "Outputs" not in more.get("sections", {}):
            return {}
        outputs = self.describe(stack_id).get("Outputs", [])
        return {o["OutputKey"]: o["OutputValue"] for o in outputs}

    def _backend(self) -> Any:
        """The account is in this process."""
        return cloudformation_backends[ACCOUNT][self.cloudformation.meta.region_name]

    def fail(self, resources: dict[str, Any], name: str = "acme") -> dict[str, str]:
        """Demands that a new stack is rolled back; returns why, by logical id."""
        body = json.dumps({"Resources": resources})
        stack_id = self.cloudformation.create_stack(
            StackName=name, TemplateBody=body, Capabilities=CAPABILITIES
        )["StackId"]
        # As DescribeStackEvents has them, which ``reasons`` asks; an answer can hold the texts.
        events = self._backend().stack(stack_id).events[::-1]
        for reason in _reasons(events).values():
            assert fromstring(f"<Reason>{escape(reason)}</Reason>").text == reason
        last = events[0]["LogicalResourceId"], events[0]["ResourceStatus"]
        assert last == (name, "ROLLBACK_COMPLETE"), last
        return _reasons(events)

    def delete(self, name: str = "acme", **options: Any) -> dict[str, Any]:
        """Deletes a stack and returns its description."""
        stack_id = self.stack_ids.get(name) or self.describe(name)["StackId"]
        self.cloudformation.delete_stack(StackName=name, **options)
        return self.describe(stack_id)

    def exists(self, name: str) -> bool:
        """Whether a stack that is not deleted has this name."""
        stacks = self.cloudformation.describe_stacks()["Stacks"]
        return any(stack["StackName"] == name for stack in stacks)

    def describe(self, name: str) -> dict[str, Any]:
        """One stack."""
        stack: dict[str, Any] = self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        return stack

    def reasons(self, name: str) -> dict[str, str]:
        """Why resources failed, by logical id."""
        return _reasons(self._events(name))

    def _events(self, name: str) -> list[dict[str, Any]]:
        """The latest first."""
        found: list[dict[str, Any]] = self.cloudformation.describe_stack_events(StackName=name)[
            "StackEvents"
        ]
        return found

    def physical_id(self, logical_id: str, name: str = "acme") -> str:
        """What ``Ref`` yields."""
        detail = self.cloudformation.describe_stack_resource(
            StackName=name, LogicalResourceId=logical_id
        )
        physical_id: str = detail["StackResourceDetail"]["PhysicalResourceId"]
        return physical_id


def _reasons(events: list[dict[str, Any]]) -> dict[str, str]:
    return {
        event["LogicalResourceId"]: event.get("ResourceStatusReason", "")
        for event in events
        if event["ResourceStatus"].endswith("_FAILED")
    }
