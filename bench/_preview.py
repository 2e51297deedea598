"""`python -m bench._preview FILE`: the seconds until a dropped file's sheet stands with its proposal, as the upload page does it; told as JSON."""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from data.proposed import proposed
from data.read import read
from data.recognise import propose


def preview(file: Path) -> dict[str, Any]:
    """The seconds of each phase, and what was found: table, rows, columns that were recognised."""
    with tempfile.TemporaryDirectory(dir=file.parent) as name:
        folder = Path(name)
        upload = folder / "upload"
        upload.hardlink_to(file)  # the app has it there, too, in the one folder that the engine may read
        propose(("Rehearsed",), (("1",),))  # as the server has done before anybody drops a file
        start = time.perf_counter()
        (sheet,) = read(upload, file.name, folder)
        seen = time.perf_counter()
        proposal = proposed(sheet)
        end = time.perf_counter()
    known = sum(match.target is not None for match in proposal.matches)
    return {"spent": {"read": seen - start, "propose": end - seen}, "table": proposal.table, "rows": sheet.rows, "known": known}


if __name__ == "__main__":
    json.dump(preview(Path(sys.argv[1])), sys.stdout)
