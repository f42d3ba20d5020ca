"""Tests of the container's program."""
