"""What is planted in the sample company: the constants that the generator obeys and that tests recover.

The company sells tea, teaware and gifts in China and abroad; every customer is a person or a company. Three groups are drawn apart:

- the **planted segment**, people won through the mini program (``PLANTED_CHANNEL``): nothing acts on them but the two models below;
- **other people** and **companies**: season, the decline of a region, a poor acquisition channel and returns act on these;
- **anonymous sales** at shop counters, which know season and decline, and no customer.

Money is in yuan, time in days. Labels that filters show are bilingual, so that readers of either language can use them.
"""

from dataclasses import dataclass
from datetime import date

SEED = 20250630
EDITION = 2
"""Counts the changes of the company: a workspace that holds an earlier one is filled again."""

START, END = date(2022, 7, 1), date(2025, 6, 30)
"""The first and the last day of orders, both included; no clock is read."""
DAYS = (END - START).days + 1

PLANTED_CUSTOMERS, PEOPLE, COMPANIES = 2_400, 2_900, 700


@dataclass(frozen=True)
class PurchaseModel:
    """BG/NBD parameters (Fader, Hardie & Lee 2005), ``alpha`` in days: rates ~ Gamma(r, rate alpha), dropout ~ Beta(a, b)."""

    r: float
    alpha: float
    a: float
    b: float


@dataclass(frozen=True)
class SpendModel:
    """Gamma-Gamma parameters (Fader, Hardie & Lee 2005), in yuan: an order ~ Gamma(p, rate nu), nu ~ Gamma(q, rate gamma)."""

    p: float
    q: float
    gamma: float


PLANTED_CHANNEL = "小程序 Mini program"
"""The acquisition channel that selects the planted segment. All are people in China, none of them in the declining region."""
PLANTED_PURCHASES = PurchaseModel(r=0.7, alpha=150.0, a=0.6, b=2.0)
PLANTED_SPEND = SpendModel(p=4.0, q=3.6, gamma=140.0)

DECLINING_REGION = "东北 Northeast"
DECLINE_FROM = date(2024, 1, 1)
DECLINE_A_MONTH = 0.05
"""From that day on the region keeps (1 − .05)^months of the orders, and so of the revenue, that it would have had (a month: 365.25 / 12 days)."""

POOR_CHANNEL = "短视频广告 Short-video ads"
POOR_VALUE_RATIO = 0.40
"""Sales per acquired customer, as a share of those of people who came through every channel but this one and the planted one."""
POOR_REPEAT_SHARE = 0.60
"""Each repeat order of the poor channel survives with this probability; smaller orders make up the rest of the ratio."""

SINGLES_DAYS = ((11, 1), (11, 11))
SINGLES_LIFT = 2.5
"""Orders a day from 1 to 11 November (双十一), relative to an ordinary day."""
SPRING_FESTIVALS = (date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29))
GIFT_DAYS, GIFT_LIFT = 21, 1.8
"""Orders a day in the days before New Year's Day, when gifts are bought, relative to an ordinary day."""
REST_DAYS, REST_LIFT = 7, 0.4
"""Orders a day from New Year's Day on, when the country rests, relative to an ordinary day."""

ANONYMOUS_SHARE = 0.08
"""Shop-counter orders without a customer, as a share of all sale orders (to the nearest order)."""

RETURN_RATE = 0.05
"""Probability that a sale line comes back, whole; the planted segment returns nothing."""
RETURN_WITHIN = (2, 15)
"""Days from sale to return, equally likely; a return after the last day has not happened yet."""

# ---------------------------------------------------------------- what customers live through, and whether they buy again
# All of this acts on other people and companies only. In the declining region the decline comes on top, so the region is left out when
# a rate of buying again is recovered.

REPURCHASE_DAYS = 180
"""To buy again is to order within so many days after the day in question (that day itself not counted)."""
EXPERIENCES = {"complained": 0.24, "silent": 0.08, "asked": 0.45, "nothing": 0.23}
"""What happens once to each customer, by chance: a complaint, a bad experience that is never complained about, a survey, or nothing."""

COMPLAINT_OUTCOMES = {"unresolved": 0.34, "resolved": 0.33, "resolved_fast": 0.33}
"""What becomes of complaints, drawn by chance."""
FAST_HOURS, LATE_DAYS = 24, 30
"""Fast is resolved within so many hours of opening; unresolved is not resolved within so many days (or never); else it is resolved."""
COMPLAINT_REPURCHASE = {"unresolved": 0.42, "resolved": 0.65, "resolved_fast": 0.88}
"""Probability that a complainer buys again after the complaint was opened; who does not never orders again of their own accord.

The order is that of the complaint iceberg (TARP; silent customers come below, see ``SILENT_REPURCHASE``); the numbers are ours. Recovered by
counting, among complaints opened at least REPURCHASE_DAYS before the end, who ordered within them."""

MEAN_SATISFACTION = 7.2
"""Mean of the overall satisfaction question (csat, 1 to 10) when every driver stands at its mean."""
DRIVERS = {
    "产品质量 Product quality": ("product", 0.40),
    "产品价格 Product price": ("product", 0.25),
    "产品功能 Product function": ("product", 0.0),
    "售前服务 Pre-sales service": ("service", 0.0),
    "售后服务 After-sales service": ("service", 0.35),
    "咨询服务 Consultation": ("service", 0.20),
    "企业形象 Company image": ("company", 0.0),
    "品牌 Brand": ("company", 0.25),
    "企业文化 Company culture": ("company", 0.0),
    "购买便利 Convenience of buying": ("experience", 0.30),
    "使用舒适 Comfort in use": ("experience", 0.0),
    "服务体验 Experience of being served": ("experience", 0.20),
}
"""The likert questions (1 to 5), each with its dimension and weight: points of csat for a point of the driver, the others held fixed.

Recovered by least squares of csat on the twelve answers of a response. Drivers of a dimension are correlated; those of weight 0 therefore
correlate with csat and yet drive nothing."""
SERVICE_DIMENSIONS = {
    "tangibles": (0.0, 0.0),
    "reliability": (-0.8, 0.30),
    "responsiveness": (-0.6, 0.22),
    "assurance": (-0.3, 0.0),
    "empathy": (-0.4, 0.15),
}
"""SERVQUAL dimensions (perception and expectation, 1 to 7): the mean gap, perception − expectation, and the weight of perception on csat.

Gaps are recovered as means over responses; weights by least squares of csat on the five perceptions (independent of the likert drivers)."""

PROMOTERS, DETRACTORS = 0.46, 0.22
"""Shares of 9–10 and of 0–6 among the answers on recommending (nps): the NPS is 24, up to sampling."""

SATISFIED_FROM = 8
"""Satisfied is a csat of at least this."""
REPURCHASE_AT_MEAN, REPURCHASE_A_POINT = 0.60, 0.08
"""Probability of buying again after the answer: .60 + .08 (csat − 7), outside the trap; recovered as a mean and a slope by least squares."""
SILENT_CSAT = (2, 3)
"""What the silent answer: one overall question with a comment, no driver questions, and no complaint is ever opened."""
SILENT_REPURCHASE = 0.24
"""What the line above gives them: who says nothing comes back least."""
TRAP_REGION, TRAP_SHARE, TRAP_REPURCHASE = "西南 Southwest", 0.104, 0.25
"""A competitor opened shops there: its share of the customers asked (and of the satisfied among them), and the
probability of buying again after the answer however satisfied: the satisfied there, about 4 in 100 of those asked, are yet disloyal."""

# ---------------------------------------------------------------- loyalty and referral

PROGRAMME = "茶友会 Tea Circle"
PROGRAMME_FROM, PROGRAMME_OPEN_DAYS = date(2024, 7, 1), 31
PROGRAMME_OUTCOME = "加入 Joined"
"""People who bought before the day could join in so many days from it: only members have ``points``, and an interaction of this outcome says when."""
PROGRAMME_BEFORE_DAYS = 365
PROGRAMME_JOINS = (0.10, 0.25, 0.45, 0.60, 0.75)
"""Probability to join by orders in the PROGRAMME_BEFORE_DAYS before the first day: none, 1, 2, 3, 4 and more. Better customers join.

Nobody joins in the declining region nor in the planted segment: compare other people outside the region who bought before the first day."""
PROGRAMME_EXTRA_ORDERS = 1.2
"""The causal effect: so many more orders, on average, from the closing of the list (PROGRAMME_FROM + PROGRAMME_OPEN_DAYS) to the end.

Recovered as the mean over members of the difference between members and others with as many orders before (those five classes)."""
PROGRAMME_EXAGGERATION = 1.5
"""The plain difference of means is at least so many times the effect."""

REFERRAL_CHANNEL = "老客推荐 Referral"
REFERRED_VALUE_RATIO = 1.4
"""Orders of referred customers are so many times as large as those of others of their kind (people and companies), and as many.

Recovered from the mean logarithm of a customer's average order, against the channels that are neither poor nor planted."""
PROMOTER_REFERRALS = 4.0
"""A promoter is so many times as likely to be the one who referred as another who answered the nps question."""

# ---------------------------------------------------------------- service

FIRST_RESPONSE_HOURS = {"电话 Phone": 0.1, "在线客服 Chat": 0.25, "门店 Store": 0.5, "邮件 Email": 5.0}
"""Mean hours from opening to the first response, by the ticket's channel."""
FIRST_CONTACT_RESOLUTION = 0.62
"""Probability that a ticket takes one contact."""
REOPENED_SHARE = 0.15
"""Probability that a ticket of more than one contact was reopened; one of one contact never was."""
ESCALATED_SHARE = {"complaint": 0.20, "other": 0.03}
"""Probability that a ticket was escalated: complaints, and all other kinds."""
BACKLOG_MONTH = date(2024, 11, 1)
BACKLOG_SHARE, BACKLOG_DAYS = 0.8, (25, 45)
"""So many of the tickets opened in that month, complaints apart, wait so many days longer: the backlog grows in no month as in this."""
AGENTS = {
    "李娜 Li Na": (4.2, 4.3),
    "王强 Wang Qiang": (4.1, 4.4),
    "陈静 Chen Jing": (2.6, 4.2),
    "赵磊 Zhao Lei": (2.5, 4.3),
    "周敏 Zhou Min": (4.3, 2.6),
    "Emma Clarke": (4.2, 2.5),
    "孙涛 Sun Tao": (2.5, 2.6),
    "吴芳 Wu Fang": (2.6, 2.5),
}
"""Service agents with the means of their procedure and manner scores (1 to 5): two of each cell of the service matrix (cut at 3)."""
EFFORT_A_CONTACT = -0.6
"""Points of ces (1 to 7, 7 is easy) for each contact beyond the first, up to four."""

# ---------------------------------------------------------------- companies: visits, credit, plans

INTERACTION_COST = {"visit": 300, "call": 20, "email": 3, "message": 1, "meeting": 500}
"""What an interaction of each kind costs, in yuan."""
HEAVY_SIZE, HEAVY_COMPANIES = "微型 Under 10", 35
"""The company size whose companies, all of them, cost more in tickets and interactions than their orders bring in gross profit."""
HEAVY_COST_RATIO = 1.6
"""Their cost to serve is at least so many times their gross profit (sales less returns less cost); that of other companies is below their
profit, except for fewer than 3 in 100 which bought next to nothing."""

COVERED_DAYS = 90
COVERAGE, NEGLECTED_COVERAGE = 0.80, 0.35
"""The share of each account manager's companies with an interaction in the last COVERED_DAYS days (to the nearest company) …"""
NEGLECTFUL_MANAGER = "何帆 He Fan"
"""… but of this one's only the second number."""
MANAGERS = ("林峰 Lin Feng", "郭蕾 Guo Lei", "何帆 He Fan", "罗娟 Luo Juan", "梁宇 Liang Yu", "宋佳 Song Jia", "James Walker", "唐宁 Tang Ning")

LATE_PAYERS, LATE_DAYS_MEAN = 0.25, 30
"""The share of companies (to the nearest) that pay after the due date, and by how many days on average: of what fell due d days ago they
still owe (1 − 1/30)^d. The others pay by the due date, so nothing of theirs is overdue, disputes and the next truth apart."""
STOPPED_PAYING, STOPPED_FROM = 12, date(2025, 1, 1)
LONG_OVERDUE = 90
"""So many companies, in time before, have paid nothing that was issued since that day, and each owes something overdue by more than so many
days: beside open disputes and the late payers' tail (about 5 in 100 of what fell due then), nothing else is."""
DISPUTED_SHARE = 0.02
"""Probability that an invoice is disputed; those issued in the last DISPUTE_DAYS are still open."""
DISPUTE_DAYS = 120
OVER_LIMIT = 20
"""So many companies owe more than their credit limit on the last day."""

PLAN_PERIOD = date(2025, 4, 1)
"""The quarter of the companies' purchase plans; it ends with the sample."""
BEHIND_PLAN, BEHIND_SHARE = 40, 0.5
"""So many companies have bought at most BEHIND_SHARE of their plan for the quarter; every other company with a plan has met it."""

# ---------------------------------------------------------------- acquisition

LEADS_FROM = date(2024, 7, 1)
"""Leads are on record for customers first won on this day or later."""
LEAD_DAYS = 70
"""Every lead is decided within so many days of its creation: rates are counted over leads created at least so long before the end."""
CONVERSION = {
    "搜索 Search": 0.15,
    "短视频广告 Short-video ads": 0.08,
    "老客推荐 Referral": 0.40,
    "门店 Walk-in": 0.30,
    "销售拜访 Sales visit": 0.25,
    "展会 Trade fair": 0.12,
}
"""Probability that a lead is won, by source."""
CONTACTED_LOST = 0.8
"""Share of the lost that were ever contacted; all won were."""
PROMPT_SHARE, PROMPT_LIFT = 0.5, 2.0
"""Of contacted leads the first share is contacted within a day, and is won so many times as often as those contacted later, in every source."""

SPEND_FROM = date(2023, 7, 1)
ACQUISITION_COST = {
    "小程序 Mini program": 50,
    "搜索 Search": 120,
    "短视频广告 Short-video ads": 30,
    "老客推荐 Referral": 60,
    "门店 Walk-in": 80,
    "销售拜访 Sales visit": 900,
    "展会 Trade fair": 1_500,
}
"""Spend per channel from that day on over the customers whose first order lies since then, in yuan, to the cent a month. The poor channel is
the cheapest: it looks good until value is counted."""
