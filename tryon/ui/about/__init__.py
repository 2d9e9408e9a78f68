"""The foot of the page: questions, weights, how misalignment is studied."""
