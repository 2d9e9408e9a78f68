"""The misalignment inspector."""
