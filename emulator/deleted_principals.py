"""What becomes of policies when a role or user that they name is deleted.

AWS stores the unique id of a principal and shows its ARN as long as it exists. After that the
policies show the id, and mean nobody: a role or user of the same name that is made later is another
one, and is not let in.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from moto.ecr.models import ecr_backends
from moto.iam.models import IAMBackend, iam_backends
from moto.kms.models import kms_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}


@dataclass(frozen=True)
class _Stored:
    """A policy where moto has it."""

    owner: Any
    attribute: str

    @property
    def text(self) -> str:
        """As JSON; empty if there is none."""
        found = getattr(self.owner, self.attribute)
        if isinstance(found, bytes):
            return found.decode()
        return found if isinstance(found, str) else json.dumps(found or "")

    def store(self, document: Any) -> None:
        """In the form that it had."""
        text = json.dumps(document)
        is_bytes = isinstance(getattr(self.owner, self.attribute), bytes)
        setattr(self.owner, self.attribute, text.encode() if is_bytes else text)


def install() -> None:
    """Adds this to the deletion of roles and users, by the API and by CloudFormation alike."""
    _ORIGINAL["role"] = replace_attribute(IAMBackend, "delete_role", _delete_role)
    _ORIGINAL["user"] = replace_attribute(IAMBackend, "delete_user", _delete_user)


def _delete_role(backend: IAMBackend, role_name: str) -> None:
    role = backend.get_role(role_name)
    _ORIGINAL["role"](backend, role_name)
    _rename(backend, role.arn, role.id)


def _delete_user(backend: IAMBackend, user_name: str) -> None:
    user = backend.get_user(user_name)
    _ORIGINAL["user"](backend, user_name)
    _rename(backend, user.arn, user.id)


def _rename(backend: IAMBackend, arn: str, unique_id: str) -> None:
    for stored in _policies(backend.account_id, backend.partition):
        if f'"{arn}"' not in stored.text:
            continue
        document = json.loads(stored.text)
        statements = document.get("Statement", [])
        for statement in statements if isinstance(statements, list) else [statements]:
            for element in ("Principal", "NotPrincipal"):
                _replace(statement.get(element), arn, unique_id)
        stored.store(document)


def _replace(principals: Any, arn: str, unique_id: str) -> None:
    if not isinstance(principals, dict) or "AWS" not in principals:
        return
    named = principals["AWS"]
    if isinstance(named, list):
        principals["AWS"] = [unique_id if one == arn else one for one in named]
    elif named == arn:
        principals["AWS"] = unique_id


def _policies(account: str, partition: str) -> Iterator[_Stored]:
    for role in iam_backends[account][partition].get_roles():
        yield _Stored(role, "assume_role_policy_document")
    for bucket in s3_backends[account][partition].buckets.values():
        yield _Stored(bucket, "policy")
    for attribute, resources in _REGIONAL:
        for resource in resources(account):
            yield _Stored(resource, attribute)


def _of_regions(backends: Any, resources: str) -> Callable[[str], Iterator[Any]]:
    def found(account: str) -> Iterator[Any]:
        for backend in list(backends[account].values()):
            yield from getattr(backend, resources).values()

    return found


_REGIONAL = (
    ("policy", _of_regions(kms_backends, "keys")),
    ("policy", _of_regions(ecr_backends, "repositories")),
    ("policy", _of_regions(sqs_backends, "queues")),
    ("policy", _of_regions(sns_backends, "topics")),
    ("policy_document", _of_regions(logs_backends, "resource_policies")),
)
