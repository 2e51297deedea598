"""Ask another engine without a browser: ``python -m answers CONFIG.toml``."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from answers.answer import Desk, answer
from answers.question import Question
from data.engine import Engine, read_config
from data.remote import left_out, refresh
from data.workspace import Workspace, WorkspaceError
from locales import LANGUAGES, words
from metrics.overview import Overview

SETTINGS = Path(".streamlit/secrets.toml")
HELP = """Try an engine that holds the orders, such as Spark, and print what it answers, as JSON.

Connects as the [engine] section of a TOML file says, finds the tables, and tells which of their columns is read as
what, what the orders span, and the overview's figures, aggregated in that engine. Nothing is kept. What is wrong is
told in a sentence ("en", "zh") and its code; the exit status is then 1."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 when the engine answered."""
    parser = argparse.ArgumentParser(prog="python -m answers", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", nargs="?", type=Path, default=SETTINGS, metavar="CONFIG", help=f"a TOML file; default: {SETTINGS}")
    config = parser.parse_args(arguments).config
    try:
        told = asked(Engine(read_config(config)), datetime.now())
    except WorkspaceError as error:
        return _say(
            {"error": error.code, **error.details, **{lang: words(lang).told(f"workspace.{error.code}", error.details) for lang in LANGUAGES}}, 1
        )
    return _say(told, 0)


def asked(engine: Engine, now: datetime) -> dict[str, Any]:
    """Columns, facts and figures of an engine, JSON-able, through a workspace that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, Workspace(Path(folder) / "engine.duckdb") as workspace:
        refresh(workspace, engine, now)
        desk = Desk(workspace, engine)
        found: Overview = answer(desk, Question("overview"))
        figures = found.figures.set_index("figure")["value"]
        return {
            "engine": engine.config.backend,
            "columns": engine.columns,
            "facts": asdict(desk.facts),
            "left_out": left_out(workspace),
            "figures": {str(name): None if value != value else value for name, value in figures.items()},
            "anonymous_revenue": found.anonymous_revenue,
            "returned": found.returned,
        }


def _say(told: object, status: int) -> int:
    """Print JSON, in any terminal; returns the exit status."""
    text = json.dumps(told, ensure_ascii=False, indent=2, default=str)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main())
