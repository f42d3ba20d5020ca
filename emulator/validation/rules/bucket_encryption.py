"""The default encryption of a bucket.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal


def default_encryption(call: ApiCall) -> Iterator[Refusal]:
    """One rule, and a key only where KMS encrypts."""
    rules = call.parameters["ServerSideEncryptionConfiguration"].get("Rules", [])
    if len(rules) != 1:
        message = f"The XML you provided was not well-formed: {len(rules)} rules, not one"
        yield Refusal("MalformedXML", message)
    for rule in rules:
        default = rule.get("ApplyServerSideEncryptionByDefault") or {}
        if default.get("KMSMasterKeyID") and default.get("SSEAlgorithm") == "AES256":
            message = "KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms"
            yield Refusal("InvalidArgument", message)
