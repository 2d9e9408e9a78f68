"""The training of both papers' networks; see `tryon.training.papers.command`."""
