"""Synthetic people and the trainers. Nothing else imports this package."""
