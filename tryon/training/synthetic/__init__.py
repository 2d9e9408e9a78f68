"""Synthetic people in synthetic garments: exact labels, joints and correspondences, no photos."""
