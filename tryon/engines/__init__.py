"""From two photos to a result: one pipeline with the preprocessing before it, or several."""
