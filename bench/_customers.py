"""Synthetic customers with the ties and tails of real ones: few orders each, long-tailed money, many old last orders."""

from datetime import date

import duckdb
import pyarrow as pa

AS_OF = date(2026, 6, 30)

# Uniform numbers from a hash of the customer's number: the same customers on every machine.
_ACTIVITY = """
CREATE TABLE activity AS
WITH drawn AS (
    SELECT range AS i, (hash(range, 1) % 1000003 + 1) / 1000004.0 AS u, (hash(range, 2) % 1000003 + 1) / 1000004.0 AS v,
        (hash(range, 3) % 1000003 + 1) / 1000004.0 AS w
    FROM range({customers}))
SELECT 'C' || lpad(i::VARCHAR, 8, '0') AS customer_id, 'Customer ' || i AS name,
    DATE '{as_of}' - (least(1400, -220 * ln(v)) + 300 * w)::INTEGER AS first_order_on,
    DATE '{as_of}' - least(1400, -220 * ln(v))::INTEGER AS last_order_on,
    (1 + floor(-2.2 * ln(u)))::BIGINT AS orders, (1 + floor(-2.2 * ln(u)))::BIGINT AS active_days,
    round(exp(4.2 + 1.1 * sqrt(-2 * ln(w)) * cos(6.2831853 * v)) * (1 + floor(-2.2 * ln(u))), 2)::DECIMAL(18, 4) AS spend,
    (CASE WHEN u < .05 THEN 20 ELSE 0 END)::DECIMAL(18, 4) AS returned,
    ['north', 'east', 'south', 'west'][1 + i % 4] AS region, ['person', 'company'][1 + i % 2] AS kind,
    ['shop', 'search', 'friend'][1 + i % 3] AS acquisition_channel
FROM drawn
"""

_ORDERS = """
SELECT customer_id, customer_id || '-' || o AS order_id, least(last_order_on, first_order_on + o::INTEGER * 17)::TIMESTAMP AS ordered_at,
    round(spend / orders, 2)::DECIMAL(18, 4) AS amount, 'CNY' AS currency, region AS country
FROM activity, range(orders) AS t(o)
"""


def engine(customers: int, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that holds ``activity``, one row a customer."""
    connection = duckdb.connect(config={"threads": threads})
    connection.execute(_ACTIVITY.format(customers=customers, as_of=AS_OF))
    return connection


def orders(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Order lines whose customers are those of ``activity``: one row an order."""
    return connection.sql(_ORDERS).to_arrow_table()
