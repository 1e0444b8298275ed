"""Measurements that anyone can repeat: speed, size and quality, each with the command that prints it."""
