"""Puts the emulator's CloudFormation in the place of moto's."""

from __future__ import annotations

from moto.cloudformation.models import cloudformation_backends

from emulator.cloudformation.backend import CloudFormationBackend
from emulator.moto_changes import replace_attribute


def install() -> None:
    """Must run before the first request: moto copies the class when an account is first used."""
    replace_attribute(cloudformation_backends, "backend", CloudFormationBackend)
