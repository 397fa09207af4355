"""Read-only questions over a case: what happened when, what stands in the records, what may be shown to whom."""
