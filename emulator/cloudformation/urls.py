"""URL patterns of the service, in the form that moto's dispatcher reads."""

from __future__ import annotations

from typing import Any

url_bases = [r"https?://cloudformation\.(.+)\.amazonaws\.com"]


def _dispatch(*args: Any, **kwargs: Any) -> Any:
    # Imported late: the handlers need the backends, and the backend class needs this module.
    from emulator.cloudformation.responses import CloudFormationResponse

    return CloudFormationResponse.dispatch(*args, **kwargs)


url_paths = {"{0}/$": _dispatch}
