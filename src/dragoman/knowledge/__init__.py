"""Reference data: codebooks, the index of actors and places, word lists. Read-only."""
