"""The customers table of the sample company: names, attributes and contact data that cannot belong to anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute
from numpy.typing import NDArray

from data.sample import truths, words
from data.sample.columns import dates, known, money, numbered, text
from data.sample.companies import SIZES
from data.sample.invoices import RATINGS
from data.sample.loyalty import WELCOME_POINTS
from data.sample.population import ACQUISITION_CHANNELS, Population
from data.sample.streams import stream

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Choice = TypeVar("Choice")

GENDERS = ("male", "female")
BLANK_BIRTH_DATES, BLANK_EMAILS, BLANK_PHONES = 0.15, 0.25, 0.05
"""Shares of customers who did not say."""
BIRTH_YEARS = (20, 75)
"""Ages in years at the end of the sample: most are around forty."""
EARLIER = 3 * 365
"""Customers first seen in the first months joined up to so many days before the records begin."""
EARLY_DAYS = 120


@dataclass(frozen=True)
class Standing:
    """What the records say of each customer: sales in cents; positions of size, manager, rating and referrer (−1: none); limit in cents."""

    sales: Integers
    size: Integers
    manager: Integers
    rating: Integers
    limit: Integers
    referrer: Integers
    member: Flags


def customers(seed: int, population: Population, standing: Standing) -> pa.Table:
    """One row a customer. Sales decide the member tier of people, and the points of those in the programme."""
    rng = stream(seed, "people's names")
    overseas = np.array([place.region == words.OVERSEAS for place in words.PLACES])[population.place]
    female = rng.random(population.size) < 0.58
    names, mailboxes = _names(rng, overseas, female)
    company_names, industry = _companies(stream(seed, "company names"), population, overseas)
    rng = stream(seed, "attributes")
    company = pa.array(population.company)
    pick = pyarrow.compute.if_else
    place = population.place
    tiers = np.searchsorted([floor * 100 for floor, _ in words.TIERS], standing.sales, side="right") - 1
    points = WELCOME_POINTS + standing.sales // 100
    customer_ids = numbered("C", np.arange(1, population.size + 1), 5)
    unsaid = population.company | (rng.random(population.size) < BLANK_BIRTH_DATES)
    columns = {
        "customer_id": customer_ids,
        "name": pick(company, company_names, names),
        "kind": text(("person", "company"), population.company.astype(np.int64)),
        "gender": pick(company, None, text(GENDERS, female.astype(np.int64))),
        "birth_date": pick(pa.array(unsaid), None, dates(_birth_days(rng, population.size))),
        "contact_person": pick(company, names, None),
        "industry": pick(company, text([name for name, _, _ in words.INDUSTRIES], industry), None),
        "company_size": text(SIZES, standing.size),
        "country": text([each.country for each in words.PLACES], place),
        "region": text([each.region for each in words.PLACES], place),
        "province": text([each.province for each in words.PLACES], place),
        "city": text([each.city for each in words.PLACES], place),
        "acquisition_channel": text(ACQUISITION_CHANNELS, population.channel),
        "joined_on": dates(_joined_days(rng, population)),
        "member_tier": pick(company, None, text([name for _, name in words.TIERS], tiers)),
        "points": known(pa.array(points.astype(np.float64)), standing.member),
        "referred_by": text(customer_ids.to_pylist(), standing.referrer),
        "credit_limit": known(money(standing.limit), population.company),
        "credit_rating": text(RATINGS, standing.rating),
        "account_manager": text(truths.MANAGERS, standing.manager),
        "phone": pick(pa.array(rng.random(population.size) < BLANK_PHONES), None, _phones(rng, place)),
        "email": pick(pa.array(rng.random(population.size) < BLANK_EMAILS), None, mailboxes),
    }
    return pa.table(columns)


def _names(rng: np.random.Generator, overseas: Flags, female: Flags) -> tuple[pa.Array, pa.Array]:
    """A person's name for every customer, and a mailbox made of it and of the customer's number."""
    draws = rng.random((overseas.size, 3)).tolist()
    names, mailboxes = [], []
    for number, (u, v, w), abroad, gender in zip(range(1, overseas.size + 1), draws, overseas.tolist(), female.tolist(), strict=True):
        if abroad:
            given, family = _pick(words.ENGLISH_GIVEN[GENDERS[gender]], u), _pick(words.ENGLISH_SURNAMES, v)
            names.append(f"{given} {family}")
            mailboxes.append(f"{given}.{family}.{number}@example.com".lower())
        else:
            characters = words.GIVEN[GENDERS[gender]]
            family, pinyin = _pick(words.SURNAMES, v)
            first, sound = _pick(characters, u)
            second, echo = _pick(characters, w * 4 / 3) if w < 0.75 else ("", "")
            names.append(family + first + second)
            mailboxes.append(f"{pinyin}.{sound}{echo}{number}@example.cn")
    return pa.array(names), pa.array(mailboxes)


def _pick(choices: Sequence[Choice], u: float) -> Choice:
    """The choice at the share ``u`` of the way through."""
    return choices[int(u * len(choices))]


def _companies(rng: np.random.Generator, population: Population, overseas: Flags) -> tuple[pa.Array, Integers]:
    """A company name for every company (None for people) and every customer's draw of an industry."""
    industry = rng.integers(0, len(words.INDUSTRIES), population.size)
    names: list[str | None] = [None] * population.size
    taken: set[str] = set()
    for row in np.flatnonzero(population.company).tolist():
        _, chinese, english = words.INDUSTRIES[industry[row]]
        name = None
        while name is None or name in taken:
            u, v = rng.random(2)
            if overseas[row]:
                name = f"{_pick(words.ENGLISH_SURNAMES, u)} & {_pick(words.ENGLISH_SURNAMES, v)} {english}"
            else:
                name = words.PLACES[population.place[row]].city + _pick(words.BRANDS, u) + _pick(words.BRANDS, v)[0] + chinese
        taken.add(name)
        names[row] = name
    return pa.array(names, pa.string()), industry


def _birth_days(rng: np.random.Generator, size: int) -> Integers:
    """Birth dates, as days from the first day of orders (before it)."""
    youngest, oldest = BIRTH_YEARS
    age = youngest + (oldest - youngest) * rng.beta(2.0, 3.0, size)
    return (truths.DAYS - age * 365.25).astype(np.int64)


def _joined_days(rng: np.random.Generator, population: Population) -> Integers:
    """Mini-program members join with their first order; others up to a month before it, or years before the records begin."""
    joined = population.first_day - np.where(rng.random(population.size) < 0.6, 0, rng.integers(1, 31, population.size))
    earlier = -rng.integers(1, EARLIER, population.size)
    known_before = rng.random(population.size) < np.maximum(1 - population.first_day / EARLY_DAYS, 0)
    return np.where(population.planted, population.first_day, np.where(known_before, earlier, joined))


def _phones(rng: np.random.Generator, place: Integers) -> pa.Array:
    """Numbers that nobody has, each one once: what follows the place's prefix is drawn without replacement."""
    numbers = np.empty(place.size, dtype=object)
    prefixes = np.array([each.phone for each in words.PLACES])[place]
    for prefix, digits in {each.phone: each.digits for each in words.PLACES}.items():
        rows = np.flatnonzero(prefixes == prefix)
        drawn = rng.choice(10**digits, rows.size, replace=False).tolist()
        numbers[rows] = [f"{prefix}{number:0{digits}d}" for number in drawn]
    return pa.array(numbers, pa.string())
