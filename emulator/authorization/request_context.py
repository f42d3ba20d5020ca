"""The condition keys of a request, by name without regard to case.

A key that is absent and one that is not emulated are two things: a Deny on the second would be
passed over without a word. So asking for a key that nobody here would ever set is an error.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from emulator.authorization.verdict import NotUnderstoodError

# Keys that are set where AWS sets them, or that are known to be absent in the emulator: nobody
# comes from a VPC, an organization of accounts, or a SAML provider, and aws:SourceOwner, in the
# policy that every topic starts with, is what services sent before aws:SourceAccount.
_EMULATED = """
    aws:calledvia aws:calledviafirst aws:calledvialast aws:currenttime aws:epochtime
    aws:federatedprovider aws:multifactorauthage aws:multifactorauthpresent aws:principalaccount
    aws:principalarn aws:principalisawsservice aws:principalorgid aws:principalorgpaths
    aws:principalservicename aws:principalservicenameslist aws:principaltype aws:referer
    aws:requestedregion aws:resourceaccount aws:resourceorgid aws:resourceorgpaths
    aws:securetransport aws:sourceaccount aws:sourcearn aws:sourceidentity aws:sourceip
    aws:sourceorgid aws:sourceorgpaths aws:sourcevpc aws:sourcevpcarn aws:sourcevpce aws:tagkeys
    aws:sourceowner aws:tokenissuetime aws:useragent aws:userid aws:username aws:viaawsservice
    aws:vpcsourceip
    credentials-iot:awscertificateid credentials-iot:thingname credentials-iot:thingtypename
    iam:passedtoservice iam:permissionsboundary iam:policyarn
    kms:calleraccount kms:encryptioncontextkeys kms:grantisforawsresource kms:requestalias
    kms:viaservice
    s3:authtype s3:delimiter s3:max-keys s3:object-lock-legal-hold s3:object-lock-mode
    s3:object-lock-remaining-retention-days s3:object-lock-retain-until-date
    s3:prefix s3:resourceaccount s3:signatureage
    s3:signatureversion s3:tlsversion s3:versionid s3:x-amz-acl s3:x-amz-bucket-namespace
    s3:x-amz-content-sha256
    s3:x-amz-copy-source s3:x-amz-metadata-directive s3:x-amz-server-side-encryption
    s3:x-amz-server-side-encryption-aws-kms-key-id
    s3:x-amz-server-side-encryption-customer-algorithm s3:x-amz-storage-class
    sns:endpoint sns:protocol
    sts:externalid sts:rolesessionname sts:sourceidentity sts:transitivetagkeys
    ssm:overwrite ssm:recursive
"""
_EMULATED_KEYS = frozenset(_EMULATED.split())
_EMULATED_PREFIXES = (
    "aws:principaltag/",
    "aws:requesttag/",
    "kms:encryptioncontext:",
    "s3:requestobjecttag/",
    "saml:",
)
# The claims of an OpenID Connect provider that policies can ask for, such as
# ``identity.example.com/acme:aud``. Only whoever signs in with its token has them.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
_CLAIM = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/[^:]*)?:(amr|aud|azp|oaud|sub)")
# Known only where the tags of the resource are; see ``knows_resource_tags``.
_RESOURCE_TAGS = ("aws:resourcetag/", "iam:resourcetag/", "ssm:resourcetag/", "ecr:resourcetag/")


class RequestContext:
    """What is known of one request; immutable."""

    def __init__(
        self, values: Mapping[str, Sequence[str]], *, knows_resource_tags: bool = False
    ) -> None:
        self._values = {key.lower(): tuple(found) for key, found in values.items() if found}
        self._knows_resource_tags = knows_resource_tags

    def get(self, key: str) -> tuple[str, ...] | None:
        """The values of a key; None if it is absent; NotUnderstoodError if it is not emulated."""
        lower = key.lower()
        if lower in self._values:
            return self._values[lower]
        if lower in _EMULATED_KEYS or lower.startswith(_EMULATED_PREFIXES):
            return None
        if _CLAIM.fullmatch(lower):
            return None
        if lower.startswith(_RESOURCE_TAGS) and self._knows_resource_tags:
            return None
        raise NotUnderstoodError(f"condition key {key} is not emulated here")

    def with_values(
        self, values: Mapping[str, Sequence[str]], without: Iterable[str] = ()
    ) -> RequestContext:
        """A context in which some keys are replaced and some are absent."""
        merged = {**self._values, **{key.lower(): tuple(v) for key, v in values.items()}}
        for key in without:
            merged.pop(key.lower(), None)
        return RequestContext(merged, knows_resource_tags=self._knows_resource_tags)

    def with_resource_tags(self, tags: Mapping[str, str] | None) -> RequestContext:
        """A context that knows the tags of the resource; None if they cannot be known."""
        if tags is None:
            return self
        found = {
            f"{prefix}{key}": (value,) for key, value in tags.items() for prefix in _RESOURCE_TAGS
        }
        # What the caller of this sets by itself wins.
        lower = {key.lower(): value for key, value in found.items()}
        return RequestContext({**lower, **self._values}, knows_resource_tags=True)
