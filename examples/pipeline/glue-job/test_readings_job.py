"""The job on local files. Needs Java: https://spark.apache.org/docs/3.5.6/"""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from pyspark.sql import SparkSession

import readings_job
from class_archive import ClassArchive

HEADER = "instrument,measured_at,value,unit\n"
ONE = (
    HEADER
    + "probe-1,2026-11-25T23:59:59Z,1.250,mbar\n"
    + "probe-2,2026-11-26T00:00:00Z,-0.001,mbar\n"
    + "probe-1,2026-11-26T07:15:00.5Z,999999999999999.999,mbar\n"
)


JAVA_OPTIONS = [
    # As on a cluster that somebody started in another zone.
    "-Duser.timezone=America/New_York",
    # Nothing here runs long enough to earn back what the optimizing compiler takes.
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    # Nor does it load anything but Spark's own classes, whose bytecode need not be verified.
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
]


@pytest.fixture(scope="module")
def spark():
    with pytest.MonkeyPatch.context() as patch:
        # Another Java before it, which puts its command together.
        patch.setenv("SPARK_LAUNCHER_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        archive = ClassArchive()
        session = (
            # Tasks one after the other, on shuffles of two partitions as before: what several tasks
            # write is put together, and no thread waits for another.
            SparkSession.builder.master("local[1]")
            .config("spark.driver.extraJavaOptions", " ".join([*JAVA_OPTIONS, archive.option]))
            .config("spark.ui.enabled", False)
            .config("spark.sql.shuffle.partitions", 2)
            # A few rows: Java code that Spark would write for them takes longer to compile.
            .config("spark.sql.codegen.wholeStage", False)
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .getOrCreate()
        )
        yield session
        session.stop()
        archive.keep()


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "raw").mkdir()
    return tmp_path / "raw", tmp_path / "readings"


def run(spark, folders):
    return readings_job.run(spark, str(folders[0]), str(folders[1]))


def rows(spark, folders):
    table = spark.read.parquet(str(folders[1]))
    return sorted(tuple(row) for row in table.collect())


def test_files_become_partitions_and_a_second_run_doubles_nothing(spark, folders):
    (folders[0] / "one.csv").write_text(ONE)
    (folders[0] / "late.csv").write_text(HEADER + "probe-3,2026-11-25T12:00:00Z,7,%\n")
    expected = [
        ("probe-1", datetime(2026, 11, 25, 23, 59, 59), "1.250", "mbar", date(2026, 11, 25)),
        (
            "probe-1",
            datetime(2026, 11, 26, 7, 15, 0, 500_000),
            "999999999999999.999",
            "mbar",
            date(2026, 11, 26),
        ),
        ("probe-2", datetime(2026, 11, 26), "-0.001", "mbar", date(2026, 11, 26)),
        ("probe-3", datetime(2026, 11, 25, 12), "7.000", "%", date(2026, 11, 25)),
    ]
    for _ in range(2):
        assert run(spark, folders) == (["2026-11-25", "2026-11-26"], [])
        assert rows(spark, folders) == [
            (name, at, Decimal(value), unit, day) for name, at, value, unit, day in expected
        ]
    # The types are those of the container.
    assert dict(spark.read.parquet(str(folders[1])).dtypes) == {
        "instrument": "string",
        "measured_at": "timestamp_ntz",
        "value": "decimal(18,3)",
        "unit": "string",
        "day": "date",
    }


def test_a_file_that_does_not_fit_is_left_out_and_named(spark, folders, capsys):
    bad = {
        "changed.csv": "instrument,measured_at,value\nprobe-9,2026-11-25T12:00:00Z,7\n",
        "column.csv": ONE + "probe-9,2026-11-25T12:00:00Z,7\n",
        "day.csv": ONE.replace("11-25", "02-30"),
        "headless.csv": ONE.removeprefix(HEADER),
        "type.csv": ONE.replace("1.250", "confidential"),
        "wide.csv": ONE + "probe-9,2026-11-25T12:00:00Z,7,mbar,x\n",
        "empty.csv": HEADER,
        "hour.csv": ONE.replace("07:15:00.5", "24:00:00"),
        "unit.csv": ONE.replace("mbar", "m\x1bbar"),
        "year.csv": ONE.replace("2026", "0000"),
    }
    for name, text in bad.items():
        (folders[0] / name).write_text(text)
    (folders[0] / "one.csv").write_text(ONE)
    days, rejected = run(spark, folders)
    assert sorted(file.rsplit("/", 1)[1] for file in rejected) == sorted(bad)
    assert len(rows(spark, folders)) == 3
    log = capsys.readouterr().out
    assert "confidential" not in log
    entries = [json.loads(line) for line in log.splitlines()]
    assert [entry["event"] for entry in entries] == ["rejected"] * len(bad) + ["processed"]


def test_days_without_new_readings_stay(spark, folders):
    (folders[0] / "one.csv").write_text(ONE)
    run(spark, folders)
    (folders[0] / "one.csv").write_text(HEADER + "probe-3,2026-11-25T12:00:00Z,7,%\n")
    assert run(spark, folders)[0] == ["2026-11-25"]
    assert [row[0] for row in rows(spark, folders)] == ["probe-1", "probe-2", "probe-3"]
