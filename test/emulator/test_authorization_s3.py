"""Requests to S3 that policies decide: the traps of one bucket for many organizations."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request

import pytest
from callers import client_of, message, outcome, send, signed
from tenants import BUCKET, Tenants, allow, document


@pytest.fixture
def tenants(ready, endpoint):
    return Tenants(ready)


@pytest.fixture
def hub(tenants):
    return tenants.client(tenants.hub())


def test_upload_under_the_own_prefix_with_the_own_key(tenants, hub):
    answer = hub.put_object(**tenants.upload())
    assert (answer["ServerSideEncryption"], answer["SSEKMSKeyId"]) == (
        "aws:kms",
        tenants.keys["acme"],
    )


@pytest.mark.parametrize(
    ("change", "sid"),
    [
        ({"Key": "acme-eu/file"}, "because no identity-based policy"),
        ({"Key": "file"}, "no identity-based"),
        ({"SSEKMSKeyId": None}, "explicit deny in a resource-based policy"),
        ({"SSEKMSKeyId": None, "ServerSideEncryption": None}, "explicit deny"),
        ({"ServerSideEncryption": "AES256", "SSEKMSKeyId": None}, "explicit deny"),
    ],
)
def test_upload_elsewhere_or_otherwise(tenants, hub, change, sid):
    parameters = {k: v for k, v in (tenants.upload() | change).items() if v is not None}
    said = message(hub.put_object, **parameters)
    assert "is not authorized to perform: s3:PutObject" in said
    assert sid in said or "explicit deny" in said


def test_upload_with_the_neighbours_key(tenants, hub):
    parameters = tenants.upload() | {"SSEKMSKeyId": tenants.keys["acme-eu"]}
    assert outcome(hub.put_object, **parameters) == "AccessDenied"


def test_key_by_id_is_not_the_key_by_arn(tenants, hub):
    parameters = tenants.upload() | {"SSEKMSKeyId": tenants.keys["acme"].rsplit("/", 1)[1]}
    assert outcome(hub.put_object, **parameters) == "AccessDenied"


def test_kms_has_to_allow_as_well(tenants):
    arn = tenants.role("keyless", tenants.uploads("acme")[0])
    said = message(tenants.client(tenants.session(arn)).put_object, **tenants.upload())
    assert "kms:GenerateDataKey on resource" in said
    assert tenants.keys["acme"] in said


def test_reading_back_is_refused(tenants, hub):
    hub.put_object(**tenants.upload())
    assert outcome(hub.get_object, Bucket=BUCKET, Key="acme/file") == "AccessDenied"
    assert outcome(hub.head_object, Bucket=BUCKET, Key="acme/file") == "AccessDenied"
    assert outcome(hub.delete_object, Bucket=BUCKET, Key="acme/file") == "AccessDenied"


def test_plain_http_is_refused(tenants):
    plain = tenants.client(tenants.hub(), plain=True)
    said = message(plain.put_object, **tenants.upload())
    assert "explicit deny in a resource-based policy" in said


VERSIONS = [(ssl.TLSVersion.TLSv1_2, 200), (ssl.TLSVersion.TLSv1_3, 200)]
# Some systems have an OpenSSL without it.
OLD_VERSIONS = [(ssl.TLSVersion.TLSv1_1, 403)] if ssl.HAS_TLSv1_1 else []


@pytest.mark.parametrize(("version", "status"), [*OLD_VERSIONS, *VERSIONS])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_version_of_tls(tenants, ready, version, status):
    user = tenants.user("finder", allow("s3:GetBucketLocation"))
    context = ssl.create_default_context(cafile=ready["caFile"])
    context.minimum_version = context.maximum_version = version
    context.set_ciphers("ALL:@SECLEVEL=0")
    url = f"{ready['secureEndpoint']}/{BUCKET}?location"
    request = signed("s3", "GET", url, keys=user)
    host = url.split("/")[2]
    connection = http.client.HTTPSConnection(host, context=context, timeout=10)
    connection.request("GET", f"/{BUCKET}?location", headers=request.headers)
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    assert answer.status == status, content


def test_multipart_of_two_parts(tenants, hub):
    where = {"Bucket": BUCKET, "Key": "acme/large"}
    upload = tenants.upload(key="large")
    upload.pop("Body")
    upload_id = hub.create_multipart_upload(**upload)["UploadId"]
    parts = []
    for number, body in ((1, b"a" * 5 * 1024 * 1024), (2, b"b")):
        part = hub.upload_part(**where, UploadId=upload_id, PartNumber=number, Body=body)
        parts.append({"ETag": part["ETag"], "PartNumber": number})
    hub.complete_multipart_upload(**where, UploadId=upload_id, MultipartUpload={"Parts": parts})
    reader = tenants.client(tenants.analyst())
    assert reader.get_object(**where, Range="bytes=0-1")["Body"].read() == b"aa"


def test_part_needs_decrypt(tenants):
    put, use = tenants.uploads("acme")
    arn = tenants.role("writer", put, use | {"Action": "kms:GenerateDataKey"})
    writer = tenants.client(tenants.session(arn))
    upload = tenants.upload(key="large")
    body = upload.pop("Body")
    upload_id = writer.create_multipart_upload(**upload)["UploadId"]
    where = {"Bucket": BUCKET, "Key": "acme/large", "UploadId": upload_id}
    assert "kms:Decrypt" in message(writer.upload_part, **where, PartNumber=1, Body=body)
    assert outcome(writer.abort_multipart_upload, **where) == "allowed"


def test_reading_is_judged_with_the_key_of_the_object(tenants, hub):
    hub.put_object(**tenants.upload())
    reader = tenants.client(tenants.analyst())
    where = {"Bucket": BUCKET, "Key": "acme/file"}
    assert reader.get_object(**where)["Body"].read() == b"data"
    keyless = tenants.user("keyless", allow("s3:GetObject", f"arn:aws:s3:::{BUCKET}/acme/*"))
    assert "kms:Decrypt" in message(tenants.client(keyless).get_object, **where)
    # HEAD shows nothing that would have to be decrypted.
    assert outcome(tenants.client(keyless).head_object, **where) == "allowed"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"Prefix": "acme/"}, "allowed"),
        ({"Prefix": "acme/reports/"}, "allowed"),
        ({"Prefix": "acme"}, "AccessDenied"),
        ({"Prefix": "acme-eu/"}, "AccessDenied"),
        ({"Prefix": ""}, "AccessDenied"),
        ({}, "AccessDenied"),
    ],
)
def test_listing_with_and_without_a_prefix(tenants, parameters, expected):
    reader = tenants.client(tenants.analyst())
    assert outcome(reader.list_objects_v2, Bucket=BUCKET, **parameters) == expected
    assert outcome(reader.list_objects, Bucket=BUCKET, **parameters) == expected


def test_head_of_a_bucket_and_uploads_are_listings(tenants):
    reader = tenants.client(tenants.analyst())
    assert outcome(reader.head_bucket, Bucket=BUCKET) == "AccessDenied"
    assert outcome(reader.list_multipart_uploads, Bucket=BUCKET) == "AccessDenied"
    assert outcome(reader.list_object_versions, Bucket=BUCKET) == "AccessDenied"
    assert outcome(reader.list_buckets) == "AccessDenied"


def test_copy_needs_both_sides(tenants, hub):
    hub.put_object(**tenants.upload())
    copy = tenants.upload(key="copy") | {"CopySource": f"{BUCKET}/acme/file"}
    copy.pop("Body")
    assert "s3:GetObject" in message(hub.copy_object, **copy)
    both = [*tenants.uploads("acme"), allow("s3:GetObject", f"arn:aws:s3:::{BUCKET}/acme/*")]
    mover = tenants.client(tenants.session(tenants.role("mover", *both)))
    assert outcome(mover.copy_object, **copy) == "allowed"
    copy["CopySource"] = f"{BUCKET}/acme-eu/file"
    assert outcome(mover.copy_object, **copy) == "AccessDenied"


def test_deleting_several_needs_each(tenants):
    user = tenants.user("cleaner", allow("s3:DeleteObject", f"arn:aws:s3:::{BUCKET}/acme/old*"))
    cleaner = tenants.client(user)

    def objects(*keys):
        return {"Bucket": BUCKET, "Delete": {"Objects": [{"Key": key} for key in keys]}}

    assert outcome(cleaner.delete_objects, **objects("acme/old1", "acme/old2")) == "allowed"
    assert outcome(cleaner.delete_objects, **objects("acme/old1", "acme/new")) == "AccessDenied"


def test_version_has_an_action_of_its_own(tenants):
    user = tenants.user("reader", allow("s3:GetObject", f"arn:aws:s3:::{BUCKET}/*"))
    where = {"Bucket": BUCKET, "Key": "acme/file", "VersionId": "1"}
    assert "s3:GetObjectVersion on" in message(tenants.client(user).get_object, **where)


def test_presigned_url(tenants, hub, ready):
    hub.put_object(**tenants.upload())
    reader = tenants.client(tenants.analyst())
    context = ssl.create_default_context(cafile=ready["caFile"])

    def status(url):
        try:
            with urllib.request.urlopen(url, context=context) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def presigned(key):
        return reader.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": key})

    assert status(presigned("acme/file")) == 200
    assert status(presigned("acme-eu/file")) == 403
    assert status(presigned("acme/file").replace("acme/file", "acme/other")) == 403
    assert status(presigned("acme/file").replace("X-Amz-Expires=3600", "X-Amz-Expires=9999")) == 403


def test_root_is_held_by_bucket_and_key_policies(tenants, hub):
    hub.put_object(**tenants.upload())
    root = tenants.root("s3")
    assert outcome(root.get_object, Bucket=BUCKET, Key="acme/file") == "AccessDenied"
    assert outcome(root.list_objects_v2, Bucket=BUCKET, Prefix="acme/") == "AccessDenied"
    assert outcome(root.get_bucket_policy, Bucket=BUCKET) == "allowed"
    kms = tenants.root("kms")
    assert outcome(kms.encrypt, KeyId=tenants.keys["acme"], Plaintext=b"x") == "AccessDenied"
    assert outcome(kms.describe_key, KeyId=tenants.keys["acme"]) == "allowed"


def test_nobody_gets_what_the_policy_gives_to_everybody_unless_the_bucket_is_public(tenants, ready):
    s3 = tenants.root("s3")
    where = {"Bucket": "open-data"}
    s3.create_bucket(**where, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    s3.put_object(**where, Key="file", Body=b"data")
    address = f"{ready['endpoint']}/open-data/file"

    def read():
        with urllib.request.urlopen(address) as answer:
            return answer.read()

    with pytest.raises(urllib.error.HTTPError, match="403"):
        read()
    given = allow("s3:GetObject", "arn:aws:s3:::open-data/*", Principal="*")
    s3.put_bucket_policy(**where, Policy=document(given))
    s3.put_public_access_block(
        **where, PublicAccessBlockConfiguration={"RestrictPublicBuckets": True}
    )
    with pytest.raises(urllib.error.HTTPError, match="403"):
        read()
    s3.delete_public_access_block(**where)
    assert read() == b"data"


def test_default_encryption_of_the_bucket_needs_its_key(tenants):
    s3 = tenants.root("s3")
    where = {"Bucket": "defaults"}
    s3.create_bucket(**where, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": tenants.keys["acme-eu"]}
    rule = {"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}
    s3.put_bucket_encryption(**where, ServerSideEncryptionConfiguration={"Rules": [rule]})
    put = allow("s3:PutObject", "arn:aws:s3:::defaults/*")
    mine, theirs = tenants.uploads("acme"), tenants.uploads("acme-eu")
    wrong = tenants.session(tenants.role("wrong", put, *mine))
    right = tenants.session(tenants.role("right", put, *theirs, slug="acme-eu"))
    said = message(tenants.client(wrong).put_object, **where, Key="file", Body=b"x")
    assert f'kms:GenerateDataKey on resource: "{tenants.keys["acme-eu"]}"' in said
    answer = tenants.client(right).put_object(**where, Key="file", Body=b"x")
    assert answer["SSEKMSKeyId"] == tenants.keys["acme-eu"]


def test_kms_without_a_key_means_the_key_of_aws_which_everybody_may_use_through_s3(tenants):
    where = {"Bucket": "plain"}
    location = {"LocationConstraint": "eu-central-1"}
    tenants.root("s3").create_bucket(**where, CreateBucketConfiguration=location)
    everything = allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::plain/*")
    s3 = tenants.client(tenants.user("ann", everything))
    answer = s3.put_object(**where, Key="file", Body=b"x", ServerSideEncryption="aws:kms")
    kms = tenants.root("kms")
    own = kms.describe_key(KeyId="alias/aws/s3")["KeyMetadata"]["Arn"]
    assert answer["SSEKMSKeyId"] == own
    assert s3.get_object(**where, Key="file")["Body"].read() == b"x"
    assert outcome(kms.encrypt, KeyId=own, Plaintext=b"x") == "AccessDenied"


@pytest.mark.parametrize(
    ("operation", "parameters", "action"),
    [
        ("get_object_tagging", {"VersionId": "1"}, "s3:GetObjectVersionTagging"),
        ("put_object_acl", {"VersionId": "1", "ACL": "private"}, "s3:PutObjectVersionAcl"),
        ("delete_object", {"VersionId": "1"}, "s3:DeleteObjectVersion"),
        ("get_object_attributes", {"ObjectAttributes": ["ETag"]}, "s3:GetObjectAttributes"),
        ("list_parts", {"UploadId": "1"}, "s3:ListMultipartUploadParts"),
        ("restore_object", {}, "s3:RestoreObject"),
        ("put_object", {"Tagging": "a=b"}, "s3:PutObject"),
    ],
)
def test_names_of_actions(client, endpoint, operation, parameters, action):
    # Over plain HTTP and without a bucket: nothing but the action's name is looked at.
    nobody = client("iam")
    nobody.create_user(UserName="ann")
    s3 = client_of(nobody.create_access_key(UserName="ann")["AccessKey"], "s3", endpoint)
    said = message(getattr(s3, operation), Bucket="none", Key="file", **parameters)
    assert f"is not authorized to perform: {action} on resource" in said


def test_tags_of_an_object_need_a_permission_of_their_own(tenants):
    own = {"StringEquals": {"s3:RequestObjectTag/kind": "raw"}}
    tagging = allow("s3:PutObjectTagging", f"arn:aws:s3:::{BUCKET}/acme/*", Condition=own)
    untagged = tenants.client(tenants.hub())
    arn = tenants.role("tagger", *tenants.uploads("acme"), tagging)
    tagger = tenants.client(tenants.session(arn))
    upload = tenants.upload(Tagging="kind=raw")
    assert "s3:PutObjectTagging" in message(untagged.put_object, **upload)
    assert outcome(tagger.put_object, **upload) == "allowed"
    assert outcome(tagger.put_object, **upload | {"Tagging": "kind=x"}) == "AccessDenied"


def test_encryption_context_is_the_bucket_with_bucket_keys_and_the_object_without(tenants):
    only_file = {
        "StringEquals": {"kms:EncryptionContext:aws:s3:arn": f"arn:aws:s3:::{BUCKET}/acme/file"}
    }
    put, use = tenants.uploads("acme")
    arn = tenants.role("narrow", put, use | {"Condition": only_file})
    narrow = tenants.client(tenants.session(arn))
    assert outcome(narrow.put_object, **tenants.upload()) == "allowed"
    assert outcome(narrow.put_object, **tenants.upload(key="other")) == "AccessDenied"
    assert outcome(narrow.put_object, **tenants.upload(BucketKeyEnabled=True)) == "AccessDenied"


@pytest.mark.parametrize("host", ["localhost.x", "a.b", "www.x.y"])
def test_hosts_that_could_be_read_in_two_ways(tenants, ready, host):
    port = ready["endpoint"].rsplit(":", 1)[1]
    request = signed("s3", "GET", f"http://{host}.localhost:{port}/{BUCKET}/acme/file")
    with pytest.raises(urllib.error.HTTPError) as error:
        send(request, address=f"http://127.0.0.1:{port}/{BUCKET}/acme/file")
    assert "S3 is not at the host" in error.value.read().decode()


def test_two_operations_in_one_request(tenants, ready):
    user = tenants.user("reader", allow("s3:GetObjectAcl"))
    url = f"{ready['endpoint']}/{BUCKET}/acme/file?acl&tagging"
    with pytest.raises(urllib.error.HTTPError) as error:
        send(signed("s3", "GET", url, keys=user))
    assert "a request for acl and tagging at once" in error.value.read().decode()
