"""Termination protection: moto stores the flag at creation and never looks at it.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html
"""

from __future__ import annotations

from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.stack import Stack


def refuse_if_protected(stack: Stack) -> None:
    """Raises AWS's error for a DeleteStack while protection is on."""
    if stack.termination_protection:
        raise ValidationError(
            f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
        )
