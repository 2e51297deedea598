"""The surveys table of the sample company: questionnaires after purchases, short answers of the silent, and effort after tickets."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sample import truths
from data.sample.columns import moments, numbered, text
from data.sample.experience import ASKED, SILENT
from data.sample.opinions import CES_SCALE, CSAT_SCALE, DRIVER_SCALE, NPS_SCALE, SERVICE_SCALE, ratings
from data.sample.population import writes_english
from data.sample.story import Story
from data.sample.streams import stream
from data.sample.tickets import Cases
from data.sample.voices import COMMENTS, QUESTIONS

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST_EASY = 5.8
"""Mean of ces after a ticket of one contact."""
EFFORT_ANSWERS = 0.35
"""The share of resolved tickets whose customer says how easy it was."""
COMMENTED = 0.45
"""The share of answers to the overall questions that say why; the silent all do."""
DAY, OPENING = 86_400, 9 * 3_600


@dataclass(frozen=True)
class Question:
    """One question of the questionnaire."""

    instrument: str
    question: str
    dimension: str | None
    scale: tuple[int, int]


QUESTIONNAIRE = (
    Question("csat", QUESTIONS["csat"], None, CSAT_SCALE),
    Question("nps", QUESTIONS["nps"], None, NPS_SCALE),
    *(Question("expectation", QUESTIONS[name], name, SERVICE_SCALE) for name in truths.SERVICE_DIMENSIONS),
    *(Question("perception", QUESTIONS[name], name, SERVICE_SCALE) for name in truths.SERVICE_DIMENSIONS),
    *(Question("likert", name, dimension, DRIVER_SCALE) for name, (dimension, _) in truths.DRIVERS.items()),
    Question("ces", QUESTIONS["ces"], None, CES_SCALE),
)
"""What is asked, in order; the last question is asked after tickets only."""
CSAT, NPS, CES = 0, 1, len(QUESTIONNAIRE) - 1


@dataclass(frozen=True)
class Answers:
    """One element an answer; ``response`` numbers the responses, ``question`` is a position in the questionnaire, ``at`` in seconds."""

    response: Integers
    customer: Integers
    at: Integers
    question: Integers
    score: Integers


def surveys(story: Story, cases: Cases) -> pa.Table:
    """One row an answer to one question, in the order of time; the answers of one response share its response_id."""
    rng = stream(story.seed, "surveys")
    answers = _answers(rng, story, cases)
    question = answers.question
    scale = np.array([each.scale for each in QUESTIONNAIRE], dtype=np.float64)[question]
    listed = QUESTIONNAIRE
    columns = {
        "response_id": text(numbered("R", np.arange(1, int(answers.response.max()) + 2), 5).to_pylist(), answers.response),
        "question": text([each.question for each in listed], question),
        "score": pa.array(answers.score.astype(np.float64)),
        "customer_id": text(numbered("C", np.arange(1, story.population.size + 1), 5).to_pylist(), answers.customer),
        "answered_at": moments(answers.at),
        "instrument": text([each.instrument for each in listed], question),
        "dimension": text([each.dimension for each in listed], question),
        "scale_min": pa.array(scale[:, 0]),
        "scale_max": pa.array(scale[:, 1]),
        "weight": pa.array(_weights(story)[answers.customer]),
        "comment": _comments(rng, story, answers, scale),
    }
    return pa.table(columns)


def _answers(rng: np.random.Generator, story: Story, cases: Cases) -> Answers:
    """All answers, response by response in the order of time."""
    what, views = story.experience, story.opinions
    asked, silent = (np.flatnonzero(what.role == role) for role in (ASKED, SILENT))
    helped = np.flatnonzero((cases.resolved >= 0) & (rng.random(cases.customer.size) < EFFORT_ANSWERS))
    told = np.minimum(cases.resolved[helped] + rng.integers(3_600, 2 * DAY, helped.size), truths.DAYS * DAY - 1)
    contacts = np.minimum(cases.contacts[helped], 5) - 1
    effort = ratings(rng, MOST_EASY + truths.EFFORT_A_CONTACT * contacts, CES_SCALE)
    full = np.column_stack([views.csat, views.nps, views.expectations, views.perceptions, views.drivers])[asked]

    responses = np.concatenate([asked, silent, cases.customer[helped]])
    at = np.concatenate([what.day[responses[: asked.size + silent.size]] * DAY + rng.integers(OPENING, DAY, asked.size + silent.size), told])
    number = np.empty(responses.size, dtype=np.int64)
    number[np.argsort(at, kind="stable")] = np.arange(responses.size)
    position = np.concatenate([np.repeat(np.arange(asked.size), CES), np.arange(asked.size, responses.size)])
    question = np.concatenate([np.tile(np.arange(CES), asked.size), np.full(silent.size, CSAT), np.full(helped.size, CES)])
    score = np.concatenate([full.ravel(), what.csat[silent], effort])
    rows = np.lexsort((question, number[position]))
    position, question, score = position[rows], question[rows], score[rows]
    return Answers(number[position], responses[position], at[position], question, score)


def _weights(story: Story) -> Floats:
    """What an answer counts, by kind of customer: companies buy more often, so more of them are asked than their share of customers."""
    company, asked = story.population.company, story.experience.role == ASKED
    of_all, of_asked = company[~story.population.planted].mean(), company[asked].mean()
    return np.round(np.where(company, of_all / of_asked, (1 - of_all) / (1 - of_asked)), 4)


def _comments(rng: np.random.Generator, story: Story, answers: Answers, scale: Floats) -> pa.Array:
    """What is written beside the overall questions, in the customer's language and to the tune of the score."""
    share = (answers.score - scale[:, 0]) / (scale[:, 1] - scale[:, 0])
    band = np.searchsorted((0.45, 0.75), share)
    spoken = (answers.question == CSAT) | (answers.question == CES)
    says = spoken & ((rng.random(share.size) < COMMENTED) | (story.experience.role[answers.customer] == SILENT) & (answers.question == CSAT))
    lists = [comments for pair in COMMENTS.values() for comments in pair]
    which = 2 * band + writes_english(rng, story.population, answers.customer)
    starts = np.cumsum([0, *(len(comments) for comments in lists)])
    position = starts[which] + (rng.random(share.size) * np.diff(starts)[which]).astype(np.int64)
    return text([comment for comments in lists for comment in comments], np.where(says, position, -1))
