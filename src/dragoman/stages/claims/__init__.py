"""Helpers of `stages.claim`: one module for each kind of claim, and what they are built with."""
