"""The leads table of the sample company: everybody won since the records of leads begin, and those who were lost or are still open.

For each source there are as many lost leads as make the won ones the stated share, up to chance; they were created around the same days.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import truths
from data.sample.columns import NEVER, known, moments, money, numbered, text
from data.sample.companies import Companies
from data.sample.population import ACQUISITION_CHANNELS
from data.sample.rhythm import day_number
from data.sample.story import Story
from data.sample.streams import stream

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

HOUR, DAY = 3_600, 86_400
END = truths.DAYS * DAY
STAGES = ("new", "contacted", "qualified", "proposed", "won", "lost")
NEW, CONTACTED, QUALIFIED, PROPOSED, WON, LOST = range(len(STAGES))
COMPANY_SOURCES = ("销售拜访 Sales visit", "展会 Trade fair")
TAKES_PERSON, TAKES_COMPANY = (10, 30), (20, 60)
"""Days from creation to the first order."""
LOSES_IN = (12, 65)
"""Days from creation to the loss."""
FURTHER = (0.55, 0.5)
"""Of the lost that were contacted, who got qualified; of those, who got a proposal."""
PROMPT_HOURS, LATER_HOURS = (0.2, 22.0), (26.0, 190.0)
NEEDS = ("自饮 Own use", "送礼 Gifts", "办公用茶 Office tea", "转售 Resale", "活动定制 Events")
BUDGETS = ("未定 Open", "已批准 Approved", "申请中 Requested")
AUTHORITIES = ("决策人 Decides", "影响者 Influences", "使用者 Uses")
DIFFICULTIES = ("低 Low", "中 Medium", "高 High")
CAMPAIGNS = {"搜索 Search": "品牌词 Brand words", "短视频广告 Short-video ads": "春茶直播 Spring tea live", "展会 Trade fair": "茶博会 Tea expo"}
TYPICAL_PERSON, TYPICAL_COMPANY, VALUE_SPREAD = 600.0, 6_000.0, 0.6
"""Median expected value in yuan."""


@dataclass(frozen=True)
class Leads:
    """One element a lead: customer and referrer are positions (−1: none), moments are in seconds (NEVER: not so far)."""

    source: Integers
    customer: Integers
    created: Integers
    contacted: Integers
    qualified: Integers
    proposed: Integers
    closed: Integers
    won: NDArray[np.bool_]

    @property
    def stage(self) -> Integers:
        """How far each lead has come, as a position in STAGES."""
        reached = sum((moment != NEVER).astype(np.int64) for moment in (self.contacted, self.qualified, self.proposed))
        return np.select([self.closed == NEVER, self.won], [reached, WON], LOST)


def leads(story: Story, firms: Companies, referrer: Integers) -> pa.Table:
    """One row a lead, in the order of creation."""
    drawn = _leads(stream(story.seed, "leads"), story)
    rng = stream(story.seed, "lead details")
    size, won = drawn.source.size, drawn.won & (drawn.closed != NEVER)
    business = np.isin(drawn.source, [ACQUISITION_CHANNELS.index(name) for name in COMPANY_SOURCES])
    owner = np.where(business & (drawn.customer < 0), rng.integers(0, len(truths.MANAGERS), size), firms.manager[drawn.customer])
    owner = np.where(business | (drawn.customer >= 0), owner, -1)
    yuan = np.where(business, TYPICAL_COMPANY, TYPICAL_PERSON) * np.exp(VALUE_SPREAD * rng.standard_normal(size))
    customer_ids = numbered("C", np.arange(1, story.population.size + 1), 5).to_pylist()
    campaigns = [CAMPAIGNS.get(name) for name in ACQUISITION_CHANNELS]
    columns = {
        "lead_id": numbered("L", np.arange(1, size + 1), 5),
        "created_at": moments(drawn.created),
        "source": text(ACQUISITION_CHANNELS, drawn.source),
        "campaign": text(campaigns, drawn.source),
        "stage": text(STAGES, drawn.stage),
        "contacted_at": moments(drawn.contacted),
        "qualified_at": moments(drawn.qualified),
        "proposed_at": moments(drawn.proposed),
        "won_at": moments(np.where(won, drawn.closed, NEVER)),
        "lost_at": moments(np.where(won, NEVER, drawn.closed)),
        "converted": known(pa.array(won), drawn.closed != NEVER),
        "customer_id": text(customer_ids, drawn.customer),
        "expected_value": money(np.rint(yuan / 10).astype(np.int64) * 1_000),
        "need": text(NEEDS, rng.integers(0, len(NEEDS), size)),
        "budget": text(BUDGETS, rng.integers(0, len(BUDGETS), size)),
        "authority": text(AUTHORITIES, rng.integers(0, len(AUTHORITIES), size)),
        "difficulty": text(DIFFICULTIES, rng.choice(len(DIFFICULTIES), size, p=(0.5, 0.35, 0.15))),
        "owner": text(truths.MANAGERS, owner),
        "referred_by": text(customer_ids, _referrers(rng, story, drawn, referrer)),
    }
    return pa.table(columns)


def _leads(rng: np.random.Generator, story: Story) -> Leads:
    """Won leads and the others, in the order of creation."""
    source, customer, created, closes = _origins(rng, story)
    won = customer >= 0
    share_won = np.array([truths.CONVERSION.get(name, 1.0) for name in ACQUISITION_CHANNELS])[source]
    among_contacted = share_won / (share_won + truths.CONTACTED_LOST * (1 - share_won))
    later = among_contacted / (1 + truths.PROMPT_SHARE * (truths.PROMPT_LIFT - 1))
    prompt_won = truths.PROMPT_SHARE * truths.PROMPT_LIFT * later / among_contacted
    prompt_lost = truths.PROMPT_SHARE * (1 - truths.PROMPT_LIFT * later) / (1 - among_contacted)
    prompt = rng.random(source.size) < np.where(won, prompt_won, prompt_lost)
    hours = np.where(prompt, rng.uniform(*PROMPT_HOURS, source.size), rng.uniform(*LATER_HOURS, source.size))
    contacted = created + (hours * HOUR).astype(np.int64)
    depth = _depth(rng, won)
    steps = [contacted + (share * (closes - contacted)).astype(np.int64) for share in (0.0, 0.3, 0.65)]
    contacted, qualified, proposed = (np.where((depth > rank) & (step < END), step, NEVER) for rank, step in enumerate(steps))
    return Leads(source, customer, created, contacted, qualified, proposed, np.where(closes < END, closes, NEVER), won)


def _origins(rng: np.random.Generator, story: Story) -> tuple[Integers, Integers, Integers, Integers]:
    """Source, customer (−1 for the lost), creation and closing of each lead, in the order of creation."""
    population = story.population
    customer = np.flatnonzero(~population.planted & (population.first_day >= day_number(truths.LEADS_FROM)))
    takes = np.where(population.company[customer], rng.integers(*TAKES_COMPANY, customer.size), rng.integers(*TAKES_PERSON, customer.size))
    day, source = population.first_day[customer] - takes, population.channel[customer]
    conversion = np.array([truths.CONVERSION.get(name, 1.0) for name in ACQUISITION_CHANNELS])
    like = np.concatenate([_like(rng, np.flatnonzero(source == number), conversion[number]) for number in np.unique(source)])
    lost_day = np.minimum(day[like] + rng.integers(-10, 11, like.size), truths.DAYS - 1)
    created = np.concatenate([day, lost_day]) * DAY + rng.integers(8 * HOUR, 22 * HOUR, day.size + lost_day.size)
    loses = lost_day + rng.integers(*LOSES_IN, like.size)
    closes = np.concatenate([population.first_day[customer], loses]) * DAY + 23 * HOUR
    rows = np.argsort(created, kind="stable")
    source = np.concatenate([source, source[like]])
    return source[rows], np.concatenate([customer, np.full(like.size, -1)])[rows], created[rows], closes[rows]


def _like(rng: np.random.Generator, won: Integers, conversion: float) -> Integers:
    """For each lost lead of a source, the won lead around whose day it was created: before each win come losses by chance."""
    return rng.choice(won, rng.negative_binomial(won.size, conversion))


def _depth(rng: np.random.Generator, won: NDArray[np.bool_]) -> Integers:
    """How many of the three steps each lead takes; the won take all."""
    contacted = rng.random(won.size) < truths.CONTACTED_LOST
    qualified = contacted & (rng.random(won.size) < FURTHER[0])
    proposed = qualified & (rng.random(won.size) < FURTHER[1])
    return np.where(won, 3, contacted.astype(np.int64) + qualified + proposed)


def _referrers(rng: np.random.Generator, story: Story, drawn: Leads, referrer: Integers) -> Integers:
    """Who referred each lead of that source: the won customer's referrer, or for the others any customer known by then."""
    referred = drawn.source == ACQUISITION_CHANNELS.index(truths.REFERRAL_CHANNEL)
    there = np.searchsorted(story.population.first_day, drawn.created // DAY)
    others = (rng.random(drawn.source.size) * there).astype(np.int64)
    return np.where(referred, np.where(drawn.customer >= 0, referrer[drawn.customer], others), -1)
