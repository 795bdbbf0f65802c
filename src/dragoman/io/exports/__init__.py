"""Rows of a store as files: formats, and the column layouts of other data sets."""
