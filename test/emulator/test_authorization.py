"""Who may do what besides S3: signatures, sessions, ceilings, trust, keys, parameters, roles."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

import pytest
from callers import ROOT, client_of, decide, message, outcome, root_client, send, signed
from conftest import ACCOUNT, REGION, REPOSITORY_ROOT
from tenants import BUCKET, ROOT_ARN, Tenants, allow, deny, document

SECRET = "/local/acme/connectors/sftp/password"


@pytest.fixture
def tenants(ready, endpoint):
    return Tenants(ready)


def refusal_of(request):
    with pytest.raises(urllib.error.HTTPError) as error:
        send(request)
    return error.value.read().decode()


WRONG = {"AccessKeyId": "test", "SecretAccessKey": "wrong"}
UNKNOWN = {"AccessKeyId": "AKIAUNKNOWN", "SecretAccessKey": "x"}


@pytest.mark.parametrize(
    ("keys", "service", "operation", "code"),
    [
        (WRONG, "s3", "list_buckets", "SignatureDoesNotMatch"),
        (WRONG, "sts", "get_caller_identity", "SignatureDoesNotMatch"),
        (WRONG, "kms", "list_keys", "InvalidSignature"),
        (WRONG, "iot", "list_things", "InvalidSignature"),
        (UNKNOWN, "s3", "list_buckets", "InvalidAccessKeyId"),
        (UNKNOWN, "sts", "get_caller_identity", "InvalidClientTokenId"),
        (UNKNOWN, "kms", "list_keys", "UnrecognizedClient"),
        (UNKNOWN, "iot", "list_things", "UnrecognizedClient"),
    ],
)
def test_wrong_signature_and_unknown_key_as_each_service_words_it(
    endpoint, keys, service, operation, code
):
    assert outcome(getattr(client_of(keys, service, endpoint), operation)) == code


def test_tampered_requests(endpoint):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    listing = {"service": "iam", "method": "POST", "url": f"{endpoint}/", "headers": form}

    def request(**changes):
        made = signed(**listing, body="Action=ListUsers&Version=2010-05-08")
        for name, value in changes.items():
            setattr(made, name, value)
        return made

    assert b"ListUsersResult" in send(request())
    assert "SignatureDoesNotMatch" in refusal_of(request(body=b"Action=ListRoles"))
    assert "SignatureDoesNotMatch" in refusal_of(request(url=f"{endpoint}/?Action=ListRoles"))
    twice = signed(**listing | {"url": f"{endpoint}/?Action=ListRoles"}, body="Action=ListUsers")
    assert "both in the URL and in the body" in refusal_of(twice)
    other_host = request()
    other_host.headers["Host"] = "localhost:1"
    assert "SignatureDoesNotMatch" in refusal_of(other_host)


def test_body_and_headers_of_s3_are_signed_too(endpoint):
    url = f"{endpoint}/some-bucket"
    policy = signed("s3", "PUT", f"{url}?policy", body="{}")
    policy.body = b"[]"
    assert "XAmzContentSHA256Mismatch" in refusal_of(policy)
    acl = signed("s3", "PUT", f"{url}/file", body="x")
    acl.headers["x-amz-acl"] = "public-read"
    assert "not signed" in refusal_of(acl)


def test_old_request(endpoint):
    request = signed("s3", "GET", f"{endpoint}/")
    old = datetime.now(timezone.utc) - timedelta(minutes=20)
    request.headers["X-Amz-Date"] = old.strftime("%Y%m%dT%H%M%SZ")
    assert "RequestTimeTooSkewed" in refusal_of(request)


def test_unsigned_requests(endpoint):
    def code(url, **headers):
        request = urllib.request.Request(url, b"Action=ListUsers", headers)
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(request)
        return error.value.code, error.value.read().decode()

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert code(f"{endpoint}/", **form)[0] == 403
    target = {"X-Amz-Target": "TrentService.ListKeys", "Content-Type": "application/x-amz-json-1.1"}
    assert code(f"{endpoint}/", **target)[0] == 400
    half = {"Authorization": "AWS4-HMAC-SHA256 Credential=test"}
    assert "AuthorizationHeaderMalformed" in code(f"{endpoint}/", **half)[1]


def test_everybody_learns_who_they_are(tenants):
    def arn(keys):
        return tenants.client(keys, "sts").get_caller_identity()["Arn"]

    assert arn(ROOT) == ROOT_ARN
    assert arn(tenants.user("ann")) == f"arn:aws:iam::{ACCOUNT}:user/ann"
    session = tenants.session(tenants.role("hub"), RoleSessionName="berlin")
    assert arn(session) == f"arn:aws:sts::{ACCOUNT}:assumed-role/hub/berlin"


def test_inactive_key_and_deleted_role(tenants):
    user = tenants.user("ann", allow("iam:ListUsers"))
    iam = tenants.client(user, "iam")
    assert outcome(iam.list_users) == "allowed"
    tenants.iam.update_access_key(
        UserName="ann", AccessKeyId=user["AccessKeyId"], Status="Inactive"
    )
    assert outcome(iam.list_users) == "InvalidClientTokenId"
    session = tenants.client(tenants.session(tenants.role("gone")), "iam")
    tenants.iam.delete_role(RoleName="gone")
    assert outcome(session.list_users) == "InvalidClientTokenId"
    tenants.role("gone", allow("iam:ListUsers"))
    assert outcome(session.list_users) == "InvalidClientTokenId"


def test_session_needs_its_token(tenants):
    session = tenants.session(tenants.role("lister", allow("iam:ListUsers")))
    assert outcome(tenants.client(session, "iam").list_users) == "allowed"
    for token in (None, "other"):
        changed = {**session, "SessionToken": token}
        assert outcome(tenants.client(changed, "iam").list_users) == "InvalidClientTokenId"


def test_expired_session():
    # In a server of its own, whose sessions are over before they begin.
    code = (
        "import datetime, sys; from emulator.authorization import sessions;"
        "sessions.Session.is_expired = property(lambda self: True);"
        "from emulator.__main__ import main; sys.exit(main())"
    )
    with Server(code) as ready:
        root = root_client("iam", ready)
        trust = document(allow("sts:AssumeRole", None, Principal={"AWS": ROOT_ARN}))
        root.create_role(RoleName="hub", AssumeRolePolicyDocument=trust)
        arn = f"arn:aws:iam::{ACCOUNT}:role/hub"
        assumed = root_client("sts", ready).assume_role(RoleArn=arn, RoleSessionName="test")
        for service, operation, code in (
            ("s3", "list_buckets", "ExpiredToken"),
            ("sts", "get_caller_identity", "ExpiredToken"),
            ("ssm", "describe_parameters", "ExpiredToken"),
        ):
            client = client_of(assumed["Credentials"], service, ready["endpoint"])
            assert outcome(getattr(client, operation)) == code


class Server:
    """A server of its own, whose log can be read when it has ended."""

    def __init__(self, code="from emulator.__main__ import main; main()"):
        self._code = code
        self.log = ""

    def __enter__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-c", self._code, "--port", "0", "--exit-with-stdin"],
            cwd=REPOSITORY_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return json.loads(self._process.stdout.readline())

    def __exit__(self, *_):
        _, self.log = self._process.communicate(timeout=10)


def test_denial_is_logged_with_the_statement_that_decided():
    server = Server()
    with server as ready:
        tenants = Tenants(ready)
        stranger = tenants.client(tenants.hub("acme-eu"))
        assert outcome(stranger.put_object, **tenants.upload()) == "AccessDenied"
        user = tenants.client(tenants.user("ann", deny("Never", "iam:*")), "iam")
        assert "with an explicit deny in an identity-based policy" in message(user.list_users)
    assert "denied: User: arn:aws:sts::123456789012:assumed-role/hub-acme-eu/test" in server.log
    assert f"OtherOrganizations of policy of bucket {BUCKET}" in server.log
    assert "[Never of user ann: inline policy own]" in server.log
    assert "SecretAccessKey" not in server.log


def test_boundary_holds_in_what_policies_give(tenants):
    boundary = tenants.iam.create_policy(
        PolicyName="ceiling", PolicyDocument=document(allow("iam:ListUsers"))
    )["Policy"]["Arn"]
    arn = tenants.role("bounded", allow("iam:*"), PermissionsBoundary=boundary)
    iam = tenants.client(tenants.session(arn), "iam")
    assert outcome(iam.list_users) == "allowed"
    assert "because no permissions boundary allows the iam:ListRoles" in message(iam.list_roles)


def test_session_policy_holds_in_what_policies_give(tenants):
    arn = tenants.role("wide", allow("iam:*"))
    managed = tenants.iam.create_policy(
        PolicyName="users", PolicyDocument=document(allow("iam:ListUsers"))
    )["Policy"]["Arn"]
    for parameters in (
        {"Policy": document(allow("iam:ListUsers"))},
        {"PolicyArns": [{"arn": managed}]},
    ):
        iam = tenants.client(tenants.session(arn, **parameters), "iam")
        assert outcome(iam.list_users) == "allowed"
        assert "because no session policy allows" in message(iam.list_roles)


def test_managed_policies_groups_and_not_action(tenants):
    user = tenants.client(tenants.user("ann"), "iam")
    assert outcome(user.list_users) == "AccessDenied"
    tenants.iam.create_group(GroupName="people")
    tenants.iam.add_user_to_group(GroupName="people", UserName="ann")
    tenants.iam.put_group_policy(
        GroupName="people",
        PolicyName="others",
        PolicyDocument=document({"Effect": "Allow", "NotAction": "iam:*Role*", "Resource": "*"}),
    )
    assert outcome(user.list_users) == "allowed"
    assert outcome(user.list_roles) == "AccessDenied"
    policy = tenants.iam.create_policy(
        PolicyName="roles", PolicyDocument=document(allow("iam:listroles"))
    )["Policy"]["Arn"]
    tenants.iam.attach_user_policy(UserName="ann", PolicyArn=policy)
    assert outcome(user.list_roles) == "allowed"
    tenants.iam.create_policy_version(
        PolicyArn=policy, PolicyDocument=document(allow("iam:GetRole")), SetAsDefault=True
    )
    assert outcome(user.list_roles) == "AccessDenied"


def test_trust_policy_decides_who_assumes(tenants):
    assume = allow("sts:AssumeRole")
    ann = tenants.client(tenants.user("ann", assume), "sts")
    bob = tenants.client(tenants.user("bob"), "sts")
    to_ann = allow("sts:AssumeRole", None, Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:user/ann"})
    named = {"RoleArn": tenants.role("named", trust=to_ann), "RoleSessionName": "test"}
    assert (outcome(ann.assume_role, **named), outcome(bob.assume_role, **named)) == (
        "allowed",
        "AccessDenied",
    )
    # Through the account, the caller's own policies have to allow it too.
    account = {"RoleArn": tenants.role("account"), "RoleSessionName": "test"}
    assert outcome(ann.assume_role, **account) == "allowed"
    assert outcome(bob.assume_role, **account) == "AccessDenied"
    service = allow("sts:AssumeRole", None, Principal={"Service": "ssm.amazonaws.com"})
    machine = {"RoleArn": tenants.role("machine", trust=service), "RoleSessionName": "test"}
    assert outcome(ann.assume_role, **machine) == "AccessDenied"
    assert outcome(tenants.sts.assume_role, **machine) == "AccessDenied"
    missing = {"RoleArn": f"arn:aws:iam::{ACCOUNT}:role/missing", "RoleSessionName": "test"}
    assert outcome(tenants.sts.assume_role, **missing) == "AccessDenied"


def test_conditions_of_trust(tenants):
    trust = allow(
        "sts:AssumeRole",
        None,
        Principal={"AWS": ROOT_ARN},
        Condition={"StringEquals": {"sts:ExternalId": "right"}},
    )
    role = {"RoleArn": tenants.role("external", trust=trust), "RoleSessionName": "test"}
    assume = tenants.sts.assume_role
    assert outcome(assume, **role) == "AccessDenied"
    assert outcome(assume, **role, ExternalId="wrong") == "AccessDenied"
    assert outcome(assume, **role, ExternalId="right") == "allowed"


def test_session_tags_need_permission_and_are_principal_tags(tenants):
    own = allow("s3:GetBucketLocation", Condition={"StringEquals": {"aws:PrincipalTag/team": "a"}})
    role = {"RoleArn": tenants.role("tagged", own), "RoleSessionName": "test"}
    tags = [{"Key": "team", "Value": "a"}]
    assert outcome(tenants.sts.assume_role, **role, Tags=tags) == "AccessDenied"
    trust = document(allow(["sts:AssumeRole", "sts:TagSession"], None, Principal={"AWS": ROOT_ARN}))
    tenants.iam.update_assume_role_policy(RoleName="tagged", PolicyDocument=trust)
    found = tenants.client(tenants.session(role["RoleArn"], Tags=tags))
    assert outcome(found.get_bucket_location, Bucket=BUCKET) == "allowed"
    untagged = tenants.client(tenants.session(role["RoleArn"]))
    assert outcome(untagged.get_bucket_location, Bucket=BUCKET) == "AccessDenied"


def test_sessions_that_are_revoked_by_their_time(tenants):
    arn = tenants.role("hub", allow("iam:ListUsers"))
    iam = tenants.client(tenants.session(arn), "iam")
    assert outcome(iam.list_users) == "allowed"
    later = (datetime.now(timezone.utc) + timedelta(seconds=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    cut = deny("Revoked", "*", Condition={"DateLessThan": {"aws:TokenIssueTime": later}})
    tenants.iam.put_role_policy(
        RoleName="hub", PolicyName="revocations", PolicyDocument=document(cut)
    )
    assert outcome(iam.list_users) == "AccessDenied"


def test_key_policy_needs_no_identity_policy_where_it_names_the_user(tenants):
    kms = tenants.root("kms")
    key = kms.create_key()["KeyMetadata"]["Arn"]
    user = tenants.client(tenants.user("ann"), "kms")
    call = {"KeyId": key, "Plaintext": b"x"}
    assert outcome(user.encrypt, **call) == "AccessDenied"
    ann = f"arn:aws:iam::{ACCOUNT}:user/ann"
    policy = document(
        allow("kms:*", Principal={"AWS": ROOT_ARN}), allow("kms:Encrypt", Principal={"AWS": ann})
    )
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy)
    blob = user.encrypt(**call)["CiphertextBlob"]
    # The ciphertext says which key it is under.
    assert f"kms:Decrypt on resource: {key}" in message(user.decrypt, CiphertextBlob=blob)
    other = tenants.client(tenants.user("bob", allow("kms:*")), "kms")
    kms.create_alias(AliasName="alias/named", TargetKeyId=key)
    assert outcome(other.encrypt, KeyId="alias/named", Plaintext=b"x") == "allowed"


def test_secure_strings(tenants):
    key = tenants.keys["acme"]
    parameters = allow("ssm:*", f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/local/acme/*")
    encryption = "kms:EncryptionContext:PARAMETER_ARN"
    here = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter{SECRET}"

    def use(action, via="ssm", parameter=here):
        equal = {"kms:ViaService": f"{via}.{REGION}.amazonaws.com", encryption: parameter}
        return allow(action, key, Condition={"StringEquals": equal})

    writer = tenants.user("writer", parameters, use("kms:Encrypt"))
    reader = tenants.user("reader", parameters, use("kms:Decrypt"))
    elsewhere = tenants.user("elsewhere", parameters, use("kms:Decrypt", "s3"))
    other = tenants.user("other", parameters, use("kms:Decrypt", parameter=f"{here}2"))
    secret = {"Name": SECRET, "Type": "SecureString", "KeyId": key, "Value": "hunter2"}
    assert "kms:Encrypt" in message(tenants.client(reader, "ssm").put_parameter, **secret)
    put = tenants.client(writer, "ssm").put_parameter
    assert outcome(put, **secret) == "allowed"
    assert "kms:GenerateDataKey" in message(put, **secret, Tier="Advanced", Overwrite=True)

    ssm = tenants.client(reader, "ssm")
    shown = ssm.get_parameter(Name=SECRET)["Parameter"]["Value"]
    assert "hunter2" not in shown
    found = ssm.get_parameter(Name=SECRET, WithDecryption=True)["Parameter"]["Value"]
    assert found == "hunter2"
    for stranger in (writer, elsewhere, other):
        get = tenants.client(stranger, "ssm").get_parameter
        assert outcome(get, Name=SECRET, WithDecryption=True) == "AccessDenied"
        assert outcome(get, Name=SECRET) == "allowed"


def test_parameters_by_path_are_judged_by_the_path(tenants):
    below = allow("ssm:*", f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/local/acme/connectors/*")
    ssm = tenants.client(tenants.user("ann", below), "ssm")
    tenants.root("ssm").put_parameter(Name=SECRET, Type="String", Value="x")
    assert outcome(ssm.get_parameter, Name=SECRET) == "allowed"
    assert outcome(ssm.get_parameter, Name="/local/acme-eu/connectors/x") == "AccessDenied"
    names = [SECRET, "/local/acme-eu/connectors/x"]
    assert outcome(ssm.get_parameters, Names=names) == "AccessDenied"
    assert outcome(ssm.get_parameters_by_path, Path="/local/acme/connectors/sftp") == "allowed"
    assert outcome(ssm.get_parameters_by_path, Path="/local/acme") == "AccessDenied"


def test_passing_a_role(tenants):
    arn = tenants.role("machine")
    role_alias = {"roleAlias": "machine", "roleArn": arn}
    iot = tenants.client(tenants.user("ann", allow("iot:*")), "iot")
    assert f"iam:PassRole on resource: {arn}" in message(iot.create_role_alias, **role_alias)
    to_iot = {"StringEquals": {"iam:PassedToService": "credentials.iot.amazonaws.com"}}
    passing = allow("iam:PassRole", arn, Condition=to_iot)
    iot = tenants.client(tenants.user("bob", allow("iot:*"), passing), "iot")
    assert outcome(iot.create_role_alias, **role_alias) == "allowed"


def test_repository_policy(tenants):
    ecr = tenants.root("ecr")
    ecr.create_repository(repositoryName="data-connector-sftp")
    user = tenants.client(tenants.user("ann"), "ecr")
    images = {"repositoryName": "data-connector-sftp"}
    assert outcome(user.list_images, **images) == "AccessDenied"
    ann = {"AWS": f"arn:aws:iam::{ACCOUNT}:user/ann"}
    given = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": ann, "Action": "ecr:ListImages"}],
        }
    )
    ecr.set_repository_policy(repositoryName="data-connector-sftp", policyText=given)
    assert outcome(user.list_images, **images) == "allowed"


def test_athena_and_glue(tenants):
    groups = allow("athena:*", f"arn:aws:athena:{REGION}:{ACCOUNT}:workgroup/acme")
    base = f"arn:aws:glue:{REGION}:{ACCOUNT}"
    tables = allow(
        "glue:GetTable", [f"{base}:catalog", f"{base}:database/acme", f"{base}:table/acme/*"]
    )
    user = tenants.user("ann", groups, tables)
    athena, glue = tenants.client(user, "athena"), tenants.client(user, "glue")
    root = tenants.root("athena")
    for name in ("acme", "acme-eu"):
        root.create_work_group(Name=name)
    query = {"QueryString": "SELECT 1"}
    mine = athena.start_query_execution(**query, WorkGroup="acme")["QueryExecutionId"]
    theirs = root.start_query_execution(**query, WorkGroup="acme-eu")["QueryExecutionId"]
    assert outcome(athena.start_query_execution, **query, WorkGroup="acme-eu") == "AccessDenied"
    assert outcome(athena.get_query_execution, QueryExecutionId=mine) == "allowed"
    assert outcome(athena.get_query_execution, QueryExecutionId=theirs) == "AccessDenied"
    table = {"DatabaseName": "acme", "Name": "orders"}
    assert outcome(glue.get_table, **table) == "EntityNotFound"
    assert outcome(glue.get_table, **{**table, "DatabaseName": "acme_eu"}) == "AccessDenied"


def test_what_could_not_be_judged_later_is_refused(tenants, endpoint):
    boundary = f"arn:aws:iam::{ACCOUNT}:policy/ceiling"
    create = tenants.iam.create_user
    assert "from templates only" in message(create, UserName="ann", PermissionsBoundary=boundary)
    target = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AmazonSSM.GetParameter",
    }
    nameless = signed("ssm", "POST", f"{endpoint}/", body="{}", headers=target)
    assert "ssm:GetParameter without 'Name'" in refusal_of(nameless)
    no_xml = signed("s3", "POST", f"{endpoint}/{BUCKET}?delete", body="{}")
    assert "a body that is no XML" in refusal_of(no_xml)


def test_operations_of_which_nothing_is_known_are_refused(endpoint):
    sns = client_of(ROOT, "sns", endpoint)
    assert "requests to sns are not emulated" in message(sns.list_topics)
    sts = client_of(ROOT, "sts", endpoint)
    assert "sts:GetSessionToken is about is not emulated" in message(sts.get_session_token)
    iot = client_of(ROOT, "iot", endpoint)
    assert "is no operation of iot" in refusal_of(signed("iot", "GET", f"{endpoint}/nothing/x"))
    assert outcome(iot.list_things) == "allowed"


@pytest.fixture
def deployed(tenants, ready):
    """Asks for decisions about a hub of acme."""
    arn = tenants.role("hub-acme", *tenants.uploads("acme"))

    def ask(action, resource, context=None, principal=arn):
        answer = decide(ready, principal, action, resource, context)
        return answer["decision"], answer

    return ask


def test_decisions_can_be_asked_for(deployed, tenants):
    sse = "s3:x-amz-server-side-encryption"
    put = {
        "aws:SecureTransport": "true",
        sse: "aws:kms",
        f"{sse}-aws-kms-key-id": tenants.keys["acme"],
    }
    mine, theirs = f"arn:aws:s3:::{BUCKET}/acme/x", f"arn:aws:s3:::{BUCKET}/acme-eu/x"
    assert deployed("s3:PutObject", mine, put)[0] == "allowed"
    decision, answer = deployed("s3:PutObject", theirs, put)
    assert decision == "denied"
    assert {
        "policy": f"policy of bucket {BUCKET}",
        "sid": "OtherOrganizations",
        "effect": "Deny",
    } in answer["statements"]
    other_tag = {"aws:PrincipalTag/orgSlug": "acme-eu"}
    assert deployed("s3:PutObject", mine, put | other_tag)[0] == "denied"
    assert deployed("s3:PutObject", mine, put | {"aws:principaltag/orgslug": None})[0] == "denied"
    assert deployed("s3:PutObject", mine, put | {f"{sse}": None})[0] == "denied"


def test_decisions_about_services_certificates_root_and_users(deployed, tenants):
    hub = f"arn:aws:iam::{ACCOUNT}:role/hub-acme"
    assert deployed("sts:AssumeRole", hub, principal="root")[0] == "allowed"
    provider = {"service": "credentials.iot.amazonaws.com"}
    assert deployed("sts:AssumeRole", hub, principal=provider)[0] == "denied"
    trust = document(allow("sts:AssumeRole", None, Principal={"Service": provider["service"]}))
    tenants.iam.update_assume_role_policy(RoleName="hub-acme", PolicyDocument=trust)
    assert deployed("sts:AssumeRole", hub, principal=provider)[0] == "allowed"
    assert deployed("sts:AssumeRole", hub, principal="root")[0] == "denied"

    alias = f"arn:aws:iot:{REGION}:{ACCOUNT}:rolealias/hub-acme"
    tenants.root("iot").create_policy(
        policyName="hub-acme",
        policyDocument=document(allow("iot:AssumeRoleWithCertificate", alias)),
    )
    certificate = {"certificatePolicy": "hub-acme"}
    action = "iot:AssumeRoleWithCertificate"
    assert deployed(action, alias, principal=certificate)[0] == "allowed"
    assert deployed(action, f"{alias}-eu", principal=certificate)[0] == "denied"

    tenants.user("ann", allow("iam:GetUser", "arn:aws:iam::*:user/${aws:username}"))
    ann = f"arn:aws:iam::{ACCOUNT}:user/ann"
    assert deployed("iam:GetUser", ann, principal=ann)[0] == "allowed"
    assert deployed("iam:GetUser", ann[:-1], principal=ann)[0] == "denied"


def test_tags_of_keys_count(tenants, ready):
    same = {"StringEquals": {"aws:ResourceTag/orgSlug": "${aws:PrincipalTag/orgSlug}"}}
    arn = tenants.role("by-tag", allow("kms:Decrypt", Condition=same))
    for slug, expected in (("acme", "allowed"), ("acme-eu", "denied")):
        answer = decide(ready, arn, "kms:Decrypt", tenants.keys[slug])
        assert answer["decision"] == expected, answer


def test_requests_that_could_be_read_in_two_ways(endpoint):
    json_type = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AmazonSSM.GetParameter",
    }
    get = {"service": "ssm", "method": "POST", "headers": json_type}
    body = json.dumps({"Name": "/mine", "Note": "&Name=/theirs&"})
    assert "Name as in a form" in refusal_of(signed(**get, url=f"{endpoint}/", body=body))
    url = f"{endpoint}/?Name=theirs"
    assert "both in the URL" in refusal_of(signed(**get, url=url, body='{"Name": "/mine"}'))
    action = {"Action": "DeleteThing"}
    assert "header named Action" in refusal_of(
        signed("iot", "GET", f"{endpoint}/things", headers=action)
    )
    moved = signed("sts", "GET", f"{endpoint}/?Action=GetCallerIdentity&Version=2011-06-15")
    parts = moved.headers["Authorization"].split(" ", 1)[1].split(", ")
    moved.headers["Authorization"] = f"AWS4-HMAC-SHA256 {', '.join(reversed(parts))}"
    assert "is not of the form" in refusal_of(moved)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"action": "s3:GetObject", "resource": "*"}, "principal has to be"),
        ({"principal": "root", "action": "GetObject", "resource": "*"}, "action has to be like"),
        ({"principal": "root", "action": "s3:GetObject"}, "resource has to be"),
        ({"principal": "root", "action": "s3:A", "resource": "*", "contxt": {}}, "contxt"),
        ([], "write an object"),
    ],
)
def test_questions_that_cannot_be_asked(endpoint, body, what):
    request = urllib.request.Request(
        f"{endpoint}/emulator-api/decide", json.dumps(body).encode(), method="POST"
    )
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    assert (error.value.code, what in error.value.read().decode()) == (400, True)
