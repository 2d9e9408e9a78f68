"""Measures a pipeline on the published data set's layout, as the papers do."""
