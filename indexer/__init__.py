"""The write side, and the only writer: folders in, library out. May know corpus and search."""
