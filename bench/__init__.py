"""Measures that anyone can repeat: each file with a `main` is a command, `python -m bench.NAME`."""
