"""The photos before a run: their frames, what was found in them, cropping and choosing."""
