"""Photos and companion files as the VITON-HD data set lays them out."""
