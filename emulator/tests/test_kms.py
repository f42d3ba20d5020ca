"""AWS::KMS::Key and AWS::KMS::Alias."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

from emulator.tests.conftest import statement

POLICY = statement("kms:*", Principal={"AWS": "arn:aws:iam::123456789012:root"})


def key(**properties):
    return {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": POLICY, **properties}}


def alias(target, name="alias/acme"):
    return {"Type": "AWS::KMS::Alias", "Properties": {"AliasName": name, "TargetKeyId": target}}


def test_key_round_trip(deployer, client):
    deployer.succeed(
        {
            "Key": key(
                Description="acme's data",
                EnableKeyRotation="true",
                RotationPeriodInDays="90",
                Tags=[{"Key": "orgSlug", "Value": "acme"}],
            )
        }
    )
    kms, key_id = client("kms"), deployer.physical_id("Key")
    metadata = kms.describe_key(KeyId=key_id)["KeyMetadata"]
    assert (metadata["Description"], metadata["KeyState"]) == ("acme's data", "Enabled")
    assert (metadata["KeySpec"], metadata["KeyUsage"]) == ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT")
    assert json.loads(kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]) == POLICY
    rotation = kms.get_key_rotation_status(KeyId=metadata["Arn"])
    assert (rotation["KeyRotationEnabled"], rotation["RotationPeriodInDays"]) == (True, 90)
    tags = kms.list_resource_tags(KeyId=key_id)["Tags"]
    assert tags == [{"TagKey": "orgSlug", "TagValue": "acme"}]
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    assert kms.decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"


def test_key_update_keeps_the_key(deployer, client):
    deployer.succeed({"Key": key(EnableKeyRotation=True, Tags=[{"Key": "a", "Value": "1"}])})
    before = deployer.physical_id("Key")
    administration = ["kms:Describe*", "kms:Get*", "kms:List*", "kms:PutKeyPolicy"]
    changed = statement(administration, Principal={"AWS": "123456789012"})
    deployer.succeed({"Key": key(KeyPolicy=changed, Enabled=False, Description="off")})
    kms, key_id = client("kms"), deployer.physical_id("Key")
    assert key_id == before
    assert kms.get_key_rotation_status(KeyId=key_id)["KeyRotationEnabled"] is False
    assert json.loads(kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]) == changed
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"]["KeyState"] == "Disabled"
    assert kms.list_resource_tags(KeyId=key_id)["Tags"] == []


def test_deleted_key_is_pending_for_its_window(deployer, client):
    deployer.succeed({"Key": key(PendingWindowInDays="7")})
    key_id = deployer.physical_id("Key")
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    metadata = client("kms").describe_key(KeyId=key_id)["KeyMetadata"]
    assert metadata["KeyState"] == "PendingDeletion"
    remaining = metadata["DeletionDate"] - datetime.now(timezone.utc)
    assert timedelta(days=6) < remaining <= timedelta(days=7)


def test_new_key_spec_replaces_the_key_and_its_alias_follows(deployer, client):
    deployer.succeed({"Key": key(), "Alias": alias({"Ref": "Key"})})
    before = deployer.physical_id("Key")
    signing = key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    deployer.succeed({"Key": signing, "Alias": alias({"Ref": "Key"})})
    after = deployer.physical_id("Key")
    assert after != before
    described = client("kms").describe_key(KeyId="alias/acme")["KeyMetadata"]
    assert (described["KeyId"], described["KeySpec"]) == (after, "ECC_NIST_P256")
    assert client("kms").describe_key(KeyId=before)["KeyMetadata"]["KeyState"] == "PendingDeletion"


def test_alias_by_arn_moves_and_goes(deployer, client):
    keys = {"One": key(), "Two": key()}
    deployer.succeed(keys | {"Alias": alias({"Fn::GetAtt": ["One", "Arn"]})})
    kms = client("kms")
    assert deployer.physical_id("Alias") == "alias/acme"
    described = kms.describe_key(KeyId="alias/acme")["KeyMetadata"]
    assert described["KeyId"] == deployer.physical_id("One")
    deployer.succeed(keys | {"Alias": alias({"Ref": "Two"})})
    described = kms.describe_key(KeyId="alias/acme")["KeyMetadata"]
    assert described["KeyId"] == deployer.physical_id("Two")
    deployer.succeed(keys)
    assert [a["AliasName"] for a in kms.list_aliases()["Aliases"] if "acme" in a["AliasName"]] == []


def test_taken_alias_and_unknown_key_fail_the_stack(deployer):
    deployer.succeed({"Key": key(), "Alias": alias({"Ref": "Key"})})
    stack = deployer.deploy({"Key": key(), "Alias": alias({"Ref": "Key"})}, "acme-eu")
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "already exists" in deployer.reasons("acme-eu")["Alias"]
    stack = deployer.deploy({"Alias": alias("no-such-key", "alias/other")}, "other")
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    # A key that is not there has no policy that allows it; the request itself would be denied too.
    assert "key/no-such-key because no resource-based policy" in deployer.reasons("other")["Alias"]
