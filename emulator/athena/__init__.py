"""Athena's queries: they run on DuckDB, and every inner call is judged as the caller's."""
