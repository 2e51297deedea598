"""Speed and memory, measured beside a peer in the same run: `python -m bench threshold browser`.

A benchmark is a module of this folder with `run(quick: bool) -> Report`; its name is its file's, with hyphens.
"""
