"""What other rooms remark on photos and runs, as texts that every language has: one table each.

The English is theirs, word by word (`tests/unit/test_remarks.py` reads their code); what stands in
braces differs from time to time.
"""

from tryon.ui.wording.remarks import de, en, es, fr, ja, ko, zh

__all__ = ["de", "en", "es", "fr", "ja", "ko", "zh"]
