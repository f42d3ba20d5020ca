"""Athena: the workgroup that every account has, and deletions of workgroups.

https://docs.aws.amazon.com/athena/latest/ug/workgroups.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.athena.models import athena_backends

from emulator.athena.work_group_contents import is_empty
from emulator.validation.api_call import ApiCall, Refusal


def not_the_primary_workgroup(call: ApiCall) -> Iterator[Refusal]:
    """``primary`` is there from the beginning."""
    if call.parameters["Name"] == "primary":
        yield Refusal("InvalidRequestException", "Name 'primary' is reserved")


def empty_workgroup(call: ApiCall) -> Iterator[Refusal]:
    """Not ``primary``, and without queries unless the request says that they may go."""
    name = call.parameters["WorkGroup"]
    if name == "primary":
        yield Refusal("InvalidRequestException", "The primary workgroup cannot be deleted")
    backend = athena_backends[call.account][call.region]
    if name not in backend.work_groups:
        yield Refusal("InvalidRequestException", f"WorkGroup {name} is not found.")
    if not call.parameters.get("RecursiveDeleteOption") and not is_empty(backend, name):
        yield Refusal("InvalidRequestException", f"WorkGroup {name} is not empty")


def result_location(call: ApiCall) -> Iterator[Refusal]:
    """Results go to a bucket; under a key of KMS, they need one."""
    given = call.parameters
    configuration = given.get("Configuration") or given.get("ConfigurationUpdates") or {}
    updates = configuration.get("ResultConfigurationUpdates") or {}
    results = configuration.get("ResultConfiguration") or updates
    location = results.get("OutputLocation")
    if location is not None and not location.startswith("s3://"):
        message = f"OutputLocation is not a valid S3 path: {location}"
        yield Refusal("InvalidRequestException", message)
    encryption = results.get("EncryptionConfiguration") or {}
    option = encryption.get("EncryptionOption", "")
    if option.endswith("_KMS") and not encryption.get("KmsKey"):
        yield Refusal("InvalidRequestException", f"KmsKey is required for {option}")
