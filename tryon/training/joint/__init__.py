"""Layout, matching and settling trained at once, on people drawn as they are needed."""
