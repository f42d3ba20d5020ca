"""Whether a service accepts a request: its model first, then the rules that no model states."""

from __future__ import annotations

from emulator.validation.api_call import ApiCall, RefusedCallError
from emulator.validation.api_model import model_refusal
from emulator.validation.rules.by_operation import rules_of


def require_valid(call: ApiCall) -> None:
    """RefusedCallError with the first refusal; the model's objections are one refusal."""
    refusal = model_refusal(call)
    if refusal is not None:
        raise RefusedCallError(refusal)
    for rule in rules_of(call):
        for refused in rule(call):
            raise RefusedCallError(refused)
