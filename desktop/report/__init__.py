"""The report as data, and reading it from a document."""
