"""Partitions: which are read, by what the query says of their keys; and projected ones."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlglot import exp

from emulator.athena.catalog import Column
from emulator.athena.engine import session_of, started
from emulator.athena.partition_pruning import NULL_PARTITION, PartitionPredicates
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.lake import LAZY_SIMPLE, Lake, failure, rows, run
from emulator.tests.tenants import BUCKET, Tenants, allow

DAYS = ("2026-11-01", "2026-11-02", "2026-11-03")


@pytest.fixture
def lake(kept, ready):
    """For queries of its table: none of them changes it."""
    return kept(_readings, ready)


def _readings(ready):
    made = Lake(Tenants(ready))
    for day in DAYS:
        made.put(f"readings/day={day}/part.csv", b"1\n" * int(day[-1]))
    made.table("readings", "n int", keys="day date", serde=LAZY_SIMPLE)
    for day in DAYS:
        made.partition("readings", day)
    return made


def scanned(lake, sql):
    """Bytes that a query reads: two for each row."""
    execution = run(lake.analyst(), sql)
    assert execution["Status"]["State"] == "SUCCEEDED", execution["Status"]
    return execution["Statistics"]["DataScannedInBytes"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("true", 12),
        ("day = DATE '2026-11-02'", 4),
        ("day >= DATE '2026-11-02' AND n > 0", 10),
        ("day IN (DATE '2026-11-01', DATE '2026-11-03')", 8),
        ("day BETWEEN DATE '2026-11-01' AND DATE '2026-11-02'", 6),
        ("month(day) = 10", 0),
        # Nothing can be left out where another condition is enough.
        ("day = DATE '2026-11-02' OR n = 1", 12),
    ],
)
def test_only_partitions_that_can_match_are_read(lake, condition, expected):
    assert scanned(lake, f"SELECT count(*) FROM readings WHERE {condition}") == expected


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT * FROM (SELECT * FROM readings) AS q WHERE day = DATE '2026-11-01'", 2),
        (
            "WITH q AS (SELECT day AS d FROM readings) SELECT * FROM q WHERE d = DATE '2026-11-01'",
            2,
        ),
        (
            "SELECT * FROM readings a JOIN readings b ON a.n = b.n "
            "WHERE a.day = DATE '2026-11-01' AND b.day = DATE '2026-11-02'",
            6,
        ),
        # Rows of the left side stay, whatever the partitions on the right.
        (
            "SELECT * FROM (VALUES 1) v(x) LEFT JOIN readings r ON r.n = x + 1 WHERE r.day IS NULL",
            12,
        ),
    ],
)
def test_conditions_count_through_subqueries_and_joins(lake, sql, expected):
    assert scanned(lake, sql) == expected


def test_values_are_any_texts(tmp_path):
    keys = [Column("site", "string"), Column("number", "int")]
    texts = ["it's", '"quoted" \\n', "Zürich 東京 🙂", "a\nb", "", "null"]
    rows = [(text, str(number)) for number, text in enumerate(texts)]
    with started(tmp_path) as database, session_of(database) as connection:
        for row in rows:
            wanted = [exp.column("site").eq(row[0]), exp.column("number").eq(int(row[1]))]
            for conjuncts in (wanted, wanted[:1], wanted[1:]):
                found = PartitionPredicates([conjuncts]).matching(connection, keys, rows)
                assert found == [row]
        nowhere = exp.column("site").is_(exp.null())
        missing = (NULL_PARTITION, "7")
        found = PartitionPredicates([[nowhere]]).matching(connection, keys, [*rows, missing])
        assert found == [missing]


def test_an_outer_join_keeps_its_rows(lake):
    sql = (
        "SELECT x, r.n FROM (VALUES 1, 7) v(x) LEFT JOIN readings r "
        "ON r.n = x AND r.day = DATE '2026-11-01' WHERE r.day IS NULL OR x = 1 ORDER BY x"
    )
    assert rows(lake.analyst(), sql) == [["1", "1"], ["7", None]]


def test_a_pruned_partition_needs_no_permission(lake):
    folder = f"arn:aws:s3:::{BUCKET}/acme/tables/readings/day=2026-11-01/*"
    permissions = [
        one for one in lake.permissions("acme") if not str(one["Resource"]).endswith("/tables/*")
    ]
    athena = lake.caller("acme", [*permissions, allow("s3:GetObject", folder)])
    sql = "SELECT count(*) FROM readings WHERE day {} DATE '2026-11-01'"
    assert rows(athena, sql.format("=")) == [["1"]]
    assert "day=2026-11-02/part.csv" in failure(athena, sql.format(">="))


# Days up to tomorrow, whenever this is run: few, as each is asked for.
FIRST, SECOND = (f"{datetime.now(timezone.utc) - timedelta(days=days):%Y/%m/%d}" for days in (2, 1))
PROJECTED = {
    "projection.enabled": "true",
    "projection.site.type": "enum",
    "projection.site.values": "berlin, paris",
    "projection.hour.type": "integer",
    "projection.hour.range": "0,23",
    "projection.hour.digits": "2",
    "projection.day.type": "date",
    "projection.day.range": f"{FIRST},NOW+1DAY",
    "projection.day.format": "yyyy/MM/dd",
    "storage.location.template": f"s3://{BUCKET}/acme/tables/projected/${{site}}/${{day}}/${{hour}}/",
}


@pytest.fixture
def projected(account, ready):
    return account.rebuilt(_projected, ready)


def _projected(ready):
    made = Lake.in_use(ready)
    made.put(f"projected/berlin/{FIRST}/07/a.csv", b"1\n")
    made.put(f"projected/berlin/{SECOND}/23/a.csv", b"2\n")
    made.put(f"projected/paris/{SECOND}/23/a.csv", b"3\n")
    made.put(f"projected/london/{SECOND}/23/a.csv", b"4\n")
    made.table(
        "projected",
        "n int",
        keys="site string, day string, hour int",
        serde=LAZY_SIMPLE,
        parameters=PROJECTED,
    )
    return made


def test_projected_partitions_need_not_be_recorded(projected):
    athena = projected.analyst()
    sql = "SELECT n, site, day, hour FROM projected WHERE hour > 5 ORDER BY n"
    assert rows(athena, sql) == [
        ["1", "berlin", FIRST, "7"],
        ["2", "berlin", SECOND, "23"],
        ["3", "paris", SECOND, "23"],
    ]
    narrow = f"SELECT count(*) FROM projected WHERE site = 'berlin' AND day > '{FIRST}'"
    assert rows(athena, narrow) == [["1"]]
    assert scanned(projected, narrow) == 2


def test_projection_asks_glue_for_no_partitions(projected):
    without = [
        one for one in projected.permissions("acme") if one["Action"] != "glue:GetPartitions"
    ]
    athena = projected.caller("acme", without)
    assert rows(athena, "SELECT sum(n) FROM projected WHERE hour = 23") == [["5"]]


def test_injected_values_have_to_be_named(tenants):
    lake = Lake(tenants)
    lake.put("t/one/a.csv", b"1\n")
    lake.put("t/two/a.csv", b"2\n")
    lake.table(
        "t",
        "n int",
        keys="device string",
        serde=LAZY_SIMPLE,
        parameters={
            "projection.enabled": "true",
            "projection.device.type": "injected",
            "storage.location.template": f"s3://{BUCKET}/acme/tables/t/${{device}}/",
        },
    )
    athena = lake.analyst()
    assert rows(athena, "SELECT n, device FROM t WHERE device = 'two'") == [["2", "two"]]
    assert rows(athena, "SELECT sum(n) FROM t WHERE device IN ('one', 'two')") == [["3"]]
    for condition in ("n = 1", "device LIKE 't%'", "device = 'one' OR n = 2"):
        reason = failure(athena, f"SELECT * FROM t WHERE {condition}")
        assert reason.startswith(
            "CONSTRAINT_VIOLATION: For the injected projected partition column"
        )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("projection.hour.type", "hours", "type 'hours' is not known"),
        ("projection.hour.range", "7", "range has to be two values"),
        ("projection.hour.range", "a,b", "column hour"),
        ("projection.day.range", "NOW-3FORTNIGHTS,NOW", "is no time"),
        ("projection.day.interval.unit", "FORTNIGHTS", "interval.unit 'FORTNIGHT' is not known"),
        ("projection.hour.range", "0,99999999", "more than the 100000"),
    ],
)
def test_properties_that_make_no_sense_are_told(tenants, name, value, expected):
    lake = Lake(tenants)
    keys = "site string, day string, hour int"
    parameters = {**PROJECTED, name: value}
    lake.table("projected", "n int", keys=keys, serde=LAZY_SIMPLE, parameters=parameters)
    assert expected in failure(lake.analyst(), "SELECT * FROM projected")


def test_a_neighbours_folder_stays_closed_by_projection_too(tenants):
    lake = Lake(tenants)
    lake.put("t/a.csv", b"1\n", "acme-eu")
    template = f"s3://{BUCKET}/acme-eu/tables/${{folder}}/"
    parameters = {
        "projection.enabled": "true",
        "projection.folder.type": "enum",
        "projection.folder.values": "t",
        "storage.location.template": template,
    }
    lake.table("t", "n int", keys="folder string", serde=LAZY_SIMPLE, parameters=parameters)
    reason = failure(lake.analyst(), "SELECT * FROM t")
    assert "is not authorized to perform: s3:ListBucket" in reason
    assert f"arn:aws:glue:{REGION}:{ACCOUNT}" not in reason
