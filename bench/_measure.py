"""The harness: interleaved runs of rival functions or processes, their medians, and a report that says met or MISSED."""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

Run = Callable[[int], object]  # takes the number of the run, so that every run can use another value
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"  # real data sets, where there are any
SAMPLED_EVERY = 0.05  # seconds between two looks at the memory of a process


@dataclass(frozen=True)
class Line:
    """One measurement over ``runs``, in milliseconds unless ``unit`` says so, against a target and beside a peer (medians are compared)."""

    what: str
    runs: int
    median: float
    p90: float
    target: float | None = None
    peer: float | None = None  # the peer's median
    target_ratio: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        """Our median over the peer's."""
        return self.median / self.peer if self.peer else None

    @property
    def met(self) -> bool | None:
        """Whether every target is met; None without a target."""
        verdicts = [] if self.target is None else [self.median <= self.target]
        if self.target_ratio is not None and self.ratio is not None:
            verdicts.append(self.ratio <= self.target_ratio)
        return all(verdicts) if verdicts else None


@dataclass(frozen=True)
class Report:
    """What one benchmark found: its measurements, and facts that a reader needs to judge them."""

    name: str
    lines: Sequence[Line]
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        lines = [asdict(line) | {"ratio": line.ratio, "met": line.met} for line in self.lines]
        return {"name": self.name, "lines": lines, "facts": dict(self.facts)}

    def __str__(self) -> str:
        """A table for the terminal."""
        table = [f"{self.name}", f"  {'':56}{'median':>10}{'p90':>10}{'peer':>10}{'ratio':>7}{'target':>16}"]
        table += [f"  {_written(line)}" for line in self.lines]
        return "\n".join([*table, *(f"  {name}: {value}" for name, value in self.facts.items())])


def _written(line: Line) -> str:
    """One measurement as a row of the table."""
    peer = f"{_amount(line.peer, line.unit)}{line.ratio:7.2f}" if line.peer else " " * 17
    targets = [_amount(line.target, line.unit).strip()] if line.target is not None else []
    targets += [f"×{line.target_ratio:g}"] if line.target_ratio is not None else []
    verdict = {True: "met", False: "MISSED", None: ""}[line.met]
    measured = _amount(line.median, line.unit) + _amount(line.p90, line.unit)
    return f"{line.what:<52.52}{f'({line.runs})':>4}{measured}{peer}{', '.join(targets):>16} {verdict}"


def _amount(value: float, unit: str) -> str:
    """A value in ten places; long times in seconds."""
    value, unit = (value / 1000, "s") if unit == "ms" and value >= 2000 else (value, unit)
    return f"{f'{value:,.0f}' if unit == 'MB' else f'{value:,.1f}':>{10 - len(unit)}}{unit}"


def interleaved(rivals: Mapping[str, Run], runs: int, warm: int = 2) -> dict[str, list[float]]:
    """Milliseconds of each rival, one after the other in every round, so that a busy machine is busy for all of them."""
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(-warm, runs):
        for name, run in rivals.items():
            start = time.perf_counter()
            run(number)
            if number >= 0:
                times[name].append((time.perf_counter() - start) * 1000)
    return times


def line(
    what: str, ours: Sequence[float], peer: Sequence[float] = (), *, target: float | None = None, ratio: float | None = None, unit: str = "ms"
) -> Line:
    """The measurement that these values make."""
    p90 = statistics.quantiles(ours, n=10, method="inclusive")[-1] if len(ours) > 1 else ours[0]
    return Line(what, len(ours), statistics.median(ours), p90, target, statistics.median(peer) if peer else None, ratio, unit)


@dataclass(frozen=True)
class Apart:
    """What a process of its own told as JSON, its seconds from start to end, and the most memory that it and its children held, in bytes."""

    told: Mapping[str, Any]
    seconds: float
    peak: int


def apart(module: str, *arguments: str | Path) -> Apart:
    """Run ``python -m module ARGUMENTS`` in a process of its own, watching its memory; CalledProcessError when it fails."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        with subprocess.Popen([sys.executable, "-m", module, *map(str, arguments)], stdout=out, cwd=ROOT) as process:
            ended, peaks = threading.Event(), [0]
            watcher = threading.Thread(target=_watch, args=(process.pid, peaks, ended))
            watcher.start()
            try:
                process.wait()
            finally:
                ended.set()
                watcher.join()
        seconds = time.perf_counter() - start
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, process.args)
        out.seek(0)
        return Apart(json.loads(out.read()), seconds, max(peaks))


def _watch(pid: int, peaks: list[int], ended: threading.Event) -> None:
    """Note the memory of a process and all its children until it ends."""
    process = psutil.Process(pid)
    while not ended.wait(SAMPLED_EVERY):
        try:
            peaks.append(sum(_resident(one) for one in [process, *process.children(recursive=True)]))
        except psutil.NoSuchProcess:
            return


def _resident(process: psutil.Process) -> int:
    """Bytes that a process holds; 0 once it is gone."""
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def circumstances(*packages: str) -> dict[str, str]:
    """Machine, versions and this process's peak memory."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "machine": f"{psutil.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}, load {psutil.getloadavg()[0]:.1f}",
        "versions": ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in packages)]),
        "peak memory": f"{_peak() / 2**20:,.0f} MB",
    }


def _peak() -> float:
    """The most memory that this process has held, in bytes."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset)
    import resource  # absent on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
