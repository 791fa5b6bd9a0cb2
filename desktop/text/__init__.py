"""Plain text: documents, spans, edits, numerals, dates, sentences. Knows nothing of reports."""
