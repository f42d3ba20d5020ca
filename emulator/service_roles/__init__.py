"""Sessions that AWS services start, for programs that stand in for what the services run."""
