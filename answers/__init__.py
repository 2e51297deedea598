"""Question, answer() and the cache between data and metrics. Knows no Streamlit."""

from answers.answer import Desk, answer, cut_points, rows, rows_of_issue
from answers.metric import all_thresholds
from answers.question import Question

__all__ = ["Desk", "Question", "all_thresholds", "answer", "cut_points", "rows", "rows_of_issue"]
