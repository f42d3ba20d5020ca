"""Tests of the emulator, which serves in their own process: moto is loaded as the program does."""

import gc

# Modules stay to the end, and every client of boto3 is large: what is loaded from here on is not
# searched for garbage while it is loaded, and never after (``conftest.py``).
gc.disable()

from emulator import lighter_start  # noqa: E402
from emulator.__main__ import isolate_from_users_aws_configuration  # noqa: E402

isolate_from_users_aws_configuration("123456789012")
lighter_start.install()
