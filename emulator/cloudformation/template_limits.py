"""How large a template and its sections may be.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.cloudformation.errors import ValidationError

_MOST = {"Mappings": 200, "Outputs": 200, "Parameters": 200, "Resources": 500}
_DESCRIPTION_BYTES = 1_024
_TEMPLATE_BYTES = 1_048_576
_LOGICAL_ID = re.compile(r"[A-Za-z0-9]+")


def require_template_size(body: str) -> None:
    """ValidationError for a template that is too large even for S3."""
    size = len(body.encode())
    if size > _TEMPLATE_BYTES:
        raise ValidationError(
            f"Template may not exceed {_TEMPLATE_BYTES} bytes in size; it has {size}"
        )


def limit_problems(document: Mapping[str, Any]) -> Iterator[str]:
    """Sections with too many entries, names that are no names, a long description."""
    for section, most in _MOST.items():
        entries = document.get(section)
        if not isinstance(entries, Mapping):
            continue
        if len(entries) > most:
            yield (
                f"Number of {section.lower()}, {len(entries)}, is greater than maximum allowed, "
                f"{most}"
            )
        for name in entries:
            if not _LOGICAL_ID.fullmatch(str(name)):
                yield f"{section} name {name} is non alphanumeric."
    description = document.get("Description", "")
    if not isinstance(description, str):
        yield f"Every Description member must be a string, not {description!r}."
    elif len(description.encode()) > _DESCRIPTION_BYTES:
        yield f"'Description' length is greater than {_DESCRIPTION_BYTES}."
