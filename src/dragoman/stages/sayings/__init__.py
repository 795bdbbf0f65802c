"""Helpers of `stages.attribute`: cues, speakers, quotations, chains."""
