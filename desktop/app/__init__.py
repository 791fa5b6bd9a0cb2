"""Qt without widgets: live checking, jobs, item models."""
