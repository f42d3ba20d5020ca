"""What requests to services besides S3 need."""

from __future__ import annotations

import json

from emulator.tests.callers import ROOT, message, outcome, refusal_of, signed
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.shared_clients import client_of
from emulator.tests.tenants import BUCKET, ROOT_ARN, allow, document

SECRET = "/local/acme/connectors/sftp/password"


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


def test_values_on_every_page_have_to_be_decryptable(tenants):
    own = tenants.keys["acme"]
    other = tenants.root("kms").create_key()["KeyMetadata"]["Arn"]
    writer = tenants.user("writer", allow("ssm:*"), allow("kms:Encrypt"))
    write = tenants.client(writer, "ssm").put_parameter
    for name, key in [*((str(number), own) for number in range(10)), ("last", other)]:
        write(Name=f"/local/acme/{name}", Type="SecureString", KeyId=key, Value="hunter2")
    reader = tenants.user("reader", allow("ssm:*"), allow("kms:Decrypt", own))
    read = tenants.client(reader, "ssm").get_parameters_by_path
    token = read(Path="/local/acme")["NextToken"]
    assert outcome(read, Path="/local/acme", NextToken=token) == "allowed"
    assert outcome(read, Path="/local/acme", NextToken=token, WithDecryption=True) == "AccessDenied"


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


def test_grants_of_encrypted_repositories(tenants):
    """As the platform's key has it: ECR makes and retires grants, and nobody does it by hand."""
    via_ecr = {"StringEquals": {"kms:ViaService": f"ecr.{REGION}.amazonaws.com"}}
    for_aws = {"Bool": {"kms:GrantIsForAWSResource": "true"}, **via_ecr}
    administration = allow(["kms:DescribeKey", "kms:PutKeyPolicy"], Principal={"AWS": ROOT_ARN})
    grants = allow("kms:CreateGrant", Principal={"AWS": ROOT_ARN}, Condition=for_aws)
    retiring = allow("kms:RetireGrant", Principal={"AWS": ROOT_ARN}, Condition=via_ecr)
    never = allow("kms:RetireGrant", Principal={"AWS": ROOT_ARN}, Condition=for_aws)
    kms = tenants.root("kms")
    policy = document(administration, grants, never)
    key = kms.create_key(Policy=policy)["KeyMetadata"]["Arn"]
    user = tenants.user("ann", allow("ecr:*"), allow("kms:*"), slug=None)
    ecr, own_kms = tenants.client(user, "ecr"), tenants.client(user, "kms")
    name = {"repositoryName": "data-connector-sftp"}
    encryption = {"encryptionType": "KMS", "kmsKey": key}
    assert outcome(ecr.create_repository, **name, encryptionConfiguration=encryption) == "allowed"
    # KMS does not send kms:GrantIsForAWSResource when a grant is retired.
    assert f"kms:RetireGrant on resource: {key}" in message(ecr.delete_repository, **name)
    policy = document(administration, grants, retiring)
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy)
    grant = {"GranteePrincipal": ROOT_ARN, "Operations": ["Decrypt"]}
    assert outcome(own_kms.create_grant, KeyId=key, **grant) == "AccessDenied"
    assert outcome(own_kms.retire_grant, KeyId=key, GrantId="0" * 64) == "AccessDenied"
    assert outcome(ecr.delete_repository, **name) == "allowed"


def test_athena_and_glue(tenants):
    groups = allow("athena:*", f"arn:aws:athena:{REGION}:{ACCOUNT}:workgroup/acme")
    base = f"arn:aws:glue:{REGION}:{ACCOUNT}"
    tables = allow(
        "glue:GetTable", [f"{base}:catalog", f"{base}:database/acme", f"{base}:table/acme/*"]
    )
    results = allow("s3:GetBucketLocation", f"arn:aws:s3:::{BUCKET}")
    user = tenants.user("ann", groups, tables, results)
    athena, glue = tenants.client(user, "athena"), tenants.client(user, "glue")
    root = tenants.root("athena")
    for name in ("acme", "acme-eu"):
        location = {"OutputLocation": f"s3://{BUCKET}/{name}/results/"}
        root.create_work_group(Name=name, Configuration={"ResultConfiguration": location})
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
    dynamodb = client_of(ROOT, "dynamodb", endpoint)
    assert "requests to dynamodb are not emulated" in message(dynamodb.list_tables)
    federate = client_of(ROOT, "sts", endpoint).get_federation_token
    assert "sts:GetFederationToken is about is not emulated" in message(federate, Name="ann")
    iot = client_of(ROOT, "iot", endpoint)
    assert "is no operation of iot" in refusal_of(signed("iot", "GET", f"{endpoint}/nothing/x"))
    assert outcome(iot.list_things) == "allowed"
