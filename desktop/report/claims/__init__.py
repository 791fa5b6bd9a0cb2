"""Claims: the statements of a report that count its problems, measures and progress.

Read by grammar, never by known sentences: `quantities` finds numbers with
their measure words and nouns, `grouping` ties totals to parts, `singles`
finds numbers that claim something alone, `arithmetic` adds up, `outline` and
`body` hold the numbers against what the report lists.
"""

from desktop.report.claims.reading import read_claims

__all__ = ["read_claims"]
