"""A reading process that is warm: it has imported what readers need and reads one file after the other.

So each of hundreds of files is read apart from the tests, under the same limit of memory and watched for its time and its peak,
without half a second of imports. Whatever dies of a file, or takes much memory for it, is replaced by a fresh fork.
``python -m tests.data.warm SECONDS`` is the process; ``Warm`` talks to it in place of the app's.
"""

import io
import json
import os
import resource
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
MUCH = 300 << 20  # bytes of memory after which the next file gets a fresh process


class Warm:
    """Stands in for ``data.read._child``; ``peak`` is the most memory that a file has taken so far, in bytes."""

    def __init__(self, folder: Path, seconds: int = SECONDS) -> None:
        """Start the process in ``folder``, where it has no business to write; no file may take longer than so many seconds."""
        settings = {
            "PYTHONPATH": str(ROOT),
            "ARROW_DEFAULT_MEMORY_POOL": "system",
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONUTF8": "1",
            "TMPDIR": str(folder),
        }
        command = [sys.executable, "-m", "tests.data.warm", str(seconds)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, env=os.environ | settings)
        self._seconds = seconds
        self.peak = 0

    def child(self, _: list[str], order: str, limits: Limits) -> dict[str, Any]:
        """What the reading process answers to ``order``."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(order.encode() + b"\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        self.peak = max(self.peak, told["peak"])
        if told["status"] == -signal.SIGALRM:
            raise ReadError("timeout", {"seconds": self._seconds})
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


def _obey(line: bytes) -> str:
    """The answer to one order, given as the reading process gives it."""
    sys.stdin, sys.stdout = io.StringIO(line.decode()), io.StringIO()
    signal.alarm(int(sys.argv[1]))
    parse.main()
    signal.alarm(0)
    return sys.stdout.getvalue()


def _work(orders: IO[bytes], answers: IO[bytes], complaints: IO[bytes]) -> None:
    """Be the reading process for one order after the other, until one takes much memory; never returns."""
    status = 1
    try:
        os.dup2(complaints.fileno(), 2)
        peak, used = 0, resource.RUSAGE_SELF
        while peak < MUCH and (line := orders.readline()):
            answer = _obey(line)
            peak = resource.getrusage(used).ru_maxrss * 1024
            answers.write(json.dumps({"status": 0, "peak": peak, "answer": answer, "last": peak >= MUCH}).encode() + b"\n")
            answers.flush()
        status = 0
    except BaseException:  # noqa: BLE001 - this process has no other way to say what went wrong
        traceback.print_exc()
    finally:
        os._exit(status)


class _Worker:
    """A forked process that reads files until it dies of one, or has taken much memory."""

    def __init__(self) -> None:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process
        theirs, ours = os.pipe(), os.pipe()
        self._child = os.fork()
        if not self._child:
            os.close(theirs[1])  # else it would never see the end
            os.close(ours[0])
            _work(os.fdopen(theirs[0], "rb"), os.fdopen(ours[1], "wb"), self._complaints)
        os.close(theirs[0])
        os.close(ours[1])
        self._orders, self._answers = os.fdopen(theirs[1], "wb"), os.fdopen(ours[0], "rb")
        self.alive = True

    def told(self, line: bytes) -> dict[str, Any]:
        """The answer to an order, or how the process ended of it."""
        self._orders.write(line)
        self._orders.flush()
        if answer := self._answers.readline():
            told: dict[str, Any] = json.loads(answer)
            if told["last"]:
                self.end()
            return told
        status, peak = self.end()
        self._complaints.seek(0)
        return {"status": status, "peak": peak, "answer": "", "complaint": self._complaints.read().decode(errors="replace")}

    def end(self) -> tuple[int, int]:
        """Let the process end; its status and the most memory that it took."""
        self.alive = False
        self._orders.close()
        self._answers.close()
        _, ended, used = os.wait4(self._child, 0)
        return os.waitstatus_to_exitcode(ended), used.ru_maxrss * 1024


def main() -> None:
    """For each line of stdin, which is an order, tell on stdout how it ended, in a process that is forked anew after one that went wrong."""
    import fastexcel  # noqa: F401
    import numpy  # noqa: F401, ICN001
    import xlrd  # noqa: F401

    from data import parse_html, parse_parquet, parse_text, parse_xls, parse_xml  # noqa: F401

    worker = None
    for line in sys.stdin.buffer:
        if worker is None or not worker.alive:
            worker = _Worker()
        sys.stdout.write(json.dumps(worker.told(line)) + "\n")
        sys.stdout.flush()
    if worker is not None and worker.alive:
        worker.end()


if __name__ == "__main__":
    main()
