"""The canonical tables, declared once: upload, template, checks and docs all read this declaration.

A synonym is a header as shops and CRMs write it, in Chinese or English. Matching folds case, width, blanks and
punctuation first, so each spelling is listed once. Meanings shown to users live in the catalogues under
``column.<table>.<name>``.
"""

from data.schema.customers import CUSTOMERS, GENDERS
from data.schema.declare import SQL_TYPES, Column, Kind, Table
from data.schema.finance import INVOICES, SPEND, TARGETS
from data.schema.leads import LEADS
from data.schema.orders import ORDERS, STATUSES
from data.schema.service import INTERACTIONS, TICKETS
from data.schema.shared import CUSTOMER_KINDS
from data.schema.surveys import SURVEYS

__all__ = ["CUSTOMER_KINDS", "GENDERS", "SQL_TYPES", "STATUSES", "TABLES", "Column", "Kind", "Table"]

TABLES: dict[str, Table] = {table.name: table for table in (ORDERS, CUSTOMERS, INTERACTIONS, TICKETS, SURVEYS, LEADS, INVOICES, SPEND, TARGETS)}
