"""The reading room: pages, REST API and review over one store. Reads it; changes only the log."""
