"""`python -m bench NAME… [--quick] [--json]`: run benchmarks and print what they found."""

import argparse
import importlib
import json
import pkgutil
import sys

import bench


def main() -> None:
    """Run the named benchmarks. A missed target is said and does not fail: a slow machine is not an error."""
    names = sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_"))
    parser = argparse.ArgumentParser(prog="python -m bench", description=bench.__doc__)
    parser.add_argument("names", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--quick", action="store_true", help="smaller data")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--errors", action="store_true", help="list what went wrong, where a benchmark can tell")
    asked = parser.parse_args()
    reports = []
    for name in asked.names:
        module = importlib.import_module(f"bench.{name.replace('-', '_')}")
        reports.append(module.run(asked.quick))
        if asked.errors and hasattr(module, "errors"):
            print(*module.errors(), sep="\n", end="\n\n", file=sys.stderr)
        if not asked.json:
            print(reports[-1], end="\n\n")
    if asked.json:
        print(json.dumps([report.as_dict() for report in reports], ensure_ascii=False, indent=2))


main()
