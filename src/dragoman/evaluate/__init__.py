"""Scores analyses against gold records."""
