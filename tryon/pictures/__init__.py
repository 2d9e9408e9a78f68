"""Pictures between file and array: checks, decoding, colours, resampling."""
