"""Termination protection: moto stores the flag at creation and never looks at it.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html
"""

from __future__ import annotations

from emulator.cloudformation.errors import StackNotFoundError, ValidationError
from emulator.cloudformation.stack import Stack


def refuse_if_protected(stack: Stack) -> None:
    """Raises AWS's error for a DeleteStack while protection is on."""
    if stack.termination_protection:
        raise ValidationError(
            f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
        )


def set_protection(stack: Stack, enabled: bool) -> None:
    """Switches protection, in any status but that of a deleted stack.

    So it can be lifted from a stack whose creation was rolled back, and from one that is only in
    review; until then neither can be deleted.
    """
    if stack.deleted:
        raise StackNotFoundError(stack.stack_id)
    stack.termination_protection = enabled
