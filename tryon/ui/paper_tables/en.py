"""What is said of each passage of the papers, in English."""

from tryon.ui.passages import SAID

PAPERS = SAID
