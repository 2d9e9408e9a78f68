"""The strip of a visitor's results, and going on from one."""
