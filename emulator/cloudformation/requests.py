"""What CreateStack, UpdateStack and CreateChangeSet have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moto.cloudformation.utils import get_stack_from_s3_url

from emulator.cloudformation.errors import ValidationError


@dataclass(frozen=True)
class DeploymentRequest:
    """The parameters of a request to deploy. ``tags`` is None when the caller gave none."""

    stack_name: str
    template_body: str | None
    template_url: str | None
    use_previous_template: bool
    parameters: list[dict[str, Any]]
    tags: dict[str, str] | None
    capabilities: tuple[str, ...]
    notification_arns: tuple[str, ...]
    role_arn: str | None

    def template_text(self, account: str, partition: str) -> str:
        """The template, read from the emulated S3 where it was given by URL."""
        if self.template_body:
            return self.template_body
        if not self.template_url:
            raise ValidationError("Either Template URL or Template Body must be specified.")
        try:
            return get_stack_from_s3_url(self.template_url, account, partition)
        except Exception as error:
            raise ValidationError(
                f"S3 error: the template at {self.template_url} cannot be read"
            ) from error
