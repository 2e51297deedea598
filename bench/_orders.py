"""Order lines as a shop exports them: by time, one or two lines an order, some returns, a few sales without a customer."""

from datetime import date
from pathlib import Path

import duckdb

AS_OF = date(2026, 6, 30)

# Drawn from hashes of the numbers of the order and the line; a few customers buy much, most buy a few times.
_LINES = """
COPY (
    WITH drawn AS (
        SELECT i, o, (hash(o, 1) >> 24) / 2.0 ** 40 AS u, (hash(o, 2) >> 2)::BIGINT AS h, (hash(i, 3) >> 2)::BIGINT AS g
        FROM (SELECT range AS i, range * 2 // 3 AS o FROM range({lines}))),
    bought AS (SELECT *, CASE WHEN g % 50 = 0 THEN -1 ELSE 1 END * (1 + g % 3) AS quantity FROM drawn)
    SELECT 100000000 + o AS order_id,
        CASE WHEN h % 100 > 0 THEN 'C' || (1000000 + floor({customers} * u ** 1.5)::BIGINT) END AS customer_id,
        strftime(TIMESTAMP '2022-07-01' + to_seconds((o * (1460.0 * 86400 / ({lines} * 2 // 3 + 1)))::BIGINT), '%Y-%m-%d %H:%M:%S') AS ordered_at,
        (quantity * (900 + g // 7 % 30000) / 100)::DECIMAL(12, 2) AS amount,
        quantity,
        ['green', 'black', 'white', 'oolong', 'puer', 'herbal', 'ware', 'gift'][1 + g // 11 % 8] AS category,
        ['web', 'app', 'shop', 'phone'][1 + h // 3 % 4] AS channel,
        ['浙江', '江苏', '广东', '福建', '四川', '湖南', '湖北', '北京', '上海', '山东'][1 + h // 13 % 10] AS province,
        CASE WHEN h // 17 % 100 < 92 THEN 'completed' WHEN h // 17 % 100 < 95 THEN 'shipped'
            WHEN h // 17 % 100 < 97 THEN 'cancelled' WHEN h // 17 % 100 < 98 THEN 'refunded' END AS status
    FROM bought)
TO '{path}' (HEADER)
"""


def write(path: Path, lines: int, customers: int) -> None:
    """Write a CSV of so many order lines: 75 bytes a line, on one core a million of them a second."""
    with duckdb.connect() as connection:
        connection.execute(_LINES.format(path=path, lines=lines, customers=customers))
