import duckdb
import pytest

from readings_pipeline.conversion import convert
from readings_pipeline.rejection import Rejected
from tests.pipeline_account import READINGS

HEADER = READINGS.splitlines()[0] + "\n"
ROW = "probe-1,2026-11-26T07:15:00Z,1.250,mbar\n"


def converted(tmp_path, content):
    csv = tmp_path / "raw.csv"
    csv.write_bytes(content if isinstance(content, bytes) else content.encode())
    return convert(csv, tmp_path)


def test_each_day_in_utc_is_a_file(tmp_path):
    files = converted(tmp_path, READINGS)
    assert [(file.day, file.rows) for file in files] == [("2026-11-25", 1), ("2026-11-26", 2)]
    described = duckdb.sql(f"DESCRIBE SELECT * FROM read_parquet('{files[1].path}')").fetchall()
    assert [column[:2] for column in described] == [
        ("instrument", "VARCHAR"),
        ("measured_at", "TIMESTAMP"),
        ("value", "DECIMAL(18,3)"),
        ("unit", "VARCHAR"),
    ]
    rows = duckdb.sql(f"SELECT * FROM read_parquet('{files[1].path}')").fetchall()
    assert [(row[0], row[1].isoformat(), str(row[2])) for row in rows] == [
        ("probe-1", "2026-11-26T07:15:00.500000", "999999999999999.999"),
        ("probe-2", "2026-11-26T00:00:00", "-0.001"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        READINGS.replace("\n", "\r\n"),
        READINGS.rstrip("\n"),
        READINGS + "\n\n",
        "\ufeff" + READINGS,
        READINGS.replace("mbar", '"mbar"'),
    ],
    ids=["CRLF", "no newline at the end", "blank lines at the end", "byte order mark", "quotes"],
)
def test_dialects_of_csv_lose_no_row(tmp_path, content):
    assert sum(file.rows for file in converted(tmp_path, content)) == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "first line is not instrument,measured_at,value,unit"),
        (HEADER, "no readings"),
        (ROW, "first line is not"),
        (b"PAR1" + bytes(range(256)) * 20, "not CSV|first line"),
        ("<html><body>a,b,c,d</body></html>\n", "first line is not"),
        ("measured_at,instrument,value,unit\n" + ROW, "first line is not"),
        ("instrument,measured_at,value\nprobe-1,2026-11-26T07:15:00Z,1\n", "first line is not"),
        (HEADER + ROW + "probe-1,2026-11-26T07:15:00Z,1.250\n", "line 3 .*missing columns"),
        (HEADER + ROW + ROW.replace("mbar", "mbar,x"), "line 3 .*too many columns"),
        (HEADER + ROW + '"probe\n', "line 3 |not CSV"),
        ((HEADER + ROW).encode() + b"probe\xe4" + ROW.encode(), "line 3 .*encoding"),
        (HEADER + "x" * 100_000 + ROW, "line 2 .*line size"),
        (HEADER + ROW + ROW.replace("1.250", "1,250"), "line 3 .*too many columns"),
        (HEADER + ROW + ROW.replace("1.250", "high"), "row 3: value is not a decimal number"),
        (HEADER + ROW.replace("1.250", "1.2505"), "row 2: value is not a decimal number"),
        (HEADER + ROW.replace("1.250", ""), "row 2: value is not"),
        (HEADER + ROW.replace("1.250", "1e3"), "row 2: value is not"),
        (HEADER + ROW.replace("probe-1", ""), "row 2: instrument is not"),
        (HEADER + ROW.replace("mbar", "m bar"), "row 2: unit is not"),
        (HEADER + ROW.replace("Z", "+01:00"), "row 2: measured_at is not a time in UTC"),
        (HEADER + ROW.replace("11-26", "02-30"), "row 2: measured_at is no day or time"),
        (HEADER + ROW.replace("2026", "0000"), "row 2: measured_at is not a time in UTC"),
        (HEADER + ROW.replace("07:15:00", "24:00:00"), "row 2: measured_at is not a time in UTC"),
        (HEADER + ROW.replace("07:15:00", "23:59:60"), "row 2: measured_at is not a time in UTC"),
        (HEADER + ROW.replace("mbar", "m\0bar"), "row 2: unit is not"),
        (HEADER + ROW.replace("mbar", "m\x1b[2J"), "row 2: unit is not"),
    ],
)
def test_what_does_not_fit_is_rejected_as_a_whole(tmp_path, content, reason):
    with pytest.raises(Rejected, match=reason):
        converted(tmp_path, content)
    assert not list(tmp_path.glob("*.parquet"))


def test_a_reason_quotes_no_data(tmp_path):
    with pytest.raises(Rejected) as rejection:
        converted(tmp_path, HEADER + ROW.replace("1.250", "confidential"))
    assert "confidential" not in str(rejection.value)
