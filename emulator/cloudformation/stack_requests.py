"""What every request to the CloudFormation API needs: its backend, and the stack that it names."""

from __future__ import annotations

from moto.cloudformation.models import cloudformation_backends
from moto.core.responses import BaseResponse

from emulator.cloudformation.backend import CloudFormationBackend
from emulator.cloudformation.stack import Stack


class StackRequests(BaseResponse):
    """One instance per request."""

    def __init__(self) -> None:
        super().__init__(service_name="cloudformation")
        self.automated_parameter_parsing = True

    @property
    def _backend(self) -> CloudFormationBackend:
        backend = cloudformation_backends[self.current_account][self.region]
        assert isinstance(backend, CloudFormationBackend)
        return backend

    def _stack(self, name: str | None = None) -> Stack:
        return self._backend.stack(name or self._get_param("StackName"))
