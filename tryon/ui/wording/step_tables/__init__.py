"""What the inspector and the steps say in several languages, one table each, by the same keys."""

from tryon.ui.wording.step_tables import de, en, es, fr, ja, ko, zh

__all__ = ["de", "en", "es", "fr", "ja", "ko", "zh"]
