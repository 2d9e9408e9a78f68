"""A finished run as the page shows it, and the record of it that is kept."""
