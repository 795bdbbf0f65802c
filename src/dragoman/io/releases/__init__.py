"""A data set made ready to publish: its files, and what a reader must know of them."""
