"""Helpers of `stages.mention`, `actor` and `place`: names, descriptions, coreference."""
