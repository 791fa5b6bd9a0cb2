"""Main window and dialogs: they put panels together and hold no logic."""
