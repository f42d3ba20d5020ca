"""Tests of the emulator, which serves in their own process: moto is loaded as the program does."""

from emulator import lighter_start
from emulator.__main__ import isolate_from_users_aws_configuration

isolate_from_users_aws_configuration("123456789012")
lighter_start.install()
