"""What the values of a sheet mean, on the upload page: unknown ones are announced, and an untouched form changes nothing."""

import pytest

from locales import words
from tests.pages.test_import import dropped
from ui.importing import Pending

ORDERS = "客户编号,下单日期,金额,订单状态\n" + "".join(f"C{i % 3},2024-01-{i % 28 + 1:02},5,{'打包' if i % 2 else '交易成功'}\n" for i in range(40))
SURVEY = "答卷编号,您对服务满意吗？,我们的物流如何评分\n" + "".join(f"{i},{i % 5 + 1},{i % 6 + 1}\n" for i in range(40))


def pending(app: object) -> Pending:
    return app.session_state["import.pending"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_unknown_words_are_announced(lang: str) -> None:
    app = dropped("orders.csv", ORDERS.encode(), lang)
    labels = [expander.label for expander in app.expander]
    assert words(lang)("values.title.unknown", n=1) in labels
    assert pending(app).sheets[0].mapping.values == ()
    app.session_state[f"values.{pending(app).sheets[0].key}"] = (("status", "打包", "processing"), ("status", "交易成功", "completed"))
    app.run()
    assert not app.exception
    assert words(lang)("values.title") in [expander.label for expander in app.expander]
    assert pending(app).sheets[0].mapping.values == (("status", "打包", "processing"),)  # what is usual need not be said
    assert pending(app).sheets[0].report is not None


def test_the_scales_of_questions_stay_as_they_were_said() -> None:
    app = dropped("survey.csv", SURVEY.encode(), "en")
    assert pending(app).sheets[0].mapping.values == ()
    said = (("scale_max", "我们的物流如何评分", "5"),)
    app.session_state[f"values.{pending(app).sheets[0].key}"] = said
    app.run()
    assert not app.exception
    item = pending(app).sheets[0]
    assert item.mapping.values == said
    assert item.report is not None and item.report.rows_unanswered == 6  # 6 is beyond the scale


def test_a_sheet_without_codes_has_no_such_form() -> None:
    app = dropped("orders.csv", ORDERS.replace(",订单状态", ",颜色").encode(), "en")
    assert not [expander for expander in app.expander if expander.label.startswith("What the values mean")]
