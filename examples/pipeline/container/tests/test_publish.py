import io
import zipfile

import pytest

from readings_pipeline.publish import publish
from readings_pipeline.settings import SettingsError
from tests.pipeline_account import STANDARDIZED


def test_the_job_and_what_it_imports_are_published(account):
    s3 = account.client("s3")
    publish(s3, account.settings, f"s3://{STANDARDIZED}/acme/readings-job/1/")
    folder = "acme/readings-job/1/"
    assert account.objects() == [f"{folder}readings_job.py", f"{folder}readings_pipeline.zip"]
    for key in account.objects():
        head = s3.head_object(Bucket=STANDARDIZED, Key=key)
        assert head["SSEKMSKeyId"] == account.settings.key_arn
    body = s3.get_object(Bucket=STANDARDIZED, Key=f"{folder}readings_pipeline.zip")["Body"].read()
    names = zipfile.ZipFile(io.BytesIO(body)).namelist()
    for module in ("__init__", "catalog", "log", "schema"):
        assert f"readings_pipeline/{module}.py" in names


@pytest.mark.parametrize(
    "folder",
    ["s3://bucket/acme-eu/job/", "s3://bucket/acme/job", "/acme/job/", "s3://bucket/acme/"],
)
def test_a_folder_that_is_not_the_organizations_is_refused(account, folder):
    with pytest.raises(SettingsError, match="is not s3://BUCKET/acme/FOLDER/"):
        publish(account.client("s3"), account.settings, folder)
