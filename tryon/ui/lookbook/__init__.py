"""The lookbook: many garments on one person, or one garment on many."""
