"""One person among the customers: found by id, name, telephone or e-mail, and what is held of them in every table."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.schema import TABLES
from data.sql import first_row, quoted
from data.workspace import Workspace

MOST_FOUND = 20
FEWEST_DIGITS = 4  # of a telephone number that is searched for
FITS = f"""(
    customer_id = $text OR contains(lower(name), lower($text)) OR contains(lower(email), lower($text)) OR contains(phone, $text)
    OR (length($digits) >= {FEWEST_DIGITS} AND contains(regexp_replace(phone, '[^0-9]', '', 'g'), $digits))
)"""


@dataclass(frozen=True)
class Person:
    """A customer as the table of customers knows them; None where it does not say."""

    customer_id: str
    name: str | None
    phone: str | None
    email: str | None
    city: str | None


def search(workspace: Workspace, text: str) -> list[Person]:
    """The customers whose id is the text, or whose name, telephone or e-mail holds it; at most 20, the id's owner first.

    An id that only other tables name is found as well, as long as it is written in full.
    """
    wanted = text.strip()
    if not wanted:
        return []
    found = _search(workspace, wanted)
    merged = _search_merged(workspace, wanted, [person.customer_id for person in found])
    return [*merged, *found][:MOST_FOUND]


def _search_merged(workspace: Workspace, wanted: str, found: Sequence[str]) -> list[Person]:
    """The customers, not yet found, into whom others were merged whose own id, name, telephone or e-mail fits."""
    cursor = workspace.cursor()
    loads = cursor.execute("SELECT load FROM _loads WHERE table_name = 'customers' AND status = 'active'").fetchall()
    known = "".join(f" UNION SELECT customer_id, name, phone, email FROM load_{load} WHERE _state = 'stored'" for (load,) in loads)
    people = f"SELECT gone AS customer_id, NULL::VARCHAR AS name, NULL::VARCHAR AS phone, NULL::VARCHAR AS email FROM _merged{known}"
    query = f"SELECT DISTINCT kept FROM ({people}) JOIN _merged ON gone = customer_id WHERE {FITS} ORDER BY kept LIMIT {MOST_FOUND}"
    ids = [kept for (kept,) in cursor.execute(query, _said(wanted)).fetchall() if kept not in found]
    return [_person(workspace, one) for one in ids]


def _person(workspace: Workspace, customer_id: str) -> Person:
    """The customer of an id."""
    query = "SELECT customer_id, name, phone, email, city FROM customers WHERE customer_id = ?"
    rows = workspace.cursor().execute(query, [customer_id]).fetchall()
    return Person(*rows[0]) if rows else Person(customer_id, None, None, None, None)


def _said(wanted: str) -> dict[str, str]:
    """What is searched for, as a text and as the digits of a telephone number."""
    return {"text": wanted, "digits": "".join(filter(str.isdigit, wanted))}


def _search(workspace: Workspace, wanted: str) -> list[Person]:
    """The customers as their table knows them whose id is the text, or whose name, telephone or e-mail holds it."""
    query = f"""
        SELECT customer_id, name, phone, email, city FROM customers WHERE {FITS} ORDER BY customer_id <> $text, customer_id LIMIT {MOST_FOUND}
    """
    rows = workspace.cursor().execute(query, _said(wanted)).fetchall()
    found = [Person(*row) for row in rows]
    if wanted not in {person.customer_id for person in found} and any(held(workspace, wanted).values()):
        found.insert(0, Person(wanted, None, None, None, None))
    return found


def held(workspace: Workspace, customer_id: str) -> dict[str, int]:
    """Table → rows about the customer; tables that hold none of them are left out."""
    cursor, found = workspace.cursor(), {}
    for name, table in TABLES.items():
        if "customer_id" in table.names:
            found[name] = int(first_row(cursor, f"SELECT count(*) FROM {name} WHERE {quoted('customer_id')} = ?", [customer_id])[0])
    return {name: rows for name, rows in found.items() if rows}
