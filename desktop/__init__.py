"""对账 (Duizhang): draft, check and reconcile rectification reports, offline."""

__version__ = "0.1.0"
