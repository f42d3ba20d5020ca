"""Actions of S3 for a version that is named, where they are others than those for the current one.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
"""

from __future__ import annotations

from emulator.authorization.actions.check import names

_VERSIONED = names(
    """
    DeleteObject DeleteObjectTagging GetObject GetObjectAcl GetObjectAttributes GetObjectTagging
    PutObjectAcl PutObjectTagging
    """
)


def versioned(action: str, version: str | None) -> str:
    """The action with its service, for a version or for the current one."""
    suffixed = version is not None and action in _VERSIONED
    if suffixed and action.endswith(("Acl", "Tagging", "Attributes")):
        base, kind = action.split("Object", 1)
        return f"s3:{base}ObjectVersion{kind}"
    return f"s3:{action}Version" if suffixed else f"s3:{action}"
