"""The operations of the CloudFormation API. moto parses requests and serializes results."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult

from emulator.cloudformation import describe
from emulator.cloudformation.errors import StackNotFoundError, ValidationError
from emulator.cloudformation.operation_events import operation_events, validation_events
from emulator.cloudformation.requests import DeploymentRequest
from emulator.cloudformation.template import parse_template, validate_template
from emulator.cloudformation.termination_protection import set_protection
from emulator.drift.operations import DriftOperations


class CloudFormationResponse(DriftOperations):
    """One instance per request; method names are the operations' in snake case."""

    def call_action(self) -> Any:
        """Answers operations that are not emulated with an error that SDKs can read.

        moto's dispatcher lets them end in an HTML page with status 500.
        """
        try:
            return super().call_action()
        except NotImplementedError:
            error = ValidationError(f"The emulator has no operation {self._get_action()}")
            status, headers, body = self.serialized(ActionResult(error))
            return status, headers, body

    # Deploying

    def create_stack(self) -> ActionResult:
        """CreateStack."""
        on_failure = self._get_param("OnFailure") or "ROLLBACK"
        if self._get_bool_param("DisableRollback", False):
            on_failure = "DO_NOTHING"
        protected = self._get_bool_param("EnableTerminationProtection", False)
        stack = self._backend.create_stack(
            self._deployment_request(), protected=bool(protected), on_failure=on_failure
        )
        return ActionResult({"StackId": stack.stack_id})

    def update_stack(self) -> ActionResult:
        """UpdateStack."""
        disable_rollback = bool(self._get_bool_param("DisableRollback", False))
        stack = self._backend.update_stack(
            self._deployment_request(), disable_rollback=disable_rollback
        )
        return ActionResult({"StackId": stack.stack_id})

    def delete_stack(self) -> ActionResult:
        """DeleteStack."""
        self._backend.delete_stack(
            self._get_param("StackName"),
            list(self._get_param("RetainResources") or []),
            self._get_param("RoleARN"),
        )
        return EmptyResult()

    def continue_update_rollback(self) -> ActionResult:
        """ContinueUpdateRollback."""
        self._backend.continue_update_rollback(
            self._get_param("StackName"),
            list(self._get_param("ResourcesToSkip") or []),
            self._get_param("RoleARN"),
        )
        return EmptyResult()

    def create_change_set(self) -> ActionResult:
        """CreateChangeSet."""
        change_set = self._backend.create_change_set(
            self._deployment_request(),
            name=self._get_param("ChangeSetName"),
            kind=self._get_param("ChangeSetType") or "UPDATE",
            description=self._get_param("Description"),
        )
        return ActionResult({"Id": change_set.change_set_id, "StackId": change_set.stack.stack_id})

    def execute_change_set(self) -> ActionResult:
        """ExecuteChangeSet."""
        self._backend.execute_change_set(
            self._get_param("ChangeSetName"),
            self._get_param("StackName"),
            disable_rollback=bool(self._get_bool_param("DisableRollback", False)),
        )
        return EmptyResult()

    def delete_change_set(self) -> ActionResult:
        """DeleteChangeSet."""
        self._backend.delete_change_set(
            self._get_param("ChangeSetName"), self._get_param("StackName")
        )
        return EmptyResult()

    def update_termination_protection(self) -> ActionResult:
        """UpdateTerminationProtection."""
        stack = self._stack()
        set_protection(stack, bool(self._get_bool_param("EnableTerminationProtection")))
        return ActionResult({"StackId": stack.stack_id})

    # Reading

    def describe_change_set(self) -> ActionResult:
        """DescribeChangeSet."""
        change_set = self._backend.find_change_set(
            self._get_param("ChangeSetName"), self._get_param("StackName")
        )
        return ActionResult(change_set.described())

    def list_change_sets(self) -> ActionResult:
        """ListChangeSets."""
        change_sets = self._backend.change_sets.of(self._stack())
        return ActionResult({"Summaries": [change_set.summary() for change_set in change_sets]})

    def describe_stacks(self) -> ActionResult:
        """DescribeStacks."""
        name = self._get_param("StackName")
        stacks = [self._backend.stack(name)] if name else self._backend.live_stacks()
        return ActionResult({"Stacks": [describe.stack(stack) for stack in stacks]})

    def list_stacks(self) -> ActionResult:
        """ListStacks."""
        wanted = list(self._get_param("StackStatusFilter") or [])
        stacks = reversed(list(self._backend.stacks.values()))
        summaries = [describe.summary(s) for s in stacks if not wanted or s.status in wanted]
        return ActionResult({"StackSummaries": summaries})

    def describe_stack_events(self) -> ActionResult:
        """DescribeStackEvents, newest first."""
        return ActionResult({"StackEvents": self._stack().events[::-1]})

    def describe_events(self) -> ActionResult:
        """DescribeEvents: what early validation refused; else what DescribeStackEvents says."""
        name = self._get_param("ChangeSetName")
        if name:
            found = self._backend.find_change_set(name, self._get_param("StackName"))
            return ActionResult({"OperationEvents": validation_events(found)})
        only_failed = bool((self._get_param("Filters") or {}).get("FailedEvents"))
        events = operation_events(self._stack(), only_failed=only_failed)
        return ActionResult({"OperationEvents": events})

    def describe_stack_resource(self) -> ActionResult:
        """DescribeStackResource."""
        stack, wanted = self._stack(), self._get_param("LogicalResourceId")
        if wanted not in stack.resources:
            raise ValidationError(f"Resource {wanted} does not exist for stack {stack.name}")
        return ActionResult(
            {"StackResourceDetail": describe.resource(stack, stack.resources[wanted])}
        )

    def describe_stack_resources(self) -> ActionResult:
        """DescribeStackResources."""
        wanted = self._get_param("LogicalResourceId")
        stack = self._stack(self._get_param("StackName") or self._owner_of_physical_id())
        resources = [
            describe.resource(stack, resource)
            for resource in stack.resources.values()
            if wanted in (None, resource.logical_id)
        ]
        return ActionResult({"StackResources": resources})

    def list_stack_resources(self) -> ActionResult:
        """ListStackResources."""
        stack = self._stack()
        summaries = [describe.resource(stack, r) for r in stack.resources.values()]
        return ActionResult({"StackResourceSummaries": summaries})

    def get_template(self) -> ActionResult:
        """GetTemplate: byte for byte what was deployed, or what a change set holds."""
        change_set_name = self._get_param("ChangeSetName")
        if change_set_name:
            change_set = self._backend.find_change_set(
                change_set_name, self._get_param("StackName")
            )
            body = change_set.desired.body
        else:
            deployed = self._stack().deployed
            # A stack in REVIEW_IN_PROGRESS exists and has no template yet.
            body = deployed.body if deployed else ""
        return ActionResult({"TemplateBody": body, "StagesAvailable": ["Original", "Processed"]})

    def get_template_summary(self) -> ActionResult:
        """GetTemplateSummary."""
        name = self._get_param("StackName")
        if name:
            deployed = self._stack(name).deployed
            if deployed is None:
                raise ValidationError(
                    "GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks."
                )
            return ActionResult(describe.template(deployed.document))
        return ActionResult(describe.template(self._requested_template()))

    def validate_template(self) -> ActionResult:
        """ValidateTemplate, against what the emulator can deploy."""
        document = self._requested_template()
        validate_template(document)
        return ActionResult(describe.template(document))

    def list_exports(self) -> ActionResult:
        """ListExports."""
        exports = [
            {"ExportingStackId": stack.stack_id, "Name": name, "Value": value}
            for name, (stack, value) in sorted(self._backend.exports.items())
        ]
        return ActionResult({"Exports": exports})

    # Reading requests

    def _owner_of_physical_id(self) -> str | None:
        wanted = self._get_param("PhysicalResourceId")
        for stack in self._backend.live_stacks():
            if any(r.physical_id == wanted for r in stack.resources.values()):
                return stack.stack_id
        raise StackNotFoundError(str(wanted))

    def _requested_template(self) -> dict[str, Any]:
        request = self._deployment_request()
        return parse_template(request.template_text(self.current_account, self.partition))

    def _deployment_request(self) -> DeploymentRequest:
        tags = self._get_param("Tags")
        keys = ("ParameterKey", "ParameterValue", "UsePreviousValue")
        return DeploymentRequest(
            stack_name=self._get_param("StackName"),
            template_body=self._get_param("TemplateBody"),
            template_url=self._get_param("TemplateURL"),
            use_previous_template=bool(self._get_bool_param("UsePreviousTemplate", False)),
            parameters=[
                {key: item[key] for key in keys if item.get(key) is not None}
                for item in self._get_param("Parameters") or []
            ],
            tags=None if tags is None else {tag["Key"]: tag["Value"] for tag in tags},
            capabilities=tuple(self._get_param("Capabilities") or ()),
            notification_arns=tuple(self._get_param("NotificationARNs") or ()),
            role_arn=self._get_param("RoleARN"),
        )
