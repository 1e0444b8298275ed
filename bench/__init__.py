"""Measures that need more text than the tests have: speed, size and understanding."""
