"""Puts stages together: configuration, the pipeline itself, batches, and the output."""
