"""Puts the Glue job where Glue reads it: into the organization's folder of pipeline artifacts.

Nobody but the organization's pipeline role may write there, so the image brings the job along.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from readings_pipeline.log import log
from readings_pipeline.settings import BUCKET, Settings, SettingsError

PACKAGE = Path(__file__).parent
SCRIPT = PACKAGE.parents[1] / "glue-job" / "readings_job.py"


def publish(s3: Any, settings: Settings, folder: str) -> None:
    """Uploads the script and the package that it imports, under the organization's key.

    Raises SettingsError unless the folder is ``s3://BUCKET/SLUG/.../``.
    """
    found = re.fullmatch(rf"s3://({BUCKET})/({re.escape(settings.prefix)}\S+/)", folder)
    if found is None:
        wanted = f"s3://BUCKET/{settings.prefix}FOLDER/"
        raise SettingsError([f'--publish-job "{folder}" is not {wanted}'])
    bucket, prefix = found.groups()
    for name, content in (
        (SCRIPT.name, SCRIPT.read_bytes()),
        (f"{PACKAGE.name}.zip", zipped_package()),
    ):
        s3.put_object(
            Bucket=bucket,
            Key=prefix + name,
            Body=content,
            ServerSideEncryption="aws:kms",
            SSEKMSKeyId=settings.key_arn,
        )
        log("info", "published", key=prefix + name)


def zipped_package() -> bytes:
    """The package as Python imports it from a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for module in sorted(PACKAGE.glob("*.py")):
            archive.write(module, f"{PACKAGE.name}/{module.name}")
    return buffer.getvalue()
