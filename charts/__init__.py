"""A result in, a Plotly figure out. Charts compute nothing."""
