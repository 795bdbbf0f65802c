"""Helpers of `stages.read`: decoding, page and PDF text, titles, dates, furniture, language."""
