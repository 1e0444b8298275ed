"""The terminal: a file for each command, named like it: it reads its arguments, asks a room, prints.

The sentence that a command says of itself stands in the table of tracuu.py, which is listed without importing them.
"""
