"""Customers who may be one and the same: by telephone, e-mail, or a name that is alike and something else that agrees.

A name alone proves little: in a large file many share one. So names that are alike are only looked at where a second witness
agrees (day of birth, city, contact person), and equal names count for more the rarer they are: what decides is the number of
others who would be expected to agree by chance in as much (Fellegi & Sunter 1969: a rare agreement weighs more). Only a long name
that no more than a few have stands by itself, as companies' do, and only as long as nothing contradicts it.

Pairs are only formed within blocks (same telephone, e-mail, name, or day of birth or city with a part of the name), so time and
memory grow with the customers and not with their square. Blocks with many customers are left out: what so many share tells nobody apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from rapidfuzz.distance import Indel, JaroWinkler
from rapidfuzz.process import cpdist

from data.decisions import apart
from data.simplified import SIMPLIFIED
from data.sql import first_row, literal, quoted
from data.workspace import Workspace

MOST_SHARE = 5  # customers: a telephone or a long name that more have is a switchboard, a placeholder or a chain
MOST_BLOCK = 40  # customers of a block of names
NEAR = 0.90  # similarity (Jaro-Winkler) from which names are alike
OTHER = 0.70  # below it they are different people's
NEAR_LENGTH = 5  # characters: one letter of a shorter name makes another person of it
LONG = 7  # the length of a long name in Chinese characters; twice as many in letters
TELLING = 6  # letters of a name that with a city tells something; a Chinese character counts twice
SURE, LIKELY = 0.002, 0.05  # others expected to agree by chance
DAYS = 20_000  # on which customers may be born
MOST_GROUP = 8  # customers: a chain of more is nothing to merge unseen
BATCH = 200_000  # pairs
WITNESSES = ("phone", "email", "birth_date", "city", "contact_person")
COMPANY = "有限责任公司|股份有限公司|有限公司|股份公司|公司|集团|\\b(co|ltd|inc|llc|corp|gmbh|limited|company|corporation|incorporated|plc)\\b"
HAN = "[\u3400-\u9fff]"
REASONS = ("id", "phone", "email", "name", "near_name", *WITNESSES[2:])
MEMBERS = ["group", "customer_id", "name", "phone", "email", "city", "orders", "filled", "keep", "confidence", "reasons"]
NO_EDGES = pd.DataFrame(
    {"one": pd.Series(dtype="int64"), "other": pd.Series(dtype="int64"), "sure": pd.Series(dtype=bool), "reasons": pd.Series(dtype=str)}
)


@dataclass(frozen=True)
class Duplicates:
    """Groups of customers who may be one.

    members: one row a customer of a group, the one to keep first, surest groups first: group (number from 1), customer_id, name, phone,
        email, city, orders (different ids), filled (cells), keep (bool: most cells filled, then most orders), confidence ("sure", "likely"),
        reasons (what agrees, joined by "+": phone, email, name, near_name, id, birth_date, city, contact_person).
    left_out: blocks of names that were too large to look through.
    """

    members: pd.DataFrame
    left_out: int = 0


def duplicates(workspace: Workspace) -> Duplicates:
    """The customers of the present version who may be one and the same. A million customers take seconds."""
    cursor = workspace.cursor()
    try:
        if not first_row(cursor, "SELECT count(*) FROM customers")[0]:
            return Duplicates(pd.DataFrame(columns=MEMBERS))
        _people(cursor)
        left_out = _blocks(cursor)
        edges = pd.concat([NO_EDGES, *(_judged(pairs) for pairs in _pairs(cursor))], ignore_index=True)
        return Duplicates(_members(cursor, _grouped(edges, _apart(cursor))), left_out)
    finally:
        cursor.execute("DROP TABLE IF EXISTS temp.people; DROP TABLE IF EXISTS temp.blocks; DROP TABLE IF EXISTS temp.sizes")
        cursor.close()


def _people(cursor: duckdb.DuckDBPyConnection) -> None:
    """One row a customer with what is compared: who (a number), name, phone, email … in one spelling, NULL where it tells nothing."""
    cursor.register("spelt", _simplified(cursor))
    bare = f"regexp_replace(regexp_replace(lower(nfc_normalize(coalesce(spelt, name))), '{COMPANY}', '', 'g'), '[^\\p{{L}}\\p{{N}}]+', '', 'g')"
    digits = "regexp_replace(regexp_replace(phone, '[^0-9]', '', 'g'), '^(0086|86)(1[0-9]{10})$', '\\2')"
    hidden = "regexp_matches(phone, '^h[0-9a-f]{16,}$')"
    cursor.execute(f"""
        CREATE OR REPLACE TEMP TABLE people AS
            SELECT row_number() OVER (ORDER BY customer_id) AS who, customer_id, NULLIF({bare}, '') AS name,
                CASE WHEN contains(phone, '*') THEN NULL WHEN {hidden} THEN phone
                    WHEN length({digits}) >= 7 AND replace({digits}, left({digits}, 1), '') <> '' THEN {digits} END AS phone,
                CASE WHEN contains(email, '@') AND NOT contains(email, '*') OR regexp_matches(email, '^h[0-9a-f]{{16,}}$')
                    THEN lower(trim(email)) END AS email,
                birth_date, regexp_replace(trim(city), '市$', '') AS city, NULLIF(trim(contact_person), '') AS contact_person, gender,
                lower(regexp_replace(customer_id, '[^\\p{{L}}\\p{{N}}]+', '', 'g')) AS plain_id
            FROM customers LEFT JOIN spelt USING (name)
    """)
    cursor.unregister("spelt")


def _simplified(cursor: duckdb.DuckDBPyConnection) -> pa.Table:
    """One row a name with traditional characters: name, spelt. Done here, because the engine's translate takes a hundred times as long."""
    traditional = literal(f"[{''.join(map(chr, SIMPLIFIED))}]")
    names = [name for (name,) in cursor.execute(f"SELECT DISTINCT name FROM customers WHERE regexp_matches(name, {traditional})").fetchall()]
    return pa.table({"name": pa.array(names, pa.string()), "spelt": pa.array([name.translate(SIMPLIFIED) for name in names], pa.string())})


def _blocks(cursor: duckdb.DuckDBPyConnection) -> int:
    """One row a customer and block it is in: block, who. Returns how many blocks were too large."""
    letters = "length(name) >= " + str(NEAR_LENGTH)
    kinds = {
        "phone": ("phone", MOST_SHARE), "email": ("email", MOST_SHARE), "plain_id": ("plain_id || ' ' || name", MOST_SHARE),
        "name": (f"CASE WHEN {_long('name')} THEN name END", MOST_SHARE), "named_born": ("name || ' ' || birth_date", MOST_SHARE),
        "named_there": ("name || ' ' || city", MOST_SHARE), "named_with": ("name || ' ' || contact_person", MOST_SHARE),
        "born": (f"CASE WHEN {letters} THEN birth_date || ' ' || left(name, 2) END", MOST_BLOCK),
        "born_end": (f"CASE WHEN {letters} THEN birth_date || ' ' || right(name, 2) END", MOST_BLOCK),
        "there": (f"CASE WHEN {_long('name')} THEN city || ' ' || left(name, 4) END", MOST_BLOCK),
        "there_end": (f"CASE WHEN {_long('name')} THEN city || ' ' || right(name, 4) END", MOST_BLOCK),
        "with": (f"CASE WHEN {letters} THEN contact_person || ' ' || left(name, 2) END", MOST_BLOCK),
    }  # fmt: skip
    cursor.execute("CREATE OR REPLACE TEMP TABLE blocks (block UBIGINT, who BIGINT)")
    left_out = 0
    for kind, (key, most) in kinds.items():
        keyed = f"SELECT hash({key}) AS block, who FROM people WHERE {key} IS NOT NULL"
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE sizes AS SELECT block, count(*) AS size FROM ({keyed}) GROUP BY 1 HAVING size > 1")
        cursor.execute(f"INSERT INTO blocks SELECT hash('{kind}', block), who FROM ({keyed}) JOIN sizes USING (block) WHERE size <= {most}")
        if most == MOST_BLOCK:
            left_out += first_row(cursor, f"SELECT count(*) FROM sizes WHERE size > {most}")[0]
    return left_out


def _long(name: str) -> str:
    """SQL: whether a name is long; a Chinese character tells as much as two letters."""
    return f"length({name}) + length(regexp_replace({name}, '[^\\p{{Han}}]', '', 'g')) >= {2 * LONG}"


def _pairs(cursor: duckdb.DuckDBPyConnection) -> Iterator[pd.DataFrame]:
    """All pairs that share a block, each once, with what both are compared by, in batches."""
    both = ", ".join(f"a.{c} AS {c}_a, b.{c} AS {c}_b" for c in ("name", "gender", "plain_id"))
    agree = ", ".join(f"coalesce(a.{c} = b.{c}, false) AS {c}, coalesce(a.{c} <> b.{c}, false) AS {c}_differs" for c in WITNESSES)
    counted = ("name", *WITNESSES[2:])
    counts = ", ".join(f"{c}_count" for c in counted)
    joins = "".join(f" LEFT JOIN (SELECT {c}, count(*) AS {c}_count FROM people GROUP BY 1) {c}s ON {c}s.{c} = a.{c}" for c in counted)
    telling = "length(a.name) + length(regexp_replace(a.name, '[^\\p{Han}]', '', 'g')) >= " + str(TELLING)
    found = cursor.sql(f"""
        SELECT p.one, p.other, {both}, {agree}, {counts}, (SELECT count(*) FROM people) AS everybody,
            coalesce({_long("a.name")}, false) AS long, coalesce({telling}, false) AS telling
        FROM (SELECT DISTINCT a.who AS one, b.who AS other FROM blocks a JOIN blocks b ON a.block = b.block AND a.who < b.who) p
        JOIN people a ON a.who = p.one JOIN people b ON b.who = p.other{joins}
    """)
    yield from (batch.to_pandas() for batch in found.to_arrow_reader(BATCH))


def _judged(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs that may be one: one, other, sure (bool), reasons."""
    one, other = pairs["name_a"].fillna(""), pairs["name_b"].fillna("")
    alike = cpdist(one.tolist(), other.tolist(), scorer=JaroWinkler.normalized_similarity, dtype=np.float32)
    told = (one != "") & (other != "")
    equal = told & (one == other)
    near = told & ~equal & (alike >= NEAR) & (np.minimum(one.str.len(), other.str.len()) >= NEAR_LENGTH) & _same_signs(one, other)
    apart = told & ~equal & (alike < OTHER)
    contact, both = pairs["phone"] | pairs["email"], pairs["phone"] & pairs["email"]
    sexes = pairs["gender_a"].notna() & pairs["gender_b"].notna() & (pairs["gender_a"] != pairs["gender_b"])
    denied = pairs["birth_date_differs"] | sexes
    elsewhere = pairs["phone_differs"] & pairs["email_differs"]
    strong, chance = pairs["birth_date"] | pairs["contact_person"], _chance(pairs)
    same_id = (pairs["plain_id_a"] == pairs["plain_id_b"]) & (equal | near)
    sure = ~denied & ((contact & (equal | near)) | (both & ~apart) | same_id | (equal & strong & (chance < SURE)))
    likely = (contact & (equal | near | both)) | ~denied & (
        (contact & ~apart)
        | (equal & (strong | (pairs["city"] & pairs["telling"] & ~elsewhere)) & (chance < LIKELY))
        | (equal & pairs["long"] & (pairs["name_count"] <= MOST_SHARE) & ~pairs["city_differs"] & ~elsewhere)
        | (near & (strong | (pairs["city"] & pairs["long"])) & ~elsewhere)
    )  # fmt: skip
    reasons = {"id": same_id, "phone": pairs["phone"], "email": pairs["email"], "name": equal, "near_name": near}
    reasons |= {witness: pairs[witness] for witness in WITNESSES[2:]}
    found = pd.DataFrame({"one": pairs["one"], "other": pairs["other"], "sure": sure, "reasons": _joined(reasons)})
    return found[sure | likely]


def _same_signs(one: pd.Series, other: pd.Series) -> pd.Series:
    """Whether two names differ only as names of one do: another Chinese character is another name, one more or fewer is not."""
    han = one.str.contains(HAN) | other.str.contains(HAN)
    extra = (one.str.len() - other.str.len()).abs()
    return ~han | (pd.Series(cpdist(one.tolist(), other.tolist(), scorer=Indel.distance), index=one.index) == extra)


def _chance(pairs: pd.DataFrame) -> pd.Series:
    """How many others than these two would be expected to have the name and to agree in what the two agree in.

    Counted are the others who have each, and half a one: that nobody else has been seen does not mean that there is nobody. A day of birth
    is known to be rare even among few: a hundred more people are taken to be there, born on any day of 55 years.
    """
    expected = (pairs["name_count"] - 2).clip(lower=0) + 0.5
    for witness in WITNESSES[2:]:
        more, among = (100 / DAYS, 100) if witness == "birth_date" else (0.5, 0)
        share = ((pairs[f"{witness}_count"] - 2).clip(lower=0) + more) / (pairs["everybody"] + among)
        expected = expected.where(~pairs[witness], expected * share)
    return expected


def _apart(cursor: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    """The pairs of people of whom somebody said that they are not one."""
    pairs = apart(cursor)
    listed = ", ".join(literal(one) for one in {one for pair in pairs for one in pair})
    who = dict(cursor.execute(f"SELECT customer_id, who FROM people WHERE customer_id IN ({listed})").fetchall()) if pairs else {}
    return [(who[one], who[other]) for one, other in pairs if one in who and other in who]


def _joined(flags: dict[str, pd.Series]) -> pd.Series:
    """The names of what holds of each row, joined by "+"."""
    said = sum((flag.map({True: f"{name}+", False: ""}) for name, flag in flags.items()), start=pd.Series("", index=next(iter(flags.values())).index))
    return said.str.rstrip("+")


def _grouped(edges: pd.DataFrame, apart: Sequence[tuple[int, int]] = ()) -> pd.DataFrame:
    """One row a member of a group: group, who, confidence, reasons (of all pairs of the group).

    Sure pairs make groups by themselves. What is likely joins the others, and sure groups by one who stands for each: once these
    are merged, the rest is the next to be looked at. A long chain is likely at most. Nobody is in a group with one they are ``apart`` from.
    """
    certain = _components(edges[edges["sure"]], apart)
    stands = {who: min(group) for group in certain for who in group}
    lifted = edges[~edges["sure"]].assign(**{end: edges[end].map(lambda who: stands.get(who, who)) for end in ("one", "other")})
    likely = _components(lifted[lifted["one"] != lifted["other"]], [(stands.get(one, one), stands.get(other, other)) for one, other in apart])
    rows = []
    for of, groups in ((edges[edges["sure"]], certain), (lifted, likely)):
        place = {who: number for number, group in enumerate(groups) for who in group}
        within = of.assign(place=of["one"].map(place))[of["one"].map(place) == of["other"].map(place)]
        said = within.groupby("place")["reasons"].agg(lambda several: _united(set(several)))
        for number, group in enumerate(groups):
            confidence = "sure" if groups is certain and len(group) <= MOST_GROUP else "likely"
            rows += [(min(group), who, confidence, said[number]) for who in group]
    return pd.DataFrame(rows, columns=["group", "who", "confidence", "reasons"])


def _united(reasons: set[str]) -> str:
    """All that agrees in some pair of a group, in the order of REASONS."""
    told = set("+".join(reasons).split("+"))
    return "+".join(name for name in REASONS if name in told)


def _components(edges: pd.DataFrame, apart: Sequence[tuple[int, int]] = ()) -> list[list[int]]:
    """The connected groups of pairs, each ascending; a pair that would bring two together who are ``apart`` does not connect."""
    above: dict[int, int] = {}
    against: dict[int, set[int]] = {}  # a group, by its lowest member → whom its members are apart from
    for one, other in apart:
        against.setdefault(one, set()).add(other)
        against.setdefault(other, set()).add(one)
    named = {who: {who} for who in against}  # a group → those of its members who are apart from somebody

    def root(who: int) -> int:
        while above.setdefault(who, who) != who:
            above[who] = who = above[above[who]]
        return who

    for one, other in zip(edges["one"].tolist(), edges["other"].tolist(), strict=True):
        low, high = sorted((root(one), root(other)))
        if low == high or against.get(low, set()) & named.get(high, set()):
            continue
        above[high] = low
        if high in against:
            against[low] = against.get(low, set()) | against[high]
            named[low] = named.get(low, set()) | named[high]
    groups: dict[int, list[int]] = {}
    for who in sorted(above):
        groups.setdefault(root(who), []).append(who)
    return [group for group in groups.values() if len(group) > 1]


def _members(cursor: duckdb.DuckDBPyConnection, grouped: pd.DataFrame) -> pd.DataFrame:
    """The members as ``Duplicates.members`` says, read from the table of customers."""
    cursor.register("grouped", grouped.astype({"group": "int64", "who": "int64", "confidence": "object", "reasons": "object"}))
    columns = [name for (name,) in cursor.execute("SELECT column_name FROM (DESCRIBE customers)").fetchall() if not name.startswith("_")]
    cells = " + ".join(f"(c.{quoted(name)} IS NOT NULL)::INTEGER" for name in columns)
    found = cursor.execute(f"""
        WITH members AS (
            SELECT g."group", g.confidence, g.reasons, c.customer_id, c.name, c.phone, c.email, c.city, {cells} AS filled,
                coalesce(o.orders, 0) AS orders
            FROM grouped g JOIN people USING (who) JOIN customers c ON c.customer_id = people.customer_id
            LEFT JOIN (SELECT customer_id, count(DISTINCT order_id) AS orders FROM orders
                WHERE customer_id IN (SELECT customer_id FROM people JOIN grouped USING (who)) GROUP BY 1) o ON o.customer_id = c.customer_id),
        ranked AS (
            SELECT *, row_number() OVER (PARTITION BY confidence, "group" ORDER BY filled DESC, orders DESC, customer_id) AS place FROM members)
        SELECT dense_rank() OVER (ORDER BY confidence = 'likely', "group") AS "group", customer_id, name, phone, email, city, orders, filled,
            place = 1 AS keep, confidence, reasons
        FROM ranked ORDER BY "group", place
    """).df()
    cursor.unregister("grouped")
    return found[MEMBERS]
