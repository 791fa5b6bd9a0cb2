"""The checks: one module per family, an engine that runs them, and what they find."""
