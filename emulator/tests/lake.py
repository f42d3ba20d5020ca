"""Two organizations that query their tables, with policies like the platform's."""

from __future__ import annotations

import copy
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from moto.backends import get_backend

from emulator.athena.executions import executions_of
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import BUCKET, Tenants, allow

_GLUE = f"arn:aws:glue:{REGION}:{ACCOUNT}"
_ATHENA = f"arn:aws:athena:{REGION}:{ACCOUNT}"
PARQUET = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
_READ_CATALOG = ["glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:GetPartitions"]
_CHANGE_CATALOG = [
    "glue:BatchCreatePartition",
    "glue:CreateTable",
    "glue:DeleteTable",
    "glue:DeletePartition",
]


class Lake:
    """A database and a workgroup for each organization, in one bucket."""

    def __init__(self, tenants: Tenants) -> None:
        self.tenants = tenants
        glue, athena = tenants.root("glue"), tenants.root("athena")
        for slug in tenants.keys:
            glue.create_database(DatabaseInput={"Name": database_of(slug)})
            athena.create_work_group(Name=slug, Configuration=self.configuration(slug))
        self._analysts: dict[str, Any] = {}
        self._roles: Counter[str] = Counter()

    def again(self) -> Lake:
        """The same in another test."""
        found = copy.copy(self)
        found.tenants = self.tenants.again()
        found._analysts, found._roles = dict(self._analysts), Counter(self._roles)
        return found

    @classmethod
    def in_use(cls, ready: dict[str, str]) -> Lake:
        """In an empty account, with acme's analyst and the hub that stores its objects."""
        made = cls(Tenants(ready))
        made.analyst()
        made._hub("acme")
        return made

    def configuration(self, slug: str, **more: Any) -> dict[str, Any]:
        """Of a workgroup whose results are the organization's."""
        return {
            "EnforceWorkGroupConfiguration": True,
            "ResultConfiguration": {
                "OutputLocation": f"s3://{BUCKET}/{slug}/results/",
                "EncryptionConfiguration": {
                    "EncryptionOption": "SSE_KMS",
                    "KmsKey": self.tenants.keys[slug],
                },
            },
            **more,
        }

    def permissions(self, slug: str) -> list[dict[str, Any]]:
        """What an analyst has, one action and resource a statement."""
        bucket, objects = f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/{slug}"
        database = database_of(slug)
        in_catalog = [
            f"{_GLUE}:catalog",
            f"{_GLUE}:database/{database}",
            f"{_GLUE}:table/{database}/*",
        ]
        listing = {"StringLike": {"s3:prefix": f"{slug}/*"}}
        through_s3 = {"StringEquals": {"kms:ViaService": f"s3.{REGION}.amazonaws.com"}}
        return [
            allow("athena:*", f"{_ATHENA}:workgroup/{slug}"),
            allow("athena:*", f"{_ATHENA}:datacatalog/AwsDataCatalog"),
            *(allow(action, resource) for action in _READ_CATALOG for resource in in_catalog),
            allow("glue:GetDatabase", f"{_GLUE}:database/default"),
            allow("s3:GetBucketLocation", bucket),
            allow("s3:ListBucket", bucket, Condition=listing),
            allow("s3:GetObject", f"{objects}/tables/*"),
            allow("s3:GetObject", f"{objects}/results/*"),
            allow("s3:PutObject", f"{objects}/results/*"),
            allow("kms:Decrypt", self.tenants.keys[slug], Condition=through_s3),
            allow("kms:GenerateDataKey", self.tenants.keys[slug], Condition=through_s3),
        ]

    def engineer_permissions(self, slug: str) -> list[dict[str, Any]]:
        """What a pipeline has besides: it changes tables and their objects."""
        database = database_of(slug)
        resources = [
            f"{_GLUE}:catalog",
            f"{_GLUE}:database/{database}",
            f"{_GLUE}:table/{database}/*",
        ]
        return [
            allow(_CHANGE_CATALOG, resources),
            allow("s3:PutObject", f"arn:aws:s3:::{BUCKET}/{slug}/tables/*"),
        ]

    def caller(self, slug: str, statements: Sequence[Any], name: str = "analyst") -> Any:
        """Athena as a principal of the organization uses it."""
        return self.tenants.client(self.credentials(slug, statements, name), "athena")

    def credentials(self, slug: str, statements: Sequence[Any], name: str = "analyst") -> Any:
        """Of a session with these permissions: each has a role of its own."""
        self._roles[f"{name}-{slug}"] += 1
        number = self._roles[f"{name}-{slug}"]
        suffix = "" if number == 1 else f"-{number}"
        role = self.tenants.role(f"{name}-{slug}{suffix}", *statements, slug=slug)
        return self.tenants.session(role)

    def analyst(self, slug: str = "acme") -> Any:
        """Athena as an analyst uses it."""
        if slug not in self._analysts:
            self._analysts[slug] = self.caller(slug, self.permissions(slug))
        return self._analysts[slug]

    def engineer(self, slug: str = "acme") -> Any:
        """Athena as a pipeline uses it."""
        if f"engineer-{slug}" not in self._analysts:
            statements = [*self.permissions(slug), *self.engineer_permissions(slug)]
            self._analysts[f"engineer-{slug}"] = self.caller(slug, statements, "engineer")
        return self._analysts[f"engineer-{slug}"]

    def put(self, key: str, content: bytes, slug: str = "acme") -> None:
        """Stores an object of the organization, below its tables."""
        upload = self.tenants.upload(slug, f"tables/{key}", Body=content)
        self._hub(slug).put_object(**upload)

    def _hub(self, slug: str) -> Any:
        if f"hub-{slug}" not in self._analysts:
            self._analysts[f"hub-{slug}"] = self.tenants.client(self.tenants.hub(slug))
        return self._analysts[f"hub-{slug}"]

    def table(
        self,
        name: str,
        columns: str,
        *,
        slug: str = "acme",
        keys: str = "",
        serde: str = PARQUET,
        serde_parameters: dict[str, str] | None = None,
        parameters: dict[str, str] | None = None,
        location: str | None = None,
        input_format: str | None = None,
    ) -> None:
        """Records a table whose columns are written as ``"a int, b string"``."""
        self.tenants.root("glue").create_table(
            DatabaseName=database_of(slug),
            TableInput={
                "Name": name,
                "TableType": "EXTERNAL_TABLE",
                "Parameters": parameters or {},
                "PartitionKeys": _columns(keys),
                "StorageDescriptor": {
                    "Columns": _columns(columns),
                    "Location": location or f"s3://{BUCKET}/{slug}/tables/{name}/",
                    **({"InputFormat": input_format} if input_format else {}),
                    "SerdeInfo": {
                        "SerializationLibrary": serde,
                        "Parameters": serde_parameters or {},
                    },
                },
            },
        )

    def partition(self, table: str, *values: str, slug: str = "acme") -> None:
        """Records a partition of a table with one or more keys, in Hive's way of naming folders."""
        glue = self.tenants.root("glue")
        found = glue.get_table(DatabaseName=database_of(slug), Name=table)["Table"]
        names = [key["Name"] for key in found["PartitionKeys"]]
        folder = "/".join(f"{n}={v}" for n, v in zip(names, values, strict=True))
        location = found["StorageDescriptor"]["Location"] + folder + "/"
        glue.create_partition(
            DatabaseName=database_of(slug),
            TableName=table,
            PartitionInput={
                "Values": list(values),
                "StorageDescriptor": {**found["StorageDescriptor"], "Location": location},
            },
        )


def database_of(slug: str) -> str:
    """The organization's database."""
    return slug.replace("-", "_")


def run(athena: Any, sql: str, slug: str = "acme", **more: Any) -> dict[str, Any]:
    """Runs a statement to its end, whatever that is."""
    started = athena.start_query_execution(
        QueryString=sql,
        WorkGroup=slug,
        **{"QueryExecutionContext": {"Database": database_of(slug)}, **more},
    )
    return wait(athena, started["QueryExecutionId"])


def wait(athena: Any, execution_id: str, seconds: float = 60) -> dict[str, Any]:
    """The execution when it has ended; a busy machine takes long for what reads many objects.

    Where the account is in this process, its end shows there: a request takes as long as many a
    query.
    """
    backend = get_backend("athena")[ACCOUNT][athena.meta.region_name]
    here = executions_of(backend).get(execution_id)
    until, pause = time.monotonic() + seconds, 0.001
    while time.monotonic() < until:
        time.sleep(pause)
        pause = min(1.5 * pause, 0.05)
        if here is not None and not here.has_ended:
            continue
        found: dict[str, Any] = athena.get_query_execution(QueryExecutionId=execution_id)
        execution: dict[str, Any] = found["QueryExecution"]
        if execution["Status"]["State"] not in ("QUEUED", "RUNNING"):
            return execution
    raise AssertionError(f"query {execution_id} did not end")


def rows(athena: Any, sql: str, slug: str = "acme", **more: Any) -> list[list[str | None]]:
    """The rows of a result, without the header of a query's."""
    execution = run(athena, sql, slug, **more)
    status = execution["Status"]
    assert status["State"] == "SUCCEEDED", status.get("StateChangeReason")
    found = athena.get_query_results(QueryExecutionId=execution["QueryExecutionId"])
    shown = [
        [value.get("VarCharValue") for value in row["Data"]] for row in found["ResultSet"]["Rows"]
    ]
    return shown[1:] if execution["StatementType"] == "DML" else shown


def failure(athena: Any, sql: str, slug: str = "acme", **more: Any) -> str:
    """Why a statement failed; it must fail."""
    status = run(athena, sql, slug, **more)["Status"]
    assert status["State"] == "FAILED", status
    reason: str = status["StateChangeReason"]
    assert status["AthenaError"]["ErrorMessage"] == reason
    return reason


def _columns(text: str) -> list[dict[str, str]]:
    pairs = [one.strip().split(" ", 1) for one in text.split(";" if ";" in text else ",")]
    return (
        [{"Name": name, "Type": kind} for name, kind in filter(None, pairs) if name] if text else []
    )
