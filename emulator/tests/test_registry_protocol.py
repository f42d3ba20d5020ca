"""What the registry answers to requests that no well-behaved client makes, and in which words."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from base64 import b64encode, urlsafe_b64decode
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
from moto.ecr.models import ecr_backends

from emulator.registry import login_tokens, storage
from emulator.registry.front import Front
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.shared_clients import client_of
from emulator.tests.skopeo import needs_registry, password_from
from emulator.tests.tenants import Tenants, allow

NAME = "data-connector-csv"
ARN = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/{NAME}"
DIGEST = f"sha256:{'0' * 64}"
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
ACTIONS = [
    ("GET", "manifests/1.0", "ecr:BatchGetImage"),
    ("GET", f"manifests/{DIGEST}", "ecr:BatchGetImage"),
    ("PUT", "manifests/1.0", "ecr:PutImage"),
    ("GET", f"blobs/{DIGEST}", "ecr:GetDownloadUrlForLayer"),
    ("POST", "blobs/uploads/", "ecr:InitiateLayerUpload"),
    ("PATCH", "blobs/uploads/1", "ecr:UploadLayerPart"),
    ("PUT", "blobs/uploads/1", "ecr:CompleteLayerUpload"),
]


@pytest.fixture
def tenants(kept, ready, client):
    """Of an account with a repository; what is asked of the front does not get into it."""
    return kept(_with_repository, ready, client)


def _with_repository(ready, client):
    made = Tenants(ready)
    client("ecr").create_repository(repositoryName=NAME)
    return made


@pytest.fixture
def ask(tenants, client):
    """Asks the front; status, headers and JSON of its answer."""
    address = client("ecr").get_authorization_token()["authorizationData"][0]["proxyEndpoint"]

    def request(method, path, authorization=None, body=None):
        headers = {"Content-Type": "application/octet-stream"}
        if authorization:
            headers["Authorization"] = authorization
        made = urllib.request.Request(f"{address}{path}", body, headers, method=method)
        try:
            with urllib.request.urlopen(made) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            content = error.read()
            return error.code, error.headers, json.loads(content) if content else None

    return request


def basic(user, password):
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


def root_login(client):
    return basic("AWS", password_from(client("ecr")))


def test_a_token_has_the_form_of_aws(client, endpoint):
    (given,) = client("ecr").get_authorization_token()["authorizationData"]
    assert given["proxyEndpoint"].startswith("http://127.0.0.1:")
    left = given["expiresAt"] - datetime.now(timezone.utc)
    assert timedelta(hours=11, minutes=59) < left <= timedelta(hours=12)
    assert password_from(client("ecr")) != password_from(client("ecr"))


@pytest.mark.parametrize(("method", "rest", "action"), ACTIONS)
def test_each_request_needs_its_action(ask, ready, tenants, method, rest, action):
    others = [other for _, _, other in ACTIONS if other != action]
    statements = (allow("ecr:GetAuthorizationToken"), allow(others, ARN))
    name = f"somebody-{method}-{sha256(rest.encode()).hexdigest()[:8]}"
    session = tenants.session(tenants.role(name, *statements))
    login = basic("AWS", password_from(client_of(session, "ecr", ready["endpoint"])))
    status, _, answer = ask(method, f"/v2/{NAME}/{rest}", login)
    (error,) = answer["errors"]
    assert (status, error["code"]) == (403, "DENIED")
    who = f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/test"
    wanted = f"User: {who} is not authorized to perform: {action} on resource: {ARN} because no "
    assert error["message"].startswith(wanted)


def test_head_needs_its_action_and_has_no_body(ask, ready, tenants):
    statements = (allow("ecr:GetAuthorizationToken"), allow("ecr:GetDownloadUrlForLayer", ARN))
    session = tenants.session(tenants.role("somebody", *statements))
    login = basic("AWS", password_from(client_of(session, "ecr", ready["endpoint"])))
    for rest in (f"blobs/{DIGEST}", "manifests/1.0"):
        status, _, answer = ask("HEAD", f"/v2/{NAME}/{rest}", login)
        assert (status, answer) == (403, None)


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "Basic",
        "Basic not-base64",
        "Basic " + b64encode(b"\xff").decode(),
        basic("AWS", "wrong"),
        "Bearer {password}",
        "other user",
    ],
)
def test_without_a_valid_token_clients_are_told_to_log_in(ask, client, authorization):
    password = password_from(client("ecr"))
    if authorization == "other user":
        authorization = basic("root", password)
    sent = authorization and authorization.replace("{password}", password)
    for path in ("/v2/", f"/v2/{NAME}/manifests/1.0", "/v2/_catalog", "/"):
        status, headers, answer = ask("GET", path, sent)
        assert (status, answer["errors"][0]["code"]) == (401, "UNAUTHORIZED")
        assert headers["WWW-Authenticate"].startswith('Basic realm="http://127.0.0.1:')


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/_catalog"),
        ("GET", f"/v2/{NAME}/tags/list"),
        ("DELETE", f"/v2/{NAME}/manifests/{DIGEST}"),
        ("DELETE", f"/v2/{NAME}/blobs/{DIGEST}"),
        ("POST", f"/v2/{NAME}/blobs/uploads/1"),
        ("PATCH", f"/v2/{NAME}/blobs/uploads/"),
        ("GET", f"/v2/{NAME}/blobs/sha256:0"),
        ("GET", f"/v2/{NAME}/../other/manifests/1.0"),
        ("GET", f"/v2/{NAME}/manifests/1.0/"),
    ],
)
def test_lists_deletions_and_malformed_paths_lead_nowhere(ask, client, method, path):
    status, _, answer = ask(method, path, root_login(client))
    assert (status, answer["errors"][0]["code"]) == (405, "UNSUPPORTED")


def test_tokens_end_with_the_account_that_gave_them(ask, client, account):
    login = root_login(client)
    assert ask("GET", "/v2/", login)[0] == 200
    account.empty()
    assert ask("GET", "/v2/", login)[0] == 401


@needs_registry
def test_a_layer_of_another_repository_is_not_mounted(ask, client):
    """Also not by the name under which the storage keeps it, which the state of an upload tells."""
    login = root_login(client)
    client("ecr").create_repository(repositoryName="pipeline-acme")
    status, headers, _ = ask("POST", "/v2/pipeline-acme/blobs/uploads/", login)
    location = headers["Location"]
    assert (status, location.partition("?")[0].rpartition("/")[0]) == (
        202,
        "/v2/pipeline-acme/blobs/uploads",
    )
    kept_name = name_in_state_of(location)
    layer = f"sha256:{sha256(b'a layer').hexdigest()}"
    assert ask("PUT", f"{location}&digest={layer}", login, b"a layer")[0] == 201
    assert ask("GET", f"/v2/pipeline-acme/blobs/{layer}", login)[2] == b"a layer"
    for origin in ("pipeline-acme", kept_name):
        path = f"/v2/{NAME}/blobs/uploads/?mount={layer}&from={origin}"
        assert ask("POST", path, login)[0] == 202
    assert ask("GET", f"/v2/{NAME}/blobs/{layer}", login)[0] == 404


def name_in_state_of(location):
    """docker-registry signs the state of an upload, and does not hide it."""
    (state,) = parse_qs(urlsplit(location).query)["_state"]
    found = re.search(rb'"Name":"([0-9a-f]+)"', urlsafe_b64decode(state))
    assert found is not None
    return found[1].decode()


def answer_of(method, path, token):
    """What a front in this process answers: status, and code and message of its error."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_AUTHORIZATION": f"Basic {token}",
    }
    statuses = []
    front = Front(ACCOUNT, "http://127.0.0.1:1", storage.Storage())
    body = b"".join(front(environ, lambda status, headers: statuses.append(status)))
    (error,) = json.loads(body)["errors"]
    return statuses[0], error["code"], error["message"]


def test_a_token_that_is_too_old_is_denied(monkeypatch):
    monkeypatch.setattr(login_tokens, "_VALID", timedelta(0))
    token, _ = login_tokens.issue("test", REGION)
    assert answer_of("GET", "/v2/", token) == (
        "403 Forbidden",
        "DENIED",
        "Your authorization token has expired. Reauthenticate and try again.",
    )


def test_a_machine_that_keeps_no_images_says_so(monkeypatch):
    monkeypatch.setattr(storage, "_PROGRAM", "no-such-program")
    assert answer_to_upload() == ("503 Service Unavailable", "UNAVAILABLE", storage.NOT_INSTALLED)


def test_a_program_that_has_ended_is_told_from_a_missing_image(monkeypatch, tmp_path):
    monkeypatch.setattr(storage.Storage, "_started", lambda _: tmp_path / "socket")
    assert answer_to_upload() == (
        "503 Service Unavailable",
        "UNAVAILABLE",
        "docker-registry has ended; start the account again",
    )


def answer_to_upload():
    """What a front in this process answers to the root user who begins an upload."""
    backend = ecr_backends[ACCOUNT][REGION]
    backend.create_repository(
        repository_name=NAME,
        registry_id=None,
        encryption_config={},
        image_scan_config=None,
        image_tag_mutability="MUTABLE",
        tags=[],
    )
    token, _ = login_tokens.issue("test", REGION)
    try:
        return answer_of("POST", f"/v2/{NAME}/blobs/uploads/", token)
    finally:
        backend.delete_repository(NAME)
