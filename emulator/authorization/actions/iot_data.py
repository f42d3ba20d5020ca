"""IoT's data plane: shadows of things. Its actions are those of ``iot``, its signatures are not.

A named shadow is a resource of its own, the one without a name is the thing.
https://docs.aws.amazon.com/iot/latest/developerguide/iot-action-resources.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check, names, not_in_table
from emulator.authorization.calls import Call

_OF_ONE_SHADOW = names("DeleteThingShadow GetThingShadow UpdateThingShadow")


def checks(call: Call) -> Iterator[Check]:
    """What a call about a shadow needs."""
    thing = f"thing/{call.parameters['thingName']}"
    if call.operation in _OF_ONE_SHADOW:
        shadow = call.parameters.get("shadowName")
        resource = f"{thing}/{shadow}" if shadow else thing
    elif call.operation == "ListNamedShadowsForThing":
        resource = thing
    else:
        raise not_in_table(call)
    yield Check(f"iot:{call.operation}", call.arn(resource, "iot"))
