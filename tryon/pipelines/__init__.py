"""The ways of putting a garment on a person."""
