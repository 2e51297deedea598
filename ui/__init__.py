"""Everything that knows Streamlit and is not a page: session, filter bar, threshold controls, downloads, empty states."""
