"""Bytes in, files out."""
