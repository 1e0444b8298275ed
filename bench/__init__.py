"""Measures of our own: each file is a command, `python -m bench.NAME`, and prints its figures."""
