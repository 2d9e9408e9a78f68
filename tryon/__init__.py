"""Virtual try-on that shows every step. Importing this package reads no file and loads no network."""
