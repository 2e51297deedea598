"""An import killed at any moment leaves the workspace as it was or as it was to be, never in between, and the next one works.

The command is a process of its own, forked from one that has imported it, killed with all its children.
How long it runs and how often it writes is measured first;
then it is killed at random moments of its run, and just after it wrote: staging, committing, closing.
"""

import math
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import store
from data.read import ROOT
from data.workspace import Workspace
from tests.data.forked import Forked
from tests.data.loading import found

LINES = 20_000
BY_TIME, BY_WRITES = 10, 15  # kills at moments of the run; kills soon after the database file or its log was written
SOON = 0.05  # seconds
AGAIN = 9  # after every so many kills a following import is tried
State = tuple[object, ...]


def orders(path: Path, first: int, lines: int) -> Path:
    """A file of orders with customers, amounts and an attribute, numbered from ``first``."""
    line = "A{n},c{c},2024-{month:02}-{day:02} 10:00,{n}.{cents:02},商品{p},x{n}\n"
    with path.open("w", encoding="utf-8") as file:
        file.write("订单编号,客户编号,下单时间,实付金额,商品,备注甲\n")
        for n in range(first, first + lines):
            file.write(line.format(n=n, c=n % 5_000, month=n % 12 + 1, day=n % 28 + 1, cents=n % 100, p=n % 70))
    return path


@pytest.fixture(scope="module")
def forked() -> Iterator[Forked]:
    command = Forked()
    yield command
    command.close()


def arguments(path: Path, *files: Path) -> list[str]:
    """What the command is told to load files into a workspace."""
    return [*map(str, files), "--into", str(path)]


def imported(path: Path, *files: Path) -> None:
    """Load files."""
    subprocess.run([sys.executable, "-m", "data", *arguments(path, *files)], cwd=ROOT, check=True, capture_output=True)


def written(path: Path) -> tuple[int, ...]:
    """Size and time of the database file and of its log: another value, another write."""
    found = []
    for file in (path, path.with_suffix(".duckdb.wal")):
        try:
            found += [file.stat().st_size, file.stat().st_mtime_ns]
        except FileNotFoundError:
            found += [0, 0]
    return tuple(found)


def killed(
    command: Forked, path: Path, files: tuple[Path, ...], after: float = math.inf, writes: float = math.inf, soon: float = 0.0
) -> tuple[bool, float, int]:
    """Start loading files; kill the command and its children after so many seconds, or soon after so many writes.

    Returns whether it had ended before, when that was, in seconds, and how many writes were seen.
    """
    started, last, seen = time.monotonic(), written(path), 0
    command.start(arguments(path, *files), inside=writes < math.inf or after < math.inf and round(1000 * after) % 2 == 0)
    while not (ended := command.ended) and time.monotonic() - started < after and seen < writes:
        now = written(path)
        last, seen = now, seen + (now != last)
        time.sleep(0.001)
    if seen >= writes:
        time.sleep(soon)
        ended = command.ended
    if not ended:
        command.kill()
    status = command.status()
    assert status == 0 if ended else status in (0, -signal.SIGKILL)
    return ended, time.monotonic() - started, seen


def state(path: Path) -> tuple[State, int]:
    """What a workspace holds, canonical tables and bookkeeping alike, and how many staged tables had to be swept."""
    with Workspace(path, memory=1 << 30) as workspace:
        before = len(staged_tables(workspace))
        store.sweep(workspace)
        assert list(workspace.incoming.iterdir()) == []
        loads = found(workspace, "SELECT load, status, table_name, file, sha256, header, mapping FROM _loads ORDER BY load")
        tables = staged_tables(workspace)
        assert tables == {f"load_{load}" for load, *_ in loads}
        rows = found(workspace, "SELECT count(*), count(DISTINCT order_id), count(DISTINCT customer_id), sum(amount), max(ordered_at) FROM orders")
        customers = found(workspace, "SELECT count(*), min(customer_id), max(customer_id), count(city) FROM customers")
        assert workspace.version == workspace.meta("version")
        return (workspace.version, tuple(loads), tuple(rows), tuple(customers)), before - len(tables)


def staged_tables(workspace: Workspace) -> set[str]:
    """The tables of loads, staged ones among them."""
    return {name for (name,) in found(workspace, "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'load_')")}


def kept(one: State) -> State:
    """A state without its version, which is another after every import."""
    return one[1:]


@pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")
@pytest.mark.long
def test_an_import_killed_at_any_moment(tmp_path: Path, forked: Forked) -> None:
    before, again = orders(tmp_path / "before.csv", 0, 2_000), orders(tmp_path / "again.csv", 900_000, 500)
    new, people = orders(tmp_path / "new.csv", 2_000, LINES), tmp_path / "people.csv"
    people.write_text("customer id,name,city\n" + "".join(f"c{n},Name {n},City {n % 30}\n" for n in range(6_000)), encoding="utf-8")
    start, whole = tmp_path / "start" / "mine.duckdb", tmp_path / "whole" / "mine.duckdb"
    imported(start, before)
    old, _ = state(start)
    shutil.copytree(start.parent, whole.parent)
    _, seconds, writes = killed(forked, whole, (new, people))
    done, _ = state(whole)
    assert (len(old[1]), len(done[1])) == (1, 3) and writes > 3  # type: ignore[arg-type]
    chance = random.Random(25)  # noqa: S311 - the same moments, as shares of the run, every time
    outcomes, left_behind = [], 0
    for number in range(BY_TIME + BY_WRITES):
        path = tmp_path / f"kill{number}" / "mine.duckdb"
        shutil.copytree(start.parent, path.parent)
        if number < BY_TIME:
            ended, took, _ = killed(forked, path, (new, people), after=seconds * chance.random())
            seconds = took if ended else seconds  # other work on the machine comes and goes
        else:
            ended, _, _ = killed(forked, path, (new, people), writes=1 + number % max(1, 2 * writes // 3), soon=SOON * chance.random())
        left, staged = state(path)
        left_behind += staged
        assert kept(left) in (kept(old), kept(done)), f"kill {number}: neither the old nor the new"
        assert (left[0] == old[0]) == (kept(left) == kept(old)), "the version tells the two apart"
        assert not ended or kept(left) == kept(done)
        outcomes.append(kept(left) == kept(done))
        if number % AGAIN == 0:  # a following import works, whatever was left
            forked.start(arguments(path, again))
            assert forked.status() == 0
            assert found_orders(path) == (2_500 if kept(left) == kept(old) else LINES + 2_500)
        shutil.rmtree(path.parent)
    assert outcomes.count(False) >= 10, "most kills came before the end"
    assert left_behind, "some kills came between staging and commit"


def found_orders(path: Path) -> int:
    """How many order lines a workspace has."""
    with Workspace(path, memory=1 << 30) as workspace:
        return int(found(workspace, "SELECT count(*) FROM orders")[0][0])
