"""What the studio says in several languages, one table each, by the same keys."""

from tryon.ui.wording.studio_tables import de, en, es, fr, ja, ko, zh

__all__ = ["de", "en", "es", "fr", "ja", "ko", "zh"]
