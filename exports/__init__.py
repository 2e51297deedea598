"""Results in; spreadsheet bytes out, safe to open."""
