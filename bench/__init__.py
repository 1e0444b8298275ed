"""Measures on large public sets: how good, how fast, how big. Each module is a command: `python -m bench.NAME`."""
