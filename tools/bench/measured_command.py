"""Runs a command and writes down what it and all that it started used.

Node.js cannot ask that of processes that it did not start itself.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

report, *command = sys.argv[1:]
started = time.monotonic()
exit_code = subprocess.call(command, stdin=subprocess.DEVNULL)
seconds = time.monotonic() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
# In KiB, but on macOS in bytes.
unit = 1 if sys.platform == "darwin" else 1024
measured = {
    "seconds": seconds,
    "cpuSeconds": used.ru_utime + used.ru_stime,
    "peakMegabytes": used.ru_maxrss * unit / 1e6,
}
Path(report).write_text(json.dumps(measured))
sys.exit(exit_code)
