"""The ledger (整改台账): columns, rows, totals; made from a report."""
