"""A raw object that is gone, as S3 tells a program that may not list the whole bucket."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from readings_pipeline.rejection import Rejected
from readings_pipeline.storage import download

KEY = "acme/acme--berlin-1/one.csv"


class Denying:
    """S3 that denies every download and lists what there is."""

    def __init__(self, s3: Any) -> None:
        self.list_objects_v2 = s3.list_objects_v2

    def download_file(self, bucket: str, key: str, path: str) -> None:
        """As HEAD answers, which has no body to say more."""
        raise ClientError({"Error": {"Code": "403", "Message": "Forbidden"}}, "HeadObject")


@pytest.mark.parametrize(
    ("there", "raised"), [(KEY, ClientError), (f"{KEY}.part", Rejected), (None, Rejected)]
)
def test_what_is_denied_is_gone_if_it_is_not_listed(account, tmp_path, there, raised):
    if there is not None:
        account.arrive(there)
    with pytest.raises(raised):
        download(Denying(account.client("s3")), account.settings, KEY, Path(tmp_path / "raw.csv"))
