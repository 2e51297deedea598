"""Files in, tables out: schema, read, match, check, store, activity, filters and the sample company."""
