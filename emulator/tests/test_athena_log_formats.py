"""Log files of AWS as tables: CloudTrail's, and the access logs of S3."""

from __future__ import annotations

import gzip
import json

import pytest

from emulator.tests.lake import failure, rows

OPENX_JSON = "org.openx.data.jsonserde.JsonSerDe"
HIVE_JSON = "org.apache.hive.hcatalog.data.JsonSerDe"
CLOUDTRAIL = "com.amazon.emr.cloudtrail.CloudTrailInputFormat"
REGEX = "org.apache.hadoop.hive.serde2.RegexSerDe"
COLUMNS = (
    "useridentity struct<type:string,sessioncontext:struct<sessionissuer:struct<arn:string>,"
    "webidfederationdata:struct<attributes:map<string,string>>,sourceidentity:string>>; "
    "eventname string; requestparameters string; readonly string; "
    "resources array<struct<arn:string,type:string>>"
)
UPLOAD = {
    "userIdentity": {
        "type": "AssumedRole",
        "sessionContext": {
            "sessionIssuer": {"arn": "arn:aws:iam::123456789012:role/hub", "userName": "hub"},
            "webIdFederationData": {"attributes": {"sub": "x"}},
            "sourceIdentity": "alice",
        },
    },
    "eventName": "PutObject",
    "requestParameters": {"bucketName": "b", "key": "acme/a b.csv", "acl": None},
    "readOnly": False,
    "resources": [{"type": "AWS::S3::Object", "ARN": "arn:aws:s3:::b/acme/a b.csv"}],
}
BY_SERVICE = {"userIdentity": {"type": "AWSService"}, "eventName": "Sync", "resources": None}


@pytest.mark.parametrize("serde", [HIVE_JSON, OPENX_JSON])
def test_every_record_of_a_trails_files_is_a_row(lake, serde):
    for name, records in (("a", [UPLOAD, BY_SERVICE]), ("b", [UPLOAD]), ("c", [])):
        packed = gzip.compress(json.dumps({"Records": records}).encode())
        lake.put(f"trail/{name}.json.gz", packed)
    lake.table("trail", COLUMNS, serde=serde, input_format=CLOUDTRAIL)
    athena = lake.analyst()
    assert rows(athena, "SELECT eventname, count(*) FROM trail GROUP BY eventname ORDER BY 1") == [
        ["PutObject", "2"],
        ["Sync", "1"],
    ]
    of_session = "useridentity.sessioncontext"
    sql = f"""SELECT DISTINCT {of_session}.sessionissuer.arn, {of_session}.sourceidentity,
        {of_session}.webidfederationdata.attributes['sub'], readonly,
        json_extract_scalar(requestparameters, '$.key'), resources[1].arn,
        json_extract_scalar(requestparameters, '$.acl')
        FROM trail WHERE useridentity.type = 'AssumedRole'"""
    assert rows(athena, sql) == [
        [
            "arn:aws:iam::123456789012:role/hub",
            "alice",
            "x",
            "false",
            "acme/a b.csv",
            "arn:aws:s3:::b/acme/a b.csv",
            None,
        ]
    ]
    assert rows(
        athena,
        f"SELECT {of_session}.sourceidentity, requestparameters, resources FROM trail "
        "WHERE eventname = 'Sync'",
    ) == [[None, None, None]]


def test_without_the_input_format_a_file_of_a_trail_is_one_row(lake):
    lake.put("trail/a.json", json.dumps({"Records": [UPLOAD, UPLOAD]}).encode())
    lake.table("trail", "eventname string", serde=HIVE_JSON)
    assert rows(lake.analyst(), "SELECT eventname FROM trail") == [[None]]


def test_a_regular_expression_makes_columns_of_a_line(lake):
    lines = 'a [b c] "GET /x" 200 extra\na [b] - none\nnot like it\n'
    lake.put("logs/2026-11-26-10-00-00-ABC", lines.encode())
    pattern = r'([^ ]*) \[(.*?)\] ("[^"]*"|-) (-|[0-9a-z]*)(?: ([^ ]*))?'
    columns = "owner string; time string; request string; status int; more string"
    lake.table("logs", columns, serde=REGEX, serde_parameters={"input.regex": pattern})
    assert rows(lake.analyst(), "SELECT * FROM logs ORDER BY owner, time") == [
        ["a", "b", "-", None, None],
        ["a", "b c", '"GET /x"', "200", "extra"],
        [None, None, None, None, None],
    ]


def test_a_regular_expression_with_other_groups_than_columns_fails(lake):
    lake.put("logs/a", b"a b\n")
    lake.table("one", "a string", serde=REGEX, location=None)
    lake.put("one/a", b"a b\n")
    assert "input.regex of RegexSerDe is missing" in failure(lake.analyst(), "SELECT * FROM one")
    properties = {"input.regex": "([^ ]*) ([^ ]*)"}
    lake.table("logs", "a string; b string; c string", serde=REGEX, serde_parameters=properties)
    reason = failure(lake.analyst(), "SELECT * FROM logs")
    assert "Number of matching groups doesn't match the number of columns: 2 groups" in reason
