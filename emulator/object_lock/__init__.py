"""Object Lock of S3: versions that nobody deletes or shortens before their time."""
