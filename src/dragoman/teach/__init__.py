"""Teaches the coder a codebook by examples: what `dragoman train` does."""
