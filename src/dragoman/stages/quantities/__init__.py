"""Helpers of `stages.quantity`: number words, counts and what is counted."""
