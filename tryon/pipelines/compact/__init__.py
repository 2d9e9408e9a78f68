"""`compact`: VITON-HD's stages on small networks of our own, and what puts its picture together."""
