"""Mending by hand what was found automatically: documents, files, and what has to run again."""
