"""What is said of each passage of the papers in every language, by the same keys.

Marks in it lower and raise what stands in braces, as in `passages`.
"""

from tryon.ui.wording.paper_tables import de, en, es, fr, ja, ko, zh

__all__ = ["de", "en", "es", "fr", "ja", "ko", "zh"]
