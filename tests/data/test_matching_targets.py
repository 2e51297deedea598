"""How well sheets are understood, measured as the benchmark does: the targets hold on the sheets that the matcher has learnt from."""

import pytest

from bench import matching
from bench.matching import Labelled, Score

FIT = Labelled("fit", "orders", ("Customer ID", "Order Date", "Amount", "Colour"), (("1", "2024-01-05", "5", "red"),) * 3,
               (("customer_id",), ("ordered_at",), ("amount",), (None,)))  # fmt: skip


@pytest.fixture(scope="module")
def learnt() -> Score:
    return matching.score(matching.learnt())


def test_the_three_targets_hold_on_what_was_learnt(learnt: Score) -> None:
    assert learnt.sheets == 145
    assert learnt.table >= matching.TABLES_RIGHT
    assert learnt.precision >= matching.PRECISION, learnt.errors
    assert learnt.recall >= matching.RECALL, learnt.errors


def test_a_score_counts_by_hand() -> None:
    wrong = Labelled("wrong", "orders", FIT.header, FIT.rows, (("customer_id",), ("paid_at", "ordered_at"), (None,), ("category",)))
    score = matching.score([FIT, wrong])
    assert (score.sheets, score.headers, score.tables, score.accepted, score.right, score.known, score.found) == (2, 8, 2, 6, 5, 6, 5)
    assert len(score.errors) == 2


def test_in_another_table_every_accepted_column_is_wrong() -> None:
    other = Labelled("other", "tickets", FIT.header, FIT.rows, FIT.meanings)
    score = matching.score([other])
    assert (score.tables, score.accepted, score.right, score.found) == (0, 3, 0, 0)
    assert matching.score([other], table_known=True).tables == 1
