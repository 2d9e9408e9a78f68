"""What is said around a result and in the lookbook's grid: one table each, by the same keys."""

from tryon.ui.wording.result_tables import de, en, es, fr, ja, ko, zh

__all__ = ["de", "en", "es", "fr", "ja", "ko", "zh"]
