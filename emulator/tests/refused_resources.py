"""Resources of KMS, S3, SSM, Athena, Glue, IoT and ECR that AWS refuses, beside their twins."""

from __future__ import annotations

from typing import Any

from emulator.tests.twins import NOBODY, ROOT, Twins, allow, document, long_policy, tags, without

_ADMINISTRATION = allow("kms:*", Principal=ROOT)
_KEY = {"KeyPolicy": document(_ADMINISTRATION)}
_KEYS = {"Key": {"Type": "AWS::KMS::Key", "Properties": _KEY}}
_BUCKETS = {"Acme": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "data-acme"}}}
_OBJECTS = "arn:aws:s3:::data-acme/*"
_READ = allow(Principal=ROOT, Resource=_OBJECTS)
_ROLE_ARN = "arn:aws:iam::123456789012:role/hub-acme"


def _resource(kind: str, good: dict[str, Any], others: Any = None) -> Any:
    def twins(name: str, *words: str, **bad: Any) -> Twins:
        better = bad.pop("good", {})
        return Twins(f"{kind}: {name}", f"AWS::{kind}", {**good, **better}, bad, words, others)

    return twins


def _rules(**rule: Any) -> dict[str, Any]:
    return {"Rules": [{"Id": "r", "Status": "Enabled", **rule}]}


_key = _resource("KMS::Key", _KEY)
_alias = _resource("KMS::Alias", {"AliasName": "alias/acme", "TargetKeyId": {"Ref": "Key"}}, _KEYS)
_bucket = _resource("S3::Bucket", {"BucketName": "data-acme"})
_bucket_policy = _resource(
    "S3::BucketPolicy", {"Bucket": "data-acme", "PolicyDocument": document(_READ)}, _BUCKETS
)
_parameter = _resource("SSM::Parameter", {"Name": "/acme/v", "Type": "String", "Value": "1"})
_work_group = _resource("Athena::WorkGroup", {"Name": "acme"})
_database = _resource(
    "Glue::Database", {"CatalogId": "123456789012", "DatabaseInput": {"Name": "acme"}}
)
_DATABASES = {
    "Acme": {
        "Type": "AWS::Glue::Database",
        "Properties": {"CatalogId": "123456789012", "DatabaseInput": {"Name": "acme"}},
    }
}
_TABLE = {"Name": "trail", "PartitionKeys": [{"Name": "day", "Type": "string"}]}
_table = _resource(
    "Glue::Table",
    {"CatalogId": "123456789012", "DatabaseName": "acme", "TableInput": _TABLE},
    _DATABASES,
)
_named_query = _resource("Athena::NamedQuery", {"Database": "acme", "QueryString": "SELECT 1"})
_DEVICE_STATEMENT = allow("iot:Connect")
_device_policy = _resource(
    "IoT::Policy", {"PolicyName": "acme", "PolicyDocument": document(_DEVICE_STATEMENT)}
)
_role_alias = _resource("IoT::RoleAlias", {"RoleAlias": "acme", "RoleArn": _ROLE_ARN})
_thing_type = _resource("IoT::ThingType", {"ThingTypeName": "acme"})
_repository = _resource("ECR::Repository", {"RepositoryName": "acme"})
_PULL = without(allow("ecr:BatchGetImage", Principal=ROOT), "Resource")

REFUSED_RESOURCES = [
    _key(
        "locks its maker out",
        "not allow you to update the key policy",
        "kms:PutKeyPolicy",
        KeyPolicy=document(allow("kms:Get*", Principal=ROOT)),
    ),
    _key(
        "locks its maker out by a condition",
        "not allow you to update the key policy",
        KeyPolicy=document(
            allow(
                "kms:*",
                Principal=ROOT,
                Condition={"StringEquals": {"aws:PrincipalTag/team": "keys"}},
            )
        ),
    ),
    _key(
        "statement without a resource",
        "not allow you to update the key policy",
        KeyPolicy=document(without(_ADMINISTRATION, "Resource")),
    ),
    _key(
        "unknown principal",
        "invalid principals",
        NOBODY,
        KeyPolicy=document(_ADMINISTRATION, allow("kms:Decrypt", Principal={"AWS": NOBODY})),
    ),
    _key(
        "no principal",
        "Missing required field Principal",
        KeyPolicy=document(_ADMINISTRATION, allow("kms:Decrypt")),
    ),
    _key(
        "length",
        "32768",
        good={"KeyPolicy": document({**_ADMINISTRATION, "Sid": "x" * 32_500})},
        KeyPolicy=document({**_ADMINISTRATION, "Sid": "x" * 32_768}),
    ),
    _key("window", "#/PendingWindowInDays", "5", PendingWindowInDays=5),
    _key("rotation", "#/RotationPeriodInDays", "30", RotationPeriodInDays=30),
    _key("description", "#/Description", "8192", Description="x" * 8_193),
    _key("tag value", "'Team'", "A & B", Tags=tags(Team="A & B")),
    _alias("prefix", "AliasName", "acme", AliasName="acme"),
    _alias("reserved", "AliasName", "alias/aws/acme", AliasName="alias/aws/acme"),
    _alias("characters", "AliasName", "alias/a b", AliasName="alias/a b"),
    _bucket("name", "BucketName", "Data_Acme", BucketName="Data_Acme"),
    _bucket("address", "192.168.0.1", BucketName="192.168.0.1"),
    _bucket("prefix", "xn--acme", BucketName="xn--acme"),
    _bucket("dots", "data..acme", BucketName="data..acme"),
    _bucket("tag value", "'Team'", "A & B", Tags=tags(Team="A & B")),
    _bucket(
        "transition",
        "STANDARD_IA",
        "10",
        good={
            "LifecycleConfiguration": _rules(
                Transitions=[{"StorageClass": "STANDARD_IA", "TransitionInDays": 30}]
            )
        },
        LifecycleConfiguration=_rules(
            Transitions=[{"StorageClass": "STANDARD_IA", "TransitionInDays": 10}]
        ),
    ),
    _bucket("expiration", "Expiration", "0", LifecycleConfiguration=_rules(ExpirationInDays=0)),
    _bucket("rule without action", "At least one action", LifecycleConfiguration=_rules()),
    _bucket(
        "rule names",
        "unique",
        "'r'",
        LifecycleConfiguration={"Rules": _rules(ExpirationInDays=1)["Rules"] * 2},
    ),
    _bucket_policy(
        "other bucket",
        "invalid resource",
        "data-acme-eu",
        PolicyDocument=document({**_READ, "Resource": "arn:aws:s3:::data-acme-eu/*"}),
    ),
    _bucket_policy(
        "action",
        "does not apply",
        "s3:GetObject",
        PolicyDocument=document({**_READ, "Resource": "arn:aws:s3:::data-acme"}),
    ),
    _bucket_policy("no principal", "Principal", PolicyDocument=document(allow(Resource=_OBJECTS))),
    _bucket_policy(
        "unknown principal",
        "Invalid principal",
        NOBODY,
        PolicyDocument=document({**_READ, "Principal": {"AWS": NOBODY}}),
    ),
    _bucket_policy(
        "length",
        "20480",
        PolicyDocument=document({**_READ, "Resource": f"{_OBJECTS}{'x' * 20_480}"}),
    ),
    _parameter("reserved", "Name", "/aws/acme", Name="/aws/acme"),
    _parameter("characters", "Name", "/acme/a b", Name="/acme/a b"),
    _parameter("levels", "15", good={"Name": "/a" * 15}, Name="/a" * 16),
    _parameter("reference", "{{", "/acme/v", Value="{{ssm:other}}"),
    _parameter("length", "4097", "4096", good={"Value": "x" * 4_096}, Value="x" * 4_097),
    _parameter("pattern", "AllowedPattern", "^a$", AllowedPattern="^a$"),
    _parameter("tag value", "'tags.1.member.value'", "A & B", Tags={"Team": "A & B"}),
    _work_group("name", "'name'", "a b", Name="a b"),
    _work_group("primary", "'primary'", Name="primary"),
    _work_group(
        "cutoff",
        "BytesScannedCutoffPerQuery",
        "1",
        good={"WorkGroupConfiguration": {"BytesScannedCutoffPerQuery": 10_000_000}},
        WorkGroupConfiguration={"BytesScannedCutoffPerQuery": 1},
    ),
    _work_group("tag value", "'Team'", "A & B", Tags=tags(Team="A & B")),
    _database("name", "atabaseInput", "255", DatabaseInput={"Name": "a" * 256}),
    _database("characters", "databaseInput.name", "a\nb", DatabaseInput={"Name": "a\nb"}),
    _table("name", "ableInput", "255", TableInput={**_TABLE, "Name": "a" * 256}),
    _table("database", "Database", DatabaseName="acme_eu"),
    _table("account", "210987654321", CatalogId="210987654321"),
    _named_query("name", "#/Name", "128", Name="a" * 129),
    _named_query("workgroup", "WorkGroup acme is not found", WorkGroup="acme"),
    _device_policy("name", "olicyName", "a b", PolicyName="a b"),
    _device_policy("length", "2048", "acme", PolicyDocument=long_policy(2_049)),
    _device_policy(
        "version",
        "2008-10-17",
        PolicyDocument=document(_DEVICE_STATEMENT, Version="2008-10-17"),
    ),
    _role_alias("name", "oleAlias", "a b", RoleAlias="a b"),
    _role_alias("duration", "#/CredentialDurationSeconds", "60", CredentialDurationSeconds=60),
    _role_alias("role", "#/RoleArn", "'hub-acme'", RoleArn="hub-acme"),
    _thing_type("name", "hingTypeName", "a b", ThingTypeName="a b"),
    _thing_type(
        "attributes",
        "SearchableAttributes",
        "3",
        ThingTypeProperties={"SearchableAttributes": list("abcd")},
    ),
    _repository("name", "#/RepositoryName", "Acme", RepositoryName="Acme"),
    _repository(
        "policy",
        "Principal",
        good={"RepositoryPolicyText": document(_PULL)},
        RepositoryPolicyText=document(without(_PULL, "Principal")),
    ),
    _repository("tag value", "'Team'", "A & B", Tags=tags(Team="A & B")),
]
