"""Helpers of `stages.stance`: verb groups and the words that govern an event word."""
