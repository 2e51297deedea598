"""The sample company: a tea house in China with customers at home and abroad, opened with one click.

Everything is drawn from a seed, and everything that an analysis should find in it is planted: :mod:`data.sample.truths` says what.
"""

from dataclasses import dataclass, fields

import pyarrow as pa

from data.sample import accounts, companies, customers, interactions, invoices, leads, orders, referrals, spend, story, surveys, targets, tickets
from data.sample.truths import SEED

__all__ = ["SampleCompany", "generate"]


@dataclass(frozen=True)
class SampleCompany:
    """The tables of the sample company, with the canonical column names and types.

    ``customers``: one row a customer, in the order of their first orders; some in the declining region have joined and never bought.
    ``orders``: one row an order line in the order of time; anonymous sales have no customer_id; a returned line has a negative quantity and
    amount, ``is_return`` and the order_id of its sale. The other tables are in the order of time, too; every customer that they name is in
    ``customers``. Money in yuan; times are naive, in China.
    """

    customers: pa.Table
    orders: pa.Table
    interactions: pa.Table
    tickets: pa.Table
    surveys: pa.Table
    leads: pa.Table
    invoices: pa.Table
    spend: pa.Table
    targets: pa.Table

    def tables(self) -> dict[str, pa.Table]:
        """Every table by its canonical name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def generate(seed: int = SEED) -> SampleCompany:
    """The sample company of ``seed``; the same seed gives identical tables."""
    told = story.tell(seed)
    books = accounts.accounts(told)
    firms = companies.companies(told, books)
    cases = tickets.cases(told, books.lines, books.returns)
    bills = invoices.bills(told, books)
    referrer = referrals.referrers(told)
    limit, rating = invoices.credit(told, bills)
    standing = customers.Standing(books.sales, firms.size, firms.manager, rating, limit, referrer, told.programme.joined >= 0)
    prospects = leads.leads(told, firms, referrer)
    return SampleCompany(
        customers=customers.customers(seed, told.population, standing),
        orders=orders.orders(told, books, firms),
        interactions=interactions.interactions(told, books, firms, cases),
        tickets=tickets.tickets(told, cases),
        surveys=surveys.surveys(told, cases),
        leads=prospects,
        invoices=invoices.invoices(bills, told.population.size),
        spend=spend.spend(told, prospects),
        targets=targets.targets(told, books, firms),
    )
