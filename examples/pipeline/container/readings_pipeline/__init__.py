"""Turns an organization's instrument readings from raw CSV into partitioned Parquet and a table."""
