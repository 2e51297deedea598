"""For maintainers: ``python -m locales add FILE`` merges new words, ``python -m locales check`` looks for faults."""

import argparse
import sys
from pathlib import Path

from locales import catalogue


def main() -> int:
    """Run one command; the exit code is 1 when the catalogues have faults."""
    parser = argparse.ArgumentParser(prog="python -m locales", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="merge lines key<TAB>English<TAB>Chinese into both catalogues")
    add.add_argument("file", type=Path, nargs="+")
    commands.add_parser("check", help="name keys and placeholders that differ between the languages")
    asked = parser.parse_args()
    if asked.command == "add":
        lines = (line for file in asked.file for line in file.read_text("utf-8").splitlines())
        sys.stdout.write(f"{catalogue.add(catalogue.parsed(lines))} merged\n")
    found = catalogue.faults()
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
