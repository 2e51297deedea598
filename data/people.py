"""One person among the customers: found by id, name, telephone or e-mail, and what is held of them in every table."""

from dataclasses import dataclass

from data.schema import TABLES
from data.sql import first_row, quoted
from data.workspace import Workspace

MOST_FOUND = 20
FEWEST_DIGITS = 4  # of a telephone number that is searched for


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
    digits = "".join(filter(str.isdigit, wanted))
    cursor = workspace.cursor()
    rows = cursor.execute(
        f"""
        SELECT customer_id, name, phone, email, city FROM customers
        WHERE customer_id = $text OR contains(lower(name), lower($text)) OR contains(lower(email), lower($text)) OR contains(phone, $text)
            OR (length($digits) >= {FEWEST_DIGITS} AND contains(regexp_replace(phone, '[^0-9]', '', 'g'), $digits))
        ORDER BY customer_id <> $text, customer_id LIMIT {MOST_FOUND}
        """,
        {"text": wanted, "digits": digits},
    ).fetchall()
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
