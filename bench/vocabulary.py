"""Write the words of headers anew that tables are known by: ``python -m bench.vocabulary``."""

import json

from bench.matching import learnt
from data.vocabulary import FILE, counted


def written() -> str:
    """What the file holds, from the schema and the sheets that the matcher has learnt from."""
    return json.dumps(counted((sheet.table, sheet.header) for sheet in learnt()), ensure_ascii=False, indent=0, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
