"""The studio: what a run found and made, mended by hand."""
