import pytest
from botocore.exceptions import ClientError

from readings_pipeline.conversion import DayFile
from readings_pipeline.storage import upload
from readings_pipeline.worker import Tally, Worker
from tests.pipeline_account import STANDARDIZED, event


@pytest.fixture
def worker(account):
    return Worker(account.settings, account.client)


def work(worker):
    tally = Tally()
    while message := worker.receive(0):
        worker.handle(message, tally)
    return tally


def partitions(account):
    answer = account.client("glue").get_partitions(
        DatabaseName=account.settings.database, TableName="readings"
    )
    return sorted(partition["Values"] for partition in answer["Partitions"])


def test_what_a_hub_uploads_to_check_itself_is_no_data_and_no_poison(account, worker):
    account.arrive("acme/acme--berlin-1/_doctor/berlin-1.txt", "berlin-1 looked after itself\n")
    assert work(worker) == Tally(processed=1)
    assert account.waiting(account.settings.queue_url) == 0
    assert account.objects() == []


def test_an_arrival_becomes_partitions_of_the_table(account, worker, tmp_path):
    account.arrive("acme/acme--berlin-1/one.csv")
    assert work(worker) == Tally(processed=1)
    assert account.rows(tmp_path) == [
        ("probe-1", "2026-11-25 23:59:59", "1.250", "mbar"),
        ("probe-1", "2026-11-26 07:15:00.5", "999999999999999.999", "mbar"),
        ("probe-2", "2026-11-26 00:00:00", "-0.001", "mbar"),
    ]
    assert partitions(account) == [["2026-11-25"], ["2026-11-26"]]
    table = account.client("glue").get_table(
        DatabaseName=account.settings.database, Name="readings"
    )["Table"]
    assert table["PartitionKeys"] == [{"Name": "day", "Type": "date"}]
    assert [column["Type"] for column in table["StorageDescriptor"]["Columns"]] == [
        "string",
        "timestamp",
        "decimal(18,3)",
        "string",
    ]
    assert table["StorageDescriptor"]["Location"] == f"s3://{STANDARDIZED}/acme/readings/"
    assert account.waiting(account.settings.queue_url) == 0


def test_every_object_is_under_the_organizations_key(account, worker):
    account.arrive("acme/acme--berlin-1/one.csv")
    work(worker)
    for key in account.objects():
        head = account.client("s3").head_object(Bucket=STANDARDIZED, Key=key)
        assert (head["ServerSideEncryption"], head["SSEKMSKeyId"]) == (
            "aws:kms",
            account.settings.key_arn,
        )
    assert len(account.objects()) == 2


def test_a_second_delivery_doubles_nothing(account, worker, tmp_path):
    account.arrive("acme/acme--berlin-1/one.csv")
    account.send(event("acme/acme--berlin-1/one.csv"))
    assert work(worker) == Tally(processed=2)
    assert len(account.rows(tmp_path)) == 3


def test_readings_that_come_late_are_added(account, worker, tmp_path):
    account.arrive("acme/acme--berlin-1/one.csv")
    late = "instrument,measured_at,value,unit\nprobe-3,2026-11-25T12:00:00Z,7,mbar\n"
    account.arrive("acme/acme--berlin-1/late.csv", late)
    assert work(worker) == Tally(processed=2)
    assert len(account.rows(tmp_path)) == 4
    assert len(account.objects("acme/readings/day=2026-11-25/")) == 2
    assert partitions(account) == [["2026-11-25"], ["2026-11-26"]]


@pytest.mark.parametrize(
    ("poison", "reason"),
    [
        (lambda account: account.send("hello"), "the message is not JSON"),
        (lambda account: account.send(event("acme-eu/one.csv")), "another organization"),
        (
            lambda account: account.send(event("acme/acme--berlin-1/gone.csv")),
            "does not exist any more",
        ),
        (
            lambda account: account.arrive("acme/acme--berlin-1/photo.png", b"\x89PNG\r\n\x1a\n"),
            "photo.png: ",
        ),
        (
            lambda account: account.arrive("acme/acme--berlin-1/new.csv", "a,b\n1,2\n"),
            "new.csv: the first line",
        ),
    ],
)
def test_poison_goes_to_the_dead_letters_and_the_next_arrival_is_processed(
    account, worker, capsys, poison, reason
):
    poison(account)
    account.arrive("acme/acme--berlin-1/one.csv")
    tally = work(worker)
    assert (tally.processed, tally.failed) == (1, 0)
    assert tally.rejected > 0
    log = capsys.readouterr().out
    assert reason in log
    assert "probe-1" not in log
    assert account.waiting(account.dead_letters_url) == 1
    assert account.waiting(account.settings.queue_url) == 0


def test_a_message_stays_until_its_work_is_done(account, worker, monkeypatch):
    def throttled(**_):
        raise ClientError({"Error": {"Code": "ThrottlingException"}}, "BatchCreatePartition")

    account.arrive("acme/acme--berlin-1/one.csv")
    monkeypatch.setattr(worker._glue, "batch_create_partition", throttled)
    assert work(worker) == Tally(failed=1)
    assert account.waiting(account.settings.queue_url) == 1


def test_a_file_that_cannot_be_written_fails_the_message_and_not_the_program(
    account, worker, monkeypatch, capsys
):
    def denied(*_, **__):
        raise ClientError({"Error": {"Code": "AccessDenied"}}, "PutObject")

    account.arrive("acme/acme--berlin-1/one.csv")
    monkeypatch.setattr(worker._s3, "put_object", denied)
    assert work(worker) == Tally(failed=1)
    assert account.waiting(account.settings.queue_url) == 1
    assert "AccessDenied" in capsys.readouterr().out


def test_a_partition_that_cannot_be_added_fails_the_message(account, worker, monkeypatch):
    error = {"PartitionValues": ["2026-11-25"], "ErrorDetail": {"ErrorCode": "InternalService"}}
    account.arrive("acme/acme--berlin-1/one.csv")
    monkeypatch.setattr(worker._glue, "batch_create_partition", lambda **_: {"Errors": [error]})
    assert work(worker) == Tally(failed=1)


def test_a_table_of_an_earlier_version_is_updated(account, worker):
    glue, database = account.client("glue"), account.settings.database
    earlier = {
        "Name": "readings",
        "PartitionKeys": [{"Name": "day", "Type": "date"}],
        "StorageDescriptor": {"Columns": [{"Name": "instrument", "Type": "string"}]},
    }
    glue.create_table(DatabaseName=database, TableInput=earlier)
    account.arrive("acme/acme--berlin-1/one.csv")
    assert work(worker) == Tally(processed=1)
    table = glue.get_table(DatabaseName=database, Name="readings")["Table"]
    assert len(table["StorageDescriptor"]["Columns"]) == 4


def test_a_large_file_goes_in_parts_under_the_same_key(account, tmp_path):
    path = tmp_path / "large.parquet"
    path.write_bytes(bytes(9 * 1024 * 1024))
    s3, file = account.client("s3"), DayFile("2026-11-26", path, 1)
    upload(s3, account.settings, "acme/acme--berlin-1/one.csv", file)
    head = s3.head_object(Bucket=STANDARDIZED, Key=account.objects()[0])
    assert head["ETag"].endswith('-2"')
    assert head["SSEKMSKeyId"] == account.settings.key_arn
