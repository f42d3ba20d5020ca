"""Evaluation of intrinsic functions, conditions and rules.

Strict where moto is lenient: an unknown function, reference or attribute is an error, and
``AWS::NoValue`` disappears from lists as well as from objects.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from emulator.cloudformation.dependencies import sub_placeholders
from emulator.cloudformation.errors import ValidationError


class _NoValue:
    """What ``Ref: AWS::NoValue`` yields: the property is as good as not written."""


NO_VALUE = _NoValue()


class ResourceLookup(Protocol):
    """Where ``Ref`` and ``Fn::GetAtt`` find resources."""

    def reference(self, logical_id: str) -> Any:
        """What ``Ref`` returns."""

    def attribute(self, logical_id: str, name: str) -> Any:
        """What ``Fn::GetAtt`` returns."""


class Resolver:
    """Evaluates parts of one template with given parameters and resources."""

    def __init__(
        self,
        document: Mapping[str, Any],
        parameters: Mapping[str, Any],
        pseudo_parameters: Mapping[str, Any],
        resources: ResourceLookup,
        exports: Mapping[str, str],
    ) -> None:
        self._document = document
        self._values = {**pseudo_parameters, **parameters}
        self._resources = resources
        self._exports = exports
        self._conditions: dict[str, bool] = {}
        self.imports: set[str] = set()
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Condition": self.condition,
            "Fn::And": lambda items: all([self.resolve(item) for item in items]),
            "Fn::Base64": lambda v: base64.b64encode(self.resolve(v).encode()).decode(),
            "Fn::Contains": self._contains,
            "Fn::EachMemberIn": self._each_member_in,
            "Fn::Equals": self._equals,
            "Fn::FindInMap": self._find_in_map,
            "Fn::GetAtt": self._get_att,
            "Fn::If": self._if,
            "Fn::ImportValue": self._import_value,
            "Fn::Join": self._join,
            "Fn::Not": lambda items: not self.resolve(items[0]),
            "Fn::Or": lambda items: any([self.resolve(item) for item in items]),
            "Fn::Select": self._select,
            "Fn::Split": lambda v: self.resolve(v[1]).split(v[0]),
            "Fn::Sub": self._sub,
            "Fn::ToJsonString": lambda v: json.dumps(self.resolve(v), separators=(",", ":")),
        }

    def resolve(self, value: Any) -> Any:
        """The value with every intrinsic function evaluated."""
        if isinstance(value, list):
            items = [self.resolve(item) for item in value]
            return [item for item in items if item is not NO_VALUE]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            # "Condition" with anything but a name is a policy statement's, not a function.
            is_function = name in self._functions and (
                name != "Condition" or isinstance(argument, str)
            )
            if is_function:
                return self._functions[name](argument)
            if name.startswith("Fn::"):
                raise ValidationError(f"Template error: {name} is not emulated")
        entries = {key: self.resolve(item) for key, item in value.items()}
        return {key: item for key, item in entries.items() if item is not NO_VALUE}

    def condition(self, name: str) -> bool:
        """Whether a condition of the template holds."""
        if name not in self._conditions:
            definitions = self._document.get("Conditions") or {}
            if name not in definitions:
                raise ValidationError(f"Template format error: Unresolved condition {name}")
            self._conditions[name] = bool(self.resolve(definitions[name]))
        return self._conditions[name]

    def check_rules(self) -> None:
        """Raises for the first failing assertion of the template's ``Rules``.

        The CDK writes a ``CheckBootstrapVersion`` rule into every template; moto ignores rules.
        """
        for name, rule in (self._document.get("Rules") or {}).items():
            if "RuleCondition" in rule and not self.resolve(rule["RuleCondition"]):
                continue
            for assertion in rule.get("Assertions", []):
                if not self.resolve(assertion["Assert"]):
                    description = assertion.get("AssertDescription", "assertion failed")
                    raise ValidationError(f"Template validation error: rule {name}: {description}")

    def _ref(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return NO_VALUE
        if name in self._values:
            return self._values[name]
        return self._resources.reference(name)

    def _get_att(self, argument: Any) -> Any:
        logical_id, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
        return self._resources.attribute(logical_id, self.resolve(attribute))

    def _if(self, argument: list[Any]) -> Any:
        name, when_true, when_false = argument
        return self.resolve(when_true if self.condition(name) else when_false)

    def _equals(self, argument: list[Any]) -> bool:
        left, right = (self.resolve(side) for side in argument)
        return _as_text(left) == _as_text(right)

    def _contains(self, argument: list[Any]) -> bool:
        members, value = (self.resolve(side) for side in argument)
        return _as_text(value) in [_as_text(member) for member in members]

    def _each_member_in(self, argument: list[Any]) -> bool:
        members, allowed = (self.resolve(side) for side in argument)
        return {_as_text(m) for m in members} <= {_as_text(a) for a in allowed}

    def _find_in_map(self, argument: list[Any]) -> Any:
        names = [self.resolve(part) for part in argument[:3]]
        node: Any = self._document.get("Mappings") or {}
        for name in names:
            if not isinstance(node, dict) or name not in node:
                if len(argument) > 3 and "DefaultValue" in argument[3]:
                    return self.resolve(argument[3]["DefaultValue"])
                raise ValidationError(
                    f"Template error: Unable to get mapping for {'::'.join(map(str, names))}"
                )
            node = node[name]
        return node

    def _import_value(self, argument: Any) -> str:
        name = self.resolve(argument)
        if name not in self._exports:
            raise ValidationError(f"No export named {name} found.")
        self.imports.add(name)
        return self._exports[name]

    def _join(self, argument: list[Any]) -> str:
        separator, parts = argument[0], self.resolve(argument[1])
        if not isinstance(parts, list):
            raise ValidationError("Template error: every Fn::Join object requires a list")
        return str(separator).join(_as_text(part) for part in parts)

    def _select(self, argument: list[Any]) -> Any:
        index, items = int(self.resolve(argument[0])), self.resolve(argument[1])
        if not isinstance(items, list) or not 0 <= index < len(items):
            raise ValidationError(f"Template error: Fn::Select cannot select index {index}")
        return items[index]

    def _sub(self, argument: Any) -> str:
        text: str
        text, local = (argument, {}) if isinstance(argument, str) else argument
        for name in sub_placeholders(text):
            if name in local:
                value = self.resolve(local[name])
            elif "." in name:
                value = self._get_att(name)
            else:
                value = self._ref(name)
            text = text.replace(f"${{{name}}}", _as_text(value))
        return text.replace("${!", "${")


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
