"""What is said of each passage of the papers, in English."""

from tryon.ui.wording.passages import SAID

PAPERS = SAID
