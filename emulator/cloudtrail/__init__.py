"""CloudTrail: the account records every call that it decides, and trails deliver the records."""
