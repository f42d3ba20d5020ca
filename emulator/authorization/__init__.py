"""Authentication and authorization of every request, as IAM does it."""
