"""Words of the sections at the foot of the page in several languages, one table each."""

from tryon.ui.wording.about_tables import de, en, es, fr, ja, ko, zh

__all__ = ["de", "en", "es", "fr", "ja", "ko", "zh"]
