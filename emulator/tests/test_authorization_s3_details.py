"""Requests to S3: what each needs at KMS, names of actions, requests with two meanings."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from emulator.tests.callers import message, outcome, send, signed
from emulator.tests.conftest import REGION
from emulator.tests.shared_clients import client_of
from emulator.tests.tenants import BUCKET, allow

MINE = "acme-data"


def test_kms_has_to_allow_as_well(tenants):
    arn = tenants.role("keyless", tenants.uploads("acme")[0])
    said = message(tenants.client(tenants.session(arn)).put_object, **tenants.upload())
    assert "kms:GenerateDataKey on resource" in said
    assert tenants.keys["acme"] in said


def test_multipart_of_two_parts(tenants, uploader):
    where = {"Bucket": BUCKET, "Key": "acme/large"}
    upload = tenants.upload(key="large")
    upload.pop("Body")
    upload_id = uploader.create_multipart_upload(**upload)["UploadId"]
    parts = []
    for number, body in ((1, b"a" * 5 * 1024 * 1024), (2, b"b")):
        part = uploader.upload_part(**where, UploadId=upload_id, PartNumber=number, Body=body)
        parts.append({"ETag": part["ETag"], "PartNumber": number})
    uploader.complete_multipart_upload(
        **where, UploadId=upload_id, MultipartUpload={"Parts": parts}
    )
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


def test_reading_is_judged_with_the_key_of_the_object(tenants, uploader):
    uploader.put_object(**tenants.upload())
    reader = tenants.client(tenants.analyst())
    where = {"Bucket": BUCKET, "Key": "acme/file"}
    assert reader.get_object(**where)["Body"].read() == b"data"
    keyless = tenants.user("keyless", allow("s3:GetObject", f"arn:aws:s3:::{BUCKET}/acme/*"))
    assert "kms:Decrypt" in message(tenants.client(keyless).get_object, **where)
    # HEAD shows nothing that would have to be decrypted.
    assert outcome(tenants.client(keyless).head_object, **where) == "allowed"


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


def test_version_has_an_action_of_its_own(tenants):
    user = tenants.user("reader", allow("s3:GetObject", f"arn:aws:s3:::{BUCKET}/*"))
    where = {"Bucket": BUCKET, "Key": "acme/file", "VersionId": "1"}
    assert "s3:GetObjectVersion on" in message(tenants.client(user).get_object, **where)


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


def test_who_may_not_list_is_not_told_that_an_object_is_not_there(tenants):
    tenants.root("s3").create_bucket(
        Bucket=MINE, CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    absent = {"Bucket": MINE, "Key": "absent"}
    objects = allow("s3:*Object", f"arn:aws:s3:::{MINE}/*")
    listing = allow("s3:ListBucket", f"arn:aws:s3:::{MINE}")
    reader = tenants.client(tenants.user("reader", objects))
    lister = tenants.client(tenants.user("lister", objects, listing))
    copy = {"Bucket": MINE, "Key": "copy", "CopySource": f"{MINE}/absent"}
    for caller, told in ((reader, "AccessDenied"), (lister, "NoSuchKey")):
        assert outcome(caller.get_object, **absent) == told
        assert outcome(caller.head_object, **absent) == told.replace("NoSuchKey", "404")
        assert outcome(caller.copy_object, **copy) == told


def test_a_copy_takes_the_tags_along_if_they_may_be_read_and_set(tenants):
    root = tenants.root("s3")
    root.create_bucket(Bucket=MINE, CreateBucketConfiguration={"LocationConstraint": REGION})
    root.put_object(Bucket=MINE, Key="tagged", Body=b"data", Tagging="team=a")
    objects = f"arn:aws:s3:::{MINE}/*"
    both = allow(["s3:GetObject", "s3:PutObject"], objects)
    reading, setting = allow("s3:GetObjectTagging", objects), allow("s3:PutObjectTagging", objects)
    copy = {"Bucket": MINE, "Key": "copy", "CopySource": f"{MINE}/tagged"}
    for name, given, told in (
        ("nothing", [], "AccessDenied"),
        ("reading", [reading], "AccessDenied"),
        ("setting", [setting], "AccessDenied"),
        ("all", [reading, setting], "allowed"),
    ):
        caller = tenants.client(tenants.user(name, both, *given))
        assert outcome(caller.copy_object, **copy) == told
        assert outcome(caller.copy_object, **copy, TaggingDirective="REPLACE") == "allowed"
