"""States of pages that an address alone does not bring about: a dry run, what follows an import, values to mend, orders in another engine."""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import openpyxl

from locales import LANGUAGES, words
from tests.browser.driver import Visitor

ORDERS = "订单编号,客户ID,客户名称,下单时间,金额,订单状态"
PEOPLE = ("客户编号", "姓名", "城市", "性别", "手机", "邮箱")
ENGINE = """
    CREATE SCHEMA shop;
    CREATE TABLE shop.lines AS SELECT 'c' || (i % 40) AS buyer, TIMESTAMP '2024-01-01' + to_days(i * 3 % 360) AS placed,
        (10 + i)::DECIMAL(10, 2) AS total, CASE WHEN i % 2 = 0 THEN 'web' ELSE 'shop' END AS channel
    FROM range(200) t(i)
"""


def configure_engine(home: Path) -> dict[str, str]:
    """A database with a shop's orders, configured as the engine of whoever lives in ``home``; the environment that makes it so."""
    (home / ".streamlit").mkdir()
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute(ENGINE)
    (home / ".streamlit" / "secrets.toml").write_text(
        f'[engine]\nbackend = "duckdb"\n[engine.connect]\ndatabase = "{(home / "warehouse.duckdb").as_posix()}"\n'
        '[engine.tables]\norders = "shop.lines"\n[engine.columns.orders]\ncustomer_id = "buyer"\nordered_at = "placed"\namount = "total"\n',
        encoding="utf-8",
    )
    return {"HOME": str(home), "USERPROFILE": str(home)}


def month(number: int, *, remark: bool = False) -> bytes:
    """A month's export of a shop; ``remark``: with a column that others do not have."""
    states = ("打包", "交易成功", "交易成功")
    rows = [f"M{number}{n:03},C{n % 12},客户{n % 12},2024-{number:02}-{n % 28 + 1:02},{100_000 + n}.5,{states[n % 3]}" for n in range(40)]
    return "\n".join([ORDERS + ",备注" * remark, *(row + ",无" * remark for row in rows)]).encode()


def report() -> bytes:
    """A workbook as people send it: titles and the currency above, a total below,
    an amount in words, what is hidden, returns on a sheet of their own, customers twice, a survey, a sheet to read.
    """
    book = openpyxl.Workbook()
    orders = book.worksheets[0]
    returns, people, survey, about = (book.create_sheet(name) for name in ("退货", "客户", "问卷", "说明"))
    orders.title = "订单明细"
    for record in (["某某商贸有限公司 订单报表"], ["导出时间：2024-12-31", None, None, None, "单位：元"], [], [*ORDERS.split(","), "手机号"]):
        orders.append(record)
    for n in range(60):
        amount = "十块左右" if n == 7 else 12_345_678.9 + n
        state = ("交易成功", "打包", "已退款")[n % 3]
        orders.append([f"T{n:05}", f"C{n % 12}", f"客户{n % 12}", datetime(2024, n % 12 + 1, n % 28 + 1), amount, state, f"1380000{n % 12:04}"])
    orders.append(["合计", None, None, None, 99_999])
    orders.row_dimensions[20].hidden = orders.column_dimensions["G"].hidden = True
    returns.append(ORDERS.split(","))
    for n in range(5):
        returns.append([f"R{n}", f"C{n}", f"客户{n}", datetime(2024, 12, n + 1), 88.5 + n, "交易成功"])
    people.append(PEOPLE)
    for n in range(12):
        city = ("北京", "北京市", "上海")[n % 3]
        people.append([f"C{n}", f"王小明{'甲乙丙丁'[n // 3]}", city, "男女"[n % 2], f"1390000{n // 2:04}", f"a{n // 3}@example.cn"])
    survey.append(["答卷编号", "客户ID", "您对服务满意吗？", "推荐意愿"])
    for n in range(30):
        survey.append([n + 1, f"C{n % 14}", n % 5 + 1, n % 11])
    about.append(["本表由系统导出"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _unfold(visitor: Visitor, *names: str) -> None:
    """Open the folded parts whose titles begin so; all of them where none is named."""
    for summary in visitor.page.locator("[data-testid=stExpander] summary").all():
        wanted = not names or any(summary.inner_text().strip().endswith(name) or name in summary.inner_text() for name in names)
        if wanted and summary.evaluate("summary => !summary.parentElement.open"):
            summary.click()
            visitor.settle(300)


def dry_run(visitor: Visitor, lang: str) -> None:
    """A workbook of several sheets, all of its forms unfolded, before anything is stored."""
    visitor.open("upload", data="mine").upload(("订单报表.xlsx", report()))
    _unfold(visitor)


def again(visitor: Visitor, lang: str) -> None:
    """The next month's file: taken as the last one was, with a column more, and orders that are there already."""
    w = words(lang)
    visitor.click(w("action.cancel")).upload(("二月.csv", month(2, remark=True)))


def imported(visitor: Visitor, lang: str) -> None:
    """What the page says after imports: what is there, the history, what changed, what is remembered."""
    visitor.click(words(lang)("action.cancel"))
    _unfold(visitor)


def _view(name: str) -> Callable[[Visitor, str], None]:
    def shown(visitor: Visitor, lang: str) -> None:
        visitor.open("quality", data="mine")
        visitor.page.locator("[data-testid=stMain]").get_by_role("radio", name=words(lang)(f"quality.view.{name}")).first.click()
        visitor.settle()

    return shown


def warehouse(visitor: Visitor, lang: str) -> None:
    """The page of orders that lie in another engine."""
    visitor.open("upload", data="warehouse")


def prepare(visitor: Visitor) -> None:
    """One month and the workbook imported, a decision made: what the scenes stand on."""
    w = words(LANGUAGES[0])
    for name, content in (("一月.csv", month(1)), ("订单报表.xlsx", report())):
        visitor.open("upload", data="mine", lang=LANGUAGES[0]).upload((name, content))
        visitor.click(w("upload.import_rows", rows="").split(" ")[0])
        visitor.page.wait_for_url(lambda url: "upload" not in url)
        visitor.settle()
    _view("duplicates")(visitor, LANGUAGES[0])
    visitor.click(w("quality.distinct"))
    _view("rules")(visitor, LANGUAGES[0])
    visitor.click(w("quality.apply", n=1).split("1")[0])


SCENES: dict[str, Callable[[Visitor, str], None]] = {  # in this order: one leads to the next
    "dry_run": dry_run,
    "again": again,
    "imported": imported,
    "quality_mine": _view("issues"),
    "duplicates": _view("duplicates"),
    "rules": _view("rules"),
    "decisions": _view("decisions"),
    "person": _view("person"),
    "warehouse": warehouse,
}
