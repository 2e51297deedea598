"""`python -m bench._load FILE WORKSPACE`: load a file as `python -m data` does, then make `activity`; tells as JSON how long each phase took.

Imports are over when the clock starts: in the app they are.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import data.__main__ as command
from data import store
from data.facts import facts
from data.filters import OrderFilters
from data.materials import Materials
from data.workspace import Workspace

# Where each phase is spent; one within another is taken off the outer one.
PHASES = ((command, "read", "read"), (command, "proposed", "match"), (store, "stage", "rows"), (store, "commit", "commit"))
CHECKS = ("settle", "report_of")  # whole-file judgements on rows that are in: order totals, currencies, problems, repeated lines, sums
Spent = defaultdict[str, float]
COMMITTED = ("open", "read", "match", "rows", "commit")


def timed(function: Callable[..., Any], phase: str, spent: Spent, inside: list[float]) -> Callable[..., Any]:
    """``function``, which adds the seconds that it needs itself to its phase."""

    @wraps(function)
    def run(*arguments: object, **named: object) -> object:
        inside.append(0)
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            whole = time.perf_counter() - start
            spent[phase] += whole - inside.pop()
            if inside:
                inside[-1] += whole

    return run


def load(file: Path, path: Path) -> dict[str, Any]:
    """The phases' seconds, and what the load report counted."""
    spent: Spent = defaultdict(float)
    inside: list[float] = []
    for owner, name, phase in (*PHASES, *((store, name, "checks") for name in CHECKS)):
        setattr(owner, name, timed(getattr(owner, name), phase, spent, inside))
    start = time.perf_counter()
    with Workspace(path) as workspace:
        spent["open"] = time.perf_counter() - start
        (report,) = command.load(workspace, [file])
        whole = time.perf_counter() - start
        as_of = facts(workspace).as_of
        assert as_of is not None
        began = time.perf_counter()
        Materials(workspace).table(workspace.backend(), "activity", as_of, OrderFilters())
        spent["activity"] = time.perf_counter() - began
    spent["rest"] = whole - sum(spent[phase] for phase in (*COMMITTED, "checks"))
    return {"spent": spent, "rows": report["rows_stored"], "customers": report["customers"]}


if __name__ == "__main__":
    json.dump(load(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
