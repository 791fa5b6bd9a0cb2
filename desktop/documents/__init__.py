"""In and out: plain text, Word, Excel; safe writing. Heavy imports stand inside functions."""
