"""A request that is handed over is the one that would be sent, and so is its answer."""

from __future__ import annotations

import io
import socket
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from emulator.tests import without_sockets
from emulator.tests.callers import ROOT, root_client
from emulator.tests.conftest import REGION, USER_AGENT
from emulator.tests.shared_clients import client_of

BUCKET = "data"
OBJECT = {"Bucket": BUCKET, "Key": "a folder/ü+%&=?.csv"}
STORED = {"Bucket": BUCKET, "Key": "ü"}
# What differs from one request to the next: connections, and ids and times that both ways give.
_OF_CONNECTION = {"REMOTE_PORT", "werkzeug.socket", "wsgi.input", "wsgi.errors"}
_OF_REQUEST = {"HTTP_AUTHORIZATION", "HTTP_X_AMZ_DATE", "HTTP_AMZ_SDK_INVOCATION_ID"}
_OF_ANSWER = {"date", "last-modified", "x-amz-request-id", "x-amzn-requestid", "x-amz-id-2"}
# By protocol; then kinds of bodies and of answers.
CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("sts", "get_caller_identity", {}),
    ("iam", "list_users", {"MaxItems": 1}),
    ("iam", "tag_user", {"UserName": "ann", "Tags": [{"Key": "a b", "Value": "ü+/="}]}),
    ("ssm", "get_parameter", {"Name": "/acme/a"}),
    ("glue", "get_databases", {}),
    ("iot", "describe_thing", {"thingName": "hub"}),
    ("iot", "update_thing", {"thingName": "hub", "attributePayload": {"attributes": {"a": "b"}}}),
    ("iot", "list_things", {"maxResults": 1}),
    ("s3", "list_buckets", {}),
    ("s3", "list_objects_v2", {"Bucket": BUCKET, "Prefix": "a folder/ü"}),
    ("s3", "put_object", {**STORED, "Body": bytes(range(256)), "Metadata": {"my_key": "a  b"}}),
    ("s3", "put_object", {**STORED, "Body": "text ü"}),
    ("s3", "put_object", {**STORED, "Body": io.BytesIO(b"a buffer")}),
    ("s3", "put_object", {**STORED, "Body": b""}),
    ("s3", "put_object_tagging", {**OBJECT, "Tagging": {"TagSet": [{"Key": "k", "Value": "ü"}]}}),
    ("s3", "get_object", OBJECT),
    ("s3", "get_object", {**OBJECT, "Range": "bytes=1-3"}),
    ("s3", "head_object", OBJECT),
    ("s3", "delete_object", {"Bucket": BUCKET, "Key": "none"}),
    # Not modified, not there, refused.
    ("s3", "get_object", {**OBJECT, "IfNoneMatch": '"9a0364b9e99bb480dd25e1f0284c8555"'}),
    ("s3", "get_object", {"Bucket": BUCKET, "Key": "none"}),
    ("s3", "head_object", {"Bucket": BUCKET, "Key": "none"}),
    ("iam", "get_user", {"UserName": "none"}),
    ("ssm", "get_parameter", {"Name": "none"}),
    ("iot", "describe_thing", {"thingName": "none"}),
]


@pytest.fixture(params=["endpoint", "secureEndpoint"])
def origin(request, ready):
    return ready[request.param]


@pytest.fixture(autouse=True)
def contents(kept, ready):
    """Of an account with an item of each kind."""
    kept(_filled, ready)


def _filled(ready):
    root_client("iam", ready).create_user(UserName="ann")
    root_client("ssm", ready).put_parameter(Name="/acme/a", Value="ü", Type="SecureString")
    root_client("glue", ready).create_database(DatabaseInput={"Name": "acme"})
    root_client("iot", ready).create_thing(thingName="hub")
    s3 = root_client("s3", ready)
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(**OBJECT, Body=b"content")


@pytest.fixture
def seen(monkeypatch, ready):
    """What the server is asked: the environment and the body of each request."""
    found = []

    def noting(application):
        def note(environ, start):
            streamed = environ.get("wsgi.input_terminated")
            length = -1 if streamed else int(environ.get("CONTENT_LENGTH") or 0)
            body = environ["wsgi.input"].read(length)
            found.append((dict(environ), body))
            return application({**environ, "wsgi.input": io.BytesIO(body)}, start)

        return note

    for address in ("endpoint", "secureEndpoint"):
        server = without_sockets._SERVERS[ready[address]]
        monkeypatch.setattr(server, "app", noting(server.app))
    return found


def sending(service, origin, ca_file):
    """The same client as those of the tests, over a connection."""
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=origin,
        verify=ca_file,
        aws_access_key_id=ROOT["AccessKeyId"],
        aws_secret_access_key=ROOT["SecretAccessKey"],
        config=Config(
            retries={"total_max_attempts": 1},
            user_agent=USER_AGENT,
            s3={"addressing_style": "path"},
        ),
    )


def answer_of(client, operation, parameters):
    """All that the client tells of an answer."""
    if isinstance(parameters.get("Body"), io.BytesIO):
        parameters["Body"].seek(0)
    try:
        answer = getattr(client, operation)(**parameters)
    except ClientError as error:
        answer = error.response
    if "Body" in answer:
        answer["Body"] = answer["Body"].read()
    metadata = answer.pop("ResponseMetadata")
    headers = metadata["HTTPHeaders"]
    return {
        **{name: value for name, value in answer.items() if name != "LastModified"},
        "status": metadata["HTTPStatusCode"],
        "headers": {name: "" if name in _OF_ANSWER else headers[name] for name in headers},
    }


def is_sent(environ):
    return isinstance(environ["werkzeug.socket"], socket.socket)


def comparable(environ):
    return {
        name: "" if name in _OF_REQUEST else value
        for name, value in environ.items()
        if name not in _OF_CONNECTION
    }


@pytest.mark.parametrize(("service", "operation", "parameters"), CALLS)
def test_it_is_as_if_it_were_sent(service, operation, parameters, origin, ready, seen):
    here = client_of(ROOT, service, origin, ready["caFile"])
    over_there = sending(service, origin, ready["caFile"])
    answers = [answer_of(client, operation, dict(parameters)) for client in (over_there, here)]
    (sent, sent_body), (handed_over, body) = seen
    assert is_sent(sent)
    # boto3 streams what it uploads over TLS, with a checksum at the end.
    assert is_sent(handed_over) is ("https" in origin and operation == "put_object")
    assert body == sent_body
    assert comparable(handed_over) == comparable(sent)
    assert answers[1] == answers[0]


def test_kinds_of_answers_are_there(ready):
    client = {service: client_of(ROOT, service, ready["endpoint"]) for service, *_ in CALLS}
    statuses = {
        answer_of(client[service], operation, dict(parameters))["status"]
        for service, operation, parameters in CALLS
    }
    assert {200, 204, 206, 304, 400, 404} <= statuses


@pytest.mark.parametrize("size", [0, 100_000])
def test_what_is_streamed_keeps_its_connection(origin, ready, seen, size, tmp_path):
    content = bytes(size)
    (tmp_path / "file").write_bytes(content)
    s3 = client_of(ROOT, "s3", origin, ready["caFile"])
    with (tmp_path / "file").open("rb") as body:
        s3.put_object(**STORED, Body=body)
    assert [is_sent(environ) for environ, _ in seen] == [True]
    assert s3.get_object(**STORED)["Body"].read() == content
