"""Helpers of `stages.date`: the wordings of dates and what each resolves to."""
