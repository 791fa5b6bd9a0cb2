"""A report's text from facts, ledger and templates."""
