"""Twelve exports of shops, tills and CRMs, made up by somebody who had not seen the matcher: what their columns are taken for.

``shop_exports.json`` holds each file's table and, a line a column, the header, the meanings a reader would accept (null: an
attribute) and a few cells.
"""

import json
from pathlib import Path

import pytest

from data.recognise import propose

EXPORTS = json.loads((Path(__file__).parent / "shop_exports.json").read_text(encoding="utf-8"))
# What is not understood as a reader would: optional columns kept as attributes.
STUMBLES = {
    ("京东订单导出_20250301.csv", "商品ID", None),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_understood(name: str) -> None:
    export = EXPORTS[name]
    headers, accepted, cells = zip(*export["columns"], strict=True)
    proposal = propose(headers, [[cell or None for cell in record] for record in zip(*cells, strict=True)])
    assert (proposal.table, proposal.missing) == (export["table"], ())
    targets = [match.target for match in proposal.matches]
    wrong = {(name, header, target) for header, meanings, target in zip(headers, accepted, targets, strict=True) if target not in meanings}
    assert wrong == {stumble for stumble in STUMBLES if stumble[0] == name}
