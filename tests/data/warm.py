"""A reading process that is warm: it has imported what readers need and forks for each file.

So each of hundreds of files is read in a process of its own, under the same limit of memory and watched for its time and its
peak, without half a second of imports. ``python -m tests.data.warm`` is the process; ``Warm`` talks to it in place of the app's.
"""

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import IO, Any

from data import parse
from data.read import ROOT, Limits, ReadError, _death

SECONDS = 20  # no odd file may take longer


class Warm:
    """Stands in for ``data.read._child``; ``peak`` is the most memory that a file has taken so far, in bytes."""

    def __init__(self, folder: Path) -> None:
        """Start the process in ``folder``, where it has no business to write."""
        settings = {
            "PYTHONPATH": str(ROOT),
            "ARROW_DEFAULT_MEMORY_POOL": "system",
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONUTF8": "1",
            "TMPDIR": str(folder),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.data.warm"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, env=os.environ | settings
        )
        self.peak = 0

    def child(self, _: list[str], order: str, limits: Limits) -> dict[str, Any]:
        """What the reading process answers to ``order``."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(order.encode() + b"\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        self.peak = max(self.peak, told["peak"])
        if told["status"] == -signal.SIGALRM:
            raise ReadError("timeout", {"seconds": SECONDS})
        if told["status"]:
            raise _death(told["status"], told["complaint"])
        answer: dict[str, Any] = json.loads(told["answer"].splitlines()[-1])
        return answer

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()


def _obey(line: bytes, out: IO[bytes], complaints: IO[bytes]) -> None:
    """Be the reading process for one order; never returns."""
    status = 1
    try:
        os.dup2(out.fileno(), 1)
        os.dup2(complaints.fileno(), 2)
        sys.stdin = io.StringIO(line.decode())
        signal.alarm(SECONDS)
        parse.main()
        sys.stdout.flush()
        status = 0
    except BaseException:  # noqa: BLE001 - this process has no other way to say what went wrong
        traceback.print_exc()
    finally:
        os._exit(status)


def main() -> None:
    """Fork for each line of stdin, which is an order; tell on stdout how it ended."""
    import fastexcel  # noqa: F401
    import numpy  # noqa: F401, ICN001
    import xlrd  # noqa: F401

    from data import parse_html, parse_parquet, parse_text, parse_xls, parse_xml  # noqa: F401

    for line in sys.stdin.buffer:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
            child = os.fork()
            if not child:
                _obey(line, out, complaints)
            _, ended, used = os.wait4(child, 0)
            out.seek(0)
            complaints.seek(0)
            told = {"status": os.waitstatus_to_exitcode(ended), "peak": used.ru_maxrss * 1024}
            texts = {"answer": out.read().decode(), "complaint": complaints.read().decode(errors="replace")}
        sys.stdout.write(json.dumps(told | texts) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
