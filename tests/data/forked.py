"""The command that loads files, forked from a process that has imported it: killed at a moment of its work, not of its imports.

``python -m tests.data.forked`` is the process; ``Forked`` talks to it. Each command is the leader of a group of its own, its
reading processes in it. ``inside``: it reads the files itself, where what comes after the reading is what matters.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from data.read import ROOT, Limits


class Forked:
    """A process that forks the command, one at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-m", "tests.data.forked"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
        self._command = 0
        self._line()

    def _line(self) -> int:
        assert self._process.stdout
        return int(self._process.stdout.readline())

    def start(self, arguments: Sequence[str], *, inside: bool = False) -> None:
        """Start the command."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"arguments": list(arguments), "inside": inside}).encode() + b"\n")
        self._process.stdin.flush()
        self._command = self._line()

    @property
    def ended(self) -> bool:
        """Whether the command has ended by itself."""
        assert self._process.stdout
        return bool(select.select([self._process.stdout], [], [], 0)[0])

    def kill(self) -> None:
        """Kill the command and its children."""
        with suppress(ProcessLookupError):  # it ended just now
            os.killpg(self._command, signal.SIGKILL)

    def status(self) -> int:
        """Wait for the command's end; negative when a signal ended it."""
        return self._line()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()


def _within(_: list[str], order: str, __: Limits) -> dict[str, Any]:
    """What the reading process would answer."""
    from data import parse

    answer: dict[str, Any] = json.loads(json.dumps(parse.answer(json.loads(order))))
    return answer


def _run(order: dict[str, Any], ready: int) -> None:
    """Be the command; never returns."""
    status = 70
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.close(ready)
        import data.read
        from data.__main__ import main as command

        if order["inside"]:
            setattr(data.read, "_child", _within)  # noqa: B010 - it takes the place of what starts a process
        status = command(order["arguments"])
    finally:
        os._exit(status)


def main() -> None:
    """For each line of stdin: fork the command, tell its number, and once it has ended, how."""
    import ibis.backends.duckdb  # noqa: F401
    import pandas as pd  # noqa: F401

    from data import __main__, parse, parse_text  # noqa: F401
    from data.recognise import propose

    propose(("order id",), ())  # folds the names of all columns; no engine is open yet when the process forks

    sys.stdout.write("0\n")
    sys.stdout.flush()
    for line in sys.stdin.buffer:
        ready, set_ready = os.pipe()
        child = os.fork()
        if not child:
            _run(json.loads(line), set_ready)
        os.close(set_ready)
        os.read(ready, 1)  # until it leads its group
        os.close(ready)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
