"""The store: one DuckDB file with what was received, what was read in it, and what follows."""
