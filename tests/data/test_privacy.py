"""Personal data at the door and on the way out: recognised, hidden before it is stored, deleted everywhere."""

import json
from datetime import datetime

from data import changes, store
from data.changes import Distinct, Merge, Rule
from data.erase import erase
from data.people import search
from data.privacy import guarded, personal, ways
from data.store import history, problem_rows, stage
from data.workspace import Workspace
from tests.data.loading import TODAY, found, load, mapped, sheet_of, staged

AT = datetime(2024, 9, 1)
IDS = ("11010519491231002X", "440524188001010014")  # the examples of GB 11643-1999
PEOPLE = "Customer ID,Name,Mobile,Email,身份证号,City\n" + "".join(
    f"C{i},Name {i},1380000{i:04},user{i}@example.com,{IDS[0]},City {i % 3}\n" for i in range(30)
)


def test_phones_mails_and_ids_are_recognised(workspace: Workspace) -> None:
    assert personal(sheet_of(workspace, PEOPLE, "people.csv")) == {2: "phone", 3: "email", 4: "national_id"}


def test_columns_are_recognised_by_their_cells_alone(workspace: Workspace) -> None:
    text = "a,b,c,d\n" + "".join(f"1390000{i:04},x{i}@y.org,{IDS[i % 2]},{20240000 + i}\n" for i in range(20))
    assert personal(sheet_of(workspace, text)) == {0: "phone", 1: "email", 2: "national_id"}


def test_order_numbers_amounts_and_dates_are_nobody(workspace: Workspace) -> None:
    text = "Order,Amount,Date,Long,Hotline\n" + "".join(
        f"{202401010000 + i},{i}.5,2024-01-05,{123456789012345670 + 3 * i},400-820-8820\n" for i in range(40)
    )
    assert personal(sheet_of(workspace, text)) == {}


def test_mask_hash_and_drop(workspace: Workspace) -> None:
    load(workspace, PEOPLE, "customers", privacy=((2, "mask"), (3, "hash"), (4, "drop")))
    rows = found(workspace, 'SELECT phone, email, "@身份证号" FROM customers ORDER BY customer_id')
    assert rows[0][0] == "138****0000" and rows[1][0] == "138****0001"
    assert len({row[1] for row in rows}) == 30 and all(row[1].startswith("h") and "@" not in row[1] for row in rows)
    assert {row[2] for row in rows} == {None}


def test_masked_mail_keeps_its_first_letter_and_place(workspace: Workspace) -> None:
    load(workspace, PEOPLE, "customers", privacy=((3, "mask"), (1, "mask")))
    assert found(workspace, "SELECT email, name FROM customers ORDER BY customer_id LIMIT 1") == [("u***@example.com", "N*****")]


def test_what_is_hashed_alike_is_alike_across_files(workspace: Workspace) -> None:
    load(workspace, PEOPLE, "customers", privacy=((2, "hash"),))
    load(workspace, "Customer ID,Mobile\nZ,138-0000 0007\n", "customers", privacy=((1, "hash"),))
    assert found(workspace, "SELECT count(*) FROM customers a JOIN customers b USING (phone) WHERE a.customer_id = 'Z' AND b.customer_id = 'C7'") == [
        (1,)
    ]


def test_what_was_hidden_is_not_hidden_twice(workspace: Workspace) -> None:
    ways_ = {"privacy": ((1, "hash"), (2, "mask"))}
    load(workspace, "Customer ID,Mobile,Email\nA,13800000001,ann@x.org\n", "customers", **ways_)
    before = found(workspace, "SELECT phone, email FROM customers")
    load(workspace, f"Customer ID,Mobile,Email\nA,{before[0][0]},{before[0][1]}\n", "customers", **ways_)
    assert found(workspace, "SELECT phone, email FROM customers") == before


def test_nothing_hidden_is_in_the_workspace_not_even_among_the_problems(workspace: Workspace) -> None:
    text = "Order ID,Customer ID,Order Date,Amount,Phone\n1,A,2024-01-05,10,13800000001\n2,B,someday,20,13800000002\n"
    sheet = sheet_of(workspace, text)
    mapping = mapped(sheet, "orders", privacy=((4, "mask"),))
    report = stage(workspace, sheet, mapping, TODAY)
    (row,) = problem_rows(workspace, report, sheet, mapping).fetchall()
    assert row[-1] == "138****0002"
    assert "13800000002" not in str(report.problems) and "13800000001" not in str(found(workspace, f"FROM load_{report.load}"))


def test_what_rows_are_known_by_is_hashed_at_most(workspace: Workspace) -> None:
    sheet = sheet_of(workspace, "Email,Order Date,Amount,Note\n" + "".join(f"u{i}@x.org,2024-01-05,{i},n\n" for i in range(20)))
    mapping = mapped(sheet)
    assert mapping.targets[0] == "customer_id"
    assert (ways(sheet, mapping, 0), ways(sheet, mapping, 1), ways(sheet, mapping, 3)) == (("hash",), (), ("mask", "hash", "drop"))


ORDERS = "Order ID,Customer ID,Order Date,Amount\n1,A,2024-01-05,10\n2,B,2024-02-05,20\n3, B ,someday,30\n4,C,2024-03-05,40\n"
CLIENTS = "Customer ID,Name,Referred by\nA,Ann,B\nB,Bob,\nC,Cleo,\n"


def everything(workspace: Workspace) -> str:
    """All that the workspace's tables hold, as text."""
    names = [name for (name,) in found(workspace, "SELECT table_name FROM duckdb_tables()") if name not in ("_erased",)]
    return json.dumps([found(workspace, f"FROM {name}") for name in names], default=str, ensure_ascii=False)


def test_a_person_is_deleted_everywhere_and_does_not_come_back(workspace: Workspace) -> None:
    load(workspace, ORDERS)
    load(workspace, CLIENTS.replace("Bob", "Robertson"), "customers")
    changes.add(workspace, [Merge("B", ("B2",)), Distinct(("A", "B"))], AT, "me")
    assert erase(workspace, "B", AT, "me") == {"orders": 2, "customers": 1}
    assert found(workspace, "SELECT customer_id, referred_by FROM customers ORDER BY 1") == [("A", None), ("C", None)]
    assert "Robertson" not in everything(workspace) and '"B"' not in everything(workspace)
    report = load(workspace, ORDERS + "5,B2,2024-04-05,50\n")
    assert report.rejected == {"erased": 3} and report.rows_read == report.rows_stored + report.rows_rejected == 5
    assert found(workspace, "SELECT count(*) FROM orders WHERE customer_id IN ('B', 'B2')") == [(0,)]
    assert [one.status for one in history(workspace)] == ["active"] * 3


def test_deleting_one_of_merged_customers_deletes_them_all(workspace: Workspace) -> None:
    load(workspace, ORDERS)
    changes.add(workspace, [Merge("C", ("B",))], AT, "me")
    assert erase(workspace, "B", AT, "me") == {"orders": 3}
    assert found(workspace, "SELECT customer_id FROM orders") == [("A",)] and changes.changes(workspace) == []


def test_an_id_with_quotes_is_an_id(workspace: Workspace) -> None:
    load(workspace, "Order ID,Customer ID,Order Date,Amount\n1,O'Neil;--,2024-01-05,10\n2,B,2024-02-05,20\n")
    assert erase(workspace, "O'Neil;--", AT, "me") == {"orders": 1}
    assert erase(workspace, "nobody", AT, "me") == {}


def test_rows_of_others_that_hold_the_id_as_something_else_stay(workspace: Workspace) -> None:
    text = "Order ID,Customer ID,Order Date,Amount,Quantity\n1,A,someday,10,2\n2,1,2024-02-05,20,1\n7,2,never,30,1\n"
    load(workspace, text)
    assert erase(workspace, "1", AT, "me") == {"orders": 1}
    rows = found(workspace, "SELECT _raw FROM load_1 ORDER BY rowid")
    assert rows == [(["1", "A", "someday", "10", "2"],), (["7", "2", "never", "30", "1"],)], "nothing of others goes, not even a cell"


def test_who_mentions_the_deleted_says_nobody_also_as_it_came_and_in_what_comes_later(workspace: Workspace) -> None:
    clients = "Customer ID,Name,Referred by,Born\nA,Ann,B,when?\nC,B,,\nC,Cleo,B,2024-01-05\n"
    targets = ("customer_id", "name", "referred_by", "birth_date")
    load(workspace, clients, "customers", targets)
    erase(workspace, "B", AT, "me")
    assert found(workspace, "SELECT customer_id, name, referred_by FROM customers ORDER BY 1") == [("A", "Ann", None), ("C", "Cleo", None)]
    assert found(workspace, "SELECT _raw FROM load_1 WHERE _raw IS NOT NULL") == [(["A", "Ann", None, "when?"],)]
    report, sheet, mapping = staged(workspace, clients.replace("Cleo", "Clea"), "customers", targets)
    (line,) = problem_rows(workspace, report, sheet, mapping).fetchall()
    assert line[4:] == ("A", "Ann", None, "when?")
    store.commit(workspace, [(report, sheet, mapping)], AT, "me")
    assert found(workspace, "SELECT customer_id, name, referred_by FROM customers ORDER BY 1") == [("A", "Ann", None), ("C", "Clea", None)]


def test_who_is_deleted_between_dry_run_and_commit_does_not_come_in(workspace: Workspace) -> None:
    load(workspace, "Order ID,Customer ID,Order Date,Amount\n9,B,2024-01-05,10\n")
    one = staged(workspace, ORDERS)
    erase(workspace, "B", AT, "me")
    store.commit(workspace, [one], AT, "me")
    assert found(workspace, "SELECT count(*) FROM orders WHERE customer_id = 'B'") == [(0,)]
    assert '"B"' not in everything(workspace)


def test_merged_people_are_found_by_what_they_were(workspace: Workspace) -> None:
    load(workspace, "Customer ID,Name,Phone\nA,Ann,13800000001\nB,Robertson,13900000002\nD,Dora,13700000003\n", "customers")
    changes.add(workspace, [Merge("A", ("B",))], AT, "me")
    for text in ("B", "Roberts", "139-0000"):
        assert [person.customer_id for person in search(workspace, text)] == ["A"], text
    assert [person.customer_id for person in search(workspace, "Dora")] == ["D"]


CELLS = (  # a cell, and what may be seen of it
    ("13800000001", "138****0001"),
    ("8613800000001.0", "861******0001"),
    ("ann@x.org", "a***@x.org"),
    ("Ann Lee <ann@x.org>; bob.b@y.org", "a***@x.org, b***@y.org"),
    ("王", "*"),
    ("王小", "王*"),
    ("", None),
)


def test_no_more_is_seen_than_meant_before_and_after_it_is_stored(workspace: Workspace) -> None:
    text = "Customer ID,Contact\n" + "".join(f'C{n},"{cell}"\n' for n, (cell, _) in enumerate(CELLS))
    sheet = sheet_of(workspace, text, "people.csv")
    shown = [seen for _, seen in CELLS]
    assert [record[1] for record in guarded(sheet, ((1, "mask"),)).sample] == shown
    load(workspace, text, "customers", ("customer_id", None), privacy=((1, "mask"),))
    assert [cell for (cell,) in found(workspace, 'SELECT "@Contact" FROM customers ORDER BY customer_id')] == shown


def test_a_hash_tells_addresses_apart_and_knows_a_number_however_it_is_written(workspace: Workspace) -> None:
    cells = ("a-b@x.org", "ab@x.org", "(a)b@x.org", "138 0000-0001", "+86 13800000001", "008613800000001", "13800000001.0")
    text = "Customer ID,Contact\n" + "".join(f"C{n},{cell}\n" for n, cell in enumerate(cells))
    load(workspace, text, "customers", ("customer_id", None), privacy=((1, "hash"),))
    hashes = [cell for (cell,) in found(workspace, 'SELECT "@Contact" FROM customers ORDER BY customer_id')]
    assert len(set(hashes[:3])) == 3 and len(set(hashes[3:])) == 1


def test_a_header_is_enough_for_numbers_of_other_countries_and_names_in_chats(workspace: Workspace) -> None:
    text = "Tel,微信号,手机,Cell count,Phone calls\n" + "".join(f"0044 20 7{n}46 0{n}58,wx_{n}abc,,{n},{n}\n" for n in range(12))
    assert personal(sheet_of(workspace, text)) == {0: "phone", 1: "phone", 2: "phone"}


def test_rules_on_what_was_theirs_alone_go_with_them(workspace: Workspace) -> None:
    text = "Customer ID,Name,Phone,City\nA,Zhang Sanfeng,13811112222,Rome\nB,Bob,13900000002,Rome\n"
    load(workspace, text, "customers")
    rules = [Rule("customers", "name", "Zhang Sanfeng", "Zhang San"), Rule("customers", "phone", "13811112222", "13899998888"),
             Rule("customers", "city", "Rome", "Roma")]  # fmt: skip
    changes.add(workspace, rules, AT, "me")
    erase(workspace, "A", AT, "me")
    assert [one.what for one in changes.changes(workspace)] == [rules[2]]
    assert not any(word in everything(workspace) for word in ("Zhang", "13811112222", "13899998888"))


def test_shortened_numbers_have_no_hash_in_common(workspace: Workspace) -> None:
    people = "customer_id,name,phone\n1,Li,1.38E+10\n2,Wang,1.38E+10\n3,Zhao,13800000000\n"
    report, _, _ = staged(workspace, people, "customers", privacy=((2, "hash"),))
    assert report.noted == {"shortened_id": 2}
    assert [phone is None for (phone,) in found(workspace, f"SELECT phone FROM load_{report.load} ORDER BY customer_id")] == [True, True, False]
