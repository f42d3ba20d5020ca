"""Spark's classes as Java has read them once, for the Java of the next run.

Of the ten seconds that the tests take of Java, three go into reading classes out of 250 jars. The
archive is beside the packages, as Python's own bytecode is, and of one installation: another Spark,
or another Java, makes its own. Java itself looks whether the jars are the same.
https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

import pyspark


class ClassArchive:
    """What Java is told about it, before it starts."""

    def __init__(self) -> None:
        self._file = Path(sys.prefix) / f"spark-classes-{_installation()}.jsa"
        # A run beside this one may be making it, too.
        self._made = self._file.with_suffix(f".{os.getpid()}")
        use, make = f"SharedArchiveFile={self._file}", f"ArchiveClassesAtExit={self._made}"
        self.option = f"-XX:{use if self._file.exists() else make}"

    def keep(self) -> None:
        """Ends Java, which writes the archive then, unless there is one."""
        gateway = pyspark.SparkContext._gateway
        if gateway is None or self._file.exists():
            return
        pyspark.SparkContext._gateway = pyspark.SparkContext._jvm = None
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait()
        if self._made.exists():
            self._made.replace(self._file)


def _installation() -> str:
    home = os.environ.get("JAVA_HOME")
    java = Path(shutil.which("java", path=f"{home}/bin" if home else None) or "java").resolve()
    changed = java.stat().st_mtime if java.exists() else 0
    text = f"{Path(pyspark.__file__).parent} {pyspark.__version__} {java} {changed}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]
