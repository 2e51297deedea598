"""Question, answer() and the cache between data and metrics. Knows no Streamlit."""
