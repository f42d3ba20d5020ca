"""What S3 refuses of requests about objects and buckets, whoever makes them."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request

import pytest
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from emulator.authorization.deployed_principals import root_user
from emulator.tests.callers import SignedRequest, outcome, refusal_of, send, signed
from emulator.tests.conftest import ACCOUNT, REGION, statement
from emulator.tests.tenants import allow, document
from emulator.validation.api_call import ApiCall
from emulator.validation.rules.by_operation import rules_of
from emulator.validation.rules.object_lists import several_objects

MINE = "acme-data"


def with_a_bucket(client):
    """It has its defaults."""
    made = client("s3")
    made.create_bucket(Bucket=MINE, CreateBucketConfiguration={"LocationConstraint": REGION})
    made.put_object(Bucket=MINE, Key="file", Body=b"data")
    return made


@pytest.fixture
def s3(client):
    return with_a_bucket(client)


@pytest.fixture
def kept_bucket(kept, client):
    """For tests that leave nothing in it that the others would notice."""
    return kept(with_a_bucket, client)


def test_an_upload_is_continued_under_its_own_key_only(s3):
    """Or whoever may write below one prefix could write below another one."""
    mine, other = {"Bucket": MINE, "Key": "acme/big"}, {"Bucket": MINE, "Key": "other/big"}
    upload = {"UploadId": s3.create_multipart_upload(**other)["UploadId"]}
    part = {"PartNumber": 1, "Body": b"1"}
    listed = {
        "Parts": [{"PartNumber": 1, "ETag": s3.upload_part(**other, **upload, **part)["ETag"]}]
    }
    copied = {"PartNumber": 2, "CopySource": f"{MINE}/file"}
    complete = {**upload, "MultipartUpload": listed}
    for call, parameters in (
        (s3.upload_part, {**upload, **part}),
        (s3.upload_part_copy, {**upload, **copied}),
        (s3.list_parts, upload),
        (s3.abort_multipart_upload, upload),
        (s3.complete_multipart_upload, complete),
    ):
        assert outcome(call, **mine, **parameters) == "NoSuchUpload"
    unknown = {**part, "UploadId": "no-such-upload"}
    assert outcome(s3.upload_part, **mine, **unknown) == "NoSuchUpload"
    for number in (0, 10_001):
        numbered = {**part, **upload, "PartNumber": number}
        assert outcome(s3.upload_part, **other, **numbered) == "InvalidArgument"
    assert outcome(s3.complete_multipart_upload, **other, **complete) == "allowed"


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        ("InvalidArgument", {"ServerSideEncryption": "aes"}),
        ("InvalidArgument", {"ServerSideEncryption": "AES256", "SSEKMSKeyId": "alias/acme"}),
        ("InvalidArgument", {"SSEKMSKeyId": "alias/acme"}),
        ("KeyTooLongError", {"Key": "k" * 1_025}),
        ("MetadataTooLarge", {"Metadata": {"note": "x" * 2_048}}),
        ("InvalidArgument", {"Tagging": "team=a&team=b"}),
        ("InvalidTag", {"Tagging": f"{'k' * 129}=a"}),
        ("InvalidTag", {"Tagging": f"team={'v' * 257}"}),
        ("BadRequest", {"Tagging": "&".join(f"k{number}=v" for number in range(11))}),
        ("InvalidDigest", {"ContentMD5": "no digest"}),
        ("BadDigest", {"ContentMD5": base64.b64encode(bytes(16)).decode()}),
        ("AccessDenied", {"ExpectedBucketOwner": "210987654321"}),
        ("AccessControlListNotSupported", {"ACL": "public-read"}),
        ("AccessControlListNotSupported", {"GrantRead": 'id="all"'}),
        ("allowed", {"ACL": "bucket-owner-full-control", "ExpectedBucketOwner": ACCOUNT}),
        ("allowed", {"Key": "k" * 1_024, "Tagging": "team=a&Team=b"}),
    ],
)
def test_object(kept_bucket, code, parameters):
    assert (
        outcome(kept_bucket.put_object, **{"Bucket": MINE, "Key": "k", "Body": b"", **parameters})
        == code
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "AccessDenied"),
        ({"StringLike": {"aws:PrincipalOrgID": "o-*"}}, "AccessDenied"),
        ({"StringNotEquals": {"aws:SourceAccount": "210987654321"}}, "AccessDenied"),
        ({"StringEquals": {"aws:PrincipalTag/team": "a"}}, "AccessDenied"),
        ({"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}, "AccessDenied"),
        ({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}, "allowed"),
        ({"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}, "allowed"),
        ({"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}, "AccessDenied"),
    ],
)
def test_a_policy_for_everybody_is_blocked(kept_bucket, more, told):
    s3 = kept_bucket
    objects = f"arn:aws:s3:::{MINE}/*"
    for everybody in ("*", {"AWS": "*"}):
        given = statement("s3:GetObject", objects, Principal=everybody, Condition=more)
        assert outcome(s3.put_bucket_policy, Bucket=MINE, Policy=json.dumps(given)) == told
        given["Statement"][0]["Effect"] = "Deny"
        assert outcome(s3.put_bucket_policy, Bucket=MINE, Policy=json.dumps(given)) == "allowed"


def test_a_page_has_a_size(kept_bucket, endpoint):
    for most in ("-1", "2147483648", "many"):
        request = signed("s3", "GET", f"{endpoint}/{MINE}?list-type=2&max-keys={most}")
        assert "<Code>InvalidArgument</Code>" in refusal_of(request)


def test_a_list_goes_on_where_a_page_ended(kept_bucket):
    pages, versions = kept_bucket.list_objects_v2, kept_bucket.list_object_versions
    assert outcome(pages, Bucket=MINE, ContinuationToken="nonsense") == "InvalidArgument"
    assert outcome(versions, Bucket=MINE, VersionIdMarker="1") == "InvalidArgument"
    assert outcome(versions, Bucket=MINE, VersionIdMarker="1", KeyMarker="a") == "allowed"


def test_what_no_request_can_ask_for(s3):
    put = {"Bucket": MINE, "Key": "k", "Body": b""}
    assert outcome(s3.put_object, **put, IfNoneMatch='"etag"') == "NotImplemented"
    read = {"Bucket": MINE, "Key": "file", "Range": "bytes=0-1"}
    assert outcome(s3.get_object, **read, PartNumber=1) == "InvalidRequest"


def test_a_version_that_there_is_not_is_not_deleted(s3):
    """Whether or not the bucket keeps versions."""
    s3.delete_object(Bucket=MINE, Key="file", VersionId="9" * 32)
    assert s3.get_object(Bucket=MINE, Key="file")["Body"].read() == b"data"


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ([{"SSEAlgorithm": "AES256", "KMSMasterKeyID": "alias/acme"}], "InvalidArgument"),
        ([{"SSEAlgorithm": "AES256"}, {"SSEAlgorithm": "AES256"}], "MalformedXML"),
        ([{"SSEAlgorithm": "AES128"}], "MalformedXML"),
        ([{"SSEAlgorithm": "AES256"}], "allowed"),
    ],
)
def test_default_encryption(kept_bucket, rules, told):
    given = {"Rules": [{"ApplyServerSideEncryptionByDefault": rule} for rule in rules]}
    call = kept_bucket.put_bucket_encryption
    assert outcome(call, Bucket=MINE, ServerSideEncryptionConfiguration=given) == told


@pytest.mark.parametrize(
    ("number", "refused"), [(0, ["MalformedXML"]), (1, []), (1_000, []), (1_001, ["MalformedXML"])]
)
def test_one_to_a_thousand_objects_are_deleted_at_once(number, refused):
    objects = {"Objects": [{"Key": f"k{place}"} for place in range(number)]}
    given = {"Bucket": MINE, "Delete": objects}
    call = ApiCall("s3", "DeleteObjects", given, ACCOUNT, REGION, root_user(ACCOUNT))
    assert [refusal.code for refusal in several_objects(call)] == refused
    asked = [rule for rule in rules_of(call) if rule is several_objects]
    assert asked == [several_objects]


def test_new_buckets_are_private_and_encrypted(s3):
    block = s3.get_public_access_block(Bucket=MINE)["PublicAccessBlockConfiguration"]
    assert set(block.values()) == {True}
    rules = s3.get_bucket_ownership_controls(Bucket=MINE)["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    encryption = s3.get_bucket_encryption(Bucket=MINE)["ServerSideEncryptionConfiguration"]
    default = encryption["Rules"][0]["ApplyServerSideEncryptionByDefault"]
    assert default == {"SSEAlgorithm": "AES256"}
    for call, parameters in ((s3.put_bucket_acl, {}), (s3.put_object_acl, {"Key": "file"})):
        told = outcome(call, Bucket=MINE, ACL="private", **parameters)
        assert told == "AccessControlListNotSupported"
    other = {"Bucket": "acme-open", "CreateBucketConfiguration": {"LocationConstraint": REGION}}
    told = outcome(s3.create_bucket, **other, ACL="public-read")
    assert told == "InvalidBucketAclWithObjectOwnership"
    owned = {**other, "ObjectOwnership": "BucketOwnerPreferred"}
    assert outcome(s3.create_bucket, **owned, ACL="public-read") == "allowed"


def test_a_template_cannot_set_a_list_either(deployer):
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"AccessControl": "PublicRead"}}
    assert "BucketOwnerEnforced" in deployer.fail({"Bucket": bucket})["Bucket"]


def test_the_root_user_gets_back_a_bucket_that_its_policy_closes(s3):
    given = document(
        {**allow("s3:*", [f"arn:aws:s3:::{MINE}", f"arn:aws:s3:::{MINE}/*"], Principal="*")}
        | {"Effect": "Deny"}
    )
    s3.put_bucket_policy(Bucket=MINE, Policy=given)
    assert outcome(s3.get_bucket_location, Bucket=MINE) == "AccessDenied"
    assert outcome(s3.get_bucket_policy, Bucket=MINE) == "allowed"
    assert outcome(s3.delete_bucket_policy, Bucket=MINE) == "allowed"
    assert outcome(s3.get_bucket_location, Bucket=MINE) == "allowed"


def test_presigned_urls_last_a_week_at_most(s3, endpoint):
    file = {"Bucket": MINE, "Key": "file"}
    week = s3.generate_presigned_url("get_object", file, ExpiresIn=7 * 24 * 3600)
    with urllib.request.urlopen(week) as answer:
        assert answer.read() == b"data"
    longer = s3.generate_presigned_url("get_object", file, ExpiresIn=7 * 24 * 3600 + 1)
    with pytest.raises(urllib.error.HTTPError, match="400") as refused:
        urllib.request.urlopen(longer)
    assert b"AuthorizationQueryParametersError" in refused.value.read()


def test_data_is_no_form_whatever_it_says(s3, endpoint):
    """As curl says of all that it sends with ``--data-binary``."""
    for data in ("a=1&b=2", "acl=x", "uploads", "key=k&file=f", "{}"):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        send(signed("s3", "PUT", f"{endpoint}/{MINE}/form", body=data, headers=form))
        stored = s3.get_object(Bucket=MINE, Key="form")
        assert (stored["Body"].read().decode(), stored["ContentType"]) == (data, *form.values())
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=MINE)


def test_a_request_is_signed_for_the_region_of_its_bucket(s3, endpoint):
    """As AWS says it to a client that is set to another one."""
    url = f"{endpoint}/{MINE}/file"
    request = AWSRequest("GET", url)
    S3SigV4Auth(Credentials("test", "test"), "s3", "us-west-2").add_auth(request)
    told = refusal_of(SignedRequest("GET", url, dict(request.headers), b""))
    assert "<Code>AuthorizationHeaderMalformed</Code>" in told
    assert "the region 'us-west-2' is wrong; expecting 'eu-central-1'" in told
    assert f"<Region>{REGION}</Region>" in told


def test_a_signed_request_says_what_its_body_is(s3, endpoint):
    url = f"{endpoint}/{MINE}/file"
    request = AWSRequest("GET", url)
    # The signer of other services, which does not send the header.
    SigV4Auth(Credentials("test", "test"), "s3", REGION).add_auth(request)
    told = refusal_of(SignedRequest("GET", url, dict(request.headers), b""))
    assert "<Code>InvalidRequest</Code>" in told and "x-amz-content-sha256" in told
