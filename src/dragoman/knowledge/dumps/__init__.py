"""Reads the public dumps a user has, and builds an index of one's own from them.

`sources` opens a file and tells which form it has; one module for each form turns its rows into
`found` records; `merge` lays those over a base index. Everything is streamed: what has been read
waits in a scratch database beside the output, so memory does not grow with the dump.
"""
