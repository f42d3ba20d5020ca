"""Records of a trail, as CloudTrail writes them for two organizations and their operators.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

import itertools
from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.log_files import TEXTS, Record

RAW = f"ts-dev-raw-{ACCOUNT}-{REGION}-an"
STANDARDIZED = f"ts-dev-standardized-{ACCOUNT}-{REGION}-an"
OLGA = "olga@platform.example"
_NUMBERS = itertools.count(1)


def role_arn(role: str) -> str:
    """Of a role of the account."""
    return f"arn:aws:iam::{ACCOUNT}:role/{role}"


def session(role: str, name: str, person: str | None = None, **more: Any) -> dict[str, Any]:
    """Who calls in a session of a role."""
    issuer = {"type": "Role", "arn": role_arn(role), "accountId": ACCOUNT, "userName": role}
    context: dict[str, Any] = {
        "sessionIssuer": issuer,
        "attributes": {"mfaAuthenticated": "false", "creationDate": "2026-11-26T09:00:00Z"},
    }
    if person:
        context["sourceIdentity"] = person
    return {
        "type": "AssumedRole",
        "principalId": f"AROAEXAMPLE:{name}",
        "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{name}",
        "accountId": ACCOUNT,
        "sessionContext": context,
        **more,
    }


def hub(slug: str, **more: Any) -> dict[str, Any]:
    """A session of the IoT credentials provider, named after the certificate."""
    return session(f"ts-dev-{slug}-data-hub", certificate_of(slug), **more)


def analyst(slug: str, **more: Any) -> dict[str, Any]:
    """A person of the organization."""
    return session(f"ts-dev-{slug}-analyst", f"ann@{slug}.example", f"ann@{slug}.example", **more)


def operator(use: str, person: str = OLGA) -> dict[str, Any]:
    """A person of the platform, in the role of a use."""
    return session(f"ts-dev-{use}", "console", person)


def service(name: str) -> dict[str, Any]:
    """A service of AWS for itself."""
    return {"type": "AWSService", "invokedBy": f"{name}.amazonaws.com"}


def certificate_of(slug: str, number: int = 1) -> str:
    """The id of one of an organization's certificates."""
    return f"{number}{slug.encode().hex()}".ljust(64, "0")


def certificate_arn(slug: str, number: int = 1) -> str:
    """The same as an ARN."""
    return f"arn:aws:iot:{REGION}:{ACCOUNT}:cert/{certificate_of(slug, number)}"


def record(
    caller: dict[str, Any],
    event: str,
    parameters: Any = None,
    *,
    resources: list[str] | None = None,
    **more: Any,
) -> Record:
    """A record of ``service:Action``, one second after the one before."""
    number = next(_NUMBERS)
    source, action = event.split(":")
    return {
        "eventVersion": "1.11",
        "userIdentity": caller,
        "eventTime": f"2026-11-26T10:{number // 60 % 60:02}:{number % 60:02}Z",
        "eventSource": f"{source}.amazonaws.com",
        "eventName": action,
        "awsRegion": REGION,
        "sourceIPAddress": "203.0.113.7",
        "userAgent": "test",
        "requestParameters": parameters,
        "responseElements": None,
        "eventID": f"event-{number:06}",
        "readOnly": action.startswith(("Get", "List", "Describe")),
        "resources": resources and [{"ARN": arn, "accountId": ACCOUNT} for arn in resources],
        "recipientAccountId": ACCOUNT,
        **more,
    }


def on_object(caller: dict[str, Any], action: str, bucket: str, key: str, **more: Any) -> Record:
    """A request for an object."""
    arns = [f"arn:aws:s3:::{bucket}/{key}", f"arn:aws:s3:::{bucket}"]
    host = f"{bucket}.s3.{REGION}.amazonaws.com"
    parameters = {"bucketName": bucket, "key": key, "Host": host, **more.pop("parameters", {})}
    return record(caller, f"s3:{action}", parameters, resources=arns, **more)


def refused(caller: dict[str, Any], action: str, resource: str) -> Record:
    """How IAM refuses: the message names caller and resource."""
    who = caller.get("arn", "nobody")
    message = (
        f'User: {who} is not authorized to perform: {action} on resource: "{resource}" '
        "because no identity-based policy allows the action"
    )
    return {"errorCode": "AccessDenied", "errorMessage": message}


def key_of(slug: str) -> str:
    """The ARN of the organization's key."""
    arn: str = TEXTS["keys"][slug]
    return arn


def a_day_of(slug: str) -> list[Record]:
    """What an organization does on a day, and what is done for it."""
    key, thing = f"{slug}/{slug}--berlin/a.csv", f"{slug}--berlin"
    hub_role = f"ts-dev-{slug}-data-hub"
    revocations = f"arn:aws:iam::{ACCOUNT}:policy/{hub_role}-revocations"
    path = f"/dev/{slug}/connectors/postgres"
    return [
        on_object(hub(slug), "PutObject", RAW, key),
        record(
            hub(slug, invokedBy="s3.amazonaws.com"),
            "kms:GenerateDataKey",
            {"keyId": key_of(slug), "keySpec": "AES_256"},
            resources=[key_of(slug)],
        ),
        record(service("events"), "kms:Decrypt", None, resources=[key_of(slug)]),
        record(hub(slug), "ssm:GetParameters", {"names": [path], "withDecryption": True}),
        record(
            analyst(slug),
            "athena:StartQueryExecution",
            {"workGroup": f"ts-dev-{slug}", "queryString": "SELECT 1"},
        ),
        record(
            analyst(slug, invokedBy="athena.amazonaws.com"),
            "glue:GetTable",
            {"databaseName": f"ts_dev_{slug.replace('-', '_')}", "name": "readings"},
        ),
        record(operator("secret-writer"), "ssm:PutParameter", {"name": path, "type": "Secure"}),
        record(operator("hub-revoker"), "iot:UpdateThing", {"thingName": thing}),
        record(
            operator("hub-revoker"),
            "iot:UpdateCertificate",
            {"certificateId": certificate_of(slug), "newStatus": "REVOKED"},
        ),
        record(
            operator("hub-revoker"),
            "iam:CreatePolicyVersion",
            {"policyArn": revocations, "policyDocument": f'["{certificate_of(slug, 2)}"]'},
            awsRegion="us-east-1",
        ),
    ]
