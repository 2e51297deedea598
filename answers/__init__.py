"""Question, answer() and the cache between data and metrics. Knows no Streamlit."""

from answers.answer import Desk, answer, cut_points, rows, waits
from answers.question import Question

__all__ = ["Desk", "Question", "answer", "cut_points", "rows", "waits"]
