"""The parts of linking: what is compared, which pairs are, how they score, and what follows."""
