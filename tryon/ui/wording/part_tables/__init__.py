"""What parts of photos' frames and examples are called in every language, by the same keys."""

from tryon.ui.wording.part_tables import de, en, es, fr, ja, ko, zh

__all__ = ["de", "en", "es", "fr", "ja", "ko", "zh"]
