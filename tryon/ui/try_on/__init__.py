"""The tab for one person and one garment."""
