"""Many pairs, one after the other, into one folder."""
