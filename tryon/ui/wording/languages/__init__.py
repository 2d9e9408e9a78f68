"""The page's words in several languages, one table each, by the same keys.

What stands still on the page is translated in the browser, by Gradio or by the page's script; what
is said of a visitor's photos and runs is made on the server, in English.
"""

from tryon.ui.wording.languages import de, en, es, fr, ja, ko, zh

__all__ = ["de", "en", "es", "fr", "ja", "ko", "zh"]
