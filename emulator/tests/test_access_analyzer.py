"""The API of Access Analyzer, and who may use it."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import allow

ARN = f"arn:aws:access-analyzer:{REGION}:{ACCOUNT}:analyzer"
UNUSED = {"unusedAccess": {"unusedAccessAge": 90}}


def code(call, **parameters):
    with pytest.raises(ClientError) as error:
        call(**parameters)
    return error.value.response["Error"]["Code"]


def test_analyzers_are_kept_by_name(client, endpoint):
    analyzers = client("accessanalyzer")
    given = {"analyzerName": "unused", "type": "ACCOUNT_UNUSED_ACCESS"}
    made = analyzers.create_analyzer(**given, configuration=UNUSED, tags={"orgSlug": "acme"})
    assert made["arn"] == f"{ARN}/unused"
    assert code(analyzers.create_analyzer, **given) == "ConflictException"
    analyzers.create_analyzer(analyzerName="external", type="ACCOUNT")
    found = analyzers.get_analyzer(analyzerName="unused")["analyzer"]
    assert (found["configuration"], found["tags"]) == (UNUSED, {"orgSlug": "acme"})
    external = analyzers.list_analyzers(type="ACCOUNT")["analyzers"]
    assert [one["name"] for one in external] == ["external"]
    assert analyzers.list_findings_v2(analyzerArn=made["arn"])["findings"] == []
    analyzers.delete_analyzer(analyzerName="unused")
    assert code(analyzers.get_analyzer, analyzerName="unused") == "ResourceNotFoundException"


def test_an_emptied_account_has_none(client, endpoint):
    assert client("accessanalyzer").list_analyzers()["analyzers"] == []


def test_who_may_take_an_analyzer_away(tenants, endpoint):
    analyzers = tenants.root("accessanalyzer")
    for slug in ("acme", "acme-eu"):
        analyzers.create_analyzer(analyzerName=slug, type="ACCOUNT", tags={"orgSlug": slug})
    own = {"StringEquals": {"aws:ResourceTag/orgSlug": "acme"}}
    reading = allow("access-analyzer:GetAnalyzer", f"{ARN}/*", Condition=own)
    reader = tenants.client(tenants.user("reader", reading), "accessanalyzer")
    reader.get_analyzer(analyzerName="acme")
    assert code(reader.get_analyzer, analyzerName="acme-eu") == "AccessDeniedException"
    assert code(reader.delete_analyzer, analyzerName="acme") == "AccessDeniedException"
    assert code(reader.list_analyzers) == "AccessDeniedException"
