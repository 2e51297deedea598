"""From text cells to canonical columns: what goes in, what stays out, and what is said about it, with the row a spreadsheet shows."""

from dataclasses import replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import store
from data.check import asks_zone, fields, product
from data.mapping import Mapping, missing, twice
from data.report import SHOWN_PROBLEMS
from data.workspace import Workspace
from tests.data.loading import NOW, TODAY, found, load, sheet_of, staged

ONE_WORKSPACE = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def problems(workspace: Workspace, one: tuple) -> list[tuple]:  # type: ignore[type-arg]
    report, sheet, mapping = one
    return store.problem_rows(workspace, report, sheet, mapping).fetchall()


def test_what_a_mapping_lacks_and_what_it_has_twice() -> None:
    assert missing(Mapping("orders", ("customer_id", "ordered_at"))) == ("amount",)
    assert missing(Mapping("orders", ("customer_id", "ordered_at", "quantity", "unit_price"))) == ()
    assert missing(Mapping("orders", ("quantity", None))) == ("customer_id", "ordered_at", "amount")
    assert missing(Mapping("customers", ("name",))) == ("customer_id",)
    assert twice(Mapping("orders", ("amount", "customer_id", "amount", None, None, "customer_id"))) == ("amount", "customer_id")
    assert twice(Mapping("orders", ("amount", None, None))) == ()


def test_problem_rows_carry_the_rows_of_the_spreadsheet_and_its_cells(workspace: Workspace) -> None:
    text = """
,,,
customer_id,ordered_at,amount,quantity
a,2024-01-01,10,1
b,yesterday,20,1
,,,
c,2024-01-03,many,two
d,2024-01-04,40,3
e,2025-01-01,50,x
f,,,
g,2024-01-07,,1
"""
    one = staged(workspace, text, targets=("customer_id", "ordered_at", "amount", "quantity"))
    report, sheet, _ = one
    assert sheet.header_row == 3
    assert problems(workspace, one) == [
        (5, "unreadable_timestamp", "ordered_at", True, "b", "yesterday", "20", "1"),
        (7, "unreadable_money\nunreadable_number", "amount\nquantity", True, "c", "2024-01-03", "many", "two"),
        (9, "future_date\nunreadable_number", "ordered_at\nquantity", False, "e", "2025-01-01", "50", "x"),
        (10, "missing_required", "amount\nordered_at", True, "f", None, None, None),
        (11, "missing_required", "amount", True, "g", "2024-01-07", None, "1"),
    ]
    assert (report.rows_read, report.rows_stored, report.rows_rejected) == (7, 3, 4)
    assert report.rejected == {"missing_required": 2, "unreadable_money": 1, "unreadable_number": 1, "unreadable_timestamp": 1}
    assert report.noted == {"future_date": 1, "unreadable_number": 1}
    assert {(p.code, p.column, p.row, p.value, p.rejected) for p in report.problems if p.row == 7} == {
        ("unreadable_money", "amount", 7, "many", True),
        ("unreadable_number", "quantity", 7, "two", True),
    }
    assert found(workspace, f"SELECT count(*) FROM load_{report.load} WHERE _state = 'blank'") == [(1,)]


def test_ids_that_a_spreadsheet_shortened_are_told_and_make_nobody_one(workspace: Workspace) -> None:
    people = "customer_id,name,phone\n1.38E+10,Li,1\n1.38E+10,Wang,2\n13800000003.0,Zhao,1.38E+10\n,Qian,\n"
    report, _, _ = staged(workspace, people, "customers")
    assert (report.rows_stored, report.rejected, report.noted) == (1, {"shortened_id": 2, "missing_required": 1}, {"shortened_id": 1})
    assert found(workspace, f"SELECT customer_id, phone FROM load_{report.load} WHERE _state = 'stored'") == [("13800000003", None)]
    sales = "order_id,customer_id,ordered_at,amount\n1,1.38E+10,2024-01-01,5\n2,1.38E+10,2024-01-02,7\n3,b,2024-01-02,1\n4,-,2024-01-02,1\n"
    report = load(workspace, sales)
    assert (report.rows_stored, report.noted, report.customers, report.anonymous_rows) == (4, {"shortened_id": 2}, 1, 3)
    assert [(p.code, p.column, p.row, p.value) for p in report.problems] == [
        ("shortened_id", "customer_id", 2, "1.38E+10"), ("shortened_id", "customer_id", 3, "1.38E+10"),
    ]  # fmt: skip


def test_ids_that_lost_their_last_digits_go_in_and_are_told(workspace: Workspace) -> None:
    text = "customer_id,name\n110101199003071000,Li\n110101199104052000,Wang\nw3,Zhao\n"
    report, _, _ = staged(workspace, text, "customers")
    assert (report.rows_stored, report.noted, [problem.row for problem in report.problems]) == (3, {"rounded_id": 2}, [2, 3])


def test_each_id_of_a_column_of_long_numbers_is_told(workspace: Workspace) -> None:
    text = "order_id,customer_id,ordered_at,amount\n20240101123456800000,a,2024-01-01,5\n20240101123456800000,b,2024-01-02,7\n"
    assert load(workspace, text).noted == {}
    cut = replace(sheet_of(workspace, text), cut=(0,))
    report = store.stage(workspace, cut, Mapping("orders", ("order_id", "customer_id", "ordered_at", "amount")), TODAY)
    assert report.noted == {"rounded_id": 2}


def test_the_day_of_the_load_is_not_in_the_future(workspace: Workspace) -> None:
    report, _, _ = staged(workspace, f"customer_id,ordered_at,amount\na,{TODAY} 23:59:59,1\nb,2025-01-01 00:00:00,2\n")
    assert (report.rows_stored, report.noted) == (2, {"future_date": 1})
    assert [problem.row for problem in report.problems] == [3]


def test_only_the_first_problems_are_listed_but_all_are_counted(workspace: Workspace) -> None:
    lines = "".join(f"c{i},2024-01-01,{'x' if i % 2 else i + 1}\n" for i in range(600))
    one = staged(workspace, "customer_id,ordered_at,amount\n" + lines)
    assert len(one[0].problems) == SHOWN_PROBLEMS
    assert one[0].rejected == {"unreadable_money": 300}
    assert len(problems(workspace, one)) == 300


@pytest.mark.parametrize(
    ("quantity", "price", "amount"),
    [
        ("3", "9.99", "29.97"), ("1.5", "2.3333", "3.5"), ("0.333333", "300", "99.9999"), ("0.00005", "1", "0.0001"), ("0.00004", "1", "0.0000"),
        ("-2", "9.5", "-19"), ("2", "-9.5", "-19"), ("1000000", "999999", "999999000000"), ("0", "5", "0"),
    ],
)  # fmt: skip
def test_an_amount_is_quantity_times_unit_price_to_the_fourth_decimal(workspace: Workspace, quantity: str, price: str, amount: str) -> None:
    report = load(workspace, f"customer_id,ordered_at,quantity,unit_price\na,2024-01-01,{quantity},{price}\n")
    assert found(workspace, "SELECT amount, is_return FROM orders") == [(Decimal(amount), Decimal(amount) < 0)]
    assert report.derived == ("amount", "order_id")


@ONE_WORKSPACE
@given(
    st.decimals(-(10**6), 10**6, places=6, allow_nan=False),
    st.decimals(-(10**5), 10**5, places=4, allow_nan=False),
)
def test_derived_amounts_are_exact(workspace: Workspace, quantity: Decimal, price: Decimal) -> None:
    (amount,) = found(workspace, f"SELECT {product(f'{quantity}::DOUBLE', f'{price}::DECIMAL(18,4)')}")[0]
    assert amount == (quantity * price).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def test_factors_that_are_blank_unreadable_or_too_large_keep_a_line_out_and_are_told(workspace: Workspace) -> None:
    text = """customer_id,ordered_at,quantity,unit_price
a,2024-01-01,,5
b,2024-01-01,2,
c,2024-01-01,two,5
d,2024-01-01,100000000,100000000
e,2024-01-01,1e300,5
f,2024-01-01,2,5
"""
    one = staged(workspace, text)
    assert problems(workspace, one) == [
        (2, "missing_required", "quantity", True, "a", "2024-01-01", None, "5"),
        (3, "missing_required", "unit_price", True, "b", "2024-01-01", "2", None),
        (4, "unreadable_number", "quantity", True, "c", "2024-01-01", "two", "5"),
        (5, "unreadable_money", "amount", True, "d", "2024-01-01", "100000000", "100000000"),
        (6, "unreadable_money", "amount", True, "e", "2024-01-01", "1e300", "5"),
    ]
    assert (one[0].rows_stored, one[0].total) == (1, 10)


def test_money_beyond_all_money_is_unreadable_so_that_sums_never_overflow(workspace: Workspace) -> None:
    report = load(
        workspace, "customer_id,ordered_at,amount\na,2024-01-01,20240101120000\na,2024-01-02,999999999999.9999\na,2024-01-03,1000000000000\n"
    )
    assert (report.rows_stored, report.rejected) == (1, {"unreadable_money": 2})


def test_a_header_that_counts_in_ten_thousands_is_heeded(workspace: Workspace) -> None:
    load(workspace, "客户编号,订单日期,金额(万元)\na,2024-01-01,1.23456\nb,2024-01-02,2\n", targets=("customer_id", "ordered_at", "amount"))
    assert found(workspace, "SELECT amount FROM orders ORDER BY 1") == [(Decimal("12345.6"),), (Decimal(20000),)]


def test_returns_are_negative_however_the_file_writes_them(workspace: Workspace) -> None:
    text = """customer_id,ordered_at,amount,is_return,quantity
a,2024-01-01,10,,1
a,2024-01-02,-4,,1
a,2024-01-03,3,yes,1
a,2024-01-04,-2,yes,-1
a,2024-01-05,5,no,-1
a,2024-01-06,6,,-1
a,2024-01-07,0,,1
"""
    report = load(workspace, text)
    assert found(workspace, "SELECT amount, is_return FROM orders ORDER BY ordered_at") == [
        (10, False), (-4, True), (-3, True), (-2, True), (5, False), (-6, True), (0, False),
    ]  # fmt: skip
    assert (report.returns, report.returned, report.total) == (4, 15, 15)


def test_a_missing_order_id_is_customer_and_moment(workspace: Workspace) -> None:
    text = "order_id,customer_id,ordered_at,amount\nA1,a,2024-01-01 10:00:00,1\n,a,2024-01-01 10:00:00,2\n,,2024-01-01,3\n"
    load(workspace, text)
    assert found(workspace, "SELECT order_id FROM orders ORDER BY amount") == [("A1",), ("a@2024-01-01 10:00:00",), ("@2024-01-01 00:00:00",)]


def test_days_are_read_as_the_mapping_says(workspace: Workspace) -> None:
    text = "customer_id,ordered_at,amount\na,03/04/2024,1\n"
    for day_first, month in ((None, 3), (True, 4), (False, 3)):
        report, _, _ = staged(workspace, text, **({} if day_first is None else {"day_first": day_first}))
        assert found(workspace, f"SELECT month(ordered_at) FROM load_{report.load}") == [(month,)]


# Attributes


HOSTILE = (
    '"; DROP TABLE orders; --',
    "it's",
    'a "quoted" one',
    "two\nlines",
    "F",
    "f",
    "F",
    "",
    "",
    "客户 备注",
    "_state",
    "@x",
    "SELECT",
    "x" * 300,
    "a;b",
    "%s{}",
)


def test_columns_nobody_knows_are_kept_under_their_headers(workspace: Workspace) -> None:
    header = ",".join('"' + name.replace('"', '""') + '"' for name in HOSTILE)
    values = [f"v{i}" for i in range(len(HOSTILE))]
    text = f"customer_id,ordered_at,amount,{header}\na,2024-01-01,1,{','.join(values)}\n"
    for _ in range(2):
        report = load(workspace, text, targets=("customer_id", "ordered_at", "amount", *(None for _ in HOSTILE)))
        assert report.rows_stored == 1
    names = [row[0] for row in found(workspace, "DESCRIBE orders") if row[0].startswith("@")]
    assert names == [
        '@"; DROP TABLE orders; --', "@it's", '@a "quoted" one', "@two lines", "@F", "@f (2)", "@F (3)", "@column 11", "@column 12", "@客户 备注",
        "@_state", "@@x", "@SELECT", "@" + "x" * 80, "@a;b", "@%s{}",
    ] or names[3] == "@two\nlines"  # fmt: skip
    assert found(workspace, "SELECT COLUMNS('^@') FROM orders") == [tuple(values)] * 2


def test_attributes_of_customers_with_hostile_headers_are_folded(workspace: Workspace) -> None:
    header = ",".join('"' + name.replace('"', '""') + '"' for name in HOSTILE)
    for turn in ("old", "new"):
        values = ",".join(turn if i % 2 else "" for i in range(len(HOSTILE)))
        load(workspace, f"customer_id,{header}\nk,{values}\n", "customers", ("customer_id", *(None for _ in HOSTILE)))
    assert found(workspace, "SELECT COLUMNS('^@') FROM customers") == [tuple("new" if i % 2 else None for i in range(len(HOSTILE)))]


def test_attributes_are_typed_by_what_they_hold(workspace: Workspace) -> None:
    text = """customer_id,ordered_at,amount,score,when,stamp,post,long,words,nothing
a,2024-01-01,1,"1,234.5",2024-03-05,2024-03-05 10:00,01234,12345678901234567,hello,
b,2024-01-02,2,7,2024-03-06,2024-03-06 11:30,99999,12345678901234568,5,
"""
    load(workspace, text, targets=("customer_id", "ordered_at", "amount", *(None,) * 7))
    kinds = {name: kind for name, kind, *_ in found(workspace, "DESCRIBE orders") if name.startswith("@")}
    assert kinds == {
        "@score": "DOUBLE", "@when": "DATE", "@stamp": "TIMESTAMP", "@post": "VARCHAR", "@long": "VARCHAR", "@words": "VARCHAR",
        "@nothing": "VARCHAR",
    }  # fmt: skip
    assert found(workspace, 'SELECT "@score", "@post", "@long" FROM orders ORDER BY 1') == [
        (7.0, "99999", "12345678901234568"), (1234.5, "01234", "12345678901234567"),
    ]  # fmt: skip


def test_an_unreadable_attribute_is_noted_and_its_line_goes_in(workspace: Workspace) -> None:
    lines = "".join(f"c{i},2024-01-01,1,{'n.k.' if i == 70 else i}\n" for i in range(100))
    one = staged(workspace, "customer_id,ordered_at,amount,score\n" + lines, targets=("customer_id", "ordered_at", "amount", None))
    assert (one[0].rows_stored, one[0].noted) == (100, {"unreadable_number": 1})
    assert problems(workspace, one) == [(72, "unreadable_number", "@score", False, "c70", "2024-01-01", "1", "n.k.")]


def test_many_attributes_are_typed_at_once(workspace: Workspace) -> None:
    sheet = sheet_of(workspace, "customer_id," + ",".join(f"a{i}" for i in range(400)) + "\n" + "k" + ",1" * 400 + "\n")
    assert {field.column.kind for field in fields(sheet, Mapping("customers", ("customer_id", *(None,) * 400)))} == {"id", "number"}


# Nothing is lost


CELLS = st.sampled_from(
    ["", " ", "a", "b", "-", "N/A", "2024-01-01", "2030-05-05", "1,234.50", "¥99", "-3", "(5)", "x,y", 'say "x"', "two\nlines", "1e400", "9" * 30,
     "是", "退货", "２０２４年３月５日", "=1+1", "'00123", "NULL", "12/31/2023", "0", "cancelled", "USD", "CNY", "'; DROP TABLE orders; --"]
)  # fmt: skip
NAMES = ("customer_id", "ordered_at", "amount", "quantity", "unit_price", "order_id", "currency", "status", "is_return", "refund", None)


@st.composite
def messy(draw: st.DrawFn) -> tuple[str, tuple[str | None, ...]]:
    """A CSV of messy cells, and what its columns are taken for."""
    targets = draw(
        st.lists(st.sampled_from(NAMES), min_size=2, max_size=8).filter(lambda names: len([n for n in names if n]) == len({n for n in names if n}))
    )
    targets = [
        *dict.fromkeys(("customer_id", "ordered_at", "amount")),
        *(name for name in targets if name not in ("customer_id", "ordered_at", "amount")),
    ]
    lines = draw(st.lists(st.lists(CELLS, min_size=len(targets), max_size=len(targets)), min_size=1, max_size=12))
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    return "\n".join([",".join(f"h{i}" for i in range(len(targets))), *quoted]) + "\n", tuple(targets)


@ONE_WORKSPACE
@given(messy())
def test_every_row_read_is_stored_or_rejected_and_every_rejection_told(workspace: Workspace, file: tuple[str, tuple[str | None, ...]]) -> None:
    from data.read import ReadError

    text, targets = file
    try:
        one = staged(workspace, text, targets=targets)
    except ReadError as error:
        assert error.code in ("header_only", "empty")
        return
    report, sheet, _ = one
    states = dict(found(workspace, f"SELECT _state, count(*) FROM load_{report.load} GROUP BY 1"))
    assert sum(states.values()) == sheet.rows
    assert report.rows_read == report.rows_stored + report.rows_rejected == sheet.rows - states.get("blank", 0)
    told = problems(workspace, one)
    assert sum(row[3] for row in told) == states.get("rejected", 0)
    for row, *_ in told:
        cells = next(line[4:] for line in told if line[0] == row)
        position = row - sheet.header_row - 1
        if len(sheet.sample) == sheet.rows:
            assert tuple(cell if cell and cell.strip() else None for cell in cells) == sheet.sample[position]
    if report.rows_stored:
        store.commit(workspace, [one], NOW, "ann")
        count = found(workspace, f"SELECT count(*) FROM orders WHERE _load = {report.load}")[0][0]
        assert count == report.rows_stored
        store.switch(workspace, report.load, on=False)


@pytest.mark.parametrize(
    ("first", "family", "whole", "expected"),
    [
        ("Ann", "Li", "", "Ann Li"),
        ("三", "张", "", "张三"),
        ("Ann", "Li", "A. Li", "A. Li"),
        ("", "Li", "", "Li"),
        ("Ann", "", "", "Ann"),
        ("", "", "", None),
    ],
)
def test_a_name_in_two_columns_is_one_name(workspace: Workspace, first: str, family: str, whole: str, expected: str | None) -> None:
    text = f"Customer ID,First Name,Last Name,Name\nC1,{first},{family},{whole}\n"
    report, _, _ = staged(workspace, text, "customers", ("customer_id", "first_name", "last_name", "name"))
    assert workspace.cursor().execute(f"SELECT name FROM load_{report.load}").fetchall() == [(expected,)]


def test_times_with_an_offset_are_moved_to_the_business_zone(workspace: Workspace) -> None:
    text = "customer id,order date,amount\nK1,2024-03-05T20:00:00Z,1\nK2,2024-03-05 10:00:00 -0500,2\nK3,2024-03-05 10:00,3\n"
    one = staged(workspace, text)
    assert asks_zone(one[1], one[2])
    moments = "SELECT ordered_at FROM load_{} ORDER BY amount"
    assert found(workspace, moments.format(one[0].load)) == [(datetime(2024, 3, 5, 20),), (datetime(2024, 3, 5, 10),), (datetime(2024, 3, 5, 10),)]
    moved, *_ = staged(workspace, text, zone="Asia/Shanghai")
    assert found(workspace, moments.format(moved.load)) == [(datetime(2024, 3, 6, 4),), (datetime(2024, 3, 5, 23),), (datetime(2024, 3, 5, 10),)]
    assert not asks_zone(*staged(workspace, text.replace("Z", "").replace(" -0500", ""))[1:])


def test_rows_without_an_id_may_be_known_by_their_number(workspace: Workspace) -> None:
    text = "City,Age\n" + "".join(f"Town {n % 7},{20 + n % 50}\n" for n in range(300))
    report, *_ = staged(workspace, text, "customers", ("city", "age"), numbered=True)
    assert (report.rows_read, report.rows_stored, report.distinct) == (300, 300, 300)
    ids = [one for (one,) in found(workspace, f"SELECT customer_id FROM load_{report.load} ORDER BY rowid")]
    assert len(set(ids)) == 300 and [one.partition("-")[2] for one in ids] == [str(n) for n in range(1, 301)]
    assert missing(Mapping("customers", ("city",), numbered=True)) == () and missing(Mapping("customers", ("city",))) == ("customer_id",)
    assert missing(Mapping("orders", ("amount", "ordered_at"), numbered=True)) == ("customer_id",), "an order's customer is no row of its own"
