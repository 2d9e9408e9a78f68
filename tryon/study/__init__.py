"""Blind user studies as both papers ran them: made from any folders of results, and counted."""
