"""Results as files: pictures, reports, sheets of several results."""
