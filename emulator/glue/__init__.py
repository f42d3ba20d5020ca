"""Glue's Data Catalog where moto's differs: names, filters, partitions, indexes, statistics."""

from __future__ import annotations

from emulator.glue import (
    column_statistics,
    names,
    partition_indexes,
    partitions,
    tables,
    user_defined_functions,
)


def install() -> None:
    """Changes moto's Glue; raises MotoChangedError if moto is not as expected."""
    for module in (
        names,
        tables,
        partitions,
        partition_indexes,
        column_statistics,
        user_defined_functions,
    ):
        module.install()
