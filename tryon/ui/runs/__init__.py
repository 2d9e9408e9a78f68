"""A run: what can be chosen, what was asked for, what is kept of it, what goes wrong."""
