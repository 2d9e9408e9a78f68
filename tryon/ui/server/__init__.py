"""What stands between the page and the net: the guard, uploads, kept files, the one worker."""
